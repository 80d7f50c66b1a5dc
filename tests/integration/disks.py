"""Disks with little room, and people without rights, as the system itself makes them: nothing in the program is patched.

A small disk is a tmpfs in a mount namespace of its own. It is held by a process and goes with it; commands are run there
with `prefix`, and everything else looks in by way of `/proc`.

Root may read and write everything, so that a test of permissions would prove nothing. `AS_ANYBODY` runs a command without
that right.
"""

# ruff: noqa: S603, S607

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")

_MOUNT = 'mount -t tmpfs -o "size=$2k,mode=700" none "$1" && echo ready && exec cat'
_CHUNK_BYTES = 1 << 20


class SmallDisk:
    """A disk of so many kilobytes, empty at first.

    Attributes:
        folder: Where it is for the commands that are run with `prefix`.
        prefix: What a command begins with that is to see it.
        seen: Where it is for everybody else. SQLite does not find its way there.
    """

    def __init__(self, folder: Path, kb: int) -> None:
        """Make it. Skips the test where the system does not let anybody do so."""
        if shutil.which("unshare") is None or shutil.which("nsenter") is None:
            pytest.skip("this system has no mount namespaces")
        folder.mkdir(parents=True, exist_ok=True)
        self._holder = subprocess.Popen(
            ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT, "sh", str(folder), str(kb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != b"ready\n":
            _, said = self._holder.communicate()
            pytest.skip(f"this system does not let a test mount a disk: {said.decode(errors='replace')}")
        number = str(self._holder.pid)
        self.folder = folder
        self.prefix = ("nsenter", "--target", number, "--user", "--mount", "--preserve-credentials", "--")
        self.seen = Path("/proc") / number / "root" / folder.relative_to("/")
        self._ballast = self.seen / "ballast"

    @property
    def free_bytes(self) -> int:
        """How much room there is."""
        return shutil.disk_usage(self.seen).free

    def fill(self, *, leave_kb: int = 0) -> None:
        """Use up all room but so much."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while (left := self.free_bytes - leave_kb * 1024) > 0:
                file.write(bytes(min(left, _CHUNK_BYTES)))

    def make_room(self) -> None:
        """Give back what was used up."""
        self._ballast.unlink(missing_ok=True)

    def close(self) -> None:
        """Let it go with everything on it, as soon as nobody works there."""
        self._holder.communicate()


def as_anybody() -> tuple[str, ...]:
    """Return what a command begins with whose permissions count. Skips the test where root cannot be anybody."""
    if os.getuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root cannot be anybody here")
    return AS_ANYBODY
