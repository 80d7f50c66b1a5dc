"""A build that has lost something says so: each fault planted here fails its own part, by name, and the others go on."""

import shutil
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import pytest
import tzlocal
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.example_report import good_report
from unwrapped_desktop.app import about_program
from unwrapped_desktop.self_test import material, outputs, qt, reading, surroundings
from unwrapped_desktop.self_test.run import PARTS, Part, self_test
from unwrapped_desktop.storage import migrate

RESOURCES = Path(__file__).parents[3] / "resources"
BREAK = "\n\ndef upgrade() -> None:\n    raise RuntimeError('half way')\n"

Captured = pytest.CaptureFixture[str]
Tried = Callable[..., dict[str, str]]


@pytest.fixture
def tried(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tried:
    """Return a function that tries some parts, and returns what was said of each."""
    monkeypatch.setenv("UNWRAPPED_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(material.Material, "report", good_report())

    def try_parts(*names: str, fails: bool) -> dict[str, str]:
        chosen = [part for part in PARTS if part.name in names]
        assert self_test(chosen) == fails
        lines = capsys.readouterr().out.splitlines()[: len(names)]
        return {line[:14].rstrip(): line[15:].partition(" s  ")[2] for line in lines}

    return try_parts


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the shipped files that the program takes for its own."""
    place = tmp_path / "Bündel"
    shutil.copytree(RESOURCES, place / "resources")
    monkeypatch.setattr(sys, "_MEIPASS", str(place), raising=False)
    return place / "resources"


def test_without_a_fault_all_is_well(tried: Tried, shipped: Path) -> None:
    told = tried("resources", "table", "zip", "database", "time zones", "certificates", fails=False)
    assert len(told) == 6
    assert not [line for line in told.values() if "FAILED" in line]


@pytest.mark.parametrize(
    "name", ["phrases/who.json", "fonts/web/Inter-Italic.woff2", "licences/GPL-3.0.txt", "page/parts.html"]
)
def test_a_file_that_is_missing_is_named(tried: Tried, shipped: Path, name: str) -> None:
    (shipped / name).unlink()
    told = tried("resources", "time zones", fails=True)
    assert told["resources"] == f"FAILED: missing or spoiled: {name}"
    assert "FAILED" not in told["time zones"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("schema/unwrapped-report-1.schema.json", b'{"half":'),
        ("page/page.html", b"{% if %}"),
        ("fonts/web/Inter-Regular.woff2", b"wOF2" + b"\0" * 40),
        ("icons/unwrapped-64.png", b"\x89PNG\r\n\x1a\n"),
        ("reference/countries.csv", b""),
        ("phrases/how.json", b"\xff\xfe"),
    ],
)
def test_a_file_that_is_spoiled_is_named(tried: Tried, shipped: Path, name: str, content: bytes) -> None:
    (shipped / name).write_bytes(content)
    assert tried("resources", fails=True)["resources"] == f"FAILED: missing or spoiled: {name}"


def test_a_translation_that_cannot_be_loaded_is_named(tried: Tried, shipped: Path) -> None:
    (shipped / "translations").mkdir(exist_ok=True)
    (shipped / "translations" / "unwrapped_de.qm").write_bytes(b"no translation")
    assert "unwrapped_de.qm" in tried("resources", fails=True)["resources"]


def test_a_table_that_is_cut_off_is_no_table(tried: Tried, shipped: Path) -> None:
    path = shipped / "reference" / "artists.csv"
    path.write_bytes(path.read_bytes()[:-20])
    assert tried("table", fails=True)["table"] == "FAILED: CriticError: reference_broken"


def test_a_font_that_is_cut_off_is_named(tried: Tried, shipped: Path, qapp: QApplication) -> None:
    path = shipped / "fonts" / "Inter-SemiBold.ttf"
    path.write_bytes(path.read_bytes()[:2_000])
    told = tried("fonts", "pictures", fails=True)
    assert told["fonts"] == "FAILED: fonts/Inter-SemiBold.ttf is not one of our fonts"
    assert "FAILED" not in told["pictures"]


def test_a_font_that_would_draw_boxes_is_named(
    tried: Tried, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(qt, "_TEXT", "東京")
    assert tried("fonts", fails=True)["fonts"].startswith("FAILED: fonts/BebasNeue-Regular.ttf cannot write")


def test_an_icon_of_one_colour_is_named(tried: Tried, shipped: Path, qapp: QApplication) -> None:
    (shipped / "icons" / "unwrapped.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>', encoding="utf-8"
    )
    assert tried("pictures", fails=True)["pictures"] == "FAILED: icons/unwrapped.svg cannot be drawn"


def test_plugins_that_are_missing_are_named(tried: Tried, qapp: QApplication, tmp_path: Path) -> None:
    there = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([str(tmp_path)])
    try:
        told = tried("Qt plugins", "web page", fails=True)
    finally:
        QCoreApplication.setLibraryPaths(there)
    assert told["Qt plugins"].startswith("FAILED: not there, or no plugins: ")
    for name in ("platforms/qoffscreen", "imageformats/qwebp", "iconengines/qsvgicon"):
        assert name in told["Qt plugins"]
    assert "FAILED" not in told["web page"]
    assert "FAILED" not in tried("Qt plugins", fails=False)["Qt plugins"]


def test_a_plugin_that_is_cut_off_is_named(tried: Tried, qapp: QApplication, tmp_path: Path) -> None:
    there = QCoreApplication.libraryPaths()
    spoiled = tmp_path / "plugins"
    shutil.copytree(Path(there[0]) / "imageformats", spoiled / "imageformats")
    for path in (spoiled / "imageformats").glob("*qjpeg*"):
        path.write_bytes(path.read_bytes()[:3_000])
    QCoreApplication.setLibraryPaths([str(spoiled), *there])
    try:
        told = tried("Qt plugins", fails=True)
    finally:
        QCoreApplication.setLibraryPaths(there)
    assert told["Qt plugins"] == "FAILED: not there, or no plugins: imageformats/qjpeg"


def test_a_migration_that_fails_fails_the_database(
    tried: Tried, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, broken, ignore=shutil.ignore_patterns("__pycache__"))
    last = max((broken / "versions").glob("*.py"))
    last.write_text(last.read_text("utf-8") + BREAK, "utf-8")
    defaults = cast("dict[str, Any]", migrate.upgrade.__kwdefaults__)
    monkeypatch.setitem(defaults, "migrations", broken)
    told = tried("database", "zip", fails=True)
    assert told["database"] == "FAILED: StorageError: migration_failed"
    assert "FAILED" not in told["zip"]


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "import time; print('no answer' * 9)"])
def test_a_second_process_that_fails_is_told(
    tried: Tried, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(reading, "own_command", lambda _option: [sys.executable, "-c", program])
    told = tried("second process", "time zones", fails=True)
    assert told["second process"] == "FAILED: it has ended before it answered"
    assert "FAILED" not in told["time zones"]


def test_a_second_process_that_never_answers_is_not_waited_for(
    tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        reading, "own_command", lambda _option: [sys.executable, "-c", "import time; time.sleep(600)"]
    )
    monkeypatch.setattr(reading, "_PATIENCE_S", 0.3)
    assert tried("second process", fails=True)["second process"] == "FAILED: it does not answer"


def test_a_second_process_that_cannot_be_started_is_told(
    tried: Tried, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "own_command", lambda _option: [str(tmp_path / "nothing"), "here"])
    assert tried("second process", fails=True)["second process"] == "FAILED: it cannot be started"


def test_certificates_that_are_missing_are_told(
    tried: Tried, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(surroundings, "DEFAULT_CA_BUNDLE_PATH", str(tmp_path / "cacert.pem"))
    assert "missing" in tried("certificates", fails=True)["certificates"]
    (tmp_path / "cacert.pem").write_bytes(b"")
    assert tried("certificates", fails=True)["certificates"].startswith("FAILED: ")


def test_a_package_without_metadata_is_named(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        if name == "qasync":
            raise metadata.PackageNotFoundError(name)
        return metadata.version(name)

    monkeypatch.setattr(surroundings, "version", missing)
    assert tried("licences", fails=True)["licences"] == "FAILED: not in full: qasync (no version)"


def test_terms_that_are_missing_are_named(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about_program, "_texts_of", lambda _installed: "")
    told = tried("licences", fails=True)["licences"]
    assert "Unwrapped" in told
    assert "numpy" in told


def test_a_system_whose_zone_cannot_be_told_is_one_in_utc(
    tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise ValueError

    monkeypatch.setattr(tzlocal, "get_localzone_name", unknown)
    assert "FAILED" not in tried("time zones", fails=False)["time zones"]


def test_a_page_without_its_fonts_is_told(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "verdict_page", lambda _report: b"<html></html>")
    assert tried("web page", fails=True)["web page"] == "FAILED: the verdict or a font is not in it"


def test_a_module_that_is_missing_fails_its_part_alone(capsys: Captured) -> None:
    parts = [Part(name="gone", place="no_such_module:check"), Part(name="program", place="versions:program")]
    assert self_test(parts) == 1
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert first.startswith("gone")
    assert "FAILED: ModuleNotFoundError" in first
    assert "FAILED" not in second


def test_without_a_standard_output_the_exit_code_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert self_test(PARTS[:2]) == 0
    assert self_test([Part(name="gone", place="no_such_module:check")]) == 1


def test_what_is_made_for_it_is_gone_afterwards() -> None:
    with material.Material() as made:
        folder = made.folder
        (folder / "something").write_text("here", encoding="utf-8")
    assert not folder.exists()
