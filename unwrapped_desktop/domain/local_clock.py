"""A moment on a listener's own clock, wherever it hangs: a file from elsewhere may name a zone that does not exist."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def local_time(moment: datetime, timezone: str) -> datetime:
    """Return a moment in a time zone; in UTC where this computer does not know the zone.

    Args:
        moment: With its own zone, or taken as UTC.
        timezone: Such as `Europe/Berlin`; anything may stand there.
    """
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(ZoneInfo(timezone))
    except (LookupError, ValueError, OSError, OverflowError):
        return aware.astimezone(UTC)


def local_date(moment: datetime, timezone: str) -> date:
    """Return the day of a moment in a time zone; as `local_time`."""
    return local_time(moment, timezone).date()
