"""What the program is made of, as a list, and beside it the terms in full of what is chosen there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListWidget, QPlainTextEdit, QSizePolicy, QWidget

from unwrapped_desktop.domain.about import Licence
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, SMALL_PX, TINY_PX
from unwrapped_desktop.ui.widgets.settings_section import follow_width

_LIST_PX, _HEIGHT_PX, _STACK_PX = 230, 300, 520
_ANY_PX = 16_777_215
"""As wide as a widget of Qt can be."""
_FRAME = """
{kind} {{ background: {raised}; color: {ink}; border: 1px solid {rule}; border-radius: {corner}px; padding: 4px; }}
{kind}:focus {{ border: 2px solid {accent}; padding: 3px; }}
{kind}::item {{ padding: 5px 8px; border: 0; }}
{kind}::item:selected {{ background: {ink}; color: {paper}; }}
"""


class LicencePane(QWidget):
    """A list at the left, the terms at the right; under each other where room is short.

    Attributes:
        names: What the program is made of.
        terms: The terms of what is chosen.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._licences: tuple[Licence, ...] = ()
        self.names = QListWidget()
        self.names.setAccessibleName(translate("SettingsView", "What the program is made of"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.terms = QPlainTextEdit()
        self.terms.setReadOnly(True)
        self.terms.setTabChangesFocus(True)
        self.terms.setAccessibleName(translate("SettingsView", "Terms"))
        # Read only, a text takes no cursor by itself; with one, the keyboard can scroll and choose.
        self.terms.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        for part in (self.names, self.terms):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._line.addWidget(self.names)
        self._line.addWidget(self.terms, 1)
        self.setLayout(self._line)
        follow_width(self)
        self.names.currentRowChanged.connect(self._show_terms)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_licences(self, licences: Sequence[Licence]) -> None:
        """Show what the program is made of, and the terms of the first of it."""
        if tuple(licences) == self._licences:
            return
        self._licences = tuple(licences)
        self.names.clear()
        self.names.addItems([f"{one.name} {one.version}".rstrip() for one in self._licences])
        self.names.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the terms beside or under the list."""
        super().resizeEvent(event)
        self._fit()

    def _show_terms(self, row: int) -> None:
        if 0 <= row < len(self._licences):
            one = self._licences[row]
            self.terms.setPlainText(f"{one.name} {one.version}".rstrip() + f"\n{one.licence}\n\n{one.text}")

    def _fit(self) -> None:
        theme = self._theme
        is_stacked = self.width() < _STACK_PX * theme.scale
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if is_stacked else direction.LeftToRight)
        if is_stacked:
            self.names.setMinimumWidth(0)
            self.names.setMaximumWidth(_ANY_PX)
        else:
            self.names.setFixedWidth(theme.px(_LIST_PX))
        self.names.setFixedHeight(theme.px(_HEIGHT_PX * 2 // 3 if is_stacked else _HEIGHT_PX))
        self.terms.setFixedHeight(theme.px(_HEIGHT_PX))

    def _restyle(self) -> None:
        theme = self._theme
        for part, kind, font in (
            (self.names, "QListWidget", theme.font(Face.TEXT, SMALL_PX)),
            (self.terms, "QPlainTextEdit", theme.font(Face.MONO, TINY_PX)),
        ):
            part.setFont(font)
            part.setStyleSheet(_FRAME.format(**theme.tokens.as_dict(), kind=kind, corner=CORNER_PX))
        self._fit()
