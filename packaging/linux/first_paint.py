"""How soon the window of a program stands on the screen, looked at from outside, on a virtual screen of its own.

The same eye for any program, from sources or frozen: a virtual X server keeps its screen in a file, and what is waited for
is that more than one colour stands where there was one. Standard library only, and `Xvfb`.
"""

import mmap
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WIDTH_PX, HEIGHT_PX = 1400, 950
LOOK_EVERY_S = 0.002
PATIENCE_S = 60.0
STEP = 997
"""Every so many bytes one is looked at: a prime, so that no column is looked at again and again."""

COLOURS = 4
"""A window that has been painted has more of them than a frame, or one that only has a background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A virtual screen.

    Attributes:
        name: As DISPLAY wants it.
        pixels: What stands on it.
    """

    name: str
    pixels: mmap.mmap

    def colours(self) -> int:
        """Return how many values the bytes that are looked at have."""
        return len(set(self.pixels[::STEP]))


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """Give a screen of its own for as long as it is wanted.

    Raises:
        FileNotFoundError: There is no Xvfb here.
    """
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        size = f"{WIDTH_PX}x{HEIGHT_PX}x24"
        command = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            size,
            "-fbdir",
            folder,
            "-nolisten",
            "tcp",
        ]
        server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            with (Path(folder) / "Xvfb_screen0").open("rb") as kept:
                whole = mmap.mmap(kept.fileno(), 0, access=mmap.ACCESS_READ)
            yield Screen(name=f":{number}", pixels=whole)
            whole.close()
        finally:
            server.terminate()
            server.wait()


def first_paint_s(command: Sequence[str], screen: Screen, environment: dict[str, str]) -> float:
    """Return the seconds from the start of a program until its window stands on the screen.

    The program is ended then, and its window waited for until it has gone.

    Args:
        command: What starts it.
        screen: Nothing else may stand on it.
        environment: What the program finds, besides the screen.

    Raises:
        TimeoutError: It did not come.
    """
    found = {**environment, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
    found.pop("WAYLAND_DISPLAY", None)
    before = screen.colours()
    began_s = time.monotonic()
    with subprocess.Popen(
        command, env=found, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        try:
            while screen.colours() < before + COLOURS:
                if time.monotonic() - began_s > PATIENCE_S or program.poll() is not None:
                    raise TimeoutError(f"No window came of {command[0]}.")
                time.sleep(LOOK_EVERY_S)
            return time.monotonic() - began_s
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(timeout=PATIENCE_S)
            while screen.colours() > before:
                time.sleep(LOOK_EVERY_S)
