"""Looks into zips. Members are read as streams by their name in the directory; nothing is ever written to disk."""

import errno
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import IO, BinaryIO

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.text import printable
from unwrapped_desktop.sources.opening.directory_size import check_directory
from unwrapped_desktop.sources.opening.found import ByteStream, Findings, FoundFile, unreadable
from unwrapped_desktop.sources.opening.inflating import InflatedMember
from unwrapped_desktop.sources.opening.recognise import base_name, extra_kind, is_history, is_never_opened
from unwrapped_desktop.sources.opening.streams import DAMAGE, Budget, BudgetedStream, explained

_ENCRYPTED = 0x1
_READABLE_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ARCHIVE_SUFFIXES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".xz")
_LEAVES_THE_FOLDER = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")


def open_archive(file: BinaryIO, name: str, budget: Budget) -> zipfile.ZipFile:
    """Read the directory of a zip.

    Raises:
        SourceError: It is damaged or holds too many entries.
    """
    limit = budget.limits.archive_entries
    try:
        with _places_of_zip(name):
            check_directory(file, name=name, max_entries=limit)
            archive = zipfile.ZipFile(file)
    except (*DAMAGE, NotImplementedError) as error:
        raise SourceError("damaged_zip", name=name) from error
    if len(archive.infolist()) > limit:
        raise SourceError("too_many_entries", name=name, limit=limit)
    return archive


@contextmanager
def _places_of_zip(name: str) -> Iterator[None]:
    """Explain what goes wrong where a zip says how far into the file to look."""
    with explained(name):
        try:
            yield
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            # A place before the file's own beginning, which has been cut off.
            raise zipfile.BadZipFile(name) from error


def search_archive(archive: zipfile.ZipFile, findings: Findings, budget: Budget) -> None:
    """Add what a zip holds to the findings."""
    for member in archive.infolist():
        path = member.orig_filename
        if path.endswith("/"):
            continue
        # The zip library ends a name at its first NUL, and so would whoever hides behind one.
        paths = (path, member.filename)
        if any(map(is_history, paths)):
            _add_history(archive, member, findings, budget)
        elif any(map(extra_kind, paths)):
            findings.extras.append(_extra(archive, member, budget))
        elif any(map(is_never_opened, paths)):
            findings.has_private_files = True
        elif path.casefold().endswith(_ARCHIVE_SUFFIXES):
            findings.nested_archives.append(path)
        else:
            findings.strangers.append(path)


def _add_history(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, findings: Findings, budget: Budget
) -> None:
    name = printable(base_name(member.orig_filename))
    objection = _objection(member, name)
    if objection is None:
        findings.files.append(_found_member(archive, member, name, budget))
    else:
        findings.refused.append((name, objection))


def _extra(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> FoundFile:
    name = printable(base_name(member.orig_filename))
    objection = _objection(member, name)
    if objection is None:
        return _found_member(archive, member, name, budget)
    return unreadable(path=member.orig_filename, name=name, error=objection)


def _found_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: Budget) -> FoundFile:
    return FoundFile(
        path=member.orig_filename,
        name=name,
        size_bytes=member.file_size,
        open=lambda: _opened_member(archive, member, name, budget),
    )


def _objection(member: zipfile.ZipInfo, name: str) -> SourceError | None:
    """Return why a member is not to be read, None when it may be."""
    if _LEAVES_THE_FOLDER.search(member.orig_filename):
        return SourceError("unsafe_member", name=name)
    if stat.S_ISLNK(member.external_attr >> 16):
        return SourceError("linked_member", name=name)
    if member.flag_bits & _ENCRYPTED:
        return SourceError("encrypted_zip", name=name)
    if member.compress_type not in _READABLE_METHODS:
        return SourceError("unsupported_compression", name=name)
    return None


def _stream(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> AbstractContextManager[IO[bytes] | InflatedMember]:
    if member.compress_type == zipfile.ZIP_DEFLATED:
        return InflatedMember(archive, member)
    return archive.open(member)


@contextmanager
def _opened_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, budget: Budget
) -> Iterator[ByteStream]:
    try:
        with _places_of_zip(name):
            opened = _stream(archive, member)
    except (*DAMAGE, NotImplementedError, RuntimeError) as error:
        raise SourceError("damaged_file", name=name) from error
    with opened as stream:
        yield BudgetedStream(stream, name=name, budget=budget, packed_bytes=member.compress_size)
