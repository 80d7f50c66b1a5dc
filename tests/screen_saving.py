"""What a verdict is saved as: the dialog in every state, and what is said above the screen."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt

from tests import example_report as example
from unwrapped_desktop.domain.saved_file import FACTS_KINDS, PAGE_KINDS, FileContents, FileKind
from unwrapped_desktop.sharing.staying import Staying, Why
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.widgets.saving_dialog import SavingDialog

Prepare = Callable[[MainWindow], None]

THINGS = (
    Staying(
        key="line.4",
        what="In 30 hours of White Noise Baby Sleep you have yet to find the place to clap.",
        why=Why.SLEEP,
    ),
    Staying(
        key="line.9",
        what="The neighbours have had Super Simple Songs since September 2023, 2,560 times, and could perform it with"
        " gestures.",
        why=Why.CHILDREN,
    ),
    Staying(key="fact.attention.most_skipped_song", what="Most skipped song", why=Why.UNLISTED),
    Staying(key="fact.saved.tracks", what="Saved tracks", why=Why.LIBRARY),
    Staying(key="fact.saved.skip_share", what="Skips among saved songs", why=Why.LIBRARY),
    Staying(key="fact.saved.wrapped_year", what="Year of the latest Wrapped", why=Why.LIBRARY),
    Staying(key="artist.Valise du Dimanche", what="Valise du Dimanche", why=Why.PRIVATE),
    Staying(
        key="album.\u0623\u0645 \u0643\u0644\u062b\u0648\u0645 - \u0625\u0646\u062a \u0639\u0645\u0631\u064a",
        what="\u0623\u0645 \u0643\u0644\u062b\u0648\u0645 - \u0625\u0646\u062a \u0639\u0645\u0631\u064a",
        why=Why.PRIVATE,
    ),
    Staying(
        key="song.Tom & <b>Jerry</b> - long",
        what="Tom & <b>Jerry</b> and the Orchestra of the Municipal Baths - A Title That Goes On, and On, and On, for"
        " Reasons of Its Own (feat. Everybody) - 2011 Remaster",
        why=Why.PRIVATE,
    ),
)
MANY = tuple(
    Staying(key=f"artist.Somebody {number}", what=f"Somebody {number}", why=Why.PRIVATE)
    for number in range(140)
)


def contents(kind: FileKind) -> FileContents:
    """Return a count such as a life of ten years has."""
    sizes = {
        FileKind.PAGE: 412_300,
        FileKind.SPREADSHEET: 26_300,
        FileKind.DOCUMENT: 207_700,
        FileKind.PACKAGE: 31_100,
    }
    return FileContents(
        kind=kind,
        lines=12,
        receipts=19,
        artists=500,
        songs=100,
        albums=100,
        facts=167,
        scores=9,
        size_bytes=sizes[kind],
    )


def _settle() -> None:
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def _shown(window: MainWindow) -> None:
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)
    _settle()


def _within(window: MainWindow, dialog: SavingDialog) -> None:
    """Put the dialog into the window, so that it is in the picture."""
    dialog.setParent(window, Qt.WindowType.Widget)
    dialog.setAutoFillBackground(True)
    dialog.show()
    _settle()
    dialog.move((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)


def _panel(
    kind: FileKind,
    *,
    things: tuple[Staying, ...] = THINGS,
    ticked: tuple[str, ...] = (),
    name: str = "",
    more: bool = False,
    part: int = 0,
) -> Prepare:
    """Show what goes into a kind of file; `part` tenths of the way down."""

    def prepare(window: MainWindow) -> None:
        _shown(window)
        dialog = window.saving_dialog
        kinds = PAGE_KINDS if kind is FileKind.PAGE else FACTS_KINDS
        dialog.begin(kinds)
        if kind is not FileKind.PAGE:
            dialog.kinds[kind].setChecked(True)
        dialog.show_things(things)
        dialog.show_contents([contents(one) for one in kinds])
        dialog.name.setText(name)
        for key in ticked:
            dialog.checks.checks[key].setChecked(True)
        dialog.show_contents([contents(one) for one in kinds])
        if more:
            next(one for one in dialog.checks.lists.values() if not one.is_empty).more.click()
        _within(window, dialog)
        bar = dialog.area.verticalScrollBar()
        bar.setValue(bar.maximum() * part // 10)
        _settle()

    return prepare


def _counting(window: MainWindow) -> None:
    _shown(window)
    window.saving_dialog.begin(FACTS_KINDS)
    _within(window, window.saving_dialog)


def _nothing(window: MainWindow) -> None:
    _shown(window)
    dialog = window.saving_dialog
    dialog.begin(PAGE_KINDS)
    dialog.show_things([replace(thing, why=Why.PRIVATE) for thing in THINGS[:2]])
    dialog.show_nothing(
        "Every line of this verdict rests on something private, so that nothing is left to give away. Nothing was"
        " written."
    )
    _within(window, dialog)


def _saved(window: MainWindow) -> None:
    _shown(window)
    window.show_saved(
        "/somewhere/unwrapped-\u0623\u0645-karaoke-hostage.html",
        translate("SavingDesk", "Open it once yourself: others see what you see there."),
        can_open=True,
    )


def _saved_facts(window: MainWindow) -> None:
    _shown(window)
    window.show_saved("/somewhere/unwrapped-facts-karaoke-hostage.zip")


def _saving(window: MainWindow) -> None:
    _shown(window)
    window.saving.show_message(translate("SavingDesk", "Writing the file…"), "")


STATES: dict[str, Prepare] = {
    "saving-page": _panel(FileKind.PAGE),
    "saving-page-down": _panel(FileKind.PAGE, part=10, name="Ben & S\u00f6hne"),
    "saving-page-ticked": _panel(FileKind.PAGE, ticked=("line.4", "artist.Valise du Dimanche"), part=5),
    "saving-page-bare": _panel(FileKind.PAGE, things=()),
    "saving-page-many": _panel(FileKind.PAGE, things=MANY, more=True, part=6),
    "saving-page-nothing": _nothing,
    "saving-facts": _panel(FileKind.SPREADSHEET),
    "saving-facts-document": _panel(FileKind.DOCUMENT, part=4),
    "saving-facts-package": _panel(FileKind.PACKAGE),
    "saving-facts-counting": _counting,
    "saving-saved": _saved,
    "saving-saved-facts": _saved_facts,
    "saving-writing": _saving,
}
