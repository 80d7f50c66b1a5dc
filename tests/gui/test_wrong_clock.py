"""The clock of the computer goes wrong while the program runs, and is set right again."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.gui.conftest import TIMEOUT_MS, Program
from unwrapped_desktop.ui.main_window import Screen


def failure_of(program: Program) -> str:
    """Return what is said above the verdict."""
    notice = program.window.results.failure
    return f"{notice.title} {notice.body}" if notice.isVisible() else ""


@pytest.mark.parametrize("year", [1970, 2015])
def test_26_a_clock_that_is_years_behind_is_named_and_once_set_right_all_goes_on(
    start: Callable[..., Program], export_zip: str, other_zip: str, year: int
) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    label, right = program.label, program.clock.moment
    program.clock.moment = datetime(year, 1, 1, tzinfo=UTC)
    program.window.files_requested.emit((other_zip,))
    program.qtbot.waitUntil(lambda: "clock" in failure_of(program), timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert f"{year}-01-01" in failure_of(program)
    assert program.label == label  # what is kept is there
    # The record that is kept has been read when the clock went right.
    program.window.analyze_again_requested.emit()
    program.until(Screen.RESULTS)
    assert failure_of(program) == ""
    program.clock.moment = right
    program.window.files_requested.emit((export_zip,))
    program.until(Screen.RESULTS)
    assert failure_of(program) == ""


@pytest.mark.parametrize("moment", [datetime(2100, 6, 1, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)])
def test_26_a_clock_that_jumps_a_day_back_or_far_ahead_loses_no_verdict(
    start: Callable[..., Program], export_zip: str, moment: datetime
) -> None:
    program = start(export_zip)
    program.until(Screen.RESULTS)
    right = program.clock.moment
    for now in (moment, right):
        program.clock.moment = now
        program.window.analyze_again_requested.emit()
        program.until(Screen.RESULTS)
    kept = program.controller.kept
    assert kept.report is not None
    assert kept.report.created_at == right
    assert len(kept.history) == 2  # in the order in which they were made, whatever their dates say
    assert kept.history[0].created_at == moment
    program.quit()
    later = start()
    later.until(Screen.RESULTS)
    assert later.controller.kept.report == kept.report
