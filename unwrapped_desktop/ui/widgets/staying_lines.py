"""What stays off cards, thing by thing, with its why: each can be let out by itself, and kept here after all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import clear, column, row
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class StayingLine:
    """One thing that stays, as it is drawn.

    Attributes:
        key: What it is let out by.
        what: The thing itself, names isolated.
        why: Why it stays, a sentence.
    """

    key: str
    what: str
    why: str


class StayingLines(QWidget):
    """The list.

    Attributes:
        links: What lets each thing out, or keeps it here, by its key.
        let_out: One thing is to go out after all; carries its key.
        kept: One thing is to stay here after all; carries its key.
    """

    let_out = Signal(str)
    kept = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[StayingLine, ...] = ()
        self._allowed: frozenset[str] = frozenset()
        self.links: dict[str, LinkButton] = {}
        about = translate(
            "StayingLines",
            "What you let out holds for this one thing, and until another verdict is on screen.",
        )
        self.about = Prose(theme, about, SMALL_QUIET)
        nothing = translate("StayingLines", "Nothing here has to stay: all of it may go on a card.")
        self.nothing = Prose(theme, nothing, SMALL_QUIET)
        self._column = column(gap=12)
        layout = column(gap=10)
        layout.addWidget(self.about)
        layout.addWidget(self.nothing)
        layout.addLayout(self._column)
        self.setLayout(layout)

    def show_lines(self, lines: Sequence[StayingLine], allowed: Collection[str]) -> None:
        """Show what stays.

        Args:
            lines: The things, in order.
            allowed: Keys of those that were let out.
        """
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._rebuild()
        self._allowed = frozenset(allowed)
        self.about.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)
        for line in self._lines:
            words = self._action_of(line)
            link = self.links[line.key]
            link.setText(words)
            link.setAccessibleName(f"{words}: {bare(line.what)}")
            link.updateGeometry()

    def _rebuild(self) -> None:
        clear(self._column)
        self.links = {}
        for line in self._lines:
            self._column.addWidget(self._row(line))

    def _row(self, line: StayingLine) -> QWidget:
        link = LinkButton(self._theme, "")
        link.setProperty("key", line.key)
        link.clicked.connect(self._press)
        self.links[line.key] = link
        under = row(gap=12)
        under.addWidget(Prose(self._theme, line.why, SMALL_QUIET), 1)
        under.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        whole = QWidget()
        layout = column(gap=2)
        layout.addWidget(Prose(self._theme, line.what, SMALL))
        layout.addLayout(under)
        whole.setLayout(layout)
        return whole

    def _action_of(self, line: StayingLine) -> str:
        if line.key in self._allowed:
            return translate("StayingLines", "Keep it here after all")
        return translate("StayingLines", "Let it out")

    def _press(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            key = str(link.property("key"))
            (self.kept if key in self._allowed else self.let_out).emit(key)
