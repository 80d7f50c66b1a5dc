"""Packs a frozen program into an archive that runs wherever it is unpacked: `python packaging/linux/portable.py [OUTPUT]`.

Besides the program there is what puts it into a menu. The same files give the same bytes. Standard library only.
"""

import gzip
import platform
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "release")]

from changelog import PACKAGE
from deb import DIST, FROZEN, HERE, moment_of_release
from installed_files import install

from unwrapped_desktop import __version__


def main(arguments: list[str]) -> int:
    """Make the archive in a folder, `dist` where none is named. Returns the exit code."""
    output = Path(arguments[0]) if arguments else DIST
    if not (FROZEN / PACKAGE).is_file():
        sys.stderr.write("There is no frozen program: run packaging/freeze/freeze.py first.\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / f"{PACKAGE}-{__version__}"
        lay_out(tree)
        archive = pack(tree, output, int(moment_of_release().timestamp()))
    print(f"Portable archive: {archive.name}, {archive.stat().st_size / 1e6:.1f} MB", flush=True)
    return 0


def lay_out(tree: Path) -> None:
    """Put together what the archive holds: the program, its terms, and what a menu needs to know.

    Args:
        tree: Does not exist yet.
    """
    shutil.copytree(FROZEN, tree, symlinks=True)
    install(tree)
    shutil.copyfile(ROOT / "LICENSE", tree / "LICENSE")
    shutil.copyfile(HERE / "menu.sh", tree / "menu.sh")
    shutil.copyfile(HERE / "portable.txt", tree / "README.txt")
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            is_executable = path.is_dir() or path in {tree / PACKAGE, tree / "menu.sh"}
            path.chmod(0o755 if is_executable else 0o644)


def pack(tree: Path, output: Path, moment_s: int) -> Path:
    """Pack a folder.

    Args:
        tree: As `lay_out` leaves it; the archive holds one folder of its name.
        output: Where the archive goes; made where it is missing.
        moment_s: The time that every file gets, in seconds since 1970.

    Returns:
        The archive.
    """

    def of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = moment_s
        return entry

    output.mkdir(parents=True, exist_ok=True)
    archive = output / f"{PACKAGE}-{__version__}-linux-{platform.machine()}.tar.gz"
    with (
        archive.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=moment_s) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in (tree, *sorted(tree.rglob("*"))):
            tar.add(path, arcname=path.relative_to(tree.parent), recursive=False, filter=of_nobody)
    return archive


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
