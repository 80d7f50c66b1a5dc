"""How figures are written, wherever they stand: in the window, on cards, on paper, on a web page."""

from unwrapped_desktop.domain.receipt import Cell
from unwrapped_desktop.domain.report import percent_figure

NBSP = "\N{NO-BREAK SPACE}"


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
        return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
    if cell.unit in {"year", "decade"}:
        return f"{value:.0f}"
    written = write_count(value) if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")
    is_said = "minute" in cell.label
    return f"{written}{NBSP}min" if cell.unit == "minutes" and not is_said else written
