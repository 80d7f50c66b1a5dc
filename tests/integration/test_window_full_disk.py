"""The window on a disk that is full: what is kept is read, what is not kept is said, and with room it goes on."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.conftest import Drive
from tests.integration.disks import SmallDisk
from tests.integration.processes import Home, tree

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs mount namespaces")

Disk = Callable[[int], SmallDisk]
Kept = tuple[Path, str]


def home_on(disk: SmallDisk, home: Home, kept: Path | None = None) -> Home:
    """Return a home whose data lies on a small disk; as it is kept, where it is."""
    if kept is not None:
        shutil.copytree(kept, disk.seen / "Daten")
    return Home(folder=home.folder, more={"UNWRAPPED_HOME": str(disk.folder / "Daten")})


def files_of(folder: Path) -> dict[str, int]:
    """Return what lies in a folder, without logs, with the size of each."""
    return {name: size for name, (size, _, _) in tree(folder).items() if not name.startswith("logs")}


def test_not_a_byte_is_left_and_the_verdict_is_there(
    home: Home, small_disk: Disk, drive: Drive, kept: Kept, export: Path
) -> None:
    disk = small_disk(40_000)
    there = home_on(disk, home, kept[0])
    disk.fill()
    before = files_of(disk.seen / "Daten")
    window = drive(home=there, prefix=disk.prefix)
    seen = window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
    assert seen["label"] == kept[1]
    assert seen["notices"].keys() == {"unopened"}
    said = seen["notices"]["unopened"]
    assert said.startswith("Nothing can be kept now")
    assert "The disk is full" in said
    assert "Make room for 1 MB" in said

    window.do(f"read {export}")
    seen = window.until_seen(lambda seen: "failure" in seen["notices"], what="a failure")
    assert "The disk is full" in seen["notices"]["failure"]
    assert seen["label"] == kept[1]
    assert files_of(disk.seen / "Daten") == before

    disk.make_room()
    window.do("press unopened")
    window.until_seen(lambda seen: not seen["notices"].get("unopened"), what="the results file")
    assert (disk.seen / "Daten" / "unwrapped.lock").exists()
    # It is read and compared with what is kept: somebody else's, it seems.
    window.do(f"read {export}")
    window.until_seen(lambda seen: "question" in seen["notices"], what="a question")
    window.close()
    assert not (disk.seen / "Daten" / "unwrapped.lock").exists()


def test_it_fills_while_the_window_is_open(
    home: Home, small_disk: Disk, drive: Drive, export: Path, other_export: Path
) -> None:
    disk = small_disk(40_000)
    there = home_on(disk, home)
    window = drive(export, home=there, prefix=disk.prefix)
    window.until_seen(lambda seen: seen["screen"] == "pause", what="what was read")
    label = window.do("hear")["label"]
    window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
    disk.fill()
    window.do(f"read {other_export}")
    seen = window.until_seen(lambda seen: "failure" in seen["notices"], what="a failure")
    assert "The disk is full" in seen["notices"]["failure"]
    assert (seen["label"], "fault" in seen["notices"]) == (label, False)
    # A start finds the verdict too, while there is no room.
    window.close()
    window = drive(home=there, prefix=disk.prefix)
    seen = window.until_seen(lambda seen: seen["screen"] == "results", what="the verdict")
    assert seen["label"] == label

    disk.make_room()
    window.do("press unopened")
    window.until_seen(lambda seen: not seen["notices"].get("unopened"), what="the results file")
    window.do(f"read {other_export}")
    window.until_seen(lambda seen: seen["screen"] == "pause", what="what was added")
    window.close()


def test_what_is_remembered_of_the_window_stays(
    home: Home, small_disk: Disk, drive: Drive, kept: Kept
) -> None:
    disk = small_disk(40_000)
    there = home_on(disk, home, kept[0])
    drive(home=there, prefix=disk.prefix).close()
    remembered = (disk.seen / "Daten" / "window.ini").read_bytes()
    disk.fill()
    before = files_of(disk.seen / "Daten")
    drive(home=there, prefix=disk.prefix).close()
    assert files_of(disk.seen / "Daten") == before
    assert (disk.seen / "Daten" / "window.ini").read_bytes() == remembered


def test_no_results_file_can_be_made_until_there_is_room(home: Home, small_disk: Disk, drive: Drive) -> None:
    disk = small_disk(4_000)
    there = home_on(disk, home)
    disk.fill()
    window = drive(home=there, prefix=disk.prefix)
    seen = window.until_seen(lambda seen: seen["notices"], what="a notice")
    assert seen["screen"] == "login"
    assert "The disk is full" in seen["notices"]["unopened"]
    assert list(disk.seen.glob("Daten/unwrapped*")) == []
    disk.make_room()
    window.do("press unopened")
    window.until_seen(lambda seen: not seen["notices"], what="the results file")
    assert (disk.seen / "Daten" / "unwrapped.db").exists()
    window.close()
