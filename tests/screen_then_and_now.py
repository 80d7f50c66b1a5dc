"""States of the screen of a life, to be drawn and to be gone through by tests."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests import example_chapters as lives
from tests import example_report as example
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.then_and_now_words import Untold
from unwrapped_desktop.ui.views.then_and_now import ThenAndNowView

Prepare = Callable[[MainWindow], None]


def settle(view: ThenAndNowView) -> None:
    """Let everything be put up that is put up piece by piece."""
    for _ in range(400):
        QApplication.processEvents()
        if view.verdicts.is_whole and view.axes.is_whole and view.verdict_axes.is_whole:
            break
    for _ in range(6):
        QApplication.processEvents()


def shown(window: MainWindow, report: Report, *, is_earlier: bool = False) -> ThenAndNowView:
    """Bring the screen of a report to the front."""
    window.set_header(report.listener.name)
    window.results.show_report(report, is_earlier=is_earlier)
    window.show_screen(Screen.RESULTS)
    window.menus.actions["then_and_now"].trigger()
    return window.then_and_now


def _scroll_to(view: ThenAndNowView, part: QWidget) -> None:
    settle(view)
    area = view.findChildren(QScrollArea)[0]
    content = area.widget()
    assert content is not None
    area.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y() - 70)


def _eras(
    make: Callable[[], Report],
    names: tuple[str, ...] = lives.NAMES,
    *,
    chosen: int = 0,
    opened: int | None = None,
    told: bool = True,
) -> Prepare:
    """Show the eras, with one chosen, and with the receipt of one of its lines open."""

    def prepare(window: MainWindow) -> None:
        report = make()
        view = shown(window, report)
        if told:
            view.show_chapters(lives.chapters(report, names))
        else:
            view.show_untold(Untold.NOT_KEPT)
        view.show_verdicts(lives.kept(1))
        if chosen:
            view.band.setValue(chosen)
        if opened is not None:
            settle(view)
            view.era.page.buttons[opened].click()
        settle(view)

    return prepare


def _years(
    *, told: int | None = None, stopped: bool = False, names: tuple[str, ...] = lives.NAMES, opened: str = ""
) -> Prepare:
    """Show the labels: as many as have come, or all of them, one of them open."""

    def prepare(window: MainWindow) -> None:
        report = lives.life(names)
        view = shown(window, report)
        chapters = lives.chapters(report, names)
        if told is None:
            view.show_chapters(chapters)
        else:
            view.show_telling()
            for chapter in chapters.years[:told]:
                view.add_chapter(chapter)
        if stopped:
            view.show_stopped()
        _scroll_to(view, view.years)
        for row in view.years.rows:
            if row.year == opened:
                row.click()
                _scroll_to(view, row)

    return prepare


def _untold(untold: Untold, reason: str = "") -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, lives.life())
        view.show_untold(untold, reason)
        view.show_verdicts(lives.kept(0 if untold is Untold.FRIEND else 2))
        _scroll_to(view, view.years)

    return prepare


def _axes(*, table: bool = False) -> Prepare:
    def prepare(window: MainWindow) -> None:
        report = lives.life()
        view = shown(window, report)
        view.show_chapters(lives.chapters(report))
        settle(view)
        if table:
            view.axes.frames[0].fold.set_open(True)
        _scroll_to(view, view.axes)

    return prepare


def _verdicts(
    count: int, *, ticked: tuple[int, ...] = (), deleted: int = 0, over_time: bool = False, on_screen: int = 0
) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = shown(window, lives.life(), is_earlier=on_screen > 0)
        verdicts = lives.kept(count + deleted, on_screen=on_screen)
        view.show_verdicts(verdicts[:count])
        view.show_untold(Untold.NOT_KEPT)
        settle(view)
        for place in ticked:
            view.verdicts.rows[place].tick.click()
        if deleted:
            view.show_deleted(verdicts[count].made_at, deleted)
        if over_time:
            view.verdict_fold.set_open(True)
        _scroll_to(view, view.verdict_axes if over_time else view.verdicts)

    return prepare


STATES: dict[str, Prepare] = {
    "then-eras": _eras(lives.life),
    "then-eras-chosen": _eras(lives.life, chosen=4),
    "then-eras-thin": _eras(lives.life, chosen=2),
    "then-eras-opened": _eras(lives.life, chosen=3, opened=1),
    "then-eras-untold": _eras(lives.life, chosen=5, told=False),
    "then-eras-one": _eras(lives.single),
    "then-eras-none": _eras(lives.eraless),
    "then-eras-older": _eras(example.good_report, told=False),
    "then-eras-hard": _eras(lambda: lives.life(lives.HARD_NAMES), lives.HARD_NAMES, chosen=3, opened=2),
    "then-years-arriving": _years(told=6),
    "then-years-stopped": _years(told=6, stopped=True),
    "then-years": _years(),
    "then-years-opened": _years(opened="2019"),
    "then-years-thin": _years(opened="2017"),
    "then-years-hard": _years(names=lives.HARD_NAMES, opened="2016"),
    **{f"then-untold-{untold.value}": _untold(untold) for untold in Untold},
    "then-axes": _axes(),
    "then-axes-table": _axes(table=True),
    "then-verdicts": _verdicts(7, ticked=(0, 2), on_screen=2),
    "then-verdicts-many": _verdicts(40),
    "then-verdicts-two": _verdicts(2),
    "then-verdicts-one": _verdicts(1),
    "then-verdicts-deleted": _verdicts(4, deleted=1),
    "then-verdicts-deleted-several": _verdicts(3, deleted=3),
    "then-verdicts-over-time": _verdicts(7, over_time=True),
}
