"""`Chart`: the base of all charts. Pointer and keyboard walk over its marks, and each is said in words.

A kind of chart says where everything stands (`_make_plan`), how its marks are painted (`_draw_marks`) and what a mark
is in words (`_words_of`). The rest is here: places are worked out once a width, the words of the current mark stand in
a small slip near it, and screen readers are told the same.
"""

from math import ceil
from typing import ClassVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from unwrapped_desktop.ui.charts.drawing import Plan, TextStyle, draw_labels, draw_rules, text_style
from unwrapped_desktop.ui.charts.wording import LONGEST_NAME
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.textflow import TextFlow
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, SMALL_PX, TINY_PX
from unwrapped_desktop.ui.widgets.buttons import draw_focus_ring

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Header and rows, in words."""

_COMMON_WIDTH_PX, _MIN_WIDTH_PX = 480, 160
_WIDTHS_REMEMBERED = 8
_SLIP_WIDTH_PX, _SLIP_LINES = 300, 5
_SLIP_PAD_PX, _SLIP_GAP_PX, _EDGE_PX = 8, 6, 4


class Chart(QWidget):
    """A painted chart with a name, marks in words, and the same data as a table. Without marks it hides."""

    steps: ClassVar[dict[int, int]] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    """The keys that move the cursor, and by how many marks."""

    words_below: ClassVar[bool] = False
    """Whether words stand below their mark rather than above it, where there is room for both."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self._cursor: int | None = None
        self._pointed: int | None = None
        self._plans: dict[int, Plan] = {}
        self._styles: dict[tuple[Face, int, int, str], TextStyle] = {}
        self._slip: tuple[TextFlow, QRectF] | None = None
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setVisible(False)
        theme.changed.connect(self._restyle)

    @property
    def marks(self) -> int:
        """How many marks there are to walk over."""
        return self._count

    @property
    def current(self) -> int | None:
        """The mark under the pointer, else the one under the cursor of the keyboard, by its index."""
        return self._pointed if self._pointed is not None else self._cursor

    def words(self) -> str:
        """Return the words of the current mark, empty where there is none."""
        return "" if self.current is None else bare(self._words_of(self.current))

    def words_rect(self) -> QRectF:
        """Return where the words of the current mark stand, in px; an empty rectangle where there is none."""
        slip = self._current_slip()
        return QRectF() if slip is None else slip[1]

    def label_rects(self) -> tuple[QRectF, ...]:
        """Return the boxes of all words that are always shown, in px. No two of them touch."""
        return tuple(label.rect for label in self._plan().labels) if self._count else ()

    def mark_rects(self) -> tuple[QRectF, ...]:
        """Return where the marks are painted, in their order, in px."""
        return self._plan().spots if self._count else ()

    def summary(self) -> str:
        """Return a few sentences: what is shown, the highest, the lowest, from when to when. Empty without marks."""
        return bare(self._sentences()) if self._count else ""

    def table(self) -> Table:
        """Return header and rows of the same data in words, for a table view and for copying."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that nothing is clipped at."""
        return self._plan_at(width).height if self._count else 0

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(_COMMON_WIDTH_PX, self.heightForWidth(_COMMON_WIDTH_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the least it can be read at."""
        return QSize(_MIN_WIDTH_PX, self.heightForWidth(_COMMON_WIDTH_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the marks; Escape leaves them."""
        if event.key() == Qt.Key.Key_Escape and self.current is not None:
            self._set_current(pointed=None, cursor=None)
            return
        reached = self._reached(event.key(), self.current) if self._count else None
        if reached is None:
            super().keyPressEvent(event)
            return
        self._set_current(pointed=None, cursor=reached)
        self._scroll_to(self._anchor(reached))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._set_current(pointed=self._mark_at(event.position()), cursor=self._cursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._set_current(pointed=None, cursor=self._cursor)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take cursor and ring away."""
        self._set_current(pointed=self._pointed, cursor=None)
        self.update()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the words of the current mark anew."""
        self._slip = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hairlines, marks, labels, the words of the current mark, and the ring."""
        painter = QPainter(self)
        if self._count:
            plan, part = self._plan(), QRectF(event.rect())
            draw_rules(painter, self._theme, plan)
            self._draw_marks(painter, plan, part)
            draw_labels(painter, self._theme, plan.labels, part)
            self._draw_slip(painter)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), self._theme.colour("ink"))
        painter.end()
        event.accept()

    def _make_plan(self, width: int) -> Plan:
        """Return where everything stands at a width in px. Asked for only while there are marks."""
        raise NotImplementedError

    def _draw_marks(self, painter: QPainter, plan: Plan, part: QRectF) -> None:
        """Paint the marks that lie in a part of the chart."""
        raise NotImplementedError

    def _sentences(self) -> str:
        """Return the summary. Asked for only while there are marks."""
        raise NotImplementedError

    def _words_of(self, index: int, longest: int = LONGEST_NAME) -> str:
        """Return a mark in words, foreign names isolated and of so many characters at most."""
        raise NotImplementedError

    def _anchor(self, index: int) -> QRectF:
        """Return what the words of a mark stand beside, and do not cover."""
        return self._plan().spots[index]

    def _reached(self, key: int, at: int | None) -> int | None:
        """Return the mark that a key leads to, None where the key is not for the marks."""
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            return 0 if key == Qt.Key.Key_Home else self._count - 1
        step = self.steps.get(key)
        if step is None:
            return None
        if at is None:
            return 0 if step > 0 else self._count - 1
        return max(0, min(self._count - 1, at + step))

    def _take(self, count: int) -> None:
        """Begin anew with so many marks; a kind of chart calls this after it took other data."""
        self._count = count
        self._cursor = self._pointed = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if count else Qt.FocusPolicy.NoFocus)
        self._styles.clear()
        self._forget()
        self._describe()
        self._show_or_hide()

    def _style(self, face: Face, size_px: int, *, colour: str, weight: int = 400) -> TextStyle:
        key = (face, size_px, weight, colour)
        if key not in self._styles:
            self._styles[key] = text_style(self._theme, face, size_px, colour=colour, weight=weight)
        return self._styles[key]

    def _axis_style(self) -> TextStyle:
        return self._style(Face.MONO, TINY_PX, colour="quiet")

    def _mark_colour(self, index: int) -> str:
        return "ink" if index == self.current else "accent"

    def _plan(self) -> Plan:
        return self._plan_at(self.width())

    def _plan_at(self, width: int) -> Plan:
        # Layouts ask for the same few widths a dozen times over.
        width = max(_MIN_WIDTH_PX, width)
        if width not in self._plans:
            if len(self._plans) >= _WIDTHS_REMEMBERED:
                self._plans.clear()
            self._plans[width] = self._make_plan(width)
        return self._plans[width]

    def _mark_at(self, place: QPointF) -> int | None:
        if not self._count:
            return None
        return next((index for index, rect in enumerate(self._plan().reach) if rect.contains(place)), None)

    def _set_current(self, *, pointed: int | None, cursor: int | None) -> None:
        before = self.current
        self._pointed, self._cursor = pointed, cursor
        if self.current != before:
            self._slip = None
            self._describe()
            self.update()

    def _describe(self) -> None:
        """Tell screen readers what is current. Setting a description sends the event that they speak on."""
        text = self.words() or self.summary()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _show_or_hide(self) -> None:
        if self._count and self.parentWidget() is None and self.windowHandle() is None:
            # Shown now it would be a window of its own. The parent that it is still to get shows it.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
        else:
            self.setVisible(self._count > 0)

    def _scroll_to(self, rect: QRectF) -> None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None and (content := parent.widget()) is not None:
            middle = self.mapTo(content, rect.center().toPoint())
            parent.ensureVisible(middle.x(), middle.y(), 0, ceil(rect.height()))

    def _current_slip(self) -> tuple[TextFlow, QRectF] | None:
        if self.current is not None and self._slip is None:
            flow = self._slip_flow(self.current)
            size = QSize(ceil(flow.width) + 2 * _SLIP_PAD_PX, ceil(flow.height) + 2 * _SLIP_PAD_PX - 4)
            self._slip = (flow, self._slip_place(self._anchor(self.current), size))
        return self._slip

    def _slip_flow(self, index: int) -> TextFlow:
        """Return the words of a mark set in lines. Where not all fit, a long name gives way to the value."""
        style = self._style(Face.TEXT, SMALL_PX, colour="ink", weight=500)
        line_px = round(style.font.pixelSize() * 1.4)
        room = max(40, min(self._theme.px(_SLIP_WIDTH_PX), self.width() - 2 * (_SLIP_PAD_PX + _EDGE_PX)))
        high = self.height() - 2 * (_SLIP_PAD_PX + _EDGE_PX)
        lines = max(1, min(_SLIP_LINES, high // line_px))

        def set_in_lines(longest: int) -> TextFlow:
            words = self._words_of(index, longest)
            return TextFlow(words, style.font, width=room, line_px=line_px, max_lines=lines, balanced=True)

        flows = (set_in_lines(LONGEST_NAME // part) for part in (1, 2, 4, 8, 16))
        shortest = set_in_lines(LONGEST_NAME // 16)
        return next((flow for flow in flows if not flow.elided), shortest)

    def _slip_place(self, spot: QRectF, size: QSize) -> QRectF:
        """Return where the slip stands: above or below its mark, else beside it, and never outside the chart."""
        width, height = size.width(), size.height()
        across = spot.center().x() - width / 2
        above, below = spot.top() - _SLIP_GAP_PX - height, spot.bottom() + _SLIP_GAP_PX
        first, last = (below, above) if self.words_below else (above, below)
        places = (
            QPointF(across, first),
            QPointF(spot.right() + _SLIP_GAP_PX, spot.top()),
            QPointF(spot.left() - _SLIP_GAP_PX - width, spot.top()),
            QPointF(across, last),
        )
        inside = QRectF(self.rect()).adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        pushed = [_pushed_into(inside, QRectF(place.x(), place.y(), width, height)) for place in places]
        return next((rect for rect in pushed if not rect.intersects(spot)), pushed[0])

    def _draw_slip(self, painter: QPainter) -> None:
        slip = self._current_slip()
        if slip is None:
            return
        flow, rect = slip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink"), 1))
        painter.setBrush(self._theme.colour("receipt"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CORNER_PX, CORNER_PX)
        at = QPointF(rect.left() + _SLIP_PAD_PX, rect.top() + _SLIP_PAD_PX - 2)
        flow.draw(painter, at, self._theme.colour("ink"))

    def _forget(self) -> None:
        self._plans.clear()
        self._slip = None
        self.updateGeometry()
        self.update()

    def _restyle(self) -> None:
        self._styles.clear()
        self._forget()


def _pushed_into(inside: QRectF, rect: QRectF) -> QRectF:
    left = max(inside.left(), min(inside.right() - rect.width(), rect.left()))
    top = max(inside.top(), min(inside.bottom() - rect.height(), rect.top()))
    return QRectF(round(left), round(top), rect.width(), rect.height())
