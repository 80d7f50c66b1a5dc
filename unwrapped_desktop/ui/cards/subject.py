"""What cards are made of, and the word for a card that cannot be made."""

from dataclasses import dataclass

from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.two_listeners import TwoListeners


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSubject:
    """Whom cards are about.

    Attributes:
        report: The verdict.
        chapters: The life in chapters; None where nobody has told it, so that there is no card of years.
        two: Two listeners side by side, for cards about both of them; `report` is then that of one of them.
    """

    report: Report
    chapters: Chapters | None = None
    two: TwoListeners | None = None


class CardImpossibleError(Exception):
    """There is no such card.

    Attributes:
        reason: Why, in a sentence or two for a person.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def subject_of_two(left: Report, right: Report, two: TwoListeners) -> CardSubject:
    """Return the subject of cards about two: the foot says of whoever is made up, or listed by Spotify, that they are."""
    order = (SourceKind.SAMPLE, SourceKind.WEB_API)
    told = (report for source in order for report in (left, right) if report.listener.source is source)
    return CardSubject(report=next(told, left), two=two)
