"""The main window: header, menus, notices, the stack of screens, files dropped anywhere on it.

Public face of `MainWindow`:
    views    login, waiting_room, spotify, loading, pause, results, not_me, moved, share, evidence, then_and_now, wrapped, two_listeners; connect to their signals as their modules list them
    signals  files_requested(object tuple[str, ...])       dropped, or chosen in a dialog of this window
             analyze_again_requested()                     menu; the button's signal is on `results`
             preferences_changed(object WindowPreferences) theme, text size or motion chosen in the menu
             listener_requested(object id)                 somebody chosen in the menu of listeners
             keep_record_changed(bool)                     menu
             forget_record_requested()                     menu, and confirmed
             spotify_requested()                           the small door, or the menu
             settings_requested()                          menu
             disconnect_confirmed()                        the sign-in to Spotify is to be deleted
             two_listeners_requested()                     menu
             diagnostics_requested()                       menu, the settings, or the notice of a fault
             friend_file_requested()                       menu, or the button on the screen of two listeners
             page_file_requested(), facts_file_requested() menu
             pages_wanted(object PagesWanted)              pages are to be set for a printer; `print_pages` prints them
             pdf_wanted(object PdfWanted)                  a PDF file is to be written
             add_requested(), separate_requested()         answers to `ask_listener`; none is `question.dismissed`
             view_made(object Screen, object view)         a screen has been made, because it is wanted
             closing()                                     the person closes the window; it is about to go
    notices  status (dismissible), fault (its `acted` asks for the diagnostics), damage (its three answers: a copy, a repair, a fresh start),
             unopened (its `acted` asks to open the results file again), waiting (its `acted` withdraws a file),
             question (hidden as soon as it is answered or dismissed), sign_in (its `acted` leads to Spotify),
             forgotten (its `acted` brings a listener back, `dismissed` makes it final),
             left_out (its `acted` takes back what was left out last, `other_acted` shows what moved),
             saving (its `acted` stops a file from being written)
    methods  show_screen(Screen), screen_shown(), show_status(title, body), clear_status(), ask_for_files(), ask_for_folder(),
             save_geometry() -> bytes, restore_geometry(bytes), share_report(Report, Remark or None),
             share_subject(CardSubject, CardChoice, is_friends, back_to),
             set_header(name), set_reanalysable(bool), set_listeners([(id, name, is shown), ...]), set_keeps_record(bool),
             set_record_kept(text or None), ask_listener(title, body), open_page(url), set_opener(callable),
             print_verdict(), save_pdf(), print_pages(PagesSet), paste_files(), show_saved(path, body, can_open)
The window answers itself: choose file and folder, share, post a line, save a card, back from share, from what moved and
from what was not the listener, to the account of what was read, zoom, full screen. The menu entries "That was not me" and
"What moved" emit the signals of `results`, as the buttons there do.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
)
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.screen import OF_A_VERDICT, Screen, screen_name
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.drop_window import DropWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from unwrapped_desktop.domain.card import CardChoice
    from unwrapped_desktop.domain.report import Remark, Report
    from unwrapped_desktop.ui.appearance import Appearance, WindowPreferences
    from unwrapped_desktop.ui.cards.contents import CardSubject
    from unwrapped_desktop.ui.dialogs import Dialogs
    from unwrapped_desktop.ui.menus import Menus
    from unwrapped_desktop.ui.printer import Printing
    from unwrapped_desktop.ui.printing import PagesSet
    from unwrapped_desktop.ui.show_in_folder import FolderShower
    from unwrapped_desktop.ui.views.evidence import EvidenceView
    from unwrapped_desktop.ui.views.loading import LoadingView
    from unwrapped_desktop.ui.views.login import LoginView
    from unwrapped_desktop.ui.views.moved import MovedView
    from unwrapped_desktop.ui.views.not_me import NotMeView
    from unwrapped_desktop.ui.views.pause import PauseView
    from unwrapped_desktop.ui.views.results import ResultsView
    from unwrapped_desktop.ui.views.settings import SettingsView
    from unwrapped_desktop.ui.views.share import ShareView
    from unwrapped_desktop.ui.views.spotify import SpotifyView
    from unwrapped_desktop.ui.views.then_and_now import ThenAndNowView
    from unwrapped_desktop.ui.views.two_listeners import TwoListenersView
    from unwrapped_desktop.ui.views.waiting_room import WaitingRoomView
    from unwrapped_desktop.ui.views.wrapped import WrappedView
    from unwrapped_desktop.ui.widgets.diagnostics_dialog import DiagnosticsDialog
    from unwrapped_desktop.ui.widgets.friend_dialog import FriendDialog
    from unwrapped_desktop.ui.widgets.notice import Notice
    from unwrapped_desktop.ui.widgets.saving_dialog import SavingDialog
    from unwrapped_desktop.ui.widgets.window_notices import WindowNotices
    from unwrapped_desktop.ui.widgets.window_parts import Header, ScreenStack

__all__ = ["PRIVACY_PAGE", "MainWindow", "Screen"]

_View = TypeVar("_View", bound=QWidget)

PRIVACY_PAGE = "https://www.spotify.com/account/privacy/"
DASHBOARD_PAGE = "https://developer.spotify.com/dashboard"
APPS_PAGE = "https://www.spotify.com/account/apps/"
"""Where a person takes an app's access away."""

_ICON_SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)


_MAKING: Mapping[Screen, Callable[["MainWindow"], QWidget]] = {
    Screen.LOGIN: attrgetter("login"),
    Screen.WAITING: attrgetter("waiting_room"),
    Screen.SPOTIFY: attrgetter("spotify"),
    Screen.LOADING: attrgetter("loading"),
    Screen.PAUSE: attrgetter("pause"),
    Screen.RESULTS: attrgetter("results"),
    Screen.NOT_ME: attrgetter("not_me"),
    Screen.MOVED: attrgetter("moved"),
    Screen.SHARE: attrgetter("share"),
    Screen.EVIDENCE: attrgetter("evidence"),
    Screen.SETTINGS: attrgetter("settings"),
    Screen.WRAPPED: attrgetter("wrapped"),
    Screen.TWO_LISTENERS: attrgetter("two_listeners"),
    Screen.THEN_AND_NOW: attrgetter("then_and_now"),
}
"""Screens are made when they are first wanted: asking for one makes it."""


class MainWindow(DropWindow):
    """The window of the program."""

    analyze_again_requested = Signal()
    preferences_changed = Signal(object)
    listener_requested = Signal(object)
    keep_record_changed = Signal(bool)
    forget_record_requested = Signal()
    add_requested = Signal()
    separate_requested = Signal()
    spotify_requested = Signal()
    settings_requested = Signal()
    disconnect_confirmed = Signal()
    two_listeners_requested = Signal()
    diagnostics_requested = Signal()
    friend_file_requested = Signal()
    page_file_requested = Signal()
    facts_file_requested = Signal()
    pages_wanted = Signal(object)
    pdf_wanted = Signal(object)
    view_made = Signal(object, object)
    closing = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, is_furnished: bool = True) -> None:
        """Make the window.

        Args:
            theme: Its colours and fonts.
            parent: What it belongs to.
            is_furnished: Whether everything is in it at once; else it is bare paper, soon painted, until `furnish`.
        """
        super().__init__(theme, parent)
        self.setWindowTitle("Unwrapped")
        self.setMinimumSize(640, 480)
        self.resize(1280, 860)
        self._views: dict[Screen, QWidget] = {}
        self._is_reanalysable = False
        self._open_url: Callable[[str], object] = _open_in_browser
        self._record_kept: str | None = None
        self._whose_record = ""
        self._saved_path = ""
        if is_furnished:
            self.furnish()

    def furnish(self) -> None:
        """Put header, menus and the stack of screens into the window."""
        self.setWindowIcon(_icon())
        self._build()
        self._connect()
        self._connect_menus()
        self.menus.show_preferences(self.preferences())
        self.show_screen(Screen.OPENING)

    @cached_property
    def header(self) -> "Header":
        """What stands at the top."""
        from unwrapped_desktop.ui.widgets.window_parts import Header  # noqa: PLC0415 - the bare window needs none

        return Header(self._theme)

    @cached_property
    def menus(self) -> "Menus":
        """The menus in the header."""
        from unwrapped_desktop.ui.menus import Menus  # noqa: PLC0415 - as above

        return Menus(self.header.menus, self)

    @cached_property
    def _stack(self) -> "ScreenStack":
        from unwrapped_desktop.ui.widgets.window_parts import ScreenStack  # noqa: PLC0415 - as above

        return ScreenStack()

    @cached_property
    def _whole(self) -> "QVBoxLayout":
        from unwrapped_desktop.ui.widgets.layouts import column  # noqa: PLC0415 - as above

        return column()

    @cached_property
    def _appearance(self) -> "Appearance":
        from unwrapped_desktop.ui.appearance import Appearance  # noqa: PLC0415 - as above

        return Appearance(self._theme, self)

    @cached_property
    def _notices(self) -> "WindowNotices":
        """What is said above every screen; made when there is something to say, or right after the first paint."""
        from unwrapped_desktop.ui.widgets.window_notices import WindowNotices  # noqa: PLC0415 - as below

        notices = WindowNotices(self._theme)
        self._whole.insertWidget(1, notices)
        notices.sign_in.acted.connect(self.spotify_requested)
        notices.fault.acted.connect(self.diagnostics_requested)
        notices.question.acted.connect(self._add)
        notices.question.other_acted.connect(self._separate)
        notices.saved.acted.connect(self._show_saved_in_folder)
        notices.saved.other_acted.connect(self._open_saved)
        return notices

    @property
    def status(self) -> "Notice":
        """Something to know."""
        return self._notices.status

    @property
    def fault(self) -> "Notice":
        """Something went wrong that nothing had reckoned with."""
        return self._notices.fault

    @property
    def damage(self) -> "Notice":
        """The results file is damaged."""
        return self._notices.damage

    @property
    def unopened(self) -> "Notice":
        """The results file cannot be opened."""
        return self._notices.unopened

    @property
    def question(self) -> "Notice":
        """Whether an export is the same listener's."""
        return self._notices.question

    @property
    def waiting(self) -> "Notice":
        """A file waits."""
        return self._notices.waiting

    @property
    def left_out(self) -> "Notice":
        """Something was left out."""
        return self._notices.left_out

    @property
    def forgotten(self) -> "Notice":
        """A listener was forgotten."""
        return self._notices.forgotten

    @property
    def saving(self) -> "Notice":
        """A file is being written."""
        return self._notices.saving

    @property
    def saved(self) -> "Notice":
        """A file was written."""
        return self._notices.saved

    @property
    def sign_in(self) -> "Notice":
        """The sign-in to Spotify ends, or does not last."""
        return self._notices.sign_in

    @cached_property
    def dialogs(self) -> "Dialogs":
        """The dialogs over the window; made when the first of them is wanted."""
        from unwrapped_desktop.ui.dialogs import Dialogs  # noqa: PLC0415 - the window is painted without them

        dialogs = Dialogs(self)
        dialogs.files_chosen.connect(self.files_requested)
        dialogs.forgetting_confirmed.connect(self.forget_record_requested)
        dialogs.disconnecting_confirmed.connect(self.disconnect_confirmed)
        dialogs.pdf_place_chosen.connect(self._want_pdf)
        dialogs.pdf_requested.connect(self.save_pdf)
        return dialogs

    @cached_property
    def printing(self) -> "Printing":
        """The printer; made, with Qt's print support, when somebody prints."""
        from unwrapped_desktop.ui.printer import Printing  # noqa: PLC0415 - as above

        printing = Printing(self)
        printing.pages_wanted.connect(self.pages_wanted)
        printing.said.connect(self.show_status)
        printing.no_printer.connect(self._offer_pdf)
        return printing

    @cached_property
    def friend_dialog(self) -> "FriendDialog":
        """What a friend is given; made when somebody gives something away."""
        from unwrapped_desktop.ui.widgets.friend_dialog import FriendDialog  # noqa: PLC0415 - as above

        return FriendDialog(self._theme, self)

    @cached_property
    def saving_dialog(self) -> "SavingDialog":
        """What goes into a web page or a file of facts; made when somebody saves one."""
        from unwrapped_desktop.ui.widgets.saving_dialog import SavingDialog  # noqa: PLC0415 - as above

        return SavingDialog(self._theme, self)

    @cached_property
    def diagnostics_dialog(self) -> "DiagnosticsDialog":
        """The diagnostics, before they are copied; made when somebody asks for them."""
        from unwrapped_desktop.ui.widgets.diagnostics_dialog import DiagnosticsDialog  # noqa: PLC0415 - as above

        return DiagnosticsDialog(self._theme, self)

    @cached_property
    def folders(self) -> "FolderShower":
        """Shows files where the system shows files."""
        from unwrapped_desktop.ui.show_in_folder import FolderShower  # noqa: PLC0415 - as above

        return FolderShower(self._open_address, parent=self)

    @cached_property
    def login(self) -> "LoginView":
        """The way in; made right after the first paint, or when it is wanted."""
        from unwrapped_desktop.ui.views.login import LoginView  # noqa: PLC0415 - the window is painted without it

        view = LoginView(self._theme)
        self.dropping_changed.connect(view.set_dropping)
        view.choose_file_requested.connect(self.ask_for_files)
        view.choose_folder_requested.connect(self.ask_for_folder)
        view.open_privacy_page_requested.connect(self._open_privacy_page)
        view.spotify_requested.connect(self.spotify_requested)
        return self._take_in(Screen.LOGIN, view)

    @cached_property
    def loading(self) -> "LoadingView":
        """Reading; made when something is read, or right after the first paint."""
        from unwrapped_desktop.ui.views.loading import LoadingView  # noqa: PLC0415 - the window is painted without it

        return self._take_in(Screen.LOADING, LoadingView(self._theme))

    @cached_property
    def waiting_room(self) -> "WaitingRoomView":
        """Waiting for an export; made when somebody waits."""
        from unwrapped_desktop.ui.views.waiting_room import WaitingRoomView  # noqa: PLC0415 - as above
        from unwrapped_desktop.ui.widgets.statement_form import StatementForm  # noqa: PLC0415

        view = WaitingRoomView(self._theme)
        self.statement_form = StatementForm(self._theme)
        view.set_statement_part(self.statement_form)
        view.privacy_page_requested.connect(self._open_privacy_page)
        view.choose_file_requested.connect(self.ask_for_files)
        return self._take_in(Screen.WAITING, view)

    @cached_property
    def spotify(self) -> "SpotifyView":
        """Signing in to Spotify; made when it is first wanted, which for most is never."""
        from unwrapped_desktop.ui.views.spotify import SpotifyView  # noqa: PLC0415

        view = SpotifyView(self._theme)
        view.disconnect_requested.connect(self._confirm_disconnecting)
        view.dashboard_requested.connect(self._open_dashboard)
        view.revoke_requested.connect(self._open_apps_page)
        return self._take_in(Screen.SPOTIFY, view)

    @cached_property
    def pause(self) -> "PauseView":
        """What was read, before the verdict; made when it is first wanted, as all screens about a verdict."""
        from unwrapped_desktop.ui.views.pause import PauseView  # noqa: PLC0415

        return self._take_in(Screen.PAUSE, PauseView(self._theme))

    @cached_property
    def results(self) -> "ResultsView":
        """The verdict."""
        from unwrapped_desktop.ui.views.results import ResultsView  # noqa: PLC0415

        view = ResultsView(self._theme)
        view.share_requested.connect(self._share_line)
        view.offers_changed.connect(self._offer)
        view.evidence_requested.connect(self._show_evidence)
        view.wrapped_requested.connect(self._show_wrapped)
        view.then_and_now_requested.connect(self._show_then_and_now)
        view.stays_requested.connect(self._show_stays)
        view.page_requested.connect(self.open_page)
        return self._take_in(Screen.RESULTS, view)

    @cached_property
    def not_me(self) -> "NotMeView":
        """What may not have been the listener."""
        from unwrapped_desktop.ui.views.not_me import NotMeView  # noqa: PLC0415

        view = NotMeView(self._theme)
        view.back_requested.connect(self._show_results)
        return self._take_in(Screen.NOT_ME, view)

    @cached_property
    def moved(self) -> "MovedView":
        """What moved since another verdict."""
        from unwrapped_desktop.ui.views.moved import MovedView  # noqa: PLC0415

        view = MovedView(self._theme)
        view.back_requested.connect(self._leave_moved)
        return self._take_in(Screen.MOVED, view)

    @cached_property
    def share(self) -> "ShareView":
        """Cards."""
        from unwrapped_desktop.ui.views.share import ShareView  # noqa: PLC0415

        view = ShareView(self._theme)
        view.back_requested.connect(self._leave_share)
        view.place_requested.connect(self._ask_where_card_goes)
        view.folder_requested.connect(self._ask_where_cards_go)
        view.show_requested.connect(self._show_card_in_folder)
        return self._take_in(Screen.SHARE, view)

    @cached_property
    def evidence(self) -> "EvidenceView":
        """Every figure of the verdict."""
        from unwrapped_desktop.ui.views.evidence import EvidenceView  # noqa: PLC0415

        view = EvidenceView(self._theme)
        view.back_requested.connect(self._show_results)
        return self._take_in(Screen.EVIDENCE, view)

    @cached_property
    def wrapped(self) -> "WrappedView":
        """Spotify's yearly reviews beside the full count."""
        from unwrapped_desktop.ui.views.wrapped import WrappedView  # noqa: PLC0415

        view = WrappedView(self._theme)
        view.back_requested.connect(self._show_results)
        view.page_requested.connect(self.open_page)
        return self._take_in(Screen.WRAPPED, view)

    @cached_property
    def then_and_now(self) -> "ThenAndNowView":
        """A life in chapters, and the verdicts before."""
        from unwrapped_desktop.ui.views.then_and_now import ThenAndNowView  # noqa: PLC0415 - as all about a verdict

        view = ThenAndNowView(self._theme)
        view.back_requested.connect(self._show_results)
        view.share_requested.connect(self._share_life)
        return self._take_in(Screen.THEN_AND_NOW, view)

    @cached_property
    def two_listeners(self) -> "TwoListenersView":
        """Two listeners side by side."""
        from unwrapped_desktop.ui.views.two_listeners import TwoListenersView  # noqa: PLC0415 - most are alone

        view = TwoListenersView(self._theme)
        view.back_requested.connect(self._leave_two_listeners)
        view.save_requested.connect(self.friend_file_requested)
        return self._take_in(Screen.TWO_LISTENERS, view)

    @cached_property
    def settings(self) -> "SettingsView":
        """What can be chosen, and what is kept."""
        from unwrapped_desktop.ui.views.settings import SettingsView  # noqa: PLC0415

        view = SettingsView(self._theme)
        view.mode_chosen.connect(self._appearance.choose_mode)
        view.text_percent_chosen.connect(self._appearance.choose_text_percent)
        view.motion_chosen.connect(self._appearance.choose_motion)
        view.keep_record_chosen.connect(self.keep_record_changed)
        view.spotify_requested.connect(self.spotify_requested)
        view.listener_requested.connect(self.listener_requested)
        view.folder_requested.connect(self.open_local)
        view.diagnostics_requested.connect(self.diagnostics_requested)
        self._appearance.chosen.connect(view.show_preferences)
        view.show_preferences(self.preferences())
        view.show_keeps_record(self.menus.actions["keep_record"].isChecked())
        return self._take_in(Screen.SETTINGS, view)

    @property
    def views_made(self) -> Mapping[Screen, QWidget]:
        """The screens that have been made so far."""
        return self._views

    def screen_shown(self) -> Screen:
        """Return the screen in front."""
        current = self._stack.currentWidget()
        return next(screen for screen, view in self._views.items() if view is current)

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen to the front."""
        if screen not in self._views:
            _MAKING[screen](self)
        view = self._views[screen]
        self._stack.setCurrentWidget(view)
        self._stack.updateGeometry()
        # The keyboard begins at the view's top, not at whatever came next in the order of the last one.
        # Views name their first stop: with a focus proxy, the Tab key would never reach what stands before it.
        first: QWidget = getattr(view, "first_stop", view)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._offer()

    def set_reanalysable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether the verdict on screen can be made again, with other exclusions or with none."""
        self._is_reanalysable = possible
        self.results.set_reanalysable(possible)
        self._offer()

    def set_header(self, name: str) -> None:
        """Show whose verdict it is."""
        from unwrapped_desktop.ui.text import isolate  # noqa: PLC0415 - the window is painted without it

        self.header.name.setText(isolate(name))
        self.header.name.updateGeometry()

    def set_listeners(self, listeners: Sequence[tuple[object, str, bool]]) -> None:
        """Show in a menu whose verdicts are kept; the menu is hidden while they are fewer than two.

        Args:
            listeners: Each as (id, name, whether it is they who are shown); the id comes back in `listener_requested`.
        """
        self.menus.set_listeners(listeners)
        shown = (name for _, name, is_shown in listeners if is_shown)
        self._whose_record = next(shown, "") if len(listeners) > 1 else ""

    def set_keeps_record(self, keeps: bool) -> None:  # noqa: FBT001 - a state is a value
        """Show whether records are kept on this computer; nothing is emitted."""
        self.menus.set_keeps_record(keeps)
        if Screen.SETTINGS in self._views:
            self.settings.show_keeps_record(keeps)

    def set_record_kept(self, text: str | None) -> None:
        """Say what is kept of the listener's record.

        Args:
            text: In words, such as `24.1 MB on this computer`; None when there is nothing to forget.
        """
        self._record_kept = text
        self.menus.set_record_kept(kept=text is not None)
        self._offer()

    def ask_listener(self, title: str, body: str) -> None:
        """Ask whether an export is the same listener's; it can wait for an answer, and need not have one."""
        what_follows = translate(
            "MainWindow",
            "Added, it is part of the record, and only forgetting the record takes it out. "
            "Kept apart, it becomes another listener with a verdict of their own. Dismiss this, and nothing happens.",
        )
        self.question.show_message(title, f"{body} {what_follows}".lstrip())

    def show_status(self, title: str, body: str = "") -> None:
        """Say something on every screen until it is dismissed."""
        self.status.show_message(title, body)

    def show_fault(self) -> None:
        """Say that something went wrong which nothing had reckoned with, and that the program goes on."""
        self.fault.show_message(
            translate("MainWindow", "Something went wrong that should not have. The program goes on."), ""
        )

    def clear_status(self) -> None:
        """Take the status away."""
        self.status.hide()

    def forget_verdict(self) -> None:
        """Hold no verdict: the one that was to be shown could not be."""
        if Screen.RESULTS in self._views:
            self.results.forget()

    def clear_notices(self) -> None:
        """Take everything away that is said above the screens."""
        self._notices.clear()

    def set_opener(self, open_url: Callable[[str], object]) -> None:
        """Let pages be opened by something else than the system's browser."""
        self._open_url = open_url

    def open_page(self, url: str) -> None:
        """Open a page in the browser; nothing but web pages is opened."""
        if url.startswith(("https://", "http://")):
            self._open_url(url)

    def open_local(self, path: str) -> None:
        """Open a file or a folder with whatever the system opens it with."""
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - the window is painted without it

        self._open_url(QUrl.fromLocalFile(path).toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def show_saved(self, path: str, body: str = "", *, can_open: bool = False) -> None:
        """Say above every screen that a file was written, and lead to it.

        Args:
            path: Where it lies.
            body: What else there is to say.
            can_open: Whether it is offered to be opened.
        """
        from unwrapped_desktop.ui.saving import saved_as  # noqa: PLC0415 - the window is painted without it

        self._saved_path = path
        self.saved.other_button.setVisible(can_open)
        self.saved.show_message(saved_as(path), body)

    def share_report(self, report: "Report", remark: "Remark | None" = None) -> None:
        """Open the share screen with a report's card, of one line if it may go on one."""
        from unwrapped_desktop.domain.card import CardChoice, CardKind  # noqa: PLC0415 - most never share
        from unwrapped_desktop.ui.cards.contents import CardSubject, places  # noqa: PLC0415 - as above

        subject, remarks = CardSubject(report=report), report.verdict.remarks
        place = remarks.index(remark) if remark in remarks else None
        may_go = place in places(subject, CardKind.LINE, allowed=frozenset())
        is_friends = Screen.RESULTS in self._views and self.results.is_friends
        self.share_subject(subject, CardChoice(place=place if may_go else None), is_friends=is_friends)

    def share_subject(
        self,
        subject: "CardSubject",
        choice: "CardChoice | None" = None,
        *,
        is_friends: bool = False,
        back_to: Screen = Screen.RESULTS,
    ) -> None:
        """Open the share screen.

        Args:
            subject: What cards are about.
            choice: The card to begin with; None for one line.
            is_friends: Whether the verdict is a friend's.
            back_to: Where the way back leads.
        """
        self.share.show_subject(subject, choice, is_friends=is_friends, back_to=back_to)
        self.show_screen(Screen.SHARE)

    def preferences(self) -> "WindowPreferences":
        """Return what is chosen about the window."""
        return self._appearance.preferences()

    def choose_preferences(self, preferences: "WindowPreferences") -> None:
        """Let other choices about the window hold."""
        self._appearance.choose(preferences)

    def save_geometry(self) -> bytes:
        """Return size and place of the window, to be kept."""
        return bytes(self.saveGeometry().data())

    def restore_geometry(self, kept: bytes) -> bool:
        """Put the window where it was. Damaged bytes leave it as it is, and so does a screen that is gone.

        Returns:
            Whether the window was moved.
        """
        before = self.geometry()
        if not kept or not self.restoreGeometry(QByteArray(kept)):
            return False
        if not any(screen.geometry().intersects(self.geometry()) for screen in QGuiApplication.screens()):
            self.setGeometry(before)
            return False
        return True

    def ask_for_files(self) -> None:
        """Open the dialog for files; what is chosen arrives in `files_requested`."""
        self.dialogs.ask_for_files()

    def ask_for_folder(self) -> None:
        """Open the dialog for a folder; what is chosen arrives in `files_requested`."""
        self.dialogs.ask_for_folder()

    def save_card(self) -> None:
        """Ask where the card on the share screen is to be saved, and save it."""
        self._at_card().request_place()

    def print_verdict(self) -> None:
        """Ask where the verdict is to be printed, and print it there."""
        if self.results.report is not None:
            self.printing.ask(self.results.report)

    def print_pages(self, pages: "PagesSet") -> None:
        """Print pages that have been set for the printer that was chosen."""
        self.printing.print_pages(pages)

    def save_pdf(self) -> None:
        """Ask where the verdict is to be saved as a PDF file, and save it."""
        from unwrapped_desktop.ui.print_document import private_lines  # noqa: PLC0415 - most never print
        from unwrapped_desktop.ui.printing import suggested_pdf_name  # noqa: PLC0415

        report = self.results.report
        if report is not None:
            self.dialogs.ask_for_pdf_place(suggested_pdf_name(report), has_private=private_lines(report) > 0)

    def paste_files(self) -> None:
        """Ask for the files on the clipboard to be judged, as if they had been dropped."""
        from unwrapped_desktop.ui.pasting import pasted_paths  # noqa: PLC0415 - most never paste

        paths = pasted_paths(QGuiApplication.clipboard().mimeData())
        if paths:
            self.files_requested.emit(paths)
        else:
            self.show_status(
                translate("MainWindow", "There is no file on the clipboard."),
                translate("MainWindow", "Copy the Spotify download in your file manager, and paste it here."),
            )

    def zoom_in(self) -> None:
        """Make all text larger."""
        self._appearance.zoom_in()

    def zoom_out(self) -> None:
        """Make all text smaller."""
        self._appearance.zoom_out()

    def zoom_reset(self) -> None:
        """Give all text its normal size."""
        self._appearance.zoom_reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead from every screen about a verdict back to it on Escape."""
        if event.key() != Qt.Key.Key_Escape or not self._go_back():
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the window goes."""
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self._take_in(Screen.OPENING, QWidget())
        self._whole.addWidget(self.header)
        self._whole.addWidget(self._stack, 1)
        central = QWidget()
        central.setLayout(self._whole)
        self.setCentralWidget(central)

    def _take_in(self, screen: Screen, view: _View) -> _View:
        """Take a screen that has just been made into the stack."""
        view.setAccessibleName(screen_name(screen))
        self._views[screen] = view
        self._stack.addWidget(view)
        self.let_files_through()
        self.view_made.emit(screen, view)
        return view

    def _connect(self) -> None:
        self.header.share_requested.connect(self._share_shown)
        self._appearance.chosen.connect(self.menus.show_preferences)
        self._appearance.chosen.connect(self.preferences_changed)

    def _connect_menus(self) -> None:
        self.menus.listener_requested.connect(self.listener_requested)
        self.menus.keep_record_changed.connect(self.keep_record_changed)
        self.menus.mode_chosen.connect(self._appearance.choose_mode)
        self.menus.motion_chosen.connect(self._appearance.choose_motion)
        self.menus.recent.file_chosen.connect(self.files_requested)
        self.menus.connect_entries(
            {
                "open": self.ask_for_files,
                "open_folder": self.ask_for_folder,
                "spotify": self.spotify_requested,
                "settings": self.settings_requested,
                "again": self._request_again,
                "save_card": self.save_card,
                "save_pdf": self.save_pdf,
                "print": self.print_verdict,
                "paste": self.paste_files,
                "forget_record": self._confirm_forgetting,
                "quit": self.close,
                "copy_card": self._copy_card,
                "copy_card_text": self._copy_card_text,
                "copy_alt_text": self._copy_alt_text,
                "walk_cards": self._walk_cards,
                "not_me": self._request_not_me,
                "evidence": self._show_evidence,
                "wrapped": self._show_wrapped,
                "then_and_now": self._show_then_and_now,
                "record": self._show_record,
                "moved": self._request_moved,
                "two_listeners": self.two_listeners_requested,
                "save_friend": self.friend_file_requested,
                "save_page": self.page_file_requested,
                "save_facts": self.facts_file_requested,
                "zoom_in": self.zoom_in,
                "zoom_out": self.zoom_out,
                "zoom_reset": self.zoom_reset,
                "full_screen": self._toggle_full_screen,
                "keys": self._show_keys,
                "diagnostics": self.diagnostics_requested,
                "about": self._show_about,
            }
        )

    def _offer(self) -> None:
        """Let header and menus offer what can be done on the screen in front."""
        screen = self.screen_shown()
        # Without the screens of a verdict there is none; asking them would make them.
        has_report = Screen.RESULTS in self._views and self.results.report is not None
        on_results = has_report and screen is Screen.RESULTS
        has_card = on_results or screen is Screen.SHARE
        self.header.show_parts(name=screen in OF_A_VERDICT or screen is Screen.PAUSE, share=on_results)
        for name in ("save_card", "copy_card", "copy_card_text", "copy_alt_text", "walk_cards"):
            self.menus.set_enabled(name, possible=has_card)
        for name in ("save_page", "save_facts", "save_pdf", "print"):
            self.menus.set_enabled(name, possible=has_report and screen in OF_A_VERDICT)
        self.menus.set_enabled("again", possible=on_results and self._is_reanalysable)
        self.menus.set_enabled("not_me", possible=on_results and self._is_reanalysable)
        self.menus.set_enabled("moved", possible=on_results and self.results.has_moved)
        self.menus.set_enabled("evidence", possible=has_report and screen in OF_A_VERDICT)
        self.menus.set_enabled(
            "wrapped", possible=has_report and self.results.has_wrapped and screen in OF_A_VERDICT
        )
        self.menus.set_enabled("then_and_now", possible=has_report and screen in OF_A_VERDICT)
        self.menus.set_enabled("record", possible=has_report and screen in OF_A_VERDICT)
        self._offer_two(has_report=has_report)
        self.menus.set_busy(busy=screen is Screen.LOADING)
        self.menus.set_enabled("spotify", possible=screen is not Screen.LOADING)
        self.menus.set_enabled("settings", possible=screen is not Screen.LOADING)

    def _offer_two(self, *, has_report: bool) -> None:
        """Let two listeners be compared, and an own verdict be given away, wherever nothing is being read."""
        screen = self.screen_shown()
        is_free = screen not in {Screen.LOADING, Screen.OPENING}
        is_savable = has_report and not self.results.is_friends
        self.menus.set_enabled("two_listeners", possible=is_free and screen is not Screen.TWO_LISTENERS)
        is_there = screen in OF_A_VERDICT or screen is Screen.TWO_LISTENERS
        self.menus.set_enabled("save_friend", possible=is_savable and is_there)
        if Screen.TWO_LISTENERS in self._views:
            self.two_listeners.set_savable(is_savable)

    def _go_back(self) -> bool:
        """Leave the screen in front for the verdict; False where there is no way back."""
        view = self._views[self.screen_shown()]
        back = getattr(
            view, "hear_requested" if view is self._views.get(Screen.PAUSE) else "back_requested", None
        )
        if back is None:
            return False
        back.emit()
        return True

    def _leave_two_listeners(self) -> None:
        has_report = Screen.RESULTS in self._views and self.results.report is not None
        self.show_screen(Screen.RESULTS if has_report else Screen.LOGIN)

    def _show_results(self) -> None:
        self.show_screen(Screen.RESULTS)

    def _leave_share(self) -> None:
        self.show_screen(self.share.back_to)

    def _leave_moved(self) -> None:
        self.show_screen(self.moved.back_to)

    def _show_evidence(self) -> None:
        if self.results.report is not None:
            self.evidence.show_report(self.results.report)
            self.show_screen(Screen.EVIDENCE)

    def _show_wrapped(self) -> None:
        if self.results.report is not None and self.results.has_wrapped:
            self.wrapped.show_report(self.results.report)
            self.show_screen(Screen.WRAPPED)

    def _show_then_and_now(self) -> None:
        results = self.results
        if results.report is not None:
            self.then_and_now.show_report(
                results.report, is_earlier=results.is_earlier, is_friends=results.is_friends
            )
            self.show_screen(Screen.THEN_AND_NOW)

    def _show_record(self) -> None:
        self.show_screen(Screen.RESULTS)
        self.results.show_record()

    def _share_shown(self) -> None:
        self._share_line(None)

    def _share_line(self, remark: object) -> None:
        from unwrapped_desktop.domain.report import Remark  # noqa: PLC0415 - there is a verdict, so it is loaded

        report = self.results.report
        if report is not None:
            self.share_report(report, remark if isinstance(remark, Remark) else None)

    def _share_life(self, choice: object) -> None:
        """Share the years, or an era, of the life on screen."""
        from unwrapped_desktop.domain.card import CardChoice  # noqa: PLC0415 - most never share
        from unwrapped_desktop.ui.cards.contents import CardSubject  # noqa: PLC0415 - as above

        view = self.then_and_now
        if view.report is not None and isinstance(choice, CardChoice):
            subject = CardSubject(report=view.report)
            self.share_subject(subject, choice, is_friends=view.is_friends, back_to=Screen.THEN_AND_NOW)

    def _show_stays(self, remark: object) -> None:
        """Show what stays off cards, at a line that does."""
        from unwrapped_desktop.sharing.staying import line_key  # noqa: PLC0415 - most never share

        report = self.results.report
        if report is not None and remark in report.verdict.remarks:
            self.share_report(report)
            self.share.show_stays(line_key(report.verdict.remarks.index(remark)))

    def _at_card(self) -> "ShareView":
        """Return the share screen; from the verdict, it is gone to first."""
        if self.screen_shown() is not Screen.SHARE:
            self._share_line(None)
        return self.share

    def _copy_card(self) -> None:
        self._at_card().copy_image()

    def _copy_card_text(self) -> None:
        self._at_card().copy_text()

    def _copy_alt_text(self) -> None:
        self._at_card().copy_alt_text()

    def _walk_cards(self) -> None:
        self._at_card().walk()

    def _ask_where_card_goes(self, file_name: str, over: QWidget) -> None:
        from unwrapped_desktop.ui.dialogs import Place  # noqa: PLC0415 - as above

        place = Place(
            title=translate("MainWindow", "Save the card"),
            kinds=translate("MainWindow", "Pictures (*.png)"),
            suffix="png",
            file_name=file_name,
        )
        self.dialogs.ask_where(place, self.share.save_to, over=over)

    def _ask_where_cards_go(self, over: QWidget) -> None:
        self.dialogs.ask_for_folder_of_cards(self.share.save_set_to, over=over)

    def _show_card_in_folder(self, path: str) -> None:
        self.folders.show(path)

    def _want_pdf(self, path: str, with_everything: bool) -> None:  # noqa: FBT001 - a slot
        from PySide6.QtCore import QLocale  # noqa: PLC0415 - most never print

        from unwrapped_desktop.ui.print_document import Edition  # noqa: PLC0415
        from unwrapped_desktop.ui.printing import PdfWanted, page_size  # noqa: PLC0415

        report = self.results.report
        if report is not None:
            edition = Edition.WHOLE if with_everything else Edition.FOR_OTHERS
            size = page_size(QLocale.system())
            self.pdf_wanted.emit(PdfWanted(report=report, path=path, edition=edition, size=size))

    def _open_address(self, url: str) -> None:
        self._open_url(url)

    def _show_saved_in_folder(self) -> None:
        self.folders.show(self._saved_path)

    def _open_saved(self) -> None:
        self.open_local(self._saved_path)

    def _offer_pdf(self) -> None:
        self.dialogs.offer_pdf()

    def _request_again(self) -> None:
        self.analyze_again_requested.emit()

    def _request_not_me(self) -> None:
        self.results.not_me_requested.emit()

    def _request_moved(self) -> None:
        self.results.moved_requested.emit()

    def _confirm_disconnecting(self) -> None:
        self.dialogs.confirm_disconnecting()

    def _confirm_forgetting(self) -> None:
        self.dialogs.confirm_forgetting(self._record_kept or "", self._whose_record)

    def _show_keys(self) -> None:
        self.dialogs.show_keys(self.menus.keys())

    def _show_about(self) -> None:
        self.dialogs.show_about()

    def _add(self) -> None:
        self.question.hide()
        self.add_requested.emit()

    def _separate(self) -> None:
        self.question.hide()
        self.separate_requested.emit()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _open_privacy_page(self) -> None:
        self.open_page(PRIVACY_PAGE)

    def _open_dashboard(self) -> None:
        self.open_page(DASHBOARD_PAGE)

    def _open_apps_page(self) -> None:
        self.open_page(APPS_PAGE)


def _open_in_browser(url: str) -> None:
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - the window is painted without them
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

    QDesktopServices.openUrl(QUrl(url))


def _icon() -> QIcon:
    icon = QIcon()
    for size_px in _ICON_SIZES_PX:
        icon.addFile(str(resources_dir() / "icons" / f"unwrapped-{size_px}.png"))
    return icon
