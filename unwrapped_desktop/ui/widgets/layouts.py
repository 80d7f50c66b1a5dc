"""Small helpers to stack widgets on the four-pixel grid, and a grid whose columns follow the width."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from unwrapped_desktop.ui.theme import Theme


def column(*, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> QVBoxLayout:
    """Return an empty column: left, top, right, bottom margins and the distance between parts, in pixels."""
    layout = QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def row(*, gap: int = 12) -> QHBoxLayout:
    """Return an empty row with the distance between parts in pixels."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    return layout


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def scroll_area(content: QWidget) -> QScrollArea:
    """Return a vertical scroll area around a content widget that fills its width."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # The area itself is no stop on the keyboard's way: its contents are.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setObjectName("content")
    area.setWidget(content)
    return area


class Rule(QWidget):
    """A one-pixel line across."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rule"))
        painter.end()
        event.accept()


class FlowRow(QWidget):
    """Parts of their own width one after the other, on as many rows as they need."""

    def __init__(
        self, theme: Theme, parts: Sequence[QWidget], *, gap: int = 10, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = list(parts)
        self._gap = gap
        for part in self._parts:
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # The parts were made before their row, so they have their new size when it hears of a change.
        theme.changed.connect(self.relayout)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return max((rect.bottom() + 1 for _, rect in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        width = sum(part.sizeHint().width() + self._gap for part in self._shown())
        return QSize(max(0, width - self._gap), self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the widest part."""
        return QSize(60, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the parts to their places."""
        super().resizeEvent(event)
        self._arrange()

    def relayout(self) -> None:
        """Measure again after a part was shown, hidden or changed its size."""
        self.updateGeometry()
        self._arrange()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        left = top = row_height = 0
        placed = []
        for part in self._shown():
            size = part.sizeHint().boundedTo(QSize(max(40, width), 10_000))
            if left and left + size.width() > width:
                left, top, row_height = 0, top + row_height + self._gap, 0
            placed.append((part, QRect(left, top, size.width(), size.height())))
            left += size.width() + self._gap
            row_height = max(row_height, size.height())
        return placed

    def _arrange(self) -> None:
        for part, rect in self._places(self.width()):
            part.setGeometry(as_seen(self, rect))


class Grid(QWidget):
    """Parts of equal width in as many columns as there is room for, rows as high as their highest part."""

    def __init__(
        self,
        *,
        min_column_px: int,
        max_columns: int,
        gap: tuple[int, int] = (32, 24),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._min_column_px = min_column_px
        self._max_columns = max_columns
        self._gap = gap
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_min_column_px(self, width_px: int) -> None:
        """Choose how narrow a column may become."""
        self._min_column_px = width_px
        self._arrange()

    def set_parts(self, parts: Sequence[QWidget]) -> None:
        """Show other parts; the old ones are let go."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = list(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self._arrange()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows. A layout asks with all its width, also where no more than a part may be taken."""
        heights = self._row_heights(min(width, self.maximumWidth()))
        return sum(heights) + self._gap[1] * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        """Return a size for a common width."""
        return QSize(self._min_column_px, self.heightForWidth(max(self.width(), self._min_column_px)))

    def minimumSizeHint(self) -> QSize:
        """Return the least the parts can do with."""
        return QSize(60, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the parts to their places."""
        super().resizeEvent(event)
        self._arrange()

    def relayout(self) -> None:
        """Measure again after a part changed its height."""
        self._arrange()
        self.updateGeometry()

    def _columns(self, width: int) -> int:
        parts = max(1, len(self._parts))
        fitting = (width + self._gap[0]) // (self._min_column_px + self._gap[0])
        columns = max(1, min(self._max_columns, fitting, parts))
        # No lone part in the last row where fewer columns fill the rows evenly.
        return ceil(parts / ceil(parts / columns))

    def _column_px(self, width: int) -> int:
        columns = self._columns(width)
        return (width - self._gap[0] * (columns - 1)) // columns

    def _row_heights(self, width: int) -> list[int]:
        columns, column_px = self._columns(width), self._column_px(width)
        rows = [self._parts[at : at + columns] for at in range(0, len(self._parts), columns)]
        return [max(_height(part, column_px) for part in parts) for parts in rows]

    def _arrange(self) -> None:
        width = self.width()
        columns, column_px = self._columns(width), self._column_px(width)
        heights = self._row_heights(width)
        top = 0
        for number, height in enumerate(heights):
            for place, part in enumerate(self._parts[number * columns : (number + 1) * columns]):
                left = place * (column_px + self._gap[0])
                part.setGeometry(as_seen(self, QRect(left, top, column_px, height)))
            top += height + self._gap[1]


def as_seen(widget: QWidget, rect: QRect) -> QRect:
    """Return a place on a widget, counted from where lines begin, as it is seen: mirrored where the window is."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), rect)


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
