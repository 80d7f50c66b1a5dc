"""How the values of a receipt are written."""

from datetime import date, datetime

from unwrapped_desktop.domain.report import Cell, percent_figure

# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
NBSP = "\u00a0"


def write_count(number: float) -> str:
    """Return a count with its thousands parted: `12,346`."""
    return f"{number:,.0f}"


def write_percent(share: float) -> str:
    """Return a percentage, with a decimal only where it has one: `19 %`, `7.5 %`."""
    return f"{percent_figure(share)}{NBSP}%"


def write_cell(cell: Cell) -> str:
    """Return the value of a receipt's line as it is read."""
    value = cell.value
    if isinstance(value, str):
        return value
    if cell.unit == "percent":
        return write_percent(value)
    if cell.unit == "points":
        return f"{value:+.2f}".replace("-", "\u2212")
    if cell.unit in {"year", "decade"}:
        return f"{value:.0f}"
    written = write_count(value) if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")
    is_said = "minute" in cell.label
    return f"{written}{NBSP}min" if cell.unit == "minutes" and not is_said else written


def write_date(moment: date | datetime) -> str:
    """Return a date as a person writes it: `9 May 2022`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def write_span(first: date | datetime, last: date | datetime) -> str:
    """Return two dates with no month or year named twice: `1 to 26 December 2023`, `3 May to 14 November 2026`."""
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return write_date(first)
    words = write_date(first).split(" ")
    kept = 3 if first.year != last.year else 2 if first.month != last.month else 1
    return f"{' '.join(words[:kept])} to {write_date(last)}"


def write_month(month: str) -> str:
    """Return `2019-06` as `June 2019`."""
    year, _, number = month.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}"


def write_size(size_bytes: float) -> str:
    """Return a number of bytes as megabytes or kilobytes."""
    if size_bytes >= 1_000_000:
        return f"{size_bytes / 1_000_000:,.1f}{NBSP}MB"
    return f"{size_bytes / 1_000:,.0f}{NBSP}kB"


def count_noun(number: int, noun: str, plural: str | None = None) -> str:
    """Return a count with its noun: `1 file`, `14 files`."""
    return f"{write_count(number)} {noun if number == 1 else plural or noun + 's'}"
