"""Statements of every kind, opened against generated listeners and decided anew by code that shares nothing with that."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.property.audit_statement import FAMILIES, SCORE, Cells, Reckoning, Tally, false_opening
from tests.property.ledger import Ledger, folded, table
from tests.property.pages import INTENSITIES, RECIPES, ZONES, StillClock, load
from tests.unit.analysis.histories import DAY, play, read, utc
from tests.unit.sources.rows import Row, without
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.statement import write_statement
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.report import AxisScore, Report
from unwrapped_desktop.domain.report_json import decode_report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.domain.statement import (
    NEVER,
    NIGHTS,
    SKIPPED_SHARES,
    SURENESS,
    TASTES,
    Answer,
    Statement,
)

SHORT = tuple(name for name in RECIPES if "-last_" in name)[3::26]
WHOLE = tuple(name for name in RECIPES if "-last_" not in name and not name.startswith("sample"))[4::8]
LISTENERS = (*SHORT, *WHOLE)
SEALED_AT = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
PHASES = tuple(phase for phase in Phase if phase is not Phase.explain)
"""To explain a failure takes minutes here; the smallest example says enough."""

MAINSTREAM = AxisScore(id="mainstream", value=0.5, low=0.4, high=0.6, coverage_ratio=1.0, sample=100)


# ------------------------------------------------------------------------------------------------ listeners
@dataclass(frozen=True, kw_only=True)
class Heard:
    """A listener: the record as the program reads it, and the rows as they lie on disk, counted."""

    examined: ExaminedSource
    tally: Tally
    axes: tuple[AxisScore, ...]
    settings: JudgeSettings

    @property
    def mainstream(self) -> float | None:
        return next((axis.value for axis in self.axes if axis.id == "mainstream"), None)

    def in_voice(self, voice: Intensity, *, wording: int) -> "Heard":
        """The same listener, spoken to differently."""
        return replace(self, settings=replace(self.settings, intensity=voice, wording=wording))


@lru_cache(maxsize=len(LISTENERS))
def heard(name: str, bakery: Path) -> Heard:
    """A generated listener."""
    page = load(RECIPES[name], bakery)
    examined = source_at([page.folder], StillClock()).fetch(ignore_progress, CancelToken())
    report = decode_report((page.folder.parent / "report.json").read_bytes())
    tally = Tally(Ledger(page.history, page.recipe.settings.timezone))
    return Heard(examined=examined, tally=tally, axes=report.axes, settings=page.recipe.settings)


def without_artist(name: str, artist: str, bakery: Path) -> Tally:
    """The rows of an extended history but for those of an artist, counted."""
    page = load(RECIPES[name], bakery)
    left = {
        file: [
            row for row in rows if folded(row["master_metadata_album_artist_name"] or "") != folded(artist)
        ]
        for file, rows in page.history.items()
    }
    return Tally(Ledger(left, page.recipe.settings.timezone))


def opened(who: Heard, statement: Statement) -> Cells:
    """A statement as the program opens it, as it is kept."""
    written = write_statement(
        who.examined.record,
        statement,
        who.axes,
        settings=who.settings,
        reference=load_reference(),
        phrasebook=load_phrasebook(),
        cancel=CancelToken(),
    )
    return as_kept(written)


def as_kept(part: object) -> Cells:
    kept: Cells = msgspec.json.decode(msgspec.json.encode(part))
    return kept


def problems(who: Heard, statement: Statement) -> list[str]:
    """All that is wrong with a statement that was opened."""
    reckoning = Reckoning(statement=statement, tally=who.tally, mainstream=who.mainstream)
    return list(false_opening(opened(who, statement), reckoning, who.settings.intensity.value))


# ------------------------------------------------------------------------------------------------ statements
def marked(column: str) -> str:
    """A name of the table of which something is marked."""
    return next(line["artist"] for line in table()[1].values() if line[column])


STRANGERS = ("Nobody Yet", "  nobody   else ", marked("sacred"), marked("care"), marked("died"), "W" * 150)
SPELLINGS: Sequence[Callable[[str], str]] = (str, str.upper, " {}  ".format)
EDITIONS: Sequence[Callable[[str], str]] = (str, "{} - 2011 Remaster".format, "{} (feat. Nobody)".format)


def as_typed(names: Sequence[str]) -> Sequence[str]:
    """Those names that can be typed as rows spell them: on one line, with single spaces."""
    return [name for name in names if name == " ".join(name.split()) and len(name) <= 150]


def answers(values: st.SearchStrategy[str]) -> st.SearchStrategy[Answer | None]:
    return st.none() | st.builds(Answer, value=values, sure_percent=st.sampled_from(SURENESS))


def respelt(names: st.SearchStrategy[str], ways: Sequence[Callable[[str], str]]) -> st.SearchStrategy[str]:
    return st.builds(lambda way, name: way(name), st.sampled_from(ways), names)


def statements(tally: Tally) -> st.SearchStrategy[Statement]:
    """Any statement: of somebody who knows the record well, or hardly, or not at all."""
    names, titles = as_typed(tally.names), as_typed(tally.titles)
    strangers = st.sampled_from(STRANGERS) | st.text(min_size=1, max_size=60).filter(str.strip)
    artists = respelt(st.sampled_from(names[:5]) | st.sampled_from(names), SPELLINGS)
    songs = respelt(st.sampled_from(titles[:40]) | st.sampled_from(titles), EDITIONS)
    years = st.integers(tally.years[0] - 3, tally.years[-1] + 3) | st.integers(1_000, 2_999)
    moments = st.integers(-600_000_000, 100_000_000).map(lambda second: SEALED_AT + timedelta(seconds=second))
    return st.builds(
        Statement,
        sealed_at=moments,
        most_played_artist=answers(artists | strangers),
        skipped_share=answers(st.sampled_from(SKIPPED_SHARES)),
        after_midnight=answers(st.sampled_from(NIGHTS)),
        taste_stopped=answers(st.just(NEVER) | years.map(str)),
        never_skipped=answers(respelt(songs, SPELLINGS) | strangers),
        charts_or_obscure=answers(st.sampled_from(TASTES)),
    )


def sweep(tally: Tally) -> Iterator[Statement]:
    """Statements that make every choice between them, and name people and songs of every kind."""
    names, titles = as_typed(tally.names), as_typed(tally.titles)
    years = [str(year) for year in range(tally.years[0] - 2, tally.years[-1] + 3)]
    said: Mapping[str, Sequence[str]] = {
        "most_played_artist": [names[0], names[-1], names[len(names) // 2], *names[1:3], *STRANGERS],
        "skipped_share": SKIPPED_SHARES,
        "after_midnight": NIGHTS,
        "taste_stopped": [NEVER, *years],
        "never_skipped": [*unskipped(tally), *titles[:6], titles[-1], "Unheard"],
        "charts_or_obscure": TASTES,
    }
    for turn in range(max(map(len, said.values()))):
        yield Statement(
            sealed_at=SEALED_AT + turn * timedelta(hours=1),
            **{
                question: Answer(value=values[turn % len(values)], sure_percent=SURENESS[(turn + place) % 3])
                for place, (question, values) in enumerate(said.items())
            },
        )


def unskipped(tally: Tally) -> Sequence[str]:
    """Some titles that were begun often and never skipped."""
    loved = [
        rows[0].title_shown
        for rows in tally.titled.values()
        if len(rows) >= 5 and not any(row.skipped for row in rows)
    ]
    return as_typed(loved)[:3]


# ------------------------------------------------------------------------------------------------ generated listeners
@pytest.mark.parametrize("name", LISTENERS)
def test_every_answer_is_decided_as_the_rows_decide_it(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    wrong = [problem for statement in sweep(who.tally) for problem in problems(who, statement)]
    assert not wrong, "\n".join(["", *wrong])


@settings(max_examples=120, phases=PHASES)
@given(data=st.data(), name=st.sampled_from(LISTENERS), voice=st.sampled_from(INTENSITIES))
def test_any_statement_is_opened_truly_and_always_alike(
    data: st.DataObject, name: str, voice: Intensity, bakery: Path
) -> None:
    who = heard(name, bakery).in_voice(voice, wording=data.draw(st.integers(0, 3)))
    statement = data.draw(statements(who.tally))
    assert problems(who, statement) == []
    assert opened(who, statement) == opened(who, statement)


@pytest.mark.parametrize("name", LISTENERS[::5])
def test_a_voice_changes_what_is_said_and_nothing_else(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    for statement in islice(sweep(who.tally), 3):
        kept = {key: value for key, value in opened(who, statement).items() if key != "remarks"}
        for voice in INTENSITIES:
            other = opened(who.in_voice(voice, wording=1), statement)
            assert kept.items() <= other.items()
            assert len(other["remarks"]) > 0


def test_every_family_is_spoken_of(bakery: Path) -> None:
    spoken = {SCORE: 0} | {
        f"said_{name}_{end}": 0 for name in FAMILIES.values() for end in ("right", "wrong")
    }
    for name in LISTENERS[::4]:
        who = heard(name, bakery)
        for statement in sweep(who.tally):
            for question, answer in statement.answers():
                said: dict[str, Any] = {question: answer}
                alone = Statement(sealed_at=statement.sealed_at, **said)
                for remark in opened(who, alone)["remarks"]:
                    spoken[remark["family"]] += 1
    assert min(spoken.values()) > 0, spoken


def test_nothing_said_is_nothing_opened(bakery: Path) -> None:
    kept = opened(heard(LISTENERS[0], bakery), Statement(sealed_at=SEALED_AT))
    assert (kept["judged"], kept["right"], kept["brier"]) == (0, 0, None)
    assert (kept["remarks"], kept["receipts"]) == ([], [])


# ------------------------------------------------------------------------------------------------ the whole way
def judged(who: Heard, statement: Statement | None, exclusions: Exclusions | None = None) -> Report:
    """The report on a listener, as the program makes it."""
    return build_judge(StillClock()).report_on(
        who.examined,
        replace(who.settings, exclusions=exclusions or Exclusions()),
        statement=statement,
        progress=ignore_progress,
        cancel=CancelToken(),
    )


@pytest.mark.parametrize("name", LISTENERS[3::9])
def test_a_statement_stands_beside_the_verdict_and_leaves_it_alone(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    statement = next(sweep(who.tally))
    report = judged(who, statement)
    assert as_kept(report.statement) == opened(who, statement)
    assert replace(report, statement=None) == judged(who, None)


@pytest.mark.parametrize("name", SHORT[::4])
def test_whoever_is_left_out_is_neither_counted_nor_spoken_of(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    first = as_typed(who.tally.names)[1]
    statement = replace(
        next(sweep(who.tally)), most_played_artist=Answer(value=folded(first), sure_percent=95)
    )
    report = judged(who, statement, Exclusions((Exclusion.of_artist(first),)))
    left = without_artist(name, first, bakery)
    mainstream = next(axis.value for axis in report.axes if axis.id == "mainstream")
    reckoning = Reckoning(
        statement=replace(statement, most_played_artist=None), tally=left, mainstream=mainstream
    )
    kept = as_kept(report.statement)
    assert list(false_opening(kept, reckoning, who.settings.intensity.value)) == []
    assert kept["statement"]["most_played_artist"]["value"] == folded(first)


# ------------------------------------------------------------------------------------------------ at the borders
TITLES = ("Salt", "Salt - 2011 Remaster", "SALT (feat. Nobody)", "Door", "Door - Live")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Hundreds of plays of a few names, so that counts are equal and shares lie on their borders.

    Attributes:
        years: For each year from 2019 the plays of bands, and those of somebody new.
        star: The first of the bands.
        bands: How many there are.
        titles: What they sing, in turn.
        seconds: How long a play is.
        nights: So many in a hundred begin before five.
        skips: So many in a hundred were skipped all the same.
        untold: So many in a hundred do not say whether they were.
        begun: Short rows of a song that is never a play.
        spurned: How many of these are skips.
    """

    years: Sequence[tuple[int, int]]
    star: str
    bands: int
    titles: Sequence[str]
    seconds: float
    nights: int
    skips: int
    untold: int
    begun: int
    spurned: int

    def rows(self) -> list[Row]:
        return [*map(self._row, *zip(*enumerate(self._plays()), strict=True)), *self._short_rows()]

    def _plays(self) -> Sequence[tuple[int, str]]:
        """Year and artist of each play; the first year makes the last hundred full."""
        bands = [self.star, *(f"Band {number}" for number in range(1, self.bands))]
        plays = [
            (2019 + place, bands[turn % len(bands)] if turn < old else f"Newcomer {place}")
            for place, (old, new) in enumerate(self.years)
            for turn in range(old + new)
        ]
        left = -len(plays) % 100 if plays else 100
        return plays + [(2019, bands[turn % len(bands)]) for turn in range(left)]

    def _row(self, turn: int, played: tuple[int, str]) -> Row:
        year, artist = played
        # Ends are told in whole seconds: with a millisecond more, what begins at five begins a moment before.
        begin = utc(year, 1, 1, 4 if turn % 100 < self.nights else 5) + turn % 300 * DAY
        title = self.titles[turn % len(self.titles)]
        row = play(begin, artist, title, seconds=self.seconds, skipped=turn * 7 % 100 < self.skips)
        is_told = turn * 11 % 100 >= self.untold
        return row if is_told else {**without(row, "skipped"), "reason_end": None}

    def _short_rows(self) -> list[Row]:
        begin = utc(2020, 6, 1, 12)
        return [
            play(begin + turn * DAY, "Halogen Choir", "Glass", seconds=5, skipped=turn < self.spurned)
            for turn in range(self.begun)
        ]


TENTHS = ((0, 0), (20, 0), (9, 1), (10, 1), (45, 5), (46, 5))
YEARS = st.sampled_from(TENTHS) | st.tuples(st.integers(0, 50), st.integers(0, 6))
lives = st.builds(
    Life,
    years=st.lists(YEARS, min_size=1, max_size=5),
    star=st.sampled_from(["Band 0", "Band 0", *STRANGERS[2:]]),
    bands=st.integers(1, 4),
    titles=st.lists(st.sampled_from(TITLES), min_size=1, max_size=4),
    seconds=st.sampled_from([30, 180, 180.001]),
    nights=st.sampled_from([0, 1, 2, 3, 7, 8, 9, 60]),
    skips=st.sampled_from([0, 9, 10, 25, 26, 50, 51]),
    untold=st.sampled_from([0, 0, 49, 50, 51]),
    begun=st.sampled_from([0, 0, 0, 1, 4, 5, 6]),
    spurned=st.integers(0, 2),
)
scores = (
    st.none()
    | st.sampled_from([0.0, 0.49999, 0.5, 1.0])
    | st.integers(0, 1_000).map(lambda score: score / 1_000)
)


def heard_of(rows: Sequence[Row], zone: str, mainstream: float | None) -> Heard:
    """A listener of whom these rows are all there is."""
    return Heard(
        examined=read(rows),
        tally=Tally(Ledger({"Streaming_History_Audio_2021_0.json": rows}, zone)),
        axes=(replace(MAINSTREAM, value=mainstream),),
        settings=JudgeSettings(timezone=zone),
    )


@settings(max_examples=60, phases=PHASES)
@given(life=lives, zone=st.just("UTC") | st.sampled_from(ZONES), score=scores, data=st.data())
def test_a_border_decides(life: Life, zone: str, score: float | None, data: st.DataObject) -> None:
    who = heard_of(life.rows(), zone, score)
    said = [*islice(sweep(who.tally), 5), data.draw(statements(who.tally))]
    assert [problem for statement in said for problem in problems(who, statement)] == []
