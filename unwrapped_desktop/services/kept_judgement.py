"""The status machine around the use case: begin, poll, get; each judgement and its record are kept."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.catalogue import catalogue_of
from unwrapped_desktop.analysis.engine import ENGINE_VERSION
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.assembling.lists import names_in_common
from unwrapped_desktop.critic.compose import critic_version
from unwrapped_desktop.domain.addition import Addition
from unwrapped_desktop.domain.analysis_state import CANCELLED, INTERRUPTED, AnalysisState, Listener, Status
from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.errors import AppError, Cancelled, SourceError, StorageError
from unwrapped_desktop.domain.intake import Intake
from unwrapped_desktop.domain.ports import RecordSource, RecordStore, ReportRepository, Source
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.statement import Statement
from unwrapped_desktop.domain.top_lists import NAMES_NEEDED, MonthLists, TopLists
from unwrapped_desktop.domain.why_moved import WhyMoved
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.services.at_work import AtWork
from unwrapped_desktop.services.chapters import settings_of, tell_chapters
from unwrapped_desktop.services.judge import Judge
from unwrapped_desktop.services.record_keeper import RecordKeeper
from unwrapped_desktop.services.why_moved import tell_why_moved

COMMON_NAMES_RATIO = 0.2
"""With fewer of the year's artists in the record, the account may be somebody else's: a record can be years old, and a
taste is rarely exchanged as a whole. Hand-set."""

log = logging.getLogger(__name__)


def _ignore(_value: object = None) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What becomes of the record of a source.

    Attributes:
        is_wanted: Whether it is kept on this computer, together with what was kept before. Otherwise the source is
            judged alone, and what was kept before stays as it is.
        is_theirs: The person has said that the source is the same listener's as what is kept.
        earlier: Where what was kept before was read from.
        month: What Spotify has listed for the last four weeks before, which stays beside the record.
        statement: What was sealed before the record came.
        tell: Hears what was new, in the thread that does the work.
        tell_unkept: Hears why the record could not be kept; the verdict is there all the same.
    """

    is_wanted: bool = True
    is_theirs: bool = False
    earlier: tuple[str, ...] = ()
    month: MonthLists | None = None
    statement: Statement | None = None
    tell: Callable[[Addition], None] = _ignore
    tell_unkept: Callable[[AppError], None] = _ignore


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What is to be judged, and how to keep it.

    Attributes:
        judged: A record, or lists alone.
        month: What Spotify lists for the last four weeks, to be set beside a record.
        statement: What was sealed before the record came.
        keep: Keeps the record.
    """

    judged: ExaminedSource | TopLists
    month: MonthLists | None = None
    statement: Statement | None = None
    keep: Callable[[], None] = _ignore

    @property
    def data_sha256(self) -> str:
        """Hash of what is judged."""
        return (
            self.judged.data_sha256 if isinstance(self.judged, TopLists) else self.judged.record.data_sha256
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJudgement:
    """The three verbs of the mission: begin, poll, get. Each judgement is kept, one current one a listener.

    Attributes:
        maker: Makes reports.
        repository: Keeps them.
        records: Keeps the records they were made from; None keeps none.
        at_work: The attempts that this process works on: only one process writes.
    """

    maker: Judge
    repository: ReportRepository
    records: RecordStore | None = None
    at_work: AtWork = field(default_factory=AtWork)

    def begin(
        self, listener: Listener, source: RecordSource, settings: JudgeSettings, *, again: bool = False
    ) -> AnalysisState:
        """Begin an analysis, or return the one that is already running. See `ReportRepository.begin`.

        The data is not known before it has been read, so that a completed one is recognised by `judge`.
        """
        return self._begin(listener, source.location, settings, again=again)

    def _begin(
        self, listener: Listener, location: tuple[str, ...], settings: JudgeSettings, *, again: bool
    ) -> AnalysisState:
        return self.repository.begin(
            listener.listener_id,
            data_sha256=None,
            settings_key=self._key(settings),
            source=location,
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
        source: RecordSource,
        settings: JudgeSettings,
        *,
        again: bool = False,
        keeping: Keeping | None = None,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        """Begin an analysis and do its work. Every way out leaves a true status behind.

        The same data judged with the same settings by the same program is the report that is already there, unless
        `again`. What the listener handed over before is kept and judged together with it; see `Keeping`.

        Raises:
            AppError: It failed; the reason is in the status too.
            Cancelled: The token was set; the status says so.
        """
        keeping = keeping or Keeping()
        joins = keeping.is_wanted and self.has_record(listener)
        location = tuple(dict.fromkeys((*keeping.earlier, *source.location))) if joins else source.location
        state = self._begin_or_take_over(listener, location, settings, again=again)

        def bring() -> Brought:
            return self._read(listener, source, keeping, progress=progress, cancel=cancel)

        return self._attempt(state, bring, settings, again=again, progress=progress, cancel=cancel)

    def judge_lists(
        self,
        listener: Listener,
        source: Source,
        settings: JudgeSettings,
        *,
        is_theirs: bool = False,
        again: bool = False,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        """Judge what Spotify itself tells of a listener.

        Where a record is kept, it stays what is judged, and the lists are set beside it.

        Args:
            listener: Who has signed in.
            source: Reads the lists.
            settings: The choices.
            is_theirs: The person has said that the account is the same listener's as what is kept.
            again: Whether lists that have not changed are judged anew.
            progress: Told of each step.
            cancel: Stops the work.

        Raises:
            SourceError: `another_account`, `lists_unlike_record`: it may be somebody else's, and nobody has said.
            StorageError: `lists_need_record`: the verdict is one of a record, and that is not kept.
            AppError: It failed in another way; the reason is in the status too.
            Cancelled: The token was set; the status says so.
        """
        earlier = self._report_that_can_be_read(listener)
        is_of_record = earlier is not None and earlier.record.kind == "history"
        before = self.poll(listener)
        location = before.report_source if before is not None and is_of_record else source.location
        again = again or is_of_record
        state = self._begin_or_take_over(listener, location, settings, again=again)

        def bring() -> Brought:
            if is_of_record and not self.has_record(listener):
                raise StorageError("lists_need_record")
            lists = source.fetch(progress, cancel)
            if not isinstance(lists, TopLists):
                return Brought(judged=lists)
            if not is_of_record:
                _check_account(lists, None if is_theirs else earlier)
                return Brought(judged=lists)
            examined = self._recalled(listener, progress=progress, cancel=cancel)
            if not is_theirs:
                _check_names(lists, examined)
            sealed = earlier.statement if earlier is not None else None
            return Brought(
                judged=examined,
                month=lists.month,
                statement=None if sealed is None else sealed.statement,
            )

        return self._attempt(state, bring, settings, again=again, progress=progress, cancel=cancel)

    def judge_kept(
        self,
        listener: Listener,
        settings: JudgeSettings,
        *,
        location: tuple[str, ...],
        month: MonthLists | None = None,
        statement: Statement | None = None,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        """Judge the listener's kept record anew; no file is needed.

        Args:
            listener: Whose record.
            settings: The choices.
            location: Where the data was read from, for the time after the record is forgotten.
            month: What Spotify has listed for the last four weeks before, which stays beside the record.
            statement: What was sealed before the record came.
            progress: Told of each step.
            cancel: Stops the work.

        Raises:
            StorageError: `record_missing`, `record_unreadable`.
            AppError: It failed in another way; the reason is in the status too.
            Cancelled: The token was set; the status says so.
        """
        state = self._begin_or_take_over(listener, location, settings, again=True)

        def bring() -> Brought:
            examined = self._recalled(listener, progress=progress, cancel=cancel)
            return Brought(judged=examined, month=month, statement=statement)

        return self._attempt(state, bring, settings, again=True, progress=progress, cancel=cancel)

    def has_record(self, listener: Listener) -> bool:
        """Whether a record of the listener is kept."""
        return self.records is not None and self.records.fingerprint(listener.listener_id) is not None

    def has_record_of(self, listener: Listener, report: Report) -> bool:
        """Whether the record that a report was made from is kept."""
        if self.records is None:
            return False
        return self.records.fingerprint(listener.listener_id) == report.provenance.data_sha256

    def catalogue(self, listener: Listener, *, progress: Tell, cancel: CancelToken) -> Catalogue:
        """Return the names in the listener's kept record.

        Raises:
            StorageError: `record_missing`, `record_unreadable`.
            Cancelled: The token was set.
        """
        return catalogue_of(self._recalled(listener, progress=progress, cancel=cancel).record)

    def why_moved(
        self, listener: Listener, before: Report, after: Report, *, progress: Tell, cancel: CancelToken
    ) -> WhyMoved:
        """Return why the scores moved between two verdicts of a listener, as far as the kept record tells.

        Args:
            listener: Whose verdicts.
            before: The older one.
            after: The newer one.
            progress: Told of each step.
            cancel: Stops the work.

        Raises:
            StorageError: The record cannot be read.
            Cancelled: The token was set.
        """

        def load_intake() -> Intake | None:
            kept = None if self.records is None else self.records.load(listener.listener_id)
            return None if kept is None else kept.intake

        return tell_why_moved(
            before,
            after,
            load_intake=load_intake,
            reference=self.maker.load_reference(),
            progress=progress,
            cancel=cancel,
        )

    def chapters(
        self,
        listener: Listener,
        report: Report,
        *,
        tell: Callable[[Chapter], None],
        progress: Tell,
        cancel: CancelToken,
    ) -> Chapters:
        """Return the life in chapters, told from the record that a report was made from, with the report's choices.

        Args:
            listener: Whose record.
            report: The report.
            tell: Hears each chapter as it is done, in the thread that does the work.
            progress: Told of each step.
            cancel: Stops the work.

        Raises:
            StorageError: `record_missing`: that record is not kept; `record_unreadable`.
            Cancelled: The token was set.
        """
        if not self.has_record_of(listener, report):
            raise StorageError("record_missing")
        examined = self._recalled(listener, progress=progress, cancel=cancel)
        settings = settings_of(report)
        zone = ZoneInfo(settings.timezone)
        return tell_chapters(
            apply_exclusions(examined.record, settings.exclusions, zone),
            report.eras.eras,
            settings,
            reference=self.maker.load_reference(),
            phrasebook=self.maker.load_phrasebook(),
            tell=tell,
            progress=progress,
            cancel=cancel,
        )

    def forget_record(self, listener: Listener) -> None:
        """Delete the listener's record; the verdicts stay."""
        if self.records is not None:
            self.records.forget(listener.listener_id)

    def forget(self, listener: Listener) -> None:
        """Delete a listener with everything kept about them."""
        self.forget_record(listener)
        self.repository.forget(listener.listener_id)

    def _recalled(self, listener: Listener, *, progress: Tell, cancel: CancelToken) -> ExaminedSource:
        keeper = self._keeper()
        if keeper is None:
            raise StorageError("record_missing")
        return keeper.recall(listener.listener_id, progress=progress, cancel=cancel)

    def _report_that_can_be_read(self, listener: Listener) -> Report | None:
        try:
            return self.get(listener)
        except StorageError as error:
            if error.code != "report_unreadable":
                raise
            return None

    def _keeper(self) -> RecordKeeper | None:
        return None if self.records is None else RecordKeeper(store=self.records, clock=self.maker.clock)

    def _attempt(
        self,
        state: AnalysisState,
        bring: Callable[[], Brought],
        settings: JudgeSettings,
        *,
        again: bool,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        if not self.at_work.enter(state.analysis_id):
            return state  # somebody is at work on it already
        try:
            return self._work(state, bring, settings, again=again, progress=progress, cancel=cancel)
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
        self, listener: Listener, location: tuple[str, ...], settings: JudgeSettings, *, again: bool
    ) -> AnalysisState:
        """Begin; an attempt that says it is under way though nobody works on it is stale, and is begun anew."""
        state = self._begin(listener, location, settings, again=again)
        if state.status is Status.PENDING or self.at_work.holds(state.analysis_id):
            return state
        self.repository.fail(
            state.analysis_id, error_code=INTERRUPTED, error_message=message_for(AppError(INTERRUPTED))
        )
        return self._begin(listener, location, settings, again=again)

    def _work(
        self,
        state: AnalysisState,
        bring: Callable[[], Brought],
        settings: JudgeSettings,
        *,
        again: bool,
        progress: Tell,
        cancel: CancelToken,
    ) -> AnalysisState:
        cancel.raise_if_cancelled()
        self.repository.start(state.analysis_id)
        brought = bring()
        state = self.repository.identify(state.analysis_id, data_sha256=brought.data_sha256, again=again)
        if state.status is Status.COMPLETED:
            brought.keep()
            return state
        report = self._judged(brought, settings, progress=progress, cancel=cancel)
        cancel.raise_if_cancelled()
        progress(Progress(stage=Stage.SAVING, rows=report.record.rows_total))
        # Before the report, so that there is no report whose record is older than it.
        brought.keep()
        return self.repository.complete(state.analysis_id, report)

    def _judged(
        self, brought: Brought, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> Report:
        if isinstance(brought.judged, TopLists):
            return self.maker.report_on_lists(brought.judged, settings, progress=progress, cancel=cancel)
        return self.maker.report_on(
            brought.judged,
            settings,
            month=brought.month,
            statement=brought.statement,
            progress=progress,
            cancel=cancel,
        )

    def _read(
        self,
        listener: Listener,
        source: RecordSource,
        keeping: Keeping,
        *,
        progress: Tell,
        cancel: CancelToken,
    ) -> Brought:
        """Read a source, together with what is kept of the listener."""
        keeper = self._keeper()
        if keeper is None or not keeping.is_wanted:
            return Brought(
                judged=source.fetch(progress, cancel), month=keeping.month, statement=keeping.statement
            )
        added = keeper.add(
            listener.listener_id,
            source.read(progress, cancel),
            is_theirs=keeping.is_theirs,
            progress=progress,
            cancel=cancel,
        )
        keeping.tell(added.addition)

        def keep() -> None:
            try:
                keeper.keep(listener.listener_id, added)
            except StorageError as error:
                # The verdict is what was asked for; a report whose record is not kept is known by its hash.
                log.warning("the record could not be kept: %s", error.code)
                keeping.tell_unkept(error)

        return Brought(judged=added.examined, month=keeping.month, statement=keeping.statement, keep=keep)

    def _key(self, settings: JudgeSettings) -> str:
        """Return what a report depends on besides the data: the choices, and the versions of what judges.

        Whose it is stands in the listener's row: another name asks for no other verdict.
        """
        reference = self.maker.load_reference()
        critic = critic_version(self.maker.load_phrasebook())
        choices = replace(settings, listener_name="").key
        return f"{choices} engine={ENGINE_VERSION} table={reference.version} critic={critic}"

    def _fail(self, state: AnalysisState, error: AppError) -> None:
        try:
            self.repository.fail(state.analysis_id, error_code=error.code, error_message=message_for(error))
        except AppError:
            log.exception("a failure could not be kept: %s", error)


def _check_account(lists: TopLists, earlier: Report | None) -> None:
    if earlier is not None and earlier.provenance.seed.partition("+")[0] != lists.seed:
        raise SourceError("another_account")


def _check_names(lists: TopLists, examined: ExaminedSource) -> None:
    listed, found = names_in_common(lists, examined.record)
    if listed >= NAMES_NEEDED and found < COMMON_NAMES_RATIO * listed:
        raise SourceError("lists_unlike_record", listed=listed, found=found or "none")
