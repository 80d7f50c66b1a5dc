"""`judge` as a process: odd places, odd terminals, a reader that leaves, a person who changes their mind."""

# ruff: noqa: S603

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.integration.processes import PROGRAM, TIMEOUT_S, Home, quiet, run, tree

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals and signals of POSIX")

OLD_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""As a system without any UTF-8 has it; by itself Python makes up for `LC_ALL=C`."""


def other(home: Home, more: Mapping[str, str | None]) -> Home:
    return Home(folder=home.folder, more=more)


def without_note_on_locale(err: str) -> str:
    """Leave out what Qt says, in four lines, when it paints a card where the locale is not UTF-8."""
    lines = err.splitlines(keepends=True)
    return "".join(lines[4:] if lines and lines[0].startswith("Detected locale") else lines)


def report_of(home: Home, source: Path) -> bytes:
    ended = run(home, "judge", source, "--timezone", "UTC", "--json", "-")
    assert (ended.code, ended.err) == (0, "")
    return without_time(ended.out)


def without_time(report: bytes) -> bytes:
    document = json.loads(report)
    del document["created_at"]
    return json.dumps(document).encode()


def test_it_judges_in_folders_with_spaces_and_umlauts_and_in_any_locale(home: Home, export: Path) -> None:
    place = home.made("Müll & Söhne, 100 %")
    shutil.copy(export, place / "Meine Spötify Daten.zip")
    outputs = ["--json", "Bericht für mich.json", "--card", "wide=Große Karte.png"]
    arguments = ["judge", "Meine Spötify Daten.zip", "--timezone", "UTC", *outputs]
    expected = report_of(home, export)
    for locale in ({}, {"LC_ALL": "C"}, OLD_LOCALE):
        # Whether the names can be printed there is asked below.
        ended = run(other(home, locale), *arguments, cwd=place)
        if locale is not OLD_LOCALE:
            assert (ended.code, without_note_on_locale(ended.err)) == (0, "")
        assert without_time((place / "Bericht für mich.json").read_bytes()) == expected
        assert (place / "Große Karte.png").read_bytes().startswith(b"\x89PNG")
        assert len(list(place.iterdir())) == 3
        (place / "Bericht für mich.json").unlink()
        (place / "Große Karte.png").unlink()


def test_a_terminal_that_knows_no_umlauts_still_gets_the_verdict(home: Home) -> None:
    for locale in (OLD_LOCALE, {"PYTHONIOENCODING": "ascii"}):
        ended = run(other(home, locale), "judge", "--sample", "night")
        assert (ended.code, ended.err) == (0, "")
        assert b"RECEIPTS" in ended.out


def test_it_needs_no_home_and_writes_nothing_there(home: Home, export: Path) -> None:
    read_only = home.made("nur lesen")
    read_only.chmod(0o500)
    file = home.folder / "file"
    file.touch()
    out = home.made("out")
    temporary = home.made("tmp")
    before = tree(home.user), tree(read_only), tree(temporary)
    try:
        for place in (None, str(file / "below"), str(read_only), str(home.user)):
            more = {"HOME": place, "TMPDIR": str(temporary)}
            # Once with the data folder named, once with the one that HOME leads to.
            for named in (
                ({}, {"UNWRAPPED_HOME": None}) if place == str(home.user) else ({"UNWRAPPED_HOME": None},)
            ):
                ended = run(
                    other(home, more | named),
                    "judge",
                    export,
                    "--card",
                    f"story={out / 'story.png'}",
                    "--json",
                    "-",
                )
                assert (ended.code, ended.err) == (0, ""), place
                assert json.loads(ended.out)["verdict"]["label"]
        assert not home.data.exists()
        assert (tree(home.user), tree(read_only), tree(temporary)) == before
        assert [path.name for path in out.iterdir()] == ["story.png"]
    finally:
        read_only.chmod(0o700)


def test_it_leaves_a_data_folder_in_use_alone(home: Home, export: Path) -> None:
    home.data.mkdir()
    (home.data / "unwrapped.db").write_bytes(b"not to be touched")
    before = tree(home.data)
    assert run(home, "judge", export, "--exclude-hours", "0-5").code == 0
    assert run(home, "diagnose", export).code == 0
    assert tree(home.data) == before


def with_closed(home: Home, redirections: str, *arguments: str | Path) -> tuple[int, bytes, str]:
    command = ["sh", "-c", f'exec "$@" {redirections}', "sh", *PROGRAM, *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=home.folder, env=home.environment, capture_output=True, timeout=TIMEOUT_S, check=False
    )
    return ended.returncode, ended.stdout, quiet(ended.stderr)


def test_it_needs_no_standard_input(home: Home) -> None:
    code, out, err = with_closed(home, "<&-", "judge", "--sample")
    assert (code, err) == (0, "")
    assert b"RECEIPTS" in out


def test_files_are_written_without_standard_output(home: Home) -> None:
    assert with_closed(home, ">&-", "judge", "--sample", "--json", "report.json") == (0, b"", "")
    assert json.loads((home.folder / "report.json").read_bytes())["verdict"]


def test_json_to_a_closed_standard_output_is_an_output_that_cannot_be_written(home: Home) -> None:
    code, _, err = with_closed(home, ">&-", "judge", "--sample", "--json", "-")
    assert code == 5
    assert "unexpected" not in err


def test_it_needs_no_standard_error(home: Home) -> None:
    code, out, _ = with_closed(home, "2>&-", "judge", "--sample")
    assert code == 0
    assert b"RECEIPTS" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["judge", "--sample"],
        ["judge", "--sample", "--json", "-"],
        ["diagnose", "--sample"],
        ["--help"],
    ],
)
def test_a_reader_that_leaves_early_is_no_disaster(home: Home, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=home.folder,
        env=home.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=TIMEOUT_S)
    assert quiet(err) == ""
    assert process.returncode in {0, 1}


@pytest.mark.parametrize("moment", [rb"Reading", rb"Reading [5-9]\d %", rb"Measuring|Writing|Checking"])
def test_stopped_in_the_middle_it_leaves_nothing_half_written(
    home: Home, large_export: Path, moment: bytes
) -> None:
    out = home.made("out")
    (out / "report.json").write_bytes(b"an earlier report")
    arguments = ["judge", str(large_export), "--json", "report.json", "--card", "story=story.png"]
    terminal, other_end = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *arguments], cwd=out, env=home.environment, stdout=subprocess.PIPE, stderr=other_end
    )
    os.close(other_end)
    seen = read_until(terminal, moment)
    process.send_signal(signal.SIGINT)
    seen += read_until(terminal, None)
    assert process.stdout is not None
    printed = process.stdout.read()
    process.stdout.close()
    code = process.wait(TIMEOUT_S)
    os.close(terminal)

    assert b"Traceback" not in seen
    if code == 0:
        # It had the verdict in hand already; then all of it is there.
        assert moment != rb"Reading"
        assert b"RECEIPTS" in printed
        assert json.loads((out / "report.json").read_bytes())["verdict"]
        assert sorted(path.name for path in out.iterdir()) == ["report.json", "story.png"]
        return
    assert code == 130
    assert printed == b""
    assert b"Stopped, as you asked." in seen
    assert [path.name for path in out.iterdir()] == ["report.json"]
    assert (out / "report.json").read_bytes() == b"an earlier report"
    assert not home.data.exists()


def read_until(terminal: int, wanted: bytes | None) -> bytes:
    """Return what a terminal shows until it has shown something, or to its end."""
    seen = b""
    end_s = time.monotonic() + TIMEOUT_S
    while wanted is None or not re.search(wanted, seen):
        assert time.monotonic() < end_s, seen
        try:
            block = os.read(terminal, 1_000)
        except OSError:  # how Linux says that the other end is closed
            block = b""
        if not block:
            assert wanted is None, seen
            break
        seen += block
    return seen
