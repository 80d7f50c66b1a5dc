"""The test listeners themselves: the same every time, plausible, in Spotify's formats, and counted as the program counts."""

import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.listeners import (
    CANARIES,
    CANARY_CITY,
    CANARY_IP,
    CANARY_USERNAME,
    KINDS,
    NOW,
    VINTAGE_KEYS,
    VINTAGES,
    Recount,
    every_listener,
    flawed,
    fold,
    long_life,
    missing_months,
    night_worker,
    obsessive,
    podcast_fan,
    recount,
    returning,
    short_record,
    skipper,
    write_export,
)
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.record import PLAY_MIN_MS, ExaminedSource
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.sources.simulate import EXTENDED_KEYS, LAST_DAY, Row, spotify_uri

EXPECTED_COUNTS_OF_KEYS = {
    "extended_2026": 23,
    "extended_2024": 19,
    "extended_2021": 21,
    "extended_2020": 24,
}


class StillClock:
    def now(self) -> datetime:
        return NOW


@cache
def lived(kind: str, seed: int) -> list[Row]:
    """A life, lived once for all who look at it."""
    return KINDS[kind](seed)


def ended_s(row: Row) -> int:
    return int(datetime.strptime(str(row["ts"]), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())


def played_ms(row: Row) -> int:
    return int(str(row["ms_played"]))


def read(path: Path) -> ExaminedSource:
    return open_source([path], StillClock()).fetch(ignore_progress, CancelToken())


def counted(examined: ExaminedSource) -> Recount:
    """What the program counted, in the form of the recount."""
    record = examined.record
    plays = [place for place, length in enumerate(record.rows.played_ms.tolist()) if length >= PLAY_MIN_MS]
    artists, tracks = record.rows.artist.tolist(), record.rows.track.tolist()
    artist_plays: dict[str, int] = {}
    for place in plays:
        name = fold(record.names.artists[artists[place]])
        artist_plays[name] = artist_plays.get(name, 0) + 1
    aside = record.set_aside
    return Recount(
        rows_total=record.rows_total,
        rows_used=len(record.rows),
        plays=len(plays),
        played_ms=int(record.rows.played_ms.sum()),
        artists=len(artist_plays),
        tracks=len({tracks[place] for place in plays}),
        set_aside={
            "malformed": aside.malformed,
            "podcast": aside.podcast,
            "audiobook": aside.audiobook,
            "no_metadata": aside.no_metadata,
            "duplicate": aside.duplicate,
            "superseded": aside.superseded,
        },
        artist_plays=artist_plays,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_life_and_another_seed_another(kind: str) -> None:
    assert KINDS[kind](5) == lived(kind, 5)
    assert lived(kind, 5) != lived(kind, 6)


@pytest.mark.parametrize("kind", KINDS)
def test_a_life_is_plausible(kind: str) -> None:
    rows = lived(kind, 5)
    assert 120 <= len(rows) <= 16_000
    assert sum(played_ms(row) >= PLAY_MIN_MS for row in rows) >= 100
    ends = [ended_s(row) for row in rows]
    assert ends == sorted(ends)
    # The last evening may end after midnight.
    assert str(rows[-1]["ts"])[:10] <= f"{LAST_DAY + timedelta(days=1)}"
    before: Row = {}
    for row, end in zip(rows, ends, strict=True):
        assert tuple(row) == EXTENDED_KEYS
        assert played_ms(row) >= 0
        if before and row != before and before["ts"] != row["ts"]:
            assert end * 1_000 - played_ms(row) >= ended_s(before) * 1_000, "two songs at the same time"
        before = row


@pytest.mark.parametrize("kind", KINDS)
def test_a_recording_has_one_length_and_skips_are_shorter(kind: str) -> None:
    lengths: dict[object, set[int]] = {}
    for row in lived(kind, 6):
        if row["reason_end"] == "trackdone" and row["spotify_track_uri"]:
            lengths.setdefault(row["spotify_track_uri"], set()).add(played_ms(row))
    assert lengths
    assert all(len(found) == 1 for found in lengths.values())


def test_what_a_kind_promises_can_be_found_in_its_rows() -> None:
    skips = skipper(1)
    assert sum(row["reason_end"] == "fwdbtn" for row in skips) > 0.55 * len(skips)
    assert recount(short_record(1)).plays == 120
    assert not any("2020-07" <= str(row["ts"])[:7] <= "2021-08" for row in missing_months(1))
    flaws = recount(flawed(1)).set_aside
    assert min(flaws[reason] for reason in ("podcast", "no_metadata", "duplicate")) > 50
    assert recount(podcast_fan(1)).set_aside["audiobook"] > 50


def test_night_workers_listen_at_night_in_their_own_zone() -> None:
    rows = night_worker(4)
    zones = [ZoneInfo(zone) for zone in ("Europe/Berlin", "America/Chicago", "Asia/Manila")]
    shares = []
    for zone in zones:
        hours = [datetime.fromtimestamp(ended_s(row), zone).hour for row in rows]
        shares.append(sum(hour < 5 for hour in hours) / len(hours))
    assert max(shares) > 0.6


def test_an_obsession_begins_and_ends() -> None:
    rows = obsessive(3)
    loudest: tuple[float, str] = (0.0, "")
    for name in {str(row["master_metadata_album_artist_name"]) for row in rows}:
        days = [str(row["ts"])[:10] for row in rows if row["master_metadata_album_artist_name"] == name]
        span = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days + 1
        if span < 150 and days[-1] < f"{LAST_DAY - timedelta(days=180)}":
            loudest = max(loudest, (len(days), name))
    assert loudest[0] > 60


def test_a_returning_listener_was_away_for_more_than_a_year() -> None:
    rows = returning(2)
    longest = 0
    for name in {row["master_metadata_album_artist_name"] for row in rows}:
        ends = [ended_s(row) for row in rows if row["master_metadata_album_artist_name"] == name]
        gaps = [later - earlier for earlier, later in pairwise(ends)]
        if gaps and len(ends) > 40:
            longest = max(longest, *gaps)
    assert longest > 365 * 86_400


def test_a_long_life_has_some_sixty_thousand_rows() -> None:
    assert 55_000 <= len(long_life(1)) <= 70_000


@pytest.mark.parametrize("vintage", VINTAGES)
@pytest.mark.parametrize("zipped", [False, True])
def test_every_vintage_is_written_as_spotify_writes_it(tmp_path: Path, vintage: str, zipped: bool) -> None:
    written = write_export(flawed(9)[-4_000:], tmp_path / "out", vintage, zipped=zipped, bom=not zipped)
    if zipped:
        with zipfile.ZipFile(written.path) as archive:
            contents = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    else:
        contents = {path.name: path.read_bytes() for path in written.path.rglob("*.json")}
    assert {"Payments.json", "Inferences.json"} < set(contents)
    for name, rows in written.files.items():
        assert json.loads(contents[name].decode("utf-8-sig")) == list(rows)
    extended = [row for row in written.rows if "ts" in row]
    account = [row for row in written.rows if "ts" not in row]
    assert bool(extended) == (not vintage.startswith("account"))
    assert bool(account) == (vintage.startswith("account") or vintage == "both")
    if vintage in VINTAGE_KEYS:
        assert all(tuple(row) == VINTAGE_KEYS[vintage] for row in extended)
        assert len(VINTAGE_KEYS[vintage]) == EXPECTED_COUNTS_OF_KEYS[vintage]
    everything = b"".join(contents.values()).decode("utf-8-sig")
    expected = {"extended_2020": CANARY_CITY, "extended_2021": CANARY_USERNAME, "extended_2026": CANARY_IP}
    assert expected.get(vintage, CANARY_USERNAME) in everything
    assert sum(canary in everything for canary in CANARIES) >= 5


def test_every_listener_takes_turns_through_kinds_and_vintages() -> None:
    first = list(islice(every_listener(range(2)), 9))
    assert [kind for kind, _, _ in first] == list(KINDS)[:9]
    assert [vintage for _, vintage, _ in first] == [*VINTAGES, *VINTAGES][:9]
    assert all(rows for _, _, rows in first)


@pytest.mark.parametrize(("turn", "kind"), list(enumerate(KINDS)))
def test_the_recount_agrees_with_the_program(tmp_path: Path, turn: int, kind: str) -> None:
    vintage, rows = VINTAGES[turn % len(VINTAGES)], KINDS[kind](turn)
    if vintage.startswith("account"):
        rows = rows[-6_000:]
    written = write_export(
        rows,
        tmp_path,
        vintage,
        zipped=turn % 3 == 0,
        rows_per_file=2_000,
        duplicates=(turn % 4) * 10,
        podcasts=(turn % 5) * 4,
        nameless=(turn % 2) * 6,
        disorder=turn % 3 == 1,
        bom=turn % 5 == 0,
    )
    assert counted(read(written.path)) == written.recount()


def test_the_recount_sets_malformed_rows_aside_as_the_program_does(tmp_path: Path) -> None:
    rows = short_record(3)
    bad: list[Row] = [
        {**rows[0], "ms_played": -1},
        {**rows[0], "ms_played": 86_400_001},
        {**rows[0], "ms_played": "12"},
        {**rows[0], "ms_played": True},
        {**rows[0], "ts": "2005-12-31T23:59:59Z"},
        {**rows[0], "ts": "2026-11-29T00:00:00Z"},
        {**rows[0], "ts": None},
    ]
    written = write_export([*bad, *rows], tmp_path)
    assert written.recount().set_aside["malformed"] == len(bad)
    assert counted(read(written.path)) == written.recount()


def test_uris_look_like_spotifys_and_depend_on_the_names() -> None:
    uri = spotify_uri("track", "Jacinta Pedrouço", "Café Frio")
    assert uri.startswith("spotify:track:")
    assert len(uri) == len("spotify:track:") + 22
    assert uri.rpartition(":")[2].isalnum()
    assert uri != spotify_uri("track", "Jacinta Pedrouço", "Café")
