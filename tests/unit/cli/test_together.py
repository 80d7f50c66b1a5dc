"""`together` through the front door: what is printed, the JSON, exit codes, one sentence for each error."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import two_reports
from tests.two_reports import report_of, sleepy, wakeful
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import encode_report

Captured = pytest.CaptureFixture[str]


def write(path: Path, report: Report) -> str:
    path.write_bytes(encode_report(report))
    return str(path)


def told(capsys: Captured, tmp_path: Path, left: Report, right: Report, *options: str) -> str:
    files = write(tmp_path / "a.json", left), write(tmp_path / "b.unwrapped", right)
    assert main(["together", *files, *options]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_both_are_named_judged_and_proven(tmp_path: Path, capsys: Captured) -> None:
    out = told(capsys, tmp_path, wakeful(), sleepy())
    lines = out.splitlines()
    assert lines[0].startswith("Mira: LOYAL TO THE INTRO. 6,000 plays of 9 artists")
    assert lines[1].startswith("Jonas: LOYAL TO THE INTRO. 1,500 plays of 9 artists")
    assert "Alike to 44.8 %: the smaller share of each artist, summed." in out
    for heading in ("IN COMMON", "WHO HEARD IT FIRST", "GUILTY PLEASURES", "SCORES", "RECEIPTS"):
        assert f"\n\n{heading}\n" in out
    assert "NOT LISTED FOR JONAS\nGravel Hymn: 400 plays, 6.7 %." in out
    assert "NOT LISTED FOR MIRA\nSilver Sleigh: 300 plays, 20 %." in out
    assert "Nickelback: 140 by Mira, 60 by Jonas; adds 2.3 %." in out
    checked = next(line for line in lines if line.endswith("claims checked."))
    assert checked.split()[0] == checked.split()[2]
    marks = [line.split("]")[0] for line in out.partition("RECEIPTS")[2].splitlines() if line.startswith("[")]
    assert marks[0] == "[1"
    assert "[label" in marks
    assert max(len(line) for line in out.partition("RECEIPTS")[0].splitlines()) <= 78


def test_the_json_holds_the_same(tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "two.json"
    out = told(capsys, tmp_path, wakeful(), sleepy(), "--json", str(target))
    document = json.loads(target.read_bytes())
    assert document["verdict"]["label"] in out
    assert document["alike_percent"] == 44.8333
    assert [remark["receipts"] for remark in document["verdict"]["remarks"]]
    on_screen = told(capsys, tmp_path, wakeful(), sleepy(), "--json", "-")
    assert json.loads(on_screen) == document


def test_the_voice_is_chosen_and_the_label_stays(tmp_path: Path, capsys: Captured) -> None:
    voices = [
        json.loads(told(capsys, tmp_path, wakeful(), sleepy(), "--json", "-", "--intensity", voice))[
            "verdict"
        ]
        for voice in ("gentle", "honest", "brutal")
    ]
    assert len({verdict["label"] for verdict in voices}) == 1
    assert len({verdict["remarks"][0]["text"] for verdict in voices}) == 3


def test_reports_of_judge_and_for_a_friend_are_read(tmp_path: Path, capsys: Captured) -> None:
    mine, theirs = str(tmp_path / "mine.json"), str(tmp_path / "theirs.unwrapped")
    assert main(["judge", "--sample", "night", "--json", mine, "--name", "You"]) == 0
    assert main(["judge", "--sample", "parent", "--friend", theirs, "--name", "Ada"]) == 0
    capsys.readouterr()
    assert main(["together", mine, theirs]) == 0
    out = capsys.readouterr().out
    assert "\nAda: " in out
    assert out.startswith("You: ")
    assert "NOT LISTED FOR YOU" in out


def test_an_older_report_is_compared_by_its_scores(tmp_path: Path, capsys: Captured) -> None:
    out = told(capsys, tmp_path, wakeful(), two_reports.without_lists())
    assert "lists no artists: it is an older one, or they were kept" in out
    assert "IN COMMON" not in out
    assert "\nSCORES\n" in out


def test_names_cannot_steer_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    artists: two_reports.Artists = {"\x1b[31mRed\x07": (90, date(2020, 1, 1)), "Ostkai": (9, None)}
    out = told(
        capsys, tmp_path, report_of("\x1b[2JAda", artists, label="\x1b]0;X"), report_of("Eva", artists)
    )
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[31mRed" in out


def unsound(report: Report) -> Report:
    return replace(report, verdict=replace(report.verdict, label_receipts=("gone",)))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "does not exist"),
        (lambda path: path.write_text("{}", encoding="utf-8"), "report"),
        (lambda path: write(path, unsound(sleepy())), "no verdict of this program"),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_file_that_is_no_sound_report_is_refused_in_one_sentence(
    tmp_path: Path, capsys: Captured, place: int, spoil: Callable[[Path], object], words: str
) -> None:
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in files:
        write(path, sleepy())
    spoil(files[place])
    assert main(["together", *map(str, files)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_one_file_alone_is_a_wrong_command_line(tmp_path: Path, capsys: Captured) -> None:
    assert main(["together", write(tmp_path / "a.json", sleepy())]) == 2
    assert "required: B" in capsys.readouterr().err
