"""Filling pages: pieces of one width, from the top, in one column or in several, with nothing torn that belongs together.

Lengths are tenths of a point, 720 to the inch. Nothing here knows what is set.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPageLayout, QPainter

UNITS_PER_POINT = 10
UNITS_PER_INCH = 720
_SIDE, _TOP, _BOTTOM = 620, 560, 440
"""About 22, 20 and 16 mm: room for a frame, or for two holes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet and what of it is printed on.

    Attributes:
        width: Of the sheet.
        height: Of the sheet.
        area: What is printed on, the foot included.
    """

    width: float
    height: float
    area: QRectF

    @classmethod
    def of(cls, layout: QPageLayout) -> "Paper":
        """Return the sheet of a page setup; margins are ours, or the printer's where it needs wider ones."""
        full = layout.fullRectPoints()
        width, height = full.width() * UNITS_PER_POINT, full.height() * UNITS_PER_POINT
        needed = layout.minimumMargins()
        points = _POINTS_PER[layout.units()] * UNITS_PER_POINT
        left, right = (max(_SIDE, side * points) for side in (needed.left(), needed.right()))
        top, bottom = max(_TOP, needed.top() * points), max(_BOTTOM, needed.bottom() * points)
        return cls(
            width=width,
            height=height,
            area=QRectF(left, top, width - left - right, height - top - bottom),
        )


_POINTS_PER = {
    QPageLayout.Unit.Millimeter: 72 / 25.4,
    QPageLayout.Unit.Point: 1.0,
    QPageLayout.Unit.Inch: 72.0,
    QPageLayout.Unit.Pica: 12.0,
    QPageLayout.Unit.Didot: 0.375 * 72 / 25.4,
    QPageLayout.Unit.Cicero: 4.5 * 72 / 25.4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something that is not parted: a line, a rule, a row of a table.

    Attributes:
        height: How much room it takes.
        draw: Paints it with its upper left corner at the painter's origin.
        after: Room below it, unless a page ends there.
        keeps: Whether it stands on the page and in the column of the piece after it.
        is_space: Whether it is free room, which no page begins with.
    """

    height: float
    draw: Callable[[QPainter], None]
    after: float = 0.0
    keeps: bool = False
    is_space: bool = False


def space(height: float) -> Piece:
    """Return free room above what follows."""
    return Piece(height=height, draw=lambda _painter: None, keeps=True, is_space=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece at its place on a sheet."""

    at: QPointF
    piece: Piece


class Page:
    """One sheet with what has been set on it."""

    def __init__(self) -> None:
        self.placed: list[Placed] = []

    def add(self, left: float, top: float, piece: Piece) -> None:
        """Set a piece."""
        self.placed.append(Placed(at=QPointF(left, top), piece=piece))

    def draw(self, painter: QPainter) -> None:
        """Paint the sheet; one unit of the painter is a tenth of a point."""
        for one in self.placed:
            painter.save()
            painter.translate(one.at)
            one.piece.draw(painter)
            painter.restore()


_Run = Sequence[Piece]
"""Pieces that are kept together."""


class Pager:
    """Fills page after page.

    Attributes:
        pages: The sheets so far.
    """

    def __init__(self, area: QRectF) -> None:
        """Begin the first page.

        Args:
            area: Where pieces may stand on a sheet.
        """
        self._area = area
        self.pages = [Page()]
        self._top = area.top()

    def add(self, pieces: Sequence[Piece]) -> None:
        """Set pieces under each other over the whole width."""
        for run in _runs(pieces):
            self._make_room(min(_height(run), self._area.height()))
            for piece in run:
                if piece.is_space and self._top <= self._area.top():
                    continue
                self._make_room(piece.height)
                self.pages[-1].add(self._area.left(), self._top, piece)
                self._top += piece.height + piece.after

    def add_columns(
        self, heading: Sequence[Piece], pieces: Sequence[Piece], *, width: float, below: Sequence[Piece] = ()
    ) -> None:
        """Set pieces in columns that are filled one after the other, and end at about the same height.

        Args:
            heading: Stands above them over the whole width, and never alone.
            pieces: What the columns hold.
            width: Width of a column.
            below: Stands under them over the whole width; on their page, where one page can hold all of it.
        """
        count = max(1, int(self._area.width() // width))
        step = (self._area.width() - width) / (count - 1) if count > 1 else 0.0
        runs = list(_runs(pieces))
        if below:
            whole = self._height_over(heading, runs, below, count)
            self._make_room(whole if whole <= self._area.height() else 0.0)
        self._make_room(_height(heading) + (_height(runs[0]) if runs else 0.0))
        self.add(heading)
        while runs:
            room = self._area.bottom() - self._top
            height = _least_height(runs, room, count)
            columns, runs = _filled(runs, height, count)
            if not any(columns):
                runs = self._without_hold(runs)
                continue
            for number, column in enumerate(columns):
                self._set_column(self._area.left() + number * step, column)
            self._top += max(_height(column) + _after(column) for column in columns)
            if runs:
                self._turn()
        self.add(below)

    def _height_over(self, heading: _Run, runs: Sequence[_Run], below: _Run, count: int) -> float:
        """Return how high columns stand with what is above and below them; more than a page where they need two."""
        above = _height(heading) + _after(heading)
        room = max(0.0, self._area.height() - above)
        columns, left = _filled(runs, _least_height(runs, room, count), count)
        if left:
            return self._area.height() * 2
        return above + max(_height(column) + _after(column) for column in columns) + _height(below)

    def _without_hold(self, runs: list[_Run]) -> list[_Run]:
        """Turn the page for what does not fit; where a whole page is too small, let the first run be parted."""
        if self._top > self._area.top():
            self._turn()
            return runs
        return [*([piece] for piece in runs[0]), *runs[1:]]

    def _set_column(self, left: float, column: _Run) -> None:
        top = self._top
        for piece in column:
            self.pages[-1].add(left, top, piece)
            top += piece.height + piece.after

    def _make_room(self, height: float) -> None:
        if self._top > self._area.top() and self._top + height > self._area.bottom():
            self._turn()

    def _turn(self) -> None:
        self.pages.append(Page())
        self._top = self._area.top()


def _runs(pieces: Sequence[Piece]) -> Iterator[_Run]:
    run: list[Piece] = []
    for piece in pieces:
        run.append(piece)
        if not piece.keeps:
            yield run
            run = []
    if run:
        yield run


def _height(run: _Run) -> float:
    """Return how high pieces stand, the room below the last one aside."""
    return sum(piece.height + piece.after for piece in run) - _after(run)


def _after(run: _Run) -> float:
    return run[-1].after if run else 0.0


def _filled(runs: Sequence[_Run], height: float, count: int) -> tuple[list[list[Piece]], list[_Run]]:
    """Return the columns of one page, and what did not find room."""
    columns: list[list[Piece]] = [[]]
    left = list(runs)
    while left:
        if _height([*columns[-1], *left[0]]) <= height:
            columns[-1].extend(left.pop(0))
        elif columns[-1] and len(columns) < count:
            columns.append([])
        else:
            break
    return columns, left


def _least_height(runs: Sequence[_Run], room: float, count: int) -> float:
    """Return the least height at which everything fits, so that columns are about equal; all room where it does not."""
    if _filled(runs, room, count)[1]:
        return room
    low, high = 0.0, room
    while high - low > UNITS_PER_POINT:
        middle = (low + high) / 2
        low, high = (middle, high) if _filled(runs, middle, count)[1] else (low, middle)
    return high
