"""`chapters`: the labels by year, each era with its receipts, and the same as JSON."""

# The look-alike letters that ruff warns of belong to the languages of the names.
# ruff: noqa: RUF001

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import listeners
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.cli.chapters_text import chapters_text
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.charts import Ranked

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listeners.write_export(listeners.moved_on(3), tmp_path_factory.mktemp("export"), zipped=True).path


def printed(capsys: Captured, *arguments: str) -> str:
    assert main(["chapters", *arguments]) == 0
    return capsys.readouterr().out


def document(capsys: Captured, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(capsys, *arguments, "--json", "-"))
    return found


def test_labels_by_year_come_first_and_then_the_eras(export: Path, capsys: Captured) -> None:
    found, out = (
        document(capsys, str(export), "--timezone", "UTC"),
        printed(capsys, str(export), "--timezone", "UTC"),
    )
    head, eras, receipts = re.split(r"\n\n(?:ERAS|RECEIPTS)\n\n", out)
    lines = head.splitlines()
    assert lines[0] == "LABELS BY YEAR"
    for line, year in zip(lines[1:], found["years"], strict=False):
        mark = " " if year["is_whole"] else "*"
        said = year["reason"] if year["verdict"] is None else year["verdict"]["label"]
        assert line == f"{year['title']}{mark}  {said}"
    assert lines[-1] == "* a year that the record covers in part"
    told = " ".join(eras.split())
    for era in found["eras"]:
        assert " ".join(era["title"].split()) in re.sub("[\u2068\u2069]", "", told)
        assert era["verdict"]["label"] in told
        assert f"{era['plays']:,} plays" in told
    marks = re.findall(r"\[\d+\]", eras)
    assert marks == [f"[{number}]" for number in range(1, len(marks) + 1)]
    assert re.findall(r"(?m)^\[\d+\]", receipts) == marks
    assert max(map(len, (*lines, *eras.splitlines()))) <= 80


def test_a_life_without_eras_is_told_by_its_years(capsys: Captured) -> None:
    out = printed(capsys, "--sample")
    found = document(capsys, "--sample")
    assert len(found["eras"]) < 2
    assert "\n\nYEAR BY YEAR\n\n" in out
    assert "\n\nERAS\n\n" not in out
    told = " ".join(out.partition("YEAR BY YEAR")[2].split())
    for year in found["years"]:
        assert year["verdict"]["label"] in told


def test_the_json_holds_what_every_line_rests_on(export: Path, capsys: Captured) -> None:
    found = document(capsys, str(export))
    verdicts = [chapter["verdict"] for chapter in (*found["years"], *found["eras"]) if chapter["verdict"]]
    assert len(verdicts) > 5
    for verdict in verdicts:
        receipts = {receipt["id"] for receipt in verdict["receipts"]}
        assert set(verdict["label_receipts"]) <= receipts
        assert all(claim["receipt"] in receipts for one in verdict["remarks"] for claim in one["claims"])


def test_exclusions_count(export: Path, capsys: Captured) -> None:
    whole = document(capsys, str(export))
    artist = whole["years"][1]["artists"][0]["name"]
    without = document(capsys, str(export), "--exclude-artist", artist)
    assert artist in artists_of(whole)
    assert artist not in artists_of(without)
    assert sum(year["plays"] for year in without["years"]) < sum(year["plays"] for year in whole["years"])


def artists_of(found: dict[str, Any]) -> set[str]:
    return {artist["name"] for year in found["years"] for artist in year["artists"]}


def test_a_file_is_written_beside_the_text(export: Path, tmp_path: Path, capsys: Captured) -> None:
    assert "LABELS BY YEAR" in printed(capsys, str(export), "--json", str(tmp_path / "chapters.json"))
    assert json.loads((tmp_path / "chapters.json").read_text("utf-8"))["years"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["--sample", "nobody"], 3),
        (["--sample", "ranked"], 3),
        (["no such file.zip"], 3),
        (["--sample", "--exclude-hours", "0-23"], 4),
        (["--sample", "--json", "/no/folder/a.json"], 5),
    ],
)
def test_errors_are_a_sentence(arguments: list[str], code: int, capsys: Captured) -> None:
    assert main(["chapters", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert captured.err.strip()


def test_what_cannot_be_labelled_says_why() -> None:
    reason = "Too few plays for a label: 1 of the 100 it takes."
    year = Chapter(
        kind="year",
        title="2019",
        first_month="2019-05",
        last_month="2019-05",
        is_whole=False,
        plays=1,
        hours=0.1,
        artists=(Ranked(name="ראי של חורף", artist="", plays=1, share_percent=100.0),),
        verdict=None,
        reason=reason,
    )
    out = chapters_text(Chapters(years=(year,), eras=()))
    assert f"2019*  {reason}" in out
    assert "1 play, 0.1 hours. Most of them: \u2068ראי של חורף\u2069 (1)." in out
    assert "RECEIPTS" not in out
