"""The joint verdict on two listeners: a label, a charge, and a few lines that tease both, each with its proof."""

import hashlib
from collections.abc import Sequence

from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.two_findings import find_two
from unwrapped_desktop.analysis.two_listeners import Beside, lay_beside, one_of_two
from unwrapped_desktop.critic.candidates import Candidate, Line, candidates
from unwrapped_desktop.critic.compose import checked, remark_of
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.lately import apart
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.critic.two_label import choose_two_label
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.two_listeners import JointVerdict, TwoListeners

LINES_LEAST, LINES_MOST = 4, 7
"""So many lines; fewer where there is less to say."""

LIKENESS = frozenset({"two_alike", "two_some", "two_little", "two_nothing"})
"""How alike they are is said first."""


def lay_side_by_side(
    left: Report,
    right: Report,
    reference: Reference,
    phrasebook: Phrasebook,
    *,
    intensity: Intensity,
    cancel: CancelToken,
) -> TwoListeners:
    """Return two listeners side by side. The same two reports give the same, and the label whichever is left.

    Args:
        left: The one.
        right: The other.
        reference: What is known about artists.
        phrasebook: The critic's words.
        intensity: The voice.
        cancel: Looked at between lines.

    Raises:
        CriticError: The critic's own texts are broken.
        Cancelled: The token was set.
    """
    beside = lay_beside(left, right, reference)
    cancel.raise_if_cancelled()
    findings = find_two(beside)
    verdict = _verdict(beside, findings, phrasebook, intensity, cancel)
    cited = {*verdict.label_receipts, *(name for remark in verdict.remarks for name in remark.receipts)}
    return TwoListeners(
        left=one_of_two(beside.left),
        right=one_of_two(beside.right),
        alike_percent=beside.alike_percent,
        reason=beside.reason,
        shared=beside.shared,
        only_left=beside.only_left,
        only_right=beside.only_right,
        heard_first=beside.heard_first,
        guilty=beside.guilty,
        axes=beside.axes,
        verdict=verdict,
        receipts=tuple(finding.receipt for finding in findings if finding.id in cited),
    )


def _verdict(
    beside: Beside,
    findings: Sequence[Finding],
    phrasebook: Phrasebook,
    intensity: Intensity,
    cancel: CancelToken,
) -> JointVerdict:
    seed = _seed(beside)
    receipts = {finding.id: finding.receipt for finding in findings}
    label = choose_two_label(beside, findings, phrasebook.two_labels, seed=seed)
    found = candidates(findings, phrasebook, intensity=intensity, seed=seed, wording=0)
    chosen = _chosen(_likeness_first(checked(found, receipts, cancel)))
    remarks = tuple(remark_of(candidate, line) for candidate, line in chosen)
    confirmed = [remark for remark in remarks if not problems(remark.text, remark.claims, receipts)]
    return JointVerdict(
        label=label.label,
        charge=label.charge,
        label_receipts=label.receipts,
        remarks=remarks,
        claims_total=sum(len(remark.claims) for remark in remarks),
        claims_checked=sum(len(remark.claims) for remark in confirmed),
    )


def _chosen(found: Sequence[Candidate]) -> list[tuple[Candidate, Line]]:
    """Return the lines that are said: no shape, image or name again, but a name where there are too few without."""
    chosen = list(apart(found))[:LINES_MOST]
    taken = {candidate.rule.family for candidate, _ in chosen}
    shapes = {line.phrase.shape for _, line in chosen}
    for candidate in found:
        line = next((line for line in candidate.lines if line.phrase.shape not in shapes), None)
        if len(chosen) < LINES_LEAST and candidate.rule.family not in taken and line is not None:
            shapes.add(line.phrase.shape)
            chosen.append((candidate, line))
    return chosen


def _likeness_first(found: Sequence[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda candidate: candidate.rule.family not in LIKENESS)


def _seed(beside: Beside) -> str:
    """Return what wordings are chosen by: what a friend's file tells too, whichever of the two is left."""
    sides = sorted(
        f"{side.report.verdict.label}/{side.report.record.plays}/{side.report.record.artists}"
        for side in (beside.left, beside.right)
    )
    return hashlib.sha256("//".join(sides).encode(errors="surrogatepass")).hexdigest()
