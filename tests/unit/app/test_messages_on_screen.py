"""What errors say reaches the window translated; what is foreign in it does not change."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.pseudo_language import CLOSES, OPENS, spoken
from unwrapped_desktop.app.messages_on_screen import said, said_before, said_meanwhile
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.messages import KEYCHAIN_ASKED, MESSAGES, PATIENCE_ASKED


@pytest.fixture(autouse=True)
def another_language(qapp: QApplication) -> Iterator[None]:
    with spoken(qapp):
        yield


def test_an_error_is_translated_and_its_values_are_not() -> None:
    text = said(AppError("database_empty", path="/music/ada/{path}"))
    assert text.startswith(f"{OPENS}The file of your saved results, /music/ada/{{path}}, is empty.")
    assert text.endswith(CLOSES)


def test_what_an_error_said_before_is_translated_where_there_is_something() -> None:
    kept = MESSAGES["interrupted"]
    assert said_before(kept).startswith(f"{OPENS}{kept}")
    assert said_before("") == ""


def test_the_name_of_a_file_that_is_read_is_no_text_of_the_program() -> None:
    assert said_meanwhile("Streaming_History_Audio_2019.json") == "Streaming_History_Audio_2019.json"
    assert said_meanwhile(KEYCHAIN_ASKED).startswith(f"{OPENS}{KEYCHAIN_ASKED}")


def test_the_seconds_that_spotify_wants_are_told_within_the_translated_sentence() -> None:
    shown = said_meanwhile(PATIENCE_ASKED.format(left=41))
    assert shown.startswith(f"{OPENS}Spotify asks for patience: 41 s")
    assert shown.endswith(CLOSES)
