"""A life in labels: one line for each year, all in one size."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from unwrapped_desktop.ui.cards.card import YearsCard
from unwrapped_desktop.ui.cards.painting.foot import FootPart
from unwrapped_desktop.ui.cards.painting.formats import CardColours, CardFormat, card_font, colour
from unwrapped_desktop.ui.cards.painting.label import LabelSetting, fit_label, label_settings, resized
from unwrapped_desktop.ui.cards.painting.placing import Part, Placed, Rule, Scene, Words
from unwrapped_desktop.ui.theme import Face

_GUTTER = 2.6
"""Units between two columns."""
_STACKED_FROM = 5.6
"""From so many units for a year on, it stands above its label; with less, beside it."""
_CAPITAL = 0.7
"""Height of a label's capitals as a share of its size."""
_LABEL_SHARE = 0.6
"""How much of the height of its line a label's capitals take at most, beside a year."""
_YEAR_RATIO = 0.46
"""Size of a year as a share of that of the label beside it."""
_YEAR_WIDTH = 0.6 * (4 + 1.4)
"""Width of a year and of the gap after it, as a share of its own size."""
_YEAR_UNITS, _YEAR_GAP, _AIR = 1.2, 0.45, 0.85
"""Above a label, in units: size of a year, gap below it, and the least air above and below the two."""


def years_scene(card: YearsCard, sheet: CardFormat, colours: CardColours) -> Scene:
    """Set what it is, labels by year under it, and above the foot what is not among them."""
    return _Composition(card, sheet, colours).scene()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where the lines stand: `rows` of them in each column, each `width` wide and `pitch` high."""

    room: QRectF
    rows: int
    width: float
    pitch: float
    gutter: float

    def corner(self, place: int) -> QPointF:
        """Return the upper left corner of a line."""
        column, row = divmod(place, self.rows)
        return QPointF(
            self.room.left() + column * (self.width + self.gutter), self.room.top() + row * self.pitch
        )


class _Composition:
    """One card of years."""

    def __init__(self, card: YearsCard, sheet: CardFormat, colours: CardColours) -> None:
        self._card, self._sheet, self._colours = card, sheet, colours

    def scene(self) -> Scene:
        """Return all parts where they stand."""
        sheet, safe = self._sheet, self._sheet.safe
        foot = FootPart(self._card.foot, sheet=sheet, colours=self._colours)
        foot_top = safe.bottom() - foot.height
        placed = [Placed(foot, QPointF(safe.left(), foot_top))]
        bottom = foot_top - sheet.unit * 1.1
        if self._card.note:
            note = self._note()
            bottom -= note.height - sheet.unit * 0.65
            placed.append(Placed(note, QPointF(safe.left(), bottom)))
            bottom -= sheet.unit * 0.55
        title = self._title()
        placed.append(Placed(title, safe.topLeft()))
        top = safe.top() + title.height + sheet.unit * 0.7
        room = QRectF(safe.left(), top, safe.width(), bottom - top)
        return [*placed, *self._lines(self._grid(room))]

    def _grid(self, room: QRectF) -> _Grid:
        count = max(1, len(self._card.years))
        columns = 2 if self._sheet.columns == 2 and count > 3 else 1
        gutter = self._sheet.unit * _GUTTER
        rows = -(-count // columns)
        # The rule below the last line belongs to the room too.
        return _Grid(
            room=room,
            rows=rows,
            width=(room.width() - gutter * (columns - 1)) / columns,
            pitch=(room.height() - self._sheet.hairline) / rows,
            gutter=gutter,
        )

    def _lines(self, grid: _Grid) -> list[Placed]:
        is_stacked = grid.pitch >= self._sheet.unit * _STACKED_FROM
        labels = self._stacked_labels(grid) if is_stacked else self._labels_beside(grid)
        rule = Rule(width=grid.width, height=self._sheet.hairline, colour=colour(self._colours.rule))
        placed: list[Placed] = []
        for place, label in enumerate(labels):
            corner = grid.corner(place)
            line = self._stacked(place, label, grid) if is_stacked else self._beside(place, label, grid)
            placed.append(Placed(rule, corner))
            placed += [Placed(part, corner + offset) for part, offset in line]
            if (place + 1) % grid.rows == 0 or place == len(labels) - 1:
                placed.append(Placed(rule, corner + QPointF(0, grid.pitch)))
        return placed

    def _stacked(self, place: int, label: LabelSetting, grid: _Grid) -> list[tuple[Part, QPointF]]:
        """Return a year above its label."""
        year = self._year(place, self._sheet.px(_YEAR_UNITS))
        gap = self._sheet.unit * _YEAR_GAP
        top = (grid.pitch - year.height - gap - label.height) / 2
        return [(year, QPointF(0, top)), (label, QPointF(0, top + year.height + gap))]

    def _beside(self, place: int, label: LabelSetting, grid: _Grid) -> list[tuple[Part, QPointF]]:
        """Return a year beside its label; both stand on one line."""
        year = self._year(place, max(self._sheet.smallest, round(label.size_px * _YEAR_RATIO)))
        capital = label.size_px * _CAPITAL
        top = (grid.pitch + self._sheet.hairline - capital) / 2
        left = max(self._sheet.smallest, label.size_px * _YEAR_RATIO) * _YEAR_WIDTH
        return [(year, QPointF(0, top + capital - year.baseline)), (label, QPointF(left, top))]

    def _stacked_labels(self, grid: _Grid) -> list[LabelSetting]:
        year = self._year(0, self._sheet.px(_YEAR_UNITS)) if self._card.years else None
        taken = (year.height if year is not None else 0.0) + self._sheet.unit * (_YEAR_GAP + 2 * _AIR)
        lines = 2 if len(self._card.years) > 1 else 3
        fitted = [
            fit_label(
                entry.label,
                width=grid.width,
                height=grid.pitch - taken,
                most_lines=lines,
                colour=colour(self._colours.text),
            )
            for entry in self._card.years
        ]
        least = min((label.size_px for label in fitted), default=0.0)
        return [resized(label, least / label.size_px) for label in fitted]

    def _labels_beside(self, grid: _Grid) -> list[LabelSetting]:
        """Return all labels in one size: the longest of them, and its year, are as wide as the column."""
        ink = colour(self._colours.text)
        wide = [
            label_settings(entry.label, width=grid.width, most_lines=1, colour=ink)[0]
            for entry in self._card.years
        ]
        longest = max(grid.width / label.size_px for label in wide)
        size = grid.width / (longest + _YEAR_RATIO * _YEAR_WIDTH)
        if size * _YEAR_RATIO < self._sheet.smallest:
            size = (grid.width - self._sheet.smallest * _YEAR_WIDTH) / longest
        size = min(size, grid.pitch * _LABEL_SHARE / _CAPITAL)
        return [resized(label, size / label.size_px) for label in wide]

    def _year(self, place: int, size: int) -> Words:
        return Words(
            self._card.years[place].year,
            card_font(Face.MONO, size, weight=700),
            width=self._sheet.safe.width(),
            leading=1.1,
            colour=colour(self._colours.mark),
            max_lines=1,
        )

    def _title(self) -> Words:
        return Words(
            self._card.title,
            card_font(Face.MONO, self._sheet.px(1.05)),
            width=self._sheet.safe.width(),
            leading=1.35,
            colour=colour(self._colours.text),
            max_lines=1,
        )

    def _note(self) -> Words:
        return Words(
            self._card.note,
            card_font(Face.MONO, self._sheet.small),
            width=self._sheet.safe.width(),
            leading=1.4,
            colour=colour(self._colours.quiet),
            max_lines=1,
        )
