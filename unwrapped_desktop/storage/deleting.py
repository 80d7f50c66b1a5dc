"""Where everything lies that this program keeps, how large it is, and how all of it is deleted.

Only what the program has made itself is ever touched, by its names: the data folder may be any folder of the person's,
since `UNWRAPPED_HOME` names it, and may hold files of theirs.

| in the data folder | |
| --- | --- |
| `unwrapped.db`, with its logs, and one that is being made or repaired | results |
| `records/listener-*` | records |
| `backups/unwrapped-*` | copies: of a day, and before a newer form |
| `unwrapped.damaged-*`, `records.damaged-*` | what was set aside because it was damaged, or nobody's |
| `waiting.json` | a wait for an export |
| `forgotten.json` | who is to be forgotten |
| `window.ini` | the window |

The lock of the running program stays until it ends, and goes then.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from unwrapped_desktop.domain.stored import PlaceKind, StoredPlace, Undeleted
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.forgotten_file import marks_beside

_KEPT_IN_RECORDS = "listener-*"


def stored_places(paths: AppPaths) -> tuple[StoredPlace, ...]:
    """Return every place in the data folder, whether or not something is there. Reads the disk."""
    first = {
        PlaceKind.RESULTS: paths.database,
        PlaceKind.RECORDS: paths.records_dir,
        PlaceKind.BACKUPS: paths.backups_dir,
        PlaceKind.DAMAGED: paths.data_dir,
        PlaceKind.WAITING: paths.waiting_file,
        PlaceKind.WINDOW: _window_file(paths),
    }
    return tuple(
        StoredPlace(kind=kind, path=str(path), size_bytes=size_of(_files(paths, kind)))
        for kind, path in first.items()
    )


def size_of(files: Iterator[Path]) -> int | None:
    """Return how large files are together; None where there is none."""
    sizes = []
    for file in files:
        with suppress(OSError):
            sizes.append(file.stat().st_size)
    return sum(sizes) if sizes else None


def delete_stored(paths: AppPaths) -> tuple[Undeleted, ...]:
    """Delete everything in the data folder that is the program's. The results file has to be closed.

    The file itself goes before its logs: a log without its file is never replayed into a new one. What cannot be deleted
    keeps nothing else from being deleted.

    Returns:
        What is left, and why.
    """
    kinds = (kind for kind in PlaceKind if kind is not PlaceKind.LOGS)
    files = [file for kind in kinds for file in _files(paths, kind)]
    files += [marks_beside(paths.database), *_named(paths.data_dir, f"{marks_beside(paths.database).name}.*")]
    left = delete_files(files)
    for folder in (paths.records_dir, paths.backups_dir, *_named(paths.data_dir, "records.damaged-*")):
        remove_if_empty(folder)
    return left


def delete_files(files: list[Path]) -> tuple[Undeleted, ...]:
    """Delete files, and what they lead to where they are links; returns what is left, and why."""
    left = []
    for file in files:
        try:
            if file.is_symlink():
                file.resolve().unlink(missing_ok=True)
            file.unlink(missing_ok=True)
        except OSError as error:
            left.append(Undeleted(path=str(file), reason=error.strerror or type(error).__name__))
    return tuple(left)


def remove_if_empty(folder: Path) -> None:
    """Remove a folder in which nothing is left; one with something in it is not the program's alone."""
    with suppress(OSError):
        folder.unlink() if folder.is_symlink() else folder.rmdir()


def _window_file(paths: AppPaths) -> Path:
    return paths.data_dir / "window.ini"


def _files(paths: AppPaths, kind: PlaceKind) -> Iterator[Path]:
    """Yield the files of a place."""
    data, database = paths.data_dir, paths.database
    match kind:
        case PlaceKind.RESULTS:
            yield from _named(data, database.name)
            yield from _named(data, f"{database.name}-*")
            yield from _named(data, f"{database.name}.new-*")
            yield from _named(data, f"{database.name}.recovered")
        case PlaceKind.RECORDS:
            yield from _named(paths.records_dir, _KEPT_IN_RECORDS)
        case PlaceKind.BACKUPS:
            yield from _named(paths.backups_dir, f"{database.stem}-*")
        case PlaceKind.DAMAGED:
            yield from _named(data, f"{database.stem}.damaged-*")
            for folder in _named(data, "records.damaged-*"):
                yield from _named(folder, _KEPT_IN_RECORDS)
        case PlaceKind.WAITING:
            yield from _named(data, f"{paths.waiting_file.name}*")
        case PlaceKind.WINDOW:
            yield from _named(data, f"{_window_file(paths).name}*")
        case PlaceKind.LOGS:
            pass  # they are the logs' own


def _named(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))
