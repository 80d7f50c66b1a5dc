"""What account data holds besides plays: found, read, joined; and what is never touched."""

import codecs
import json
import os
import zipfile
from contextlib import ExitStack
from dataclasses import fields
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sources.rows import plays, write, write_zip
from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.extras import (
    Extras,
    Library,
    MarqueeEntry,
    SavedAlbum,
    SavedArtist,
    SavedTrack,
    Segment,
    WrappedYear,
)
from unwrapped_desktop.domain.forensics import FileReading, FileStatus
from unwrapped_desktop.domain.progress import CancelToken, Progress, ignore_progress
from unwrapped_desktop.sources.extras.reading import read_extras
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import Findings
from unwrapped_desktop.sources.opening.nothing_found import explain_nothing_found
from unwrapped_desktop.sources.opening.search import search_paths
from unwrapped_desktop.sources.opening.streams import Budget
from unwrapped_desktop.sources.reporting import ReadingReporter

LIBRARY = {
    "tracks": [
        {"artist": "Ostkai", "album": "Harbour", "track": "Lamplight", "uri": "spotify:track:1"},
        {"artist": "Nadide Sü", "album": "Village", "track": "Deniz", "uri": "spotify:track:2"},
    ],
    "albums": [{"artist": "Ostkai", "album": "Harbour", "uri": "spotify:album:1"}],
    "shows": [{"name": "A Show", "publisher": "Somebody", "uri": "spotify:show:1"}],
    "episodes": [],
    "bannedTracks": [{"artist": "Unloved", "track": "Banned", "uri": "spotify:track:9"}],
    "artists": [{"name": "Ostkai", "uri": "spotify:artist:1"}],
    "bannedArtists": [{"name": "Unloved", "uri": "spotify:artist:9"}],
    "other": [],
}
READ_LIBRARY = Library(
    tracks=(
        SavedTrack(artist="Nadide Sü", title="Deniz", uri="spotify:track:2"),
        SavedTrack(artist="Ostkai", title="Lamplight", uri="spotify:track:1"),
    ),
    albums=(SavedAlbum(artist="Ostkai", title="Harbour", uri="spotify:album:1"),),
    artists=(SavedArtist(name="Ostkai", uri="spotify:artist:1"),),
)
MARQUEE = [
    {"artistName": "Ostkai", "segment": "Super Listeners"},
    {"artistName": "Nadide Sü", "segment": "moderate listeners"},
    {"artistName": "Passer", "segment": "Light listeners"},
    {"artistName": "Once", "segment": "Previously Active Listeners"},
    {"artistName": "New", "segment": "Programmed Listeners"},
]
READ_MARQUEE = (
    MarqueeEntry(artist="Nadide Sü", segment=Segment.MODERATE),
    MarqueeEntry(artist="New", segment=Segment.OTHER),
    MarqueeEntry(artist="Once", segment=Segment.PREVIOUS),
    MarqueeEntry(artist="Ostkai", segment=Segment.SUPER),
    MarqueeEntry(artist="Passer", segment=Segment.LIGHT),
)
WRAPPED_2024 = {
    "topArtists": {
        "numUniqueArtists": 812,
        "topArtists": [{"artistUri": "spotify:artist:1"}, {"artistUri": "spotify:artist:2"}],
        "topArtistMilliseconds": 1,
        "topArtistFanPercentage": 0.5,
    },
    "topTracks": {"topTracks": ["spotify:track:1", "spotify:track:2"], "topTrackPlayCount": 90},
    "yearlyMetrics": {"totalMsListened": 3_600_000, "mostListenedDay": "2024-03-01"},
    "musicEvolution": {"eras": []},
}
WRAPPED_2025 = {
    "topArtists": {"topArtistUris": ["spotify:artist:3"], "numUniqueArtists": 90, "topNPercentileFan": 0.1},
    "topTracks": {"topTracks": [{"trackUri": "spotify:track:3", "count": 7, "msPlayed": 9}]},
    "yearlyMetrics": {"totalMsListened": 7_200_000.4},
    "clubs": {"userClub": "A_CLUB"},
}
YEAR_2024 = WrappedYear(
    year=2024,
    top_artist_uris=("spotify:artist:1", "spotify:artist:2"),
    top_track_uris=("spotify:track:1", "spotify:track:2"),
    artists=812,
    listened_ms=3_600_000,
)
YEAR_2025 = WrappedYear(
    year=2025,
    top_artist_uris=("spotify:artist:3",),
    top_track_uris=("spotify:track:3",),
    artists=90,
    listened_ms=7_200_000,
)
HISTORY = "StreamingHistory_music_0.json"
NAMES = ("YourLibrary.json", "Marquee.json", "Wrapped2024.json")
PRIVATE = (
    "DuoNewFamily.json",
    "Follow.json",
    "Identifiers.json",
    "Identity.json",
    "Inferences.json",
    "MessageData.json",
    "Payments.json",
    "Playlist1.json",
    "PodcastInteractivityRatedShow.json",
    "SearchQueries.json",
    "UserAddress.json",
    "Userdata.json",
    "userdata (2).json",
    "UserFestivalsDataForSAR.json",
    "UserPrompts.json",
    "YourSoundCapsule.json",
    "Read_Me_First.pdf",
)


def search(*paths: Path, stack: ExitStack, limits: Limits, cancel: CancelToken) -> Findings:
    reporter = ReadingReporter(progress=ignore_progress, cancel=cancel)
    budget = Budget(limits=limits, reporter=reporter)
    return search_paths(paths, stack=stack, budget=budget, reporter=reporter)


def found(*paths: Path) -> Findings:
    with ExitStack() as stack:
        return search(*paths, stack=stack, limits=Limits(), cancel=CancelToken())


def read(
    *paths: Path, limits: Limits | None = None, cancel: CancelToken | None = None
) -> tuple[Extras, list[FileReading]]:
    limits, cancel = limits or Limits(), cancel or CancelToken()
    with ExitStack() as stack:
        findings = search(*paths, stack=stack, limits=limits, cancel=CancelToken())
        reporter = ReadingReporter(progress=ignore_progress, cancel=cancel)
        return read_extras(findings.extras, reporter=reporter, limits=limits)


def refusal(*paths: Path, limits: Limits | None = None) -> str:
    """The reason for which the only file is refused."""
    extras, (reading,) = read(*paths, limits=limits)
    assert extras.is_empty
    assert (reading.status, reading.rows) == (FileStatus.REFUSED, 0)
    assert reading.reason is not None
    assert reading.reason.startswith("It")
    assert reading.reason.endswith(".")
    assert "?" not in reading.reason
    return reading.reason


# ------------------------------------------------------------------------------------------ what they hold


def test_a_library(tmp_path: Path) -> None:
    extras, readings = read(write(tmp_path / "YourLibrary.json", LIBRARY))
    assert extras == Extras(library=READ_LIBRARY)
    assert readings == [FileReading(name="YourLibrary.json", rows=4, status=FileStatus.READ)]


def test_a_marquee(tmp_path: Path) -> None:
    extras, readings = read(write(tmp_path / "Marquee.json", MARQUEE))
    assert extras == Extras(marquee=READ_MARQUEE)
    assert readings == [FileReading(name="Marquee.json", rows=5, status=FileStatus.READ)]


def test_reviews_of_both_known_shapes(tmp_path: Path) -> None:
    write(tmp_path / "Wrapped2025.json", WRAPPED_2025)
    write(tmp_path / "Wrapped2024.json", WRAPPED_2024)
    extras, readings = read(tmp_path)
    assert extras == Extras(wrapped=(YEAR_2024, YEAR_2025))
    assert [(reading.name, reading.rows) for reading in readings] == [
        ("Wrapped2024.json", 1),
        ("Wrapped2025.json", 1),
    ]


def test_an_empty_library_is_known_to_be_empty(tmp_path: Path) -> None:
    extras, (reading,) = read(write(tmp_path / "YourLibrary.json", {"tracks": []}))
    assert extras == Extras(library=Library())
    assert not extras.is_empty
    assert (reading.rows, reading.status) == (0, FileStatus.READ)


def test_no_files_are_no_extras() -> None:
    extras, readings = read()
    assert extras.is_empty
    assert readings == []


def test_entries_that_say_nothing_are_left_out_and_doubles_stand_once(tmp_path: Path) -> None:
    track = {"artist": " Ostkai ", "track": "Lamplight", "uri": None}
    blank = [{**track, "artist": None}, {**track, "track": "  "}, {**track, "artist": ""}]
    library = {"tracks": [track, *blank, track], "albums": None, "artists": [{"name": None}]}
    write(tmp_path / "YourLibrary.json", library)
    write(
        tmp_path / "Marquee.json",
        [{"artistName": None, "segment": "Super Listeners"}, MARQUEE[0], MARQUEE[0]],
    )
    extras, _ = read(tmp_path)
    assert extras.library == Library(tracks=(SavedTrack(artist="Ostkai", title="Lamplight"),))
    assert extras.marquee == (MarqueeEntry(artist="Ostkai", segment=Segment.SUPER),)


def test_nothing_else_becomes_a_value(tmp_path: Path) -> None:
    personal = {
        "username": "canary-name",
        "email": "canary@example.org",
        "playlists": [{"name": "canary-list"}],
    }
    write(tmp_path / "YourLibrary.json", {**LIBRARY, **personal})
    write(tmp_path / "Marquee.json", [{**entry, **personal} for entry in MARQUEE])
    write(tmp_path / "Wrapped2024.json", {**WRAPPED_2024, **personal})
    extras, readings = read(tmp_path)
    assert extras == Extras(library=READ_LIBRARY, marquee=READ_MARQUEE, wrapped=(YEAR_2024,))
    assert "canary" not in repr((extras, readings))
    assert "Unloved" not in repr(extras)
    assert "A Show" not in repr(extras)


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "Marquee.json").write_bytes(codecs.BOM_UTF8 + b"\n" + json.dumps(MARQUEE).encode() + b"\n")
    assert read(tmp_path)[0].marquee == READ_MARQUEE


# ------------------------------------------------------------------------------------------ how they are found


@pytest.mark.parametrize(
    "name",
    [
        "YourLibrary.json",
        "yourlibrary.JSON",
        "YourLibrary1.json",
        "YourLibrary (1).json",
        "YourLibrary(1).json",
        "YourLibrary - Copy.json",
        "YourLibrary_2.json",
        "Marquee.json",
        "Marquee 2.json",
        "Wrapped2023.json",
        "Wrapped2024 (3).json",
        "wrapped2031.json",
    ],
)
def test_names_and_copies(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "Spotify Account Data" / name, {})
    for place in (path, tmp_path, write_zip(tmp_path / "it.zip", {f"Spotify Account Data/{name}": {}})):
        findings = found(place)
        assert [file.name for file in findings.extras][:1] == [name]
        assert not any((findings.files, findings.refused, findings.strangers))


@pytest.mark.parametrize(
    "name",
    ["MyYourLibrary.json", "YourLibraryOld.json", "Wrapped.json", "Wrapped20245.json", "Marquees.json"],
)
def test_names_that_only_look_alike(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, {})
    assert found(tmp_path).extras == []


def test_all_ways_of_handing_over_give_the_same(tmp_path: Path) -> None:
    members = dict(zip(NAMES, (LIBRARY, MARQUEE, WRAPPED_2024), strict=True))
    files = [write(tmp_path / "folder" / name, content) for name, content in members.items()]
    archive = write_zip(tmp_path / "it.zip", {f"MyData/{name}": content for name, content in members.items()})
    expected = read(tmp_path / "folder")
    assert expected[0] == Extras(library=READ_LIBRARY, marquee=READ_MARQUEE, wrapped=(YEAR_2024,))
    assert read(archive) == expected
    assert read(*files) == read(*reversed(files)) == expected
    assert read(tmp_path)[0] == expected[0]


def test_histories_and_extras_are_kept_apart(tmp_path: Path) -> None:
    write(tmp_path / HISTORY, plays())
    write(tmp_path / "YourLibrary.json", LIBRARY)
    findings = found(tmp_path)
    assert [file.name for file in findings.files] == [HISTORY]
    assert [file.name for file in findings.extras] == ["YourLibrary.json"]


def test_a_folder_that_is_too_large_gives_nothing(tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path / f"YourLibrary ({number}).json", LIBRARY)
    with ExitStack() as stack:
        findings = search(tmp_path, stack=stack, limits=Limits(folder_entries=10), cancel=CancelToken())
    assert findings.extras == []
    assert [error.code for _, error in findings.refused] == ["folder_too_large"]


# ------------------------------------------------------------------------------------------ what is never touched


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all files and members that are opened."""
    names: list[str] = []
    real_open, real_member = os.open, zipfile.ZipFile.open

    def note_open(path: str, *args: Any, **kwargs: Any) -> int:
        names.append(os.fspath(path))
        return real_open(path, *args, **kwargs)

    def note_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *args: Any, **kwargs: Any) -> object:
        names.append(member.filename)
        return real_member(archive, member, *args, **kwargs)

    monkeypatch.setattr(os, "open", note_open)
    monkeypatch.setattr(zipfile.ZipFile, "open", note_member)
    return names


@pytest.mark.parametrize("name", PRIVATE)
def test_private_files_are_neither_opened_nor_named(tmp_path: Path, name: str, opened: list[str]) -> None:
    folder = tmp_path / "folder"
    private = write(folder / name, {"email": "canary"})
    write(folder / "Marquee.json", MARQUEE)
    archive = tmp_path / "it.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(f"MyData/{name}", "canary")
    opened.clear()
    for place in (folder, private, archive):
        findings = found(place)
        read(place)
        assert findings.has_private_files
        shown = [repr(getattr(findings, spec.name)) for spec in fields(findings)]
        assert not any(name in part for part in shown)
    assert any(path.endswith("Marquee.json") for path in opened)
    assert not any(path.endswith(name) for path in opened)


@pytest.mark.parametrize("name", [*NAMES, *PRIVATE])
def test_without_a_history_the_answer_is_the_old_one(tmp_path: Path, name: str) -> None:
    single = write(tmp_path / "folder" / name, {})
    archive = write_zip(tmp_path / "it.zip", {f"MyData/{name}": {}, "MyData/holiday.jpg": b"x"})
    for place in (single, tmp_path / "folder", archive):
        findings = found(place)
        assert findings.files == []
        assert explain_nothing_found(findings, "it").code == "spotify_without_history"


def test_a_locked_zip_without_a_history_still_gets_the_old_answer(tmp_path: Path) -> None:
    findings = found(locked(tmp_path, "YourLibrary.json"))
    assert explain_nothing_found(findings, "it").code == "spotify_without_history"


def test_a_private_file_is_not_named_while_it_is_passed_over(tmp_path: Path) -> None:
    private, archive = write(tmp_path / "Userdata.json", {}), write_zip(tmp_path / "it.zip", {})
    heard: list[Progress] = []
    reporter = ReadingReporter(progress=heard.append, cancel=CancelToken())
    with ExitStack() as stack:
        budget = Budget(limits=Limits(), reporter=reporter)
        search_paths([private, archive], stack=stack, budget=budget, reporter=reporter)
    assert [progress.detail for progress in heard] == ["it.zip"]


def test_another_service_with_payments_is_that_service(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "it.zip", {"Payments.json": {}, "deezer-data_123.xlsx": b"x"})
    assert explain_nothing_found(found(archive), "it").code == "other_service"


# ------------------------------------------------------------------------------------------ what is refused


def locked(folder: Path, name: str) -> Path:
    """A zip whose only member says that it takes a password."""
    path = write_zip(folder / "locked.zip", {name: LIBRARY})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(bytes(data))
    return path


GOOD = json.dumps(LIBRARY).encode()
BROKEN = {
    "empty": (b" \n", "empty"),
    "UTF-16": (codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le"), "UTF-8"),
    "UTF-16 without a mark": (GOOD.decode().encode("utf-16-be"), "UTF-8"),
    "Latin-1": (json.dumps(LIBRARY, ensure_ascii=False).encode("latin-1"), "UTF-8"),
    "a web page": (b"<!DOCTYPE html><html></html>", "web page"),
    "text": (b"tracks;albums", "not JSON"),
    "cut off": (GOOD[: len(GOOD) // 2], "breaks off"),
    "cut off at the end": (GOOD[:-1], "breaks off"),
    "a comma too many": (GOOD[:-1] + b",}", "damaged"),
    "two documents": (GOOD + b"\n" + GOOD, "goes on after its end"),
    "a cliff of brackets": (b'{"x":' * 100_000, "nested"),
    "a cliff of lists": (b"[" * 100_000, "shape"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_files(tmp_path: Path, case: str) -> None:
    content, words = BROKEN[case]
    (tmp_path / "YourLibrary.json").write_bytes(content)
    reason = refusal(tmp_path / "YourLibrary.json")
    assert words in reason
    assert refusal(write_zip(tmp_path / "it.zip", {"YourLibrary.json": content})) == reason


TRACK = LIBRARY["tracks"][0]
MISSHAPEN: dict[str, tuple[str, object]] = {
    "a list": ("YourLibrary.json", [LIBRARY]),
    "no tracks": ("YourLibrary.json", {"albums": []}),
    "null tracks": ("YourLibrary.json", {"tracks": None}),
    "tracks of text": ("YourLibrary.json", {"tracks": ["Lamplight"]}),
    "one bad track": ("YourLibrary.json", {"tracks": [TRACK, {**TRACK, "track": 7}]}),
    "one track without a title": ("YourLibrary.json", {"tracks": [TRACK, {"artist": "Ostkai"}]}),
    "bad albums": ("YourLibrary.json", {**LIBRARY, "albums": {"0": "Harbour"}}),
    "bad artists": ("YourLibrary.json", {**LIBRARY, "artists": [{"name": ["Ostkai"]}]}),
    "an object": ("Marquee.json", {"artists": MARQUEE}),
    "numbers": ("Marquee.json", [1, 2, 3]),
    "one bad artist": ("Marquee.json", [*MARQUEE, {"artistName": 4, "segment": "Super Listeners"}]),
    "one without a segment": ("Marquee.json", [*MARQUEE, {"artistName": "Ostkai"}]),
    "nothing that is known": ("Wrapped2021.json", {"cards": []}),
    "a list of cards": ("Wrapped2021.json", [WRAPPED_2024]),
    "another shape of tracks": ("Wrapped2024.json", {**WRAPPED_2024, "topTracks": ["spotify:track:1"]}),
    "less than nothing": ("Wrapped2024.json", {"yearlyMetrics": {"totalMsListened": -1}}),
    "more than a life": ("Wrapped2024.json", {"yearlyMetrics": {"totalMsListened": 10**13}}),
    "a truth for a number": ("Wrapped2024.json", {"topArtists": {"numUniqueArtists": True}}),
    "numbers for addresses": ("Wrapped2024.json", {"topArtists": {"topArtistUris": [1]}}),
}


@pytest.mark.parametrize("case", MISSHAPEN)
def test_files_of_another_shape_are_refused_as_a_whole(tmp_path: Path, case: str) -> None:
    name, content = MISSHAPEN[case]
    assert refusal(write(tmp_path / name, content)).startswith("It is not of a shape")


def test_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "Marquee.json").write_bytes(b"[")
    write(tmp_path / "YourLibrary.json", LIBRARY)
    write(tmp_path / "Wrapped2024.json", [])
    extras, readings = read(tmp_path)
    assert extras == Extras(library=READ_LIBRARY)
    assert [(reading.name, reading.status) for reading in readings] == [
        ("Marquee.json", FileStatus.REFUSED),
        ("Wrapped2024.json", FileStatus.REFUSED),
        ("YourLibrary.json", FileStatus.READ),
    ]


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = write(tmp_path / "YourLibrary.json", LIBRARY)
    size_bytes = path.stat().st_size
    assert "far larger" in refusal(path, limits=Limits(longest_row_bytes=size_bytes - 1))
    assert read(path, limits=Limits(longest_row_bytes=size_bytes))[0].library == READ_LIBRARY


def test_a_bomb(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "it.zip", {"YourLibrary.json": b'{"tracks":[' + b" " * 5_000_000 + b"]}"})
    assert "zip bomb" in refusal(archive)


def test_members_that_may_not_be_read(tmp_path: Path) -> None:
    assert "password" in refusal(locked(tmp_path, "YourLibrary.json"))
    assert "out of the zip" in refusal(write_zip(tmp_path / "up.zip", {"../YourLibrary.json": LIBRARY}))
    linked = tmp_path / "link.zip"
    with zipfile.ZipFile(linked, "w") as archive:
        member = zipfile.ZipInfo("YourLibrary.json")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/hostname")
    assert "link inside the zip" in refusal(linked)


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "YourLibrary.json", LIBRARY)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "YourLibrary.json").symlink_to(outside)
    assert "out of the folder" in refusal(tmp_path / "folder")


def test_a_file_that_has_gone(tmp_path: Path) -> None:
    path = write(tmp_path / "YourLibrary.json", LIBRARY)
    with ExitStack() as stack:
        findings = search(path, stack=stack, limits=Limits(), cancel=CancelToken())
        path.unlink()
        reporter = ReadingReporter(progress=ignore_progress, cancel=CancelToken())
        extras, (reading,) = read_extras(findings.extras, reporter=reporter, limits=Limits())
    assert extras.is_empty
    assert reading.reason == "It does not exist, or no longer. Choose it again."


def test_stopping(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        read(write(tmp_path / "YourLibrary.json", LIBRARY), cancel=cancel)


@given(
    content=st.binary(max_size=200)
    | st.sampled_from([GOOD, json.dumps(MARQUEE).encode(), json.dumps(WRAPPED_2024).encode()])
)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in NAMES:
        (folder / name).write_bytes(content)
    _, readings = read(folder)
    assert len(readings) == 3
    for reading in readings:
        assert (reading.reason is None) == (reading.status is FileStatus.READ)


@given(start=st.integers(0, len(GOOD) - 1), end=st.integers(0, len(GOOD)))
def test_a_damaged_library_is_read_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, start: int, end: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "YourLibrary.json"
    path.write_bytes(GOOD[:start] + GOOD[max(start, end) :])
    extras, (reading,) = read(path)
    assert (extras.library is None) == (reading.status is FileStatus.REFUSED)


# ------------------------------------------------------------------------------------------ several exports


def test_libraries_are_united(tmp_path: Path) -> None:
    other = {
        "tracks": [TRACK, {"artist": "Passer", "track": "Tune", "uri": "spotify:track:3"}],
        "artists": [{"name": "Passer", "uri": "spotify:artist:2"}],
    }
    write(tmp_path / "a" / "YourLibrary.json", LIBRARY)
    write(tmp_path / "b" / "YourLibrary.json", other)
    library = read(tmp_path)[0].library
    assert library == Library(
        tracks=(*READ_LIBRARY.tracks, SavedTrack(artist="Passer", title="Tune", uri="spotify:track:3")),
        albums=READ_LIBRARY.albums,
        artists=(*READ_LIBRARY.artists, SavedArtist(name="Passer", uri="spotify:artist:2")),
    )


def test_the_larger_marquee_is_kept_whole(tmp_path: Path) -> None:
    earlier = [
        {"artistName": "Once", "segment": "Super Listeners"},
        {"artistName": "Gone", "segment": "Light"},
    ]
    write(tmp_path / "a" / "Marquee.json", earlier)
    write(tmp_path / "b" / "Marquee.json", MARQUEE)
    assert read(tmp_path)[0].marquee == READ_MARQUEE


def test_of_one_year_the_review_that_says_more_is_kept(tmp_path: Path) -> None:
    write(tmp_path / "a" / "Wrapped2024.json", {"yearlyMetrics": {"totalMsListened": 9_000_000}})
    write(tmp_path / "b" / "Wrapped2024.json", WRAPPED_2024)
    write(tmp_path / "c" / "Wrapped2025.json", WRAPPED_2025)
    assert read(tmp_path)[0].wrapped == (YEAR_2024, YEAR_2025)


def test_the_order_of_exports_does_not_matter(tmp_path: Path) -> None:
    contents: tuple[dict[str, object], ...] = (
        {"YourLibrary.json": LIBRARY, "Marquee.json": MARQUEE[:2], "Wrapped2024.json": WRAPPED_2024},
        {"YourLibrary.json": {"tracks": [TRACK]}, "Marquee.json": MARQUEE[2:4]},
        {"Wrapped2024.json": {**WRAPPED_2024, "yearlyMetrics": {"totalMsListened": 5}}, "Marquee.json": []},
    )
    archives = [write_zip(tmp_path / f"{number}.zip", members) for number, members in enumerate(contents)]
    first = read(*archives)[0]
    assert all(read(*order)[0] == first for order in permutations(archives))
