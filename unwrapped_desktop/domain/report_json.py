"""Reading and writing `unwrapped-report/1`."""

import msgspec

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.report import Report

_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Report)


def encode_report(report: Report) -> bytes:
    """Return the report as UTF-8 JSON without line breaks, the same bytes for the same report."""
    return _encoder.encode(report)


def decode_report(document: bytes | str) -> Report:
    """Return the report that a JSON document holds.

    Raises:
        StorageError: The document is not a report of a version this program reads.
    """
    try:
        return _decoder.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StorageError("report_unreadable", what=str(error)) from error
