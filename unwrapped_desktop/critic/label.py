"""Chooses the label: a whole one, written by hand, for the two traits that stand out most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from unwrapped_desktop.critic.candidates import quotables, ranked
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.phrases import Label
from unwrapped_desktop.critic.slots import Quotable, Unfit, fill
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.finding import Trait

CLOSE = 0.7
"""Pairs with this share of the strongest pair's weight count as equally pronounced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenLabel:
    """A label with its charge and the receipts behind both."""

    label: str
    charge: str
    receipts: tuple[str, ...]


def choose_label(
    traits: Sequence[Trait], labels: Mapping[frozenset[str], Sequence[Label]], *, seed: str
) -> ChosenLabel:
    """Return the label of the most pronounced pair of traits that has one.

    Labels come by unordered pair of poles. The choice does not look at intensity or wording: a label stays when the tone changes.

    Raises:
        CriticError: No pair of traits has a label that can be said.
    """
    for first, second in _pairs([trait for trait in traits if trait.pole is not None], seed):
        pair = frozenset({str(first.pole), str(second.pole)})
        by_id = {label.id: label for label in labels.get(pair, ())}
        for label_id in ranked(by_id, seed=seed, wording=0):
            chosen = _said(by_id[label_id], first, second)
            if chosen is not None:
                return chosen
    raise CriticError("no_label")


def _pairs(leaning: Sequence[Trait], seed: str) -> list[tuple[Trait, Trait]]:
    """Return pairs of traits, the most pronounced first; those nearly as pronounced as the first in the seed's order."""
    pairs = {f"{one.id}/{two.id}": (one, two) for one, two in combinations(leaning, 2)}
    weight = {name: one.strength * two.strength for name, (one, two) in pairs.items()}
    limit = CLOSE * max(weight.values(), default=0)
    close = ranked((name for name in pairs if weight[name] >= limit), seed=seed, wording=0)
    rest = sorted((name for name in pairs if weight[name] < limit), key=lambda name: -weight[name])
    return [pairs[name] for name in (*close, *rest)]


def _said(label: Label, first: Trait, second: Trait) -> ChosenLabel | None:
    slots: dict[str, Quotable] = {}
    for trait in (first, second):
        if trait.finding is not None:
            slots.update(quotables(trait.finding))
    try:
        charge, claims = fill(label.charge, slots)
    except Unfit:
        return None
    receipts = {trait.finding.receipt.id: trait.finding.receipt for trait in (first, second) if trait.finding}
    if problems(charge, claims, receipts):
        return None
    return ChosenLabel(label=label.label, charge=charge, receipts=(first.id, second.id))
