"""States of the share screen and of walking through a set, to be drawn and to be gone through by tests."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests import example_chapters as lives
from tests import example_report as example
from tests import example_two_listeners as two
from unwrapped_desktop.domain.card import CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.ui.cards.contents import CardSubject
from unwrapped_desktop.ui.cards.painted import PaintOrder, Saved, paint
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.views.share import ShareView

Prepare = Callable[[MainWindow], None]


def painting_at_once(view: ShareView) -> ShareView:
    """Let cards be painted where they are asked for, with nobody behind the screen who does it elsewhere."""

    def paint_one(order: PaintOrder) -> None:
        view.show_painted(paint(order))

    def paint_set(orders: tuple[PaintOrder, ...]) -> None:
        for order in orders:
            paint_one(order)

    view.painting_requested.connect(paint_one)
    view.set_requested.connect(paint_set)
    return view


def shown(
    window: MainWindow,
    report: Report,
    choice: CardChoice | None = None,
    *,
    chapters: Chapters | None = None,
    both: TwoListeners | None = None,
    is_friends: bool = False,
) -> ShareView:
    """Bring the share screen to the front with a card on it."""
    window.set_header(report.listener.name)
    window.results.show_report(report, is_friends=is_friends)
    window.show_screen(Screen.RESULTS)
    view = painting_at_once(window.share)
    subject = CardSubject(report=report, chapters=chapters, two=both)
    back_to = Screen.RESULTS if both is None else Screen.TWO_LISTENERS
    window.share_subject(subject, choice, is_friends=is_friends, back_to=back_to)
    return view


def settle() -> None:
    """Let everything be put up."""
    for _ in range(6):
        QApplication.processEvents()


def _share(
    make: Callable[[], Report],
    kind: CardKind = CardKind.LINE,
    *,
    changing: bool = False,
    is_friends: bool = False,
) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, make(), CardChoice(kind=kind), is_friends=is_friends)
        view.options_fold.set_open(changing)

    return prepare


def _life(
    kind: CardKind, names: tuple[str, ...] = lives.NAMES, *, changing: bool = False, told: bool = True
) -> Prepare:
    def prepare(window: MainWindow) -> None:
        report = lives.life(names)
        chapters = lives.chapters(report, names) if told else None
        view = shown(window, report, CardChoice(kind=kind), chapters=chapters)
        view.options_fold.set_open(changing)

    return prepare


def _two(make: Callable[[], TwoListeners], *, changing: bool = False) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, example.good_report(), CardChoice(kind=CardKind.TWO), both=make())
        view.options_fold.set_open(changing)

    return prepare


def _formatted(name: str, style: CardStyle) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, example.good_report())
        view.options.format_chosen.emit(name)
        view.options.style_chosen.emit(style)

    return prepare


def _stays(make: Callable[[], Report], *, out: int = 0) -> Prepare:
    """Open what stays here; let out so many things."""

    def prepare(window: MainWindow) -> None:
        view = shown(window, make())
        view.stays_fold.set_open(True)
        settle()
        for key in list(view.stays.links)[:out]:
            view.stays.links[key].click()

    return prepare


def _saved(saved: Saved) -> Prepare:
    def prepare(window: MainWindow) -> None:
        shown(window, example.good_report()).show_saved(saved)

    return prepare


def _waiting(*, walking: bool) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, lives.life())
        view.set_can_tell(True)
        if walking:
            view.walk()
        else:
            view.options_fold.set_open(True)
            view.options.kind_chosen.emit(CardKind.YEARS)
        view.show_told(7, 19)

    return prepare


def _walk(
    make: Callable[[], Report],
    place: int,
    *,
    style: CardStyle = CardStyle.ACCENT,
    format_name: str = "story",
    saved: Saved | None = None,
    saving: bool = False,
) -> Prepare:
    """Walk through a set. The window of the walk is put into the main one, so that it is in the picture."""

    def prepare(window: MainWindow) -> None:
        report = make()
        chapters = lives.chapters(report) if report.eras.eras else None
        view = shown(window, report, chapters=chapters)
        view.options.style_chosen.emit(style)
        view.options.format_chosen.emit(format_name)
        view.walk()
        walk = view.card_walk
        walk.go_to(place)
        if saved is not None:
            view.show_saved(saved)
        if saving:
            walk.show_saving(3, 7)
        walk.setParent(window, Qt.WindowType.Widget)
        walk.setGeometry(window.rect())
        walk.show()
        walk.raise_()

    return prepare


def _named(name: str) -> Report:
    report = example.good_report()
    return replace(report, listener=replace(report.listener, name=name))


_FILE = Saved(paths=("/somewhere/Pictures/unwrapped-loyal-to-the-intro-line-story.png",), wanted=1)
_SET = Saved(paths=tuple(f"/somewhere/Pictures & more/unwrapped-{n}.png" for n in range(7)), wanted=7)
_BROKEN = Saved(
    paths=_SET.paths[:2], wanted=7, name="unwrapped-years-story.png", reason="No space left on device"
)

STATES: dict[str, Prepare] = {
    "share": _share(example.good_report),
    "share-options": _share(lambda: _named("Ada & Söhne"), changing=True),
    "share-options-nameless": _share(lambda: _named("You"), changing=True),
    "share-none": _share(example.unshareable_report),
    "share-none-stays": _stays(example.unshareable_report),
    "share-label": _share(example.good_report, CardKind.LABEL),
    "share-long": _share(example.long_names_report, changing=True),
    "share-rtl": _share(example.rtl_report, changing=True),
    "share-cjk": _share(example.cjk_report),
    "share-friend": _share(example.good_report, changing=True, is_friends=True),
    "share-wide": _formatted("wide", CardStyle.PAPER),
    "share-square": _formatted("square", CardStyle.INK),
    "share-years": _life(CardKind.YEARS),
    "share-years-options": _life(CardKind.YEARS, changing=True),
    "share-era": _life(CardKind.ERA, changing=True),
    "share-era-untold": _life(CardKind.ERA, changing=True, told=False),
    "share-era-hard": _life(CardKind.ERA, lives.HARD_NAMES, changing=True),
    "share-two": _two(two.together, changing=True),
    "share-two-hard": _two(two.hard),
    "share-stays": _stays(example.good_report),
    "share-stays-out": _stays(example.good_report, out=1),
    "share-saved": _saved(_FILE),
    "share-unsaved": _saved(Saved(paths=(), wanted=1, name="card.png", reason="Permission denied")),
    "share-waiting": _waiting(walking=False),
    "share-waiting-walk": _waiting(walking=True),
    "share-walk": _walk(lives.life, 0),
    "share-walk-middle": _walk(lives.life, 3, style=CardStyle.PAPER),
    "share-walk-wide": _walk(lives.life, 1, format_name="wide", style=CardStyle.INK),
    "share-walk-saving": _walk(lives.life, 2, saving=True),
    "share-walk-saved": _walk(lives.life, 2, saved=_SET),
    "share-walk-broken": _walk(lives.life, 2, saved=_BROKEN),
}
