"""Whatever is handed over, the answer is a record or a sentence, never a crash.

Here: things that are no export of Spotify's. The other cases, by the numbers that the tests carry in their names:

| case | what | where |
| --- | --- | --- |
| 38 to 41 | bombs, members that reach out, zips in zips, unreadable zips | `test_bad_archives.py` |
| 42, 43, 44, 46 | encodings, other documents, broken off, deep | `test_bad_json.py` |
| 45 | too large | `test_bad_sizes.py` |
| 47, 48 | rows that cannot be, rows that come twice | `test_bad_rows.py` |
| 49 | places that are no files, files in motion | `test_bad_places.py` |
| 50 | private fields | `test_private_fields.py` |
| any | ten thousand spoiled exports | `tests/fuzz`, `tests/property/test_mutated_exports.py` |
"""

from pathlib import Path

import pytest

from tests.unit.sources.refusals import SOUND_NAME, refusal, statuses
from tests.unit.sources.rows import fetch, plays, write, write_zip
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.messages import message_for


@pytest.mark.parametrize("head", [b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"])
def test_other_archives(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "my_spotify_data.rar"
    path.write_bytes(head + bytes(100))
    assert refusal(path) == "unsupported_archive"


def test_an_empty_folder_and_an_empty_zip(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "nothing_inside"
    assert refusal(write_zip(tmp_path / "it.zip", {})) == "nothing_inside"


def test_something_else_altogether(tmp_path: Path) -> None:
    assert refusal(write_zip(tmp_path / "it.zip", {"holiday.jpg": b"x"})) == "not_spotify"


def test_account_data_without_history(tmp_path: Path) -> None:
    members = {"MyData/Userdata.json": {}, "MyData/YourLibrary.json": {}, "MyData/Read_Me_First.pdf": b"%PDF"}
    assert refusal(write_zip(tmp_path / "it.zip", members)) == "spotify_without_history"
    assert refusal(write(tmp_path / "YourLibrary.json", {"tracks": []})) == "spotify_without_history"


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("Apple_Media_Services/Apple Music Activity/Apple Music Play Activity.csv", "Apple Music"),
        ("Takeout/YouTube and YouTube Music/history/watch-history.json", "YouTube Music"),
        ("lastfm-me.csv", "Last.fm"),
        ("recenttracks-me-1600000000.csv", "Last.fm"),
        ("deezer-data_123.xlsx", "Deezer"),
        ("TIDAL/streaming.csv", "Tidal"),
        ("listens/2021/1.jsonl", "ListenBrainz"),
    ],
)
def test_other_services_are_named(tmp_path: Path, path: str, service: str) -> None:
    with pytest.raises(SourceError, match="other_service") as caught:
        fetch(write_zip(tmp_path / "it.zip", {path: b"[]"}))
    assert caught.value.details["service"] == service
    assert service in message_for(caught.value)
    single = tmp_path / Path(path).name
    single.write_bytes(b"a,b\n")
    if "/" not in path:
        with pytest.raises(SourceError, match="other_service"):
            fetch(single)


@pytest.mark.parametrize(
    ("row", "service"),
    [
        ({"header": "YouTube Music", "title": "Watched", "time": "2021-01-01T00:00:00Z"}, "YouTube Music"),
        ({"listened_at": 1_600_000_000, "track_metadata": {}}, "ListenBrainz"),
    ],
)
def test_other_services_are_known_by_content(tmp_path: Path, row: object, service: str) -> None:
    with pytest.raises(SourceError, match="other_service") as caught:
        fetch(write(tmp_path / "mine.json", [row]))
    assert caught.value.details["service"] == service


def test_strangers_beside_history_are_never_opened(tmp_path: Path) -> None:
    members: dict[str, object] = {"Payments.json": b"\xff not json", "x/holiday.jpg": b"x", "a.csv": b"a,b"}
    write_zip(tmp_path / "it.zip", {**members, SOUND_NAME: plays()})
    for name in ("Payments.json", "Payments.zip", "holiday.jpg"):
        (tmp_path / name).write_bytes(b"\xff\xfe none of ours")
    examined = fetch(tmp_path)
    assert len(examined.record.rows) == 120
    assert statuses(examined) == {SOUND_NAME: FileStatus.READ, "Payments.zip": FileStatus.REFUSED}
