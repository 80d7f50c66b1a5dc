"""The account of what was read: files, rows set aside, months missing. Free of NumPy, so that the window starts at once."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class SourceKind(StrEnum):
    """Where a record comes from."""

    EXTENDED_EXPORT = "extended_export"
    ACCOUNT_EXPORT = "account_export"
    WEB_API = "web_api"
    SAMPLE = "sample"


class FileStatus(StrEnum):
    """How much of a file could be used."""

    READ = "read"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What became of one file.

    Attributes:
        name: File name without its folder, safe to show as plain text.
        rows: Rows found in it, 0 when it was refused.
        status: Read whole, partly (some rows malformed), or refused.
        reason: Why it was not read whole, in one plain sentence; None when it was.
    """

    name: str
    rows: int
    status: FileStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Rows that were not counted, each under the first reason that holds, in this order."""

    malformed: int = 0
    podcast: int = 0
    audiobook: int = 0
    no_metadata: int = 0
    duplicate: int = 0
    superseded: int = 0
    excluded: int = 0

    @property
    def total(self) -> int:
        """All rows set aside."""
        return (
            self.malformed
            + self.podcast
            + self.audiobook
            + self.no_metadata
            + self.duplicate
            + self.superseded
            + self.excluded
        )


class Gap(msgspec.Struct, frozen=True, kw_only=True, rename={"first_month": "from", "last_month": "to"}):
    """Whole months without a row inside the span of the record, both ends inclusive, as `YYYY-MM`.

    The report's format calls them `from` and `to`; the first is no name in Python.
    """

    first_month: str
    last_month: str
