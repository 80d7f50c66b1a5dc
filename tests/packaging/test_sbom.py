"""`packaging/release/sbom.py` and `sums.py`: every part of a release is listed, with terms, and each artefact has its sum.

The tool and its check against the schema come from the package index; here stands what is made of the tool's answer.
"""

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.by_path import ROOT, load, tool
from unwrapped_desktop.app.about_program import SHIPPED

sbom = load("release/sbom.py")
sums = load("release/sums.py")

LOCK = (ROOT / "packaging" / "locks" / "requirements.lock").read_text("utf-8")
ENTRIES = sbom.read_entries(LOCK)
VERSION = "1.2.3"
BELOW = sbom.Underneath(
    python="3.11.2",
    openssl="3.0.19",
    sqlite="3.40.1",
    system="Linux x86_64",
    debian=(("libxcb-cursor0", "2:0.1.4+b1", "amd64"),),
)


def _asked() -> dict[str, Any]:
    """Return what the tool answers, in the form of its version 7.5."""
    elsewhere = [{"type": "distribution", "url": "https://index.example/simple"}]
    components = [
        {
            "bom-ref": f"requirements-L{line}",
            "description": f"requirements line {line}",
            "externalReferences": elsewhere,
            "name": one.name,
            "version": one.version,
            "type": "library",
        }
        for line, one in enumerate(ENTRIES)
    ]
    tool_named = {
        "type": "application",
        "name": "cyclonedx-py",
        "version": "7.5.0",
        "externalReferences": elsewhere,
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": components,
        "dependencies": [{"ref": "root-component"}],
        "metadata": {
            "component": {
                "bom-ref": "root-component",
                "name": "unwrapped-desktop",
                "type": "application",
                "licenses": [{"license": {"id": "MIT"}}],
                "externalReferences": elsewhere,
            },
            "tools": {"components": [tool_named]},
        },
    }


def _completed() -> dict[str, Any]:
    listed: dict[str, Any] = sbom.completed(_asked(), ENTRIES, VERSION, BELOW)
    return listed


def _by_name() -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in _completed()["components"]}


def test_every_package_of_the_lock_is_read_with_hashes_and_who_asks_for_it() -> None:
    assert {one.name for one in ENTRIES} == {*re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE)}
    assert all(one.hashes and one.parents for one in ENTRIES)
    assert sum(len(one.hashes) for one in ENTRIES) == LOCK.count("--hash=sha256:")
    parents = {one.name: one.parents for one in ENTRIES}
    assert parents["urllib3"] == ("requests", "spotipy")
    assert "unwrapped-desktop" in parents["numpy"]


def test_every_package_is_listed_with_the_terms_that_about_names() -> None:
    listed = _by_name()
    for name, terms in SHIPPED.items():
        licence = listed[name]["licenses"][0]
        assert licence.get("expression", licence.get("license", {}).get("id")) == terms, name


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("Python", "3.11.2"),
        ("OpenSSL", "3.0.19"),
        ("SQLite", "3.40.1"),
        ("Qt", next(one.version for one in ENTRIES if one.name == "pyside6-essentials")),
        ("Inter", "4.001"),
        ("libxcb-cursor0", "2:0.1.4+b1"),
    ],
)
def test_what_is_shipped_besides_packages_is_listed_too(name: str, version: str) -> None:
    assert _by_name()[name]["version"] == version


def test_a_package_of_debian_has_an_address_that_can_be_read_again() -> None:
    assert _by_name()["libxcb-cursor0"]["purl"] == "pkg:deb/debian/libxcb-cursor0@2%3A0.1.4%2Bb1?arch=amd64"


def test_the_program_itself_is_named_with_version_and_terms() -> None:
    component = _completed()["metadata"]["component"]
    assert (component["name"], component["version"]) == ("unwrapped-desktop", VERSION)
    assert component["licenses"] == [{"license": {"id": "MIT"}}]


def test_everything_listed_is_reached_from_the_program() -> None:
    listed = _completed()
    needs = {one["ref"]: one["dependsOn"] for one in listed["dependencies"]}
    reached, waiting = set(), [listed["metadata"]["component"]["bom-ref"]]
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            waiting += needs.get(reference, [])
    references = [one["bom-ref"] for one in listed["components"]]
    assert len(references) == len(set(references))
    assert reached == {*references, listed["metadata"]["component"]["bom-ref"]}


def test_no_address_of_an_index_and_no_path_stands_in_it() -> None:
    text = json.dumps(_completed())
    assert "://" not in text
    assert str(ROOT) not in text
    assert "requirements line" not in text


def test_the_same_parts_give_the_same_list_and_others_another_number() -> None:
    first, second = _completed(), _completed()
    assert first == second
    other = sbom.completed(_asked(), ENTRIES, "1.2.4", BELOW)
    assert first["serialNumber"].startswith("urn:uuid:")
    assert first["serialNumber"] != other["serialNumber"]


def test_a_tool_that_lists_something_else_is_not_believed() -> None:
    asked = _asked()
    del asked["components"][3]
    with pytest.raises(ValueError, match="not what is locked"):
        sbom.completed(asked, ENTRIES, VERSION, BELOW)


def test_sums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"b")
    (tmp_path / "a größer.deb").write_bytes(b"a" * 3_000_000)
    (tmp_path / "folder").mkdir()
    written = sums.write_sums(tmp_path)
    assert written == tmp_path / "SHA256SUMS"
    assert written.read_text("utf-8").splitlines()[1] == f"{hashlib.sha256(b'b').hexdigest()}  b.zip"
    again = sums.write_sums(tmp_path).read_bytes()
    checked = subprocess.run(  # noqa: S603 - our own
        [tool("sha256sum", "coreutils"), "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert checked.stdout.splitlines() == ["a größer.deb: OK", "b.zip: OK"]
    assert again.count(b"\n") == 2
