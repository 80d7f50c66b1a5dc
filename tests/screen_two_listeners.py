"""The states of the screen of two listeners, and of what is saved for a friend, that are worth looking at."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from tests import example_report as example
from tests import example_two_listeners as two
from tests.screen_cases import LONG_NAME
from unwrapped_desktop.domain.friend_file import FriendContents, FriendDetail
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.ui.listener_choice import ChoiceKind, ListenerChoice
from unwrapped_desktop.ui.main_window import MainWindow, Screen

CHOICES = (
    ListenerChoice(key="kept:1", name="Ada", kind=ChoiceKind.KEPT),
    ListenerChoice(key="kept:2", name=two.RTL_NAME, kind=ChoiceKind.KEPT),
    ListenerChoice(key="sample:night", name="The night owl", kind=ChoiceKind.SAMPLE),
    ListenerChoice(key="file:1", name="Ben & Söhne", kind=ChoiceKind.FILE),
    ListenerChoice(key="file:2", name=LONG_NAME, kind=ChoiceKind.FILE),
)

Prepare = Callable[[MainWindow], None]


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def _shown(window: MainWindow, left: str = "", right: str = "") -> None:
    window.results.show_report(example.good_report())
    view = window.two_listeners
    view.set_choices(CHOICES)
    view.choose(left, right)
    view.show_nothing()
    window.show_screen(Screen.TWO_LISTENERS)


def _chosen(left: str = "", right: str = "") -> Prepare:
    def prepare(window: MainWindow) -> None:
        _shown(window, left, right)

    return prepare


def _together(
    make: Callable[[], TwoListeners],
    *,
    part: int | None = None,
    right: str = "file:1",
    can_analyze: bool = False,
) -> Prepare:
    """Show two; `part` scrolls so many tenths of the way down."""

    def prepare(window: MainWindow) -> None:
        _shown(window, "kept:1", right)
        window.two_listeners.show_together(make(), can_analyze=can_analyze)
        _settle()
        if part is not None:
            while not window.two_listeners.is_whole:
                _settle()
            _settle()
            area = window.two_listeners.findChildren(QScrollArea)[0]
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum() * part // 10)

    return prepare


def _reading(window: MainWindow) -> None:
    _shown(window, "kept:1", "sample:night")
    window.two_listeners.begin()


def _broken(window: MainWindow) -> None:
    _shown(window, "kept:1", "")
    window.two_listeners.show_failure(
        "The friend's file was not opened.",
        "ben & <b>.unwrapped is no verdict of this program, or was changed on its way. Ask for it to be sent again as "
        "a file.",
    )


def _opened(window: MainWindow) -> None:
    _together(two.together)(window)
    page = window.two_listeners.joint.page
    page.open_remark(page.buttons[2].remark)
    page.buttons[2].setFocus()


def _panel(*, kept_back: int = 2, alone: bool = False, songs: bool = False, name: str = "") -> Prepare:
    """Show what a friend is given. The dialog is put into the window, so that it is in the picture."""

    def prepare(window: MainWindow) -> None:
        window.results.show_report(example.good_report())
        window.show_screen(Screen.RESULTS)
        _settle()
        dialog = window.friend_dialog
        dialog.show_offer([_contents(detail, kept_back) for detail in FriendDetail])
        dialog.name.setText(name)
        if alone:
            dialog.alone.setChecked(True)
        if songs:
            dialog.with_songs.setChecked(True)
        dialog.setParent(window, Qt.WindowType.Widget)
        dialog.setAutoFillBackground(True)
        dialog.show()
        _settle()
        dialog.move((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)

    return prepare


def _contents(detail: FriendDetail, kept_back: int) -> FriendContents:
    has_artists, has_songs = detail is not FriendDetail.VERDICT, detail is FriendDetail.SONGS
    return FriendContents(
        detail=detail,
        lines=12,
        lines_kept_back=kept_back,
        receipts=17,
        artists=500 if has_artists else 0,
        songs=100 if has_songs else 0,
        albums=100 if has_songs else 0,
        facts={FriendDetail.VERDICT: 0, FriendDetail.ARTISTS: 171, FriendDetail.SONGS: 188}[detail],
        scores=9,
        size_bytes=148_200 if has_artists else 18_400,
    )


def _friends_verdict(window: MainWindow) -> None:
    report = example.good_report()
    window.set_header(report.listener.name)
    window.results.show_report(report, is_friends=True)
    window.results.set_comparable(True)
    window.results.set_retellable(False)
    window.show_screen(Screen.RESULTS)


STATES: dict[str, Prepare] = {
    "friend-verdict-compare": _friends_verdict,
    "friend-panel": _panel(),
    "friend-panel-songs": _panel(songs=True),
    "friend-panel-alone": _panel(alone=True, kept_back=0, name="Ben & S\u00f6hne"),
    "together-nothing": _chosen(),
    "together-one": _chosen("kept:1"),
    "together-same": _chosen("kept:1", "kept:1"),
    "together-reading": _reading,
    "together-broken": _broken,
    "together-alike": _together(two.together),
    "together-alike-opened": _opened,
    "together-alike-middle": _together(two.together, part=5),
    "together-alike-end": _together(two.together, part=10),
    "together-none": _together(two.nothing_in_common),
    "together-none-end": _together(two.nothing_in_common, part=10),
    "together-identical": _together(two.identical),
    "together-identical-end": _together(two.identical, part=10),
    "together-older": _together(two.older, can_analyze=True),
    "together-older-end": _together(two.older, part=10, can_analyze=True),
    "together-hard": _together(two.hard, right="file:2"),
    "together-hard-middle": _together(two.hard, part=5, right="file:2"),
    "together-hard-end": _together(two.hard, part=10, right="file:2"),
}
