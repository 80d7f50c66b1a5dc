"""Notes where the window stood still: a beat in its thread, and another thread that listens for it.

A person feels a fifth of a second. What takes longer is logged once for every place, with the steps that led there, while
it lasts; from five seconds on, where every thread is. A computer that slept, or had no time for this program, is not what
is looked for: then the listening thread itself comes late, and the program has not been at work meanwhile.
"""

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, QTimer

from unwrapped_desktop.app.code_places import file_in_package
from unwrapped_desktop.app.run_notes import RunNotes
from unwrapped_desktop.domain.diagnostics import StandStill

STILL_S = 0.2
STUCK_S = 5.0

_BEAT_MS, _LOOK_S = 60, 0.06
_STEPS = 8

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Spell:
    """A time in which no beat comes."""

    beat_s: float
    steps: tuple[str, ...]
    is_stuck: bool = False


class Watchdog(QObject):
    """Watches the thread it is made in, from `begin` to `end`."""

    def __init__(
        self, notes: RunNotes, write_stacks: Callable[[], None], parent: QObject | None = None
    ) -> None:
        """Prepare to watch.

        Args:
            notes: Where stand-stills are noted.
            write_stacks: Writes down where every thread is.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._notes = notes
        self._write_stacks = write_stacks
        self._watched = threading.get_ident()
        self._known: set[str] = set()
        self._over = threading.Event()
        self._beat_s = self._slept_until_s = 0.0
        self._looked_s, self._used_s = time.monotonic(), time.process_time()
        self._spell: _Spell | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._thread = threading.Thread(target=self._listen, name="watchdog", daemon=True)

    def begin(self) -> None:
        """Watch from now on."""
        self._beat()
        self._looked_s, self._used_s = self._beat_s, time.process_time()
        self._timer.start()
        self._thread.start()

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._over.set()

    def _beat(self) -> None:
        self._beat_s = time.monotonic()

    def _listen(self) -> None:
        while not self._over.wait(_LOOK_S):
            self._look(time.monotonic(), time.process_time())

    def _look(self, now_s: float, used_s: float) -> None:
        """Look whether the beat has come.

        Args:
            now_s: The time, from any beginning.
            used_s: How long the program has been at work on the processor.
        """
        late_s = now_s - self._looked_s - _LOOK_S
        if late_s > STILL_S and used_s - self._used_s < late_s / 2:
            self._slept_until_s, self._spell = now_s, None
        self._looked_s, self._used_s = now_s, used_s
        beat_s = max(self._beat_s, self._slept_until_s)
        if self._spell is not None and beat_s != self._spell.beat_s:
            self._note(beat_s - self._spell.beat_s, self._spell)
            self._spell = None
        if now_s - beat_s > STILL_S:
            self._spell = self._spell or _Spell(beat_s, self._steps())
            self._tell_if_stuck(self._spell, now_s - beat_s)

    def _note(self, took_s: float, spell: _Spell) -> None:
        still = StandStill(took_s=took_s, place=" < ".join(spell.steps[:2]))
        self._notes.note_stand_still(still)
        if still.place not in self._known:
            self._known.add(still.place)
            log.info("the window stood still for %.0f ms: %s", took_s * 1000, " < ".join(spell.steps))

    def _tell_if_stuck(self, spell: _Spell, lasts_s: float) -> None:
        if lasts_s > STUCK_S and not spell.is_stuck:
            spell.is_stuck = True
            log.error("the window has stood still for %.0f s: %s", lasts_s, " < ".join(spell.steps))
            self._write_stacks()

    def _steps(self) -> tuple[str, ...]:
        """Return where the watched thread is, the innermost step first."""
        frame = sys._current_frames().get(self._watched)  # noqa: SLF001 - it is documented, and there is no other
        steps: list[str] = []
        while frame is not None and len(steps) < _STEPS:
            steps.append(_step(frame))
            frame = frame.f_back
        return tuple(steps)


def _step(frame: FrameType) -> str:
    """Return a step by its file, its line, and its name."""
    return f"{file_in_package(frame.f_code.co_filename)}:{frame.f_lineno} {frame.f_code.co_name}"
