"""The sample listeners: five, unlike each other, quick, and the same on every computer."""

import csv
import io
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from unwrapped_desktop.domain.errors import Cancelled, SourceError
from unwrapped_desktop.domain.forensics import FileStatus, Gap, SourceKind
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.record import PLAY_MIN_MS, ExaminedSource, Record
from unwrapped_desktop.resources import resource_bytes
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.sources.sample import TONGUES, SampleSource, Tongue, catalogue, invent, life_of
from unwrapped_desktop.sources.samples import SAMPLES
from unwrapped_desktop.sources.simulate import Draws, export_files, simulate

NAMES = tuple(sample.name for sample in SAMPLES)


class BrokenClock:
    """The clock of a computer that lost its battery."""

    def now(self) -> datetime:
        return datetime(1970, 1, 1, tzinfo=UTC)


def fetch(name: str) -> ExaminedSource:
    return SampleSource(name=name).fetch(ignore_progress, CancelToken())


@pytest.fixture(scope="module")
def samples() -> dict[str, ExaminedSource]:
    return {name: fetch(name) for name in NAMES}


def artist_plays(record: Record) -> Counter[str]:
    played = record.rows.artist[record.rows.played_ms >= PLAY_MIN_MS]
    return Counter(record.names.artists[code] for code in played.tolist())


def hours(record: Record, zone: str) -> Counter[int]:
    return Counter(
        datetime.fromtimestamp(end, ZoneInfo(zone)).hour for end in record.rows.ended_at_s.tolist()
    )


def test_there_are_five_with_words_for_the_way_in() -> None:
    assert NAMES == ("loyalist", "parent", "night", "unlisted", "gaps")
    for sample in SAMPLES:
        assert sample.title
        assert sample.description.endswith(".")
        assert "\n" not in sample.description
        ZoneInfo(sample.timezone)
        assert life_of(sample).timezone == sample.timezone


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_a_record_labelled_as_such(samples: dict[str, ExaminedSource], name: str) -> None:
    record = samples[name].record
    assert record.source is SourceKind.SAMPLE
    assert record.sample_name == name
    assert 8_000 <= record.rows_total <= 15_000
    assert record.rows_total == len(record.rows) + record.set_aside.total
    assert record.set_aside.malformed == 0
    assert sum(file.rows for file in record.files) == record.rows_total
    assert all(file.status is FileStatus.READ for file in record.files)
    assert all(file.name.startswith("Streaming_History_Audio_20") for file in record.files)
    assert np.all(np.diff(record.rows.ended_at_s) >= 0)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_the_same_every_time_and_on_every_clock(
    samples: dict[str, ExaminedSource], name: str
) -> None:
    source = open_source([f"sample:{name}"], BrokenClock())
    assert source.location == (f"sample:{name}",)
    again = source.fetch(ignore_progress, CancelToken()).record
    assert again.data_sha256 == samples[name].record.data_sha256
    assert again.seed == samples[name].record.seed


def test_samples_are_unlike_each_other(samples: dict[str, ExaminedSource]) -> None:
    records = {name: examined.record for name, examined in samples.items()}
    years = {
        name: (int(record.rows.ended_at_s[-1]) - int(record.rows.ended_at_s[0])) / (365.25 * 86_400)
        for name, record in records.items()
    }
    assert min(years.values()) < 1.6
    assert max(years.values()) > 8.9
    for one, other in combinations(years.values(), 2):
        assert abs(one - other) > 0.9
    for one_record, other_record in combinations(records.values(), 2):
        top = {name for name, _ in artist_plays(one_record).most_common(25)}
        assert not top & {name for name, _ in artist_plays(other_record).most_common(25)}


def test_each_sample_keeps_the_promise_of_its_name(samples: dict[str, ExaminedSource]) -> None:
    loyal = artist_plays(samples["loyalist"].record)
    assert loyal.most_common(1)[0][0] == "ABBA"
    assert 0.35 < loyal["ABBA"] / loyal.total() < 0.65

    parent = artist_plays(samples["parent"].record)
    shared = sum(parent[name] for name in ("Super Simple Songs", "Pinkfong", "The Wiggles", "Raffi"))
    assert 0.2 < shared / parent.total() < 0.5

    night = hours(samples["night"].record, "Europe/Berlin")
    assert sum(night[hour] for hour in range(5)) / night.total() > 0.5

    unlisted = artist_plays(samples["unlisted"].record)
    assert len(unlisted) > 400
    assert any(name > "\uac00" for name in unlisted)

    gaps = samples["gaps"]
    assert gaps.gaps == (
        Gap(first_month="2020-05", last_month="2020-12"),
        Gap(first_month="2021-09", last_month="2021-09"),
        Gap(first_month="2023-02", last_month="2023-05"),
    )
    assert {"podcast", "audiobook", "no_metadata", "duplicate"} <= set(gaps.examples)


def test_no_table_knows_the_unlisted(samples: dict[str, ExaminedSource]) -> None:
    table = io.StringIO(resource_bytes("reference", "artists.csv").decode(), newline="")
    listed = set()
    for row in csv.DictReader(table):
        listed |= {name.strip().casefold() for name in (row["artist"], *(row["aliases"] or "").split("|"))}
    assert len(listed) > 100
    assert not listed & {name.casefold() for name in samples["unlisted"].record.names.artists}


def test_nothing_is_heard_before_it_was_made() -> None:
    for sample in SAMPLES:
        listener = life_of(sample)
        year_of = {
            (artist.name, song): album.year
            for artist in (*listener.artists, *listener.strangers)
            for album in artist.albums
            for song in album.songs
        }
        for row in simulate(listener, sample.seed):
            artist, title = row["master_metadata_album_artist_name"], row["master_metadata_track_name"]
            if title is not None:
                assert year_of[str(artist), str(title)] <= int(str(row["ts"])[:4])


def test_an_unknown_sample_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(SourceError) as caught:
        SampleSource(name="nobody")
    assert caught.value.code == "unknown_sample"
    assert "loyalist" in str(caught.value.details["known"])


def test_reading_a_sample_tells_how_far_it_is_and_can_be_stopped() -> None:
    said: list[Progress] = []
    SampleSource(name="night").fetch(said.append, CancelToken())
    stages = [progress.stage for progress in said]
    assert stages[0] is Stage.OPENING
    assert stages[-1] is Stage.COUNTING
    assert said[-1].done == said[-1].total == said[-1].rows
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        SampleSource(name="night").fetch(ignore_progress, cancel)


def test_catalogues_are_read_line_by_line() -> None:
    (artist,) = catalogue("Ottoline Quillard | 2001 Late Fee: Home; Honey, Honey | 2003 1989: Out of Office")
    assert artist.name == "Ottoline Quillard"
    assert [(album.year, album.title, album.songs) for album in artist.albums] == [
        (2001, "Late Fee", ("Home", "Honey, Honey")),
        (2003, "1989", ("Out of Office",)),
    ]


@pytest.mark.parametrize("tongue", TONGUES)
def test_invented_artists_have_different_names_and_real_titles(tongue: Tongue) -> None:
    artists = invent(tongue, 20, Draws(3))
    assert len(artists) == 20
    assert len({artist.name for artist in artists}) == 20
    for artist in artists:
        assert artist.name == artist.name.strip()
        assert all(album.songs and all(album.songs) for album in artist.albums)


def test_files_of_an_export_follow_each_other() -> None:
    sample = SAMPLES[2]
    rows = simulate(life_of(sample), sample.seed)
    files = export_files(rows, rows_per_file=3_000)
    assert [row for _, part in files for row in part] == rows
    assert [name.rpartition("_")[2] for name, _ in files] == [
        f"{number}.json" for number in range(len(files))
    ]
