"""Tells the chapters of a report, whoever asks: from the kept record, or from a made-up listener's, which is made again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from unwrapped_desktop.app.jobs import Desk, Kept
from unwrapped_desktop.bootstrap import build_judge, sample_choices, source_at
from unwrapped_desktop.domain.analysis_state import Listener
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.workers.job import Work

RECORD_MISSING = "record_missing"
RECORD_FAULTS = frozenset({RECORD_MISSING, "record_newer", "record_unreadable"})
"""Failures of a record that say what to do about it, and leave everything else as it is."""

_REPORTS_REMEMBERED = 8

_Telling = Callable[[Tell, CancelToken], Chapters]


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


class ChapterTeller:
    """Makes the work that tells chapters, and remembers until the program ends those that were all told.

    `known` and `work` belong to the GUI thread; the work itself to the worker thread, which alone writes down what it
    has told. Two who ask for the same report have it told once.
    """

    def __init__(self, clock: Clock) -> None:
        """Make a teller.

        Args:
            clock: Of whoever reads a made-up listener.
        """
        self._clock = clock
        self._finished: tuple[tuple[Report, Chapters], ...] = ()

    def known(self, report: Report) -> Chapters | None:
        """Return the chapters of a report that were all told before, None where they were not."""
        return next((chapters for known, chapters in self._finished if known == report), None)

    def work(
        self,
        report: Report,
        *,
        desk: Desk | None,
        kept: Kept,
        is_earlier: bool,
        tell: Callable[[Chapter], None],
    ) -> Work | None:
        """Return the work that tells the chapters of a report and brings them as `Told`.

        Args:
            report: The report on screen; no friend's, whose record is not here.
            desk: The opened results file, None where there is none yet.
            kept: What is kept of the listener in front.
            is_earlier: Whether the report is an earlier verdict of that listener.
            tell: Hears every chapter as soon as it is there, in the worker thread.

        Returns:
            None where there is no record to tell them from: the report holds lists alone, or it is neither made up nor
            the listener's.
        """
        if report.record.kind != "history":
            return None
        telling: _Telling | None = None
        if is_earlier or report == kept.report:
            if desk is not None and kept.listener is not None:
                telling = _of_kept(desk, kept.listener, report, tell)
        elif name := _sample_name(report):
            telling = _of_sample(name, self._clock, report, tell)
        return None if telling is None else partial(self._told, report, telling)

    def _told(self, report: Report, telling: _Telling, progress: Tell, cancel: CancelToken) -> Told:
        chapters = self.known(report)
        if chapters is not None:
            return Told(report=report, chapters=chapters)
        try:
            chapters = telling(progress, cancel)
        except AppError as error:
            if error.code not in RECORD_FAULTS:
                raise
            fault = None if error.code == RECORD_MISSING else error
            return Told(report=report, chapters=None, fault=fault)
        self._finished = ((report, chapters), *self._finished)[:_REPORTS_REMEMBERED]
        return Told(report=report, chapters=chapters)


def _of_kept(desk: Desk, listener: Listener, report: Report, tell: Callable[[Chapter], None]) -> _Telling:
    """Return what tells a report's chapters from the record that is kept of the listener."""

    def telling(progress: Tell, cancel: CancelToken) -> Chapters:
        return desk.judgement.chapters(listener, report, tell=tell, progress=progress, cancel=cancel)

    return telling


def _of_sample(name: str, clock: Clock, report: Report, tell: Callable[[Chapter], None]) -> _Telling:
    """Return what tells a made-up listener's chapters: nobody keeps their record, and made again it is the same."""

    def telling(progress: Tell, cancel: CancelToken) -> Chapters:
        from unwrapped_desktop.services.chapters import settings_of  # noqa: PLC0415 - with it comes NumPy

        source = source_at((f"sample:{name}",), clock)
        return build_judge(clock).chapters(
            source, settings_of(report), tell=tell, progress=progress, cancel=cancel
        )

    return telling


def _sample_name(report: Report) -> str:
    """Return which made-up listener a report is about, by name; empty where it is about somebody else."""
    if report.listener.source is not SourceKind.SAMPLE:
        return ""
    return next((name for name, title, _ in sample_choices() if title == report.listener.name), "")
