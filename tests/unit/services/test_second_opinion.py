"""The second opinion from files on a disk: read, judged, kept, judged again, and left alone where there is nothing."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.reviews import artist_uri, review_file, track_uri, write_library, write_review
from tests.unit.analysis.test_wrapped import DENIZ, HARBOUR, LAMP, WINTER, year_of
from tests.unit.services.record_desk import RecordDesk
from tests.unit.sources.rows import FixedClock, write
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.wrapped import LINES
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report, WrappedOpinion
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.resources import resource_bytes

SCHEMA = json.loads(resource_bytes("schema", "unwrapped-report-1.schema.json"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An extended history of two years, account data with two reviews, and a library that follows one artist."""
    rows = [*year_of(2022), *year_of(2023)]
    write(tmp_path / "Streaming_History_Audio_2022-2023_0.json", rows)
    write_library(tmp_path, ["Nadide Su"])
    for year, songs in ((2022, [DENIZ, LAMP]), (2023, [LAMP, DENIZ])):
        uris = [track_uri(song) for song in songs]
        artists = [artist_uri("Nadide Su"), artist_uri("Ostkai")]
        write_review(
            tmp_path, year, review_file(songs=uris, artists=artists, listened_ms=42_000_000, count=9)
        )
    return tmp_path


def judged(place: Path, **changes: Any) -> Report:
    return build_judge(FixedClock()).report(
        source_at([place], FixedClock()),
        JudgeSettings(timezone="UTC", **changes),
        progress=ignore_progress,
        cancel=CancelToken(),
    )


def opinion_of(report: Report) -> WrappedOpinion:
    assert report.wrapped is not None
    return report.wrapped


def test_reviews_are_named_by_the_addresses_of_the_rows(folder: Path) -> None:
    opinion = opinion_of(judged(folder))
    assert [year.year for year in opinion.years] == [2022, 2023]
    songs = [[one.name for one in year.songs.listed] for year in opinion.years]
    assert songs == [["Deniz", "Lamplight"], ["Lamplight", "Deniz"]]
    for year in opinion.years:
        assert [(one.state, one.name) for one in year.artists.listed] == [
            ("named", "Nadide Su"),
            ("unknown", ""),
        ]
        assert (year.spotify_minutes, year.spotify_artists) == (700, 9)


def test_an_address_is_the_song_its_rows_name_most_often(folder: Path) -> None:
    renamed = [row | {"spotify_track_uri": track_uri(WINTER)} for row in year_of(2023)[:5]]
    write(folder / "Streaming_History_Audio_2023_1.json", renamed)
    write_review(folder, 2023, review_file(songs=[track_uri(WINTER)]))
    assert opinion_of(judged(folder)).years[-1].songs.listed[0].name == "Kar"


@pytest.mark.parametrize("intensity", list(Intensity))
def test_every_line_is_checked_and_years_hardly_repeat_each_other(folder: Path, intensity: Intensity) -> None:
    opinion = opinion_of(judged(folder, intensity=intensity))
    receipts = {receipt.id: receipt for receipt in opinion.receipts}
    assert len(receipts) == len(opinion.receipts)
    for year in opinion.years:
        remarks = opinion.remarks_of(year)
        assert 2 <= len(remarks) <= LINES
        assert len({remark.family for remark in remarks}) == len(remarks)
        assert str(year.year) in " ".join(remark.text for remark in remarks)
        assert {receipt.id for receipt in opinion.receipts_of(year)} == set(year.receipts)
    for remark in opinion.remarks:
        assert problems(remark.text, remark.claims, receipts) == []
    assert len({remark.id for remark in opinion.remarks}) >= len(opinion.remarks) - 1
    assert sum(len(opinion.remarks_of(year)) for year in opinion.years) == len(opinion.remarks)


def test_the_same_export_gives_the_same_opinion_and_other_words_the_same_figures(folder: Path) -> None:
    first, second = judged(folder), judged(folder)
    assert encode_report(replace(second, created_at=first.created_at)) == encode_report(first)
    other = opinion_of(judged(folder, wording=1))
    assert other.years == opinion_of(first).years
    assert other.receipts == opinion_of(first).receipts
    assert [one.id for one in other.remarks] != [one.id for one in opinion_of(first).remarks]


def test_the_report_is_what_the_schema_says_and_holds_together(folder: Path) -> None:
    report = judged(folder)
    document = encode_report(report)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(document))
    assert decode_report(document) == report
    assert is_sound(report)


def test_an_older_report_knows_no_opinion(folder: Path) -> None:
    document = json.loads(encode_report(judged(folder)))
    del document["wrapped"]
    assert decode_report(json.dumps(document)).wrapped is None


def test_a_kept_record_gives_the_same_opinion(folder: Path, tmp_path: Path) -> None:
    desk = RecordDesk(tmp_path / "home" / "records")
    desk.add(folder)
    settings = JudgeSettings(timezone="UTC")
    report = build_judge(FixedClock()).report_on(
        desk.recall(), settings, progress=ignore_progress, cancel=CancelToken()
    )
    assert report.wrapped == judged(folder).wrapped


def test_account_data_added_later_names_songs_of_the_kept_history(folder: Path, tmp_path: Path) -> None:
    desk = RecordDesk(tmp_path / "home" / "records")
    desk.add(folder / "Streaming_History_Audio_2022-2023_0.json")
    desk.add(folder)
    report = build_judge(FixedClock()).report_on(
        desk.recall(), JudgeSettings(timezone="UTC"), progress=ignore_progress, cancel=CancelToken()
    )
    assert opinion_of(report).years == opinion_of(judged(folder)).years


def test_what_is_left_out_is_in_no_part_of_it(folder: Path) -> None:
    left = Exclusions(items=(Exclusion.of_artist("Nadide Su"),))
    opinion = opinion_of(judged(folder, exclusions=left))
    year = opinion.years[-1]
    assert [one.state for one in year.artists.listed] == ["left_out", "unknown"]
    assert [one.state for one in year.songs.listed] == ["named", "left_out"]
    document = encode_report(replace(judged(folder, exclusions=left), facts=(), exclusions=Exclusions()))
    wrapped = json.dumps(json.loads(document)["wrapped"], ensure_ascii=False)
    assert not any(name in wrapped for name in ("Nadide Su", "Deniz", "Kar"))


def test_leaving_out_a_month_leaves_nothing_to_compare(folder: Path) -> None:
    left = Exclusions(items=(Exclusion.of_range(date(2023, 4, 1), date(2023, 4, 30)),))
    years = opinion_of(judged(folder, exclusions=left)).years
    assert [year.reason is None for year in years] == [True, False]


def test_without_reviews_there_is_no_opinion(tmp_path: Path) -> None:
    write(tmp_path / "Streaming_History_Audio_2023_0.json", year_of(2023))
    assert judged(tmp_path).wrapped is None


# ------------------------------------------------------------------------------------------ hostile files

HOSTILE: Mapping[str, Any] = {
    "endless lists": review_file(songs=["x" * 200] * 3 + [f"spotify:track:{n}" for n in range(20_000)]),
    "giant numbers": review_file(songs=[track_uri(HARBOUR)], listened_ms=10**12, count=10**12),
    "no such things": review_file(
        songs=["", " ", "\u202e", "spotify:artist:Ostkai"], artists=[track_uri(LAMP)]
    ),
    "nothing at all": {"topTracks": {"topTracks": None}},
    "fractions": {"yearlyMetrics": {"totalMsListened": 0.4}, "topTracks": {"topTracks": []}},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_reviews_are_shown_or_refused_and_stop_nothing(folder: Path, case: str) -> None:
    write_review(folder, 2023, HOSTILE[case])
    report = judged(folder)
    reading = next(file for file in report.record.files if file.name == "Wrapped2023.json")
    years = [year.year for year in report.wrapped.years] if report.wrapped else []
    assert (2023 in years) == (reading.status is FileStatus.READ)
    assert is_sound(report)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(encode_report(report)))


@pytest.mark.parametrize("content", [[], "text", {"topTracks": {"topTracks": [{}]}}, {"a": 1}])
def test_what_is_no_review_is_refused(folder: Path, content: object) -> None:
    write_review(folder, 2023, content)
    report = judged(folder)
    assert [year.year for year in opinion_of(report).years] == [2022]
    reading = next(file for file in report.record.files if file.name == "Wrapped2023.json")
    assert reading.status is FileStatus.REFUSED


def test_a_review_of_a_year_to_come_is_not_compared(folder: Path) -> None:
    write_review(folder, 2099, review_file(songs=[track_uri(LAMP)]))
    year = opinion_of(judged(folder)).years[-1]
    assert (year.year, year.reason) == (2099, "The record does not hold all of 2099, so nothing is compared.")
