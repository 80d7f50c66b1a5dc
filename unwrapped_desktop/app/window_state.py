"""Remembers the window: its place, theme, text size and motion, in a small file beside the results."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.theme import Theme, ThemeMode

if TYPE_CHECKING:
    from unwrapped_desktop.ui.appearance import WindowPreferences

_VERSION = 1


class WindowState:
    """Reads and writes what is remembered of the window. Whatever cannot be read is as if it were not there."""

    def __init__(self, paths: AppPaths) -> None:
        self._settings = QSettings(str(paths.data_dir / "window.ini"), QSettings.Format.IniFormat)

    def apply_preferences(self, theme: Theme) -> None:
        """Give the theme what was chosen last."""
        mode = str(self._settings.value("mode", ThemeMode.SYSTEM.value))
        theme.set_mode(ThemeMode(mode) if mode in {item.value for item in ThemeMode} else ThemeMode.SYSTEM)
        percent = str(self._settings.value("text_percent", "100"))
        theme.set_text_percent(int(percent) if percent.isdecimal() else 100)
        theme.set_reduced_motion(str(self._settings.value("reduced_motion", "false")) == "true")

    def restore(self, window: MainWindow) -> None:
        """Put the window where it was, if it was and the screen is still there."""
        kept = self._settings.value("geometry")
        if str(self._settings.value("version", "")) == str(_VERSION) and isinstance(kept, QByteArray):
            window.restore_geometry(bytes(kept.data()))

    def save_preferences(self, preferences: "WindowPreferences") -> None:
        """Remember theme, text size and motion."""
        self._settings.setValue("mode", preferences.mode.value)
        self._settings.setValue("text_percent", preferences.text_percent)
        self._settings.setValue("reduced_motion", "true" if preferences.reduced_motion else "false")

    @property
    def keeps_record(self) -> bool:
        """Whether the records of what is judged are kept; they are unless the person has said otherwise."""
        return str(self._settings.value("keeps_record", "true")) != "false"

    def save_keeps_record(self, keeps: bool) -> None:  # noqa: FBT001 - a slot of a checkbox
        """Remember whether records are kept."""
        self._settings.setValue("keeps_record", "true" if keeps else "false")

    def save(self, window: MainWindow) -> None:
        """Remember where the window is."""
        self._settings.setValue("version", _VERSION)
        self._settings.setValue("geometry", QByteArray(window.save_geometry()))
        self._settings.sync()
