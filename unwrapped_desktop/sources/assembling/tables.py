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
    artist_keys, artist_spellings = commonest(used.artist, columns.artist)
    song_keys, song_spellings = commonest(used.song, columns.title)
    cancel.raise_if_cancelled()
    has_album = used.album != ABSENT
    album_keys, album_spellings = commonest(used.album[has_album], columns.album[has_album])
    cancel.raise_if_cancelled()
    song = np.searchsorted(song_keys, used.song)
    track, track_songs = _tracks(song, columns.uri)
    cancel.raise_if_cancelled()
    artist_of_song = song_keys // max(1, used.titles.folded_count)
    artist_of_album = album_keys // max(1, used.albums.folded_count)
    names = Names(
        artists=_chosen(used.artists.texts, artist_spellings),
        song_titles=_chosen(used.titles.texts, song_spellings),
        song_artists=_codes(np.searchsorted(artist_keys, artist_of_song)),
        track_songs=_codes(track_songs),
        albums=_chosen(used.albums.texts, album_spellings),
        album_artists=_codes(np.searchsorted(artist_keys, artist_of_album)),
    )
    rows = Rows(
        ended_at_s=columns.ended_at_s,
        played_ms=columns.played_ms,
        artist=names.song_artists[song],
        song=_codes(song),
        track=_codes(track),
        album=_codes(np.where(has_album, np.searchsorted(album_keys, used.album), ABSENT)),
        skipped=columns.skipped,
        finished=columns.finished,
        shuffle=columns.shuffle,
        private=columns.private,
    )
    cancel.raise_if_cancelled()
    return in_order(rows), names


def in_order(rows: Rows) -> Rows:
    """Return the rows by their end, then by all else they say: equal rows alone are left in either order."""
    moment = (rows.ended_at_s << 27) | rows.played_ms
    order = np.lexsort(
        (
            rows.private,
            rows.shuffle,
            rows.finished,
            rows.skipped,
            rows.album,
            rows.track,
            rows.song,
            rows.artist,
            moment,
        )
    )
    return Rows(**{name: read_only(getattr(rows, name)[order]) for name in Rows.__slots__})


def _tracks(song: npt.NDArray[np.intp], uri: Codes) -> tuple[Integers, Integers]:
    """Return the track of each row, and the song of each track.

    A track is its URI; a row without one belongs to the track that is the song itself. Tracks are ordered by song, the
    song itself first, then by URI. Titles change at times: the song of a track is the one its rows name most often.
    """
    has_uri = uri != ABSENT
    uris, song_of_uri = commonest(uri[has_uri].astype(np.int64), song[has_uri])
    bare_songs = np.unique(song[~has_uri])
    songs = np.concatenate((bare_songs, song_of_uri))
    keys = np.concatenate((np.full(len(bare_songs), ABSENT), uris))
    order = np.lexsort((keys, songs))
    code_of = np.empty(len(order), dtype=np.int64)
    code_of[order] = np.arange(len(order))
    track = np.empty(len(song), dtype=np.int64)
    track[~has_uri] = code_of[np.searchsorted(bare_songs, song[~has_uri])]
    track[has_uri] = code_of[len(bare_songs) + np.searchsorted(uris, uri[has_uri])]
    return track, songs[order]


def _chosen(texts: Sequence[str], places: Integers) -> tuple[str, ...]:
    return tuple(texts[place] for place in places.tolist())


def _codes(numbers: npt.NDArray[np.signedinteger]) -> Codes:
    return np.asarray(read_only(numbers.astype(np.int32)))
