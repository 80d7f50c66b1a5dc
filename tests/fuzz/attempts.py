"""What must hold of every attempt, whatever was tried: it comes to something, or is refused by name, within bounds."""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.messages import MESSAGES, REFUSALS, message_for

MEMORY_MAX_MB = 600
"""What an attempt may add to the most that this process has ever taken: no sound file of the size tried takes a tenth."""

BUSY_MAX_S = 30.0
"""How long an attempt may keep a core busy: far more than any takes, and far less than for ever."""

_OPTIONAL = re.compile(r"\[[^\]]*\]")
_PLACE = re.compile(r"\{(\w+)\}")

NOTHING = "\0"
"""What nothing tells."""

Attempt = tuple[str, list[str]]
"""What became of it, in a word or as the code of the refusal; and all that is wrong with that."""

Try = Callable[[int, int], Attempt]
"""Makes an attempt of a seed and a number: with the same two, everything is spoiled alike."""


@contextmanager
def folder() -> Iterator[Path]:
    """Yield a folder that goes with the attempt."""
    with tempfile.TemporaryDirectory(prefix="unwrapped-fuzz-") as name:
        yield Path(name)


def told(attempt: Attempt, story: str) -> Attempt:
    """Return an attempt whose problems say what was done."""
    outcome, problems = attempt
    return outcome, [f"{problem} ({story})" for problem in problems]


def attempted(
    act: Callable[[], Attempt], *, refusals: tuple[type[AppError], ...], secret: str = NOTHING
) -> Attempt:
    """Try something.

    Args:
        act: Does it, and says what became of it.
        refusals: The kinds of error that may refuse it.
        secret: What no refusal may tell.
    """
    busy_from_s, most_before_mb = time.process_time(), _most_mb()
    try:
        outcome, problems = act()
    except AppError as error:
        outcome, problems = error.code, problems_of_refusal(error, refusals, secret=secret)
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        outcome, problems = type(error).__name__, [f"raised {error!r}"[:300]]
    busy_s, more_mb = time.process_time() - busy_from_s, _most_mb() - most_before_mb
    if busy_s > BUSY_MAX_S:
        problems = [*problems, f"took {busy_s:.0f} s"]
    if more_mb > MEMORY_MAX_MB:
        problems = [*problems, f"took {more_mb:.0f} MB"]
    return outcome, problems


def problems_of_refusal(
    error: AppError, refusals: tuple[type[AppError], ...], *, secret: str = NOTHING
) -> list[str]:
    """Return what is wrong with a refusal: its kind, its words, or what it tells."""
    problems = problems_of_words(error)
    if not isinstance(error, refusals):
        problems.append(f"{type(error).__name__} is no error to be refused with here: {error}"[:300])
    if secret in f"{error} {message_for(error)}":
        problems.append(f"{error.code} tells a secret")
    return problems


def problems_of_words(error: AppError) -> list[str]:
    """Return what is wrong with the words for an error."""
    wording = MESSAGES.get(error.code) or REFUSALS.get(error.code)
    problems = []
    if wording is None:
        problems.append(f"{error.code} has no wording")
    elif not error.details.keys() >= set(_PLACE.findall(_OPTIONAL.sub("", wording))):
        problems.append(f"{error} leaves a place open in: {wording}")
    return problems + problems_of_sentence(message_for(error))


def problems_of_sentence(text: str) -> list[str]:
    """Return what is wrong with a text that a person reads."""
    problems = []
    if not text.isprintable():
        problems.append(f"not printable: {text[:200]!r}")
    if not text.endswith("."):
        problems.append(f"no sentence: {text[:200]!r}")
    return problems


def _most_mb() -> float:
    """Return the most memory that this process has taken so far; 0 on Windows, which does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource  # noqa: PLC0415 - POSIX alone has it

    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
