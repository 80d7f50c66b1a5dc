"""The second opinion in a terminal."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.example_report import good_report
from tests.reviews import review_file, track_uri, write_review
from tests.screen_wrapped import hard_report, reviewed_report, uncovered_report
from tests.unit.analysis.test_wrapped import LAMP, year_of
from tests.unit.sources.rows import write
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.cli.reviews_text import reviews_text
from unwrapped_desktop.cli.text import WIDTH


def flowing(text: str) -> str:
    return " ".join(text.split())


def test_each_year_has_a_part_and_each_line_its_receipt() -> None:
    report = reviewed_report()
    assert report.wrapped is not None
    text = "\n\n".join(reviews_text(report))
    assert [f"REVIEW OF {year.year}, COUNTED AGAIN" in text for year in report.wrapped.years] == [True, True]
    for number, remark in enumerate(report.wrapped.remarks, start=1):
        assert text.count(f"[w{number}]") == 2
        assert remark.text in flowing(text).replace("“", "").replace("”", "")
    for year in report.wrapped.years:
        assert year.whole is not None
        assert f"The whole year: {year.whole.plays:,} plays, {year.whole.minutes:,} minutes." in flowing(text)


def test_unknown_addresses_are_counted() -> None:
    text = flowing("\n".join(reviews_text(reviewed_report(years=(2025,), follows=3))))
    assert "Artists: 2 of 5 are addresses that your files do not explain; nothing is guessed." in text


def test_an_uncovered_year_says_so_and_no_more() -> None:
    (part,) = reviews_text(uncovered_report())
    assert part.splitlines()[1:] == ["The record does not hold all of 2015, so nothing is compared."]


def test_without_reviews_there_is_nothing_to_say() -> None:
    assert reviews_text(good_report()) == []


def test_hard_names_keep_within_the_line() -> None:
    report = hard_report()
    assert report.wrapped is not None
    parts = reviews_text(replace(report, wrapped=replace(report.wrapped, remarks=())))
    for line in "\n".join(parts).splitlines():
        assert len(line) <= WIDTH or " " not in line


def test_judge_prints_it_after_the_receipts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "Streaming_History_Audio_2023_0.json", year_of(2023))
    write_review(tmp_path, 2023, review_file(songs=[track_uri(LAMP)], listened_ms=42_000_000))
    assert main(["judge", str(tmp_path), "--timezone", "UTC"]) == 0
    out = capsys.readouterr().out
    assert out.index("RECEIPTS") < out.index("SPOTIFY'S REVIEW OF 2023, COUNTED AGAIN")
    assert "Songs played enough for its list and not on it: Harbour (183 plays)." in flowing(out)
