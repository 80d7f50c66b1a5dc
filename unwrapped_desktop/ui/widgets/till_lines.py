"""Lines as on a receipt, but on the page itself: dotted leaders, aligned figures, dashed rules."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Cell, Receipt
from unwrapped_desktop.ui.receipt_layout import ReceiptLayout, ReceiptStyle, receipt_text
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX, TINY_PX

_WIDTHS_REMEMBERED = 8


class TillLines(QWidget):
    """A list of labels and figures; what lies under the rule comes from `totals`."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._content = Receipt(id="", title="", rows=(), totals=(), population="")
        self._layouts: dict[int, ReceiptLayout] = {}
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def set_lines(self, rows: Sequence[Cell], totals: Sequence[Cell] = ()) -> None:
        """Show other lines."""
        self._content = Receipt(id="", title="", rows=tuple(rows), totals=tuple(totals), population="")
        self.setAccessibleDescription(self.text())
        self._restyle()

    def text(self) -> str:
        """Return the lines as plain text."""
        return receipt_text([self._content]).strip()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return ceil(self._layout_for(width).height)

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(420, self.heightForWidth(420))

    def minimumSizeHint(self) -> QSize:
        """Return the least the lines can be read at."""
        return QSize(160, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        self._layout_for(self.width()).draw(painter)
        painter.end()
        event.accept()

    def _layout_for(self, width: int) -> ReceiptLayout:
        """Return the lines set for a width. Layouts ask for the same few widths again and again."""
        if width not in self._layouts:
            if len(self._layouts) >= _WIDTHS_REMEMBERED:
                self._layouts.clear()
            self._layouts[width] = ReceiptLayout(
                (self._content,),
                width=max(80, width),
                style=self._style(),
                from_right=self.isRightToLeft(),
            )
        return self._layouts[width]

    def _style(self) -> ReceiptStyle:
        theme = self._theme
        return ReceiptStyle(
            title=theme.font(Face.TEXT, SMALL_PX + 2, weight=600),
            text=theme.font(Face.MONO, SMALL_PX - 1),
            note=theme.font(Face.MONO, TINY_PX),
            ink=theme.colour("ink"),
            quiet=theme.colour("quiet"),
            leader=theme.colour("leader"),
        )

    def _restyle(self) -> None:
        self._layouts.clear()
        self.updateGeometry()
        self.update()
