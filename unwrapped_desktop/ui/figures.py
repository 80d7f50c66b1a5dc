"""How the values of a receipt are written."""

from datetime import date, datetime

from unwrapped_desktop.domain.figures import NBSP, write_cell, write_count, write_percent
from unwrapped_desktop.messages import QT_TRANSLATE_NOOP
from unwrapped_desktop.ui.language import translate

# Figures are written the same everywhere; whoever writes for the window finds them here with the rest.
__all__ = [
    "NBSP",
    "count_noun",
    "month_name",
    "short_month_name",
    "write_cell",
    "write_count",
    "write_date",
    "write_month",
    "write_percent",
    "write_size",
    "write_span",
]

# fmt: off
_MONTHS = (
    QT_TRANSLATE_NOOP("Months", "January"), QT_TRANSLATE_NOOP("Months", "February"),
    QT_TRANSLATE_NOOP("Months", "March"), QT_TRANSLATE_NOOP("Months", "April"),
    QT_TRANSLATE_NOOP("Months", "May"), QT_TRANSLATE_NOOP("Months", "June"),
    QT_TRANSLATE_NOOP("Months", "July"), QT_TRANSLATE_NOOP("Months", "August"),
    QT_TRANSLATE_NOOP("Months", "September"), QT_TRANSLATE_NOOP("Months", "October"),
    QT_TRANSLATE_NOOP("Months", "November"), QT_TRANSLATE_NOOP("Months", "December"),
)
_SHORT_MONTHS = (
    QT_TRANSLATE_NOOP("ShortMonths", "Jan"), QT_TRANSLATE_NOOP("ShortMonths", "Feb"),
    QT_TRANSLATE_NOOP("ShortMonths", "Mar"), QT_TRANSLATE_NOOP("ShortMonths", "Apr"),
    QT_TRANSLATE_NOOP("ShortMonths", "May"), QT_TRANSLATE_NOOP("ShortMonths", "Jun"),
    QT_TRANSLATE_NOOP("ShortMonths", "Jul"), QT_TRANSLATE_NOOP("ShortMonths", "Aug"),
    QT_TRANSLATE_NOOP("ShortMonths", "Sep"), QT_TRANSLATE_NOOP("ShortMonths", "Oct"),
    QT_TRANSLATE_NOOP("ShortMonths", "Nov"), QT_TRANSLATE_NOOP("ShortMonths", "Dec"),
)
# fmt: on


def month_name(number: int) -> str:
    """Return what a month is called, 1 to 12: `June`."""
    return translate("Months", _MONTHS[number - 1])


def short_month_name(number: int) -> str:
    """Return what a month is called where room is scarce, 1 to 12: `Jun`."""
    return translate("ShortMonths", _SHORT_MONTHS[number - 1])


def write_date(moment: date | datetime) -> str:
    """Return a date as a person writes it: `9 May 2022`."""
    pattern = translate("Figures", "{day} {month} {year}")
    return pattern.format(day=moment.day, month=month_name(moment.month), year=moment.year)


def write_span(first: date | datetime, last: date | datetime) -> str:
    """Return two dates with no month or year named twice: `1 to 26 December 2023`, `3 May to 14 November 2026`."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return write_date(first)
    if first.year != last.year:
        return translate("Figures", "{first} to {last}").format(
            first=write_date(first), last=write_date(last)
        )
    if first.month != last.month:
        pattern = translate("Figures", "{first_day} {first_month} to {last_day} {last_month} {year}")
    else:
        pattern = translate("Figures", "{first_day} to {last_day} {last_month} {year}")
    return pattern.format(
        first_day=first.day,
        first_month=month_name(first.month),
        last_day=last.day,
        last_month=month_name(last.month),
        year=last.year,
    )


def write_month(month: str) -> str:
    """Return `2019-06` as `June 2019`."""
    year, _, number = month.partition("-")
    return translate("Figures", "{month} {year}").format(month=month_name(int(number)), year=year)


def write_size(size_bytes: float) -> str:
    """Return a number of bytes as megabytes or kilobytes."""
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1_000_000:,.1f}{NBSP}MB"
    return f"{size_bytes / 1_000:,.0f}{NBSP}kB"


def count_noun(number: int, noun: str, plural: str | None = None, *, written: str = "") -> str:
    """Return a count with its noun: `1 file`, `14 files`; in other languages as they have it.

    Args:
        number: How many.
        noun: One of those in `counted_nouns`, as it is said of one.
        plural: As it is said of several; the noun with an `s` if not given.
        written: The number as it is to be written: `twelve`; in figures if not given.
    """
    source = f"{{count}} {noun}(s)"
    said = translate("Counted", source, "", number)
    if said == source:
        said = f"{{count}} {noun if number == 1 else plural or noun + 's'}"
    return said.format(count=written or write_count(number))
