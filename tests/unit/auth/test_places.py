"""Where Spotify is: at its own addresses, or at a stand-in on this computer and nowhere else. And the key of a build."""

from pathlib import Path

import pytest

from unwrapped_desktop.auth import preset
from unwrapped_desktop.auth.places import SpotifyPlaces, spotify_places
from unwrapped_desktop.auth.preset import preset_client_id

KEY = "0123456789abcdef0123456789abcdef"


def test_a21_spotify_is_where_it_is() -> None:
    places = spotify_places({})
    assert places == SpotifyPlaces()
    assert places.authorize == "https://accounts.spotify.com/authorize"
    assert places.accounts == "https://accounts.spotify.com"
    assert places.api == "https://api.spotify.com/v1/"
    assert not places.is_stand_in


def test_a_stand_in_on_this_computer_may_play_its_part() -> None:
    places = spotify_places({"UNWRAPPED_SPOTIFY": " http://127.0.0.1:4711/ "})
    assert places == SpotifyPlaces(
        authorize="http://127.0.0.1:4711/authorize",
        accounts="http://127.0.0.1:4711",
        api="http://127.0.0.1:4711/v1/",
        is_stand_in=True,
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example:80",
        "https://127.0.0.1:4711",
        "http://127.0.0.1",
        "http://127.0.0.1:4711@evil.example",
        "http://127.0.0.1:4711.evil.example",
        "http://127.0.0.1:4711/path",
        "http://localhost:4711",
        "http://127.0.0.1:4711\n.evil.example",
        "http://[::1]:4711",
    ],
)
def test_a21_no_other_address_is_taken(address: str) -> None:
    assert spotify_places({"UNWRAPPED_SPOTIFY": address}) == SpotifyPlaces()


def test_a18_ours_brings_no_key() -> None:
    assert preset_client_id() == ""


@pytest.mark.parametrize(
    ("content", "found"), [(f"{KEY.upper()}\n", KEY), ("secret", ""), ("", ""), ("\udcff", "")]
)
def test_a_build_can_bring_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, found: str
) -> None:
    (tmp_path / preset.FILE_NAME).write_bytes(content.encode("utf-8", "surrogateescape"))
    monkeypatch.setattr(preset, "resources_dir", lambda: tmp_path)
    assert preset_client_id() == found
