"""The pictures of the page as figures: where bars and cells lie, in per cent of the width, so that they fit any screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10, sqrt

from unwrapped_desktop.domain.charts import HOURS, Charts, MonthCount, Ranked, YearCount
from unwrapped_desktop.domain.figures import write_count, write_percent
from unwrapped_desktop.sharing.page.figures import WEEKDAYS, amount, write_month

PLOT_PX, BELOW_PX, ABOVE_PX = 168, 24, 18
"""Height of the plot of bars, of the row of names under it, and of the room for the topmost figure of its scale."""

CELL_PX, HOURS_PX = 22, 22
"""Height of a row of the clock, and of the hours under it."""

RANKS_SHOWN = 15
_RANKS_MOST = 100
_DAY_PERCENT = 9.0
_CELL_PERCENT = (100 - _DAY_PERCENT) / HOURS
_BAR_SHARE, _FINE_BAR_SHARE = 0.68, 0.82
_MANY_BARS = 40
_LEAST_MONTHS_OF_A_NAME = 6
_LETTER_PERCENT, _APART_PERCENT = 1.5, 1.5
"""Room for a letter of a name under bars, and between two, where a picture is half as wide as the page. Twice that on a phone."""

_LEAST_SHARE = 0.12
"""One play among thousands still differs from none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a picture shows, for those who do not see it.

    Attributes:
        header: Titles of the columns.
        rows: As many cells each.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An upright bar.

    Attributes:
        left: Where it begins, per cent of the width.
        width: Per cent of the width.
        top: From the top of the picture, pixels.
        height: Pixels.
        words: What it is, in words.
        is_partial: Whether not all of it is known: it is hollow.
    """

    left: float
    width: float
    top: float
    height: float
    words: str
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name under bars.

    Attributes:
        at: Middle of it, or where it begins, per cent of the width.
        text: What is written.
        is_spare: Whether it is left out where room is scarce.
    """

    at: float
    text: str
    is_spare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the scale: its height from the top in pixels, and what is written on it."""

    top: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Upright bars over a row of names.

    Attributes:
        anchor: Where the picture is found on the page.
        title: What it shows.
        told: The picture in a sentence or two.
        bars: From left to right.
        names: Under them.
        ticks: From below.
        gutter: Letters of the longest of them, for which there is room at the left.
        table: All of it in figures.
        counted: What was counted.
    """

    anchor: str
    title: str
    told: str
    bars: tuple[Bar, ...]
    names: tuple[Name, ...]
    ticks: tuple[Tick, ...]
    gutter: int
    table: Table
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """An hour of the week.

    Attributes:
        left: Where its cell begins, per cent of the width.
        top: From the top of the picture, pixels.
        shade: How dark it is, 0 (no plays) to 1 (the most).
        words: What it is, in words.
    """

    left: float
    top: int
    shade: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Seven days of 24 hours, each cell the darker the more was played.

    Attributes:
        title: What it shows.
        told: The picture in a sentence or two.
        width: Of a cell, per cent of the width.
        hours: All 168 of them.
        days: Names at the left, each with its height.
        names: Hours under the cells.
        table: All of it in figures, a row for each hour.
        counted: What was counted.
    """

    title: str
    told: str
    width: float
    hours: tuple[Hour, ...]
    days: tuple[Tick, ...]
    names: tuple[Name, ...]
    table: Table
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on a list of what was played most.

    Attributes:
        number: Which.
        name: The artist, or the title.
        artist: Whose it is; empty for artists.
        plays: In figures.
        share: Of all plays, in figures.
        width: Length of its bar, per cent of that of the first.
    """

    number: int
    name: str
    artist: str
    plays: str
    share: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """A list of what was played most.

    Attributes:
        anchor: Where it is found on the page.
        title: What it lists.
        first: The places that are seen at once.
        more: The rest of them, folded away.
        told: How many there are in the rest: `25 more`.
    """

    anchor: str
    title: str
    first: tuple[Place, ...]
    more: tuple[Place, ...]
    told: str


def years_bars(years: Sequence[YearCount]) -> Bars | None:
    """Return plays by year; None where there is none."""
    if not years:
        return None
    rows = tuple((str(year.year), write_count(year.plays), _year_note(year)) for year in years)
    return _bars(
        "years",
        "Plays by year",
        [year.plays for year in years],
        words=[
            f"{label}: {amount(year.plays, 'play')}, {_year_note(year)}"
            for year, (label, _, _) in zip(years, rows, strict=True)
        ],
        partial=[not year.is_whole for year in years],
        names=[(place, str(year.year)) for place, year in enumerate(years)],
        table=Table(header=("Year", "Plays", "More"), rows=rows),
        counted="counted: plays of 30 seconds or more",
    )


def months_bars(months: Sequence[MonthCount]) -> Bars | None:
    """Return plays by month; None where there are too few for a picture."""
    if len(months) < 2:
        return None
    rows = tuple((write_month(month.month), write_count(month.plays)) for month in months)
    return _bars(
        "months",
        "Plays by month",
        [month.plays for month in months],
        words=[
            f"{label}: {amount(month.plays, 'play')}" for month, (label, _) in zip(months, rows, strict=True)
        ],
        partial=[False] * len(months),
        names=_month_names(months),
        table=Table(header=("Month", "Plays"), rows=rows),
        counted="counted: plays of 30 seconds or more; months without data are left out",
    )


def clock_of(charts: Charts) -> Clock | None:
    """Return plays by weekday and hour; None where there are none."""
    most = max(max(day) for day in charts.clock)
    if not most:
        return None
    hours = tuple(
        Hour(
            left=round(_DAY_PERCENT + hour * _CELL_PERCENT, 3),
            top=number * CELL_PX,
            shade=round(max(_LEAST_SHARE, sqrt(plays / most)), 2) if plays else 0.0,
            words=_hour_words(number, hour, plays),
        )
        for number, day in enumerate(charts.clock)
        for hour, plays in enumerate(day)
    )
    return Clock(
        title="By weekday and hour",
        told=_clock_told(charts),
        width=round(_CELL_PERCENT * 0.88, 3),
        hours=hours,
        days=tuple(Tick(top=number * CELL_PX, text=day[:3]) for number, day in enumerate(WEEKDAYS)),
        names=tuple(
            Name(
                at=round(_DAY_PERCENT + (hour + 0.44) * _CELL_PERCENT, 3),
                text=str(hour),
                is_spare=bool(hour % 6),
            )
            for hour in range(0, HOURS, 2)
        ),
        table=Table(
            header=("Hour", *(day[:3] for day in WEEKDAYS)),
            rows=tuple(
                (f"{hour}:00", *(write_count(day[hour]) for day in charts.clock)) for hour in range(HOURS)
            ),
        ),
        counted="counted: plays of 30 seconds or more, by the hour in which they began",
    )


def ranks_of(anchor: str, title: str, ranked: Sequence[Ranked]) -> Ranks | None:
    """Return a list of what was played most; None where it is empty."""
    if not ranked:
        return None
    most = max(rank.plays for rank in ranked)
    places = tuple(
        Place(
            number=number,
            name=rank.name,
            artist=rank.artist,
            plays=write_count(rank.plays),
            share=write_percent(round(rank.share_percent, 1)),
            width=round(100 * rank.plays / most, 2),
        )
        for number, rank in enumerate(ranked[:_RANKS_MOST], start=1)
    )
    more = places[RANKS_SHOWN:]
    return Ranks(
        anchor=anchor,
        title=title,
        first=places[:RANKS_SHOWN],
        more=more,
        told=f"{write_count(len(more))} more",
    )


def _bars(
    anchor: str,
    title: str,
    values: Sequence[int],
    *,
    words: Sequence[str],
    partial: Sequence[bool],
    names: Sequence[tuple[int, str]],
    table: Table,
    counted: str,
) -> Bars:
    slot = 100 / len(values)
    share = _BAR_SHARE if len(values) < _MANY_BARS else _FINE_BAR_SHARE
    ticks = _ticks(max(values))
    scale = PLOT_PX / max(1, ticks[-1])
    is_fine = len(values) >= _MANY_BARS
    return Bars(
        anchor=anchor,
        title=title,
        told=_bars_told(values, words),
        bars=tuple(
            Bar(
                left=round(slot * (place + (1 - share) / 2), 3),
                width=round(slot * share, 3),
                top=round(ABOVE_PX + PLOT_PX - max(1.0, value * scale), 1),
                height=round(max(1.0, value * scale), 1),  # little is not nothing
                words=words[place],
                is_partial=partial[place],
            )
            for place, value in enumerate(values)
            if value
        ),
        names=_names([(round(slot * (place + (0 if is_fine else 0.5)), 3), text) for place, text in names]),
        ticks=tuple(
            Tick(top=round(ABOVE_PX + PLOT_PX - tick * scale, 1), text=write_count(tick))
            for tick in ticks[1:]
        ),
        gutter=max(len(write_count(tick)) for tick in ticks),
        table=table,
        counted=counted,
    )


def _ticks(most: int) -> list[int]:
    """Return round numbers from 0 to the first that holds the largest value, three or four steps."""
    step = max(1, most / 3)
    power = 10 ** floor(log10(step))
    size = next(size for size in (1, 2, 2.5, 5, 10) if size * power >= step)
    rounded = max(1, ceil(size * power))
    return [rounded * number for number in range(ceil(max(1, most) / rounded) + 1)]


def _month_names(months: Sequence[MonthCount]) -> list[tuple[int, str]]:
    """Return years where they begin among fine bars, months by name under a few."""
    if len(months) < _MANY_BARS:
        return [
            (place, write_month(month.month)[:3] + month.month[:4].rjust(5))
            for place, month in enumerate(months)
        ]
    begins = [
        (place, month.month[:4])
        for place, month in enumerate(months)
        if place == 0 or months[place - 1].month[:4] != month.month[:4]
    ]
    # A record that begins in December has no room for that year before the next.
    return begins[1:] if len(begins) > 1 and begins[1][0] < _LEAST_MONTHS_OF_A_NAME else begins


def _names(placed: Sequence[tuple[float, str]]) -> tuple[Name, ...]:
    """Return as many names as have room one beside the other; those are spare that have none on a phone."""
    kept: list[Name] = []
    free, free_on_phone = -100.0, -100.0
    for at, text in placed:
        if at < free:
            continue
        is_spare = at < free_on_phone
        kept.append(Name(at=at, text=text, is_spare=is_spare))
        free = at + len(text) * _LETTER_PERCENT + _APART_PERCENT
        if not is_spare:
            free_on_phone = at + 2 * (len(text) * _LETTER_PERCENT + _APART_PERCENT)
    return tuple(kept)


def _bars_told(values: Sequence[int], words: Sequence[str]) -> str:
    if len(values) == 1:
        return f"One bar. {words[0]}."
    highest, lowest = values.index(max(values)), values.index(min(values))
    return f"{amount(len(values), 'bar')}. Highest: {words[highest]}. Lowest: {words[lowest]}."


def _clock_told(charts: Charts) -> str:
    most = max(max(day) for day in charts.clock)
    day, hour = next((number, day.index(most)) for number, day in enumerate(charts.clock) if most in day)
    empty = sum(day.count(0) for day in charts.clock)
    none = f" {amount(empty, 'hour')} of the week {'has' if empty == 1 else 'have'} none." if empty else ""
    total = amount(sum(map(sum, charts.clock)), "play")
    return f"{total} by weekday and hour. Highest: {_hour_words(day, hour, most)}.{none}"


def _hour_words(day: int, hour: int, plays: int) -> str:
    told = amount(plays, "play") if plays else "no plays"
    return f"{WEEKDAYS[day]}, {hour}:00 to {hour + 1}:00: {told}"


def _year_note(year: YearCount) -> str:
    note = f"{write_count(year.hours)} hours, {amount(year.artists, 'artist')}"
    return note if year.is_whole else f"{note}; covered in part"
