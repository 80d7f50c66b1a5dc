"""A verdict for a friend, as the bytes of a file, and what is in it in figures. What goes is `for_others`'s to say."""

from unwrapped_desktop.domain.friend_file import FriendContents, FriendDetail
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.sharing.for_others import for_others


def friend_file(
    report: Report, *, detail: FriendDetail, name: str = "", allowed: frozenset[str] = frozenset()
) -> bytes:
    """Return the file for a friend, the same bytes for the same arguments. Takes and raises what `for_others` does."""
    return encode_report(for_others(report, detail=detail, name=name, allowed=allowed)) + b"\n"


def contents_of(report: Report, *, detail: FriendDetail) -> FriendContents:
    """Return what would go along, counted.

    Raises:
        OutputError: `nothing_to_share`: every line rests on something private.
    """
    made = for_others(report, detail=detail)
    charts = made.charts
    return FriendContents(
        detail=detail,
        lines=len(made.verdict.remarks),
        lines_kept_back=len(report.verdict.remarks) - len(made.verdict.remarks),
        receipts=len(made.receipts),
        artists=0 if charts is None else len(charts.artists),
        songs=0 if charts is None else len(charts.songs),
        albums=0 if charts is None else len(charts.albums),
        facts=len(made.facts),
        scores=len(made.axes),
        size_bytes=len(friend_file(report, detail=detail)),
    )
