"""Weighs the directory of a zip before the zip library reads it whole into memory."""

import os
import struct
import zipfile
from typing import BinaryIO

from unwrapped_desktop.domain.errors import SourceError

_ENTRY_MAX_BYTES = 1024
"""An entry of an export takes about 150 bytes."""

# ZIP APPNOTE 4.3.16: end of central directory; 4.3.15 and 4.3.14: its 64-bit locator and record.
_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_COMMENT_MAX_BYTES = 65_535
_IN_64_BIT_RECORD = 0xFFFFFFFF


def check_directory(file: BinaryIO, *, name: str, max_entries: int) -> None:
    """Refuse a zip whose directory is far larger than that of any export.

    The zip library reads as many bytes of directory as the zip's last record names, and makes an object of each entry
    before anything can be counted.

    Raises:
        SourceError: The directory is too large.
        BadZipFile: There is no directory.
    """
    size_bytes = _directory_bytes(file)
    file.seek(0)
    if size_bytes > max_entries * _ENTRY_MAX_BYTES:
        raise SourceError("too_many_entries", name=name, limit=max_entries)


def _directory_bytes(file: BinaryIO) -> int:
    length = file.seek(0, os.SEEK_END)
    tail_start = max(0, length - _END.size - _COMMENT_MAX_BYTES)
    file.seek(tail_start)
    tail = file.read(_END.size + _COMMENT_MAX_BYTES)
    position = tail.rfind(b"PK\x05\x06")
    if position < 0 or position + _END.size > len(tail):
        raise zipfile.BadZipFile
    size_bytes: int = _END.unpack_from(tail, position)[5]
    locator_start = tail_start + position - _LOCATOR.size
    if locator_start < 0:
        return size_bytes
    file.seek(locator_start)
    mark, _, record_start, _ = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if mark != b"PK\x06\x07" or record_start + _END_64.size > length:
        return 0 if size_bytes == _IN_64_BIT_RECORD else size_bytes
    file.seek(record_start)
    return int(_END_64.unpack(file.read(_END_64.size))[8])
