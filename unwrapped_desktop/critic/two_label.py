"""Chooses the label of two listeners: by how alike they are, whether one of them leads, and how their scores lean."""

from collections.abc import Mapping, Sequence

from unwrapped_desktop.analysis.comparison_words import isolated
from unwrapped_desktop.analysis.two_findings import BARELY_ALIKE, ENOUGH_SCORES, SAME_LEAN, VERY_ALIKE, leans
from unwrapped_desktop.analysis.two_listeners import Beside
from unwrapped_desktop.critic.candidates import quotables, ranked
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.label import ChosenLabel
from unwrapped_desktop.critic.phrases import TwoLabel
from unwrapped_desktop.critic.slots import Quotable, Unfit, fill
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.report import Claim

_SPEAKERS = ("two_records", "two_alike", "two_some", "two_little", "two_nothing", "two_lead", "two_agree")
"""The findings that a charge may quote."""


def choose_two_label(
    beside: Beside,
    findings: Sequence[Finding],
    labels: Mapping[tuple[str, str, str], Sequence[TwoLabel]],
    *,
    seed: str,
) -> ChosenLabel:
    """Return the label of two listeners; it does not look at who is left and who is right, nor at the voice.

    Args:
        beside: Both of them, in figures.
        findings: What can be said of them.
        labels: Labels by how alike they are, who leads, and how the scores lean.
        seed: Of both records.

    Raises:
        CriticError: `no_label`: none that can be said.
    """
    quoted = [finding for finding in findings if finding.id in _SPEAKERS]
    led = "led" if any(finding.id == "two_lead" for finding in quoted) else "level"
    by_id = {label.id: label for label in labels.get((_likeness(beside), led, _lean(beside)), ())}
    for label_id in ranked(by_id, seed=seed, wording=0):
        chosen = _said(by_id[label_id], quoted)
        if chosen is not None:
            return chosen
    raise CriticError("no_label")


def _likeness(beside: Beside) -> str:
    if beside.alike_percent is None:
        return "unknown"
    if not beside.shared:
        return "nothing"
    if beside.alike_percent >= VERY_ALIKE:
        return "alike"
    return "some" if beside.alike_percent >= BARELY_ALIKE else "little"


def _lean(beside: Beside) -> str:
    scores, same = leans(beside)
    if scores < ENOUGH_SCORES:
        return "mixed"
    if same >= SAME_LEAN * scores:
        return "same"
    return "opposite" if scores - same >= SAME_LEAN * scores else "mixed"


def _said(label: TwoLabel, findings: Sequence[Finding]) -> ChosenLabel | None:
    slots: dict[str, Quotable] = {}
    for finding in findings:
        slots.update(quotables(finding))
    try:
        charge, claims = fill(label.charge, slots)
    except Unfit:
        return None
    if problems(charge, claims, {finding.id: finding.receipt for finding in findings}):
        return None
    receipts = tuple(dict.fromkeys(claim.receipt for claim in claims))
    return ChosenLabel(label=label.label, charge=_isolated(charge, claims), receipts=receipts)


def _isolated(charge: str, claims: Sequence[Claim]) -> str:
    """Return a charge whose names keep their direction to themselves: it has no claims to tell them by later."""
    for claim in reversed(claims):
        if claim.kind == "name":
            name = isolated(charge[claim.start : claim.end])
            charge = f"{charge[: claim.start]}{name}{charge[claim.end :]}"
    return charge
