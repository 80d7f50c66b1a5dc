"""What was read: rows, what was counted, what was set aside and why, files that could not be read, what is missing."""

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import RecordSummary
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.record_words import (
    account_lines,
    file_notes,
    gaps_text,
    missing_files_note,
    outcome_lines,
    span_lines,
    timezone_text,
)
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.file_list import FileList
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.month_strip import MonthStrip
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.set_aside_examples import SetAsideExamples
from unwrapped_desktop.ui.widgets.till_lines import TillLines

_LINES_PX = 560


class RecordSection(QWidget):
    """The account of the record, under the page and in the pause before it.

    Attributes:
        strip: The months as a picture.
        files: Every file, folded.
        examples: Rows that were set aside, folded; private.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        title: str | None = None,
        with_notes: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty account.

        Args:
            theme: Fonts and colours.
            title: Stands above; empty for none, the usual one if not given.
            with_notes: Whether sentences say what is missing or was refused; the pause says so itself, first.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._with_notes = with_notes
        self._lines = TillLines(theme, translate("RecordSection", "What was read"))
        self._outcome = TillLines(theme, translate("RecordSection", "What came of it"))
        self._file_list = FileList(theme)
        self._example_rows = SetAsideExamples(theme)
        self.strip = MonthStrip(theme)
        self.files = Fold(
            theme,
            self._file_list,
            open_text=translate("RecordSection", "List every file"),
            close_text=translate("RecordSection", "Hide the files"),
        )
        self.examples = Fold(
            theme,
            self._example_rows,
            open_text=translate("RecordSection", "Show rows that were set aside"),
            close_text=translate("RecordSection", "Hide the rows"),
        )
        self._notes = column(gap=8)
        self._zone = Prose(theme, "", SMALL_QUIET)
        theme.changed.connect(self._fit)
        self._build(translate("RecordSection", "WHAT WAS READ") if title is None else title)
        self._fit()

    @property
    def every_file(self) -> LinkButton:
        """The link that lists every file."""
        return self.files.link

    @property
    def text(self) -> str:
        """All lines and notes as plain text; without the examples, which are private."""
        notes = [self._notes.itemAt(place) for place in range(self._notes.count())]
        widgets = [item.widget() for item in notes if item is not None]
        parts = [self._lines.text(), self._outcome.text()]
        parts += [part.text() for part in widgets if isinstance(part, Prose)]
        return "\n".join([*parts, self._zone.text()]).strip()

    def set_record(self, record: RecordSummary, timezone: str = "") -> None:
        """Show the account of a record.

        Args:
            record: What was read.
            timezone: IANA zone the verdict counts in; empty where it is not to be named, dates are then in UTC.
        """
        self._lines.set_lines(span_lines(record, timezone or "UTC"), account_lines(record))
        self._outcome.set_lines(outcome_lines(record))
        self.strip.set_record(record)
        self._file_list.set_files(record.files)
        self.files.set_open(False)
        self.files.setVisible(bool(record.files))
        self._example_rows.set_record(record)
        self.examples.set_open(False)
        self.examples.setVisible(bool(self._example_rows.lines))
        clear(self._notes)
        for text in _notes(record) if self._with_notes else ():
            self._notes.addWidget(Prose(self._theme, text, SMALL_QUIET))
        self._zone.setText(timezone_text(timezone, _own_timezone()) if timezone else "")
        self._zone.setVisible(bool(timezone))

    def _build(self, title: str) -> None:
        layout = column(gap=12)
        if title:
            layout.addWidget(Prose(self._theme, title, TITLE))
        layout.addWidget(self._lines)
        layout.addWidget(self._outcome)
        layout.addWidget(self.strip)
        layout.addLayout(self._notes)
        layout.addWidget(self._zone)
        layout.addWidget(self.files)
        layout.addWidget(self.examples)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fit(self) -> None:
        """Keep the lines short enough for an eye to follow the leaders."""
        for part in (self._lines, self._outcome, self._file_list, self.strip):
            part.setMaximumWidth(self._theme.px(_LINES_PX))


def _notes(record: RecordSummary) -> list[str]:
    notes = file_notes(record.files)
    if record.missing_files:
        notes.append(missing_files_note(record.missing_files))
    if record.gaps:
        not_here = translate(
            "RecordSection", "Not in these files: {months}. If you have the file they are in, add it."
        )
        notes.append(not_here.format(months=gaps_text(record.gaps)))
    return notes


def _own_timezone() -> str:
    return bytes(QTimeZone.systemTimeZoneId().data()).decode(errors="replace")
