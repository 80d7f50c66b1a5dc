"""What somebody says of their own listening before they have seen the record: dated, sealed, and opened later. Free of NumPy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Sureness = Literal[50, 75, 95]

SURENESS: tuple[Sureness, ...] = (50, 75, 95)
"""How sure one can be, in percent. With two ways to be right or wrong, 50 is a coin."""

SKIPPED_SHARES = ("under 10", "10 to 25", "25 to 50", "over 50")
"""Percent of starts."""

NIGHTS = ("hardly ever", "now and then", "all the time")
NEVER = "never"
TASTES = ("charts", "obscure")

LONGEST_ANSWER = 200
"""No title and no name that was typed is longer."""

QUESTIONS = (
    "most_played_artist",
    "skipped_share",
    "after_midnight",
    "taste_stopped",
    "never_skipped",
    "charts_or_obscure",
)
"""The fields of a statement that are answers, in the order in which they are asked."""

_CHOICES = {"skipped_share": SKIPPED_SHARES, "after_midnight": NIGHTS, "charts_or_obscure": TASTES}
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer.

    Attributes:
        value: What was said.
        sure_percent: How sure they were of it.

    Raises:
        ValueError: Nothing was said, or far too much.
    """

    value: str
    sure_percent: Sureness

    def __post_init__(self) -> None:
        if not self.value.strip() or len(self.value) > LONGEST_ANSWER:
            raise ValueError("an answer is empty or too long")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was said; a question that nobody answered is None.

    Attributes:
        sealed_at: When, aware.
        most_played_artist: The name of an artist.
        skipped_share: One of `SKIPPED_SHARES`.
        after_midnight: One of `NIGHTS`.
        taste_stopped: The year in which their taste stopped, or `NEVER`.
        never_skipped: The title of a song.
        charts_or_obscure: One of `TASTES`.

    Raises:
        ValueError: The time has no zone, or an answer is none of those that can be given.
    """

    sealed_at: datetime
    most_played_artist: Answer | None = None
    skipped_share: Answer | None = None
    after_midnight: Answer | None = None
    taste_stopped: Answer | None = None
    never_skipped: Answer | None = None
    charts_or_obscure: Answer | None = None

    def __post_init__(self) -> None:
        if self.sealed_at.tzinfo is None:
            raise ValueError("the time of sealing has no zone")
        for question, answer in self.answers():
            if not _can_be_given(question, answer.value):
                raise ValueError(f"{question} cannot be answered so")

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Yield each question that was answered with its answer, in the order in which they are asked."""
        for question in QUESTIONS:
            answer = getattr(self, question)
            if answer is not None:
                yield question, answer


def _can_be_given(question: str, value: str) -> bool:
    if question == "taste_stopped":
        return value == NEVER or _YEAR.fullmatch(value) is not None
    return question not in _CHOICES or value in _CHOICES[question]
