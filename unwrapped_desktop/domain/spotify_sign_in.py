"""What is known of a sign-in to Spotify without its secret: this may be kept in the results file."""

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta

MONTHS_IT_LASTS = 6
"""Spotify ends every sign-in so long after the person gave leave, however often it was used (since July 2026)."""

FORESEEN = timedelta(days=30)
"""So long before its end a sign-in is said to end soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A listener who has signed in.

    Attributes:
        client_id: Under which client id.
        authorized_at: When the person gave leave, aware, UTC.
        is_lasting: Whether a keychain keeps it; otherwise it holds until the program is closed.
        has_ended: Spotify has said that it is over.
    """

    client_id: str
    authorized_at: datetime
    is_lasting: bool = True
    has_ended: bool = False

    @property
    def ends_at(self) -> datetime:
        """When Spotify ends it."""
        return end_of_sign_in(self.authorized_at)

    def ends_soon(self, now: datetime) -> bool:
        """Whether it has ended, or will within `FORESEEN`."""
        return self.has_ended or now >= self.ends_at - FORESEEN


def end_of_sign_in(authorized_at: datetime) -> datetime:
    """Return the same day six months on; the last of the month where there is no such day."""
    month = authorized_at.month - 1 + MONTHS_IT_LASTS
    year, month = authorized_at.year + month // 12, month % 12 + 1
    day = min(authorized_at.day, calendar.monthrange(year, month)[1])
    return authorized_at.replace(year=year, month=month, day=day)
