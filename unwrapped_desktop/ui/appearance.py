"""What the person chooses about the window: colours, text size, motion."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from unwrapped_desktop.ui.theme import MAX_TEXT_PERCENT, MIN_TEXT_PERCENT, Theme, ThemeMode

_ZOOM_STEP_PERCENT = 25
TEXT_PERCENTS = tuple(range(MIN_TEXT_PERCENT, MAX_TEXT_PERCENT + 1, _ZOOM_STEP_PERCENT))
"""The sizes of text that are offered."""


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


class Appearance(QObject):
    """Carries what is chosen to the theme.

    Attributes:
        chosen: Something was chosen; carries the `WindowPreferences` that hold now.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def preferences(self) -> WindowPreferences:
        """Return what is chosen."""
        theme = self._theme
        return WindowPreferences(
            mode=theme.mode, text_percent=theme.text_percent, reduced_motion=theme.reduced_motion
        )

    def choose_mode(self, mode: str) -> None:
        """Take the light colours, the dark ones, or the system's: a value of `ThemeMode`."""
        self._theme.set_mode(ThemeMode(mode))
        self._tell()

    def choose_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a setting is a value
        """Let things move, or let nothing move."""
        self._theme.set_reduced_motion(reduced)
        self._tell()

    def choose_text_percent(self, percent: int) -> None:
        """Give all text a size, 100 to 200 per cent."""
        self._set_text_percent(percent)

    def choose(self, preferences: WindowPreferences) -> None:
        """Take all choices at once."""
        self._theme.set_mode(preferences.mode)
        self._theme.set_text_percent(preferences.text_percent)
        self._theme.set_reduced_motion(preferences.reduced_motion)
        self._tell()

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
        self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.preferences())
