"""Plain text on screen: a label that paints itself in the theme's fonts with the line height of a page."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from unwrapped_desktop.domain.text import tamed
from unwrapped_desktop.ui.textflow import TextFlow, leading_side
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import HEADING_PX, LEAD_PX, SMALL_PX, TEXT_PX, TINY_PX, TITLE_PX


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRole:
    """How a kind of text looks.

    Attributes:
        face: Family.
        size_px: Size of the type scale.
        weight: 400 to 700.
        colour: Name of a token.
        leading: Line height as a multiple of the size.
        max_em: Longest line as a multiple of the size; 0 takes all the width there is.
        balanced: Whether the lines are made equally long, so that no last word stands alone.
        max_lines: Most lines; a longer text is elided. 0 shows all of it.
    """

    face: Face = Face.TEXT
    size_px: int = TEXT_PX
    weight: int = 400
    colour: str = "ink"
    leading: float = 1.55
    max_em: float = 0.0
    balanced: bool = False
    max_lines: int = 0


BODY = TextRole(max_em=41)
LEAD = TextRole(size_px=LEAD_PX - 2, colour="quiet", leading=1.45, max_em=36, balanced=True)
SMALL = TextRole(size_px=SMALL_PX, leading=1.5, balanced=True)
SMALL_QUIET = TextRole(size_px=SMALL_PX, colour="quiet", leading=1.5, balanced=True)
STRONG = TextRole(size_px=TEXT_PX - 1, weight=600, leading=1.4)
TITLE = TextRole(face=Face.HEAD, size_px=TITLE_PX, leading=1.15)
HEADING = TextRole(face=Face.HEAD, size_px=HEADING_PX - 6, leading=1.05)
NAME = TextRole(size_px=SMALL_PX, colour="quiet", leading=1.5, max_lines=1)
EYEBROW = TextRole(face=Face.MONO, size_px=TINY_PX + 1, colour="quiet", leading=1.5)
MONO = TextRole(face=Face.MONO, size_px=SMALL_PX, leading=1.7)

_WIDTHS_REMEMBERED = 8


class Prose(QLabel):
    """A paragraph. Its text is shown as it is, never read as HTML, and wraps at any width."""

    def __init__(
        self, theme: Theme, text: str = "", role: TextRole = BODY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._flows: dict[tuple[str, int], TextFlow] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Say something else; signs in it that steer, or turn a line round, are left out."""
        super().setText(tamed(text))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text."""
        return ceil(self._flow(width).height)

    def sizeHint(self) -> QSize:
        """Return the size of the text in lines of the role's length."""
        flow = self._flow(self._longest() or 640)
        return QSize(ceil(flow.width) + 1, ceil(flow.height))

    def minimumSizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(24, self._line_px())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text."""
        painter = QPainter(self)
        flow = self._flow(self.width())
        colour = self._theme.colour(self._role.colour)
        if self.isRightToLeft():
            flow.draw_from_right(painter, QPointF(self.width(), 0), colour)
        else:
            flow.draw(painter, QPointF(0, 0), colour)
        painter.end()
        event.accept()

    def _restyle(self) -> None:
        self._flows.clear()
        self.updateGeometry()
        self.update()

    def _line_px(self) -> int:
        return round(self._theme.px(self._role.size_px) * self._role.leading)

    def _longest(self) -> int:
        return self._theme.px(self._role.size_px * self._role.max_em)

    def _flow(self, width: int) -> TextFlow:
        """Return the text broken for a width. Layouts ask for the same few widths again and again."""
        key = (self.text(), width)
        if key not in self._flows:
            if len(self._flows) >= _WIDTHS_REMEMBERED:
                self._flows.clear()
            self._flows[key] = self._broken(width)
        return self._flows[key]

    def _broken(self, width: int) -> TextFlow:
        role = self._role
        font = self._theme.font(role.face, role.size_px, weight=role.weight)
        room = min(width, self._longest()) if role.max_em else width
        return TextFlow(
            self.text(),
            font,
            width=max(24, room),
            line_px=self._line_px(),
            align=leading_side(self),
            max_lines=role.max_lines,
            balanced=role.balanced,
        )
