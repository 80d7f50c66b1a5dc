"""Writes down the SHA-256 sums of a folder of artefacts: `python packaging/release/sums.py FOLDER`.

`sha256sum --check` reads them. Standard library only. Exit status: 0 written, 2 usage.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

FILE_NAME = "SHA256SUMS"


def write_sums(folder: Path) -> Path:
    """Write the sums of every file in a folder beside them, in the order of their names, and return the path.

    Args:
        folder: Holds the artefacts; what lies deeper in it is not looked at.

    Raises:
        OSError: A file cannot be read, or the sums cannot be written.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != FILE_NAME)
    written = folder / FILE_NAME
    written.write_text("".join(f"{_sum_of(path)}  {path.name}\n" for path in files), "utf-8", newline="\n")
    return written


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Write the sums of the folder that is named, and return the exit status."""
    if len(arguments) != 1:
        sys.stderr.write("Name the folder of the artefacts: sums.py FOLDER\n")
        return 2
    write_sums(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
