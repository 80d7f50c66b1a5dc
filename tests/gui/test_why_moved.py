"""Why the scores moved, in the real window: asked for by mouse and keyboard, worked out behind it, and left again."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests import listeners
from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.why_moved import WhyMoved
from unwrapped_desktop.services import kept_judgement
from unwrapped_desktop.services.why_moved import NOT_KEPT
from unwrapped_desktop.ui.figures import NBSP
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.widgets.axis_move_bar import AxisMoveBar
from unwrapped_desktop.ui.widgets.move_parts_bar import MovePartsBar
from unwrapped_desktop.ui.widgets.prose import Prose
from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus

Start = Callable[..., Program]

WORKING = "Working out what each of these adds…"
LIFE = listeners.loyalist(3)


@pytest.fixture(scope="module")
def halves(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The export of most of a life, and that of the whole of it."""
    most, whole = (tmp_path_factory.mktemp(name) for name in ("most", "whole"))
    return (
        str(listeners.write_export(LIFE[:-900], most, zipped=True).path),
        str(listeners.write_export(LIFE, whole, zipped=True).path),
    )


@pytest.fixture
def judged(start: Start, halves: tuple[str, str]) -> Program:
    program = start(halves[0])
    program.until(Screen.RESULTS)
    return program


def leave_out_the_favourite(program: Program) -> str:
    """Leave the most played artist out, as a receipt offers it."""
    (artist, _plays), *_ = listeners.recount(LIFE[:-900]).top_artists(1)
    program.window.results.exclusion_requested.emit(Exclusion.of_artist(artist))
    program.until(Screen.RESULTS)
    return artist


def grow(program: Program, halves: tuple[str, str]) -> None:
    program.window.files_requested.emit((halves[1],))
    program.until(Screen.RESULTS)


def compare(program: Program, one: int | None, other: int | None) -> None:
    """Ask what moved between two verdicts, as the list of verdicts does."""
    program.controller._moved_area.compare(one, other)


def texts(layout: QVBoxLayout) -> list[str]:
    items = [layout.itemAt(place) for place in range(layout.count())]
    return [part.text() for item in items if item is not None and isinstance(part := item.widget(), Prose)]


def bars(program: Program) -> list[MovePartsBar]:
    found = program.window.moved.axes.findChildren(MovePartsBar)
    return [bar for bar in found if not bar.isHidden() and bar.isVisibleTo(program.window.moved)]


def told(program: Program) -> list[str]:
    """Wait until the shares are there, and return what is said of them."""
    view = program.window.moved

    def is_there() -> bool:
        return bool(texts(view.shares)) and texts(view.shares) != [WORKING]

    program.qtbot.waitUntil(is_there, timeout=TIMEOUT_MS)
    return [text.replace(NBSP, " ") for text in texts(view.shares)]


def shown(program: Program) -> dict[str, tuple[float, dict[str, float]]]:
    """How far each score moved that has a bar, and what each cause added, as it is drawn."""
    moves = {}
    for bar in bars(program):
        holder = bar.parentWidget()
        assert isinstance(holder, QWidget)
        move = holder.findChildren(AxisMoveBar)[0].move_shown
        moves[move.id] = move.difference or 0.0, {str(part.kind): part.difference for part in bar.parts}
    return moves


class Held:
    """Stands in for the working out: begins, and ends only when it is stopped."""

    def __init__(self) -> None:
        self.begun, self.stopped = Event(), Event()

    def __call__(self, *_reports: object, cancel: CancelToken, **_more: object) -> WhyMoved:
        self.begun.set()
        try:
            while True:
                cancel.raise_if_cancelled()
                self.begun.wait(0.005)
        finally:
            self.stopped.set()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    made = Held()
    monkeypatch.setattr(kept_judgement, "tell_why_moved", made)
    return made


# ------------------------------------------------------------------------------------------------ asked for
def test_by_mouse_what_was_left_out_explains_all(judged: Program) -> None:
    leave_out_the_favourite(judged)
    QTest.mouseClick(judged.window.left_out.other_button, Qt.MouseButton.LeftButton)
    assert judged.window.screen_shown() is Screen.MOVED
    assert texts(judged.window.moved.shares) == [WORKING]
    assert told(judged) == ["All that the scores moved comes from one thing: what was left out."]
    moves = shown(judged)
    assert len(moves) >= 5
    for difference, parts in moves.values():
        assert parts == {"exclusions": difference}
    comparison = judged.controller.kept.comparison
    assert comparison is not None
    assert set(moves) == {move.id for move in comparison.axes if move.difference}


def test_by_keyboard_new_plays_explain_all(judged: Program, halves: tuple[str, str]) -> None:
    grow(judged, halves)
    judged.window.activateWindow()
    QTest.keyClick(
        judged.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    judged.qtbot.waitUntil(lambda: judged.window.screen_shown() is Screen.MOVED, timeout=TIMEOUT_MS)
    assert told(judged) == ["All that the scores moved comes from one thing: new plays."]
    assert shown(judged)
    QTest.keyClick(judged.window.moved, Qt.Key.Key_Escape)
    assert judged.window.screen_shown() is Screen.RESULTS


def test_both_share_a_move_between_any_two_verdicts_in_either_order(
    judged: Program, halves: tuple[str, str]
) -> None:
    artist = leave_out_the_favourite(judged)
    grow(judged, halves)
    report = judged.controller.kept.report
    assert report is not None
    assert [item.artist for item in report.exclusions] == [artist]
    first = judged.controller.kept.history[-1].history_id
    seen = []
    for pair in ((first, None), (None, first)):
        compare(judged, *pair)
        judged.until(Screen.MOVED)
        (said,) = told(judged)
        assert said.startswith("Of all that the scores moved: ")
        assert "new plays" in said
        assert "what was left out" in said
        seen.append(shown(judged))
        judged.window.moved.back.click()
    assert seen[0] == seen[1]
    assert {"data", "exclusions"} in [set(parts) for _, parts in seen[0].values()]
    for difference, parts in seen[0].values():
        assert round(sum(parts.values()), 4) == difference


def test_two_earlier_verdicts_are_laid_side_by_side(judged: Program, halves: tuple[str, str]) -> None:
    leave_out_the_favourite(judged)
    grow(judged, halves)
    second, first = (item.history_id for item in judged.controller.kept.history)
    compare(judged, second, first)
    judged.until(Screen.MOVED)
    assert told(judged) == ["All that the scores moved comes from one thing: what was left out."]
    judged.window.moved.back.click()
    assert judged.window.results.report == judged.controller.kept.report


def test_the_way_back_leads_to_where_the_two_were_chosen(judged: Program) -> None:
    leave_out_the_favourite(judged)
    first = judged.controller.kept.history[-1].history_id
    judged.window.show_screen(Screen.THEN_AND_NOW)
    compare(judged, first, None)
    judged.until(Screen.MOVED)
    assert judged.window.moved.back.text() == "Back to then and now"
    QTest.keyClick(judged.window.moved, Qt.Key.Key_Escape)
    assert judged.window.screen_shown() is Screen.THEN_AND_NOW
    judged.window.show_screen(Screen.RESULTS)
    judged.controller.show_moved()
    assert judged.window.moved.back.text() == "Back to the verdict"
    QTest.mouseClick(judged.window.moved.back, Qt.MouseButton.LeftButton)
    assert judged.window.screen_shown() is Screen.RESULTS


def test_without_the_record_it_says_why_it_cannot_be_told(judged: Program, halves: tuple[str, str]) -> None:
    leave_out_the_favourite(judged)
    grow(judged, halves)
    judged.window.forget_record_requested.emit()
    judged.qtbot.waitUntil(lambda: judged.controller.kept.record_bytes is None, timeout=TIMEOUT_MS)
    compare(judged, judged.controller.kept.history[-1].history_id, None)
    judged.until(Screen.MOVED)
    assert told(judged) == [NOT_KEPT]
    assert bars(judged) == []


def test_a_damaged_record_is_a_reason_and_no_alarm(judged: Program, halves: tuple[str, str]) -> None:
    leave_out_the_favourite(judged)
    grow(judged, halves)
    (path,) = judged.paths.records_dir.glob("*.record")
    path.write_bytes(b"nothing")
    compare(judged, judged.controller.kept.history[-1].history_id, None)
    judged.until(Screen.MOVED)
    (said,) = told(judged)
    assert "record" in said
    assert judged.window.status.isHidden()


def test_a_verdict_that_is_gone_cannot_be_compared(judged: Program) -> None:
    leave_out_the_favourite(judged)
    compare(judged, 4_711, None)
    judged.qtbot.waitUntil(judged.window.status.isVisible, timeout=TIMEOUT_MS)
    assert judged.window.status.title == "These verdicts cannot be compared"
    assert judged.window.screen_shown() is Screen.RESULTS


def test_where_no_score_moved_nothing_is_worked_out(judged: Program, held: Held) -> None:
    judged.window.results.tone.too_kind.click()
    judged.until(Screen.RESULTS)
    judged.controller.show_moved()
    assert judged.window.screen_shown() is Screen.MOVED
    judged.until(Screen.MOVED)
    assert texts(judged.window.moved.shares) == []
    assert not held.begun.is_set()


# ------------------------------------------------------------------------------------------------ left again
def test_leaving_stops_the_work(judged: Program, held: Held) -> None:
    leave_out_the_favourite(judged)
    judged.controller.show_moved()
    judged.qtbot.waitUntil(held.begun.is_set, timeout=TIMEOUT_MS)
    QTest.keyClick(judged.window.moved, Qt.Key.Key_Escape)
    judged.until(Screen.RESULTS)
    assert held.stopped.is_set()
    assert judged.window.status.isHidden()


def test_leaving_withdraws_work_that_has_not_begun(judged: Program, held: Held) -> None:
    leave_out_the_favourite(judged)
    released, ended = Event(), list[str]()

    def note(event: JobEvent) -> None:
        if event.status is JobStatus.CANCELLED:
            ended.append(event.job.name)

    judged.runner.happened.connect(note)
    judged.runner.start(Job(name="long", work=lambda _tell, _cancel: released.wait(TIMEOUT_MS / 1000)))
    judged.controller.show_moved()
    assert [job.name for job in judged.runner.waiting] == ["why"]
    QTest.mouseClick(judged.window.moved.back, Qt.MouseButton.LeftButton)
    assert judged.runner.waiting == ()
    assert ended == ["why"]
    released.set()
    judged.until(Screen.RESULTS)
    assert not held.begun.is_set()


def test_another_comparison_takes_the_place_of_one_that_is_worked_out(judged: Program, held: Held) -> None:
    leave_out_the_favourite(judged)
    judged.controller.judge_without(Exclusions())
    judged.until(Screen.RESULTS)
    judged.controller.show_moved()
    judged.qtbot.waitUntil(held.begun.is_set, timeout=TIMEOUT_MS)
    second, first = (item.history_id for item in judged.controller.kept.history)
    held.begun.clear()
    compare(judged, first, second)
    judged.qtbot.waitUntil(held.stopped.is_set, timeout=TIMEOUT_MS)
    judged.qtbot.waitUntil(held.begun.is_set, timeout=TIMEOUT_MS)
    assert judged.window.screen_shown() is Screen.MOVED
    assert texts(judged.window.moved.shares) == [WORKING]
    judged.window.moved.back.click()
    judged.until(Screen.RESULTS)


def test_nobody_is_torn_from_another_screen(judged: Program) -> None:
    leave_out_the_favourite(judged)
    released = Event()
    judged.runner.start(Job(name="long", work=lambda _tell, _cancel: released.wait(TIMEOUT_MS / 1000)))
    compare(judged, judged.controller.kept.history[0].history_id, None)
    judged.window.show_screen(Screen.EVIDENCE)
    released.set()
    judged.until(Screen.EVIDENCE)
    assert judged.window.screen_shown() is Screen.EVIDENCE


def test_the_window_closes_while_it_works(judged: Program, held: Held, tmp_path: Path) -> None:
    leave_out_the_favourite(judged)
    judged.controller.show_moved()
    judged.qtbot.waitUntil(held.begun.is_set, timeout=TIMEOUT_MS)
    judged.quit()
    assert held.stopped.is_set()
