"""What a person does with the record that is kept: adds to it, leaves out of it, compares, forgets it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests import listeners
from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.main_window import Screen

Start = Callable[..., Program]


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The export of half a life, and that of the whole of it."""
    history = listeners.loyalist(3)
    half, whole = (tmp_path_factory.mktemp(name) for name in ("half", "whole"))
    return (
        str(listeners.write_export(history[: len(history) // 2], half, zipped=True).path),
        str(listeners.write_export(history, whole, zipped=True).path),
    )


@pytest.fixture(scope="module")
def year_and_life(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """One person's account data, and their extended history."""
    history = listeners.loyalist(3)
    year, life = (tmp_path_factory.mktemp(name) for name in ("year", "life"))
    return (
        str(listeners.write_export(history, year, "account", zipped=True).path),
        str(listeners.write_export(history, life, "extended_2021", zipped=True).path),
    )


def shown(program: Program) -> Report:
    report = program.window.results.report
    assert report is not None
    return report


def record_file(program: Program) -> Path:
    return next(program.paths.records_dir.glob("*.record"))


def settled(program: Program) -> None:
    program.qtbot.waitUntil(
        lambda: program.runner.running is None and not program.runner.waiting, timeout=TIMEOUT_MS
    )


def test_before_the_verdict_stands_what_was_read(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.PAUSE)
    rows = program.controller.kept.report
    assert rows is not None
    assert f"{rows.record.rows_total:,}" in program.window.pause.record.text
    program.window.pause.hear.click()
    assert program.window.screen_shown() is Screen.RESULTS
    assert shown(program) == rows


def test_a_newer_export_is_added_and_says_what_was_new(start: Start, halves: tuple[str, str]) -> None:
    half, whole = halves
    program = start(half)
    program.until(Screen.RESULTS)
    before = shown(program).record.plays
    program.controller.judge_files((whole,))
    program.until(Screen.PAUSE)
    addition = program.controller.kept.addition
    assert addition is not None
    assert addition.plays_before == before
    assert addition.new_plays == addition.plays_after - before > 0
    assert f"{addition.new_plays:,}" in program.window.pause.news.text()


def test_account_data_is_upgraded_by_extended_history(start: Start, year_and_life: tuple[str, str]) -> None:
    year, life = year_and_life
    program = start(year)
    program.until(Screen.RESULTS)
    assert shown(program).listener.source is SourceKind.ACCOUNT_EXPORT
    program.controller.judge_files((life,))
    program.until(Screen.RESULTS)
    report = shown(program)
    assert report.listener.source is SourceKind.EXTENDED_EXPORT
    assert report.record.set_aside.superseded > 0
    assert report.record.rows_total == report.record.rows_used + report.record.set_aside.total
    assert not program.window.question.isVisible()


def test_analyze_again_needs_no_file(start: Start, halves: tuple[str, str], tmp_path: Path) -> None:
    moved = tmp_path / "to be deleted.zip"
    moved.write_bytes(Path(halves[0]).read_bytes())
    program = start(str(moved))
    program.until(Screen.RESULTS)
    first = shown(program)
    moved.unlink()
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert replace(shown(program), created_at=first.created_at) == first


def test_what_was_not_me_is_left_out_and_what_moved_is_told(start: Start, export_zip: str) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    before = shown(program)
    artist = next(fact.value for fact in before.facts if fact.id == "who.top_artist")
    program.window.results.not_me_requested.emit()
    program.until(Screen.NOT_ME)
    out = Exclusions((Exclusion.of_artist(str(artist), reason="My child's"),))
    program.window.not_me.judge_requested.emit(out)
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    after = shown(program)
    assert after.exclusions == out
    assert after.record.set_aside.excluded > 0
    assert after.record.plays < before.record.plays
    program.window.results.moved_requested.emit()
    assert program.window.screen_shown() is Screen.MOVED
    program.window.moved.back_requested.emit()
    assert program.window.screen_shown() is Screen.RESULTS
    # It stays left out when the same listener is judged again.
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 2, timeout=TIMEOUT_MS)
    assert program.controller.kept.report is not None
    assert program.controller.kept.report.exclusions == out


def test_somebody_elses_export_is_asked_about_and_kept_apart(
    start: Start, export_zip: str, other_zip: str
) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    mine = shown(program)
    kept = record_file(program).read_bytes()
    program.controller.judge_files((other_zip,))
    program.qtbot.waitUntil(program.window.question.isVisible, timeout=TIMEOUT_MS)
    settled(program)
    assert shown(program) == mine
    assert record_file(program).read_bytes() == kept
    program.window.separate_requested.emit()
    program.until(Screen.RESULTS)
    assert not program.window.question.isVisible()
    assert shown(program).listener.name == "Listener 2"
    assert len(program.controller.kept.listeners) == 2
    program.controller.show_listener(program.controller.kept.listeners[1].listener_id)
    program.qtbot.waitUntil(lambda: shown(program) == mine, timeout=TIMEOUT_MS)
    assert not program.window.results.failure.isVisible()


def test_somebody_elses_export_is_added_if_the_person_says_so(
    start: Start, export_zip: str, other_zip: str
) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    before = shown(program).record.rows_used
    program.controller.judge_files((other_zip,))
    program.qtbot.waitUntil(program.window.question.isVisible, timeout=TIMEOUT_MS)
    settled(program)
    program.window.add_requested.emit()
    program.qtbot.waitUntil(lambda: program.controller.kept.addition is not None, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert shown(program).record.rows_used > before
    assert len(program.controller.kept.listeners) == 1


def test_forgetting_the_record_leaves_the_verdicts(start: Start, halves: tuple[str, str]) -> None:
    program = start(halves[0])
    program.until(Screen.RESULTS)
    verdict = shown(program)
    file = record_file(program)
    program.window.forget_record_requested.emit()
    program.qtbot.waitUntil(lambda: not file.exists(), timeout=TIMEOUT_MS)
    settled(program)
    assert program.controller.kept.record_bytes is None
    assert shown(program) == verdict
    program.quit()
    later = start()
    later.until(Screen.RESULTS)
    assert shown(later) == verdict


def test_no_record_is_kept_where_none_is_wanted(start: Start, halves: tuple[str, str]) -> None:
    program = start()
    program.window.keep_record_changed.emit(False)
    assert not program.window.menus.actions["keep_record"].isChecked()
    program.controller.judge_files((halves[0],))
    program.until(Screen.RESULTS)
    assert list(program.paths.records_dir.glob("*")) == []
    program.window.results.again.click()  # from the files, which are still there
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 1, timeout=TIMEOUT_MS)


def test_after_forgetting_all_the_files_are_read_again(start: Start, tmp_path: Path) -> None:
    history = listeners.loyalist(3)
    third = len(history) // 3
    parts = [history[: 2 * third], history[third:]]
    files = []
    for number, rows in enumerate(parts):
        folder = tmp_path / str(number)
        folder.mkdir()
        files.append(str(listeners.write_export(rows, folder, zipped=True).path))
    program = start(files[0])
    program.until(Screen.RESULTS)
    program.controller.judge_files((files[1],))
    program.until(Screen.RESULTS)
    both = shown(program)
    program.window.forget_record_requested.emit()
    program.qtbot.waitUntil(lambda: program.controller.kept.record_bytes is None, timeout=TIMEOUT_MS)
    settled(program)
    program.window.results.again.click()
    program.qtbot.waitUntil(lambda: len(program.controller.kept.history) == 2, timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert shown(program).provenance.data_sha256 == both.provenance.data_sha256


def test_a_damaged_results_file_takes_the_records_along(start: Start, halves: tuple[str, str]) -> None:
    """Its numbers begin anew: a record would be held against somebody else's export."""
    program = start(halves[0])
    program.until(Screen.RESULTS)
    program.quit()
    for part in program.paths.data_dir.glob("unwrapped.db*"):
        part.write_bytes(b"no database at all")
    later = start()
    later.window.damage.third_acted.emit()
    later.qtbot.waitUntil(lambda: not later.window.damage.isVisible(), timeout=TIMEOUT_MS)
    settled(later)
    assert list(later.paths.records_dir.glob("*.record")) == []
    assert len(list(later.paths.data_dir.glob("records.damaged-*/*.record"))) == 1
