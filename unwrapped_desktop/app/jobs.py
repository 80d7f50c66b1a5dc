"""What the worker thread does for the window: each function returns the work of one job, each work a frozen value."""

import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.app.day_beside import DayUntold, Question, ask_for_day
from unwrapped_desktop.app.keychain_jobs import PatientSignOut, take_back
from unwrapped_desktop.app.recovery_jobs import Recovery, recover
from unwrapped_desktop.auth.connections import Connections
from unwrapped_desktop.auth.keychain import KEYCHAIN_S, Keychain
from unwrapped_desktop.auth.places import SpotifyPlaces
from unwrapped_desktop.bootstrap import (
    as_sample,
    build_connections,
    build_judge,
    build_judgement,
    exports_in_downloads,
    kept_records,
    open_results_file,
    sample_source,
    signed_in_source,
    source_at,
    waiting_file,
)
from unwrapped_desktop.domain.addition import Addition
from unwrapped_desktop.domain.analysis_state import AnalysisState, EarlierReport, Listener
from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.errors import AppError, Cancelled, StorageError
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.on_this_day import OnThisDay
from unwrapped_desktop.domain.ports import SPOTIFY_LOCATION, Clock, ReportRepository
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.recovery import Mended, Recovered, Way
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.statement import Statement
from unwrapped_desktop.domain.top_lists import MonthLists
from unwrapped_desktop.domain.waiting import FoundExport, Waiting
from unwrapped_desktop.leaving import unless_cancelled
from unwrapped_desktop.messages import KEYCHAIN_ASKED
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.services.forgetting import Forgetting
from unwrapped_desktop.sources.report_file import read_friend_report
from unwrapped_desktop.workers.job import Work

if TYPE_CHECKING:
    from unwrapped_desktop.auth.accounts import Grant  # with it comes `requests`, which few need
    from unwrapped_desktop.services.kept_judgement import KeptJudgement  # with it comes NumPy
    from unwrapped_desktop.sources.web_api.patience import Patience
    from unwrapped_desktop.storage.record_folder import RecordFolder
    from unwrapped_desktop.storage.waiting_file import WaitingFile  # with its package comes SQLAlchemy

log = logging.getLogger(__name__)

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
        signed_in_as: Whose sign-in the listener is to have; None for the listener's own.
        intensity: The critic's voice from now on; None for that of the verdict before.
        wording: Shift of the wordings from now on; None for that of the verdict before.
        is_somebody_elses: The person has said that it is not theirs: what they have sealed is not about it.
    """

    location: tuple[str, ...] = ()
    listener: str | None = None
    is_theirs: bool = False
    keeps_record: bool = True
    exclusions: Exclusions | None = None
    signed_in_as: Listener | None = None
    intensity: Intensity | None = None
    wording: int | None = None
    is_somebody_elses: bool = False

    @property
    def is_of_spotify(self) -> bool:
        """Whether Spotify itself is to be asked."""
        return self.location == (SPOTIFY_LOCATION,)

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
        compared_id: The number of that one among the earlier reports; None when there is no other.
        record_bytes: How large the kept record is on disk, None when none is kept.
        addition: What the export just read added, None when none was.
        unkept: Why its record could not be kept, None when it is kept or was not to be.
        signed_in: The listener's sign-in to Spotify, None where there is none.
        waiting: How far somebody has come who waits for an export, None where nobody does.
    """

    listener: Listener | None = None
    listeners: tuple[Listener, ...] = ()
    state: AnalysisState | None = None
    report: Report | None = None
    fault: AppError | None = None
    history: tuple[EarlierReport, ...] = ()
    comparison: Comparison | None = None
    compared_id: int | None = None
    record_bytes: int | None = None
    addition: Addition | None = None
    unkept: AppError | None = None
    signed_in: SignedIn | None = None
    waiting: Waiting | None = None


class Desk:
    """What works with an open results file, in the worker thread.

    Attributes:
        repository: The reports.
        records: The kept records, as files.
        connections: The sign-ins to Spotify.
        places: Where Spotify is.
        clock: Tells the time.
        waiting: Remembers a wait for an export.
        paths: Where all of it lies.
    """

    def __init__(
        self,
        *,
        repository: ReportRepository,
        records: "RecordFolder",
        connections: Connections,
        places: SpotifyPlaces,
        clock: Clock,
        waiting: "WaitingFile",
        paths: AppPaths,
    ) -> None:
        self.repository = repository
        self.records = records
        self.connections = connections
        self.places = places
        self.clock = clock
        self.waiting = waiting
        self.paths = paths
        self._patience: dict[str, Patience] = {}

    @cached_property
    def judgement(self) -> "KeptJudgement":
        """Judges and keeps. Made when it is first wanted: a window at rest does without NumPy."""
        return build_judgement(self.repository, self.paths, self.clock)

    def forgetting(self, cancel: CancelToken) -> Forgetting:
        """Return what forgets listeners; once the token is set the keychain is not waited for any more."""
        sign_ins = PatientSignOut(connections=self.connections, cancel=cancel)
        return Forgetting(records=self.records, repository=self.repository, sign_ins=sign_ins)

    def patience_with(self, listener_id: int) -> "Patience":
        """Return what Spotify has asked of the app that a listener has signed in with."""
        from unwrapped_desktop.sources.web_api.patience import Patience  # noqa: PLC0415 - few read from Spotify

        known = self.connections.find(listener_id)
        return self._patience.setdefault("" if known is None else known.client_id, Patience())


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The opened results file.

    Attributes:
        desk: What works with it.
        kept: What it holds of the listener judged last.
        recovered: What was done before about one that could not be used; None where nothing was.
        mended: What was put right on the way.
    """

    desk: Desk
    kept: Kept
    recovered: Recovered | None = None
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Friend:
    """A friend's verdict that was opened."""

    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies among the downloads and is called like an export."""

    exports: tuple[FoundExport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """One true line about today's date in an earlier year, for a report."""

    report: Report
    line: OnThisDay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected:
    """What became of a sign-in that was taken back.

    Attributes:
        kept: What is kept of the listener now.
        verdicts: How many verdicts went with it.
        is_gone: Whether the keychain holds nothing of it any more.
    """

    kept: Kept
    verdicts: int
    is_gone: bool


def open_results(
    paths: AppPaths,
    clock: Clock,
    *,
    places: SpotifyPlaces,
    keychain: Callable[[], Keychain] | None = None,
    recovery: Recovery | None = None,
    barred: StorageError | None = None,
    before: ReportRepository | None = None,
) -> Work:
    """Open the results file; every analysis that was running when the program ended is marked interrupted.

    Args:
        paths: Where it lies.
        clock: Dates what is stored.
        places: Where Spotify is.
        keychain: Returns the keychain; None takes that of the system.
        recovery: What is to be done first about one that cannot be used; None where nothing is.
        barred: Why nothing may be written; None where it may.
        before: The results file as it was open until now; it is closed first.
    """

    def work(_tell: Tell, cancel: CancelToken) -> Opened:
        if before is not None:
            before.close()
        recovered = None if recovery is None else recover(recovery, paths, clock, cancel)
        mended = list[Mended]()
        anew = recovered is not None and recovered.way is Way.FRESH
        repository = open_results_file(paths, clock, anew=anew, tell=mended.append, barred=barred)
        try:
            _mark_interrupted(repository)
            desk = Desk(
                repository=repository,
                records=kept_records(paths),
                connections=build_connections(paths, clock, repository.sign_ins, places, keychain),
                places=places,
                clock=clock,
                waiting=waiting_file(paths),
                paths=paths,
            )
            purge_forgotten(desk, cancel)
            return Opened(
                desk=desk,
                kept=kept_of_last(desk),
                recovered=recovered,
                mended=tuple(mended),
            )
        except BaseException:
            repository.close()
            raise

    return work


def _mark_interrupted(repository: ReportRepository) -> None:
    """Mark what was running; where that cannot be written now, the next start does it: what is kept can be read."""
    if repository.barred is not None:
        return
    try:
        repository.mark_interrupted()
    except StorageError as error:
        if error.code != "disk_full":
            raise
        log.info("what was interrupted is not marked yet: %s", error.code)


def purge_forgotten(desk: Desk, cancel: CancelToken, *, ask_keychain: bool = True) -> None:
    """Forget for good who is to be forgotten. Where that cannot be done now, they stay hidden, and it is tried again."""
    try:
        if not desk.forgetting(cancel).purge(ask_keychain=ask_keychain):
            log.warning("the keychain has not let a sign-in go yet")
    except AppError as error:
        log.warning("a listener could not be forgotten yet: %s", error.code)


def kept_of_last(desk: Desk) -> Kept:
    """Return what is kept of the listener judged last, nothing when nobody is known."""
    listeners = desk.repository.listeners()
    return kept_of(desk, listeners[0]) if listeners else Kept(waiting=desk.waiting.load())


def kept_of(desk: Desk, listener: Listener) -> Kept:
    """Return what is kept of a listener; a report that cannot be read does not hide the rest."""
    repository = desk.repository
    report, fault = _report(repository, listener)
    history = repository.history(listener.listener_id)
    compared_id, comparison = _compared(repository, report, history)
    return Kept(
        listener=listener,
        listeners=repository.listeners(),
        state=repository.poll(listener.listener_id),
        report=report,
        fault=fault,
        history=history,
        comparison=comparison,
        compared_id=compared_id,
        record_bytes=desk.records.size_bytes(listener.listener_id),
        signed_in=desk.connections.find(listener.listener_id),
        waiting=desk.waiting.load(),
    )


def _compared(
    repository: ReportRepository, report: Report | None, history: tuple[EarlierReport, ...]
) -> tuple[int | None, Comparison | None]:
    """Return the last verdict that says something else and what moved since; None when there is none near."""
    if report is None:
        return None, None
    for earlier in history[:_EARLIER_LOOKED_AT]:
        try:
            comparison = compare_reports(repository.earlier_report(earlier.history_id), report)
        except AppError as error:
            if error.code != UNREADABLE:
                raise
        else:
            if not comparison.is_empty:
                return earlier.history_id, comparison
    return None, None


def judge_and_keep(desk: Desk, wish: Wish, settings: JudgeSettings) -> Work:
    """Judge what is wished for and keep the report; returns what is kept then.

    A friend's verdict that was handed over as a file is opened instead; nothing of it is kept.
    """

    def work(tell: Tell, cancel: CancelToken) -> Kept | Friend:
        friend = read_friend_report(wish.location)
        if friend is not None:
            return Friend(report=friend)
        repository = desk.repository
        purge_forgotten(desk, cancel)
        is_known = wish.listener in {known.name for known in repository.listeners()}
        listener = repository.listener(wish.listener or settings.listener_name)
        try:
            return _Judging(desk, listener, wish, settings, tell=tell, cancel=cancel).result()
        except BaseException:
            if wish.listener is not None and not is_known:
                desk.judgement.forget(listener)  # nobody asked for a listener without a verdict
            raise

    return work


class _Judging:
    """One wish at work."""

    def __init__(
        self,
        desk: Desk,
        listener: Listener,
        wish: Wish,
        settings: JudgeSettings,
        *,
        tell: Tell,
        cancel: CancelToken,
    ) -> None:
        self._desk, self._listener, self._wish = desk, listener, wish
        self._tell, self._cancel = tell, cancel
        self._report, _ = _report(desk.repository, listener)
        before = settings if self._report is None else as_before(self._report, settings)
        self._settings = replace(
            before,
            listener_name=listener.name,
            exclusions=before.exclusions if wish.exclusions is None else wish.exclusions,
            intensity=wish.intensity or before.intensity,
            wording=before.wording if wish.wording is None else wish.wording,
        )
        state = desk.judgement.poll(listener)
        self._earlier = state.report_source if state is not None else ()

    def result(self) -> Kept:
        if self._wish.is_of_spotify or (self._wish.is_again and self._earlier == (SPOTIFY_LOCATION,)):
            return self._of_spotify()
        has_record = self._report is None or self._desk.judgement.has_record_of(self._listener, self._report)
        return self._of_record() if self._wish.is_again and has_record else self._of_files()

    def _of_spotify(self) -> Kept:
        desk, owner = self._desk, self._wish.signed_in_as or self._listener
        desk.judgement.judge_lists(
            self._listener,
            signed_in_source(
                desk.connections,
                owner.listener_id,
                desk.clock,
                desk.places,
                desk.patience_with(owner.listener_id),
            ),
            self._settings,
            is_theirs=self._wish.is_theirs,
            again=self._wish.is_again,
            progress=self._tell,
            cancel=self._cancel,
        )
        self._hand_over(owner)
        return kept_of(desk, self._listener)

    def _hand_over(self, owner: Listener) -> None:
        """Let the listener have the sign-in that the lists were read with. The verdict is kept, whatever becomes of it."""
        if owner.listener_id == self._listener.listener_id:
            return
        connections, numbers = self._desk.connections, (owner.listener_id, self._listener.listener_id)
        with contextlib.suppress(Cancelled, TimeoutError):  # it is handed over when the keychain answers
            unless_cancelled(lambda: connections.hand_over(*numbers), self._cancel, within_s=KEYCHAIN_S)

    def _of_record(self) -> Kept:
        self._desk.judgement.judge_kept(
            self._listener,
            self._settings,
            location=self._earlier,
            month=self._month,
            statement=self._opened_statement,
            progress=self._tell,
            cancel=self._cancel,
        )
        return kept_of(self._desk, self._listener)

    def _of_files(self) -> Kept:
        from unwrapped_desktop.services.kept_judgement import Keeping  # noqa: PLC0415 - with it comes NumPy

        additions, unkept = list[Addition](), list[AppError]()
        wish, sealed = self._wish, self._sealed_statement
        earlier = () if self._earlier == (SPOTIFY_LOCATION,) else self._earlier
        keeping = Keeping(
            is_wanted=wish.keeps_record,
            is_theirs=wish.is_theirs or wish.is_again,
            earlier=earlier,
            month=self._month,
            statement=self._opened_statement or sealed,
            tell=additions.append,
            tell_unkept=unkept.append,
        )
        self._desk.judgement.judge(
            self._listener,
            source_at(wish.location or earlier, self._desk.clock),
            self._settings,
            # The same data has the verdict that is there; one in which a statement is opened is another.
            again=wish.is_again or sealed is not None,
            keeping=keeping,
            progress=self._tell,
            cancel=self._cancel,
        )
        self._stop_waiting()
        return replace(
            kept_of(self._desk, self._listener),
            addition=additions[-1] if additions and not wish.is_again else None,
            unkept=unkept[-1] if unkept else None,
        )

    def _stop_waiting(self) -> None:
        """What was waited for has come, and what was sealed lies in the verdict; while it does not, it is kept."""
        report, _ = _report(self._desk.repository, self._listener)
        if report is None or report.record.kind != "history" or self._wish.is_somebody_elses:
            return
        if report.statement is not None or self._sealed_statement is None:
            self._desk.waiting.forget()

    @property
    def _opened_statement(self) -> Statement | None:
        """What was opened in the verdict before: it stays with the verdicts for good."""
        opened = None if self._report is None else self._report.statement
        return None if opened is None else opened.statement

    @property
    def _sealed_statement(self) -> Statement | None:
        """What was sealed and waits for a record; None where there is none, or the record is somebody else's."""
        if self._opened_statement is not None or self._wish.is_somebody_elses:
            return None
        waiting = self._desk.waiting.load()
        return None if waiting is None else waiting.statement

    @property
    def _month(self) -> MonthLists | None:
        """What Spotify has listed for the last four weeks before: it stays until it is read anew, or disconnected."""
        lately = None if self._report is None else self._report.lately
        return None if lately is None else lately.lists


def as_before(report: Report, settings: JudgeSettings) -> JudgeSettings:
    """Return the choices with which a verdict was made, in the zone of today."""
    return replace(
        settings,
        exclusions=report.exclusions,
        intensity=Intensity(report.provenance.intensity),
        wording=report.provenance.wording,
    )


def connect(desk: Desk, listener: str | None, grant: "Grant", *, client_id: str, name: str) -> Work:
    """Keep a sign-in to Spotify.

    Args:
        desk: The results file.
        listener: Whose it is, by name; None where nobody is known yet.
        grant: What Spotify has granted.
        client_id: Under which client id.
        name: What a listener is called who is not known yet.
    """

    def work(tell: Tell, cancel: CancelToken) -> Kept:
        tell(Progress(stage=Stage.OPENING, detail=KEYCHAIN_ASKED))
        known = desk.repository.listener(listener or name)

        def take() -> None:
            desk.connections.take(known.listener_id, grant, client_id=client_id)

        try:
            unless_cancelled(take, cancel)
        except Cancelled:
            take_back(desk.connections, known.listener_id)
            raise
        return kept_of(desk, known)

    return work


def disconnect(desk: Desk, listener: Listener) -> Work:
    """Forget a sign-in to Spotify, and delete everything that came of it."""

    def work(tell: Tell, cancel: CancelToken) -> Disconnected:
        verdicts = desk.repository.forget_spotify(listener.listener_id)
        tell(Progress(stage=Stage.OPENING, detail=KEYCHAIN_ASKED))
        sign_out = PatientSignOut(connections=desk.connections, cancel=cancel)
        is_gone = sign_out.disconnect(listener.listener_id)
        return Disconnected(kept=kept_of(desk, listener), verdicts=verdicts, is_gone=is_gone)

    return work


def _report(repository: ReportRepository, listener: Listener) -> tuple[Report | None, AppError | None]:
    """Return the last completed report, or why it cannot be read."""
    try:
        return repository.report(listener.listener_id), None
    except AppError as error:
        if error.code != UNREADABLE:
            raise
        return None, error


def read_catalogue(desk: Desk, listener: Listener) -> Work:
    """Read the names that the kept record holds; None when none is kept, or it cannot be read."""

    def work(tell: Tell, cancel: CancelToken) -> NotMe:
        try:
            catalogue = desk.judgement.catalogue(listener, progress=tell, cancel=cancel)
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


def read_today(desk: Desk, listener: Listener, report: Report) -> Work:
    """Read one true line about today's date; a record that cannot be read has none."""

    def work(_tell: Tell, cancel: CancelToken) -> Today:
        if desk.records.size_bytes(listener.listener_id) is None:
            return Today(report=report, line=None)
        made = report.provenance
        question = Question(
            records_dir=str(desk.paths.records_dir),
            listener_id=listener.listener_id,
            data_sha256=made.data_sha256,
            timezone=made.timezone,
            today=desk.clock.now().astimezone(ZoneInfo(made.timezone)).date(),
            exclusions=report.exclusions,
        )
        try:
            line = ask_for_day(question, cancel)
        except DayUntold as error:
            log.info("no line about today: %s", error)
            line = None
        return Today(report=report, line=line)

    return work


def save_waiting(desk: Desk, waiting: Waiting) -> Work:
    """Remember how far somebody has come who waits for an export."""

    def work(_tell: Tell, _cancel: CancelToken) -> Waiting:
        desk.waiting.save(waiting)
        return waiting

    return work


def look_in_downloads() -> Work:
    """Look among the downloads for what is called like an export."""

    def work(_tell: Tell, cancel: CancelToken) -> Found:
        return Found(exports=exports_in_downloads(cancel))

    return work


def forget_record(desk: Desk, listener: Listener) -> Work:
    """Delete the listener's record; the verdicts stay."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        desk.records.forget(listener.listener_id)
        return kept_of(desk, listener)

    return work


def read_listener(desk: Desk, listener_id: int) -> Work:
    """Read what is kept of another listener."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        for listener in desk.repository.listeners():
            if listener.listener_id == listener_id:
                return kept_of(desk, listener)
        return kept_of_last(desk)

    return work


def judge_sample(name: str, settings: JudgeSettings, clock: Clock) -> Work:
    """Judge a made-up listener in their own time zone; nothing is kept."""

    def work(tell: Tell, cancel: CancelToken) -> Report:
        return build_judge(clock).report(
            sample_source(name), as_sample(name, settings), progress=tell, cancel=cancel
        )

    return work


def read_kept(desk: Desk, listener: Listener | None) -> Work:
    """Read anew what is kept of a listener, of the one judged last where none is given."""

    def work(_tell: Tell, _cancel: CancelToken) -> Kept:
        if listener is None:
            return kept_of_last(desk)
        return kept_of(desk, listener)

    return work


def read_earlier(desk: Desk, history_id: int) -> Work:
    """Read one earlier report."""

    def work(_tell: Tell, _cancel: CancelToken) -> Report:
        return desk.repository.earlier_report(history_id)

    return work
