"""`packaging/release/changelog.py`: what a changelog says of a release, to people, software centres and Debian."""

# ruff: noqa: S314 - the XML is made here

import re
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

import pytest

from tests.packaging.by_path import ROOT, load

changelog = load("release/changelog.py")

TEXT = """# Changelog

What changed.

## [Unreleased]

### Added

- Open `judge --sample` & read <all> of it,
  on two lines.
- See [the facts](docs/facts.md).

### Fixed

- Nothing is lost.

## [1.10.0] - 2026-12-31

### Changed

- It is faster.

## [1.9.0] - 2026-11-30

### Added

- It is there.
"""
METAINFO = """<component>
  <releases>
    <release version="1.9.0" date="2026-11-30"/>
  </releases>
</component>
"""
NOON = datetime(2027, 2, 3, 12, 0, tzinfo=timezone(timedelta(hours=1)))


def test_every_part_is_read_in_order() -> None:
    releases = changelog.read_releases(TEXT)
    assert [(one.version, one.day) for one in releases] == [
        ("Unreleased", None),
        ("1.10.0", date(2026, 12, 31)),
        ("1.9.0", date(2026, 11, 30)),
    ]
    assert [group.title for group in releases[0].groups] == ["Added", "Fixed"]
    assert releases[0].items == (
        "Open `judge --sample` & read <all> of it, on two lines.",
        "See [the facts](docs/facts.md).",
        "Nothing is lost.",
    )
    assert releases[1].text == "### Changed\n\n- It is faster."


@pytest.mark.parametrize(
    "heading",
    [
        "## 1.8.0 - 2026-11-01",
        "## [1.8.0]",
        "## [1.8] - 2026-11-01",
        "## [1.8.0] - 1.11.2026",
        "## [1.8.0] - 2026-13-01",
        "## [Unreleased] - 2026-11-01",
        "## [1.9.0] - 2026-11-01",
    ],
)
def test_a_heading_that_is_not_understood_is_refused(heading: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        changelog.read_releases(f"{TEXT}\n{heading}\n\n- Something.\n")


def test_a_version_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match=r"nothing of 2\.0\.0"):
        changelog.find_release(TEXT, "2.0.0")


def test_what_is_unreleased_is_given_out_under_a_fresh_part() -> None:
    dated = changelog.with_release(TEXT, "2.0.0", date(2027, 1, 2))
    assert "## [Unreleased]\n\n## [2.0.0] - 2027-01-02\n\n### Added\n\n- Open" in dated
    assert dated.replace("\n\n## [2.0.0] - 2027-01-02", "") == TEXT
    assert changelog.find_release(dated, "2.0.0").items == changelog.find_release(TEXT, "Unreleased").items
    with pytest.raises(ValueError, match="nothing under Unreleased"):
        changelog.with_release(dated, "2.0.1", date(2027, 1, 3))


def test_a_version_is_not_given_out_twice() -> None:
    with pytest.raises(ValueError, match=r"1\.9\.0 twice"):
        changelog.with_release(TEXT, "1.9.0", date(2027, 1, 2))


def test_software_centres_get_the_first_items_and_how_many_there_are_besides() -> None:
    items = "".join(f"- Item {number}.\n" for number in range(1, 9))
    dated = changelog.with_release(TEXT.replace("- Nothing is lost.\n", items), "2.0.0", date(2027, 1, 2))
    element = ET.fromstring(changelog.appstream_release(changelog.find_release(dated, "2.0.0")))
    assert element.attrib == {"version": "2.0.0", "date": "2027-01-02"}
    (description,) = element
    assert [child.tag for child in description] == ["p", "ul", "p", "ul", "p"]
    assert ["".join(child.itertext()).strip() for child in description if child.tag == "p"] == [
        "Added:",
        "Fixed:",
        "And 3 more.",
    ]
    shown = ["".join(item.itertext()) for item in description.iter("li")]
    assert shown == [
        "Open judge --sample & read <all> of it, on two lines.",
        "See the facts.",
        *(f"Item {number}." for number in range(1, 6)),
    ]
    assert [code.text for code in description.iter("code")] == ["judge --sample"]


def test_a_metainfo_gets_the_release_on_top() -> None:
    release = changelog.find_release(TEXT, "1.10.0")
    changed = changelog.with_appstream_release(METAINFO, release)
    assert [one.get("version") for one in ET.fromstring(changed).iter("release")] == [
        "1.10.0",
        "1.9.0",
    ]
    assert '  <releases>\n    <release version="1.10.0" date="2026-12-31">\n      <description>\n' in changed
    # Whatever stood there of the same version gives way.
    assert changelog.with_appstream_release(changed, release) == changed
    earlier = changelog.find_release(TEXT, "1.9.0")
    once = changelog.with_appstream_release(METAINFO, earlier)
    assert once.count("1.9.0") == 1
    assert "It is there." in once


def test_a_metainfo_without_releases_is_refused() -> None:
    with pytest.raises(ValueError, match="no element releases"):
        changelog.with_appstream_release("<component/>\n", changelog.find_release(TEXT, "1.9.0"))
    with pytest.raises(ValueError, match="no date"):
        changelog.with_appstream_release(METAINFO, changelog.find_release(TEXT, "Unreleased"))


def test_debian_gets_every_release_up_to_the_one_that_is_packed() -> None:
    assert changelog.debian_changelog(TEXT, "1.10.0", NOON) == (
        "unwrapped-desktop (1.10.0) unstable; urgency=medium\n\n  * It is faster.\n\n"
        f" -- {changelog.MAINTAINER}  Thu, 31 Dec 2026 00:00:00 +0000\n\n"
        "unwrapped-desktop (1.9.0) unstable; urgency=medium\n\n  * It is there.\n\n"
        f" -- {changelog.MAINTAINER}  Mon, 30 Nov 2026 00:00:00 +0000\n"
    )


def test_debian_gets_what_is_unreleased_under_the_version_that_is_packed() -> None:
    text = changelog.debian_changelog(TEXT, "2.0.0", NOON)
    assert text.startswith(
        "unwrapped-desktop (2.0.0) unstable; urgency=medium\n\n"
        "  * Open judge --sample & read <all> of it, on two lines.\n  * See the facts.\n  * Nothing is lost.\n\n"
        f" -- {changelog.MAINTAINER}  Wed, 03 Feb 2027 12:00:00 +0100\n\n"
    )
    assert text.count("\nunwrapped-desktop (") == 2


def test_debian_gets_no_entry_without_a_change() -> None:
    with pytest.raises(ValueError, match=r"nothing to say of 2\.0\.0"):
        changelog.debian_changelog("## [Unreleased]\n", "2.0.0", NOON)


def test_the_changelog_of_the_program_can_be_read_and_packed() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    first, *released = changelog.read_releases(text)
    assert first.version == "Unreleased"
    # Given out twice more: what is in it now, and one change after that.
    for version in ("98.0.0", "99.0.0"):
        changed = text.replace("## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- A last thing.\n", 1)
        text = changelog.with_release(changed, version, date(2026, 12, 1))
    entries = changelog.debian_changelog(text, "99.0.0", datetime(2026, 12, 1, tzinfo=UTC))
    assert len(
        re.findall(r"(?m)^unwrapped-desktop \(\d+\.\d+\.\d+\) unstable; urgency=medium$", entries)
    ) == (2 + len(released))
    assert max(len(line) for line in entries.splitlines() if not line.startswith(" -- ")) <= 80
    assert all(re.match(r"  \* \S|    \S| -- \S|unwrapped-desktop |$", line) for line in entries.splitlines())


def test_the_maintainer_is_the_author_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == changelog.PACKAGE
    assert re.fullmatch(rf"{re.escape(project['authors'][0]['name'])} <\S+@\S+>", changelog.MAINTAINER)
