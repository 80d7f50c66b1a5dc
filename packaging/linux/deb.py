"""Makes the Debian package of a frozen program: `python packaging/linux/deb.py [OUTPUT_FOLDER]`.

The program lies in /usr/lib/unwrapped-desktop and is reached by a link in /usr/bin. Libraries that Debian has are left to
Debian, and asked for by name; what Python and Qt need besides comes along. No script runs when it is installed or
removed: menus, icons and file types are told by the triggers of the packages that keep them, and nobody's data is touched.

Standard library only, and Debian's `dpkg-dev`.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "freeze"), str(ROOT / "packaging" / "release")]

from changelog import MAINTAINER, PACKAGE, debian_changelog
from installed_files import install
from libraries import OF_DEBIAN, OF_EVERY_DESKTOP, leave_to_system

from unwrapped_desktop import __version__

FROZEN = ROOT / "build" / "frozen" / PACKAGE
DIST = ROOT / "dist"
HERE = ROOT / "packaging" / "linux"

CONTROL = """\
Package: {package}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_kib}
Depends: {depends}
Recommends: xdg-desktop-portal
Suggests: gnome-keyring | kwalletmanager, fonts-noto-cjk, fonts-noto-color-emoji
Section: sound
Priority: optional
Homepage: https://unwrapped.fm/desktop
Description: judges your taste in music and shows the receipts
 Unwrapped reads the data that Spotify gives you about your listening, and
 writes a verdict on your taste: a label, a page, two scores. Under every
 sentence lie the plays that prove it.
 .
 Everything is worked out on this computer and stays here. There is no
 account, and nothing is sent anywhere.
 .
 Unwrapped is not made, approved or supported by Spotify.
"""


def main(arguments: list[str]) -> int:
    """Make the package in a folder, `dist` where none is named. Returns the exit code."""
    output = Path(arguments[0]) if arguments else DIST
    if not (FROZEN / PACKAGE).is_file():
        sys.stderr.write("There is no frozen program: run packaging/freeze/freeze.py first.\n")
        return 1
    moment = moment_of_release()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        lay_out(tree, moment)
        package = build(tree, output, moment)
    print(f"Debian package: {package.name}, {package.stat().st_size / 1e6:.1f} MB", flush=True)
    return 0


def moment_of_release() -> datetime:
    """Return when this version was made: what SOURCE_DATE_EPOCH says, else the time of the last commit, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        epoch = asked.stdout.strip()
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def lay_out(tree: Path, moment: datetime) -> None:
    """Put every file where it will lie, under a folder that stands for the root of a system.

    Args:
        tree: Does not exist yet.
        moment: When the version was made.
    """
    usr = tree / "usr"
    program = usr / "lib" / PACKAGE
    shutil.copytree(FROZEN, program, symlinks=True)
    leave_to_system(program, (*OF_EVERY_DESKTOP, *OF_DEBIAN))
    (usr / "bin").mkdir()
    (usr / "bin" / PACKAGE).symlink_to(f"../lib/{PACKAGE}/{PACKAGE}")
    install(usr)
    _compress(usr / "share" / "man" / "man1" / f"{PACKAGE}.1")
    documents = usr / "share" / "doc" / PACKAGE
    documents.mkdir(parents=True)
    shutil.copyfile(HERE / "copyright", documents / "copyright")
    changes = documents / "changelog"
    changes.write_text(
        debian_changelog((ROOT / "CHANGELOG.md").read_text("utf-8"), __version__, moment), "utf-8"
    )
    _compress(changes)
    overrides = usr / "share" / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides / PACKAGE)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            is_executable = path.is_dir() or path == program / PACKAGE
            path.chmod(0o755 if is_executable else 0o644)


def build(tree: Path, output: Path, moment: datetime) -> Path:
    """Make the package of a tree.

    Args:
        tree: As `lay_out` leaves it. Gets a folder DEBIAN.
        output: Where the package goes; made where it is missing.
        moment: The time that every file gets.

    Returns:
        The package.
    """
    architecture = _told("dpkg", "--print-architecture")
    control = tree / "DEBIAN"
    control.mkdir(mode=0o755)
    size_kib = sum(-(-path.lstat().st_size // 1024) for path in (tree / "usr").rglob("*"))
    text = CONTROL.format(
        package=PACKAGE,
        version=__version__,
        architecture=architecture,
        maintainer=MAINTAINER,
        size_kib=size_kib,
        depends=dependencies(tree),
    )
    (control / "control").write_text(text, "utf-8")
    (control / "md5sums").write_text("".join(_sums(tree)), "utf-8")
    for path in (tree, *tree.rglob("*")):
        os.utime(path, (moment.timestamp(),) * 2, follow_symlinks=False)
    output.mkdir(parents=True, exist_ok=True)
    package = output / f"{PACKAGE}_{__version__}_{architecture}.deb"
    pack = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "-Sextreme", "--build", str(tree), str(package)]
    stable = os.environ | {"SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}
    subprocess.run(pack, check=True, env=stable, stdout=subprocess.DEVNULL)
    return package


def dependencies(tree: Path) -> str:
    """Return the packages of Debian that bring the libraries the program is linked with, as `Depends` wants them.

    Raises:
        RuntimeError: A library is missing here, or belongs to no package.
    """
    program = tree / "usr" / "lib" / PACKAGE
    linked = [path for path in program.rglob("*.so*") if not path.is_symlink()]
    own = sorted({path.parent for path in linked})
    with tempfile.TemporaryDirectory() as folder:
        # dpkg-shlibdeps wants to stand beside a source package.
        (Path(folder) / "debian").mkdir()
        stanzas = f"Source: {PACKAGE}\n\nPackage: {PACKAGE}\nArchitecture: any\n"
        (Path(folder) / "debian" / "control").write_text(stanzas, "utf-8")
        private = [f"-l{place}" for place in own]
        # What comes along is of no package, and needs none.
        how = ["-O", "--warnings=0", "--ignore-missing-info"]
        command = ["dpkg-shlibdeps", *how, *private, str(program / PACKAGE), *map(str, linked)]
        told = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if told.returncode:
        raise RuntimeError(f"dpkg-shlibdeps cannot tell what the program is linked with:\n{told.stderr}")
    return told.stdout.removeprefix("shlibs:Depends=").strip()


def _compress(path: Path) -> None:
    """Replace a file by itself, packed, without its name and time."""
    packed = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
    path.with_name(f"{path.name}.gz").write_bytes(packed)
    path.unlink()


def _sums(tree: Path) -> Iterator[str]:
    files = sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    told = subprocess.run(
        ["md5sum", *(str(path.relative_to(tree)) for path in files)],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
    )
    yield told.stdout


def _told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
