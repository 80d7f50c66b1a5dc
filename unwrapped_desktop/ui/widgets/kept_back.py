"""What was not copied because it stays here, thing by thing: each can be copied all the same, by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.sharing.staying import WHY_WORDS, Why
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, clean, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose

_SHOWN_MOST = 6
"""So many are offered at once; of a longer list any can be chosen by itself, and copied again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptThing:
    """One thing that was not copied.

    Attributes:
        what: What it is, as a person reads it.
        why: Why it stays.
        text: What is copied if the person says so.
    """

    what: str
    why: Why
    text: str


class KeptBack(QWidget):
    """Says what stays, and offers each thing. Hidden while there is nothing.

    Attributes:
        links: What copies each thing, in their order.
        copied: One of them was copied after all; carries its text.
    """

    copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.links: list[LinkButton] = []
        self._texts: list[str] = []
        self._column = column(margins=(0, 0, 0, 8), gap=4)
        self.setLayout(self._column)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def text(self) -> str:
        """Return what is said, a line each."""
        return "\n".join(self._texts)

    def offer(self, things: Sequence[KeptThing]) -> None:
        """Offer what was not copied; nothing hides the offer."""
        clear(self._column)
        self.links, self._texts = [], []
        if len(things) == 1:
            self._say(translate("KeptBack", "Not copied: {what}. {why}").format(**_told(things[0])))
            self._link(things[0])
        elif things:
            self._say(_counted(len(things)))
            for thing in things[:_SHOWN_MOST]:
                self._say(translate("KeptBack", "{what}. {why}").format(**_told(thing)))
                self._link(thing)
            if len(things) > _SHOWN_MOST:
                self._say(translate("KeptBack", "The others can be chosen and copied one by one."))
        self.setVisible(bool(things))
        self.updateGeometry()

    def _say(self, text: str) -> None:
        self._texts.append(bare(text))
        self._column.addWidget(Prose(self._theme, text, SMALL_QUIET))

    def _link(self, thing: KeptThing) -> None:
        link = LinkButton(self._theme, translate("KeptBack", "Copy it all the same"))
        link.setAccessibleDescription(bare(clean(thing.what)))
        link.clicked.connect(lambda: self._copy(thing))
        self.links.append(link)
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _copy(self, thing: KeptThing) -> None:
        QGuiApplication.clipboard().setText(thing.text)
        self.copied.emit(thing.text)


def _told(thing: KeptThing) -> dict[str, str]:
    return {"what": isolate(clean(thing.what)), "why": translate("Staying", WHY_WORDS[thing.why])}


def _counted(things: int) -> str:
    return translate("KeptBack", "Not copied, for they stay here: {things}.").format(
        things=count_noun(things, "thing")
    )
