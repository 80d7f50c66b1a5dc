"""What can go wrong, as a tree.

AppError
├── SourceError            the data handed over cannot be read (exit code 3)
├── NotEnoughData          it can, but there is too little of it (exit code 4)
├── OutputError            a result cannot be written (exit code 5)
├── AuthError              nobody is signed in to Spotify
├── StorageError           the results file on this computer refuses
│   ├── NewerDatabase      it was written by a later version of the program
│   └── DamagedDatabase    it is not, or no longer, a sound results file
└── CriticError            the program's own texts or tables are broken

`Cancelled` stands apart: it is an answer to a request, not a fault.

Every error carries a stable `code` and plain `details`; the wording a person reads lives in `messages.py`.
"""

import errno
from typing import ClassVar

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class AppError(Exception):
    """Something failed in a way the program can explain.

    Attributes:
        code: Stable identifier of the case, for example `not_spotify`.
        details: Values that the message for a person names, all printable.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **details: str | float) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        """Return the code and the details in one line, for logs."""
        listed = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}({listed})" if listed else self.code


class SourceError(AppError):
    """The data handed over cannot be read."""

    exit_code = 3


class NotEnoughData(AppError):  # noqa: N818 - reads as the sentence it stands for
    """The data can be read, but it is too little to judge."""

    exit_code = 4


class OutputError(AppError):
    """A result cannot be written where it was asked for."""

    exit_code = 5


class AuthError(AppError):
    """Nobody is signed in to Spotify, or not with leave to read what is needed."""


class StorageError(AppError):
    """The results file on this computer cannot be used."""


class NewerDatabase(StorageError):  # noqa: N818
    """The results file was written by a later version of the program."""


class DamagedDatabase(StorageError):  # noqa: N818
    """The results file is not, or no longer, a sound database of this program."""


class CriticError(AppError):
    """The program's own texts or tables are broken: a defect, never the listener's fault."""


def means_full_disk(error: OSError) -> bool:
    """Whether the system says that there is no room: on the disk, or for this person."""
    return error.errno in _FULL


class Cancelled(Exception):  # noqa: N818
    """The person asked to stop, and the work has stopped."""
