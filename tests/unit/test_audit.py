"""`packaging/audit.py`: what is installed is what is locked, unchanged, and held against advisories without the network."""

import base64
import hashlib
import importlib.util
import json
import socket
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest

from unwrapped_desktop.app.about_program import SHIPPED

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
ALPHA, BETA = "a" * 64, "b" * 64
LOCK = f"""# What it needs.
alpha==1.2.3 \\
    --hash=sha256:{ALPHA} \\
    --hash=sha256:{BETA}
    # via something
beta==2.0 ; sys_platform == 'nowhere' \\
    --hash=sha256:{BETA}
"""


def _load() -> ModuleType:
    # By its path: "packaging" is also the name of an installed package, and ours is only a folder.
    spec = importlib.util.spec_from_file_location("audit", PACKAGING / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


audit = _load()
LOCKS = sorted(path.name for path in (PACKAGING / "locks").glob("*.lock"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _advisory(name: str = "Alpha", **affected: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": name}
    return {
        "id": "PYSEC-1",
        "modified": "2026-11-02T00:00:00Z",
        "summary": "It does harm.",
        "affected": [{"package": package, **affected}],
    }


def _ranged(*events: tuple[str, str]) -> dict[str, Any]:
    return _advisory(ranges=[{"type": "ECOSYSTEM", "events": [{kind: at} for kind, at in events]}])


def _zip(folder: Path, *documents: object) -> Path:
    path = folder / "all.zip"
    with zipfile.ZipFile(path, "w") as export:
        for number, document in enumerate(documents):
            export.writestr(f"PYSEC-{number}.json", json.dumps(document))
    return path


# ----------------------------------------------------------------------------------------------------------- the locks
@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_every_lock_has_hashes_and_no_address_stands_in_it(name: str) -> None:
    text = (PACKAGING / "locks" / name).read_text("utf-8")
    entries = audit.read_lock(text)
    assert entries
    assert text.count("==") >= len(entries)
    assert all(entry.hashes for entry in entries)
    for word in ("://", "http", "--index", "--find-links", "git+", "file:", " @ "):
        assert word not in text


def test_no_lock_is_forgotten() -> None:
    assert sorted((*audit.LOCKS, *audit.TOOL_LOCKS)) == LOCKS


def test_whatever_the_scripts_install_is_held_to_hashes() -> None:
    for script in ("setup.sh", "lock.sh"):
        text = (PACKAGING / script).read_text("utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            is_ours = (
                "--editable ." in line or line.strip().startswith("#") or line.strip().startswith(".venv/")
            )
            if " install " in f" {line} " and not is_ours:
                assert "--require-hashes" in line, line


@pytest.mark.parametrize(
    "line",
    [
        "gamma==1.0",
        "gamma>=1.0 \\",
        "gamma @ https://stranger.invalid/gamma.whl \\",
        "--index-url https://stranger.invalid/simple",
        "--find-links ../wheels",
        "-e .",
        "./gamma.whl \\",
        "    --hash=md5:" + "a" * 32,
        "    # via https://stranger.invalid/",
    ],
)
def test_a_lock_with_anything_else_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"line|hash"):
        audit.read_lock(f"{LOCK}{line}\n")


def test_an_entry_without_a_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="alpha has no hash"):
        audit.read_lock("alpha==1.2.3 \\\n" + LOCK[LOCK.index("beta") :])


# ----------------------------------------------------------------------------------------------------- what is installed
def test_this_environment_is_what_the_locks_say() -> None:
    locks = {name: audit.read_lock((PACKAGING / "locks" / name).read_text("utf-8")) for name in audit.LOCKS}
    shipped = [one for one in locks["requirements.lock"] if one.is_wanted_here()]
    assert shipped
    for one in shipped:
        assert distribution(one.name).version == one.version


def test_what_is_installed_otherwise_is_named() -> None:
    entries = audit.read_lock(LOCK)
    assert list(audit.differences(entries, [], {"alpha": "1.2.3"})) == []
    told = list(audit.differences(entries, [], {"alpha": "1.2.4", "gamma": "1", "pip": "23.2.1"}))
    assert told == ["alpha 1.2.4 is installed, and 1.2.3 is locked", "gamma 1 is installed and in no lock"]
    assert list(audit.differences(entries, [], {})) == ["alpha 1.2.3 is locked and not installed"]


def test_a_file_that_was_changed_or_lost_is_named(tmp_path: Path) -> None:
    made = tmp_path / "alpha-1.2.3.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: alpha\nVersion: 1.2.3\n")
    (tmp_path / "alpha.py").write_bytes(b"x = 1\n")
    digest = hashlib.sha256(b"x = 1\n").digest()
    sums = f"alpha.py,sha256={base64.urlsafe_b64encode(digest).rstrip(b'=').decode()},6\nbeta.py,sha256={digest.hex()},6\n"
    (made / "RECORD").write_text(sums + "alpha.pyc,,\n")
    (tmp_path / "beta.py").write_bytes(b"x = 1\n")
    package = audit.Distribution.at(made)
    assert list(audit.changed_files(package)) == []
    (tmp_path / "alpha.py").write_bytes(b"x = 2\n")
    (tmp_path / "beta.py").unlink()
    assert list(audit.changed_files(package)) == [
        "alpha: alpha.py was changed after it was installed",
        "alpha: beta.py is missing",
    ]


def test_the_terms_of_all_that_is_shipped_are_told_by_the_packages_too() -> None:
    for one in audit.read_lock((PACKAGING / "locks" / "requirements.lock").read_text("utf-8")):
        assert one.name in SHIPPED
        if one.is_wanted_here():
            assert audit.terms_of(distribution(one.name)) != "it does not say", one.name
    assert "jinja2" in SHIPPED


# ------------------------------------------------------------------------------------------------------------- advisories
@pytest.mark.parametrize(
    ("advisory", "is_found"),
    [
        (_advisory(versions=["1.2.2", "1.2.3"]), True),
        (_advisory(versions=["1.2.2"]), False),
        (_advisory("another", versions=["1.2.3"]), False),
        (_ranged(("introduced", "0")), True),
        (_ranged(("introduced", "0"), ("fixed", "1.2.3")), False),
        (_ranged(("introduced", "0"), ("fixed", "1.2.4")), True),
        (_ranged(("introduced", "0"), ("last_affected", "1.2.3")), True),
        (_ranged(("introduced", "0"), ("last_affected", "1.2.2")), False),
        (_ranged(("introduced", "0"), ("fixed", "1.0"), ("introduced", "1.2")), True),
        (_ranged(("introduced", "2.0")), False),
        (_ranged(("introduced", "0"), ("fixed", "1.10")), True),
        (_ranged(("introduced", "of old")), False),
        ({**_ranged(("introduced", "0")), "withdrawn": "2026-01-01T00:00:00Z"}, False),
    ],
)
def test_a_version_is_looked_up_in_advisories(tmp_path: Path, advisory: object, *, is_found: bool) -> None:
    other = _advisory("unheard-of", versions=["1"])
    told = audit.advisories_at(_zip(tmp_path, advisory, other), {"alpha": "1.2.3"})
    assert bool(told.found) is is_found
    assert told.count in {1, 2}
    assert told.newest.startswith("2026-11-02")
    if is_found:
        assert told.found == ("alpha 1.2.3: PYSEC-1 It does harm.",)


def test_a_folder_of_advisories_is_as_good_as_a_zip(tmp_path: Path) -> None:
    (tmp_path / "PYSEC-1.json").write_text(json.dumps(_ranged(("introduced", "0"))))
    assert audit.advisories_at(tmp_path, {"alpha": "1.2.3"}).found


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_export_is_never_taken_for_good_news(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"all\.zip"):
        audit.advisories_at(path, {"alpha": "1.2.3"})


def test_the_command_says_that_nothing_was_looked_up_and_finds_what_was_planted(tmp_path: Path) -> None:
    planted = _advisory("msgspec", versions=[distribution("msgspec").version])
    for more, words, code in (
        ([], "None were looked at.", None),
        (["--advisories", str(_zip(tmp_path, planted))], "PYSEC-1 It does harm.", 1),
        (["--advisories", str(tmp_path / "nowhere.zip")], "nowhere.zip", 1),
    ):
        command = [sys.executable, str(PACKAGING / "audit.py"), *more]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        assert words in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert code is None or done.returncode == code
