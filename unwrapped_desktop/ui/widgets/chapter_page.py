"""A chapter of a life, opened: its label, the lines on it with their receipts, and its figures beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from unwrapped_desktop.domain.chapters import ChapterVerdict
from unwrapped_desktop.domain.report import Cell, Receipt, Remark
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import clear, column, row
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX, RemarkPage, charge_remark
from unwrapped_desktop.ui.widgets.reveal import reveal
from unwrapped_desktop.ui.widgets.till_lines import TillLines

_STACK_PX = 820
"""Below this width, text scale applied, the figures stand under the lines."""
_FACTS_PX, _LABEL_PX = 400, 72
_BEFORE, _AFTER, _ALL = 0, 2, 1000
"""What stands before the figures and after them, and a share that leaves nothing to either while there is no more room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBlock:
    """A few figures under a small heading."""

    title: str
    lines: tuple[Cell, ...]


class ChapterLines(RemarkPage):
    """The lines of a chapter. They remember how high they are: beside figures they are asked for many widths in turn."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._heights: dict[tuple[int, str], int] = {}
        theme.changed.connect(self._heights.clear)

    def set_chapter(
        self, charge: Remark | None, remarks: Sequence[Remark], receipts: Sequence[Receipt]
    ) -> None:
        """Show other lines; none of them goes on a card."""
        self._heights.clear()
        self.set_page(charge, remarks, {receipt.id: receipt for receipt in receipts}, can_post=_never)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines, an open receipt included."""
        key = (width, "" if self.opened is None else self.opened.id)
        if key not in self._heights:
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]


class ChapterPage(QWidget):
    """One chapter. Its receipts open in the text, under their lines.

    Attributes:
        eyebrow: Which chapter it is.
        headline: Its label, or its dates; hidden where there is nothing to say so large.
        page: The charge and the lines; hidden where nothing is said.
        note: What is to be known of it, or why nothing is said.
        blocks: Its figures, each block with its heading.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.eyebrow = Prose(theme, "", EYEBROW)
        self.headline = Headline(theme, "", max_px=_LABEL_PX)
        self.page = ChapterLines(theme)
        self.page.set_inline(True)
        self.page.paper.set_reason(
            translate("ChapterPage", "There is no card of this line alone. Share the era, or the years.")
        )
        self.note = Prose(theme, "", SMALL_QUIET)
        self.blocks: tuple[TillLines, ...] = ()
        self._over = _in_margins(self.eyebrow, self.headline)
        self._under = _in_margins(self.note)
        self._facts = QWidget()
        self._fact_column = column(gap=0)
        self._fact_row = row(gap=0)
        self._build()
        self.page.focus_moved.connect(self._keep_in_view)
        self.page.remark_opened.connect(self._follow_receipt)
        theme.changed.connect(self._fit)

    def show_chapter(
        self,
        *,
        eyebrow: str = "",
        headline: str = "",
        verdict: ChapterVerdict | None,
        note: str = "",
        facts: Sequence[FactBlock] = (),
    ) -> None:
        """Show a chapter, every receipt closed.

        Args:
            eyebrow: Which chapter it is.
            headline: Its label or its dates, in words of ours alone.
            verdict: What is said of it; None where nothing is.
            note: What is to be known of it, or why nothing is said.
            facts: Its figures; blocks without lines are left out.
        """
        self.eyebrow.setText(eyebrow)
        self.eyebrow.setVisible(bool(eyebrow))
        self.headline.setText(headline)
        self.headline.setVisible(bool(headline))
        self.headline.updateGeometry()
        self._over.setVisible(bool(eyebrow or headline))
        self._show_lines(verdict)
        self.note.setText(note)
        self._under.setVisible(bool(note))
        self._show_facts([block for block in facts if block.lines])
        self._fit()

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above: the lines, and the receipt that is open right after its line."""
        found: list[QWidget] = []
        for button in self.page.buttons:
            found.append(button)
            if button.remark is self.page.opened:
                found.append(self.page.paper)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures beside the lines or under them."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        words = column(gap=0)
        words.addWidget(self._over)
        words.addWidget(self.page)
        words.addWidget(self._under)
        words.addStretch(1)
        self._facts.setLayout(self._fact_column)
        self._fact_row.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
        self._fact_row.addStretch()
        self._fact_row.addWidget(self._facts, _ALL)
        self._fact_row.addStretch()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.addLayout(words, 8)
        self._columns.addLayout(self._fact_row, 5)
        self.setLayout(self._columns)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _show_lines(self, verdict: ChapterVerdict | None) -> None:
        self.page.setVisible(verdict is not None)
        if verdict is None:
            self.page.set_chapter(None, (), ())
            return
        charge = charge_remark(verdict.charge, verdict.label_receipts)
        self.page.set_chapter(charge, verdict.remarks, verdict.receipts)

    def _show_facts(self, facts: Sequence[FactBlock]) -> None:
        clear(self._fact_column)
        blocks: list[TillLines] = []
        for block in facts:
            lines = TillLines(self._theme, block.title)
            lines.set_lines(block.lines)
            if blocks:
                self._fact_column.addSpacing(18)
            self._fact_column.addWidget(Prose(self._theme, block.title, EYEBROW))
            self._fact_column.addSpacing(4)
            self._fact_column.addWidget(lines)
            blocks.append(lines)
        self._fact_column.addStretch(1)
        self.blocks = tuple(blocks)
        self._facts.setVisible(bool(blocks))

    def _keep_in_view(self, rect: object) -> None:
        if isinstance(rect, QRect):
            reveal(self.page, rect)

    def _follow_receipt(self, _remark: object) -> None:
        # Where it lies is known once the layout has made room for it.
        QTimer.singleShot(0, self, self._reveal_receipt)

    def _reveal_receipt(self) -> None:
        remark = self.page.opened
        if isinstance(remark, Remark) and self.page.paper.isVisible():
            reveal(self.page, self.page.remark_rect(remark).united(self.page.paper.geometry()))

    def _fit(self) -> None:
        """Put the figures beside the lines, flush with the end of the page; or under them, where the lines begin."""
        has_words = not (self._over.isHidden() and self.page.isHidden() and self._under.isHidden())
        is_stacked = not has_words or self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if is_stacked else direction.LeftToRight)
        self._columns.setSpacing(PAD_PX if not is_stacked else 24 if has_words else 0)
        self._fact_row.setStretch(_BEFORE, 0 if is_stacked else 1)
        self._fact_row.setStretch(_AFTER, 1 if is_stacked else 0)
        self._facts.setMaximumWidth(self._theme.px(_FACTS_PX + (120 if is_stacked else 0)))


def _in_margins(*parts: QWidget) -> QWidget:
    """Return parts one under the other, flush with the words of a page. Hidden as a whole, they take no room."""
    whole = QWidget()
    layout = column(margins=(PAD_PX, 0, PAD_PX, 14), gap=14)
    for part in parts:
        layout.addWidget(part)
    whole.setLayout(layout)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    whole.setSizePolicy(policy)
    return whole


def _never(_remark: Remark) -> bool:
    return False
