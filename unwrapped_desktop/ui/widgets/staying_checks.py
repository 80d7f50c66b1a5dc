"""What stays out of a file, thing by thing, each with its why and a box that lets out just that one."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unwrapped_desktop.sharing.staying import WHY_WORDS, Staying
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.check import Check
from unwrapped_desktop.ui.widgets.layouts import clear, column, row
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, Prose

_SHOWN_FIRST, _SHOWN_MORE = 3, 10


class Shelf(StrEnum):
    """Where in a file a thing would stand; each has a list of its own."""

    PAGE = "page"
    FACTS = "facts"
    NAMES = "names"


_SHELVES = {"line": Shelf.PAGE, "charge": Shelf.PAGE, "fact": Shelf.FACTS}


class StayingChecks(QWidget):
    """The lists.

    Attributes:
        lists: The list of each shelf.
        changed: Something else is let out than before.
        stops_changed: What the keyboard stops at has changed.
    """

    changed = Signal()
    stops_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = Prose(
            theme,
            translate(
                "StayingChecks", "These stay too, unless you tick them. A tick lets out that one thing alone."
            ),
            SMALL,
        )
        self.lists = {shelf: _List(theme, shelf) for shelf in Shelf}
        self._wanted: frozenset[Shelf] = frozenset(Shelf)
        layout = column(gap=18)
        layout.addWidget(self.about)
        for one in self.lists.values():
            one.changed.connect(self.changed)
            one.stops_changed.connect(self.stops_changed)
            layout.addWidget(one)
        self.setLayout(layout)

    @property
    def checks(self) -> dict[str, Check]:
        """The boxes that are put up, by the key of what they let out."""
        return {key: check for one in self.lists.values() for key, check in one.checks.items()}

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        return [stop for one in self.lists.values() for stop in (*one.checks.values(), one.more)]

    @property
    def allowed(self) -> frozenset[str]:
        """Keys of what is let out."""
        shown = (one for shelf, one in self.lists.items() if shelf in self._wanted)
        return frozenset(key for one in shown for key, check in one.checks.items() if check.isChecked())

    def show_things(self, things: Sequence[Staying]) -> None:
        """Show what stays; nothing of it is let out."""
        for shelf, one in self.lists.items():
            one.show_things([thing for thing in things if _shelf_of(thing) is shelf])
        self._show_wanted()

    def show_shelves(self, wanted: Collection[Shelf]) -> None:
        """Show only what would stand on some of the shelves; what was ticked of the others does not go."""
        self._wanted = frozenset(wanted)
        self._show_wanted()

    def _show_wanted(self) -> None:
        shown = [one for shelf, one in self.lists.items() if shelf in self._wanted and not one.is_empty]
        for one in self.lists.values():
            one.setVisible(one in shown)
        self.setVisible(bool(shown))


class _List(QWidget):
    """What stays of one shelf: the first few, and more of it on demand.

    Attributes:
        checks: The boxes that are put up, by key.
        changed: A box was ticked, or a tick taken away.
        stops_changed: Other boxes are put up than before.
    """

    changed = Signal()
    stops_changed = Signal()

    def __init__(self, theme: Theme, shelf: Shelf) -> None:
        super().__init__()
        self._theme = theme
        self._waiting: list[Staying] = []
        self._margins: list[QWidget] = []
        self.checks: dict[str, Check] = {}
        self._rows = column(gap=8)
        self.more = LinkButton(theme, "")
        self.more.clicked.connect(self._show_more)
        layout = column(gap=4)
        layout.addWidget(Prose(theme, _title(shelf), SMALL_QUIET))
        layout.addLayout(self._rows)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        theme.changed.connect(self._restyle)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of this shelf stays."""
        return not self.checks

    def show_things(self, things: Sequence[Staying]) -> None:
        """Show other things."""
        clear(self._rows)
        self.checks, self._margins = {}, []
        self._waiting = list(things)
        # Nobody is asked to press for a single one.
        self._put_up(len(things) if len(things) == _SHOWN_FIRST + 1 else _SHOWN_FIRST)

    def _show_more(self) -> None:
        before = len(self.checks)
        self._put_up(_SHOWN_MORE)
        list(self.checks.values())[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_up(self, count: int) -> None:
        # In a part of their own they are shown, and find their places, all at once.
        block = QWidget()
        rows = column(gap=8)
        for thing in self._waiting[:count]:
            rows.addLayout(self._row(thing))
        block.setLayout(rows)
        self._rows.addWidget(block)
        self._waiting = self._waiting[count:]
        left = min(len(self._waiting), _SHOWN_MORE)
        words = translate("StayingChecks", "Show {things}").format(things=count_noun(left, "more", "more"))
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(bool(left))
        self.more.updateGeometry()
        self.stops_changed.emit()

    def _row(self, thing: Staying) -> QVBoxLayout:
        why = translate("Staying", WHY_WORDS[thing.why])
        check = Check(self._theme, isolate(thing.what))
        check.setAccessibleDescription(why)
        check.toggled.connect(self.changed)
        self.checks[thing.key] = check
        margin = QWidget()
        self._margins.append(margin)
        under = row(gap=0)
        under.addWidget(margin)
        under.addWidget(Prose(self._theme, why, SMALL_QUIET), 1)
        margin.setFixedWidth(check.words_left())
        layout = column()
        layout.addWidget(check)
        layout.addLayout(under)
        return layout

    def _restyle(self) -> None:
        """Let each why begin under the words it belongs to."""
        for margin, check in zip(self._margins, self.checks.values(), strict=True):
            margin.setFixedWidth(check.words_left())


def _shelf_of(thing: Staying) -> Shelf:
    return _SHELVES.get(thing.key.partition(".")[0], Shelf.NAMES)


def _title(shelf: Shelf) -> str:
    match shelf:
        case Shelf.PAGE:
            return translate("StayingChecks", "Lines of the page")
        case Shelf.FACTS:
            return translate("StayingChecks", "Facts")
        case _:
            return translate("StayingChecks", "Names on the lists")
