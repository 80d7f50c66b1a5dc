"""Cards that say something: label, one line, and that line's own receipt; of a page, of an era, of two people.

The label fills the width, the line follows it, the receipt hangs on the bottom. Where there is too much, all of it is
set smaller step by step; then lines of the receipt that the words do not need are left out; then names are elided.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from unwrapped_desktop.ui.cards.card import EraCard, Foot, LineCard, Quote, Strip, TwoCard
from unwrapped_desktop.ui.cards.painting.foot import FootPart
from unwrapped_desktop.ui.cards.painting.formats import CardColours, CardFormat, card_font, colour
from unwrapped_desktop.ui.cards.painting.label import LabelSetting, fit_label, label_settings
from unwrapped_desktop.ui.cards.painting.placing import Part, Placed, Scene, Words, shown_name
from unwrapped_desktop.ui.cards.painting.strip import StripPart, shortened
from unwrapped_desktop.ui.cards.painting.versus import VersusPart
from unwrapped_desktop.ui.theme import Face

_STRIP_SHARE, _GUTTER = 0.4, 2.6
"""Of a card in two columns: how much of the width the receipt has, and the units between it and the words."""
_QUOTE_LEADING, _NAME_LEADING = 1.32, 1.12
_QUOTE_MOST, _QUOTE_MOST_ALONE = 2.5, 3.3
"""Largest size of the quoted line, in units: above a receipt, and without one."""
_NAME_WEIGHT = 700
_NAME_MOST, _NAME_MIDDLE, _NAME_LEAST, _NAME_STEP = 9.5, 3.2, 1.6, 0.4
"""Sizes of an artist's name that stands in place of a label, in units: the largest, that from which on down it may take
a third line, the smallest, and from one to the next.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How closely a card is set; sizes are in units.

    Attributes:
        gap: Between the parts, at least.
        quote: The quoted line's type, at least.
        label: How much of the room the label takes, at most.
        versus: The height of labels that face each other.
        strip: The receipt's type.
        is_short: Whether lines of the receipt are left out.
        cell_lines: Most lines of one entry of the receipt.
        fills: Whether the label is as wide as the room.
    """

    gap: float
    quote: float
    label: float
    versus: float
    strip: float
    is_short: bool = False
    cell_lines: int = 3
    fills: bool = True


_SETTINGS = (
    _Setting(gap=1.7, quote=1.75, label=0.62, versus=6.0, strip=1.1),
    _Setting(gap=1.6, quote=1.6, label=0.58, versus=5.4, strip=1.0),
    _Setting(gap=1.5, quote=1.45, label=0.52, versus=4.8, strip=1.0),
    _Setting(gap=1.4, quote=1.3, label=0.46, versus=4.2, strip=0.92),
    _Setting(gap=1.3, quote=1.2, label=0.42, versus=3.8, strip=0.88),
    _Setting(gap=1.2, quote=1.15, label=0.4, versus=3.4, strip=0.88, is_short=True),
    _Setting(gap=1.1, quote=1.05, label=0.36, versus=3.0, strip=0.84, is_short=True, fills=False),
    _Setting(gap=1.0, quote=0.9, label=0.3, versus=2.6, strip=0.8, is_short=True, cell_lines=2, fills=False),
    _Setting(gap=0.8, quote=0.7, label=0.24, versus=2.2, strip=0.7, is_short=True, cell_lines=1, fills=False),
)
"""From roomy to close: the first that there is room for is taken."""

_TALL_SHARE, _ALONE_SHARE = 0.74, 0.8
"""How much of the room a label of several lines takes at most, and one without a line of words below it."""

_ROOMY = _SETTINGS[:4]
"""As close a label of several lines may press the rest; where it presses harder, one of fewer lines is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What such a card holds; see the cards."""

    eyebrow: str = ""
    label: str = ""
    artist: str = ""
    two: TwoCard | None = None
    quote: Quote | None
    strip: Strip | None
    foot: Foot


def line_scene(card: LineCard, sheet: CardFormat, colours: CardColours) -> Scene:
    """Set a card of one line."""
    content = _Content(label=card.label, quote=card.quote, strip=card.strip, foot=card.foot)
    return _Composition(content, sheet, colours).scene()


def era_scene(card: EraCard, sheet: CardFormat, colours: CardColours) -> Scene:
    """Set a card of an era."""
    content = _Content(
        eyebrow=card.dates,
        label=card.label,
        artist=card.artist,
        quote=card.quote,
        strip=card.strip,
        foot=card.foot,
    )
    return _Composition(content, sheet, colours).scene()


def two_scene(card: TwoCard, sheet: CardFormat, colours: CardColours) -> Scene:
    """Set a card of two people."""
    content = _Content(label=card.label, two=card, quote=card.quote, strip=card.strip, foot=card.foot)
    return _Composition(content, sheet, colours).scene()


@dataclass(frozen=True, slots=True)
class _Column:
    """The words, one below the other, and how much room is left below them."""

    parts: tuple[Part, ...]
    gaps: tuple[float, ...]
    left_over: float


class _Composition:
    """One card, measured until everything has its place."""

    def __init__(self, content: _Content, sheet: CardFormat, colours: CardColours) -> None:
        self._content, self._sheet, self._colours = content, sheet, colours
        self._quote_heights: dict[int, float] = {}
        self._pairs: dict[float, VersusPart] = {}
        self._strips: dict[tuple[float, bool, int], StripPart] = {}
        self._is_split = sheet.columns == 2 and content.strip is not None
        self._foot = FootPart(content.foot, sheet=sheet, colours=colours, has_rule=content.strip is None)
        safe = sheet.safe
        self._foot_top = safe.bottom() - self._foot.height
        gap = sheet.unit * (1.3 if content.strip is None or self._is_split else 1.1)
        self._body = QRectF(safe.left(), safe.top(), safe.width(), self._foot_top - gap - safe.top())
        self._strip_width = safe.width()
        self._words_width = safe.width()
        if self._is_split:
            self._strip_width = round(safe.width() * _STRIP_SHARE)
            self._words_width = safe.width() - self._strip_width - sheet.unit * _GUTTER

    def scene(self) -> Scene:
        """Return all parts where they stand."""
        tries = [(setting, True) for setting in _ROOMY] + [(setting, False) for setting in _SETTINGS]
        for setting, is_tall in tries:
            strip = self._strip(setting)
            room = self._room_for_words(strip, setting)
            column = self._column(setting, room, is_tall=is_tall)
            if column is not None and (strip is None or strip.height <= self._body.height()):
                return self._place(column, strip)
        strip = self._strip(_SETTINGS[-1])
        room = self._room_for_words(strip, _SETTINGS[-1])
        return self._place(self._cut_column(_SETTINGS[-1], room), strip)

    def _room_for_words(self, strip: StripPart | None, setting: _Setting) -> float:
        height = self._body.height()
        if strip is None or self._is_split:
            return height
        return height - strip.height - self._sheet.unit * setting.gap

    def _strip(self, setting: _Setting) -> StripPart | None:
        strip = self._content.strip
        if strip is None:
            return None
        key = (setting.strip, setting.is_short, setting.cell_lines)
        if key not in self._strips:
            quote = self._content.quote
            self._strips[key] = StripPart(
                shortened(strip, quote.text if quote is not None else "") if setting.is_short else strip,
                width=self._strip_width,
                units=setting.strip,
                max_cell_lines=setting.cell_lines,
                sheet=self._sheet,
                colours=self._colours,
            )
        return self._strips[key]

    def _column(self, setting: _Setting, room: float, *, is_tall: bool) -> _Column | None:
        """Set the words into a room; None where they do not fit it as closely as this.

        Args:
            setting: How closely.
            room: From top to bottom.
            is_tall: Whether the label has to be as tall as it can be.
        """
        above, below = self._eyebrow(), self._versus(setting)
        gap = self._sheet.unit * setting.gap
        taken = self._taken(above, below, gap)
        for title in self._titles(setting, room, room - taken, is_tall=is_tall):
            quote = self._largest_quote(setting, room - taken - title.height - gap)
            if self._content.quote is not None and quote is None:
                continue
            used = taken + title.height + (quote.height + gap if quote is not None else 0.0)
            if used <= room:
                return self._stacked(above, title, below, quote, gap=gap, left_over=room - used)
        return None

    def _cut_column(self, setting: _Setting, room: float) -> _Column:
        """Set the words where no setting has room for all of them: the line ends where the room does."""
        above, below = self._eyebrow(), self._versus(setting)
        gap = self._sheet.unit * setting.gap
        taken = self._taken(above, below, gap)
        title = list(self._titles(setting, room, room - taken, is_tall=False))[-1]
        size = self._sheet.px(setting.quote)
        left = room - taken - title.height - gap
        lines = max(1, int(left // round(size * _QUOTE_LEADING)))
        quote = self._quote(size, max_lines=lines) if self._content.quote is not None else None
        return self._stacked(above, title, below, quote, gap=gap, left_over=0.0)

    def _taken(self, above: Part | None, below: Part | None, gap: float) -> float:
        taken = above.height + self._eyebrow_gap if above is not None else 0.0
        return taken + (below.height + gap if below is not None else 0.0)

    def _stacked(
        self,
        above: Part | None,
        title: Part,
        below: Part | None,
        quote: Part | None,
        *,
        gap: float,
        left_over: float,
    ) -> _Column:
        parts = [part for part in (above, title, below, quote) if part is not None]
        gaps = [self._eyebrow_gap if part is above else gap for part in parts[:-1]]
        return _Column(tuple(parts), tuple(gaps), left_over)

    def _place(self, column: _Column, strip: StripPart | None) -> Scene:
        """Place the words from the top, the receipt on the bottom, the foot below."""
        left, top = self._body.left(), self._body.top()
        placed: list[Placed] = []
        ease = min(self._sheet.unit * 0.9, column.left_over / (len(column.parts) + 1))
        last = column.parts[-1]
        for place, part in enumerate(column.parts):
            if part is last and place and strip is None:
                top = max(top, self._body.bottom() - part.height)
            placed.append(Placed(part, QPointF(left, top)))
            top += part.height + (column.gaps[place] + ease if place < len(column.gaps) else 0.0)
        if strip is not None:
            strip_left = self._body.right() - self._strip_width
            strip_top = self._body.top() if self._is_split else self._body.bottom() - strip.height
            placed.append(Placed(strip, QPointF(strip_left, strip_top)))
        placed.append(Placed(self._foot, QPointF(left, self._foot_top)))
        return placed

    @property
    def _eyebrow_gap(self) -> float:
        """A label begins at its letters, a name at its line, in which there is air already."""
        return self._sheet.unit * (0.85 if self._content.label else 0.2)

    def _eyebrow(self) -> Words | None:
        if not self._content.eyebrow:
            return None
        return Words(
            self._content.eyebrow,
            card_font(Face.MONO, self._sheet.px(1.05), weight=700),
            width=self._words_width,
            leading=1.3,
            colour=colour(self._colours.mark),
            max_lines=2,
        )

    def _versus(self, setting: _Setting) -> VersusPart | None:
        if self._content.two is None:
            return None
        if setting.versus not in self._pairs:
            self._pairs[setting.versus] = VersusPart(
                self._content.two,
                width=self._words_width,
                units=setting.versus,
                sheet=self._sheet,
                colours=self._colours,
            )
        return self._pairs[setting.versus]

    def _titles(self, setting: _Setting, room: float, most: float, *, is_tall: bool) -> Iterator[Part]:
        """Yield the label, or the artist's name, in ways that may be tried, the largest first."""
        has_quote = self._content.quote is not None
        share = (_TALL_SHARE if is_tall else setting.label) if has_quote else _ALONE_SHARE
        height = min(room * share, most)
        if not self._content.label:
            yield from self._names(height)
            return
        wide = self._wide_labels[:1] if is_tall else self._wide_labels
        yield from (label for label in wide if label.height <= height)
        if is_tall:
            return
        if not setting.fills or self._is_split or not has_quote:
            yield fit_label(
                self._content.label,
                width=self._words_width,
                height=max(self._sheet.smallest, height),
                most_lines=self._most_lines,
                colour=colour(self._colours.text),
            )

    @property
    def _most_lines(self) -> int:
        return 2 if self._content.quote is not None and self._content.strip is not None else 3

    @cached_property
    def _wide_labels(self) -> list[LabelSetting]:
        return label_settings(
            self._content.label,
            width=self._words_width,
            most_lines=self._most_lines,
            colour=colour(self._colours.text),
        )

    def _names(self, height: float) -> Iterator[Words]:
        """Yield the artist's name in the sizes at which it fits in few lines, then as small as it may be."""
        for units in _down(_NAME_MOST, _NAME_LEAST, _NAME_STEP):
            size = self._sheet.px(units)
            name = self._name(size, max_lines=0)
            lines = 2 if units > _NAME_MIDDLE else 3
            if name.line_count <= lines and name.height <= height and self._has_whole_words(size):
                yield name
        smallest = self._sheet.px(_NAME_LEAST)
        yield self._name(smallest, max_lines=max(1, min(3, int(height // (smallest * _NAME_LEADING)))))

    def _has_whole_words(self, size: int) -> bool:
        """Whether no word of the artist's name is wider than the room; scripts that break anywhere have none."""
        metrics = QFontMetricsF(card_font(Face.TEXT, size, weight=_NAME_WEIGHT))
        words = [word for word in self._content.artist.split() if not any(map(_is_wide, word))]
        return all(metrics.horizontalAdvance(word) <= self._words_width for word in words)

    def _name(self, size: int, *, max_lines: int) -> Words:
        return Words(
            shown_name(self._content.artist),
            card_font(Face.TEXT, size, weight=_NAME_WEIGHT),
            width=self._words_width,
            leading=_NAME_LEADING,
            colour=colour(self._colours.text),
            max_lines=max_lines,
        )

    def _largest_quote(self, setting: _Setting, room: float) -> Words | None:
        """Return the quoted line as large as there is room, None where it would be too small, or there is none."""
        if self._content.quote is None:
            return None
        most = _QUOTE_MOST if self._content.strip is not None else _QUOTE_MOST_ALONE
        low, high = self._sheet.px(setting.quote), self._sheet.px(most)
        if self._quote_height(low) > room:
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._quote_height(middle) <= room else (low, middle - 1)
        return self._quote(low, balanced=True)

    def _quote_height(self, size: int) -> float:
        if size not in self._quote_heights:
            self._quote_heights[size] = self._quote(size).height
        return self._quote_heights[size]

    def _quote(self, size: int, *, max_lines: int = 0, balanced: bool = False) -> Words:
        quote = self._content.quote
        assert quote is not None  # noqa: S101 - asked for where there is one
        return Words(
            quote.text,
            card_font(Face.TEXT, size, weight=500),
            width=self._words_width,
            leading=_QUOTE_LEADING,
            colour=colour(self._colours.text),
            italics=quote.italics,
            max_lines=max_lines,
            balanced=balanced,
        )


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _down(most: float, least: float, step: float) -> Iterator[float]:
    """Yield sizes from the largest to the smallest, both included."""
    size = most
    while size > least:
        yield size
        size -= step
    yield least
