"""What the window says of a results file that cannot be used: the ways on, and what became of it."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication

from tests import example_report as example
from unwrapped_desktop.app.messages_on_screen import said
from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError
from unwrapped_desktop.domain.recovery import KeptCopy, Mended, Recovered, Way
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.recovery_words import (
    copy_text,
    mended_text,
    mended_title,
    recovered_text,
    recovered_title,
    restore_text,
    unkept_text,
    unkept_title,
)

_PATH = "/data/ottoline/.local/share/unwrapped-desktop/unwrapped.db"
_FOLDER = _PATH.removesuffix("/unwrapped.db")
_LONG = _PATH.replace("ottoline", "the-reverend-ottoline-featherstonehaugh/ملفات/" * 3)
_ASIDE = _PATH.replace("unwrapped.db", "unwrapped.damaged-20261130T091500Z.db")
_COPY = KeptCopy(path="", made_at=datetime(2026, 11, 29, 9, tzinfo=UTC), verdicts=12, listeners=2)

Prepare = Callable[[MainWindow], None]


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def _damaged(
    code: str, *, copy: KeptCopy | None = _COPY, can_repair: bool = True, path: str = _PATH
) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.show_screen(Screen.LOGIN)
        notice = window.damage
        body = f"{said(DamagedDatabase(code, path=path))} {copy_text(copy)}"
        offered = [notice.third_button]
        if can_repair:
            offered.insert(0, notice.other_button)
        if copy is not None:
            notice.action_button.setText(restore_text(copy))
            offered.insert(0, notice.action_button)
        notice.show_message(translate("Recovery", "Saved verdicts cannot be opened"), body)
        notice.offer(*offered)
        _settle()

    return prepare


def _recovered(recovered: Recovered) -> Prepare:
    def prepare(window: MainWindow) -> None:
        if recovered.way is Way.FRESH:
            window.show_screen(Screen.LOGIN)
        else:
            window.results.show_report(example.good_report())
            window.show_screen(Screen.RESULTS)
        window.show_status(recovered_title(recovered), recovered_text(recovered))
        _settle()

    return prepare


def _mended(mended: Mended) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.results.show_report(example.good_report())
        window.show_screen(Screen.RESULTS)
        window.show_status(mended_title(mended), mended_text(mended))
        _settle()

    return prepare


def _unkept(why: StorageError, *, with_failure: bool = False) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.results.show_report(example.good_report())
        window.show_screen(Screen.RESULTS)
        window.unopened.show_message(unkept_title(), unkept_text(said(why)))
        if with_failure:
            window.results.show_failure(translate("Screens", "No new verdict"), said(why))
        _settle()

    return prepare


def _unopened(why: StorageError) -> Prepare:
    def prepare(window: MainWindow) -> None:
        window.show_screen(Screen.LOGIN)
        window.unopened.show_message(translate("Controller", "Saved verdicts cannot be opened"), said(why))
        _settle()

    return prepare


STATES: dict[str, Prepare] = {
    "recovery-damaged": _damaged("database_damaged"),
    "recovery-no-copy": _damaged("database_damaged", copy=None),
    "recovery-gone": _damaged("database_missing", can_repair=False, path=_LONG),
    "recovery-nothing-saved": _damaged("repair_found_nothing", copy=None, can_repair=False),
    "recovery-restored": _recovered(Recovered(way=Way.RESTORE, aside=_ASIDE, verdicts=12, listeners=2)),
    "recovery-repaired": _recovered(
        Recovered(way=Way.REPAIR, aside=_ASIDE, verdicts=57, listeners=2, lost=3)
    ),
    "recovery-repaired-unknown": _recovered(
        Recovered(way=Way.REPAIR, aside=_LONG, verdicts=1, listeners=1, lost=None)
    ),
    "recovery-fresh": _recovered(Recovered(way=Way.FRESH, aside=_ASIDE)),
    "recovery-log": _mended(Mended.LOG),
    "recovery-indexes": _mended(Mended.INDEXES),
    "recovery-marks": _mended(Mended.MARKS),
    "unkept-full": _unkept(StorageError("disk_full", path=_FOLDER, needed_mb=1)),
    "unkept-read-only": _unkept(
        StorageError(
            "data_dir_unwritable", path=_LONG.removesuffix("/unwrapped.db"), reason="Permission denied"
        ),
        with_failure=True,
    ),
    "unkept-nothing-yet": _unopened(StorageError("disk_full", path=_FOLDER, needed_mb=1)),
}
