"""What on the clipboard, or in what is dropped, stands for files."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

_QUOTES = "\"'"


def local_paths(data: QMimeData) -> tuple[str, ...]:
    """Return the files of this computer among the addresses; whether they are of use is for the reader to say."""
    return tuple(url.toLocalFile() for url in data.urls() if url.isLocalFile())


def pasted_paths(data: QMimeData) -> tuple[str, ...]:
    """Return the files that were copied, or whose whole paths were copied as text, one a line.

    Text that is anything else is nobody's file: then there are none.
    """
    copied = local_paths(data)
    if copied or not data.hasText():
        return copied
    lines = [line.strip().strip(_QUOTES) for line in data.text().splitlines() if line.strip()]
    paths = [_as_path(line) for line in lines]
    return tuple(path for path in paths if path) if all(paths) else ()


def _as_path(line: str) -> str:
    """Return what a line says of a place on this computer; empty where it says nothing of the kind."""
    url = QUrl(line)
    if url.isLocalFile():
        return url.toLocalFile()
    try:
        path = Path(line).expanduser()
    except RuntimeError:  # a home that nobody has
        return ""
    return str(path) if path.is_absolute() else ""
