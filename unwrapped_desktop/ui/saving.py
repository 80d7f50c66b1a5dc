"""Writing what a person saves: whole or not at all, and a sentence about it."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QIODevice, QSaveFile

from unwrapped_desktop.ui.language import translate
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
        saved = translate("Saving", "Saved as {name}.").format(name=name)
        return f"{saved} {more}".rstrip()
    return translate("Saving", "{name} was not saved: {reason}. Choose another folder.").format(
        name=name, reason=clean(file.errorString())
    )
