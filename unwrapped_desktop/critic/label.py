"""Chooses the label: a whole one, written by hand, for the two traits that stand out most."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from unwrapped_desktop.critic.candidates import quotables, ranked
from unwrapped_desktop.critic.phrases import Label, Phrasebook
from unwrapped_desktop.critic.slots import Quotable, Unfit, fill
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.finding import Trait
from unwrapped_desktop.domain.report import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenLabel:
    """A label with its charge and the receipts behind both."""

    label: str
    charge: str
    claims: tuple[Claim, ...]
    receipts: tuple[str, str]


def choose_label(traits: Sequence[Trait], phrasebook: Phrasebook, *, seed: str) -> ChosenLabel:
    """Return the label of the most pronounced pair of traits that has one.

    The choice does not look at intensity or wording: a label stays when the tone changes.

    Raises:
        CriticError: No pair of traits has a label that can be said.
    """
    leaning = [trait for trait in traits if trait.pole is not None]
    pairs = sorted(combinations(leaning, 2), key=lambda pair: -(pair[0].strength * pair[1].strength))
    for first, second in pairs:
        labels = {
            label.id: label
            for label in phrasebook.labels.get(frozenset({str(first.pole), str(second.pole)}), ())
        }
        for label_id in ranked(labels, seed=seed, wording=0):
            chosen = _said(labels[label_id], first, second)
            if chosen is not None:
                return chosen
    raise CriticError("no_label")


def _said(label: Label, first: Trait, second: Trait) -> ChosenLabel | None:
    slots: dict[str, Quotable] = {}
    for trait in (first, second):
        if trait.finding is not None:
            slots.update(quotables(trait.finding))
    try:
        charge, claims = fill(label.charge, slots)
    except Unfit:
        return None
    return ChosenLabel(label=label.label, charge=charge, claims=claims, receipts=(first.id, second.id))
