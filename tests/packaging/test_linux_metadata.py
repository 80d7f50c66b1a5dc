"""What a Linux desktop is told of the program: one id, files that its own tools accept, and a manual that is true."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element, parse

import pytest

from tests.example_charts import charted
from unwrapped_desktop import APP_ID, NAME, __version__
from unwrapped_desktop.__main__ import main
from unwrapped_desktop.cli.main import COMMANDS
from unwrapped_desktop.domain.friend_file import FRIEND_SUFFIX, FriendDetail
from unwrapped_desktop.domain.palette import DARK, LIGHT
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.sharing.friend_file import friend_file

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
DESKTOP_FILE = LINUX / f"{APP_ID}.desktop"
METAINFO = LINUX / f"{APP_ID}.metainfo.xml"
MIME = LINUX / f"{APP_ID}.mime.xml"
MANUAL = LINUX / "unwrapped-desktop.1"

MIME_TYPE = "application/vnd.unwrapped+json"
NOT_HEEDED = {
    "unknown-tag developer",  # AppStream has it since 1.0, Debian 12 has 0.16
    f"cid-contains-uppercase-letter {APP_ID}",  # advice for new ids; keychains know ours already
}

MIME_NAMESPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"
ASK_QT = """
import sys
from PySide6.QtCore import QMimeDatabase
for path in sys.argv[1:]:
    found = QMimeDatabase().mimeTypeForFile(path)
    print(found.name(), found.iconName(), found.comment(), sep="|")
"""
ASK_QT_BY_NAME = """
import sys
from PySide6.QtCore import QMimeDatabase
print(QMimeDatabase().mimeTypeForFile(sys.argv[1], QMimeDatabase.MatchMode.MatchExtension).name())
"""


def _load(name: str) -> ModuleType:
    # By its path: "packaging" is also the name of an installed package, and ours is only a folder.
    spec = importlib.util.spec_from_file_location(name, LINUX / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


installed_files = _load("installed_files")


def _tool(name: str, *, package: str) -> str:
    """Return where a tool lies; without it a test fails on Linux, and has nothing to say elsewhere."""
    if sys.platform != "linux":
        pytest.skip("what a Linux desktop reads is held against Linux's own tools")
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is missing; on Debian it is in the package {package}")
    return path


def _output(*command: str | Path, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - a tool of the system, found by its name, or this Python
        [*map(str, command)],
        env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def _entries() -> dict[str, str]:
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as the documentation of configparser does it
    parser.read(DESKTOP_FILE, encoding="utf-8")
    return dict(parser["Desktop Entry"])


def _metainfo() -> Element:
    return parse(METAINFO).getroot()  # noqa: S314 - a file of ours


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    assert found is not None
    assert found.text is not None
    return found.text


def test_everything_that_is_installed_is_there() -> None:
    pairs = installed_files.installed_files(ROOT)
    assert [str(source) for source, _ in pairs if not source.is_file()] == []
    places = [str(place) for _, place in pairs]
    assert len(set(places)) == len(places) > 20
    assert [place for place in places if not place.startswith("share/")] == []


def test_files_are_copied_under_a_prefix_for_everybody_to_read(tmp_path: Path) -> None:
    prefix = tmp_path / "für die Büchse" / "usr"
    assert installed_files.main([str(prefix)]) == 0
    there = {path.relative_to(prefix).as_posix() for path in prefix.rglob("*") if path.is_file()}
    assert there == {place.as_posix() for _, place in installed_files.installed_files()}
    copied = prefix / "share" / "applications" / f"{APP_ID}.desktop"
    assert copied.read_bytes() == DESKTOP_FILE.read_bytes()
    if sys.platform != "win32":
        assert copied.stat().st_mode & 0o777 == 0o644


def test_without_a_prefix_nothing_is_copied(capsys: pytest.CaptureFixture[str]) -> None:
    assert installed_files.main([]) == 2
    assert "PREFIX" in capsys.readouterr().err


def test_every_file_has_the_id_of_the_program() -> None:
    assert installed_files.APP_ID == APP_ID
    entries = _entries()
    assert (entries["Icon"], entries["StartupWMClass"], entries["Name"]) == (APP_ID, APP_ID, NAME)
    metainfo = _metainfo()
    assert (_text(metainfo, "id"), _text(metainfo, "name")) == (APP_ID, NAME)
    assert _text(metainfo, "launchable") == f"{APP_ID}.desktop"
    assert _text(metainfo, "icon") == APP_ID
    named = [place.name for _, place in installed_files.installed_files() if place.name.startswith(APP_ID)]
    assert len(named) == len(installed_files.installed_files()) - 1  # the manual has the name of the command


def test_the_desktop_file_is_valid() -> None:
    validate = _tool("desktop-file-validate", package="desktop-file-utils")
    assert _output(validate, "--warn-kde", DESKTOP_FILE) == ""


def test_the_window_is_opened_with_files_and_with_no_other_kind_than_ours() -> None:
    entries = _entries()
    assert entries["Exec"] == "unwrapped-desktop %F"
    assert entries["MimeType"] == f"{MIME_TYPE};"


def test_the_metainfo_is_valid() -> None:
    validate = _tool("appstreamcli", package="appstream")
    report = _output(validate, "validate", "--no-net", "--pedantic", "--strict", METAINFO)
    found = re.findall(r"(?m)^[EWIP]: [^:]+:(?:\d+|~): (.+?)\s*$", report)
    assert set(found) <= NOT_HEEDED, report
    assert found or "successful" in report, report


def test_the_metainfo_says_the_same_as_the_desktop_file() -> None:
    entries, metainfo = _entries(), _metainfo()
    for element, key in (("categories", "Categories"), ("keywords", "Keywords")):
        told = [one.text for one in metainfo.findall(f"{element}/*")]
        assert told == entries[key].rstrip(";").split(";")
    assert _text(metainfo, "provides/mediatype") == MIME_TYPE
    assert _text(metainfo, "provides/binary") == entries["TryExec"]


def test_the_newest_release_is_this_version() -> None:
    newest = _metainfo().findall("releases/release")[0]
    assert newest.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", newest.get("date", ""))


def test_the_metainfo_keeps_to_what_stores_ask_for() -> None:
    metainfo = _metainfo()
    assert len(_text(metainfo, "summary")) <= 35
    assert "spotify" not in f"{_text(metainfo, 'name')} {_text(metainfo, 'summary')}".casefold()
    description = " ".join("".join(part.itertext()) for part in metainfo.findall("description"))
    assert "not made, approved or supported by Spotify" in description
    captions = [_text(picture, "caption") for picture in metainfo.findall("screenshots/screenshot")]
    assert len(captions) == 6
    assert [caption for caption in captions if caption.endswith(".") or len(caption) > 80] == []
    colours = {
        colour.get("scheme_preference"): (colour.text or "").upper()
        for colour in metainfo.findall("branding/color")
    }
    assert colours == {"light": LIGHT.wash, "dark": DARK.wash}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Install everything, and give an environment in which a desktop finds it."""
    update = _tool("update-mime-database", package="shared-mime-info")
    prefix = tmp_path_factory.mktemp("Präfix mit Leerzeichen") / "usr"
    installed_files.install(prefix)
    share = prefix / "share"
    paths = {"XDG_DATA_DIRS": f"{share}:/usr/share", "XDG_DATA_HOME": str(prefix / "home")}
    assert _output(update, share / "mime", environment=paths) == ""
    return paths


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Write a friend's file, the same without its ending, a report called `.json`, and what is nothing of ours."""
    folder = tmp_path_factory.mktemp("Urteile")
    verdict = friend_file(charted(), detail=FriendDetail.ARTISTS, name="Ada")
    contents = {
        f"Ada{FRIEND_SUFFIX}": verdict,
        "Ada": verdict,
        "report.json": encode_report(charted()),
        "Streaming_History_Audio_2024.json": b'[{"ts": "2024-01-01T00:00:00Z", "ms_played": 30000}]',
        "inventory": b'{"schema":"inventory/1","teapots":2}',
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in contents)


def test_qt_knows_a_friends_file_and_takes_no_other_json_for_one(
    installed: dict[str, str], documents: tuple[Path, ...]
) -> None:
    told = _output(sys.executable, "-c", ASK_QT, *documents, environment=installed).splitlines()
    ours = f"{MIME_TYPE}|{APP_ID}-verdict|Verdict on a taste in music"
    assert told[:2] == [ours, ours]
    assert [line.partition("|")[0] for line in told[2:4]] == ["application/json"] * 2
    assert MIME_TYPE not in told[4]


def test_a_friends_file_is_known_by_its_name_alone(installed: dict[str, str], tmp_path: Path) -> None:
    unread = tmp_path / f"gone{FRIEND_SUFFIX}"
    told = _output(sys.executable, "-c", ASK_QT_BY_NAME, unread, environment=installed)
    assert told.strip() == MIME_TYPE


def test_gnome_knows_a_friends_file_and_takes_no_other_json_for_one(
    installed: dict[str, str], documents: tuple[Path, ...]
) -> None:
    gio = _tool("gio", package="libglib2.0-bin")
    told = [
        re.findall(
            r"standard::content-type: (\S+)",
            _output(gio, "info", "-a", "standard::content-type", path, environment=installed),
        )
        for path in documents
    ]
    assert told[:4] == [[MIME_TYPE], [MIME_TYPE], ["application/json"], ["application/json"]]
    assert len(told[4]) == 1
    assert told[4] != [MIME_TYPE]


def test_the_pattern_is_the_ending_that_the_program_writes() -> None:
    mime = parse(MIME).getroot()  # noqa: S314 - a file of ours
    assert [glob.get("pattern") for glob in mime.iter(f"{MIME_NAMESPACE}glob")] == [f"*{FRIEND_SUFFIX}"]


def _manual() -> str:
    return MANUAL.read_text(encoding="utf-8").replace(r"\-", "-")


def test_the_manual_is_set_without_a_complaint() -> None:
    groff = _tool("groff", package="groff-base")
    assert _output(groff, "-man", "-Tutf8", "-ww", "-z", MANUAL) == ""


def _options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))


def test_the_manual_has_every_option_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], *([command] for command in COMMANDS)):
        assert main([*arguments, "--help"]) == 0
    assert _options(_manual()) == _options(capsys.readouterr().out)


def test_the_manual_has_every_command_and_no_other() -> None:
    commands = _manual().partition(".SH COMMANDS\n")[2].partition("\n.SH ")[0]
    assert tuple(re.findall(r"(?m)^\.TP\n\.B (\w+)$", commands)) == COMMANDS
    synopsis = _manual().partition(".SH SYNOPSIS\n")[2].partition("\n.SH ")[0]
    assert set(re.findall(r"(?m)^\.B unwrapped-desktop (\w+)", synopsis)) == set(COMMANDS)
