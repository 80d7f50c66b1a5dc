"""What is said of a statement that was sealed before the record came: a few lines of their own, after the verdict."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.statement import open_statement
from unwrapped_desktop.analysis.words import as_typed
from unwrapped_desktop.critic.candidates import candidates
from unwrapped_desktop.critic.compose import checked, remark_of
from unwrapped_desktop.critic.lately import apart
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.domain.exclusion import ExclusionKind, Exclusions
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.report import AxisScore, OpenedStatement
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.statement import Statement

LINES = 4
"""So many lines at most: that of the score, and three answers."""

SCORE = "said_score"


def write_statement(
    record: Record,
    statement: Statement,
    axes: Sequence[AxisScore],
    *,
    settings: JudgeSettings,
    reference: Reference,
    phrasebook: Phrasebook,
    cancel: CancelToken,
) -> OpenedStatement:
    """Return a statement, opened against a record.

    Args:
        record: The record, after exclusions.
        statement: What was said; it is kept whole, so that an exclusion can be taken back.
        axes: The axes of the mission, of the same record.
        settings: The person's choices.
        reference: What is known about artists.
        phrasebook: The critic's words.
        cancel: Looked at between lines.

    Raises:
        Cancelled: The token was set.
    """
    left = _without_excluded(statement, settings.exclusions)
    opening = open_statement(Listening(record, ZoneInfo(settings.timezone), reference), left, axes)
    receipts = tuple(finding.receipt for finding in opening.findings)
    found = candidates(
        opening.findings,
        phrasebook,
        intensity=settings.intensity,
        seed=record.seed,
        wording=settings.wording,
    )
    sayable = checked(found, {receipt.id: receipt for receipt in receipts}, cancel)
    score_first = sorted(sayable, key=lambda candidate: candidate.rule.family != SCORE)
    chosen = list(apart(score_first))[:LINES]
    return OpenedStatement(
        statement=statement,
        brier=opening.brier,
        judged=len(opening.decided),
        right=opening.right,
        remarks=tuple(remark_of(candidate, line) for candidate, line in chosen),
        receipts=receipts,
    )


def _without_excluded(statement: Statement, exclusions: Exclusions) -> Statement:
    """Return a statement that does not speak of an artist who is left out: what is left of the record cannot judge it."""
    left_out = {as_typed(one.artist) for one in exclusions if one.kind is ExclusionKind.ARTIST}
    said = statement.most_played_artist
    return (
        replace(statement, most_played_artist=None)
        if said and as_typed(said.value) in left_out
        else statement
    )
