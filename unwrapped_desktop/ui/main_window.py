"""The main window: header, menus, the stack of screens, files dropped anywhere on it.

Public face of `MainWindow`:
    views    login, loading, results, share; connect to their signals as their modules list them
    signals  files_requested(object tuple[str, ...])      dropped, or chosen in a dialog of this window
             analyze_again_requested()                    menu; the button's signal is on `results`
             preferences_changed(object WindowPreferences) theme, text size or motion chosen in the menu
             closing()                                    the person closes the window; it is about to go
    notices  status (dismissible), damage (its `acted` asks to keep a damaged results file aside),
             unopened (its `acted` asks to open the results file again), waiting (its `acted` withdraws a file)
    methods  show_screen(Screen), screen_shown(), show_status(title, body), clear_status(), ask_for_files(), ask_for_folder(),
             save_geometry() -> bytes, restore_geometry(bytes), share_report(Report, Remark or None),
             set_header(name), set_reanalysable(bool)
The window answers itself: choose file and folder, share, post a line, save a card, back from share, zoom, full screen.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QIODevice, QSaveFile, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QMessageBox, QStackedWidget, QWidget

from unwrapped_desktop import __version__
from unwrapped_desktop.domain.report import Remark, Report
from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.ui.text import button_text, clean, isolate
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.views.loading import LoadingView
from unwrapped_desktop.ui.views.login import LoginView
from unwrapped_desktop.ui.views.results import ResultsView
from unwrapped_desktop.ui.views.share import ShareView
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.window_parts import DropVeil, Header

PRIVACY_PAGE = "https://www.spotify.com/account/privacy/"
_ICON_SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)
_ZOOM_STEP_PERCENT = 25
_FILE_FILTER = "Spotify data (*.zip *.json);;All files (*)"


class Screen(StrEnum):
    """The screens of the window."""

    LOGIN = "login"
    LOADING = "loading"
    RESULTS = "results"
    SHARE = "share"


_SCREEN_NAMES = {
    Screen.LOGIN: "The way in",
    Screen.LOADING: "Reading",
    Screen.RESULTS: "Verdict",
    Screen.SHARE: "Share",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPreferences:
    """What the person chose about the window.

    Attributes:
        mode: Light, dark, or the system's.
        text_percent: Text size, 100 to 200.
        reduced_motion: Whether nothing moves.
    """

    mode: ThemeMode = ThemeMode.SYSTEM
    text_percent: int = 100
    reduced_motion: bool = False


class MainWindow(QMainWindow):
    """The window of the program."""

    files_requested = Signal(object)
    analyze_again_requested = Signal()
    preferences_changed = Signal(object)
    closing = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Unwrapped")
        self.setWindowIcon(_icon())
        self.setMinimumSize(640, 480)
        self.setAcceptDrops(True)
        self.header = Header(theme)
        self.status = Notice(theme, outside=(28, 12, 28, 0))
        self.status.hide()
        self.damage = Notice(
            theme, action="Keep it aside and start anew", dismissible=False, outside=(28, 12, 28, 0)
        )
        self.damage.hide()
        self.waiting = Notice(
            theme, action="Withdraw it", dismissible=False, colour="second", outside=(28, 12, 28, 0)
        )
        self.waiting.hide()
        self.unopened = Notice(theme, action="Try again", dismissible=False, outside=(28, 12, 28, 0))
        self.unopened.hide()
        self.login = LoginView(theme)
        self.loading = LoadingView(theme)
        self.results = ResultsView(theme)
        self.share = ShareView(theme)
        self._views: dict[Screen, QWidget] = {
            Screen.LOGIN: self.login,
            Screen.LOADING: self.loading,
            Screen.RESULTS: self.results,
            Screen.SHARE: self.share,
        }
        for screen, view in self._views.items():
            view.setAccessibleName(_SCREEN_NAMES[screen])
        self._stack = QStackedWidget()
        self._actions: dict[str, QAction] = {}
        self._is_reanalysable = False
        self._dialog: QFileDialog | QMessageBox | None = None
        self._build()
        self._build_menus()
        self._veil = DropVeil(theme, self)
        self._connect()
        self.resize(1280, 860)
        self.show_screen(Screen.LOGIN)

    def screen_shown(self) -> Screen:
        """Return the screen in front."""
        current = self._stack.currentWidget()
        return next(screen for screen, view in self._views.items() if view is current)

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen to the front."""
        view = self._views[screen]
        self._stack.setCurrentWidget(view)
        # The keyboard begins at the view's top, not at whatever came next in the order of the last one.
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        has_report = self.results.report is not None
        on_results = screen is Screen.RESULTS and has_report
        self.header.share.setVisible(on_results)
        self.header.name.setVisible(screen in {Screen.RESULTS, Screen.SHARE})
        self._actions["save_card"].setEnabled(has_report and screen in {Screen.RESULTS, Screen.SHARE})
        self._actions["copy_card"].setEnabled(has_report and screen in {Screen.RESULTS, Screen.SHARE})
        self._actions["again"].setEnabled(on_results and self._is_reanalysable)

    def set_reanalysable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether "Analyze again" can do anything, by its button and by its menu entry."""
        self._is_reanalysable = possible
        self.results.set_reanalysable(possible)
        self._actions["again"].setEnabled(possible and self.screen_shown() is Screen.RESULTS)

    def set_header(self, name: str) -> None:
        """Show whose verdict it is."""
        self.header.name.setText(isolate(name))
        self.header.name.updateGeometry()

    def show_status(self, title: str, body: str = "") -> None:
        """Say something on every screen until it is dismissed."""
        self.status.show_message(title, body)

    def clear_status(self) -> None:
        """Take the status away."""
        self.status.hide()

    def share_report(self, report: Report, remark: Remark | None = None) -> None:
        """Open the share screen with a report's card."""
        self.share.show_report(report, remark)
        self.show_screen(Screen.SHARE)

    def preferences(self) -> WindowPreferences:
        """Return what is chosen about the window."""
        theme = self._theme
        return WindowPreferences(
            mode=theme.mode, text_percent=theme.text_percent, reduced_motion=theme.reduced_motion
        )

    def save_geometry(self) -> bytes:
        """Return size and place of the window, to be kept."""
        return bytes(self.saveGeometry().data())

    def restore_geometry(self, kept: bytes) -> bool:
        """Put the window where it was. Damaged bytes leave it as it is, and so does a screen that is gone.

        Returns:
            Whether the window was moved.
        """
        before = self.geometry()
        if not kept or not self.restoreGeometry(QByteArray(kept)):
            return False
        if not any(screen.geometry().intersects(self.geometry()) for screen in QGuiApplication.screens()):
            self.setGeometry(before)
            return False
        return True

    def ask_for_files(self) -> None:
        """Open the dialog for files; what is chosen arrives in `files_requested`."""
        dialog = QFileDialog(self, "Choose the Spotify download")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_FILE_FILTER)
        dialog.filesSelected.connect(self._take_files)
        self._open(dialog)

    def ask_for_folder(self) -> None:
        """Open the dialog for a folder; what is chosen arrives in `files_requested`."""
        dialog = QFileDialog(self, "Choose the folder of the Spotify download")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._take_files)
        self._open(dialog)

    def save_card(self) -> None:
        """Ask where the card on the share screen is to be saved, and save it."""
        if self.screen_shown() is Screen.RESULTS and self.results.report is not None:
            self.share_report(self.results.report)
        dialog = QFileDialog(self, "Save the card")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Pictures (*.png)")
        dialog.setDefaultSuffix("png")
        dialog.selectFile(self.share.suggested_file_name())
        dialog.fileSelected.connect(self.write_card)
        self._open(dialog)

    def write_card(self, path: str) -> None:
        """Write the card on the share screen to a file, whole or not at all, and say what became of it."""
        file = QSaveFile(path)
        written = file.open(QIODevice.OpenModeFlag.WriteOnly)
        data = self.share.card_bytes()
        written = written and file.write(QByteArray(data)) == len(data) and file.commit()
        name = isolate(Path(path).name)
        if written:
            self.share.say(f"Saved as {name}.")
        else:
            self.share.say(f"{name} was not saved: {clean(file.errorString())}. Choose another folder.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the veil over the whole window."""
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files, and show it."""
        if _dropped_paths(event):
            event.acceptProposedAction()
            self._set_dropping(dropping=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on welcoming files."""
        if _dropped_paths(event):
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the welcome back."""
        self._set_dropping(dropping=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the dropped files to be judged."""
        self._set_dropping(dropping=False)
        paths = _dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.files_requested.emit(paths)

    def _build(self) -> None:
        for view in self._views.values():
            self._stack.addWidget(view)
        whole = column()
        whole.addWidget(self.header)
        whole.addWidget(self.status)
        whole.addWidget(self.damage)
        whole.addWidget(self.unopened)
        whole.addWidget(self.waiting)
        whole.addWidget(self._stack, 1)
        central = QWidget()
        central.setLayout(whole)
        self.setCentralWidget(central)

    def _build_menus(self) -> None:
        key = QKeySequence.StandardKey
        bar = self.header.menus
        file = bar.addMenu("&File")
        self._add(file, "open", "Open…", self.ask_for_files, key.Open)
        self._add(file, "open_folder", "Open folder…", self.ask_for_folder, "Ctrl+Shift+O")
        file.addSeparator()
        self._add(file, "again", "Analyze again", self._request_again, key.Refresh)
        self._add(file, "save_card", "Save card…", self.save_card, key.Save)
        file.addSeparator()
        quit_action = self._add(file, "quit", "Quit", self.close, key.Quit)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        edit = bar.addMenu("&Edit")
        self._add(edit, "copy_card", "Copy card", self._copy_card, "Ctrl+Shift+C")
        self._build_view_menu(bar.addMenu("&View"))
        about_menu = bar.addMenu("&Help")
        about = self._add(about_menu, "about", "About Unwrapped", self._show_about, None)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _build_view_menu(self, view: QMenu) -> None:
        key = QKeySequence.StandardKey
        self._add(view, "zoom_in", "Larger text", self.zoom_in, key.ZoomIn)
        self._add(view, "zoom_out", "Smaller text", self.zoom_out, key.ZoomOut)
        self._add(view, "zoom_reset", "Normal text", self.zoom_reset, "Ctrl+0")
        view.addSeparator()
        for mode, title in (
            (ThemeMode.SYSTEM, "Colours of the system"),
            (ThemeMode.LIGHT, "Light"),
            (ThemeMode.DARK, "Dark"),
        ):
            action = self._add(view, f"mode_{mode}", title, self._choose_mode, None)
            action.setData(mode.value)
            action.setCheckable(True)
        motion = self._add(view, "motion", "Reduce motion", self._choose_motion, None)
        motion.setCheckable(True)
        view.addSeparator()
        self._add(view, "full_screen", "Full screen", self._toggle_full_screen, key.FullScreen)
        self._mark_chosen()

    def _add(
        self,
        menu: QMenu,
        name: str,
        title: str,
        slot: object,
        shortcut: QKeySequence.StandardKey | str | None,
    ) -> QAction:
        action = QAction(button_text(title), self)
        if isinstance(shortcut, str):
            action.setShortcut(QKeySequence(shortcut))
        elif shortcut is not None:
            action.setShortcuts(shortcut)
        action.triggered.connect(slot)
        menu.addAction(action)
        self._actions[name] = action
        return action

    def _connect(self) -> None:
        self.login.choose_file_requested.connect(self.ask_for_files)
        self.login.choose_folder_requested.connect(self.ask_for_folder)
        self.login.open_privacy_page_requested.connect(self._open_privacy_page)
        self.header.share.clicked.connect(self._share_shown)
        self.results.share_requested.connect(self._share_line)
        self.share.back_requested.connect(self._show_results)
        self.share.save_card_requested.connect(self.save_card)

    def zoom_in(self) -> None:
        """Make all text larger."""
        self._set_text_percent(self._theme.text_percent + _ZOOM_STEP_PERCENT)

    def zoom_out(self) -> None:
        """Make all text smaller."""
        self._set_text_percent(self._theme.text_percent - _ZOOM_STEP_PERCENT)

    def zoom_reset(self) -> None:
        """Give all text its normal size."""
        self._set_text_percent(100)

    def _set_text_percent(self, percent: int) -> None:
        self._theme.set_text_percent(percent)
        self.preferences_changed.emit(self.preferences())

    def _choose_mode(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._theme.set_mode(ThemeMode(action.data()))
            self._mark_chosen()
            self.preferences_changed.emit(self.preferences())

    def _choose_motion(self) -> None:
        self._theme.set_reduced_motion(self._actions["motion"].isChecked())
        self.preferences_changed.emit(self.preferences())

    def _mark_chosen(self) -> None:
        for mode in ThemeMode:
            self._actions[f"mode_{mode}"].setChecked(self._theme.mode is mode)
        self._actions["motion"].setChecked(self._theme.reduced_motion)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _share_shown(self) -> None:
        self._share_line(None)

    def _share_line(self, remark: object) -> None:
        report = self.results.report
        if report is not None:
            self.share_report(report, remark if isinstance(remark, Remark) else None)

    def _show_results(self) -> None:
        self.show_screen(Screen.RESULTS)

    def _copy_card(self) -> None:
        if self.screen_shown() is Screen.RESULTS:
            self._share_line(None)
        self.share.copy_image()

    def _request_again(self) -> None:
        self.analyze_again_requested.emit()

    def _open_privacy_page(self) -> None:
        QDesktopServices.openUrl(QUrl(PRIVACY_PAGE))

    def _take_files(self, paths: list[str]) -> None:
        if paths:
            self.files_requested.emit(tuple(paths))

    def _open(self, dialog: QFileDialog | QMessageBox) -> None:
        # open() returns at once; exec() would run a second event loop inside the first.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        dialog.open()

    def _show_about(self) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("About Unwrapped")
        box.setText(f"Unwrapped {__version__}")
        box.setInformativeText(
            "Judges your taste in music and shows the receipts. Everything is worked out on this computer; nothing is "
            "sent anywhere.\n\nFonts: Bebas Neue, Inter, JetBrains Mono, under the SIL Open Font License."
        )
        self._open(box)

    def _set_dropping(self, *, dropping: bool) -> None:
        self._veil.setVisible(dropping)
        self._veil.raise_()
        self.login.set_dropping(dropping)


def _icon() -> QIcon:
    icon = QIcon()
    for size_px in _ICON_SIZES_PX:
        icon.addFile(str(resources_dir() / "icons" / f"unwrapped-{size_px}.png"))
    return icon


def _dropped_paths(event: QDropEvent) -> tuple[str, ...]:
    """Return what was dropped; whether it is of use is for the reader to say."""
    urls = event.mimeData().urls()
    return tuple(url.toLocalFile() for url in urls if url.isLocalFile())
