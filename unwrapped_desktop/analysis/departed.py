"""Which findings name somebody who has died: the critic then keeps some images to itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.domain.finding import Finding


def mark_departed(
    findings: Iterable[Finding], names: Sequence[str], known: KnownArtists
) -> tuple[Finding, ...]:
    """Return findings with those marked that quote an artist of whom the table says that they have died.

    Args:
        findings: What was found.
        names: Names of artists, by artist code.
        known: What is known of them.
    """
    departed = frozenset(
        name for name, line in zip(names, known, strict=True) if line is not None and line.died is not None
    )
    return tuple(
        replace(finding, departed=True)
        if departed and not departed.isdisjoint(_artists(finding))
        else finding
        for finding in findings
    )


def _artists(finding: Finding) -> Iterable[str]:
    cells = (finding.cell(slot) for slot in finding.quotes)
    return (str(cell.value) for cell in cells if cell.unit == "artist")
