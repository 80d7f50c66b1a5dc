"""`--self-test` as a packager runs it: whole, in a process of its own, where little is given."""

import os
import re
from pathlib import Path

import pytest

from tests.integration.processes import Home, run, run_command, self_tested
from tests.rights import as_anybody
from unwrapped_desktop import __version__
from unwrapped_desktop.self_test.run import PARTS

LINE = re.compile(r"(.{14}) +(\d+\.\d\d) s  (.+)")


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def without_plugins(*parts: str) -> list[str]:
    """Return the command that tries some parts where Qt finds none of its plugins."""
    python, option, program, *more = self_tested(*parts)
    lost = "from PySide6.QtCore import QCoreApplication; QCoreApplication.setLibraryPaths([]); "
    return [python, option, lost + program, *more]


@pytest.mark.skipif(os.name == "nt", reason="takes rights away as POSIX has them")
def test_a_checkout_works_without_a_display_and_where_nothing_may_be_written(home: Home) -> None:
    bare: dict[str, str | None] = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    told = Home(folder=home.folder, more={**bare, "TMPDIR": str(home.made("Zwischenablage"))})
    home.data.mkdir()
    (home.data / "waiting.json").write_text("{}", encoding="utf-8")
    home.data.chmod(0o500)
    try:
        with as_anybody():
            ended = run(told, "--self-test")
    finally:
        home.data.chmod(0o700)
    lines = ended.out.decode().splitlines()
    assert (ended.code, ended.err) == (0, ""), lines
    found = [LINE.fullmatch(line) for line in lines[: len(PARTS)]]
    assert [match[1].rstrip() for match in found if match] == [part.name for part in PARTS]
    assert not [line for line in lines if "FAILED" in line]
    assert __version__ in lines[0]
    assert "not frozen" in lines[0]
    for library in ("Python", "Qt", "PySide6", "SQLite", "SQLAlchemy", "NumPy", "msgspec", "OpenSSL"):
        assert f"{library} " in lines[1]
    assert "System" in lines  # the diagnostics follow
    # Nothing is left behind, and what was there is as it was.
    assert files_below(home.made("Zwischenablage")) == set()
    assert files_below(home.data) == {"waiting.json"}
    assert not [name for name in files_below(home.user) if "nwrapped" in name]


@pytest.mark.skipif(os.name == "nt", reason="closes descriptors by a shell of POSIX")
def test_where_nobody_can_read_the_exit_code_tells(home: Home) -> None:
    shut = ("sh", "-c", 'exec "$@" >&- 2>&- <&-', "sh")
    assert run_command([*shut, *self_tested("program", "fonts", "zip", "second process")], home).code == 0
    assert run_command([*shut, *without_plugins("Qt plugins", "zip")], home).code == 1


def test_without_the_plugins_of_qt_nothing_ends_the_process(home: Home) -> None:
    command = without_plugins("Qt plugins", "pictures", "fonts", "window", "PDF", "time zones")
    unset = Home(folder=home.folder, more={"QT_QPA_PLATFORM": None})
    ended = run_command(command, unset)
    lines = ended.out.decode().splitlines()[:6]
    assert ended.code == 1
    failed = [line.split(" s  ")[0][:14].rstrip() for line in lines if "FAILED" in line]
    assert failed == ["Qt plugins", "pictures", "fonts", "window", "PDF"]
    assert "platforms/qoffscreen cannot be loaded" in lines[1]
