"""How dates, times and names are written in receipts and remarks: one spelling for both."""

import re
from datetime import date, timedelta

from unwrapped_desktop.domain.exclusion import folded

EPOCH = date(1970, 1, 1)
TITLE_MAX_CHARACTERS = 40
"""A longer title or name is not quoted in a sentence."""

ZERO_WIDTH_NON_JOINER, ZERO_WIDTH_JOINER = "\u200c", "\u200d"
"""Joiners that Persian and Indic names and emoji are spelt with."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_EDITION = re.compile(
    r"""\s*(?:
        -\s+(?:\d{4}\s+)?(?:digital(?:ly)?\s+)?re-?master(?:ed)?(?:\s+version)?(?:\s+\d{4})?(?:\s+version)?
        | [(\[](?:\d{4}\s+)?(?:digital(?:ly)?\s+)?re-?master(?:ed)?[^)\]]*[)\]]
        | [(\[](?:feat\.?|ft\.?|featuring|with)\s[^)\]]*[)\]]
        | -\s+(?:feat\.?|ft\.?|featuring)\s.*
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)

_EDITION_SIGNS = "-(["
"""Without one of them there is no edition to be looked for."""


fold = folded
"""The form under which names are the same, under the name it has among words."""


def shown_title(title: str) -> str:
    """Return a title as a sentence quotes it, without "- 2011 Remaster" and "(feat. ...)"."""
    shown = " ".join(title.split())
    while any(sign in shown for sign in _EDITION_SIGNS):
        shorter = _EDITION.sub("", shown)
        if shorter == shown or not shorter:
            return shown
        shown = shorter
    return shown


def is_quotable(name: str) -> bool:
    """Whether a name is short and plain enough to stand in a sentence."""
    visible = name.replace(ZERO_WIDTH_NON_JOINER, "").replace(ZERO_WIDTH_JOINER, "")
    return 0 < len(name) <= TITLE_MAX_CHARACTERS and visible.isprintable() and bool(visible)


YOU, THE_ONE, THE_OTHER = "you", "the one", "the other"
STAND_INS = frozenset({YOU, THE_ONE, THE_OTHER})
"""What a listener is called in a sentence who has no name that could stand there; a capital begins a sentence."""

LISTENER = "listener"
"""The unit of a cell that holds what a listener is called."""


def spoken_names(left: str, right: str) -> tuple[str, str]:
    """Return what two listeners are called in a sentence, never the same.

    Whoever goes by the usual "You" is spoken to, and a name that cannot be quoted is no name. Of namesakes, who may both
    be "You", the left is "the one" and the right "the other".
    """
    called = _spoken(left, THE_ONE), _spoken(right, THE_OTHER)
    return called if fold(called[0]) != fold(called[1]) else (THE_ONE, THE_OTHER)


def _spoken(name: str, otherwise: str) -> str:
    said = " ".join(name.split())
    if fold(said) == YOU:
        return YOU
    return said if is_quotable(said) else otherwise


def date_words(day: int) -> str:
    """Return a day since 1970 as `14 November 2026`."""
    value = EPOCH + timedelta(days=day)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month_words(month: int) -> str:
    """Return a month (year * 12 + month - 1) as `May 2022`."""
    return f"{MONTHS[month % 12]} {month // 12}"


def time_words(minute: int) -> str:
    """Return a minute of the day as `7:42`; 1,440 is `0:00`."""
    return f"{minute // 60 % 24}:{minute % 60:02d}"


def month_of_day(day: int) -> int:
    """Return the month (year * 12 + month - 1) of a day since 1970."""
    value = EPOCH + timedelta(days=day)
    return value.year * 12 + value.month - 1


def day_of(value: date) -> int:
    """Return a date as days since 1970."""
    return (value - EPOCH).days


def as_typed(name: str) -> str:
    """Return the form under which a name that was typed and one of the record are the same: folded, spaces joined.

    A field for text takes no line breaks and joins spaces; a record keeps whatever an artist is called.
    """
    return fold(" ".join(name.split()))
