"""Two listeners side by side: who they are, how alike, why, and what is said of the two.

Public face of `TwoListenersView`:
    signals  sides_chosen(str left, str right)   keys of the choices, empty for nobody
             file_requested()                    a friend's file is to be chosen
             cancel_requested()                  what is being read is to stop
             again_requested()                   an older verdict is to be made anew
             save_requested()                    the own verdict is to be saved for a friend
             share_requested()                   a card is to be made of the two
             back_requested(), copied(str text)
    methods  set_choices(choices), choose(left, right), set_savable(bool), show_nothing(), begin(), show_progress(Progress),
             show_failure(title, body), clear_failure(), show_together(TwoListeners, can_analyze=False)
    parts    chooser, failure, empty, joint, versus
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from unwrapped_desktop.domain.progress import Progress
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.listener_choice import ListenerChoice
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import WIDE_WINDOW_PX
from unwrapped_desktop.ui.two_listeners_words import together_text
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.joint_verdict import JointVerdict
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Rule, clear, column, row, scroll_area
from unwrapped_desktop.ui.widgets.listener_chooser import ListenerChooser
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.one_by_one import OneByOne
from unwrapped_desktop.ui.widgets.prose import BODY, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX
from unwrapped_desktop.ui.widgets.together_sections import SECTIONS, Place, Section
from unwrapped_desktop.ui.widgets.versus import Versus

_SIDE_PX, _TOP_PX, _COLUMN_GAP_PX = 40, 32, 56


class TwoListenersView(QWidget):
    """The screen of two listeners. What it shows is made elsewhere: the view asks, and is told."""

    sides_chosen = Signal(str, str)
    file_requested = Signal()
    cancel_requested = Signal()
    again_requested = Signal()
    save_requested = Signal()
    share_requested = Signal()
    back_requested = Signal()
    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.two: TwoListeners | None = None
        self._putting_up = OneByOne(self)
        self._putting_up.done.connect(self._end_columns)
        self._build_parts()
        self._build()
        self._connect()
        self.show_nothing()
        self._fit()

    @property
    def is_wide(self) -> bool:
        """Whether there is room for two columns; large text needs more."""
        return self.width() >= WIDE_WINDOW_PX * (1 + (self._theme.scale - 1) * 0.6)

    def set_choices(self, choices: Sequence[ListenerChoice]) -> None:
        """Offer others to choose from; who is chosen stays so while they are among them."""
        self.chooser.set_choices(choices)

    def choose(self, left: str, right: str) -> None:
        """Show who is chosen, by the keys of the choices; nothing is told."""
        self.chooser.choose(left, right)

    def set_savable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether there is a verdict that could be saved for a friend."""
        self.save.setEnabled(possible)

    def show_nothing(self) -> None:
        """Show that two have to be chosen, or the other one of two."""
        left, right = self.chooser.keys
        if left and left == right:
            self._say_empty(
                translate("TwoListenersView", "Both are the same. Choose somebody else on one side.")
            )
        elif left or right:
            self._say_empty(
                translate(
                    "TwoListenersView", "One is chosen. Choose the other, or drop a friend's file here."
                )
            )
        else:
            self._say_empty(
                translate("TwoListenersView", "Choose two listeners, or drop a friend's file on this window.")
            )

    def begin(self) -> None:
        """Show that the two are being read and laid side by side."""
        self.clear_failure()
        self.empty.hide()
        self._result.hide()
        self.progress.setText(translate("TwoListenersView", "Laying them side by side…"))
        self._working.show()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the reading is."""
        if progress.rows:
            self.progress.setText(
                translate("TwoListenersView", "Reading: {rows} rows so far.").format(
                    rows=f"{progress.rows:,}"
                )
            )

    def show_failure(self, title: str, body: str) -> None:
        """Say in place why something could not be read; what was there before stays."""
        self._working.hide()
        self.failure.show_message(title, body)
        if self.two is None:
            self.show_nothing()
        else:
            self._result.show()
        self._area.verticalScrollBar().setValue(0)

    def clear_failure(self) -> None:
        """Take the failure away."""
        self.failure.hide()

    def show_together(self, two: TwoListeners, *, can_analyze: bool = False) -> None:
        """Show two listeners from the top.

        Args:
            two: What was found about them.
            can_analyze: Whether one of them is an older verdict of the listener in front, who can be judged anew.
        """
        self.two = two
        self.clear_failure()
        self._working.hide()
        self.empty.hide()
        self.status.setText("")
        self.joint.show_together(two)
        self.joint.order_tabs(self.again, self.share)
        self.versus.show_together(two)
        self.again.setVisible(can_analyze and two.alike_percent is None)
        for into in self._columns:
            clear(into)
        self._putting_up.begin([partial(self._put_up, place, make) for place, make in SECTIONS])
        self._result.show()
        self._area.verticalScrollBar().setValue(0)
        self._fit()

    @property
    def is_whole(self) -> bool:
        """Whether every section is up."""
        return self._putting_up.is_done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; while something is read, stop that first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._working.isVisible():
            self.cancel_requested.emit()
        else:
            self.back_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one column and two."""
        super().resizeEvent(event)
        self._fit()

    def _build_parts(self) -> None:
        theme = self._theme
        self.back = LinkButton(theme, translate("TwoListenersView", "Back"))
        self.headline = Headline(
            theme, translate("TwoListenersView", "TWO LISTENERS"), max_px=52, max_lines=1
        )
        self.chooser = ListenerChooser(theme)
        self.failure = Notice(theme, outside=(0, 16, 0, 0))
        self.failure.hide()
        self.empty = Prose(theme, "", BODY)
        self.progress = Prose(theme, "", BODY)
        self.cancel = Button(theme, translate("TwoListenersView", "Cancel"))
        self.joint = JointVerdict(theme)
        self.versus = Versus(theme)
        self.again = Button(theme, translate("TwoListenersView", "Analyze again"))
        self.versus.set_action(self.again)
        self.share = Button(theme, translate("TwoListenersView", "Share"), primary=True)
        self.copy = Button(theme, translate("TwoListenersView", "Copy as text"))
        self.save = Button(theme, translate("TwoListenersView", "Save mine for a friend…"))
        self.status = Prose(theme, "", SMALL_QUIET)
        self._columns = (column(gap=32), column(gap=32), column(gap=32))

    def _build(self) -> None:
        self._working = QWidget()
        working = column(gap=12)
        working.addWidget(self.progress)
        working.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        self._working.setLayout(working)
        self._whole = column(gap=0)
        for part, below in (
            (self.back, 10),
            (self.headline, 16),
            (self.chooser, 0),
            (self.failure, 24),
            (self.empty, 0),
            (self._working, 0),
        ):
            line = row(gap=0)
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.back else Qt.AlignmentFlag(0))
            self._whole.addLayout(indent(line))
            self._whole.addSpacing(below)
        self._whole.addWidget(self._build_result())
        self._whole.addStretch(1)
        self._content = QWidget()
        self._content.setLayout(self._whole)
        self._area = scroll_area(self._content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _build_result(self) -> QWidget:
        self._result = QWidget()
        inside = column(gap=0)
        inside.addLayout(indent(self.versus))
        inside.addSpacing(24)
        inside.addLayout(indent(Rule(self._theme)))
        inside.addSpacing(28)
        inside.addWidget(self.joint)
        inside.addSpacing(24)
        inside.addLayout(indent(FlowRow(self._theme, [self.share, self.copy, self.save])))
        inside.addSpacing(6)
        inside.addLayout(indent(self.status))
        inside.addSpacing(22)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        left, right, under = self._columns
        self._below.addLayout(left, 1)
        self._below.addLayout(right, 1)
        inside.addLayout(self._below)
        inside.addSpacing(32)
        under.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        inside.addLayout(under)
        self._result.setLayout(inside)
        return self._result

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.chooser.chosen.connect(self.sides_chosen)
        self.chooser.file_requested.connect(self.file_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.again.clicked.connect(self.again_requested)
        self.share.clicked.connect(self.share_requested)
        self.copy.clicked.connect(self.copy_text)
        self.save.clicked.connect(self.save_requested)
        self.joint.focus_moved.connect(self._keep_in_view)
        self._theme.changed.connect(self._fit)

    def copy_text(self) -> None:
        """Put the joint verdict on the clipboard."""
        if self.two is not None:
            text = together_text(self.two)
            QGuiApplication.clipboard().setText(text)
            self.status.setText(translate("TwoListenersView", "Copied. Paste it where the two of you talk."))
            self.copied.emit(text)

    def _put_up(self, place: Place, make: Callable[[Theme, TwoListeners], Section]) -> None:
        """Put up one section, unless the two have gone meanwhile."""
        if self.two is not None:
            self._columns[place].addWidget(make(self._theme, self.two))

    def _end_columns(self) -> None:
        for into in self._columns:
            into.addStretch(1)

    def _say_empty(self, text: str) -> None:
        self.two = None
        self._working.hide()
        self._result.hide()
        self.empty.setText(text)
        self.empty.show()

    def _keep_in_view(self, rect: object) -> None:
        if isinstance(rect, QRect):
            middle = self.joint.page.mapTo(self._content, rect.center())
            self._area.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + 40)

    def _fit(self) -> None:
        is_wide = self.is_wide
        side = _SIDE_PX if self.width() >= 900 else 28
        self._whole.setContentsMargins(side - PAD_PX, _TOP_PX, side - PAD_PX, 48)
        self.joint.set_wide(is_wide=is_wide)
        self.headline.set_max_px(52 if self.height() >= 700 else 34)
        self.joint.set_headline_px(max(56, min(132, round(self.height() * 0.165))))
        for part in (self.chooser, self.versus):
            part.set_wide(is_wide=is_wide)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._below.setDirection(direction)
        self._below.setSpacing(_COLUMN_GAP_PX if is_wide else 32)
