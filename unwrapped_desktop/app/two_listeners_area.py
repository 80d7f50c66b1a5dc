"""Lays two listeners side by side, and writes what a friend is given."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.jobs import Kept
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.app.two_listeners_jobs import (
    FriendOffer,
    FriendPacked,
    FriendRead,
    Side,
    Together,
    lay_out,
    offer_to_friend,
    pack_for_friend,
    read_friend,
)
from unwrapped_desktop.bootstrap import sample_choices
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.friend_file import FRIEND_SUFFIX
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import Progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.listener_choice import ChoiceKind, ListenerChoice
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.saving import save_file
from unwrapped_desktop.ui.text import safe_file_name
from unwrapped_desktop.workers.job import Job
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # they are made when they are first wanted
    from PySide6.QtWidgets import QWidget

    from unwrapped_desktop.ui.views.results import ResultsView
    from unwrapped_desktop.ui.views.two_listeners import TwoListenersView
    from unwrapped_desktop.ui.widgets.friend_dialog import FriendDialog, FriendWish

TOGETHER, READ, OFFER, PACK = "together", "read a friend's file", "offer", "pack"
_SUFFIXES = frozenset({FRIEND_SUFFIX, ".json"})
_NOBODY = ("", "")


class TwoListenersArea(Area):
    """Two listeners, and a friend's file. Lives in the GUI thread.

    Signals:
        declined(object): A file that was dropped is no friend's verdict, and is to be judged; carries `tuple[str, ...]`.
    """

    declined = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        runner: JobRunner,
        *,
        clock: Clock,
        settings: Callable[[], JudgeSettings],
        parent: QObject | None = None,
    ) -> None:
        """Make the area.

        Args:
            window: The window.
            runner: Does the work.
            clock: Dates the verdicts of made-up listeners.
            settings: Returns what verdicts are made with just now.
            parent: Owner.
        """
        super().__init__(window, runner, parent)
        self._clock = clock
        self._settings = settings
        self._view: TwoListenersView | None = None
        self._dialog: FriendDialog | None = None
        self._sides: dict[str, Side] = {}
        self._files: dict[str, Report] = {}
        self._samples: dict[str, Report] = {}
        self._shown: Report | None = None
        self._keys = _NOBODY
        self._laid: Together | None = None
        self._laid_from: tuple[object, ...] = ()
        self._laying: Job | None = None
        self._offered: FriendOffer | None = None
        self._wish: FriendWish | None = None
        window.two_listeners_requested.connect(self.show_two)
        window.friend_file_requested.connect(self.offer_file)
        window.view_made.connect(self._connect_view)
        for screen, view in window.views_made.items():
            self._connect_view(screen, view)

    def know(self, kept: Kept) -> None:
        """Hear who is kept; somebody who is gone cannot be chosen any more."""
        super().know(kept)
        if self._view is None:
            return
        before = self._keys
        self._offer_choices(*before)
        if self._keys != before:
            self._lay_out()

    # ---------------------------------------------------------------- what a person asks for
    @Slot()
    def show_two(self) -> None:
        """Show the screen; the verdict that was in front is the one of the two."""
        left = self._key_of_shown()
        right = self._keys[1] if self._keys[1] != left else ""
        self._show(left or self._keys[0], right)

    @Slot()
    def compare_with_mine(self) -> None:
        """Lay the friend's verdict on screen beside the own one."""
        shown, listener = self._window.results.report, self._kept.listener
        if shown is not None and listener is not None:
            self._show(_kept_key(listener.listener_id), self._key_of_file(shown))

    def takes(self, paths: tuple[str, ...]) -> bool:
        """Take what was dropped, if the screen is in front and it can be a friend's file; it becomes the other one."""
        is_here = self._window.screen_shown() is Screen.TWO_LISTENERS
        if not is_here or len(paths) != 1 or Path(paths[0]).suffix.casefold() not in _SUFFIXES:
            return False
        is_surely_one = Path(paths[0]).suffix.casefold() == FRIEND_SUFFIX
        self._start(READ, read_friend(paths[0], is_surely_one=is_surely_one))
        return True

    @Slot(str)
    def open_file(self, path: str) -> None:
        """Read a file that was chosen as a friend's; it becomes the other one."""
        self._start(READ, read_friend(path, is_surely_one=True))

    @Slot(str, str)
    def choose(self, left: str, right: str) -> None:
        """Lay two side by side as soon as both are chosen."""
        self._keys = (left, right)
        self._lay_out()

    @Slot()
    def stop(self) -> None:
        """Stop what is being laid side by side, and show what was there before."""
        if self._laying is None:
            return
        job, self._laying = self._laying, None
        self._runner.cancel(job)
        self._go_back()

    @Slot()
    def share_two(self) -> None:
        """Make a card of the two that are side by side."""
        from unwrapped_desktop.domain.card import CardChoice, CardKind  # noqa: PLC0415 - few share
        from unwrapped_desktop.ui.cards.subject import subject_of_two  # noqa: PLC0415 - as above

        if self._laid is not None:
            left, right = self._laid.reports
            subject = subject_of_two(left, right, self._laid.two)
            choice = CardChoice(kind=CardKind.TWO)
            self._window.share_subject(subject, choice, back_to=Screen.TWO_LISTENERS)

    @Slot()
    def offer_file(self) -> None:
        """Say what a friend could be given of the own verdict on screen."""
        report = self._window.results.report
        if report is not None and not self._window.results.is_friends:
            self._start(OFFER, offer_to_friend(report))

    # ---------------------------------------------------------------- who can be chosen
    def _show(self, left: str, right: str) -> None:
        self._window.show_screen(Screen.TWO_LISTENERS)
        self._offer_choices(left, right)
        if self._laid is None or self._laid_from != self._asked_from() or self._laying is not None:
            self._lay_out()

    def _offer_choices(self, left: str, right: str) -> None:
        """Offer whoever there is, and keep of the two who still is."""
        if self._view is None:
            return
        choices = self._choices()
        self._view.set_choices(choices)
        self._keys = tuple(key if key in self._sides else "" for key in (left, right))  # type: ignore[assignment]
        self._view.choose(*self._keys)

    def _choices(self) -> list[ListenerChoice]:
        choices: list[ListenerChoice] = []
        self._sides = {}

        def add(side: Side, name: str, kind: ChoiceKind) -> None:
            self._sides[side.key] = side
            choices.append(ListenerChoice(key=side.key, name=name, kind=kind))

        for listener in self._kept.listeners:
            key = _kept_key(listener.listener_id)
            add(Side(key=key, listener_id=listener.listener_id), listener.name, ChoiceKind.KEPT)
        if self._shown is not None:
            add(Side(key="shown", report=self._shown), self._shown.listener.name, ChoiceKind.SHOWN)
        for key, report in self._files.items():
            add(Side(key=key, report=report), report.listener.name, ChoiceKind.FILE)
        for name, title, _ in sample_choices():
            side = Side(key=f"sample:{name}", sample=name, report=self._samples.get(name))
            add(side, title, ChoiceKind.SAMPLE)
        return choices

    def _key_of_shown(self) -> str:
        """Return the key of the verdict that is in front; one that is neither kept nor a friend's is taken along."""
        if Screen.RESULTS not in self._window.views_made or self._window.results.report is None:
            return ""
        report = self._window.results.report
        if report == self._kept.report and self._kept.listener is not None:
            return _kept_key(self._kept.listener.listener_id)
        if self._window.results.is_friends:
            return self._key_of_file(report)
        self._shown = report
        return "shown"

    def _key_of_file(self, report: Report) -> str:
        for key, known in self._files.items():
            if known == report:
                return key
        key = f"file:{len(self._files) + 1}"
        self._files[key] = report
        return key

    # ---------------------------------------------------------------- laying side by side
    def _asked_from(self) -> tuple[object, ...]:
        """Return what the two are made from: while it is the same, what is shown holds, and its reader keeps the place."""
        return (self._keys, self._shown, self._kept.report)

    def _lay_out(self) -> None:
        """Begin to lay the two side by side; what was begun before is stopped."""
        if self._laying is not None:
            job, self._laying = self._laying, None
            self._runner.cancel(job)
        if self._view is None:
            return
        left, right = (self._sides.get(key) for key in self._keys)
        if left is None or right is None or left.key == right.key:
            self._laid = None
            self._view.clear_failure()
            self._view.show_nothing()
            return
        self._view.begin()
        work = lay_out(self._desk, (left, right), self._settings(), self._clock, self._intensity())
        self._laying = self._start(TOGETHER, work)

    def _intensity(self) -> Intensity:
        """Return the voice of the own verdict, else the one that is chosen for new ones."""
        report = self._kept.report
        return self._settings().intensity if report is None else Intensity(report.provenance.intensity)

    def _show_together(self, together: Together) -> None:
        self._laid, self._laid_from = together, self._asked_from()
        for key, report in zip(together.keys, together.reports, strict=True):
            side = self._sides.get(key)
            if side is not None and side.sample:
                self._samples[side.sample] = report
        if self._view is not None:
            self._view.show_together(together.two, can_analyze=self._can_analyze(together))

    def _can_analyze(self, together: Together) -> bool:
        """Whether the listener in front is one of the two, with an older verdict that can be made anew."""
        listener, report = self._kept.listener, self._kept.report
        if listener is None or report is None or report.charts is not None or report.record.kind != "history":
            return False
        return _kept_key(listener.listener_id) in together.keys

    def _go_back(self) -> None:
        """Show the two who were there before, or nobody on the right."""
        if self._view is None:
            return
        self._keys = self._laid.keys if self._laid is not None else (self._keys[0], "")
        self._view.choose(*self._keys)
        if self._laid is not None:
            self._show_together(self._laid)
        else:
            self._view.show_nothing()

    # ---------------------------------------------------------------- what jobs bring
    def _on_result(self, job: Job, result: object) -> None:
        match result:
            case Together() if job is self._laying:
                self._laying = None
                self._show_together(result)
            case FriendRead(path=path, report=None):
                self.declined.emit((path,))
            case FriendRead(report=report) if report is not None:
                self._take_file(report)
            case FriendOffer():
                self._offered = result
                self._ask(result)
            case FriendPacked():
                more = translate("TwoListenersArea", "Send it as it is: this program opens it.")
                self._window.show_status(save_file(result.path, result.data, more=more))

    def _take_file(self, report: Report) -> None:
        key = self._key_of_file(report)
        left = self._keys[0] if self._keys[0] != key else ""
        self._offer_choices(left, key)
        self._lay_out()

    def _on_progress(self, job: Job, progress: Progress) -> None:
        if job is self._laying and self._view is not None:
            self._view.show_progress(progress)

    def _on_failed(self, job: Job, error: AppError) -> None:
        if self._view is None or job.name in {OFFER, PACK}:
            super()._on_failed(job, error)
            return
        if job.name == TOGETHER:
            if job is not self._laying:
                return
            self._laying = None
            self._go_back()
        self._view.show_failure(self._failure_title(job), said(error))

    def _failure_title(self, job: Job) -> str:
        match job.name:
            case name if name == READ:
                return translate("TwoListenersArea", "The friend's file was not opened")
            case name if name == TOGETHER:
                return translate("TwoListenersArea", "The two could not be laid side by side")
            case _:
                return translate("TwoListenersArea", "Nothing was saved for a friend")

    # ---------------------------------------------------------------- what a friend is given
    def _ask(self, offer: FriendOffer) -> None:
        dialog = self._friend_dialog()
        dialog.show_offer(offer.contents)
        dialog.open()

    def _friend_dialog(self) -> "FriendDialog":
        if self._dialog is None:
            self._dialog = self._window.friend_dialog
            self._dialog.save_requested.connect(self._ask_for_place)
        return self._dialog

    @Slot(object)
    def _ask_for_place(self, wish: "FriendWish") -> None:
        from unwrapped_desktop.ui.dialogs import Place  # noqa: PLC0415 - the window is painted without dialogs

        if self._offered is not None:
            self._wish = wish
            label = self._offered.report.verdict.label.lower()
            named = f"unwrapped {wish.name} {label}"
            place = Place(
                title=translate("TwoListenersArea", "Save for a friend"),
                kinds=translate("TwoListenersArea", "Verdicts (*.unwrapped)"),
                suffix=FRIEND_SUFFIX.removeprefix("."),
                file_name=safe_file_name(named, suffix=FRIEND_SUFFIX),
            )
            self._window.dialogs.ask_where(place, self._pack)

    @Slot(str)
    def _pack(self, path: str) -> None:
        if self._offered is not None and self._wish is not None:
            wish = self._wish
            work = pack_for_friend(self._offered.report, path, detail=wish.detail, name=wish.name)
            self._start(PACK, work)

    # ---------------------------------------------------------------- the screens
    @Slot(object, object)
    def _connect_view(self, screen: Screen, view: "QWidget") -> None:
        if screen is Screen.RESULTS:
            cast("ResultsView", view).compare_requested.connect(self.compare_with_mine)
        elif screen is Screen.TWO_LISTENERS:
            self._connect_two(cast("TwoListenersView", view))

    def _connect_two(self, view: "TwoListenersView") -> None:
        self._view = view
        view.sides_chosen.connect(self.choose)
        view.file_requested.connect(self._window.dialogs.ask_for_friend_file)
        self._window.dialogs.friend_file_chosen.connect(self.open_file)
        view.cancel_requested.connect(self.stop)
        view.back_requested.connect(self.stop)
        view.share_requested.connect(self.share_two)
        view.again_requested.connect(self._window.analyze_again_requested)


def _kept_key(listener_id: int) -> str:
    return f"kept:{listener_id}"
