"""Chooses the remarks of a page, and their order.

A page has one remark a family, no shape and no image twice, no name more than twice, at least four themes where the record
offers them, at most one simile, one semicolon and one colon, and its kindest line at the end.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from unwrapped_desktop.critic.candidates import Candidate, Line
from unwrapped_desktop.domain.settings import Intensity

LONG_PAGE = {Intensity.GENTLE: (200, 400), Intensity.HONEST: (200, 400), Intensity.BRUTAL: (110, 400)}
SHORT_PAGE = (90, 160)
"""Words of a page: fewest and most. Brutal is shorter, never ruder."""

REMARKS_MAX = 14
COMFORTABLE_WORDS = 270
THEMES_MIN = 4
LENGTHENINGS = 3
"""How often a remark may be taken in a longer wording."""

ONCE_A_PAGE = frozenset({"mock-concession", "three"})
"""Mechanics that a reader notices the second time."""

TENDER_ABOVE = 8
"""A tender remark is dropped when this many others stand."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate with the line it will be said in."""

    candidate: Candidate
    line: Line

    @property
    def strength(self) -> float:
        """How strong the remark is."""
        return self.candidate.strength


@dataclass(slots=True)
class Page:
    """A page in the making: what is chosen, and what that rules out."""

    words_max: int
    chosen: list[Chosen] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Words so far."""
        return sum(item.line.words for item in self.chosen)

    @property
    def themes(self) -> set[str]:
        """Themes so far."""
        return {item.candidate.rule.theme for item in self.chosen}

    def add(self, candidate: Candidate, *, prefer: Callable[[Line], bool] = lambda _line: True) -> bool:
        """Add a candidate in its first line that fits the page; False when none does."""
        if len(self.chosen) >= REMARKS_MAX or self._speaks_already(candidate):
            return False
        lines = sorted(candidate.lines, key=lambda line: not prefer(line))
        line = next((line for line in lines if self.takes(line)), None) or self._make_room(lines)
        if line is None:
            return False
        self.chosen.append(Chosen(candidate, line))
        return True

    def _make_room(self, lines: Sequence[Line]) -> Line | None:
        """Return a line that fits once one remark on the page is said in another of its wordings; None if none does."""
        for line in lines:
            for place, item in enumerate(self.chosen):
                if not self.takes(line, instead_of=item):
                    continue
                for other in item.candidate.lines:
                    trial = Page(
                        self.words_max,
                        [*self.chosen[:place], Chosen(item.candidate, other), *self.chosen[place + 1 :]],
                    )
                    if other is not item.line and self.takes(other, instead_of=item) and trial.takes(line):
                        self.chosen = trial.chosen
                        return line
        return None

    def _speaks_already(self, candidate: Candidate) -> bool:
        rules = [item.candidate.rule for item in self.chosen]
        group = candidate.rule.group
        return any(rule.family == candidate.rule.family or (group and rule.group == group) for rule in rules)

    def takes(self, line: Line, *, instead_of: Chosen | None = None) -> bool:
        """Whether a line fits beside the others (without the one it would replace)."""
        others = [item.line for item in self.chosen if item is not instead_of]
        words = sum(other.words for other in others) + line.words
        return (
            words <= self.words_max
            and all(line.phrase.shape != other.phrase.shape for other in others)
            and not (line.phrase.image and any(line.phrase.image == other.phrase.image for other in others))
            and not (
                line.phrase.mechanic in ONCE_A_PAGE
                and any(line.phrase.mechanic == other.phrase.mechanic for other in others)
            )
            and _names_at_most_twice([line, *others])
            and _at_most_one([line, *others], lambda item: item.has_simile)
            and _at_most_one([line, *others], lambda item: ";" in item.phrase.text)
            and _at_most_one([line, *others], lambda item: ":" in item.phrase.text)
            and sum(opening in {"you", "your"} for item in [line, *others] for opening in item.openings) <= 3
        )


def _names_at_most_twice(lines: Iterable[Line]) -> bool:
    return max(Counter(name for line in lines for name in line.targets).values(), default=0) <= 2


def _at_most_one(lines: Iterable[Line], test: Callable[[Line], bool]) -> bool:
    return sum(map(test, lines)) <= 1


def select(candidates: Sequence[Candidate], *, words: tuple[int, int]) -> tuple[tuple[Chosen, ...], ...]:
    """Return the page as paragraphs of chosen remarks, in reading order.

    Args:
        candidates: What could be said, the strongest first.
        words: The fewest and the most words of the page.
    """
    words_min, words_max = words
    short = words == SHORT_PAGE
    page = Page(words_max)
    kind = _add_kind_exit(page, candidates)
    plain = [item for item in candidates if not item.rule.kind and not item.finding.tender]
    _add_each_theme(page, plain)
    enough = 110 if short else COMFORTABLE_WORDS
    for candidate in plain:
        if page.words >= enough and len(page.chosen) >= TENDER_ABOVE:
            break
        page.add(candidate)
    if len(page.chosen) < TENDER_ABOVE:
        for candidate in candidates:
            if candidate.finding.tender and page.add(candidate):
                break
    _lengthen(page, words_min)
    return _paragraphs(page, kind, short=short)


def _add_kind_exit(page: Page, candidates: Sequence[Candidate]) -> Chosen | None:
    for candidate in candidates:
        if candidate.rule.kind and page.add(candidate, prefer=lambda line: not line.phrase.calls_back):
            return page.chosen[-1]
    return None


def _add_each_theme(page: Page, candidates: Sequence[Candidate]) -> None:
    """Add the strongest candidate of each theme, the strongest themes first."""
    for candidate in candidates:
        if candidate.rule.theme not in page.themes:
            page.add(candidate, prefer=lambda line: not line.phrase.calls_back)


def _lengthen(page: Page, words_min: int) -> None:
    """Take longer wordings, the record's own choice among them, until the page has its least length."""
    for number in [*range(len(page.chosen))] * LENGTHENINGS:
        if page.words >= words_min:
            return
        item = page.chosen[number]
        longer = [
            line
            for line in item.candidate.lines
            if line.words > item.line.words and page.takes(line, instead_of=item)
        ]
        if longer:
            page.chosen[number] = Chosen(item.candidate, longer[0])


def _paragraphs(page: Page, kind: Chosen | None, *, short: bool) -> tuple[tuple[Chosen, ...], ...]:
    """Lay the page out: second best first, best at the end of the first paragraph, oddities and map late, kindness last."""
    exits = [item for item in page.chosen if kind is not None and item.candidate is kind.candidate]
    late = [item for item in page.chosen if item.candidate.rule.theme in {"odd", "map"} and item not in exits]
    early = sorted(
        (item for item in page.chosen if item not in exits and item not in late),
        key=lambda item: -item.strength,
    )
    count = 2 if short else 3
    length = -(-len(page.chosen) // count)
    first = [*early[1:2], *early[2:length], *early[0:1]]
    ordered = _apart([*first, *early[max(length, 2) :], *late, *exits], fixed=len(exits))
    return tuple(tuple(ordered[start : start + length]) for start in range(0, len(ordered), length))


def _apart(items: Sequence[Chosen], *, fixed: int) -> list[Chosen]:
    """Swap remarks until as few as possible begin with the word that begins the sentence before; the last stay last."""
    ordered = list(items)
    places = range(len(ordered) - fixed)
    for _ in places:
        swaps = (
            (_clashes(_swapped(ordered, one, two)), two - one, one, two)
            for one in places
            for two in places
            if one < two
        )
        best = min(swaps, default=None)
        if best is None or best[0] >= _clashes(ordered):
            break
        ordered = _swapped(ordered, best[2], best[3])
    return ordered


def _swapped(items: list[Chosen], one: int, two: int) -> list[Chosen]:
    swapped = list(items)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    return swapped


def _clashes(items: Sequence[Chosen]) -> int:
    """Return how many neighbours begin alike."""
    return sum(before.line.openings[-1] == after.line.openings[0] for before, after in pairwise(items))
