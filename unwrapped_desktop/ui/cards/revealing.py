"""What a card shows of a person, found by going through everything that is on it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from unwrapped_desktop.analysis.words import LISTENER
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Claim, Remark, Report
from unwrapped_desktop.ui.cards.card import Revealed, Strip
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.text import claim_cell, clean

_TITLES = frozenset({"track", "album"})
_DATES = frozenset({"date", "month", "year"})
_NO_COUNTS = frozenset({"year", "decade"})

# Receipts and lines are written in English, whatever language the window speaks.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|(?:{_MONTHS}) \d{{4}})\b"
    r"|(?<![\d,.])(?:19|20)\d\d(?![\d,.s]*\d|s)"
)
_COUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|once|twice)\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OF_COUNTRIES = "countries"
"""The one receipt whose lines have names that are nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Whose names they are: a line of a receipt may be called by a name and not say whose.

    Attributes:
        artists: Names of artists.
        titles: Titles of songs and albums.
    """

    artists: frozenset[str]
    titles: frozenset[str]

    @classmethod
    def in_receipts(cls, receipts: Iterable[Receipt]) -> Self:
        """Return the names that receipts say are names."""
        cells = [cell for receipt in receipts for cell in _cells(receipt)]
        return cls(
            artists=frozenset(str(cell.value) for cell in cells if cell.unit == "artist"),
            titles=frozenset(str(cell.value) for cell in cells if cell.unit in _TITLES),
        )

    @classmethod
    def known(cls, report: Report, receipts: Iterable[Receipt]) -> Self:
        """Return every name that a report and the receipts of a page know of."""
        named = cls.in_receipts((*report.receipts, *receipts))
        artists = {artist.name for era in report.eras.eras for artist in era.artists}
        titles: set[str] = set()
        if report.charts is not None:
            artists |= {rank.name for rank in report.charts.artists}
            titles |= {rank.name for rank in (*report.charts.songs, *report.charts.albums)}
        return cls(artists=named.artists | artists, titles=named.titles | titles)


@dataclass(slots=True, kw_only=True)
class Revealing:
    """Goes through what is on a card, part by part. Each part that is taken in returns the whole.

    Attributes:
        names: Tells artists from titles.
    """

    names: Names
    _artists: list[str] = field(default_factory=list)
    _titles: list[str] = field(default_factory=list)
    _dates: list[str] = field(default_factory=list)
    _hours: list[str] = field(default_factory=list)
    _has_counts: bool = False

    def line(self, remark: Remark, receipts: Mapping[str, Receipt]) -> Self:
        """Take a quoted line in: each of its claims says what it is."""
        for claim in remark.claims:
            cell = claim_cell(claim, receipts)
            if cell is not None:
                self._claim(remark.text[claim.start : claim.end], claim, cell, receipts[claim.receipt])
        self._add_dates(without_names(remark))
        return self

    def sentence(self, text: str, proof: Iterable[Receipt]) -> Self:
        """Take in a sentence without claims: the names in it are those of its receipts."""
        receipts = tuple(proof)
        cells = [cell for receipt in receipts for cell in _cells(receipt)]
        named = Names.in_receipts(receipts)
        labels = {cell.label for cell in cells}
        self._artists += [
            name for name in sorted(named.artists | labels & self.names.artists) if _says(text, name)
        ]
        self._titles += [
            name for name in sorted(named.titles | labels & self.names.titles) if _says(text, name)
        ]
        self._has_counts = self._has_counts or _COUNT.search(text) is not None
        self._add_dates(text)
        return self

    def strip(self, strip: Strip | None, proof: Mapping[str, Receipt]) -> Self:
        """Take in the receipt that is shown; `proof` are those of the page, whole and by id."""
        if strip is None:
            return self
        shown = strip.receipt
        whole = proof.get(shown.id, shown)
        self._add_title(shown, whole)
        for cell in _cells(shown):
            self._add_label(cell, whole)
            self._add_value(cell)
        return self

    def artist(self, name: str) -> Self:
        """Take in an artist who is named by themselves."""
        self._artists.append(name)
        return self

    def dates(self, *written: str) -> Self:
        """Take in dates as they are written."""
        self._dates += written
        return self

    def counts(self) -> Self:
        """Take in a figure of how often something was played."""
        self._has_counts = True
        return self

    def done(self, let_out: tuple[str, ...] = ()) -> Revealed:
        """Return all of it, each name once, and no date that is told within another."""
        dates = tuple(dict.fromkeys(self._dates))
        return Revealed(
            artists=_once(self._artists),
            titles=_once(self._titles),
            dates=tuple(
                one for one in dates if not any(one != other and _says(other, one) for other in dates)
            ),
            hours=_once(self._hours),
            has_counts=self._has_counts,
            let_out=let_out,
        )

    def _claim(self, text: str, claim: Claim, cell: Cell, receipt: Receipt) -> None:
        if claim.kind == "name" and cell.unit != LISTENER:
            is_title = cell.unit in _TITLES if claim.field == "value" else self._is_title(cell.label, receipt)
            (self._titles if is_title else self._artists).append(text)
        elif claim.kind == "number":
            self._has_counts = True
        elif claim.kind == "date" and cell.unit == "time":
            self._hours.append(text)
        elif claim.kind == "date" and cell.unit in _DATES:
            self._dates.append(text)

    def _add_title(self, shown: Receipt, whole: Receipt) -> None:
        named = [cell for cell in _cells(whole) if str(cell.value) == shown.title]
        if any(cell.unit in _TITLES for cell in named):
            self._titles.append(shown.title)
        elif any(cell.unit == "artist" for cell in named) or shown.title in self.names.artists:
            self._artists.append(shown.title)
        elif shown.title in self.names.titles:
            self._titles.append(shown.title)
        else:
            self._add_dates(shown.title)

    def _add_label(self, cell: Cell, receipt: Receipt) -> None:
        if self._is_name(cell.label, receipt):
            (self._titles if self._is_title(cell.label, receipt) else self._artists).append(cell.label)
        else:
            self._add_dates(cell.label)

    def _add_value(self, cell: Cell) -> None:
        written = write_cell(cell)
        if cell.unit == "artist":
            self._artists.append(written)
        elif cell.unit in _TITLES:
            self._titles.append(written)
        elif cell.unit in _DATES:
            self._dates.append(written)
        elif cell.unit == "time":
            self._hours.append(written)
        elif cell.unit not in _NO_COUNTS and cell.unit != LISTENER:
            self._has_counts = self._has_counts or _COUNT.search(written) is not None

    def _is_name(self, label: str, receipt: Receipt) -> bool:
        """Whether a line is called by somebody's name: in plain words lines begin small, but for days and countries."""
        if label in self.names.artists or label in self.names.titles:
            return True
        if receipt.id == _OF_COUNTRIES or label.startswith(_WEEKDAYS):
            return False
        return label[:1].isupper() or not label[:1].isascii()

    def _is_title(self, label: str, receipt: Receipt) -> bool:
        if label in self.names.artists or label in self.names.titles:
            return label not in self.names.artists
        about = f"{receipt.title} {receipt.population}".casefold()
        return "song" in about or "album" in about

    def _add_dates(self, text: str) -> None:
        self._dates += _DATE.findall(text)


def without_names(remark: Remark) -> str:
    """Return what a line says between the names in it."""
    text = remark.text
    for claim in sorted(remark.claims, key=lambda claim: -claim.start):
        if claim.kind == "name":
            text = f"{text[: claim.start]}\n{text[claim.end :]}"
    return text


def _cells(receipt: Receipt) -> tuple[Cell, ...]:
    return (*receipt.rows, *receipt.totals)


def _once(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in map(clean, written) if one))


def _says(text: str, name: str) -> bool:
    """Whether a text says a name, and not merely a word that the name is a part of."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
