"""What goes into a web page or a file of facts, and what stays: in words and figures, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.saved_file import FACTS_KINDS, PAGE_KINDS, FileContents, FileKind
from unwrapped_desktop.sharing.staying import Staying
from unwrapped_desktop.ui.figures import count_noun, write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.giving_dialog import GivingDialog
from unwrapped_desktop.ui.widgets.layouts import FlowRow
from unwrapped_desktop.ui.widgets.staying_checks import Shelf, StayingChecks

_SHELVES: Mapping[FileKind, frozenset[Shelf]] = {
    FileKind.PAGE: frozenset({Shelf.PAGE, Shelf.NAMES}),
    FileKind.SPREADSHEET: frozenset({Shelf.FACTS}),
    FileKind.DOCUMENT: frozenset(Shelf),
    FileKind.PACKAGE: frozenset(Shelf),
}
"""What there is a place for in a file; nothing else can be let out into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingWish:
    """What somebody wants in a file.

    Attributes:
        kind: Which kind of file.
        name: What they are called in it; empty for no name.
        allowed: Keys of what goes although it would stay.
    """

    kind: FileKind
    name: str
    allowed: frozenset[str]


class SavingDialog(GivingDialog):
    """What goes into a file.

    Attributes:
        save_requested: Asks for the file to be written; carries a `SavingWish`.
        count_requested: Other things are let out, and what goes is to be counted anew; carries their keys.
        kinds: The buttons of the kinds of file that facts can be.
        checks: What stays, with a box each.
    """

    save_requested = Signal(object)
    count_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._contents: dict[FileKind, FileContents] = {}
        self._offered = PAGE_KINDS
        self.kinds = {kind: self._choice(_kind_title(kind)) for kind in FACTS_KINDS}
        self._kind_row = FlowRow(theme, list(self.kinds.values()))
        self.checks = StayingChecks(theme)
        self._build(choices=self._kind_row, staying=[self.checks])
        self._choices.buttonToggled.connect(self._show_kind)
        self.checks.changed.connect(self._ask_to_count)
        self.checks.stops_changed.connect(self._order_tabs)

    @property
    def kind(self) -> FileKind:
        """The kind of file that is chosen."""
        chosen = [kind for kind, button in self.kinds.items() if button.isChecked()]
        return chosen[0] if self._offered == FACTS_KINDS else FileKind.PAGE

    def begin(self, offered: tuple[FileKind, ...]) -> None:
        """Begin with no name; until `show_contents` nothing can be saved.

        Args:
            offered: `PAGE_KINDS` or `FACTS_KINDS`.
        """
        is_page = offered == PAGE_KINDS
        self._offered = offered
        self._contents = {}
        self._entitle(*(_page_words() if is_page else _facts_words()))
        self._kind_row.setVisible(not is_page)
        self.kinds[FACTS_KINDS[0]].setChecked(True)
        self.name.clear()
        self.checks.show_things(())
        self._show_kind()

    def show_things(self, things: Sequence[Staying]) -> None:
        """Show what stays; nothing of it is let out."""
        self.checks.show_things(things)
        self._fit()

    def show_contents(self, contents: Sequence[FileContents]) -> None:
        """Show what would go, counted for each kind of file that is offered."""
        is_first = not self._contents
        self._contents = {one.kind: one for one in contents}
        self._show_words()
        if is_first:  # later it would move away under the pointer that has ticked something
            self._fit()

    def show_nothing(self, reason: str) -> None:
        """Say why nothing could go; something may be let out."""
        self._contents = {}
        self._show_words()
        self.goes.set_lines([reason])
        self._fit()

    def _show_kind(self) -> None:
        self.checks.show_shelves(_SHELVES[self.kind])
        self._named.setHidden(self.kind is FileKind.SPREADSHEET)  # there is no place for it in a table
        self._why.setText(_why(self.kind))
        self._mark_choice()
        self._show_words()
        self._fit()

    def _show_words(self) -> None:
        contents = self._contents.get(self.kind)
        self.save.setEnabled(contents is not None)
        if contents is None:
            self.goes.set_lines([translate("SavingDialog", "Counting what would go…")])
        else:
            self.goes.set_lines(_goes(contents, len(self.checks.allowed)))
        self.stays.set_lines([_stays()])

    def _order_tabs(self) -> None:
        """Lead the keyboard down the dialog: the boxes stand between what was there before them."""
        for one, other in pairwise((self.name, *self.checks.stops, self.save, self.leave)):
            QWidget.setTabOrder(one, other)

    def _ask_to_count(self) -> None:
        self.save.setEnabled(False)  # what is saved is what was counted
        self.count_requested.emit(self.checks.allowed)

    def _request(self) -> None:
        if not self.save.isEnabled():
            return
        name = "" if self._named.isHidden() else self.name.text()
        wish = SavingWish(kind=self.kind, name=name, allowed=self.checks.allowed)
        self.accept()
        self.save_requested.emit(wish)


def _page_words() -> tuple[str, str]:
    """Return title and lead."""
    return (
        translate("SavingDialog", "Save as web page"),
        translate(
            "SavingDialog",
            "One file with everything in it, for any browser, also without a network. Look at what is in it before it "
            "leaves this computer.",
        ),
    )


def _facts_words() -> tuple[str, str]:
    return (
        translate("SavingDialog", "Save the facts"),
        translate(
            "SavingDialog",
            "Every figure of this verdict, to be counted on. Look at what is in the file before it leaves this computer.",
        ),
    )


def _kind_title(kind: FileKind) -> str:
    match kind:
        case FileKind.SPREADSHEET:
            return translate("SavingDialog", "Spreadsheet (.csv)")
        case FileKind.DOCUMENT:
            return translate("SavingDialog", "Document (.json)")
        case _:
            return translate("SavingDialog", "All tables (.zip)")


def _why(kind: FileKind) -> str:
    match kind:
        case FileKind.PAGE:
            return translate("SavingDialog", "It has no script in it, and asks nobody for anything.")
        case FileKind.SPREADSHEET:
            return translate(
                "SavingDialog", "One table: a line for every fact. It names nobody as the listener."
            )
        case FileKind.DOCUMENT:
            return translate("SavingDialog", "Facts, lists and receipts in one document, with a dictionary.")
        case _:
            return translate(
                "SavingDialog",
                "A spreadsheet for every table, and a dictionary that says what each column means.",
            )


def _goes(contents: FileContents, let_out: int) -> list[str]:
    told = []
    match contents.kind:
        case FileKind.PAGE:
            told = [_page_goes(contents), *_lists_go(contents)]
        case FileKind.SPREADSHEET:
            told = [
                translate("SavingDialog", "{facts}, each with its unit and what it was counted on.").format(
                    facts=count_noun(contents.facts, "fact")
                )
            ]
        case _:
            told = [_tables_go(contents), *_lists_go(contents)]
    if let_out:
        told.append(
            translate("SavingDialog", "Let out by you: {things}.").format(things=count_noun(let_out, "thing"))
        )
    told.append(translate("SavingDialog", "{size} in all.").format(size=write_size(contents.size_bytes)))
    return told


def _page_goes(contents: FileContents) -> str:
    return translate("SavingDialog", "The label, {lines} of the page with {receipts}, and {scores}.").format(
        lines=count_noun(contents.lines, "line"),
        receipts=count_noun(contents.receipts, "receipt"),
        scores=count_noun(contents.scores, "score"),
    )


def _tables_go(contents: FileContents) -> str:
    return translate("SavingDialog", "{facts}, {receipts} and {scores}.").format(
        facts=count_noun(contents.facts, "fact"),
        receipts=count_noun(contents.receipts, "receipt"),
        scores=count_noun(contents.scores, "score"),
    )


def _lists_go(contents: FileContents) -> list[str]:
    """Return what is said of the lists; nothing where there are none."""
    if not (contents.artists or contents.songs or contents.albums):
        return []
    lists = translate(
        "SavingDialog",
        "What you played most: {artists}, {songs} and {albums}; your eras; how much you play by hour, month and year.",
    )
    return [
        lists.format(
            artists=count_noun(contents.artists, "artist"),
            songs=count_noun(contents.songs, "song"),
            albums=count_noun(contents.albums, "album"),
        )
    ]


def _stays() -> str:
    return translate(
        "SavingDialog",
        "Always: your files and their names, what you left out and why, what may not have been you, what you sealed, what "
        "Spotify lists, your time zone, and the moment of a play.",
    )
