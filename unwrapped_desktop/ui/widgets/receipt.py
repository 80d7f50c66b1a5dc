"""The receipt on its paper: one or more receipts on a strip, printed line by line, with what can be done about them."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Receipt, Remark, SpotifyPage
from unwrapped_desktop.sharing.staying import why_receipt_stays, without_place
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.receipt_exclusions import exclusions_on
from unwrapped_desktop.ui.receipt_layout import ReceiptLayout, ReceiptStyle, paper_path, receipt_text
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX, TINY_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton, draw_focus_ring
from unwrapped_desktop.ui.widgets.kept_back import KeptBack, KeptThing
from unwrapped_desktop.ui.widgets.layouts import as_seen
from unwrapped_desktop.ui.widgets.not_me_link import NotMeLink
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.spotify_link import SpotifyLink, pages_on

SHADOW_PX = 18
"""Room around the paper for its shadow."""
_PADDING_PX = 24
_TOOTH_PX = 7
_FOOT_GAP_PX, _LINK_GAP_PX = 20, 8
_PRINT_MS = 220


class ReceiptPaper(QWidget):
    """A strip of receipts for one remark.

    Attributes:
        post_line_requested: Emitted with the remark whose line is to be posted.
        length_changed: Emitted when the same receipts need more or less room than before: whoever places the paper by hand
            places it anew.
        stays_requested: Emitted with the remark whose line stays here, by whoever asks what else does.
        page_requested: Emitted with the address of something on the receipt at Spotify.
        exclusion_requested: Emitted with the `Exclusion` of something on the receipt that was not the listener.
    """

    post_line_requested = Signal(object)
    length_changed = Signal()
    stays_requested = Signal(object)
    page_requested = Signal(str)
    exclusion_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._remark: Remark | None = None
        self._receipts: tuple[Receipt, ...] = ()
        self._layout: ReceiptLayout | None = None
        self._layout_width = -1.0
        self._printed = 1.0
        self._can_post = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._post = Button(theme, translate("ReceiptPaper", "Post this line"), primary=True, parent=self)
        self._post.clicked.connect(self._request_post)
        kept = translate("ReceiptPaper", "This line stays here. Its receipt is too exact to post.")
        self._kept = Prose(theme, kept, SMALL_QUIET, self)
        self.stays = LinkButton(theme, translate("ReceiptPaper", "What stays here"), parent=self)
        self.stays.clicked.connect(self._request_stays)
        self._leads_to_stays = False
        self._pages: tuple[SpotifyPage, ...] = ()
        self._elsewhere = SpotifyLink(theme, parent=self)
        self._elsewhere.page_requested.connect(self.page_requested)
        self._can_exclude = False
        self.not_me = NotMeLink(theme, parent=self)
        self.not_me.chosen.connect(self.exclusion_requested)
        self.kept_back = KeptBack(theme, self)
        self.kept_back.copied.connect(self._end_offer)
        self._copy = QAction(translate("ReceiptPaper", "Copy receipt"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._copy.triggered.connect(self.copy_text)
        self.addAction(self._copy)
        self._printing = QVariantAnimation(self)
        self._printing.setDuration(_PRINT_MS)
        self._printing.setStartValue(0.0)
        self._printing.setEndValue(1.0)
        self._printing.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._printing.valueChanged.connect(self._print_up_to)
        theme.changed.connect(self._restyle)

    @property
    def remark(self) -> Remark | None:
        """The remark whose receipts lie here."""
        return self._remark

    @property
    def post_button(self) -> Button:
        """The button "Post this line"."""
        return self._post

    def set_reason(self, text: str, *, leads_on: bool = False) -> None:
        """Say why a line may not be posted, before its receipt is shown.

        Args:
            text: Why.
            leads_on: Whether a link leads to all that stays, where a line can be let out.
        """
        self._kept.setText(text)
        self._leads_to_stays = leads_on

    def set_can_exclude(self, can_exclude: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether something on the receipt can be left out, and be judged again without it."""
        self._can_exclude = can_exclude
        self._offer_exclusions()
        self._restyle()

    def _offer_exclusions(self) -> None:
        is_of_line = self._can_exclude and self._remark is not None
        self.not_me.set_offered(exclusions_on(self._receipts) if is_of_line else ())

    def set_pages(self, pages: Sequence[SpotifyPage]) -> None:
        """Say where names stand at Spotify: a receipt that shows one of them leads there."""
        self._pages = tuple(pages)

    def show_receipts(self, remark: Remark | None, receipts: Sequence[Receipt], *, can_post: bool) -> None:
        """Print receipts.

        Args:
            remark: The line they prove; None for the receipt of an axis.
            receipts: What to print, one after the other.
            can_post: Whether the line may go on a card; a sentence says so when it may not.
        """
        self._remark = remark
        self._receipts = tuple(receipts)
        self._can_post = can_post
        self._post.setVisible(remark is not None and can_post)
        self._kept.setVisible(remark is not None and not can_post)
        self.stays.setVisible(remark is not None and not can_post and self._leads_to_stays)
        self._elsewhere.set_pages(pages_on(self._pages, self._receipts))
        self._offer_exclusions()
        self.kept_back.offer(())
        self._layout = None
        titles = "; ".join(receipt.title for receipt in self._receipts)
        self.setAccessibleName(translate("ReceiptPaper", "Receipt: {titles}").format(titles=titles))
        self.setAccessibleDescription(self.text())
        self._place_parts()
        self.updateGeometry()
        self._start_printing()

    def order_tabs(self) -> QWidget:
        """Lead the keyboard from the paper through what can be done with it; return where it ends."""
        chain = (self, self._post, self.stays, self.not_me, self._elsewhere)
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)
        return chain[-1]

    def text(self) -> str:
        """Return all lines as plain text."""
        return receipt_text(self._receipts)

    def copy_text(self) -> None:
        """Put the receipts on the clipboard that may leave, and offer the others one by one."""
        receipts = [without_place(receipt) for receipt in self._receipts]
        stays = [(receipt, why) for receipt in receipts if (why := why_receipt_stays(receipt)) is not None]
        goes = [receipt for receipt in receipts if why_receipt_stays(receipt) is None]
        if goes:
            QGuiApplication.clipboard().setText(receipt_text(goes))
        self.kept_back.offer(
            [KeptThing(what=receipt.title, why=why, text=receipt_text([receipt])) for receipt, why in stays]
        )
        self._place_anew()
        if stays:
            for one, other in pairwise((self.stays, *self.kept_back.links, self.not_me)):
                QWidget.setTabOrder(one, other)
            self.kept_back.links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_offer(self) -> None:
        self.kept_back.offer(())
        self._place_anew()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_anew(self) -> None:
        self._place_parts()
        self.updateGeometry()
        self.length_changed.emit()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the length of the strip with its shadow."""
        content = self._laid_out(width).height + self._foot_height(width)
        return ceil(content + 2 * _PADDING_PX + _TOOTH_PX + 2 * SHADOW_PX)

    def sizeHint(self) -> QSize:
        """Return the size at the common width."""
        width = self._theme.px(380) + 2 * SHADOW_PX
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least a receipt can be read at."""
        return QSize(220, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the button to the foot of the strip."""
        super().resizeEvent(event)
        self._place_parts()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the receipt."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._copy)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow, paper and as many lines as are printed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = QRectF(self.rect()).adjusted(SHADOW_PX, SHADOW_PX, -SHADOW_PX, -SHADOW_PX)
        path = paper_path(paper, tooth=_TOOTH_PX)
        self._paint_shadow(painter, path)
        painter.fillPath(path, self._theme.colour("receipt"))
        if self._theme.is_dark:
            # On a dark page a shadow does not part the paper from the ground; a hairline does.
            painter.strokePath(path, QPen(self._theme.colour("rule"), 1))
        layout = self._laid_out(self.width())
        shown = ceil(self._printed * len(layout.blocks))
        painter.save()
        painter.translate(SHADOW_PX + _PADDING_PX, SHADOW_PX + _PADDING_PX)
        layout.draw(painter, shown)
        painter.restore()
        if self.hasFocus():
            draw_focus_ring(painter, paper.adjusted(-4, -4, 4, 4), self._theme.colour("ink"))
        painter.end()
        event.accept()

    def _paint_shadow(self, painter: QPainter, path: QPainterPath) -> None:
        shade = QColor(0, 0, 0, 6 if self._theme.is_dark else 2)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        # The teeth are lost in the blur, and stroking each of them takes most of the time of a painting.
        lowered = QPainterPath()
        lowered.addRect(path.boundingRect().translated(0, 4))
        for spread in range(1, (SHADOW_PX - 5) * 2, 2):
            pen = QPen(shade, spread)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(lowered, pen)
        painter.restore()

    def _laid_out(self, width: int) -> ReceiptLayout:
        inner = max(80.0, width - 2.0 * (SHADOW_PX + _PADDING_PX))
        if self._layout is None or self._layout_width != inner:
            self._layout = ReceiptLayout(
                self._receipts, width=inner, style=self._style(), from_right=self.isRightToLeft()
            )
            self._layout_width = inner
        return self._layout

    def _style(self) -> ReceiptStyle:
        theme = self._theme
        return ReceiptStyle(
            title=theme.font(Face.TEXT, SMALL_PX + 5, weight=600),
            text=theme.font(Face.MONO, SMALL_PX - 1),
            note=theme.font(Face.MONO, TINY_PX),
            ink=theme.colour("ink"),
            quiet=theme.colour("quiet"),
            leader=theme.colour("leader"),
        )

    def _foot_height(self, width: int) -> float:
        room = width - 2 * (SHADOW_PX + _PADDING_PX)
        parts = self._foot(room)
        return sum(_gap_above(part) + height for part, height in parts)

    def _foot(self, room: int) -> list[tuple[QWidget, int]]:
        """Return what stands under the lines, from above, each with its height."""
        parts: list[tuple[QWidget, int]] = []
        if self._remark is not None and self._can_post:
            parts.append((self._post, self._post.sizeHint().height()))
        elif self._remark is not None:
            parts.append((self._kept, self._kept.heightForWidth(room)))
            if self._leads_to_stays:
                parts.append((self.stays, self.stays.sizeHint().height()))
        if not self.kept_back.isHidden():
            parts.append((self.kept_back, self.kept_back.heightForWidth(room)))
        if not self.not_me.isHidden():
            parts.append((self.not_me, self.not_me.sizeHint().height()))
        if not self._elsewhere.isHidden():
            parts.append((self._elsewhere, self._elsewhere.sizeHint().height()))
        return parts

    def _place_parts(self) -> None:
        left = SHADOW_PX + _PADDING_PX
        room = max(40, self.width() - 2 * left)
        top = left + self._laid_out(self.width()).height
        for part, height in self._foot(room):
            top += _gap_above(part)
            width = room if part in {self._kept, self.kept_back} else min(part.sizeHint().width(), room)
            part.setGeometry(as_seen(self, QRect(left, round(top), width, height)))
            top += height

    def _start_printing(self) -> None:
        self._printing.stop()
        if self._theme.reduced_motion:
            self._print_up_to(1.0)
        else:
            self._print_up_to(0.0)
            self._printing.start()

    def _print_up_to(self, ratio: object) -> None:
        self._printed = float(ratio) if isinstance(ratio, float) else 1.0
        self.update()

    def _request_post(self) -> None:
        if self._remark is not None:
            self.post_line_requested.emit(self._remark)

    def _request_stays(self) -> None:
        if self._remark is not None:
            self.stays_requested.emit(self._remark)

    def _restyle(self) -> None:
        self._layout = None
        self._place_parts()
        self.updateGeometry()
        self.update()


def _gap_above(part: QWidget) -> int:
    return _LINK_GAP_PX if isinstance(part, LinkButton) else _FOOT_GAP_PX
