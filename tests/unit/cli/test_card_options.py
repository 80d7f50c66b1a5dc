"""Cards from the command line: kinds, lines, colours, names, sets, words, and one sentence for what cannot be had."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from tests import example_report as example
from tests import two_reports
from tests.example_chapters import life
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import encode_report

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of a made-up listener, as `judge --json` keeps it."""
    path = tmp_path_factory.mktemp("kept") / "report.json"
    path.write_bytes(encode_report(life()))
    return path


def written(path: Path, report: Report) -> Path:
    path.write_bytes(encode_report(report))
    return path


def size(path: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


def words(capsys: Captured, *arguments: str) -> str:
    """Return what `--card-words -` prints, and nothing else."""
    capsys.readouterr()
    assert main([*arguments, "--card-words", "-"]) == 0
    return capsys.readouterr().out


def refused(capsys: Captured, *arguments: str) -> str:
    """Return the sentence of a command that is wrong."""
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    # What is read counts its rows on the same line, and wipes them out.
    error = captured.err.rpartition("\r")[2].replace("\x1b[K", "").strip()
    assert "\n" not in error
    assert error.endswith(".")
    return error


def test_the_strongest_line_goes_on_a_card(kept: Path, tmp_path: Path, capsys: Captured) -> None:
    assert main(["share", str(kept), "--card", f"square={tmp_path / 'a.png'}"]) == 0
    assert size(tmp_path / "a.png") == (1080, 1080)
    assert "“Kuru Yaprak” has started 61 times" in words(capsys, "share", str(kept))


def test_a_line_is_chosen_as_the_page_numbers_it(kept: Path, capsys: Captured) -> None:
    assert "Before May 2022, Nadide Su meant nothing" in words(capsys, "share", str(kept), "--card-line", "2")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--card-kind", "label"], "48,211 plays, 2014 to 2026"),
        (["--card-kind", "era"], "November 2024 to November 2026"),
        (["--card-kind", "era", "--card-era", "2"], "September 2015 to December 2015"),
        (["--card-era", "1"], "February 2014 to August 2015"),
    ],
)
def test_a_kind_is_chosen(kept: Path, capsys: Captured, options: list[str], said: str) -> None:
    assert said in words(capsys, "share", str(kept), *options)


def test_colours_are_chosen(kept: Path, tmp_path: Path, capsys: Captured) -> None:
    pictures = set()
    for colour, told in (("accent", "cream on red"), ("paper", "black on cream"), ("ink", "cream on black")):
        path = tmp_path / f"{colour}.png"
        out = words(capsys, "share", str(kept), "--card", f"wide={path}", "--card-colour", colour)
        assert f"A card, {told}" in out
        pictures.add(path.read_bytes())
    assert len(pictures) == 3


def test_the_name_is_put_on_only_when_it_is_asked_for(kept: Path, capsys: Captured) -> None:
    assert "does not say whose it is" in words(capsys, "share", str(kept), "--name", "Ben")
    assert "Ada · " in words(capsys, "share", str(kept), "--card-name")
    assert "Ben · " in words(capsys, "share", str(kept), "--card-name", "--name", "Ben")


def test_a_card_without_a_name_to_put_on_is_refused(tmp_path: Path, capsys: Captured) -> None:
    report = example.good_report()
    path = written(tmp_path / "r.json", replace(report, listener=replace(report.listener, name="You")))
    sentence = refused(capsys, "share", str(path), f"--card=wide={tmp_path / 'a.png'}", "--card-name")
    assert sentence == "Argument --card-name: nobody has said whose verdict it is; do with --name."
    assert not (tmp_path / "a.png").exists()


def test_words_go_into_a_file(kept: Path, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "words.txt"
    pictures = [f"--card={name}={tmp_path / name}.png" for name in ("story", "wide")]
    assert main(["share", str(kept), *pictures, "--card-words", str(path)]) == 0
    assert "stayed" in capsys.readouterr().out
    told = path.read_text(encoding="utf-8")
    for heading in ("THE CARD", "FOR THOSE WHO CANNOT SEE IT", "WHAT IT REVEALS"):
        assert told.count(f"\n{heading}\n") == 2
    assert told.startswith("story.png\n")
    assert "\nwide.png\n" in told
    assert (
        "It shows no place, no device, no time finer than the hour and nothing of private sessions." in told
    )


def test_a_set_writes_over_nothing(kept: Path, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "not" / "there yet"
    arguments = ["share", str(kept), "--card-set", str(folder), "--card-format", "wide"]
    assert main(arguments) == 0
    first = {path: path.read_bytes() for path in folder.iterdir()}
    assert 6 <= len(first) <= 8
    assert {size(path) for path in first} == {(1200, 630)}
    assert sorted(path.name[:2] for path in first) == [f"{number}-" for number in range(1, len(first) + 1)]
    assert main(arguments) == 0
    assert len(list(folder.iterdir())) == 2 * len(first)
    assert all(path.read_bytes() == content for path, content in first.items())


def test_a_set_that_cannot_be_written_is_said(kept: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "file").touch()
    assert main(["share", str(kept), "--card-set", str(tmp_path / "file")]) == 5
    assert "could not be written" in capsys.readouterr().err


def test_one_line_is_let_out(kept: Path, capsys: Captured) -> None:
    out = words(capsys, "share", str(kept), "--card-line", "4", "--allow", "line.4")
    assert "Your first play of a weekday comes at 7:42" in out
    assert "was let out. It tells a time finer than the hour." in out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--card-line", "4"],
            "That card cannot be made: Line 4 stays off cards. It tells a time finer than the hour.",
        ),
        (["--card-line", "40"], "That card cannot be made: There is no line 40; the last one is 10."),
        (["--card-era", "40"], "That card cannot be made: There is no era 40; the last one is 6."),
        (
            ["--card-kind", "years"],
            "That card cannot be made: Labels by year are told from every play, and those are not at hand.",
        ),
        (
            ["--card-kind", "label", "--card-line", "2"],
            "Argument --card-line: a card about the label quotes no line of the page.",
        ),
        (
            ["--card-kind", "line", "--card-era", "2"],
            "Argument --card-era: only --card-kind era is about one.",
        ),
        (
            ["--card-era", "1", "--card-line", "2"],
            "Argument --card-line: a card about the era quotes no line of the page.",
        ),
    ],
)
def test_what_cannot_be_had_is_said_in_one_sentence(
    kept: Path, tmp_path: Path, capsys: Captured, options: list[str], sentence: str
) -> None:
    picture = tmp_path / "a.png"
    assert refused(capsys, "share", str(kept), f"--card=story={picture}", *options) == sentence
    assert not picture.exists()


@pytest.mark.parametrize("number", ["0", "-1", "two", "²", "1.5"])
def test_a_line_is_a_number_from_one_on(kept: Path, capsys: Captured, number: str) -> None:
    assert "write a whole number from 1 on" in refused(capsys, "share", str(kept), f"--card-line={number}")


def test_a_choice_about_no_card_is_said(kept: Path, capsys: Captured) -> None:
    sentence = refused(capsys, "share", str(kept), "--what-stays", "--card-line", "2")
    assert sentence == "Argument --card-line: it is about a card; ask for one with --card."


@pytest.mark.parametrize(("command", "other"), [("judge", "--json=-"), ("judge", "--what-stays")])
def test_two_things_cannot_be_printed(capsys: Captured, command: str, other: str) -> None:
    sentence = refused(capsys, command, "--sample", "--card-words", "-", other)
    assert f"so does {other.replace('=', ' ')}" in sentence


def test_years_and_eras_are_told_from_the_same_source(capsys: Captured) -> None:
    assert main(["chapters", "--sample", "parent"]) == 0
    chapters = capsys.readouterr().out
    by_year = words(capsys, "judge", "--sample", "parent", "--card-kind", "years").splitlines()
    labels = [line.partition(": ") for line in by_year[2:8]]
    assert [year for year, _, _ in labels] == ["2021", "2022", "2023", "2024", "2025", "2026"]
    assert all(label in chapters for _, _, label in labels)
    era = words(capsys, "judge", "--sample", "parent", "--card-era", "1").splitlines()
    assert era[1] == "October 2021 to August 2023"
    assert era[2] in chapters


def test_lists_alone_make_cards_of_lines_and_label(tmp_path: Path, capsys: Captured) -> None:
    label = words(capsys, "judge", "--sample", "ranked", "--card-kind", "label")
    assert "50 artists of about the last year" in label
    folder = tmp_path / "set"
    assert main(["judge", "--sample", "ranked", "--card-set", str(folder)]) == 0
    assert not [path for path in folder.iterdir() if "era" in path.name or "years" in path.name]
    capsys.readouterr()
    sentence = refused(capsys, "judge", "--sample", "ranked", "--card-kind", "era", "--card-words", "-")
    assert "Spotify's lists know of one year" in sentence


def two(tmp_path: Path) -> list[str]:
    return [
        "together",
        str(written(tmp_path / "a.json", two_reports.wakeful())),
        str(written(tmp_path / "b.json", two_reports.sleepy())),
    ]


def test_two_listeners_have_a_card(tmp_path: Path, capsys: Captured) -> None:
    picture = tmp_path / "two.png"
    out = words(capsys, *two(tmp_path), "--card", f"portrait={picture}", "--card-colour", "paper")
    assert size(picture) == (1080, 1350)
    assert "Mira" not in out
    assert "Jonas" not in out
    assert "The one: LOYAL TO THE INTRO" in out
    named = words(capsys, *two(tmp_path), "--card-name")
    assert "Mira: LOYAL TO THE INTRO" in named
    assert "and says whose it is: Mira and Jonas." in named


def test_a_line_about_two_is_chosen(tmp_path: Path, capsys: Captured) -> None:
    assert main(two(tmp_path)) == 0
    capsys.readouterr()
    first, second = (words(capsys, *two(tmp_path), "--card-line", number) for number in ("1", "2"))
    assert first.splitlines()[5] != second.splitlines()[5]
    assert "There is no line 90" in refused(capsys, *two(tmp_path), "--card-words", "-", "--card-line", "90")


def test_both_are_printed_unless_the_words_are_wanted(tmp_path: Path, capsys: Captured) -> None:
    assert main([*two(tmp_path), "--card", f"wide={tmp_path / 'a.png'}"]) == 0
    assert "RECEIPTS" in capsys.readouterr().out
