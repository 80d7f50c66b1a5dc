"""Names that were made to do harm, on every screen: literal, on their line, within the window, and set in no time."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.hostile_report import ENDLESS, FORBIDDEN
from tests.screen_hostile import STATES, settle
from unwrapped_desktop.ui import textflow
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.text import LONGEST_SHOWN

OpenWindow = Callable[[int, int], MainWindow]

LINES_AT_ONCE = 12_000
"""Characters that one block of lines may have: a page, with all its names far too long."""

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _told(window: MainWindow) -> Iterator[tuple[str, str]]:
    """Yield everything that a window says, with what says it."""
    yield "window title", window.windowTitle()
    for action in window.menus.actions.values():
        yield "menu", action.text()
    for widget in [window, *window.findChildren(QWidget)]:
        where = type(widget).__name__
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            yield f"{where} name", interface.text(QAccessible.Text.Name)
            yield f"{where} description", interface.text(QAccessible.Text.Description)
        yield f"{where} tool tip", widget.toolTip()
        for action in widget.actions():
            yield f"{where} action", action.text()
            yield f"{where} action tip", action.toolTip()
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield where, widget.text()
        if isinstance(widget, QComboBox | QAbstractItemView):
            yield from ((where, text) for text in _items(widget.model()))


def _items(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in _ROLES:
                text = model.index(row, column).data(role)
                if isinstance(text, str):
                    yield text


@pytest.mark.parametrize("state", list(STATES))
def test_every_screen_says_them_as_words_and_keeps_its_size(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    longest = [0]

    def layout(text: str, *more: object, **named: object) -> QTextLayout:
        longest[0] = max(longest[0], len(text))
        return made(text, *more, **named)  # type: ignore[arg-type]

    made = textflow.new_layout
    monkeypatch.setattr(textflow, "new_layout", layout)
    window = open_window(900, 640)
    STATES[state](window)
    settle()
    assert window.width() == 900
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and content.isVisible():
            assert content.width() <= area.viewport().width()
    for label in window.findChildren(QLabel):
        assert not label.text() or label.textFormat() == Qt.TextFormat.PlainText, label.text()[:200]
    said = list(_told(window))
    assert any("R&" in text or "R&&B" in text or "%1 %n" in text for _, text in said), (
        "no hostile name is shown"
    )
    for where, text in said:
        assert not FORBIDDEN & set(text), (where, text[:200])
        assert ENDLESS[: LONGEST_SHOWN + 2] not in text, where
        assert not any("\ud800" <= sign <= "\udfff" for sign in text), where
        if "tip" in where and "<" in text:
            assert re.findall("<[^>]*>", text.replace("<br>", "")) == ["<p>", "</p>"], (where, text[:200])
    for button in window.findChildren(QAbstractButton):
        if "R&" in button.text():
            assert button.shortcut().isEmpty(), button.text()[:200]
    for action in window.findChildren(type(window.menus.actions["quit"])):
        assert "R&B" not in action.text()
    assert longest[0] <= LINES_AT_ONCE
    assert not window.grab().isNull()
