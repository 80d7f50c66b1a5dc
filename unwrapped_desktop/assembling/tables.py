"""Makes the tables and columns of a record from the rows that count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.assembling.canonical import CanonicalTags
from unwrapped_desktop.assembling.spellings import commonest
from unwrapped_desktop.domain.intake import ABSENT, MusicRows
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Codes, Flags, Integers, Names, Rows, read_only


@dataclass(frozen=True, slots=True, kw_only=True)
class _UsedTags:
    """The tags that rows use, with the record's own codes.

    Attributes:
        plays: How many rows use each of them.
        artist: Code of the artist in the record; likewise `song`, `album` and `track`.
        song: Code of the song.
        album: Code of the album, `ABSENT` where there is none.
        track: Code of the track.
    """

    plays: Integers
    artist: Codes
    song: Codes
    album: Codes
    track: Codes


def record_tables(
    music: MusicRows, tags: CanonicalTags, devices: tuple[str, ...], cancel: CancelToken
) -> tuple[Rows, Names]:
    """Return the rows that count, in the order they stand in, and the names they point to."""
    plays_of_tag = np.bincount(music.tag, minlength=len(tags.song))
    used_tags = np.flatnonzero(plays_of_tag)
    used, names = _named(tags, used_tags, plays_of_tag[used_tags], devices)
    cancel.raise_if_cancelled()
    place = np.zeros(len(plays_of_tag), dtype=np.int32)
    place[used_tags] = np.arange(len(used_tags), dtype=np.int32)
    tag = place[music.tag]
    device, names = _with_used_devices(music.device, names)
    rows = Rows(
        ended_at_s=read_only(music.ended_at_s),
        played_ms=read_only(music.played_ms),
        artist=read_only(used.artist[tag]),
        song=read_only(used.song[tag]),
        track=read_only(used.track[tag]),
        album=read_only(used.album[tag]),
        skipped=read_only(music.skipped),
        finished=read_only(music.finished),
        shuffle=read_only(music.shuffle),
        private=read_only(music.private),
        device=read_only(device),
    )
    cancel.raise_if_cancelled()
    return rows, names


def _with_used_devices(device: Flags, names: Names) -> tuple[Flags, Names]:
    """Return devices and names with the kinds of device that occur, in order: a record knows of no others."""
    kinds = names.device_kinds
    used = sorted(kinds[code] for code in np.unique(device[device != ABSENT]).tolist())
    # The extra last element is where -1 points to.
    code_of = [used.index(kind) if kind in used else ABSENT for kind in kinds]
    table = np.array([*code_of, ABSENT], dtype=np.int8)
    return np.asarray(table[device]), replace(names, device_kinds=tuple(used))


def _named(
    tags: CanonicalTags, chosen: npt.NDArray[np.intp], plays: Integers, devices: tuple[str, ...]
) -> tuple[_UsedTags, Names]:
    artist_keys, artist = np.unique(tags.artist_key[chosen], return_inverse=True)
    song_keys, song = np.unique(tags.song[chosen], return_inverse=True)
    key = tags.album_key[chosen]
    has_album = key != ABSENT
    album_keys, album_of_those = np.unique(key[has_album], return_inverse=True)
    album = np.full(len(chosen), ABSENT, dtype=np.int64)
    album[has_album] = album_of_those
    track, track_songs = _tracks(song, len(song_keys), tags.uri[chosen], plays)
    artist_of_song = song_keys // max(1, tags.titles.folded_count)
    artist_of_album = album_keys // max(1, tags.albums.folded_count)
    names = Names(
        artists=_shown(tags.artists.texts, artist, tags.artist[chosen], plays),
        song_titles=_shown(tags.titles.texts, song, tags.title[chosen], plays),
        song_artists=_codes(np.searchsorted(artist_keys, artist_of_song)),
        track_songs=_codes(track_songs),
        albums=_shown(tags.albums.texts, album_of_those, tags.album[chosen][has_album], plays[has_album]),
        album_artists=_codes(np.searchsorted(artist_keys, artist_of_album)),
        device_kinds=devices,
    )
    used = _UsedTags(
        plays=plays, artist=_codes(artist), song=_codes(song), album=_codes(album), track=_codes(track)
    )
    return used, names


def _tracks(
    song: npt.NDArray[np.intp], song_count: int, uri: Codes, plays: Integers
) -> tuple[Integers, Integers]:
    """Return the track of each tag, and the song of each track.

    A track is its URI; a row without one belongs to the track that is the song itself. Tracks are ordered by song, the
    song itself first, then by URI. Titles change at times: the song of a track is the one its rows name most often.
    """
    has_uri = uri != ABSENT
    uris, song_of_uri = commonest(uri[has_uri].astype(np.int64), song[has_uri], plays[has_uri])
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


def _shown(
    texts: Sequence[str], codes: npt.NDArray[np.intp], spellings: Codes, plays: Integers
) -> tuple[str, ...]:
    """Return for each code, from 0 on, the spelling that its rows use most."""
    _, places = commonest(codes.astype(np.int64), spellings, plays)
    return tuple(texts[place] for place in places.tolist())


def _codes(numbers: npt.NDArray[np.signedinteger]) -> Codes:
    return np.asarray(read_only(numbers.astype(np.int32)))
