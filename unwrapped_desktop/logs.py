"""The log file: what went wrong, for the person who has to find out why.

It rotates, one record never looks like two, and neither what opens an account nor whose it is gets into it: keys are
taken out, a home folder is written as `~`, and of an exception stands what it says of the program, not of the data. A
folder that cannot be written to stops nothing: then there is no log.

Where the interpreter itself breaks down nothing can be logged any more. What it says last goes into a file of its own, and
from there into the log at the next start.
"""

import faulthandler
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from datetime import UTC, datetime
from io import BufferedWriter, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import cast

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.paths import PRIVATE

FILE_NAME = "unwrapped-desktop.log"
LAST_WORDS_NAME = "unwrapped-desktop-last-words.txt"
OWN_LOGGER = "unwrapped_desktop"

_BYTES_MAX = 1_000_000
_FILES_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"
_TRACEBACK_INDENT = "    | "
_REMOVED = "[removed]"

_LAST_WORDS_MAX_BYTES = 64_000

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_SECRETS = (
    re.compile(r"(?i)(\b(?:bearer|basic)\s+)[\w.~+/=-]{16,}"),
    re.compile(r"(?i)([?&#](?:code|state)=)[^\s&#'\"]+"),
    re.compile(
        r"(?i)(\b(?:access_?token|refresh_?token|id_?token|client_?secret|code_?verifier|code_?challenge|api_?key"
        r"|password|authorization|cookie)['\"]?\s*[=:]\s*['\"]?)(?!bearer\b|basic\b)[^\s'\"&,;}\])]+"
    ),
    # Client ids, and what Spotify's tokens look like, wherever they stand.
    re.compile(r"()\b[0-9a-f]{32}\b"),
    re.compile(r"()\b(?:AQ|BQ)[\w-]{40,}"),
)

_OF_THE_PROGRAM = frozenset(
    {
        AttributeError,
        ImportError,
        MemoryError,
        ModuleNotFoundError,
        NameError,
        RecursionError,
        TypeError,
        UnboundLocalError,
        ZeroDivisionError,
    }
)
"""Kinds of exceptions whose words are about the program. What others say may quote a name, a title, or a file."""

_BELONGS_TO_US = "unwrapped_log"


class LineFormatter(logging.Formatter):
    """Writes a record so that it cannot be mistaken for another, holds no secret, and names nobody.

    Control characters and line breaks of the message are written as escapes; the lines of a traceback are indented
    behind a bar, which no record starts with.
    """

    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return where an exception happened and what led to it, without what it quotes."""
        return "" if ei[1] is None else "\n".join(_told(ei[1]))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's name
        """Return the time of the record in UTC."""
        del datefmt
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line, and a traceback below it."""
        alone = copy(record)
        # Whoever has formatted the record before has left the traceback in it, with all that it quotes.
        alone.exc_info = alone.exc_text = alone.stack_info = None
        head = super().format(alone)
        trace = [] if not record.exc_info else self.formatException(record.exc_info).split("\n")
        stack = [] if not record.stack_info else record.stack_info.split("\n")
        lines = [_escaped(head), *(_TRACEBACK_INDENT + _escaped(line) for line in (*trace, *stack) if line)]
        return without_person(without_secrets("\n".join(lines)))


class _QuietRotatingFile(RotatingFileHandler):
    """A rotating file that only its owner can read and that never complains: a full disk must not stop the program."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; where somebody has deleted the file meanwhile, into a new one."""
        if self.stream is not None and not Path(self.baseFilename).exists():
            self.let_go()
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - overrides logging's name
        """Drop a record that cannot be written."""

    def let_go(self) -> None:
        """Close the file. The next record makes it anew."""
        self.acquire()
        try:
            if self.stream is not None:
                self.stream.close()
                self.stream = None
        finally:
            self.release()

    def _open(self) -> TextIOWrapper:
        # The folder may have been deleted with the log in it.
        Path(self.baseFilename).parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)

        def private(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        file = open(  # noqa: SIM115 - the handler closes it
            self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors, opener=private
        )
        return cast("TextIOWrapper", file)


def set_up_logs(logs_dir: Path, *, level: int = logging.INFO, console: bool = False) -> Path | None:
    """Send records to the log file; calling it again replaces what an earlier call set up.

    Other packages' records are kept from WARNING upwards only, since some of them write headers at lower levels.

    Args:
        logs_dir: Folder of the log, made if missing.
        level: From which level the program's own records are kept.
        console: Whether they go to stderr as well.

    Returns:
        The log file, None when it cannot be written.
    """
    close_logs()
    root = logging.getLogger()
    # Without any handler, logging prints warnings to stderr.
    handlers: list[logging.Handler] = [logging.NullHandler()]
    if console and sys.stderr is not None:
        handlers.append(logging.StreamHandler())
    log_file: Path | None = logs_dir / FILE_NAME
    try:
        logs_dir.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        handlers.append(
            _QuietRotatingFile(
                logs_dir / FILE_NAME,
                maxBytes=_BYTES_MAX,
                backupCount=_FILES_KEPT,
                encoding="utf-8",
                errors="backslashreplace",
            )
        )
    except OSError:
        log_file = None
    for handler in handlers:
        handler.setFormatter(LineFormatter(_FORMAT))
        handler.set_name(_BELONGS_TO_US)
        root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger(OWN_LOGGER).setLevel(level)
    return log_file


def close_logs() -> None:
    """Take away what `set_up_logs` set up and close its file."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if handler.get_name() == _BELONGS_TO_US]:
        root.removeHandler(handler)
        handler.close()


def log_files(logs_dir: Path) -> list[Path]:
    """Return the log and those before it, and the last words of a run."""
    return sorted([*logs_dir.glob(f"{FILE_NAME}*"), *logs_dir.glob(LAST_WORDS_NAME)])


class LastWords:
    """A file for what the interpreter says when it breaks down, in which there is nothing as long as it does not.

    Attributes:
        before: What a run before has left in it, as lines; none where all was well.
    """

    def __init__(self, logs_dir: Path) -> None:
        """Open the file. Where it cannot be opened there is none."""
        self._path = logs_dir / LAST_WORDS_NAME
        self._file: BufferedWriter | None = None
        self.before = self._left_before()
        with suppress(OSError):
            logs_dir.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            self._file = self._path.open("wb")
            faulthandler.enable(self._file)
            _open_last_words.append(self)

    def log_before(self) -> None:
        """Write into the log what a run before has left."""
        if self.before:
            logger = logging.getLogger(OWN_LOGGER)
            text = "the run before this one broke off, or stood still for long"
            record = logger.makeRecord(OWN_LOGGER, logging.ERROR, "", 0, text, (), None)
            record.stack_info = "\n".join(self.before)
            logger.handle(record)
            self.before = ()

    def write_stacks(self) -> None:
        """Write down where every thread is."""
        if self._file is not None:
            faulthandler.dump_traceback(self._file)

    def close(self) -> None:
        """Let go of the file; it is deleted if there is nothing in it."""
        if self._file is not None:
            faulthandler.disable()
            _open_last_words.remove(self)
            self._file.close()
            self._file = None
            with suppress(OSError):
                if not self._path.stat().st_size:
                    self._path.unlink()

    def _left_before(self) -> tuple[str, ...]:
        try:
            with self._path.open("rb") as file:
                left = file.read(_LAST_WORDS_MAX_BYTES)
        except OSError:
            return ()
        return tuple(left.decode("utf-8", "replace").splitlines())


_open_last_words: list[LastWords] = []


def let_go_of_logs() -> None:
    """Close the log's files, so that they can be deleted on every system. The log is made anew when it is wanted."""
    for words in tuple(_open_last_words):
        words.close()
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _QuietRotatingFile):
            handler.let_go()


def without_secrets(text: str) -> str:
    """Return the text with tokens, keys, and sign-in codes taken out."""
    for pattern in _SECRETS:
        text = pattern.sub(rf"\1{_REMOVED}", text)
    return text


def without_person(text: str) -> str:
    """Return the text without whose computer it is: the home folder is `~`, and the name of the account is gone."""
    try:
        home = Path.home()
    except RuntimeError:  # there is none
        return text
    for folder in {str(home), os.path.realpath(home)}:
        if len(folder) > 1:
            text = text.replace(folder, "~")
    names = {home.name, *(os.environ.get(name, "") for name in ("LOGNAME", "USER", "USERNAME"))}
    for name in names:
        if len(name) > 1:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _REMOVED, text)
    return text


def describe_exception(error: BaseException) -> str:
    """Return what kind of exception it is, with its words where they can quote nobody's data."""
    kind = type(error).__name__
    if isinstance(error, AppError):
        return f"{kind}: {error.code}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind}: [Errno {error.errno}] {os.strerror(error.errno)}"
    if type(error) in _OF_THE_PROGRAM:
        return f"{kind}: {error}"
    of_sqlite = getattr(error, "sqlite_errorname", None)
    return f"{kind}: {of_sqlite or _REMOVED}"


def _told(error: BaseException) -> Iterator[str]:
    """Yield the lines of a traceback, the first cause first."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for place, one in enumerate(reversed(chain)):
        if place:
            yield "That led to:"
        yield "Traceback (most recent call last):"
        for lines in traceback.format_tb(one.__traceback__):
            yield from lines.rstrip("\n").split("\n")
        yield describe_exception(one)


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)
