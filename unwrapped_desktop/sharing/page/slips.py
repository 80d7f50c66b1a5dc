"""What is said on the page with its proof: remarks numbered one after the other, each receipt where it is first cited."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from unwrapped_desktop.domain.figures import write_cell
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Remark, SpotifyPage
from unwrapped_desktop.sharing.page.figures import counted_line
from unwrapped_desktop.sharing.page.text import Run, is_named_after_title, runs_of

Paragraphs = Sequence[Sequence[Remark]]
"""Paragraphs that have their receipts in one place, each of remarks that run on."""

_SPOTIFY_ID = re.compile("[0-9A-Za-z]{22}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a receipt.

    Attributes:
        anchor: Where it is found on the page; empty where nothing leads there.
        label: What it says it is.
        value: The figure or name, as it is read.
    """

    anchor: str = ""
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A receipt as it is printed.

    Attributes:
        anchor: Where it is found on the page.
        title: What it is about.
        is_title: Whether that is the title of a song or an album, set in italics.
        rows: The lines.
        totals: The lines under the rule.
        counted: Which rows were counted.
        numbers: Of the remarks that it proves, in order; empty for one that proves a score.
        pages: Where names on it stand at Spotify.
        is_open: Whether it is seen at once.
    """

    anchor: str
    title: str
    is_title: bool
    rows: tuple[Line, ...]
    totals: tuple[Line, ...]
    counted: str
    numbers: tuple[int, ...] = ()
    pages: tuple[SpotifyPage, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A remark as it is set.

    Attributes:
        number: Of the remark; 0 where no receipt of it is on the page.
        runs: What is said.
        target: Anchor of its first receipt; empty without a number.
    """

    number: int
    runs: tuple[Run, ...]
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Paragraphs with the receipts that lie beside them.

    Attributes:
        paragraphs: Remarks that run on.
        slips: The receipts that are cited here first.
    """

    paragraphs: tuple[tuple[Saying, ...], ...]
    slips: tuple[Slip, ...]


def lines_of(cells: Iterable[Cell], anchor: str = "") -> tuple[Line, ...]:
    """Return cells as lines; with an anchor, each is found under it and its place."""
    return tuple(
        Line(anchor=anchor and f"{anchor}-{place}", label=cell.label, value=write_cell(cell))
        for place, cell in enumerate(cells)
    )


def slip_of(
    receipt: Receipt,
    anchor: str,
    *,
    numbers: Sequence[int] = (),
    pages: Iterable[SpotifyPage] = (),
    is_open: bool = False,
) -> Slip:
    """Return a receipt as it is printed.

    Args:
        receipt: What it says.
        anchor: Where it is found.
        numbers: Of the remarks that it proves.
        pages: Every page at Spotify that is known; the slip takes those of its own names.
        is_open: Whether it is seen at once.
    """
    return Slip(
        anchor=anchor,
        title=receipt.title,
        is_title=is_named_after_title(receipt),
        rows=lines_of(receipt.rows, f"{anchor}-row"),
        totals=lines_of(receipt.totals, f"{anchor}-total"),
        counted=counted_line(receipt) if receipt.population else "",
        numbers=tuple(numbers),
        pages=tuple(page for page in pages if _is_on(page, receipt)),
        is_open=is_open,
    )


class Numbering:
    """Counts the remarks and receipts of a page on from part to part, so that no number is given twice."""

    def __init__(self, pages: Iterable[SpotifyPage] = ()) -> None:
        """Begin with 1.

        Args:
            pages: Where names stand at Spotify.
        """
        self._pages = tuple(pages)
        self._remarks = 0
        self._slips = 0

    def passages(
        self, blocks: Sequence[Paragraphs], receipts: Iterable[Receipt], *, opens_first: bool
    ) -> tuple[Passage, ...]:
        """Return blocks of paragraphs with their receipts.

        Args:
            blocks: What is said.
            receipts: The proof of it.
            opens_first: Whether the first receipt is seen at once.
        """
        by_id = {receipt.id: receipt for receipt in receipts}
        said = [remark for block in blocks for paragraph in block for remark in paragraph]
        numbers = self._numbers(said, by_id)
        anchors = {name: self._anchor() for name in _cited(said, by_id)}
        slips = {
            name: slip_of(
                by_id[name],
                anchor,
                numbers=[number for number, one in zip(numbers, said, strict=True) if name in one.receipts],
                pages=self._pages,
                is_open=opens_first and place == 0,
            )
            for place, (name, anchor) in enumerate(anchors.items())
        }
        sayings = iter(_sayings(said, numbers, by_id, anchors))
        made = []
        for block in blocks:
            paragraphs = tuple(tuple(islice(sayings, len(paragraph))) for paragraph in block)
            cited = _cited([remark for paragraph in block for remark in paragraph], by_id)
            here = (slips.pop(name, None) for name in cited)
            made.append(Passage(paragraphs=paragraphs, slips=tuple(slip for slip in here if slip)))
        return tuple(made)

    def _numbers(self, said: Iterable[Remark], by_id: Mapping[str, Receipt]) -> list[int]:
        numbers = []
        for remark in said:
            is_proven = any(name in by_id for name in remark.receipts)
            self._remarks += is_proven
            numbers.append(self._remarks if is_proven else 0)
        return numbers

    def _anchor(self) -> str:
        self._slips += 1
        return f"receipt-{self._slips}"


def _sayings(
    said: Sequence[Remark],
    numbers: Sequence[int],
    by_id: Mapping[str, Receipt],
    anchors: Mapping[str, str],
) -> Iterator[Saying]:
    lines = _line_anchors(anchors, by_id)
    for number, remark in zip(numbers, said, strict=True):
        target = next((anchors[name] for name in remark.receipts if name in anchors), "")
        yield Saying(number=number, runs=runs_of(remark, by_id, lines), target=target)


def _cited(said: Iterable[Remark], by_id: Mapping[str, Receipt]) -> list[str]:
    """Return the receipts that are cited, each once, in the order of the text."""
    named = (name for remark in said for name in remark.receipts)
    return list(dict.fromkeys(name for name in named if name in by_id))


def _line_anchors(
    anchors: Mapping[str, str], by_id: Mapping[str, Receipt]
) -> dict[tuple[str, str, int], str]:
    found: dict[tuple[str, str, int], str] = {}
    for name, anchor in anchors.items():
        for place in range(len(by_id[name].rows)):
            found[name, "rows", place] = f"{anchor}-row-{place}"
        for place in range(len(by_id[name].totals)):
            found[name, "totals", place] = f"{anchor}-total-{place}"
    return found


def _is_on(page: SpotifyPage, receipt: Receipt) -> bool:
    """Whether a page's name stands on a receipt, and its address is one."""
    cells = (*receipt.rows, *receipt.totals)
    shown = {receipt.title, *(str(text) for cell in cells for text in (cell.label, cell.value))}
    is_sound = page.kind in {"artist", "track"} and _SPOTIFY_ID.fullmatch(page.spotify_id) is not None
    return is_sound and page.name in shown
