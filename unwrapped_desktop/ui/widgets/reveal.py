"""Bringing a part of a widget into view, wherever in a scrolled page the widget stands."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

_AIR_PX = 24


def reveal(widget: QWidget, rect: QRect) -> None:
    """Scroll the page that a widget stands on until a part of the widget is in view, its top before all.

    Args:
        widget: It may stand on no scrolled page; then nothing happens.
        rect: The part, in the widget's own pixels.
    """
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    content = None if area is None else area.widget()
    if area is None or content is None:
        return
    for place in (rect.bottomLeft(), rect.topLeft()):
        at = widget.mapTo(content, place)
        area.ensureVisible(at.x(), at.y(), 0, _AIR_PX)
