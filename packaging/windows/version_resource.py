"""What Windows shows of the program's files under Properties, Details: name, version and who made it.

Standard library only: the PyInstaller spec asks for it before any environment of the program is there.
"""

import re
import runpy
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = runpy.run_path(str(_ROOT / "unwrapped_desktop" / "__init__.py"))
NAME: str = _PROGRAM["NAME"]

PUBLISHER = "The Unwrapped maintainers"
SUMMARY = "Judges your taste in music and shows the receipts"
WINDOW, CONSOLE = "Unwrapped.exe", "unwrapped-desktop.exe"
"""The program without and with a console."""

MAX_PART = 0xFFFF
"""Windows keeps each part of a version in two bytes."""

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:[-+.a-z].*)?")


def numbers_of(version: str) -> tuple[int, int, int, int]:
    """Return a version as the four numbers that Windows compares; what comes after the third stays out.

    Raises:
        ValueError: It does not begin with three numbers, or one of them is above 65,535.
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"{version} does not begin with three numbers")
    major, minor, patch = (int(part) for part in found.groups())
    if max(major, minor, patch) > MAX_PART:
        raise ValueError(f"{version} has a number above {MAX_PART}")
    return major, minor, patch, 0


def version_resource(version: str, executable: str = WINDOW) -> str:
    """Return the version resource of an executable, in the form that PyInstaller reads.

    Args:
        version: The program's version, such as "1.2.3".
        executable: The name of the file that it is for.

    Raises:
        ValueError: The version is none that Windows can keep.
    """
    numbers = numbers_of(version)
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": NAME,  # the task manager and "Open with" show this one
        "FileVersion": version,
        "InternalName": executable.removesuffix(".exe"),
        "LegalCopyright": f"{PUBLISHER}, under the MIT licence",
        "OriginalFilename": executable,
        "ProductName": NAME,
        "ProductVersion": version,
        "Comments": SUMMARY,
    }
    told = "\n".join(f"        StringStruct({key!r}, {value!r})," for key, value in strings.items())
    # 0x3F: every flag is meant. 0x40004: Windows NT, 32 bits or more. 0x1: a program. 0x0409, 1200: English, Unicode.
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers},
    prodvers={numbers},
    mask=0x3F,
    flags=0x0,
    OS=0x40004,
    fileType=0x1,
    subtype=0x0,
    date=(0, 0),
  ),
  kids=[
    StringFileInfo([
      StringTable('040904B0', [
{told}
      ]),
    ]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),
  ],
)
"""
