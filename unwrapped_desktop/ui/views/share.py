"""Sharing: one finished card, to copy, to drag out, to save; everything else behind "Change".

Public face of `ShareView`:
    signals  painting_requested(object PaintOrder)      answered by `show_painted` or `show_unpainted`
             set_requested(object tuple[PaintOrder, ...])    to be painted in order, each answered as above
             set_left()                                 nobody looks at the set any more
             chapters_requested(), chapters_unwanted()  answered by `show_told`, then `set_chapters` or `show_untold`
             place_requested(str name, object QWidget)  where a card is to be saved is asked over the widget
             folder_requested(object QWidget)           where the set is to be saved
             saving_requested(object CardFile), set_saving_requested(object SetFiles), saving_unwanted()
             show_requested(str)                        a file is to be shown in its folder
             subject_changed()                          cards are about something else: what is known of it is to be said
             back_requested(), card_copied()
    methods  show_subject(subject, choice), show_stays(key), set_chapters(chapters), set_can_tell(bool),
             copy_image(), copy_text(), copy_alt_text(), request_place(), save_to(path), save_set_to(folder), walk(),
             show_saving(done, total), show_saved(Saved), say(text)
    parts    preview, reveals, copy, save, copy_words, copy_alt, walk_link, saved, wait, options, stays; card_walk
The old card stays while another is painted: picture, words and what it reveals change together. What is asked for
meanwhile is done with the new one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from unwrapped_desktop.domain.card import CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.ui.cards.card_set import card_file_name, card_set
from unwrapped_desktop.ui.cards.contents import (
    CardImpossibleError,
    CardSubject,
    make_card,
    places,
    stays_off_cards,
    why_not,
)
from unwrapped_desktop.ui.cards.page import card_name
from unwrapped_desktop.ui.cards.painted import CardFile, PaintedCard, PaintOrder, Saved, SetFiles
from unwrapped_desktop.ui.cards.words import alt_text, card_text, reveals
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.screen import Screen
from unwrapped_desktop.ui.share_words import (
    kind_heading,
    place_of,
    place_words,
    places_title,
    saved_words,
    why_words,
)
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.card_options import CardOptions, PlaceOffer
from unwrapped_desktop.ui.widgets.card_preview import CardPreview
from unwrapped_desktop.ui.widgets.chapter_wait import ChapterWait
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Rule, column, scroll_area
from unwrapped_desktop.ui.widgets.prose import HEADING, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.quiet_line import QuietLine
from unwrapped_desktop.ui.widgets.reveal import reveal
from unwrapped_desktop.ui.widgets.sentences import Sentences
from unwrapped_desktop.ui.widgets.staying_lines import StayingLine, StayingLines

if TYPE_CHECKING:  # few walk through a set
    from unwrapped_desktop.ui.widgets.card_walk import CardWalk

_STACK_PX = 820
_NEEDS_CHAPTERS = frozenset({CardKind.YEARS})
"""Kinds of which there is no card until the chapters are told; an era has one, and gains its label."""
_TOLD_IN_CHAPTERS = frozenset({CardKind.YEARS, CardKind.ERA})


class ShareView(QWidget):
    """The share screen. It makes cards of words; what takes time it asks for, and is told."""

    painting_requested = Signal(object)
    set_requested = Signal(object)
    set_left = Signal()
    chapters_requested = Signal()
    chapters_unwanted = Signal()
    place_requested = Signal(str, object)
    folder_requested = Signal(object)
    saving_requested = Signal(object)
    set_saving_requested = Signal(object)
    saving_unwanted = Signal()
    show_requested = Signal(str)
    subject_changed = Signal()
    back_requested = Signal()
    card_copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._subject: CardSubject | None = None
        self._choice = CardChoice()
        self._allowed: frozenset[str] = frozenset()
        self._is_friends = False
        self._can_tell = False
        self._why_untold = ""
        self._whys: dict[CardKind, str] = {}
        self._painted: PaintedCard | None = None
        self._wanted: PaintOrder | None = None
        self._acts: list[Callable[[], object]] = []
        self._waiting_for: CardKind | None = None
        self._is_walk_waiting = False
        self._to_save: PaintedCard | None = None
        self._saved_path = ""
        self.back_to = Screen.RESULTS
        self._build_parts()
        self._build()
        self._connect()

    # ---------------------------------------------------------------- what cards are about
    @property
    def subject(self) -> CardSubject | None:
        """What cards are about; None until there is something."""
        return self._subject

    @property
    def choice(self) -> CardChoice:
        """What the card that is wanted is made of."""
        return self._choice

    @property
    def painted(self) -> PaintedCard | None:
        """The card on screen; None until the first has been painted."""
        return self._painted

    def show_subject(
        self,
        subject: CardSubject,
        choice: CardChoice | None = None,
        *,
        is_friends: bool = False,
        back_to: Screen = Screen.RESULTS,
    ) -> None:
        """Show a card of something. Format and colour stay as they were chosen last.

        Args:
            subject: What cards are about. With another one nothing is let out any more, and no name is on the card.
            choice: Kind and place of the card; None for one line, the strongest.
            is_friends: Whether the verdict is a friend's.
            back_to: The screen that the way back leads to.
        """
        before = self._subject
        is_other = before is None or (before.report, before.two) != (subject.report, subject.two)
        if is_other:
            self._allowed, self._can_tell, self._why_untold = frozenset(), False, ""
            self._choice = CardChoice(format_name=self._choice.format_name, style=self._choice.style)
        elif before is not None and subject.chapters is None:
            subject = replace(subject, chapters=before.chapters)
        self._leave_waiting()
        self._know(subject)
        self._is_friends, self.back_to = is_friends, back_to
        self.back.setText(_back_words(back_to))
        self.back.setAccessibleName(_back_words(back_to))
        self.back.updateGeometry()
        if is_other:
            self.subject_changed.emit()
        asked = choice or CardChoice()
        meanwhile = CardChoice() if self._must_wait(asked.kind) else asked
        self._choose(replace(self._choice, kind=meanwhile.kind, place=meanwhile.place))
        self._wait_for_chapters(asked.kind)

    def show_stays(self, key: str = "") -> None:
        """Open what stays here, and put the keyboard at one thing of it; at the first if no key is given."""
        self.stays_fold.set_open(True)
        link = self.stays.links.get(key) or next(iter(self.stays.links.values()), self.stays_fold.link)
        # Where it lies is known once the layout has made room for it.
        QTimer.singleShot(0, link, lambda: _put_keyboard_at(link))

    def set_can_tell(self, possible: bool, why_not: str = "") -> None:  # noqa: FBT001 - a state is a value
        """Say whether the chapters of the subject could be worked out.

        Args:
            possible: Whether.
            why_not: Why not, in a sentence.
        """
        self._can_tell, self._why_untold = possible, why_not
        self._show_offers()

    def set_chapters(self, chapters: Chapters) -> None:
        """Take the chapters of the subject: those who waited for them go on."""
        if self._subject is None:
            return
        self._know(replace(self._subject, chapters=chapters))
        self._end_waiting()

    def _know(self, subject: CardSubject) -> None:
        """Make cards of something from now on; which kinds it has no cards of is looked up once."""
        self._subject = subject
        self._whys = {kind: why_not(subject, kind) for kind in CardKind}

    # ---------------------------------------------------------------- chapters
    def show_told(self, told: int, total: int) -> None:
        """Say how many chapters there are so far; 0 of a total is not known."""
        self.wait.show_told(told, total)

    def show_untold(self, reason: str) -> None:
        """Say why there are no chapters; those who waited for them do without."""
        self._can_tell, self._why_untold = False, reason
        self.say(reason)
        self._end_waiting()

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for chapters."""
        return self._waiting_for is not None or self._is_walk_waiting

    def _must_wait(self, kind: CardKind) -> bool:
        """Whether there is no card of a kind until chapters are told that could be."""
        return kind in _NEEDS_CHAPTERS and self._could_tell()

    def _could_tell(self) -> bool:
        return self._subject is not None and self._subject.chapters is None and self._can_tell

    def _wait_for_chapters(self, kind: CardKind) -> None:
        """Ask for the chapters that a card of a kind is made of, unless they are there or cannot be told."""
        if kind in _TOLD_IN_CHAPTERS and self._could_tell():
            self._waiting_for = kind
            self._show_offers()
            self._begin_waiting(can_skip=False)

    def _begin_waiting(self, *, can_skip: bool) -> None:
        self.wait.begin(can_skip=can_skip)
        self.chapters_requested.emit()

    def _end_waiting(self) -> None:
        """Go on with what waited, whether there are chapters now or not."""
        self.wait.hide()
        kind, self._waiting_for = self._waiting_for, None
        is_walk_waiting, self._is_walk_waiting = self._is_walk_waiting, False
        if kind is not None and not self._why_not(kind):
            place = None if kind in _NEEDS_CHAPTERS else self._choice.place
            self._choice = replace(self._choice, kind=kind, place=place)
        self._renew()
        if is_walk_waiting:
            self._open_walk()

    def _cancel_waiting(self) -> None:
        """Wait no longer; the card stays what it was."""
        self._leave_waiting()
        self._show_offers()

    def _skip_waiting(self) -> None:
        """Walk without the years."""
        self._leave_waiting()
        self._open_walk()

    def _leave_waiting(self) -> None:
        if self.is_waiting:
            self._waiting_for, self._is_walk_waiting = None, False
            self.wait.hide()
            self.chapters_unwanted.emit()

    # ---------------------------------------------------------------- the card
    def show_painted(self, painted: PaintedCard) -> None:
        """Take a card that has been painted: it comes on screen if it is still wanted, and into the set if it is of it."""
        if "card_walk" in self.__dict__:
            self.card_walk.take(painted)
        if painted.order == self._wanted:
            self._painted, self._wanted = painted, None
            self._show_card(painted)
            acts, self._acts = self._acts, []
            for act in acts:
                act()

    def show_unpainted(self, reason: str) -> None:
        """Say why the card that is wanted could not be painted; the old one stays."""
        self._wanted, self._acts = None, []
        self.say(reason)

    def _show_card(self, painted: PaintedCard) -> None:
        order = painted.order
        self.preview.show_card(
            painted.image,
            painted.png,
            name=translate("ShareView", "The card"),
            words=alt_text(order.card, order.style),
            file_name=card_file_name(order.card, order.format_name),
        )
        self.reveals.set_texts(reveals(order.card))

    def _renew(self) -> None:
        """Make the card anew, and offer what can be had instead."""
        subject = self._subject
        if subject is None:
            return
        self._choice = replace(self._choice, allowed=self._allowed)
        try:
            card = make_card(subject, self._choice)
        except CardImpossibleError as error:
            self.say(error.reason)
        else:
            order = PaintOrder(card=card, format_name=self._choice.format_name, style=self._choice.style)
            if self._painted is not None and self._painted.order == order:
                self._wanted = None
                self._show_card(self._painted)
            elif self._wanted != order:
                self._wanted = order
                self.painting_requested.emit(order)
        self.heading.setText(kind_heading(self._choice.kind))
        self._show_offers()

    def _when_painted(self, act: Callable[[], object]) -> None:
        """Do something with the card that is wanted, as soon as it is on screen."""
        if self._wanted is not None:
            self._acts.append(act)
        elif self._painted is not None:
            act()

    def _choose(self, choice: CardChoice) -> None:
        self._choice = choice
        self.say("")
        self._renew()

    def _choose_kind(self, kind: CardKind) -> None:
        self._leave_waiting()
        if not self._must_wait(kind):
            self._choose(replace(self._choice, kind=kind, place=None))
        self._wait_for_chapters(kind)

    def _choose_place(self, place: int) -> None:
        self._choose(replace(self._choice, place=place))

    def _choose_format(self, name: str) -> None:
        self._choose(replace(self._choice, format_name=name))

    def _choose_style(self, style: CardStyle) -> None:
        self._choose(replace(self._choice, style=style))

    def _choose_name(self, with_name: bool) -> None:  # noqa: FBT001 - a slot of a checkbox
        self._choose(replace(self._choice, with_name=with_name))

    def _let_out(self, key: str) -> None:
        """Let one thing out, and put it on the card."""
        self._allowed |= {key}
        subject = self._subject
        place = None if subject is None else place_of(key, self._choice.kind, subject)
        self._choose(replace(self._choice, place=self._choice.place if place is None else place))

    def _keep(self, key: str) -> None:
        """Keep one thing here after all; a card that shows it shows something else."""
        self._allowed -= {key}
        subject, choice = self._subject, self._choice
        is_on_card = subject is not None and place_of(key, choice.kind, subject) == choice.place
        self._choose(replace(choice, place=None) if is_on_card else choice)

    # ---------------------------------------------------------------- what can be had instead
    def _why_not(self, kind: CardKind) -> str:
        """Return why there is no card of a kind; empty where there is one, or could be."""
        subject = self._subject
        if subject is None:
            return ""
        if self._must_wait(kind):
            return ""
        if kind in _NEEDS_CHAPTERS and subject.chapters is None and self._why_untold:
            return self._why_untold
        return self._whys[kind]

    def _show_offers(self) -> None:
        subject, choice = self._subject, self._choice
        if subject is None:
            return
        self.options.show_kinds({kind: self._why_not(kind) for kind in CardKind})
        offered = places(subject, choice.kind, allowed=self._allowed) if places_title(choice.kind) else ()
        self.options.show_places(
            places_title(choice.kind),
            [PlaceOffer(place=place, words=place_words(subject, choice.kind, place)) for place in offered],
        )
        shown = choice if self._waiting_for is None else replace(choice, kind=self._waiting_for)
        place = choice.place if choice.place is not None else next(iter(offered), None)
        self.options.show_choice(shown, place)
        self.options.set_name_words(*self._name_words(subject))
        staying = stays_off_cards(subject, choice.kind)
        self.stays.show_lines(
            [StayingLine(key=one.key, what=isolate(one.what), why=why_words(one.why)) for one in staying],
            self._allowed,
        )
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Lead the keyboard down the page: lines and what stays are newer than what stands around them."""
        chain = [
            self.options_fold.link,
            *self.options.stops,
            self.stays_fold.link,
            *self.stays.links.values(),
        ]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _name_words(self, subject: CardSubject) -> tuple[str, str]:
        """Return what the box for the name says, and why there is no name."""
        if self._choice.kind is CardKind.TWO:
            return translate("ShareView", "Put both names on it"), ""
        if self._is_friends:
            return translate("ShareView", "Put their name on it"), ""
        words = translate("ShareView", "Put my name on it")
        if not card_name(subject.report.listener.name):
            return words, translate("ShareView", "You have no name here. The settings can give you one.")
        return words, ""

    # ---------------------------------------------------------------- ways out
    def copy_image(self) -> None:
        """Put the card on the clipboard: the picture, and its words for those who do not see it."""
        self._when_painted(self._copy_painted)

    def copy_text(self) -> None:
        """Put the words of the card on the clipboard."""
        self._when_painted(self._copy_card_text)

    def copy_alt_text(self) -> None:
        """Put the description of the card on the clipboard."""
        self._when_painted(self._copy_alt_text)

    def _copy_painted(self) -> None:
        if self._painted is not None:
            _copy_picture(self._painted)
            self.say(translate("ShareView", "Copied. Paste it where you talk to people."))
            self.card_copied.emit()

    def _copy_card_text(self) -> None:
        if self._painted is not None:
            QGuiApplication.clipboard().setText(card_text(self._painted.order.card))
            self.say(translate("ShareView", "The text is copied."))

    def _copy_alt_text(self) -> None:
        if self._painted is not None:
            order = self._painted.order
            QGuiApplication.clipboard().setText(alt_text(order.card, order.style))
            self.say(
                translate(
                    "ShareView", "The description is copied. Paste it where a picture asks for alt text."
                )
            )

    def request_place(self) -> None:
        """Ask where the card is to be saved."""
        order = self._wanted or (None if self._painted is None else self._painted.order)
        if order is not None:
            self._to_save = None
            self.place_requested.emit(card_file_name(order.card, order.format_name), self)

    def save_to(self, path: str) -> None:
        """Save the card that a place was asked for."""
        of_set, self._to_save = self._to_save, None
        if of_set is not None:
            self.saving_requested.emit(CardFile(path=path, png=of_set.png))
        else:
            self._when_painted(lambda: self._save_painted(path))

    def save_set_to(self, folder: str) -> None:
        """Save all cards of the set that is walked through."""
        orders = self.card_walk.orders
        if orders:
            self.card_walk.show_saving(0, len(orders))
            self.set_saving_requested.emit(SetFiles(folder=folder, orders=orders))

    def show_saving(self, done: int, total: int) -> None:
        """Say how many cards of the set are saved."""
        self.card_walk.show_saving(done, total)

    def show_saved(self, saved: Saved) -> None:
        """Say what became of a wish to save, where it was made."""
        words, path = saved_words(saved), next(iter(saved.paths), "")
        if "card_walk" in self.__dict__ and self.card_walk.isVisible():
            self.card_walk.end_saving()
            self.card_walk.say(words, path)
        else:
            self.say(words, path)

    def say(self, text: str, path: str = "") -> None:
        """Say what became of a wish; with a path, offer to show that file in its folder."""
        self._saved_path = path
        self.saved.set_link_shown(shown=bool(path))
        self.saved.set_text(text)

    def _save_painted(self, path: str) -> None:
        if self._painted is not None:
            self.saving_requested.emit(CardFile(path=path, png=self._painted.png))

    def _show_file(self) -> None:
        self.show_requested.emit(self._saved_path)

    # ---------------------------------------------------------------- the set
    @cached_property
    def card_walk(self) -> "CardWalk":
        """The set on the whole screen; made when somebody walks."""
        from unwrapped_desktop.ui.widgets.card_walk import CardWalk  # noqa: PLC0415 - as said

        walk = CardWalk(self._theme, self)
        walk.copy_requested.connect(self._copy_of_set)
        walk.place_requested.connect(self._ask_for_place_of_set)
        walk.folder_requested.connect(self._ask_for_folder)
        walk.cancel_requested.connect(self.saving_unwanted)
        walk.show_requested.connect(self.show_requested)
        walk.closed.connect(self._leave_set)
        return walk

    def walk(self) -> None:
        """Walk through a set of cards; chapters that could be told are waited for."""
        if self._subject is None or self.is_waiting:
            return
        if self._could_tell() and self._subject.two is None:
            self._is_walk_waiting = True
            self._begin_waiting(can_skip=True)
        else:
            self._open_walk()

    def _open_walk(self) -> None:
        subject, choice = self._subject, self._choice
        if subject is None:
            return
        choices = card_set(
            subject,
            format_name=choice.format_name,
            style=choice.style,
            with_name=choice.with_name,
            allowed=self._allowed,
        )
        orders = tuple(
            PaintOrder(card=make_card(subject, one), format_name=one.format_name, style=one.style)
            for one in choices
        )
        if orders:
            self.card_walk.show_set(orders, over=self)
            self.set_requested.emit(orders)

    def _leave_set(self) -> None:
        self._to_save = None
        self.set_left.emit()
        self.walk_link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_of_set(self, painted: PaintedCard) -> None:
        _copy_picture(painted)
        self.card_walk.say(translate("ShareView", "Copied. Paste it where you talk to people."))
        self.card_copied.emit()

    def _ask_for_place_of_set(self, painted: PaintedCard) -> None:
        self._to_save = painted
        order = painted.order
        self.place_requested.emit(card_file_name(order.card, order.format_name), self.card_walk)

    def _ask_for_folder(self) -> None:
        self.folder_requested.emit(self.card_walk)

    # ---------------------------------------------------------------- the screen
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words beside or under the card."""
        super().resizeEvent(event)
        self._fit()

    def _build_parts(self) -> None:
        theme = self._theme
        self.preview = CardPreview(theme)
        self.reveals = Sentences(theme, translate("ShareView", "What it reveals"))
        self.back = LinkButton(theme, _back_words(self.back_to))
        self.heading = Prose(theme, kind_heading(CardKind.LINE), HEADING)
        self.copy = Button(theme, translate("ShareView", "Copy image"), primary=True)
        self.save = Button(theme, translate("ShareView", "Save…"))
        self.copy_words = LinkButton(theme, translate("ShareView", "Copy text"))
        self.copy_alt = LinkButton(theme, translate("ShareView", "Copy alt text"))
        self.walk_link = LinkButton(theme, translate("ShareView", "Walk through the set"))
        self.saved = QuietLine(theme, translate("ShareView", "Show in folder"))
        self.wait = ChapterWait(theme)
        self.options = CardOptions(theme)
        self.options_fold = Fold(
            theme,
            self.options,
            open_text=translate("ShareView", "Change"),
            close_text=translate("ShareView", "Done changing"),
        )
        self.stays = StayingLines(theme)
        self.stays_fold = Fold(
            theme,
            self.stays,
            open_text=translate("ShareView", "Stays here"),
            close_text=translate("ShareView", "Hide what stays here"),
        )

    def _build(self) -> None:
        card = column(margins=(0, 0, 0, 8), gap=16)
        card.addWidget(self.preview, 1)
        card.addWidget(self.reveals)
        self._card_part = QWidget()
        self._card_part.setLayout(card)
        words = column(margins=(0, 0, 20, 0), gap=12)
        words.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(4)
        words.addWidget(self.heading)
        dragging = translate(
            "ShareView", "Or drag the picture out of this window. Nothing is sent from here."
        )
        words.addWidget(FlowRow(self._theme, [self.copy, self.save]))
        words.addWidget(Prose(self._theme, dragging, SMALL_QUIET))
        words.addWidget(FlowRow(self._theme, [self.copy_words, self.copy_alt, self.walk_link], gap=18))
        words.addWidget(self.saved)
        words.addWidget(self.wait)
        words.addSpacing(4)
        words.addWidget(Rule(self._theme))
        words.addWidget(self.options_fold)
        words.addWidget(self.stays_fold)
        words.addStretch(1)
        content = QWidget()
        content.setLayout(words)
        self._frame = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._frame.addWidget(scroll_area(self._card_part), 6)
        self._frame.addWidget(scroll_area(content), 5)
        self.setLayout(self._frame)

    def _connect(self) -> None:
        self.copy.clicked.connect(self.copy_image)
        self.save.clicked.connect(self.request_place)
        self.copy_words.clicked.connect(self.copy_text)
        self.copy_alt.clicked.connect(self.copy_alt_text)
        self.walk_link.clicked.connect(self.walk)
        self.back.clicked.connect(self.back_requested)
        self.saved.followed.connect(self._show_file)
        self.wait.cancel_requested.connect(self._cancel_waiting)
        self.wait.skip_requested.connect(self._skip_waiting)
        self.options.kind_chosen.connect(self._choose_kind)
        self.options.place_chosen.connect(self._choose_place)
        self.options.format_chosen.connect(self._choose_format)
        self.options.style_chosen.connect(self._choose_style)
        self.options.name_chosen.connect(self._choose_name)
        self.stays.let_out.connect(self._let_out)
        self.stays.kept.connect(self._keep)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        stacked = self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._frame.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        side = 40 if self.width() >= 1000 else 24
        self._frame.setContentsMargins(side, 32, side, 24)
        self._frame.setSpacing(48 if self.width() >= 1100 else 28)


def _back_words(back_to: Screen) -> str:
    words = {
        Screen.THEN_AND_NOW: translate("ShareView", "Back to then and now"),
        Screen.TWO_LISTENERS: translate("ShareView", "Back to the two listeners"),
    }
    return words.get(back_to, translate("ShareView", "Back to the verdict"))


def _copy_picture(painted: PaintedCard) -> None:
    """Put a painted card on the clipboard, as a picture, as a file's bytes, and as words."""
    data = QMimeData()
    data.setImageData(painted.image)
    data.setData("image/png", painted.png)
    data.setText(alt_text(painted.order.card, painted.order.style))
    QGuiApplication.clipboard().setMimeData(data)


def _put_keyboard_at(link: LinkButton) -> None:
    reveal(link, link.rect())
    link.setFocus(Qt.FocusReason.OtherFocusReason)
