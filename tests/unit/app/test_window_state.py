"""What is remembered of the window, how it is forgotten, and what can stand in the file instead."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.appearance import TEXT_PERCENTS, WindowPreferences
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.theme import Theme, ThemeMode


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


SPOILED = {
    "nothing": b"",
    "NUL bytes": b"[General]\ntext_percent=\0\0\0\n",
    "no text at all": bytes(range(256)) * 40,
    "half a character": "[General]\nmode=ü".encode()[:-1],
    "no settings": b"[[[[",
    "far too much": b"[General]\nmode=" + b"x" * 2_000_000,
    "digits without end": b"[General]\ntext_percent=" + b"9" * 5_000,
    "digits of another script": "[General]\ntext_percent=\u0661\u0665\u0660\u0660\u0660\n".encode(),
    "brackets without end": b'[General]\nrecent_files="' + b"[" * 100_000 + b'"',
    "numbers without end": b'[General]\nrecent_files="[' + b"9" * 5_000 + b']"',
    "lists for words": b"[General]\ntext_percent=a, b\nmode=a, b\ntimezone=a, b\nintensity=a, b\nkeeps_record=a, b\n",
    "values of Qt": b"[General]\nmode=@Point(1 2)\nversion=@Invalid()\ngeometry=@Variant(\\0\\0\\0\\x7f\\0)\n",
    "a zone that leaves": b"[General]\ntimezone=../../etc/passwd\nintensity=cruel\n",
    "a place that is none": b"[General]\nversion=1\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\xff\\xff)\n",
    "files that are none": b'[General]\nrecent_files="[[1], [], {}, null, [[[]]], [\\"a.zip\\"]]"\n',
}
"""Files that a disk, an editor or somebody else may have left."""

UNREADABLE = {"NUL bytes", "no text at all", "half a character", "no settings", "far too much"}


def opened(tmp_path: Path) -> tuple[Theme, MainWindow, WindowState]:
    """Open a window as the program does, with everything that is remembered."""
    state, theme = WindowState(AppPaths.under(tmp_path)), Theme()
    state.apply_preferences(theme)
    window = MainWindow(theme, is_furnished=False)
    state.restore(window)
    assert isinstance(state.judging, JudgingDefaults)
    assert all(isinstance(path, str) for paths in state.recent_files for path in paths)
    assert {state.keeps_record, state.remembers_files} <= {True, False}
    return theme, window, state


@pytest.mark.qt_log_ignore("QVariant::load")
@pytest.mark.parametrize("name", SPOILED)
def test_no_file_of_settings_keeps_the_window_from_opening(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(SPOILED[name])
    theme, window, state = opened(tmp_path)
    assert theme.text_percent in TEXT_PERCENTS
    assert is_on_a_screen(window)
    aside = tmp_path / "window.ini.unreadable"
    assert aside.exists() is (name in UNREADABLE)
    if name in UNREADABLE:
        assert aside.read_bytes() == SPOILED[name]
    # What is chosen now holds at the next start.
    state.save_preferences(WindowPreferences(mode=ThemeMode.DARK, text_percent=125))
    state.save(window)
    again, other, _ = opened(tmp_path)
    assert (again.mode, again.text_percent) == (ThemeMode.DARK, 125)
    for one in (window, other):
        one.deleteLater()


def test_one_that_can_be_neither_read_nor_moved_is_left_alone(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(SPOILED["far too much"])

    def refuse(self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "replace", refuse)
    theme, window, _ = opened(tmp_path)
    assert (theme.mode, theme.text_percent) == (ThemeMode.SYSTEM, 100)
    assert file.read_bytes() == SPOILED["far too much"]
    window.deleteLater()


@pytest.mark.qt_log_ignore("QVariant::load", "QSettings::value")
@settings(max_examples=60)
@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.builds(
            lambda name, value: b"[General]\nversion=1\n" + name + b"=" + value,
            st.sampled_from(
                [b"geometry", b"mode", b"text_percent", b"timezone", b"recent_files", b"version"]
            ),
            st.binary(max_size=200)
            | st.binary(max_size=60).map(
                lambda more: (
                    "@ByteArray("
                    + "".join(f'\\x{byte:02x}""' for byte in b"\x01\xd9\xd0\xcb\x00\x03\x00\x00" + more)
                    + ")"
                ).encode()
            ),
        ),
    )
)
def test_anything_can_stand_in_it(qapp: QApplication, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "window.ini").write_bytes(content)
        theme, window, _ = opened(Path(folder))
        assert theme.text_percent in range(100, 201)
        assert is_on_a_screen(window)
        window.deleteLater()


def is_on_a_screen(window: MainWindow) -> bool:
    return any(screen.geometry().intersects(window.geometry()) for screen in QGuiApplication.screens())
