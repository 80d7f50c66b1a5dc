"""Reads CHANGELOG.md, and says the same of a release to people, to software centres and to Debian.

The form is that of Keep a Changelog: a part for what was not given out yet, then one for each release, the newest first;
in each, groups such as "Added" with one item for each change.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

PACKAGE = "unwrapped-desktop"
MAINTAINER = "The Unwrapped maintainers <maintainers@unwrapped.fm>"
"""Who answers for the packages. Debian wants an address."""

UNRELEASED = "Unreleased"
APPSTREAM_ITEMS_PER_GROUP = 5
"""A software centre shows a few lines under a version; nobody scrolls there through sixty."""

DEBIAN_COLUMNS = 78

_HEADING = re.compile(r"## \[(?P<version>Unreleased|\d+\.\d+\.\d+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?")
_ANY_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_APPSTREAM_CODE = r"<code>\1</code>"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_APPSTREAM_RELEASES = re.compile(r"^(?P<indent>[ \t]*)<releases>[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Changes of one kind.

    Attributes:
        title: Of which kind, such as "Added".
        items: What changed, each in Markdown on one line.
    """

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a part of the changelog says.

    Attributes:
        version: Three numbers such as "1.2.3", or `UNRELEASED`.
        day: When it was given out; None for what was not.
        text: All of it in Markdown, without its heading.
        groups: The changes by kind, in the order in which they stand there.
    """

    version: str
    day: date | None
    text: str
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[str, ...]:
        """Every change, in the order in which they stand there."""
        return tuple(item for group in self.groups for item in group.items)


def read_releases(text: str) -> tuple[Release, ...]:
    """Return the parts of a changelog, the first first.

    Raises:
        ValueError: A heading is neither "## [Unreleased]" nor "## [1.2.3] - 2026-12-31", or two are of the same version.
    """
    headings = [*_ANY_HEADING.finditer(text)]
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    releases = tuple(
        _read_release(heading[0], text[heading.end() : end])
        for heading, end in zip(headings, ends, strict=True)
    )
    versions = [release.version for release in releases]
    for version in versions:
        if versions.count(version) > 1:
            raise ValueError(f"The changelog has {version} twice.")
    return releases


def find_release(text: str, version: str) -> Release:
    """Return what a changelog says of one version.

    Args:
        text: The changelog.
        version: Three numbers, or `UNRELEASED`.

    Raises:
        ValueError: It says nothing of it, or it is in another form.
    """
    found = next((release for release in read_releases(text) if release.version == version), None)
    if found is None:
        raise ValueError(f"The changelog says nothing of {version}.")
    return found


def with_release(text: str, version: str, day: date) -> str:
    """Return a changelog in which everything unreleased is given out, with an empty part for what comes next.

    Raises:
        ValueError: Nothing is unreleased, or the version stands there already.
    """
    if not find_release(text, UNRELEASED).items:
        raise ValueError("The changelog has nothing under Unreleased: there is nothing to give out.")
    heading = f"## [{UNRELEASED}]"
    changed = text.replace(f"{heading}\n", f"{heading}\n\n## [{version}] - {day.isoformat()}\n", 1)
    read_releases(changed)
    return changed


def appstream_release(release: Release) -> str:
    """Return a release as software centres read it: an element `release` of AppStream, not indented.

    Of each group it has the first items, and says how many there are besides.

    Raises:
        ValueError: It was not given out.
    """
    if release.day is None:
        raise ValueError("What was not given out has no date to show.")
    opening = f'<release version={quoteattr(release.version)} date="{release.day.isoformat()}">'
    lines = [opening, "  <description>", *_appstream_lines(release), "  </description>", "</release>"]
    return "".join(f"{line}\n" for line in lines)


def with_appstream_release(metainfo: str, release: Release) -> str:
    """Return a metainfo file with one more release on top; one of the same version gives way to it.

    Args:
        metainfo: The file, with an element `releases`.
        release: What is given out.

    Raises:
        ValueError: It has no such element, or the release was not given out.
    """
    same = re.compile(
        rf'^[ \t]*<release\b[^>]*\bversion="{re.escape(release.version)}"[^>]*?(?:/>|>.*?</release>)[ \t]*\n',
        re.MULTILINE | re.DOTALL,
    )
    metainfo = same.sub("", metainfo)
    place = _APPSTREAM_RELEASES.search(metainfo)
    if place is None:
        raise ValueError("The metainfo has no element releases on a line of its own.")
    added = textwrap.indent(appstream_release(release), f"{place['indent']}  ")
    return f"{metainfo[: place.end()]}{added}{metainfo[place.end() :]}"


def debian_changelog(text: str, version: str, moment: datetime) -> str:
    """Return what Debian wants in `changelog.Debian.gz`: every release up to a version, the newest first.

    Args:
        text: The changelog.
        version: Which version is being packed. One that was not given out yet takes what is unreleased.
        moment: When that is, with a time zone; a release that was given out has a day of its own.

    Raises:
        ValueError: The changelog is in another form, or has nothing to say of it.
    """
    releases = read_releases(text)
    given_out = [release for release in releases if release.day is not None]
    newest = [release.version for release in given_out]
    if version in newest:
        entries = given_out[newest.index(version) :]
    else:
        entries = [replace(find_release(text, UNRELEASED), version=version), *given_out]
    if not entries[0].items:
        raise ValueError(f"The changelog has nothing to say of {version}.")
    return "\n".join(debian_entry(entry, moment) for entry in entries)


def debian_entry(release: Release, moment: datetime) -> str:
    """Return a release as an entry of a Debian changelog.

    Args:
        release: With three numbers for its version.
        moment: When it is packed, with a time zone; counts where the release has no day of its own.
    """
    if release.day is not None:
        moment = datetime.combine(release.day, time(), UTC)
    lines = [
        f"{PACKAGE} ({release.version}) unstable; urgency=medium",
        "",
        *(line for item in release.items for line in _debian_item(item)),
        "",
        f" -- {MAINTAINER}  {format_datetime(moment)}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _read_release(heading: str, text: str) -> Release:
    found = _HEADING.fullmatch(heading)
    if found is None or (found["version"] == UNRELEASED) != (found["day"] is None):
        raise ValueError(f"This heading of the changelog is in no known form: {heading}")
    day = date.fromisoformat(found["day"]) if found["day"] else None
    return Release(version=found["version"], day=day, text=text.strip(), groups=tuple(_read_groups(text)))


def _read_groups(text: str) -> Iterator[Group]:
    _, *parts = re.split(r"^### ", text, flags=re.MULTILINE)
    for part in parts:
        title, _, rest = part.partition("\n")
        _, *items = re.split(r"^- ", rest, flags=re.MULTILINE)
        yield Group(title=title.strip(), items=tuple(" ".join(item.split()) for item in items))


def _appstream_lines(release: Release) -> Iterator[str]:
    for group in release.groups:
        yield f"    <p>{escape(group.title)}:</p>"
        yield "    <ul>"
        for item in islice(group.items, APPSTREAM_ITEMS_PER_GROUP):
            words = escape(_LINK.sub(r"\1", item))
            yield f"      <li>{_CODE.sub(_APPSTREAM_CODE, words)}</li>"
        yield "    </ul>"
        if (more := len(group.items) - APPSTREAM_ITEMS_PER_GROUP) > 0:
            yield f"    <p>And {more} more.</p>"


def _debian_item(item: str) -> Sequence[str]:
    words = _CODE.sub(r"\1", _LINK.sub(r"\1", item))
    return textwrap.wrap(
        words,
        DEBIAN_COLUMNS,
        initial_indent="  * ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
