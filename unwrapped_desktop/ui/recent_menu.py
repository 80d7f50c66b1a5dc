"""The menu of what was read last: files and folders by name, newest first, and what may be remembered of them."""

from collections.abc import Sequence
from pathlib import Path, PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import button_text, clean, isolate, tooltip_text

_LONGEST_PATH = 52

Chosen = tuple[str, ...]
"""What was read together: one file or folder, or several."""


class RecentMenu(QMenu):
    """What was read last. Entries that are gone stay, and say so.

    Attributes:
        entries: What can be chosen, newest first.
        clear_list: Forgets all of them.
        remembering: Whether what is opened is remembered.
        file_chosen: Something is to be read again; carries its paths as `tuple[str, ...]`.
        cleared: The list is to be forgotten.
        remembering_changed: The person chose whether what is opened is remembered.
    """

    file_chosen = Signal(object)
    cleared = Signal()
    remembering_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("RecentMenu", "Open &recent"), parent)
        self.entries: list[QAction] = []
        self.clear_list = QAction(translate("RecentMenu", "&Clear the list"), self)
        self.clear_list.triggered.connect(self.cleared)
        self.remembering = QAction(translate("RecentMenu", "&Remember what is opened"), self)
        self.remembering.setCheckable(True)
        self.remembering.setChecked(True)
        self.remembering.triggered.connect(self.remembering_changed)
        self._none = QAction(translate("RecentMenu", "Nothing yet"), self)
        self._none.setEnabled(False)
        self._line = self.addSeparator()
        self.addActions([self.clear_list, self.remembering])
        self.setToolTipsVisible(True)
        self.show_files(())

    def show_files(self, files: Sequence[Chosen]) -> None:
        """Show what was read last, newest first."""
        self.removeAction(self._none)
        for action in self.entries:
            self.removeAction(action)
            action.deleteLater()
        self.entries = [self._entry(number, paths) for number, paths in enumerate(files, start=1)]
        self.insertActions(self._line, self.entries or [self._none])
        self.clear_list.setEnabled(bool(files))

    def mark_missing(self, missing: frozenset[Chosen]) -> None:
        """Say which of them are no longer where they were."""
        for number, action in enumerate(self.entries, start=1):
            paths: Chosen = action.data()
            if paths in missing:
                words = translate("RecentMenu", "{file} (not there)").format(file=_title(number, paths))
                action.setText(words)
            action.setEnabled(paths not in missing)

    def set_remembering(self, remembers: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show whether what is opened is remembered; nothing is emitted."""
        self.remembering.setChecked(remembers)

    def _entry(self, number: int, paths: Chosen) -> QAction:
        action = QAction(_title(number, paths), self)
        action.setToolTip(tooltip_text("\n".join(isolate(path) for path in paths)))
        action.setData(paths)
        # Files are asked for when the menu has closed: what comes of them may open something over the window.
        action.triggered.connect(lambda: self.file_chosen.emit(paths), Qt.ConnectionType.QueuedConnection)
        return action


def _title(number: int, paths: Chosen) -> str:
    shown = button_text(isolate(short_path(paths[0])))
    more = len(paths) - 1
    if more:
        from unwrapped_desktop.ui.figures import count_noun  # noqa: PLC0415 - it brings the report, and few need it

        shown = translate("RecentMenu", "{file} and {others}").format(
            file=shown, others=count_noun(more, "other")
        )
    return f"&{number} {shown}"


def short_path(path: str) -> str:
    """Return a path as far as it tells a file from others: home is `~`, and the middle goes first."""
    whole = PurePath(path)
    if whole.is_relative_to(Path.home()):
        whole = PurePath("~") / whole.relative_to(Path.home())
    shown = clean(str(whole))
    if len(shown) <= _LONGEST_PATH:
        return shown
    name = clean(whole.name)
    parents = list(whole.parent.parts)
    while parents:
        shown = str(PurePath(parents[0], "…", *parents[-1:], name)) if len(parents) > 1 else name
        if len(shown) <= _LONGEST_PATH:
            return shown
        parents.pop()
    half = (_LONGEST_PATH - 1) // 2
    return name if len(name) <= _LONGEST_PATH else f"{name[:half]}…{name[-half:]}"
