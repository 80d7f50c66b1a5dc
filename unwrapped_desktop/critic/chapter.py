"""What is said of a chapter: a label, the charge and a few remarks, none of them in words that a chapter before has used."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations

from unwrapped_desktop.critic.candidates import Candidate, Line, candidates
from unwrapped_desktop.critic.compose import checked, remark_of
from unwrapped_desktop.critic.label import ChosenLabel, choose_label
from unwrapped_desktop.critic.phrases import Label, Phrasebook
from unwrapped_desktop.critic.report import receipts_of
from unwrapped_desktop.critic.rhythm import clashes
from unwrapped_desktop.critic.select import Chosen, Page
from unwrapped_desktop.domain.chapters import LINES_MOST, ChapterVerdict
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Receipt
from unwrapped_desktop.domain.settings import Intensity

LINES_LEAST = 2
"""With fewer, what is said only where nothing else is left may be said too."""

WORDS_MOST = 90
"""Words of a chapter's remarks together, at most."""

CANDIDATES_MOST = 24
"""So many of the strongest findings are put into words: three of them are chosen."""

SAID_BEFORE = 0.5
"""What is left of a remark's strength when the chapter before has had one of its family."""


@dataclass(slots=True)
class Told:
    """What the chapters so far have said.

    Attributes:
        phrases: Ids of all wordings.
        labels: All labels.
        label: That of the chapter before; empty before the first.
        families: The families of the chapter before.
    """

    phrases: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    label: str = ""
    families: frozenset[str] = frozenset()

    def add(self, verdict: ChapterVerdict) -> None:
        """Note what a chapter has said."""
        self.phrases.update(remark.id for remark in verdict.remarks)
        self.labels.add(verdict.label)
        self.label = verdict.label
        self.families = frozenset(remark.family for remark in verdict.remarks)


def write_chapter(
    analysis: Analysis,
    phrasebook: Phrasebook,
    told: Told,
    *,
    dates: str,
    seed: str,
    intensity: Intensity,
    wording: int,
    cancel: CancelToken,
) -> ChapterVerdict:
    """Return what is said of a chapter.

    Args:
        analysis: What was measured in it.
        phrasebook: The words that may be said of a chapter: `words_for_chapters`.
        told: What the chapters before have said.
        dates: When it was: its receipts say that nothing else was counted.
        seed: The chapter's own.
        intensity: The voice.
        wording: Shift of the wordings.
        cancel: Looked at between remarks.

    Raises:
        CriticError: `no_label`: too little could be measured.
        Cancelled: The token was set.
    """
    label = choose_label(analysis.traits, _other_labels(phrasebook.labels, told), seed=seed)
    found = candidates(
        analysis.findings,
        phrasebook,
        intensity=intensity,
        seed=seed,
        wording=wording,
        said=label.receipts,
        most=CANDIDATES_MOST,
    )
    receipts = {receipt.id: receipt for receipt in receipts_of(analysis)}
    chosen = _confirmed(_other_words(found, told), receipts, cancel)
    return ChapterVerdict(
        label=label.label,
        charge=label.charge,
        label_receipts=label.receipts,
        remarks=tuple(remark_of(item.candidate, item.line) for item in chosen),
        receipts=_cited(label, chosen, receipts, dates),
    )


def _other_labels(
    labels: Mapping[frozenset[str], Sequence[Label]], told: Told
) -> dict[frozenset[str], Sequence[Label]]:
    """Return for each pair of poles the labels that no chapter has, or where all are taken, the chapter before has not.

    The pair itself is chosen without a look at other chapters: words may change for variety, what they say may not.
    """
    return {
        pair: [label for label in choices if label.label not in told.labels]
        or [label for label in choices if label.label != told.label]
        for pair, choices in labels.items()
    }


def _other_words(found: Sequence[Candidate], told: Told) -> list[Candidate]:
    """Return candidates in wordings that no chapter has used; families of the chapter before are weaker."""
    fresh = []
    for candidate in found:
        lines = tuple(line for line in candidate.lines if line.phrase.id not in told.phrases)
        weight = SAID_BEFORE if candidate.rule.family in told.families else 1.0
        if lines:
            fresh.append(replace(candidate, lines=lines, strength=candidate.strength * weight))
    return sorted(fresh, key=lambda candidate: (-candidate.strength, candidate.rule.family))


def _confirmed(
    found: Sequence[Candidate], receipts: Mapping[str, Receipt], cancel: CancelToken
) -> tuple[Chosen, ...]:
    """Return the remarks, each confirmed by the independent check; a line that is not gives way to the next best.

    Only what is chosen is checked: of a hundred wordings three are.
    """
    left = list(found)
    while True:
        chosen = _few(left)
        alone = [replace(item.candidate, lines=(item.line,), callbacks=()) for item in chosen]
        confirmed = {candidate.rule.family for candidate in checked(alone, receipts, cancel)}
        wrong = {item.line.phrase.id for item in chosen if item.candidate.rule.family not in confirmed}
        if not wrong:
            return chosen
        left = [candidate for one in left for candidate in _without(one, wrong)]


def _without(candidate: Candidate, wrong: Collection[str]) -> list[Candidate]:
    """Return a candidate without some of its wordings; nothing where none is left."""
    lines = tuple(line for line in candidate.lines if line.phrase.id not in wrong)
    return [replace(candidate, lines=lines)] if lines else []


def _few(found: Sequence[Candidate]) -> tuple[Chosen, ...]:
    """Return the strongest remark of each of the strongest themes, about different names, as they sound best."""
    page = Page(WORDS_MOST)
    plain = [one for one in found if not (one.rule.kind or one.rule.filler or one.finding.tender)]
    for candidate in plain:
        if len(page.chosen) < LINES_MOST and candidate.rule.theme not in page.themes:
            _add_apart(page, candidate)
    for candidate in (*plain, *(one for one in found if one.rule.kind), *found):
        if len(page.chosen) < LINES_LEAST:
            _add_apart(page, candidate)
    return min(permutations(page.chosen), key=lambda order: clashes([item.line for item in order]))


def _add_apart(page: Page, candidate: Candidate) -> None:
    """Add a candidate in a line about nobody of whom another line speaks; nothing where it has none."""
    named = frozenset[str]().union(*(item.line.targets for item in page.chosen))
    lines = tuple(line for line in candidate.lines if _is_apart(line, named))
    if lines:
        page.add(replace(candidate, lines=lines))


def _is_apart(line: Line, named: frozenset[str]) -> bool:
    return named.isdisjoint(line.targets)


def _cited(
    label: ChosenLabel, chosen: Sequence[Chosen], receipts: Mapping[str, Receipt], dates: str
) -> tuple[Receipt, ...]:
    """Return the receipts that are cited, in the order of the page; each says when its plays were."""
    cited = dict.fromkeys((*label.receipts, *(item.candidate.finding.receipt.id for item in chosen)))
    return tuple(
        replace(receipts[name], population=f"{receipts[name].population}; {dates} alone") for name in cited
    )
