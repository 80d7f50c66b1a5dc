"""Looks for an export among the downloads, by names alone: nothing is opened, and no link is followed.

Two places are looked at: the folder itself, for zips; and the folders in it, down to the folders in those, for files of
listening history. An export unpacks to that depth.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import platformdirs

from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.waiting import FoundExport
from unwrapped_desktop.sources.opening.recognise import is_history, natural_key

_MOST = 20
_FOLDERS_DOWN = 1
"""How far below an unpacked folder its files may lie: in the folder that the zip had inside."""

_UNREADABLE = (OSError, OverflowError, ValueError)
"""What one entry may raise; the last two come of a date that no calendar has."""


def downloads_folder() -> Path | None:
    """Return the folder that browsers put downloads into, None when there is none of its own."""
    try:
        folder = platformdirs.user_downloads_path()
        # A Linux desktop without such a folder names the home folder in its place, where far more lies than downloads.
        return folder if folder.is_dir() and folder != Path.home() else None
    except (OSError, RuntimeError):
        # There is no home folder to look for it in.
        return None


def find_exports(folder: Path, cancel: CancelToken) -> tuple[FoundExport, ...]:
    """Return what is called like an export, the newest first, twenty at most.

    Args:
        folder: Where to look. One that cannot be read holds nothing.
        cancel: Stops the search.

    Raises:
        Cancelled: The search was asked to stop.
    """
    found = [export for entry in _entries(folder, cancel) if (export := _export(entry, cancel)) is not None]
    found.sort(key=lambda export: natural_key(export.path.name))
    found.sort(key=lambda export: export.modified_at, reverse=True)
    return tuple(found[:_MOST])


def _export(entry: os.DirEntry[str], cancel: CancelToken) -> FoundExport | None:
    try:
        if _is_zip(entry.name):
            return _zip(entry)
        if entry.is_dir(follow_symlinks=False):
            return _unpacked(entry, cancel)
    except _UNREADABLE:
        pass
    return None


def _is_zip(name: str) -> bool:
    lowered = name.casefold()
    return lowered.startswith("my_spotify_data") and lowered.endswith(".zip")


def _zip(entry: os.DirEntry[str]) -> FoundExport | None:
    # An empty one is a browser's mark for a download under way.
    if not entry.is_file(follow_symlinks=False) or not entry.stat(follow_symlinks=False).st_size:
        return None
    return _found(entry, "zip", entry.stat(follow_symlinks=False).st_size)


def _unpacked(entry: os.DirEntry[str], cancel: CancelToken) -> FoundExport | None:
    sizes = list(_history_sizes(Path(entry.path), cancel, folders_down=_FOLDERS_DOWN))
    return _found(entry, "folder", sum(sizes)) if sizes else None


def _history_sizes(folder: Path, cancel: CancelToken, *, folders_down: int) -> Iterator[int]:
    for entry in _entries(folder, cancel):
        try:
            if is_history(entry.name) and entry.is_file(follow_symlinks=False):
                yield entry.stat(follow_symlinks=False).st_size
            elif folders_down and entry.is_dir(follow_symlinks=False):
                yield from _history_sizes(Path(entry.path), cancel, folders_down=folders_down - 1)
        except OSError:
            continue


def _entries(folder: Path, cancel: CancelToken) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder, as far as it can be read."""
    cancel.raise_if_cancelled()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                cancel.raise_if_cancelled()
                yield entry
    except OSError:
        return


def _found(entry: os.DirEntry[str], kind: Literal["zip", "folder"], size_bytes: int) -> FoundExport:
    written_at = datetime.fromtimestamp(entry.stat(follow_symlinks=False).st_mtime, UTC)
    return FoundExport(path=Path(entry.path), kind=kind, modified_at=written_at, size_bytes=size_bytes)
