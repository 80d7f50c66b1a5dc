"""Runs every metric over a record, always in the same order."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.builder import Measured
from unwrapped_desktop.analysis.charts import measure_charts
from unwrapped_desktop.analysis.departed import mark_departed
from unwrapped_desktop.analysis.eras import find_eras
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.lore import find_lore
from unwrapped_desktop.analysis.metrics import (
    again,
    albums,
    attention,
    basics,
    change,
    clock,
    discovery,
    diversity,
    habits,
    hours,
    how,
    lifetime,
    loyalty,
    obsessions,
    oddities,
    often,
    orders,
    saved,
    seasons,
    sessions,
    shelf,
    sorting,
    staying,
    who,
    years,
)
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.suspects import find_suspects
from unwrapped_desktop.analysis.taste.axes import measure_axes
from unwrapped_desktop.analysis.taste.shelves import measure_shelves
from unwrapped_desktop.analysis.taste.traits import measure_traits
from unwrapped_desktop.analysis.taste.weighed import weighed_by_plays
from unwrapped_desktop.analysis.what_stays import QuietPlays, mark_what_stays
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.lore import NO_LORE, Lore
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.domain.record import PLAYS_NEEDED, Record

ENGINE_VERSION = "7"
"""Raised whenever the same record would be measured differently."""

METRICS: tuple[Callable[[Listening], Measured], ...] = (
    who.measure,
    how.measure,
    again.measure,
    albums.measure,
    clock.measure,
    change.measure,
    staying.measure,
    often.measure,
    habits.measure,
    shelf.measure,
    sorting.measure,
    oddities.measure,
    diversity.measure,
    discovery.measure,
    loyalty.measure,
    obsessions.measure,
    attention.measure,
    orders.measure,
    hours.measure,
    seasons.measure,
    sessions.measure,
    saved.measure,
    years.measure,
    lifetime.measure,
    basics.measure,
)


def run(
    record: Record,
    *,
    timezone: str,
    reference: Reference,
    lore: Lore = NO_LORE,
    progress: Callable[[Progress], None],
    cancel: CancelToken,
) -> Analysis:
    """Return everything measured in a record.

    Args:
        record: The record.
        timezone: IANA name of the zone whose hours and weekdays count.
        reference: What is known about artists.
        lore: Of whom and of what there are lines of their own.
        progress: Told of each step.
        cancel: Looked at between steps.

    Raises:
        NotEnoughData: Fewer than `PLAYS_NEEDED` plays remain.
        Cancelled: The token was set.
    """
    listening = Listening(record, ZoneInfo(timezone), reference)
    if len(listening) < PLAYS_NEEDED:
        raise NotEnoughData("too_few_plays", plays=len(listening), needed=PLAYS_NEEDED)
    measured = Measured()
    for done, measure in enumerate(METRICS):
        cancel.raise_if_cancelled()
        progress(
            Progress(
                stage=Stage.MEASURING,
                done=done,
                total=len(METRICS) + 1,
                unit="metrics",
                rows=record.rows_total,
            )
        )
        part = measure(listening)
        measured.facts.extend(part.facts)
        measured.findings.extend(part.findings)
    cancel.raise_if_cancelled()
    progress(
        Progress(
            stage=Stage.MEASURING,
            done=len(METRICS),
            total=len(METRICS) + 1,
            unit="metrics",
            rows=record.rows_total,
        )
    )
    axes, receipts = measure_axes(weighed_by_plays(listening))
    shelves = measure_shelves(listening)
    found = (*measured.findings, *find_lore(listening, shelves, lore))
    analysis = Analysis(
        facts=tuple(measured.facts),
        findings=mark_departed(found, record.names.artists, listening.known),
        traits=measure_traits(listening),
        axes=axes,
        receipts=receipts,
        eras=find_eras(listening),
        suspects=find_suspects(listening),
        shelves=shelves,
        charts=measure_charts(listening),
    )
    return mark_what_stays(analysis, QuietPlays(listening))
