"""Say whether the window can start here, before Qt is asked: Qt's own answer is an abort.

Standard library only, and no Qt: this must run where Qt cannot.

Exit status: 0 the window can start, 1 libraries are missing, 2 usage, 3 there is no display.
"""

import argparse
import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

READY = 0
LIBRARIES_MISSING = 1
NO_DISPLAY = 3


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library that PySide6 expects from the system, and the packages that bring it."""

    soname: str
    debian: str
    fedora: str
    arch: str


# What the Linux wheels of PySide6-Essentials 6.11.3 name as NEEDED and do not bring along.
BASE = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libzstd.so.1", "libzstd1", "libzstd", "zstd"),
)
X11 = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb", "libxcb"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland"),
)
# The variable that announces a display, and what Qt's plugin for it needs.
DISPLAYS = (("DISPLAY", X11), ("WAYLAND_DISPLAY", WAYLAND))

NO_DISPLAY_MESSAGE = (
    "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set),"
    " so the sample listener is judged in the terminal instead."
)


def loads(soname: str) -> bool:
    """Whether the system's loader finds the library and everything that it needs in turn."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window has somewhere to appear. Outside Linux that is taken for granted."""
    return platform != "linux" or any(environment.get(variable) for variable, _ in DISPLAYS)


def missing_libraries(
    environment: Mapping[str, str], platform: str, can_load: Callable[[str], bool]
) -> tuple[Library, ...]:
    """What has to be installed before Qt starts here; empty outside Linux.

    With both an X11 and a Wayland display one working way is enough: Qt tries the one and then the other.
    With neither, only what painting without a window needs is asked for.
    """
    if platform != "linux":
        return ()

    def absent(libraries: Iterable[Library]) -> tuple[Library, ...]:
        return tuple(library for library in libraries if not can_load(library.soname))

    ways = [absent(libraries) for variable, libraries in DISPLAYS if environment.get(variable)]
    return absent(BASE) + min(ways, key=len, default=())


def missing_message(libraries: Iterable[Library]) -> str:
    """The missing libraries, and for each family of systems the one line that installs them."""
    found = tuple(libraries)
    commands = (
        ("Debian, Ubuntu", "sudo apt install", [library.debian for library in found]),
        ("Fedora", "sudo dnf install", [library.fedora for library in found]),
        ("Arch", "sudo pacman -S", [library.arch for library in found]),
    )
    lines = [
        "Qt cannot start here, these system libraries are missing: "
        + ", ".join(library.soname for library in found)
        + ".",
        "Install them and run it again.",
    ]
    for system, command, packages in commands:
        lines += [f"{system}:", f"  {command} {' '.join(dict.fromkeys(packages))}"]
    return "\n".join(lines)


def main(
    arguments: list[str] | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    can_load: Callable[[str], bool] = loads,
) -> int:
    """Check, say what is wrong, and answer with the exit status that the module's docstring lists."""
    parser = argparse.ArgumentParser(description="Say whether the window can start here.")
    parser.add_argument(
        "--debian-packages",
        action="store_true",
        help="only name the missing packages of Debian, for X11 with or without a display (used by .ci/run)",
    )
    options = parser.parse_args(arguments)

    if options.debian_packages:
        missing = missing_libraries({"DISPLAY": ":0"}, platform, can_load)
        sys.stdout.write("".join(f"{library.debian}\n" for library in missing))
        return READY

    missing = missing_libraries(environment, platform, can_load)
    if missing:
        sys.stderr.write(missing_message(missing) + "\n")
        return LIBRARIES_MISSING
    if not has_display(environment, platform):
        sys.stderr.write(NO_DISPLAY_MESSAGE + "\n")
        return NO_DISPLAY
    return READY


if __name__ == "__main__":
    sys.exit(main())
