"""Lives with something to hide, judged for real: what is given away of them must hold none of it.

A life is an ordinary one with secrets put into it: artists, songs and days that were heard in private sessions alone, as
loud as the secret-keeper can make them; music for children, prayers and sounds to sleep by out of the reference table;
one song all through a night; addresses, devices and places in every row.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from tests import listeners
from tests.listeners import draws_of, mixed_pool, write_export
from unwrapped_desktop.analysis.words import date_words, day_of, month_words
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.sources.simulate import Row, SimulatedListener, simulate, spotify_uri

ZONE = "Europe/Vaduz"
OWNER = "Perpetua Nobodyelse"
PLATFORM = "Android OS 11 API 30 (samsung, SM-A515F)"
FIRST, LAST = date(2024, 2, 1), date(2026, 10, 20)
TENDER_NIGHT = date(2025, 3, 11)
PRIVATE_MONTH = (2025, 6)

HIDDEN_ARTIST, HIDDEN_SONGS = "Quillon Vexholme", ("Zyxgrotto", "Wuffeldamm", "Ockerblitz", "Plumquast")
HIDDEN_ALBUM = "Gnarlfjord Tapes"
OPEN_ARTIST, OPEN_SONG, HIDDEN_SONG = "Marlow Quernstone", "Thistlewharf", "Kvetchbarrow"
OPEN_ALBUM = "Harbour Notes"

Heard = tuple[str, Sequence[str], str]
"""An artist, titles, and their album."""

_HIDDEN: Heard = (HIDDEN_ARTIST, HIDDEN_SONGS, HIDDEN_ALBUM)
_OPEN: Heard = (OPEN_ARTIST, (OPEN_SONG,), OPEN_ALBUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A life and its secrets.

    Attributes:
        seed: Of the ordinary part.
        loudness: Plays of the secret artist on each of their days: 1 or more.
        quiet_artist: An artist of the table whose music is nobody else's business.
        is_month_private: Whether a whole month was private, else single days.
        starts_private: Whether the record begins with a private day.
    """

    seed: int
    loudness: int
    quiet_artist: str
    is_month_private: bool
    starts_private: bool


LIVES: dict[str, Life] = {
    name: Life(
        seed=seed, loudness=loudness, quiet_artist=quiet, is_month_private=is_month, starts_private=starts
    )
    for name, seed, loudness, quiet, is_month, starts in (
        ("loud-month-worship", 1, 30, "Hillsong UNITED", True, True),
        ("loud-days-children", 2, 30, "Super Simple Songs", False, False),
        ("soft-month-noise", 3, 2, "White Noise Baby Sleep", True, False),
        ("loud-days-recitation", 4, 12, "Yasser Al Dosari", False, True),
        ("loud-month-sleep", 5, 20, "Soothing Relaxation", True, False),
        ("soft-days-children", 6, 3, "Bibi Blocksberg", False, False),
    )
}
"""Lives of every sort: each is judged once in a process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A life judged.

    Attributes:
        life: Which.
        report: The verdict.
        chapters: The life in chapters.
        secrets: What nobody else may read, as it would be written.
    """

    life: Life
    report: Report
    chapters: Chapters
    secrets: tuple[str, ...]


@cache
def judged(life: Life) -> Judged:
    """Return a life judged, with its chapters."""
    with tempfile.TemporaryDirectory() as folder:
        source = source_at([write_export(rows_of(life), Path(folder)).path], _StillClock())
        settings = JudgeSettings(timezone=ZONE, listener_name=OWNER)
        judge = build_judge(_StillClock())
        cancel = CancelToken()
        report = judge.report(source, settings, progress=ignore_progress, cancel=cancel)
        chapters = judge.chapters(
            source, settings, tell=lambda _: None, progress=ignore_progress, cancel=cancel
        )
    return Judged(life=life, report=report, chapters=chapters, secrets=tuple(_secrets(life)))


def rows_of(life: Life) -> list[Row]:
    """Return the rows of a life, each with what an export knows of its owner."""
    rows = [*_ordinary(life), *_secret(life), *_quiet(life), *_night()]
    rows.sort(key=lambda row: str(row["ts"]))
    return [
        {**row, "ip_addr": listeners.CANARY_IP, "username": listeners.CANARY_USERNAME, "platform": PLATFORM}
        for row in rows
    ]


class _StillClock:
    def now(self) -> datetime:
        return listeners.NOW


def _ordinary(life: Life) -> list[Row]:
    draws = draws_of("private_life", life.seed)
    rows = simulate(
        SimulatedListener(
            artists=mixed_pool(draws, 12, 12), since=FIRST, until=LAST, rows_per_day=2.5, private_ratio=0.05
        ),
        life.seed,
    )
    hidden = set(_private_days(life))
    return [row for row in rows if date.fromisoformat(str(row["ts"])[:10]) not in hidden]


def _private_days(life: Life) -> list[date]:
    """Return the days of which every play is private, with a day to either side for the time zone."""
    year, month = PRIVATE_MONTH
    days = [date(year, month, 1) + timedelta(days=day) for day in range(-1, 31)]
    if not life.is_month_private:
        days = days[9:16]
    return [*days, FIRST - timedelta(days=1)] if life.starts_private else days


def _secret(life: Life) -> Iterator[Row]:
    days = _private_days(life)[1:-1]
    if life.starts_private:
        days = [*days, FIRST - timedelta(days=1)]
    for day in days:
        yield from _sitting(day, 12, _HIDDEN, life.loudness, private=True)
        yield from _sitting(day, 18, (OPEN_ARTIST, (HIDDEN_SONG,), OPEN_ALBUM), life.loudness, private=True)
    for week in range(40):  # the last song of many a day on which others were heard in the open
        yield from _sitting(
            FIRST + timedelta(days=24 + 7 * week),
            21,
            (OPEN_ARTIST, (HIDDEN_SONG,), OPEN_ALBUM),
            1,
            private=True,
        )
    for week in range(30):
        day = FIRST + timedelta(days=20 + 7 * week)
        yield from _sitting(day, 19, _OPEN, 3, private=False)


def _quiet(life: Life) -> Iterator[Row]:
    name = life.quiet_artist
    titles = tuple(f"{name} number {word}" for word in ("one", "two", "three"))
    for week in range(60):
        day = FIRST + timedelta(days=11 + 14 * week)
        if day not in _private_days(life):
            yield from _sitting(day, 15, (name, titles, f"The best of {name}"), 4 + week % 5, private=False)


def _night() -> Iterator[Row]:
    """Yield one song all through a night, in the open."""
    yield from _sitting(TENDER_NIGHT, 0, _OPEN, 22, private=False)


def _sitting(day: date, hour: int, heard: Heard, plays: int, *, private: bool) -> Iterator[Row]:
    artist, titles, album = heard
    begins = datetime(day.year, day.month, day.day, hour, 3, 17, tzinfo=UTC)
    for number in range(plays):
        title = titles[number % len(titles)]
        ended = begins + timedelta(seconds=200 * (number + 1))
        yield {
            "ts": ended.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ms_played": 199_000,
            "conn_country": "LI",
            "master_metadata_track_name": title,
            "master_metadata_album_artist_name": artist,
            "master_metadata_album_album_name": album,
            "spotify_track_uri": spotify_uri("track", artist, title),
            "reason_start": "trackdone",
            "reason_end": "trackdone",
            "shuffle": False,
            "skipped": False,
            "offline": False,
            "incognito_mode": private,
        }


def _secrets(life: Life) -> Iterator[str]:
    yield from (HIDDEN_ARTIST, *HIDDEN_SONGS, HIDDEN_ALBUM, HIDDEN_SONG)
    yield life.quiet_artist
    yield from (OWNER, PLATFORM, "SM-A515F", ZONE, "Vaduz", "Streaming_History")
    yield from listeners.CANARIES
    first = [FIRST - timedelta(days=1)] if life.starts_private else []
    for day in (*_private_days(life)[2:-2], *first):
        yield from (date_words(day_of(day)), day.isoformat())
    if life.is_month_private:
        year, month = PRIVATE_MONTH
        yield from (month_words(year * 12 + month - 1), f"{year}-{month:02d}")
