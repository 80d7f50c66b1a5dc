"""A sign-in as it is kept, and how long it lasts."""

import calendar
from dataclasses import dataclass, field
from datetime import datetime

MONTHS_IT_LASTS = 6
"""Spotify ends every sign-in so long after the person gave leave, however often it was used (since July 2026)."""


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
        """When Spotify ends it: the same day six months on, the last of the month where there is none."""
        month = self.authorized_at.month - 1 + MONTHS_IT_LASTS
        year, month = self.authorized_at.year + month // 12, month % 12 + 1
        day = min(self.authorized_at.day, calendar.monthrange(year, month)[1])
        return self.authorized_at.replace(year=year, month=month, day=day)
