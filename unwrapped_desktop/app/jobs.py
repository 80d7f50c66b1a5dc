"""What the worker thread does for the window: each function returns the work of one job, each work a frozen value."""

from dataclasses import dataclass, replace

from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.bootstrap import (
    as_sample,
    build_judge,
    build_kept_judgement,
    sample_source,
    set_damaged_aside,
    source_at,
)
from unwrapped_desktop.domain.addition import Addition
from unwrapped_desktop.domain.analysis_state import AnalysisState, EarlierReport, Listener
from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.ports import Clock, ReportRepository
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.services.kept_judgement import Keeping, KeptJudgement
from unwrapped_desktop.workers.job import Work

UNREADABLE = "report_unreadable"
_EARLIER_LOOKED_AT = 5
"""Judging the same thing again makes a verdict that is the same: there is nothing to compare it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something to be judged and kept.

    Attributes:
        location: Where the data is; empty for the listener's kept record, or the files it was read from.
        listener: Whose it is, by name; None for the one in front.
        is_theirs: The person has said that it is the same listener's as what is kept.
        keeps_record: Whether the record is kept.
        exclusions: What to leave out from now on; None for what was left out before.
    """

    location: tuple[str, ...] = ()
    listener: str | None = None
    is_theirs: bool = False
    keeps_record: bool = True
    exclusions: Exclusions | None = None

    @property
    def is_again(self) -> bool:
        """Whether it is about data that has been judged before."""
        return not self.location


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a listener.

    Attributes:
        listener: Whose it is; None when nobody is known.
        listeners: All who are known, the one judged last first.
        state: Their current analysis, None when there never was one.
        report: The last completed report, None when there is none.
        fault: Why the last completed report cannot be read, None when it can.
        history: Earlier reports, newest first.
        comparison: What the last report says differently from the one before; None when there is no other.
        record_bytes: How large the kept record is on disk, None when none is kept.
        addition: What the export just read added, None when none was.
        unkept: Why its record could not be kept, None when it is kept or was not to be.
    """

    listener: Listener | None = None
    listeners: tuple[Listener, ...] = ()
    state: AnalysisState | None = None
    report: Report | None = None
    fault: AppError | None = None
    history: tuple[EarlierReport, ...] = ()
    comparison: Comparison | None = None
    record_bytes: int | None = None
    addition: Addition | None = None
    unkept: AppError | None = None


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
            return Opened(judgement=judgement, repository=repository, kept=kept_of_last(judgement))
        except BaseException:
            repository.close()
            raise

    return work


def kept_of_last(judgement: KeptJudgement) -> Kept:
    """Return what is kept of the listener judged last, nothing when nobody is known."""
    listeners = judgement.repository.listeners()
    return kept_of(judgement, listeners[0]) if listeners else Kept()


def kept_of(judgement: KeptJudgement, listener: Listener) -> Kept:
    """Return what is kept of a listener; a report that cannot be read does not hide the rest."""
    repository = judgement.repository
    report, fault = _report(repository, listener)
    history = repository.history(listener.listener_id)
    return Kept(
        listener=listener,
        listeners=repository.listeners(),
        state=repository.poll(listener.listener_id),
        report=report,
        fault=fault,
        history=history,
        comparison=_compared(repository, report, history),
        record_bytes=judgement.record_size_bytes(listener),
    )


def _compared(
    repository: ReportRepository, report: Report | None, history: tuple[EarlierReport, ...]
) -> Comparison | None:
    """Return what moved since the last verdict that says something else; None when there is none near."""
    if report is None:
        return None
    for earlier in history[:_EARLIER_LOOKED_AT]:
        try:
            comparison = compare_reports(repository.earlier_report(earlier.history_id), report)
        except AppError as error:
            if error.code != UNREADABLE:
                raise
        else:
            if not comparison.is_empty:
                return comparison
    return None


def judge_and_keep(opened: Opened, wish: Wish, settings: JudgeSettings, clock: Clock) -> Work:
    """Judge what is wished for and keep the report; returns what is kept then."""

    def work(tell: Tell, cancel: CancelToken) -> Kept:
        judgement, repository = opened.judgement, opened.repository
        is_known = wish.listener in {known.name for known in repository.listeners()}
        listener = repository.listener(wish.listener or settings.listener_name)
        try:
            return _judged(judgement, listener, wish, settings, clock=clock, tell=tell, cancel=cancel)
        except BaseException:
            if wish.listener is not None and not is_known:
                judgement.forget(listener)  # nobody asked for a listener without a verdict
            raise

    return work


def _judged(
    judgement: KeptJudgement,
    listener: Listener,
    wish: Wish,
    settings: JudgeSettings,
    *,
    clock: Clock,
    tell: Tell,
    cancel: CancelToken,
) -> Kept:
    report, _ = _report(judgement.repository, listener)
    exclusions = wish.exclusions
    if exclusions is None:
        exclusions = settings.exclusions if report is None else report.exclusions
    chosen = replace(settings, listener_name=listener.name, exclusions=exclusions)
    state = judgement.poll(listener)
    earlier = state.report_source if state is not None else ()
    if wish.is_again and (report is None or judgement.has_record_of(listener, report)):
        judgement.judge_kept(listener, chosen, location=earlier, progress=tell, cancel=cancel)
        return kept_of(judgement, listener)
    additions, unkept = list[Addition](), list[AppError]()
    keeping = Keeping(
        is_wanted=wish.keeps_record,
        is_theirs=wish.is_theirs or wish.is_again,
        earlier=earlier,
        tell=additions.append,
        tell_unkept=unkept.append,
    )
    judgement.judge(
        listener,
        source_at(wish.location or earlier, clock),
        chosen,
        again=wish.is_again,
        keeping=keeping,
        progress=tell,
        cancel=cancel,
    )
    return replace(
        kept_of(judgement, listener),
        addition=additions[-1] if additions and not wish.is_again else None,
        unkept=unkept[-1] if unkept else None,
    )


def _report(repository: ReportRepository, listener: Listener) -> tuple[Report | None, AppError | None]:
    """Return the last completed report, or why it cannot be read."""
    try:
        return repository.report(listener.listener_id), None
    except AppError as error:
        if error.code != UNREADABLE:
            raise
        return None, error


def read_catalogue(opened: Opened, listener: Listener) -> Work:
    """Read the names that the kept record holds; None when none is kept, or it cannot be read."""

    def work(tell: Tell, cancel: CancelToken) -> NotMe:
        try:
            catalogue = opened.judgement.catalogue(listener, progress=tell, cancel=cancel)
        except AppError as error:
            if error.code not in {"record_missing", "record_newer", "record_unreadable"}:
                raise
            catalogue = None
        return NotMe(listener=listener, catalogue=catalogue)

    return work


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMe:
    """What it takes to say what was not the listener."""

    listener: Listener
    catalogue: Catalogue | None


def forget_record(opened: Opened, listener: Listener) -> Work:
    """Delete the listener's record; the verdicts stay."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        opened.judgement.forget_record(listener)
        return kept_of(opened.judgement, listener)

    return work


def read_listener(opened: Opened, listener_id: int) -> Work:
    """Read what is kept of another listener."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        for listener in opened.repository.listeners():
            if listener.listener_id == listener_id:
                return kept_of(opened.judgement, listener)
        return kept_of_last(opened.judgement)

    return work


def judge_sample(name: str, settings: JudgeSettings, clock: Clock) -> Work:
    """Judge a made-up listener in their own time zone; nothing is kept."""

    def work(tell: Tell, cancel: CancelToken) -> Report:
        return build_judge(clock).report(
            sample_source(name), as_sample(name, settings), progress=tell, cancel=cancel
        )

    return work


def read_kept(opened: Opened, listener: Listener | None) -> Work:
    """Read anew what is kept of a listener, of the one judged last where none is given."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        if listener is None:
            return kept_of_last(opened.judgement)
        return kept_of(opened.judgement, listener)

    return work


def read_earlier(opened: Opened, history_id: int) -> Work:
    """Read one earlier report."""

    def work(_tell: Tell, _cancel: CancelToken) -> Report:
        return opened.repository.earlier_report(history_id)

    return work
