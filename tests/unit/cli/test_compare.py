"""`compare` through the front door: what is printed, exit codes, one sentence for each error."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import example_report
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.domain.report import Fact, Report
from unwrapped_desktop.domain.report_json import encode_report

Captured = pytest.CaptureFixture[str]
BASE = example_report.known_report()


def write(path: Path, report: Report) -> str:
    path.write_bytes(encode_report(report))
    return str(path)


def compared(capsys: Captured, tmp_path: Path, before: Report, after: Report) -> str:
    old, new = write(tmp_path / "old.json", before), write(tmp_path / "new.json", after)
    assert main(["compare", old, new]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def top_artist(name: str) -> tuple[Fact, ...]:
    return (Fact(id="who.top_artist", value=name, unit="artist", sample=9),)


def test_two_files_of_judge_are_compared(tmp_path: Path, capsys: Captured) -> None:
    files = [str(tmp_path / name) for name in ("old.json", "new.json")]
    assert main(["judge", "--sample", "--json", files[0]]) == 0
    top = next(fact for fact in json.loads(Path(files[0]).read_bytes())["facts"] if fact["unit"] == "artist")
    assert main(["judge", "--sample", "--exclude-artist", top["value"], "--json", files[1]]) == 0
    capsys.readouterr()
    assert main(["compare", *files]) == 0
    out = capsys.readouterr().out
    assert f"{top['value']} is no longer your most played artist;" in out
    for heading in ("WHY\nYou leave out", "RECORD\nPlays: ", "\nAXES\n", "\nFACTS\n"):
        assert heading in out
    assert max(map(len, out.splitlines())) <= 78


def test_a_report_and_itself_moved_nothing(tmp_path: Path, capsys: Captured) -> None:
    assert compared(capsys, tmp_path, BASE, BASE) == "Two reports of 22 November 2026\n\nNothing moved.\n"


def test_both_dates_the_verdict_and_the_cause_are_said(tmp_path: Path, capsys: Captured) -> None:
    newer = replace(
        BASE,
        created_at=datetime(2027, 1, 2, tzinfo=UTC),
        verdict=replace(BASE.verdict, label="SLEEPS IN THE CAR"),
        provenance=replace(BASE.provenance, engine_version="2"),
    )
    assert compared(capsys, tmp_path, BASE, newer).split("\n\n") == [
        "The report of 22 November 2026 and that of 2 January 2027",
        "The label was LOYAL TO THE INTRO and is SLEEPS IN THE CAR.",
        "WHY\nThe program measures in another way: version 1 before, 2 now.",
        (
            "VERDICT\n"
            "Before: LOYAL TO THE INTRO. Seven of your ten most started songs are rarely\n"
            "  finished.\n"
            "Now: SLEEPS IN THE CAR. Seven of your ten most started songs are rarely\n"
            "  finished.\n"
        ),
    ]


def test_a_move_that_nothing_explains_is_said_to_be_unexplained(tmp_path: Path, capsys: Captured) -> None:
    out = compared(capsys, tmp_path, BASE, replace(BASE, record=replace(BASE.record, plays=48_212)))
    assert "WHY\nThe reports do not say why." in out
    assert "Plays: 48,211 -> 48,212 (+1)." in out


def test_remarks_stand_under_what_became_of_them(tmp_path: Path, capsys: Captured) -> None:
    first, second, third = BASE.verdict.remarks[:3]
    older = replace(BASE, verdict=replace(BASE.verdict, remarks=(first, second)))
    newer = replace(
        BASE, verdict=replace(BASE.verdict, remarks=(third, replace(second, text="In other words.")))
    )
    out = compared(capsys, tmp_path, older, newer)
    new, gone, words = (
        out.index("SAID FOR THE FIRST TIME"),
        out.index("NOT SAID ANY MORE"),
        out.index("SAID IN"),
    )
    assert new < out.index(third.text[:20]) < gone < out.index(first.text[:20]) < words
    assert "Now: In other words." in out
    assert "SAID WITH OTHER FIGURES" not in out


def test_a_name_cannot_steer_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    out = compared(
        capsys,
        tmp_path,
        replace(BASE, facts=top_artist("\x1b[31mRed\x07\nBARON")),
        replace(BASE, facts=top_artist("Ostkai")),
    )
    assert "[31mRed  BARON is no longer your most played artist; Ostkai is." in out
    assert "\x1b" not in out


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path, capsys: Captured) -> None:
    marked = tmp_path / "marked.json"
    marked.write_bytes(b"\xef\xbb\xbf" + encode_report(BASE) + b"\r\n")
    assert main(["compare", str(marked), write(tmp_path / "plain.json", BASE)]) == 0
    assert "Nothing moved." in capsys.readouterr().out


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "It does not exist, or no longer."),
        (b"", "The saved report cannot be read"),
        (b"PK\x03\x04", "The saved report cannot be read"),
        (b"{}", "missing required field"),
        (b'{"schema": "unwrapped-report/9"}', "unwrapped-report/9"),
        (b"\xff\xfe{\x00}\x00", "The saved report cannot be read"),
    ],
    ids=["missing", "empty", "zip", "other JSON", "later version", "UTF-16"],
)
def test_a_bad_file_is_named_in_a_sentence(
    content: bytes | None, words: str, place: int, tmp_path: Path, capsys: Captured
) -> None:
    bad = tmp_path / "bad file.json"
    if content is not None:
        bad.write_bytes(content)
    files = [write(tmp_path / "good.json", BASE)]
    files.insert(place, str(bad))
    assert main(["compare", *files]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "bad file.json" in captured.err
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, capsys: Captured) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "folder.json").mkdir()
    good = write(tmp_path / "good.json", BASE)
    for name in ("pipe.json", "folder.json"):
        assert main(["compare", str(tmp_path / name), good]) == 3
        assert f"{name} is not a file" in capsys.readouterr().err
    for name in ("x" * 5_000, "nul\0"):
        assert main(["compare", name, good]) == 3
        assert capsys.readouterr().err.count("\n") == 1


def test_two_files_are_needed(tmp_path: Path, capsys: Captured) -> None:
    good = write(tmp_path / "good.json", BASE)
    assert main(["compare"]) == 2
    assert main(["compare", good]) == 2
    assert main(["compare", good, good, good]) == 2
    assert capsys.readouterr().out == ""


def test_help_names_the_command(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    assert "compare" in capsys.readouterr().out
    assert main(["compare", "--help"]) == 0
    assert "OLD.json" in capsys.readouterr().out
