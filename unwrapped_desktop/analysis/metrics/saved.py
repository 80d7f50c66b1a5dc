"""What is saved against what is played, and what Spotify says against what the record holds.

The library and the marquee are as they stood on the day of the export; the plays may span a life, or a year of it. So
"never played" means within this record, and what was saved and removed again is unknown. A record keeps no addresses of
tracks: a saved thing is matched by its artist and title, folded (`words.fold`). Where the library and the history name
different artists for the same track, as for some soundtracks, it counts as unsaved and never played.

What the listener leaves out of the judgement is left out of the library too: a saved thing that the record names, but
of which no row remains, is not "never played".
"""

from collections.abc import Iterable
from datetime import date

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.matching import Matches, Shelf
from unwrapped_desktop.analysis.stats import descending
from unwrapped_desktop.analysis.words import day_of, fold
from unwrapped_desktop.domain.extras import Extras, Library, Segment, WrappedYear
from unwrapped_desktop.domain.record import Mask
from unwrapped_desktop.domain.wrapped import assumed_last_day

TOP_ARTISTS = 20
"""Who is not among so many most played artists is no great love of this record."""

NO_LIBRARY = "This export holds no library."
NO_TRACKS = "The library holds no tracks."
NO_ALBUMS_SAVED = "The library holds no albums."
NO_ARTISTS_SAVED = "The library holds no artists."
NO_ALBUMS = "This export does not name albums."
NO_SKIPS = "This export does not record skips."
NO_MARQUEE = "This export does not say how Spotify files the artists."
NO_SUPER_LISTENER = "Spotify files this listener as a super listener of nobody."
NO_WRAPPED = "This export holds no Wrapped."
ARTISTS_LEFT_OUT = "The artists it is about are left out of the verdict."
LEFT_OUT = "What is saved is left out of the verdict."

_SONG_FACTS = (("saved.never_played_share", "percent"), ("saved.share_of_plays", "percent"))
_UNSAVED_FACTS = (("saved.top_unsaved", "track"), ("saved.top_unsaved_plays", "count"))
_SKIP_FACTS = (("saved.skip_share", "percent"), ("saved.unsaved_skip_share", "percent"))
_ALBUM_FACTS = (("saved.albums_never_played_share", "percent"),)
_ARTIST_FACTS = (("saved.artists_never_played_share", "percent"),)
_UNPLAYED_FACTS = (("saved.longest_unplayed_artist", "artist"), ("saved.longest_unplayed_days", "count"))
_MARQUEE_FACTS = (("saved.super_outside_top", "count"),)
_WRAPPED_FACTS = (
    ("saved.wrapped_year", "year"),
    ("saved.wrapped_top_artist", "artist"),
    ("saved.wrapped_top_artist_rank", "count"),
)

_ALL_OF_TRACKS = (*_SONG_FACTS, *_UNSAVED_FACTS, *_SKIP_FACTS)
_ALL_OF_ARTISTS = (*_ARTIST_FACTS, *_UNPLAYED_FACTS)
_ALL_OF_LIBRARY = (("saved.tracks", "count"), *_ALL_OF_TRACKS, *_ALBUM_FACTS, *_ALL_OF_ARTISTS)


def measure(listening: Listening) -> Measured:
    """Measure the library, the marquee and the yearly reviews against the plays."""
    measured = Measured()
    extras = listening.record.extras
    shelf = Shelf(listening)
    if extras.library is None:
        _abstain(measured, _ALL_OF_LIBRARY, NO_LIBRARY)
    else:
        _measure_library(measured, listening, shelf, extras.library)
    _measure_marquee(measured, listening, shelf, extras)
    _measure_wrapped(measured, listening, shelf, extras)
    return measured


def _abstain(measured: Measured, facts: Iterable[tuple[str, str]], reason: str) -> None:
    for fact_id, unit in facts:
        measured.unavailable(fact_id, unit, reason)


def _measure_library(measured: Measured, listening: Listening, shelf: Shelf, library: Library) -> None:
    tracks = _count_tracks(library)
    measured.fact("saved.tracks", tracks, "count", tracks)
    songs = shelf.songs(library.tracks)
    if not library.tracks:
        _abstain(measured, _ALL_OF_TRACKS, NO_TRACKS)
    elif len(songs) == 0:
        _abstain(measured, _ALL_OF_TRACKS, LEFT_OUT)
    else:
        _measure_songs(measured, listening, songs)
    _measure_albums(measured, listening, shelf, library)
    _measure_artists(measured, listening, shelf, library)


def _count_tracks(library: Library) -> int:
    """Return how many tracks are saved: each address once, and without one each artist and title once."""
    named = {(fold(track.artist), fold(track.title)) for track in library.tracks if not track.uri}
    return len({track.uri for track in library.tracks if track.uri}) + len(named)


def _measure_songs(measured: Measured, listening: Listening, songs: Matches) -> None:
    """Compare songs, each artist and title once, however many addresses it is saved under.

    `never_played_share` is the share of saved songs without a play of 30 seconds or more; its sample is saved songs.
    `share_of_plays` is the share of all plays that are of saved songs; its sample is plays.
    """
    plays = listening.song_plays
    is_saved: Mask = np.zeros(len(plays), dtype=bool)
    is_saved[songs.codes] = True
    never = songs.never(plays)
    measured.fact("saved.never_played_share", percent(never, len(songs)), "percent", len(songs))
    saved_plays = int(plays[is_saved].sum())
    measured.fact("saved.share_of_plays", percent(saved_plays, len(listening)), "percent", len(listening))
    _measure_top_unsaved(measured, listening, np.where(is_saved, 0, plays))
    _measure_skips(measured, listening, is_saved)


def _measure_top_unsaved(measured: Measured, listening: Listening, unsaved: Array) -> None:
    """Name the most played song that is not saved; of equally played ones the first by artist and title.

    The sample is the plays of songs that are not saved.
    """
    total = int(unsaved.sum())
    if total == 0:
        _abstain(measured, _UNSAVED_FACTS, "Everything that was played is saved.")
        return
    top = int(np.argmax(unsaved))
    measured.fact("saved.top_unsaved", listening.title(top), "track", total)
    measured.fact("saved.top_unsaved_plays", int(unsaved[top]), "count", total)


def _measure_skips(measured: Measured, listening: Listening, is_saved: Mask) -> None:
    """Give the share of skipped rows among those of saved songs, and among all others.

    The sample is the rows of each side for which the source says whether they were skipped. The hypocrisy index, skips
    of saved songs less skips at large, can be had from the two.
    """
    if not listening.has_skips:
        _abstain(measured, _SKIP_FACTS, NO_SKIPS)
        return
    skipped, saved = listening.rows.skipped, is_saved[listening.rows.song]
    sides = ((saved, "None of the saved tracks was heard."), (~saved, "Everything that was heard is saved."))
    for (fact_id, unit), (side, reason) in zip(_SKIP_FACTS, sides, strict=True):
        told = int(np.sum(side & (skipped >= 0)))
        if told == 0:
            measured.unavailable(fact_id, unit, reason)
        else:
            measured.fact(fact_id, percent(int(np.sum(side & (skipped == 1))), told), unit, told)


def _measure_albums(measured: Measured, listening: Listening, shelf: Shelf, library: Library) -> None:
    """Count saved albums of which no song has a play. Another edition of an album is another album."""
    if not listening.has_albums:
        _abstain(measured, _ALBUM_FACTS, NO_ALBUMS)
        return
    albums = shelf.albums(library.albums)
    if len(albums) == 0:
        _abstain(measured, _ALBUM_FACTS, LEFT_OUT if library.albums else NO_ALBUMS_SAVED)
        return
    album = listening.plays.album
    plays = np.bincount(album[album >= 0], minlength=len(listening.record.names.albums))
    share = percent(albums.never(plays), len(albums))
    measured.fact("saved.albums_never_played_share", share, "percent", len(albums))


def _measure_artists(measured: Measured, listening: Listening, shelf: Shelf, library: Library) -> None:
    """Count saved artists without a play of any song."""
    artists = shelf.artists([artist.name for artist in library.artists])
    if len(artists) == 0:
        _abstain(measured, _ALL_OF_ARTISTS, LEFT_OUT if library.artists else NO_ARTISTS_SAVED)
        return
    share = percent(artists.never(listening.artist_plays), len(artists))
    measured.fact("saved.artists_never_played_share", share, "percent", len(artists))
    played = artists.codes[listening.artist_plays[artists.codes] > 0]
    _measure_longest_unplayed(measured, listening, played)


def _measure_longest_unplayed(measured: Measured, listening: Listening, played: Array) -> None:
    """Name the saved artist whose last play lies furthest back, in days before the last play of the record.

    An artist last played before a month that is missing from the record is passed over: nobody knows whether there
    was a play in it. The library has no dates, so that a saved artist without a play has no age.
    """
    if len(played) == 0:
        _abstain(measured, _UNPLAYED_FACTS, "None of the saved artists was played.")
        return
    last_day = np.full(len(listening.artist_plays), listening.first_day, dtype=np.int64)
    np.maximum.at(last_day, listening.plays.artist, listening.at.day)
    sure = played[last_day[played] >= _silent_since(listening)]
    if len(sure) == 0:
        _abstain(measured, _UNPLAYED_FACTS, "Months are missing from the record.")
        return
    longest = int(sure[np.argmin(last_day[sure])])
    days = listening.last_day - int(last_day[longest])
    measured.fact("saved.longest_unplayed_artist", listening.artist(longest), "artist", len(sure))
    measured.fact("saved.longest_unplayed_days", days, "count", len(sure))


def _silent_since(listening: Listening) -> int:
    """Return the local day from which no month is missing up to the last play."""
    missing = np.flatnonzero(listening.monthly_plays == 0)
    if len(missing) == 0:
        return listening.first_day
    after = int(listening.months[missing[-1]]) + 1
    return day_of(date(after // 12, after % 12 + 1, 1))


def _measure_marquee(measured: Measured, listening: Listening, shelf: Shelf, extras: Extras) -> None:
    """Count the artists Spotify takes the listener to be a super listener of, and who are not among the most played.

    Spotify sorts the active listeners of an artist's last 28 days (Spotify for Artists, "Audience segments"); the
    record may be much longer, so that a new love is expected among them.
    """
    if not extras.marquee:
        _abstain(measured, _MARQUEE_FACTS, NO_MARQUEE)
        return
    filed = [entry.artist for entry in extras.marquee if entry.segment is Segment.SUPER]
    artists = shelf.artists(filed)
    if len(artists) == 0:
        _abstain(measured, _MARQUEE_FACTS, ARTISTS_LEFT_OUT if filed else NO_SUPER_LISTENER)
        return
    top = descending(listening.artist_plays)[:TOP_ARTISTS]
    outside = len(artists) - int(np.isin(artists.codes, top).sum())
    measured.fact("saved.super_outside_top", outside, "count", len(artists))


def _measure_wrapped(measured: Measured, listening: Listening, shelf: Shelf, extras: Extras) -> None:
    """Say where Wrapped's top artist stands in our count of that year: the latest year that can be compared.

    Wrapped gives an address, which only the library turns into a name, and only for an artist who is saved.
    """
    reasons = [] if extras.wrapped else [NO_WRAPPED]
    for review in reversed(extras.wrapped):
        try:
            artist, rank, plays = _rank_in_year(listening, shelf, review, extras.library)
        except _Incomparable as incomparable:
            reasons.append(str(incomparable))
            continue
        measured.fact("saved.wrapped_year", review.year, "year", plays)
        measured.fact("saved.wrapped_top_artist", listening.artist(artist), "artist", plays)
        measured.fact("saved.wrapped_top_artist_rank", rank, "count", plays)
        return
    _abstain(measured, _WRAPPED_FACTS, reasons[0])


class _Incomparable(Exception):  # noqa: N818 - reads as what it says
    """A review cannot be compared; the text is the reason a person reads."""


def _rank_in_year(
    listening: Listening, shelf: Shelf, review: WrappedYear, library: Library | None
) -> tuple[int, int, int]:
    """Return the code of the top artist, the rank by plays, 1 for the first, and the plays it rests on.

    Counted as Wrapped does: plays of 30 seconds or more outside private sessions, from January to mid-November.

    Raises:
        _Incomparable: Wrapped, the library or the record does not hold what it takes.
    """
    artist = shelf.artist(_top_artist(review, library))
    first = day_of(date(review.year, 1, 1))
    last = day_of(assumed_last_day(review.year))
    if not listening.has_data_between(first, last):
        raise _Incomparable(f"The record does not hold all of {review.year}.")
    counted = (listening.at.day >= first) & (listening.at.day <= last) & (listening.plays.private != 1)
    plays = np.bincount(listening.plays.artist[counted], minlength=len(listening.artist_plays))
    if artist is None or plays[artist] == 0:
        raise _Incomparable(f"The record holds no play of Wrapped's top artist of {review.year}.")
    return artist, 1 + int(np.sum(plays > plays[artist])), int(counted.sum())


def _top_artist(review: WrappedYear, library: Library | None) -> str:
    if not review.top_artist_uris:
        raise _Incomparable(f"Wrapped {review.year} names no top artist.")
    names = {artist.uri: artist.name for artist in library.artists} if library else {}
    name = names.get(review.top_artist_uris[0])
    if name is None:
        raise _Incomparable(
            f"Wrapped {review.year} gives its top artist as a code that the library does not explain."
        )
    return name
