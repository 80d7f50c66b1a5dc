"""What is said of two listeners: the label, the charge, the lines, each with its receipt beside or under it."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Remark
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import HUGE_PX
from unwrapped_desktop.ui.two_listeners_words import claims_words
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import column, row
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper
from unwrapped_desktop.ui.widgets.remark_page import RemarkPage, charge_remark

_RECEIPT_PX = 360


class JointVerdict(QWidget):
    """The page about two. Where there is room a receipt lies beside it, the first one open.

    Attributes:
        headline: The label.
        page: Charge and lines as buttons.
        paper: The receipt beside the page.
        focus_moved: The keyboard is on another line; carries its rectangle on the page.
    """

    focus_moved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._two: TwoListeners | None = None
        self._is_wide = False
        self.headline = Headline(theme)
        self.page = RemarkPage(theme)
        self.paper = ReceiptPaper(theme)
        self.paper.hide()
        self.claims = Prose(theme, "", SMALL_QUIET)
        reason = translate("JointVerdict", "A line about two goes out on the card of the two.")
        for paper in (self.paper, self.page.paper):
            paper.set_reason(reason)
        self._build()
        self.page.remark_opened.connect(self._print)
        self.page.focus_moved.connect(self.focus_moved)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_together(self, two: TwoListeners) -> None:
        """Show what is said of two listeners."""
        self._two = two
        verdict = two.verdict
        self.headline.setText(verdict.label)
        self.headline.updateGeometry()
        charge = charge_remark(verdict.charge, verdict.label_receipts)
        receipts = {receipt.id: receipt for receipt in two.receipts}
        self.page.set_page(charge, verdict.remarks, receipts, can_post=_never)
        self.claims.setText(claims_words(two))
        self.paper.hide()
        self._open_first()

    def set_wide(self, *, is_wide: bool) -> None:
        """Let receipts lie beside the page, or open in it."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self.page.set_inline(not is_wide)
        opened = self.page.opened
        self.paper.setVisible(is_wide and opened is not None)
        if is_wide and opened is not None:
            self._print(opened)
        self._open_first()

    def order_tabs(self, before: QWidget, after: QWidget) -> None:
        """Lead the keyboard from what stands above through the lines, which are newer, to what stands below."""
        chain = [before, *self.page.buttons, after]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)
        opened = self.page.opened
        if opened is not None and self._is_wide:
            self._lead_to_paper(opened)

    def set_headline_px(self, max_px: int) -> None:
        """Choose how large the label may become."""
        self.headline.set_max_px(max_px)

    def _build(self) -> None:
        words = column(gap=0)
        words.addWidget(self.page)
        words.addSpacing(12)
        words.addLayout(indent(self.claims))
        words.addStretch(1)
        below = row(gap=0)
        below.addLayout(words, 1)
        below.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignTop)
        layout = column(gap=0)
        layout.addLayout(indent(self.headline))
        layout.addSpacing(20)
        layout.addLayout(below)
        self.setLayout(layout)
        self.page.set_inline(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _open_first(self) -> None:
        """Open the receipt of the first line, where it lies beside the page and covers nothing."""
        if self._is_wide and self._two is not None and self.page.opened is None and self._two.verdict.remarks:
            self.page.open_remark(self._two.verdict.remarks[0])

    def _print(self, remark: object) -> None:
        if not isinstance(remark, Remark) or self._two is None or not self._is_wide:
            return
        found = [receipt for receipt in self._two.receipts if receipt.id in remark.receipts]
        self.paper.show_receipts(remark, found, can_post=False)
        self.paper.show()
        self._lead_to_paper(remark)

    def _lead_to_paper(self, remark: Remark) -> None:
        """Put the receipt in the keyboard's way right behind its line."""
        button = next(button for button in self.page.buttons if button.remark is remark)
        QWidget.setTabOrder(button, self.paper)
        last = self.paper.order_tabs()
        following = [other for other in self.page.buttons if other.index == button.index + 1]
        if following:
            QWidget.setTabOrder(last, following[0])

    def _restyle(self) -> None:
        self.paper.setFixedWidth(self._theme.px(_RECEIPT_PX) + 2 * SHADOW_PX)
        self.headline.set_max_px(HUGE_PX)


def _never(_remark: Remark) -> bool:
    return False
