"""What is added step by step, through the disk, is what would have been read at once.

The rows are drawn from a small world, in which almost everything collides: few minutes, few lengths, artists and titles
that are the same in different spellings, URIs that lead from one title to another, account data beside extended history.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import listeners
from tests.unit.services.record_desk import (
    RecordDesk,
    assert_adds_up,
    assert_same_account,
    assert_same_intake,
    assert_same_record,
    read,
)
from tests.unit.sources.recount import recount
from tests.unit.sources.rows import Row, account, extended, fetch, plays, podcast, without, write
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.assembling.joining import compacted, joined
from unwrapped_desktop.domain.addition import AdditionKind
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress

ARTISTS = ("Ostkai", "OSTKAI", " Ostkai ", "Björk", "Bjo\u0308rk")
TITLES = ("Lamplight", "lamplight", "Lamplight - Remaster", "夜に駆ける")
URIS = (None, "spotify:track:1", "spotify:track:2")
LENGTHS_MS = (29_999, 30_000, 180_000)


class Told(NamedTuple):
    """One row, in so few words that a failing example can be read."""

    kind: str
    minute: int
    second: int
    played_ms: int
    artist: str
    title: str
    album: str | None
    uri: str | None
    skipped: bool | None
    shuffle: bool

    @property
    def row(self) -> Row:
        """The row as it stands in a file."""
        minutes = self.minute + self.second / 60
        if self.kind == "account":
            return account(minutes, self.artist, self.title, msPlayed=self.played_ms)
        row = extended(
            minutes,
            self.artist,
            self.title,
            ms_played=self.played_ms,
            master_metadata_album_album_name=self.album,
            spotify_track_uri=self.uri,
            skipped=self.skipped,
            shuffle=self.shuffle,
            platform="ios" if self.shuffle else "linux",
        )
        return without(row, "spotify_track_uri") if self.kind == "endsong" else row


contested_rows = st.builds(
    Told,
    kind=st.sampled_from(("extended", "endsong", "account", "account")),
    minute=st.integers(0, 5),
    second=st.sampled_from((-5, 0, 20)),
    played_ms=st.sampled_from(LENGTHS_MS),
    artist=st.sampled_from(ARTISTS),
    title=st.sampled_from(TITLES),
    album=st.sampled_from(("Album", "ALBUM", None)),
    uri=st.sampled_from(URIS),
    skipped=st.sampled_from((True, False, None)),
    shuffle=st.booleans(),
)

tracks = st.builds(
    lambda number, artist: {
        "artist": artist,
        "album": "Harbour",
        "track": f"T{number}",
        "uri": f"u:{number}",
    },
    st.integers(0, 4),
    st.sampled_from(ARTISTS),
)
marquees = st.builds(
    lambda artist, segment: {"artistName": artist, "segment": segment},
    st.sampled_from(ARTISTS),
    st.sampled_from(("Super Listeners", "Light listeners", "Previously Active Listeners")),
)
reviews = st.builds(
    lambda artists, listened_ms: {
        "topArtists": {"numUniqueArtists": artists},
        "yearlyMetrics": {"totalMsListened": listened_ms},
    },
    st.integers(1, 4),
    st.integers(1, 4),
)
extras = st.fixed_dictionaries(
    {},
    optional={
        "YourLibrary": st.builds(
            lambda saved: {"tracks": saved, "albums": [], "artists": []}, st.lists(tracks, max_size=3)
        ),
        "Marquee": st.lists(marquees, min_size=1, max_size=3),
        "Wrapped2024": reviews,
    },
)


class Export(NamedTuple):
    """An export: contested rows in up to three files, perhaps with a part of a common life, so that it can be judged."""

    is_whole: bool
    rows: Sequence[Told]
    cut: int
    has_podcast: bool
    more: dict[str, Any]

    @property
    def documents(self) -> dict[str, Any]:
        """What its files hold, by name."""
        told = [row.row for row in self.rows if row.kind != "account"]
        histories = {
            "Streaming_History_Audio_2021_0": [
                *told[: self.cut],
                *(plays(110, start=100) if self.is_whole else ()),
            ],
            "Streaming_History_Audio_2021_1": [
                *told[self.cut :],
                *((podcast(3),) if self.has_podcast else ()),
            ],
            "StreamingHistory_music_0": [row.row for row in self.rows if row.kind == "account"],
        }
        return {name: rows for name, rows in histories.items() if rows} | self.more


def exports(wholeness: st.SearchStrategy[bool]) -> st.SearchStrategy[Export]:
    made = st.builds(
        Export,
        is_whole=wholeness,
        rows=st.lists(contested_rows, max_size=8),
        cut=st.integers(0, 8),
        has_podcast=st.booleans(),
        more=extras,
    )
    return made.filter(lambda export: export.is_whole or export.has_podcast or bool(export.rows))


whole_exports = exports(st.just(value=True))
any_exports = exports(st.booleans())


def placed(folder: Path, *documents: Export) -> list[Path]:
    """Write each export into a folder of its own."""
    places = []
    for number, export in enumerate(documents):
        for name, content in export.documents.items():
            write(folder / f"export {number}" / f"{name}.json", content)
        places.append(folder / f"export {number}")
    return places


@contextmanager
def scene(*documents: Export) -> Iterator[tuple[RecordDesk, list[Path]]]:
    with tempfile.TemporaryDirectory() as name:
        yield RecordDesk(Path(name) / "records"), placed(Path(name), *documents)


# --------------------------------------------------------------------------------------- steps and the whole
@given(whole_exports, any_exports)
@settings(max_examples=30)
def test_two_exports_added_are_their_union(first: Export, second: Export) -> None:
    with scene(first, second) as (desk, places):
        desk.add(places[0])
        added = desk.add(places[1])
        union = fetch(*places)
        assert_same_record(added.examined, union)
        assert_same_record(desk.recall(), union)
        assert_adds_up(added.examined)
        assert_adds_up(desk.recall())
        assert desk.kept().data_sha256 == union.record.data_sha256


@given(whole_exports, whole_exports)
@settings(max_examples=25)
def test_which_of_two_comes_first_does_not_matter(first: Export, second: Export) -> None:
    with scene(first, second) as (desk, places):
        other = RecordDesk(desk.folder.parent / "other records")
        for place in places:
            desk.add(place)
        for place in reversed(places):
            other.add(place)
        assert_same_record(desk.recall(), other.recall())


@given(st.tuples(whole_exports, whole_exports, whole_exports))
@settings(max_examples=30)
def test_three_exports_added_in_any_order_are_their_union(three: Sequence[Export]) -> None:
    with scene(*three) as (desk, places):
        union = fetch(*places)
        for number, order in enumerate(permutations(places)):
            other = RecordDesk(desk.folder.parent / f"records {number}")
            for place in order:
                assert_adds_up(other.add(place).examined)
            assert_same_record(other.recall(), union)


@given(whole_exports, any_exports, any_exports)
@settings(max_examples=25)
def test_joined_and_compacted_in_any_grouping_is_the_union(
    first: Export, second: Export, third: Export
) -> None:
    with scene(first, second, third) as (_desk, places):
        union = fetch(*places)
        one, two, three = (compacted(read(place)) for place in places)
        for whole in (
            joined(joined(one, two), three),
            joined(one, compacted(joined(two, three))),
            compacted(joined(compacted(joined(three, one)), two)),
        ):
            examined = examine(whole, progress=ignore_progress, cancel=CancelToken())
            assert_same_record(examined, union)
            assert examined.record.set_aside == union.record.set_aside
            assert examined.record.rows_total == union.record.rows_total


@given(whole_exports, any_exports)
@settings(max_examples=25)
def test_the_numbers_are_those_of_a_slow_count(first: Export, second: Export) -> None:
    with scene(first, second) as (desk, places):
        desk.add(places[0])
        desk.add(places[1])
        histories = {
            f"{number} {name}": rows
            for number, export in enumerate((first, second))
            for name, rows in export.documents.items()
            if name.startswith("Streaming")
        }
        counted = recount(histories)
        record = desk.recall().record
        assert len(record.rows) == len(counted.used)
        assert int(record.rows.played_ms.sum()) == sum(play[0].played_ms for play in counted.used)


# ---------------------------------------------------------------------------------------- the same once more
@given(whole_exports)
@settings(max_examples=25)
def test_the_same_export_again_changes_nothing(export: Export) -> None:
    with scene(export) as (desk, places):
        first = desk.add(*places)
        content, changed_ns = desk.path.read_bytes(), desk.path.stat().st_mtime_ns
        again = desk.add(*places)
        assert again.addition.kind is AdditionKind.NOTHING_NEW
        assert again.addition.new_plays == 0
        assert again.addition.plays_before == again.addition.plays_after == first.addition.plays_after
        assert (desk.path.read_bytes(), desk.path.stat().st_mtime_ns) == (content, changed_ns)
        for examined in (again.examined, desk.recall()):
            assert_same_record(examined, first.examined)
            assert_same_account(examined, first.examined)


@given(whole_exports, st.lists(contested_rows, max_size=6))
@settings(max_examples=25)
def test_a_newer_export_that_holds_the_older_one_is_the_whole_account(
    older: Export, more: list[Told]
) -> None:
    newer = older._replace(rows=(*older.rows, *more))
    with scene(older, newer) as (desk, places):
        desk.add(places[0])
        added = desk.add(places[1])
        alone = fetch(places[1])
        assert_same_record(added.examined, alone)
        for examined in (added.examined, desk.recall()):
            # Where it tells nothing that was not known, the account of the older one stays.
            assert_same_account(examined, alone if added.is_changed else fetch(places[0]))


# ---------------------------------------------------------------------------------------------- compacting
@given(whole_exports, any_exports)
@settings(max_examples=30)
def test_compacting_changes_no_record_and_is_done_once(first: Export, second: Export) -> None:
    with scene(first, second) as (_desk, places):
        intake = joined(read(places[0]), read(*places))
        compact = compacted(intake)
        before, after = (
            examine(each, progress=ignore_progress, cancel=CancelToken()) for each in (intake, compact)
        )
        assert_same_record(before, after)
        assert_same_account(before, after)
        assert len(compact.music) <= len(intake.music)
        assert_same_intake(compacted(compact), compact)
        # The export within twice is as large as once.
        assert len(compact.music) == len(compacted(read(*places)).music)


# ------------------------------------------------------------------------------------------- whole lives
@pytest.mark.parametrize(
    ("kind", "vintages"),
    [
        ("nasty_names", ("extended_2021", "extended_2026", "account")),
        ("flawed", ("account_legacy", "extended_2020", "extended_2024")),
        ("versions_fan", ("extended_2020", "extended_2021", "both")),
        ("podcast_fan", ("account", "both", "extended_2026")),
        ("private_sessions", ("extended_2024", "account_legacy", "extended_2020")),
    ],
)
def test_lives_in_every_vintage(tmp_path: Path, kind: str, vintages: Sequence[str]) -> None:
    rows = listeners.KINDS[kind](11)[-3_000:]
    parts = (rows[:2_000], rows[500:2_600], rows[1_500:])
    places = [
        listeners.write_export(part, tmp_path / str(number), vintage, rows_per_file=700, duplicates=20).path
        for number, (part, vintage) in enumerate(zip(parts, vintages, strict=True))
        if part
    ]
    union = fetch(*places)
    for order in (places, places[::-1], [places[1], places[2], places[0]]):
        desk = RecordDesk(tmp_path / "-".join(place.name for place in order))
        for place in order:
            assert_adds_up(desk.add(place).examined)
        assert_same_record(desk.recall(), union)
