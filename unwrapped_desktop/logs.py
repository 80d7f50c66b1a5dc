"""The log file: what went wrong, for the person who has to find out why.

It rotates, one record never looks like two, and what opens an account never gets into it. A folder that cannot be
written to stops nothing: then there is no log.
"""

import logging
import os
import re
import sys
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import cast

from unwrapped_desktop.paths import PRIVATE

FILE_NAME = "unwrapped-desktop.log"
OWN_LOGGER = "unwrapped_desktop"

_BYTES_MAX = 1_000_000
_FILES_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"
_TRACEBACK_INDENT = "    | "
_REMOVED = "[removed]"

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
)

_BELONGS_TO_US = "unwrapped_log"


class LineFormatter(logging.Formatter):
    """Writes a record so that it cannot be mistaken for another and holds no secret.

    Control characters and line breaks of the message are written as escapes; the lines of a traceback are indented
    behind a bar, which no record starts with.
    """

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's name
        """Return the time of the record in UTC."""
        del datefmt
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line, and a traceback below it."""
        head = super().format(record)
        trace = "\n".join(text for text in (record.exc_text, record.stack_info) if text)
        if trace and head.endswith(trace):
            head = head[: -len(trace)].rstrip("\n")
        lines = [_escaped(head), *(_TRACEBACK_INDENT + _escaped(line) for line in trace.split("\n") if line)]
        return without_secrets("\n".join(lines))


class _QuietRotatingFile(RotatingFileHandler):
    """A rotating file that only its owner can read and that never complains: a full disk must not stop the program."""

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
    """Return the log and those before it."""
    return sorted(logs_dir.glob(f"{FILE_NAME}*"))


def let_go_of_logs() -> None:
    """Close the log's file, so that it can be deleted on every system. It is made anew when there is something to log."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _QuietRotatingFile):
            handler.let_go()


def without_secrets(text: str) -> str:
    """Return the text with tokens, keys, and sign-in codes taken out."""
    for pattern in _SECRETS:
        text = pattern.sub(rf"\1{_REMOVED}", text)
    return text


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode(), text)
