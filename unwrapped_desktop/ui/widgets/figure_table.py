"""A table of words and figures: the same as a picture beside it, to be read line by line and copied."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from unwrapped_desktop.sharing.staying import Why
from unwrapped_desktop.ui.evidence_words import as_text
from unwrapped_desktop.ui.text import FSI, bare, clean, isolate, tooltip_text
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.kept_back import KeptThing

_ROWS_SHOWN = 12
_ROWS_MEASURED = 100
_PAD_PX = 16
"""Room at either side of a field, with the margin that the style adds."""
_LONGEST_FIGURE_PX = 280
_FIGURES_SHARE = 0.7
"""Figures are as wide as they are written, while the names keep at least the rest of the table."""

Row = Sequence[str]

Stays = Callable[[int], Why | None]
"""Why a row stays on this computer, by its place; None where it may be copied."""

_Index = QModelIndex | QPersistentModelIndex


class FigureTable(QTableView):
    """Rows under a header. Names keep their direction; nothing can be changed; Copy takes the chosen rows, or all.

    Rows that stay are not copied with the others, but told of.

    Figures are as wide as they are written, and names have the rest. A row is asked for when it comes into sight: tens
    of thousands of them cost no more than those that are shown.

    Attributes:
        kept_back: Rows were asked for that stay; carries a list of `KeptThing`, empty where all were copied.
    """

    kept_back = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = _Rows(self)
        self._figure_px: dict[int, int] = {}
        self._stays: Stays = _goes
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        # Every row is as high as every other: none has to be looked at to know where the others are.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_table(
        self, header: Row, rows: Sequence[Row], *, names: int = 1, stays: Stays | None = None
    ) -> None:
        """Show other rows; every field is words, the first ones of a row say what it is about.

        Args:
            header: What stands above the columns.
            rows: As many fields each.
            names: So many of the first columns hold names, which begin at the left.
            stays: Why a row stays; where it is not given, every row may be copied.
        """
        self._stays = stays or _goes
        self._model.show(header, rows, names)
        self.scrollToTop()
        self._restyle()

    def text(self) -> str:
        """Return the chosen rows that may be copied as text for a spreadsheet, all of them where none is chosen."""
        return self._as_text([place for place in self._wanted() if self._stays(place) is None])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the keys for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
            return
        super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put on the clipboard what may be copied of the chosen rows, and tell what stays."""
        wanted = self._wanted()
        kept = [
            KeptThing(
                what=_what(self._model.rows[place], self._model.names), why=why, text=self._as_text([place])
            )
            for place in wanted
            if (why := self._stays(place)) is not None
        ]
        if len(kept) < len(wanted):
            QGuiApplication.clipboard().setText(self.text())
        self.kept_back.emit(kept)

    def _wanted(self) -> list[int]:
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return chosen or list(range(len(self._model.rows)))

    def _as_text(self, places: Sequence[int]) -> str:
        rows = tuple(tuple(self._model.rows[place]) for place in places)
        return bare(as_text(tuple(self._model.header), rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give figures the room they are written in, and names all else; where figures need too much, equal shares."""
        header = self.horizontalHeader()
        is_roomy = sum(self._figure_px.values()) <= _FIGURES_SHARE * self.viewport().width()
        for column in range(self._model.columnCount()):
            width = self._figure_px.get(column) if is_roomy else None
            mode = QHeaderView.ResizeMode.Stretch if width is None else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
            if width is not None:
                header.resizeSection(column, width)

    def _measured(self) -> dict[int, int]:
        """Return how wide the columns of figures are; those with long words in them are none."""
        fields, titles = QFontMetrics(self.font()), QFontMetrics(self.horizontalHeader().font())
        rows = [self._model.rows[place] for place in range(min(_ROWS_MEASURED, len(self._model.rows)))]
        found = {}
        for column in range(self._model.names, self._model.columnCount()):
            # Later rows may be a digit longer.
            widths = [fields.horizontalAdvance(f"{bare(row[column])}0") for row in rows]
            width = max([titles.horizontalAdvance(self._model.header[column]), *widths])
            if width <= self._theme.px(_LONGEST_FIGURE_PX):
                found[column] = width + 2 * _PAD_PX
        return found

    def _restyle(self) -> None:
        font = self._theme.font(Face.TEXT, SMALL_PX)
        self.setFont(font)
        self.horizontalHeader().setFont(self._theme.font(Face.TEXT, SMALL_PX, weight=600))
        row_px = self._theme.px(SMALL_PX + 12)
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.horizontalHeader().setFixedHeight(row_px + 4)
        shown = min(_ROWS_SHOWN, max(1, len(self._model.rows)))
        self.setFixedHeight(row_px * shown + row_px + 4 + 2 * self.frameWidth())
        self._figure_px = self._measured()
        self._fit_columns()


def _goes(_place: int) -> None:
    """Say that a row may be copied."""


def _what(row: Row, names: int) -> str:
    return ", ".join(row[:names])


class _Rows(QAbstractTableModel):
    """The rows of a table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.header: Row = ()
        self.rows: Sequence[Row] = ()
        self.names = 1

    def show(self, header: Row, rows: Sequence[Row], names: int) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.header, self.rows, self.names = header, rows, names
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.header)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a field."""
        if not index.isValid():
            return None
        field, is_figure = self.rows[index.row()][index.column()], index.column() >= self.names
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if is_figure or not field else tooltip_text(isolate(field))
        return _in_field(field, role, is_figure=is_figure)

    def headerData(  # noqa: N802 - Qt's own
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.header):
            return None
        return _in_field(self.header[section], role, is_figure=section >= self.names)


def _in_field(field: str, role: int, *, is_figure: bool) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return field if is_figure and FSI in field else isolate(field)
        case Qt.ItemDataRole.AccessibleTextRole:
            return clean(field)
        case Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        case _:
            return None
