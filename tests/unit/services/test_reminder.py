"""The calendar file, read by a small parser of RFC 5545 that knows nothing of how it was written."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from unwrapped_desktop.services.reminder import _escaped, _folded, calendar_file

BEGUN = date(2026, 5, 3)


@dataclass
class Component:
    """A part of a calendar: its properties by name, and the parts in it."""

    name: str
    properties: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The value of a property that is text."""
        return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], self.properties[name][1])

    def day(self, name: str) -> date:
        """The value of a property that is a date."""
        parameters, value = self.properties[name]
        assert parameters == "VALUE=DATE"
        assert re.fullmatch(r"\d{8}", value)
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone


def parse(content: bytes) -> Component:
    """Read a calendar as section 3.1 of RFC 5545 has it, and stumble over whatever is not as it says."""
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    for octets in raw:
        assert 0 < len(octets) <= 75
        assert b"\r" not in octets
        assert b"\n" not in octets
    unfolded = b"\r\n".join(raw).replace(b"\r\n ", b"").decode("utf-8")
    root = Component("")
    stack = [root]
    for line in unfolded.split("\r\n"):
        match = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^:;]+)*):(.*)", line)
        assert match is not None, line
        name, parameters, value = match[1], match[2][1:], match[3]
        if name == "BEGIN":
            stack.append(Component(value))
            stack[-2].parts.append(stack[-1])
        elif name == "END":
            assert stack.pop().name == value
        else:
            assert name not in stack[-1].properties
            stack[-1].properties[name] = (parameters, value)
    assert stack == [root]
    (calendar,) = root.parts
    return calendar


def test_there_are_two_days_with_an_alarm_each() -> None:
    calendar = parse(calendar_file(BEGUN))
    assert calendar.name == "VCALENDAR"
    assert calendar.text("VERSION") == "2.0"
    assert calendar.text("PRODID")
    first, second = calendar.parts
    assert [(event.name, event.day("DTSTART"), event.day("DTEND")) for event in calendar.parts] == [
        ("VEVENT", date(2026, 5, 8), date(2026, 5, 9)),
        ("VEVENT", date(2026, 6, 2), date(2026, 6, 3)),
    ]
    assert first.text("SUMMARY") == (
        "Has Spotify written? Look for its mail, in the spam folder too, and confirm the link in it."
    )
    assert second.text("SUMMARY") == (
        "Is the extended streaming history there? The download link in Spotify's mail expires."
    )
    for event in calendar.parts:
        (alarm,) = event.parts
        assert (alarm.name, alarm.text("ACTION")) == ("VALARM", "DISPLAY")
        assert alarm.text("DESCRIPTION") == event.text("SUMMARY")
        # On the day itself, not before it.
        assert alarm.properties["TRIGGER"] == ("", "PT9H")


def test_text_is_escaped() -> None:
    content = calendar_file(BEGUN).replace(b"\r\n ", b"")
    assert b"SUMMARY:Has Spotify written? Look for its mail\\, in the spam folder too\\, and" in content


def test_identity_follows_from_the_day_alone() -> None:
    assert calendar_file(BEGUN) == calendar_file(date(2026, 5, 3))
    one, other = (parse(calendar_file(day)).parts for day in (BEGUN, date(2026, 5, 4)))
    identities = [event.text("UID") for event in [*one, *other]]
    assert len(set(identities)) == 4
    assert all("@" in identity for identity in identities)
    assert {event.properties["DTSTAMP"] for event in one} == {("", "20260503T000000Z")}


@pytest.mark.parametrize("day", [date(2024, 1, 31), date(2024, 2, 28), date(2025, 12, 31), date(999, 12, 30)])
def test_months_and_years_end_where_they_do(day: date) -> None:
    for event, days in zip(parse(calendar_file(day)).parts, (5, 30), strict=True):
        assert (event.day("DTSTART") - day).days == days
        assert (event.day("DTEND") - event.day("DTSTART")).days == 1


@pytest.mark.parametrize("text", ["x" * 68, "x" * 69, "x" * 400, "ü" * 200, "🎧" * 90, "a夜" * 90, ""])
def test_lines_are_folded_between_characters(text: str) -> None:
    folded = _folded(f"SUMMARY:{text}")
    lines = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert "".join(
        line.decode().removeprefix(" " if number else "") for number, line in enumerate(lines)
    ) == (f"SUMMARY:{text}")


def test_marks_of_the_format_are_escaped() -> None:
    assert _escaped("a\\b;c,d\ne") == "a\\\\b\\;c\\,d\\ne"
