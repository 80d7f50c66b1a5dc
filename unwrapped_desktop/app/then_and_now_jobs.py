"""What the worker thread does for the screen of a life: reads kept verdicts, tells chapters, deletes and brings back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from unwrapped_desktop.app.jobs import UNREADABLE, Desk, Kept, kept_of
from unwrapped_desktop.domain.analysis_state import EarlierReport, Listener
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.kept_verdict import DeletedReport, KeptVerdict
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.workers.job import Work

RECORD_MISSING = "record_missing"
RECORD_FAULTS = frozenset({RECORD_MISSING, "record_newer", "record_unreadable"})
"""Failures of a record that say what to do about it, and leave everything else as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVerdicts:
    """The verdicts that are kept of a listener, newest first."""

    listener: Listener
    verdicts: tuple[KeptVerdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The chapters of a report's record.

    Attributes:
        report: The report.
        chapters: Its chapters; None where its record is not kept.
        fault: Why its record cannot be read, None where it can.
    """

    report: Report
    chapters: Chapters | None
    fault: AppError | None = None


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


def tell_chapters(desk: Desk, listener: Listener, report: Report, tell: Callable[[Chapter], None]) -> Work:
    """Work out the chapters of a report's record.

    Args:
        desk: Judges.
        listener: Whose report it is.
        report: The report.
        tell: Told of every chapter as soon as it is there, in the worker thread.
    """

    def work(progress: Tell, cancel: CancelToken) -> Told:
        try:
            chapters = desk.judgement.chapters(listener, report, tell=tell, progress=progress, cancel=cancel)
        except AppError as error:
            if error.code not in RECORD_FAULTS:
                raise
            fault = None if error.code == RECORD_MISSING else error
            return Told(report=report, chapters=None, fault=fault)
        return Told(report=report, chapters=chapters)

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
    return report.created_at.astimezone(ZoneInfo(report.provenance.timezone))
