"""The margin in which the words of a page stand."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from unwrapped_desktop.ui.widgets.layouts import row
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX


def indent(part: QWidget | QHBoxLayout) -> QHBoxLayout:
    """Return a row that stands flush with the page's words, whose widget has room around them for rings and shadows."""
    line = row(gap=0)
    line.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
    if isinstance(part, QWidget):
        line.addWidget(part)
    else:
        line.addLayout(part)
    return line
