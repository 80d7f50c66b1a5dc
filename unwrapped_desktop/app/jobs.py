"""What the worker thread does for the window: each function returns the work of one job, each work a frozen value."""

from dataclasses import dataclass

from unwrapped_desktop.bootstrap import (
    as_sample,
    build_judge,
    build_kept_judgement,
    set_damaged_aside,
    source_at,
)
from unwrapped_desktop.domain.analysis_state import AnalysisState, EarlierReport, Listener
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.ports import Clock, ReportRepository
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.services.kept_judgement import KeptJudgement
from unwrapped_desktop.workers.job import Work

UNREADABLE = "report_unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a listener.

    Attributes:
        listener: Whose it is; None when nobody is known.
        state: Their current analysis, None when there never was one.
        report: The last completed report, None when there is none.
        fault: Why the last completed report cannot be read, None when it can.
        history: Earlier reports, newest first.
    """

    listener: Listener | None = None
    state: AnalysisState | None = None
    report: Report | None = None
    fault: AppError | None = None
    history: tuple[EarlierReport, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The opened results file and what it holds of the listener judged last."""

    judgement: KeptJudgement
    repository: ReportRepository
    kept: Kept


def open_results(paths: AppPaths, clock: Clock, *, set_aside: bool = False) -> Work:
    """Open the results file; every analysis that was running when the program ended is marked interrupted.

    Args:
        paths: Where it lies.
        clock: Dates what is stored.
        set_aside: Whether a damaged file is moved out of the way first.
    """

    def work(_tell: Tell, _cancel: CancelToken) -> Opened:
        if set_aside:
            set_damaged_aside(paths, clock)
        judgement, repository = build_kept_judgement(paths, clock)
        try:
            repository.mark_interrupted()
            return Opened(judgement=judgement, repository=repository, kept=kept_of_last(repository))
        except BaseException:
            repository.close()
            raise

    return work


def kept_of_last(repository: ReportRepository) -> Kept:
    """Return what is kept of the listener judged last, nothing when nobody is known."""
    listeners = repository.listeners()
    return kept_of(repository, listeners[0]) if listeners else Kept()


def kept_of(repository: ReportRepository, listener: Listener) -> Kept:
    """Return what is kept of a listener; a report that cannot be read does not hide the rest."""
    report, fault = None, None
    try:
        report = repository.report(listener.listener_id)
    except AppError as error:
        if error.code != UNREADABLE:
            raise
        fault = error
    return Kept(
        listener=listener,
        state=repository.poll(listener.listener_id),
        report=report,
        fault=fault,
        history=repository.history(listener.listener_id),
    )


def judge_and_keep(
    opened: Opened, location: tuple[str, ...], settings: JudgeSettings, clock: Clock, *, again: bool = False
) -> Work:
    """Judge an export and keep the report; returns what is kept then."""

    def work(tell: Tell, cancel: CancelToken) -> Kept:
        listener = opened.repository.listener(settings.listener_name)
        source = source_at(location, clock)
        opened.judgement.judge(listener, source, settings, again=again, progress=tell, cancel=cancel)
        return kept_of(opened.repository, listener)

    return work


def judge_sample(name: str, settings: JudgeSettings, clock: Clock) -> Work:
    """Judge a made-up listener in their own time zone; nothing is kept."""

    def work(tell: Tell, cancel: CancelToken) -> Report:
        source = source_at((f"sample:{name}",), clock)
        return build_judge(clock).report(source, as_sample(name, settings), progress=tell, cancel=cancel)

    return work


def read_kept(opened: Opened) -> Work:
    """Read anew what is kept of the listener judged last."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        return kept_of_last(opened.repository)

    return work


def read_earlier(opened: Opened, history_id: int) -> Work:
    """Read one earlier report."""

    def work(_tell: Tell, _cancel: CancelToken) -> Report:
        return opened.repository.earlier_report(history_id)

    return work
