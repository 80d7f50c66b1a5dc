"""What the worker thread does for the screen of a life: reads kept verdicts, deletes and brings back."""

from dataclasses import dataclass
from datetime import datetime

from unwrapped_desktop.app.jobs import UNREADABLE, Desk, Kept, kept_of
from unwrapped_desktop.domain.analysis_state import EarlierReport, Listener
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.kept_verdict import DeletedReport, KeptVerdict
from unwrapped_desktop.domain.local_clock import local_time
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.workers.job import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVerdicts:
    """The verdicts that are kept of a listener, newest first."""

    listener: Listener
    verdicts: tuple[KeptVerdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """An earlier verdict that was deleted, and what is kept now."""

    deleted: DeletedReport
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """A deleted verdict is there again; what is kept now."""

    deleted: DeletedReport
    kept: Kept


def read_verdicts(desk: Desk, kept: Kept, shown: Report) -> Work:
    """Read what a list says of all verdicts that are kept of a listener.

    Args:
        desk: The results file.
        kept: What is kept; somebody is known.
        shown: The verdict on screen.
    """

    def work(_tell: Tell, cancel: CancelToken) -> KeptVerdicts:
        assert kept.listener is not None  # noqa: S101 - the caller knows whose verdicts they are
        verdicts = [] if kept.report is None else [_verdict(kept.report, None, shown)]
        for earlier in kept.history:
            cancel.raise_if_cancelled()
            verdicts.append(_earlier(desk, earlier, shown))
        return KeptVerdicts(listener=kept.listener, verdicts=tuple(verdicts))

    return work


def delete_verdict(desk: Desk, listener: Listener, history_id: int) -> Work:
    """Delete an earlier verdict."""

    def work(_tell: Tell, _cancel: CancelToken) -> Deleted:
        deleted = desk.repository.delete_earlier(history_id)
        return Deleted(deleted=deleted, kept=kept_of(desk, listener))

    return work


def bring_back(desk: Desk, listener: Listener, deleted: DeletedReport) -> Work:
    """Keep an earlier verdict again that was deleted."""

    def work(_tell: Tell, _cancel: CancelToken) -> BroughtBack:
        desk.repository.bring_back(deleted)
        return BroughtBack(deleted=deleted, kept=kept_of(desk, listener))

    return work


def _earlier(desk: Desk, earlier: EarlierReport, shown: Report) -> KeptVerdict:
    """Return what a list says of an earlier verdict; one that cannot be read still has its label and its date."""
    try:
        report = desk.repository.earlier_report(earlier.history_id)
    except AppError as error:
        if error.code != UNREADABLE:
            raise
        return KeptVerdict(
            history_id=earlier.history_id, made_at=earlier.created_at, label=earlier.label, plays=None
        )
    return _verdict(report, earlier.history_id, shown)


def _verdict(report: Report, history_id: int | None, shown: Report) -> KeptVerdict:
    return KeptVerdict(
        history_id=history_id,
        made_at=_local(report),
        label=report.verdict.label,
        plays=report.record.plays,
        intensity=report.provenance.intensity,
        left_out=len(report.exclusions),
        axes=report.axes,
        is_on_screen=report == shown,
    )


def _local(report: Report) -> datetime:
    return local_time(report.created_at, report.provenance.timezone)
