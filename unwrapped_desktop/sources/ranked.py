"""The lists that Spotify would make of a simulated life, and the sample listener of whom they alone are known."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple, TypeVar

from unwrapped_desktop.assembling.lists import assemble_lists
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS
from unwrapped_desktop.domain.top_lists import (
    LIST_LENGTH,
    LastPlay,
    ListedArtist,
    ListedSong,
    SavedSongs,
    Span,
    TopLists,
)
from unwrapped_desktop.sources.sample import life_of
from unwrapped_desktop.sources.samples import LOCATION_PREFIX, RANKED_SAMPLE, SAMPLES, Sample
from unwrapped_desktop.sources.simulate import LAST_DAY, Row, SimulatedListener, simulate

_SPAN_DAYS = {Span.MONTH: 28, Span.HALF_YEAR: 182, Span.YEAR: 365}
_LIFE = "gaps"


_Counted = TypeVar("_Counted", str, tuple[str, str, str])


class _Heard(NamedTuple):
    """A play of a simulated life."""

    ended_at: datetime
    artist: str
    title: str
    album: str


def lists_of_life(
    rows: Sequence[Row],
    *,
    identity: str,
    fetched_at: datetime,
    released: Callable[[str, str], int | None],
    described: Callable[[int, str], ListedArtist] = lambda rank, name: ListedArtist(rank=rank, name=name),
    saved: SavedSongs | None = None,
    sample_name: str | None = None,
) -> TopLists:
    """Return the lists that would be told of someone whose rows these are.

    Args:
        rows: Rows of an extended history, up to the time of asking.
        identity: See `assemble_lists`.
        fetched_at: When the lists are asked for, aware, UTC.
        released: Year in which an album (artist, title) came out, None where that is not told.
        described: Makes the entry of an artist at a place.
        saved: The library.
        sample_name: Name of a sample listener.
    """
    plays = _plays(rows)
    artists: dict[Span, tuple[ListedArtist, ...]] = {}
    songs: dict[Span, tuple[ListedSong, ...]] = {}
    for span, days in _SPAN_DAYS.items():
        heard = [play for play in plays if play.ended_at > fetched_at - timedelta(days=days)]
        artists[span] = tuple(
            described(rank, name)
            for rank, name in enumerate(_ranked([play.artist for play in heard]), start=1)
        )
        titles = _ranked([(play.artist, play.title, play.album) for play in heard])
        songs[span] = tuple(
            ListedSong(rank=rank, title=title, artist=artist, album=album, released=released(artist, album))
            for rank, (artist, title, album) in enumerate(titles, start=1)
        )
    return assemble_lists(
        source=SourceKind.SAMPLE if sample_name is not None else SourceKind.WEB_API,
        identity=identity,
        fetched_at=fetched_at,
        artists=artists,
        songs=songs,
        last_plays=tuple(
            LastPlay(played_at=play.ended_at, title=play.title, artist=play.artist)
            for play in plays[-LIST_LENGTH:]
        ),
        saved=saved,
        sample_name=sample_name,
    )


def _plays(rows: Sequence[Row]) -> list[_Heard]:
    """Return the plays among rows, in the order of their ends."""
    plays = []
    for row in rows:
        artist, title = row["master_metadata_album_artist_name"], row["master_metadata_track_name"]
        if isinstance(artist, str) and isinstance(title, str) and int(row["ms_played"] or 0) >= PLAY_MIN_MS:
            album = row["master_metadata_album_album_name"]
            ended_at = datetime.fromisoformat(str(row["ts"]))
            plays.append(_Heard(ended_at, artist, title, album if isinstance(album, str) else ""))
    return sorted(plays)


def _ranked(counted: Sequence[_Counted]) -> list[_Counted]:
    """Return the first fifty by how often they come, equals by name."""
    counts = Counter(counted)
    return sorted(counts, key=lambda item: (-counts[item], item))[:LIST_LENGTH]


class RankedSample:
    """A sample listener who signs in: Spotify's lists, and the last fifty plays."""

    @property
    def location(self) -> tuple[str, ...]:
        """The name of the sample."""
        return (LOCATION_PREFIX + RANKED_SAMPLE,)

    def fetch(self, progress: Tell, cancel: CancelToken) -> TopLists:
        """Make the lists. Raises `Cancelled` when the token was set."""
        cancel.raise_if_cancelled()
        progress(Progress(stage=Stage.OPENING))
        sample = next(sample for sample in SAMPLES if sample.name == _LIFE)
        return _lists_of(sample)


def _lists_of(sample: Sample) -> TopLists:
    listener = life_of(sample)
    years = _years(listener)
    return lists_of_life(
        simulate(listener, sample.seed),
        identity=f"sample {RANKED_SAMPLE}",
        fetched_at=datetime.combine(LAST_DAY, time(12), tzinfo=UTC) + timedelta(days=1),
        released=lambda artist, album: years.get((artist, album)),
        sample_name=RANKED_SAMPLE,
    )


def _years(listener: SimulatedListener) -> dict[tuple[str, str], int]:
    """Return in which year each album of a simulated world came out."""
    artists = (*listener.artists, *listener.strangers)
    return {
        (artist.name, album.title): album.year for artist in artists for album in artist.albums if album.year
    }
