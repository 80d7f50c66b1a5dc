"""`packaging/release/release.py`: a release in a small repository, its rehearsal, what is refused, and what a failure leaves."""

# ruff: noqa: S603 - the commands are ours

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packaging.by_path import ROOT, tool

VERSION_FILE = "unwrapped_desktop/__init__.py"
METAINFO = "packaging/linux/fm.unwrapped.Desktop.metainfo.xml"
RELEASE = "packaging/release/release.py"
CHANGED = {VERSION_FILE, "CHANGELOG.md", METAINFO}
ITEM = "A change that nobody has yet."

# As small as a program can be: what is built of it takes no time.
PROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "unwrapped-desktop"
requires-python = ">=3.11"
dynamic = ["version"]

[tool.hatch.version]
path = "unwrapped_desktop/__init__.py"

[tool.hatch.build.targets.wheel]
packages = ["unwrapped_desktop"]
"""
MAKEFILE = """VERSION := $(shell sed -n 's/^__version__ = "\\(.*\\)"$$/\\1/p' unwrapped_desktop/__init__.py)
test:
	@echo tests of $(VERSION)
package:
	@echo deb > dist/unwrapped-desktop_$(VERSION)_amd64.deb
	@echo tar > dist/unwrapped-desktop-$(VERSION)-linux-x86_64.tar.gz
"""
SBOM = """from pathlib import Path


def make_sbom(output: Path) -> None:
    output.write_text("{}", "utf-8")
"""
# What stands for the environment's Python where it does not matter what hatchling makes.
QUICK_PYTHON = """#!/bin/sh
version=$(sed -n 's/^__version__ = "\\(.*\\)"$/\\1/p' unwrapped_desktop/__init__.py)
touch "dist/unwrapped_desktop-$version-py3-none-any.whl" "dist/unwrapped_desktop-$version.tar.gz"
"""
# What git takes for GnuPG: it says that it signed, and hands a signature over.
SIGNER = """#!/bin/sh
cat >/dev/null
printf '[GNUPG:] SIG_CREATED \\n' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nof %s\\n-----END PGP SIGNATURE-----\\n' "$3"
"""
NO_TAGS = """#!/bin/sh
if [ "$1" = prepared ] && grep -q refs/tags/; then
    echo 'no tags here' >&2
    exit 1
fi
"""
NAMED = {
    "GIT_AUTHOR_NAME": "Änne",
    "GIT_AUTHOR_EMAIL": "aenne@example.org",
    "GIT_COMMITTER_NAME": "Änne",
    "GIT_COMMITTER_EMAIL": "aenne@example.org",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A small repository that can be released.

    Attributes:
        folder: Where it lies; its name has spaces and umlauts.
        named: What git is told about who commits.
    """

    folder: Path
    named: dict[str, str]

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command in it, with nothing of this machine's settings of git."""
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.folder.parent),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.named,
            **more,
        }
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def git(self, *arguments: str) -> str:
        ended = self.run("git", *arguments)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    def release(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, RELEASE, *arguments)

    def write(self, name: str, text: str, mode: int = 0o644) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        path.chmod(mode)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "A change")

    def state(self) -> dict[str, str]:
        """Return everything that a release must not leave changed when there is none."""
        files = self.git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()
        asked = ("rev-parse HEAD", "for-each-ref", "status --porcelain", "stash list")
        return {name: self.text(name) for name in files} | {one: self.git(*one.split()) for one in asked}


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A release that was made.

    Attributes:
        checkout: Where.
        before: The commit before it.
        said: What was printed.
    """

    checkout: Checkout
    before: str
    said: str


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the files of this one that a release is about, to be copied."""
    for name in ("git", "make"):
        tool(name, package=name)
    checkout = Checkout(folder=tmp_path_factory.mktemp("Vorlage") / "Öde Platten", named=NAMED)
    for name in (
        VERSION_FILE,
        METAINFO,
        RELEASE,
        "packaging/release/changelog.py",
        "packaging/release/sums.py",
    ):
        checkout.write(name, (ROOT / name).read_text("utf-8"))
    # Right after a release nothing is unreleased; here something always is.
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    checkout.write(
        "CHANGELOG.md", changelog.replace("[Unreleased]\n", f"[Unreleased]\n\n### Fixed\n\n- {ITEM}\n", 1)
    )
    checkout.write("packaging/release/sbom.py", SBOM)
    checkout.write("pyproject.toml", PROJECT)
    checkout.write("Makefile", MAKEFILE)
    checkout.write(".gitignore", "dist/\n.venv\n__pycache__/\n")
    checkout.git("init", "--quiet", "--initial-branch", "main")
    checkout.commit()
    return checkout.folder


@pytest.fixture
def checkout(template: Path, tmp_path: Path) -> Checkout:
    """Return a repository of one's own, in which nothing takes long."""
    checkout = copied(template, tmp_path)
    checkout.write(".venv/bin/python", QUICK_PYTHON, 0o755)
    return checkout


def copied(template: Path, place: Path) -> Checkout:
    shutil.copytree(template, place / template.name)
    return Checkout(folder=place / template.name, named=NAMED)


def with_hatchling(checkout: Checkout) -> Checkout:
    """Return a repository whose environment is the one that runs the tests."""
    shutil.rmtree(checkout.folder / ".venv", ignore_errors=True)
    (checkout.folder / ".venv").symlink_to(sys.prefix)
    return checkout


def refused(checkout: Checkout, *arguments: str) -> str:
    """Return what is said of a release that is refused; nothing may have changed."""
    before = checkout.state()
    ended = checkout.release(*arguments)
    assert ended.returncode == 1
    assert checkout.state() == before
    assert not (checkout.folder / "dist").exists()
    return ended.stderr


def give_key(checkout: Checkout) -> None:
    checkout.write("../signs for us", SIGNER, 0o755)
    checkout.git("config", "gpg.program", str(checkout.folder.parent / "signs for us"))
    checkout.git("config", "user.signingkey", "0xC0FFEE")


@pytest.fixture(scope="module")
def released(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Released:
    """Return a repository in which a release was made, with a key to sign with and a remote to push to."""
    checkout = with_hatchling(copied(template, tmp_path_factory.mktemp("veröffentlicht")))
    give_key(checkout)
    checkout.git("init", "--quiet", "--bare", "../elsewhere.git")
    checkout.git("remote", "add", "origin", "../elsewhere.git")
    checkout.write("dist/unwrapped-desktop_0.0.1_amd64.deb", "of an earlier version")
    before = checkout.git("rev-parse", "HEAD")
    ended = checkout.release("9.8.7")
    assert ended.returncode == 0, ended.stderr
    return Released(checkout=checkout, before=before, said=ended.stdout)


def test_a_release_is_tested_committed_and_tagged(released: Released) -> None:
    checkout = released.checkout
    assert "tests of 9.8.7" in released.said
    assert set(checkout.git("diff", "--name-only", released.before, "HEAD").splitlines()) == CHANGED
    assert checkout.git("rev-parse", "HEAD^") == released.before
    assert checkout.git("rev-parse", "v9.8.7^{commit}") == checkout.git("rev-parse", "HEAD")
    assert checkout.git("cat-file", "-t", "v9.8.7") == "tag"
    assert checkout.git("status", "--porcelain") == ""


def test_a_tag_is_signed_where_git_has_a_key(released: Released) -> None:
    assert "v9.8.7, signed with 0xC0FFEE" in released.said
    assert "of 0xC0FFEE\n" in released.checkout.git("cat-file", "tag", "v9.8.7")


def test_nothing_is_pushed(released: Released) -> None:
    assert released.checkout.git("ls-remote", "origin") == ""
    assert "git push --follow-tags origin main" in released.said


def test_a_release_leaves_its_artefacts_and_their_sums(released: Released) -> None:
    made = {path.name: path.read_bytes() for path in (released.checkout.folder / "dist").iterdir()}
    assert set(made) == {
        "unwrapped-desktop_9.8.7_amd64.deb",
        "unwrapped-desktop-9.8.7-linux-x86_64.tar.gz",
        "unwrapped_desktop-9.8.7-py3-none-any.whl",
        "unwrapped_desktop-9.8.7.tar.gz",
        "unwrapped-desktop-9.8.7.cdx.json",
        "SHA256SUMS",
    }
    lines = [line.partition("  ") for line in made.pop("SHA256SUMS").decode().splitlines()]
    sums = {name: digest for digest, _, name in lines}
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


def test_a_release_says_its_version_everywhere(released: Released) -> None:
    text = released.checkout.text
    assert re.findall(r'(?m)^__version__ = "(.*)"$', text(VERSION_FILE)) == ["9.8.7"]
    heading = re.search(
        r"(?m)^## \[Unreleased\]\n\n## \[9\.8\.7\] - (\d{4}-\d\d-\d\d)\n\n### ", text("CHANGELOG.md")
    )
    assert heading is not None
    newest = re.search(
        r'<releases>\s*<release version="9\.8\.7" date="(\S+)">(.*?)</release>', text(METAINFO), re.DOTALL
    )
    assert newest is not None
    assert newest[1] == heading[1]
    assert f"<li>{ITEM}</li>" in newest[2]


def test_the_next_release_follows(checkout: Checkout) -> None:
    assert checkout.release("9.8.7").returncode == 0
    assert "nothing under Unreleased" in checkout.release("9.8.8").stderr
    changelog = checkout.text("CHANGELOG.md")
    checkout.write(
        "CHANGELOG.md", changelog.replace("[Unreleased]\n", "[Unreleased]\n\n### Fixed\n\n- Less.\n", 1)
    )
    checkout.commit()
    assert checkout.release("9.10.0").returncode == 0
    assert checkout.git("tag").split() == ["v9.10.0", "v9.8.7"]
    assert checkout.release("--notes", "9.10.0").stdout == "### Fixed\n\n- Less.\n"


def test_a_dry_run_does_it_elsewhere_and_changes_nothing(checkout: Checkout) -> None:
    with_hatchling(checkout).write("dist/unwrapped-desktop_0.0.1_amd64.deb", "of an earlier version")
    give_key(checkout)
    before = checkout.state()
    ended = checkout.release("9.8.7", "--dry-run")
    assert ended.returncode == 0, ended.stderr
    assert checkout.state() == before
    assert [path.name for path in (checkout.folder / "dist").iterdir()] == [
        "unwrapped-desktop_0.0.1_amd64.deb"
    ]
    assert "tests of" not in ended.stdout
    steps = dict(re.findall(r"(?m)^(\d+)\. (.*)$", ended.stdout))
    left_out = [title.partition(" (takes minutes")[0] for title in steps.values() if "left out" in title]
    assert left_out == ["make test", "make package", "List the parts of the program (SBOM)"]
    assert steps[str(len(steps))] == "Tag"
    assert f"- {ITEM}\n" in ended.stdout
    assert "signed with 0xC0FFEE" in ended.stdout
    listed = dict(re.findall(r"(?m)^   (unwrapped\S+|SHA256SUMS)( \(.*\))?$", ended.stdout))
    assert {name for name, remark in listed.items() if not remark} == {
        "unwrapped_desktop-9.8.7-py3-none-any.whl",
        "unwrapped_desktop-9.8.7.tar.gz",
        "SHA256SUMS",
    }
    assert {name for name, remark in listed.items() if remark} == {
        "unwrapped-desktop_9.8.7_amd64.deb",
        "unwrapped-desktop-9.8.7-linux-x86_64.tar.gz",
        "unwrapped-desktop-9.8.7.cdx.json",
    }


def test_a_dry_run_needs_no_environment(checkout: Checkout) -> None:
    shutil.rmtree(checkout.folder / ".venv")
    ended = checkout.release("9.8.7", "--dry-run")
    assert ended.returncode == 0
    assert "hatchling comes with `make setup`" in ended.stdout
    assert "not signed: git has no user.signingkey" in ended.stdout


def test_make_hands_the_version_on(checkout: Checkout) -> None:
    said = checkout.run("make", "--no-print-directory", "-f", str(ROOT / "Makefile"), "-n", "release")
    assert said.returncode == 0
    assert RELEASE in said.stdout
    without = checkout.run("make", "--no-print-directory", "-f", str(ROOT / "Makefile"), "release")
    assert without.returncode == 2
    assert "make release VERSION=1.2.3" in without.stderr


@pytest.mark.parametrize("version", ["9.8", "v9.8.7", "9.8.07", "9.8.7-rc.1"])
def test_what_is_no_version_is_refused(checkout: Checkout, version: str) -> None:
    assert "three numbers" in refused(checkout, version)


def test_a_version_that_is_not_newer_is_refused(checkout: Checkout) -> None:
    checkout.write(VERSION_FILE, '__version__ = "9.8.7"\n')
    checkout.commit()
    assert "older than 9.8.7" in refused(checkout, "9.8.6")
    checkout.git("tag", "v9.10.0")
    assert "already" in refused(checkout, "9.10.0")
    # By its numbers, not by its letters.
    assert "not newer than 9.10.0" in refused(checkout, "9.9.0")
    checkout.git("tag", "--delete", "v9.10.0")
    changelog = checkout.text("CHANGELOG.md")
    checkout.write("CHANGELOG.md", f"{changelog}\n## [9.10.0] - 2026-01-01\n\n### Added\n\n- It.\n")
    checkout.commit()
    assert "not newer than 9.10.0" in refused(checkout, "9.10.0")
    assert "not newer than 9.10.0" in refused(checkout, "9.9.0", "--dry-run")


def test_the_version_of_the_source_is_released_if_it_never_was(checkout: Checkout) -> None:
    checkout.write(VERSION_FILE, '__version__ = "9.8.7"\n')
    checkout.commit()
    assert checkout.release("9.8.7", "--dry-run").returncode == 0


def test_an_unclean_checkout_is_refused(checkout: Checkout) -> None:
    checkout.write("stray.txt", "")
    assert "not clean:\n?? stray.txt" in refused(checkout, "9.8.7")
    (checkout.folder / "stray.txt").unlink()
    checkout.write("Makefile", "")
    assert "not clean" in refused(checkout, "9.8.7", "--dry-run")


def test_another_branch_is_refused(checkout: Checkout) -> None:
    checkout.git("switch", "--quiet", "--create", "another")
    assert "this is another" in refused(checkout, "9.8.7")
    checkout.git("switch", "--quiet", "--detach", "main")
    assert "this is no branch" in refused(checkout, "9.8.7", "--dry-run")


def test_an_empty_unreleased_part_is_refused(checkout: Checkout) -> None:
    checkout.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n")
    checkout.commit()
    assert "nothing under Unreleased" in refused(checkout, "9.8.7")


def test_nobody_in_particular_is_refused(checkout: Checkout) -> None:
    checkout.git("config", "user.useConfigOnly", "true")
    nobody = Checkout(folder=checkout.folder, named={})
    assert "git var failed" in refused(nobody, "9.8.7")


FAILURES = {
    "tests": (("Makefile", MAKEFILE.replace("@echo tests", "@false"), 0o644), "make test failed"),
    "packages": (("Makefile", MAKEFILE.replace("@echo tar", "@false"), 0o644), "make package failed"),
    "a package that is not made": (
        ("Makefile", MAKEFILE.replace("dist/unwrapped-desktop_", "dist/another_"), 0o644),
        "not made: unwrapped-desktop_9.8.7_amd64.deb",
    ),
    "a test that changes the source": (
        ("Makefile", MAKEFILE.replace("@echo tests", "@echo >> pyproject.toml; :"), 0o644),
        "Something else changed meanwhile: pyproject.toml",
    ),
    "the commit": ((".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n", 0o755), "git commit failed"),
    "the tag": ((".git/hooks/reference-transaction", NO_TAGS, 0o755), "git tag failed"),
}


@pytest.mark.parametrize("what", FAILURES)
def test_a_failure_leaves_neither_commit_nor_tag(checkout: Checkout, what: str) -> None:
    (name, text, mode), said = FAILURES[what]
    checkout.write(name, text, mode)
    if not name.startswith(".git/"):
        checkout.commit()
    before = checkout.state()
    ended = checkout.release("9.8.7")
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "there is no commit and no tag" in ended.stderr
    after = checkout.state()
    if what == "a test that changes the source":  # that is not the release's to put back
        checkout.git("restore", "pyproject.toml")
        after = checkout.state()
    assert after == before
