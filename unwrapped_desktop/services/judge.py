"""The use case: from a source to a report, and the status machine around it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.reference import Reference, load_reference
from unwrapped_desktop.critic.phrases import Phrasebook, load_phrasebook
from unwrapped_desktop.critic.report import write_report
from unwrapped_desktop.domain.analysis_state import CANCELLED, AnalysisState, Listener
from unwrapped_desktop.domain.errors import AppError, Cancelled
from unwrapped_desktop.domain.ports import Clock, ReportRepository, Source
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.messages import message_for

log = logging.getLogger(__name__)

Tell = Callable[[Progress], None]


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
        examined = source.fetch(progress, cancel)
        record = apply_exclusions(examined.record, settings.exclusions, ZoneInfo(settings.timezone))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJudgement:
    """The three verbs of the mission: begin, poll, get. Each judgement is kept, one current one a listener.

    Attributes:
        judge: Makes reports.
        repository: Keeps them.
    """

    judge: Judge
    repository: ReportRepository

    def begin(
        self, listener: Listener, source: Source, settings: JudgeSettings, *, again: bool = False
    ) -> AnalysisState:
        """Begin an analysis, or return the running or completed one that answers the request. See the port."""
        return self.repository.begin(
            listener.listener_id,
            data_sha256=None,
            settings_key=settings.key,
            source=source.location,
            again=again,
        )

    def poll(self, listener: Listener) -> AnalysisState | None:
        """Return where the listener's analysis stands, None when there never was one."""
        return self.repository.poll(listener.listener_id)

    def get(self, listener: Listener) -> Report | None:
        """Return the last completed report, None when there is none: `poll` says why."""
        return self.repository.report(listener.listener_id)

    def run(
        self,
        state: AnalysisState,
        source: Source,
        settings: JudgeSettings,
        *,
        progress: Tell,
        cancel: CancelToken,
    ) -> Report:
        """Do the work of a begun analysis and keep its report. Every way out leaves a true status behind.

        Raises:
            AppError: It failed; the reason is in the status too.
            Cancelled: The token was set; the status says so.
        """
        try:
            cancel.raise_if_cancelled()
            self.repository.start(state.analysis_id)
            report = self.judge.report(source, settings, progress=progress, cancel=cancel)
            cancel.raise_if_cancelled()
            progress(Progress(stage=Stage.SAVING, rows=report.record.rows_total))
            self.repository.complete(state.analysis_id, report)
        except Cancelled:
            self._fail(state, AppError(CANCELLED))
            raise
        except AppError as error:
            self._fail(state, error)
            raise
        except BaseException:
            self._fail(state, AppError("unexpected", log="the log"))
            raise
        return report

    def _fail(self, state: AnalysisState, error: AppError) -> None:
        try:
            self.repository.fail(state.analysis_id, error_code=error.code, error_message=message_for(error))
        except AppError:
            log.exception("a failure could not be kept: %s", error)
