"""Every number that a picture is drawn from, counted anew from the rows of the export."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from tests.property.ledger import Ledger, folded
from tests.property.pages import Page

CENSORED_DAYS = 90


def false_counts(page: Page, ledger: Ledger) -> list[str]:
    """What a report's pictures say that the rows do not bear out."""
    charts = page.report["charts"]
    said = {name: charts[name] for name in charts}
    counted: dict[str, Any] = {
        "clock": _clock(ledger),
        "years": _years(ledger),
        "months": _months(ledger),
        "streaks": _streaks(ledger)[:20],
    }
    wrong = [f"{name}: {said[name]} for {value}" for name, value in counted.items() if said[name] != value]
    wrong += _false_ranks(
        charts["artists"],
        {(name, ""): plays for name, plays in ledger.artists.items()},
        {(name, ""): str(day) for name, day in ledger.first_openly.items()},
        500,
    )
    wrong += _false_ranks(
        charts["songs"],
        {(title, who): plays for (who, title), plays in ledger.songs.items()},
        _first_of_songs(ledger),
        100,
    )
    wrong += _false_curve(charts["concentration"], ledger)
    wrong += _false_obsessions(charts["obsessions"], ledger)
    return wrong


def _clock(ledger: Ledger) -> list[list[int]]:
    at = Counter((play.at.weekday(), play.at.hour) for play in ledger.plays)
    return [[at[weekday, hour] for hour in range(24)] for weekday in range(7)]


def _years(ledger: Ledger) -> list[dict[str, Any]]:
    found = []
    heard = {(play.day.year, play.day.month) for play in ledger.plays}
    for year in range(ledger.first_day.year, ledger.last_day.year + 1):
        plays = [play for play in ledger.plays if play.day.year == year]
        found.append(
            {
                "year": year,
                "plays": len(plays),
                "hours": round(sum(play.played_ms for play in plays) / 3_600_000, 1),
                "artists": len({play.artist for play in plays}),
                "is_whole": all((year, month) in heard for month in range(1, 13))
                and ledger.first_day <= date(year, 1, 7)
                and ledger.last_day >= date(year, 12, 25),
                "is_private": bool(plays) and all(play.is_private for play in plays),
            }
        )
    return found


def _months(ledger: Ledger) -> list[dict[str, Any]]:
    plays = Counter(_month(play.day) for play in ledger.plays)
    in_the_open = {_month(play.day) for play in ledger.plays if not play.is_private}
    new = Counter(_month(day) for day in ledger.first.values())
    told = Counter(_month(row.day) for row in ledger.rows if row.skipped is not None)
    skipped = Counter(_month(row.day) for row in ledger.rows if row.skipped)
    blind_until = _month(ledger.first_day + timedelta(days=CENSORED_DAYS))
    return [
        {
            "month": month,
            "plays": plays[month],
            "new_artists": new[month] if month > blind_until else None,
            "told": told[month],
            "skipped": skipped[month],
            "is_private": month not in in_the_open,
        }
        for month in sorted(plays)
    ]


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _streaks(ledger: Ledger) -> list[dict[str, Any]]:
    days = sorted({play.day for play in ledger.plays})
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    runs.sort(key=lambda run: -len(run))
    return [{"first": str(run[0]), "last": str(run[-1]), "days": len(run)} for run in runs]


def _first_of_songs(ledger: Ledger) -> dict[tuple[str, str], str]:
    first: dict[tuple[str, str], str] = {}
    for play in (play for play in ledger.plays if not play.is_private):
        name = (play.title, play.artist)
        first[name] = min(first.get(name, "9999"), str(play.day))
    return first


def _false_ranks(
    ranks: list[dict[str, Any]],
    counted: dict[tuple[str, str], int],
    first: dict[tuple[str, str], str],
    most: int,
) -> list[str]:
    best = sorted(counted.values(), reverse=True)[:most]
    wrong = [] if [rank["plays"] for rank in ranks] == best else [f"ranks {ranks} for {best}"]
    for rank in ranks:
        plays = counted.get((folded(rank["name"]), folded(rank["artist"])))
        if plays != rank["plays"]:
            wrong.append(f"{rank}, counted {plays}")
        if rank["first_on"] != first.get((folded(rank["name"]), folded(rank["artist"]))):
            wrong.append(f"{rank}: not that day")
        if abs(rank["share_percent"] - 100 * rank["plays"] / sum(counted.values())) > 1e-4:
            wrong.append(f"{rank}: not that share")
    return wrong


def _false_curve(steps: list[dict[str, Any]], ledger: Ledger) -> list[str]:
    plays = sorted(ledger.artists.values(), reverse=True)
    wrong = [
        f"{step}, counted {sum(plays[: step['artists']])} of {len(ledger)}"
        for step in steps
        if abs(step["share_percent"] - 100 * sum(plays[: step["artists"]]) / len(ledger)) > 1e-4
    ]
    ends = (steps[0]["artists"], steps[-1]["artists"])
    return wrong if ends == (1, len(plays)) else [*wrong, f"the curve goes from {ends[0]} to {ends[1]}"]


def _false_obsessions(obsessions: list[dict[str, Any]], ledger: Ledger) -> list[str]:
    wrong = []
    for one in obsessions:
        first, last = date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
        meanwhile = [play for play in ledger.plays if first <= play.day <= last]
        song = folded(one["artist"]), folded(one["song"])
        plays = sum(play.song == song for play in meanwhile)
        if plays != one["plays"] or abs(one["share_percent"] - 100 * plays / len(meanwhile)) > 1e-4:
            wrong.append(f"{one}, counted {plays} of {len(meanwhile)}")
        if one["is_private"] != all(play.is_private for play in meanwhile if play.song == song):
            wrong.append(f"{one}: not so private")
    return wrong


def test_pictures_are_drawn_from_what_is_in_the_rows(page: Page) -> None:
    ledger = Ledger(page.history, page.report["provenance"]["timezone"])
    wrong = false_counts(page, ledger)
    assert not wrong, "\n".join(["", *wrong])
