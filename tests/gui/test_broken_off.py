"""A judgement was broken off when the program was killed: the next start says so, and goes on from there."""

from collections.abc import Callable
from pathlib import Path

from tests.gui.conftest import TIMEOUT_MS, Program, SettableClock
from unwrapped_desktop.bootstrap import open_results_file
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.widgets.notice import Notice


def leave_in_the_middle(paths: AppPaths, *source: str) -> None:
    """Leave the results file as a run leaves it that is killed while it judges."""
    repository = open_results_file(paths, SettableClock())
    you = repository.listener("You").listener_id
    state = repository.begin(you, data_sha256=None, settings_key="k", source=source)
    repository.start(state.analysis_id)
    repository.close()


def goes_on(program: Program, notice: Notice) -> None:
    """See that it is said what happened, and that one click leads to a verdict."""
    program.qtbot.waitUntil(notice.isVisible, timeout=TIMEOUT_MS)
    assert "closed or stopped while it was working" in notice.body
    assert notice.action_button.isVisible()
    notice.action_button.click()
    program.qtbot.waitUntil(lambda: not notice.isVisible(), timeout=TIMEOUT_MS)
    program.until(Screen.RESULTS)
    assert program.controller.kept.report is not None
    assert not notice.isVisible()


def test_23_the_first_judgement_that_was_broken_off_is_offered_again(
    start: Callable[..., Program], export_zip: str, tmp_path: Path
) -> None:
    paths = AppPaths.under(tmp_path / "Zuhause mit Lücke")
    paths.ensure()
    leave_in_the_middle(paths, export_zip)
    program = start()
    assert program.window.screen_shown() is Screen.LOGIN
    goes_on(program, program.window.login.error)


def test_23_a_later_one_leaves_the_verdict_there_is_and_is_offered_again(
    start: Callable[..., Program], export_zip: str, other_zip: str
) -> None:
    first = start(export_zip)
    first.until(Screen.RESULTS)
    kept = first.controller.kept.report
    first.quit()
    leave_in_the_middle(first.paths, export_zip)
    program = start()
    program.until(Screen.RESULTS)
    assert program.controller.kept.report == kept  # no half result is shown as whole
    goes_on(program, program.window.results.failure)
