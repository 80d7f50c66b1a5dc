"""Small listening histories, written as an export, read through the public way in, and measured."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.unit.sources.rows import Row, extended, fetch, write
from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.reference import ReferenceArtist, load_reference
from unwrapped_desktop.domain.finding import Analysis, Finding
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource, Record
from unwrapped_desktop.domain.report import Fact, Value

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def utc(*parts: int) -> datetime:
    """A time in UTC: year, month, day, hour, minute, second."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def play(
    start: datetime,
    artist: str = "Ostkai",
    title: str = "Lamplight",
    *,
    seconds: float = 180,
    album: str | None = None,
    **changes: Any,
) -> Row:
    """One row of the extended history that began at `start`; the album is one of its own unless named."""
    end = start + timedelta(seconds=int(seconds))
    return extended(
        0,
        artist,
        title,
        **{
            "ts": f"{end.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "ms_played": round(seconds * 1000),
            "master_metadata_album_album_name": album or f"{title}, the Single",
            **changes,
        },
    )


def skip(start: datetime, artist: str, title: str, *, seconds: float = 5, **changes: Any) -> Row:
    """One row that was skipped."""
    return play(start, artist, title, seconds=seconds, **{"skipped": True, "reason_end": "fwdbtn", **changes})


def repeat(start: datetime, times: int, every: timedelta = 5 * MINUTE, **row: Any) -> list[Row]:
    """The same song, that many times."""
    return [play(start + number * every, **row) for number in range(times)]


def crowd(
    start: datetime, plays: int, *, artists: int = 50, every: timedelta = DAY, name: str = "Passer"
) -> list[Row]:
    """Plays of artists nobody knows, one after the other, each play a song of its own."""
    return [
        play(start + number * every, f"{name} {number % artists}", f"{name} Tune {number}")
        for number in range(plays)
    ]


def read(rows: Sequence[Row] | Iterable[Row]) -> ExaminedSource:
    """Write the rows as an export and read it."""
    with tempfile.TemporaryDirectory() as folder:
        return fetch(write(Path(folder) / "Streaming_History_Audio_2021_0.json", list(rows)))


def measured(record: Record, zone: str = "UTC") -> Analysis:
    """Measure a record."""
    return engine.run(
        record,
        timezone=zone,
        reference=load_reference(),
        progress=ignore_progress,
        cancel=CancelToken(),
    )


def analyse(rows: Iterable[Row], zone: str = "UTC") -> Analysis:
    """Write the rows as an export, read and measure it."""
    return measured(read(rows).record, zone)


def finding_of(analysis: Analysis, name: str) -> Finding | None:
    """The finding of that name if it may be spoken of."""
    found = [finding for finding in analysis.findings if finding.id == name]
    assert len(found) <= 1
    return found[0] if found and found[0].surprise > 0 else None


def cells(finding: Finding) -> dict[str, Value]:
    """What phrases may quote: slot to value."""
    return {slot: finding.value(slot) for slot in finding.quotes}


def quoted(rows: Iterable[Row], name: str, zone: str = "UTC") -> dict[str, Value] | None:
    """What may be quoted of a finding in a history, None if it may not be spoken of."""
    finding = finding_of(analyse(rows, zone), name)
    return None if finding is None else cells(finding)


def pc(part: float, whole: float) -> object:
    """What equals a share in per cent as receipts hold it, with four decimals."""
    return pytest.approx(100 * part / whole, abs=1e-4)


def lines(finding: Finding) -> dict[str, Value]:
    """The receipt in full: label to value, rows and totals."""
    return {cell.label: cell.value for cell in (*finding.receipt.rows, *finding.receipt.totals)}


def fact_of(analysis: Analysis, name: str) -> Fact:
    """The fact of that name."""
    (fact,) = [fact for fact in analysis.facts if fact.id == name]
    return fact


def known(
    test: Callable[[ReferenceArtist], bool], count: int = 1, *, targets: bool | None = True
) -> list[str]:
    """Names from the shipped table, the most popular first; only targets unless told."""
    names = [
        artist.name
        for artist in sorted(load_reference().artists, key=lambda artist: -artist.popularity)
        if test(artist) and (targets is None or artist.is_target == targets) and len(artist.name) <= 40
    ]
    assert len(names) >= count
    return names[:count]
