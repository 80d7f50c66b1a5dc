"""The page: the charge and the remarks as one flowing text in which every remark is a button.

`set_page(...)` shows a verdict, `open_remark(remark)` opens one as if it had been pressed.
Signals: `remark_opened(object)` with the Remark, `remark_closed()`, `post_line_requested(object)` and
`stays_requested(object)` with the Remark from a receipt that lies in the text, `focus_moved(object)` with the QRect to keep in view, `page_requested(str)` with the address of something at Spotify,
`exclusion_requested(object)` with the Exclusion of something on a receipt.
With `set_inline(True)` the receipt opens in the text, under the line on which its remark ends.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Receipt, Remark
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, display_remark
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import LEAD_PX, TEXT_PX, TINY_PX
from unwrapped_desktop.ui.widgets.layouts import as_seen
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper
from unwrapped_desktop.ui.widgets.remark_flow import PageFlow, PageStyle, ParagraphFlow

_MEASURE_EM = 41
_INLINE_PAPER_PX = 460
PAD_PX = SHADOW_PX
"""Room at both sides for the focus ring and the shadow of an inline receipt."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}

CHARGE_FAMILY = "charge"
"""Family of the remark that the page makes of the charge."""


def charge_remark(charge: str, receipts: tuple[str, ...]) -> Remark:
    """Return the charge as a remark, so that it is a button like the others."""
    return Remark(
        id="charge", text=charge, receipts=receipts, family=CHARGE_FAMILY, theme="", paragraph=-1, claims=()
    )


class RemarkButton(QAbstractButton):
    """A remark as a button: real for the keyboard and for screen readers, painted by its page."""

    moved = Signal(object)

    def __init__(self, page: QWidget, index: int, remark: Remark, text: str) -> None:
        super().__init__(page)
        self.index = index
        self.remark = remark
        self.setText(text)
        self.setShortcut(QKeySequence())  # `&` in a name marks none
        self.setAccessibleName(text)
        self.setAccessibleDescription(
            translate("RemarkPage", "Remark {number}. Opens its receipt.").format(number=index + 1)
        )
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def cover(self, rects: Sequence[QRectF]) -> None:
        """Lie over these rectangles of the page and nowhere else."""
        region = QRegion()
        for rect in rects:
            region = region.united(QRegion(rect.toAlignedRect()))
        bounds = region.boundingRect()
        self.setGeometry(bounds)
        self.setMask(region.translated(-bounds.topLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: wash, words, underline and ring are the page's, which paints them beneath and around."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Return, move with the arrows."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key in _STEPS and event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }:
            self.moved.emit((self.index, _STEPS[key]))
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Have the underline painted."""
        super().enterEvent(event)
        self._repaint_page()

    def leaveEvent(self, event: QEvent) -> None:
        """Have the underline taken away."""
        super().leaveEvent(event)
        self._repaint_page()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the ring painted."""
        super().focusInEvent(event)
        self.moved.emit((self.index, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the ring taken away."""
        super().focusOutEvent(event)
        self._repaint_page()

    def _repaint_page(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()


class RemarkPage(QWidget):
    """The text of the verdict."""

    remark_opened = Signal(object)
    remark_closed = Signal()
    post_line_requested = Signal(object)
    stays_requested = Signal(object)
    focus_moved = Signal(object)
    page_requested = Signal(str)
    exclusion_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._remarks: tuple[Remark, ...] = ()
        self._receipts: dict[str, Receipt] = {}
        self._can_post: Callable[[Remark], bool] = _never
        self._why_stays: Callable[[Remark], str] | None = None
        self._buttons: list[RemarkButton] = []
        self._flow = PageFlow(())
        self._arranged: tuple[int, int | None, bool] | None = None
        self._open_index: int | None = None
        self._inline = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._paper = ReceiptPaper(theme, self)
        self._paper.hide()
        self._paper.post_line_requested.connect(self.post_line_requested)
        self._paper.length_changed.connect(self._relayout)
        self._paper.stays_requested.connect(self.stays_requested)
        self._paper.page_requested.connect(self.page_requested)
        self._paper.exclusion_requested.connect(self.exclusion_requested)
        theme.changed.connect(self._restyle)

    @property
    def buttons(self) -> tuple[RemarkButton, ...]:
        """The remarks in reading order, the charge first."""
        return tuple(self._buttons)

    @property
    def paper(self) -> ReceiptPaper:
        """The receipt that lies in the text when it is inline."""
        return self._paper

    @property
    def opened(self) -> Remark | None:
        """The remark whose receipt is open."""
        return None if self._open_index is None else self._remarks[self._open_index]

    def set_page(
        self,
        charge: Remark | None,
        remarks: Sequence[Remark],
        receipts: Mapping[str, Receipt],
        *,
        can_post: Callable[[Remark], bool],
        why_stays: Callable[[Remark], str] | None = None,
    ) -> None:
        """Show a page.

        Args:
            charge: The charge as a remark, see `charge_remark`; None for a page without one.
            remarks: The remarks in reading order.
            receipts: All receipts by id.
            can_post: Whether a remark may go on a card.
            why_stays: Why one may not, in a sentence, where all that stays can be seen; None leaves the paper's own.
        """
        self._why_stays = why_stays
        self._remarks = tuple(remarks) if charge is None else (charge, *remarks)
        self._receipts = dict(receipts)
        self._can_post = can_post
        self._open_index = None
        self._paper.hide()
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [self._make_button(index) for index in range(len(self._remarks))]
        self._rebuild()

    def set_inline(self, inline: bool) -> None:  # noqa: FBT001 - a state is a value
        """Choose whether a receipt opens in the text."""
        if inline != self._inline:
            self._inline = inline
            self._show_paper()
            self._relayout()

    def open_remark(self, remark: Remark) -> None:
        """Open the receipt of a remark of this page."""
        self._open(self._remarks.index(remark))

    def close_remark(self) -> None:
        """Close the open receipt."""
        if self._open_index is not None:
            self._open_index = None
            self._after_change()
            self.remark_closed.emit()

    def remark_rect(self, remark: Remark) -> QRect:
        """Return the room that a remark covers on the page."""
        self._arrange(self.width())
        rects = self._flow.rects(self._remarks.index(remark))
        united = QRectF()
        for rect in rects:
            united = united.united(rect)
        return united.translated(PAD_PX, 0).toAlignedRect()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the page, an inline receipt included."""
        self._arrange(width)
        return ceil(self._flow.height) + 4

    def sizeHint(self) -> QSize:
        """Return the size at the full measure."""
        width = self._measure(10_000)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least the page can be read at."""
        return QSize(200, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint washes, words, underlines and the focus ring, in this order."""
        self._arrange(self.width())
        painter = QPainter(self)
        painter.translate(self._left(), 0)
        for button in self._buttons:
            if button.isChecked():
                self._paint_wash(painter, button.index)
        self._flow.draw(painter, self._theme.colour("accent"))
        for button in self._buttons:
            if button.isChecked():
                self._paint_underline(painter, button.index, "accent", 2)
            elif button.underMouse() or button.hasFocus():
                self._paint_underline(painter, button.index, "ink", 1)
            if button.hasFocus():
                self._paint_ring(painter, button.index)
        painter.end()
        event.accept()

    def _make_button(self, index: int) -> RemarkButton:
        remark = self._remarks[index]
        text = bare(display_remark(remark, self._receipts).text)
        button = RemarkButton(self, index, remark, text)
        button.clicked.connect(self._press)
        button.moved.connect(self._move_focus)
        button.show()
        return button

    def _press(self) -> None:
        button = self.sender()
        if not isinstance(button, RemarkButton):
            return
        if button.index == self._open_index and self._inline:
            self.close_remark()
        else:
            self._open(button.index)

    def _open(self, index: int) -> None:
        self._open_index = index
        self._after_change()
        self.remark_opened.emit(self._remarks[index])

    def _after_change(self) -> None:
        for button in self._buttons:
            button.setChecked(button.index == self._open_index)
        self._show_paper()
        self._relayout()

    def _show_paper(self) -> None:
        remark = self.opened
        shown = self._inline and remark is not None
        if shown and remark is not None and self._paper.remark is not remark:
            found = [self._receipts[name] for name in remark.receipts if name in self._receipts]
            if self._why_stays is not None:
                self._paper.set_reason(self._why_stays(remark), leads_on=True)
            self._paper.show_receipts(remark, found, can_post=self._can_post(remark))
        self._paper.setVisible(shown)
        if shown and self._open_index is not None:
            self._order_tabs(self._open_index)

    def _order_tabs(self, index: int) -> None:
        """Put the receipt in the keyboard's way right behind its remark."""
        for one, other in zip(self._buttons, self._buttons[1:], strict=False):
            QWidget.setTabOrder(one, other)
        QWidget.setTabOrder(self._buttons[index], self._paper)
        last = self._paper.order_tabs()
        if index + 1 < len(self._buttons):
            QWidget.setTabOrder(last, self._buttons[index + 1])

    def _move_focus(self, move: object) -> None:
        if not isinstance(move, tuple):
            return
        index, step = move
        target = max(0, min(len(self._buttons) - 1, index + step))
        if step:
            self._buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.update()
        self.focus_moved.emit(self._buttons[target].geometry())

    def _rebuild(self) -> None:
        grouped = groupby(enumerate(self._remarks), key=lambda entry: entry[1].paragraph)
        paragraphs = [list(entries) for _, entries in grouped]
        flows = []
        for entries in paragraphs:
            style = self._charge_style() if entries[0][1].family == CHARGE_FAMILY else self._text_style()
            flows.append(ParagraphFlow(entries, self._receipts, style))
        self._flow = PageFlow(flows)
        self._relayout()

    def _text_style(self) -> PageStyle:
        theme = self._theme
        return PageStyle(
            font=theme.font(Face.TEXT, TEXT_PX),
            number_font=theme.font(Face.MONO, TINY_PX - 1, weight=700),
            line_px=theme.px(TEXT_PX * 1.6),
            space_px=theme.px(14),
            colour=theme.colour("ink"),
        )

    def _charge_style(self) -> PageStyle:
        theme = self._theme
        return PageStyle(
            font=theme.font(Face.TEXT, LEAD_PX - 2),
            number_font=theme.font(Face.MONO, TINY_PX - 1, weight=700),
            line_px=theme.px((LEAD_PX - 2) * 1.5),
            space_px=theme.px(16),
            colour=theme.colour("quiet"),
            balanced=True,
        )

    def _measure(self, width: int) -> int:
        return min(width - 2 * PAD_PX, self._theme.px(TEXT_PX * _MEASURE_EM))

    def _left(self) -> int:
        """Return where the words begin on the widget, from its left edge."""
        return self.width() - PAD_PX - self._measure(self.width()) if self.isRightToLeft() else PAD_PX

    def _paper_width(self, width: int) -> int:
        return min(width, self._theme.px(_INLINE_PAPER_PX) + 2 * SHADOW_PX)

    def _arrange(self, width: int) -> None:
        inline = self._inline and self._open_index is not None
        key = (width, self._open_index, inline)
        if self._arranged == key:
            return
        gap = self._paper.heightForWidth(self._paper_width(width)) if inline else 0
        after = self._open_index if inline else None
        mirrored = self.isRightToLeft()
        self._flow.arrange(self._measure(width), gap_after=after, gap_px=gap, from_right=mirrored)
        self._arranged = key

    def _relayout(self) -> None:
        self._arranged = None
        self._place()
        self.updateGeometry()
        self.update()

    def _place(self) -> None:
        self._arrange(self.width())
        for button in self._buttons:
            rects = self._flow.rects(button.index, with_number=True)
            button.cover([rect.translated(self._left(), 0) for rect in rects])
        top = self._flow.gap_top
        if self._paper.isVisibleTo(self) and top is not None:
            width = self._paper_width(self.width())
            place = QRect(PAD_PX - SHADOW_PX, round(top), width, self._paper.heightForWidth(width))
            self._paper.setGeometry(as_seen(self, place))
            self._paper.raise_()

    def _paint_wash(self, painter: QPainter, index: int) -> None:
        wash = self._theme.colour("wash")
        for rect in self._flow.rects(index):
            painter.fillRect(_trim(rect), wash)

    def _paint_underline(self, painter: QPainter, index: int, colour: str, weight: int) -> None:
        for rect in self._flow.rects(index):
            bottom = _trim(rect).bottom()
            painter.fillRect(
                QRectF(rect.left(), bottom - weight, rect.width(), weight), self._theme.colour(colour)
            )

    def _paint_ring(self, painter: QPainter, index: int) -> None:
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        for rect in self._flow.rects(index, with_number=True):
            outline.addRect(rect.adjusted(-1, 0, 1, 1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(self._theme.colour("ink"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(outline.simplified(), pen)
        painter.restore()

    def _restyle(self) -> None:
        if self._remarks:
            self._rebuild()


def _trim(rect: QRectF) -> QRectF:
    """Return the part of a line's rectangle that a wash covers: from above the capitals to below the descenders."""
    spare = rect.height() * 0.13
    return rect.adjusted(0, spare, 0, -spare * 0.6)


def _never(_remark: Remark) -> bool:
    return False
