"""Cuts a JSON array into batches of whole rows while it is read.

A cut is looked for where `}` `,` `{` follow each other. In sound JSON that happens between two rows, or within a string
or a row's own array; in the latter cases the piece before it is not JSON by itself, so that the decoder, which has to
read every byte anyway, is also the judge of the cut.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

import msgspec

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import ByteStream

Batch = TypeVar("Batch")

_BLOCK_BYTES = 1024 * 1024
_WHITE_SPACE = b" \t\r\n"
_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BETWEEN_ROWS = re.compile(rb"\}[ \t\r\n]*,[ \t\r\n]*\{")
_CUTS_TRIED = 4
_TAIL_BYTES = 64 * 1024


def open_array(stream: ByteStream, *, name: str, limits: Limits) -> bytes:
    """Read the beginning of a file and return what follows the `[` of its array.

    Raises:
        SourceError: The file is empty or something else than a JSON array.
    """
    block_bytes = min(_BLOCK_BYTES, limits.batch_bytes)
    head = stream.read(block_bytes)
    if not head:
        raise SourceError("empty_file", name=name)
    if head.startswith(_UTF_16_MARKS) or b"\0" in head[:4]:
        raise SourceError("not_utf8", name=name)
    head = head.removeprefix(_UTF_8_MARK).lstrip(_WHITE_SPACE)
    while not head:
        block = stream.read(block_bytes)
        if not block:
            raise SourceError("empty_file", name=name)
        head = block.lstrip(_WHITE_SPACE)
    if head.startswith(b"<"):
        raise SourceError("html_file", name=name)
    if head.startswith(b"{"):
        raise SourceError("not_a_list", name=name)
    if not head.startswith(b"["):
        raise SourceError("not_json", name=name)
    return head[1:]


def decoded_batches(
    pending: bytes, stream: ByteStream, decode: Callable[[bytes], Batch], *, name: str, limits: Limits
) -> Iterator[Batch]:
    """Yield a whole array, batch by batch.

    Args:
        pending: What `open_array` returned.
        stream: The rest of the file.
        decode: Decodes a JSON array; raises `msgspec.DecodeError` for what is not JSON.
        name: Of the file, for errors.
        limits: How large a batch is.

    Raises:
        SourceError: The file is not one sound JSON array.
    """
    wanted_bytes = limits.batch_bytes
    while True:
        pending, at_end = _filled(pending, stream, wanted_bytes)
        if at_end:
            yield _decoded_rest(pending, decode, name=name)
            return
        cut = _first_good_cut(pending, decode, name=name)
        if cut is not None:
            batch, pending = cut
            wanted_bytes = limits.batch_bytes
            yield batch
        elif len(pending) >= limits.longest_row_bytes:
            raise SourceError("broken_json", name=name)
        else:
            wanted_bytes = 2 * len(pending)


def _filled(pending: bytes, stream: ByteStream, wanted_bytes: int) -> tuple[bytes, bool]:
    blocks = [pending]
    size_bytes = len(pending)
    while size_bytes < wanted_bytes:
        block = stream.read(min(_BLOCK_BYTES, wanted_bytes))
        if not block:
            return b"".join(blocks), True
        blocks.append(block)
        size_bytes += len(block)
    return b"".join(blocks), False


def _first_good_cut(
    pending: bytes, decode: Callable[[bytes], Batch], *, name: str
) -> tuple[Batch, bytes] | None:
    tail_start = max(0, len(pending) - _TAIL_BYTES)
    cuts = [match.span() for match in _BETWEEN_ROWS.finditer(pending, tail_start)]
    for start, end in islice(reversed(cuts), _CUTS_TRIED):
        try:
            document = b"".join((b"[", memoryview(pending)[: start + 1], b"]"))
            batch = _guarded(decode, document, name=name)
        except msgspec.DecodeError:
            continue
        return batch, pending[end - 1 :]
    return None


def _decoded_rest(pending: bytes, decode: Callable[[bytes], Batch], *, name: str) -> Batch:
    try:
        return _guarded(decode, b"[" + pending, name=name)
    except msgspec.DecodeError as error:
        if "trailing characters" in str(error):
            raise SourceError("several_documents", name=name) from error
        if not pending.rstrip(_WHITE_SPACE).endswith(b"]"):
            raise SourceError("cut_off", name=name) from error
        raise SourceError("broken_json", name=name) from error


def _guarded(decode: Callable[[bytes], Batch], document: bytes, *, name: str) -> Batch:
    try:
        return decode(document)
    except UnicodeDecodeError as error:
        raise SourceError("not_utf8", name=name) from error
    except RecursionError as error:
        raise SourceError("nested_too_deeply", name=name) from error
