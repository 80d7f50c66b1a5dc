"""Reports made by hand to lay side by side: whose artists, days, scores and labels are as a test wants them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from tests import example_report
from tests.example_charts import charts
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import AxisScore, Measure, Report

BEGUN = date(2016, 5, 1)
"""When a record begins unless a test says otherwise."""

FIGURES: Mapping[str, tuple[str, str, float]] = {
    "explorer_loyalist": ("artists played", "count", -900.0),
    "day_night": ("plays from 22:00 to 5:00", "percent", 80.0),
    "finisher_skipper": ("starts that were skipped", "percent", 70.0),
}
"""What lies behind a score: its name, its unit, and how much of it there is at 1; less than nothing: at 0."""

GUILTY = "Nickelback"
"""The table knows that many hear them and what critics think of it."""

Artists = Mapping[str, tuple[int, date | None]]
"""Plays and day of the first play by name."""


def report_of(
    name: str = "Ada",
    artists: Artists | None = None,
    *,
    plays: int | None = None,
    begun: date = BEGUN,
    label: str = "LOYAL TO THE INTRO",
    source: SourceKind = SourceKind.EXTENDED_EXPORT,
    scores: Mapping[str, float] | None = None,
) -> Report:
    """Return a report of a listener.

    Args:
        name: On the verdict.
        artists: Whom the report lists; None for a report without counts for pictures.
        plays: Of the record; by default those of the listed.
        begun: Day of the first play of the record.
        label: Of the verdict.
        source: Where the record comes from.
        scores: Value by axis.
    """
    base = example_report.good_report()
    listed = artists or {}
    total = plays if plays is not None else sum(count for count, _ in listed.values())
    ranked = tuple(
        Ranked(
            name=artist,
            artist="",
            plays=count,
            share_percent=round(100 * count / max(total, count), 4),
            first_on=day,
        )
        for artist, (count, day) in listed.items()
    )
    return replace(
        base,
        listener=replace(base.listener, name=name, source=source),
        verdict=replace(base.verdict, label=label),
        provenance=replace(base.provenance, timezone="UTC"),
        record=replace(
            base.record,
            plays=total,
            artists=len(listed),
            first_play_at=datetime(begun.year, begun.month, begun.day, 9, tzinfo=UTC),
        ),
        axes=tuple(score_of(axis, value) for axis, value in (scores or {}).items()),
        charts=None if artists is None else replace(charts(), artists=ranked),
    )


def score_of(axis: str, value: float) -> AxisScore:
    """Return a score with its figure, where there is one behind it."""
    measure = None
    if axis in FIGURES:
        what, unit, most = FIGURES[axis]
        figure = value * most if most > 0 else (value - 1) * most
        measure = Measure(what=what, value=figure, low=figure, high=figure, expected=abs(most) / 2, unit=unit)
    return AxisScore(
        id=axis, value=value, low=value, high=value, coverage_ratio=1.0, sample=1_000, measure=measure
    )


def days(first: date, count: int, step: int = 40) -> list[date]:
    """Return days, so many days apart."""
    return [first + timedelta(days=step * number) for number in range(count)]


HIGH = {
    "explorer_loyalist": 0.1,
    "day_night": 0.9,
    "finisher_skipper": 0.9,
    "mainstream": 0.9,
    "acclaim": 0.3,
}
LOW = {"explorer_loyalist": 0.9, "day_night": 0.1, "finisher_skipper": 0.1, "mainstream": 0.1, "acclaim": 0.4}

SHARED = (
    "Ostkai",
    "Kuru Yaprak",
    "Nadide Su",
    "Halogen Choir",
    "Odun Brass",
    "Tin Hat Weather",
    "Low Bridge",
)
"""Invented artists, whom the table does not know."""


def wakeful() -> Report:
    """A listener who hears everybody first, plays most, at night, and skips."""
    first = days(date(2017, 1, 1), len(SHARED))
    artists: Artists = {name: (900 - 90 * at, first[at]) for at, name in enumerate(SHARED)}
    return report_of(
        "Mira",
        {**artists, GUILTY: (140, date(2018, 1, 1)), "Gravel Hymn": (400, date(2019, 1, 1))},
        plays=6_000,
        scores=HIGH,
    )


def sleepy(name: str = "Jonas") -> Report:
    """A listener who hears the same artists years later, by day, to their ends."""
    first = days(date(2019, 6, 1), len(SHARED))
    artists: Artists = {name: (30 + 30 * at, first[at]) for at, name in enumerate(SHARED)}
    return report_of(
        name,
        {**artists, GUILTY: (60, date(2020, 1, 1)), "Silver Sleigh": (300, date(2019, 8, 1))},
        plays=1_500,
        begun=date(2016, 12, 1),
        scores=LOW,
    )


def late(name: str = "Jonas") -> Report:
    """The same listener with a record that begins years later."""
    whole = sleepy(name)
    return replace(whole, record=replace(whole.record, first_play_at=datetime(2019, 5, 1, 9, tzinfo=UTC)))


def stranger(name: str = "Noor") -> Report:
    """A listener of artists nobody else plays."""
    artists: Artists = {f"Island {at}": (100 - at, date(2020, 1, 1 + at)) for at in range(20)}
    return report_of(name, artists, label="SAME SANDWICH", scores=LOW)


def neighbour(name: str = "Lian") -> Report:
    """A listener who plays some of the shared artists among others."""
    artists: Artists = {f"Lagoon {at}": (100 - at, date(2020, 1, 1 + at)) for at in range(20)}
    shared: Artists = {name: (90, date(2021, 1, 1)) for name in SHARED}
    return report_of(name, {**artists, **shared}, scores=HIGH)


def taster(name: str = "Lian") -> Report:
    """A listener who has played one of the shared artists a little."""
    artists: Artists = {f"Lagoon {at}": (100 - at, date(2020, 1, 1 + at)) for at in range(20)}
    return report_of(name, {**artists, "Ostkai": (6, date(2021, 1, 1))}, scores=HIGH)


def without_lists(name: str = "Olu") -> Report:
    """An older report, which lists nobody."""
    return report_of(name, None, plays=2_000, scores=LOW)


Maker = Callable[[], Report]
PAIRS: Mapping[str, tuple[Maker, Maker]] = {
    "night and day": (wakeful, sleepy),
    "years apart": (wakeful, late),
    "the same": (wakeful, wakeful),
    "namesakes": (partial(sleepy, "You"), partial(late, "You")),
    "you and somebody": (partial(sleepy, "You"), wakeful),
    "strangers": (wakeful, stranger),
    "hardly": (wakeful, taster),
    "somewhat": (wakeful, neighbour),
    "no lists": (wakeful, without_lists),
    "no lists on either side": (without_lists, partial(without_lists, "You")),
}
"""Two listeners by what there is to say of them."""
