"""What was read: rows, what was counted, what was set aside and why, files that could not be read, months missing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap
from unwrapped_desktop.domain.report import Cell, RecordSummary, summed_gaps
from unwrapped_desktop.ui.figures import count_noun, write_date, write_month
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.till_lines import TillLines

_REASONS = (
    ("malformed", "malformed"),
    ("podcast", "podcasts"),
    ("audiobook", "audiobooks"),
    ("no_metadata", "no title"),
    ("duplicate", "seen twice"),
    ("superseded", "also in the extended files"),
    ("excluded", "left out by you"),
)
_LONGEST_LIST = 6
_LINES_PX = 560


class RecordSection(QWidget):
    """The account of the record under the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = TillLines(theme, "What was read")
        self._files = TillLines(theme, "Files")
        theme.changed.connect(self._fit)
        self._files.hide()
        self.every_file = LinkButton(theme, "List every file")
        self.every_file.clicked.connect(self._toggle_files)
        self._notes = column(gap=8)
        layout = column(gap=12)
        layout.addWidget(Prose(theme, "WHAT WAS READ", TITLE))
        layout.addWidget(self._lines)
        layout.addLayout(self._notes)
        layout.addWidget(self.every_file, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._files)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._fit()

    def _fit(self) -> None:
        """Keep the lines short enough for an eye to follow the leaders."""
        for lines in (self._lines, self._files):
            lines.setMaximumWidth(self._theme.px(_LINES_PX))

    @property
    def text(self) -> str:
        """All lines as plain text."""
        notes = [self._notes.itemAt(place) for place in range(self._notes.count())]
        widgets = [item.widget() for item in notes if item is not None]
        return "\n".join([self._lines.text(), *(part.text() for part in widgets if isinstance(part, Prose))])

    def set_record(self, record: RecordSummary) -> None:
        """Show the account of a record."""
        self._lines.set_lines(_first_lines(record), _totals(record))
        self._files.set_lines([_file_line(reading) for reading in record.files])
        self._files.hide()
        self.every_file.setText("List every file")
        self.every_file.setVisible(len(record.files) > 0)
        clear(self._notes)
        for text in _notes(record):
            self._notes.addWidget(Prose(self._theme, text, SMALL_QUIET))

    def _toggle_files(self) -> None:
        shown = self._files.isHidden()
        self._files.setVisible(shown)
        self.every_file.setText("Hide the files" if shown else "List every file")
        self.every_file.setAccessibleName(self.every_file.text())
        self.every_file.updateGeometry()


def _first_lines(record: RecordSummary) -> list[Cell]:
    lines = []
    if record.first_play_at is not None:
        lines.append(Cell(label="first play", value=write_date(record.first_play_at), unit="date"))
    if record.last_play_at is not None:
        lines.append(Cell(label="last play", value=write_date(record.last_play_at), unit="date"))
    lines.append(Cell(label="files", value=len(record.files), unit="count"))
    refused = sum(1 for reading in record.files if reading.status == FileStatus.REFUSED)
    if refused:
        lines.append(Cell(label="files not read", value=refused, unit="count"))
    return lines


def _totals(record: RecordSummary) -> list[Cell]:
    lines = [
        Cell(label="rows", value=record.rows_total, unit="count"),
        Cell(label="counted", value=record.rows_used, unit="count"),
    ]
    for field, label in _REASONS:
        number = getattr(record.set_aside, field)
        if number:
            lines.append(Cell(label=f"set aside: {label}", value=number, unit="count"))
    lines.append(Cell(label="plays of 30 seconds or more", value=record.plays, unit="count"))
    lines.append(Cell(label="months missing", value=summed_gaps(record.gaps), unit="count"))
    return lines


def _file_line(reading: FileReading) -> Cell:
    if reading.status == FileStatus.REFUSED:
        return Cell(label=reading.name, value="not read", unit="text")
    return Cell(label=reading.name, value=count_noun(reading.rows, "row"), unit="text")


def _notes(record: RecordSummary) -> list[str]:
    notes = [
        f"{isolate(reading.name)}: {reading.reason or 'It was not read.'}"
        for reading in record.files
        if reading.status != FileStatus.READ
    ]
    if len(notes) > _LONGEST_LIST:
        rest = len(notes) - _LONGEST_LIST
        notes = [*notes[:_LONGEST_LIST], f"And {count_noun(rest, 'more file')} in the list below."]
    if record.gaps:
        gaps = ", ".join(_gap_text(gap) for gap in record.gaps[:_LONGEST_LIST])
        more = f" and {len(record.gaps) - _LONGEST_LIST} more" if len(record.gaps) > _LONGEST_LIST else ""
        notes.append(f"Not in these files: {gaps}{more}. If you have them, choose all files together.")
    return notes


def _gap_text(gap: Gap) -> str:
    if gap.first_month == gap.last_month:
        return write_month(gap.first_month)
    return f"{write_month(gap.first_month)} to {write_month(gap.last_month)}"
