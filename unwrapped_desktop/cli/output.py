"""Writing a result: whole or not at all."""

import os
import tempfile
from pathlib import Path

from unwrapped_desktop.domain.errors import OutputError


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
        raise OutputError("output_unwritable", path=str(path)) from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644 if not path.exists() else path.stat().st_mode & 0o777)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
