"""The Web API of the stand-in: what it would tell of a listener, in the shape of old client ids or of those since 2026."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unwrapped_desktop.domain.top_lists import LastPlay, ListedArtist, ListedSong, Span, TopLists

LIMIT_MAX = 50
API = "https://api.spotify.com"
"""Where links lead: out of the stand-in, as they would lead out of Spotify if somebody else wrote them."""


@dataclass(slots=True, kw_only=True)
class WebApiDouble:
    """The Web API.

    Attributes:
        person: Whose lists these are.
        is_old: Whether popularity, genres and followers are told, as older client ids get them.
        account_id: The account's; empty where the API is one of before May 2026.
    """

    person: TopLists
    is_old: bool = False
    account_id: str = "CANARY-ACCOUNT"

    def answer(self, path: str, asked: Mapping[str, str]) -> dict[str, Any] | None:
        """Return the answer to a request, None where there is nothing at that path."""
        limit, offset = int(asked.get("limit", 20)), int(asked.get("offset", 0))
        span = Span(asked.get("time_range", "medium_term"))
        if path == "/v1/me/":
            return {"id": "somebody", "display_name": "Somebody", "type": "user"} | (
                {"account_id": self.account_id} if self.account_id else {}
            )
        if path == "/v1/me/top/artists":
            artists = [self._artist(one) for one in self.person.artists.get(span, ())]
            return self._page(artists, limit, offset, path)
        if path == "/v1/me/top/tracks":
            tracks = [self._track(one) for one in self.person.songs.get(span, ())]
            return self._page(tracks, limit, offset, path)
        if path == "/v1/me/player/recently-played":
            plays = [self._played(play) for play in reversed(self.person.last_plays[-limit:])]
            return {
                "items": plays,
                "limit": limit,
                "href": f"{API}{path}?limit={limit}",
                "next": f"{API}{path}?before=1&limit={limit}",
                "cursors": {"after": "2", "before": "1"},
            }
        if path == "/v1/me/tracks":
            return self._page(self._library(), limit, offset, path)
        return None

    def _page(self, items: Sequence[dict[str, Any]], limit: int, offset: int, path: str) -> dict[str, Any]:
        def link(at: int) -> str:
            return f"{API}{path}?offset={at}&limit={limit}"

        return {
            "items": list(items[offset : offset + min(limit, LIMIT_MAX)]),
            "total": len(items),
            "limit": limit,
            "offset": offset,
            "href": link(offset),
            "next": link(offset + limit) if offset + limit < len(items) else None,
            "previous": link(offset - limit) if offset >= limit else None,
        }

    def _artist(self, artist: ListedArtist) -> dict[str, Any]:
        told = self._named(artist.name, "artist")
        if self.is_old:
            told |= {
                "popularity": artist.popularity or 0,
                "genres": list(artist.genres),
                "followers": {"total": 1},
            }
        return told

    def _track(self, song: ListedSong) -> dict[str, Any]:
        artist = self._named(song.artist, "artist")
        del artist["images"]
        album = self._named(song.album, "album") | {
            "album_type": "album",
            "total_tracks": 10,
            "artists": [artist],
            "release_date": "0000" if song.released is None else f"{song.released}-05-01",
            "release_date_precision": "year" if song.released is None else "day",
        }
        track = self._named(song.title, "track") | {
            "artists": [artist],
            "album": album,
            "disc_number": 1,
            "duration_ms": 200_000,
            "explicit": False,
            "external_ids": {"isrc": "XX0000000000"},
            "is_local": False,
            "is_playable": True,
            "track_number": 1,
        }
        del track["images"]
        return track

    def _played(self, play: LastPlay) -> dict[str, Any]:
        song = ListedSong(rank=1, title=play.title, artist=play.artist)
        at = f"{play.played_at:%Y-%m-%dT%H:%M:%S}.123Z"
        return {"track": self._track(song), "played_at": at}

    def _library(self) -> list[dict[str, Any]]:
        kept = sorted(self.person.saved.kept) if self.person.saved else []
        songs = (ListedSong(rank=1, title=title, artist=artist) for artist, title in kept)
        return [{"added_at": "2026-01-01T00:00:00Z", "track": self._track(song)} for song in songs]

    def _named(self, name: str, kind: str) -> dict[str, Any]:
        spotify_id = id_of(kind, name)
        return {
            "name": name,
            "id": spotify_id,
            "uri": f"spotify:{kind}:{spotify_id}",
            "href": f"{API}/v1/{kind}s/{spotify_id}",
            "type": kind,
            "external_urls": {"spotify": f"https://open.spotify.com/{kind}/{spotify_id}"},
            "images": [],
        }


def id_of(kind: str, name: str) -> str:
    """Return an id of Spotify's form, always the same for a name."""
    return hashlib.sha256(f"{kind} {name}".encode()).hexdigest()[:22]
