"""The Debian package and the portable archive, of a program so small that both are made in a moment."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.by_path import ROOT, load, tool
from unwrapped_desktop import APP_ID, __version__

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux are made on Linux")

MOMENT = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A frozen program that does nothing, and does it well."""
    folder = tmp_path_factory.mktemp("frozen") / "unwrapped-desktop"
    (folder / "_internal").mkdir(parents=True)
    shutil.copyfile(tool("true", "coreutils"), folder / "unwrapped-desktop")
    (folder / "unwrapped-desktop").chmod(0o700)
    (folder / "_internal" / "words.txt").write_text("words", "utf-8")
    return folder


def script(monkeypatch: pytest.MonkeyPatch, name: str, frozen: Path) -> ModuleType:
    for folder in ("freeze", "linux", "release"):
        monkeypatch.syspath_prepend(str(ROOT / "packaging" / folder))
    module = load(f"linux/{name}.py")
    monkeypatch.setattr(module, "FROZEN", frozen)
    return module


def output_of(*command: str | Path, **more: str) -> str:
    environment = os.environ | {"LC_ALL": "C.UTF-8"} | more
    ended = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - ours
    return ended.stdout


# ------------------------------------------------------------------------------------------------------ the Debian package
@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch, frozen: Path, tmp_path: Path) -> Path:
    tool("dpkg-shlibdeps", "dpkg-dev")
    tool("objdump", "binutils")
    deb = script(monkeypatch, "deb", frozen)
    deb.lay_out(tmp_path / "tree", MOMENT)
    built = deb.build(tmp_path / "tree", tmp_path / "dist", MOMENT)
    assert isinstance(built, Path)
    return built


def test_the_package_says_what_it_is(package: Path) -> None:
    fields = dict(
        line.split(": ", 1) for line in output_of("dpkg-deb", "--field", package).splitlines() if ": " in line
    )
    assert fields["Package"] == "unwrapped-desktop"
    assert fields["Version"] == __version__
    assert package.name == f"unwrapped-desktop_{__version__}_{fields['Architecture']}.deb"
    assert "libc6 (>= " in fields["Depends"]
    assert int(fields["Installed-Size"]) > 100
    assert "Spotify" not in fields["Package"] + fields["Description"].splitlines()[0]


def test_the_program_is_reached_and_every_file_is_roots(package: Path) -> None:
    lines = output_of("dpkg-deb", "--contents", package).splitlines()
    assert {line.split()[1] for line in lines} == {"root/root"}
    (link,) = [line for line in lines if " -> " in line]
    assert link.endswith("./usr/bin/unwrapped-desktop -> ../lib/unwrapped-desktop/unwrapped-desktop")
    modes = {line.split()[-1]: line.split()[0] for line in lines if " -> " not in line}
    assert modes["./usr/lib/unwrapped-desktop/unwrapped-desktop"] == "-rwxr-xr-x"
    assert modes["./usr/lib/unwrapped-desktop/_internal/words.txt"] == "-rw-r--r--"
    assert f"./usr/share/applications/{APP_ID}.desktop" in modes
    assert f"./usr/share/mime/packages/{APP_ID}.xml" in modes
    assert "./usr/share/man/man1/unwrapped-desktop.1.gz" in modes
    assert "./usr/share/doc/unwrapped-desktop/copyright" in modes
    assert not [line for line in lines if "2026-11-30 12:00" not in line]


def test_nothing_runs_when_it_is_installed_or_removed(package: Path, tmp_path: Path) -> None:
    output_of("dpkg-deb", "--control", package, tmp_path / "control")
    assert {path.name for path in (tmp_path / "control").iterdir()} == {"control", "md5sums"}


def test_every_file_has_its_sum(package: Path, tmp_path: Path) -> None:
    output_of("dpkg-deb", "--raw-extract", package, tmp_path / "there")
    lines = (tmp_path / "there/DEBIAN/md5sums").read_text("utf-8").splitlines()
    sums = {name: told for told, name in (line.split("  ") for line in lines)}
    files = [path for path in (tmp_path / "there/usr").rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) > 20
    assert sums == {
        str(path.relative_to(tmp_path / "there")): hashlib.md5(
            path.read_bytes(), usedforsecurity=False
        ).hexdigest()
        for path in files
    }


def test_the_same_program_gives_the_same_package(
    package: Path, monkeypatch: pytest.MonkeyPatch, frozen: Path, tmp_path: Path
) -> None:
    deb = script(monkeypatch, "deb", frozen)
    deb.lay_out(tmp_path / "again", MOMENT)
    assert deb.build(tmp_path / "again", tmp_path / "dist again", MOMENT).read_bytes() == package.read_bytes()


def test_the_examiner_of_debian_finds_nothing_in_what_is_ours(package: Path) -> None:
    tool("lintian", "lintian")
    # The program is a stand-in without what most of the overrides are about, which `make package` looks at.
    unused = "mismatched-override,unused-override,library-not-linked-against-libc"
    told = output_of("lintian", "--allow-root", "--suppress-tags", unused, package)
    assert told == ""


# ---------------------------------------------------------------------------------------------------- the portable archive
@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch, frozen: Path, tmp_path: Path) -> Path:
    portable = script(monkeypatch, "portable", frozen)
    portable.lay_out(tmp_path / f"unwrapped-desktop-{__version__}")
    packed = portable.pack(
        tmp_path / f"unwrapped-desktop-{__version__}", tmp_path / "dist", int(MOMENT.timestamp())
    )
    again = portable.pack(
        tmp_path / f"unwrapped-desktop-{__version__}", tmp_path / "again", int(MOMENT.timestamp())
    )
    assert packed.read_bytes() == again.read_bytes()
    assert isinstance(packed, Path)
    return packed


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    folder = tmp_path / 'a folder of "Jürgen" 100% & more'
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    (program,) = folder.iterdir()
    return program


def test_the_archive_holds_one_folder_with_the_program_and_its_terms(unpacked: Path) -> None:
    assert unpacked.name == f"unwrapped-desktop-{__version__}"
    assert output_of(unpacked / "unwrapped-desktop") == ""
    assert {"LICENSE", "README.txt", "menu.sh", "share", "_internal"} < {
        path.name for path in unpacked.iterdir()
    }


def test_the_menu_gets_the_program_where_it_lies_and_loses_it_again(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    more = {"HOME": str(home), "XDG_DATA_HOME": str(home / "share")}
    output_of(unpacked / "menu.sh", "add", **more)
    entry = home / "share" / "applications" / f"{APP_ID}.desktop"
    assert output_of(tool("desktop-file-validate", "desktop-file-utils"), entry) == ""
    run = next(
        line.removeprefix("Exec=")
        for line in entry.read_text("utf-8").splitlines()
        if line.startswith("Exec=")
    )
    assert unquoted(run) == f"{unpacked / 'unwrapped-desktop'}"
    assert (home / "share/icons/hicolor/scalable/apps" / f"{APP_ID}.svg").is_file()
    output_of(unpacked / "menu.sh", "remove", **more)
    assert [path for path in home.rglob(f"{APP_ID}*") if path.is_file()] == []


def unquoted(run: str) -> str:
    """The program of an Exec line, as the specification of desktop entries undoes what it quotes."""
    # First as any string of the file, then as a command, then its field codes.
    whole = run.replace("\\\\", "\0").replace("\0", "\\")
    assert whole.startswith('"')
    program, is_escaped = "", False
    for sign in whole[1:]:
        if sign == '"' and not is_escaped:
            break
        is_escaped = sign == "\\" and not is_escaped
        if not is_escaped:
            program += sign
    return program.replace("%%", "%")


# ------------------------------------------------------------------------------------------------------------- the budgets
@pytest.mark.parametrize(
    ("value", "is_missed"), [(59.9, False), (60.0, False), (60.1, True), (None, True)], ids=str
)
def test_a_budget_is_missed_by_more_and_by_silence(
    monkeypatch: pytest.MonkeyPatch, value: float | None, *, is_missed: bool
) -> None:
    for folder in ("freeze", "linux", "release"):
        monkeypatch.syspath_prepend(str(ROOT / "packaging" / folder))
    figure = load("linux/package.py").Figure(name="Debian package", value=value, limit=60, unit="MB")
    assert figure.is_missed is is_missed
    assert ("MISSED" in figure.line()) is is_missed
    assert ("not measured" in figure.line()) is (value is None)
