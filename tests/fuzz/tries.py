"""Tries a family of spoiled things, one after the other, and counts."""

import time
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.fuzz.families import FAMILIES
from tests.fuzz.planted import PLANTED


@dataclass(slots=True)
class Tally:
    """How often each outcome came up, and what was wrong."""

    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def attempts(self) -> int:
        """How many there were."""
        return self.outcomes.total()


def try_family(
    family: str, seed: int, numbers: Iterable[int], *, seconds: float | None = None, planted: bool = False
) -> Tally:
    """Try what the numbers stand for.

    Args:
        family: A key of `FAMILIES`.
        seed: Which things; the same seed and number spoil alike.
        numbers: The attempts.
        seconds: After so long no more are begun; None goes through all of them.
        planted: Whether the reader is broken on purpose.
    """
    tally, end_s = Tally(), time.monotonic() + (seconds or 0)
    with ExitStack() as stack:
        for patch in PLANTED[family]() if planted else ():
            stack.enter_context(patch)
        attempt = stack.enter_context(FAMILIES[family]())
        for number in numbers:
            if seconds is not None and time.monotonic() >= end_s:
                break
            outcome, problems = attempt(seed, number)
            tally.outcomes[outcome] += 1
            tally.problems += [f"{number}: {problem}" for problem in problems]
    return tally
