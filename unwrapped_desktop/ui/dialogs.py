"""The dialogs of the window. Each is opened and returns at once; what is chosen comes as a signal."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from unwrapped_desktop import __version__
from unwrapped_desktop.ui.text import isolate

_FILE_FILTER = "Spotify data (*.zip *.json);;A friend's verdict (*.unwrapped);;All files (*)"
_ABOUT = (
    "Judges your taste in music and shows the receipts. Everything is worked out on this computer; nothing is "
    "sent anywhere, unless you sign in with Spotify, which is then asked what you ask it for.\n\nFonts: Bebas Neue, Inter, JetBrains Mono, under the SIL Open Font License."
)


class Dialogs(QObject):
    """Opens dialogs over a window.

    Attributes:
        shown: The dialog opened last.
        files_chosen: Files or a folder to be read; carries `tuple[str, ...]`.
        place_chosen: Where to save a card; carries the path.
        calendar_place_chosen: Where to save a reminder; carries the path.
        forgetting_confirmed: The record is to be forgotten.
        disconnecting_confirmed: The sign-in to Spotify is to be deleted, with all that came of it.
    """

    files_chosen = Signal(object)
    place_chosen = Signal(str)
    calendar_place_chosen = Signal(str)
    forgetting_confirmed = Signal()
    disconnecting_confirmed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.shown: QFileDialog | QMessageBox | None = None

    def ask_for_files(self) -> None:
        """Ask for files to read."""
        dialog = QFileDialog(self._window, "Choose the Spotify download")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_FILE_FILTER)
        dialog.filesSelected.connect(self._take_files)
        self._open(dialog)

    def ask_for_folder(self) -> None:
        """Ask for a folder to read."""
        dialog = QFileDialog(self._window, "Choose the folder of the Spotify download")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._take_files)
        self._open(dialog)

    def ask_for_place(self, file_name: str) -> None:
        """Ask where a card is to be saved, with a name for it."""
        dialog = QFileDialog(self._window, "Save the card")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Pictures (*.png)")
        dialog.setDefaultSuffix("png")
        dialog.selectFile(file_name)
        dialog.fileSelected.connect(self.place_chosen)
        self._open(dialog)

    def ask_for_calendar_place(self) -> None:
        """Ask where a reminder for the calendar is to be saved."""
        dialog = QFileDialog(self._window, "Save the reminder")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Calendar files (*.ics)")
        dialog.setDefaultSuffix("ics")
        dialog.selectFile("spotify-download.ics")
        dialog.fileSelected.connect(self.calendar_place_chosen)
        self._open(dialog)

    def confirm_forgetting(self, kept: str, name: str = "") -> None:
        """Ask whether the record is to be forgotten, and say what goes and what stays.

        Args:
            kept: What is kept, in words: `24.1 MB on this computer`.
            name: Whose record it is; empty where there is no other.
        """
        whose = f" of “{isolate(name)}”" if name else ""
        box = self._box("Forget the record", f"Forget the record{whose}?")
        box.setInformativeText(
            f"What was read goes: {kept}. Your own files are not touched.\n\n"
            "The verdicts stay. To leave something out or to analyze again, the file is needed."
        )
        forget = box.addButton("Forget it", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        forget.clicked.connect(self.forgetting_confirmed)
        self._open(box)

    def confirm_disconnecting(self) -> None:
        """Ask whether the sign-in to Spotify is to be deleted, and say what goes with it."""
        box = self._box("Disconnect", "Disconnect from Spotify?")
        box.setInformativeText(
            "The sign-in goes, and with it everything that came from Spotify this way: verdicts made of lists alone, and "
            "what was read lately.\n\nVerdicts of your export stay."
        )
        go = box.addButton("Disconnect", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("Stay signed in", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        go.clicked.connect(self.disconnecting_confirmed)
        self._open(box)

    def show_about(self) -> None:
        """Say what the program is."""
        box = self._box("About Unwrapped", f"Unwrapped {__version__}")
        box.setInformativeText(_ABOUT)
        self._open(box)

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title)
        box.setText(text)
        return box

    def _open(self, dialog: QFileDialog | QMessageBox) -> None:
        # open() returns at once; exec() would run a second event loop inside the first.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shown = dialog
        dialog.open()

    def _take_files(self, paths: list[str]) -> None:
        if paths:
            self.files_chosen.emit(tuple(paths))
