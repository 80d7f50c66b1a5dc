"""Deleting everything: says what goes and what stays, and wants a word typed before it can be pressed."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.fields import Labelled
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column
from unwrapped_desktop.ui.widgets.prose import Prose, TextRole
from unwrapped_desktop.ui.widgets.settings_section import follow_width
from unwrapped_desktop.ui.widgets.text_field import TextField

WORD = "DELETE"
"""What is typed; the same in every language, so that a guide can name it."""

_TEXT = TextRole(size_px=SMALL_PX, leading=1.5)
_WRONG = TextRole(size_px=SMALL_PX, colour="accent", leading=1.5)
_FIELD_PX = 280


class DeletionForm(QWidget):
    """A button that opens a question, and the question.

    Attributes:
        confirmed: The word was typed, and the button pressed.
        begin: Opens the question.
        goes: What goes.
        word: Where the word is typed.
        delete: Deletes; not before the word stands there.
        refusal: Why it cannot be done now.
    """

    confirmed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.begin = Button(theme, translate("SettingsView", "Delete everything…"))
        self.goes = Prose(theme, "", _TEXT)
        self.word = TextField(theme, name=translate("SettingsView", "Confirmation"), hint=WORD, longest=40)
        self.delete = Button(theme, translate("SettingsView", "Delete everything"), primary=True)
        self.cancel = Button(theme, translate("SettingsView", "Keep everything"))
        self.refusal = Prose(theme, "", _WRONG)
        self._question = QWidget()
        self._build()
        self.begin.clicked.connect(self.open)
        self.cancel.clicked.connect(self.close_question)
        self.word.textChanged.connect(self._weigh)
        self.word.returnPressed.connect(self._confirm)
        self.delete.clicked.connect(self._confirm)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def is_open(self) -> bool:
        """Whether the question is shown."""
        return not self._question.isHidden()

    def open(self) -> None:
        """Show the question, with nothing typed yet."""
        self.begin.hide()
        self._question.show()
        self.word.clear()
        self.refuse("")
        self._weigh()
        self.word.setFocus(Qt.FocusReason.OtherFocusReason)
        # Where it lies is known once the layout has made room for it.
        QTimer.singleShot(0, self, self._reveal)

    def close_question(self) -> None:
        """Take the question away."""
        had_focus = any(part.hasFocus() for part in (self.word, self.delete, self.cancel))
        self._question.hide()
        self.begin.show()
        if had_focus:
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Say why it cannot be done now."""
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        self._weigh()

    def show_working(self) -> None:
        """Say that it is being done, and let nobody press twice."""
        self.refuse(translate("SettingsView", "Deleting. The keychain may ask you first."))
        self.delete.setEnabled(False)

    def _build(self) -> None:
        stays = translate(
            "SettingsView",
            "What stays: your own downloads and every file you have saved, and the program itself. At Spotify the app "
            "you signed in with still has leave; take it away on Spotify's page. There is no undo.",
        )
        lines = column(gap=12)
        lines.addWidget(self.goes)
        lines.addWidget(Prose(self._theme, stays, _TEXT))
        label = translate("SettingsView", "To delete everything, type {word}").format(word=WORD)
        self._labelled = Labelled(self._theme, label, self.word)
        lines.addWidget(self._labelled)
        lines.addWidget(self.refusal)
        lines.addWidget(FlowRow(self._theme, [self.delete, self.cancel]))
        self._question.setLayout(lines)
        self._question.hide()
        self.refusal.hide()
        whole = column()
        whole.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._question)
        self.setLayout(whole)
        for widget in (self, self._question):
            follow_width(widget)

    def _weigh(self) -> None:
        self.delete.setEnabled(self.word.text().strip().casefold() == WORD.casefold())

    def _confirm(self) -> None:
        if self.delete.isEnabled():
            self.confirmed.emit()

    def _reveal(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self, 0, 24)
                return
            above = above.parentWidget()

    def _fit(self) -> None:
        self._labelled.setMaximumWidth(self._theme.px(_FIELD_PX))
