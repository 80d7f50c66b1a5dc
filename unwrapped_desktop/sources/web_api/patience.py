"""Remembers until when Spotify wants to be left alone, and says it in words."""

from datetime import datetime, timedelta

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.messages import IN_A_WEEK, TODAY, TOMORROW, WEEKDAYS

WAIT_CAP = timedelta(days=7)
"""No longer than this is anything waited for, whatever is asked."""


class Patience:
    """What Spotify has asked of one app: it counts the calls of an app, whoever makes them.

    Held in memory: after the next start Spotify is asked once, and says it again.
    """

    def __init__(self) -> None:
        self._until: datetime | None = None
        self._is_quota = False

    def ask_for(self, wait: timedelta, now: datetime, *, is_quota: bool) -> None:
        """Hear that Spotify wants to be left alone.

        Args:
            wait: For how long, at most `WAIT_CAP`.
            now: What the clock says.
            is_quota: Whether the app has used up what it may ask.
        """
        self._until, self._is_quota = now + wait, is_quota

    def raise_if_too_soon(self, now: datetime) -> None:
        """Refuse to ask Spotify before it wants to be asked.

        Raises:
            SourceError: `spotify_quota` or `spotify_come_back`, with the day and the time of day.
        """
        until = self._until
        # A clock that has been set back must not lock anybody out for longer than was asked for.
        if until is None or not timedelta(0) < until - now <= WAIT_CAP:
            return
        day, time = day_in_words(until, now), f"{until.astimezone():%H:%M}"
        if self._is_quota:
            raise SourceError("spotify_quota", day=day, time=time)
        raise SourceError("spotify_come_back", day=day, time=time)


def day_in_words(moment: datetime, now: datetime) -> str:
    """Return which day a moment of the coming week is, as it stands before a time of day.

    Args:
        moment: Aware, at most a week from now.
        now: Aware. Days begin at midnight where the computer is.
    """
    local = moment.astimezone()
    days = (local.date() - now.astimezone().date()).days
    if days < len(WEEKDAYS):
        return (TODAY, TOMORROW)[days] if days < 2 else WEEKDAYS[local.weekday()]
    return IN_A_WEEK
