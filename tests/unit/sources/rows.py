"""Small builders for the rows and files of Spotify's exports."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.sources import open_source

Row = dict[str, Any]

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIRST = datetime(2021, 3, 4, 10, 0, 5, tzinfo=UTC)


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


def at(minutes: float = 0) -> datetime:
    """The time some minutes after the first row."""
    return FIRST + timedelta(minutes=minutes)


def extended(
    minutes: float = 0, artist: str | None = "Artist", title: str | None = "Title", **changes: Any
) -> Row:
    """A row of the extended history of 2025; `changes` replace fields, by their names in the file."""
    row: Row = {
        "ts": f"{at(minutes):%Y-%m-%dT%H:%M:%SZ}",
        "platform": "linux",
        "ms_played": 180_000,
        "conn_country": "DE",
        "ip_addr": "203.0.113.7",
        "master_metadata_track_name": title,
        "master_metadata_album_artist_name": artist,
        "master_metadata_album_album_name": "Album",
        "spotify_track_uri": f"spotify:track:{artist}/{title}",
        "episode_name": None,
        "episode_show_name": None,
        "spotify_episode_uri": None,
        "audiobook_title": None,
        "audiobook_uri": None,
        "audiobook_chapter_uri": None,
        "audiobook_chapter_title": None,
        "reason_start": "trackdone",
        "reason_end": "trackdone",
        "shuffle": False,
        "skipped": False,
        "offline": False,
        "offline_timestamp": 1_700_000_000,
        "incognito_mode": False,
    }
    return {**row, **changes}


def podcast(minutes: float = 0, **changes: Any) -> Row:
    return extended(
        minutes,
        artist=None,
        title=None,
        **{
            "master_metadata_album_album_name": None,
            "spotify_track_uri": None,
            "episode_name": "Episode",
            "episode_show_name": "Show",
            "spotify_episode_uri": "spotify:episode:1",
            **changes,
        },
    )


def audiobook(minutes: float = 0, **changes: Any) -> Row:
    return extended(
        minutes,
        artist=None,
        title=None,
        **{
            "master_metadata_album_album_name": None,
            "spotify_track_uri": None,
            "audiobook_title": "Book",
            "audiobook_uri": "spotify:show:1",
            **changes,
        },
    )


def without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def account(
    minutes: float = 0, artist: str | None = "Artist", title: str | None = "Title", **changes: Any
) -> Row:
    """A row of account data."""
    return {
        "endTime": f"{at(minutes):%Y-%m-%d %H:%M}",
        "artistName": artist,
        "trackName": title,
        "msPlayed": 180_000,
        **changes,
    }


def plays(count: int = 120, start: float = 0, kind: Any = extended, **changes: Any) -> list[Row]:
    """That many rows, five minutes apart, of seven artists and thirteen titles."""
    return [kind(start + 5 * n, f"Artist {n % 7}", f"Title {n % 13}", **changes) for n in range(count)]


def write(path: Path, rows: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def write_zip(path: Path, members: Mapping[str, object]) -> Path:
    """A zip; values are bytes as they are, anything else as JSON."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            data = content if isinstance(content, bytes) else json.dumps(content, indent=2).encode()
            archive.writestr(name, data)
    return path


def fetch(*places: Path | str) -> ExaminedSource:
    return open_source(places, FixedClock()).fetch(ignore_progress, CancelToken())


def counts(examined: ExaminedSource) -> dict[str, int]:
    """The reasons that hold for at least one row."""
    set_aside = examined.record.set_aside
    return {name: getattr(set_aside, name) for name in set_aside.__slots__ if getattr(set_aside, name)}


def heard(examined: ExaminedSource) -> list[tuple[int, int, str, str]]:
    """The rows that count, in words: end, length, artist, title."""
    rows, names = examined.record.rows, examined.record.names
    return [
        (int(end), int(played), names.artists[artist], names.song_titles[song])
        for end, played, artist, song in zip(
            rows.ended_at_s, rows.played_ms, rows.artist, rows.song, strict=True
        )
    ]


def same_record(left: ExaminedSource, right: ExaminedSource) -> bool:
    """Whether two records have the same rows, names and hashes."""
    a, b = left.record, right.record
    columns = all(bool((getattr(a.rows, name) == getattr(b.rows, name)).all()) for name in a.rows.__slots__)
    tables: Sequence[bool] = [
        list(getattr(a.names, name)) == list(getattr(b.names, name)) for name in a.names.__slots__
    ]
    return columns and all(tables) and (a.data_sha256, a.seed) == (b.data_sha256, b.seed)
