"""What is left out now: one line each, with its reason and a way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.exclusion_words import exclusion_title, reason_words
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, Prose

SHOWN_AT_FIRST = 20


class LeftOutRow(QWidget):
    """One exclusion."""

    removed = Signal(object)

    def __init__(self, theme: Theme, item: Exclusion) -> None:
        super().__init__()
        self.item = item
        self.title = Prose(theme, exclusion_title(item), SMALL)
        self.note = Prose(theme, "", SMALL_QUIET)
        self.remove = LinkButton(theme, translate("LeftOutList", "Put back"))
        self.remove.setAccessibleName(
            translate("LeftOutList", "Put back {what}").format(what=bare(exclusion_title(item)))
        )
        self.remove.clicked.connect(lambda: self.removed.emit(self.item))
        said = column(gap=0)
        said.addWidget(self.title)
        said.addWidget(self.note)
        line = row(gap=20)
        line.addLayout(said, 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(gap=8)
        whole.addLayout(line)
        whole.addWidget(Rule(theme))
        self.setLayout(whole)

    def set_note(self, item: Exclusion, plays: int | None) -> None:
        """Show reason and plays; None where nobody knows how many."""
        self.item = item
        parts = [isolate(reason_words(item.reason))] if item.reason else []
        if plays is not None:
            none = translate("LeftOutList", "no plays in this record")
            parts.append(count_noun(plays, "play") if plays else none)
        self.note.setText(" · ".join(parts))
        self.note.setVisible(bool(parts))


class LeftOutList(QWidget):
    """All exclusions, in the order they were added.

    Attributes:
        removed: Emitted with an exclusion that is to be put back.
        all_removed: Everything is to be put back.
    """

    removed = Signal(object)
    all_removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shows_all = False
        self._exclusions = Exclusions()
        self._plays_of: Callable[[Exclusion], int | None] = lambda _: None
        self.rows: dict[tuple[str, ...], LeftOutRow] = {}
        nothing = translate("LeftOutList", "Nothing is left out. All that was played counts as you.")
        self.nothing = Prose(theme, nothing, SMALL_QUIET)
        self.more = LinkButton(theme, translate("LeftOutList", "Show all"))
        self.more.clicked.connect(self._show_all)
        self.remove_all = LinkButton(theme, translate("LeftOutList", "Put everything back"))
        self.remove_all.clicked.connect(self.all_removed)
        self._column = column(gap=8)
        whole = column(gap=8)
        whole.addWidget(self.nothing)
        whole.addLayout(self._column)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.remove_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)

    def set_exclusions(self, exclusions: Exclusions, plays_of: Callable[[Exclusion], int | None]) -> None:
        """Show other exclusions; lines that stay are kept, and with them the keyboard's place."""
        self._exclusions, self._plays_of = exclusions, plays_of
        items = list(exclusions) if self._shows_all else list(exclusions)[:SHOWN_AT_FIRST]
        wanted = {item.key for item in items}
        for key in [key for key in self.rows if key not in wanted]:
            self._drop(key)
        for place, item in enumerate(items):
            shown = self.rows.get(item.key)
            if shown is None:
                shown = LeftOutRow(self._theme, item)
                shown.removed.connect(self.removed)
                self.rows[item.key] = shown
            if self._column.indexOf(shown) != place:
                self._column.insertWidget(place, shown)
            shown.set_note(item, plays_of(item))
        self.nothing.setVisible(exclusions.is_empty)
        self.more.setText(translate("LeftOutList", "Show all {count}").format(count=len(exclusions)))
        self.more.setAccessibleName(self.more.text())
        self.more.updateGeometry()
        self.more.setVisible(len(items) < len(exclusions))
        self.remove_all.setVisible(len(exclusions) > 1)

    def stops(self) -> list[QWidget]:
        """Return what takes the keyboard, in order."""
        rows = [self.rows[item.key].remove for item in self._exclusions if item.key in self.rows]
        return [*rows, self.more, self.remove_all]

    def _drop(self, key: tuple[str, ...]) -> None:
        gone = self.rows.pop(key)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _show_all(self) -> None:
        self._shows_all = True
        self.set_exclusions(self._exclusions, self._plays_of)
