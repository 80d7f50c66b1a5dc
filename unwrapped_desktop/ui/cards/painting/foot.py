"""What stands at the bottom of every card: whose it is, what was checked, when, and who says so."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from unwrapped_desktop.ui.cards.card import Foot
from unwrapped_desktop.ui.cards.painting.formats import CardColours, CardFormat, card_font, colour
from unwrapped_desktop.ui.cards.painting.placing import Part, Placed, PlacedText, Rule, Words, shown_name
from unwrapped_desktop.ui.theme import Face
from unwrapped_desktop.ui.wordmark_path import draw_wordmark, wordmark_width

_LEADING = 1.4
_MARK_RATIO = 1.6
_NAME_SHARE = 0.6
"""How much of its line a name may take where something stands beside it."""


class FootPart:
    """The foot of a card.

    Attributes:
        height: Of its one or two lines, and of the rule above them.
    """

    def __init__(
        self, foot: Foot, *, sheet: CardFormat, colours: CardColours, has_rule: bool = False
    ) -> None:
        """Set a foot.

        Args:
            foot: What it says.
            sheet: The card.
            colours: Its colours.
            has_rule: Whether a rule parts it from what is above.
        """
        self._sheet, self._colours = sheet, colours
        self._width = sheet.safe.width()
        self._placed: list[Placed] = []
        self.height = 0.0
        if has_rule:
            self._add_rule()
        if foot.name or foot.origin:
            self._add_names(foot)
        self._add_words(foot)

    def texts(self) -> list[PlacedText]:
        """Return all that is said, and the wordmark."""
        return [text for placed in self._placed for text in placed.texts()]

    def draw(self, painter: QPainter) -> None:
        """Paint it."""
        for placed in self._placed:
            placed.draw(painter)

    def _put(self, part: Part, left: float, top: float) -> None:
        self._placed.append(Placed(part, QPointF(left, top)))

    def _add_rule(self) -> None:
        thick = self._sheet.hairline
        self._put(Rule(width=self._width, height=thick, colour=colour(self._colours.rule)), 0, 0)
        self.height += thick + self._sheet.unit * 0.8

    def _add_names(self, foot: Foot) -> None:
        """Set whose verdict it is at the left, and where the names come from beside it."""
        origin = self._words(foot.origin, self._width, weight=700) if foot.origin else None
        left_room = self._width
        if origin is not None and foot.name:
            left_room = self._width - max(origin.width + self._sheet.unit, self._width * (1 - _NAME_SHARE))
        if foot.name:
            font = card_font(Face.TEXT, round(self._sheet.small * 1.12), weight=600)
            name = Words(
                shown_name(foot.name),
                font,
                width=left_room,
                leading=_LEADING,
                colour=colour(self._colours.text),
                max_lines=1,
            )
            self._put(name, 0, self.height)
            height = name.height
        else:
            height = 0.0
        if origin is not None:
            left = self._width - origin.width if foot.name else 0.0
            self._put(origin, left, self.height + max(0.0, height - origin.height) / 2)
            height = max(height, origin.height)
        self.height += height + self._sheet.unit * 0.15

    def _add_words(self, foot: Foot) -> None:
        """Set what was checked and when, and the wordmark at the right; the date goes where there is no room for it."""
        mark = _Wordmark(round(self._sheet.small * _MARK_RATIO), self._sheet, self._colours)
        room = self._width - mark.width - self._sheet.unit
        whole = self._words(f"{foot.checked} · {foot.made_on}", room)
        words = whole if not whole.is_elided else self._words(foot.checked, room)
        height = max(words.height, mark.height)
        self._put(words, 0, self.height + height - words.height)
        self._put(mark, self._width - mark.width, self.height + height - mark.height)
        self.height += height

    def _words(self, text: str, width: float, *, weight: int = 400) -> Words:
        return Words(
            text,
            card_font(Face.MONO, self._sheet.small, weight=weight),
            width=width,
            leading=_LEADING,
            colour=colour(self._colours.text),
            max_lines=1,
        )


class _Wordmark:
    """The wordmark on the foot's line: its feet stand where those of the words beside it do."""

    def __init__(self, size_px: int, sheet: CardFormat, colours: CardColours) -> None:
        self._size_px, self._colours = size_px, colours
        self._drop = sheet.small * (_LEADING - 1) / 2 + sheet.small * 0.22
        self.width = wordmark_width(size_px)
        self.height = size_px * 0.7 + self._drop

    def texts(self) -> tuple[PlacedText, ...]:
        rect = QRectF(0, 0, self.width, self.height)
        return (PlacedText(rect=rect, text="UN/WRAPPED", size_px=self._size_px),)

    def draw(self, painter: QPainter) -> None:
        ink, slash = colour(self._colours.text), colour(self._colours.mark)
        draw_wordmark(painter, QPointF(0, self.height - self._drop), self._size_px, ink=ink, slash=slash)
