"""Works the settings: what is chosen there, who is kept, what is forgotten, and how everything is deleted."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.jobs import Desk, Kept
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.settings_jobs import (
    BroughtBack,
    Deleted,
    Purged,
    Renamed,
    Survey,
    Vanished,
    bring_back,
    delete_everything,
    forget_listener,
    purge,
    rename_listener,
    survey,
    tell_about,
)
from unwrapped_desktop.app.zones import is_same_zone
from unwrapped_desktop.auth.keychain import Keychain
from unwrapped_desktop.auth.places import SpotifyPlaces
from unwrapped_desktop.domain.about import About
from unwrapped_desktop.domain.analysis_state import Listener
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults
from unwrapped_desktop.domain.stored import KeptListener
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.settings_words import forgotten_text, forgotten_title, left_text
from unwrapped_desktop.workers.job import Job
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # it is made when it is first wanted
    from unwrapped_desktop.ui.views.settings import SettingsView

SURVEY, ABOUT, RENAME = "survey", "about", "rename"
FORGET_LISTENER, BRING_BACK, PURGE, DELETE = "forget listener", "bring back", "purge", "delete everything"


class SettingsArea(Area):
    """The settings as the controller sees them. Lives in the GUI thread.

    Signals:
        judging_chosen(object): `JudgingDefaults` that hold from now on.
        again_requested(): The verdict is to be made again with them.
        kept_changed(object): `Kept` that is on screen from now on.
        everything_deleted(object): `Deleted`; nothing is kept any more, or as little as could be.
        left(): The person goes back, and what was there has changed meanwhile.
    """

    judging_chosen = Signal(object)
    again_requested = Signal()
    kept_changed = Signal(object)
    everything_deleted = Signal(object)
    left = Signal()

    def __init__(
        self,
        window: MainWindow,
        runner: JobRunner,
        *,
        paths: AppPaths,
        clock: Clock,
        places: SpotifyPlaces,
        keychain: Callable[[], Keychain] | None,
        system_zone: str,
        judging: JudgingDefaults,
        is_reading: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Prepare; the view is made when it is first wanted.

        Args:
            window: The window.
            runner: Runs jobs.
            paths: Where everything is kept.
            clock: The time.
            places: Where Spotify is.
            keychain: Returns the keychain; None takes that of the system.
            system_zone: IANA name of the system's time zone.
            judging: What was chosen for judgements to come.
            is_reading: Says whether something is being read or waits for it.
            parent: What it belongs to.
        """
        super().__init__(window, runner, parent)
        self._paths = paths
        self._clock = clock
        self._places = places
        self._keychain = keychain
        self._system_zone = system_zone
        self._judging = judging
        self._is_reading = is_reading
        self._view: SettingsView | None = None
        self._came_from = Screen.LOGIN
        self._kept_before = Kept()
        self._renaming: int | None = None
        self._vanished: KeptListener | None = None
        window.settings_requested.connect(self.show)

    @property
    def judging(self) -> JudgingDefaults:
        """What is chosen for judgements to come."""
        return self._judging

    @Slot()
    def show(self) -> None:
        """Show the settings, and look at what is kept."""
        view = self._shown()
        if self._window.screen_shown() is not Screen.SETTINGS:
            self._came_from = self._window.screen_shown()
            self._kept_before = self._kept
            view.rest()
        view.show_judging(self._judging)
        self._show_kept()
        self._window.show_screen(Screen.SETTINGS)
        self._look()
        if not view.has_about:
            self._start(ABOUT, tell_about())

    def open(self, desk: Desk) -> None:
        """Work with an opened results file from now on."""
        super().open(desk)
        self._look_if_shown()

    def close(self) -> None:
        """Work without a results file: there is none any more."""
        self._desk = None
        self._vanished = None
        self._window.forgotten.hide()

    def know(self, kept: Kept) -> None:
        """Hear what is kept of the listener in front."""
        super().know(kept)
        self._hide_offer_that_is_over()
        if self._view is not None:
            self._show_kept()
        self._look_if_shown()

    def show_judging(self, judging: JudgingDefaults) -> None:
        """Let other choices hold; nothing is emitted."""
        self._judging = judging
        if self._view is not None:
            self._view.show_judging(judging)
            self._show_kept()

    # ---------------------------------------------------------------- what a person asks for
    @Slot(str)
    def choose_zone(self, zone: str) -> None:
        """Let the hours of another time zone count from now on; an empty one is the system's."""
        self._choose(replace(self._judging, timezone=zone))

    @Slot(object)
    def choose_tone(self, intensity: Intensity) -> None:
        """Let first verdicts have another tone."""
        self._choose(replace(self._judging, intensity=intensity))

    @Slot(object, str)
    def rename(self, listener_id: int, name: str) -> None:
        """Give a listener another name."""
        listener = self._listener(listener_id)
        if self._desk is not None and listener is not None:
            self._renaming = listener_id
            self._start(RENAME, rename_listener(self._desk, listener, name, self._kept.listener))

    @Slot(object)
    def forget(self, kept: KeptListener) -> None:
        """Let a listener vanish, and offer to bring them back."""
        if self._desk is not None:
            self._start(FORGET_LISTENER, forget_listener(self._desk, kept, self._kept.listener))

    @Slot()
    def undo(self) -> None:
        """Bring back who was forgotten last."""
        if self._desk is not None and self._vanished is not None:
            work = bring_back(self._desk, self._vanished.listener.listener_id, self._kept.listener)
            self._window.forgotten.hide()
            self._start(BRING_BACK, work)

    @Slot()
    def make_final(self) -> None:
        """Delete for good what was forgotten."""
        self._vanished = None
        if self._desk is not None:
            self._start(PURGE, purge(self._desk))

    @Slot()
    def delete_everything(self) -> None:
        """Delete everything; not while something is being read."""
        if self._is_reading():
            self._shown().deletion.refuse(
                translate(
                    "SettingsView",
                    "Something is being read. Wait until it is done, or cancel it; then delete everything.",
                )
            )
            return
        self._shown().deletion.show_working()
        work = delete_everything(
            self._paths, self._opened, clock=self._clock, places=self._places, keychain=self._keychain
        )
        self._start(DELETE, work)

    @Slot()
    def go_back(self) -> None:
        """Go back to where the person came from; to what is there now, where that has changed."""
        before, now = self._kept_before, self._kept
        if (before.listener, before.report) != (now.listener, now.report):
            self.left.emit()
        else:
            self._window.show_screen(self._came_from)

    # ---------------------------------------------------------------- what jobs bring
    def _on_result(self, job: Job, result: object) -> None:  # noqa: ARG002 - the result says what it is
        match result:
            case Survey() as found:
                self._show_survey(found)
            case About() as about:
                self._shown().show_about(about)
            case Renamed() as renamed:
                self._end_renaming(renamed)
            case Vanished() as vanished:
                self._vanished = vanished.whom
                self.kept_changed.emit(vanished.kept)
                self._window.forgotten.show_message(
                    forgotten_title(vanished.whom), forgotten_text(vanished.whom)
                )
            case BroughtBack() as back:
                self._vanished = None
                self.kept_changed.emit(back.kept)
                if not back.was_there:
                    self._window.show_status(
                        translate("SettingsView", "That cannot be undone any more."),
                        translate("SettingsView", "It had been deleted for good."),
                    )
            case Purged() as purged:
                self._say_what_the_keychain_keeps(is_clear=purged.is_clear)
                self._look_if_shown()
            case Deleted() as deleted:
                self._end_deleting(deleted)
            case _:
                pass

    def _on_failed(self, job: Job, error: AppError) -> None:
        """Say under the name what is wrong with it; all else above every screen."""
        if job.name == RENAME and self._renaming is not None:
            self._shown().show_rename_error(self._renaming, said(error))
            return
        if job.name == DELETE:
            self._shown().deletion.refuse(said(error))
        if job.name == BRING_BACK and self._vanished is not None:
            self._window.forgotten.show()
        super()._on_failed(job, error)

    def _failure_title(self, job: Job) -> str:
        return {
            FORGET_LISTENER: translate("SettingsView", "Nobody was forgotten"),
            BRING_BACK: translate("SettingsView", "That was not undone"),
            PURGE: translate("SettingsView", "That is not deleted yet"),
            DELETE: translate("SettingsView", "Not everything could be deleted"),
        }.get(job.name, translate("SettingsView", "That cannot be told"))

    def _show_survey(self, found: Survey) -> None:
        view = self._shown()
        view.set_zones(found.zones, self._system_zone)
        view.show_judging(self._judging)
        front = self._kept.listener
        view.show_listeners(found.listeners, None if front is None else front.listener_id)
        view.show_places(found.places)

    def _end_renaming(self, renamed: Renamed) -> None:
        entry = self._shown().listeners.entry(renamed.listener.listener_id)
        if entry is not None:
            entry.end_renaming()
        self.kept_changed.emit(renamed.kept)

    def _say_what_the_keychain_keeps(self, *, is_clear: bool) -> None:
        if not is_clear:
            self._window.show_status(
                translate("SettingsView", "The keychain did not let a sign-in go."),
                translate("SettingsView", "It is tried again when the program is opened next."),
            )

    def _end_deleting(self, deleted: Deleted) -> None:
        self._shown().rest()
        self.everything_deleted.emit(deleted)
        if deleted.is_whole:
            self._window.show_status(
                translate("SettingsView", "Everything is deleted."),
                translate("SettingsView", "Nothing of yours is kept on this computer any more."),
            )
        else:
            self._window.show_status(
                translate("SettingsView", "Not everything could be deleted. This is left:"),
                left_text(deleted.left, is_keychain_clear=deleted.is_keychain_clear),
            )

    # ---------------------------------------------------------------- the view
    def _choose(self, judging: JudgingDefaults) -> None:
        self._judging = judging
        self._show_kept()
        self.judging_chosen.emit(judging)

    def _show_kept(self) -> None:
        """Show what depends on the verdict on screen."""
        view, report = self._shown(), self._kept.report
        view.show_sign_in(self._kept.signed_in)
        if report is None:
            view.show_verdict("", "", differs=False)
            return
        made = report.provenance
        zone = self._judging.timezone or self._system_zone
        differs = not is_same_zone(made.timezone, zone) or made.intensity != self._judging.intensity.value
        can_again = self._kept.state is not None and (
            self._kept.state.has_report or self._kept.record_bytes is not None
        )
        view.show_verdict(made.timezone, made.intensity, differs=differs and can_again)

    def _opened(self) -> Desk | None:
        """Return the results file that is open when a job begins; asked in its thread."""
        return self._desk

    def _look(self) -> None:
        self._start(SURVEY, survey(self._desk, self._paths))

    def _look_if_shown(self) -> None:
        if self._view is not None and self._window.screen_shown() is Screen.SETTINGS:
            self._look()

    def _hide_offer_that_is_over(self) -> None:
        """Take away the offer to bring somebody back as soon as they are gone for good."""
        if self._vanished is None or self._desk is None:
            return
        gone = self._vanished.listener.listener_id
        if all(mark.listener_id != gone for mark in self._desk.repository.forgotten):
            self._vanished = None
            self._window.forgotten.hide()

    def _listener(self, listener_id: int) -> Listener | None:
        return next((one for one in self._kept.listeners if one.listener_id == listener_id), None)

    def _shown(self) -> "SettingsView":
        if self._view is None:
            view = self._window.settings
            view.back_requested.connect(self.go_back)
            view.timezone_chosen.connect(self.choose_zone)
            view.intensity_chosen.connect(self.choose_tone)
            view.again_requested.connect(self.again_requested)
            view.rename_requested.connect(self.rename)
            view.forget_requested.connect(self.forget)
            view.deletion_confirmed.connect(self.delete_everything)
            self._window.forgotten.acted.connect(self.undo)
            self._window.forgotten.dismissed.connect(self.make_final)
            self._view = view
        return self._view
