"""The sealed statement on screen: the form, what it seals, and the part of a verdict in which it is opened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.domain.statement import Answer, Statement
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.fields import ChoiceField
from unwrapped_desktop.ui.widgets.statement_form import NO_ANSWER, StatementForm
from unwrapped_desktop.ui.widgets.statement_section import StatementSection
from unwrapped_desktop.ui.widgets.text_field import TextField

NOW = datetime(2026, 5, 3, 10, tzinfo=UTC)


@pytest.fixture
def kept() -> Iterator[list[QWidget]]:
    widgets: list[QWidget] = []
    yield widgets
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def form(theme: Theme, qtbot: QtBot, kept: list[QWidget]) -> StatementForm:
    made = StatementForm(theme)
    kept.append(made)
    made.set_now(lambda: NOW)
    made.resize(640, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def section(theme: Theme, kept: list[QWidget]) -> StatementSection:
    made = StatementSection(theme)
    kept.append(made)
    made.resize(900, 700)
    return made


def typed(form: StatementForm, question: str, text: str) -> None:
    field = form.fields[question]
    assert isinstance(field, TextField)
    field.setText(text)


def chosen(form: StatementForm, question: str, text: str) -> None:
    field = form.fields[question]
    assert isinstance(field, ChoiceField)
    assert field.findText(text) >= 0
    field.setCurrentText(text)


def sealed(form: StatementForm, qtbot: QtBot) -> Statement:
    with qtbot.waitSignal(form.sealed) as signal:
        form.seal.click()
    (statement,) = signal.args or [None]
    assert isinstance(statement, Statement)
    return statement


def test_six_answers_are_sealed_with_date_and_sureness(form: StatementForm, qtbot: QtBot) -> None:
    typed(form, "most_played_artist", "  Nadide   Su ")
    chosen(form, "skipped_share", "10 to 25 %")
    chosen(form, "after_midnight", "now and then")
    chosen(form, "taste_stopped", "2019")
    typed(form, "never_skipped", "Low Bridge")
    chosen(form, "charts_or_obscure", "obscure")
    form.sureness["most_played_artist"].setCurrentText("I'd bet on it")
    form.sureness["never_skipped"].setCurrentText("fairly sure")
    assert sealed(form, qtbot) == Statement(
        sealed_at=NOW,
        most_played_artist=Answer(value="Nadide Su", sure_percent=95),
        skipped_share=Answer(value="10 to 25", sure_percent=50),
        after_midnight=Answer(value="now and then", sure_percent=50),
        taste_stopped=Answer(value="2019", sure_percent=50),
        never_skipped=Answer(value="Low Bridge", sure_percent=75),
        charts_or_obscure=Answer(value="obscure", sure_percent=50),
    )


def test_one_answer_is_enough_and_none_is_not(form: StatementForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.sealed):
        form.seal.click()
    assert form.error.isVisible()
    assert form.fields["most_played_artist"].hasFocus() or not form.isActiveWindow()
    chosen(form, "taste_stopped", "never")
    assert sealed(form, qtbot) == Statement(
        sealed_at=NOW, taste_stopped=Answer(value="never", sure_percent=50)
    )
    assert not form.error.isVisible()


def test_the_years_end_with_this_one(form: StatementForm) -> None:
    field = form.fields["taste_stopped"]
    assert isinstance(field, ChoiceField)
    offered = [field.itemText(place) for place in range(field.count())]
    assert offered[:3] == [NO_ANSWER, "never", "2026"]
    assert offered[-1] == "2006"


def test_the_form_can_be_filled_in_from_the_keyboard(form: StatementForm) -> None:
    names = {field.accessibleName() for field in (*form.fields.values(), *form.sureness.values())}
    assert len(names) == 12
    for field in (*form.fields.values(), *form.sureness.values(), form.seal):
        assert field.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_is_sealed_is_shown_and_cannot_be_changed(form: StatementForm) -> None:
    form.show_sealed(
        Statement(
            sealed_at=NOW,
            skipped_share=Answer(value="over 50", sure_percent=75),
            never_skipped=Answer(value="Low <b>Bridge</b>", sure_percent=95),
        )
    )
    assert not form.seal.isVisible()
    assert form.lines.isVisible()
    assert "3 May 2026" in form.sealed_on.text()
    text = form.lines.text()
    assert "over 50 %, fairly sure" in text
    assert "Low <b>Bridge</b>, I'd bet on it" in text
    assert len(text.splitlines()) == 2
    form.show_questions()
    assert form.seal.isVisible()
    assert not form.lines.isVisible()


def test_a_statement_is_opened_with_its_score(section: StatementSection) -> None:
    opened = example.statement_report().statement
    assert opened is not None
    section.show_statement(opened, "UTC")
    assert section.isVisible()
    assert section.about.text() == (
        "Sealed on 3 May 2026. 2 of 3 right. Brier score 0.27, where 0 knows everything and 0.25 is a coin."
    )
    assert len(section.page.buttons) == 2
    section.page.buttons[1].click()
    assert section.page.paper.isVisible()


def test_nothing_sealed_shows_nothing(section: StatementSection) -> None:
    section.show_statement(example.statement_report().statement, "UTC")
    section.show_statement(None, "UTC")
    assert not section.isVisible()
    assert not section.page.buttons


def test_a_record_that_decides_nothing_says_so(section: StatementSection) -> None:
    opened = example.statement_report().statement
    assert opened is not None
    section.show_statement(replace(opened, brier=None, judged=0, right=0, remarks=(), receipts=()), "UTC")
    assert section.isVisible()
    assert section.about.text() == "Sealed on 3 May 2026. This record cannot decide any of it."
    assert not section.page.isVisible()
