"""Every line that could truthfully be said about a record, ranked within each family by the record's own seed."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unwrapped_desktop.critic.phrases import Phrase, Phrasebook
from unwrapped_desktop.critic.rules import RULE_OF, Rule
from unwrapped_desktop.critic.slots import NAME_UNITS, SLOT, Quotable, Unfit, fill, meets
from unwrapped_desktop.critic.tact import is_tactful
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.report import Claim
from unwrapped_desktop.domain.settings import Intensity

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_SIMILE = re.compile(r"\b(?:like|as if|the way)\b", re.IGNORECASE)

PHRASES_REMEMBERED = 8_192
"""More than the phrasebook holds: what a wording is like does not depend on the record."""

ECHO = 0.2
"""What is left of a remark's strength when the charge has said the same."""

TEMPER = 0.6
"""How far a record's own humour raises or lowers a remark: two listeners of one kind do not get the same page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One wording, filled in.

    Attributes:
        phrase: The wording.
        text: What it says of this record.
        claims: Its claims.
        targets: The names it is about, whether or not it says them.
        openings: First word of each sentence, lower case.
        words: Number of words.
        lengths: Words of each sentence.
    """

    phrase: Phrase
    text: str
    claims: tuple[Claim, ...]
    targets: frozenset[str]
    openings: tuple[str, ...]
    words: int
    lengths: tuple[int, ...]

    @property
    def has_figure(self) -> bool:
        """Whether it states a number."""
        return any(claim.kind == "number" for claim in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A finding worth a remark, with its lines, the record's own choice first.

    Attributes:
        rule: The family.
        finding: The proof.
        strength: Surprise times quotability, 0 to 1.
        lines: Eligible wordings.
        callbacks: Eligible wordings that need a set-up before them.
    """

    rule: Rule
    finding: Finding
    strength: float
    lines: tuple[Line, ...]
    callbacks: tuple[Line, ...] = ()


def candidates(
    findings: Iterable[Finding],
    phrasebook: Phrasebook,
    *,
    intensity: Intensity,
    seed: str,
    wording: int,
    said: Collection[str] = (),
    stale: Collection[str] = (),
    most: int | None = None,
) -> tuple[Candidate, ...]:
    """Return what could be said, the strongest first; ties by family name.

    Args:
        findings: What was found.
        phrasebook: The critic's words.
        intensity: The voice.
        seed: The record's seed.
        wording: Shift of the wordings.
        said: Traits of which the label's charge speaks already.
        stale: Ids of wordings that come last, since the page before has used them.
        most: So many of the strongest are enough; None for all.
    """
    found: list[Candidate] = []
    for strength, rule, finding in _by_strength(findings, seed=seed, said=said):
        if len(found) == most:
            break
        wordings = phrasebook.wordings(finding.id, intensity, finding.about)
        tactful = [phrase for phrase in wordings if is_tactful(phrase, finding)]
        lines = _lines(finding, tactful, seed=seed, wording=wording)
        if lines:
            lines = tuple(sorted(lines, key=lambda line: line.phrase.id in stale))
            callbacks = tuple(line for line in lines if line.phrase.calls_back)
            lines = tuple(line for line in lines if not line.phrase.calls_back)
            found.append(
                Candidate(rule=rule, finding=finding, strength=strength, lines=lines, callbacks=callbacks)
            )
    return tuple(found)


def _by_strength(
    findings: Iterable[Finding], *, seed: str, said: Collection[str]
) -> list[tuple[float, Rule, Finding]]:
    """Return the findings that are spoken of with their strength and their family, the strongest first."""
    spoken_of = []
    for finding in findings:
        rule = RULE_OF.get(finding.id)
        if rule is None or finding.surprise <= 0:
            continue
        strength = finding.surprise * rule.quotability * (ECHO if rule.echoes in said else 1)
        spoken_of.append((strength * _temper(seed, rule.family), rule, finding))
    return sorted(spoken_of, key=lambda one: (-one[0], one[1].family))


def ranked(items: Iterable[str], *, seed: str, wording: int) -> list[str]:
    """Return ids in the order that a record's seed gives them: a new id moves no other."""
    return sorted(items, key=lambda item: hashlib.sha256(f"{seed}/{wording}/{item}".encode()).digest())


def _temper(seed: str, family: str) -> float:
    """Return how much a record's critic is in the mood for a family: 1 - `TEMPER` to 1 + `TEMPER`, by the seed alone."""
    drawn = int.from_bytes(hashlib.sha256(f"{seed}~{family}".encode()).digest()[:4]) / 2**32
    return 1 + TEMPER * (2 * drawn - 1)


def quotables(finding: Finding) -> dict[str, Quotable]:
    """Return what the slots of a phrase may quote of a finding."""
    return {slot: Quotable(finding.cell(slot), place) for slot, place in finding.quotes.items()}


def names_in(finding: Finding) -> frozenset[str]:
    """Return the names a finding quotes."""
    cells = (finding.cell(slot) for slot in finding.quotes)
    return frozenset(str(cell.value) for cell in cells if cell.unit in NAME_UNITS)


def _lines(finding: Finding, phrases: Sequence[Phrase], *, seed: str, wording: int) -> tuple[Line, ...]:
    slots = quotables(finding)
    by_id = {phrase.id: phrase for phrase in phrases}
    order = ranked(by_id, seed=seed, wording=wording)
    targets = names_in(finding)
    filled = (_line(by_id[phrase_id], slots, targets) for phrase_id in order)
    return tuple(line for line in filled if line is not None)


def _line(phrase: Phrase, slots: Mapping[str, Quotable], targets: frozenset[str]) -> Line | None:
    if not meets(phrase.guards, slots):
        return None
    try:
        text, claims = fill(phrase.text, slots, ledger=phrase.shape == "ledger")
    except Unfit:
        return None
    said = frozenset(name for name in targets if name in text)
    return Line(
        phrase=phrase,
        text=text,
        claims=claims,
        targets=said or targets,
        openings=openings(phrase.text),
        words=len(text.split()),
        lengths=_lengths(text, claims),
    )


def _lengths(text: str, claims: Iterable[Claim]) -> tuple[int, ...]:
    """Return the words of each sentence; a stop inside a name ends none."""
    letters = list(text)
    for claim in claims:
        for place in range(claim.start, claim.end - 1):
            if letters[place] in ".!?…":
                letters[place] = "x"
    return tuple(len(sentence.split()) for sentence in _SENTENCE_END.split("".join(letters)))


@lru_cache(maxsize=PHRASES_REMEMBERED)
def compares(template: str) -> bool:
    """Return whether a wording compares."""
    return _SIMILE.search(template) is not None


@lru_cache(maxsize=PHRASES_REMEMBERED)
def openings(template: str) -> tuple[str, ...]:
    """Return the first word of each sentence of a wording; a slot counts as a word of its own."""
    sentences = _SENTENCE_END.split(SLOT.sub(lambda match: f"<{match.group(1)}>", template))
    return tuple(
        sentence.split(maxsplit=1)[0].lower().rstrip(",;:.…") for sentence in sentences if sentence.strip()
    )
