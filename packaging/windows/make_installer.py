"""Makes the installer and the portable zip for Windows: `python packaging/windows/make_installer.py`.

Standard library only. From `build/frozen/unwrapped-desktop` it makes two files in `dist`:

    unwrapped-desktop-VERSION-windows-x86_64-portable.zip   the folder, to be unpacked anywhere
    unwrapped-desktop-VERSION-windows-x86_64-setup.exe      the installer, compiled by makensis (NSIS 3.08 or newer)

What is not signed yet is signed first, where `sign.py` has something to sign with; where not, that is said.

Exit status: 0 made, 1 it could not be made.
"""

import os
import runpy
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "build" / "frozen" / "unwrapped-desktop"
DIST = ROOT / "dist"
SCRIPT = ROOT / "packaging" / "windows" / "installer.nsi"
ICON = ROOT / "packaging" / "windows" / "unwrapped.ico"
SIGNER = ROOT / "packaging" / "windows" / "sign.py"

_PROGRAM = runpy.run_path(str(ROOT / "unwrapped_desktop" / "__init__.py"))
_RESOURCE = runpy.run_path(str(ROOT / "packaging" / "windows" / "version_resource.py"))
_BUNDLE = runpy.run_path(str(ROOT / "packaging" / "macos" / "bundle.py"))
_SIGN = runpy.run_path(str(SIGNER))

HOME_PAGE = "https://unwrapped.fm/desktop"
"""Planned; nothing answers there yet."""

FIRST_DAY = 315_532_800
"""1980-01-01, before which no zip can date a file."""

RED = (0xBF, 0x2D, 0x17)
"""The colour of the icon, and of the band at the side of the installer's last page."""

_NSIS_FOLDERS = ("ProgramFiles(x86)", "ProgramFiles")


def facts(source: Path, version: str, side: Path) -> str:
    """Return what the installer's script includes: the program's names and numbers, and one line for each file.

    Args:
        source: The frozen folder.
        version: The program's version, such as "1.2.3".
        side: The picture at the side of the last page.

    Raises:
        ValueError: The version is none that Windows can keep, the folder lacks a program, or a name has a sign in it that
            Windows or the script cannot bear.
    """
    files = _files(source)
    for program in (_RESOURCE["WINDOW"], _RESOURCE["CONSOLE"]):
        if source / program not in files:
            raise ValueError(f"{program} is missing from {source}")
    defined = {
        "NAME": _PROGRAM["NAME"],
        "APP_ID": _PROGRAM["APP_ID"],
        "PUBLISHER": _RESOURCE["PUBLISHER"],
        "HOME_PAGE": HOME_PAGE,
        "NUMBERS": ".".join(map(str, _RESOURCE["numbers_of"](version))),
        "SIZE_KB": str(sum(file.stat().st_size for file in files) // 1024),
        "WINDOW": _RESOURCE["WINDOW"],
        "CONSOLE": _RESOURCE["CONSOLE"],
        "SUFFIX": _BUNDLE["VERDICT_SUFFIX"],
        "VERDICT_WORDS": _BUNDLE["VERDICT_WORDS"],
        "MEDIA_TYPE": _BUNDLE["VERDICT_MEDIA_TYPE"],
        "ICON": str(ICON),
        "SIDE": str(side),
    }
    lines = [f'!define {name} "{value}"' for name, value in defined.items()]
    put = ["!macro PutFiles", *_putting(source, files), "!macroend"]
    take = ["!macro TakeFiles", *_taking(source, files), "!macroend"]
    return "\n".join([*lines, *put, *take, ""])


def _files(source: Path) -> list[Path]:
    return sorted(path for path in source.rglob("*") if path.is_file())


def _putting(source: Path, files: Sequence[Path]) -> Iterator[str]:
    """Yield the lines that put every file in its place."""
    for folder in sorted({file.parent for file in files}):
        yield f'    SetOutPath "{_installed(source, folder)}"'
        for file in files:
            if file.parent == folder:
                # As this system writes paths: makensis reads them here.
                path = file.relative_to(source)
                yield f'    File "${{SOURCE}}{os.sep}{path}"'


def _taking(source: Path, files: Sequence[Path]) -> Iterator[str]:
    """Yield the lines that delete every file, and then the folders from the deepest up, unless something is left in them."""
    for file in files:
        yield f'    Delete "{_installed(source, file)}"'
    folders = {parent for file in files for parent in file.relative_to(source).parents} - {Path()}
    for folder in sorted(folders, key=lambda folder: (-len(folder.parts), folder)):
        yield f'    RMDir "{_installed(source, source / folder)}"'


def _installed(source: Path, path: Path) -> str:
    """Return where a file or folder will lie, as the script writes it."""
    parts = path.relative_to(source).parts
    if any(sign in part for part in parts for sign in '\\/:*?"<>|$'):
        raise ValueError(f"{path.name} has a sign in its name that Windows or the script cannot bear")
    return "\\".join(["$INSTDIR", *parts])


def make_portable(source: Path, target: Path) -> None:
    """Pack the frozen folder. The same files give the same bytes, whenever and wherever it is done."""
    moment = datetime.fromtimestamp(max(FIRST_DAY, int(os.environ.get("SOURCE_DATE_EPOCH", FIRST_DAY))), UTC)
    with zipfile.ZipFile(target, "w") as packed:
        for file in _files(source):
            member = zipfile.ZipInfo(
                f"{source.name}/{file.relative_to(source).as_posix()}", moment.timetuple()[:6]
            )
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            packed.writestr(member, file.read_bytes(), compresslevel=9)


def make_setup(
    source: Path, target: Path, *, version: str, work: Path, environment: Mapping[str, str] = os.environ
) -> None:
    """Compile the installer.

    Args:
        source: The frozen folder.
        target: The installer to be made.
        version: The program's version, such as "1.2.3".
        work: A folder for what is made on the way.
        environment: Names the tools, and what to sign with.

    Raises:
        ValueError: As `facts` has it.
        OSError: There is no makensis.
        subprocess.CalledProcessError: It refused.
    """
    work.mkdir(parents=True, exist_ok=True)
    included, side = work.absolute() / "facts.nsh", work.absolute() / "side.bmp"
    side.write_bytes(one_colour(RED))
    included.write_text(facts(source, version, side), "utf-8")
    given = {"VERSION": version, "SOURCE": source, "OUTPUT": target.absolute(), "FACTS": included}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    if _SIGN["can_sign"](environment):
        # A command that begins with a quote loses it to cmd.exe.
        call = "call " if sys.platform == "win32" else ""
        defined.append(f'-DSIGN={call}"{sys.executable}" "{SIGNER}"')
    subprocess.run(
        [_makensis(environment), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)],
        check=True,
        # In the locale C it would find no file with an umlaut in its name.
        env={**environment, "LC_ALL": "C.UTF-8"},
    )


def one_colour(colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one pixel as a BMP file; the installer stretches it.

    Args:
        colour: Red, green, blue, 0 to 255.
    """
    pixel = bytes((*reversed(colour), 0))  # a row is filled up to four bytes
    header = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 24, 0, len(pixel), 2835, 2835, 0, 0)
    start = 14 + len(header)
    return struct.pack("<2sIHHI", b"BM", start + len(pixel), 0, 0, start) + header + pixel


def _makensis(environment: Mapping[str, str]) -> str:
    """Return the compiler: on Windows its installer does not put it on the path."""
    beside = [
        Path(environment[name]) / "NSIS" / "makensis.exe" for name in _NSIS_FOLDERS if name in environment
    ]
    found = [shutil.which("makensis"), *(str(path) for path in beside if path.is_file())]
    for path in found:
        if path:
            return path
    raise OSError("There is no makensis: install NSIS 3.08 or newer (Debian: sudo apt install nsis)")


def make_both(version: str) -> tuple[Path, Path]:
    """Sign what is frozen, and make zip and installer of it. Returns their paths.

    Raises:
        ValueError: Nothing is frozen, or as `make_setup` and `sign` have it.
        OSError, subprocess.CalledProcessError: As `make_setup` has it.
    """
    if not FROZEN.is_dir():
        raise ValueError("There is no build/frozen/unwrapped-desktop: run packaging/freeze/freeze.py first")
    name = f"unwrapped-desktop-{version}-windows-x86_64"
    portable, setup = DIST / f"{name}-portable.zip", DIST / f"{name}-setup.exe"
    DIST.mkdir(exist_ok=True)
    _sign(path for path in _files(FROZEN) if _can_be_signed(path))
    make_portable(FROZEN, portable)
    make_setup(FROZEN, setup, version=version, work=ROOT / "build" / "installer")
    _sign([setup])
    return portable, setup


def main() -> int:
    """Make both, say where they are, and return the exit status."""
    try:
        made = make_both(_PROGRAM["__version__"])
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"Made: {path.relative_to(ROOT)}\n" for path in made)
    return 0


def _can_be_signed(path: Path) -> bool:
    """Whether it is a program or a library that nobody has signed: those of Qt and Python may carry their makers' names."""
    return path.suffix in {".exe", ".dll", ".pyd"} and not _SIGN["is_signed"](path)


def _sign(paths: Iterable[Path]) -> None:
    if _SIGN["can_sign"](os.environ):
        _SIGN["sign"]([*paths])
    else:
        sys.stderr.write(_SIGN["NOT_SIGNED"])


if __name__ == "__main__":
    sys.exit(main())
