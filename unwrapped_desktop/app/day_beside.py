"""One line about the day, worked out in a process of its own.

It takes the whole record and NumPy, whose memory a window that stands open all day would keep for the sake of a line.
"""

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.on_this_day import OnThisDay
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.own_process import own_command, own_environment

DAY_OPTION = "--tell-day-beside"
"""Makes the program the second process; see `__main__`."""

_LOOKED_AT_EVERY_S = 0.05


class DayUntold(Exception):  # noqa: N818 - as `Cancelled`
    """The second process has not answered; what it said on its way out is in the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the second process is told: as `services.on_this_day.DayAsked`, and where the records lie."""

    records_dir: str
    listener_id: int
    data_sha256: str
    timezone: str
    today: date
    exclusions: Exclusions


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What it answers: the line, if there is one, or the code of what went wrong."""

    line: OnThisDay | None = None
    error: str = ""


def ask_for_day(question: Question, cancel: CancelToken) -> OnThisDay | None:
    """Return the line about the day; None where there is none.

    Raises:
        DayUntold: The record cannot be read, or the second process could not do its work.
        Cancelled: The token was set; the process is ended.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            own_command(DAY_OPTION),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise DayUntold(type(error).__name__) from error
    with process:
        try:
            said = _conversation(process, msgspec.json.encode(question), cancel)
        finally:
            process.kill()  # it has answered, or nobody wants to know any more
    try:
        answer = msgspec.json.decode(said, type=Answer)
    except msgspec.DecodeError as error:
        raise DayUntold("no answer") from error
    if answer.error:
        raise DayUntold(answer.error)
    return answer.line


def _conversation(process: "subprocess.Popen[bytes]", question: bytes, cancel: CancelToken) -> bytes:
    told: bytes | None = question
    while True:
        cancel.raise_if_cancelled()
        with suppress(subprocess.TimeoutExpired):
            said, _ = process.communicate(told, timeout=_LOOKED_AT_EVERY_S)
            return said
        told = None  # it has been handed over; what follows only waits


def main() -> int:
    """Read a question from standard input and answer on standard output."""
    from unwrapped_desktop.analysis.reference import load_reference  # noqa: PLC0415 - the window asks, this one works
    from unwrapped_desktop.services.on_this_day import DayAsked, tell_day  # noqa: PLC0415
    from unwrapped_desktop.storage.records import RecordFiles  # noqa: PLC0415

    question = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    asked = DayAsked(
        listener_id=question.listener_id,
        data_sha256=question.data_sha256,
        timezone=question.timezone,
        today=question.today,
        exclusions=question.exclusions,
    )
    try:
        answer = Answer(line=tell_day(RecordFiles(Path(question.records_dir)), load_reference(), asked))
    except AppError as error:
        answer = Answer(error=error.code)
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    return 0
