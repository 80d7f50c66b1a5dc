"""A Spotify, or something in its place, that misbehaves: every reading ends in time, with an explanation, and can be repeated."""

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.spotify_double import Fault, SpotifyDouble, odd
from tests.spotify_double.odd import OddServer, Script
from unwrapped_desktop.domain.errors import AppError, Cancelled, SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.top_lists import Span, TopLists
from unwrapped_desktop.messages import MESSAGES, message_for
from unwrapped_desktop.sources.web_api import calls
from unwrapped_desktop.sources.web_api.calls import wait_s
from unwrapped_desktop.sources.web_api.patience import Patience, day_in_words
from unwrapped_desktop.sources.web_api.session import TOTAL_S
from unwrapped_desktop.sources.web_api.source import CALLS_MAX, WebApiSource

ARTISTS, TRACKS = "/v1/me/top/artists", "/v1/me/top/tracks"
PLAYS, SAVED = "/v1/me/player/recently-played", "/v1/me/tracks"
TOO_MANY = b"Too many requests"


class SetClock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


class OneToken:
    """Always the same token."""

    def access_token(self, *, refused: str | None = None) -> str:  # noqa: ARG002 - the face of one
        return "CANARY-ACCESS"


@dataclass
class Reader:
    """Reads from a place again and again, as somebody who tries again does."""

    url: str
    clock: SetClock
    patience: Patience

    def read(self, cancel: CancelToken | None = None) -> TopLists:
        source = WebApiSource(
            tokens=OneToken, clock=self.clock, base_url=f"{self.url}/v1/", patience=self.patience
        )
        return source.fetch(ignore_progress, cancel or CancelToken())

    def refusal(self) -> AppError:
        with pytest.raises(AppError) as error:
            self.read()
        assert "CANARY" not in f"{error.value} {message_for(error.value)}"
        return error.value


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        double.accounts.access_tokens.add("CANARY-ACCESS")
        yield double


@pytest.fixture
def reader(spotify: SpotifyDouble) -> Reader:
    return Reader(spotify.url, SetClock(), Patience())


def reader_of(server: OddServer) -> Reader:
    return Reader(server.url, SetClock(), Patience())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "BACKOFF_S", (0.01, 0.02))
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# ------------------------------------------------------------------------------------------------ tries and time
SLOW = pytest.mark.parametrize(
    "script", [odd.silent, odd.drips_headers, odd.drips_body], ids=["nothing", "headers", "body"]
)


@SLOW
def test_14_a_call_with_all_its_tries_ends_in_time(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    assert TOTAL_S == 30
    monkeypatch.setattr(calls, "TOTAL_S", 0.6)
    with OddServer(script) as server:
        began_s = time.monotonic()
        assert reader_of(server).refusal().code == "spotify_unreachable"
        assert time.monotonic() - began_s < 5
        assert len(server.heads) == 1  # the time for all tries is used up by the first


def test_2_three_tries_and_no_more() -> None:
    with OddServer(odd.says(b"")) as server:
        assert reader_of(server).refusal().code == "spotify_unreachable"
        assert len(server.heads) == calls.TRIES == 3


def test_2_no_try_is_begun_that_has_no_time(
    spotify: SpotifyDouble, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "BACKOFF_S", (100.0, 100.0))
    spotify.fail("/v1/me/", Fault(status=503))
    assert reader.refusal().code == "spotify_busy"
    assert spotify.requests["/v1/me/"] == 1
    assert reader.read().artists[Span.YEAR]


def test_2_not_all_come_back_at_once(
    spotify: SpotifyDouble, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(calls, "BACKOFF_S", (1.0, 1.0))
    monkeypatch.setattr(calls.WebApi, "_wait", lambda _, seconds, **__: waited.append(seconds))
    for _ in range(4):
        spotify.fail("/v1/me/", Fault(status=503), Fault(drops=True))
        reader.read()
    assert len(set(waited)) == 8
    assert all(0.5 <= seconds <= 1.5 for seconds in waited)


@SLOW
def test_14_a_wait_for_the_network_is_left_within_a_second(script: Script) -> None:
    with OddServer(script) as server:
        cancel = CancelToken()
        threading.Timer(0.2, cancel.cancel).start()
        began_s = time.monotonic()
        with pytest.raises(Cancelled):
            reader_of(server).read(cancel)
        assert time.monotonic() - began_s < 3  # a second is promised; the call takes thirty


def test_1_a_look_up_is_left_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, cancel = threading.Event(), CancelToken()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: gate.wait(30))
    threading.Timer(0.2, cancel.cancel).start()
    began_s = time.monotonic()
    with pytest.raises(Cancelled):
        Reader("http://spotify.invalid", SetClock(), Patience()).read(cancel)
    assert time.monotonic() - began_s < 3  # a second is promised; the call takes thirty
    gate.set()


def test_1_without_a_network_it_says_so_and_afterwards_reads(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with monkeypatch.context() as offline:
        offline.setattr(socket, "getaddrinfo", unknown)
        error = reader.refusal()
    assert error.code == "spotify_unreachable"
    assert "Look at the connection, and try again" in message_for(error)
    assert reader.read().artists[Span.YEAR]


# ------------------------------------------------------------------------------------------------ what is not taken
@pytest.mark.parametrize(
    "script", [odd.endless, odd.endless_redirect, odd.bomb], ids=["500 MB", "302", "bomb"]
)
def test_16_no_more_is_taken_than_a_page_can_have(script: Script) -> None:
    with OddServer(script) as server:
        assert reader_of(server).refusal().code == "spotify_unreadable"
        assert len(server.heads) == 1


HOTEL = b"<html><a href='http://hotel.invalid'>Welcome</a></html>"


@pytest.mark.parametrize(
    "status", ["200 OK", "511 Network Authentication Required", "403 Forbidden", "302 Found"]
)
def test_4_a_network_that_wants_to_be_signed_in_to_is_named(status: str) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Type: TEXT/HTML\r\nLocation: http://hotel.invalid/\r\n\r\n"
    with OddServer(odd.says(head.encode() + HOTEL)) as server:
        error = reader_of(server).refusal()
    assert error.code == "network_sign_in"
    assert "hotel" not in message_for(error)


def test_22_a_proxy_that_wants_a_name_is_named(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    head = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    with OddServer(odd.says(head)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        error = reader.refusal()
        assert len(proxy.heads) == 1
    assert error.code == "proxy_wants_sign_in"
    assert "name and a password" in message_for(error)
    monkeypatch.delenv("http_proxy")
    assert reader.read().artists[Span.YEAR]


def test_3_a_false_certificate_ends_the_reading_at_once(tmp_path: Any) -> None:
    from tests.spotify_double.certificates import Authority  # noqa: PLC0415 - it skips where there is no such thing

    with OddServer(odd.json_of(b"{}"), tls=Authority(tmp_path).server()) as server:
        error = reader_of(server).refusal()
        assert server.heads == []
    assert error.code == "accounts_not_trusted"
    assert "nothing was sent" in message_for(error)


# ------------------------------------------------------------------------------------------------ come back later
def test_10_until_the_time_has_come_spotify_is_not_asked_again(
    spotify: SpotifyDouble, reader: Reader
) -> None:
    spotify.fail("/v1/me/", Fault(status=429, body=TOO_MANY, headers={"Retry-After": "86400"}))
    first = reader.refusal()
    asked = spotify.requests.total()
    assert first.code == "spotify_come_back"
    assert "Come back tomorrow at " in message_for(first)
    reader.clock.at += timedelta(hours=23)
    again = reader.refusal()
    assert again.code == "spotify_come_back"
    assert "Come back t" in message_for(again)
    assert spotify.requests.total() == asked
    reader.clock.at += timedelta(hours=1, seconds=1)
    assert reader.read().artists[Span.YEAR]


def test_11_an_app_that_has_used_up_its_share_is_told_so_again(
    spotify: SpotifyDouble, reader: Reader
) -> None:
    body = b'{"error": {"status": 429, "message": "Too many", "reason": "QUOTA_EXCEEDED"}}'
    spotify.fail("/v1/me/", Fault(status=429, body=body, headers={"Retry-After": "0"}))
    assert reader.refusal().code == "spotify_quota"
    assert "used up" in message_for(reader.refusal())
    reader.clock.at += timedelta(minutes=1)
    assert reader.read().artists[Span.YEAR]


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=8), timedelta(days=40_000)])
def test_10_a_clock_that_is_set_anew_locks_nobody_out(
    spotify: SpotifyDouble, reader: Reader, jump: timedelta
) -> None:
    spotify.fail("/v1/me/", Fault(status=429, body=TOO_MANY, headers={"Retry-After": "604800"}))
    reader.refusal()
    reader.clock.at += jump
    assert reader.read().artists[Span.YEAR]


def test_10_what_has_been_read_by_then_stays_and_the_library_is_not_asked_for(
    spotify: SpotifyDouble, reader: Reader
) -> None:
    spotify.fail(PLAYS, Fault(status=429, body=TOO_MANY, headers={"Retry-After": "7200"}))
    lists = reader.read()
    assert lists.artists[Span.YEAR]
    assert spotify.requests[SAVED] == 0
    gaps = {one.name: one.reason for one in lists.readings if one.status is FileStatus.REFUSED}
    assert set(gaps.values()) == {MESSAGES["spotify_wanted_rest"]}


def test_9_who_is_asked_to_wait_again_and_again_is_sent_away(spotify: SpotifyDouble, reader: Reader) -> None:
    wait = Fault(status=429, body=TOO_MANY, headers={"Retry-After": "0"})
    spotify.fail("/v1/me/", *[wait] * 9)
    assert reader.refusal().code == "spotify_come_back"
    assert spotify.requests["/v1/me/"] == calls.WAITS_MAX + 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1e12", 30),
        ("inf", 30),
        ("nan", 30),
        ("9" * 5_000, 7 * 86_400),
        ("²", 30),
        ("1.5", 1.5),
        ("1.5.5", 30),
        (" 7 ", 7),
        ("Sun, 22 Nov 2026 12:01:30 -0000", 30),
        ("Sun, 99 Nov 2026 12:01:30 GMT", 30),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 86_400),
        ("Mon, 01 Jan 0001 00:00:00 +1400", 0),
        ("\x00", 30),
    ],
)
def test_12_every_form_of_coming_back_is_understood_or_thirty_seconds(said: str, seconds: float) -> None:
    assert wait_s(said, datetime(2026, 11, 22, 12, tzinfo=UTC)) == seconds


def test_10_days_are_said_in_words() -> None:
    noon = datetime(2026, 11, 22, 12).astimezone()  # a Sunday, where the computer is
    said = [day_in_words(noon + timedelta(days=days), noon) for days in range(8)]
    assert said == [
        "today", "tomorrow", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "in a week",
    ]  # fmt: skip
    assert day_in_words(noon + timedelta(hours=11), noon) == "today"
    assert day_in_words(noon + timedelta(hours=13), noon) == "tomorrow"


# ------------------------------------------------------------------------------------------------ pages
def page(*items: Any, **more: Any) -> Fault:
    return Fault(status=200, body=json.dumps({"items": list(items), "total": len(items), **more}).encode())


ARTIST = {"name": "An Artist", "id": "1" * 22}
TRACK = {"name": "A Song", "id": "2" * 22, "artists": [ARTIST], "album": {"name": "An Album"}}

NO_TRACKS: dict[str, Any] = {
    "null": None,
    "nothing": {},
    "a removed episode": {"name": "An Episode", "type": "episode", "show": {}},
    "no artists": TRACK | {"artists": []},
    "artists that are null": TRACK | {"artists": None},
    "an artist that is null": TRACK | {"artists": [None]},
    "a number for a name": TRACK | {"name": 7},
    "half a sign": TRACK | {"name": "\ud800"},
    "half a sign in the album": TRACK | {"album": {"name": "x\udfff"}},
    "a list": [],
    "not a number": float("nan"),
    "a large number": 2**70,
    "an id that is a number": TRACK | {"id": 2**63},
}

STILL_TRACKS: dict[str, Any] = {
    "a local file": {"name": "A Song", "id": None, "artists": [{"name": "Me", "id": None}], "is_local": True},
    "no album": TRACK | {"album": None},
    "an album of nulls": TRACK | {"album": {"name": None, "release_date": None, "images": None}},
    "what nobody knows": TRACK
    | {"duration_ms": "x", "popularity": 2**63, "new": [{"deep": None}], "images": None},
    "a length that is none": TRACK | {"duration_ms": float("nan"), "is_local": "perhaps"},
}


@pytest.mark.parametrize("case", NO_TRACKS)
def test_18_19_what_is_no_track_is_left_out_and_counted(
    spotify: SpotifyDouble, reader: Reader, case: str
) -> None:
    odd_one, at = NO_TRACKS[case], "2026-01-01T00:00:00Z"
    other = TRACK | {"name": "Another Song", "id": "3" * 22}
    spotify.fail(TRACKS, page(odd_one, other))
    spotify.fail(PLAYS, page({"track": odd_one, "played_at": at}, {"track": other, "played_at": at}, odd_one))
    spotify.fail(SAVED, page({"track": odd_one}, {"track": other}, odd_one, total=3))
    lists = reader.read()
    assert [(song.rank, song.title) for song in lists.songs[Span.MONTH]] == [(2, "Another Song")]
    assert [play.title for play in lists.last_plays] == ["Another Song"]
    assert lists.saved is not None
    assert lists.saved.kept == {("An Artist", "Another Song")}
    readings = {one.name: one for one in lists.readings}
    assert readings["songs, the last four weeks"].reason == (
        "Entries left out, since they could not be read or came twice: 1."
    )
    assert readings["last plays"].status is FileStatus.PARTLY
    spotify.fail(ARTISTS, page(odd_one if case != "a removed episode" else None, ARTIST))
    assert [one.name for one in reader.read().artists[Span.MONTH]][-1] == "An Artist"


@pytest.mark.parametrize("case", STILL_TRACKS)
def test_17_18_what_is_missing_or_unknown_takes_nothing_else_away(
    spotify: SpotifyDouble, reader: Reader, case: str
) -> None:
    spotify.fail(TRACKS, page(STILL_TRACKS[case]))
    assert [song.title for song in reader.read().songs[Span.MONTH]] == ["A Song"]


@pytest.mark.parametrize(
    "at",
    [
        None,
        7,
        "",
        "yesterday",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2026-01-01T00:00:00",
    ],
)
def test_19_a_play_whose_time_cannot_be_told_is_left_out(
    spotify: SpotifyDouble, reader: Reader, at: Any
) -> None:
    spotify.fail(PLAYS, page({"track": TRACK, "played_at": at}))
    assert reader.read().last_plays == ()


def test_20_pages_that_lead_back_to_themselves_come_to_an_end(spotify: SpotifyDouble, reader: Reader) -> None:
    itself = f"{spotify.url}{SAVED}?offset=0&limit=50"
    items = [{"track": TRACK}] * 50
    spotify.fail(SAVED, *[page(*items, total=100_000, next=itself)] * 50)
    lists = reader.read()
    assert spotify.requests[SAVED] == 4
    assert spotify.requests.total() <= CALLS_MAX
    assert lists.saved is not None
    assert lists.saved.kept == {("An Artist", "A Song")}
    assert (lists.saved.total, lists.saved.is_whole) == (100_000, False)


@pytest.mark.parametrize("total", [-1, 2**63, 10**30, "500", 1.5, float("inf")])
def test_20_a_count_that_cannot_be_is_a_gap(spotify: SpotifyDouble, reader: Reader, total: Any) -> None:
    spotify.fail(SAVED, page({"track": TRACK}, total=total))
    assert reader.read().saved is None
    assert spotify.requests[SAVED] == 1


def test_20_a_count_that_changes_between_pages_changes_nothing(
    spotify: SpotifyDouble, reader: Reader
) -> None:
    totals = (120, 1_000_000, 0)
    spotify.fail(SAVED, *[page(*[{"track": TRACK}] * 50, total=total) for total in totals])
    lists = reader.read()
    assert spotify.requests[SAVED] == 3
    assert lists.saved is not None
    assert (lists.saved.total, lists.saved.is_whole) == (120, True)


def test_21_what_comes_twice_counts_once_where_it_stands_first(
    spotify: SpotifyDouble, reader: Reader
) -> None:
    other = {"name": "Another", "id": "3" * 22}
    spotify.fail(ARTISTS, page(ARTIST, other, ARTIST, ARTIST, {"name": "A third", "id": None}))
    lists = reader.read()
    assert [(one.rank, one.name) for one in lists.artists[Span.MONTH]] == [
        (1, "An Artist"), (2, "Another"), (5, "A third"),
    ]  # fmt: skip
    assert lists.readings[0].reason == "Entries left out, since they could not be read or came twice: 2."


@pytest.mark.parametrize("field", ["id", "account_id", "display_name"])
def test_19_half_a_sign_in_who_has_signed_in_is_no_answer(
    spotify: SpotifyDouble, reader: Reader, field: str
) -> None:
    spotify.fail("/v1/me/", Fault(status=200, body=json.dumps({"id": "x", field: "\ud800"}).encode()))
    assert reader.refusal().code == "spotify_unreadable"
    assert reader.read().artists[Span.YEAR]


# ------------------------------------------------------------------------------------------------ and afterwards
FAULTS: dict[str, Callable[[], list[Fault]]] = {
    "cut off": lambda: [Fault(status=200, body=b'{"items": []}', cut=4)] * 3,
    "not well": lambda: [Fault(status=503)] * 3,
    "gone": lambda: [Fault(status=404, body=b"{}")],
    "half of it": lambda: [Fault(status=200, body=b'{"items": [{"name": ')],
    "forbidden": lambda: [Fault(status=403, body=b'{"error": {"message": "\\ud800 no"}}')],
}


@pytest.mark.parametrize("case", FAULTS)
def test_after_any_failure_the_next_reading_is_as_if_nothing_had_been(
    spotify: SpotifyDouble, reader: Reader, case: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    whole = reader.read()
    spotify.fail(TRACKS, *FAULTS[case]())
    assert message_for(reader.refusal())
    assert replace(reader.read(), fetched_at=whole.fetched_at) == whole
    assert "CANARY" not in caplog.text
    assert "Traceback" not in caplog.text


def test_11_one_app_that_has_to_wait_holds_up_no_other(spotify: SpotifyDouble, reader: Reader) -> None:
    other = Reader(reader.url, reader.clock, Patience())
    spotify.fail("/v1/me/", Fault(status=429, body=TOO_MANY, headers={"Retry-After": "7200"}))
    assert isinstance(reader.refusal(), SourceError)
    assert other.read().artists[Span.YEAR]
