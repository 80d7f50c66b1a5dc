"""What is said of Spotify's yearly reviews beside the full count: a few lines for each year, apart from the verdict."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.wrapped import Reviewed, review_years
from unwrapped_desktop.critic.candidates import candidates
from unwrapped_desktop.critic.compose import checked, remark_of
from unwrapped_desktop.critic.lately import apart
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.report import Remark, WrappedOpinion
from unwrapped_desktop.domain.settings import JudgeSettings

LINES = 4
"""So many lines a year at most."""


def write_wrapped(
    record: Record,
    *,
    settings: JudgeSettings,
    reference: Reference,
    phrasebook: Phrasebook,
    cancel: CancelToken,
) -> WrappedOpinion | None:
    """Return what a record says to the yearly reviews that came with it, None where none came.

    Args:
        record: The record, after exclusions.
        settings: The person's choices.
        reference: What is known about artists.
        phrasebook: The critic's words.
        cancel: Looked at between lines.

    Raises:
        Cancelled: The token was set.
    """
    if not record.extras.wrapped:
        return None
    reviewed = review_years(Listening(record, ZoneInfo(settings.timezone), reference))
    writer = _Writer(record.seed, settings=settings, phrasebook=phrasebook, cancel=cancel)
    lines = writer.lines(reviewed)
    return WrappedOpinion(
        years=tuple(one.year for one in reviewed),
        remarks=tuple(remark for one in reviewed for remark in lines[one.year.year]),
        receipts=tuple(receipt for one in reviewed for receipt in _proofs(one)),
    )


class _Writer:
    """Chooses the lines of all years."""

    def __init__(
        self, seed: str, *, settings: JudgeSettings, phrasebook: Phrasebook, cancel: CancelToken
    ) -> None:
        self._seed = seed
        self._settings = settings
        self._phrasebook = phrasebook
        self._cancel = cancel

    def lines(self, reviewed: Sequence[Reviewed]) -> Mapping[int, tuple[Remark, ...]]:
        """Return the lines of each year, in other words than those before where there are others.

        "Say it differently" means differently from the lines before, which had the wording before this one.
        """
        wording = self._settings.wording
        before = self._worded(reviewed, wording - 1, frozenset()) if wording else {}
        stale = frozenset(remark.id for remarks in before.values() for remark in remarks)
        return self._worded(reviewed, wording, stale)

    def _worded(
        self, reviewed: Sequence[Reviewed], wording: int, stale: frozenset[str]
    ) -> Mapping[int, tuple[Remark, ...]]:
        lines: dict[int, tuple[Remark, ...]] = {}
        said = stale
        # The latest year chooses its words first: no review that is added changes what a later one says.
        for one in reversed(reviewed):
            lines[one.year.year] = self._lines_of(one, wording, said)
            said |= {remark.id for remark in lines[one.year.year]}
        return lines

    def _lines_of(self, reviewed: Reviewed, wording: int, stale: frozenset[str]) -> tuple[Remark, ...]:
        found = candidates(
            reviewed.findings,
            self._phrasebook,
            intensity=self._settings.intensity,
            seed=self._seed,
            wording=wording,
            stale=stale,
        )
        receipts = {finding.receipt.id: finding.receipt for finding in reviewed.findings}
        chosen = list(apart(checked(found, receipts, self._cancel)))[:LINES]
        return tuple(remark_of(candidate, line) for candidate, line in chosen)


def _proofs(reviewed: Reviewed) -> tuple[Receipt, ...]:
    return (*reviewed.receipts, *(finding.receipt for finding in reviewed.findings))
