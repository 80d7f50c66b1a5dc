"""Reads one file from its first byte to its last: either all of it counts, or none."""

from collections import Counter
from dataclasses import dataclass, field

from unwrapped_desktop.assembling.examples import EXAMPLES_KEPT
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.intake import MusicRows, Span
from unwrapped_desktop.sources.decoding.batches import decoded_batches, open_array
from unwrapped_desktop.sources.decoding.columns import (
    MALFORMED,
    Columned,
    Columns,
    SpokenRow,
)
from unwrapped_desktop.sources.decoding.rows import BadRow, RowBatch, RowDecoder
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import ByteStream, FoundFile
from unwrapped_desktop.sources.opening.recognise import Speech, is_video, other_service_by_content, speech_of
from unwrapped_desktop.sources.reporting import ReadingReporter

_TIME_FIELDS = ("ts", "endTime")


@dataclass(slots=True, kw_only=True)
class HistoryFile:
    """What one file holds.

    Attributes:
        name: Its name, safe to show.
        rows: All its rows, malformed ones included.
        music: Its music rows, in parts.
        set_aside: How many rows were set aside on reading, by reason.
        bad_rows: The first few malformed rows, as (number from 1, field at fault).
        examples: The first few of the other rows set aside, by reason.
        covers_s: End of the earliest and of the latest well-formed row of extended history; None without any.
        read_bytes: How long it is, unpacked.
    """

    name: str
    rows: int = 0
    music: list[MusicRows] = field(default_factory=list)
    set_aside: Counter[str] = field(default_factory=Counter)
    bad_rows: list[tuple[int, str]] = field(default_factory=list)
    examples: dict[str, list[SpokenRow]] = field(default_factory=dict)
    covers_s: Span | None = None
    read_bytes: int = 0


class HistoryReader:
    """Reads files one after the other into the same tables of tags and texts."""

    def __init__(self, *, columns: Columns, limits: Limits, reporter: ReadingReporter) -> None:
        self._columns = columns
        self._limits = limits
        self._reporter = reporter
        self._rows_left = limits.rows

    def read(self, found: FoundFile) -> HistoryFile:
        """Read a file.

        Raises:
            SourceError: It is not sound listening history; none of its rows counts.
            Cancelled: The work was asked to stop.
        """
        self._reporter.begin_file(found.name)
        with found.open() as opened:
            stream = _Counted(opened)
            head = open_array(stream, name=found.name, limits=self._limits)
            decoder = RowDecoder(head=head, cancel=self._reporter.cancel)
            history = HistoryFile(name=found.name)
            for batch in decoded_batches(head, stream, decoder, name=found.name, limits=self._limits):
                self._add(history, batch, speech_of(found.path))
            history.read_bytes = stream.read_bytes
        if is_video(found.path):
            history.covers_s = (
                None  # it has next to no music, and covers years in which the audio files may be missing
            )
        self._check(history, head, found)
        return history

    def _add(self, history: HistoryFile, batch: RowBatch, speech: Speech | None) -> None:
        self._rows_left -= batch.count
        if self._rows_left < 0:
            raise SourceError("too_many_rows", name=history.name, limit=self._limits.rows)
        bad = list(batch.bad)
        if batch.extended:
            columned = self._columns.of_extended(batch.extended)
            _merge(history, columned)
            _widen(history, columned)
            bad += _bad_times(columned, batch.extended_places, "ts")
        if batch.account:
            columned = self._columns.of_account(batch.account, speech)
            _merge(history, columned)
            bad += _bad_times(columned, batch.account_places, "endTime")
        _count_bad(history, bad)
        history.rows += batch.count
        self._reporter.advance(rows=batch.count)

    def _check(self, history: HistoryFile, head: bytes, found: FoundFile) -> None:
        """Refuse a list of something else than listening history."""
        if history.rows == 0 or history.set_aside[MALFORMED] < history.rows:
            return
        service = other_service_by_content(head[:65_536])
        if service is not None:
            raise SourceError("other_service", name=found.name, service=service)
        if not any(b'"%s"' % key.encode() in head for key in _TIME_FIELDS):
            raise SourceError("not_history", name=found.name)


class _Counted:
    """A stream that remembers how much has come out of it."""

    def __init__(self, source: ByteStream) -> None:
        self._source = source
        self.read_bytes = 0

    def read(self, size: int, /) -> bytes:
        block = self._source.read(size)
        self.read_bytes += len(block)
        return block


def _merge(history: HistoryFile, columned: Columned) -> None:
    if len(columned.music):
        history.music.append(columned.music)
    history.set_aside += columned.set_aside
    for reason, rows in columned.examples.items():
        kept = history.examples.setdefault(reason, [])
        kept += rows[: EXAMPLES_KEPT - len(kept)]


def _widen(history: HistoryFile, columned: Columned) -> None:
    if columned.earliest_s is None or columned.latest_s is None:
        return
    earliest_s, latest_s = history.covers_s or (columned.earliest_s, columned.latest_s)
    history.covers_s = min(earliest_s, columned.earliest_s), max(latest_s, columned.latest_s)


def _bad_times(columned: Columned, places: list[int] | None, field_name: str) -> list[BadRow]:
    return [
        BadRow(index=place if places is None else places[place], field=field_name)
        for place in columned.bad_places
    ]


def _count_bad(history: HistoryFile, bad: list[BadRow]) -> None:
    if not bad:
        return
    history.set_aside[MALFORMED] += len(bad)
    wanted = EXAMPLES_KEPT - len(history.bad_rows)
    first = sorted(bad, key=lambda row: row.index)[:wanted]
    history.bad_rows += [(history.rows + row.index + 1, row.field) for row in first]
