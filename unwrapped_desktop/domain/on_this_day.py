"""One true line about today's date in an earlier year."""

from dataclasses import dataclass

from unwrapped_desktop.domain.receipt import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class OnThisDay:
    """What was played on the same day of another year.

    Attributes:
        year: Which year.
        artist: Who was played most on it, of those who may be spoken of.
        plays: How often, 30 seconds or more.
        years_ago: How many years ago.
        receipt: The proof.
    """

    year: int
    artist: str
    plays: int
    years_ago: int
    receipt: Receipt
