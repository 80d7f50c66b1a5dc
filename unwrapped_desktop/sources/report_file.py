"""A friend's verdict as a file: recognised, and read as something that a stranger has made."""

from collections.abc import Sequence
from pathlib import Path

from unwrapped_desktop.domain.errors import SourceError, StorageError
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import decode_report

SUFFIX = ".unwrapped"
BYTES_MAX = 16_000_000
"""A report of ours has a tenth of it."""

_MARK = b'"unwrapped-report/'


def read_friend_report(location: Sequence[str | Path]) -> Report | None:
    """Return the report that a file holds; None where it is something else, to be read as an export.

    Raises:
        SourceError: `not_a_report`: it says that it is one, and is not sound; `report_of_later_version`.
    """
    if len(location) != 1:
        return None
    path = Path(location[0])
    says_so = path.suffix.casefold() == SUFFIX
    content = _content(path, says_so=says_so)
    if content is None:
        return None
    try:
        report = decode_report(content)
    except StorageError as error:
        if _MARK in content and _MARK + b'1"' not in content:
            raise SourceError("report_of_later_version", name=path.name) from error
        raise SourceError("not_a_report", name=path.name) from error
    if not is_sound(report):
        raise SourceError("not_a_report", name=path.name)
    return report


def _content(path: Path, *, says_so: bool) -> bytes | None:
    """Return what a file holds, None where it cannot be a report."""
    if not says_so and path.suffix.casefold() != ".json":
        return None
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            content = file.read(BYTES_MAX + 1)
    except OSError:
        return None  # whoever reads it as an export says what is wrong
    if len(content) > BYTES_MAX:
        if says_so:
            raise SourceError("not_a_report", name=path.name)
        return None
    is_one = content.lstrip()[:1] == b"{" and _MARK in content
    return content if says_so or is_one else None
