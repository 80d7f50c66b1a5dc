"""Makes what Linux gets, and holds it against the budgets: `python packaging/linux/package.py`, which `make package` calls.

It freezes the program, lets the frozen program test itself, makes the Debian package and the portable archive, and looks
at how large they are and how soon the frozen program's window stands, beside the same program run from its sources.
Ends with 1 where a budget is missed. Standard library only; run it with the Python that may be frozen.
"""

import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "freeze"), str(ROOT / "packaging" / "release")]

import deb
import freeze
import portable
from changelog import PACKAGE
from first_paint import first_paint_s, virtual_screen
from libraries import newest_glibc

from unwrapped_desktop import __version__

TOOLS = {
    "objdump": "binutils",
    "strip": "binutils",
    "dpkg-deb": "dpkg",
    "dpkg-shlibdeps": "dpkg-dev",
    "lintian": "lintian",
    "Xvfb": "xvfb",
}
"""What is called here, and the package of Debian that brings it."""

ROUNDS = 9
SOURCE = ROOT / ".venv" / "bin" / PACKAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Something measured, and the most that it may be.

    Attributes:
        name: What it is.
        value: In `unit`; None where it could not be measured.
        limit: In `unit`.
        unit: Of both.
        remark: What a reader should know besides.
    """

    name: str
    value: float | None
    limit: float
    unit: str
    remark: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether it is more than it may be, or nobody knows."""
        return self.value is None or self.value > self.limit

    def line(self) -> str:
        """Return it as a line of the table."""
        value = "not measured" if self.value is None else f"{self.value:.2f} {self.unit}"
        verdict = "MISSED" if self.is_missed else "met"
        return f"  {self.name:<38} {value:>14}   at most {self.limit:g} {self.unit:<9} {verdict:<7} {self.remark}"


def main() -> int:
    """Make everything and print the figures. Returns the exit code."""
    missing = sorted(
        {package for tool, package in TOOLS.items() if shutil.which(tool) is None} | no_library()
    )
    if missing:
        sys.stderr.write(f"Missing here: {', '.join(missing)}. On Debian: apt install {' '.join(missing)}\n")
        return 1
    freeze.main()
    tested = subprocess.run([str(deb.FROZEN / PACKAGE), "--self-test"], check=False, env=_without_display())
    if tested.returncode:
        sys.stderr.write("The frozen program fails its own test: nothing is packed.\n")
        return 1
    deb.main([])
    if not is_sound():
        return 1
    portable.main([])
    figures = [*sizes(), *oldest_system(), first_paint()]
    print("\nBudgets")
    print("\n".join(figure.line().rstrip() for figure in figures), flush=True)
    return int(any(figure.is_missed for figure in figures))


def no_library() -> set[str]:
    """Return the package that brings Python as a library, which PyInstaller needs, where it is missing."""
    name, place = (sysconfig.get_config_var(variable) or "" for variable in ("INSTSONAME", "LIBDIR"))
    if (Path(place) / name).is_file():
        return set()
    try:
        ctypes.CDLL(name)
    except OSError:
        return {f"libpython{sys.version_info.major}.{sys.version_info.minor}"}
    return set()


def is_sound() -> bool:
    """Whether Debian's own examiner finds nothing wrong with the package; what it finds is printed."""
    # Run by root it warns of root: that is no fault of the package.
    how = ["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0"]
    return subprocess.run(["lintian", *how, str(debian_package())], check=False).returncode == 0


def debian_package() -> Path:
    """Return the package that was made."""
    (package,) = deb.DIST.glob(f"{PACKAGE}_{__version__}_*.deb")
    return package


def sizes() -> Iterator[Figure]:
    """Yield how large the package is, and what it takes once it is installed."""
    package = debian_package()
    yield Figure(name="Debian package", value=package.stat().st_size / 1e6, limit=60, unit="MB")
    told = subprocess.run(
        ["dpkg-deb", "--field", str(package), "Installed-Size"], check=True, capture_output=True, text=True
    )
    yield Figure(name="installed", value=int(told.stdout) * 1024 / 1e6, limit=190, unit="MB")


def oldest_system() -> Iterator[Figure]:
    """Yield how new a C library the frozen program wants: Debian 12 has 2.36."""
    libraries = [path for path in deb.FROZEN.rglob("*.so*") if not path.is_symlink()]
    yield Figure(
        name="wants glibc",
        value=float(newest_glibc((deb.FROZEN / PACKAGE, *libraries))),
        limit=2.36,
        unit="",
    )


def first_paint() -> Figure:
    """Return how soon the frozen program's window stands, over how soon it does from the sources.

    Both are started in turn, and each time afresh; the ratio is made for each round.
    """
    taken: list[tuple[float, float]] = []
    with virtual_screen() as screen:
        for _ in range(ROUNDS + 1):
            with tempfile.TemporaryDirectory() as home:
                found = {**os.environ, "UNWRAPPED_HOME": home}
                source_s = first_paint_s([str(SOURCE)], screen, found)
                frozen_s = first_paint_s([str(deb.FROZEN / PACKAGE)], screen, found)
            taken.append((source_s, frozen_s))
    del taken[0]  # the first time everything comes from the disk
    medians = [1e3 * statistics.median(times) for times in zip(*taken, strict=True)]
    return Figure(
        name="first paint, frozen over sources",
        value=statistics.median(frozen / source for source, frozen in taken),
        limit=1.3,
        unit="times",
        remark=f"medians {medians[1]:.0f} and {medians[0]:.0f} ms of {ROUNDS} rounds",
    )


def _without_display() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}


if __name__ == "__main__":
    sys.exit(main())
