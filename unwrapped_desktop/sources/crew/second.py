"""The second process: looks through the paths, reads the files it is told to, and ends."""

import os
import sys
import time
from contextlib import ExitStack
from typing import BinaryIO

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.progress import CancelToken, Progress, ignore_progress
from unwrapped_desktop.sources.crew.frames import Advanced, Done, Order, Outcome, Ready, Tables, receive, send
from unwrapped_desktop.sources.decoding.columns import Columns
from unwrapped_desktop.sources.decoding.history_file import HistoryReader
from unwrapped_desktop.sources.opening.found import FoundFile
from unwrapped_desktop.sources.opening.nothing_found import explain_stranger
from unwrapped_desktop.sources.opening.search import search_paths
from unwrapped_desktop.sources.opening.streams import Budget
from unwrapped_desktop.sources.reporting import INTERVAL_S, ReadingReporter


def main() -> int:
    """Take orders from standard input and answer on standard output, until there are no more or nobody listens."""
    orders, answers = _own_streams()
    try:
        order = receive(orders)
        if isinstance(order, Order):
            _obey(order, orders, answers)
    except (EOFError, OSError):
        return 1  # the first process is gone
    return 0


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the two ends of the line, out of reach of whatever prints."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    sys.stdin, sys.stdout = None, None  # as in a program without a terminal
    return orders, answers


def _obey(order: Order, orders: BinaryIO, answers: BinaryIO) -> None:
    advance = _Advance(answers)
    reporter = ReadingReporter(progress=advance.hear, cancel=CancelToken())
    with ExitStack() as stack:
        budget = Budget(limits=order.limits, reporter=reporter)
        quiet = ReadingReporter(progress=ignore_progress, cancel=CancelToken())
        findings = search_paths(order.paths, stack=stack, budget=budget, reporter=quiet)
        send(answers, Ready(files=tuple((file.name, file.size_bytes) for file in findings.files)))
        columns = Columns(order.window)
        reader = HistoryReader(columns=columns, limits=order.limits, reporter=reporter)
        while isinstance(place := receive(orders), int):
            outcome = read_one(reader, findings.files[place])
            advance.tell()
            send(answers, Done(place=place, outcome=outcome))
        send(answers, Tables(tags=columns.tagger.tags(), texts=columns.tagger.texts()))


def read_one(reader: HistoryReader, file: FoundFile) -> Outcome:
    """Return what a file holds, or its name and why it cannot be read."""
    try:
        return reader.read(file)
    except SourceError as error:
        return file.name, error if file.is_named else explain_stranger(file, error)


class _Advance:
    """Passes on what the reporter counts, as differences."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers = answers
        self._latest = (0, 0)
        self._told = (0, 0)
        self._told_at_s = time.monotonic()

    def hear(self, progress: Progress) -> None:
        self._latest = progress.done, progress.rows
        if time.monotonic() - self._told_at_s >= INTERVAL_S:
            self.tell()

    def tell(self) -> None:
        (done, rows), (told_bytes, told_rows) = self._latest, self._told
        if (done, rows) != self._told:
            send(self._answers, Advanced(read_bytes=done - told_bytes, rows=rows - told_rows))
        self._told, self._told_at_s = self._latest, time.monotonic()
