"""The waiting room: how an export is asked for, what people miss on the way, and what can be done in the meantime.

Public face of `WaitingRoomView`:
    signals  privacy_page_requested(), choose_file_requested(), reminder_requested(), changed(Waiting),
             look_requested(), export_chosen(str path), leave_requested()
    methods  show_waiting(Waiting, now), show_found([FoundExport, ...] or None while nobody has looked), say(text),
             set_statement_part(widget)
Files dropped anywhere on the window arrive at `MainWindow.files_requested`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from unwrapped_desktop.domain.text import printable
from unwrapped_desktop.domain.waiting import FoundExport, Waiting, WaitingStage
from unwrapped_desktop.ui.figures import write_date, write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import FlowRow, clear, column, row, scroll_area
from unwrapped_desktop.ui.widgets.numbered_steps import NumberedSteps, Step
from unwrapped_desktop.ui.widgets.prose import EYEBROW, LEAD, SMALL_QUIET, Prose, TextRole

_STACK_PX = 900
_NAME = TextRole(size_px=SMALL_PX, weight=600, leading=1.4, max_lines=2)


class _FoundRow(QWidget):
    """Something that may be an export, and the button that reads it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, found: FoundExport) -> None:
        super().__init__()
        name = isolate(printable(found.path.name))
        about = _about_of(found)
        self._path = str(found.path)
        self.read = Button(theme, translate("WaitingRoomView", "Read it"))
        self.read.clicked.connect(self._choose)
        self.read.setAccessibleName(translate("WaitingRoomView", "Read it: {name}").format(name=bare(name)))
        self.read.setAccessibleDescription(bare(about))
        words = column(gap=0)
        words.addWidget(Prose(theme, name, _NAME))
        words.addWidget(Prose(theme, about, SMALL_QUIET))
        layout = row(gap=16)
        layout.addLayout(words, 1)
        layout.addWidget(self.read, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _choose(self) -> None:
        self.chosen.emit(self._path)


class _FoundList(QWidget):
    """What lies among the downloads, each with its button.

    Attributes:
        chosen: Emitted with the path of what is to be read.
        look_again: Looks once more.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.look_again = LinkButton(theme, translate("WaitingRoomView", "Look again"))
        self.rows: list[_FoundRow] = []
        nothing = translate("WaitingRoomView", "Nothing there that is called like an export.")
        self._nothing = Prose(theme, nothing, SMALL_QUIET)
        self._nothing.hide()
        self._rows = column(gap=12)
        layout = column(gap=8)
        layout.addLayout(self._rows)
        layout.addWidget(self._nothing)
        layout.addWidget(self.look_again, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)

    def show_found(self, found: Sequence[FoundExport] | None) -> None:
        """Show other finds; None while nobody has looked."""
        clear(self._rows)
        self.rows = [_FoundRow(self._theme, export) for export in found or ()]
        for line in self.rows:
            line.chosen.connect(self.chosen)
            self._rows.addWidget(line)
        self._nothing.setVisible(found is not None and not found)
        self.look_again.setVisible(found is not None)


class WaitingRoomView(QWidget):
    """One page whose headline follows how far somebody has come."""

    privacy_page_requested = Signal()
    choose_file_requested = Signal()
    reminder_requested = Signal()
    changed = Signal(object)
    look_requested = Signal()
    export_chosen = Signal(object)
    """Carries a `str` as it is: Qt's own strings lose what a name has of bytes that are no text."""
    leave_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waiting: Waiting | None = None
        self._now: datetime | None = None
        self.headline = Headline(theme, _headline_of(WaitingStage.ASK), max_lines=3, max_px=132)
        self.lead = Prose(theme, _lead_of(WaitingStage.ASK), LEAD)
        self.since = Prose(theme, "", EYEBROW)
        self.said = Prose(theme, "", SMALL_QUIET)
        self.leave = LinkButton(theme, translate("WaitingRoomView", "I don't want to wait"))
        self.privacy_page = Button(theme, translate("WaitingRoomView", "Open Spotify's privacy page"))
        self.asked_for_account_data = Check(
            theme, translate("WaitingRoomView", "I have asked for account data")
        )
        self.asked_for_history = Check(
            theme, translate("WaitingRoomView", "I have asked for the extended streaming history")
        )
        self.confirmed = Check(theme, translate("WaitingRoomView", "I have confirmed it"))
        self.choose_file = Button(theme, translate("WaitingRoomView", "Choose file…"))
        self.first_stop: QWidget = self.privacy_page
        self.reminder = Button(theme, translate("WaitingRoomView", "Remind me (calendar file)…"))
        self.look = Check(theme, translate("WaitingRoomView", "Look in my Downloads"))
        self.found = _FoundList(theme)
        self.statement_fold: Fold | None = None
        self._build()
        self._connect()
        self.say("")
        self.show_found(None)
        self._tell_stage()

    @property
    def stage(self) -> WaitingStage:
        """How far somebody has come, as it is shown."""
        if self._waiting is None or self._now is None:
            return WaitingStage.ASK
        return self._waiting.stage(self._now)

    def show_waiting(self, waiting: Waiting, now: datetime) -> None:
        """Show how far somebody has come. Nothing is emitted, and the keyboard stays where it is.

        Args:
            waiting: The wait.
            now: The time, aware.
        """
        self._waiting, self._now = waiting, now
        self.asked_for_account_data.setChecked(waiting.asked_for_account_data)
        self.asked_for_history.setChecked(waiting.asked_for_history)
        self.confirmed.setChecked(waiting.has_confirmed)
        self.look.setChecked(waiting.looks_in_downloads)
        self.found.setVisible(waiting.looks_in_downloads)
        self._tell_stage()

    def show_found(self, found: Sequence[FoundExport] | None) -> None:
        """Show what lies among the downloads. It can be seen only while looking there is allowed.

        Args:
            found: What was found, the newest first; None while nobody has looked.
        """
        self.found.show_found(found)
        # New buttons come last on the keyboard's way, wherever they stand.
        reads = [line.read for line in self.found.rows]
        for one, following in pairwise([self.look, *reads, self.found.look_again]):
            self.setTabOrder(one, following)

    def say(self, text: str) -> None:
        """Say that something small was done, or could not be."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def set_statement_part(self, widget: QWidget) -> None:
        """Put a widget under the steps, folded; one that was there before is let go."""
        if self.statement_fold is not None:
            self.statement_fold.hide()
            self.statement_fold.deleteLater()
        title = translate("WaitingRoomView", "Seal a statement while you wait")
        self.statement_fold = Fold(self._theme, widget, open_text=title, close_text=title)
        self._below.addWidget(self.statement_fold)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps beside or under the headline."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return no size: what finds no room is scrolled."""
        return QSize(60, 60)

    def _steps(self) -> NumberedSteps:
        theme = self._theme
        ask = translate(
            "WaitingRoomView",
            "On Spotify's privacy page, tick both kinds and send the request. Account data covers about the last year; "
            "the extended streaming history, all of it.",
        )
        confirm = translate(
            "WaitingRoomView", "This is the step that people miss. Look for the mail in the spam folder too."
        )
        download = translate(
            "WaitingRoomView",
            "Download the zip while the link works, and drop it anywhere on this window, as it is. The two kinds can come "
            "in two mails, far apart.",
        )
        look = translate(
            "WaitingRoomView",
            "What is looked at: names, dates and sizes, in your Downloads folder and two folders down. Nothing is opened "
            "until you say so.",
        )
        asked = QWidget()
        both = column(gap=0)
        both.addWidget(self.asked_for_account_data)
        both.addWidget(self.asked_for_history)
        asked.setLayout(both)
        files = FlowRow(theme, [self.choose_file, self.reminder])
        return NumberedSteps(
            [
                Step(
                    theme,
                    1,
                    translate("WaitingRoomView", "Ask Spotify for both kinds"),
                    ask,
                    [self.privacy_page, asked],
                ),
                Step(
                    theme,
                    2,
                    translate("WaitingRoomView", "Confirm the link in Spotify's first mail"),
                    confirm,
                    [self.confirmed],
                ),
                Step(
                    theme,
                    3,
                    translate("WaitingRoomView", "The second mail has a download link, and it expires"),
                    download,
                    [files],
                ),
                Step(
                    theme, 4, translate("WaitingRoomView", "Or have it found"), look, [self.look, self.found]
                ),
            ]
        )

    def _build(self) -> None:
        words = column(gap=0)
        words.addWidget(self.headline)
        words.addSpacing(24)
        words.addWidget(self.lead)
        words.addSpacing(16)
        words.addWidget(self.since)
        words.addSpacing(8)
        words.addWidget(self.said)
        words.addSpacing(8)
        words.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._below = column(gap=18)
        self._below.addWidget(self._steps())
        right = column()
        right.addLayout(self._below)
        right.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addLayout(words, 1)
        self._top.addLayout(right, 1)
        self._column = column(gap=20)
        self._column.addLayout(self._top)
        self._column.addStretch(1)
        content = QWidget()
        content.setLayout(self._column)
        outer = column()
        outer.addWidget(scroll_area(content))
        self.setLayout(outer)

    def _connect(self) -> None:
        self.privacy_page.clicked.connect(self.privacy_page_requested)
        self.choose_file.clicked.connect(self.choose_file_requested)
        self.reminder.clicked.connect(self.reminder_requested)
        self.leave.clicked.connect(self.leave_requested)
        # A click is a person's; what `show_waiting` ticks is none.
        for check in (self.asked_for_account_data, self.asked_for_history, self.confirmed):
            check.clicked.connect(self._change)
        self.look.clicked.connect(self._change_look)
        self.found.look_again.clicked.connect(self.look_requested)
        self.found.chosen.connect(self.export_chosen)
        self._theme.changed.connect(self._fit)

    def _change(self) -> None:
        if self._waiting is None or self._now is None:
            return
        waiting = replace(
            self._waiting,
            asked_for_account_data=self.asked_for_account_data.isChecked(),
            asked_for_history=self.asked_for_history.isChecked(),
            has_confirmed=self.confirmed.isChecked(),
            looks_in_downloads=self.look.isChecked(),
        )
        self.show_waiting(waiting, self._now)
        self.changed.emit(waiting)

    def _change_look(self) -> None:
        self.show_found(None)
        self._change()
        if self.look.isChecked():
            self.look_requested.emit()

    def _tell_stage(self) -> None:
        """Say what is to be done next, and stress the button for it."""
        stage = self.stage
        self.headline.setText(_headline_of(stage))
        self.headline.updateGeometry()
        self.lead.setText(_lead_of(stage))
        self.since.setText(self._since_text())
        self.since.setHidden(stage is WaitingStage.ASK)
        first = {
            WaitingStage.ASK: self.privacy_page,
            WaitingStage.CONFIRM: self.confirmed,
            WaitingStage.WAIT: self.choose_file,
        }[stage]
        self.first_stop = first
        for button in (self.privacy_page, self.choose_file):
            _stress(button, is_first=button is first)

    def _since_text(self) -> str:
        if self._waiting is None or self._now is None:
            return ""
        began = write_date(self._waiting.begun_at.astimezone().date())
        days = self._waiting.days(self._now.astimezone())
        if not days:
            return translate("WaitingRoomView", "Waiting since today, {date}.").format(date=began)
        return translate("WaitingRoomView", "Waiting since {date}, day {days}.").format(date=began, days=days)

    def _fit(self) -> None:
        stacked = self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        roomy = self.width() >= 1100 and self.height() >= 720
        self._top.setSpacing(32 if stacked else 72 if roomy else 40)
        side, top = (72, 60) if roomy else (32, 28)
        self._column.setContentsMargins(side, top, side, 40)
        self.headline.set_max_px(84 if stacked else 120)


def _headline_of(stage: WaitingStage) -> str:
    match stage:
        case WaitingStage.ASK:
            return translate("WaitingRoomView", "ASK FOR IT")
        case WaitingStage.CONFIRM:
            return translate("WaitingRoomView", "NOW CONFIRM IT")
        case WaitingStage.WAIT:
            return translate("WaitingRoomView", "GO AND LIVE A LITTLE")


def _lead_of(stage: WaitingStage) -> str:
    match stage:
        case WaitingStage.ASK:
            return translate(
                "WaitingRoomView",
                "Spotify keeps your listening history and has to hand it over when you ask. It takes days, sometimes "
                "weeks; Spotify does not say which.",
            )
        case WaitingStage.CONFIRM:
            return translate(
                "WaitingRoomView",
                "Spotify sends a mail first, to know that it was you. Until you press the link in it, there is nothing to "
                "wait for.",
            )
        case WaitingStage.WAIT:
            return translate(
                "WaitingRoomView",
                "There is nothing left to do but listen to music. It takes days, sometimes weeks; look into your mail now "
                "and then. You can close the program meanwhile.",
            )


def _about_of(found: FoundExport) -> str:
    """Return what is known of a find: its kind, its date and its size."""
    words = (
        translate("WaitingRoomView", "Zip of {date}, {size}")
        if found.kind == "zip"
        else translate("WaitingRoomView", "Folder of {date}, {size}")
    )
    return words.format(
        date=write_date(found.modified_at.astimezone().date()), size=write_size(found.size_bytes)
    )


def _stress(button: QPushButton, *, is_first: bool) -> None:
    kind = "primary" if is_first else "secondary"
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        # A style sheet looks at a property once, unless it is told to look again.
        button.style().unpolish(button)
        button.style().polish(button)
