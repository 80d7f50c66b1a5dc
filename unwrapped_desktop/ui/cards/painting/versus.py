"""Two labels that face each other, and between them how alike the two are."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from unwrapped_desktop.ui.cards.card import TwoCard
from unwrapped_desktop.ui.cards.painting.formats import CardColours, CardFormat, card_font, colour
from unwrapped_desktop.ui.cards.painting.label import (
    LabelSetting,
    fit_label,
    label_settings,
    resized,
    scaled_to,
)
from unwrapped_desktop.ui.cards.painting.placing import Part, Placed, PlacedText, Rule, Words, shown_name
from unwrapped_desktop.ui.theme import Face

_MIDDLE_SHARE = 0.2
_FIGURE_SHARE = 0.8
"""How much of the middle the figure takes."""
_LINES_MOST = 3
_NAME_LINES = 2


class VersusPart:
    """The one at the left, the other at the right, the figure between them, ruled above and below.

    Attributes:
        height: Of all of it.
    """

    def __init__(
        self, card: TwoCard, *, width: float, units: float, sheet: CardFormat, colours: CardColours
    ) -> None:
        """Set the two.

        Args:
            card: Whose labels and names are set.
            width: Room from side to side.
            units: Height of a label.
            sheet: The card.
            colours: Its colours.
        """
        self._sheet, self._colours = sheet, colours
        self._gap = sheet.unit * 0.9
        self._placed: list[Placed] = []
        middle = width * _MIDDLE_SHARE if card.alike else 0.0
        side = (width - middle) / 2 - self._gap
        thick = sheet.hairline
        names = [self._name(name, side, place) for place, name in enumerate(card.names)]
        named = max((name.height for name in names if name is not None), default=0.0)
        named += sheet.unit * 0.35 if named else 0.0
        labels = self._labels((card.one, card.other), side, sheet.unit * units)
        tall = max(label.height for label in labels)
        body = named + tall
        figure = self._figure(card.alike, middle, body) if card.alike else None
        body = max(body, figure.height) if figure is not None else body
        inset = thick + self._gap
        self.height = body + 2 * inset
        rule = Rule(width=width, height=thick, colour=colour(colours.rule))
        self._put(rule, 0, 0)
        self._put(rule, 0, self.height - thick)
        for place, (name, label) in enumerate(zip(names, labels, strict=True)):
            left = width - side if place else 0.0
            if name is not None:
                self._put(name, left, inset)
            self._put(label, width - label.width if place else 0.0, inset + named)
        if figure is not None:
            upright = Rule(width=thick, height=self.height, colour=colour(colours.rule))
            self._put(upright, (width - middle - thick) / 2, 0)
            self._put(upright, (width + middle - thick) / 2, 0)
            self._put(figure, (width - figure.width) / 2, inset + (body - figure.height) / 2)

    def texts(self) -> list[PlacedText]:
        """Return names, labels and the figure."""
        return [text for placed in self._placed for text in placed.texts()]

    def draw(self, painter: QPainter) -> None:
        """Paint it."""
        for placed in self._placed:
            placed.draw(painter)

    def _put(self, part: Part, left: float, top: float) -> None:
        self._placed.append(Placed(part, QPointF(left, top)))

    def _name(self, name: str, room: float, place: int) -> Words | None:
        if not name:
            return None
        return Words(
            shown_name(name),
            card_font(Face.TEXT, self._sheet.px(0.85), weight=600),
            width=room,
            leading=1.3,
            colour=colour(self._colours.text),
            align=Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft,
            max_lines=_NAME_LINES,
        )

    def _labels(self, labels: tuple[str, str], room: float, height: float) -> list[LabelSetting]:
        """Set both in one size: neither of the two is the louder one."""
        ink = colour(self._colours.text)
        fitted = [
            fit_label(
                label,
                width=room,
                height=height,
                most_lines=_LINES_MOST,
                colour=ink,
                from_right=bool(place),
            )
            for place, label in enumerate(labels)
        ]
        least = max(self._sheet.smallest, min(label.size_px for label in fitted))
        return [resized(label, min(1.0, least / label.size_px)) for label in fitted]

    def _figure(self, alike: str, room: float, height: float) -> LabelSetting:
        """Set how alike they are as one block: the figure above, the word below, each as wide as the other."""
        settings = label_settings(
            alike, width=room * _FIGURE_SHARE, most_lines=2, colour=colour(self._colours.mark)
        )
        figure = scaled_to(settings[0], height)
        return resized(figure, max(1.0, self._sheet.smallest / figure.size_px))
