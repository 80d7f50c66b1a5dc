"""Client id, handshake, and the address the browser is sent to."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import unwrapped_desktop
from unwrapped_desktop.auth.client_id import checked_client_id
from unwrapped_desktop.auth.handshake import SCOPES, Handshake, authorize_url, challenge_of, new_handshake
from unwrapped_desktop.domain.errors import AuthError
from unwrapped_desktop.messages import message_for

CLIENT_ID = "0123456789abcdef0123456789abcdef"
UNRESERVED = re.compile(r"[A-Za-z0-9_.~-]{43,128}")


@pytest.mark.parametrize(
    "pasted", [CLIENT_ID, f"  {CLIENT_ID}\n", CLIENT_ID.upper(), f'"{CLIENT_ID}"', f"“{CLIENT_ID}”"]
)
def test_a_client_id_is_taken_however_it_was_pasted(pasted: str) -> None:
    assert checked_client_id(pasted) == CLIENT_ID


@pytest.mark.parametrize("pasted", ["", "   ", '""'])
def test_nothing_pasted_is_said_so(pasted: str) -> None:
    with pytest.raises(AuthError) as error:
        checked_client_id(pasted)
    assert error.value.code == "client_id_empty"


@pytest.mark.parametrize(
    "pasted", [CLIENT_ID[:-1], CLIENT_ID + "0", CLIENT_ID.replace("a", "g"), "https://x", "é" * 32]
)
def test_what_is_no_client_id_is_not_taken(pasted: str) -> None:
    with pytest.raises(AuthError) as error:
        checked_client_id(pasted)
    assert error.value.code == "client_id_shape"
    assert str(len(pasted)) in message_for(error.value)


def test_a6_the_challenge_is_that_of_the_rfc() -> None:
    # RFC 7636, appendix B
    assert (
        challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )


def test_a6_no_two_sign_ins_share_a_secret() -> None:
    made = [new_handshake() for _ in range(200)]
    assert len({one.verifier for one in made} | {one.state for one in made}) == 400
    assert all(UNRESERVED.fullmatch(one.verifier) for one in made)


def test_a7_the_state_has_128_bits_or_more() -> None:
    # 43 characters of base64 stand for 256 bits.
    assert all(len(new_handshake().state) >= 22 for _ in range(20))


def test_a17_a_handshake_does_not_show_its_secrets() -> None:
    handshake = Handshake(verifier="CANARY-VERIFIER", state="CANARY-STATE")
    assert "CANARY" not in f"{handshake} {handshake!r}"


def test_a2_a6_a19_what_the_browser_is_sent_out_with() -> None:
    handshake = new_handshake()
    url = urlsplit(authorize_url(CLIENT_ID, "http://127.0.0.1:49321/callback", handshake))
    assert (url.scheme, url.netloc, url.path) == ("https", "accounts.spotify.com", "/authorize")
    assert parse_qs(url.query) == {
        "client_id": [CLIENT_ID],
        "response_type": ["code"],
        "redirect_uri": ["http://127.0.0.1:49321/callback"],
        "scope": [" ".join(SCOPES)],
        "state": [handshake.state],
        "code_challenge_method": ["S256"],
        "code_challenge": [challenge_of(handshake.verifier)],
    }
    assert handshake.verifier not in url.query


def test_a18_there_is_no_client_secret() -> None:
    handshake = new_handshake()
    assert "secret" not in authorize_url(CLIENT_ID, "http://127.0.0.1:1/callback", handshake)


def test_a1_nothing_that_shows_pages_is_imported() -> None:
    files = sorted(Path(unwrapped_desktop.__file__).parent.rglob("*.py"))
    assert len(files) > 100
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    imported = re.findall(r"^\s*(?:from|import)\s.+$", text, re.MULTILINE)
    assert any("PySide6.QtWidgets" in line for line in imported)
    assert not [line for line in imported if re.search("WebEngine|WebView|webview|webkit", line)]
