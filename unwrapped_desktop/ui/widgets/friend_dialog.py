"""What a friend is given of a verdict: how much, under which name, and in words what goes and what never does."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QWidget

from unwrapped_desktop.domain.friend_file import (
    FRIEND_NAME,
    NAME_LONGEST,
    FriendContents,
    FriendDetail,
)
from unwrapped_desktop.ui.figures import count_noun, write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.fields import Labelled
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Rule, clear, column, scroll_area
from unwrapped_desktop.ui.widgets.prose import EYEBROW, HEADING, SMALL, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.text_field import TextField

_WIDTH_PX, _SIDE_PX = 580, 28
_LEAST_HEIGHT_PX = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendWish:
    """What somebody wants to give away.

    Attributes:
        detail: How much of the verdict.
        name: What they are called in it; empty for no name.
    """

    detail: FriendDetail
    name: str


class _Lines(QWidget):
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
        self._texts = tuple(texts)
        clear(self._column)
        for text in self._texts:
            self._column.addWidget(Prose(self._theme, text, SMALL))


class FriendDialog(QDialog):
    """Asks, and says beforehand what leaves. Nothing is written by it.

    Attributes:
        save_requested: Asks for the file to be written; carries a `FriendWish`.
        alone: The verdict alone.
        with_artists: With the list of artists.
        name: What they are called.
        goes: What goes along, in words.
        stays: What never does.
        save: Asks where to.
        leave: Gives nothing away.
    """

    save_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._contents: dict[FriendDetail, FriendContents] = {}
        self.setWindowTitle(translate("FriendDialog", "Save for a friend"))
        self.setModal(True)
        self._lead = Prose(theme, _lead(), SMALL)
        self.alone = Button(theme, translate("FriendDialog", "The verdict alone"))
        self.with_artists = Button(theme, translate("FriendDialog", "With the artists"))
        self._details = QButtonGroup(self)
        for button in (self.alone, self.with_artists):
            button.setCheckable(True)
            self._details.addButton(button)
        self._why = Prose(theme, "", SMALL_QUIET)
        self.goes, self.stays = _Lines(theme), _Lines(theme)
        self.name = TextField(
            theme, name=translate("FriendDialog", "Your name in it"), hint=FRIEND_NAME, longest=NAME_LONGEST
        )
        self.save = Button(theme, translate("FriendDialog", "Save…"), primary=True)
        self.leave = Button(theme, translate("FriendDialog", "Cancel"))
        self._build()
        self._details.buttonToggled.connect(self._show_words)
        self.save.clicked.connect(self._request)
        self.leave.clicked.connect(self.reject)
        self.name.returnPressed.connect(self._request)
        theme.changed.connect(self._fit)

    @property
    def detail(self) -> FriendDetail:
        """How much is chosen to go along."""
        return FriendDetail.VERDICT if self.alone.isChecked() else FriendDetail.ARTISTS

    def show_offer(self, contents: Sequence[FriendContents]) -> None:
        """Show what could be given, with the artists chosen and no name."""
        self._contents = {one.detail: one for one in contents}
        self.with_artists.setChecked(True)
        self.name.clear()
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the choice."""
        super().showEvent(event)
        self._fit()
        self.with_artists.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme = self._theme
        inside = column(margins=(_SIDE_PX, 24, _SIDE_PX, 8), gap=8)
        inside.addWidget(Prose(theme, translate("FriendDialog", "SAVE FOR A FRIEND"), HEADING))
        inside.addWidget(self._lead)
        inside.addSpacing(8)
        inside.addWidget(FlowRow(theme, [self.with_artists, self.alone]))
        inside.addWidget(self._why)
        for title, part in (
            (translate("FriendDialog", "GOES ALONG"), self.goes),
            (translate("FriendDialog", "STAYS HERE"), self.stays),
        ):
            inside.addSpacing(6)
            inside.addWidget(Prose(theme, title, EYEBROW))
            inside.addWidget(part)
        inside.addSpacing(6)
        label = translate("FriendDialog", "Your name in it; left empty, it says “{name}”")
        inside.addWidget(Labelled(theme, label.format(name=FRIEND_NAME), self.name))
        inside.addStretch(1)
        self._content = QWidget()
        self._content.setLayout(inside)
        whole = column()
        whole.addWidget(scroll_area(self._content), 1)
        self._actions = QWidget()
        actions = column(margins=(_SIDE_PX, 0, _SIDE_PX, 20), gap=14)
        actions.addWidget(Rule(theme))
        actions.addWidget(FlowRow(theme, [self.save, self.leave]))
        self._actions.setLayout(actions)
        whole.addWidget(self._actions)
        self.setLayout(whole)

    def _show_words(self) -> None:
        contents = self._contents.get(self.detail)
        if contents is not None:
            self._why.setText(_why(self.detail))
            self.goes.set_lines(_goes(contents))
            self.stays.set_lines(_stays(contents))
        for button in (self.alone, self.with_artists):
            chosen = translate("FriendDialog", "Chosen") if button.isChecked() else ""
            button.setAccessibleDescription(chosen)
        self._fit()

    def _request(self) -> None:
        self.accept()
        self.save_requested.emit(FriendWish(detail=self.detail, name=self.name.text()))

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


def _lead() -> str:
    return translate(
        "FriendDialog",
        "A file that this program opens on another computer. Look at what is in it before it leaves yours.",
    )


def _why(detail: FriendDetail) -> str:
    if detail is FriendDetail.ARTISTS:
        return translate("FriendDialog", "So that the two of you can be laid side by side.")
    return translate("FriendDialog", "To be read, and laughed at. It cannot be compared artist by artist.")


def _goes(contents: FriendContents) -> list[str]:
    told = [
        translate("FriendDialog", "The label, {lines} of the page with {receipts}, and {scores}.").format(
            lines=count_noun(contents.lines, "line"),
            receipts=count_noun(contents.receipts, "receipt"),
            scores=count_noun(contents.scores, "score"),
        ),
        translate(
            "FriendDialog", "How large your record is, its first and its last day, and which months it lacks."
        ),
    ]
    if contents.artists:
        told.append(
            translate(
                "FriendDialog",
                "Your {artists}, each with plays and the day you first heard them; your eras; how much you play by hour, "
                "month and year.",
            ).format(artists=count_noun(contents.artists, "most played artist"))
        )
    told.append(translate("FriendDialog", "{size} in all.").format(size=write_size(contents.size_bytes)))
    return told


def _stays(contents: FriendContents) -> list[str]:
    told = [
        translate(
            "FriendDialog",
            "Private sessions, devices, places, times finer than the hour, your time zone, your files and their names, "
            "your library, what you left out and why, what you sealed, what Spotify lists.",
        )
    ]
    if contents.lines_kept_back == 1:
        told.insert(0, translate("FriendDialog", "1 line of the page: what is under it is private."))
    elif contents.lines_kept_back:
        told.insert(
            0,
            translate("FriendDialog", "{lines} of the page: what is under them is private.").format(
                lines=count_noun(contents.lines_kept_back, "line")
            ),
        )
    if not contents.artists:
        told.append(
            translate("FriendDialog", "Your artists and your hours, other than those the page itself names.")
        )
    return told
