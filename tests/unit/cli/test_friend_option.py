"""`judge --friend`: the file that a friend is given, from the command line."""

from pathlib import Path

import pytest

from tests import listeners
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sources.report_file import read_friend_report

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> listeners.Written:
    folder = tmp_path_factory.mktemp("Geheimer Ordner")
    return listeners.write_export(listeners.obsessive(2), folder, zipped=True)


def given(path: Path, *arguments: str) -> Report:
    assert main(["judge", *arguments, "--friend", str(path)]) == 0
    report = read_friend_report([path])
    assert report is not None
    return report


def test_a_friend_gets_the_verdict_without_anything_private(
    tmp_path: Path, export: listeners.Written, capsys: Captured
) -> None:
    path = tmp_path / "ada.unwrapped"
    report = given(path, str(export.path), "--timezone", "Europe/Vaduz")
    assert report.listener.name == "A friend"
    assert report.charts is not None
    assert report.verdict.label in capsys.readouterr().out
    content = path.read_text(encoding="utf-8")
    for private in ("Geheimer", "Streaming_History", "Vaduz", export.path.name):
        assert private not in content
    first = path.read_bytes()
    given(path, str(export.path), "--timezone", "Europe/Vaduz")
    assert path.read_bytes() == first


def test_name_and_detail_are_chosen(tmp_path: Path, export: listeners.Written, capsys: Captured) -> None:
    report = given(
        tmp_path / "ada.unwrapped", str(export.path), "--name", "Ada & Söhne", "--friend-detail", "verdict"
    )
    assert report.listener.name == "Ada & Söhne"
    assert (report.charts, report.facts) == (None, ())


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert main(["judge", "--sample", "--friend", str(tmp_path / "gone" / "ada.unwrapped")]) == 5
    assert "ada.unwrapped could not be written" in capsys.readouterr().err
