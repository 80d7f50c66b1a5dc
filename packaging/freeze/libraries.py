"""Which of the shared libraries in a frozen program are needed there, on Linux: the system has most of them.

PyInstaller brings whatever a library wants, also what only a plugin wanted that is not shipped. What is left to the
system is the copy that its maintainers keep safe. Standard library only, and `objdump`, which PyInstaller needs too.
"""

import re
import subprocess
from collections import deque
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

OF_EVERY_DESKTOP = (
    # Qt expects them of the system: its own packages do not bring them either.
    "libEGL.so.*",
    "libGL*.so.*",
    "libX11.so.*",
    "libX11-xcb.so.*",
    "libxcb.so.*",
    "libxkbcommon.so.*",
    "libwayland-*.so.*",
    "libfontconfig.so.*",
    "libfreetype.so.*",
    "libdbus-1.so.*",
    "libglib-2.0.so.*",
    "libgthread-2.0.so.*",
    "libgssapi_krb5.so.*",
    "libcups.so.*",
    "libzstd.so.*",
    "libz.so.*",
    # A newer one is there wherever a graphics driver wants it, and two in one process do not go well.
    "libstdc++.so.*",
    "libgcc_s.so.*",
)
"""What no Linux desktop is without; a bundled copy would clash with it, or grow old."""

OF_DEBIAN = (
    "libxcb-*.so.*",
    "libxkbcommon-x11.so.*",
    "libssl.so.*",
    "libcrypto.so.*",
    "libsqlite3.so.*",
    "libffi.so.*",
    "liblzma.so.*",
    "libbz2.so.*",
    "libuuid.so.*",
    "libexpat.so.*",
)
"""What a Debian package may ask for besides: it gets every fix without a new one of ours."""

_INTERNAL = "_internal"
_GLIBC = re.compile(r"GLIBC_(\d+\.\d+)")


def leave_to_system(folder: Path, names: Iterable[str]) -> list[str]:
    """Delete every library that the system has, or that nothing in the folder needs any more.

    Args:
        folder: A frozen program: an executable beside `_internal`.
        names: Patterns of the libraries that the system has.

    Returns:
        The names of what was deleted, sorted.
    """
    patterns = tuple(names)
    internal = folder / _INTERNAL
    libraries = {path.name: path for path in internal.rglob("lib*.so*") if not path.is_symlink()}
    shared = {name: path for name, path in libraries.items() if _is_shared(path, internal)}
    roots = [path for path in internal.rglob("*.so*") if path.name not in shared and not path.is_symlink()]
    roots += [path for name, path in shared.items() if name.startswith("libpython")]
    wanted = _reached(roots, shared, patterns)
    unwanted = sorted(shared.keys() - wanted)
    for name in unwanted:
        shared[name].unlink()
    for link in internal.rglob("*"):
        if link.is_symlink() and not link.exists():
            link.unlink()
    return unwanted


def _is_shared(path: Path, internal: Path) -> bool:
    """Whether others load it by its name: it is no extension module, no plugin, and no package's own."""
    place = path.relative_to(internal).parent
    return place == Path() or place.parts[-2:] == ("Qt", "lib")


def _reached(roots: Iterable[Path], shared: dict[str, Path], patterns: tuple[str, ...]) -> set[str]:
    """Return the names of the shared libraries that something needs, directly or through others."""
    reached: set[str] = set()
    waiting = deque(roots)
    while waiting:
        for name in needed_by(waiting.popleft()):
            is_ours = name in shared and not any(fnmatch(name, pattern) for pattern in patterns)
            if is_ours and name not in reached:
                reached.add(name)
                waiting.append(shared[name])
    return reached | {name for name in shared if name.startswith("libpython")}


def needed_by(path: Path) -> list[str]:
    """Return the names of the libraries that a library asks the loader for.

    Raises:
        subprocess.CalledProcessError: It is no library.
    """
    lines = (line.strip() for line in _told_of(path).splitlines())
    return [line.split()[1] for line in lines if line.startswith("NEEDED")]


def newest_glibc(paths: Iterable[Path]) -> str:
    """Return the newest version of the C library that one of the files asks for, such as "2.35"."""
    versions: set[str] = {found for path in paths for found in _GLIBC.findall(_told_of(path))}
    return max(versions, key=lambda version: tuple(map(int, version.split("."))))


def _told_of(path: Path) -> str:
    return subprocess.run(["objdump", "-p", str(path)], check=True, capture_output=True, text=True).stdout
