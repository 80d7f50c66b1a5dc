"""A language for tests: English that is 40 % longer and bears marks, so that whatever is not translated stands out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

OPENS, CLOSES = "⟦", "⟧"
_HELD = re.compile(r"(\{[^{}]*\}|&.)")
_LONGER = "·"


class PseudoTranslator(QTranslator):
    """Translates everything: `Open file` becomes `⟦Open file····⟧`. Names in braces and mnemonics stay as they are."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's own
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        del context, disambiguation, n
        said = _HELD.sub("", text)
        return f"{OPENS}{text}{_LONGER * round(0.4 * len(said))}{CLOSES}" if said.strip() else text


@contextmanager
def spoken(application: QCoreApplication) -> Iterator[None]:
    """Speak the pseudo-language for a while; texts that are on screen already stay as they are."""
    translator = PseudoTranslator()
    application.installTranslator(translator)
    try:
        yield
    finally:
        application.removeTranslator(translator)
