"""Writing what a person saves: whole or not at all, and a sentence about it."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QIODevice, QSaveFile

from unwrapped_desktop.ui.text import clean, isolate


def save_file(path: str, data: bytes, *, more: str = "") -> str:
    """Write a file and return what became of it, in words.

    Args:
        path: Where to.
        data: What.
        more: Said after "Saved", when it is.
    """
    file = QSaveFile(path)
    written = file.open(QIODevice.OpenModeFlag.WriteOnly)
    written = written and file.write(QByteArray(data)) == len(data) and file.commit()
    name = isolate(Path(path).name)
    if written:
        return f"Saved as {name}. {more}".rstrip()
    return f"{name} was not saved: {clean(file.errorString())}. Choose another folder."
