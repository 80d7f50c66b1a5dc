"""Lists of the last four weeks beside generated records: what Lately says is found anew by code that shares nothing with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.audit_lately import FAMILIES, LINES, Beside, false_lately
from tests.property.audit_statement import Cells, Tally
from tests.property.ledger import folded
from tests.property.pages import INTENSITIES, ZONES, StillClock
from tests.property.test_statement_property import (
    LISTENERS,
    PHASES,
    SHORT,
    SPELLINGS,
    STRANGERS,
    Heard,
    as_kept,
    heard,
    heard_of,
    without_artist,
)
from tests.unit.analysis.histories import HOUR, play, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.critic.lately import write_lately
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.top_lists import ListedArtist, ListedSong, MonthLists

READ_AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
Song = tuple[str, str]
"""Artist and title."""


# ------------------------------------------------------------------------------------------------ lists
def month(artists: Sequence[str], songs: Sequence[Song] = ()) -> MonthLists:
    """The lists with these on them; one in four has no page at Spotify."""
    return MonthLists(
        read_at=READ_AT,
        artists=tuple(
            ListedArtist(rank=rank, name=name, spotify_id=page_of("artist", name))
            for rank, name in enumerate(artists, start=1)
        ),
        songs=tuple(
            ListedSong(rank=rank, title=title, artist=artist, spotify_id=page_of(artist, title))
            for rank, (artist, title) in enumerate(songs, start=1)
        ),
    )


def page_of(*names: str) -> str:
    number = crc32("/".join(names).encode())
    return "" if number % 4 == 0 else f"{number:022d}"


def songs_of(tally: Tally) -> Sequence[Song]:
    """The songs of a record as rows spell them, the most played first."""
    songs = tally.ledger.songs
    shown = {row.song: (row.artist_shown, row.title_shown) for row in tally.ledger.rows}
    return [shown[song] for song in sorted(shown, key=lambda song: (-songs[song], song))]


@st.composite
def months(draw: st.DrawFn, tally: Tally) -> MonthLists:
    """Lists of names from the head of the record, from far down in it, and from nowhere, in any order."""
    names, songs = tally.names, songs_of(tally)
    strangers = st.sampled_from(STRANGERS) | st.text(min_size=1, max_size=50).filter(str.strip)
    start, step = draw(st.integers(0, 60)), draw(st.integers(1, 6))
    artists = [*names[start::step]][: draw(st.integers(0, 50))]
    for place, name in draw(
        st.lists(st.tuples(st.integers(0, 11), st.sampled_from(names) | strangers), max_size=6)
    ):
        artists.insert(place, name)
    listed = st.sampled_from(songs[:20]) | st.sampled_from(songs) | st.tuples(strangers, strangers)
    spelt = draw(st.sampled_from(SPELLINGS))
    return month(
        [spelt(name) for name in dict.fromkeys(artists)],
        [(spelt(artist), spelt(title)) for artist, title in draw(st.lists(listed, max_size=7, unique=True))],
    )


def sweep(tally: Tally) -> Sequence[MonthLists]:
    """Lists that say the same, that say nothing of it, that turn it round, and that are short or empty."""
    names, songs = tally.names, songs_of(tally)
    new = [f"Nobody {number}" for number in range(12)]
    unheard = [("Nobody 0", f"Unheard {number}") for number in range(5)]
    return [
        month(names[:50], songs[:5]),
        month(new, [*unheard[:1], *songs[:3]]),
        month([new[0], *names[55:60], *names[2:8]], songs[::-1][:6]),
        month([*names[3:9], *new[:4], *names[9:40]]),
        month([*STRANGERS, *names[:6]], songs[5:9]),
        month(names[49:53], [*unheard, songs[0]]),
        month([*names[60:61], *names[:3]], songs[:1]),
        month(names[:9], [*unheard[:4], songs[0]]),
        month([], songs[:3]),
    ]


# ------------------------------------------------------------------------------------------------ Lately
def beside(who: Heard, lists: MonthLists) -> Cells:
    """Lately as the program writes it, as it is kept."""
    written = write_lately(
        who.examined.record,
        lists,
        settings=who.settings,
        reference=load_reference(),
        phrasebook=load_phrasebook(),
        cancel=CancelToken(),
    )
    return as_kept(written)


def problems(who: Heard, lists: MonthLists) -> list[str]:
    """All that is wrong with what is said of lists beside a record."""
    lately, own = beside(who, lists), Beside(lists=lists, tally=who.tally)
    return list(false_lately(lately, own, who.settings.intensity.value))


@pytest.mark.parametrize("name", LISTENERS)
def test_what_is_said_of_lists_is_what_lists_and_rows_say(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    wrong = [problem for lists in sweep(who.tally) for problem in problems(who, lists)]
    assert not wrong, "\n".join(["", *wrong])


@settings(max_examples=120, phases=PHASES)
@given(data=st.data(), name=st.sampled_from(LISTENERS), voice=st.sampled_from(INTENSITIES))
def test_any_list_is_read_truly_and_always_alike(
    data: st.DataObject, name: str, voice: Intensity, bakery: Path
) -> None:
    who = heard(name, bakery).in_voice(voice, wording=data.draw(st.integers(0, 3)))
    lists = data.draw(months(who.tally))
    assert problems(who, lists) == []
    assert beside(who, lists) == beside(who, lists)


def test_every_family_is_met_in_every_voice(bakery: Path) -> None:
    met = {(family, voice): 0 for family in FAMILIES for voice in INTENSITIES}
    for name in LISTENERS[::2]:
        for voice in INTENSITIES:
            who = heard(name, bakery).in_voice(voice, wording=0)
            for lists in sweep(who.tally):
                for remark in beside(who, lists)["remarks"]:
                    met[remark["family"], voice] += 1
    assert min(met.values()) > 0, met


def test_the_lists_are_kept_whole_and_without_artists_nothing_is_said(bakery: Path) -> None:
    who = heard(LISTENERS[0], bakery)
    for lists in sweep(who.tally):
        lately = beside(who, lists)
        assert lately["lists"] == as_kept(lists)
        assert lists.artists or (lately["remarks"], lately["receipts"], lately["pages"]) == ([], [], [])


# ------------------------------------------------------------------------------------------------ the whole way
def judged(who: Heard, lists: MonthLists | None, exclusions: Exclusions | None = None) -> Report:
    """The report on a listener, as the program makes it."""
    return build_judge(StillClock()).report_on(
        who.examined,
        replace(who.settings, exclusions=exclusions or Exclusions()),
        month=lists,
        progress=ignore_progress,
        cancel=CancelToken(),
    )


@pytest.mark.parametrize("name", LISTENERS[2::9])
def test_lately_stands_beside_the_verdict_and_leaves_it_alone(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    lists = sweep(who.tally)[2]
    report = judged(who, lists)
    assert as_kept(report.lately) == beside(who, lists)
    assert replace(report, lately=None) == judged(who, None)


@pytest.mark.parametrize("name", SHORT[1::4])
def test_whoever_is_left_out_leaves_a_gap_in_the_lists(name: str, bakery: Path) -> None:
    who = heard(name, bakery)
    stranger, known = "Nobody 0", who.tally.names[1]
    lists = month([stranger, "Nobody 1", *who.tally.names[:20]], songs_of(who.tally)[:6])
    out = Exclusions(tuple(Exclusion.of_artist(folded(artist)) for artist in (stranger, known)))
    left = replace(
        lists,
        artists=tuple(entry for entry in lists.artists if not _is_one_of(entry.name, stranger, known)),
        songs=tuple(entry for entry in lists.songs if not _is_one_of(entry.artist, stranger, known)),
    )
    lately = as_kept(judged(who, lists, out).lately)
    own = Beside(lists=left, tally=without_artist(name, known, bakery))
    assert list(false_lately(lately, own, who.settings.intensity.value)) == []
    assert lately["lists"] == as_kept(lists)


def _is_one_of(name: str, *names: str) -> bool:
    return folded(name) in map(folded, names)


# ------------------------------------------------------------------------------------------------ at the borders
@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """A hundred plays or more of many artists, so that they share places, and thirty plays and place 51 are near.

    Attributes:
        counts: The plays of each artist; every fifth is one whom lines may not be about, or hardly.
        titles: What they sing, in turn.
        hour: When the first play begins.
    """

    counts: Sequence[int]
    titles: Sequence[str]
    hour: int

    def rows(self) -> list[Row]:
        plays = [
            (STRANGERS[place // 5 % len(STRANGERS)] if place % 5 == 1 else f"Band {place}", turn)
            for place, count in enumerate(self.counts)
            for turn in range(count)
        ]
        plays += [(f"Passer {turn}", turn) for turn in range(100 - len(plays))]
        begin = utc(2024, 1, 1, self.hour)
        return [
            play(begin + place * HOUR, artist, self.titles[turn % len(self.titles)])
            for place, (artist, turn) in enumerate(plays)
        ]


MOST_PLAYS = st.sampled_from([1, 3, 29, 30, 31])
crowds = st.builds(
    Crowd,
    counts=MOST_PLAYS.flatmap(
        lambda most: st.lists(st.sampled_from([1, 1, 2, most]), min_size=3, max_size=60)
    ),
    titles=st.lists(st.sampled_from(["Salt", "Salt - 2011 Remaster", "Door"]), min_size=1, max_size=3),
    hour=st.integers(0, 23),
)


@settings(max_examples=50, phases=PHASES)
@given(crowd=crowds, zone=st.sampled_from(ZONES), voice=st.sampled_from(INTENSITIES), data=st.data())
def test_a_place_decides(crowd: Crowd, zone: str, voice: Intensity, data: st.DataObject) -> None:
    who = heard_of(crowd.rows(), zone, None).in_voice(voice, wording=0)
    told = [*sweep(who.tally), data.draw(months(who.tally))]
    assert [problem for lists in told for problem in problems(who, lists)] == []


@settings(max_examples=40, phases=PHASES)
@given(crowd=crowds, first=st.integers(0, 2))
def test_whatever_is_found_is_said_in_some_voice(crowd: Crowd, first: int) -> None:
    who = heard_of(crowd.rows(), "UTC", None)
    lists = month(who.tally.names[first : first + 11])
    found = Beside(lists=lists, tally=who.tally).found
    sayable = {family for family, each in found.items() if any(one.is_sayable for one in each)}
    said = {
        remark["family"]
        for voice in INTENSITIES
        for remark in beside(who.in_voice(voice, wording=0), lists)["remarks"]
    }
    assert len(sayable) <= LINES
    assert sayable <= said
