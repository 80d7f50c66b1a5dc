"""Every screen and dialog with names that were made to do harm, to be drawn and to be gone through by tests."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests import example_chapters as lives
from tests import example_two_listeners as two
from tests import screen_cases as cases
from tests import screen_settings, screen_then_and_now, screen_wrapped
from tests.hostile_report import HOSTILE, MARKUP, MNEMONICS, STEERING, TURNING, hostile_report
from tests.screen_saving import contents as saving_contents
from tests.screen_settings import FEW, PLACES
from tests.screen_share import shown as share_shown
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.domain.card import CardChoice, CardKind
from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.domain.errors import AuthError, SourceError
from unwrapped_desktop.domain.progress import Progress, Stage
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.saved_file import PAGE_KINDS
from unwrapped_desktop.sharing.staying import Staying, Why
from unwrapped_desktop.ui.listener_choice import ChoiceKind, ListenerChoice
from unwrapped_desktop.ui.main_window import MainWindow, Screen

Prepare = Callable[[MainWindow], None]
TURNS = (0, 5)
"""Two reports: what one says in its lines, the other does not."""


@cache
def report(turn: int = 0) -> Report:
    """Return the report with hostile names, made once."""
    return hostile_report(turn)


def settle(count: int = 8) -> None:
    """Let everything be put up."""
    for _ in range(count):
        QApplication.processEvents()


def _verdict(turn: int = 0, *, opened: int | None = None) -> Prepare:
    def prepare(window: MainWindow) -> None:
        made = report(turn)
        window.set_header(made.listener.name)
        window.set_listeners([(number, name, number == 1) for number, name in enumerate(HOSTILE, start=1)])
        window.results.show_report(made, earlier=[(1, "SAME SANDWICH", "3 May 2026")])
        window.results.set_on_this_day(cases.ON_THIS_DAY)
        window.show_screen(Screen.RESULTS)
        settle()
        if opened is not None:
            window.results.page.open_remark(window.results.page.buttons[opened].remark)
            settle()

    return prepare


def _pause(window: MainWindow) -> None:
    window.set_header(report().listener.name)
    window.pause.show_report(report(), cases.ADDED)
    window.show_screen(Screen.PAUSE)


def _not_me(window: MainWindow) -> None:
    _verdict()(window)
    window.not_me.show_report(report(), _catalogue())
    window.show_screen(Screen.NOT_ME)


def _catalogue() -> Catalogue:
    entries = tuple(CatalogueEntry(artist=name, plays=900 - place) for place, name in enumerate(HOSTILE))
    titled = tuple(CatalogueEntry(artist=name, title=name, plays=61) for name in HOSTILE)
    return Catalogue(artists=entries, tracks=titled, albums=titled, has_private=True)


def _moved(window: MainWindow) -> None:
    _verdict()(window)
    window.moved.show_comparison(compare_reports(report(), report(5)))
    window.show_screen(Screen.MOVED)


def _evidence(*, opened: bool) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _verdict()(window)
        window.evidence.show_report(report())
        window.show_screen(Screen.EVIDENCE)
        while not window.evidence.is_whole:
            settle(1)
        for section in window.evidence.sections if opened else ():
            for frame in section.frames[:1]:
                frame.fold.set_open(True)
            section.receipt_fold.set_open(True)
            settle(2)
        names = window.evidence.names
        names.show()
        names.show_names(_catalogue())
        settle()

    return prepare


def _share(kind: CardKind) -> Prepare:
    def prepare(window: MainWindow) -> None:
        made = report(5)
        life = lives.chapters(made, HOSTILE)
        both = two.together(left=MARKUP, right=TURNING, artists=HOSTILE)
        view = share_shown(
            window, made, CardChoice(kind=kind), chapters=life, both=both if kind is CardKind.TWO else None
        )
        view.options_fold.set_open(True)
        view.stays_fold.set_open(True)
        settle()

    return prepare


def _life(window: MainWindow) -> None:
    view = screen_then_and_now.shown(window, report())
    view.show_chapters(lives.chapters(report(), HOSTILE))
    view.show_verdicts(lives.kept(2))
    screen_then_and_now.settle(view)
    for row in view.years.rows[:3]:
        row.click()
    screen_then_and_now.settle(view)


def _wrapped(window: MainWindow) -> None:
    screen_wrapped.shown(window, report())


def _together(window: MainWindow) -> None:
    _verdict()(window)
    view = window.two_listeners
    view.set_choices(
        [
            ListenerChoice(key=f"file:{place}", name=name, kind=ChoiceKind.FILE)
            for place, name in enumerate(HOSTILE)
        ]
    )
    view.choose("file:0", "file:5")
    window.show_screen(Screen.TWO_LISTENERS)
    view.show_together(two.together(left=MARKUP, right=STEERING, artists=HOSTILE))
    while not view.is_whole:
        settle(1)


def _settings(window: MainWindow) -> None:
    kept = tuple(
        replace(FEW[0], listener=replace(FEW[0].listener, listener_id=number, name=name))
        for number, name in enumerate(HOSTILE, start=1)
    )
    places = tuple(
        replace(PLACES[place % len(PLACES)], path=f"/somewhere/{name}")
        for place, name in enumerate(HOSTILE[:6])
    )
    view = screen_settings._shown(window, kept)
    view.show_places(places)
    settle()


def _told(window: MainWindow) -> None:
    """Show errors, questions and notices that name what a stranger has named."""
    error = SourceError("other_service", name=STEERING + MARKUP, service=TURNING)
    window.login.show_error("Not read", said(error))
    window.show_screen(Screen.LOGIN)
    window.show_status(MARKUP, STEERING)
    window.ask_listener(TURNING, STEERING)
    window.show_saved(f"/somewhere/{STEERING}{MNEMONICS}.html", "", can_open=True)
    settle()


def _reading(window: MainWindow) -> None:
    window.show_screen(Screen.LOADING)
    window.loading.begin()
    window.loading.show_progress(
        Progress(stage=Stage.READING, done=38, total=61, unit="bytes", detail=STEERING + MARKUP, rows=106)
    )
    settle()


def _spotify(window: MainWindow) -> None:
    window.show_screen(Screen.SPOTIFY)
    window.spotify.show_guide()
    window.spotify.show_error(MARKUP, said(AuthError("no_loopback", reason=STEERING)))
    settle()


def _waiting(window: MainWindow) -> None:
    room = window.waiting_room
    room.show_waiting(cases.WAITING, cases.TODAY)
    names = [name.replace("\x00", "").replace("/", " ")[:250] for name in HOSTILE]
    room.show_found(tuple(replace(cases.FOUND[0], path=Path(f"{name}.zip")) for name in names))
    window.show_screen(Screen.WAITING)
    settle()


def _saving(window: MainWindow) -> None:
    """Show what would stay, line by line and name by name, and what goes."""
    _verdict()(window)
    window.set_header(report().listener.name)
    dialog = window.saving_dialog
    dialog.begin(PAGE_KINDS)
    dialog.show_things(
        [
            Staying(key=f"{kind}.{number}", what=name, why=Why.PRIVATE)
            for kind in ("line", "artist")
            for number, name in enumerate(HOSTILE)
        ]
    )
    dialog.show_contents([saving_contents(kind) for kind in PAGE_KINDS])
    for names in dialog.checks.lists.values():
        while names.more.isVisibleTo(dialog):
            names.more.click()
    dialog.setParent(window, Qt.WindowType.Widget)
    dialog.show()
    settle()


def _asked(window: MainWindow) -> None:
    """Ask in boxes about somebody, with files that were read last in the menu."""
    _verdict()(window)
    files = [(f"/somewhere/{name.replace('/', ' ')}.zip",) for name in HOSTILE]
    window.menus.recent.show_files(files)
    window.menus.recent.mark_missing(frozenset(files[:3]))
    window.dialogs.confirm_forgetting("24.1 MB on this computer", STEERING + MARKUP)
    settle()


STATES: dict[str, Prepare] = {
    "hostile-verdict": _verdict(0, opened=2),
    "hostile-verdict-more": _verdict(5, opened=4),
    "hostile-pause": _pause,
    "hostile-not-me": _not_me,
    "hostile-moved": _moved,
    "hostile-evidence": _evidence(opened=False),
    "hostile-evidence-opened": _evidence(opened=True),
    **{f"hostile-share-{kind.value}": _share(kind) for kind in CardKind},
    "hostile-life": _life,
    "hostile-wrapped": _wrapped,
    "hostile-together": _together,
    "hostile-settings": _settings,
    "hostile-told": _told,
    "hostile-reading": _reading,
    "hostile-spotify": _spotify,
    "hostile-waiting": _waiting,
    "hostile-saving": _saving,
    "hostile-asked": _asked,
}
