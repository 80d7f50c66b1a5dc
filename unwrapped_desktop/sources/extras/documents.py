"""Reads a file that is one small JSON document: all of it counts, or none."""

from typing import TypeVar

import msgspec

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.sources.limits import MIB, Limits
from unwrapped_desktop.sources.opening.found import ByteStream

Document = TypeVar("Document")

DOCUMENT_MAX_BYTES = 32 * MIB
"""A library of twenty thousand tracks takes about four."""

_BLOCK_BYTES = MIB
_WHITE_SPACE = b" \t\r\n"
_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_document(stream: ByteStream, *, name: str, limits: Limits) -> bytes:
    """Return the whole of a file that looks like JSON.

    Raises:
        SourceError: It is empty, too large, or something else.
        Cancelled: The work was asked to stop.
    """
    data = _read_whole(stream, name=name, max_bytes=min(DOCUMENT_MAX_BYTES, limits.longest_row_bytes))
    if data.startswith(_UTF_16_MARKS) or b"\0" in data[:4]:
        raise SourceError("not_utf8", name=name)
    document = data.removeprefix(_UTF_8_MARK).strip(_WHITE_SPACE)
    if not document:
        raise SourceError("empty_file", name=name)
    if document.startswith(b"<"):
        raise SourceError("html_file", name=name)
    if not document.startswith((b"{", b"[")):
        raise SourceError("not_json", name=name)
    return document


def _read_whole(stream: ByteStream, *, name: str, max_bytes: int) -> bytes:
    blocks = []
    size_bytes = 0
    while block := stream.read(_BLOCK_BYTES):
        size_bytes += len(block)
        if size_bytes > max_bytes:
            raise SourceError("extra_too_large", name=name)
        blocks.append(block)
    return b"".join(blocks)


def decoded(document: bytes, decoder: msgspec.json.Decoder[Document], *, name: str) -> Document:
    """Return what a document holds.

    Raises:
        SourceError: It is not sound JSON, or not of the shape that is decoded.
    """
    try:
        return decoder.decode(document)
    except msgspec.ValidationError as error:
        raise SourceError("extra_misshapen", name=name) from error
    except msgspec.DecodeError as error:
        raise SourceError(_fault(str(error)), name=name) from error
    except UnicodeDecodeError as error:
        raise SourceError("not_utf8", name=name) from error
    except RecursionError as error:
        raise SourceError("nested_too_deeply", name=name) from error


def _fault(message: str) -> str:
    if "trailing characters" in message:
        return "several_documents"
    return "cut_off" if "truncated" in message else "broken_json"
