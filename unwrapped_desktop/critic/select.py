"""Chooses the remarks of a page, and their order.

A page has one remark a family, no shape and no image twice, no name more than twice, at least four themes where the record
offers them, at most one simile, one semicolon and one colon, and its kindest line at the end.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations, product

from unwrapped_desktop.critic.candidates import PHRASES_REMEMBERED, Candidate, Line, compares, openings
from unwrapped_desktop.critic.phrases import Phrase
from unwrapped_desktop.critic.rhythm import clashes, discord
from unwrapped_desktop.critic.slots import SLOT
from unwrapped_desktop.domain.settings import Intensity

LONG_PAGE = {Intensity.GENTLE: (200, 400), Intensity.HONEST: (200, 400), Intensity.BRUTAL: (110, 400)}
SHORT_PAGE = (90, 160)
"""Words of a page: fewest and most. Brutal is shorter, never ruder."""

REMARKS_MIN, REMARKS_MAX = 8, 14
"""Remarks of a long page, fewest and most."""

COMFORTABLE_WORDS = 270
CALLBACK_DISTANCE = 3
"""A call-back stands at least so many remarks after its set-up."""

ONCE_A_PAGE = frozenset({"mock-concession", "three"})
"""Mechanics that a reader notices the second time."""

REWORDED_MAX = 6
"""So many remarks are reworded for the sound of the page, at most."""

WORTH_A_CHANGE = 0.5
"""A wording is changed for so much less discord, at least."""

SHORTER_BY = 30
"""So many words a page may lose by it, at most."""

NAME_MAX = 2
"""So many remarks are about one name, at most."""

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

    def add(self, candidate: Candidate, *, again: bool = False) -> bool:
        """Add a candidate in its first line that fits the page; False when none does.

        Args:
            candidate: What could be said.
            again: Whether it may be said although another family has spoken of the same fact.
        """
        if len(self.chosen) >= REMARKS_MAX or self._speaks_already(candidate, again=again):
            return False
        fitting = (line for line in candidate.lines if self.takes(line))
        line = next(fitting, None) or self._make_room(candidate.lines)
        if line is None:
            return False
        self.chosen.append(Chosen(candidate, line))
        return True

    def _make_room(self, lines: Sequence[Line]) -> Line | None:
        """Return a line that fits once one remark on the page is said in another of its wordings; None if none does."""
        others = [[other.line for other in self.chosen if other is not item] for item in self.chosen]
        companies = [Company(rest) for rest in others]
        for line in lines:
            for place, item in enumerate(self.chosen):
                if not companies[place].takes(line, self.words_max):
                    continue
                with_line = Company((*others[place], line))
                wording = next(
                    (other for other in item.candidate.lines if with_line.takes(other, self.words_max)), None
                )
                if wording is not None:
                    self.chosen[place] = Chosen(item.candidate, wording)
                    return line
        return None

    def _speaks_already(self, candidate: Candidate, *, again: bool) -> bool:
        rules = [item.candidate.rule for item in self.chosen]
        group = "" if again else candidate.rule.group
        return any(rule.family == candidate.rule.family or (group and rule.group == group) for rule in rules)

    def takes(self, line: Line, *, instead_of: Chosen | None = None) -> bool:
        """Whether a line fits beside the others (without the one it would replace)."""
        others = (item.line for item in self.chosen if item is not instead_of)
        return Company(others).takes(line, self.words_max)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a reader notices of a wording.

    Attributes:
        once: What no other line of the page may have: its shape, its image, and a mechanic that is noticed.
        counts: Similes, semicolons, colons, and sentences that begin with the reader.
    """

    once: frozenset[str]
    counts: tuple[int, int, int, int]


COUNTS_MAX = (1, 1, 1, 3)
"""Similes, semicolons, colons, and sentences that begin with the reader on a page, at most."""


class Company:
    """Lines that stand on one page, and what they rule out beside them.

    Attributes:
        is_sound: Whether they may stand together.
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self.is_sound = True
        self._once: set[str] = set()
        self._names: Counter[str] = Counter()
        self._counts = [0] * len(COUNTS_MAX)
        self._words = 0
        for line in lines:
            self._add(line)

    def _add(self, line: Line) -> None:
        self.is_sound = self.is_sound and self.takes(line)
        traits = _traits(line.phrase)
        self._once |= traits.once
        self._names.update(line.targets)
        self._counts = [held + more for held, more in zip(self._counts, traits.counts, strict=True)]
        self._words += line.words

    def takes(self, line: Line, words_max: int | None = None) -> bool:
        """Whether a line may stand beside these: nothing in it has been there that a reader would notice."""
        traits = _traits(line.phrase)
        return (
            self._once.isdisjoint(traits.once)
            and (words_max is None or self._words + line.words <= words_max)
            and all(self._names[name] < NAME_MAX for name in line.targets)
            and all(map(_within, self._counts, traits.counts, COUNTS_MAX))
        )


def _within(held: int, more: int, most: int) -> bool:
    return held + more <= most


@lru_cache(maxsize=PHRASES_REMEMBERED)
def _traits(phrase: Phrase) -> _Traits:
    once = {f"shape {phrase.shape}"}
    if phrase.image and not phrase.calls_back:
        once.add(f"image {phrase.image}")
    if phrase.mechanic in ONCE_A_PAGE:
        once.add(f"mechanic {phrase.mechanic}")
    yours = sum(opening in {"you", "your"} for opening in openings(phrase.text))
    colon = ":" in SLOT.sub("", phrase.text)
    return _Traits(frozenset(once), (compares(phrase.text), ";" in phrase.text, colon, yours))


def fit_together(lines: Sequence[Line], words_max: int) -> bool:
    """Whether lines may stand on one page."""
    return sum(line.words for line in lines) <= words_max and Company(lines).is_sound


def select(candidates: Sequence[Candidate], *, words: tuple[int, int]) -> tuple[tuple[Chosen, ...], ...]:
    """Return the page as paragraphs of chosen remarks, in reading order.

    Args:
        candidates: What could be said, the strongest first.
        words: The fewest and the most words of the page.
    """
    words_min, words_max = words
    is_short = words == SHORT_PAGE
    page = Page(words_max)
    kind = _add_kind_exit(page, candidates)
    telling = [item for item in candidates if not item.rule.filler]
    plain = [item for item in telling if not item.rule.kind and not item.finding.tender]
    _add_each_theme(page, plain)
    enough = 110 if is_short else COMFORTABLE_WORDS
    for candidate in plain:
        if page.words >= enough and len(page.chosen) >= TENDER_ABOVE:
            break
        page.add(candidate)
    if len(page.chosen) < TENDER_ABOVE:
        for candidate in telling:
            if candidate.finding.tender and page.add(candidate):
                break
    _lengthen(page, words_min)
    for candidate in (*plain, *(item for item in candidates if item.rule.filler)):
        if page.words >= words_min and len(page.chosen) >= (0 if is_short else REMARKS_MIN):
            break
        page.add(candidate, again=True)
    _lengthen(page, words_min)
    return _paragraphs(page, kind, words=words)


def _add_kind_exit(page: Page, candidates: Sequence[Candidate]) -> Chosen | None:
    for candidate in candidates:
        if candidate.rule.kind and page.add(candidate):
            return page.chosen[-1]
    return None


def _add_each_theme(page: Page, candidates: Sequence[Candidate]) -> None:
    """Add the strongest candidate of each theme, the strongest themes first."""
    for candidate in candidates:
        if candidate.rule.theme not in page.themes:
            page.add(candidate)


def _lengthen(page: Page, words_min: int) -> None:
    """Take longer wordings, the record's own choice among them, until the page has its least length."""
    while page.words < words_min:
        if not (_lengthen_one(page) or _lengthen_two(page)):
            return


def _lengthen_one(page: Page) -> bool:
    for place, item in enumerate(page.chosen):
        for line in item.candidate.lines:
            if line.words > item.line.words and page.takes(line, instead_of=item):
                page.chosen[place] = Chosen(item.candidate, line)
                return True
    return False


def _lengthen_two(page: Page) -> bool:
    """Change two remarks at once, where neither can be longer alone."""
    for one, two in permutations(range(len(page.chosen)), 2):
        first, second = page.chosen[one], page.chosen[two]
        others = [item.line for item in page.chosen if item is not first and item is not second]
        for line, other in product(first.candidate.lines, second.candidate.lines):
            gained = line.words + other.words > first.line.words + second.line.words
            if gained and fit_together([line, other, *others], page.words_max):
                page.chosen[one] = Chosen(first.candidate, line)
                page.chosen[two] = Chosen(second.candidate, other)
                return True
    return False


def _call_back(ordered: Sequence[Chosen], words_max: int) -> list[Chosen]:
    """Say a remark as a call-back where its set-up, about the same name, stands far enough before it."""
    page = list(ordered)
    for place in range(CALLBACK_DISTANCE, len(page)):
        others = [item.line for item in page if item is not page[place]]
        before = [item.line for item in page[: place - CALLBACK_DISTANCE + 1]]
        for line in page[place].candidate.callbacks:
            prepared = any(
                earlier.phrase.sets_up == line.phrase.calls_back and earlier.targets & line.targets
                for earlier in before
            )
            if prepared and fit_together([line, *others], words_max):
                page[place] = Chosen(page[place].candidate, line)
                break
    return page


def _paragraphs(page: Page, kind: Chosen | None, *, words: tuple[int, int]) -> tuple[tuple[Chosen, ...], ...]:
    """Lay the page out: second best first, best at the end of the first paragraph, oddities and map late, kindness last."""
    exits = [item for item in page.chosen if kind is not None and item.candidate is kind.candidate]
    late = [item for item in page.chosen if item.candidate.rule.theme in {"odd", "map"} and item not in exits]
    early = sorted(
        (item for item in page.chosen if item not in exits and item not in late),
        key=lambda item: -item.strength,
    )
    count = 2 if words == SHORT_PAGE else 3
    length = -(-len(page.chosen) // count)
    first = [*early[1:2], *early[2:length], *early[0:1]]
    ordered = _apart([*first, *early[max(length, 2) :], *late, *exits], fixed=len(exits))
    ordered = _in_rhythm(_call_back(ordered, page.words_max), words)
    return tuple(tuple(ordered[start : start + length]) for start in range(0, len(ordered), length))


def _in_rhythm(ordered: Sequence[Chosen], words: tuple[int, int]) -> list[Chosen]:
    """Say remarks in another of their wordings, one after the other, for as long as the page sounds better for it.

    Of the changes that help at least half as much as the best one, that is made whose wording the record's own order
    puts first: were it always the best one, the same few short lines would stand on everybody's page.
    """
    page = list(ordered)
    for _ in range(REWORDED_MAX):
        lines = [item.line for item in page]
        now = discord(lines)
        found = list(_rewordings(page, words)) if now > 0 else []
        gain = now - min((after for after, _, _ in found), default=now)
        if gain < WORTH_A_CHANGE:
            break
        number, place = min((number, place) for after, place, number in found if 2 * (now - after) >= gain)
        page[place] = Chosen(page[place].candidate, page[place].candidate.lines[number])
    return page


def _rewordings(page: Sequence[Chosen], words: tuple[int, int]) -> Iterator[tuple[float, int, int]]:
    """Yield the discord of each page that differs in one wording, with its place and the number of the wording."""
    words_min, words_max = words
    lines = [item.line for item in page]
    total = sum(line.words for line in lines)
    fixed = max(words_min, total - SHORTER_BY)
    for place, item in enumerate(page):
        if item.line.phrase.calls_back or item.line.phrase.sets_up:
            continue
        others = Company((*lines[:place], *lines[place + 1 :]))
        for number, line in enumerate(item.candidate.lines):
            length = total - item.line.words + line.words
            if line is item.line or length < fixed or not others.takes(line, words_max):
                continue
            yield discord([*lines[:place], line, *lines[place + 1 :]]), place, number


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
    return clashes([item.line for item in items])
