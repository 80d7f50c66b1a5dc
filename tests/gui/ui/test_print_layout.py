"""Filling pages: everything is on them once, in order, within the edges, and what belongs together stays together."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from unwrapped_desktop.ui.print_layout import Page, Pager, Piece, Placed, space

AREA = QRectF(100, 50, 1000, 800)
WIDTH = 480.0


def _draw(_painter: QPainter) -> None:
    pass


_PIECES = some.lists(
    some.builds(
        Piece,
        height=some.integers(1, 300).map(float),
        draw=some.just(_draw),
        after=some.integers(0, 60).map(float),
        keeps=some.booleans(),
    ),
    min_size=1,
    max_size=40,
)


def _placed(pages: list[Page]) -> list[tuple[int, Placed]]:
    return [(number, one) for number, page in enumerate(pages) for one in page.placed]


def _bottom(one: Placed) -> float:
    return one.at.y() + one.piece.height


def _runs(pieces: list[Piece]) -> list[list[Piece]]:
    runs: list[list[Piece]] = [[]]
    for piece in pieces:
        runs[-1].append(piece)
        if not piece.keeps:
            runs.append([])
    return [run for run in runs if run]


def _check(pages: list[Page], pieces: list[Piece]) -> None:
    placed = _placed(pages)
    assert [one.piece for _, one in placed] == pieces
    assert all(AREA.top() <= one.at.y() and _bottom(one) <= AREA.bottom() for _, one in placed)
    for (page, before), (next_page, after) in pairwise(placed):
        if page == next_page and before.at.x() == after.at.x():
            assert after.at.y() >= _bottom(before)
    place = 0
    for run in _runs(pieces):
        where = {(page, one.at.x()) for page, one in placed[place : place + len(run)]}
        height = sum(piece.height + piece.after for piece in run) - run[-1].after
        assert len(where) == 1 or height > AREA.height()
        place += len(run)


@given(_PIECES)
def test_one_column(pieces: list[Piece]) -> None:
    pager = Pager(AREA)
    pager.add(pieces)
    _check(pager.pages, pieces)


@given(_PIECES, some.integers(0, 780))
def test_columns(pieces: list[Piece], above: int) -> None:
    pager = Pager(AREA)
    first = Piece(height=float(above), draw=_draw)
    head = Piece(height=20.0, draw=_draw, keeps=True)
    pager.add([first])
    pager.add_columns([head], pieces, width=WIDTH)
    placed = _placed(pager.pages)
    assert placed[0][1].piece is first
    assert placed[1][1].piece is head
    rest = [Page() for _ in pager.pages]
    for number, one in placed[2:]:
        rest[number].add(one.at.x(), one.at.y(), one.piece)
    _check(rest, pieces)
    assert {one.at.x() for _, one in placed[2:]} <= {AREA.left(), AREA.right() - WIDTH}


@given(some.lists(some.integers(20, 60).map(float), min_size=4, max_size=12))
def test_columns_end_at_about_the_same_height(heights: list[float]) -> None:
    pager = Pager(AREA)
    pager.add_columns([], [Piece(height=height, draw=_draw) for height in heights], width=WIDTH)
    assert len(pager.pages) == 1
    left = sum(one.piece.height for one in pager.pages[0].placed if one.at.x() == AREA.left())
    right = sum(heights) - left
    assert right > 0
    assert abs(left - right) <= 2 * max(heights) + 20


def test_what_stands_below_columns_stays_with_them() -> None:
    pager = Pager(AREA)
    pager.add([Piece(height=600, draw=_draw)])
    head, below = Piece(height=20, draw=_draw, keeps=True), Piece(height=150, draw=_draw)
    pager.add_columns([head], [Piece(height=80, draw=_draw) for _ in range(2)], width=WIDTH, below=[below])
    assert len(pager.pages) == 2
    assert pager.pages[1].placed[0].piece is head
    assert pager.pages[1].placed[-1].piece is below


def test_what_no_page_can_hold_is_parted() -> None:
    pager = Pager(AREA)
    pager.add([Piece(height=100, draw=_draw)])
    below = [Piece(height=300, draw=_draw) for _ in range(4)]
    pager.add_columns([], [Piece(height=200, draw=_draw) for _ in range(2)], width=WIDTH, below=below)
    assert len(pager.pages) == 3
    assert len(pager.pages[0].placed) == 4


def test_no_page_begins_with_free_room() -> None:
    pager = Pager(AREA)
    gap, line = space(100), Piece(height=780, draw=_draw)
    pager.add([gap, line])
    pager.add([gap, Piece(height=30, draw=_draw)])
    tops = [page.placed[0].at.y() for page in pager.pages]
    assert tops == [AREA.top(), AREA.top()]
