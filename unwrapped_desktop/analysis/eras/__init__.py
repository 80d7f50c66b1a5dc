"""Eras: change points in monthly listening split a life into chapters."""

import numpy as np

from unwrapped_desktop.analysis.eras.boundaries import find_boundaries
from unwrapped_desktop.analysis.eras.months import likeness_of, months_of
from unwrapped_desktop.analysis.eras.portrait import describe_eras
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.domain.era import Eras
from unwrapped_desktop.domain.forensics import SourceKind

MONTHS_NEEDED = 12
"""A record with fewer full months has no eras."""

FULL_MONTH_PLAYS = 20
"""A month with fewer plays says too little to count among those needed."""

ACCOUNT_REASON = (
    "Account data holds one year. One year is a chapter; eras need the extended streaming history."
)


def find_eras(listening: Listening) -> Eras:
    """Return the eras of a life: where the monthly mix of artists changed and stayed changed.

    A pure function of the record, whatever the order of its rows. When a month is added, no boundary older than
    `SETTLED_MONTHS` moves, except that a tenth era may take the place of a weaker boundary. A season is no era: what
    comes for a month or two and goes again changes nothing. Months without data are neither a change nor a silence.
    """
    if listening.record.source is SourceKind.ACCOUNT_EXPORT:
        return Eras(eras=(), reason=ACCOUNT_REASON)
    months = months_of(listening)
    full = int(np.count_nonzero(months.plays >= FULL_MONTH_PLAYS))
    if full < MONTHS_NEEDED:
        return Eras(eras=(), reason=_too_short(full))
    boundaries = find_boundaries(months, likeness_of(months))
    return Eras(eras=describe_eras(listening, months, boundaries))


def _too_short(full: int) -> str:
    return (
        f"One year is a chapter. Eras need {MONTHS_NEEDED} months with {FULL_MONTH_PLAYS} plays or more;"
        f" this record has {full}."
    )


__all__ = ["ACCOUNT_REASON", "FULL_MONTH_PLAYS", "MONTHS_NEEDED", "find_eras"]
