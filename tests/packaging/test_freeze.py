"""What a frozen program leaves out: plugins nobody asks for, and libraries that the system has."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.by_path import ROOT, load, tool
from unwrapped_desktop.self_test.plugins import BY_SYSTEM, EVERYWHERE

trimming = load("freeze/trimming.py")
libraries = load("freeze/libraries.py")


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqlinuxfb.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqwebp.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtga.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/styles/libqmacstyle.dylib", True),
        ("PySide6/Qt/plugins/somethingnew/libthing.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("resources/translations/unwrapped_de.qm", True),
        ("numpy/_core/_multiarray_tests.cpython-311-x86_64-linux-gnu.so", False),
        ("numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so", True),
        ("platformdirs-4.14.7.dist-info/sboms/platformdirs.cdx.json", False),
        ("platformdirs-4.14.7.dist-info/METADATA", True),
    ],
)
def test_what_is_kept(path: str, *, is_kept: bool) -> None:
    entries = [(path, f"/somewhere/{path}", "BINARY"), ("base", "/somewhere/base", "DATA")]
    assert trimming.trimmed(entries) == (entries if is_kept else entries[1:])


@pytest.mark.parametrize(
    ("system", "name"), [("linux", "lib{}.so"), ("win32", "{}.dll"), ("darwin", "lib{}.dylib")]
)
def test_every_plugin_that_the_self_test_wants_is_kept(system: str, name: str) -> None:
    wanted = [*EVERYWHERE.items(), *BY_SYSTEM[system].items()]
    paths = [
        f"PySide6/Qt/plugins/{folder}/{name.format(plugin)}"
        for folder, plugins in wanted
        for plugin in plugins
    ]
    assert len(paths) > 4
    assert [path for path in paths if not trimming.is_needed((path, path, "BINARY"))] == []


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder as PyInstaller leaves it: an extension module that wants a library that wants another, and one too many.

    The libraries are Qt's: they are wherever the tests are.
    """
    tool("objdump", "binutils")
    import PySide6  # noqa: PLC0415 - only to find it

    package = Path(PySide6.__file__).parent
    internal = tmp_path / "program" / "_internal"
    for source, place in (
        (package / "QtDBus.abi3.so", "PySide6/QtDBus.abi3.so"),
        (package / "Qt" / "lib" / "libQt6DBus.so.6", "PySide6/Qt/lib/libQt6DBus.so.6"),
        (package / "Qt" / "lib" / "libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6"),
        (package / "Qt" / "lib" / "libQt6Svg.so.6", "PySide6/Qt/lib/libQt6Svg.so.6"),
        (package / "Qt" / "lib" / "libQt6DBus.so.6", "libz.so.1"),
    ):
        (internal / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, internal / place)
    for name in ("libQt6DBus.so.6", "libQt6Svg.so.6"):
        (internal / name).symlink_to(f"PySide6/Qt/lib/{name}")
    return internal.parent


def names_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder / "_internal")) for path in folder.rglob("*.so*")}


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are left to the system on Linux alone")
def test_what_nothing_needs_is_deleted_with_the_links_to_it(frozen: Path) -> None:
    deleted = libraries.leave_to_system(frozen, ["libz.so.*"])
    assert deleted == ["libQt6Svg.so.6", "libz.so.1"]
    assert names_in(frozen) == {
        "PySide6/QtDBus.abi3.so",
        "PySide6/Qt/lib/libQt6DBus.so.6",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "libQt6DBus.so.6",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are left to the system on Linux alone")
def test_what_only_a_library_of_the_system_wanted_goes_too(frozen: Path) -> None:
    deleted = libraries.leave_to_system(frozen, ["libQt6DBus.so.*", "libQt6Core.so.*"])
    assert deleted == ["libQt6Core.so.6", "libQt6DBus.so.6", "libQt6Svg.so.6", "libz.so.1"]
    assert names_in(frozen) == {"PySide6/QtDBus.abi3.so"}


@pytest.mark.skipif(sys.platform != "linux", reason="so is the version of its C library")
def test_the_newest_c_library_that_is_wanted_is_found(frozen: Path) -> None:
    newest = libraries.newest_glibc(sorted(frozen.rglob("*.so*")))
    assert tuple(map(int, newest.split("."))) >= (2, 17)


def test_the_stand_in_for_redis_is_all_that_spotipy_asks_of_it() -> None:
    stand_ins = ROOT / "packaging" / "freeze" / "stand_ins"
    asked = "import sys; sys.path.insert(0, sys.argv[1]); import spotipy, redis; print(redis.__file__)"
    told = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", asked, str(stand_ins)], check=True, capture_output=True, text=True
    )
    assert Path(told.stdout.strip()) == stand_ins / "redis.py"
