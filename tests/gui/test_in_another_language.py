"""The window in the language of the person: its menus, its screens, the samples, and what errors say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import Program
from tests.pseudo_language import CLOSES, OPENS, spoken
from unwrapped_desktop.ui.main_window import Screen
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.views.login import SampleLink

Start = Callable[..., Program]


@pytest.fixture(autouse=True)
def another_language(qapp: QApplication) -> Iterator[None]:
    with spoken(qapp):
        yield


def is_translated(text: str) -> bool:
    return text.startswith(OPENS) and text.endswith(CLOSES)


def test_every_entry_of_the_menus_is_translated_and_keeps_its_letter(start: Start) -> None:
    actions = start().window.menus.actions
    assert [name for name, action in actions.items() if not is_translated(action.text())] == []
    assert [name for name, action in actions.items() if "&" not in action.text()] == []


def test_screens_are_called_in_the_language_by_screen_readers(start: Start) -> None:
    window = start().window
    names = {screen: view.accessibleName() for screen, view in window.views_made.items()}
    assert Screen.LOGIN in names
    assert [screen for screen, name in names.items() if not is_translated(name)] == []


def test_samples_are_offered_in_the_language_and_judged_under_their_own_names(start: Start) -> None:
    program = start()
    samples = program.window.login.findChildren(SampleLink)
    assert [sample.link.text() for sample in samples if not is_translated(sample.link.text())] == []
    assert all(is_translated(sample.link.accessibleDescription()) for sample in samples)
    samples[3].link.click()
    program.until(Screen.RESULTS)
    report = program.window.results.report
    assert report is not None
    assert report.listener.name == "The unlisted"
    assert is_translated(program.window.results.sample.title)


def test_an_error_is_translated_around_the_name_of_the_file(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "Liste {name} &.json"
    path.write_text("", encoding="utf-8")
    program = start(str(path))
    program.until(Screen.LOGIN)
    error = program.window.login.error
    assert error.isVisible()
    assert is_translated(error.title)
    sentences = bare(error.body)
    assert sentences.startswith(f"{OPENS}{path.name} was not read. ")
    assert f"{OPENS}It is empty." in sentences
