"""Every chapter of generated lives, counted anew from the rows of the export; every remark of it, audited on its rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listeners import returning, write_export
from tests.property.ledger import Ledger, folded, share
from tests.property.pages import RECIPES, Page, StillClock, load
from tests.property.rules import false_charges, false_statements, phrase_of
from tests.property.test_recount import agrees, false_lines
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.stretch import take_stretch
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.critic.chapter_words import LIFELONG, MAY_SAY
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress

NAMES = (
    "moved_on-1-both",
    "moved_on-2-both",
    *(
        next(name for name in RECIPES if name.startswith(f"{kind}-1-"))
        for kind in ("nasty_names", "skipper", "returning", "missing_months", "children_and_christmas")
    ),
    next(name for name in RECIPES if name.startswith("night_worker-last_600-")),
)
"""Lives with eras and without, some in part and with holes, of every voice and in several zones."""

ARTISTS, PLAYS_NEEDED = 5, 100
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Life:
    """A listener's page, the same life in chapters, and the rows of both."""

    page: Page
    chapters: Chapters
    ledger: Ledger

    @property
    def all(self) -> tuple[Chapter, ...]:
        return (*self.chapters.years, *self.chapters.eras)


@pytest.fixture(params=NAMES, scope="module")
def life(request: pytest.FixtureRequest, bakery: Path) -> Life:
    page = load(RECIPES[request.param], bakery)
    clock = StillClock()
    told: list[Chapter] = []
    chapters = build_judge(clock).chapters(
        source_at([page.folder], clock),
        page.recipe.settings,
        tell=told.append,
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    found = Life(
        page=page, chapters=chapters, ledger=Ledger(page.history, page.report["provenance"]["timezone"])
    )
    assert told == list(found.all)
    return found


class Part(Ledger):
    """The rows of a ledger that began in some months."""

    def __init__(self, whole: Ledger, first: str, last: str) -> None:
        low, high = (tuple(map(int, month.split("-"))) for month in (first, last))
        self.zone = whole.zone
        self.rows = [row for row in whole.rows if low <= row.month <= high]
        self.plays = [row for row in self.rows if row.played_ms >= 30_000]
        self.artists = Counter(play.artist for play in self.plays)
        self.songs = Counter(play.song for play in self.plays)
        self.first_day = min(play.day for play in self.plays)
        self.last_day = max(play.day for play in self.plays)


def calendar_of(chapter: Chapter) -> tuple[str, str]:
    """The months whose rows belong to a chapter."""
    if chapter.kind == "year":
        return f"{chapter.title}-01", f"{chapter.title}-12"
    return chapter.first_month, chapter.last_month


def false_figures(chapter: Chapter, ledger: Ledger) -> Iterator[str]:
    """Yield what a chapter says of itself that its rows do not bear out."""
    months = sorted(f"{year}-{month:02d}" for year, month in {play.month for play in ledger.plays})
    counted: dict[str, Any] = {
        "first_month": months[0],
        "last_month": months[-1],
        "plays": len(ledger),
        "hours": round(sum(play.played_ms for play in ledger.plays) / 3_600_000, 1),
    }
    for name, value in counted.items():
        if getattr(chapter, name) != value:
            yield f"{name}: {getattr(chapter, name)}, counted {value}"
    most = sorted(ledger.artists.values(), reverse=True)[:ARTISTS]
    if [artist.plays for artist in chapter.artists] != most:
        yield f"{[artist.plays for artist in chapter.artists]}, counted {most}"
    for artist in chapter.artists:
        own = ledger.artists[folded(artist.name)]
        if own != artist.plays or not agrees(artist.share_percent, share(own, len(ledger))):
            yield f"{artist}, counted {own}"


def page_of(chapter: Chapter, page: Page) -> Page:
    """What is said of a chapter, as a page of its own."""
    verdict = msgspec.to_builtins(chapter.verdict)
    report = {"verdict": verdict, "receipts": verdict["receipts"], "provenance": page.report["provenance"]}
    return Page(recipe=page.recipe, report=report, folder=page.folder)


def test_chapters_are_what_the_rows_say(life: Life) -> None:
    for chapter in life.all:
        wrong = list(false_figures(chapter, Part(life.ledger, *calendar_of(chapter))))
        assert not wrong, "\n".join([chapter.title, *wrong])


def test_every_year_with_a_play_is_a_chapter_and_every_era_of_the_report(life: Life) -> None:
    years = sorted({play.at.year for play in life.ledger.plays})
    assert [chapter.title for chapter in life.chapters.years] == [str(year) for year in years]
    assert sum(chapter.plays for chapter in life.chapters.years) == len(life.ledger)
    whole = {year["year"] for year in life.page.report["charts"]["years"] if year["is_whole"]}
    assert {int(chapter.title) for chapter in life.chapters.years if chapter.is_whole} == whole
    eras = life.page.report["eras"]["eras"]
    assert [(chapter.title, chapter.plays) for chapter in life.chapters.eras] == [
        (era["title"], era["plays"]) for era in eras
    ]
    assert all(chapter.is_whole for chapter in life.chapters.eras)


def test_what_is_said_of_a_chapter_holds_on_its_rows(life: Life) -> None:
    for chapter in life.all:
        if chapter.verdict is None:
            assert chapter.plays < PLAYS_NEEDED
            assert chapter.reason == f"Too few plays for a label: {chapter.plays} of the 100 it takes."
            assert chapter.axes == ()
            continue
        page = page_of(chapter, life.page)
        part = Part(life.ledger, *calendar_of(chapter))
        wrong = [*false_statements(page), *false_charges(page), *false_lines(page, part)]
        assert not wrong, "\n".join([chapter.title, *wrong])


def test_nothing_is_cited_that_is_not_there_and_nothing_there_that_is_not_cited(life: Life) -> None:
    for chapter in life.all:
        if chapter.verdict is not None:
            cited = {name for remark in chapter.verdict.remarks for name in remark.receipts}
            there = [receipt.id for receipt in chapter.verdict.receipts]
            assert sorted(there) == sorted(cited | set(chapter.verdict.label_receipts))


def test_a_chapter_looks_neither_back_nor_ahead(life: Life) -> None:
    voice = life.page.report["provenance"]["intensity"]
    for remark in (remark for chapter in life.all if chapter.verdict for remark in chapter.verdict.remarks):
        phrase = phrase_of(msgspec.to_builtins(remark))
        assert remark.family in MAY_SAY
        assert phrase["intensity"] in {voice, "any"}
        names = [remark.text[claim.start : claim.end] for claim in remark.claims if claim.kind == "name"]
        said = remark.text
        for name in names:
            said = said.replace(name, "")
        assert not LIFELONG.search(said), remark.text


def test_no_chapter_says_what_another_has_said(life: Life) -> None:
    verdicts = [chapter.verdict for chapter in life.all if chapter.verdict is not None]
    said = [remark.id for verdict in verdicts for remark in verdict.remarks]
    assert len(set(said)) == len(said)
    assert all(2 <= len(verdict.remarks) <= 3 for verdict in verdicts)
    for verdict in verdicts:
        families = [remark.family for remark in verdict.remarks]
        assert len(set(families)) == len(families)
    labels = [verdict.label for verdict in verdicts]
    assert all(one != other for one, other in pairwise(labels))


# ------------------------------------------------------------------------------------------------ any months
@lru_cache(maxsize=1)
def a_life(folder: Path) -> tuple[Listening, Ledger]:
    """A life on the other side of the date line, ready to be cut."""
    written = write_export(returning(77), folder, "extended_2026")
    zone = "Pacific/Auckland"
    examined = source_at([written.path], StillClock()).fetch(ignore_progress, CancelToken())
    page = Page(recipe=RECIPES[NAMES[0]], report={}, folder=folder)
    return Listening(examined.record, ZoneInfo(zone), load_reference()), Ledger(page.history, zone)


def _folder(factory: pytest.TempPathFactory) -> Path:
    folder = factory.getbasetemp() / "a life to cut"
    folder.mkdir(exist_ok=True)
    return folder


@given(ends=st.tuples(st.integers(0, 400), st.integers(0, 60)))
def test_any_months_are_cut_out_whole(
    ends: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole, ledger = a_life(_folder(tmp_path_factory))
    months = ledger.all_months()
    first = ends[0] % len(months)
    last = min(first + ends[1], len(months) - 1)
    low, high = months[first], months[last]
    numbers = [year * 12 + month - 1 for year, month in (low, high)]
    part = take_stretch(whole, *numbers, name="cut")
    rows = [row for row in ledger.rows if low <= row.month <= high]
    plays = [row for row in rows if row.played_ms >= 30_000]
    assert (len(part.rows), len(part)) == (len(rows), len(plays))
    assert part.plays.played_ms.tolist() == [play.played_ms for play in plays]
    assert part.rows.ended_at_s.tolist() == [row.end_ms // 1_000 for row in rows]
    assert [folded(part.artist(code)) for code in part.plays.artist.tolist()] == [
        play.artist for play in plays
    ]
    assert part.record.rows_total == len(rows) + part.record.set_aside.total
    assert part.at.day.tolist() == [(play.day - _EPOCH).days for play in plays]


def test_cuts_of_two_names_have_seeds_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    whole, _ = a_life(_folder(tmp_path_factory))
    month = int(whole.months[0])
    seeds = {take_stretch(whole, month, month, name=name).record.seed for name in ("2019", "2020", "2019")}
    assert len(seeds) == 2
    assert whole.record.seed not in seeds
