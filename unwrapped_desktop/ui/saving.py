"""Writing what a person saves: whole or not at all, and a sentence about it."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QFileDevice, QIODevice, QSaveFile

from unwrapped_desktop.ui.figures import write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate


def write_whole(path: str, data: bytes) -> str:
    """Write a file whole or not at all, in any thread.

    Args:
        path: Where to; what lies there is replaced when the new file is complete.
        data: What.

    Returns:
        Why it was not written: that the disk is full, or else what the system says; empty where it was.
    """
    file = QSaveFile(path)
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(QByteArray(data)) == len(data)
    if written and file.commit():
        return ""
    # Not committed where writing has failed: that would forget why.
    if file.error() is QFileDevice.FileError.ResourceError:
        return disk_full(len(data))
    return clean(file.errorString()) or translate("Saving", "nobody knows why")


def disk_full(size_bytes: int) -> str:
    """Return that there is no room for a file, as a reason."""
    return translate("Saving", "the disk is full, and it takes {size}").format(
        size=write_size(max(size_bytes, 1_000))
    )


def save_file(path: str, data: bytes, *, more: str = "") -> str:
    """Write a file and return what became of it, in words.

    Args:
        path: Where to.
        data: What.
        more: Said after "Saved", when it is.
    """
    reason = write_whole(path, data)
    if reason:
        return not_saved(path, reason)
    return f"{saved_as(path)} {more}".rstrip()


def saved_as(path: str) -> str:
    """Return that a file was written, in words."""
    return translate("Saving", "Saved as {name}.").format(name=isolate(Path(path).name))


def not_saved(path: str, reason: str) -> str:
    """Return that a file was not written, and why, in words."""
    return translate("Saving", "{name} was not saved: {reason}. Choose another folder.").format(
        name=isolate(Path(path).name), reason=reason
    )
