"""The Web API, asked through the stand-in for Spotify: what is read, and everything that may go wrong."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Timer
from typing import Any

import pytest

from tests.list_listeners import told
from tests.spotify_double import Fault, SpotifyDouble
from tests.spotify_double.web_api import id_of
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.domain.errors import AppError, AuthError, Cancelled, SourceError
from unwrapped_desktop.domain.forensics import FileStatus, SourceKind
from unwrapped_desktop.domain.progress import CancelToken, Progress, ignore_progress
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.top_lists import Span, TopLists
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources.web_api import calls
from unwrapped_desktop.sources.web_api.calls import wait_s
from unwrapped_desktop.sources.web_api.source import CALLS_MAX, WebApiSource

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ARTISTS, TRACKS = "/v1/me/top/artists", "/v1/me/top/tracks"
PLAYS, SAVED = "/v1/me/player/recently-played", "/v1/me/tracks"


class StillClock:
    def now(self) -> datetime:
        return NOW


class Tokens:
    """Hands out tokens that the stand-in takes."""

    def __init__(self, spotify: SpotifyDouble) -> None:
        self.spotify = spotify
        self.renewals = 0
        spotify.accounts.access_tokens.add("CANARY-ACCESS-0")

    def access_token(self, *, refused: str | None = None) -> str:
        if refused is not None:
            self.renewals += 1
            self.spotify.accounts.access_tokens.add(f"CANARY-ACCESS-{self.renewals}")
        return f"CANARY-ACCESS-{self.renewals}"


@pytest.fixture
def spotify() -> Iterator[SpotifyDouble]:
    with SpotifyDouble() as double:
        yield double


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "BACKOFF_S", (0.01, 0.02))


def source_of(spotify: SpotifyDouble, tokens: Tokens | None = None) -> WebApiSource:
    return WebApiSource(
        tokens=lambda: tokens or Tokens(spotify), clock=StillClock(), base_url=f"{spotify.url}/v1/"
    )


def fetched(spotify: SpotifyDouble, cancel: CancelToken | None = None) -> TopLists:
    return source_of(spotify).fetch(ignore_progress, cancel or CancelToken())


def answered(**changes: Any) -> Fault:
    """A page with one entry."""
    return Fault(status=200, body=json.dumps({"items": [changes], "total": 1}).encode())


# ------------------------------------------------------------------------------------------------ what is read
@pytest.mark.parametrize("is_old", [False, True])
def test_all_that_is_told_is_read(spotify: SpotifyDouble, is_old: bool) -> None:
    spotify.web_api.is_old = is_old
    person = spotify.web_api.person
    lists = fetched(spotify)
    assert lists.source is SourceKind.WEB_API
    told_songs = {
        span: tuple(replace(song, spotify_id=id_of("track", song.title)) for song in songs)
        for span, songs in person.songs.items()
    }
    assert lists.songs == told_songs
    names = [[artist.name for artist in lists.artists[span]] for span in Span]
    assert names == [[artist.name for artist in person.artists[span]] for span in Span]
    assert any(artist.popularity for artist in lists.artists[Span.YEAR]) == is_old
    assert [(play.artist, play.title) for play in lists.last_plays] == [
        (play.artist, play.title) for play in person.last_plays
    ]
    assert lists.saved == person.saved


def test_a_reading_takes_twelve_calls_at_most(spotify: SpotifyDouble) -> None:
    kept = frozenset((f"Artist {number}", f"Song {number}") for number in range(1_000))
    saved = replace(spotify.web_api.person.saved, kept=kept, total=1_000)  # type: ignore[type-var]
    spotify.web_api.person = replace(spotify.web_api.person, saved=saved)
    lists = fetched(spotify)
    assert spotify.requests.total() <= CALLS_MAX == 12
    assert lists.saved is not None
    assert (lists.saved.total, len(lists.saved.kept), lists.saved.is_whole) == (1_000, 200, False)


def test_it_takes_hardly_longer_than_the_answers_do(spotify: SpotifyDouble) -> None:
    began_s = time.perf_counter()
    fetched(spotify)
    assert time.perf_counter() - began_s < 1.5


def test_the_seed_is_the_accounts_and_stays(spotify: SpotifyDouble) -> None:
    first = fetched(spotify)
    spotify.web_api.person = told("grazer", 9, "full")
    second = fetched(spotify)
    assert first.seed == second.seed
    assert first.data_sha256 != second.data_sha256
    spotify.web_api.account_id = ""
    assert fetched(spotify).seed != first.seed


def test_a_verdict_comes_of_it(spotify: SpotifyDouble) -> None:
    settings = JudgeSettings(timezone="Europe/Berlin")
    judge = build_judge(StillClock())
    report = judge.report(source_of(spotify), settings, progress=ignore_progress, cancel=CancelToken())
    assert report.listener.source is SourceKind.WEB_API
    assert report.record.kind == "top_lists"
    assert [file.name for file in report.record.files][:2] == [
        "artists, the last four weeks",
        "artists, the last six months",
    ]
    assert report.verdict.claims_checked == report.verdict.claims_total > 0


@pytest.mark.parametrize(
    "entry",
    [
        {"name": None},
        {"name": ""},
        {"name": 7},
        {},
        {"name": "X", "popularity": 900},
        {"name": "X", "popularity": "9"},
        {"name": "X", "genres": "rock"},
    ],
)
def test_an_entry_that_is_none_is_left_out_and_told(spotify: SpotifyDouble, entry: dict[str, Any]) -> None:
    spotify.fail(ARTISTS, answered(**entry))
    reading = fetched(spotify).readings[0]
    assert (reading.rows, reading.status) == (1, FileStatus.PARTLY)
    assert reading.reason == "Entries left out, since they could not be read or came twice: 1."


@pytest.mark.parametrize(
    ("release", "year"),
    [
        ("1994", 1994),
        ("1994-03", 1994),
        ("1994-03-08", 1994),
        ("0000", None),
        ("", None),
        (None, None),
        ("1994-3", None),
    ],
)
def test_years_of_release(spotify: SpotifyDouble, release: str | None, year: int | None) -> None:
    track = {"name": "Song", "artists": [{"name": "A"}], "album": {"name": None, "release_date": release}}
    spotify.fail(TRACKS, answered(**track))
    assert fetched(spotify).songs[Span.MONTH][0].released == year


# ------------------------------------------------------------------------------------------------ what goes wrong
TROUBLES = [
    (
        Fault(status=403, body=b"User not registered in the Developer Dashboard", kind="text/plain"),
        "not_on_the_list",
    ),
    (
        Fault(
            status=403,
            body=b'{"error": {"status": 403, "message": "User not registered in the Developer Dashboard"}}',
        ),
        "not_on_the_list",
    ),
    (
        Fault(
            status=403,
            body=b"Active premium subscription required for the owner of the app.",
            kind="text/plain",
        ),
        "owner_without_premium",
    ),
    (
        Fault(status=403, body=b'{"error": {"status": 403, "message": "Insufficient client scope"}}'),
        "leave_too_small",
    ),
    (Fault(status=403, body=b'{"error": "a text"}'), "spotify_forbids"),
    (Fault(status=429, body=b"Too many requests", headers={"Retry-After": "86400"}), "spotify_come_back"),
    (
        Fault(
            status=429,
            body=b'{"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}',
            headers={"Retry-After": "7"},
        ),
        "spotify_quota",
    ),
    (Fault(status=200, body=b"<html>Hotel</html>", kind="text/html"), "network_sign_in"),
    (Fault(status=302, headers={"Location": "http://evil.invalid/"}), "spotify_unreadable"),
    (Fault(status=200, body=b"not json"), "spotify_unreadable"),
    (Fault(status=200, body=b"[]"), "spotify_unreadable"),
    (Fault(status=200, body=b'{"items": 7}'), "spotify_unreadable"),
    (Fault(status=200, body=b"[" * 100_000), "spotify_unreadable"),
    (Fault(status=404, body=b"{}"), "spotify_unreadable"),
    (Fault(status=200, body=b" " * 6_000_000), "spotify_unreadable"),
]


@pytest.mark.parametrize(("fault", "code"), TROUBLES)
def test_without_the_lists_there_is_no_verdict_but_an_explanation(
    spotify: SpotifyDouble, fault: Fault, code: str
) -> None:
    spotify.fail(ARTISTS, fault)
    with pytest.raises(AppError) as error:
        fetched(spotify)
    assert error.value.code == code
    assert isinstance(error.value, AuthError | SourceError)
    assert spotify.requests[ARTISTS] == 1
    assert "CANARY" not in message_for(error.value)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault(status=503), "spotify_busy"),
        (Fault(status=500, body=b"<html>Oops</html>", kind="text/html"), "spotify_busy"),
        (Fault(drops=True), "spotify_unreachable"),
        (Fault(status=200, body=b'{"items": []}', cut=4), "spotify_unreachable"),
    ],
)
def test_what_may_pass_is_tried_again_a_few_times(spotify: SpotifyDouble, fault: Fault, code: str) -> None:
    spotify.fail(ARTISTS, fault, fault)
    assert fetched(spotify).artists[Span.YEAR]
    spotify.fail(ARTISTS, *[fault] * 3)
    with pytest.raises(SourceError) as error:
        fetched(spotify)
    assert error.value.code == code


@pytest.mark.parametrize("path", [PLAYS, SAVED])
@pytest.mark.parametrize(("fault", "code"), TROUBLES)
def test_what_else_fails_is_a_gap_that_the_report_names(
    spotify: SpotifyDouble, path: str, fault: Fault, code: str
) -> None:
    spotify.fail(path, fault)
    lists = fetched(spotify)
    refused = [reading for reading in lists.readings if reading.status is FileStatus.REFUSED]
    # Whoever wants to be left alone is asked nothing more: the library comes last.
    is_left_alone = code in {"spotify_come_back", "spotify_quota"}
    assert len(refused) == 1 + (is_left_alone and path == PLAYS)
    assert all(reading.reason and "{" not in reading.reason for reading in refused)
    assert not is_left_alone or refused[0].reason == message_for(SourceError("spotify_wanted_rest"))
    assert (lists.last_plays == ()) == (path == PLAYS)
    assert (lists.saved is None) == (path == SAVED or is_left_alone)


def test_a_token_that_has_ended_is_renewed_once(spotify: SpotifyDouble) -> None:
    tokens = Tokens(spotify)
    spotify.accounts.access_tokens.clear()
    source_of(spotify, tokens).fetch(ignore_progress, CancelToken())
    assert tokens.renewals == 1


def test_a_token_that_is_refused_again_ends_the_sign_in(spotify: SpotifyDouble) -> None:
    refusal = Fault(status=401, body=b'{"error": {"status": 401, "message": "Invalid access token"}}')
    spotify.fail("/v1/me/", refusal, refusal)
    with pytest.raises(AuthError) as error:
        fetched(spotify)
    assert error.value.code == "sign_in_again"


def test_a_short_wait_is_waited_for_and_shown(spotify: SpotifyDouble) -> None:
    spotify.fail(TRACKS, Fault(status=429, body=b"Too many requests", headers={"Retry-After": "0.2"}))
    shown: list[Progress] = []
    source_of(spotify).fetch(shown.append, CancelToken())
    assert {one.detail for one in shown if one.detail} == {
        "Your keychain is asked. It may want a password from you.",
        "Spotify asks for patience: 1 s",
    }


def test_a_wait_can_be_cancelled_at_once(spotify: SpotifyDouble) -> None:
    spotify.fail(TRACKS, Fault(status=429, body=b"Too many requests", headers={"Retry-After": "50"}))
    cancel = CancelToken()
    Timer(0.2, cancel.cancel).start()
    began_s = time.perf_counter()
    with pytest.raises(Cancelled):
        fetched(spotify, cancel)
    assert time.perf_counter() - began_s < 2


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        ("0", 0),
        ("1000000000000", 7 * 86_400),
        ("-5", 30),
        ("abc", 30),
        ("", 30),
        (None, 30),
        ("Sun, 22 Nov 2026 12:01:30 GMT", 90),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
    ],
)
def test_when_to_come_back(said: str | None, seconds: float) -> None:
    assert wait_s(said, NOW) == seconds


def test_the_person_is_told_when_to_come_back(spotify: SpotifyDouble) -> None:
    spotify.fail(ARTISTS, Fault(status=429, body=b"", headers={"Retry-After": "7500"}))
    with pytest.raises(SourceError) as error:
        fetched(spotify)
    back = (NOW + timedelta(seconds=7_500)).astimezone()
    assert f"{back:%H:%M}" in message_for(error.value)


def test_nothing_secret_is_logged(spotify: SpotifyDouble, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    spotify.fail(PLAYS, TROUBLES[0][0])
    fetched(spotify)
    assert "CANARY" not in caplog.text


def test_no_account_is_kept_by_name(spotify: SpotifyDouble) -> None:
    lists = fetched(spotify)
    assert "CANARY" not in repr(lists)
    assert "somebody" not in repr(lists)


# ------------------------------------------------------------------------------------------------ where a token goes
def test_a21_a_token_goes_to_no_other_host(spotify: SpotifyDouble) -> None:
    with SpotifyDouble() as other:
        spotify.fail(ARTISTS, Fault(status=302, headers={"Location": f"{other.url}{ARTISTS}"}))
        with pytest.raises(SourceError) as refused:
            fetched(spotify)
        assert refused.value.code == "spotify_unreadable"
        assert other.requests.total() == 0


def test_a21_links_in_answers_are_not_followed(spotify: SpotifyDouble) -> None:
    with SpotifyDouble() as other:
        page = {"items": [], "total": 500, "next": f"{other.url}{SAVED}?offset=50"}
        spotify.fail(SAVED, *[Fault(status=200, body=json.dumps(page).encode())] * 4)
        fetched(spotify)
        assert other.requests.total() == 0
        assert spotify.requests[SAVED] == 4


def test_a_read_that_stands_still_is_left_at_once(spotify: SpotifyDouble) -> None:
    spotify.fail(ARTISTS, Fault(wait_s=4))
    cancel = CancelToken()
    Timer(0.2, cancel.cancel).start()
    began_s = time.perf_counter()
    with pytest.raises(Cancelled):
        fetched(spotify, cancel)
    assert time.perf_counter() - began_s < 2
