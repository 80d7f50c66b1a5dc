"""The command line through its front door: outputs, exit codes, one sentence for each error."""

import json
import os
import struct
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests import listeners
from unwrapped_desktop import __main__ as beginning
from unwrapped_desktop import __version__
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.cli.main import COMMANDS
from unwrapped_desktop.resources import resource_bytes
from unwrapped_desktop.self_test import run as self_testing

SCHEMA = json.loads(resource_bytes("schema", "unwrapped-report-1.schema.json"))

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> listeners.Written:
    """Return an export in a folder whose path has spaces and umlauts."""
    folder = tmp_path_factory.mktemp("Ordner für Öl und Ähnliches")
    rows = listeners.obsessive(2)
    return listeners.write_export(rows, folder, zipped=True, duplicates=20, podcasts=30, nameless=10)


def judged(capsys: Captured, *arguments: str) -> dict[str, Any]:
    assert main(["judge", *arguments, "--json", "-"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def png_size(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_the_verdict_is_printed_with_numbered_receipts(export: listeners.Written, capsys: Captured) -> None:
    assert main(["judge", str(export.path), "--timezone", "Europe/Berlin"]) == 0
    out = capsys.readouterr().out
    assert "[1]" in out
    assert "RECEIPTS" in out
    assert "claims checked." in out


def test_json_on_standard_output_is_alone_and_valid(export: listeners.Written, capsys: Captured) -> None:
    report = judged(capsys, str(export.path))
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    record = report["record"]
    assert record["rows_total"] == record["rows_used"] + sum(record["set_aside"].values())
    assert record["set_aside"]["podcast"] == 30
    assert record["set_aside"]["no_metadata"] == 10


def test_report_and_four_cards_are_written(tmp_path: Path, capsys: Captured) -> None:
    sizes = {"story": (1080, 1920), "square": (1080, 1080), "portrait": (1080, 1350), "wide": (1200, 630)}
    cards = [f"--card={name}={tmp_path / name}.png" for name in sizes]
    assert main(["judge", "--sample", "--json", str(tmp_path / "report.json"), *cards]) == 0
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads((tmp_path / "report.json").read_bytes()))
    assert {name: png_size(tmp_path / f"{name}.png") for name in sizes} == sizes
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(f"{name}.png" for name in sizes), "report.json"]
    )
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("command", ["taste", "diagnose"])
def test_whoever_has_lists_alone_has_no_plays_to_look_at(command: str, capsys: Captured) -> None:
    assert main([command, "--sample", "ranked"]) == 3
    assert "There is no sample listener called ranked" in capsys.readouterr().err


def test_lists_alone_are_judged_too(capsys: Captured) -> None:
    report = judged(capsys, "--sample", "ranked")
    assert report["record"]["kind"] == "top_lists"
    assert report["verdict"]["claims_checked"] == report["verdict"]["claims_total"] > 5
    assert main(["judge", "--sample", "ranked"]) == 0
    assert "Lists give an order and no counts." in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", ["loyalist", "parent", "night", "unlisted", "gaps"])
def test_each_sample_is_judged_and_labelled(name: str, capsys: Captured) -> None:
    report = judged(capsys, "--sample", name)
    assert report["listener"]["source"] == "sample"
    assert len(report["verdict"]["remarks"]) >= 8


def test_the_same_data_gives_the_same_bytes(export: listeners.Written, capsys: Captured) -> None:
    first, second = (judged(capsys, str(export.path), "--timezone", "UTC") for _ in range(2))
    first.pop("created_at")
    second.pop("created_at")
    assert json.dumps(first) == json.dumps(second)


def test_another_seed_says_it_differently_under_the_same_label(
    export: listeners.Written, capsys: Captured
) -> None:
    first = judged(capsys, str(export.path))
    second = judged(capsys, str(export.path), "--seed", "5")
    assert first["verdict"]["label"] == second["verdict"]["label"]
    assert first["facts"] == second["facts"]
    assert [item["text"] for item in first["verdict"]["remarks"]] != [
        item["text"] for item in second["verdict"]["remarks"]
    ]


def test_exclusions_are_counted_and_gone(export: listeners.Written, capsys: Captured) -> None:
    whole = judged(capsys, str(export.path), "--timezone", "UTC")
    artist = next(fact["value"] for fact in whole["facts"] if fact["id"] == "who.top_artist")
    own = [row for row in export.rows if row["master_metadata_album_artist_name"] == artist]
    song = f"{artist} - {own[0]['master_metadata_track_name']}"
    album = f"{artist} - {own[0]['master_metadata_album_album_name']}"
    for option, value in (
        ("--exclude-artist", artist),
        ("--exclude-track", song),
        ("--exclude-album", album),
    ):
        part = judged(capsys, str(export.path), "--timezone", "UTC", option, value)
        assert part["record"]["set_aside"]["excluded"] > 0
        assert part["record"]["rows_total"] == whole["record"]["rows_total"]
        assert part["provenance"]["data_sha256"] == whole["provenance"]["data_sha256"]
    without = judged(capsys, str(export.path), "--timezone", "UTC", "--exclude-artist", artist.upper())
    assert all(cell["value"] != artist for receipt in without["receipts"] for cell in receipt["rows"])


def test_excluded_hours_are_inclusive(export: listeners.Written, capsys: Captured) -> None:
    assert main(["judge", str(export.path), "--exclude-hours", "0-23"]) == 4
    assert "plays" in capsys.readouterr().err


def refused(capsys: Captured, *arguments: str) -> tuple[int, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return code, captured.err


def test_every_kind_of_failure_has_its_exit_code_and_a_sentence(
    export: listeners.Written, tmp_path: Path, capsys: Captured
) -> None:
    not_spotify = tmp_path / "notes.zip"
    not_spotify.write_bytes(b"hello")
    few = listeners.write_export(listeners.short_record(1)[:60], tmp_path / "few")
    os.mkfifo(tmp_path / "pipe.json")
    cases = [
        (3, ["judge", str(tmp_path / "missing.zip")]),
        (3, ["judge", str(not_spotify)]),
        (3, ["judge", str(tmp_path / "pipe.json")]),
        (3, ["judge", "--sample", "nobody"]),
        (4, ["judge", str(few.path)]),
        (5, ["judge", str(export.path), "--json", str(tmp_path / "no" / "such" / "report.json")]),
        (5, ["judge", "--sample", "--card", f"wide={tmp_path / 'no' / 'card.png'}"]),
        (2, ["judge", "--timezone", "Mars/Olympus", str(export.path)]),
        (2, ["judge", "--card", "poster=x.png", str(export.path)]),
        (2, ["judge", "--exclude-range", "2024-02-30..2024-03-01", str(export.path)]),
        (2, ["judge", "--intensity", "savage", str(export.path)]),
        (2, ["frobnicate"]),
        (3, ["diagnose", str(tmp_path / "missing.zip")]),
    ]
    for expected, arguments in cases:
        code, err = refused(capsys, *arguments)
        assert (code, arguments) == (expected, arguments)
        assert err.strip()
        assert err.count("\n") <= 2, err


def test_no_source_at_all_is_a_usage_error(capsys: Captured) -> None:
    assert main(["judge"]) == 2
    assert "export" in capsys.readouterr().err


def test_diagnose_says_what_was_read(export: listeners.Written, capsys: Captured) -> None:
    assert main(["diagnose", str(export.path)]) == 0
    out = capsys.readouterr().out
    assert "set aside, podcast: 30" in out
    assert "Streaming_History_Audio" in out


def test_nothing_private_leaves_the_export(
    export: listeners.Written, tmp_path: Path, capsys: Captured
) -> None:
    for vintage in ("extended_2020", "extended_2021", "account"):
        written = listeners.write_export(listeners.private_sessions(4), tmp_path / vintage, vintage)
        assert main(["judge", str(written.path), "--json", "-"]) == 0
        out = capsys.readouterr().out
        assert main(["diagnose", str(written.path)]) == 0
        out += capsys.readouterr().out
        assert [canary for canary in listeners.CANARIES if canary in out] == []


def test_version_and_help(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
    assert main(["--help"]) == 0
    assert "judge" in capsys.readouterr().out


def test_every_command_is_one_also_beside_a_file_of_its_name() -> None:
    assert set(COMMANDS) == beginning.COMMANDS


def test_the_self_test_is_one_option(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["--help"]) == 0
    assert "--self-test" in capsys.readouterr().out
    for code in (0, 1):
        monkeypatch.setattr(self_testing, "self_test", lambda code=code: code)
        assert main(["--self-test"]) == code
