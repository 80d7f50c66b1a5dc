"""What dialogs have in common that give something of a verdict away: they say beforehand what goes and what stays."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QWidget

from unwrapped_desktop.domain.friend_file import NAME_LONGEST
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.arrow_keys import ArrowKeys
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.fields import Labelled
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Rule, clear, column, scroll_area
from unwrapped_desktop.ui.widgets.prose import EYEBROW, HEADING, SMALL, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.text_field import TextField

_WIDTH_PX, _SIDE_PX = 580, 28
_LEAST_HEIGHT_PX = 240


class Lines(QWidget):
    """A few sentences, each on lines of its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._texts: tuple[str, ...] = ()
        self._column = column(gap=4)
        self.setLayout(self._column)

    def text(self) -> str:
        """Return all of them, a line each."""
        return "\n".join(self._texts)

    def set_lines(self, texts: Sequence[str]) -> None:
        """Say something else."""
        if tuple(texts) == self._texts:
            return
        self._texts = tuple(texts)
        clear(self._column)
        for text in self._texts:
            self._column.addWidget(Prose(self._theme, text, SMALL))


class GivingDialog(QDialog):
    """Asks, and says beforehand what leaves. Nothing is written by it.

    Whoever builds on it calls `_build` when its own parts are made, and answers `_request`.

    Attributes:
        goes: What goes along, in words.
        stays: What never does.
        name: What the person is called in it.
        save: Asks where to.
        leave: Gives nothing away.
        area: What scrolls where the window is too low.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, unnamed: str = "") -> None:
        """Make what all of them have.

        Args:
            theme: How it looks.
            parent: The window.
            unnamed: What somebody without a name is called in the file; empty where nobody is then named.
        """
        super().__init__(parent)
        self._theme = theme
        self.setModal(True)
        self._heading = Prose(theme, "", HEADING)
        self._lead = Prose(theme, "", SMALL)
        self._choices = QButtonGroup(self)
        self._arrows = ArrowKeys(self._choices)
        self._why = Prose(theme, "", SMALL_QUIET)
        self.goes, self.stays = Lines(theme), Lines(theme)
        self.name = TextField(
            theme, name=translate("GivingDialog", "Your name in it"), hint=unnamed, longest=NAME_LONGEST
        )
        self._named = Labelled(theme, _name_asked(unnamed), self.name)
        self.save = Button(theme, translate("GivingDialog", "Save…"), primary=True)
        self.leave = Button(theme, translate("GivingDialog", "Cancel"))
        self._content, self._actions = QWidget(), QWidget()
        self.area = scroll_area(self._content)
        self.save.clicked.connect(self._request)
        self.leave.clicked.connect(self.reject)
        self.name.returnPressed.connect(self._request)
        theme.changed.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the choice, or at the name where there is none."""
        super().showEvent(event)
        self._fit()
        chosen = self._choices.checkedButton()
        first = self.name if chosen is None or chosen.isHidden() else chosen
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(self, words: str) -> Button:
        """Return a button that is one of a choice."""
        button = Button(self._theme, words)
        button.setCheckable(True)
        self._choices.addButton(button)
        self._arrows.watch(button)
        return button

    def _entitle(self, title: str, lead: str) -> None:
        self.setWindowTitle(title)
        self._heading.setText(title.upper())
        self._lead.setText(lead)

    def _build(self, *, choices: QWidget, staying: Sequence[QWidget] = ()) -> None:
        """Put everything in its place.

        Args:
            choices: What is chosen first.
            staying: What stands under the words about what stays.
        """
        theme = self._theme
        inside = column(margins=(_SIDE_PX, 24, _SIDE_PX, 8), gap=8)
        inside.addWidget(self._heading)
        inside.addWidget(self._lead)
        inside.addSpacing(8)
        inside.addWidget(choices)
        inside.addWidget(self._why)
        for title, parts in (
            (translate("GivingDialog", "GOES ALONG"), (self.goes, self._named)),
            (translate("GivingDialog", "STAYS HERE"), (self.stays, *staying)),
        ):
            inside.addSpacing(6)
            inside.addWidget(Prose(theme, title, EYEBROW))
            for part in parts:
                inside.addWidget(part)
        inside.addStretch(1)
        self._content.setLayout(inside)
        actions = column(margins=(_SIDE_PX, 0, _SIDE_PX, 20), gap=14)
        actions.addWidget(Rule(theme))
        actions.addWidget(FlowRow(theme, [self.save, self.leave]))
        self._actions.setLayout(actions)
        whole = column()
        whole.addWidget(self.area, 1)
        whole.addWidget(self._actions)
        self.setLayout(whole)

    def _mark_choice(self) -> None:
        """Say to screen readers which button is chosen."""
        for button in self._choices.buttons():
            chosen = translate("GivingDialog", "Chosen") if button.isChecked() else ""
            button.setAccessibleDescription(chosen)

    def _request(self) -> None:
        """Ask for the file to be written."""
        raise NotImplementedError

    def _fit(self) -> None:
        """Be as high as the words, and no larger than the window below."""
        parent = self.parentWidget()
        width, highest = self._theme.px(_WIDTH_PX), 10_000
        if parent is not None:
            width = min(width, parent.window().width() - 24)
            highest = parent.window().height() - 24
        parts = (self._content.layout(), self._actions.layout())
        height = sum(part.totalHeightForWidth(width) for part in parts if part is not None)
        self.resize(width, max(_LEAST_HEIGHT_PX, min(height + 2, highest)))


def _name_asked(unnamed: str) -> str:
    if not unnamed:
        return translate("GivingDialog", "Your name in it; left empty, it names nobody")
    return translate("GivingDialog", "Your name in it; left empty, it says “{name}”").format(name=unnamed)
