"""Findings of every family: of generated listeners, and of rows made by hand for what those do not do."""

import csv
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests import two_reports
from tests.list_listeners import VARIETIES, told
from tests.listeners import KINDS
from tests.property.pages import RECIPES, StillClock, bake
from tests.reviews import review, reviewed
from tests.unit.sources.rows import extended
from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.lately import find_lately
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.spans import whole_years
from unwrapped_desktop.analysis.statement import open_statement
from unwrapped_desktop.analysis.stats import descending
from unwrapped_desktop.analysis.top_lists import measure_lists
from unwrapped_desktop.analysis.two_findings import find_two
from unwrapped_desktop.analysis.two_listeners import lay_beside
from unwrapped_desktop.analysis.wrapped import review_years
from unwrapped_desktop.bootstrap import source_at
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.domain.finding import Analysis, Finding
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.domain.statement import (
    NEVER,
    NIGHTS,
    SKIPPED_SHARES,
    TASTES,
    Answer,
    Statement,
)
from unwrapped_desktop.domain.top_lists import ListedArtist, MonthLists, Span, TopLists

Units = Mapping[str, Mapping[str, str]]
"""Unit of each slot of each family or trait."""

LISTENERS = (
    "obsessive-1-extended_2020",
    "loyalist-1-extended_2026",
    "skipper-2-extended_2020",
    "nostalgic-2-extended_2024",
    "parent-1-extended_2021",
    "rain_sleeper-1-extended_2020",
    "explorer-1-extended_2024",
    "shuffler-1-extended_2024",
    "versions_fan-1-account_legacy",
    "unlisted-1-extended_2024",
    "short_record-1-extended_2021",
    "nasty_names-1-extended_2026",
    "moved_on-1-both",
    "moved_on-2-both",
    "moved_on-3-both",
)
DAY = 24 * 60
ARTISTS = Path(__file__).parents[3] / "resources" / "reference" / "artists.csv"


def analysed(location: Path | str, timezone: str = "UTC") -> Analysis:
    """All that is measured in an export."""
    examined = source_at([location], StillClock()).fetch(ignore_progress, CancelToken())
    return engine.run(
        examined.record,
        timezone=timezone,
        reference=load_reference(),
        lore=load_phrasebook().lore,
        progress=ignore_progress,
        cancel=CancelToken(),
    )


def _song(day: float, artist: str, title: str, album: str = "Album", **changes: Any) -> dict[str, Any]:
    return extended(day * DAY, artist, title, master_metadata_album_album_name=album, **changes)


def lopsided_life() -> Iterator[dict[str, Any]]:
    """One song of an artist, of an album, of many artists; and one who moves out."""
    for place in range(22):
        yield from (_song(300 + place + turn / 20, f"Solo {place}", "Alone") for turn in range(6))
    yield from (_song(300 + turn, "Mono", "The Song") for turn in range(42))
    yield from (_song(350 + turn, "Mono", "Another") for turn in range(2))
    yield from (_song(400.2 + turn, "Carrier", "Hit", "Tidewater") for turn in range(44))
    yield from (_song(450.2 + turn, "Carrier", f"Filler {turn % 2}", "Tidewater") for turn in range(5))
    for place, (month, plays) in enumerate((("2022-05-01", 31), ("2022-06-01", 12), ("2022-07-01", 3))):
        since = datetime.fromisoformat(f"{month}T12:00:05+00:00") - datetime.fromisoformat(
            "2021-03-04T10:00:05+00:00"
        )
        first = since / timedelta(days=1)
        yield from (
            _song(first + turn * 0.7, "Leaver", f"Goodbye {turn % 12}", f"L{place}") for turn in range(plays)
        )
    yield from (_song(turn * 7.3, f"Company {turn % 9}", f"Chat {turn % 31}", "Talk") for turn in range(150))
    yield from (_song(turn * 1.5, "Company 3", f"Hum {turn % 60}", "Talk 2") for turn in range(400))


def frowned_upon_life() -> Iterator[dict[str, Any]]:
    """Stars whom critics leave alone, and somebody nobody knows, among the ten most played."""
    with ARTISTS.open(encoding="utf-8") as file:
        table = [row for row in csv.DictReader(file) if not (row["tags"] or row["sacred"] or row["care"])]
    stars = [
        row["artist"]
        for row in table
        if int(row["popularity"]) >= 80 and row["acclaim"] and int(row["acclaim"]) < 50
    ]
    famous = [row["artist"] for row in table if int(row["popularity"]) >= 80]
    rare = [row["artist"] for row in table if int(row["popularity"]) <= 20 and row["acclaim"]]
    ten = [*dict.fromkeys([*stars[:6], *famous])][:6] + rare[:1] + ["Unknown A", "Unknown B", "Unknown C"]
    worst = [row["artist"] for row in table if row["acclaim"] and int(row["acclaim"]) < 50][:12]
    for place, artist in enumerate(ten):
        yield from (
            _song(turn * 2 + place / 20, artist, f"Title {turn % 20}") for turn in range(90 - 5 * place)
        )
    for place, artist in enumerate(worst):
        yield from (_song(turn * 3 + place / 30, artist, f"Number {turn % 9}", "Worst") for turn in range(40))


def regular_life() -> Iterator[dict[str, Any]]:
    """Up at the same minute every day but for one month, torn between two artists, awake one night."""
    for day in range(420):
        if 120 <= day < 147:
            continue
        late = (day * 7) % 13
        morning = day - (68 - late) / DAY
        yield _song(morning, f"Twin {day % 2}", f"Echo {day % 40}", "Twins", ms_played=4_200_000)
        yield _song(morning + 0.2, f"Twin {day % 2}", f"Reply {day % 40}", "Twins", ms_played=4_200_000)
    leaving = {"ms_played": 20_000, "reason_end": "fwdbtn", "skipped": True}
    yield from (_song(50.5 + turn, "Twin 0", "Unloved", "Twins", **leaving) for turn in range(16))
    yield from (_song(299.65 + turn / 300, "Sleepless", "Ceiling", "Dark") for turn in range(9))


def habitual_life() -> Iterator[dict[str, Any]]:
    """The same song first and last of each day, a market on Saturdays, a bird at seven, and one crowded day."""
    for day in range(300):
        morning = day - 3 / 24  # ten in the morning, less three hours
        yield _song(morning, "Bird", f"Song {day % 3}", "Dawn")
        yield _song(morning + 0.01, "Next", f"Tune {day % 5}", "Dawn II")
        yield _song(morning + 0.4, "Noon", f"Dish {day % 30}", "Lunch")
        yield _song(morning + 0.5, "Noon", f"Dish {day % 30 + 1}", "Lunch")
        yield _song(morning + 0.6, "Lamp", "Out", "Dusk", ms_played=720_000)
        if (day + 3) % 7 > 4:  # the record begins on a Thursday
            yield _song(morning + 0.3, "Market", f"Stall {day % 9}", "Square")
    yield from (_song(100.2 + guest / 300, f"Guest {guest}", "Hello") for guest in range(40))
    yield from (_song(at, "Wanderer", "Path") for at in (5.3, 402.3))
    yield from (_song(300.1 + day, "Company", f"Chat {day}") for day in range(110))


def by_hand(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Analysis:
    """All that is measured in rows made by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "Streaming_History_Audio_2021-2023_0.json"
    path.write_text(json.dumps(list(rows)), encoding="utf-8")
    return analysed(path)


LIVES = (lopsided_life, frowned_upon_life, regular_life, habitual_life)


def all_units(pages: Path) -> Units:
    """Collect the slots of every family and trait, with their units; once for all processes of a run."""
    kept = pages.parent / "units.json"
    if not kept.exists():
        own = kept.with_name(f"units-{os.getpid()}.json")
        own.write_text(json.dumps(collected_units(pages)), encoding="utf-8")
        own.replace(kept)
    units: Units = json.loads(kept.read_text(encoding="utf-8"))
    return units


def collected_units(pages: Path) -> Units:
    """Collect the slots of every family and trait, with their units."""
    found: dict[str, dict[str, str]] = {}
    hand = pages.parent / "by_hand"
    analyses = [by_hand(hand / live.__name__, live()) for live in LIVES]
    analyses += [analysed(bake(RECIPES[name], pages) / "export") for name in LISTENERS]
    analyses += list_analyses()
    for analysis in analyses:
        for finding in (*analysis.findings, *(trait.finding for trait in analysis.traits)):
            if finding is not None:
                found.setdefault(finding.id, {}).update(units_of(finding))
    said = (*lately_findings(pages), *said_findings(pages), *review_findings(pages), *two_findings())
    for finding in said:
        found.setdefault(finding.id, {}).update(units_of(finding))
    return found


def lately_findings(pages: Path) -> Iterator[Finding]:
    """What a record and lists of the last four weeks say to each other: the person's own lists, and somebody else's."""
    for name in ("loyalist-1-extended_2026", "explorer-1-extended_2024"):
        listening = listening_of(name, pages)
        for kind in ("loyalist", "explorer", "skipper"):
            lists = told(kind, 1, "full").month
            yield from find_lately(listening, lists)
            yield from find_lately(listening, upside_down(lists))


def listening_of(name: str, pages: Path) -> Listening:
    """The record of a generated listener."""
    examined = source_at([bake(RECIPES[name], pages) / "export"], StillClock()).fetch(
        ignore_progress, CancelToken()
    )
    return Listening(examined.record, ZoneInfo("UTC"), load_reference())


def said_findings(pages: Path) -> Iterator[Finding]:
    """What a record says to statements: every choice there is, the right names and wrong ones, every year."""
    for name in ("loyalist-1-extended_2026", "explorer-1-extended_2024"):
        yield from _said_of(listening_of(name, pages))


def _said_of(listening: Listening) -> Iterator[Finding]:
    names = listening.record.names
    starts, skips = listening.song_skips
    known, skipped = int(((skips == 0) * starts).argmax()), int(skips.argmax())
    answers: Mapping[str, Iterable[str]] = {
        "most_played_artist": [names.artists[code] for code in (-listening.artist_plays).argsort()[:2]],
        "skipped_share": SKIPPED_SHARES,
        "after_midnight": NIGHTS,
        "taste_stopped": [NEVER, *(str(year) for year in range(2000, 2040))],
        "never_skipped": [names.song_titles[known], names.song_titles[skipped]],
        "charts_or_obscure": TASTES,
    }
    axis = AxisScore(id="mainstream", value=0.3, low=0.2, high=0.4, coverage_ratio=1.0, sample=100)
    sealed_at = datetime.fromisoformat("2026-05-03T09:00:00+00:00")
    for question, values in answers.items():
        for value in values:
            said: dict[str, Any] = {question: Answer(value=value, sure_percent=75)}
            yield from open_statement(listening, Statement(sealed_at=sealed_at, **said), [axis]).findings


def review_findings(pages: Path) -> Iterator[Finding]:
    """What a record says to reviews that have the second of everything first, and name artists or do not."""
    for name in ("loyalist-1-extended_2026", "explorer-1-extended_2024"):
        listening = listening_of(name, pages)
        names = listening.record.names
        songs = [
            (listening.song_artist(code), names.song_titles[code])
            for code in descending(listening.song_plays)[1:6]
        ]
        artists = [names.artists[code] for code in descending(listening.artist_plays)[1:4]]
        reviews = [
            review(int(year), songs=songs, artists=artists, listened_ms=3_600_000)
            for year in whole_years(listening)
        ]
        for followed in (artists, ()):
            record = reviewed(listening.record, *reviews, followed=followed)
            for one in review_years(Listening(record, ZoneInfo("UTC"), listening.reference)):
                yield from one.findings


def two_findings() -> Iterator[Finding]:
    """What pairs of listeners have to say to each other, whichever of them is left."""
    for left, right in two_reports.PAIRS.values():
        for one, other in ((left(), right()), (right(), left())):
            yield from find_two(lay_beside(one, other, load_reference()))


def upside_down(lists: MonthLists) -> MonthLists:
    """A list read from its end: whoever was hardly heard of leads it."""
    turned = reversed(lists.artists)
    return replace(
        lists, artists=tuple(replace(artist, rank=rank) for rank, artist in enumerate(turned, start=1))
    )


def list_analyses() -> Iterator[Analysis]:
    """All that is measured in lists: of every other kind of listener, and of lists made by hand for what those do not do."""
    turns = zip(list(KINDS)[::2], cycle(VARIETIES), strict=False)
    lives = [told(kind, 1, variety) for kind, variety in turns]
    for lists in (*lives, *map(odd_lists, lives[:2]), *map(fresh_lists, lives[:2])):
        yield measure_lists(
            lists,
            timezone="UTC",
            reference=load_reference(),
            lore=load_phrasebook().lore,
            progress=ignore_progress,
            cancel=CancelToken(),
        )


def odd_lists(lists: TopLists) -> TopLists:
    """Lists with rain and children's songs at their head, stars, somebody rare below, and songs in odd versions."""
    with ARTISTS.open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    plain = [row for row in table if not (row["tags"] or row["sacred"] or row["care"])]
    noise = next(row["artist"] for row in table if "noise" in row["tags"].split())
    stars = [row["artist"] for row in plain if int(row["popularity"]) >= 80][:30]
    rare = [row["artist"] for row in plain if int(row["popularity"]) <= 20][:9]
    children = next(row["artist"] for row in table if "children" in row["tags"].split())
    names = [noise, children, *stars, *rare]
    kinds = ("Live", "2011 Remaster", "Sped Up Version")
    songs = tuple(
        replace(song, title=f"{song.title} - {kinds[song.rank % 3]}") for song in lists.songs[Span.YEAR]
    )
    artists = tuple(ListedArtist(rank=rank, name=name) for rank, name in enumerate(names, start=1))
    return replace(
        lists,
        artists={**lists.artists, Span.YEAR: artists},
        songs={**lists.songs, Span.YEAR: songs},
    )


def fresh_lists(lists: TopLists) -> TopLists:
    """Lists of new songs by nearly as many artists, and last plays of artists who are on no list."""
    year = lists.fetched_at.year
    songs = tuple(
        replace(song, artist=f"Singer {max(song.rank, 2)}", released=year - song.rank % 2)
        for song in lists.songs[Span.YEAR]
    )
    plays = tuple(
        replace(play, artist=f"Stranger {place % 20}") for place, play in enumerate(lists.last_plays)
    )
    return replace(lists, songs={**lists.songs, Span.YEAR: songs}, last_plays=plays)


def units_of(finding: Finding) -> Mapping[str, str]:
    """The unit of each slot of a finding."""
    return {slot: finding.cell(slot).unit for slot in finding.quotes}
