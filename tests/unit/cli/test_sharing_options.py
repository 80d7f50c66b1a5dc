"""What is given away from the command line: web page, facts, one thing let out, and what stays."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests import example_report as example
from tests.example_charts import charted
from tests.private_report import private_report
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.domain.friend_file import FRIEND_NAME
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.sources.report_file import read_friend_report

Captured = pytest.CaptureFixture[str]
MARK = "PRIVATEMARK"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of a made-up listener, as `judge --json` keeps it."""
    path = tmp_path_factory.mktemp("kept") / "report.json"
    assert main(["judge", "--sample", "--json", str(path)]) == 0
    return path


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """Return a report with something private in every place where there can be."""
    path = tmp_path / "private.json"
    path.write_bytes(encode_report(private_report(MARK)))
    return path


def facts_in(path: Path) -> list[dict[str, str]]:
    """Return the lines of a table of facts, of a package's too."""
    content = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as package:
            content = package.read("facts.csv")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def words_in(path: Path) -> str:
    """Return everything that a file says."""
    if path.suffix != ".zip":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8") for name in package.namelist())


def refused(capsys: Captured, *arguments: str) -> tuple[int, str]:
    """Return the exit code and the sentence of a command that fails."""
    code = main(list(arguments))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    return code, told.err


# ------------------------------------------------------------------------------------------------------------- the files
def test_facts_are_written_as_the_ending_says(tmp_path: Path, kept: Path, capsys: Captured) -> None:
    table, document, package = (tmp_path / f"facts{ending}" for ending in (".csv", ".json", ".zip"))
    for path in (table, document, package):
        assert main(["share", str(kept), "--facts", str(path)]) == 0
    told = json.loads(document.read_bytes())
    assert told["format"] == "unwrapped-facts/1"
    assert told["listener"] == {"name": FRIEND_NAME, "source": "sample"}
    ids = [fact["id"] for fact in told["facts"]]
    assert len(ids) > 150
    assert ids == [line["id"] for line in facts_in(table)] == [line["id"] for line in facts_in(package)]
    assert capsys.readouterr().err == ""


def test_judge_writes_them_beside_its_verdict(tmp_path: Path, capsys: Captured) -> None:
    table, page = tmp_path / "FACTS.CSV", tmp_path / "verdict.html"
    assert main(["judge", "--sample", "--facts", str(table), "--page", str(page)]) == 0
    out = capsys.readouterr().out
    assert "claims checked." in out
    assert len(facts_in(table)) > 150
    html = page.read_text(encoding="utf-8")
    assert out.splitlines()[2] in html


def test_a_name_is_on_them_only_if_it_is_given(tmp_path: Path, kept: Path) -> None:
    listener = decode_report(kept.read_bytes()).listener.name
    document, page, given = tmp_path / "f.json", tmp_path / "p.html", tmp_path / "ada.unwrapped"
    options = ["share", str(kept), "--facts", str(document), "--page", str(page), "--friend", str(given)]
    assert main(options) == 0
    for path in (document, page, given):
        assert listener not in path.read_text(encoding="utf-8")
    assert main([*options, "--name", "Zoë Q"]) == 0
    for path in (document, page, given):
        assert "Zoë Q" in path.read_text(encoding="utf-8")


def test_a_friend_can_be_given_songs_too(tmp_path: Path, kept: Path) -> None:
    given = tmp_path / "ada.unwrapped"
    assert main(["share", str(kept), "--friend", str(given)]) == 0
    with_artists = read_friend_report([given])
    assert main(["share", str(kept), "--friend", str(given), "--friend-detail", "songs"]) == 0
    with_songs = read_friend_report([given])
    assert with_artists is not None
    assert with_songs is not None
    assert with_artists.charts is not None
    assert with_songs.charts is not None
    assert (with_artists.charts.songs, with_artists.charts.albums) == ((), ())
    assert with_songs.charts.songs
    assert with_songs.charts.albums
    assert len(with_songs.facts) > len(with_artists.facts)


@pytest.mark.parametrize("ending", [".csv", ".json", ".zip", ".html", ".unwrapped"])
def test_nothing_private_is_in_any_of_them(tmp_path: Path, private: Path, ending: str) -> None:
    path = tmp_path / f"given{ending}"
    option = {".html": "--page", ".unwrapped": "--friend"}.get(ending, "--facts")
    assert main(["share", str(private), option, str(path)]) == 0
    words = words_in(path)
    for secret in (MARK, "13:37", "37:11", "1:47", "7:43", "Vaduz", "5ec4e7", "f00dfeed"):
        assert secret not in words, secret


def test_the_same_report_gives_the_same_bytes(tmp_path: Path, kept: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    for path in (first, second):
        assert main(["share", str(kept), "--facts", str(path)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_file_of_that_name_is_replaced_and_nothing_else_is_left(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"older")
    assert main(["share", str(kept), "--facts", str(path)]) == 0
    assert facts_in(path)
    assert list(tmp_path.iterdir()) == [path]


# ---------------------------------------------------------------------------------------------------------- letting out
def test_one_line_is_let_out_and_no_other(tmp_path: Path, private: Path, capsys: Captured) -> None:
    report = private_report(MARK)
    place, line = next(
        (place, one)
        for place, one in enumerate(report.verdict.remarks, start=1)
        if one.id == "private.private_night"
    )
    given = tmp_path / "ada.unwrapped"
    assert main(["share", str(private), "--friend", str(given)]) == 0
    before = read_friend_report([given])
    assert main(["share", str(private), "--friend", str(given), "--allow", f"line.{place}"]) == 0
    after = read_friend_report([given])
    assert before is not None
    assert after is not None
    more = [one for one in after.verdict.remarks if one not in before.verdict.remarks]
    assert [one.text for one in more] == [line.text]
    assert {one.id for one in after.receipts} - {one.id for one in before.receipts} == {"private_night"}
    first, second = capsys.readouterr().out.splitlines()
    assert int(first.split()[0]) == int(second.split()[0]) + 1


def test_one_fact_is_let_out_however_its_key_is_typed(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "facts.csv"
    assert main(["share", str(kept), "--facts", str(path)]) == 0
    before = {line["id"] for line in facts_in(path)}
    assert main(["share", str(kept), "--facts", str(path), "--allow", "FACT.saved.Tracks"]) == 0
    assert {line["id"] for line in facts_in(path)} - before == {"saved.tracks"}


def test_several_are_let_out_one_by_one(tmp_path: Path, private: Path) -> None:
    path = tmp_path / "facts.zip"
    keys = [f"artist.{MARK} alone", "fact.saved.longest_unplayed_artist"]
    options = [option for key in keys for option in ("--allow", key)]
    assert main(["share", str(private), "--facts", str(path), *options]) == 0
    with zipfile.ZipFile(path) as package:
        artists, facts = (package.read(f"{name}.csv").decode("utf-8-sig") for name in ("artists", "facts"))
    assert artists.count(MARK) == 1
    assert facts.count(MARK) == 1
    assert words_in(path).count(MARK) == 2


@pytest.mark.parametrize(
    "key", ["line.1", "line.0", "line.999", "fact.who.top_artist", "artist.Nobody", "x", "", "era.1.line.1"]
)
def test_a_key_of_nothing_that_stays_is_a_usage_error(
    tmp_path: Path, kept: Path, capsys: Captured, key: str
) -> None:
    path = tmp_path / "facts.csv"
    code, sentence = refused(capsys, "share", str(kept), "--facts", str(path), "--allow", key)
    assert code == 2
    assert repr(key) in sentence
    assert "--what-stays prints the keys" in sentence
    assert not path.exists()


def test_judge_refuses_such_a_key_before_it_writes_anything(tmp_path: Path, capsys: Captured) -> None:
    path, report = tmp_path / "facts.csv", tmp_path / "report.json"
    code, sentence = refused(
        capsys, "judge", "--sample", "--facts", str(path), "--json", str(report), "--allow", "line.999"
    )
    assert (code, "line.999" in sentence) == (2, True)
    assert list(tmp_path.iterdir()) == []


# ----------------------------------------------------------------------------------------------------------- what stays
def test_everything_that_stays_is_printed_with_a_key_that_lets_it_out(
    tmp_path: Path, private: Path, capsys: Captured
) -> None:
    assert main(["share", str(private), "--what-stays"]) == 0
    out = capsys.readouterr().out
    head, _, given = out.partition("WHAT A FILE GIVES AWAY")
    assert "It rests on something private.\n" in head
    assert "It tells a time finer than the hour.\n" in head
    assert f'"artist.{MARK} alone"' in head
    assert f"{MARK} at night." in head
    assert "no key: the files and their names" in " ".join(given.split())
    assert max(len(line) for line in out.splitlines()) <= 78
    keys = [line.split()[0] for line in head.splitlines() if line.startswith(("  line.", "  fact."))]
    assert len(keys) > 5
    path = tmp_path / "facts.csv"
    for key in keys:
        assert main(["share", str(private), "--facts", str(path), "--allow", key]) == 0


def test_it_is_printed_instead_of_the_verdict(tmp_path: Path, capsys: Captured) -> None:
    report = tmp_path / "report.json"
    assert main(["judge", "--sample", "--what-stays", "--json", str(report)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("STAYS OUT OF FILES AND OFF CARDS\n")
    assert "RECEIPTS" not in out
    decode_report(report.read_bytes())


def test_where_nothing_stays_it_says_so(tmp_path: Path, capsys: Captured) -> None:
    report = charted(example.good_report())
    hidden = {receipt.id for receipt in report.receipts if not receipt.shareable}
    kept_remarks = tuple(one for one in report.verdict.remarks if not hidden & set(one.receipts))
    path = tmp_path / "open.json"
    path.write_bytes(encode_report(replace(report, verdict=replace(report.verdict, remarks=kept_remarks))))
    assert main(["share", str(path), "--what-stays"]) == 0
    out = capsys.readouterr().out
    assert "STAYS OUT OF FILES" not in out
    assert main(["share", str(path), "--facts", str(tmp_path / "facts.csv")]) == 0
    assert capsys.readouterr().out == "Nothing had to stay.\n"


def test_where_everything_stays_it_says_that_too(tmp_path: Path, capsys: Captured) -> None:
    report = example.good_report()
    closed = tuple(replace(one, shareable=False) for one in report.receipts)
    path = tmp_path / "closed.json"
    path.write_bytes(encode_report(replace(report, receipts=closed)))
    assert main(["share", str(path), "--what-stays"]) == 0
    assert "no file to be made" in " ".join(capsys.readouterr().out.split())
    code, sentence = refused(capsys, "share", str(path), "--facts", str(tmp_path / "facts.csv"))
    assert (code, "nothing is left to give away" in sentence) == (5, True)
    assert main(["share", str(path), "--facts", str(tmp_path / "facts.csv"), "--allow", "line.1"]) == 0


def test_hostile_names_do_not_steer_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    name = "\x1b]0;owned\x07\u202eevil\r\nline.9  a lie"
    path = tmp_path / "hostile.json"
    path.write_bytes(encode_report(private_report(name)))
    assert main(["share", str(path), "--what-stays"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\r" not in out
    assert "\nline.9" not in out


# -------------------------------------------------------------------------------------------------------------- refusals
@pytest.mark.parametrize("name", ["facts", "facts.xlsx", "facts.csv.gz", "facts.", ""])
def test_another_ending_is_a_usage_error(kept: Path, capsys: Captured, name: str) -> None:
    code, sentence = refused(capsys, "share", str(kept), "--facts", name)
    assert code == 2
    assert "write a name that ends in .csv, .json or .zip" in sentence


def test_to_share_nothing_is_a_usage_error(kept: Path, capsys: Captured) -> None:
    code, sentence = refused(capsys, "share", str(kept))
    assert code == 2
    assert sentence.startswith("Say what to make of it: --page, ")


def test_standard_output_is_for_one_of_two(capsys: Captured) -> None:
    code, sentence = refused(capsys, "judge", "--sample", "--what-stays", "--json", "-")
    assert code == 2
    assert "choose one of them" in sentence


def test_places_that_cannot_be_written_are_said(tmp_path: Path, kept: Path, capsys: Captured) -> None:
    for option, name in (("--facts", "facts.csv"), ("--page", "verdict.html"), ("--friend", "a.unwrapped")):
        code, sentence = refused(capsys, "share", str(kept), option, str(tmp_path / "gone" / name))
        assert (code, f"{name} could not be written" in sentence) == (5, True)


Spoil = Callable[[Report], bytes]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _report: b"",
        lambda _report: b"{}",
        lambda report: encode_report(report)[:-5],
        lambda report: encode_report(replace(report, receipts=())),
        lambda report: encode_report(replace(report, verdict=replace(report.verdict, remarks=()))),
        lambda report: encode_report(replace(report, facts=(replace(report.facts[0], id="x" * 9_000),))),
    ],
)
def test_a_file_that_is_no_sound_report_is_refused(tmp_path: Path, capsys: Captured, spoil: Spoil) -> None:
    path, out = tmp_path / "report.json", tmp_path / "facts.csv"
    path.write_bytes(spoil(example.good_report()))
    code, _ = refused(capsys, "share", str(path), "--facts", str(out))
    assert code == 3
    assert not out.exists()


def test_cards_are_made_of_a_kept_report_too(tmp_path: Path, kept: Path) -> None:
    card = tmp_path / "card.png"
    assert main(["share", str(kept), "--card", f"square={card}"]) == 0
    assert card.read_bytes().startswith(b"\x89PNG\r\n")


def test_the_facts_are_written_in_as_many_forms_as_are_asked_for(kept: Path, tmp_path: Path) -> None:
    table, document, package = (tmp_path / f"facts.{ending}" for ending in ("csv", "json", "zip"))
    asked = [part for path in (table, document, package) for part in ("--facts", str(path))]
    assert main(["share", str(kept), *asked]) == 0
    told = [fact["id"] for fact in facts_in(table)]
    assert told
    assert [fact["id"] for fact in facts_in(package)] == told
    assert [fact["id"] for fact in json.loads(document.read_bytes())["facts"]] == told


def test_a_report_of_a_time_zone_that_does_not_exist_is_shared_in_utc(tmp_path: Path) -> None:
    odd = example.good_report()
    odd = replace(odd, provenance=replace(odd.provenance, timezone="Mars/Olympus"))
    path, page = tmp_path / "report.json", tmp_path / "page.html"
    path.write_bytes(encode_report(odd))
    assert main(["share", str(path), "--page", str(page), "--card", f"wide={tmp_path / 'card.png'}"]) == 0
    assert "22 November 2026" in page.read_text(encoding="utf-8")
    assert "Mars/Olympus" not in page.read_text(encoding="utf-8")
