"""A table of words and figures: the same as a picture beside it, to be read line by line and copied."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from unwrapped_desktop.ui.evidence_words import as_text
from unwrapped_desktop.ui.text import bare, clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX

_ROWS_SHOWN = 12

Row = Sequence[str]
_Index = QModelIndex | QPersistentModelIndex


class FigureTable(QTableView):
    """Rows under a header. Names keep their direction; nothing can be changed; Copy takes the chosen rows, or all.

    A row is asked for when it comes into sight: tens of thousands of them cost no more than those that are shown.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = _Rows(self)
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
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_table(self, header: Row, rows: Sequence[Row]) -> None:
        """Show other rows; every field is words, the first of a row says what it is about."""
        self._model.show(header, rows)
        self.scrollToTop()
        self._restyle()

    def text(self) -> str:
        """Return the chosen rows as text for a spreadsheet, all of them where none is chosen."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = self._model.rows
        wanted = [rows[place] for place in chosen] if chosen else list(rows)
        return bare(as_text(tuple(self._model.header), tuple(tuple(row) for row in wanted)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the keys for it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        font = self._theme.font(Face.TEXT, SMALL_PX)
        self.setFont(font)
        self.horizontalHeader().setFont(self._theme.font(Face.TEXT, SMALL_PX, weight=600))
        row_px = self._theme.px(SMALL_PX) + 12
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.horizontalHeader().setFixedHeight(row_px + 4)
        shown = min(_ROWS_SHOWN, max(1, len(self._model.rows)))
        self.setFixedHeight(row_px * shown + row_px + 4 + 2 * self.frameWidth())


class _Rows(QAbstractTableModel):
    """The rows of a table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.header: Row = ()
        self.rows: Sequence[Row] = ()

    def show(self, header: Row, rows: Sequence[Row]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.header, self.rows = header, rows
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
        return _in_field(self.rows[index.row()][index.column()], role, is_figure=index.column() > 0)

    def headerData(  # noqa: N802 - Qt's own
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.header):
            return None
        return _in_field(self.header[section], role, is_figure=section > 0)


def _in_field(field: str, role: int, *, is_figure: bool) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return field if is_figure else isolate(field)
        case Qt.ItemDataRole.AccessibleTextRole:
            return clean(field)
        case Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        case _:
            return None
