"""A life in labels: one line a year, which opens into what is said of it. They come one after the other.

Public face of `LabelsByYear`:
    signals  cancel_requested(), tell_requested(), acted(object Untold)
    methods  begin(years, total), show_telling(), add_year(chapter), count_told(), show_all(years), show_stopped(reason),
             show_untold(Untold, reason)
    parts    rows, cancel, resume, act, status
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unwrapped_desktop.domain.chapters import Chapter
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.then_and_now_words import Untold, most_played_lines, year_lines
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.chapter_page import ChapterPage, FactBlock
from unwrapped_desktop.ui.widgets.layouts import clear, column, row
from unwrapped_desktop.ui.widgets.progress_line import ProgressLine
from unwrapped_desktop.ui.widgets.prose import BODY, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX
from unwrapped_desktop.ui.widgets.reveal import reveal
from unwrapped_desktop.ui.widgets.year_row import YearRow

_PROGRESS_PX = 420


class LabelsByYear(QWidget):
    """The column of years.

    Attributes:
        cancel_requested: The person does not want to wait for the rest.
        tell_requested: The person wants the rest after all.
        acted: What the labels would need is asked for; carries the `Untold` that was shown.
        stops_changed: The keyboard stops at something else.
        rows: The years, from above.
        status: How far it is, or that it was stopped.
        reason: Why there are no labels.
    """

    cancel_requested = Signal()
    tell_requested = Signal()
    acted = Signal(object)
    stops_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[YearRow] = []
        self._total = 0
        self._told = 0
        self._untold: Untold | None = None
        self._opened: YearRow | None = None
        self.status = Prose(theme, "", SMALL_QUIET)
        self.progress = ProgressLine(theme)
        self.cancel = LinkButton(theme, translate("LabelsByYear", "Cancel"))
        self.resume = LinkButton(theme, translate("LabelsByYear", "Work out the rest"))
        self.reason = Prose(theme, "", BODY)
        self.act = Button(theme, translate("LabelsByYear", "Analyze again"))
        self.page = ChapterPage(theme)
        self.page.setContentsMargins(0, 8, 0, 20)
        self.page.hide()
        self._above = QWidget()
        self._list: QVBoxLayout = column(gap=0)
        self._build()
        self.cancel.clicked.connect(self.cancel_requested)
        self.resume.clicked.connect(self.tell_requested)
        self.act.clicked.connect(self._act)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        found: list[QWidget] = [self.cancel, self.resume, self.act]
        for shown in self.rows:
            found.append(shown)
            if shown is self._opened:
                found += self.page.stops
        return found

    def begin(self, years: Sequence[str], total: int) -> None:
        """Begin with nothing told.

        Args:
            years: The years that are to come, ascending; empty where they are not known.
            total: How many chapters are to come, eras among them; 0 where that is not known.
        """
        self.page.hide()
        self._list.removeWidget(self.page)
        clear(self._list)
        self.rows = []
        self._opened = None
        self._told, self._total = 0, total
        for year in years:
            self._put_row(year)
        self._show_parts()

    def show_telling(self) -> None:
        """Say that labels are being worked out."""
        self._told = 0
        self.progress.reset()
        self._show_parts(self.status, self.progress, self.cancel)
        self._say_how_far()

    def add_year(self, chapter: Chapter) -> None:
        """Show a year that has come."""
        shown = next((one for one in self.rows if one.year == chapter.title), None)
        if shown is None:
            shown = self._put_row(chapter.title)
        shown.set_chapter(chapter)
        if shown is self._opened:
            self._fill(chapter)

    def count_told(self) -> None:
        """Say that one more chapter has come, a year or an era."""
        self._told += 1
        self._say_how_far()

    def show_all(self, years: Sequence[Chapter]) -> None:
        """Show all years there are."""
        for chapter in years:
            self.add_year(chapter)
        known = {chapter.title for chapter in years}
        for unknown in [one for one in self.rows if one.year not in known]:
            self.rows.remove(unknown)
            unknown.hide()
            unknown.deleteLater()
        self._show_parts()

    def show_stopped(self, reason: str = "") -> None:
        """Say that not all years have come, and offer the rest.

        Args:
            reason: Why; empty where the person stopped it.
        """
        told = sum(one.chapter is not None for one in self.rows)
        words = reason or translate("LabelsByYear", "Stopped.")
        if self.rows:
            words = translate("LabelsByYear", "{words} {told} of {all} years have their label.").format(
                words=words, told=told, all=len(self.rows)
            )
        self.status.setText(words)
        self._show_parts(self.status, self.resume)

    def show_untold(self, untold: Untold, reason: str = "") -> None:
        """Say why there are no labels, and lead to what they would need.

        Args:
            untold: Why.
            reason: In words, where the record could not be read.
        """
        self.begin((), 0)
        self._untold = untold
        self.reason.setText(reason or _reasons()[untold])
        action = _actions()[untold]
        self.act.setText(action)
        self.act.setAccessibleName(action)
        self._show_parts(self.reason, self.act)

    def _build(self) -> None:
        beside = row(gap=16)
        beside.addWidget(self.progress)
        beside.addWidget(self.cancel)
        beside.addStretch(1)
        above = column(margins=(PAD_PX, 2, PAD_PX, 14), gap=8)
        above.addWidget(self.status)
        above.addLayout(beside)
        above.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignLeft)
        above.addWidget(self.reason)
        above.addSpacing(2)
        above.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self._above.setLayout(above)
        whole = column(gap=0)
        whole.addWidget(self._above)
        whole.addLayout(self._list)
        self.setLayout(whole)

    def _show_parts(self, *shown: QWidget) -> None:
        for part in (self.status, self.progress, self.cancel, self.resume, self.reason, self.act):
            part.setVisible(part in shown)
        self._above.setVisible(bool(shown))

    def _say_how_far(self) -> None:
        if not self._told:
            self.status.setText(translate("LabelsByYear", "Reading the record."))
        elif self._total:
            self.progress.advance_to(self._told / self._total)
            self.status.setText(
                translate("LabelsByYear", "Working out the labels: {told} of {total}.").format(
                    told=min(self._told, self._total), total=self._total
                )
            )
        else:
            self.status.setText(
                translate("LabelsByYear", "Working out the labels: {told} so far.").format(told=self._told)
            )

    def _put_row(self, year: str) -> YearRow:
        """Put up a year in its place."""
        made = YearRow(self._theme, year)
        made.clicked.connect(self._press)
        made.moved.connect(self._move_focus)
        place = next((place for place, other in enumerate(self.rows) if other.year > year), len(self.rows))
        at = self._list.count() if place == len(self.rows) else self._list.indexOf(self.rows[place])
        self.rows.insert(place, made)
        self._list.insertWidget(at, made)
        self.stops_changed.emit()
        return made

    def _press(self) -> None:
        pressed = self.sender()
        if not isinstance(pressed, YearRow) or pressed.chapter is None:
            return
        is_opening = pressed is not self._opened
        self._opened = pressed if is_opening else None
        for other in self.rows:
            other.setChecked(other is self._opened)
        self._list.removeWidget(self.page)
        self.page.setVisible(is_opening)
        if is_opening:
            self._list.insertWidget(self._list.indexOf(pressed) + 1, self.page)
            self._fill(pressed.chapter)
            # Where it lies is known once the layout has made room for it.
            QTimer.singleShot(0, self, self._reveal_opened)
        self.stops_changed.emit()

    def _fill(self, chapter: Chapter) -> None:
        """Open a year; why nothing is said of it stands in its row already."""
        self.page.show_chapter(
            verdict=chapter.verdict,
            facts=(
                FactBlock(title=translate("LabelsByYear", "MOST PLAYED"), lines=most_played_lines(chapter)),
                FactBlock(title=translate("LabelsByYear", "THE YEAR"), lines=year_lines(chapter)),
            ),
        )

    def _reveal_opened(self) -> None:
        if self._opened is not None:
            reveal(self, self._opened.geometry().united(self.page.geometry()))

    def _move_focus(self, step: int) -> None:
        stops = [one for one in self.rows if one.chapter is not None]
        left = self.sender()
        if isinstance(left, YearRow) and left in stops:
            place = max(0, min(len(stops) - 1, stops.index(left) + step))
            stops[place].setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(stops[place], stops[place].rect())

    def _act(self) -> None:
        self.acted.emit(self._untold)

    def _restyle(self) -> None:
        self.progress.setFixedWidth(self._theme.px(_PROGRESS_PX))


def _reasons() -> dict[Untold, str]:
    return {
        Untold.FRIEND: translate(
            "LabelsByYear",
            "Labels by year are worked out from the record, and a friend's record is not in the file. Yours would do.",
        ),
        Untold.LISTS: translate(
            "LabelsByYear", "Spotify's lists hold no years. Labels by year need your export."
        ),
        Untold.NOT_KEPT: translate(
            "LabelsByYear",
            "Labels by year are worked out from the record, and it is not kept on this computer. Tick “Keep the record"
            " on this computer” in the File menu, and analyze again.",
        ),
        Untold.OTHER_RECORD: translate(
            "LabelsByYear",
            "This verdict rests on a record that another has replaced. The latest verdict has labels by year.",
        ),
        Untold.UNREADABLE: translate("LabelsByYear", "The record cannot be read."),
    }


def _actions() -> dict[Untold, str]:
    return {
        Untold.FRIEND: translate("LabelsByYear", "Read my own file"),
        Untold.LISTS: translate("LabelsByYear", "Open my export"),
        Untold.NOT_KEPT: translate("LabelsByYear", "Analyze again"),
        Untold.OTHER_RECORD: translate("LabelsByYear", "Back to the latest"),
        Untold.UNREADABLE: translate("LabelsByYear", "Choose the file"),
    }
