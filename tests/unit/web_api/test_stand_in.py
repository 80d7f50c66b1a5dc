"""The stand-in answers as Spotify describes its Web API.

`described.json` holds the names and types of what four calls answer, taken on 2026-08-21 from Spotify's own OpenAPI
description, with whatever is marked as deprecated left out: that is what client ids since February 2026 are told.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests

from tests.spotify_double import SpotifyDouble

DESCRIBED: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "spotify_double" / "described.json").read_text(encoding="utf-8")
)
ASKED = {
    "/v1/me/": "/me",
    "/v1/me/top/artists": "/me/top/{type}",
    "/v1/me/top/tracks": "/me/top/{type}",
    "/v1/me/player/recently-played": "/me/player/recently-played",
    "/v1/me/tracks": "/me/tracks",
}
ARTIST = {"external_urls", "href", "id", "images", "name", "type", "uri"}
"""What was seen of an artist in 2026, and no more."""


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        double.accounts.access_tokens.add("token")
        yield double


def answer(spotify: SpotifyDouble, path: str) -> dict[str, Any]:
    got = requests.get(
        f"{spotify.url}{path}", headers={"Authorization": "Bearer token"}, params={"limit": 50}, timeout=5
    )
    assert got.status_code == 200
    found: dict[str, Any] = got.json()
    return found


@pytest.mark.parametrize("path", ASKED)
def test_it_answers_in_the_described_shape(spotify: SpotifyDouble, path: str) -> None:
    told = answer(spotify, path)
    jsonschema.Draft202012Validator(DESCRIBED[ASKED[path]]["shape"]).validate(told)
    assert told.get("items", [1])


@pytest.mark.parametrize("path", ASKED)
def test_what_was_taken_away_is_told_to_old_client_ids_alone(spotify: SpotifyDouble, path: str) -> None:
    removed = set(DESCRIBED[ASKED[path]]["removed"])
    assert removed
    assert removed.isdisjoint(names_in(answer(spotify, path)))
    spotify.web_api.is_old = True
    told = set(names_in(answer(spotify, path)))
    assert ({"popularity", "genres"} <= told) == (path == "/v1/me/top/artists")


def test_an_artist_has_seven_fields(spotify: SpotifyDouble) -> None:
    assert {frozenset(artist) for artist in answer(spotify, "/v1/me/top/artists")["items"]} == {
        frozenset(ARTIST)
    }


def names_in(value: Any) -> Iterator[str]:
    """Every name of a field, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names_in(inner)
