"""The settings in the real window, with a real results file, real records, and a keychain in memory."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests import listeners
from tests.gui.conftest import TIMEOUT_MS, Program
from tests.unit.auth.vault import MemoryVault
from unwrapped_desktop.app import keychain_jobs, settings_jobs
from unwrapped_desktop.app.jobs import Desk, Opened, open_results
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.auth.accounts import Grant
from unwrapped_desktop.auth.keychain import Keychain
from unwrapped_desktop.auth.places import SpotifyPlaces
from unwrapped_desktop.domain.listener_name import LONGEST_NAME
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import Intensity, JudgingDefaults
from unwrapped_desktop.domain.stored import PlaceKind
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.logs import close_logs, set_up_logs
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.last_report import last_report
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.theme import ThemeMode
from unwrapped_desktop.ui.views.settings import SettingsView
from unwrapped_desktop.ui.widgets.settings_listeners import ListenerEntry

Start = Callable[..., Program]

TOKEN = "BQD-canary"  # noqa: S105 - it opens nothing
CLIENT_ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small export, soon read."""
    history = listeners.loyalist(3)
    return str(
        listeners.write_export(
            history[: len(history) // 4], tmp_path_factory.mktemp("mine"), zipped=True
        ).path
    )


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Somebody else's."""
    history = listeners.night_worker(5)
    folder = tmp_path_factory.mktemp("theirs")
    return str(
        listeners.write_export(history[: len(history) // 4], folder, "extended_2021", zipped=True).path
    )


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


@pytest.fixture
def no_logs() -> Iterator[None]:
    yield
    close_logs()


def settled(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )
    QApplication.processEvents()


def opened(program: Program) -> SettingsView:
    """Open the settings, and wait until all of them is there."""
    program.window.menus.actions["settings"].trigger()
    settled(program)
    assert program.window.screen_shown() is Screen.SETTINGS
    return program.window.settings


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tick(box: QWidget) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))


def press(key: Qt.Key, program: Program) -> None:
    focused = program.window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def typed(text: str, program: Program) -> None:
    focused = program.window.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def write_zone(name: str, program: Program) -> None:
    """Write over what stands in the field for the time zone."""
    field = program.window.settings.zone.field.lineEdit()
    assert field is not None
    field.selectAll()
    typed(name, program)


def tab_to(program: Program, widget: QWidget) -> None:
    """Walk with the Tab key until a widget has the keyboard."""
    for _ in range(200):
        if program.window.focusWidget() is widget:
            return
        press(Qt.Key.Key_Tab, program)
    raise AssertionError(f"the Tab key does not lead to {widget}")


def desk_of(program: Program) -> Desk:
    found = program.controller._opened
    assert found is not None
    return found.desk


def sign_in(program: Program) -> None:
    """Let the listener in front have a sign-in in the keychain."""
    listener = program.controller.kept.listener
    assert listener is not None
    grant = Grant(access_token=TOKEN, refresh_token=TOKEN, lasts=timedelta(hours=1), scopes=frozenset({"x"}))
    desk_of(program).connections.take(listener.listener_id, grant, client_id=CLIENT_ID)


def two_listeners(start: Start, mine: str, theirs: str, **more: object) -> Program:
    """Start with the verdicts of `You` and, in front, `Listener 2`."""
    program = start(mine, **more)
    program.until(Screen.RESULTS)
    program.controller.judge_files((theirs,))
    program.qtbot.waitUntil(program.window.question.isVisible, timeout=TIMEOUT_MS)
    settled(program)
    program.window.separate_requested.emit()
    program.until(Screen.RESULTS)
    settled(program)
    assert [known.name for known in program.controller.kept.listeners] == ["Listener 2", "You"]
    return program


def entry_of(view: SettingsView, name: str) -> ListenerEntry:
    return next(entry for entry in view.listeners.entries if entry.kept.listener.name == name)


def names(view: SettingsView) -> list[str]:
    return [entry.kept.listener.name for entry in view.listeners.entries]


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


# ---------------------------------------------------------------------------------------------- coming and going


def test_the_keys_open_them_and_escape_leads_back(start: Start) -> None:
    program = start()
    program.until(Screen.LOGIN)
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    program.until(Screen.SETTINGS)
    press(Qt.Key.Key_Escape, program)
    assert program.window.screen_shown() is Screen.LOGIN


def test_they_lead_back_to_the_screen_before(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    program.window.menus.actions["evidence"].trigger()
    view = opened(program)
    click(view.back)
    assert program.window.screen_shown() is Screen.EVIDENCE


def test_they_wait_while_something_is_read(start: Start) -> None:
    program = start()
    program.window.show_screen(Screen.LOADING)
    assert not program.window.menus.actions["settings"].isEnabled()
    program.window.show_screen(Screen.LOGIN)
    assert program.window.menus.actions["settings"].isEnabled()


def test_every_heading_is_reached_by_keyboard(start: Start) -> None:
    program = start()
    view = opened(program)
    for link, section in zip(view.links, view.sections, strict=True):
        link.setFocus()
        press(Qt.Key.Key_Return, program)
        focused = program.window.focusWidget()
        assert focused is not None
        assert focused is section or section.isAncestorOf(focused), section.title
        assert (
            view._area.viewport()
            .rect()
            .intersects(
                section.rect().translated(section.mapTo(view._area.viewport(), section.rect().topLeft()))
            )
        )


def test_the_tab_key_leads_down_the_page(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    view = opened(program)
    view.back.setFocus()
    come_to: list[QWidget] = []
    for _ in range(60):
        press(Qt.Key.Key_Tab, program)
        focused = program.window.focusWidget()
        assert focused is not None
        come_to.append(focused)
        if focused is view.licences.terms:
            break
    assert view.listeners.entries[0].rename in come_to
    assert view.places.entries[0].show_in_folder in come_to
    tops = [widget.mapTo(view, QPoint(0, 0)).y() for widget in come_to]
    assert tops == sorted(tops)
    assert come_to[-1] is view.licences.terms


# ---------------------------------------------------------------------------------------------- appearance


def test_appearance_and_the_view_menu_keep_in_step(start: Start) -> None:
    program = start()
    view, window = opened(program), program.window
    click(view.colours.buttons["dark"])
    assert window.preferences().mode is ThemeMode.DARK
    assert window.menus.actions["mode_dark"].isChecked()
    click(view.text_size.buttons[150])
    assert window.preferences().text_percent == 150
    tick(view.motion)
    assert window.menus.actions["motion"].isChecked() is view.motion.isChecked() is False
    window.menus.actions["zoom_in"].trigger()
    assert view.text_size.value == 175
    window.menus.actions["mode_light"].trigger()
    assert view.colours.value == "light"
    window.menus.actions["motion"].trigger()
    assert view.motion.isChecked()


def test_appearance_is_chosen_by_keyboard_alone(start: Start) -> None:
    program = start()
    view = opened(program)
    tab_to(program, view.colours.buttons["system"])
    press(Qt.Key.Key_Right, program)
    press(Qt.Key.Key_Right, program)
    press(Qt.Key.Key_Space, program)
    assert program.window.preferences().mode is ThemeMode.DARK
    tab_to(program, view.motion)
    press(Qt.Key.Key_Return, program)
    assert not program.window.preferences().reduced_motion


# ---------------------------------------------------------------------------------------------- judging


def test_another_time_zone_holds_from_the_next_judgement_on(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    chosen: list[JudgingDefaults] = []
    program.controller.judging_changed.connect(chosen.append)
    view = opened(program)
    assert "Europe/Berlin" in view.of_verdict.text()
    assert not view.again.isVisible()
    tab_to(program, view.zone.field)
    write_zone("new york", program)
    press(Qt.Key.Key_Return, program)
    assert chosen == [JudgingDefaults(timezone="America/New_York")]
    assert view.zone.field.currentText() == "America/New York"
    assert "Europe/Berlin" in view.of_verdict.text()
    assert view.again.isVisible()
    click(view.again)
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    report = program.controller.kept.report
    assert report is not None
    assert report.provenance.timezone == "America/New_York"
    assert not opened(program).again.isVisible()


@pytest.mark.parametrize(("zone", "is_same"), [("UTC", True), ("Etc/UTC", True), ("Asia/Kolkata", False)])
def test_another_name_of_a_zone_is_no_other_zone(start: Start, mine: str, zone: str, is_same: bool) -> None:
    program = start(mine, judging=JudgingDefaults(timezone="Etc/UTC"))
    program.until(Screen.RESULTS)
    view = opened(program)
    view.timezone_chosen.emit(zone)
    assert view.again.isVisible() is not is_same


def test_there_is_no_such_time_zone(start: Start) -> None:
    program = start()
    view = opened(program)
    view.zone.field.setFocus()
    write_zone("Mars/Olympus", program)
    press(Qt.Key.Key_Return, program)
    assert "Mars/Olympus" in view.zone.error.text()
    assert view.zone.error.isVisible()
    press(Qt.Key.Key_Escape, program)
    assert program.window.screen_shown() is Screen.SETTINGS
    assert view.zone.field.currentText() == "The system's: Europe/Berlin"
    assert not view.zone.error.isVisible()


@pytest.mark.parametrize("kept", ["Mars/Olympus", "../../etc/passwd", "", "\x00"])
def test_a_zone_that_nobody_knows_is_the_systems(start: Start, mine: str, kept: str) -> None:
    program = start(mine, judging=JudgingDefaults(timezone=kept))
    program.until(Screen.RESULTS)
    report = program.controller.kept.report
    assert report is not None
    assert report.provenance.timezone == "Europe/Berlin"
    assert opened(program).zone.field.currentText() == "The system's: Europe/Berlin"


def test_the_tone_is_that_of_a_first_verdict(start: Start, mine: str) -> None:
    program = start()
    view = opened(program)
    tab_to(program, view.tone.buttons[Intensity.HONEST])
    press(Qt.Key.Key_Right, program)
    press(Qt.Key.Key_Space, program)
    assert view.tone.value is Intensity.BRUTAL
    program.controller.judge_files((mine,))
    program.until(Screen.RESULTS)
    report = program.controller.kept.report
    assert report is not None
    assert report.provenance.intensity == "brutal"
    view = opened(program)
    click(view.tone.buttons[Intensity.GENTLE])
    assert "brutal" in view.of_verdict.text()
    click(view.again)
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    assert program.controller.kept.report is not None
    assert program.controller.kept.report.provenance.intensity == "gentle"


def test_what_is_chosen_is_remembered(tmp_path: Path) -> None:
    paths = AppPaths.under(tmp_path)
    state = WindowState(paths)
    assert state.judging == JudgingDefaults()
    chosen = JudgingDefaults(timezone="Asia/Kolkata", intensity=Intensity.BRUTAL)
    state.save_judging(chosen)
    state._settings.sync()
    assert WindowState(paths).judging == chosen
    (tmp_path / "window.ini").write_text("[General]\nintensity=furious\ntimezone=@Invalid()\n")
    assert WindowState(AppPaths.under(tmp_path)).judging.intensity is Intensity.HONEST


def test_keeping_the_record_keeps_in_step_with_the_menu(start: Start) -> None:
    program = start()
    view, action = opened(program), program.window.menus.actions["keep_record"]
    tick(view.keep_record)
    assert not action.isChecked()
    assert not program.controller._keeps_record
    action.trigger()
    assert view.keep_record.isChecked()
    assert program.controller._keeps_record


# ---------------------------------------------------------------------------------------------- listeners


def test_everybody_is_listed_with_what_is_kept(start: Start, mine: str, theirs: str) -> None:
    program = two_listeners(start, mine, theirs)
    view = opened(program)
    assert names(view) == ["Listener 2", "You"]
    for entry in view.listeners.entries:
        assert entry.kept.verdicts == 1
        assert entry.kept.record_bytes
        assert entry.kept.last_at == program.clock.moment
    assert not entry_of(view, "Listener 2").show_button.isVisible()
    click(entry_of(view, "You").show_button)
    program.until(Screen.RESULTS)
    assert program.window.results.report is not None
    assert program.window.results.report.listener.name == "You"


def test_a_listener_is_renamed_by_keyboard_and_the_report_keeps_its_bytes(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    document = _document(program)
    view = opened(program)
    tab_to(program, view.listeners.entries[0].rename)
    press(Qt.Key.Key_Return, program)
    assert program.window.focusWidget() is view.listeners.entries[0].name_field
    typed("  Ada   Lovelace ", program)
    press(Qt.Key.Key_Return, program)
    settled(program)
    assert names(view) == ["Ada Lovelace"]
    assert _document(program) == document
    press(Qt.Key.Key_Escape, program)
    assert program.window.screen_shown() is Screen.RESULTS
    assert program.window.results.report is not None
    assert program.window.results.report.listener.name == "Ada Lovelace"
    assert "Ada Lovelace" in program.window.header.name.text()
    # The same file, and there is nothing new to say.
    program.controller.judge_files((mine,))
    program.until(Screen.RESULTS)
    assert program.controller.kept.history == ()
    program.quit()
    first = last_report(program.paths.database)
    assert first is not None
    assert first.listener.name == "Ada Lovelace"


def _document(program: Program) -> str:
    """Return the one verdict as it lies in the file."""
    with closing(sqlite3.connect(program.paths.database)) as connection:
        return str(connection.execute("SELECT report_document FROM analysis").fetchone()[0])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "needs a name"),
        (" \u200b ", "needs a name"),
        ("x" * (LONGEST_NAME + 1), "81 characters"),
        ("YOU", "called You already"),
    ],
    ids=["empty", "unseen", "long", "taken"],
)
def test_a_name_that_cannot_be_had(start: Start, mine: str, theirs: str, name: str, words: str) -> None:
    program = two_listeners(start, mine, theirs)
    view = opened(program)
    entry = entry_of(view, "Listener 2")
    click(entry.rename)
    entry.name_field.setText(name)
    click(entry.save)
    settled(program)
    assert words in entry.error.text()
    assert entry.error.isVisible()
    assert entry.name_field.hasFocus()
    assert [known.name for known in program.controller.kept.listeners] == ["Listener 2", "You"]
    press(Qt.Key.Key_Escape, program)
    assert not entry.is_renaming
    assert program.window.screen_shown() is Screen.SETTINGS


def test_a_forgotten_listener_comes_back_to_the_byte(
    start: Start, mine: str, theirs: str, vault: MemoryVault
) -> None:
    program = two_listeners(start, mine, theirs, keychain=lambda: Keychain(vault))
    sign_in(program)
    before = program.controller.kept.report
    record = sorted(path.read_bytes() for path in program.paths.records_dir.iterdir())
    entries = dict(vault.entries)
    assert len(entries) == 1
    view = opened(program)
    tab_to(program, entry_of(view, "Listener 2").forget)
    press(Qt.Key.Key_Return, program)
    settled(program)
    assert names(view) == ["You"]
    assert program.window.forgotten.isVisible()
    assert "1 verdict" in program.window.forgotten.body
    assert "sign-in" in program.window.forgotten.body
    assert program.controller.kept.listener is not None
    assert program.controller.kept.listener.name == "You"
    assert program.window.screen_shown() is Screen.SETTINGS
    program.window.forgotten.action_button.setFocus()
    press(Qt.Key.Key_Return, program)
    settled(program)
    assert names(view) == ["Listener 2", "You"]
    assert not program.window.forgotten.isVisible()
    assert program.controller.kept.report == before
    assert sorted(path.read_bytes() for path in program.paths.records_dir.iterdir()) == record
    assert vault.entries == entries
    assert not (program.paths.data_dir / "forgotten.json").exists()


def test_asked_for_twice_or_of_two_there_is_one_change_of_mind(start: Start, mine: str, theirs: str) -> None:
    program = two_listeners(start, mine, theirs)
    view = opened(program)
    forget = entry_of(view, "Listener 2").forget
    click(forget)
    click(forget)
    settled(program)
    assert [mark.listener_id for mark in desk_of(program).repository.forgotten] == [2]
    click(program.window.forgotten.action_button)
    settled(program)
    assert names(view) == ["Listener 2", "You"]
    click(entry_of(view, "Listener 2").forget)
    settled(program)
    click(entry_of(view, "You").forget)
    settled(program)
    assert [mark.listener_id for mark in desk_of(program).repository.forgotten] == [1]
    assert [path.name for path in program.paths.records_dir.iterdir()] == ["listener-1.record"]
    assert "You" in program.window.forgotten.title
    click(program.window.forgotten.action_button)
    settled(program)
    assert names(view) == ["You"]


def test_dismissed_the_forgotten_listener_is_gone_from_disk_and_keychain(
    start: Start, mine: str, theirs: str, vault: MemoryVault
) -> None:
    program = two_listeners(start, mine, theirs, keychain=lambda: Keychain(vault))
    sign_in(program)
    view = opened(program)
    click(entry_of(view, "Listener 2").forget)
    settled(program)
    click(program.window.forgotten.close_button)
    settled(program)
    assert [path.name for path in program.paths.records_dir.iterdir()] == ["listener-1.record"]
    assert vault.entries == {}
    assert not (program.paths.data_dir / "forgotten.json").exists()
    content = b"".join(path.read_bytes() for path in program.paths.data_dir.glob("unwrapped.db*"))
    assert b"Listener 2" not in content
    click(view.back)
    assert program.window.screen_shown() is Screen.RESULTS
    assert program.window.results.report is not None
    assert program.window.results.report.listener.name == "You"


def test_whoever_leaves_the_program_leaves_nothing_of_the_forgotten(
    start: Start, mine: str, theirs: str
) -> None:
    program = two_listeners(start, mine, theirs)
    view = opened(program)
    click(entry_of(view, "Listener 2").forget)
    settled(program)
    program.quit()
    assert [path.name for path in program.paths.records_dir.iterdir()] == ["listener-1.record"]
    assert not (program.paths.data_dir / "forgotten.json").exists()
    later = start()
    later.until(Screen.RESULTS)
    assert [known.name for known in later.controller.kept.listeners] == ["You"]


def test_a_crash_brings_nobody_back(
    start: Start, mine: str, theirs: str, vault: MemoryVault, tmp_path: Path
) -> None:
    program = two_listeners(start, mine, theirs, keychain=lambda: Keychain(vault))
    view = opened(program)
    click(entry_of(view, "Listener 2").forget)
    settled(program)
    crashed = AppPaths.under(tmp_path / "as a crash leaves it")
    shutil.copytree(program.paths.data_dir, crashed.data_dir)
    assert last_report(crashed.database) is None
    work = open_results(
        crashed, program.clock, places=SpotifyPlaces(), keychain=lambda: Keychain(MemoryVault())
    )
    found = work(ignore_progress, CancelToken())
    assert isinstance(found, Opened)
    found.desk.repository.close()
    assert [known.name for known in found.kept.listeners] == ["You"]
    assert [path.name for path in crashed.records_dir.iterdir()] == ["listener-1.record"]
    assert not (crashed.data_dir / "forgotten.json").exists()


def test_what_the_keychain_does_not_let_go_is_said_and_tried_again(
    start: Start, mine: str, theirs: str, vault: MemoryVault
) -> None:
    keychain = Keychain(vault)
    program = two_listeners(start, mine, theirs, keychain=lambda: keychain)
    sign_in(program)
    view = opened(program)
    click(entry_of(view, "Listener 2").forget)
    settled(program)
    vault.fails = True
    click(program.window.forgotten.close_button)
    settled(program)
    assert "keychain" in program.window.status.title
    program.quit()
    vault.fails = False
    later = start(keychain=lambda: keychain)
    later.until(Screen.RESULTS)
    assert vault.entries == {}
    assert not (later.paths.data_dir / "forgotten.json").exists()


def test_34_a_keychain_that_does_not_answer_keeps_nobody_in_sight(
    start: Start, mine: str, theirs: str, vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forgotten, opened again and judged meanwhile: nothing waits for long, and in the end nothing is left."""
    monkeypatch.setattr(keychain_jobs, "KEYCHAIN_S", 0.5)
    keychain = Keychain(vault)
    program = two_listeners(start, mine, theirs, keychain=lambda: keychain)
    sign_in(program)
    view = opened(program)
    click(entry_of(view, "Listener 2").forget)
    settled(program)
    vault.opens.clear()
    click(program.window.forgotten.close_button)
    settled(program)
    assert "keychain" in program.window.status.title
    assert [path.name for path in program.paths.records_dir.iterdir()] == ["listener-1.record"]
    program.quit()
    later = start(keychain=lambda: keychain)
    later.until(Screen.RESULTS)
    assert [known.name for known in later.controller.kept.listeners] == ["You"]
    later.quit()
    vault.opens.set()
    last = start(keychain=lambda: keychain)
    last.until(Screen.RESULTS)
    assert vault.entries == {}
    assert not (last.paths.data_dir / "forgotten.json").exists()


def test_34_everything_is_deleted_though_the_keychain_does_not_answer(
    start: Start, mine: str, vault: MemoryVault, no_logs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_jobs, "KEYCHAIN_S", 0.5)
    program = start(mine, keychain=lambda: Keychain(vault))
    program.until(Screen.RESULTS)
    sign_in(program)
    vault.opens.clear()
    view = opened(program)
    click(view.deletion.begin)
    view.deletion.word.setText("DELETE")
    click(view.deletion.delete)
    program.until(Screen.LOGIN)
    settled(program)
    assert "Not everything" in program.window.status.title
    assert "fm.unwrapped.Desktop" in program.window.status.body
    assert not program.paths.database.exists()
    assert not program.paths.records_dir.exists()
    vault.opens.set()
    program.qtbot.waitUntil(lambda: not vault.entries, timeout=TIMEOUT_MS)
    assert not program.paths.database.exists()


def test_the_last_listener_forgotten_leads_to_the_way_in(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    view = opened(program)
    click(view.listeners.entries[0].forget)
    settled(program)
    assert names(view) == []
    assert view.listeners.nobody.isVisible()
    press(Qt.Key.Key_Escape, program)
    assert program.window.screen_shown() is Screen.LOGIN
    # Another judgement makes it final, and nobody inherits anything.
    program.controller.judge_files((mine,))
    program.until(Screen.RESULTS)
    assert not program.window.forgotten.isVisible()
    assert program.controller.kept.history == ()
    assert program.controller.kept.listener is not None
    assert program.controller.kept.listener.listener_id == 2
    assert [path.name for path in program.paths.records_dir.iterdir()] == ["listener-2.record"]


# ---------------------------------------------------------------------------------------------- stored data


def test_places_are_told_with_their_size_and_shown(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    opened_pages: list[str] = []
    program.window.set_opener(opened_pages.append)
    view = opened(program)
    by_kind = {entry.place.kind: entry for entry in view.places.entries}
    records = by_kind[PlaceKind.RECORDS]
    assert records.place.size_bytes == sum(
        path.stat().st_size for path in program.paths.records_dir.iterdir()
    )
    assert by_kind[PlaceKind.BACKUPS].place.size_bytes
    assert by_kind[PlaceKind.WAITING].place.size_bytes is None
    assert not by_kind[PlaceKind.WAITING].show_in_folder.isVisible()
    click(records.show_in_folder)
    click(by_kind[PlaceKind.RESULTS].show_in_folder)
    folder = program.paths.data_dir
    assert opened_pages == [(folder / "records").as_uri(), folder.as_uri()]
    click(view.copy_logs)
    assert QGuiApplication.clipboard().text() == str(program.paths.logs_dir)


def full_life(program: Program) -> None:
    """Leave behind one of everything that the program ever leaves."""
    paths, desk = program.paths, desk_of(program)
    desk.waiting.save(Waiting(begun_at=program.clock.moment))
    paths.backups_dir.mkdir(exist_ok=True)
    for name in (
        "unwrapped.damaged-20260101T000000Z.db",
        "unwrapped.damaged-20260101T000000Z.db-wal",
        "unwrapped.db.new-4711",
        "waiting.json.damaged",
        "backups/unwrapped-0001-20260101T000000Z.db",
        "backups/unwrapped-0001-20260101T000000Z.db.tmp",
        "records/listener-7.record",
        "records/listener-7.damaged-1",
        "records/listener-7.new",
    ):
        (paths.data_dir / name).write_bytes(b"left behind")
    aside = paths.data_dir / "records.damaged-1"
    aside.mkdir()
    (aside / "listener-3.record").write_bytes(b"left behind")
    log_file = set_up_logs(paths.logs_dir)
    assert log_file is not None
    Path(f"{log_file}.1").write_bytes(b"older")
    state = WindowState(paths)
    state.save_judging(JudgingDefaults(timezone="Asia/Kolkata"))
    state._settings.sync()
    assert (paths.data_dir / "window.ini").exists()


def test_everything_is_deleted_by_keyboard_alone(
    start: Start, mine: str, theirs: str, vault: MemoryVault, no_logs: None
) -> None:
    program = two_listeners(start, mine, theirs, keychain=lambda: Keychain(vault))
    sign_in(program)
    full_life(program)
    (program.paths.data_dir / "holiday.jpg").write_bytes(b"not ours")
    view = opened(program)
    program.window.menus.actions["mode_dark"].trigger()
    tab_to(program, view.deletion.begin)
    press(Qt.Key.Key_Return, program)
    assert program.window.focusWidget() is view.deletion.word
    assert "2 verdicts of 2 listeners" in view.deletion.goes.text()
    # What is left of a change that was broken off makes the file unreadable; it is deleted all the same.
    (program.paths.data_dir / "unwrapped.db-journal").write_bytes(b"left behind")
    press(Qt.Key.Key_Return, program)
    assert program.window.screen_shown() is Screen.SETTINGS
    typed("DELETE", program)
    press(Qt.Key.Key_Return, program)
    program.until(Screen.LOGIN)
    settled(program)
    assert files_in(program.paths.data_dir) == {"holiday.jpg"}
    assert not program.paths.logs_dir.exists()
    assert not program.paths.records_dir.exists()
    assert vault.entries == {}
    assert program.window.status.title == "Everything is deleted."
    assert program.window.preferences().mode is ThemeMode.SYSTEM
    assert program.controller.kept.listeners == ()
    assert not program.window.menus.listeners.menuAction().isVisible()
    assert not program.window.login.saved_verdict.isVisible()
    assert WindowState(program.paths).recent_files == ()
    # Looking around makes nothing, and neither does leaving.
    opened(program)
    press(Qt.Key.Key_Escape, program)
    assert program.window.screen_shown() is Screen.LOGIN
    program.quit()
    assert files_in(program.paths.data_dir) == {"holiday.jpg"}


def test_after_deleting_it_begins_anew(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    view = opened(program)
    click(view.deletion.begin)
    assert not view.deletion.delete.isEnabled()
    view.deletion.word.setText("delete")
    click(view.deletion.delete)
    program.until(Screen.LOGIN)
    settled(program)
    assert not program.paths.database.exists()
    program.controller.judge_files((mine,))
    program.until(Screen.RESULTS)
    settled(program)
    assert program.paths.database.exists()
    assert program.controller.kept.history == ()
    program.quit()
    later = start()
    later.until(Screen.RESULTS)


def test_after_deleting_a_wait_is_kept(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    view = opened(program)
    click(view.deletion.begin)
    view.deletion.word.setText("DELETE")
    click(view.deletion.delete)
    program.until(Screen.LOGIN)
    settled(program)
    program.window.login.waiting_requested.emit()
    settled(program)
    assert program.window.screen_shown() is Screen.WAITING
    assert program.paths.waiting_file.exists()
    assert program.controller.kept.waiting is not None


def test_nothing_is_deleted_without_the_word(start: Start, mine: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    before = files_in(program.paths.data_dir)
    view = opened(program)
    click(view.deletion.begin)
    view.deletion.word.setText("DELETED")
    click(view.deletion.delete)
    press(Qt.Key.Key_Escape, program)
    settled(program)
    assert not view.deletion.is_open
    assert program.window.screen_shown() is Screen.SETTINGS
    assert files_in(program.paths.data_dir) == before


def test_nothing_is_deleted_while_something_is_read(start: Start, mine: str, long_zip: str) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    before = files_in(program.paths.records_dir)
    view = opened(program)
    program.controller.judge_files((long_zip,))
    program.window.show_screen(Screen.SETTINGS)
    view.deletion.open()
    view.deletion.word.setText("DELETE")
    click(view.deletion.delete)
    assert "being read" in view.deletion.refusal.text()
    assert view.deletion.refusal.isVisible()
    assert files_in(program.paths.records_dir) == before
    program.controller.cancel()
    program.qtbot.waitUntil(lambda: not program.controller._reads(), timeout=TIMEOUT_MS)
    settled(program)
    assert program.paths.database.exists()


def test_what_cannot_be_deleted_is_named(start: Start, mine: str, vault: MemoryVault) -> None:
    keychain = Keychain(vault)
    program = start(mine, keychain=lambda: keychain)
    program.until(Screen.RESULTS)
    sign_in(program)
    stubborn = program.paths.records_dir / "listener-9.record"
    stubborn.mkdir()
    vault.fails = True
    view = opened(program)
    click(view.deletion.begin)
    view.deletion.word.setText("DELETE")
    click(view.deletion.delete)
    program.until(Screen.LOGIN)
    settled(program)
    assert "Not everything" in program.window.status.title
    assert str(stubborn) in program.window.status.body
    assert "fm.unwrapped.Desktop" in program.window.status.body
    assert [path.name for path in program.paths.records_dir.iterdir()] == ["listener-9.record"]
    assert not program.paths.database.exists()


def test_a_results_file_that_stays_is_shown_again(
    start: Start, mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(mine)
    program.until(Screen.RESULTS)
    unlink = Path.unlink

    def locked(path: Path, missing_ok: bool = False) -> None:
        if path.name == "unwrapped.db":
            raise PermissionError(13, "The file is used by another program")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", locked)
    view = opened(program)
    click(view.deletion.begin)
    view.deletion.word.setText("DELETE")
    click(view.deletion.delete)
    program.qtbot.waitUntil(program.window.status.isVisible, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert "used by another program" in program.window.status.body
    assert [known.name for known in program.controller.kept.listeners] == ["You"]


@pytest.mark.parametrize("content", [b"no database at all", b""])
def test_everything_is_deleted_where_saved_verdicts_cannot_be_opened(
    start: Start, mine: str, vault: MemoryVault, content: bytes
) -> None:
    program = start(mine, keychain=lambda: Keychain(vault))
    program.until(Screen.RESULTS)
    sign_in(program)
    program.quit()
    program.paths.database.write_bytes(content)
    later = start(keychain=lambda: Keychain(vault))
    view = opened(later)
    assert view.listeners.nobody.isVisible()
    click(view.deletion.begin)
    view.deletion.word.setText("DELETE")
    click(view.deletion.delete)
    later.until(Screen.LOGIN)
    settled(later)
    assert not later.window.damage.isVisible()
    assert files_in(later.paths.data_dir) == set()
    assert vault.entries == {}


# ---------------------------------------------------------------------------------------------- about


def test_about_is_read_and_copied(start: Start) -> None:
    program = start()
    view = opened(program)
    shown = [view.licences.names.item(row).text() for row in range(view.licences.names.count())]
    assert any(name.startswith("numpy ") for name in shown)
    view.licences.names.setFocus()
    press(Qt.Key.Key_End, program)
    assert view.licences.terms.toPlainText().startswith(shown[-1])
    click(view.copy_about)
    text = QGuiApplication.clipboard().text()
    assert f"SQLite {sqlite3.sqlite_version}" in text
    assert all(name in text for name in shown)
