"""Where Spotify is: its own addresses, or those of a stand-in on this computer for trying the window out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ACCOUNTS_URL = "https://accounts.spotify.com"
AUTHORIZE_URL = f"{ACCOUNTS_URL}/authorize"
API_URL = "https://api.spotify.com/v1/"

STAND_IN_VARIABLE = "UNWRAPPED_SPOTIFY"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotifyPlaces:
    """The three addresses that are asked.

    Attributes:
        authorize: The page on which a person gives leave.
        accounts: The accounts service.
        api: The Web API, with a slash at its end.
        is_stand_in: Whether it is not Spotify at all.
    """

    authorize: str = AUTHORIZE_URL
    accounts: str = ACCOUNTS_URL
    api: str = API_URL
    is_stand_in: bool = False


def spotify_places(environ: Mapping[str, str]) -> SpotifyPlaces:
    """Return where Spotify is.

    `UNWRAPPED_SPOTIFY` may name a stand-in, on this computer's own loopback address and nowhere else: whoever can set it
    must not be able to send a sign-in to another computer.
    """
    address = environ.get(STAND_IN_VARIABLE, "").strip().rstrip("/")
    if not address:
        return SpotifyPlaces()
    if not re.fullmatch(r"http://127\.0\.0\.1:\d{1,5}", address):
        return SpotifyPlaces()
    return SpotifyPlaces(
        authorize=f"{address}/authorize", accounts=address, api=f"{address}/v1/", is_stand_in=True
    )
