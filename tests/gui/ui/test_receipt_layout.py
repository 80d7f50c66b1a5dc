"""How a receipt is set: figures beside their labels, and told where everything stands."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from tests import example_report as example
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.receipt_layout import ReceiptLayout, ReceiptStyle
from unwrapped_desktop.ui.theme import Face, Theme, make_font

WIDTH = 400


def _style() -> ReceiptStyle:
    return ReceiptStyle(
        title=make_font(Face.TEXT, 20),
        text=make_font(Face.MONO, 20),
        note=make_font(Face.MONO, 16),
        ink=QColor("black"),
        quiet=QColor("black"),
        leader=QColor("black"),
    )


def _named(name: str, *, max_cell_lines: int = 3) -> ReceiptLayout:
    one = example.receipt("one", "", [example.cell("artist", name, "artist")])
    return ReceiptLayout(
        (one,), width=WIDTH, style=_style(), with_population=False, max_cell_lines=max_cell_lines
    )


def test_a_figure_stands_beside_its_label_where_both_fit(theme: Theme) -> None:
    assert _named("Long Name of an Artist").height == _named("Feist").height
    assert _named("Much Longer Name of an Artist").height > _named("Feist").height


def test_minutes_are_said_once() -> None:
    assert write_cell(example.cell("longest gap, minutes", 3, "minutes")) == "3"
    assert write_cell(example.cell("give or take", 3, "minutes")) == "3\u00a0min"


def test_a_receipt_tells_where_its_texts_stand(theme: Theme) -> None:
    receipt = example.good_report().receipts[1]
    layout = ReceiptLayout((receipt,), width=WIDTH, style=_style(), with_population=False)
    cells = (*receipt.rows, *receipt.totals)
    said = [receipt.title, *(text for cell in cells for text in (cell.label, write_cell(cell)))]
    assert [text.text for text in layout.texts] == said
    strip = QRectF(0, 0, WIDTH, layout.height)
    assert all(strip.contains(text.rect) for text in layout.texts)
    figure = layout.texts[2]
    assert figure.rect.right() == WIDTH


def test_a_name_of_more_lines_than_are_wanted_is_elided(theme: Theme) -> None:
    whole, short = _named(example.LONG_ARTIST), _named(example.LONG_ARTIST, max_cell_lines=1)
    assert short.height < whole.height
    assert [text.is_elided for text in short.texts] == [False, True]
