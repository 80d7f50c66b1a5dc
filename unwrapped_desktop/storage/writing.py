"""Writes a file that only its owner can read, down to the disk."""

import os
from pathlib import Path

PRIVATE = 0o600


def write_through(path: Path, content: bytes) -> None:
    """Write a new file; it is on the disk when this returns.

    Raises:
        OSError: There is such a file, or it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
