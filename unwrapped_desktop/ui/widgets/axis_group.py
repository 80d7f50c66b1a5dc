"""Axes of one kind under their heading."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.axis_bar import PAD_PX as AXIS_PAD_PX
from unwrapped_desktop.ui.widgets.axis_bar import AxisBar
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import Grid, column, row
from unwrapped_desktop.ui.widgets.prose import TITLE, Prose
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX


class AxisGroup(QWidget):
    """Axes of one kind under their heading; nothing where there are none.

    Attributes:
        bars: The axes in the order of the page.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[AxisBar, ...] = ()
        self.grid = Grid(min_column_px=300, max_columns=2, gap=(28, 12))
        layout = column(gap=0)
        layout.addLayout(indent(Prose(theme, title, TITLE)))
        layout.addSpacing(10)
        # The bars have room of their own for the focus ring; here it is taken off, so that they stand flush.
        bars = row(gap=0)
        bars.setContentsMargins(PAD_PX - AXIS_PAD_PX, 0, PAD_PX - AXIS_PAD_PX, 16)
        bars.addWidget(self.grid)
        layout.addLayout(bars)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_bars(self, bars: Sequence[AxisBar]) -> None:
        """Show other axes."""
        self.bars = tuple(bars)
        self.grid.set_parts(bars)
        self.setVisible(bool(bars))
