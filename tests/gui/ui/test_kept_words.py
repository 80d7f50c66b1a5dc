"""What is chosen in another language is kept as it is kept in every language, and shown in the language again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.pseudo_language import CLOSES, OPENS, spoken
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions, SuggestedReason
from unwrapped_desktop.domain.statement import NIGHTS, SKIPPED_SHARES, TASTES, Answer, Statement
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.exclusion_form import ExclusionForm
from unwrapped_desktop.ui.widgets.exclusion_words import exclusion_title, names_of
from unwrapped_desktop.ui.widgets.fields import ChoiceField
from unwrapped_desktop.ui.widgets.left_out_list import LeftOutList
from unwrapped_desktop.ui.widgets.statement_form import StatementForm

NOW = datetime(2026, 5, 3, 10, tzinfo=UTC)
CHOSEN = (
    *[("skipped_share", place, kept) for place, kept in enumerate(SKIPPED_SHARES, start=1)],
    *[("after_midnight", place, kept) for place, kept in enumerate(NIGHTS, start=1)],
    *[("charts_or_obscure", place, kept) for place, kept in enumerate(TASTES, start=1)],
    ("taste_stopped", 1, "never"),
    ("taste_stopped", 2, "2026"),
)


@pytest.fixture(autouse=True)
def another_language(qapp: QApplication) -> Iterator[None]:
    with spoken(qapp):
        yield


@pytest.fixture
def kept() -> Iterator[list[QWidget]]:
    widgets: list[QWidget] = []
    yield widgets
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("choice", CHOSEN)
def test_an_answer_is_sealed_as_it_is_kept_in_every_language(
    theme: Theme, qtbot: QtBot, kept: list[QWidget], choice: tuple[str, int, str]
) -> None:
    question, place, value = choice
    form = StatementForm(theme)
    kept.append(form)
    form.set_now(lambda: NOW)
    field = form.fields[question]
    assert isinstance(field, ChoiceField)
    field.setCurrentIndex(place)
    said = field.currentText()
    form.sureness[question].setCurrentIndex(2)
    sure = form.sureness[question].currentText()
    assert sure.startswith(OPENS)
    with qtbot.waitSignal(form.sealed) as signal:
        form.seal.click()
    (statement,) = signal.args or [None]
    assert statement == Statement(sealed_at=NOW, **{question: Answer(value=value, sure_percent=95)})
    assert isinstance(statement, Statement)
    form.show_sealed(statement)
    assert f"{said}, {sure}" in bare(form.lines.text())


@pytest.mark.parametrize("reason", SuggestedReason)
def test_a_suggested_reason_is_kept_as_it_is_in_every_language(
    theme: Theme, kept: list[QWidget], reason: SuggestedReason
) -> None:
    form, left_out = ExclusionForm(theme), LeftOutList(theme)
    kept += [form, left_out]
    form.artist.setText("Raffi")
    form.reason.setCurrentIndex(list(SuggestedReason).index(reason))
    said = form.reason.currentText()
    assert said.startswith(f"{OPENS}{reason.value}")
    draft = form.draft()
    assert draft.reason == reason.value
    left_out.set_exclusions(Exclusions().add(draft), lambda _: None)
    assert [bare(row.note.text()) for row in left_out.rows.values()] == [said]


def test_a_reason_of_ones_own_stays_as_it_was_typed(theme: Theme, kept: list[QWidget]) -> None:
    form = ExclusionForm(theme)
    kept.append(form)
    form.artist.setText("Raffi")
    form.reason.setEditText("  the neighbour, at {three}  ")
    assert form.draft().reason == "the neighbour, at {three}"


def test_names_are_put_into_the_translated_words_as_they_are() -> None:
    album = Exclusion.of_album("{artist}", "The album {title}")
    night = Exclusion.of_hours((22, 23, 0, 8))
    party = Exclusion.of_range(date(2024, 12, 31), date(2025, 1, 1), first_hour=20, last_hour=4)
    assert "The album {title}” by {artist}" in bare(exclusion_title(album))
    assert all(exclusion_title(item).startswith(OPENS) for item in (album, night, party))
    within = bare(names_of([album, night]))
    assert within.startswith(f"{OPENS}{OPENS}the album “The album {{title}}” by {{artist}}")
    assert f"{OPENS}every day " in within
    assert within.endswith(CLOSES)


def test_times_are_told_in_their_order() -> None:
    night = Exclusion.of_hours((22, 23, 0, 8))
    party = Exclusion.of_range(date(2024, 12, 31), date(2025, 1, 1), first_hour=20, last_hour=4)
    plain = [_without_marks(exclusion_title(item)) for item in (night, party)]
    assert plain == [
        "Every day 8:00 to 9:00 and 22:00 to 1:00",
        "31 December 2024, 20:00, to 1 January 2025, 5:00",
    ]


def _without_marks(text: str) -> str:
    return text.replace(OPENS, "").replace(CLOSES, "").replace("·", "")
