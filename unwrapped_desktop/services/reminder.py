"""A calendar file (RFC 5545) that reminds of an export which is waited for."""

from collections.abc import Iterator
from datetime import date, timedelta

_REMINDERS = (
    (5, "Has Spotify written? Look for its mail, in the spam folder too, and confirm the link in it."),
    (30, "Is the extended streaming history there? The download link in Spotify's mail expires."),
)
"""How many days after the wait began, and what is to be thought of."""

_LINE_OCTETS = 75
_ALARM = "PT9H"
"""Nine in the morning: a day that is an event of its own begins at midnight."""


def calendar_file(begun_at: date) -> bytes:
    """Return the reminders of a wait; the same bytes for the same day.

    Args:
        begun_at: The day on which the export was asked for.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Unwrapped//Waiting room//EN",
        "CALSCALE:GREGORIAN",
        *(line for day, text in _REMINDERS for line in _event(begun_at, day, text)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(begun_at: date, day: int, text: str) -> Iterator[str]:
    on = begun_at + timedelta(days=day)
    # The same day gives the same event: a calendar that is handed the file twice shows it once.
    yield "BEGIN:VEVENT"
    yield f"UID:waiting-{_written(begun_at)}-day-{day}@unwrapped-desktop"
    yield f"DTSTAMP:{_written(begun_at)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_written(on)}"
    yield f"DTEND;VALUE=DATE:{_written(on + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(text)}"
    # A reminder takes no time: the day stays free for others to book.
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(text)}"
    yield f"TRIGGER:{_ALARM}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _written(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line of the calendar in as many as it takes; one that goes on begins with a space."""
    parts, part = [], b""
    for character in line:
        encoded = character.encode()
        if len(part) + len(encoded) > _LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += encoded
    return b"\r\n".join([*parts, part]) + b"\r\n"
