"""Counts in order for the model page, made up but of one piece: `charted` adds them to any report."""

from dataclasses import replace
from datetime import date, timedelta

from tests import example_report
from unwrapped_desktop.domain.charts import (
    HOURS,
    WEEKDAYS,
    Charts,
    MonthCount,
    Obsession,
    Ranked,
    Step,
    Streak,
    YearCount,
)
from unwrapped_desktop.domain.report import Report

FIRST_YEAR, LAST_YEAR = 2014, 2026
NAMES = ("Ostkai", "Kuru Yaprak", "Kuru & the Ferries", "Nadide Su", "The Marble Choir")


def charts(names: tuple[str, ...] = NAMES, *, months: int = 154) -> Charts:
    """Return counts of a record with these names, of so many months up to November 2026."""
    numbers = [2026 * 12 + 10 - place for place in reversed(range(months))]
    first = numbers[0] // 12
    return Charts(
        clock=tuple(
            tuple((hour * 7 + weekday * 3) % 23 * (hour > 5) for hour in range(HOURS))
            for weekday in range(WEEKDAYS)
        ),
        years=tuple(
            YearCount(
                year=year,
                plays=900 + year * 37 % 700,
                hours=40.5,
                artists=120,
                is_whole=first < year < LAST_YEAR,
            )
            for year in range(first, LAST_YEAR + 1)
        ),
        months=tuple(
            MonthCount(
                month=f"{number // 12}-{number % 12 + 1:02d}",
                plays=60 + number * 13 % 90,
                new_artists=None if place < 4 else number * 5 % 11,
                told=120,
                skipped=number * 7 % 60,
            )
            for place, number in enumerate(numbers)
        ),
        artists=tuple(
            Ranked(
                name=names[place % len(names)],
                artist="",
                plays=400 - 9 * place,
                share_percent=9.5,
                first_on=date(2015, 3, 1) + timedelta(days=47 * place),
            )
            for place in range(40)
        ),
        songs=tuple(
            Ranked(
                name=f"{names[place % len(names)]} Song",
                artist=names[(place + 1) % len(names)],
                plays=300 - 7 * place,
                share_percent=7.25,
            )
            for place in range(40)
        ),
        albums=(Ranked(name="Tidewater", artist=names[0], plays=210, share_percent=5.0),),
        concentration=tuple(
            Step(artists=number, share_percent=round(100 * (1 - (1 - number / 60) ** 3), 4))
            for number in range(1, 61)
        ),
        obsessions=tuple(
            Obsession(
                song=f"{names[place % len(names)]} Song",
                artist=names[place % len(names)],
                first=date(2026, 1, 1) + timedelta(days=31 * place),
                last=date(2026, 1, 15) + timedelta(days=31 * place),
                plays=40 + place,
                share_percent=24.5,
            )
            for place in range(6)
        ),
        streaks=(Streak(first=date(2026, 2, 1), last=date(2026, 3, 9), days=37),),
    )


def charted(report: Report | None = None, names: tuple[str, ...] = NAMES, *, months: int = 154) -> Report:
    """Return a report, or the model page, with counts for its pictures."""
    return replace(report or example_report.good_report(), charts=charts(names, months=months))
