"""Fields to choose from and to type into, in the theme's colours: a list, a date, a name."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QSizePolicy, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, SMALL_PX
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose

_ARROW_ROOM_PX = 26
_FRAME = """
{kind} {{ background: {raised}; color: {ink}; border: 1px solid {ink}; border-radius: {corner}px;
    padding: {pad_y}px {pad_x}px; font-size: {text}px; }}
{kind}:focus {{ border: 2px solid {accent}; padding: {pad_y_focus}px {pad_x_focus}px; }}
{kind} QLineEdit, {kind} QLineEdit:focus {{ background: transparent; border: 0; padding: 0;
    font-size: {text}px; }}
{kind}::drop-down {{ background: transparent; border: 0; width: {arrow}px; }}
{kind}::down-arrow {{ image: none; }}
{kind} QAbstractItemView {{ background: {raised}; color: {ink}; border: 1px solid {ink};
    selection-background-color: {ink}; selection-color: {paper}; outline: 0; }}
"""


def dress(field: QWidget, theme: Theme, kind: str) -> None:
    """Give a field of a kind of Qt's the theme's colours and type."""
    pad_y, pad_x = theme.px(7), theme.px(10)
    field.setFont(theme.font(Face.TEXT, SMALL_PX + 1))
    field.setStyleSheet(
        _FRAME.format(
            **theme.tokens.as_dict(),
            kind=kind,
            corner=CORNER_PX,
            text=theme.px(SMALL_PX + 1),
            arrow=theme.px(_ARROW_ROOM_PX),
            pad_y=pad_y,
            pad_x=pad_x,
            pad_y_focus=pad_y - 1,
            pad_x_focus=pad_x - 1,
        )
    )


def _draw_arrow(field: QWidget, theme: Theme) -> None:
    """Paint the mark of a field that opens; the style's own is a block of another age."""
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour("ink"), 1.5 * theme.scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    reach = 4 * theme.scale
    middle = QPointF(field.width() - theme.px(_ARROW_ROOM_PX) / 2 - 2, field.height() / 2 + reach / 4)
    left, right = QPointF(-reach, -reach / 1.4), QPointF(reach, -reach / 1.4)
    painter.drawPolyline([middle + left, middle + QPointF(0, reach / 3), middle + right])
    painter.end()


class ChoiceField(QComboBox):
    """A list to choose from; with `editable`, any other text may be typed."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[str],
        *,
        name: str,
        editable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setEditable(editable)
        self.addItems(list(choices))
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        edit = self.lineEdit()
        if edit is not None:
            edit.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self._restyle()
        theme.changed.connect(self._restyle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel that passes over changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its mark."""
        super().paintEvent(event)
        _draw_arrow(self, self._theme)

    def _restyle(self) -> None:
        dress(self, self._theme, "QComboBox")


class DateField(QDateEdit):
    """A date, typed, stepped, or taken from a calendar."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        # The months are those of the program's language, whatever the system speaks.
        self.setLocale(QLocale(translate("DateField", "en_GB", "the language itself, as systems name it")))
        self.setDisplayFormat(translate("DateField", "d MMMM yyyy", "how a date is written, as Qt has it"))
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def day(self) -> date:
        """The date shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a date."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel that passes over changes nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its mark."""
        super().paintEvent(event)
        _draw_arrow(self, self._theme)

    def _restyle(self) -> None:
        dress(self, self._theme, "QDateEdit")


class Labelled(QWidget):
    """A field under its label."""

    def __init__(self, theme: Theme, label: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.label = Prose(theme, label, SMALL_QUIET)
        self.label.setBuddy(field)
        layout = column(gap=4)
        layout.addWidget(self.label)
        layout.addWidget(field)
        self.setLayout(layout)
        if isinstance(field, QLineEdit) and not field.accessibleName():
            field.setAccessibleName(bare(label))
