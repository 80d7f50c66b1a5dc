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
    SKIPPED_SHARES,
    TASTES,
    Answer,
    Statement,
    Sureness,
)
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import SMALL_PX
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.fields import ChoiceField, Labelled
from unwrapped_desktop.ui.widgets.layouts import Grid, column
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, Prose, TextRole
from unwrapped_desktop.ui.widgets.text_field import TextField
from unwrapped_desktop.ui.widgets.till_lines import TillLines

NO_ANSWER = "No answer"
FIRST_YEAR = 2006
"""No record of Spotify's begins earlier."""

HOW_SURE: Mapping[Sureness, str] = {50: "a guess", 75: "fairly sure", 95: "I'd bet on it"}

_QUESTIONS = {
    "most_played_artist": "Whom have you played most?",
    "skipped_share": "How many songs do you skip?",
    "after_midnight": "Music between midnight and five?",
    "taste_stopped": "In which year did your taste stop?",
    "never_skipped": "Which song do you never skip?",
    "charts_or_obscure": "Is your taste charts, or obscure?",
}
_TYPED = {"most_played_artist": "Name of an artist", "never_skipped": "Title of a song"}
_SHARES = {f"{share} %": share for share in SKIPPED_SHARES}
_PROMISE = "It gets today's date, cannot be changed afterwards, and stays on this computer. It is opened when your record is here."
_NOTHING = "Answer one of them, whichever you like."
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
        self._asked = {question: self._ask(question) for question in _QUESTIONS}
        self.fields = {question: asked.answer for question, asked in self._asked.items()}
        self.sureness = {question: asked.sure for question, asked in self._asked.items()}
        self.error = Prose(theme, "", _ERROR)
        self.seal = Button(theme, "Seal it", primary=True)
        self.sealed_on = Prose(theme, "", SMALL)
        self.lines = TillLines(theme, "What you said")
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
            field.clear()
            field.addItems([NO_ANSWER, NEVER, *years])

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
        self.setFocusProxy(self.fields["most_played_artist"])

    def show_sealed(self, statement: Statement) -> None:
        """Show the answers of a statement, which nobody can change any more."""
        self.sealed_on.setText(
            f"Sealed on {write_date(statement.sealed_at.astimezone().date())}. It is opened when your record is here."
        )
        shares = {share: words for words, share in _SHARES.items()}
        self.lines.set_lines(
            [
                Cell(
                    label=_QUESTIONS[question],
                    value=f"{shares.get(answer.value, answer.value)}, {HOW_SURE[answer.sure_percent]}",
                    unit="text",
                )
                for question, answer in statement.answers()
            ]
        )
        self._show(asking=False)

    def _ask(self, question: str) -> _Asked:
        theme, words = self._theme, _QUESTIONS[question]
        sure = ChoiceField(theme, list(HOW_SURE.values()), name=f"How sure: {words}")
        if question in _TYPED:
            hint = _TYPED[question]
            return _Asked(TextField(theme, name=words, hint=hint, longest=LONGEST_ANSWER), sure)
        return _Asked(ChoiceField(theme, [NO_ANSWER, *_choices(question)], name=words), sure)

    def _build(self) -> None:
        theme = self._theme
        self._grids = []
        self._questions, self._answers = QWidget(), QWidget()
        asking = column(gap=16)
        for question, asked in self._asked.items():
            grid = Grid(min_column_px=_FIELD_PX, max_columns=2, gap=(16, 10))
            grid.set_parts(
                [
                    Labelled(theme, _QUESTIONS[question], asked.answer),
                    Labelled(theme, "How sure are you?", asked.sure),
                ]
            )
            self._grids.append(grid)
            asking.addWidget(grid)
        asking.addSpacing(4)
        asking.addWidget(Prose(theme, _PROMISE, SMALL_QUIET))
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
        answers = {question: _answer_in(question, asked) for question, asked in self._asked.items()}
        if not any(answers.values()):
            self._say(_NOTHING)
            self.fields["most_played_artist"].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        self.sealed.emit(Statement(sealed_at=self._now(), **answers))

    def _restyle(self) -> None:
        for grid in self._grids:
            grid.set_min_column_px(self._theme.px(_FIELD_PX))
            grid.setMaximumWidth(self._theme.px(_FORM_PX))
        self.lines.setMaximumWidth(self._theme.px(_FORM_PX))


def _choices(question: str) -> tuple[str, ...]:
    choices: Mapping[str, tuple[str, ...]] = {
        "skipped_share": tuple(_SHARES),
        "after_midnight": NIGHTS,
        "charts_or_obscure": TASTES,
    }
    return choices.get(question, ())


def _answer_in(question: str, asked: _Asked) -> Answer | None:
    """Return what was answered; None where nothing was."""
    if isinstance(asked.answer, TextField):
        said = " ".join(asked.answer.text().split())
    else:
        chosen = asked.answer.currentText()
        said = "" if asked.answer.currentIndex() <= 0 else chosen
    if question == "skipped_share":
        said = _SHARES.get(said, "")
    sure = tuple(HOW_SURE)[max(0, asked.sure.currentIndex())]
    return Answer(value=said, sure_percent=sure) if said else None


def _clock() -> datetime:
    return datetime.now(tz=UTC)
