"""The counting rules, on rows that collide in every way the generator can think of."""

import json
import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sources.recount import folded, recount
from tests.unit.sources.rows import (
    Row,
    account,
    audiobook,
    counts,
    extended,
    fetch,
    heard,
    plays,
    podcast,
    same_record,
    write,
    write_zip,
)
from unwrapped_desktop.domain.record import ExaminedSource

BASE = plays(100, start=-1_000_000)
"""Enough plays for a record, years before the rows under test."""

# The first row ends at five seconds past the minute: the negative twelfth is the full minute, as in account data.
minutes = st.sampled_from([-1 / 12, 11 / 12, 119 / 12, 0, 0.5, 1, 2, 3, 10, 11, 60])
lengths = st.sampled_from([0, 29_999, 30_000])
artists = st.sampled_from(["Beyoncé", "BEYONCE\u0301", " beyoncé ", "Other", "Straße", "STRASSE"])
titles = st.sampled_from(["Song", "song", "Tune"])
uris = st.sampled_from([None, "spotify:track:1", "spotify:track:2", "spotify:track:3", " "])
albums = st.sampled_from([None, "Album", "ALBUM", "Live", ""])
flags = st.sampled_from([None, True, False])


@st.composite
def music_row(draw: st.DrawFn) -> Row:
    return extended(
        draw(minutes),
        draw(artists),
        draw(titles),
        ms_played=draw(lengths),
        spotify_track_uri=draw(uris),
        master_metadata_album_album_name=draw(albums),
        skipped=draw(flags),
        shuffle=draw(flags),
        incognito_mode=draw(flags),
        reason_end=draw(st.sampled_from(["trackdone", "fwdbtn", "", None])),
    )


@st.composite
def other_row(draw: st.DrawFn) -> Row:
    minute = draw(minutes)
    return draw(
        st.sampled_from(
            [
                podcast(minute),
                audiobook(minute),
                extended(minute, None, " "),
                extended(minute, ms_played=-1),
                extended(minute, ms_played="1"),
                extended(minute, ts="1999-01-01T00:00:00Z"),
                extended(minute, ts="2021-13-01T00:00:00Z"),
            ]
        )
    )


@st.composite
def account_row(draw: st.DrawFn) -> Row:
    return account(draw(minutes), draw(artists), draw(titles), msPlayed=draw(lengths))


extended_files = st.lists(st.lists(st.one_of(music_row(), music_row(), other_row()), max_size=12), max_size=3)
account_files = st.lists(st.lists(account_row(), max_size=12), max_size=2)
orders = st.integers(0, 2**16)

modest = settings(max_examples=60)


def named(
    extended_rows: Sequence[Sequence[Row]], account_rows: Sequence[Sequence[Row]] = ()
) -> dict[str, list[Row]]:
    files = {"endsong_0.json": BASE}
    files |= {f"endsong_{number}.json": list(rows) for number, rows in enumerate(extended_rows, start=1)}
    return files | {
        f"StreamingHistory_music_{number}.json": list(rows) for number, rows in enumerate(account_rows)
    }


def fetched(files: Mapping[str, Sequence[Row]]) -> ExaminedSource:
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in files.items():
            Path(folder, name).write_text(json.dumps(rows), encoding="utf-8")
        return fetch(Path(folder))


@modest
@given(extended_files, account_files)
def test_counting_agrees_with_a_slow_recount(
    extended_rows: list[list[Row]], account_rows: list[list[Row]]
) -> None:
    files = named(extended_rows, account_rows)
    examined, expected = fetched(files), recount(files)
    record = examined.record
    assert record.rows_total == expected.total == sum(file.rows for file in record.files)
    assert record.rows_total == len(record.rows) + record.set_aside.total
    names = ("malformed", "podcast", "audiobook", "no_metadata", "duplicate", "superseded")
    assert {name: getattr(record.set_aside, name) for name in names} == {
        name: getattr(expected, name) for name in names
    }
    possible = [
        (
            int(same[0].ended_at.timestamp()),
            same[0].played_ms,
            {(folded(p.artist), folded(p.title)) for p in same},
        )
        for same in expected.used
    ]
    for ended_at_s, played_ms, artist, title in heard(examined):
        match = next(
            p
            for p in possible
            if p[:2] == (ended_at_s, played_ms) and (folded(artist), folded(title)) in p[2]
        )
        possible.remove(match)
    assert possible == []


@modest
@given(extended_files, account_files, orders)
def test_the_order_of_rows_does_not_matter(
    extended_rows: list[list[Row]], account_rows: list[list[Row]], order: int
) -> None:
    files = named(extended_rows, account_rows)
    chance = random.Random(order)
    shuffled = {name: chance.sample(rows, len(rows)) for name, rows in files.items()}
    left, right = fetched(files), fetched(shuffled)
    assert same_record(left, right)
    assert left.record.set_aside == right.record.set_aside


@modest
@given(extended_files, orders)
def test_the_split_over_files_does_not_matter(extended_rows: list[list[Row]], order: int) -> None:
    chance = random.Random(order)
    rows = [row for file in extended_rows for row in file]
    chance.shuffle(rows)
    cut = chance.randint(0, len(rows))
    left, right = fetched(named(extended_rows)), fetched(named([rows[:cut], rows[cut:]]))
    assert same_record(left, right)
    assert counts(left) == counts(right)


@modest
@given(extended_files, account_files)
def test_the_same_export_twice_adds_only_rows_set_aside(
    extended_rows: list[list[Row]], account_rows: list[list[Row]]
) -> None:
    files = named(extended_rows, account_rows)
    copies = {f"{name.removesuffix('.json')} (1).json": rows for name, rows in files.items()}
    once, twice = fetched(files), fetched(files | copies)
    assert same_record(once, twice)
    assert once.record.set_aside.superseded == twice.record.set_aside.superseded
    assert twice.record.rows_total == 2 * once.record.rows_total


def test_a_chain_of_duplicates_is_one_play(tmp_path: Path) -> None:
    chain = [
        extended(0, "A", "One", spotify_track_uri="u1"),
        extended(0, "A", "Two", spotify_track_uri="u2"),
        extended(0, "A", "Two", spotify_track_uri="u3"),
        extended(0, "A", "Three", spotify_track_uri="u3"),
        extended(0, "A", "Three", spotify_track_uri="u1"),
        extended(0, "A", "Four", spotify_track_uri="u4"),
        extended(0, "A", "Four", spotify_track_uri="u4", ms_played=180_001),
    ]
    kept = set()
    for order in range(20):
        rows = random.Random(order).sample(chain, len(chain))
        examined = fetch(write(tmp_path / "endsong_0.json", BASE + rows))
        assert counts(examined) == {"duplicate": 4}
        kept.add(tuple(row[3] for row in heard(examined)[100:]))
    assert kept == {("Four", "One", "Four")}


def test_the_row_that_knows_most_is_kept(tmp_path: Path) -> None:
    knows_little = extended(
        0, "A", "T", spotify_track_uri=None, master_metadata_album_album_name="Album", shuffle=True
    )
    knows_uri = extended(0, "A", "T", spotify_track_uri="u", master_metadata_album_album_name=None)
    knows_both = extended(
        0, "A", "T", spotify_track_uri="u", master_metadata_album_album_name="Album", skipped=None
    )
    for rows in ([knows_little, knows_uri, knows_both], [knows_both, knows_uri, knows_little]):
        record = fetch(write(tmp_path / "endsong_0.json", BASE + rows)).record
        assert record.set_aside.duplicate == 2
        assert record.names.albums[record.rows.album[-1]] == "Album"
        assert record.rows.shuffle[-1] == 0


def test_a_reexport_of_rows_without_uris_counts_once(tmp_path: Path) -> None:
    write(tmp_path / "endsong_0.json", plays(150, spotify_track_uri=None))
    write(tmp_path / "Streaming_History_Audio_2021_0.json", plays(150))
    examined = fetch(tmp_path)
    assert counts(examined) == {"duplicate": 150}
    assert examined.examples["duplicate"][0] == "2021-03-04 10:00 UTC, 3:00 played: Artist 0, Title 0"


def test_account_data_gives_way_where_the_extended_history_speaks(tmp_path: Path) -> None:
    zipped = write_zip(
        tmp_path / "it.zip",
        {
            "Streaming_History_Audio_2021_0.json": plays(50),
            "Streaming_History_Audio_2021_2.json": plays(50, start=1_000),
            "StreamingHistory_music_0.json": plays(250, kind=account),
        },
    )
    examined = fetch(zipped)
    # 0 to 245 and 1,000 to 1,245 minutes are covered; the account rows come every five minutes from 0 to 1,245.
    assert counts(examined) == {"superseded": 100}
    assert len(examined.record.rows) == 100 + 150
    assert examined.missing_files == ("Streaming_History_Audio_..._1.json",)
    assert examined.record.rows.skipped.min() == -1


def test_account_data_is_covered_from_the_minute_of_the_first_row_to_the_last(tmp_path: Path) -> None:
    write(tmp_path / "endsong_0.json", plays(100))
    edges = [account(minute, "Edge", f"{minute}") for minute in (-1, 0, 495, 496)]
    write(tmp_path / "StreamingHistory_music_0.json", edges)
    examined = fetch(tmp_path)
    assert counts(examined) == {"superseded": 2}
    assert [row[3] for row in heard(examined) if row[2] == "Edge"] == ["-1", "496"]


def test_an_extended_row_that_knows_nothing_more_is_still_the_better_one(tmp_path: Path) -> None:
    bare = {
        "ts": "2021-03-04T10:00:00Z",
        "ms_played": 180_000,
        "master_metadata_track_name": "Title",
        "master_metadata_album_artist_name": "Artist",
    }
    write(tmp_path / "endsong_0.json", BASE)
    for names in (("endsong_1", "StreamingHistory1"), ("endsong_1", "StreamingHistory1")[::-1]):
        write(tmp_path / f"{names[0]}.json", [bare])
        write(tmp_path / f"{names[1]}.json", [account()])
        examined = fetch(tmp_path)
        assert counts(examined) == {"duplicate": 1}
        assert len(examined.record.rows) == 101
