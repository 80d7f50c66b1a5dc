"""Every file with its rows, and why some were not read whole."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.forensics import FileReading
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.record_words import file_line, file_notes
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.till_lines import TillLines


class FileList(QWidget):
    """A line for every file; below, a sentence for every one that was refused or read in part.

    Attributes:
        notes: Those sentences.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.notes: tuple[str, ...] = ()
        self._lines = TillLines(theme, translate("FileList", "Files"))
        self._reasons = column(gap=6)
        layout = column(gap=10)
        layout.addWidget(self._lines)
        layout.addLayout(self._reasons)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The lines as plain text."""
        return self._lines.text()

    def set_files(self, files: Sequence[FileReading]) -> None:
        """Show these files."""
        self._lines.set_lines([file_line(reading) for reading in files])
        clear(self._reasons)
        self.notes = tuple(file_notes(files, longest=len(files)))
        for note in self.notes:
            self._reasons.addWidget(Prose(self._theme, note, SMALL_QUIET))
