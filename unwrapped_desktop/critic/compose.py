"""Writes the verdict: candidates, selection, label, and the independent check of every remark."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from unwrapped_desktop.analysis.metrics.change import SHORT_BELOW_PLAYS
from unwrapped_desktop.critic.candidates import Candidate, Line, candidates
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.label import choose_label
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.critic.select import LONG_PAGE, SHORT_PAGE, Chosen, select
from unwrapped_desktop.critic.slots import NAME_UNITS
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.domain.report import Receipt, Remark, Verdict
from unwrapped_desktop.domain.settings import Intensity

CRITIC_NAME = "rules/1"

FUNCTION_WORDS = frozenset(
    [
        "and",
        "are",
        "but",
        "for",
        "from",
        "has",
        "her",
        "him",
        "his",
        "its",
        "not",
        "our",
        "out",
        "she",
        "that",
        "the",
        "then",
        "there",
        "they",
        "this",
        "was",
        "who",
        "with",
        "you",
        "your",
    ]
)
"""Names that are such words cannot be told from the words themselves."""

log = logging.getLogger(__name__)


def critic_version(phrasebook: Phrasebook) -> str:
    """Return what names the critic and its words."""
    return f"{CRITIC_NAME}+{phrasebook.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the critic is told besides the findings.

    Attributes:
        seed: The record's seed.
        kind: Whether plays are judged or lists; lists give a short page and charges of their own.
        plays: Plays of the record; fewer than `SHORT_BELOW_PLAYS` give a short page.
        intensity: The voice.
        wording: Shift of the wordings.
    """

    seed: str
    kind: Literal["history", "top_lists"]
    plays: int
    intensity: Intensity
    wording: int


def write_verdict(
    analysis: Analysis,
    receipts: Sequence[Receipt],
    phrasebook: Phrasebook,
    brief: Brief,
    *,
    progress: Callable[[Progress], None],
    cancel: CancelToken,
) -> Verdict:
    """Return the verdict.

    Raises:
        CriticError: No label fits.
        Cancelled: The token was set.
    """
    progress(Progress(stage=Stage.WRITING))
    labels = phrasebook.list_labels if brief.kind == "top_lists" else phrasebook.labels
    label = choose_label(analysis.traits, labels, seed=brief.seed)
    by_id = {receipt.id: receipt for receipt in receipts}

    def page(wording: int, stale: frozenset[str]) -> tuple[tuple[Chosen, ...], ...]:
        found = candidates(
            analysis.findings,
            phrasebook,
            intensity=brief.intensity,
            seed=brief.seed,
            wording=wording,
            said=label.receipts,
            stale=stale,
        )
        return select(checked(found, by_id, cancel), words=_words(brief))

    progress(Progress(stage=Stage.CHECKING))
    # "Say it differently" means differently from the page before, which had the wording before this one.
    before = page(brief.wording - 1, frozenset()) if brief.wording else ()
    cancel.raise_if_cancelled()
    paragraphs = page(brief.wording, frozenset(item.line.phrase.id for part in before for item in part))
    remarks = tuple(
        remark_of(item.candidate, item.line, number)
        for number, part in enumerate(paragraphs)
        for item in part
    )
    confirmed = [remark for remark in remarks if not problems(remark.text, remark.claims, by_id)]
    return Verdict(
        label=label.label,
        charge=label.charge,
        label_receipts=label.receipts,
        word_count=sum(len(remark.text.split()) for remark in remarks),
        claims_total=sum(len(remark.claims) for remark in remarks),
        claims_checked=sum(len(remark.claims) for remark in confirmed),
        remarks=remarks,
    )


def _words(brief: Brief) -> tuple[int, int]:
    is_short = brief.kind == "top_lists" or brief.plays < SHORT_BELOW_PLAYS
    return SHORT_PAGE if is_short else LONG_PAGE[brief.intensity]


def checked(
    found: Sequence[Candidate], receipts: Mapping[str, Receipt], cancel: CancelToken
) -> tuple[Candidate, ...]:
    """Return candidates without the lines that the independent check does not confirm.

    Raises:
        Cancelled: The token was set.
    """
    names = _names(receipts.values())
    kept = []
    for candidate in found:
        cancel.raise_if_cancelled()
        lines = tuple(line for line in candidate.lines if _holds(line, receipts, names))
        callbacks = tuple(line for line in candidate.callbacks if _holds(line, receipts, names))
        if lines:
            kept.append(replace(candidate, lines=lines, callbacks=callbacks))
    return tuple(kept)


def _holds(line: Line, receipts: Mapping[str, Receipt], names: frozenset[str]) -> bool:
    found = problems(line.text, line.claims, receipts, names)
    if found:
        # A name of the record that is also an ordinary word of the line is bad luck; all else is a defect of ours.
        level = logging.INFO if all(problem.startswith("unclaimed") for problem in found) else logging.ERROR
        log.log(level, "line %s dropped: %s", line.phrase.id, "; ".join(found))
    return not found


def _names(receipts: Iterable[Receipt]) -> frozenset[str]:
    """Return the names in the receipts that a line may not say without a claim."""
    cells = [cell for receipt in receipts for cell in (*receipt.rows, *receipt.totals)]
    names = {str(cell.value) for cell in cells if cell.unit in NAME_UNITS}
    return frozenset(name for name in names if len(name) > 2 and name.lower() not in FUNCTION_WORDS)


def remark_of(candidate: Candidate, line: Line, paragraph: int = 0) -> Remark:
    """Return a line as it stands in a report."""
    return Remark(
        id=line.phrase.id,
        text=line.text,
        receipts=(candidate.finding.receipt.id,),
        family=candidate.rule.family,
        theme=candidate.rule.theme,
        paragraph=paragraph,
        claims=line.claims,
    )
