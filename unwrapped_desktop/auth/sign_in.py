"""A sign-in as the keychain keeps it."""

from dataclasses import dataclass, field
from datetime import datetime

from unwrapped_desktop.domain.spotify_sign_in import end_of_sign_in


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What brings new tokens without the person being asked again.

    Attributes:
        refresh_token: The secret; not shown in its `repr`.
        authorized_at: When the person gave leave, aware, UTC: the token itself does not say.
        client_id: Under which client id.
    """

    refresh_token: str = field(repr=False)
    authorized_at: datetime
    client_id: str

    @property
    def ends_at(self) -> datetime:
        """When Spotify ends it."""
        return end_of_sign_in(self.authorized_at)
