"""One sign-in from its beginning to the tokens, as a coroutine: it can be cancelled at any step, and leaves no port open."""

from collections.abc import Callable
from dataclasses import dataclass, field

from unwrapped_desktop.auth.accounts import Accounts, Grant
from unwrapped_desktop.auth.background import in_background
from unwrapped_desktop.auth.callback import Outcome
from unwrapped_desktop.auth.handshake import authorize_url, new_handshake
from unwrapped_desktop.auth.loopback import SIGN_IN_S, LoopbackListener
from unwrapped_desktop.auth.places import AUTHORIZE_URL
from unwrapped_desktop.domain.errors import AuthError

NEEDED_SCOPE = "user-top-read"
"""Without the lists there is nothing to judge; without the rest there are gaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in that waits for the browser.

    Attributes:
        url: Where the browser is sent; for "copy the link". It holds the state: it is shown, and never logged.
        offer: Takes the address that a person copied out of a browser that could not find the way back.
    """

    url: str = field(repr=False)
    offer: Callable[[str], Outcome] = field(repr=False)


async def sign_in(
    client_id: str,
    *,
    accounts: Accounts,
    begun: Callable[[Begun], None],
    warn: Callable[[], None],
    timeout_s: float = SIGN_IN_S,
    authorize_at: str = AUTHORIZE_URL,
) -> Grant:
    """Return the tokens that Spotify grants.

    Args:
        client_id: The person's own.
        accounts: Where a code is exchanged, in a worker thread.
        begun: Opens the system's browser; told once the way back is open.
        warn: Called when something on this computer keeps knocking at the way back.
        timeout_s: How long the browser is waited for.
        authorize_at: Spotify's page; only tests say another.

    Raises:
        AuthError: The person said no, Spotify did, nobody came back, or the lists may not be read.
        asyncio.CancelledError: The task was cancelled.
    """
    handshake = new_handshake()
    async with LoopbackListener(state=handshake.state, warn=warn) as listener:
        redirect_uri = listener.redirect_uri
        url = authorize_url(client_id, redirect_uri, handshake, authorize_at=authorize_at)
        begun(Begun(url=url, offer=listener.offer))
        code = await listener.code(timeout_s=timeout_s)
    grant = await in_background(
        lambda: accounts.exchange(code, verifier=handshake.verifier, redirect_uri=redirect_uri)
    )
    if NEEDED_SCOPE not in grant.scopes:
        raise AuthError("leave_too_small")
    return grant
