"""The use case: from a source to a report, and the status machine around it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.engine import ENGINE_VERSION
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.reference import Reference, load_reference
from unwrapped_desktop.critic.compose import critic_version
from unwrapped_desktop.critic.phrases import Phrasebook, load_phrasebook
from unwrapped_desktop.critic.report import write_report
from unwrapped_desktop.domain.analysis_state import CANCELLED, INTERRUPTED, AnalysisState, Listener, Status
from unwrapped_desktop.domain.errors import AppError, Cancelled, NotEnoughData
from unwrapped_desktop.domain.ports import Clock, ReportRepository, Source
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS, PLAYS_NEEDED, ExaminedSource
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.messages import message_for

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Reads, measures and judges. Holds no state: safe to share between threads.

    Attributes:
        clock: Tells when a report was made.
        load_reference: Returns the reference table.
        load_phrasebook: Returns the critic's words.
    """

    clock: Clock
    load_reference: Callable[[], Reference] = load_reference
    load_phrasebook: Callable[[], Phrasebook] = load_phrasebook

    def report(
        self, source: Source, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> Report:
        """Return the report of a source, without keeping anything.

        Raises:
            SourceError: Nothing usable could be read.
            NotEnoughData: There are fewer than 100 plays, before or after exclusions.
            CriticError: The program's own texts are broken.
            Cancelled: The token was set.
        """
        return self.report_on(source.fetch(progress, cancel), settings, progress=progress, cancel=cancel)

    def report_on(
        self, examined: ExaminedSource, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> Report:
        """Return the report of a record that has been read. Raises as `report` does, `SourceError` aside."""
        record = apply_exclusions(examined.record, settings.exclusions, ZoneInfo(settings.timezone))
        left = int((record.rows.played_ms >= PLAY_MIN_MS).sum())
        if left < PLAYS_NEEDED and not settings.exclusions.is_empty:
            raise NotEnoughData("nothing_left", left=left, needed=PLAYS_NEEDED)
        examined = replace(examined, record=record)
        reference = self.load_reference()
        analysis = engine.run(
            record, timezone=settings.timezone, reference=reference, progress=progress, cancel=cancel
        )
        return write_report(
            examined,
            analysis,
            settings=settings,
            reference=reference,
            phrasebook=self.load_phrasebook(),
            created_at=self.clock.now(),
            progress=progress,
            cancel=cancel,
        )


class AtWork:
    """The attempts under way in this process; safe to ask from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ids: set[int] = set()

    def enter(self, analysis_id: int) -> bool:
        """Note that work on an attempt begins; False when it is under way already."""
        with self._lock:
            is_new = analysis_id not in self._ids
            self._ids.add(analysis_id)
            return is_new

    def leave(self, analysis_id: int) -> None:
        """Note that work on an attempt has ended."""
        with self._lock:
            self._ids.discard(analysis_id)

    def holds(self, analysis_id: int) -> bool:
        """Whether an attempt is under way."""
        with self._lock:
            return analysis_id in self._ids


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJudgement:
    """The three verbs of the mission: begin, poll, get. Each judgement is kept, one current one a listener.

    Attributes:
        maker: Makes reports.
        repository: Keeps them.
        at_work: The attempts that this process works on: only one process writes.
    """

    maker: Judge
    repository: ReportRepository
    at_work: AtWork = field(default_factory=AtWork)

    def begin(
        self, listener: Listener, source: Source, settings: JudgeSettings, *, again: bool = False
    ) -> AnalysisState:
        """Begin an analysis, or return the one that is already running. See `ReportRepository.begin`.

        The data is not known before it has been read, so that a completed one is recognised by `judge`.
        """
        return self.repository.begin(
            listener.listener_id,
            data_sha256=None,
            settings_key=self._key(settings),
            source=source.location,
            again=again,
        )

    def poll(self, listener: Listener) -> AnalysisState | None:
        """Return where the listener's analysis stands, None when there never was one."""
        return self.repository.poll(listener.listener_id)

    def get(self, listener: Listener) -> Report | None:
        """Return the last completed report, None when there is none: `poll` says why."""
        return self.repository.report(listener.listener_id)

    def judge(
        self,
        listener: Listener,
        source: Source,
        settings: JudgeSettings,
        *,
        again: bool = False,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        """Begin an analysis and do its work. Every way out leaves a true status behind.

        The same data judged with the same settings by the same program is the report that is already there, unless
        `again`.

        Raises:
            AppError: It failed; the reason is in the status too.
            Cancelled: The token was set; the status says so.
        """
        state = self._begin_or_take_over(listener, source, settings, again=again)
        if not self.at_work.enter(state.analysis_id):
            return state  # somebody is at work on it already
        try:
            return self._work(state, source, settings, again=again, progress=progress, cancel=cancel)
        except Cancelled:
            self._fail(state, AppError(CANCELLED))
            raise
        except AppError as error:
            self._fail(state, error)
            raise
        except BaseException:
            self._fail(state, AppError("unexpected", log="the log"))
            raise
        finally:
            self.at_work.leave(state.analysis_id)

    def _begin_or_take_over(
        self, listener: Listener, source: Source, settings: JudgeSettings, *, again: bool
    ) -> AnalysisState:
        """Begin; an attempt that says it is under way though nobody works on it is stale, and is begun anew."""
        state = self.begin(listener, source, settings, again=again)
        if state.status is Status.PENDING or self.at_work.holds(state.analysis_id):
            return state
        self.repository.fail(
            state.analysis_id, error_code=INTERRUPTED, error_message=message_for(AppError(INTERRUPTED))
        )
        return self.begin(listener, source, settings, again=again)

    def _work(
        self,
        state: AnalysisState,
        source: Source,
        settings: JudgeSettings,
        *,
        again: bool,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        cancel.raise_if_cancelled()
        self.repository.start(state.analysis_id)
        examined = source.fetch(progress, cancel)
        state = self.repository.identify(
            state.analysis_id, data_sha256=examined.record.data_sha256, again=again
        )
        if state.status is Status.COMPLETED:
            return state
        report = self.maker.report_on(examined, settings, progress=progress, cancel=cancel)
        cancel.raise_if_cancelled()
        progress(Progress(stage=Stage.SAVING, rows=report.record.rows_total))
        return self.repository.complete(state.analysis_id, report)

    def _key(self, settings: JudgeSettings) -> str:
        """Return what a report depends on besides the data: the choices, and the versions of what judges."""
        reference = self.maker.load_reference()
        critic = critic_version(self.maker.load_phrasebook())
        return f"{settings.key} engine={ENGINE_VERSION} table={reference.version} critic={critic}"

    def _fail(self, state: AnalysisState, error: AppError) -> None:
        try:
            self.repository.fail(state.analysis_id, error_code=error.code, error_message=message_for(error))
        except AppError:
            log.exception("a failure could not be kept: %s", error)
