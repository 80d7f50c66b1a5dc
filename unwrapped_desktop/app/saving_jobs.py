"""What the worker thread does for a verdict that is saved as a web page or as facts: counts what would go, and writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unwrapped_desktop.domain.errors import OutputError
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.saved_file import FileContents, FileKind
from unwrapped_desktop.sharing.staying import Staying
from unwrapped_desktop.ui.saving import write_whole
from unwrapped_desktop.workers.job import Work

_DETAIL = FriendDetail.SONGS
_Make = Callable[[Report], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What would go into a file.

    Attributes:
        contents: Counted, for each kind of file; empty where nothing could go.
        fault: Why nothing could go, None where something could.
    """

    contents: tuple[FileContents, ...] = ()
    fault: OutputError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a verdict can be saved with.

    Attributes:
        things: What stays, and can be let out one by one.
        counted: What goes while nothing is let out.
    """

    things: tuple[Staying, ...]
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a file.

    Attributes:
        path: Where it lies, or was to.
        kind: Which kind it is.
        reason: Why it was not written, in the words of the system; empty where it was.
    """

    path: str
    kind: FileKind
    reason: str


def offer_verdict(report: Report, kinds: tuple[FileKind, ...]) -> Work:
    """Find what of a verdict stays, and count what would go into a file of each kind.

    Args:
        report: The verdict as it is kept.
        kinds: The kinds of file to choose from.
    """

    def work(_tell: Tell, cancel: CancelToken) -> Offered:
        from unwrapped_desktop.sharing.for_others import what_stays  # noqa: PLC0415 - few give anything away

        things = what_stays(report, detail=_DETAIL)
        return Offered(things=things, counted=_count(report, kinds, frozenset(), cancel))

    return work


def count_contents(report: Report, kinds: tuple[FileKind, ...], allowed: frozenset[str]) -> Work:
    """Count what would go into a file of each kind.

    Args:
        report: The verdict as it is kept.
        kinds: The kinds of file to choose from.
        allowed: Keys of what is let out.
    """

    def work(_tell: Tell, cancel: CancelToken) -> Counted:
        return _count(report, kinds, allowed, cancel)

    return work


def write_verdict(report: Report, path: str, *, kind: FileKind, name: str, allowed: frozenset[str]) -> Work:
    """Write a verdict as a file, whole or not at all.

    Args:
        report: The verdict as it is kept.
        path: Where to.
        kind: Which kind of file.
        name: What the listener is called in it; empty for no name.
        allowed: Keys of what is let out.
    """

    def work(_tell: Tell, cancel: CancelToken) -> Written:
        from unwrapped_desktop.sharing.for_others import for_others  # noqa: PLC0415 - as above

        data = _makers()[kind](for_others(report, detail=_DETAIL, name=name, allowed=allowed))
        cancel.raise_if_cancelled()
        return Written(path=path, kind=kind, reason=write_whole(path, data))

    return work


def _count(
    report: Report, kinds: tuple[FileKind, ...], allowed: frozenset[str], cancel: CancelToken
) -> Counted:
    from unwrapped_desktop.sharing.for_others import for_others  # noqa: PLC0415 - as above

    try:
        made = for_others(report, detail=_DETAIL, allowed=allowed)
    except OutputError as fault:
        return Counted(fault=fault)
    contents = []
    for kind in kinds:
        cancel.raise_if_cancelled()
        contents.append(_counted(made, kind, len(_makers()[kind](made))))
    return Counted(contents=tuple(contents))


def _makers() -> Mapping[FileKind, _Make]:
    """Return what makes a file of a report that has been stripped, for each kind."""
    from unwrapped_desktop.sharing.facts_file import facts_csv, facts_json, facts_zip  # noqa: PLC0415 - as above
    from unwrapped_desktop.sharing.page import verdict_page  # noqa: PLC0415 - with it comes Jinja

    return {
        FileKind.PAGE: verdict_page,
        FileKind.SPREADSHEET: facts_csv,
        FileKind.DOCUMENT: facts_json,
        FileKind.PACKAGE: facts_zip,
    }


def _counted(made: Report, kind: FileKind, size_bytes: int) -> FileContents:
    charts = made.charts
    return FileContents(
        kind=kind,
        lines=len(made.verdict.remarks),
        receipts=len(made.receipts),
        artists=0 if charts is None else len(charts.artists),
        songs=0 if charts is None else len(charts.songs),
        albums=0 if charts is None else len(charts.albums),
        facts=len(made.facts),
        scores=len(made.axes),
        size_bytes=size_bytes,
    )
