"""The dialogs of the window. Each is opened and returns at once; what is chosen comes as a signal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from unwrapped_desktop import __version__
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place for a file that is asked for.

    Attributes:
        title: What is to be done there.
        kinds: Which files are shown, as Qt writes it: `Pictures (*.png)`.
        suffix: What is put after a name without one, without the dot.
        file_name: A name for the file.
    """

    title: str
    kinds: str
    suffix: str
    file_name: str


class Dialogs(QObject):
    """Opens dialogs over a window.

    Attributes:
        shown: The dialog opened last.
        files_chosen: Files or a folder to be read; carries `tuple[str, ...]`.
        calendar_place_chosen: Where to save a reminder; carries the path.
        pdf_place_chosen: Where to save a PDF file; carries the path, and whether everything is to be in it.
        friend_file_chosen: A friend's file to be laid beside somebody; carries its path.
        pdf_requested: There is no printer, and a PDF file will do.
        forgetting_confirmed: The record is to be forgotten.
        disconnecting_confirmed: The sign-in to Spotify is to be deleted, with all that came of it.
    """

    files_chosen = Signal(object)
    calendar_place_chosen = Signal(str)
    pdf_place_chosen = Signal(str, bool)
    friend_file_chosen = Signal(str)
    pdf_requested = Signal()
    forgetting_confirmed = Signal()
    disconnecting_confirmed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.shown: QFileDialog | QMessageBox | None = None

    def ask_for_files(self) -> None:
        """Ask for files to read."""
        dialog = QFileDialog(self._window, translate("Dialogs", "Choose the Spotify download"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(
            translate(
                "Dialogs", "Spotify data (*.zip *.json);;A friend's verdict (*.unwrapped);;All files (*)"
            )
        )
        dialog.filesSelected.connect(self._take_files)
        self._open(dialog)

    def ask_for_folder(self) -> None:
        """Ask for a folder to read."""
        dialog = QFileDialog(self._window, translate("Dialogs", "Choose the folder of the Spotify download"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._take_files)
        self._open(dialog)

    def ask_where(self, place: Place, take: Callable[[str], object], *, over: QWidget | None = None) -> None:
        """Ask where a file is to be saved; before another is overwritten, the system asks.

        Args:
            place: What is asked for.
            take: Hears the path that was chosen.
            over: What the dialog stands over; the window if it is not given.
        """
        dialog = self._asking(place, over)
        dialog.fileSelected.connect(take)
        self._open(dialog)

    def ask_for_folder_of_cards(self, take: Callable[[str], object], *, over: QWidget) -> None:
        """Ask in which folder a set of cards is to be saved.

        Args:
            take: Hears the path that was chosen.
            over: What the dialog stands over.
        """
        dialog = QFileDialog(over, translate("Dialogs", "Choose a folder for the cards"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(take)
        self._open(dialog)

    def ask_for_calendar_place(self) -> None:
        """Ask where a reminder for the calendar is to be saved."""
        place = Place(
            title=translate("Dialogs", "Save the reminder"),
            kinds=translate("Dialogs", "Calendar files (*.ics)"),
            suffix="ics",
            file_name="spotify-download.ics",
        )
        self.ask_where(place, self.calendar_place_chosen.emit)

    def ask_for_pdf_place(self, file_name: str, *, has_private: bool) -> None:
        """Ask where a PDF file is to be saved, and what of the verdict is to be in it.

        Args:
            file_name: A name for it.
            has_private: Whether there is anything that would be left out of a file to be passed on.
        """
        kinds = translate("Dialogs", "PDF files (*.pdf)")
        whole = translate("Dialogs", "PDF with everything, for yourself (*.pdf)")
        if has_private:
            passed_on = translate("Dialogs", "PDF to pass on, without what stays private (*.pdf)")
            kinds = f"{passed_on};;{whole}"
        title = translate("Dialogs", "Save as PDF")
        dialog = self._asking(Place(title=title, kinds=kinds, suffix="pdf", file_name=file_name))
        dialog.fileSelected.connect(
            lambda path: self.pdf_place_chosen.emit(path, dialog.selectedNameFilter() == whole)
        )
        self._open(dialog)

    def ask_for_friend_file(self) -> None:
        """Ask for a friend's file."""
        dialog = QFileDialog(self._window, translate("Dialogs", "Choose a friend's file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(translate("Dialogs", "A friend's verdict (*.unwrapped *.json);;All files (*)"))
        dialog.fileSelected.connect(self.friend_file_chosen)
        self._open(dialog)

    def offer_pdf(self) -> None:
        """Say that there is no printer, and offer a PDF file."""
        box = self._box(translate("Dialogs", "Print"), translate("Dialogs", "No printer was found."))
        box.setInformativeText(
            translate(
                "Dialogs",
                "The same pages can be saved as a PDF file, and printed wherever there is a printer.",
            )
        )
        save = box.addButton(translate("Dialogs", "Save as PDF…"), QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(translate("Dialogs", "Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(leave)
        # Its own dialog is opened when this one has closed.
        save.clicked.connect(self.pdf_requested, Qt.ConnectionType.QueuedConnection)
        self._open(box)

    def confirm_forgetting(self, kept: str, name: str = "") -> None:
        """Ask whether the record is to be forgotten, and say what goes and what stays.

        Args:
            kept: What is kept, in words: `24.1 MB on this computer`.
            name: Whose record it is; empty where there is no other.
        """
        question = (
            translate("Dialogs", "Forget the record of “{name}”?").format(name=isolate(name))
            if name
            else translate("Dialogs", "Forget the record?")
        )
        box = self._box(translate("Dialogs", "Forget the record"), question)
        box.setInformativeText(
            translate(
                "Dialogs",
                "What was read goes: {kept}. Your own files are not touched.\n\n"
                "The verdicts stay. To leave something out or to analyze again, the file is needed.",
            ).format(kept=kept)
        )
        forget = box.addButton(translate("Dialogs", "Forget it"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(translate("Dialogs", "Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        forget.clicked.connect(self.forgetting_confirmed)
        self._open(box)

    def confirm_disconnecting(self) -> None:
        """Ask whether the sign-in to Spotify is to be deleted, and say what goes with it."""
        box = self._box(translate("Dialogs", "Disconnect"), translate("Dialogs", "Disconnect from Spotify?"))
        box.setInformativeText(
            translate(
                "Dialogs",
                "The sign-in goes, and with it everything that came from Spotify this way: verdicts made of lists alone, and "
                "what was read lately.\n\nVerdicts of your export stay.",
            )
        )
        go = box.addButton(translate("Dialogs", "Disconnect"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(translate("Dialogs", "Stay signed in"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        go.clicked.connect(self.disconnecting_confirmed)
        self._open(box)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Say what can be done from the keyboard.

        Args:
            keys: Each entry of the menus that has keys, with them: (`Open…`, `Ctrl+O`).
        """
        box = self._box(translate("Dialogs", "Keys"), translate("Dialogs", "What the keys do"))
        ways = translate(
            "Dialogs",
            "Tab goes on, Escape goes back, the arrows walk through remarks and charts, Return opens.",
        )
        lines = "\n".join(f"{pressed}   {title}" for title, pressed in keys)
        box.setInformativeText(f"{lines}\n\n{ways}")
        self._open(box)

    def show_about(self) -> None:
        """Say what the program is."""
        box = self._box(translate("Dialogs", "About Unwrapped"), f"Unwrapped {__version__}")
        box.setInformativeText(
            translate(
                "Dialogs",
                "Judges your taste in music and shows the receipts. Everything is worked out on this computer; nothing is "
                "sent anywhere, unless you sign in with Spotify, which is then asked what you ask it for.\n\n"
                "Fonts: Bebas Neue, Inter, JetBrains Mono, under the SIL Open Font License.",
            )
        )
        self._open(box)

    def _asking(self, place: Place, over: QWidget | None = None) -> QFileDialog:
        dialog = QFileDialog(over or self._window, place.title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(place.kinds)
        dialog.setDefaultSuffix(place.suffix)
        dialog.selectFile(place.file_name)
        return dialog

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
