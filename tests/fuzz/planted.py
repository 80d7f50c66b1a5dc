"""Readers, broken on purpose, one for each family: whoever tries spoiled things on them has to find it."""

import hmac
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from tests.fuzz import oracle
from tests.unit.sources.rows import fetch
from unwrapped_desktop.auth import accounts
from unwrapped_desktop.cli import compare, together
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sources import report_file
from unwrapped_desktop.sources.web_api import mapping, shapes
from unwrapped_desktop.storage import forgotten_file, inspection, waiting_file

Patches = tuple[AbstractContextManager[Any], ...]


def swallowed(*places: Path | str) -> Any:
    """Read, and take for a fault of the program what is one of the file."""
    try:
        return fetch(*places)
    except SourceError as error:
        raise KeyError(error.code) from error


def unread_report(content: bytes | str) -> Report:
    """Decode a report, and let the decoder's own words through."""
    return msgspec.json.decode(content, type=Report)


def unread_marks(content: bytes) -> Any:
    """Fail in a way that nobody has thought of."""
    raise LookupError(len(content))


PLANTED: Mapping[str, Callable[[], Patches]] = {
    "exports": lambda: (mock.patch.object(oracle, "fetch", swallowed),),
    "friends": lambda: (
        mock.patch.object(report_file, "decode_report", unread_report),
        mock.patch.object(report_file, "is_sound", return_value=True),
    ),
    "commands": lambda: (
        mock.patch.object(compare, "decode_report", unread_report),
        mock.patch.object(together, "is_sound", return_value=True),
    ),
    "web_api": lambda: (
        mock.patch.object(shapes, "shaped", msgspec.convert),
        mock.patch.object(mapping, "shaped", msgspec.convert),
    ),
    "accounts": lambda: (mock.patch.object(accounts, "_ERRORS", {}),),
    "requests": lambda: (mock.patch.object(hmac, "compare_digest", return_value=True),),
    "settings": lambda: (
        mock.patch.object(forgotten_file, "_decoded", unread_marks),
        mock.patch.object(waiting_file, "_read", unread_marks),
    ),
    "results": lambda: (mock.patch.object(inspection, "translated", return_value=nullcontext()),),
}
