"""The headline of a view."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from unwrapped_desktop.ui.headline_fit import HeadlineFit, fit_headline
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import HUGE_PX

_WIDTHS_REMEMBERED = 8
"""Layouts ask for the same few widths again and again."""


class Headline(QLabel):
    """A line one could read across a street: as large as fits, in few balanced lines, no word broken or cut."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        max_px: int = HUGE_PX,
        max_lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._max_px = max_px
        self._max_lines = max_lines
        self._fitted: dict[tuple[str, int, int], HeadlineFit] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def set_max_px(self, max_px: int) -> None:
        """Choose the largest type size; it does not grow with the text scale, it is large already."""
        if max_px != self._max_px:
            self._max_px = max_px
            self._restyle()

    def fit(self, width: int) -> HeadlineFit:
        """Return the headline set to a width."""
        key = (self.text(), width, self._max_px)
        if key not in self._fitted:
            if len(self._fitted) >= _WIDTHS_REMEMBERED:
                self._fitted.clear()
            self._fitted[key] = fit_headline(
                self.text(),
                width=max(16, width - 1),
                max_px=self._max_px,
                max_lines=self._max_lines,
                from_right=self.isRightToLeft(),
            )
        return self._fitted[key]

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the ink."""
        return ceil(self.fit(width).height) + 1

    def sizeHint(self) -> QSize:
        """Return the size of the headline at its largest."""
        fit = self.fit(900)
        return QSize(ceil(fit.width) + 2, ceil(fit.height) + 1)

    def minimumSizeHint(self) -> QSize:
        """Return a size that any headline can shrink to."""
        return QSize(80, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the headline."""
        painter = QPainter(self)
        fit = self.fit(self.width())
        left = self.width() - fit.width if self.isRightToLeft() else 0.0
        fit.draw(painter, QPointF(left, 0), self._theme.colour("ink"))
        painter.end()
        event.accept()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
