"""Where the names in receipts stand at Spotify: whoever shows what its Web API told has to lead back to it."""

from collections.abc import Iterable

from unwrapped_desktop.analysis.words import fold, shown_title
from unwrapped_desktop.domain.report import Receipt, SpotifyPage
from unwrapped_desktop.domain.top_lists import ListedArtist, ListedSong, TopLists


def pages_of_lists(receipts: Iterable[Receipt], lists: TopLists) -> tuple[SpotifyPage, ...]:
    """Return the pages of what receipts name and lists have told."""
    artists = (artist for listed in lists.artists.values() for artist in listed)
    songs = (song for listed in lists.songs.values() for song in listed)
    return pages_of(receipts, artists, songs)


def pages_of(
    receipts: Iterable[Receipt], artists: Iterable[ListedArtist], songs: Iterable[ListedSong]
) -> tuple[SpotifyPage, ...]:
    """Return the pages of the artists and songs that receipts name, each once, in the order of the lists.

    Args:
        receipts: What is shown.
        artists: Artists with their places at Spotify.
        songs: Songs with theirs.
    """
    cells = [cell for receipt in receipts for cell in (*receipt.rows, *receipt.totals)]
    named = {fold(str(text)) for cell in cells for text in (cell.label, cell.value)}
    pages: dict[tuple[str, str, str], SpotifyPage] = {}
    for artist in artists:
        if artist.spotify_id and fold(artist.name) in named:
            page = SpotifyPage(kind="artist", name=artist.name, spotify_id=artist.spotify_id)
            pages.setdefault(("artist", fold(artist.name), ""), page)
    for song in songs:
        title = shown_title(song.title)
        if song.spotify_id and fold(title) in named:
            page = SpotifyPage(kind="track", name=title, artist=song.artist, spotify_id=song.spotify_id)
            pages.setdefault(("track", fold(title), fold(song.artist)), page)
    return tuple(pages.values())
