"""Time zones that have more than one name."""

from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo


def is_same_zone(one: str, other: str) -> bool:
    """Whether two names mean one time zone, as `UTC` and `Etc/UTC` do."""
    if one == other:
        return True
    rules = _rules(one)
    return rules is not None and rules == _rules(other)


def _rules(name: str) -> bytes | None:
    """Return the rules of a time zone as they are kept on this computer; None where it has none of that name."""
    try:
        ZoneInfo(name)  # refuses a name that leads out of the folders
        for folder in TZPATH:
            path = Path(folder, name)
            if path.is_file():
                return path.read_bytes()
        return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    except (LookupError, ValueError, OSError, ImportError):
        return None
