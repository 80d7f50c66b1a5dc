"""What is remembered of the window, and how it is forgotten."""

from pathlib import Path

from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.appearance import WindowPreferences
from unwrapped_desktop.ui.theme import ThemeMode


class StillWindow:
    """A window of which the place is asked."""

    def save_geometry(self) -> bytes:
        return b"somewhere"


def remembered(tmp_path: Path) -> WindowState:
    state = WindowState(AppPaths.under(tmp_path))
    state.save_judging(JudgingDefaults(timezone="Asia/Kolkata", intensity=Intensity.GENTLE))
    state.save_preferences(WindowPreferences(mode=ThemeMode.DARK, text_percent=150))
    state.save(StillWindow())  # type: ignore[arg-type]
    return state


def test_nothing_is_left_of_what_is_forgotten_and_the_end_writes_nothing(tmp_path: Path) -> None:
    state = remembered(tmp_path)
    assert (tmp_path / "window.ini").exists()
    state.forget()
    state.save(StillWindow())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    assert state.judging == JudgingDefaults()
    assert WindowState(AppPaths.under(tmp_path)).judging == JudgingDefaults()


def test_what_is_chosen_afterwards_is_remembered_again(tmp_path: Path) -> None:
    state = remembered(tmp_path)
    state.forget()
    state.save_judging(JudgingDefaults(timezone="Europe/Berlin"))
    state.save(StillWindow())  # type: ignore[arg-type]
    assert "Kolkata" not in (tmp_path / "window.ini").read_text(encoding="utf-8")
    assert WindowState(AppPaths.under(tmp_path)).judging.timezone == "Europe/Berlin"
