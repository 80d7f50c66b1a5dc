"""What is said of Spotify's list of the last four weeks beside a record: a few lines of their own, after the verdict."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.lately import find_lately
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.top_lists import exclude_from_month
from unwrapped_desktop.critic.candidates import Candidate, Line, candidates
from unwrapped_desktop.critic.compose import checked, remark_of
from unwrapped_desktop.critic.pages import pages_of
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.report import Lately
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.top_lists import MonthLists

LINES = 3
"""So many lines at most: the record is what is judged."""


def write_lately(
    record: Record,
    lists: MonthLists,
    *,
    settings: JudgeSettings,
    reference: Reference,
    phrasebook: Phrasebook,
    cancel: CancelToken,
) -> Lately:
    """Return what Spotify's lists add to a record.

    Args:
        record: The record, after exclusions.
        lists: What Spotify told, before exclusions: they are kept whole, so that an exclusion can be taken back.
        settings: The person's choices.
        reference: What is known about artists.
        phrasebook: The critic's words.
        cancel: Looked at between lines.

    Raises:
        Cancelled: The token was set.
    """
    zone = ZoneInfo(settings.timezone)
    left = exclude_from_month(lists, settings.exclusions, zone)
    findings = find_lately(Listening(record, zone, reference), left)
    receipts = {finding.receipt.id: finding.receipt for finding in findings}
    found = candidates(
        findings, phrasebook, intensity=settings.intensity, seed=record.seed, wording=settings.wording
    )
    chosen = list(apart(checked(found, receipts, cancel)))[:LINES]
    said = tuple(remark_of(candidate, line) for candidate, line in chosen)
    proofs = tuple(candidate.finding.receipt for candidate, _ in chosen)
    return Lately(
        lists=lists, remarks=said, receipts=proofs, pages=pages_of(proofs, lists.artists, lists.songs)
    )


def apart(found: Sequence[Candidate]) -> Iterable[tuple[Candidate, Line]]:
    """Yield a line of each candidate that has one of a shape, an image and a name that none before it has."""
    taken: set[str] = set()
    for candidate in found:
        for line in candidate.lines:
            marks = {f"shape {line.phrase.shape}", f"image {line.phrase.image}", *line.targets} - {"image "}
            if taken.isdisjoint(marks):
                taken |= marks
                yield candidate, line
                break
