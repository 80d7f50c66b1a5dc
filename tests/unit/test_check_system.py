"""`packaging/check_system.py`: what it asks for, what it says, and when it sees a display."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "check_system.py"


def _load() -> ModuleType:
    # By its path: "packaging" is also the name of an installed package, and ours is only a folder.
    spec = importlib.util.spec_from_file_location("check_system", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


check_system = _load()

X11_SESSION = {"DISPLAY": ":0"}
WAYLAND_SESSION = {"WAYLAND_DISPLAY": "wayland-0"}
BOTH = X11_SESSION | WAYLAND_SESSION


def _all_but(*absent: str) -> Callable[[str], bool]:
    return lambda soname: soname not in absent


def _nothing(_soname: str) -> bool:
    return False


def _missing(
    environment: dict[str, str], can_load: Callable[[str], bool], platform: str = "linux"
) -> list[str]:
    return [library.soname for library in check_system.missing_libraries(environment, platform, can_load)]


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "linux", False),
        (X11_SESSION, "linux", True),
        (WAYLAND_SESSION, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_display_is_read_from_the_environment(
    environment: dict[str, str], platform: str, *, expected: bool
) -> None:
    assert check_system.has_display(environment, platform) is expected


@pytest.mark.parametrize(
    "soname",
    [
        "libEGL.so.1",
        "libGL.so.1",
        "libxkbcommon.so.0",
        "libfontconfig.so.1",
        "libdbus-1.so.3",
    ],
)
def test_painting_without_a_window_needs_the_base(soname: str) -> None:
    assert _missing({}, _all_but(soname)) == [soname]


@pytest.mark.parametrize("soname", ["libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxkbcommon-x11.so.0"])
def test_x11_libraries_are_asked_for_only_with_an_x11_display(soname: str) -> None:
    assert _missing(X11_SESSION, _all_but(soname)) == [soname]
    assert _missing(WAYLAND_SESSION, _all_but(soname)) == []
    assert _missing({}, _all_but(soname)) == []


def test_one_working_way_to_a_display_is_enough() -> None:
    assert _missing(BOTH, _all_but("libxcb-cursor.so.0")) == []
    assert _missing(BOTH, _all_but("libwayland-cursor.so.0")) == []


def test_with_no_working_way_the_shorter_repair_is_named() -> None:
    absent = _all_but("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libwayland-cursor.so.0")
    assert _missing(BOTH, absent) == ["libwayland-cursor.so.0"]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_what_qt_needs(platform: str) -> None:
    assert _missing(BOTH, _nothing, platform) == []


def test_no_library_is_listed_twice() -> None:
    sonames = [library.soname for library in check_system.BASE + check_system.X11 + check_system.WAYLAND]
    assert len(sonames) == len(set(sonames))


def test_message_has_one_line_to_paste_for_each_family() -> None:
    missing = check_system.missing_libraries(
        X11_SESSION, "linux", _all_but("libEGL.so.1", "libGL.so.1", "libxcb-shm.so.0", "libxcb-xkb.so.1")
    )
    lines = check_system.missing_message(missing).splitlines()
    assert "libEGL.so.1, libGL.so.1, libxcb-shm.so.0, libxcb-xkb.so.1" in lines[0]
    assert "  sudo apt install libegl1 libgl1 libxcb-shm0 libxcb-xkb1" in lines
    assert "  sudo dnf install libglvnd-egl libglvnd-glx libxcb" in lines
    assert "  sudo pacman -S libglvnd libxcb" in lines


@pytest.mark.parametrize(
    ("environment", "absent", "status", "says"),
    [
        (X11_SESSION, (), 0, ""),
        ({}, (), 3, "no display"),
        ({}, ("libGL.so.1",), 1, "sudo apt install libgl1\n"),
        (X11_SESSION, ("libxcb-cursor.so.0",), 1, "sudo dnf install xcb-util-cursor\n"),
    ],
)
def test_exit_status_and_what_is_said(
    capsys: pytest.CaptureFixture[str],
    environment: dict[str, str],
    absent: tuple[str, ...],
    status: int,
    says: str,
) -> None:
    answer = check_system.main([], environment=environment, platform="linux", can_load=_all_but(*absent))
    captured = capsys.readouterr()
    assert answer == status
    assert captured.out == ""
    assert says in captured.err
    assert bool(captured.err) is bool(says)


def test_debian_packages_are_named_for_x11_even_without_a_display(capsys: pytest.CaptureFixture[str]) -> None:
    absent = _all_but("libEGL.so.1", "libxcb-cursor.so.0")
    answer = check_system.main(["--debian-packages"], environment={}, platform="linux", can_load=absent)
    assert answer == 0
    assert capsys.readouterr().out == "libegl1\nlibxcb-cursor0\n"


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not check_system.loads("libunwrapped-does-not-exist.so.9")


def test_runs_without_qt_and_without_the_project() -> None:
    # -I leaves out the current folder and the person's own packages, -S every installed package.
    done = subprocess.run(  # noqa: S603 - our own script and the Python that runs this test
        [sys.executable, "-I", "-S", str(SCRIPT), "--debian-packages"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr == ""
