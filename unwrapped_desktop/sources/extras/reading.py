"""Reads the extras that were found. A file that cannot be read is refused with a reason and stops nothing."""

from collections.abc import Sequence

import msgspec

from unwrapped_desktop.assembling.extras import Marquee, joined
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.extras import Extras, Library, WrappedYear
from unwrapped_desktop.domain.forensics import FileReading, FileStatus
from unwrapped_desktop.messages import reason_for
from unwrapped_desktop.sources.extras.documents import decoded, read_document
from unwrapped_desktop.sources.extras.shapes import LibraryFile, MarqueeRow, WrappedFile
from unwrapped_desktop.sources.extras.values import library_of, marquee_of, wrapped_of
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import FoundFile
from unwrapped_desktop.sources.opening.recognise import ExtraKind, extra_kind, wrapped_year
from unwrapped_desktop.sources.reporting import ReadingReporter

_LIBRARY = msgspec.json.Decoder(LibraryFile)
_MARQUEE = msgspec.json.Decoder(list[MarqueeRow])
_WRAPPED = msgspec.json.Decoder(WrappedFile)


def read_extras(
    files: Sequence[FoundFile], *, reporter: ReadingReporter, limits: Limits
) -> tuple[Extras, list[FileReading]]:
    """Return what the files hold together, and how each fared, in the order given.

    `FileReading.rows` counts the entries that are used, and a yearly review as one. To be called when the histories
    have been read: what the extras unpack comes out of the same budget.

    Raises:
        Cancelled: The work was asked to stop.
    """
    reader = _Reader(reporter=reporter, limits=limits)
    readings = [reader.read(file) for file in files]
    return reader.extras(), readings


class _Reader:
    """Reads file by file and keeps what each holds."""

    def __init__(self, *, reporter: ReadingReporter, limits: Limits) -> None:
        self._reporter = reporter
        self._limits = limits
        self._libraries: list[Library] = []
        self._marquees: list[Marquee] = []
        self._wrapped: list[WrappedYear] = []

    def read(self, file: FoundFile) -> FileReading:
        """Read one file and say how it fared."""
        self._reporter.begin_file(file.name)
        try:
            with file.open() as stream:
                document = read_document(stream, name=file.name, limits=self._limits)
            rows = self._add(document, file)
        except SourceError as error:
            reason = reason_for(error)
            return FileReading(name=file.name, rows=0, status=FileStatus.REFUSED, reason=reason)
        return FileReading(name=file.name, rows=rows, status=FileStatus.READ)

    def _add(self, document: bytes, file: FoundFile) -> int:
        match extra_kind(file.path):
            case ExtraKind.LIBRARY:
                return self._add_library(document, file.name)
            case ExtraKind.MARQUEE:
                return self._add_marquee(document, file.name)
            case _:
                return self._add_wrapped(document, file)

    def _add_library(self, document: bytes, name: str) -> int:
        library = library_of(decoded(document, _LIBRARY, name=name))
        self._libraries.append(library)
        return len(library.tracks) + len(library.albums) + len(library.artists)

    def _add_marquee(self, document: bytes, name: str) -> int:
        marquee = marquee_of(decoded(document, _MARQUEE, name=name))
        self._marquees.append(marquee)
        return len(marquee)

    def _add_wrapped(self, document: bytes, file: FoundFile) -> int:
        wrapped = decoded(document, _WRAPPED, name=file.name)
        year = wrapped_year(file.path)
        if year is None or (wrapped.top_artists, wrapped.top_tracks, wrapped.metrics) == (None, None, None):
            raise SourceError("extra_misshapen", name=file.name)
        self._wrapped.append(wrapped_of(wrapped, year))
        return 1

    def extras(self) -> Extras:
        """Return what has been read, joined."""
        return joined(libraries=self._libraries, marquees=self._marquees, wrapped=self._wrapped)
