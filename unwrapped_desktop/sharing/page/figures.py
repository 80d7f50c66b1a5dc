"""How the page writes figures and dates: as the window does in English; nothing here knows Qt."""

from datetime import date

from unwrapped_desktop.domain.figures import write_count
from unwrapped_desktop.domain.receipt import Receipt

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


def amount(number: int, noun: str) -> str:
    """Return a count with its noun: `1 play`, `14 plays`."""
    return f"{write_count(number)} {noun if number == 1 else noun + 's'}"


def counted_line(receipt: Receipt) -> str:
    """Return which rows were counted, said as such even where the receipt holds only the words for the rows."""
    text = receipt.population
    return f"counted: {text}" if text[:1].islower() and ":" not in text else text


def write_date(day: date) -> str:
    """Return a date as a person writes it: `9 May 2022`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_span(first: date, last: date) -> str:
    """Return two dates with no month or year named twice: `1 to 26 December 2023`."""
    if first == last:
        return write_date(first)
    if first.year != last.year:
        return f"{write_date(first)} to {write_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {write_date(last)}"
    return f"{first.day} to {write_date(last)}"


def write_month(month: str) -> str:
    """Return `2019-06` as `June 2019`."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"
