"""Searches paths for listening history: single files, zips, folders, in any mix."""

import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.text import printable
from unwrapped_desktop.sources.opening.archives import open_archive, search_archive
from unwrapped_desktop.sources.opening.found import ByteStream, Findings, FoundFile, unreadable
from unwrapped_desktop.sources.opening.recognise import (
    extra_kind,
    is_history,
    is_never_opened,
    natural_key,
    other_service,
)
from unwrapped_desktop.sources.opening.streams import Budget, BudgetedStream, explained, open_regular
from unwrapped_desktop.sources.reporting import ReadingReporter

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_ARCHIVE_MARKS = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd")
_HEAD_BYTES = 8


def search_paths(
    paths: Sequence[Path], *, stack: ExitStack, budget: Budget, reporter: ReadingReporter
) -> Findings:
    """Return what the paths hold, in an order that does not depend on theirs.

    Args:
        paths: What was handed over.
        stack: Keeps the zips open for as long as their members are read.
        budget: What may be unpacked.
        reporter: Hears which path is looked into, and stops the search.
    """
    search = _Search(stack=stack, budget=budget, reporter=reporter)
    for path in paths:
        reporter.cancel.raise_if_cancelled()
        if not is_never_opened(path.name):
            reporter.opening(printable(path.name or str(path)))
        search.run(path)
    for files in (search.findings.files, search.findings.extras):
        files.sort(key=lambda file: (natural_key(file.name), natural_key(file.path)))
    search.findings.refused.sort(key=lambda refusal: natural_key(refusal[0]))
    return search.findings


class _Search:
    """One search with what it has found so far."""

    def __init__(self, *, stack: ExitStack, budget: Budget, reporter: ReadingReporter) -> None:
        self.findings = Findings()
        self._stack = stack
        self._budget = budget
        self._reporter = reporter

    def run(self, path: Path) -> None:
        """Look into one path that a person handed over."""
        name = printable(path.name or str(path))
        with self._refusals(name):
            if _is_folder(path, name):
                self._search_folder(path, name)
            else:
                self._add_file(path, name)

    @contextmanager
    def _refusals(self, name: str) -> Iterator[None]:
        """Write down that something cannot be read, and go on."""
        try:
            yield
        except SourceError as error:
            self.findings.refused.append((name, error))

    def _add_file(self, path: Path, name: str) -> None:
        """Add a file that was handed over by itself: its content decides what it is, unless it is never opened."""
        if is_never_opened(path.name):
            self.findings.has_private_files = True
            return
        with open_regular(path, name) as file, explained(name):
            head = file.read(_HEAD_BYTES)
        if head.startswith(_OTHER_ARCHIVE_MARKS):
            raise SourceError("unsupported_archive", name=name)
        if head and (head.startswith(_ZIP_MARKS) or path.suffix.casefold() == ".zip"):
            self._search_zip(path, name)
        elif path.suffix.casefold() not in {"", ".json", ".txt"} and other_service(path.name):
            self.findings.strangers.append(path.name)
        elif extra_kind(path.name):
            self.findings.extras.append(self._found(path, name))
        else:
            self.findings.files.append(self._found(path, name, is_named=is_history(path.name)))

    def _found(self, path: Path, name: str, *, is_named: bool = True) -> FoundFile:
        with explained(name):
            size_bytes = path.stat().st_size
        return FoundFile(
            path=str(path),
            name=name,
            size_bytes=size_bytes,
            open=partial(_opened_file, path, name, self._budget),
            is_named=is_named,
        )

    def _search_zip(self, path: Path, name: str) -> None:
        file = self._stack.enter_context(open_regular(path, name))
        archive: zipfile.ZipFile = self._stack.enter_context(open_archive(file, name, self._budget))
        search_archive(archive, self.findings, self._budget)

    def _search_folder(self, folder: Path, name: str) -> None:
        files_before, extras_before = len(self.findings.files), len(self.findings.extras)
        walk = _walk(
            folder, name, budget=self._budget, reporter=self._reporter, onerror=self._note_closed_folder
        )
        try:
            for path in walk:
                shown = printable(path.name)
                with self._refusals(shown):
                    self._add_from_folder(path, shown, folder)
        except SourceError:
            # What part of a huge folder was seen is chance: none of it counts.
            del self.findings.files[files_before:], self.findings.extras[extras_before:]
            raise

    def _add_from_folder(self, path: Path, name: str, folder: Path) -> None:
        """Add a file that lies in a folder: its name decides what it is."""
        if is_history(path.name):
            _check_inside(path, name, folder)
            self.findings.files.append(self._found(path, name))
        elif extra_kind(path.name):
            self.findings.extras.append(self._extra(path, name, folder))
        elif is_never_opened(path.name):
            self.findings.has_private_files = True
        elif path.suffix.casefold() == ".zip":
            _check_inside(path, name, folder)
            self._search_zip(path, name)
        else:
            self.findings.strangers.append(str(path.relative_to(folder)))

    def _extra(self, path: Path, name: str, folder: Path) -> FoundFile:
        try:
            _check_inside(path, name, folder)
            return self._found(path, name)
        except SourceError as error:
            return unreadable(path=str(path), name=name, error=error)

    def _note_closed_folder(self, error: OSError) -> None:
        name = printable(Path(os.fsdecode(error.filename)).name)
        with self._refusals(name), explained(name):
            raise error


def _is_folder(path: Path, name: str) -> bool:
    with explained(name):
        return path.is_dir()


def _check_inside(path: Path, name: str, folder: Path) -> None:
    """Refuse a link that leads out of the folder.

    Raises:
        SourceError: It does.
    """
    if path.is_symlink() and not _real(path).is_relative_to(_real(folder)):
        raise SourceError("linked_outside", name=name)


def _real(path: Path) -> Path:
    # `Path.resolve` raises for links that lead in a circle.
    return Path(os.path.realpath(path))


def _walk(
    folder: Path, name: str, *, budget: Budget, reporter: ReadingReporter, onerror: Callable[[OSError], None]
) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order; linked folders are not entered.

    Raises:
        SourceError: The folder is far larger than an export.
    """
    limits = budget.limits
    seen = 0
    for parent, folders, files in os.walk(folder, onerror=onerror):
        reporter.cancel.raise_if_cancelled()
        seen += len(folders) + len(files)
        if seen > limits.folder_entries:
            raise SourceError("folder_too_large", name=name, limit=limits.folder_entries)
        depth = len(Path(parent).relative_to(folder).parts)
        folders[:] = sorted(folders) if depth < limits.folder_depth else []
        for file in sorted(files):
            yield Path(parent, file)


@contextmanager
def _opened_file(path: Path, name: str, budget: Budget) -> Iterator[ByteStream]:
    with open_regular(path, name) as file:
        yield BudgetedStream(file, name=name, budget=budget)
