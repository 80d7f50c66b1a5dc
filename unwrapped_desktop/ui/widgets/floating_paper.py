"""The receipt beside the page: it stays in view while the page moves."""

from PySide6.QtWidgets import QScrollArea, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper


class FloatingPaper(ReceiptPaper):
    """A receipt on the content of a scroll area, in no layout: it follows what is scrolled."""

    def __init__(self, theme: Theme, content: QWidget, *, top_px: int) -> None:
        super().__init__(theme, content)
        self._content = content
        self._top_px = top_px
        self._area: QScrollArea | None = None
        self.length_changed.connect(self._fit_length)
        self.hide()

    def follow(self, area: QScrollArea) -> None:
        """Stay in view of a scroll area, whose content this receipt lies on."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self._float)

    def place(self, left_px: int, width_px: int, *, from_top: bool) -> None:
        """Stand at a place, shadow and all.

        Args:
            left_px: Left edge of the paper on the content.
            width_px: Width of the paper without its shadow.
            from_top: Whether it begins at the top of what is in view; otherwise it stays where it is, if it can.
        """
        width = width_px + 2 * SHADOW_PX
        height = self.heightForWidth(width)
        top = self._scrolled() + self._top_px - SHADOW_PX if from_top else self.y()
        self.setGeometry(left_px - SHADOW_PX, top, width, height)
        self._content.setMinimumHeight(height + 2 * self._top_px)
        self._float()
        self.raise_()

    def _fit_length(self) -> None:
        left, width = self.x() + SHADOW_PX, self.width() - 2 * SHADOW_PX
        self.place(left, width, from_top=False)

    def _scrolled(self) -> int:
        return self._area.verticalScrollBar().value() if self._area is not None else 0

    def _float(self) -> None:
        """Keep in view while the page moves; a long receipt moves with the page until its end shows."""
        if self.isHidden() or self._area is None:
            return
        highest = self._scrolled() + self._top_px - SHADOW_PX
        lowest = self._scrolled() + self._area.viewport().height() - self._top_px + SHADOW_PX - self.height()
        top = highest if lowest >= highest else max(lowest, min(highest, self.y()))
        self.move(self.x(), max(0, top))
