"""Walking through a set of cards, one at a time on the whole screen.

Public face of `CardWalk`:
    signals  copy_requested(object PaintedCard), place_requested(object PaintedCard), folder_requested(),
             cancel_requested()          the saving of the set is to stop
             show_requested(str)         a file is to be shown in its folder
             closed()
    methods  show_set(orders), take(PaintedCard), say(text, path=""), show_saving(done, total), end_saving()
    parts    stage, counter, copy, save, save_all, cancel, leave, said
The cards come one after the other; whoever is faster sees an empty place for a moment.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.cards.card_set import card_file_name
from unwrapped_desktop.ui.cards.painted import PaintedCard, PaintOrder
from unwrapped_desktop.ui.cards.words import alt_text
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton, draw_focus_ring
from unwrapped_desktop.ui.widgets.card_preview import CardPreview
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column, row
from unwrapped_desktop.ui.widgets.prose import MONO, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.quiet_line import QuietLine

_NOTCH = 120
"""What a wheel tells for one step."""
_SIDE_PX, _TOP_PX = 32, 24


class _Stage(CardPreview):
    """The card in front; it has the keyboard, and shows it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, can_drag=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and the ring while the keyboard is on an empty place."""
        super().paintEvent(event)
        if self.hasFocus() and self.image.isNull():
            painter = QPainter(self)
            draw_focus_ring(painter, self.rect().toRectF(), QColor(self._theme.colour("rule")))
            painter.end()


class CardWalk(QWidget):
    """A window of its own, over everything else until Escape."""

    copy_requested = Signal(object)
    place_requested = Signal(object)
    folder_requested = Signal()
    cancel_requested = Signal()
    show_requested = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self._orders: tuple[PaintOrder, ...] = ()
        self._painted: dict[int, PaintedCard] = {}
        self._place = 0
        self._turned = 0
        self._path = ""
        self.setWindowTitle(translate("CardWalk", "Cards"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.stage = _Stage(theme)
        self.counter = Prose(theme, "", MONO)
        self.copy = LinkButton(theme, translate("CardWalk", "Copy image"))
        self.save = LinkButton(theme, translate("CardWalk", "Save…"))
        self.save_all = LinkButton(theme, translate("CardWalk", "Save all…"))
        self.cancel = LinkButton(theme, translate("CardWalk", "Cancel"))
        self.leave = LinkButton(theme, translate("CardWalk", "Close"))
        self.said = QuietLine(theme, translate("CardWalk", "Show in folder"))
        hints = translate("CardWalk", "Arrows walk, C copies, S saves, Escape closes.")
        self.hints = Prose(theme, hints, SMALL_QUIET)
        self._links = FlowRow(theme, [self.copy, self.save, self.save_all, self.cancel, self.leave], gap=18)
        self._build()
        self._connect()

    @property
    def orders(self) -> tuple[PaintOrder, ...]:
        """The set, in order."""
        return self._orders

    @property
    def place(self) -> int:
        """The place of the card in front, from 0."""
        return self._place

    @property
    def current(self) -> PaintedCard | None:
        """The card in front; None while it is being painted."""
        return self._painted.get(self._place)

    def show_set(self, orders: Sequence[PaintOrder], *, over: QWidget) -> None:
        """Begin at the first card, on the screen that another window is on.

        Args:
            orders: What is painted, in order; at least one.
            over: A part of that window.
        """
        self._orders, self._painted = tuple(orders), {}
        self.end_saving()
        self.say("")
        self.go_to(0)
        self.setScreen(over.screen())
        # Where nothing manages windows, nobody else makes it as large as the screen.
        self.setGeometry(over.screen().geometry())
        self.showFullScreen()
        self.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, painted: PaintedCard) -> None:
        """Take a card that has been painted."""
        for place, order in enumerate(self._orders):
            if order == painted.order:
                self._painted[place] = painted
        self._show_current()

    def go_to(self, place: int) -> None:
        """Show another card; the ends hold."""
        self._place = max(0, min(len(self._orders) - 1, place))
        self.counter.setText(
            translate("CardWalk", "{number} of {total}").format(
                number=self._place + 1, total=len(self._orders)
            )
        )
        self._show_current()

    def say(self, text: str, path: str = "") -> None:
        """Say what became of a wish; with a path, offer to show that file in its folder."""
        self._path = path
        self.said.set_link_shown(shown=bool(path))
        self.said.set_text(text)

    def show_saving(self, done: int, total: int) -> None:
        """Say how many cards of the set are saved, and offer to stop."""
        self.save_all.hide()
        self.cancel.show()
        self._links.relayout()
        self.say(translate("CardWalk", "Saving: {done} of {total}").format(done=done, total=total))

    def end_saving(self) -> None:
        """Offer to save the set."""
        self.save_all.show()
        self.cancel.hide()
        self._links.relayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, copy, save, close."""
        act = self._acts().get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._step(-1)
        elif act is None or modifiers != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        else:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Walk with the arrows wherever the keyboard is: links would take them for themselves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            is_pressing = key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if key in self._acts() and not is_pressing:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Walk by whole notches."""
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self._step(-steps)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Walk on, or back where the first third of the screen is pressed."""
        is_on_card = self.stage.geometry().contains(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not is_on_card:
            super().mouseReleaseEvent(event)
            return
        left = event.position().x() / max(1, self.width())
        along = 1 - left if self.isRightToLeft() else left
        self._step(-1 if along < 1 / 3 else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.end()
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the pictures go."""
        super().closeEvent(event)
        self._orders, self._painted = (), {}
        self.stage.show_nothing()
        self.closed.emit()

    def _build(self) -> None:
        foot = row(gap=24)
        foot.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.hints, 1, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._links, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(margins=(_SIDE_PX, _TOP_PX, _SIDE_PX, _TOP_PX), gap=14)
        whole.addWidget(self.stage, 1)
        whole.addWidget(self.said)
        whole.addLayout(foot)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.save_all.clicked.connect(self.folder_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.leave.clicked.connect(self.close)
        self.said.followed.connect(self._show_file)
        self._theme.changed.connect(self.update)
        for link in (self.copy, self.save, self.save_all, self.cancel, self.leave, self.said.link):
            link.installEventFilter(self)

    def _acts(self) -> dict[Qt.Key, Callable[[], object]]:
        ahead, back = (Qt.Key.Key_Right, Qt.Key.Key_Left)
        if self.isRightToLeft():
            ahead, back = back, ahead
        return {
            ahead: lambda: self._step(1),
            back: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_PageDown: lambda: self._step(1),
            Qt.Key.Key_PageUp: lambda: self._step(-1),
            Qt.Key.Key_Space: lambda: self._step(1),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._orders) - 1),
            Qt.Key.Key_C: self._copy,
            Qt.Key.Key_S: self._save,
            Qt.Key.Key_Escape: self.close,
        }

    def _step(self, steps: int) -> None:
        self.go_to(self._place + steps)

    def _show_current(self) -> None:
        if not self._orders:
            return
        order = self._orders[self._place]
        number, total = self._place + 1, len(self._orders)
        name = translate("CardWalk", "Card {number} of {total}").format(number=number, total=total)
        painted = self.current
        if painted is None:
            self.stage.show_nothing(name)
        elif self.stage.image.cacheKey() != painted.image.cacheKey() or self.stage.accessibleName() != name:
            words = alt_text(order.card, order.style)
            file_name = card_file_name(order.card, order.format_name)
            self.stage.show_card(painted.image, painted.png, name=name, words=words, file_name=file_name)

    def _copy(self) -> None:
        if self.current is not None:
            self.copy_requested.emit(self.current)

    def _save(self) -> None:
        if self.current is not None:
            self.place_requested.emit(self.current)

    def _show_file(self) -> None:
        self.show_requested.emit(self._path)
