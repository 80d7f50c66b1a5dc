"""Six questions for the wait: what somebody believes of their own listening, sealed before the record comes.

Public face of `StatementForm`:
    signals  sealed(Statement)
    methods  set_now(callable), show_questions(), show_sealed(Statement)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.report import Cell
from unwrapped_desktop.domain.statement import (
    LONGEST_ANSWER,
    NEVER,
    NIGHTS,
    QUESTIONS,
    SKIPPED_SHARES,
    SURENESS,
    TASTES,
    Answer,
    Statement,
    Sureness,
)
from unwrapped_desktop.messages import QT_TRANSLATE_NOOP
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.fields import ChoiceField, Labelled
from unwrapped_desktop.ui.widgets.layouts import Grid, column
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, Prose, TextRole
from unwrapped_desktop.ui.widgets.text_field import TextField
from unwrapped_desktop.ui.widgets.till_lines import TillLines

NO_ANSWER = QT_TRANSLATE_NOOP("StatementForm", "No answer")
FIRST_YEAR = 2006
"""No record of Spotify's begins earlier."""

_ERROR = TextRole(size_px=SMALL_PX, weight=500, colour="accent", leading=1.5)
_FIELD_PX, _FORM_PX = 250, 640


@dataclass(frozen=True, slots=True)
class _Asked:
    """The fields of one question."""

    answer: TextField | ChoiceField
    sure: ChoiceField


class StatementForm(QWidget):
    """The questions, or what was answered; nothing in between.

    Attributes:
        sealed: Emitted with the statement.
        fields: The field of each question.
        sureness: For each question how sure one is.
        seal: Seals it.
        error: What is missing.
        lines: The answers of a statement that is sealed.
    """

    sealed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now: Callable[[], datetime] = _clock
        self._titles = _questions()
        self._asked = {question: self._ask(question) for question in QUESTIONS}
        self.fields = {question: asked.answer for question, asked in self._asked.items()}
        self.sureness = {question: asked.sure for question, asked in self._asked.items()}
        self.error = Prose(theme, "", _ERROR)
        self.seal = Button(theme, translate("StatementForm", "Seal it"), primary=True)
        self.sealed_on = Prose(theme, "", SMALL)
        self.lines = TillLines(theme, translate("StatementForm", "What you said"))
        self._build()
        self.seal.clicked.connect(self._seal)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_now(_clock)
        self.show_questions()

    def set_now(self, now: Callable[[], datetime]) -> None:
        """Choose what tells the time, aware; the years that can be chosen end with it."""
        self._now = now
        field = self.fields["taste_stopped"]
        if isinstance(field, ChoiceField):
            years = [str(year) for year in range(now().year, FIRST_YEAR - 1, -1)]
            _offer(field, {**_choices("taste_stopped"), **{year: year for year in years}})

    def show_questions(self) -> None:
        """Ask, with every field empty."""
        for asked in self._asked.values():
            if isinstance(asked.answer, TextField):
                asked.answer.clear()
            else:
                asked.answer.setCurrentIndex(0)
            asked.sure.setCurrentIndex(0)
        self._say("")
        self._show(asking=True)

    def show_sealed(self, statement: Statement) -> None:
        """Show the answers of a statement, which nobody can change any more."""
        self.sealed_on.setText(
            translate("StatementForm", "Sealed on {date}. It is opened when your record is here.").format(
                date=write_date(statement.sealed_at.astimezone().date())
            )
        )
        self.lines.set_lines(
            [
                Cell(label=self._titles[question], value=_answer_words(question, answer), unit="text")
                for question, answer in statement.answers()
            ]
        )
        self._show(asking=False)

    def _ask(self, question: str) -> _Asked:
        theme, words = self._theme, self._titles[question]
        sure_name = translate("StatementForm", "How sure: {question}").format(question=words)
        sure = ChoiceField(theme, list(_how_sure().values()), name=sure_name)
        hint = _hint_of(question)
        if hint:
            return _Asked(TextField(theme, name=words, hint=hint, longest=LONGEST_ANSWER), sure)
        field = ChoiceField(theme, (), name=words)
        _offer(field, _choices(question))
        return _Asked(field, sure)

    def _build(self) -> None:
        theme = self._theme
        self._grids = []
        self._questions, self._answers = QWidget(), QWidget()
        asking = column(gap=16)
        for question, asked in self._asked.items():
            grid = Grid(min_column_px=_FIELD_PX, max_columns=2, gap=(16, 10))
            grid.set_parts(
                [
                    Labelled(theme, self._titles[question], asked.answer),
                    Labelled(theme, translate("StatementForm", "How sure are you?"), asked.sure),
                ]
            )
            self._grids.append(grid)
            asking.addWidget(grid)
        asking.addSpacing(4)
        promise = translate(
            "StatementForm",
            "It gets today's date, cannot be changed afterwards, and stays on this computer. It is opened when your "
            "record is here.",
        )
        asking.addWidget(Prose(theme, promise, SMALL_QUIET))
        asking.addWidget(self.error)
        asking.addWidget(self.seal, 0, Qt.AlignmentFlag.AlignLeft)
        asking.addStretch(1)
        self._questions.setLayout(asking)
        answered = column(gap=12)
        answered.addWidget(self.sealed_on)
        answered.addWidget(self.lines)
        answered.addStretch(1)
        self._answers.setLayout(answered)
        layout = column()
        layout.addWidget(self._questions)
        layout.addWidget(self._answers)
        self.setLayout(layout)

    def _show(self, *, asking: bool) -> None:
        self._questions.setVisible(asking)
        self._answers.setVisible(not asking)

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _seal(self) -> None:
        answers = {question: _answer_in(asked) for question, asked in self._asked.items()}
        if not any(answers.values()):
            self._say(translate("StatementForm", "Answer one of them, whichever you like."))
            self.fields["most_played_artist"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        self.sealed.emit(Statement(sealed_at=self._now(), **answers))

    def _restyle(self) -> None:
        for grid in self._grids:
            grid.set_min_column_px(self._theme.px(_FIELD_PX))
            grid.setMaximumWidth(self._theme.px(_FORM_PX))
        self.lines.setMaximumWidth(self._theme.px(_FORM_PX))


def _questions() -> Mapping[str, str]:
    return {
        "most_played_artist": translate("StatementForm", "Whom have you played most?"),
        "skipped_share": translate("StatementForm", "How many songs do you skip?"),
        "after_midnight": translate("StatementForm", "Music between midnight and five?"),
        "taste_stopped": translate("StatementForm", "In which year did your taste stop?"),
        "never_skipped": translate("StatementForm", "Which song do you never skip?"),
        "charts_or_obscure": translate("StatementForm", "Is your taste charts, or obscure?"),
    }


def _hint_of(question: str) -> str:
    """Return what is typed to answer; empty where an answer is chosen."""
    match question:
        case "most_played_artist":
            return translate("StatementForm", "Name of an artist")
        case "never_skipped":
            return translate("StatementForm", "Title of a song")
        case _:
            return ""


def _how_sure() -> Mapping[Sureness, str]:
    words = (
        translate("StatementForm", "a guess"),
        translate("StatementForm", "fairly sure"),
        translate("StatementForm", "I'd bet on it"),
    )
    return dict(zip(SURENESS, words, strict=True))


def _choices(question: str) -> Mapping[str, str]:
    """Return the answers that can be chosen: what is kept, and how it is said."""
    match question:
        case "skipped_share":
            shares = (
                translate("StatementForm", "under 10 %"),
                translate("StatementForm", "10 to 25 %"),
                translate("StatementForm", "25 to 50 %"),
                translate("StatementForm", "over 50 %"),
            )
            return dict(zip(SKIPPED_SHARES, shares, strict=True))
        case "after_midnight":
            nights = (
                translate("StatementForm", "hardly ever"),
                translate("StatementForm", "now and then"),
                translate("StatementForm", "all the time"),
            )
            return dict(zip(NIGHTS, nights, strict=True))
        case "taste_stopped":
            return {NEVER: translate("StatementForm", "never")}
        case "charts_or_obscure":
            tastes = (translate("StatementForm", "charts"), translate("StatementForm", "obscure"))
            return dict(zip(TASTES, tastes, strict=True))
        case _:
            return {}


def _offer(field: ChoiceField, choices: Mapping[str, str]) -> None:
    """Let an answer be chosen, or none."""
    field.clear()
    field.addItem(translate("StatementForm", NO_ANSWER), "")
    for kept, words in choices.items():
        field.addItem(words, kept)


def _answer_in(asked: _Asked) -> Answer | None:
    """Return what was answered; None where nothing was."""
    said = (
        " ".join(asked.answer.text().split())
        if isinstance(asked.answer, TextField)
        else asked.answer.currentData()
    )
    sure = SURENESS[max(0, asked.sure.currentIndex())]
    return Answer(value=said, sure_percent=sure) if said else None


def _answer_words(question: str, answer: Answer) -> str:
    return translate("StatementForm", "{answer}, {how_sure}").format(
        answer=_choices(question).get(answer.value, answer.value), how_sure=_how_sure()[answer.sure_percent]
    )


def _clock() -> datetime:
    return datetime.now(tz=UTC)
