"""What a request to the listener means: the way back from Spotify, or anything else.

The same reading serves an address that a person copied from the browser and pasted.
"""

import hmac
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import parse_qsl, urlsplit

from unwrapped_desktop.auth.places import ACCOUNTS_URL

PATH = "/callback"
TEXT_MAX = 200


class Refused(Enum):
    """Why a request is not the way back; the listener goes on waiting.

    Attributes:
        NOT_FOUND: It asks for something else, as browsers do for icons.
        MALFORMED: A parameter comes twice, or cannot be read.
        FOREIGN: Its state is not the one that was sent out, or it has none.
        EMPTY: It brings neither a code nor an error.
    """

    NOT_FOUND = "not_found"
    MALFORMED = "malformed"
    FOREIGN = "foreign"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Granted:
    """Spotify's leave to ask for tokens.

    Attributes:
        code: Good for one exchange; not shown in its `repr`.
    """

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Denied:
    """Spotify's answer that there is none.

    Attributes:
        error: Spotify's word for it, such as `access_denied`; printable, at most 200 characters.
    """

    error: str

    @property
    def is_by_choice(self) -> bool:
        """Whether the person said no."""
        return self.error == "access_denied"


Outcome = Granted | Denied | Refused


def read_callback(target: str, *, state: str, issuer: str = ACCOUNTS_URL) -> Outcome:
    """Return what a request target, or a whole address, means.

    The state is compared before anything else is looked at, and in constant time: without it anybody on this computer
    could call a sign-in off, or bring in a code of their own.

    Args:
        target: Path and query, `/callback?code=...`; or an address that ends so.
        state: What was sent out.
        issuer: Who was asked. Where the way back says who answers (RFC 9207), it has to be the same.
    """
    try:
        address = urlsplit(target)
        if address.path != PATH:
            return Refused.NOT_FOUND
        pairs = parse_qsl(
            address.query, keep_blank_values=True, strict_parsing=bool(address.query), max_num_fields=20
        )
    except ValueError:
        return Refused.MALFORMED
    found = dict(pairs)
    if len(found) < len(pairs):
        return Refused.MALFORMED
    is_ours = hmac.compare_digest(found.get("state", "").encode(), state.encode())
    if not is_ours or found.get("iss", issuer).rstrip("/") != issuer:
        return Refused.FOREIGN
    if found.get("error"):
        return Denied(_plain(found["error"]))
    return Granted(found["code"]) if found.get("code") else Refused.EMPTY


def _plain(text: str) -> str:
    """Return a text from outside as it may be shown: printable and short."""
    return "".join(sign for sign in text if sign.isprintable())[:TEXT_MAX]
