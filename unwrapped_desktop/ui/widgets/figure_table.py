"""A table of words and figures: the same as a picture beside it, to be read line by line and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from unwrapped_desktop.ui.evidence_words import as_text
from unwrapped_desktop.ui.text import bare, clean, isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX

_ROWS_SHOWN = 12


class FigureTable(QTableView):
    """Rows under a header. Names keep their direction; nothing can be changed; Copy takes the chosen rows, or all."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._header: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; every field is words, the first of a row says what it is about."""
        self._header, self._rows = tuple(header), tuple(tuple(row) for row in rows)
        self._model.clear()
        for place, title in enumerate(self._header):
            self._model.setHorizontalHeaderItem(place, _item(title, is_figure=place > 0))
        for row in self._rows:
            self._model.appendRow([_item(field, is_figure=place > 0) for place, field in enumerate(row)])
        self._restyle()

    def text(self) -> str:
        """Return the chosen rows as text for a spreadsheet, all of them where none is chosen."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = tuple(self._rows[place] for place in chosen) if chosen else self._rows
        return bare(as_text(self._header, rows))

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
        shown = min(_ROWS_SHOWN, max(1, len(self._rows)))
        self.setFixedHeight(row_px * shown + row_px + 4 + 2 * self.frameWidth())


def _item(field: str, *, is_figure: bool) -> QStandardItem:
    item = QStandardItem(field if is_figure else isolate(field))
    item.setToolTip("")
    item.setData(clean(field), Qt.ItemDataRole.AccessibleTextRole)
    side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return item
