"""What a sign-in begins with: a verifier that stays here, its challenge, and a state that comes back.

RFC 7636 for verifier and challenge (S256 alone), RFC 6749 section 10.12 for the state.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from unwrapped_desktop.auth.places import AUTHORIZE_URL

SCOPES = ("user-top-read", "user-read-recently-played", "user-library-read")
"""What is asked for, and no more: the lists, the last plays, the saved songs."""

RANDOM_BYTES = 32
"""256 bits: a verifier of 43 characters, the fewest that RFC 7636 allows, and a state that nobody guesses."""


@dataclass(frozen=True, slots=True)
class Handshake:
    """One attempt to sign in. Never kept, never logged: its fields do not show in its `repr`.

    Attributes:
        verifier: Proves to Spotify that whoever brings the code is who asked for it; 43 characters.
        state: Comes back with the browser; 43 characters.
    """

    verifier: str = field(repr=False)
    state: str = field(repr=False)

    @property
    def challenge(self) -> str:
        """What Spotify is told of the verifier beforehand."""
        return challenge_of(self.verifier)


def new_handshake() -> Handshake:
    """Return a handshake that nobody has used before."""
    return Handshake(verifier=secrets.token_urlsafe(RANDOM_BYTES), state=secrets.token_urlsafe(RANDOM_BYTES))


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def authorize_url(
    client_id: str,
    redirect_uri: str,
    handshake: Handshake,
    *,
    scopes: Sequence[str] = SCOPES,
    authorize_at: str = AUTHORIZE_URL,
) -> str:
    """Return the address that the browser is sent to.

    Args:
        client_id: The person's own.
        redirect_uri: Where the browser comes back to, byte for byte as in the exchange of the code.
        handshake: Of this attempt.
        scopes: What is asked for.
        authorize_at: Spotify's page; only tests say another.
    """
    asked = {
        "client_id": client_id,
        "response_type": "code",
        "redirect_uri": redirect_uri,
        "scope": " ".join(scopes),
        "state": handshake.state,
        "code_challenge_method": "S256",
        "code_challenge": handshake.challenge,
    }
    return f"{authorize_at}?{urlencode(asked)}"
