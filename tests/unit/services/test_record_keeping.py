"""Keeping a listener's record: whose export it is, what it adds, and stopping half way."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import listeners
from tests.unit.services.record_desk import (
    LISTENER,
    RecordDesk,
    assert_adds_up,
    assert_same_account,
    assert_same_record,
    read,
    snapshot,
)
from tests.unit.sources.rows import NOW, Row, account, extended, fetch, plays, podcast, without, write
from unwrapped_desktop.assembling.adding import Likeness, Merger
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.errors import Cancelled, NotEnoughData, SourceError
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.messages import message_for

AUDIO = "Streaming_History_Audio_2021_0.json"
MUSIC = "StreamingHistory_music_0.json"


@pytest.fixture
def records(tmp_path: Path) -> RecordDesk:
    return RecordDesk(tmp_path / "records")


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """Write rows as an export of a name of its own."""
    numbers = iter(range(100))

    def make(rows: Sequence[Row], vintage: str = "extended_2026", rows_per_file: int = 5_000) -> Path:
        return listeners.write_export(
            rows, tmp_path / f"export {next(numbers)}", vintage, rows_per_file=rows_per_file
        ).path

    return make


Export = Callable[..., Path]


# ------------------------------------------------------------------------------------------------ whose it is
LIFE = listeners.loyalist(5)
SAME: dict[str, tuple[tuple[Sequence[Row], str], tuple[Sequence[Row], str]]] = {
    "a year inside a life": ((LIFE, "extended_2026"), (LIFE, "account")),
    "a life around a year": ((LIFE, "account"), (LIFE, "extended_2026")),
    "an old account export": ((LIFE, "account_legacy"), (LIFE, "extended_2024")),
    "a newer export": ((LIFE[:-900], "extended_2024"), (LIFE, "extended_2026")),
    "an export without addresses of tracks": ((LIFE[:-900], "extended_2020"), (LIFE, "extended_2026")),
    "halves that overlap": ((LIFE[:3_000], "extended_2026"), (LIFE[2_500:], "extended_2021")),
    "both kinds": ((LIFE[:-900], "both"), (LIFE[-1_800:], "account")),
}


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME)
def test_one_person_is_known_again(
    records: RecordDesk,
    export: Export,
    first: tuple[Sequence[Row], str],
    second: tuple[Sequence[Row], str],
) -> None:
    places = [export(*first), export(*second)]
    records.add(places[0], is_theirs=False)
    added = records.add(places[1], is_theirs=False)
    assert_adds_up(added.examined)
    assert_same_record(records.recall(), fetch(*places))


def test_one_person_with_a_file_missing_is_known_again(records: RecordDesk, export: Export) -> None:
    whole = export(LIFE, rows_per_file=700)
    files = sorted(whole.rglob("Streaming_History_Audio*.json"))
    assert len(files) > 6
    records.add(*files[::2], files[1], is_theirs=False)
    records.add(*files[1:], is_theirs=False)
    assert_same_record(records.recall(), fetch(whole))


PEOPLE = ("loyalist", "obsessive", "explorer", "shuffler", "parent", "album_sitter", "nasty_names")


@pytest.mark.parametrize(("one", "other"), list(zip(PEOPLE, (*PEOPLE[1:], PEOPLE[0]), strict=True)))
def test_two_people_are_told_apart(records: RecordDesk, export: Export, one: str, other: str) -> None:
    records.add(export(listeners.KINDS[one](5)), is_theirs=False)
    before = snapshot(records.folder)
    stranger = listeners.KINDS[other](6)
    for vintage in ("extended_2026", "account"):
        with pytest.raises(SourceError) as caught:
            records.add(export(stranger, vintage), is_theirs=False)
        assert caught.value.code == "another_listener"
        rows, found = caught.value.details["rows"], caught.value.details["found"]
        assert found == "none" or int(found) < int(rows) / 10
        assert f"{found} of {rows:,} songs" in message_for(caught.value)
        assert snapshot(records.folder) == before


def test_the_same_taste_of_another_person_is_not_the_same_person(records: RecordDesk, export: Export) -> None:
    """Two seeds of one kind of life: the habits are alike, the minutes are not."""
    records.add(export(listeners.loyalist(1)), is_theirs=False)
    with pytest.raises(SourceError, match="another_listener"):
        records.add(export(listeners.loyalist(2)), is_theirs=False)


def test_a_day_cut_in_two_is_no_sign_of_two_people(records: RecordDesk, tmp_path: Path) -> None:
    """Spotify cuts an export into files wherever one is full."""
    day = plays(170)
    records.add(write(tmp_path / "one" / AUDIO, day[:110]), is_theirs=False)
    later = write(tmp_path / "two" / AUDIO, [*day[110:], *plays(100, start=10_000)])
    with pytest.raises(SourceError, match="listener_unclear"):
        records.add(later, is_theirs=False)
    assert records.add(later, is_theirs=True).addition.new_plays == 160


def test_days_apart_tell_nothing(records: RecordDesk, tmp_path: Path) -> None:
    records.add(write(tmp_path / "one" / AUDIO, plays(150)), is_theirs=False)
    before = snapshot(records.folder)
    later = write(tmp_path / "two" / AUDIO, plays(150, start=200_000))
    with pytest.raises(SourceError) as caught:
        records.add(later, is_theirs=False)
    assert caught.value.code == "listener_unclear"
    assert message_for(caught.value)
    assert snapshot(records.folder) == before
    added = records.add(later, is_theirs=True)
    assert (added.addition.kind, added.addition.new_plays) == (AdditionKind.ADDED, 150)
    assert_same_record(records.recall(), fetch(tmp_path / "one", later))


@pytest.mark.parametrize(
    ("common", "likeness"),
    [
        (0, Likeness.OTHER),
        (9, Likeness.OTHER),
        (10, Likeness.UNKNOWN),
        (49, Likeness.UNKNOWN),
        (50, Likeness.SAME),
    ],
)
def test_the_bounds_of_likeness(tmp_path: Path, common: int, likeness: Likeness) -> None:
    """Of 100 rows on one day, so many are the same."""
    mine = [extended(n, "Mine", f"Song {n}") for n in range(100)]
    theirs = [*mine[:common], *(extended(n, "Theirs", f"Song {n}") for n in range(common, 100))]
    one, two = (read(write(tmp_path / str(n) / AUDIO, rows)) for n, rows in enumerate((mine, theirs)))
    for first, second in ((one, two), (two, one)):
        found = Merger(first, second, CancelToken()).common()
        assert (found.likeness, found.rows, found.found) == (likeness, 100, common)


@pytest.mark.parametrize(("rows", "likeness"), [(29, Likeness.UNKNOWN), (30, Likeness.OTHER)])
def test_a_few_rows_tell_nothing(tmp_path: Path, rows: int, likeness: Likeness) -> None:
    mine = [extended(n, "Mine", f"Song {n}") for n in range(100)]
    theirs = [extended(n, "Theirs", f"Song {n}") for n in range(rows)]
    one, two = (read(write(tmp_path / str(n) / AUDIO, told)) for n, told in enumerate((mine, theirs)))
    assert Merger(one, two, CancelToken()).common().likeness is likeness


def test_what_is_between_is_asked_about(records: RecordDesk, tmp_path: Path) -> None:
    mine = plays(150)
    records.add(write(tmp_path / "one" / AUDIO, mine))
    half = [
        row if n % 10 < 3 else {**row, "master_metadata_track_name": f"Other {n}"}
        for n, row in enumerate(mine)
    ]
    half = [row if n % 10 < 3 else without(row, "spotify_track_uri") for n, row in enumerate(half)]
    with pytest.raises(SourceError) as caught:
        records.add(write(tmp_path / "two" / AUDIO, half), is_theirs=False)
    assert caught.value.code == "listener_half_alike"
    assert (caught.value.details["rows"], caught.value.details["found"]) == (150, 45)
    assert "45 of 150" in message_for(caught.value)


def test_podcasts_alone_are_nobodys_in_particular(records: RecordDesk, tmp_path: Path) -> None:
    records.add(write(tmp_path / "one" / AUDIO, plays(150)))
    added = records.add(
        write(tmp_path / "two" / AUDIO, [podcast(10 * n) for n in range(40)]), is_theirs=False
    )
    assert added.addition.kind is AdditionKind.NOTHING_NEW
    assert_adds_up(records.recall())
    assert_same_record(records.recall(), fetch(tmp_path / "one", tmp_path / "two"))


# --------------------------------------------------------------------------------------------- what it adds
def known(rows: Sequence[Row]) -> set[tuple[str, str, str]]:
    """Minute and song of every music row, folded, in plain Python."""
    return {
        (moment[:16].replace(" ", "T"), listeners.fold(artist), listeners.fold(title))
        for row in rows
        for moment, artist, title in [
            (
                row.get("ts") or row["endTime"],
                row.get("master_metadata_album_artist_name") or row.get("artistName"),
                row.get("master_metadata_track_name") or row.get("trackName"),
            )
        ]
        if artist and title
    }


def slow_addition(kind: AdditionKind, before: Sequence[Row], newer: Sequence[Row]) -> Addition:
    """What rows of extended history add to rows that were there before."""
    told = known(before)
    new = [
        row
        for row in newer
        if row["ms_played"] >= 30_000 and row["master_metadata_track_name"] and not known([row]) & told
    ]
    short = [row for row in newer if row["master_metadata_track_name"] and not known([row]) & told]
    moments = sorted(datetime.fromisoformat(row["ts"]).astimezone(UTC) for row in short)
    plays_before = listeners.recount(before, now=NOW).plays
    return Addition(
        kind=kind,
        plays_before=plays_before,
        plays_after=listeners.recount(before, newer, now=NOW).plays,
        new_plays=len(new),
        first_new_at=moments[0],
        last_new_at=moments[-1],
    )


@pytest.mark.parametrize("kind", ["loyalist", "versions_fan", "missing_months"])
def test_a_year_becomes_a_life(records: RecordDesk, tmp_path: Path, kind: str) -> None:
    life = listeners.KINDS[kind](9)
    year = listeners.write_export(life, tmp_path / "year", "account")
    whole = listeners.write_export(life, tmp_path / "life", "extended_2026")
    first = records.add(year.path, is_theirs=False)
    assert first.addition == Addition(
        kind=AdditionKind.FIRST,
        plays_before=0,
        plays_after=year.recount().plays,
        new_plays=year.recount().plays,
    )
    added = records.add(whole.path, is_theirs=False)
    assert added.addition == slow_addition(AdditionKind.UPGRADED, year.rows, whole.rows)
    record = added.examined.record
    counted = listeners.recount(*year.files.values(), *whole.files.values(), now=NOW)
    assert record.set_aside.superseded == counted.set_aside["superseded"] > 1_000
    assert (record.rows_total, len(record.rows)) == (counted.rows_total, counted.rows_used)
    moments = [f"{row['endTime']}:00+00:00" for row in year.rows if row.get("trackName")]
    assert record.year_s == tuple(
        int(datetime.fromisoformat(moment).timestamp()) for moment in (min(moments), max(moments))
    )
    assert_same_record(records.recall(), added.examined)


def test_a_newer_export_adds_what_came_since(records: RecordDesk, tmp_path: Path) -> None:
    older = listeners.write_export(LIFE[:-700], tmp_path / "older", "extended_2024", duplicates=30)
    newer = listeners.write_export(LIFE, tmp_path / "newer", "extended_2024", duplicates=10)
    records.add(older.path)
    added = records.add(newer.path, is_theirs=False)
    assert added.addition == slow_addition(AdditionKind.ADDED, older.rows, newer.rows)
    assert added.addition.plays_after == added.addition.plays_before + added.addition.new_plays
    for examined in (added.examined, records.recall()):
        assert_same_record(examined, fetch(newer.path))
        assert_same_account(examined, fetch(newer.path))


def test_an_older_export_after_a_newer_one_changes_nothing(records: RecordDesk, export: Export) -> None:
    newer, older = export(LIFE), export(LIFE[:-700])
    records.add(newer)
    before = snapshot(records.folder)
    added = records.add(older, is_theirs=False)
    assert added.addition.kind is AdditionKind.NOTHING_NEW
    assert added.addition.new_plays == 0
    assert not added.is_changed
    assert snapshot(records.folder) == before
    assert_same_account(added.examined, fetch(newer))


def test_too_little_is_not_kept(records: RecordDesk, tmp_path: Path) -> None:
    with pytest.raises(NotEnoughData):
        records.add(write(tmp_path / AUDIO, plays(99)))
    assert not records.folder.exists()


def test_the_account_of_a_year_after_the_life_adds_what_is_beyond_it(
    records: RecordDesk, tmp_path: Path
) -> None:
    life, year = plays(150), plays(200, kind=account)
    records.add(write(tmp_path / "life" / AUDIO, life))
    added = records.add(write(tmp_path / "year" / MUSIC, year), is_theirs=False)
    assert added.addition == Addition(
        kind=AdditionKind.ADDED,
        plays_before=150,
        plays_after=200,
        new_plays=50,
        first_new_at=datetime(2021, 3, 4, 22, 30, tzinfo=UTC),
        last_new_at=datetime(2021, 3, 5, 2, 35, tzinfo=UTC),
    )
    assert added.examined.record.set_aside.superseded == 150


# ------------------------------------------------------------------------------------------------- stopping
class LateToken(CancelToken):
    """Stops the work at one of the looks at it."""

    __slots__ = ("_looks", "_stops_at")

    def __init__(self, stops_at: int) -> None:
        super().__init__()
        self._looks, self._stops_at = 0, stops_at

    def raise_if_cancelled(self) -> None:
        self._looks += 1
        if self._looks == self._stops_at:
            self.cancel()
        super().raise_if_cancelled()


def test_stopping_at_any_look_changes_nothing(records: RecordDesk, tmp_path: Path) -> None:
    records.add(write(tmp_path / "one" / AUDIO, plays(150)))
    newer = read(write(tmp_path / "two" / AUDIO, [*plays(300), *plays(20)]))
    before = snapshot(records.folder)
    stopped, added = 0, None
    while added is None:
        try:
            added = records.keeper.add(
                LISTENER, newer, is_theirs=False, progress=ignore_progress, cancel=LateToken(stopped + 1)
            )
        except Cancelled:
            stopped += 1
            assert snapshot(records.folder) == before
    assert stopped > 10
    assert snapshot(records.folder) == before, "nothing is written before it is said"
    records.keeper.keep(LISTENER, added)
    assert_same_record(records.recall(), fetch(tmp_path / "two"))
