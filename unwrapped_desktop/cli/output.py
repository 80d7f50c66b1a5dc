"""Writing a result: whole or not at all."""

import os
import secrets
import sys
from pathlib import Path

from unwrapped_desktop.domain.errors import OutputError, means_full_disk
from unwrapped_desktop.domain.text import tamed


def write_file(path: Path, content: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that no half file is ever left.

    A path that is not a regular file, such as /dev/stdout, is written to directly.

    Raises:
        OutputError: It cannot be written there.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        _replace(path, content)
    except OSError as error:
        raise _unwritable(str(path), error, size_bytes=len(content)) from error


def say(text: str) -> None:
    """Print a text to standard output, tamed and at once.

    Raises:
        BrokenPipeError: Whoever read it has gone.
        OutputError: It cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        print(tamed(text), flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable("Standard output", error, size_bytes=len(text)) from error


def say_bytes(content: bytes) -> None:
    """Write bytes to standard output, at once. Raises as `say` does, and where there is no standard output."""
    if sys.stdout is None:
        raise OutputError("output_unwritable", path="Standard output")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable("Standard output", error, size_bytes=len(content)) from error


def _unwritable(where: str, error: OSError, *, size_bytes: int) -> OutputError:
    if means_full_disk(error):
        return OutputError("output_unwritable", path=where, needed_mb=-(-size_bytes // 1_000_000))
    return OutputError("output_unwritable", path=where)


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()  # a link stays a link, and what it names is written
    temporary = path.parent / f".unwrapped-{secrets.token_hex(8)}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # less the person's umask
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
