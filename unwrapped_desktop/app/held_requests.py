"""Holds what a person asks for while nobody can answer yet: right after the start the work is still being loaded."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance


class HeldRequests(QObject):
    """Listens in place of somebody who comes later. Lives in the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: list[tuple[SignalInstance, Callable[..., None]]] = []
        self._asked: dict[int, tuple[object, ...]] = {}

    def hold(self, *signals: SignalInstance) -> None:
        """Listen to these signals."""
        for signal in signals:
            slot = self._keeper(len(self._held))
            signal.connect(slot)
            self._held.append((signal, slot))

    def ask_again(self) -> None:
        """Stop listening, and ask once more for what was asked for, each thing once, as it was asked for last."""
        held, asked = self._held, self._asked
        self._held, self._asked = [], {}
        for signal, slot in held:
            signal.disconnect(slot)
        for index, values in asked.items():
            held[index][0].emit(*values)

    def _keeper(self, index: int) -> Callable[..., None]:
        def keep(*values: object) -> None:
            self._asked[index] = values

        return keep
