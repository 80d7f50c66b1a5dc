"""All music rows in codes that depend on what the rows say and on nothing else."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Codes, Integers
from unwrapped_desktop.sources.assembling.spellings import Spellings, ordered, ranked
from unwrapped_desktop.sources.decoding.columns import MusicColumns
from unwrapped_desktop.sources.decoding.interning import ABSENT, Interners


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalRows:
    """Music rows with canonical codes.

    Attributes:
        columns: The rows; `artist`, `title`, `album` and `uri` are ranks in the order of code points.
        artists: Spellings of artists.
        titles: Spellings of titles.
        albums: Spellings of albums.
        song: Key of the song: artist and title, folded; ordered by artist, then title.
        album: Key of the album: artist and album, folded; `ABSENT` where there is none.
    """

    columns: MusicColumns
    artists: Spellings
    titles: Spellings
    albums: Spellings
    song: Integers
    album: Integers

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.columns)

    @property
    def artist(self) -> Integers:
        """Key of the artist, folded."""
        return self.song // max(1, self.titles.folded_count)

    def take(self, places: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> "CanonicalRows":
        """Return the rows at the places, or those for which a mask is true."""
        return CanonicalRows(
            columns=self.columns.take(places),
            artists=self.artists,
            titles=self.titles,
            albums=self.albums,
            song=self.song[places],
            album=self.album[places],
        )


def canonical_rows(music: MusicColumns, interners: Interners, cancel: CancelToken) -> CanonicalRows:
    """Give all music rows canonical codes."""
    artists, artist = ordered(interners.artists.strings, music.artist, cancel)
    titles, title = ordered(interners.titles.strings, music.title, cancel)
    albums, album = ordered(interners.albums.strings, music.album, cancel)
    artist_key = artists.folded(artist).astype(np.int64)
    album_key = albums.folded(album)
    return CanonicalRows(
        columns=_recoded(
            music, artist=artist, title=title, album=album, uri=_uri_ranks(music, interners, cancel)
        ),
        artists=artists,
        titles=titles,
        albums=albums,
        song=artist_key * titles.folded_count + titles.folded(title),
        album=np.where(album_key == ABSENT, ABSENT, artist_key * albums.folded_count + album_key),
    )


def _uri_ranks(music: MusicColumns, interners: Interners, cancel: CancelToken) -> Codes:
    return ranked(interners.uris.strings, music.uri, cancel)


def _recoded(music: MusicColumns, *, artist: Codes, title: Codes, album: Codes, uri: Codes) -> MusicColumns:
    return MusicColumns(
        ended_at_s=music.ended_at_s,
        played_ms=music.played_ms,
        artist=artist,
        title=title,
        album=album,
        uri=uri,
        skipped=music.skipped,
        finished=music.finished,
        shuffle=music.shuffle,
        private=music.private,
        account=music.account,
    )
