"""A stretch of a record: the plays that began in some of its months, measured as if they were all there is."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

from unwrapped_desktop.analysis.builder import Measured
from unwrapped_desktop.analysis.departed import mark_departed
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.lore import find_lore
from unwrapped_desktop.analysis.metrics import (
    again,
    albums,
    basics,
    clock,
    habits,
    how,
    oddities,
    often,
    shelf,
    who,
)
from unwrapped_desktop.analysis.taste.axes import measure_axes
from unwrapped_desktop.analysis.taste.shelves import measure_shelves
from unwrapped_desktop.analysis.taste.traits import measure_traits
from unwrapped_desktop.analysis.taste.weighed import weighed_by_plays
from unwrapped_desktop.analysis.what_stays import QuietPlays, mark_what_stays
from unwrapped_desktop.domain.extras import Extras
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.forensics import SetAside
from unwrapped_desktop.domain.lore import Lore
from unwrapped_desktop.domain.record import Mask, Record

METRICS: tuple[Callable[[Listening], Measured], ...] = (
    who.measure,
    how.measure,
    again.measure,
    albums.measure,
    clock.measure,
    often.measure,
    habits.measure,
    shelf.measure,
    oddities.measure,
    basics.measure,
)
"""What finds something that can be said of a stretch. The others measure facts alone, or what only a whole life has:
a beginning, an end, and years to set beside each other."""


def take_stretch(whole: Listening, first_month: int, last_month: int, *, name: str) -> Listening:
    """Return the plays of a record that began in some months, with what is known of the whole record's artists.

    An artist who shares a name with another is thus the same one in every stretch.

    Args:
        whole: The record.
        first_month: year * 12 + month - 1 on the listener's calendar.
        last_month: Likewise, inclusive.
        name: What the stretch is called: with the record's seed it makes the stretch's own.
    """
    month = whole.rows_at.month
    chosen = (month >= first_month) & (month <= last_month)
    return whole.part(chosen, _record_of(whole.record, chosen, name))


def measure_stretch(listening: Listening, lore: Lore) -> Analysis:
    """Return what a label, a charge and remarks about a stretch can be made of: neither facts nor pictures.

    Args:
        listening: The stretch, of `PLAYS_NEEDED` plays or more.
        lore: Of whom and of what there are lines of their own.
    """
    axes, receipts = measure_axes(weighed_by_plays(listening))
    shelves = measure_shelves(listening)
    found = [finding for measure in METRICS for finding in measure(listening).findings]
    found += find_lore(listening, shelves, lore)
    analysis = Analysis(
        facts=(),
        findings=mark_departed(found, listening.record.names.artists, listening.known),
        traits=measure_traits(listening),
        axes=axes,
        receipts=receipts,
        shelves=shelves,
    )
    return mark_what_stays(analysis, QuietPlays(listening))


def _record_of(record: Record, chosen: Mask, name: str) -> Record:
    """Return some rows of a record as a record; what does not belong to rows stays with the whole one."""
    rows = record.rows.where(chosen)
    return replace(
        record,
        rows=rows,
        rows_total=len(rows),
        set_aside=SetAside(),
        seed=hashlib.sha256(f"{record.seed}/{name}".encode()).hexdigest(),
        extras=Extras(),
        year_s=None,
    )
