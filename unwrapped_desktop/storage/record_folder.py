"""Where the kept records lie, how large they are, and how they go. Free of NumPy: for whoever does not open one."""

import re
from contextlib import suppress
from itertools import count
from pathlib import Path

from unwrapped_desktop.storage.faults import translated


class RecordFolder:
    """The folder of kept records, one file a listener."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def set_aside(self, listener_id: int) -> None:
        """Move a record that cannot be read out of the way; it is kept beside the new one, under a name of its own."""
        path = self._path(listener_id)
        with translated(path), suppress(FileNotFoundError):
            path.rename(_free_name(path, "damaged"))

    def forget(self, listener_id: int) -> None:
        """Delete a listener's record, and what was set aside of it."""
        path = self._path(listener_id)
        with translated(path):
            for part in self._parts(listener_id):
                part.unlink(missing_ok=True)

    def size_bytes(self, listener_id: int) -> int | None:
        """Return how much is kept of a listener on disk, None when nothing is."""
        sizes = []
        for part in self._parts(listener_id):
            with suppress(OSError):
                sizes.append(part.stat().st_size)
        return sum(sizes) if sizes else None

    def _parts(self, listener_id: int) -> list[Path]:
        """Return the record, a half-written one, and those set aside."""
        return list(self._folder.glob(f"listener-{listener_id}.*"))

    def _path(self, listener_id: int) -> Path:
        return self._folder / f"listener-{listener_id}.record"


def set_strangers_aside(folder: Path, highest_listener_id: int) -> bool:
    """Move the records out of the way whose listeners the results file has never known: their numbers may be given anew.

    A record that belongs to another results file would be held against somebody else's export.

    Args:
        folder: The records.
        highest_listener_id: The highest number that the results file has given.

    Returns:
        Whether there were any.

    Raises:
        StorageError: They cannot be moved.
    """
    with translated(folder):
        strangers = [part for part in folder.glob("listener-*") if _number_of(part) > highest_listener_id]
        if strangers:
            aside = _free_name(folder, "damaged")
            aside.mkdir(mode=0o700)
            for part in strangers:
                part.rename(aside / part.name)
    return bool(strangers)


def has_records(folder: Path) -> bool:
    """Whether anybody's record is kept."""
    return any(folder.glob("listener-*"))


def _number_of(part: Path) -> int:
    """Return whose a file is; 0 where its name does not tell."""
    found = re.match(r"listener-(\d{1,18})\.", part.name)
    return int(found[1]) if found is not None else 0


def _free_name(path: Path, mark: str) -> Path:
    names = (path.with_name(f"{path.stem}.{mark}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
