"""What of a receipt can be left out: "That was not me", said of one line."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime

from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.report import Cell, Receipt

_DATE = "%d %B %Y"
_MOST = 6
"""A menu is not a list of a life."""


def exclusions_on(receipts: Sequence[Receipt]) -> tuple[Exclusion, ...]:
    """Return what the receipts name that could be left out, in their order, each thing once.

    A song or an album belongs to the artist named on the same receipt; without one it cannot be told which is meant.
    """
    found = Exclusions()
    for receipt in receipts:
        found = found.add(*_on(receipt))
    return found.items[:_MOST]


def _on(receipt: Receipt) -> Iterator[Exclusion]:
    cells = (*receipt.rows, *receipt.totals)
    artists = [str(cell.value) for cell in cells if cell.unit == "artist"]
    for cell in cells:
        with suppress(ValueError):  # a name that nothing can be called by
            if cell.unit == "artist":
                yield Exclusion.of_artist(str(cell.value))
            elif cell.unit == "track" and artists:
                yield Exclusion.of_track(artists[0], str(cell.value))
            elif cell.unit == "album" and artists:
                yield Exclusion.of_album(artists[0], str(cell.value))
            elif cell.unit == "date" and (day := _day(cell)) is not None:
                yield Exclusion.of_range(day, day)


def _day(cell: Cell) -> date | None:
    try:
        return datetime.strptime(str(cell.value), _DATE).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
