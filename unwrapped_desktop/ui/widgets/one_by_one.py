"""Work for the window that is done piece by piece, so that the window answers in between."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal


class OneByOne(QObject):
    """Pieces that are done one a turn of the event loop.

    Attributes:
        done: The last piece has been done.
    """

    done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._do_next)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._pieces

    def begin(self, pieces: Iterable[Callable[[], object]]) -> None:
        """Do these pieces instead of those that are left."""
        self._pieces = deque(pieces)
        self._timer.start()

    def _do_next(self) -> None:
        if self._pieces:
            self._pieces.popleft()()
        if not self._pieces:
            self._timer.stop()
            self.done.emit()
