"""What can be changed about a card: what it is about, its line or era, format, colour, and whether it has a name.

Public face of `CardOptions`:
    signals  kind_chosen(object CardKind), place_chosen(int), format_chosen(str), style_chosen(object CardStyle),
             name_chosen(bool)
    methods  show_kinds(offers), show_places(title, offers), show_choice(choice), set_name_words(text, possible)
    parts    kinds, formats, styles: button groups; places: the links; name: the box to tick
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardKind, CardStyle
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.share_words import format_title, kind_title, style_title
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.layouts import Grid, clear, column
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL_QUIET, Prose

_KINDS, _FORMATS, _STYLES = tuple(CardKind), tuple(CARD_SIZES), tuple(CardStyle)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOffer:
    """A line or an era that may go on the card.

    Attributes:
        place: Its place.
        words: What it is called, names isolated.
    """

    place: int
    words: str


class CardOptions(QWidget):
    """All that is behind "Change"."""

    kind_chosen = Signal(object)
    place_chosen = Signal(int)
    format_chosen = Signal(str)
    style_chosen = Signal(object)
    name_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grids: list[Grid] = []
        self._offers: tuple[PlaceOffer, ...] = ()
        self.kinds = self._choices([kind_title(kind) for kind in _KINDS])
        self.formats = self._choices([format_title(name) for name in _FORMATS])
        self.styles = self._choices([style_title(style) for style in _STYLES])
        self.places: tuple[LinkButton, ...] = ()
        self._place_group = QButtonGroup(self)
        self._place_title = Prose(theme, "", EYEBROW)
        self._place_column: QVBoxLayout = column(gap=4)
        self._place_part = QWidget()
        self._whys: tuple[str, ...] = ()
        self._why_column: QVBoxLayout = column(gap=2)
        self.name = Check(theme, translate("CardOptions", "Put my name on it"))
        self.name_why = Prose(theme, "", SMALL_QUIET)
        self._build()
        self.kinds.idClicked.connect(self._choose_kind)
        self.formats.idClicked.connect(self._choose_format)
        self.styles.idClicked.connect(self._choose_style)
        self._place_group.idClicked.connect(self.place_chosen)
        self.name.clicked.connect(self.name_chosen)
        theme.changed.connect(self.fit)
        self.fit()

    def show_kinds(self, whys: Mapping[CardKind, str]) -> None:
        """Say which kinds can be had.

        Args:
            whys: Why a kind cannot be had, by kind; empty where it can.
        """
        said = []
        for place, kind in enumerate(_KINDS):
            button, why = self.kinds.button(place), whys.get(kind, "")
            button.setEnabled(not why)
            button.setAccessibleDescription(why)
            if why:
                pattern = translate("CardOptions", "{kind}: {why}")
                said.append(pattern.format(kind=kind_title(kind), why=why))
        if tuple(said) != self._whys:
            self._whys = tuple(said)
            clear(self._why_column)
            for text in self._whys:
                self._why_column.addWidget(Prose(self._theme, text, SMALL_QUIET))

    @property
    def whys(self) -> tuple[str, ...]:
        """Why kinds cannot be had, a sentence or two each."""
        return self._whys

    def show_places(self, title: str, offers: Sequence[PlaceOffer]) -> None:
        """Offer lines or eras.

        Args:
            title: What they are; empty for a card that has none to choose from.
            offers: Each that may go on the card.
        """
        self._place_part.setVisible(bool(title))
        self._place_title.setText(title.upper())
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        for link in self.places:
            self._place_group.removeButton(link)
        clear(self._place_column)
        self.places = tuple(self._place_link(offer) for offer in self._offers)
        if not self.places:
            none = translate("CardOptions", "None of them goes on a card.")
            self._place_column.addWidget(Prose(self._theme, none, SMALL_QUIET))

    def show_choice(self, choice: CardChoice, place: int | None) -> None:
        """Mark what is chosen; nothing is emitted.

        Args:
            choice: The choice.
            place: The place that is really on the card, where the choice leaves it open.
        """
        self.kinds.button(_KINDS.index(choice.kind)).setChecked(True)
        self.formats.button(_FORMATS.index(choice.format_name)).setChecked(True)
        self.styles.button(_STYLES.index(choice.style)).setChecked(True)
        self.name.setChecked(choice.with_name)
        chosen = None if place is None else self._place_group.button(place)
        if chosen is not None:
            chosen.setChecked(True)

    def set_name_words(self, words: str, why_not: str = "") -> None:
        """Say whose name would be on the card.

        Args:
            words: What the box to tick says.
            why_not: Why there is no name to put on it; empty where there is one.
        """
        self.name.set_words(words)
        self.name.setEnabled(not why_not)
        self.name_why.setText(why_not)
        self.name_why.setVisible(bool(why_not))

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        above, below = self.kinds.buttons(), [*self.formats.buttons(), *self.styles.buttons()]
        return [*above, *self.places, *below, self.name]

    def fit(self) -> None:
        """Make the columns of all buttons as wide as the widest of them needs."""
        groups = (self.kinds, self.formats, self.styles)
        for grid, group in zip(self._grids, groups, strict=True):
            grid.set_min_column_px(max(button.sizeHint().width() for button in group.buttons()))

    def _build(self) -> None:
        whole = column(gap=8)
        self._add_grid(whole, translate("CardOptions", "Kind"), self.kinds)
        whole.addLayout(self._why_column)
        whole.addSpacing(6)
        places = column(gap=8)
        places.addWidget(self._place_title)
        places.addLayout(self._place_column)
        places.addSpacing(6)
        self._place_part.setLayout(places)
        whole.addWidget(self._place_part)
        self._add_grid(whole, translate("CardOptions", "Format"), self.formats)
        whole.addSpacing(6)
        self._add_grid(whole, translate("CardOptions", "Colour"), self.styles)
        whole.addSpacing(6)
        whole.addWidget(self.name)
        whole.addWidget(self.name_why)
        self.setLayout(whole)
        self.name_why.hide()

    def _add_grid(self, into: QVBoxLayout, title: str, group: QButtonGroup) -> None:
        into.addWidget(Prose(self._theme, title.upper(), EYEBROW))
        grid = Grid(min_column_px=92, max_columns=5, gap=(8, 8))
        grid.set_parts(group.buttons())
        self._grids.append(grid)
        into.addWidget(grid)

    def _choices(self, titles: Sequence[str]) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(True)
        for number, title in enumerate(titles):
            button = Button(self._theme, title)
            button.setCheckable(True)
            button.setChecked(number == 0)
            group.addButton(button, number)
        return group

    def _place_link(self, offer: PlaceOffer) -> LinkButton:
        link = LinkButton(self._theme, offer.words)
        link.setCheckable(True)
        self._place_group.addButton(link, offer.place)
        self._place_column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link

    def _choose_kind(self, number: int) -> None:
        self.kind_chosen.emit(_KINDS[number])

    def _choose_format(self, number: int) -> None:
        self.format_chosen.emit(_FORMATS[number])

    def _choose_style(self, number: int) -> None:
        self.style_chosen.emit(_STYLES[number])
