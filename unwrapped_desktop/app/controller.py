"""Holds both sides: what the views ask for becomes jobs, what jobs bring becomes a screen.

Where the program starts, and where it returns to:

    somebody waits ............. the waiting room, until a file arrives
    nobody known ............... the way in
    an analysis is running ..... reading (in this window; one that ran when the program ended has failed by now)
    a report is kept ........... the verdict, and above it why a later attempt failed, if one did
    no report, a failure ....... the way in, with the reason and "Try again"
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.chapter_teller import ChapterTeller
from unwrapped_desktop.app.diagnostics_desk import DiagnosticsDesk
from unwrapped_desktop.app.evidence_area import EvidenceArea
from unwrapped_desktop.app.jobs import (
    Disconnected,
    Found,
    Friend,
    Kept,
    NotMe,
    Opened,
    Today,
    Wish,
    as_before,
    connect,
    disconnect,
    forget_record,
    judge_and_keep,
    judge_sample,
    look_in_downloads,
    open_results,
    purge_forgotten,
    read_catalogue,
    read_earlier,
    read_kept,
    read_listener,
    read_today,
    save_waiting,
)
from unwrapped_desktop.app.messages_on_screen import said, said_meanwhile
from unwrapped_desktop.app.moved_area import MovedArea
from unwrapped_desktop.app.print_desk import PrintDesk
from unwrapped_desktop.app.recent_desk import RecentDesk
from unwrapped_desktop.app.recovery_area import RecoveryArea
from unwrapped_desktop.app.recovery_jobs import Recovery
from unwrapped_desktop.app.run_notes import RunNotes
from unwrapped_desktop.app.saving_desk import SavingDesk
from unwrapped_desktop.app.screens import QUESTIONS, Screens, failed_title
from unwrapped_desktop.app.settings_area import SettingsArea
from unwrapped_desktop.app.settings_jobs import Deleted
from unwrapped_desktop.app.share_area import ShareArea
from unwrapped_desktop.app.spotify_door import Granted, SpotifyDoor
from unwrapped_desktop.app.then_and_now_area import ThenAndNowArea
from unwrapped_desktop.app.two_listeners_area import TwoListenersArea
from unwrapped_desktop.app.waiting_desk import WaitingDesk
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.app.wording import next_name, samples_in_words
from unwrapped_desktop.auth.keychain import Keychain
from unwrapped_desktop.auth.places import SpotifyPlaces
from unwrapped_desktop.bootstrap import is_timezone, sample_choices
from unwrapped_desktop.domain.errors import AppError, DamagedDatabase, StorageError
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.ports import SPOTIFY_LOCATION, Clock
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings, JudgingDefaults
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.appearance import WindowPreferences
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.recovery_words import unkept_text, unkept_title
from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # they are made when they are first wanted
    from PySide6.QtWidgets import QWidget

    from unwrapped_desktop.ui.views.loading import LoadingView
    from unwrapped_desktop.ui.views.login import LoginView
    from unwrapped_desktop.ui.views.not_me import NotMeView
    from unwrapped_desktop.ui.views.pause import PauseView
    from unwrapped_desktop.ui.views.results import ResultsView

OPEN, JUDGE, SAMPLE, EARLIER, REFRESH = "open", "judge", "sample", "earlier", "refresh"
LISTENER, FORGET, NOT_ME = "listener", "forget", "not me"
WAITING, LOOK = "waiting", "look"
CONNECT, DISCONNECT, TODAY = "connect", "disconnect", "today"
READING = frozenset({JUDGE, SAMPLE, CONNECT})
"""Jobs that a person waits for on the reading screen."""

SIGN_IN_NEEDED = frozenset({"not_signed_in", "sign_in_again", "sign_in_lost", "leave_too_small"})
"""Failures after which the door to Spotify is the place to be."""


class Controller(QObject):
    """Wires the window to the work. Lives in the GUI thread.

    Signals:
        ready(): The first screen with content is up.
        keep_record_changed(bool): Whether records are kept from now on.
        judging_changed(object): `JudgingDefaults` that hold from now on.
        everything_deleted(): Nothing is kept any more, and nothing is to be remembered.
        finished(): The window has closed and all work has ended.
    """

    ready = Signal()
    keep_record_changed = Signal(bool)
    judging_changed = Signal(object)
    everything_deleted = Signal()
    finished = Signal()

    def __init__(
        self,
        *,
        window: MainWindow,
        runner: JobRunner,
        paths: AppPaths,
        clock: Clock,
        settings: JudgeSettings,
        keeps_record: bool = True,
        judging: JudgingDefaults | None = None,
        places: SpotifyPlaces | None = None,
        keychain: Callable[[], Keychain] | None = None,
        notes: RunNotes | None = None,
        barred: Callable[[], StorageError | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._waiting_desk = WaitingDesk(window, clock, self)
        self._screens = Screens(window, self._waiting_desk)
        self._runner = runner
        self._paths = paths
        self._clock = clock
        self._of_system = settings
        judging = _known(judging or JudgingDefaults())
        self._settings = _with(settings, judging)
        self._keeps_record = keeps_record
        self._places = places or SpotifyPlaces()
        self._keychain = keychain
        self._barred = barred
        self._door = SpotifyDoor(window, self._places, self)
        self._opened: Opened | None = None
        self._kept = Kept()
        self._shown_job: Job | None = None
        self._held: list[Wish] = []  # asked for before the results file was open
        self._wishes: dict[Job, Wish] = {}
        self._of_spotify: WeakSet[Job] = WeakSet()  # for which no file is read
        self._failed_wish: Wish | None = None
        self._unanswered: Wish | None = None
        self._left_out_before: Exclusions | None = None
        self._sample = ""
        self._is_closing = False
        self._is_blank = False  # everything was deleted, and nothing has been wanted since
        self._was_blank = False
        self.recent = RecentDesk(window, runner, WindowState(paths), self)
        self._moved_area = MovedArea(window, runner, self)
        self._teller = ChapterTeller(clock)
        self._then_and_now = ThenAndNowArea(window, runner, teller=self._teller, parent=self)
        self._two_listeners = TwoListenersArea(
            window, runner, clock=clock, settings=lambda: self._settings, parent=self
        )
        self._settings_area = SettingsArea(
            window,
            runner,
            paths=paths,
            clock=clock,
            places=self._places,
            keychain=keychain,
            system_zone=settings.timezone,
            judging=judging,
            is_reading=self._reads,
            parent=self,
        )
        self._recovery = RecoveryArea(window, runner, paths=paths, clock=clock, parent=self)
        self._areas: tuple[Area, ...] = (
            self.recent,
            self._moved_area,
            self._then_and_now,
            self._two_listeners,
            self._settings_area,
            EvidenceArea(window, runner, self),
            PrintDesk(window, runner, self),
            ShareArea(window, runner, teller=self._teller, parent=self),
            SavingDesk(window, runner, self),
            DiagnosticsDesk(window, runner, paths=paths, notes=notes or RunNotes(), parent=self),
            self._recovery,
        )
        self._two_listeners.declined.connect(self._judge_files)
        self._connect()

    def start(self, files: tuple[str, ...] = ()) -> None:
        """Open the results file behind the painted window, then judge files given at the start."""
        self._window.set_keeps_record(self._keeps_record)
        self._open_results()
        if files:
            self.judge_files(files)

    @property
    def kept(self) -> Kept:
        """What is kept of the listener."""
        return self._kept

    def _connect(self) -> None:
        window = self._window
        self._runner.happened.connect(self._on_job)
        self._runner.stopped.connect(self._on_stopped)
        window.files_requested.connect(self.judge_files)
        window.closing.connect(self.close)
        window.analyze_again_requested.connect(self.analyze_again)
        self._recovery.chosen.connect(self._recover)
        window.unopened.acted.connect(self._open_results)
        window.waiting.acted.connect(self.withdraw)
        window.left_out.acted.connect(self.undo_leaving_out)
        window.left_out.other_acted.connect(self.show_moved)
        window.listener_requested.connect(self.show_listener)
        window.keep_record_changed.connect(self.set_keeps_record)
        window.forget_record_requested.connect(self.forget_record)
        window.add_requested.connect(self.add_to_record)
        window.separate_requested.connect(self.keep_apart)
        window.spotify_requested.connect(self.open_spotify)
        window.disconnect_confirmed.connect(self.disconnect_spotify)
        self._waiting_desk.changed.connect(self.keep_waiting)
        self._waiting_desk.look_requested.connect(self.look_in_downloads)
        self._waiting_desk.export_chosen.connect(self.judge_found)
        self._waiting_desk.left.connect(self.show_way_in)
        self._door.granted.connect(self._connect_spotify)
        self._door.read_requested.connect(self.read_spotify)
        self._door.left.connect(self.show_kept)
        self._then_and_now.kept_changed.connect(self._on_history_changed)
        self._then_and_now.compare_requested.connect(self._moved_area.compare)
        self._connect_settings()
        window.view_made.connect(self._connect_view)
        for screen, view in window.views_made.items():
            self._connect_view(screen, view)

    def _connect_settings(self) -> None:
        area = self._settings_area
        area.judging_chosen.connect(self.set_judging)
        area.again_requested.connect(self.analyze_as_chosen)
        area.kept_changed.connect(self._know)
        area.left.connect(self.show_kept)
        area.everything_deleted.connect(self.start_over)

    @Slot(object, object)
    def _connect_view(self, screen: Screen, view: "QWidget") -> None:
        """Listen to a screen, as soon as there is one: most are made when they are first wanted."""
        match screen:
            case Screen.LOGIN:
                self._connect_login(cast("LoginView", view))
            case Screen.LOADING:
                cast("LoadingView", view).cancel_requested.connect(self.cancel)
            case Screen.PAUSE:
                self._connect_pause(cast("PauseView", view))
            case Screen.RESULTS:
                self._connect_results(cast("ResultsView", view))
            case Screen.NOT_ME:
                cast("NotMeView", view).judge_requested.connect(self.judge_without)
            case _:
                pass  # they ask for nothing, or somebody else listens to them

    def _connect_login(self, login: "LoginView") -> None:
        login.set_samples(samples_in_words(sample_choices()))
        login.sample_requested.connect(self.read_sample)
        login.saved_verdict_requested.connect(self.show_kept)
        login.retry_requested.connect(self.try_again)
        login.waiting_requested.connect(self.open_waiting_room)

    def _connect_pause(self, pause: "PauseView") -> None:
        pause.hear_requested.connect(self.show_kept)
        pause.another_file_requested.connect(self.show_way_in)

    def _connect_results(self, results: "ResultsView") -> None:
        results.analyze_again_requested.connect(self.analyze_again)
        results.retry_requested.connect(self.try_again)
        results.another_file_requested.connect(self.show_way_in)
        results.earlier_requested.connect(self.read_earlier)
        results.latest_requested.connect(self.show_kept)
        results.not_me_requested.connect(self.ask_what_was_not_me)
        results.moved_requested.connect(self.show_moved)
        results.exclusion_requested.connect(self.leave_out)
        results.intensity_requested.connect(self.say_in_tone)
        results.rewording_requested.connect(self.say_differently)

    # ---------------------------------------------------------------- what a person asks for
    @Slot(object)
    def judge_files(self, paths: tuple[str, ...]) -> None:
        """Judge an export and keep the report; a second wish waits for the first. A friend's file may be for another screen."""
        if not self._two_listeners.takes(tuple(paths)):
            self._judge_files(paths)

    @Slot(object)
    def _judge_files(self, paths: tuple[str, ...]) -> None:
        self._judge(Wish(location=tuple(paths)))

    @Slot(object)
    def judge_without(self, exclusions: Exclusions) -> None:
        """Judge the kept verdict's data anew, and leave something out of it."""
        if self._can_judge_again():
            self._judge(Wish(exclusions=exclusions))

    @Slot(object)
    def leave_out(self, exclusion: Exclusion) -> None:
        """Leave one thing out that stands on a receipt, and judge again at once."""
        if self._kept.report is not None:
            self.judge_without(self._kept.report.exclusions.add(exclusion))

    @Slot()
    def undo_leaving_out(self) -> None:
        """Judge again with what was left out before the last time."""
        self._window.left_out.hide()
        if self._left_out_before is not None:
            self.judge_without(self._left_out_before)

    @Slot(object)
    def say_in_tone(self, intensity: Intensity) -> None:
        """Say the same facts in another voice."""
        self._retell(intensity=intensity)

    @Slot()
    def say_differently(self) -> None:
        """Say the same facts in other words."""
        report = self._window.results.report
        if report is not None:
            self._retell(wording=report.provenance.wording + 1)

    def _retell(self, *, intensity: Intensity | None = None, wording: int | None = None) -> None:
        report = self._window.results.report
        if report is None:
            return
        if report == self._kept.report:
            self._judge(Wish(intensity=intensity, wording=wording))
        elif self._sample:
            settings = as_before(report, self._settings)
            self._read_sample(
                self._sample,
                replace(
                    settings,
                    intensity=intensity or settings.intensity,
                    wording=settings.wording if wording is None else wording,
                ),
            )

    @Slot()
    def add_to_record(self) -> None:
        """Add the export that was asked about: it is the same listener's."""
        if self._unanswered is not None:
            self._judge(replace(self._unanswered, is_theirs=True))

    @Slot()
    def keep_apart(self) -> None:
        """Judge the export that was asked about as another listener's."""
        if self._unanswered is not None:
            name = next_name(listener.name for listener in self._kept.listeners)
            signed_in_as = self._kept.listener if self._unanswered.is_of_spotify else None
            self._judge(
                replace(self._unanswered, listener=name, signed_in_as=signed_in_as, is_somebody_elses=True)
            )

    @Slot()
    def ask_what_was_not_me(self) -> None:
        """Show what may not have been the listener, and let them say what to leave out."""
        if self._opened is not None and self._kept.listener is not None:
            self._runner.start(Job(name=NOT_ME, work=read_catalogue(self._opened.desk, self._kept.listener)))

    @Slot()
    def show_moved(self) -> None:
        """Show what moved since the verdict before."""
        self._moved_area.show_since_before()

    @Slot(object)
    def show_listener(self, listener_id: int) -> None:
        """Show what is kept of another listener."""
        if self._opened is not None:
            self._failed_wish = self._unanswered = None
            self._window.question.hide()
            self._runner.start(Job(name=LISTENER, work=read_listener(self._opened.desk, listener_id)))

    @Slot(bool)
    def set_keeps_record(self, keeps: bool) -> None:  # noqa: FBT001 - a slot of a checkbox
        """Keep the records of what is judged from now on, or do not."""
        self._keeps_record = keeps
        self._window.set_keeps_record(keeps)
        self.keep_record_changed.emit(keeps)

    @Slot(object)
    def set_judging(self, judging: JudgingDefaults) -> None:
        """Judge in another time zone, or with another tone, from now on."""
        self._settings = _with(self._of_system, judging)
        self.judging_changed.emit(judging)

    @Slot()
    def analyze_as_chosen(self) -> None:
        """Judge the kept verdict's data anew, in the time zone and with the tone that are chosen now."""
        if self._can_judge_again():
            self._judge(Wish(intensity=self._settings.intensity))

    @Slot(object)
    def start_over(self, deleted: Deleted) -> None:
        """Be as on the first day: everything was deleted. A results file is made when there is something to keep."""
        self._opened, self._is_blank = None, True
        self._settings_area.close()
        for job in self._runner.waiting:
            self._runner.cancel(job)
        self._held.clear()
        self._failed_wish = self._unanswered = self._left_out_before = None
        self._sample = ""
        self._door.forget()
        self._know(Kept())
        self._window.clear_notices()
        self._settings_area.show_judging(JudgingDefaults())
        self.set_judging(JudgingDefaults())
        self.set_keeps_record(True)
        self._window.choose_preferences(WindowPreferences())
        WindowState(self._paths).forget()
        self.everything_deleted.emit()
        self.recent.show()
        self.show_way_in()
        if any(left.path == str(self._paths.database) for left in deleted.left):
            self._open_results()  # it is still there, and so is what it holds

    def _open_blank(self) -> None:
        """Make a results file after everything was deleted, without leaving the screen in front."""
        if self._is_blank:
            self._is_blank, self._was_blank = False, True
            self._open_results()

    @Slot()
    def forget_record(self) -> None:
        """Delete the listener's record; the verdicts stay."""
        if self._opened is not None and self._kept.listener is not None:
            self._runner.start(Job(name=FORGET, work=forget_record(self._opened.desk, self._kept.listener)))

    @Slot()
    def open_waiting_room(self) -> None:
        """Walk through asking for an export, and wait for it."""
        self._waiting_desk.open(self._kept.waiting)

    @Slot(object)
    def keep_waiting(self, waiting: Waiting) -> None:
        """Remember how far somebody has come."""
        self._kept = replace(self._kept, waiting=waiting)
        if self._opened is not None:
            self._runner.start(Job(name=WAITING, work=save_waiting(self._opened.desk, waiting)))
        else:
            self._open_blank()

    @Slot()
    def look_in_downloads(self) -> None:
        """Look among the downloads; asked for by the person, and nowhere else."""
        self._runner.start(Job(name=LOOK, work=look_in_downloads()))

    @Slot(object)
    def judge_found(self, path: str) -> None:
        """Judge what was found among the downloads."""
        self.judge_files((path,))

    @Slot()
    def open_spotify(self) -> None:
        """Show the way in with a key of one's own, or what is known of the sign-in."""
        self._open_blank()
        self._door.open(self._kept.signed_in)

    @Slot()
    def read_spotify(self) -> None:
        """Read what Spotify itself tells of the listener, and judge it, or set it beside the record."""
        self._judge(Wish(location=(SPOTIFY_LOCATION,)))

    @Slot()
    def disconnect_spotify(self) -> None:
        """Delete the sign-in and all that came of it."""
        if self._opened is not None and self._kept.listener is not None:
            work = disconnect(self._opened.desk, self._kept.listener)
            self._runner.start(Job(name=DISCONNECT, work=work))

    @Slot(str)
    def read_sample(self, name: str) -> None:
        """Judge a made-up listener; nothing is kept."""
        self._read_sample(name, self._settings)

    def _read_sample(self, name: str, settings: JudgeSettings) -> None:
        self._sample = name
        self._read(Job(name=SAMPLE, work=judge_sample(name, settings, self._clock)))

    @Slot()
    def analyze_again(self) -> None:
        """Judge what the kept verdict was read from anew, and keep the earlier verdict."""
        if self._can_judge_again():
            self._judge(Wish())

    @Slot()
    def try_again(self) -> None:
        """Wish once more for what failed."""
        state = self._kept.state
        if self._failed_wish is not None:
            self._judge(self._failed_wish)
        elif self._kept.fault is not None:
            self.analyze_again()  # the verdict that is there cannot be read, so that a new one is wanted
        elif state is not None and state.source == state.report_source:
            self.analyze_again()  # an attempt on what had been judged before
        elif state is not None:
            self._judge(Wish(location=state.source))

    def _can_judge_again(self) -> bool:
        state = self._kept.state
        return state is not None and (state.has_report or self._kept.record_bytes is not None)

    @Slot(object)
    def read_earlier(self, history_id: int) -> None:
        """Read an earlier verdict."""
        if self._opened is not None:
            self._runner.start(Job(name=EARLIER, work=read_earlier(self._opened.desk, history_id)))

    @Slot()
    def show_kept(self) -> None:
        """Go back to where a start would lead."""
        self._screens.route(self._kept)

    @Slot()
    def show_way_in(self) -> None:
        """Go to the two doors."""
        self._screens.show_way_in(self._kept)

    @Slot()
    def cancel(self) -> None:
        """Stop what the reading screen shows."""
        if self._shown_job is not None:
            self._window.loading.show_cancelling()
            self._runner.cancel(self._shown_job)
        elif self._held:
            self._held.clear()
            self.show_way_in()

    @Slot()
    def withdraw(self) -> None:
        """Take back the wish made last that still waits."""
        waiting = self._waiting()
        if waiting:
            self._runner.cancel(waiting[-1])

    @Slot()
    def close(self) -> None:
        """Cancel all work; `finished` follows when it has answered."""
        self._is_closing = True
        self._door.cancel()
        self._runner.stop()

    @Slot()
    def _open_results(self) -> None:
        self._window.unopened.hide()
        self._runner.start(self._opening())

    @Slot(object)
    def _recover(self, recovery: Recovery) -> None:
        self._runner.start(self._opening(recovery=recovery))

    def _opening(self, *, recovery: Recovery | None = None) -> Job:
        before, self._opened = self._opened, None
        work = open_results(
            self._paths,
            self._clock,
            places=self._places,
            keychain=self._keychain,
            recovery=recovery,
            barred=None if self._barred is None else self._barred(),
            before=None if before is None else before.desk.repository,
        )
        return Job(name=OPEN, work=work)

    @Slot(object)
    def _connect_spotify(self, granted: Granted) -> None:
        """Keep what Spotify has granted; the lists are read right after."""
        if self._is_closing:
            return
        if self._opened is None:
            body = translate(
                "Controller",
                "Saved verdicts cannot be opened yet, and a sign-in belongs to them. Sign in again when they can be.",
            )
            self._window.show_status(translate("Controller", "Not signed in"), body)
            return
        listener = self._kept.listener
        work = connect(
            self._opened.desk,
            None if listener is None else listener.name,
            granted.grant,
            client_id=granted.client_id,
            name=self._settings.listener_name,
        )
        self._read(Job(name=CONNECT, work=work), of_spotify=True)

    # ---------------------------------------------------------------- wishes become jobs
    def _judge(self, wish: Wish) -> None:
        if self._opened is None:
            self._hold(wish)
            self._open_blank()
            return
        listener = self._kept.listener
        wish = replace(
            wish,
            listener=wish.listener or (listener.name if listener is not None else None),
            keeps_record=self._keeps_record,
        )
        job = Job(name=JUDGE, work=judge_and_keep(self._opened.desk, wish, self._settings))
        self._wishes[job] = wish
        self._read(job, of_spotify=self._asks_spotify(wish))

    def _asks_spotify(self, wish: Wish) -> bool:
        state = self._kept.state
        return wish.is_of_spotify or (
            wish.is_again and state is not None and state.report_source == (SPOTIFY_LOCATION,)
        )

    def _hold(self, wish: Wish) -> None:
        """Keep a wish until the results file is open; if it could not be opened, say what the wish waits for."""
        self._held.append(wish)
        if self._window.damage.isVisible() or self._window.unopened.isVisible():
            self._window.login.show_error(_storage_title(), _held_body())
            return
        self._window.loading.begin()
        self._window.show_screen(Screen.LOADING)

    def _read(self, job: Job, *, of_spotify: bool = False) -> None:
        self._failed_wish = self._unanswered = None
        self._window.question.hide()
        self._window.login.clear_error()
        self._window.results.clear_failure()
        if of_spotify:
            self._of_spotify.add(job)
        if self._shown_job is None:
            self._show_reading(job)
        self._runner.start(job)
        self._screens.show_waiting(len(self._waiting()))

    def _show_reading(self, job: Job) -> None:
        self._shown_job = job
        self._window.loading.begin(of_spotify=job in self._of_spotify)
        self._window.show_screen(Screen.LOADING)

    def _waiting(self) -> list[Job]:
        return [job for job in self._runner.waiting if job.name in READING and job is not self._shown_job]

    # ---------------------------------------------------------------- what jobs bring
    @Slot(object)
    def _on_job(self, event: JobEvent) -> None:
        if any(area.owns(event.job) for area in self._areas):
            return
        if isinstance(event.result, Opened):
            self._opened = event.result
        if self._is_closing:
            return
        if event.status is JobStatus.RUNNING:
            self._on_running(event)
        elif event.status is JobStatus.WAITING:
            if event.job is self._shown_job:
                self._window.loading.show_waiting()
        else:
            self._on_ended(event)

    def _on_running(self, event: JobEvent) -> None:
        if event.job.name in READING and event.job is not self._shown_job:
            self._show_reading(event.job)
            self._screens.show_waiting(len(self._waiting()))
        if event.job.name == DISCONNECT and event.progress is not None:
            self._door.say(said_meanwhile(event.progress.detail))
        if event.job is self._shown_job and event.progress is not None:
            progress = replace(event.progress, detail=said_meanwhile(event.progress.detail))
            self._window.loading.show_progress(progress)

    def _on_ended(self, event: JobEvent) -> None:
        was_shown = event.job is self._shown_job
        if was_shown:
            self._shown_job = None
        wish = self._wishes.pop(event.job, None)
        if event.status is JobStatus.SUCCEEDED:
            self._on_succeeded(event, wish)
        elif event.status is JobStatus.CANCELLED:
            if was_shown:  # one that was withdrawn has changed nothing
                self._on_cancelled(event)
        elif event.error is not None:
            self._on_failed(event, event.error, wish)
        self._screens.show_waiting(len(self._waiting()))

    def _on_succeeded(self, event: JobEvent, wish: Wish | None) -> None:
        if wish is not None and not wish.is_of_spotify:
            self.recent.remember(wish.location)
        match event.result:
            case Opened() as opened:
                self._on_opened(opened)
            case Kept() as kept:
                self._on_kept(kept, event.job.name, wish)
            case Disconnected() as gone:
                self._know(gone.kept)
                self._door.show_disconnected(gone.verdicts, is_gone=gone.is_gone)
            case Found() as found:
                self._waiting_desk.show_found(found.exports)
            case NotMe() as asked if asked.listener == self._kept.listener:
                self._screens.show_not_me(self._kept, asked.catalogue)
            case Today() as today if self._window.results.report == today.report:
                self._window.results.set_on_this_day(today.line)
            case Friend() as friend if self._is_free():
                self._screens.show_friend(self._kept, friend.report)
            case Report() as report if self._is_free():
                self._screens.show_report(self._kept, report, is_earlier=event.job.name == EARLIER)

    def _on_kept(self, kept: Kept, job_name: str, wish: Wish | None) -> None:
        before = self._kept.report
        self._know(kept)
        if job_name == CONNECT:
            self.read_spotify()
        if kept.unkept is not None:
            self._window.show_status(translate("Controller", "The record was not kept"), said(kept.unkept))
        if job_name == JUDGE and self._is_free():
            self._screens.show_pause(self._kept)
            self._offer_undo(before, wish)
        elif job_name == LISTENER and self._is_free():
            self._screens.route(self._kept)

    def _on_opened(self, opened: Opened) -> None:
        for area in self._areas:
            area.open(opened.desk)
        waiting, was_blank, self._was_blank = self._kept.waiting, self._was_blank, False
        self._know(opened.kept)
        self._window.damage.hide()
        self._window.unopened.hide()
        self._recovery.tell(opened.recovered, opened.mended)
        barred = opened.desk.repository.barred
        if barred is not None:
            self._window.unopened.show_message(unkept_title(), unkept_text(said(barred)))
        held, self._held = self._held, []
        if was_blank and waiting is not None:
            self.keep_waiting(waiting)
        if not held and self._is_free() and not was_blank:
            self._screens.route(self._kept)
            self._read_today()
        for wish in held:
            self._judge(wish)
        self.ready.emit()

    def _read_today(self) -> None:
        """When the program is opened again, look for one true line about the day."""
        if self._opened is not None and self._kept.listener is not None and self._kept.report is not None:
            work = read_today(self._opened.desk, self._kept.listener, self._kept.report)
            self._runner.start(Job(name=TODAY, work=work))

    def _offer_undo(self, before: Report | None, wish: Wish | None) -> None:
        """After something was left out, or put back, offer to take that back; after anything else there is no such thing."""
        if wish is None or wish.exclusions is None or before is None:
            self._window.left_out.hide()
            return
        self._left_out_before = before.exclusions
        self._screens.show_left_out(self._kept, before.exclusions)

    def _know(self, kept: Kept) -> None:
        self._kept = kept
        self._screens.show_known(kept)
        self._screens.show_sign_in(kept.signed_in, self._clock.now())
        for area in self._areas:
            area.know(kept)

    @Slot(object)
    def _on_history_changed(self, kept: Kept) -> None:
        """Hear that an earlier verdict was deleted, or brought back."""
        if kept.listener == self._kept.listener:
            self._know(kept)
            self._screens.refresh_earlier(kept)

    def _on_cancelled(self, event: JobEvent) -> None:
        if event.job.name != SAMPLE:
            self._refresh()
        if self._is_free():
            self._screens.go_back(self._kept)

    def _on_failed(self, event: JobEvent, error: AppError, wish: Wish | None) -> None:
        if event.job.name == OPEN:
            self._on_store_failed(error)
        elif event.job.name not in READING:
            self._window.show_status(_failure_title(event.job.name), said(error))
        else:
            self._failed_wish = wish
            if error.code in QUESTIONS:
                self._ask(error, wish)
                return
            if event.job.name != SAMPLE:
                self._refresh()
            if self._is_free() and (event.job.name == CONNECT or error.code in SIGN_IN_NEEDED):
                self._door.open(self._kept.signed_in, error)
            elif self._is_free():
                self._screens.go_back(self._kept, said(error), can_retry=wish is not None)
            else:
                self._window.show_status(failed_title(), said(error))

    def _ask(self, error: AppError, wish: Wish | None) -> None:
        """Ask whose listening it is; until there is an answer everything stays as it was."""
        self._refresh()
        self._unanswered = wish
        self._screens.go_back(self._kept)
        self._window.ask_listener(translate("Controller", "Is this the same listener?"), said(error))

    def _on_store_failed(self, error: AppError) -> None:
        if not isinstance(error, DamagedDatabase):  # what to do about damage is offered
            self._window.unopened.show_message(_storage_title(), said(error))
        self.show_way_in()
        if self._held:
            self._window.login.show_error(_storage_title(), _held_body())
        self.ready.emit()

    @Slot()
    def _on_stopped(self) -> None:
        if self._opened is not None:
            # Nobody answers a keychain any more; what it holds goes at the next start.
            purge_forgotten(self._opened.desk, CancelToken(), ask_keychain=False)
            self._opened.desk.repository.close()
        self.finished.emit()

    def _is_free(self) -> bool:
        """Whether no reading is on screen or about to be."""
        return self._shown_job is None and not self._waiting()

    def _reads(self) -> bool:
        """Whether something is being read, or waits for it."""
        return not self._is_free()

    def _refresh(self) -> None:
        """Read what is kept anew: an attempt that failed has changed it."""
        if self._opened is not None:
            self._runner.start(Job(name=REFRESH, work=read_kept(self._opened.desk, self._kept.listener)))


def _with(settings: JudgeSettings, judging: JudgingDefaults) -> JudgeSettings:
    """Return the settings with what a person has chosen once for all."""
    return replace(settings, timezone=judging.timezone or settings.timezone, intensity=judging.intensity)


def _known(judging: JudgingDefaults) -> JudgingDefaults:
    """Return what was chosen in an earlier run; a zone that nobody knows here is the system's."""
    if judging.timezone and not is_timezone(judging.timezone):
        return replace(judging, timezone="")
    return judging


def _failure_title(job_name: str) -> str:
    """Return what a job that failed says first."""
    titles = {
        EARLIER: translate("Controller", "The saved verdict cannot be read"),
        LISTENER: translate("Controller", "The saved verdict cannot be read"),
        FORGET: translate("Controller", "The record was not forgotten"),
        NOT_ME: translate("Controller", "The record cannot be read"),
        REFRESH: translate("Controller", "Saved verdicts cannot be read"),
        DISCONNECT: translate("Controller", "Not disconnected"),
        TODAY: translate("Controller", "The record cannot be read"),
        WAITING: translate("Controller", "That was not kept"),
        LOOK: translate("Controller", "The downloads cannot be looked at"),
    }
    return titles[job_name]


def _storage_title() -> str:
    return translate("Controller", "Saved verdicts cannot be opened")


def _held_body() -> str:
    return translate("Controller", "Your file is read as soon as they can be.")
