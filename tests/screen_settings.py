"""The settings as they are drawn: every section, many listeners, hard names, half-written things."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QScrollArea

from tests import screen_cases as cases
from unwrapped_desktop.domain.about import About, Licence
from unwrapped_desktop.domain.analysis_state import Listener
from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults
from unwrapped_desktop.domain.stored import KeptListener, PlaceKind, StoredPlace
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.settings_words import forgotten_text, forgotten_title
from unwrapped_desktop.ui.views.settings import SettingsView

SECTIONS = ("appearance", "judging", "listeners", "spotify", "stored", "logs", "about")
ZONES = ("America/New_York", "Asia/Kolkata", "Europe/Berlin", "UTC")

_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
_HOME = "/data/ottoline/.local/share/unwrapped-desktop"
_SIZES = {
    PlaceKind.RESULTS: ("/unwrapped.db", 3_412_000),
    PlaceKind.RECORDS: ("/records", 24_100_000),
    PlaceKind.BACKUPS: ("/backups", None),
    PlaceKind.DAMAGED: ("", None),
    PlaceKind.WAITING: ("/waiting.json", None),
    PlaceKind.WINDOW: ("/window.ini", 2_100),
}
PLACES = (
    *(StoredPlace(kind=kind, path=_HOME + path, size_bytes=size) for kind, (path, size) in _SIZES.items()),
    StoredPlace(
        kind=PlaceKind.LOGS, path="/data/ottoline/.local/state/unwrapped-desktop/log", size_bytes=41_000
    ),
)
LONG_PLACES = tuple(
    replace(place, path=place.path.replace("ottoline", "the-reverend-ottoline-featherstonehaugh/ملفات/" * 3))
    for place in PLACES
)
ABOUT = About(
    versions=(
        ("Unwrapped", "0.1.0"),
        ("Engine", "7"),
        ("Table of artists", "5f0c2d3a9b1e"),
        ("Python", "3.11.7"),
        ("Qt", "6.11.3"),
        ("PySide6", "6.11.3"),
        ("SQLite", "3.42.0"),
    ),
    licences=(
        Licence(
            name="Unwrapped",
            version="0.1.0",
            licence="MIT",
            text="MIT License\n\nPermission is granted.\n" * 30,
        ),
        *(
            Licence(name=name, version=version, licence="MIT", text="Terms.")
            for name, version in (
                ("alembic", "1.20.1"),
                ("Bebas Neue (font)", "2.000"),
                ("charset-normalizer", "3.5.3"),
                ("importlib-metadata", "10.2.0"),
                ("Inter (font)", "4.001"),
                ("keyring", "25.7.0"),
                ("numpy", "2.4.6"),
                ("pyside6-essentials", "6.11.3"),
                ("Python", "3.11.7"),
                ("requests", "2.34.2"),
            )
        ),
    ),
)


def kept(number: int, name: str, *, verdicts: int = 3, record: int | None = 1_240_000) -> KeptListener:
    return KeptListener(
        listener=Listener(listener_id=number, name=name, created_at=_AT),
        verdicts=verdicts,
        last_at=_AT if verdicts else None,
        record_bytes=record,
        is_signed_in=number == 2,
    )


FEW = (kept(1, "You", verdicts=12, record=24_100_000), kept(2, "Ada & Söhne", verdicts=1, record=None))
MANY = tuple(kept(number, f"Listener {number}", verdicts=number) for number in range(1, 13))
HARD = (
    kept(1, "Wolfeschlegelsteinhausenbergerdorff the Elder of Featherstonehaugh-on-the-Wold"),
    kept(2, "فيروز الرحباني"),
    kept(3, "坂本 龍一"),
    kept(4, "<b>Bobby</b> & <img src=x>", verdicts=0),
    kept(5, "W" * 80),
)


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def _shown(window: MainWindow, listeners: tuple[KeptListener, ...] | None = FEW) -> SettingsView:
    view = window.settings
    view.set_zones(ZONES, "Europe/Berlin")
    view.show_judging(JudgingDefaults())
    view.show_verdict("America/New_York", Intensity.HONEST, differs=True)
    view.show_listeners(listeners, 1)
    view.show_places(PLACES)
    view.show_sign_in(cases.SIGNED_IN)
    view.show_about(ABOUT)
    view.show_keeps_record(True)
    window.show_screen(Screen.SETTINGS)
    _settle()
    return view


def _at(
    section: str,
    act: Callable[[MainWindow, SettingsView], object] = lambda _window, _view: None,
    listeners: tuple[KeptListener, ...] | None = FEW,
) -> Callable[[MainWindow], None]:
    def prepare(window: MainWindow) -> None:
        view = _shown(window, listeners)
        if section:
            view.links[SECTIONS.index(section)].click()
        _settle()
        act(window, view)
        _settle()

    return prepare


def _rename_error(_window: MainWindow, view: SettingsView) -> None:
    entry = view.listeners.entries[1]
    entry.rename.click()
    entry.name_field.setText("You")
    entry.show_error("There is a listener called You already. Choose another name.")


def _forgotten(window: MainWindow, view: SettingsView) -> None:
    view.show_listeners(FEW[:1], 1)
    window.forgotten.show_message(forgotten_title(FEW[1]), forgotten_text(FEW[1]))


def _deleting(_window: MainWindow, view: SettingsView) -> None:
    view.deletion.begin.click()
    view.deletion.word.setText("DELETE")


def _refused(window: MainWindow, view: SettingsView) -> None:
    _deleting(window, view)
    view.deletion.refuse(
        "Something is being read. Wait until it is done, or cancel it; then delete everything."
    )


def _left(window: MainWindow, _view: SettingsView) -> None:
    window.show_status(
        "Not everything could be deleted. This is left:",
        f"{_HOME}/records/listener-1.record: Permission denied\nThe keychain did not let a sign-in go: delete the "
        "entries called fm.unwrapped.Desktop there.",
    )


def _wrong_zone(_window: MainWindow, view: SettingsView) -> None:
    view.zone.field.setCurrentText("Mars/Olympus")
    view.zone.field.left.emit()


def _bottom(_window: MainWindow, view: SettingsView) -> None:
    bar = view.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())


def _long_paths(_window: MainWindow, view: SettingsView) -> None:
    view.show_places(LONG_PLACES)


STATES: dict[str, Callable[[MainWindow], None]] = {
    "settings": _at(""),
    **{f"settings-{section}": _at(section) for section in SECTIONS},
    "settings-zone-wrong": _at("judging", _wrong_zone),
    "settings-listeners-many": _at("listeners", listeners=MANY),
    "settings-listeners-hard": _at("listeners", listeners=HARD),
    "settings-listeners-none": _at("listeners", listeners=()),
    "settings-rename-error": _at("listeners", _rename_error),
    "settings-forgotten": _at("listeners", _forgotten),
    "settings-deleting": _at("stored", _deleting),
    "settings-deleting-refused": _at("stored", _refused),
    "settings-places-long": _at("stored", _long_paths),
    "settings-left": _at("", _left),
    "settings-end": _at("about", _bottom),
}
"""Every state worth a picture, by its name."""
