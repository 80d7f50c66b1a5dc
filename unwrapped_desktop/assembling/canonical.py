"""The tags of an intake in codes that depend on what they say and on nothing else."""

from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.assembling.spellings import Spellings, ordered, ranked
from unwrapped_desktop.domain.intake import ABSENT, Tags, Texts
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Codes, Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalTags:
    """Tags with canonical codes, in columns of one length.

    Attributes:
        artists: Spellings of artists.
        titles: Spellings of titles.
        albums: Spellings of albums.
        artist: Rank of the artist's spelling in the order of code points; likewise `title`, `album` and `uri`, `ABSENT`
            where there is none.
        title: Rank of the title's spelling.
        album: Rank of the album's spelling.
        uri: Rank of the URI.
        song: Key of the song: artist and title, folded; ordered by artist, then title. Without meaning for tags that
            lack one of them, which no music row has.
        album_key: Key of the album: artist and album, folded; `ABSENT` where there is none.
    """

    artists: Spellings
    titles: Spellings
    albums: Spellings
    artist: Codes
    title: Codes
    album: Codes
    uri: Codes
    song: Integers
    album_key: Integers

    @property
    def artist_key(self) -> Integers:
        """Key of the artist, folded."""
        return self.song // max(1, self.titles.folded_count)


def canonical_tags(tags: Tags, texts: Texts, cancel: CancelToken) -> CanonicalTags:
    """Give tags canonical codes."""
    artists, artist = ordered(texts.artists, tags.artist, cancel)
    titles, title = ordered(texts.titles, tags.title, cancel)
    albums, album = ordered(texts.albums, tags.album, cancel)
    artist_key = artists.folded(artist).astype(np.int64)
    album_folded = albums.folded(album)
    return CanonicalTags(
        artists=artists,
        titles=titles,
        albums=albums,
        artist=artist,
        title=title,
        album=album,
        uri=ranked(texts.uris, tags.uri, cancel),
        song=artist_key * titles.folded_count + titles.folded(title),
        album_key=np.where(
            album_folded == ABSENT, ABSENT, artist_key * albums.folded_count + album_folded
        ).astype(np.int64),
    )
