"""Works the waiting room: what is ticked is kept, what is sealed stays sealed, and a reminder can be taken along."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.statement import Statement
from unwrapped_desktop.domain.waiting import FoundExport, Waiting, WaitingStage
from unwrapped_desktop.services.reminder import calendar_file
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.saving import save_file
from unwrapped_desktop.ui.views.waiting_room import WaitingRoomView


class WaitingDesk(QObject):
    """The waiting room as the controller sees it. Lives in the GUI thread.

    Signals:
        changed(object): A `Waiting` is to be kept.
        look_requested(): The downloads are to be looked at.
        export_chosen(object): Something found there is to be read; carries its path as a `str`.
        left(): The person goes back to the two doors.
    """

    changed = Signal(object)
    look_requested = Signal()
    export_chosen = Signal(object)  # a str of Qt would lose the bytes of a name that is no text
    left = Signal()

    def __init__(self, window: MainWindow, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._clock = clock
        self._view: WaitingRoomView | None = None
        self._waiting: Waiting | None = None

    def open(self, waiting: Waiting | None) -> None:
        """Show the room; whoever comes for the first time begins to wait."""
        if waiting is None:
            waiting = Waiting(begun_at=self._clock.now())
            self.changed.emit(waiting)
        self._waiting = waiting
        view = self._shown()
        view.say("")
        view.show_waiting(waiting, self._clock.now())
        if waiting.statement is not None:
            self._window.statement_form.show_sealed(waiting.statement)
        if waiting.looks_in_downloads:
            self.look_requested.emit()
        self._window.show_screen(Screen.WAITING)

    def show_found(self, exports: tuple[FoundExport, ...]) -> None:
        """Show what lies among the downloads, if that may still be known."""
        if self._waiting is not None and self._waiting.looks_in_downloads:
            self._shown().show_found(exports)

    @Slot(object)
    def _change(self, waiting: Waiting) -> None:
        """Keep what was ticked. The wait begins when Spotify has been asked, not when the room was entered."""
        before, now = self._waiting, self._clock.now()
        had_asked = before is not None and before.stage(now) is not WaitingStage.ASK
        if not had_asked and waiting.stage(now) is not WaitingStage.ASK:
            waiting = replace(waiting, begun_at=now)
            self._shown().show_waiting(waiting, now)
        self._waiting = waiting
        self.changed.emit(waiting)

    @Slot(object)
    def _seal(self, statement: Statement) -> None:
        """Keep a statement; there is one, and it is never changed."""
        if self._waiting is None or self._waiting.statement is not None:
            return
        self._change(replace(self._waiting, statement=statement))
        self._shown().show_waiting(self._waiting, self._clock.now())
        self._window.statement_form.show_sealed(statement)

    @Slot(str)
    def _write_reminder(self, path: str) -> None:
        if self._waiting is None:
            return
        data = calendar_file(self._waiting.begun_at.astimezone().date())
        more = translate("WaitingDesk", "Open it, and your calendar takes the two days.")
        self._shown().say(save_file(path, data, more=more))

    def _shown(self) -> WaitingRoomView:
        if self._view is None:
            view = self._window.waiting_room
            self._window.statement_form.set_now(self._clock.now)
            self._window.statement_form.sealed.connect(self._seal)
            self._window.dialogs.calendar_place_chosen.connect(self._write_reminder)
            view.changed.connect(self._change)
            view.reminder_requested.connect(self._window.dialogs.ask_for_calendar_place)
            view.look_requested.connect(self.look_requested)
            view.export_chosen.connect(self.export_chosen)
            view.leave_requested.connect(self.left)
            self._view = view
        return self._view
