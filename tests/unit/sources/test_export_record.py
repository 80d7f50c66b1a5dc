"""Tables, order, hashes and forensics of a record."""

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from tests.unit.sources.rows import Row, counts, extended, fetch, heard, plays, write
from unwrapped_desktop.assembling.numbering import missing_files
from unwrapped_desktop.assembling.spellings import sorted_in_steps
from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.text import printable
from unwrapped_desktop.sources.decoding.batches import decoded_batches, open_array
from unwrapped_desktop.sources.decoding.rows import RowDecoder
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.recognise import is_history, natural_key


def record_of(tmp_path: Path, rows: list[Row]) -> ExaminedSource:
    return fetch(write(tmp_path / "endsong_0.json", rows))


def spelled(spellings: list[str]) -> list[Row]:
    return [extended(n, spelling, "Title", spotify_track_uri=None) for n, spelling in enumerate(spellings)]


def test_the_commonest_spelling_is_shown_and_ties_go_by_code_point(tmp_path: Path) -> None:
    names = record_of(tmp_path, spelled(["abba"] * 40 + ["ABBA"] * 50 + ["Abba "] * 30)).record.names
    assert names.artists == ("ABBA",)
    names = record_of(tmp_path, spelled(["abba"] * 50 + ["ABBA"] * 50)).record.names
    assert names.artists == ("ABBA",)


def test_forms_of_unicode_are_one_artist(tmp_path: Path) -> None:
    name = "Sigur Rós"
    rows = spelled([name] * 60 + [unicodedata.normalize("NFD", name)] * 50 + [name.upper()] * 10)
    names = record_of(tmp_path, rows).record.names
    assert names.artists == (name,)
    assert names.song_titles == ("Title",)


def test_tables_are_sorted_and_point_to_each_other(tmp_path: Path) -> None:
    rows = [
        *plays(120),
        extended(1, "artist 3", "zz"),
        extended(2, "Ärger", "aa"),
        extended(3, "zebra", "ab"),
    ]
    record = record_of(tmp_path, rows).record
    names = record.names
    assert list(names.artists) == sorted(names.artists, key=str.casefold)
    songs = [
        (names.artists[artist].casefold(), title.casefold())
        for artist, title in zip(names.song_artists, names.song_titles, strict=True)
    ]
    assert songs == sorted(set(songs))
    assert (names.song_artists[record.rows.song] == record.rows.artist).all()
    assert (names.album_artists[record.rows.album] == record.rows.artist).all()
    assert (names.track_songs[record.rows.track] == record.rows.song).all()


def test_a_track_is_its_uri_and_else_its_song(tmp_path: Path) -> None:
    rows = [
        extended(0, "A", "T", spotify_track_uri="u1"),
        extended(1, "A", "T", spotify_track_uri="u2"),
        extended(2, "a", "t", spotify_track_uri=None),
        extended(3, "A", "T", spotify_track_uri=None),
        extended(4, "A", "T (Live)", spotify_track_uri="u2"),
        extended(5, "A", "T (Live)", spotify_track_uri="u2"),
    ]
    record = record_of(tmp_path, rows + plays(100, start=100)).record
    first = record.rows.track[:6].tolist()
    assert len(set(first)) == 3
    assert first[2] == first[3]
    assert first[1] == first[4] == first[5]
    assert record.names.song_titles[record.names.track_songs[first[1]]] == "T (Live)"


def test_albums_belong_to_artists(tmp_path: Path) -> None:
    rows = [
        extended(0, "A", "1", master_metadata_album_album_name="Greatest Hits"),
        extended(1, "B", "1", master_metadata_album_album_name="Greatest Hits"),
        extended(2, "A", "2", master_metadata_album_album_name="GREATEST HITS"),
        extended(3, "A", "2", master_metadata_album_album_name=None),
    ]
    record = record_of(tmp_path, rows + plays(100, start=100)).record
    album = record.rows.album[:4].tolist()
    assert album[0] == album[2] != album[1]
    assert album[3] == -1


def test_rows_are_in_order(tmp_path: Path) -> None:
    rows = record_of(tmp_path, list(reversed(plays(200)))).record.rows
    assert (np.diff(rows.ended_at_s) >= 0).all()


def test_the_seed_stays_when_new_plays_come(tmp_path: Path) -> None:
    before = record_of(tmp_path, plays(100)).record
    newer = [extended(10_000 + n, f"AAA {n}", "New") for n in range(50)] + spelled(["ARTIST 1"] * 3)
    for row in newer[-3:]:
        row["ms_played"] = 1_000
    after = record_of(tmp_path, plays(100) + newer).record
    assert before.seed == after.seed
    assert before.data_sha256 != after.data_sha256
    other = record_of(tmp_path, [*plays(99), extended(9_000, "Somebody", "Else")]).record
    assert other.seed != before.seed


def test_the_hash_knows_every_column(tmp_path: Path) -> None:
    rows = plays(120)
    changes: list[Row] = [
        {"ms_played": 180_001},
        {"ts": "2020-01-01T00:00:00Z"},
        {"master_metadata_track_name": "x"},
        {"master_metadata_album_artist_name": "x"},
        {"master_metadata_album_album_name": "x"},
        {"spotify_track_uri": "x"},
        {"skipped": True},
        {"shuffle": True},
        {"incognito_mode": True},
        {"reason_end": "endplay"},
    ]
    hashes = {
        record_of(tmp_path, [{**rows[0], **change}, *rows[1:]]).record.data_sha256
        for change in [{}, *changes]
    }
    assert len(hashes) == len(changes) + 1


def test_names_and_folders_of_files_do_not_matter(tmp_path: Path) -> None:
    one = fetch(write(tmp_path / "a" / "endsong_0.json", plays()))
    other = fetch(write(tmp_path / "b" / "c" / "Streaming_History_Audio_2021.json", plays()))
    assert one.record.data_sha256 == other.record.data_sha256


def test_gaps_are_whole_months_between_rows_that_count(tmp_path: Path) -> None:
    day = 24 * 60
    rows = plays(100) + plays(3, start=120 * day) + plays(3, start=150 * day) + plays(3, start=400 * day)
    rows += [extended(250 * day, title=None), extended(900 * day, ms_played=-1)]
    examined = record_of(tmp_path, rows)
    assert examined.gaps == (
        Gap(first_month="2021-04", last_month="2021-06"),
        Gap(first_month="2021-09", last_month="2022-03"),
    )


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["endsong_0.json", "endsong_1.json"], ()),
        (["endsong_0.json", "endsong_3.json"], ("endsong_1.json", "endsong_2.json")),
        (["endsong.json"], ()),
        (["endsong_2 (1).json", "endsong_1 - Copy.json"], ("endsong_0.json",)),
        (["Streaming_History_Audio_2025.json", "Streaming_History_Audio_2025_1.json"], ()),
        (
            ["Streaming_History_Audio_2019_0.json", "Streaming_History_Audio_2020-2021_2.json"],
            ("Streaming_History_Audio_..._1.json",),
        ),
        (["Streaming_History_Video_2019-2024_7.json"], ()),
        (["StreamingHistory_music_1.json"], ("StreamingHistory_music_0.json",)),
        (["StreamingHistory0.json", "StreamingHistory2.json"], ("StreamingHistory1.json",)),
        (["StreamingHistory_podcast_4.json"], ()),
        (["endsong_999999999999.json"], ()),
    ],
)
def test_missing_files(names: list[str], missing: tuple[str, ...]) -> None:
    assert missing_files(names) == missing


def test_at_most_three_examples_a_reason(tmp_path: Path) -> None:
    rows = plays(120) + plays(10) + [extended(n, title=None) for n in range(9)] + [extended(ms_played=-1)] * 9
    examined = record_of(tmp_path, rows)
    assert counts(examined) == {"duplicate": 10, "no_metadata": 9, "malformed": 9}
    assert {reason: len(texts) for reason, texts in examined.examples.items()} == {
        "duplicate": 3,
        "no_metadata": 3,
        "malformed": 3,
    }


def test_examples_are_plain_and_short(tmp_path: Path) -> None:
    nasty = "<b>\u202e\n" + "x" * 500
    examined = record_of(tmp_path, plays(120) + [extended(0, nasty, nasty)] * 2)
    (text,) = examined.examples["duplicate"]
    assert text.isprintable()
    assert len(text) < 200
    assert any(row[2] == nasty for row in heard(examined))


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("Streaming_History_Audio_2021_0.json", True),
        ("a\\b\\Streaming_History_Audio_2021_0.json", True),
        ("__MACOSX/._Streaming_History_Audio_2021_0.json", False),
        ("Streaming_History_Audio_2021_0.json.txt", False),
        ("StreamingHistory.pdf", False),
        ("YourLibrary.json", False),
        ("my_endsong_0.json", False),
    ],
)
def test_recognised_names(path: str, *, is_one: bool) -> None:
    assert is_history(path) is is_one


def test_file_names_are_shown_safely_and_in_order() -> None:
    assert printable("a\x00b\u202ec\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert len(printable("x" * 500)) == 120
    names = ["e_10.json", "e_9.json", "E_1.json", "²_1.json", "1.json"]
    assert sorted(names, key=natural_key)[-4:-1] == ["E_1.json", "e_9.json", "e_10.json"]


def test_long_lists_are_sorted_as_short_ones() -> None:
    texts = [f"{n * 7919 % 65_537:x}" for n in range(65_000)]
    assert sorted_in_steps(texts, CancelToken()) == sorted(texts)


def test_cancel_is_heard_inside_a_batch_of_bad_rows() -> None:
    cancel = CancelToken()

    class Stream:
        """A list of rows that are none, which asks to stop once it has been read."""

        def __init__(self) -> None:
            self._left = b"[" + b"{}," * 50_000 + b"{}]"

        def read(self, size: int, /) -> bytes:
            block, self._left = self._left[:size], self._left[size:]
            if not self._left:
                cancel.cancel()
            return block

    stream = Stream()
    head = open_array(stream, name="x", limits=Limits())
    with pytest.raises(Cancelled):
        list(decoded_batches(head, stream, RowDecoder(head=head, cancel=cancel), name="x", limits=Limits()))
