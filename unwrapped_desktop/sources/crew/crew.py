"""Shares the files of an export out between this process and a second one."""

import logging
import os
import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from unwrapped_desktop.domain.intake import MusicRows
from unwrapped_desktop.domain.record import Codes
from unwrapped_desktop.own_process import own_command, own_environment
from unwrapped_desktop.sources.crew.frames import (
    Advanced,
    Done,
    Message,
    Order,
    Outcome,
    Ready,
    Tables,
    receive,
    send,
)
from unwrapped_desktop.sources.crew.second import read_one
from unwrapped_desktop.sources.decoding.columns import Columns, TimeWindow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile, HistoryReader
from unwrapped_desktop.sources.limits import MIB, Limits
from unwrapped_desktop.sources.opening.found import FoundFile
from unwrapped_desktop.sources.reporting import ReadingReporter

SECOND_PROCESS_OPTION = "--read-beside"
"""Makes the program the second process; see `__main__`."""

WORTH_BYTES = 48 * MIB
"""Starting a second process takes about as long as reading this much."""

_FILES_AHEAD = 2
"""The second process knows its next file before it has done the last, so that it never waits."""

_WAIT_S = 0.05
_END_S = 0.5
_PATIENCE_S = 20.0
"""A second process that says nothing for so long is given up; a file takes well under a second."""

log = logging.getLogger(__name__)


def is_worth_it(files: Sequence[FoundFile]) -> bool:
    """Whether a second process would shorten the reading."""
    return len(files) > 1 and sum(file.size_bytes for file in files) >= WORTH_BYTES and _cores() > 1


def _cores() -> int:
    with suppress(AttributeError):  # Linux alone tells which cores this process may use
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_together(
    files: Sequence[FoundFile],
    paths: Sequence[Path],
    *,
    columns: Columns,
    reader: HistoryReader,
    window: TimeWindow,
    limits: Limits,
    reporter: ReadingReporter,
) -> list[Outcome]:
    """Read all files, some of them in a second process. If that fails, everything is read here.

    Args:
        files: The files, as `search_paths` found them.
        paths: Where they were found.
        columns: Where the tags of all of them come together.
        reader: Reads files in this process, into the same columns.
        window: The times a row can have.
        limits: What is read before it is refused.
        reporter: Hears how far both are.

    Raises:
        Cancelled: The work was asked to stop.
    """
    outcomes: dict[int, Outcome] = {}
    open_places = deque(range(len(files)))
    with _SecondProcess(Order(paths=paths, limits=limits, window=window), files, open_places) as second:
        while (place := _next(open_places)) is not None:
            outcomes[place] = read_one(reader, files[place])
            second.report(reporter)
        outcomes |= second.outcomes(columns, reporter)
    for place in sorted(set(range(len(files))) - outcomes.keys()):
        outcomes[place] = read_one(reader, files[place])
    return [outcomes[place] for place in range(len(files))]


def _next(places: deque[int]) -> int | None:
    with suppress(IndexError):  # both sides take places: looking first would be no help
        return places.popleft()
    return None


class _SecondProcess:
    """The second process as the first one sees it. A thread of its own listens to it and hands it files."""

    def __init__(self, order: Order, files: Sequence[FoundFile], open_places: deque[int]) -> None:
        self._order = order
        self._expected = tuple((file.name, file.size_bytes) for file in files)
        self._open_places = open_places
        self._heard: queue.SimpleQueue[Done | Tables | Advanced | None] = queue.SimpleQueue()
        self._done: list[Done] = []
        self._tables: Tables | None = None
        self._has_ended = False
        self._is_reading = False
        self._is_told_all = False
        self._process: subprocess.Popen[bytes] | None = None
        self._listener = threading.Thread(target=self._listen, name="second reader", daemon=True)

    def __enter__(self) -> Self:
        try:
            self._process = subprocess.Popen(  # noqa: S603 - ourselves
                own_command(SECOND_PROCESS_OPTION),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=own_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            log.warning("no second process can be started; everything is read in this one")
            self._heard.put(None)
        else:
            self._listener.start()
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process is None:
            return
        self._process.kill()  # it has nothing to tidy up, and its last word has been heard or is not wanted
        self._listener.join(_END_S)
        if not self._listener.is_alive():  # else it still holds the line, and closes with the program
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    cast("IO[bytes]", stream).close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_S)

    def report(self, reporter: ReadingReporter) -> None:
        """Tell the reporter what the second process has read since the last call."""
        with suppress(queue.Empty):
            while not self._has_ended:
                self._take(self._heard.get_nowait(), reporter)

    def outcomes(self, columns: Columns, reporter: ReadingReporter) -> dict[int, Outcome]:
        """Wait until the second process is done, and return what it has read; nothing if it failed on the way."""
        heard_at_s = time.monotonic()
        while self._is_reading and not self._has_ended and time.monotonic() - heard_at_s < _PATIENCE_S:
            reporter.cancel.raise_if_cancelled()
            with suppress(queue.Empty):
                self._take(self._heard.get(timeout=_WAIT_S), reporter)
                heard_at_s = time.monotonic()
        if self._tables is None:
            return {}
        code_here = columns.tagger.take_in(self._tables.tags, self._tables.texts)
        return {done.place: _recoded(done.outcome, code_here) for done in self._done}

    def _take(self, message: Done | Tables | Advanced | None, reporter: ReadingReporter) -> None:
        if isinstance(message, Advanced):
            reporter.advance(read_bytes=message.read_bytes, rows=message.rows)
        elif isinstance(message, Done):
            self._done.append(message)
        else:
            self._tables = message
            self._has_ended = True

    def _listen(self) -> None:
        """Hear the second process out; runs in the listening thread."""
        process = cast("subprocess.Popen[bytes]", self._process)
        orders, answers = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)
        try:
            send(orders, self._order)
            while True:
                message = receive(answers)
                if isinstance(message, Tables | Done | Advanced):
                    self._heard.put(message)
                if isinstance(message, Tables):
                    return
                for _ in range(self._files_wanted(message)):
                    self._hand_out(orders)
        except (EOFError, OSError) as error:
            log.info("the second process has ended: %s", type(error).__name__)  # as it does when it is killed
        except Exception:
            log.exception("the second process makes no sense; its files are read in this one")
        finally:
            self._heard.put(None)  # after the tables nobody listens to it

    def _hand_out(self, orders: BinaryIO) -> None:
        """Give the second process its next file, or say once that there are no more: then it sends its tables, and ends."""
        if self._is_told_all:
            return
        place = _next(self._open_places)
        self._is_reading = self._is_reading or place is not None
        self._is_told_all = place is None
        send(orders, place)

    def _files_wanted(self, message: Message) -> int:
        if isinstance(message, Ready):
            if message.files != self._expected:
                raise EOFError  # the folder has changed in between: places would mean other files
            return _FILES_AHEAD
        return 1 if isinstance(message, Done) else 0


def _recoded(outcome: Outcome, code_here: Codes) -> Outcome:
    if isinstance(outcome, HistoryFile):
        outcome.music = [_with_tags(part, code_here) for part in outcome.music]
    return outcome


def _with_tags(part: MusicRows, code_here: Codes) -> MusicRows:
    return replace(part, tag=code_here[part.tag])
