"""`taste`: where a listener stands, as text and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import listeners
from unwrapped_desktop.__main__ import main

Captured = pytest.CaptureFixture[str]

AXES = ["mainstream", "acclaim"]
TRAITS = [
    "explorer_loyalist",
    "grazer_obsessive",
    "day_night",
    "finisher_skipper",
    "album_shuffle",
    "current_nostalgic",
    "broad_narrow",
]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return listeners.write_export(listeners.obsessive(2), tmp_path_factory.mktemp("export"), zipped=True).path


def document(capsys: Captured, *arguments: str) -> dict[str, Any]:
    assert main(["taste", *arguments, "--json", "-"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_everything_stands_in_the_text(export: Path, capsys: Captured) -> None:
    assert main(["taste", str(export), "--timezone", "Europe/Berlin"]) == 0
    out = capsys.readouterr().out
    for heading in ("AXES", "TRAITS", "DECADES", "KINDS OF MUSIC", "HOME COUNTRIES"):
        assert f"\n{heading}" in f"\n{out}"
    told = " ".join(out.split())
    assert told.count("A record of this size leads one to expect") + told.count("No ruling.") >= len(TRAITS)
    assert max(map(len, out.splitlines())) <= 80


def test_samples_name_who_pulls(capsys: Captured) -> None:
    assert main(["taste", "--sample"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Pull towards the charts, in points of 100:" in out
    assert "Pull the other way, in points of 100:" in out
    assert "ABBA" in out


def test_the_json_holds_every_score_with_what_it_rests_on(capsys: Captured) -> None:
    found = document(capsys, "--sample")
    assert [axis["id"] for axis in found["axes"]] == [*AXES, *TRAITS]
    for axis in found["axes"]:
        assert 0 <= axis["low"] <= axis["value"] <= axis["high"] <= 1
        assert axis["strength"] == pytest.approx(abs(axis["value"] - 0.5) * 2, abs=0.001)
        if axis["id"] in AXES:
            assert axis["pulls"]
        else:
            assert axis["measure"]["low"] <= axis["measure"]["value"] <= axis["measure"]["high"]
            assert axis["measure"]["expected"] > 0
    assert [shelves["kind"] for shelves in found["shelves"]] == ["decade", "family", "country"]


def test_exclusions_count(capsys: Captured) -> None:
    whole, without = document(capsys, "--sample"), document(capsys, "--sample", "--exclude-artist", "ABBA")
    assert "ABBA" in {pull["name"] for axis in whole["axes"] for pull in axis["pulls"]}
    assert "ABBA" not in {pull["name"] for axis in without["axes"] for pull in axis["pulls"]}


def test_a_file_is_written_beside_the_text(tmp_path: Path, capsys: Captured) -> None:
    assert main(["taste", "--sample", "--json", str(tmp_path / "taste.json")]) == 0
    assert "AXES" in capsys.readouterr().out
    assert json.loads((tmp_path / "taste.json").read_text("utf-8"))["axes"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["--sample", "nobody"], 3),
        (["no such file.zip"], 3),
        (["--sample", "--json", "/no/folder/a.json"], 5),
    ],
)
def test_errors_are_a_sentence(arguments: list[str], code: int, capsys: Captured) -> None:
    assert main(["taste", *arguments]) == code
    captured = capsys.readouterr()
    assert len(captured.err.strip().splitlines()) == 1
    assert "Traceback" not in captured.err


def test_a_record_that_says_too_little_is_told_so(tmp_path: Path, capsys: Captured) -> None:
    written = listeners.write_export(listeners.obsessive(2)[:60], tmp_path)
    assert main(["taste", str(written.path)]) == 4
    assert "100" in capsys.readouterr().err
