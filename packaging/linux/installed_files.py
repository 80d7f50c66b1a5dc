"""What a Linux desktop is told of the program, and where each file of that goes: one list for every kind of package.

`python packaging/linux/installed_files.py PREFIX` copies all of it under a prefix, such as `/app` or `build/tree/usr`.

Standard library only: a package is built where nothing else is at hand.
"""

import shutil
import sys
from pathlib import Path, PurePosixPath

APP_ID = "fm.unwrapped.Desktop"
"""As in `unwrapped_desktop/__init__.py`; a test holds the two together."""

ICON_SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)
"""The squares in which icons are drawn beforehand."""

_CHECKOUT = Path(__file__).resolve().parents[2]
_LINUX = PurePosixPath("packaging/linux")
_PROGRAM_ICONS = PurePosixPath("resources/icons")
_OTHER_ICONS = _LINUX / "icons"
_THEME = PurePosixPath("share/icons/hicolor")
_DESCRIPTIONS = (
    (f"{APP_ID}.desktop", f"share/applications/{APP_ID}.desktop"),
    (f"{APP_ID}.metainfo.xml", f"share/metainfo/{APP_ID}.metainfo.xml"),
    (f"{APP_ID}.mime.xml", f"share/mime/packages/{APP_ID}.xml"),
    ("unwrapped-desktop.1", "share/man/man1/unwrapped-desktop.1"),
)


def installed_files(checkout: Path = _CHECKOUT) -> tuple[tuple[Path, PurePosixPath], ...]:
    """Return every file with its place, in the order of the places.

    Args:
        checkout: The folder that holds `packaging` and `resources`.

    Returns:
        Pairs of a file of the checkout and its place relative to the prefix, that is to `/usr` of a system.
    """
    pairs = [*_descriptions(), *_icons()]
    return tuple(
        (checkout.joinpath(source), place) for source, place in sorted(pairs, key=lambda pair: pair[1])
    )


def install(prefix: Path, checkout: Path = _CHECKOUT) -> None:
    """Copy every file to its place under a prefix; folders are made, files that are there are written over.

    Args:
        prefix: What stands for `/usr`.
        checkout: The folder that holds `packaging` and `resources`.

    Raises:
        OSError: A file is missing, or cannot be written.
    """
    for source, place in installed_files(checkout):
        target = prefix.joinpath(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(0o644)


def _descriptions() -> list[tuple[PurePosixPath, PurePosixPath]]:
    return [(_LINUX / name, PurePosixPath(place)) for name, place in _DESCRIPTIONS]


def _icons() -> list[tuple[PurePosixPath, PurePosixPath]]:
    pairs = [
        (_PROGRAM_ICONS / "unwrapped.svg", _THEME / f"scalable/apps/{APP_ID}.svg"),
        (_OTHER_ICONS / "verdict.svg", _THEME / f"scalable/mimetypes/{APP_ID}-verdict.svg"),
        (_OTHER_ICONS / "symbolic.svg", _THEME / f"symbolic/apps/{APP_ID}-symbolic.svg"),
    ]
    for size_px in ICON_SIZES_PX:
        square = _THEME / f"{size_px}x{size_px}"
        pairs += [
            (_PROGRAM_ICONS / f"unwrapped-{size_px}.png", square / f"apps/{APP_ID}.png"),
            (_OTHER_ICONS / f"verdict-{size_px}.png", square / f"mimetypes/{APP_ID}-verdict.png"),
        ]
    return pairs


def main(arguments: list[str] | None = None) -> int:
    """Copy the files under the prefix that is given, and return the exit status: 0, or 2 where none is."""
    given = sys.argv[1:] if arguments is None else arguments
    if len(given) != 1:
        sys.stderr.write("Name the folder that stands for /usr: installed_files.py PREFIX\n")
        return 2
    install(Path(given[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
