"""A friend's verdict as a file: recognised, read, or refused, whatever a stranger has made of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_report
from tests.example_charts import charted
from unwrapped_desktop.domain.charts import ARTISTS_MOST, RANKS_MOST, Ranked
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources import report_file
from unwrapped_desktop.sources.report_file import read_friend_report

REPORTS = [
    example_report.good_report(),
    example_report.sample_report(),
    example_report.failed_files_report(),
    example_report.lately_report(),
    example_report.statement_report(),
    charted(),
]


def written(folder: Path, content: bytes, name: str = "Ada & Söhne.unwrapped") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["ada.unwrapped", "ADA.UNWRAPPED", "verdict.json"])
@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.verdict.label)
def test_a_report_is_read_as_it_was_written(tmp_path: Path, name: str, report: Any) -> None:
    assert read_friend_report([written(tmp_path, encode_report(report), name)]) == report


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Streaming_History_Audio_2021_0.json", b'[{"ts": "2021-01-01T00:00:00Z"}]'),
        ("package.json", b'{"name": "something else"}'),
        ("broken.json", b"{"),
        ("picture.png", b"\x89PNG"),
        ("my_spotify_data.zip", b"PK\x03\x04"),
    ],
)
def test_what_is_no_report_is_left_to_be_read_as_an_export(tmp_path: Path, name: str, content: bytes) -> None:
    path = written(tmp_path, content, name)
    assert read_friend_report([path]) is None
    assert read_friend_report([path, path]) is None
    assert read_friend_report([tmp_path]) is None
    assert read_friend_report([tmp_path / "gone.json"]) is None
    assert read_friend_report([]) is None


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(encode_report(example_report.good_report()))
    change(document)
    return json.dumps(document).encode()


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "a receipt that is not there": lambda report: report["verdict"]["remarks"][0]["receipts"].append("nowhere"),
    "a charge without its receipt": lambda report: report["verdict"]["label_receipts"].append("nowhere"),
    "a claim beyond its text": lambda report: report["verdict"]["remarks"][0]["claims"][0].update(end=9_999),
    "a claim before its text": lambda report: report["verdict"]["remarks"][0]["claims"][0].update(start=-1),
    "a claim beyond its receipt": lambda report: report["verdict"]["remarks"][0]["claims"][0].update(index=900),
    "a line without end": lambda report: report["verdict"]["remarks"][0].update(text="x" * 50_000),
    "a name without end": lambda report: report["listener"].update(name="x" * 50_000),
    "no remark at all": lambda report: report["verdict"].update(remarks=[]),
    "remarks without end": lambda report: report["verdict"].update(remarks=report["verdict"]["remarks"] * 50),
    "a receipt without end": lambda report: report["receipts"][0].update(rows=report["receipts"][0]["rows"] * 500),
    "another kind of thing": lambda report: report.update(verdict=7),
    "a page that is elsewhere": lambda report: report.update(
        spotify_pages=[{"kind": "artist", "name": "X", "spotify_id": "../../evil"}]
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_does_not_hold_together_is_refused(tmp_path: Path, case: str) -> None:
    path = written(tmp_path, changed(BROKEN[case]))
    with pytest.raises(SourceError) as refused:
        read_friend_report([path])
    assert refused.value.code == "not_a_report"
    assert "Ada & Söhne.unwrapped" in message_for(refused.value)


@pytest.mark.parametrize(
    ("part", "count", "most"),
    [("artists", 500, ARTISTS_MOST), ("songs", 100, RANKS_MOST), ("albums", 100, RANKS_MOST)],
)
def test_lists_have_an_end(part: str, count: int, most: int) -> None:
    assert count == most
    rank = Ranked(name="Ostkai", artist="", plays=3, share_percent=0.1, first_on=date(2020, 1, 1))
    report = charted()
    assert report.charts is not None
    for length, sound in ((count, True), (count + 1, False)):
        lists: dict[str, Any] = {part: (rank,) * length}
        assert is_sound(replace(report, charts=replace(report.charts, **lists))) == sound


@pytest.mark.parametrize(
    ("first_on", "sound"),
    [
        (None, True),
        (date(2005, 12, 31), True),
        (date(2026, 11, 22), True),
        (date(2004, 12, 31), False),
        (date(1, 1, 1), False),
        (date(9999, 12, 31), False),
    ],
)
def test_days_of_first_plays_are_days_of_recorded_music(first_on: date | None, *, sound: bool) -> None:
    report = charted()
    assert report.charts is not None
    artists = tuple(replace(rank, first_on=first_on) for rank in report.charts.artists)
    assert is_sound(replace(report, charts=replace(report.charts, artists=artists))) == sound


def test_lists_of_older_reports_are_read() -> None:
    document = json.loads(encode_report(charted()))
    for rank in (*document["charts"]["artists"], *document["charts"]["songs"]):
        del rank["first_on"], rank["is_private"]
    older = decode_report(json.dumps(document))
    assert older.charts is not None
    assert {(rank.first_on, rank.is_private) for rank in older.charts.artists} == {(None, False)}
    assert is_sound(older)


def test_a_later_version_is_named_as_such(tmp_path: Path) -> None:
    path = written(tmp_path, changed(lambda report: report.update(schema="unwrapped-report/2")))
    with pytest.raises(SourceError) as refused:
        read_friend_report([path])
    assert refused.value.code == "report_of_later_version"


def test_a_file_without_end_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_file, "BYTES_MAX", 1_000)
    content = encode_report(example_report.good_report())
    with pytest.raises(SourceError):
        read_friend_report([written(tmp_path, content)])
    assert read_friend_report([written(tmp_path, content, "large.json")]) is None


@given(st.data())
def test_spoiled_bytes_are_refused_or_sound(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(encode_report(example_report.short_report()))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = written(tmp_path_factory.mktemp("spoiled"), bytes(content))
    refused = None
    try:
        report = read_friend_report([path])
    except SourceError as error:
        refused = error.code
    else:
        assert report is not None
        assert is_sound(report)
    assert refused in {None, "not_a_report", "report_of_later_version"}
