"""Makes a release: `python packaging/release/release.py VERSION [--dry-run]`, or `make release VERSION=1.2.3`.

It sets the version, dates the changelog, runs every test, builds what this system can build, commits and tags. It pushes
nothing: that is left to a person. Whatever can fail comes before the commit; if something does, the files are put back, and
neither commit nor tag stays. A dry run does the same in a temporary clone, without the steps that take minutes.

Standard library only: it runs before any environment is there. Exit status: 0 done, 1 refused or failed, 2 usage,
130 interrupted.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import changelog
import sbom
import sums

ROOT = Path(__file__).resolve().parents[2]
BRANCH = "main"
PACKAGE = changelog.PACKAGE
VERSION_FILE = "unwrapped_desktop/__init__.py"
CHANGELOG = "CHANGELOG.md"
METAINFO = "packaging/linux/fm.unwrapped.Desktop.metainfo.xml"
FILES = (VERSION_FILE, CHANGELOG, METAINFO)
"""What a release changes, and nothing else."""

_SYSTEMS = {
    "linux": ("{package}_{version}_amd64.deb", "{package}-{version}-linux-x86_64.tar.gz"),
    "win32": (
        "{package}-{version}-windows-x86_64-setup.exe",
        "{package}-{version}-windows-x86_64-portable.zip",
    ),
    "darwin": ("{package}-{version}-macos-{machine}.dmg",),
}
"""What `make package` leaves in dist, by system."""

# Three numbers and nothing behind them: PyPI, Debian and Windows would each write a release candidate in a way of its own.
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_VERSION_LINE = re.compile(r'^__version__ = "([^"]*)"$', re.MULTILINE)
_TOLD_BY_MAKE = frozenset({"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "VERSION", "DRY_RUN"})
_COPIED_SETTINGS = (
    "user.name",
    "user.email",
    "user.signingkey",
    "gpg.format",
    "gpg.program",
    "commit.gpgsign",
)


class ReleaseError(Exception):
    """Why there is no release, in a sentence or two for whoever wanted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be released.

    Attributes:
        version: Three numbers such as "1.2.3".
        day: The day of the release, in UTC.
        root: The checkout in which it is made.
        python: The Python of the environment that `make test` sets up.
        is_rehearsal: Whether the steps that take minutes are left out.
    """

    version: str
    day: date
    root: Path
    python: Path
    is_rehearsal: bool

    @property
    def tag(self) -> str:
        """The name of its tag."""
        return f"v{self.version}"

    @property
    def dist(self) -> Path:
        """Where the artefacts lie."""
        return self.root / "dist"

    def text_of(self, file: str) -> str:
        """Return what a file of the checkout holds."""
        return (self.root / file).read_text("utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a release.

    Attributes:
        title: What it does.
        do: Does it. Raises `ReleaseError`.
        takes_minutes: Whether a rehearsal leaves it out.
    """

    title: str
    do: Callable[[Plan], None]
    takes_minutes: bool = False


def main(arguments: Sequence[str]) -> int:
    """Make a release, or say why not. Returns the exit status."""
    chosen = _options().parse_args(arguments)
    try:
        if chosen.notes:
            _say(changelog.find_release((ROOT / CHANGELOG).read_text("utf-8"), chosen.version).text)
        elif chosen.dry_run:
            rehearse(chosen.version)
        else:
            release(chosen.version)
    except (ReleaseError, ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def release(version: str) -> None:
    """Make a release in this checkout.

    Raises:
        ReleaseError: It cannot be made; everything is as it was, but for `dist`.
        ValueError: The changelog or the metainfo is in no known form; likewise.
    """
    plan = _plan(version, ROOT, is_rehearsal=False)
    check(plan)
    _make(plan)
    _say(f"\n{plan.tag} is committed and tagged, and nobody else has it yet. What is left to you:\n")
    _say(f"  git push --follow-tags origin {BRANCH}\n")
    _say("It publishes: the workflow builds the packages of every system for the tag and gives them out.")


def rehearse(version: str) -> None:
    """Make a release in a temporary clone, without what takes minutes, and say what it would be like.

    Raises:
        ReleaseError: It could not be made.
        ValueError: The changelog or the metainfo is in no known form.
    """
    check(_plan(version, ROOT, is_rehearsal=True))
    with tempfile.TemporaryDirectory(prefix="unwrapped-release-") as folder:
        clone = Path(folder) / "clone"
        _clone(clone)
        plan = _plan(version, clone, is_rehearsal=True)
        _make(plan)
        _say(f"\nThe text of the release:\n\n{changelog.find_release(plan.text_of(CHANGELOG), version).text}")
    _say("\nA dry run: nothing was changed, and its clone is gone.")


def check(plan: Plan) -> None:
    """Look whether a release may be made.

    Raises:
        ReleaseError: It may not.
        ValueError: The changelog or the metainfo is in no known form, or nothing is unreleased.
    """
    wanted = _numbers(plan.version)
    if wanted is None:
        raise ReleaseError(f"{plan.version} is not a version: it takes three numbers, such as 1.2.3.")
    _check_checkout(plan)
    _check_newer(plan, wanted)
    _new_texts(plan)


def _check_checkout(plan: Plan) -> None:
    if unclean := _git(plan.root, "status", "--porcelain").splitlines():
        raise ReleaseError("The checkout is not clean:\n" + "\n".join(unclean[:10]))
    branch = _git(plan.root, "branch", "--show-current") or "no branch"
    if branch != BRANCH:
        raise ReleaseError(f"Releases are made on {BRANCH}; this is {branch}.")
    # Without a name the commit would fail, after all the tests.
    _git(plan.root, "var", "GIT_COMMITTER_IDENT")


def _check_newer(plan: Plan, wanted: tuple[int, ...]) -> None:
    tags = _git(plan.root, "tag", "--list", "v*").split()
    if plan.tag in tags:
        raise ReleaseError(f"There is a tag {plan.tag} already.")
    given_out = [one.version for one in changelog.read_releases(plan.text_of(CHANGELOG))]
    known = [numbers for name in (*tags, *given_out) if (numbers := _numbers(name.removeprefix("v")))]
    if known and wanted <= max(known):
        raise ReleaseError(f"{plan.version} is not newer than {_dotted(max(known))}, which was given out.")
    # The version that the source has may itself never have been given out.
    current = _numbers(_version_in(plan.text_of(VERSION_FILE)))
    if current is not None and wanted < current:
        raise ReleaseError(f"{plan.version} is older than {_dotted(current)}, which the source has.")


def _make(plan: Plan) -> None:
    """Take every step; on a failure, or when interrupted, put back what was there."""
    before = _git(plan.root, "rev-parse", "HEAD")
    try:
        for number, step in enumerate(STEPS, start=1):
            is_left_out = step.takes_minutes and plan.is_rehearsal
            _say(f"{number}. {step.title}{' (takes minutes: left out of a dry run)' if is_left_out else ''}")
            if not is_left_out:
                step.do(plan)
    except BaseException:
        _put_back(plan, before)
        raise


def _put_back(plan: Plan, before: str) -> None:
    if _git(plan.root, "tag", "--list", plan.tag):
        _git(plan.root, "tag", "--delete", plan.tag)
    _git(plan.root, "reset", "--quiet", "--soft", before)
    _git(plan.root, "restore", f"--source={before}", "--staged", "--worktree", "--", *FILES)
    sys.stderr.write("That did not work. The files are as they were; there is no commit and no tag.\n")


def _new_texts(plan: Plan) -> dict[str, str]:
    """Return what the files of a release will hold.

    Raises:
        ReleaseError: The version stands nowhere in the source.
        ValueError: The changelog or the metainfo is in no known form, or nothing is unreleased.
    """
    source = plan.text_of(VERSION_FILE)
    old = f'__version__ = "{_version_in(source)}"\n'
    dated = changelog.with_release(plan.text_of(CHANGELOG), plan.version, plan.day)
    newest = changelog.find_release(dated, plan.version)
    return {
        VERSION_FILE: source.replace(old, f'__version__ = "{plan.version}"\n', 1),
        CHANGELOG: dated,
        METAINFO: changelog.with_appstream_release(plan.text_of(METAINFO), newest),
    }


def _write(plan: Plan) -> None:
    for file, text in _new_texts(plan).items():
        (plan.root / file).write_text(text, "utf-8", newline="\n")


def _test(plan: Plan) -> None:
    _run(plan, "make", "test")


def _package(plan: Plan) -> None:
    _run(plan, "make", "package")


def _empty_dist(plan: Plan) -> None:
    # An artefact of an earlier version would get into the sums.
    shutil.rmtree(plan.dist, ignore_errors=True)
    plan.dist.mkdir()


def _wheel(plan: Plan) -> None:
    if plan.is_rehearsal and not _has_hatchling(plan):
        _say("   left out: hatchling comes with `make setup`, and there was none yet")
        return
    _run(plan, str(plan.python), "-m", "hatchling", "build", "--directory", "dist")


def _sbom(plan: Plan) -> None:
    try:
        sbom.make_sbom(plan.dist / f"{PACKAGE}-{plan.version}.cdx.json")
    except subprocess.CalledProcessError as error:
        raise ReleaseError(f"The parts of the program could not be listed: {error}") from error


def _sums(plan: Plan) -> None:
    written = sums.write_sums(plan.dist)
    made = sorted(path.name for path in plan.dist.iterdir())
    missing = [name for name in artefacts(plan) if name not in made]
    if missing and not plan.is_rehearsal:
        raise ReleaseError(f"These artefacts were not made: {', '.join(missing)}")
    _say(f"   {written.name} names {len(made) - 1} files")
    for name in (*made, *missing):
        _say(f"   {name}{' (not made in a dry run)' if name in missing else ''}")


def _commit(plan: Plan) -> None:
    changed = _git(plan.root, "diff", "--name-only", "HEAD").splitlines()
    if others := [name for name in changed if name not in FILES]:
        raise ReleaseError(f"Something else changed meanwhile: {', '.join(others)}")
    _git(plan.root, "commit", "--quiet", "--message", f"Release {plan.version}", "--", *FILES)


def _tag(plan: Plan) -> None:
    key = _setting(plan.root, "user.signingkey")
    how = "--sign" if key else "--annotate"
    _git(plan.root, "tag", how, "--message", f"{PACKAGE} {plan.version}", plan.tag)
    _say(f"   {plan.tag}, " + (f"signed with {key}" if key else "not signed: git has no user.signingkey"))


STEPS = (
    Step(title="Set the version, date the changelog, tell the software centres", do=_write),
    Step(title="make test", do=_test, takes_minutes=True),
    Step(title="Empty dist", do=_empty_dist),
    Step(title="make package", do=_package, takes_minutes=True),
    Step(title="Build the wheel and the source package", do=_wheel),
    Step(title="List the parts of the program (SBOM)", do=_sbom, takes_minutes=True),
    Step(title="Write down the sums of the artefacts", do=_sums),
    Step(title="Commit", do=_commit),
    Step(title="Tag", do=_tag),
)
"""In this order: what can fail for a reason of its own comes before the commit."""


def artefacts(plan: Plan) -> tuple[str, ...]:
    """Return the names of everything that a release leaves in dist on this system."""
    wheel = PACKAGE.replace("-", "_")
    names = [
        name.format(package=PACKAGE, version=plan.version, machine=platform.machine())
        for name in _SYSTEMS.get(sys.platform, ())
    ]
    return (
        *names,
        f"{wheel}-{plan.version}-py3-none-any.whl",
        f"{wheel}-{plan.version}.tar.gz",
        f"{PACKAGE}-{plan.version}.cdx.json",
        "SHA256SUMS",
    )


def _plan(version: str, root: Path, *, is_rehearsal: bool) -> Plan:
    python = ROOT / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    day = datetime.now(UTC).date()
    return Plan(version=version, day=day, root=root, python=python, is_rehearsal=is_rehearsal)


def _clone(place: Path) -> None:
    """Clone this checkout, with what git was told here about who commits and how it signs."""
    _git(ROOT, "clone", "--quiet", "--branch", BRANCH, str(ROOT), str(place))
    for name in _COPIED_SETTINGS:
        if value := _setting(ROOT, name):
            _git(place, "config", name, value)


def _has_hatchling(plan: Plan) -> bool:
    if not plan.python.exists():
        return False
    asked = subprocess.run([str(plan.python), "-c", "import hatchling"], capture_output=True, check=False)
    return asked.returncode == 0


def _numbers(version: str) -> tuple[int, ...] | None:
    """Return the three numbers of a version, None when it is none."""
    found = _VERSION.fullmatch(version)
    return tuple(int(number) for number in found.groups()) if found else None


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in numbers)


def _version_in(source: str) -> str:
    found = _VERSION_LINE.search(source)
    if found is None:
        raise ReleaseError(f"{VERSION_FILE} has no line with __version__.")
    return found[1]


def _setting(root: Path, name: str) -> str:
    asked = subprocess.run(
        ["git", "config", "--get", name], cwd=root, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()


def _git(root: Path, *arguments: str) -> str:
    """Return what git says.

    Raises:
        ReleaseError: It fails; with its own words.
    """
    ended = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise ReleaseError(f"git {arguments[0]} failed: {ended.stderr.strip()}")
    return ended.stdout.strip()


def _run(plan: Plan, *command: str) -> None:
    # What `make release` was told is not meant for the makes that are started from here.
    environment = {name: value for name, value in os.environ.items() if name not in _TOLD_BY_MAKE}
    ended = subprocess.run(command, cwd=plan.root, env=environment, check=False)
    if ended.returncode:
        raise ReleaseError(f"{' '.join(command)} failed.")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="release.py", description=__doc__.partition("\n")[0])
    parser.add_argument("version", metavar="VERSION", help="three numbers, such as 1.2.3")
    parser.add_argument(
        "--dry-run", action="store_true", help="do it in a temporary clone, and change nothing"
    )
    parser.add_argument(
        "--notes", action="store_true", help="only print what the changelog says of this version, in Markdown"
    )
    return parser


def _say(text: str) -> None:
    # At once: what is started from here writes to the same place.
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
