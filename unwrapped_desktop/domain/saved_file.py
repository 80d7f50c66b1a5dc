"""A verdict as a file for anybody: which kinds there are, and what is in one in figures. Free of NumPy."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """A kind of file; the value is what its name ends in, without the dot."""

    PAGE = "html"
    SPREADSHEET = "csv"
    DOCUMENT = "json"
    PACKAGE = "zip"

    @property
    def suffix(self) -> str:
        """What the name of such a file ends in."""
        return f".{self.value}"


PAGE_KINDS: tuple[FileKind, ...] = (FileKind.PAGE,)
FACTS_KINDS: tuple[FileKind, ...] = (FileKind.SPREADSHEET, FileKind.DOCUMENT, FileKind.PACKAGE)
"""The kinds of file that the facts can be saved as, the plainest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContents:
    """What goes into a file, counted.

    Attributes:
        kind: Which kind of file.
        lines: Lines of the page that go.
        receipts: Receipts that go.
        artists: Artists who are listed.
        songs: Songs that are listed.
        albums: Albums that are listed.
        facts: Facts that go.
        scores: Scores that go.
        size_bytes: How large the file becomes without a name.
    """

    kind: FileKind
    lines: int
    receipts: int
    artists: int
    songs: int
    albums: int
    facts: int
    scores: int
    size_bytes: int
