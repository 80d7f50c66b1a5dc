"""What a request to the listener means."""

import pytest

from unwrapped_desktop.auth.callback import Denied, Granted, Outcome, Refused, read_callback

STATE = "s" * 43


@pytest.mark.parametrize(
    ("target", "outcome"),
    [
        (f"/callback?code=abc&state={STATE}", Granted("abc")),
        (f"/callback?state={STATE}&code=abc&iss=https%3A%2F%2Faccounts.spotify.com", Granted("abc")),
        (f"http://127.0.0.1:49321/callback?code=abc&state={STATE}", Granted("abc")),
        (f"/callback?error=access_denied&state={STATE}", Denied("access_denied")),
        (f"/callback?error=server_error&code=abc&state={STATE}", Denied("server_error")),
        ("/favicon.ico", Refused.NOT_FOUND),
        ("/", Refused.NOT_FOUND),
        (f"/callback/?code=abc&state={STATE}", Refused.NOT_FOUND),
        (f"/Callback?code=abc&state={STATE}", Refused.NOT_FOUND),
        ("/callback", Refused.FOREIGN),
        ("/callback?code=abc", Refused.FOREIGN),
        ("/callback?error=access_denied", Refused.FOREIGN),
        ("/callback?error=access_denied&state=other", Refused.FOREIGN),
        (f"/callback?code=abc&state={STATE}x", Refused.FOREIGN),
        (f"/callback?code=abc&state={STATE[:-1]}", Refused.FOREIGN),
        ("/callback?code=abc&state=%C3%A9", Refused.FOREIGN),
        (f"/callback?state={STATE}", Refused.EMPTY),
        (f"/callback?code=&state={STATE}", Refused.EMPTY),
        (f"/callback?code=a&code=b&state={STATE}", Refused.MALFORMED),
        (f"/callback?code=a&state={STATE}&state={STATE}", Refused.MALFORMED),
        (f"/callback?code&state={STATE}", Refused.MALFORMED),
        ("/callback?" + "&".join(f"p{number}=1" for number in range(40)), Refused.MALFORMED),
        ("http://[::1/callback", Refused.MALFORMED),
    ],
)
def test_a7_a8_a10_what_it_means(target: str, outcome: Outcome) -> None:
    assert read_callback(target, state=STATE) == outcome


def test_a14_the_word_of_spotify_is_made_plain() -> None:
    outcome = read_callback(f"/callback?state={STATE}&error=%00%1b%5B31m{'x' * 500}", state=STATE)
    assert isinstance(outcome, Denied)
    assert outcome.error.isprintable()
    assert len(outcome.error) == 200
    assert not outcome.is_by_choice


def test_a17_a_code_does_not_show_itself() -> None:
    assert "CANARY" not in repr(read_callback(f"/callback?code=CANARY&state={STATE}", state=STATE))


@pytest.mark.parametrize(
    ("issuer", "outcome"),
    [
        ("https%3A%2F%2Faccounts.spotify.com", Granted("abc")),
        ("https%3A%2F%2Faccounts.spotify.com%2F", Granted("abc")),
        ("https%3A%2F%2Faccounts.example.com", Refused.FOREIGN),
        ("", Refused.FOREIGN),
    ],
)
def test_a22_whoever_answers_is_who_was_asked(issuer: str, outcome: Outcome) -> None:
    assert read_callback(f"/callback?code=abc&state={STATE}&iss={issuer}", state=STATE) == outcome
