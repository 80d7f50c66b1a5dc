"""Finds the files that are shipped beside the code: fonts, phrases, tables, schemas.

One place knows the three ways the program is laid out: a checkout, an installed wheel, a frozen build.
"""

import sys
from pathlib import Path

from unwrapped_desktop.domain.errors import CriticError

_PACKAGE = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """Return the folder of shipped files.

    Raises:
        CriticError: The installation is incomplete.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for candidate in candidates:
        if (candidate / "phrases").is_dir():
            return candidate
    raise CriticError("resources_missing", looked_in=str(candidates[-1]))


def resource_bytes(*parts: str) -> bytes:
    """Return the content of a shipped file.

    Raises:
        CriticError: The file is missing.
    """
    path = resources_dir().joinpath(*parts)
    try:
        return path.read_bytes()
    except OSError as error:
        raise CriticError("resource_missing", name="/".join(parts)) from error
