"""The tables of a facts file: what a report holds, row by row. A table that the report has nothing for is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from unwrapped_desktop.domain.charts import Charts, Ranked
from unwrapped_desktop.domain.era import Era
from unwrapped_desktop.domain.fact_counts import FACT_COUNTS, FACT_FORMULAS
from unwrapped_desktop.domain.fact_titles import FACT_TITLES, fact_theme, fact_title, pole_titles
from unwrapped_desktop.domain.report import AxisScore, Fact, Receipt, Report
from unwrapped_desktop.sharing.dictionary import (
    ALBUMS,
    ARTISTS,
    CLOCK,
    DICTIONARY,
    ERA_ARTISTS,
    ERAS,
    FACTS,
    MONTHS,
    OBSESSIONS,
    RECEIPTS,
    SCORES,
    SONGS,
    UNITS,
    YEARS,
    TableKind,
)

Field = str | int | float | bool | date | None
"""A cell; None is an empty one."""

Row = tuple[Field, ...]

_PLACES = {fact_id: place for place, fact_id in enumerate(FACT_TITLES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that is filled.

    Attributes:
        kind: What it holds, in words.
        rows: As many fields each as the kind has columns.
    """

    kind: TableKind
    rows: tuple[Row, ...]


def facts_table(report: Report) -> Table:
    """Return all facts of a report, the weightier first within their theme; empty where it has none."""
    return Table(kind=FACTS, rows=tuple(map(_fact_row, _in_order(report.facts))))


def tables_of(report: Report) -> tuple[Table, ...]:
    """Return every table that a report has something for, the dictionary of them last."""
    tables = tuple(
        table for table in (facts_table(report), *_charted(report.charts), *_judged(report)) if table.rows
    )
    return (*tables, _dictionary(tables, report.facts))


def _charted(charts: Charts | None) -> Iterator[Table]:
    if charts is None:
        return
    yield Table(kind=ARTISTS, rows=tuple(_ranked(charts.artists, has_artist=False)))
    yield Table(kind=SONGS, rows=tuple(_ranked(charts.songs, has_artist=True)))
    # Nobody counts when an album was first heard.
    yield Table(kind=ALBUMS, rows=tuple(row[:-1] for row in _ranked(charts.albums, has_artist=True)))
    yield Table(
        kind=OBSESSIONS,
        rows=tuple(
            (number, one.song, one.artist, one.first, one.last, one.plays, one.share_percent)
            for number, one in enumerate(charts.obsessions, start=1)
        ),
    )
    yield Table(
        kind=YEARS,
        rows=tuple((one.year, one.plays, one.hours, one.artists, one.is_whole) for one in charts.years),
    )
    yield Table(
        kind=MONTHS,
        rows=tuple((one.month, one.plays, one.new_artists, one.told, one.skipped) for one in charts.months),
    )
    (weekdays,) = (column.choices for column in CLOCK.columns if column.name == "weekday")
    yield Table(
        kind=CLOCK,
        rows=tuple(
            (weekday, hour, plays)
            for weekday, day in zip(weekdays, charts.clock, strict=True)
            for hour, plays in enumerate(day)
        ),
    )


def _judged(report: Report) -> Iterator[Table]:
    eras = report.eras.eras
    yield Table(kind=SCORES, rows=tuple(map(_score_row, report.axes)))
    yield Table(kind=RECEIPTS, rows=tuple(row for one in report.receipts for row in _receipt_rows(one)))
    yield Table(kind=ERAS, rows=tuple(_era_row(number, era) for number, era in enumerate(eras, start=1)))
    yield Table(
        kind=ERA_ARTISTS,
        rows=tuple(
            (number, place, one.name, one.plays, one.share_percent, one.elsewhere_percent)
            for number, era in enumerate(eras, start=1)
            for place, one in enumerate(era.artists, start=1)
        ),
    )


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: _PLACES.get(fact.id, len(_PLACES)))


def _fact_row(fact: Fact) -> Row:
    return (
        fact.id,
        fact_theme(fact.id),
        fact_title(fact.id),
        fact.value if fact.available else None,
        fact.unit,
        fact.sample,
        FACT_COUNTS.get(fact.id),
        fact.available,
        fact.reason,
    )


def _ranked(ranks: Iterable[Ranked], *, has_artist: bool) -> Iterator[Row]:
    for place, rank in enumerate(ranks, start=1):
        whose = (rank.artist,) if has_artist else ()
        yield (place, rank.name, *whose, rank.plays, rank.share_percent, rank.first_on)


def _score_row(axis: AxisScore) -> Row:
    measure = axis.measure
    measured: Row = (None,) * 6
    if measure is not None:
        measured = (
            measure.what,
            measure.value,
            measure.low,
            measure.high,
            measure.expected,
            measure.unit,
        )
    return (
        axis.id,
        *pole_titles(axis.id),
        axis.value,
        axis.low,
        axis.high,
        axis.coverage_ratio,
        axis.sample,
        axis.reason,
        *measured,
        axis.computed,
    )


def _receipt_rows(receipt: Receipt) -> Iterator[Row]:
    for part, cells in (("rows", receipt.rows), ("totals", receipt.totals)):
        for line, cell in enumerate(cells, start=1):
            yield (
                receipt.id,
                receipt.title,
                receipt.population,
                part,
                line,
                cell.label,
                cell.value,
                cell.unit,
            )


def _era_row(number: int, era: Era) -> Row:
    return (
        number,
        era.title,
        era.first_month,
        era.last_month,
        era.plays,
        era.months,
        era.missing_months,
        era.is_settled,
    )


def _dictionary(tables: Iterable[Table], facts: Iterable[Fact]) -> Table:
    """Return what explains these tables, itself, every unit, and the facts that are among them."""
    kinds = (*(table.kind for table in tables), DICTIONARY)
    rows: list[Row] = [("table", kind.name, kind.title, None, None, kind.meaning, None) for kind in kinds]
    rows += [
        (
            "column",
            f"{kind.name}.{column.name}",
            column.title,
            column.type,
            column.unit or None,
            column.meaning,
            None,
        )
        for kind in kinds
        for column in kind.columns
    ]
    rows += [("unit", unit, None, None, None, meaning, None) for unit, meaning in UNITS.items()]
    rows += [
        (
            "fact",
            fact.id,
            fact_title(fact.id),
            None,
            fact.unit,
            FACT_COUNTS.get(fact.id),
            FACT_FORMULAS.get(fact.id),
        )
        for fact in _in_order(facts)
    ]
    return Table(kind=DICTIONARY, rows=tuple(rows))
