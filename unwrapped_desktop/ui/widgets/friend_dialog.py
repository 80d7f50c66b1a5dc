"""What a friend is given of a verdict: how much, under which name, and in words what goes and what never does."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.friend_file import FRIEND_NAME, FriendContents, FriendDetail
from unwrapped_desktop.ui.figures import count_noun, write_size
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.giving_dialog import GivingDialog
from unwrapped_desktop.ui.widgets.layouts import FlowRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendWish:
    """What somebody wants to give away.

    Attributes:
        detail: How much of the verdict.
        name: What they are called in it; empty for no name.
    """

    detail: FriendDetail
    name: str


class FriendDialog(GivingDialog):
    """What a friend is given.

    Attributes:
        save_requested: Asks for the file to be written; carries a `FriendWish`.
        alone: The verdict alone.
        with_artists: With the list of artists.
        with_songs: With the lists of songs and albums too.
    """

    save_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, unnamed=FRIEND_NAME)
        self._contents: dict[FriendDetail, FriendContents] = {}
        self._entitle(translate("FriendDialog", "Save for a friend"), _lead())
        self.with_artists = self._choice(translate("FriendDialog", "With the artists"))
        self.with_songs = self._choice(translate("FriendDialog", "With the songs too"))
        self.alone = self._choice(translate("FriendDialog", "The verdict alone"))
        self._details = {
            self.with_artists: FriendDetail.ARTISTS,
            self.with_songs: FriendDetail.SONGS,
            self.alone: FriendDetail.VERDICT,
        }
        self._build(choices=FlowRow(theme, list(self._details)))
        self._choices.buttonToggled.connect(self._show_words)

    @property
    def detail(self) -> FriendDetail:
        """How much is chosen to go along."""
        chosen = (detail for button, detail in self._details.items() if button.isChecked())
        return next(chosen, FriendDetail.ARTISTS)

    def show_offer(self, contents: Sequence[FriendContents]) -> None:
        """Show what could be given, with the artists chosen and no name."""
        self._contents = {one.detail: one for one in contents}
        self.with_artists.setChecked(True)
        self.name.clear()
        self._show_words()

    def _show_words(self) -> None:
        contents = self._contents.get(self.detail)
        if contents is not None:
            self._why.setText(_why(self.detail))
            self.goes.set_lines(_goes(contents))
            self.stays.set_lines(_stays(contents))
        self._mark_choice()
        self._fit()

    def _request(self) -> None:
        self.accept()
        self.save_requested.emit(FriendWish(detail=self.detail, name=self.name.text()))


def _lead() -> str:
    return translate(
        "FriendDialog",
        "A file that this program opens on another computer. Look at what is in it before it leaves yours.",
    )


def _why(detail: FriendDetail) -> str:
    if detail is FriendDetail.ARTISTS:
        return translate("FriendDialog", "So that the two of you can be laid side by side.")
    if detail is FriendDetail.SONGS:
        return translate("FriendDialog", "Everything that may be known, for somebody who may know it.")
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
    if contents.songs or contents.albums:
        told.append(
            translate(
                "FriendDialog",
                "The {songs} and {albums} you play most, with plays; the songs that took over, and when; {facts}, and why "
                "others could not be measured.",
            ).format(
                songs=count_noun(contents.songs, "song"),
                albums=count_noun(contents.albums, "album"),
                facts=count_noun(contents.facts, "fact"),
            )
        )
    told.append(translate("FriendDialog", "{size} in all.").format(size=write_size(contents.size_bytes)))
    return told


def _stays(contents: FriendContents) -> list[str]:
    told = [
        translate(
            "FriendDialog",
            "Private sessions, music of children, of faith and for sleep, devices, places, times finer than the hour, your "
            "time zone, your files and their names, your library, what you left out and why, what you sealed, what "
            "Spotify lists.",
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
