"""Makes the tables and columns of a record from the rows that count."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Codes, Integers, Names, Rows, read_only
from unwrapped_desktop.sources.assembling.canonical import CanonicalRows
from unwrapped_desktop.sources.assembling.spellings import commonest
from unwrapped_desktop.sources.decoding.interning import ABSENT


def record_tables(used: CanonicalRows, cancel: CancelToken) -> tuple[Rows, Names]:
    """Return the rows in their final order, and the names they point to."""
    columns = used.columns
    artist_keys, artist = np.unique(used.artist, return_inverse=True)
    song_keys, song = np.unique(used.song, return_inverse=True)
    cancel.raise_if_cancelled()
    has_album = used.album != ABSENT
    album_keys, album_of_those = np.unique(used.album[has_album], return_inverse=True)
    album = np.full(len(used), ABSENT, dtype=np.int32)
    album[has_album] = album_of_those
    cancel.raise_if_cancelled()
    track, track_songs = _tracks(song, len(song_keys), columns.uri)
    cancel.raise_if_cancelled()
    artist_of_song = song_keys // max(1, used.titles.folded_count)
    artist_of_album = album_keys // max(1, used.albums.folded_count)
    song_titles = _shown(used.titles.texts, song, columns.title)
    cancel.raise_if_cancelled()
    names = Names(
        artists=_shown(used.artists.texts, artist, columns.artist),
        song_titles=song_titles,
        song_artists=_codes(np.searchsorted(artist_keys, artist_of_song)),
        track_songs=_codes(track_songs),
        albums=_shown(used.albums.texts, album_of_those, columns.album[has_album]),
        album_artists=_codes(np.searchsorted(artist_keys, artist_of_album)),
    )
    rows = Rows(
        ended_at_s=columns.ended_at_s,
        played_ms=columns.played_ms,
        artist=_codes(artist),
        song=_codes(song),
        track=_codes(track),
        album=album,
        skipped=columns.skipped,
        finished=columns.finished,
        shuffle=columns.shuffle,
        private=columns.private,
    )
    cancel.raise_if_cancelled()
    return in_order(rows), names


def in_order(rows: Rows) -> Rows:
    """Return the rows by end, length, artist and title.

    That is a full order: rows which agree in all of it would be duplicates, and one of them only is here.
    """
    moment = (rows.ended_at_s << 27) | rows.played_ms
    order = np.lexsort((rows.song, moment))
    return Rows(**{name: read_only(getattr(rows, name)[order]) for name in Rows.__slots__})


def _tracks(song: npt.NDArray[np.intp], song_count: int, uri: Codes) -> tuple[Integers, Integers]:
    """Return the track of each row, and the song of each track.

    A track is its URI; a row without one belongs to the track that is the song itself. Tracks are ordered by song, the
    song itself first, then by URI. Titles change at times: the song of a track is the one its rows name most often.
    """
    has_uri = uri != ABSENT
    uris, song_of_uri = commonest(uri[has_uri].astype(np.int64), song[has_uri])
    is_bare = np.zeros(song_count, dtype=np.bool_)
    is_bare[song[~has_uri]] = True
    bare_songs = np.flatnonzero(is_bare)
    songs = np.concatenate((bare_songs, song_of_uri))
    keys = np.concatenate((np.full(len(bare_songs), ABSENT), uris))
    order = np.argsort((songs << 32) | (keys + 1))
    code_of = np.empty(len(order), dtype=np.int64)
    code_of[order] = np.arange(len(order))
    track = np.empty(len(song), dtype=np.int64)
    track[~has_uri] = _spread(bare_songs, code_of[: len(bare_songs)], song_count)[song[~has_uri]]
    track[has_uri] = _spread(uris, code_of[len(bare_songs) :], int(uris.max(initial=0)) + 1)[uri[has_uri]]
    return track, songs[order]


def _spread(keys: npt.NDArray[np.signedinteger], values: Integers, size: int) -> Integers:
    """Return a table that gives each key's value at the key's own place."""
    table = np.zeros(size, dtype=np.int64)
    table[keys] = values
    return table


def _shown(texts: Sequence[str], codes: npt.NDArray[np.intp], spellings: Codes) -> tuple[str, ...]:
    """Return for each code, from 0 on, the spelling that its rows use most."""
    _, places = commonest(codes.astype(np.int64), spellings)
    return tuple(texts[place] for place in places.tolist())


def _codes(numbers: npt.NDArray[np.signedinteger]) -> Codes:
    return np.asarray(read_only(numbers.astype(np.int32)))
