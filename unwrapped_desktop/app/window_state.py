"""Remembers the window: its place, theme, text size and motion, and what was opened, in a small file beside the results.

Anybody can write into that file, and a disk can fail. What is in it never keeps the program from starting: a value that
makes no sense is as if it were not there, and a file that is none is moved aside, where it can be looked at.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.theme import Theme, ThemeMode

if TYPE_CHECKING:
    from unwrapped_desktop.domain.settings import JudgingDefaults
    from unwrapped_desktop.ui.appearance import WindowPreferences

_VERSION = 1

_BYTES_MAX = 1_000_000
"""Far more than everything that is remembered."""

_FILES_MAX, _PATH_LONGEST, _WORD_LONGEST = 50, 32_000, 100
ASIDE = ".unreadable"
"""What is put behind the name of a file that cannot be read."""

_INSTEAD = ".new"
"""What is put behind the name of the file that is used while that one can be neither read nor moved."""


class WindowState:
    """Reads and writes what is remembered of the window. Whatever cannot be read is as if it were not there."""

    def __init__(self, paths: AppPaths) -> None:
        file = paths.data_dir / "window.ini"
        if not _is_readable(file) and not _set_aside(file):
            file = file.with_name(file.name + _INSTEAD)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        self._is_forgotten = False

    def apply_preferences(self, theme: Theme) -> None:
        """Give the theme what was chosen last."""
        mode = self._word("mode", ThemeMode.SYSTEM.value)
        theme.set_mode(ThemeMode(mode) if mode in {item.value for item in ThemeMode} else ThemeMode.SYSTEM)
        percent = self._word("text_percent", "100")
        theme.set_text_percent(int(percent) if percent.isdecimal() else 100)
        theme.set_reduced_motion(self._word("reduced_motion", "false") == "true")

    def restore(self, window: MainWindow) -> None:
        """Put the window where it was, if it was and the screen is still there."""
        kept = self._settings.value("geometry")
        if self._word("version", "") == str(_VERSION) and isinstance(kept, QByteArray):
            window.restore_geometry(bytes(kept.data()))

    def save_preferences(self, preferences: "WindowPreferences") -> None:
        """Remember theme, text size and motion."""
        self._settings.setValue("mode", preferences.mode.value)
        self._settings.setValue("text_percent", preferences.text_percent)
        self._settings.setValue("reduced_motion", "true" if preferences.reduced_motion else "false")

    @property
    def keeps_record(self) -> bool:
        """Whether the records of what is judged are kept; they are unless the person has said otherwise."""
        return self._word("keeps_record", "true") != "false"

    def save_keeps_record(self, keeps: bool) -> None:  # noqa: FBT001 - a slot of a checkbox
        """Remember whether records are kept."""
        self._settings.setValue("keeps_record", "true" if keeps else "false")

    @property
    def judging(self) -> "JudgingDefaults":
        """What was chosen for judgements to come."""
        from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults  # noqa: PLC0415 - after the first paint

        kept = self._word("intensity", "")
        intensity = Intensity(kept) if kept in set(Intensity) else Intensity.HONEST
        return JudgingDefaults(timezone=self._word("timezone", ""), intensity=intensity)

    def save_judging(self, judging: "JudgingDefaults") -> None:
        """Remember what was chosen for judgements to come."""
        self._settings.setValue("timezone", judging.timezone)
        self._settings.setValue("intensity", judging.intensity.value)

    @property
    def recent_files(self) -> tuple[tuple[str, ...], ...]:
        """What was read last, newest first; each as the paths that were read together."""
        import json  # noqa: PLC0415 - after the first paint

        try:
            kept = json.loads(str(self._settings.value("recent_files", "[]")))
        except (ValueError, RecursionError):
            return ()
        return tuple(tuple(paths) for paths in kept if _are_paths(paths)) if isinstance(kept, list) else ()

    def save_recent_files(self, files: Sequence[tuple[str, ...]]) -> None:
        """Remember what was read last; nothing of it stays in the file where there is nothing."""
        import json  # noqa: PLC0415 - after the first paint

        if files:
            self._settings.setValue("recent_files", json.dumps(files))
        else:
            self._settings.remove("recent_files")

    @property
    def remembers_files(self) -> bool:
        """Whether what is opened is remembered; it is unless the person has said otherwise."""
        return self._word("remembers_files", "true") != "false"

    def save_remembers_files(self, remembers: bool) -> None:  # noqa: FBT001 - a slot of a checkbox
        """Remember whether what is opened is remembered."""
        self._settings.setValue("remembers_files", "true" if remembers else "false")

    def forget(self) -> None:
        """Remember nothing any more, and leave no file behind; the window's place is not remembered in this run either."""
        self._settings.clear()
        self._settings.sync()
        self._is_forgotten = True
        file = Path(self._settings.fileName())
        for part in file.parent.glob(f"{file.name}*"):
            with suppress(OSError):
                part.unlink()

    def save(self, window: MainWindow) -> None:
        """Remember where the window is; not where everything was to be forgotten, and nothing has been chosen since."""
        if self._is_forgotten and not self._settings.allKeys():
            return
        self._settings.setValue("version", _VERSION)
        self._settings.setValue("geometry", QByteArray(window.save_geometry()))
        self._settings.sync()

    def _word(self, name: str, otherwise: str) -> str:
        """Return a value that is one word; what is anything else is as if it were not there."""
        value = self._settings.value(name, otherwise)
        if isinstance(value, int):  # as it was remembered in this run; from the file comes text
            return str(value)
        return value if isinstance(value, str) and len(value) <= _WORD_LONGEST else otherwise


def _are_paths(value: object) -> bool:
    if not isinstance(value, list) or not 0 < len(value) <= _FILES_MAX:
        return False
    return all(isinstance(path, str) and len(path) <= _PATH_LONGEST for path in value)


def _is_readable(file: Path) -> bool:
    """Whether a file can be what was written here: text, and not much of it. One that is not there can."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_BYTES_MAX + 1)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    if len(content) > _BYTES_MAX or b"\0" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return QSettings(str(file), QSettings.Format.IniFormat).status() is QSettings.Status.NoError


def _set_aside(file: Path) -> bool:
    """Move a file away, over one that was moved away before; whether that was possible."""
    try:
        file.replace(file.with_name(file.name + ASIDE))
    except OSError:
        return False
    return True
