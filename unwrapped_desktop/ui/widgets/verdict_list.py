"""The verdicts that are kept of a listener: opened, compared, deleted, and brought back.

Public face of `VerdictList`:
    signals  open_requested(object id or None), compare_requested(object older, object newer), delete_requested(object id),
             undo_requested()
    methods  show_verdicts(verdicts), show_deleted(made_at or None, count)
    parts    rows, compare, hint, more, deleted
An id is the `history_id` of the verdict; None stands for the current one.
"""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.kept_verdict import KeptVerdict
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.then_and_now_words import verdict_dates
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.layouts import FlowRow, clear, column
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.one_by_one import OneByOne
from unwrapped_desktop.ui.widgets.prose import BODY, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.verdict_row import VerdictRow

SHOWN_AT_FIRST = 12

_COMPARED = 2


class VerdictList(QWidget):
    """The list, the current verdict on top.

    Attributes:
        open_requested: A verdict is to be opened; carries its id.
        compare_requested: Two are to be compared; carries the ids of the older and the newer.
        delete_requested: One is to be deleted; carries its id.
        undo_requested: The one deleted last is to be brought back.
        stops_changed: The keyboard stops at something else.
        rows: The verdicts that are shown, from above.
        deleted: What was deleted last; its action brings it back.
    """

    open_requested = Signal(object)
    compare_requested = Signal(object, object)
    delete_requested = Signal(object)
    undo_requested = Signal()
    stops_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdicts: tuple[KeptVerdict, ...] = ()
        self._shown = SHOWN_AT_FIRST
        self._ticked: tuple[int | None, ...] = ()
        self._made: list[VerdictRow] = []
        self.rows: list[VerdictRow] = []
        self.alone = Prose(
            theme,
            translate("VerdictList", "One verdict so far. The next one will have something to stand beside."),
            BODY,
        )
        self.compare = Button(theme, translate("VerdictList", "Compare these two"))
        self.hint = Prose(theme, "", SMALL_QUIET)
        self.more = LinkButton(theme, "")
        self.deleted = Notice(
            theme,
            action=translate("VerdictList", "Undo"),
            dismissible=False,
            colour="third",
            outside=(0, 0, 0, 16),
        )
        self.deleted.hide()
        self._comparing = QWidget()
        self._column = column(gap=0)
        self._putting = OneByOne(self)
        self._putting.done.connect(self._put_up)
        self._build()
        self.compare.clicked.connect(self._request_comparison)
        self.more.clicked.connect(self._show_all)
        self.deleted.acted.connect(self.undo_requested)

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        rows = [stop for one in self.rows for stop in (one.tick, one.open, one.delete)]
        return [self.deleted.action_button, self.compare, *rows, self.more]

    @property
    def is_whole(self) -> bool:
        """Whether every row is up."""
        return self._putting.is_done

    def show_verdicts(self, verdicts: Sequence[KeptVerdict]) -> None:
        """Show these verdicts, newest first; what was ticked stays ticked."""
        if tuple(verdicts) == self._verdicts:
            return
        self._ticked = tuple(row.verdict.history_id for row in self._ticked_rows())
        self._verdicts = tuple(verdicts)
        clear(self._column)
        for one in self._made:
            one.deleteLater()
        self.rows, self._made = [], []
        dated = list(zip(self._verdicts, verdict_dates(self._verdicts), strict=True))[: self._shown]
        self._putting.begin([lambda pair=pair: self._make_row(*pair) for pair in dated])  # type: ignore[misc]
        has_others = len(self._verdicts) > 1
        self.alone.setVisible(not has_others)
        self._comparing.setVisible(has_others)
        self.more.setVisible(len(self._verdicts) > self._shown)
        self.more.setText(translate("VerdictList", "Show all {count}").format(count=len(self._verdicts)))
        self.more.setAccessibleName(self.more.text())
        self.more.updateGeometry()
        self._count_ticks()

    def show_deleted(self, made_at: datetime | None, count: int = 1) -> None:
        """Say which verdict was deleted last and can be brought back; None says nothing any more.

        Args:
            made_at: When it was made.
            count: How many can be brought back.
        """
        self.deleted.setVisible(made_at is not None)
        if made_at is None:
            return
        title = translate("VerdictList", "Deleted the verdict of {date}.").format(date=write_date(made_at))
        body = (
            translate(
                "VerdictList",
                "{count} can be brought back, one after the other, until you leave this screen.",
            ).format(count=count)
            if count > 1
            else translate("VerdictList", "It can be brought back until you leave this screen.")
        )
        self.deleted.show_message(title, body)
        self.deleted.action_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        layout = column(gap=0)
        layout.addWidget(self.deleted)
        layout.addWidget(self.alone)
        comparing = column(margins=(0, 6, 0, 0), gap=6)
        comparing.addWidget(FlowRow(self._theme, [self.compare]))
        comparing.addWidget(self.hint)
        self._comparing.setLayout(comparing)
        layout.addWidget(self._comparing)
        layout.addSpacing(14)
        layout.addLayout(self._column)
        layout.addSpacing(8)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        self._count_ticks()

    def _make_row(self, verdict: KeptVerdict, when: str) -> None:
        made = VerdictRow(self._theme, verdict, when, is_alone=len(self._verdicts) == 1)
        made.tick.setChecked(verdict.is_readable and verdict.history_id in self._ticked)
        made.ticked.connect(self._count_ticks)
        made.open_requested.connect(self._request_opening)
        made.delete_requested.connect(self._request_deletion)
        self._made.append(made)

    def _put_up(self) -> None:
        """Put up all rows at once: each by itself would have the whole page laid out anew."""
        self.rows, self._made = self._made, []
        layout = column(gap=0)
        for one in self.rows:
            layout.addWidget(one)
        together = QWidget()
        together.setLayout(layout)
        self._column.addWidget(together)
        self._count_ticks()
        self.stops_changed.emit()

    def _ticked_rows(self) -> list[VerdictRow]:
        return [row for row in self.rows if row.tick.isChecked()]

    def _count_ticks(self) -> None:
        ticked = len(self._ticked_rows())
        self.compare.setEnabled(ticked == _COMPARED)
        if ticked == _COMPARED:
            text = translate("VerdictList", "Two are ticked.")
        elif ticked > _COMPARED:
            text = translate("VerdictList", "Only two can be laid side by side. Take a tick away.")
        else:
            text = translate("VerdictList", "Tick two verdicts to see what moved between them.")
        self.hint.setText(text)

    def _request_opening(self) -> None:
        row = self.sender()
        if isinstance(row, VerdictRow):
            self.open_requested.emit(row.verdict.history_id)

    def _request_deletion(self) -> None:
        row = self.sender()
        if isinstance(row, VerdictRow):
            self.delete_requested.emit(row.verdict.history_id)

    def _request_comparison(self) -> None:
        newer, older = (row.verdict.history_id for row in self._ticked_rows())
        self.compare_requested.emit(older, newer)

    def _show_all(self) -> None:
        self._shown = len(self._verdicts)
        everything, self._verdicts = self._verdicts, ()
        self.show_verdicts(everything)
