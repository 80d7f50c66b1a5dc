"""What is given away of a verdict, as files: for a friend, as a web page, as facts. Each holds what nobody minds.

What stays is named by keys, see `sharing.staying`; `--allow` lets one thing out.
"""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from unwrapped_desktop.cli.card_options import wants_cards
from unwrapped_desktop.cli.output import write_file
from unwrapped_desktop.cli.usage import UsageError
from unwrapped_desktop.domain.exclusion import folded
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.facts_file import facts_csv, facts_json, facts_zip
from unwrapped_desktop.sharing.for_others import for_others, what_stays
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sharing.guard import plain
from unwrapped_desktop.sharing.staying import Staying, lines_that_stay

FACTS_MADE: Mapping[str, Callable[[Report], bytes]] = {
    ".csv": facts_csv,
    ".json": facts_json,
    ".zip": facts_zip,
}
"""What makes a file of facts, by the ending of its name."""

_HOW_TO_SEE = "--what-stays prints the keys of what would stay"


def allowed_keys(chosen: argparse.Namespace, report: Report) -> list[str]:
    """Return the keys of what is to be let out, as the verdict has them however they were typed.

    Raises:
        UsageError: A key is none of this verdict.
    """
    staying = (*stays_out_of_files(report), *stays_off_cards(report))
    known = {_folded(one.key): one.key for one in staying}
    if wants_cards(chosen):
        known |= {key: key for key in map(_folded, chosen.allow) if _is_of_an_era(key, report)}
    return [_known_key(typed, known) for typed in chosen.allow]


def stays_out_of_files(report: Report) -> tuple[Staying, ...]:
    """Return what goes neither into a file nor on a card."""
    return what_stays(report, detail=FriendDetail.SONGS)


def stays_off_cards(report: Report) -> tuple[Staying, ...]:
    """Return the lines that may go into a file and on no card."""
    receipts = {receipt.id: receipt for receipt in report.receipts}
    remarks = report.verdict.remarks
    kept_back = {one.key for one in lines_that_stay(remarks, receipts, on_card=False)}
    lines = lines_that_stay(remarks, receipts, on_card=True)
    return tuple(line for line in lines if line.key not in kept_back)


def write_given(chosen: argparse.Namespace, report: Report) -> None:
    """Write the files that the arguments ask for.

    Raises:
        OutputError: One cannot be written, or every line rests on something private.
    """
    name, allowed = chosen.name or "", frozenset(chosen.allow)
    if chosen.friend is not None:
        detail = FriendDetail(chosen.friend_detail)
        write_file(Path(chosen.friend), friend_file(report, detail=detail, name=name, allowed=allowed))
    if chosen.page is None and not chosen.facts:
        return
    given = for_others(report, detail=FriendDetail.SONGS, name=name, allowed=allowed)
    if chosen.page is not None:
        from unwrapped_desktop.sharing.page import verdict_page  # noqa: PLC0415 - templates, for a page alone

        write_file(Path(chosen.page), verdict_page(given))
    for path in chosen.facts:
        write_file(path, FACTS_MADE[path.suffix.lower()](given))


def _known_key(typed: str, known: Mapping[str, str]) -> str:
    key = known.get(_folded(typed))
    if key is None:
        raise UsageError(f"argument --allow: nothing that would stay is called {typed!r}; {_HOW_TO_SEE}")
    return key


def _folded(key: str) -> str:
    """Return a key as it is compared: a person cannot type what steers a machine, and need not heed capitals."""
    return folded(plain(key))


def _is_of_an_era(key: str, report: Report) -> bool:
    """Whether a key names a line of an era: what stays of these only whoever makes a card of one knows."""
    page, _, line = key.partition(".line.")
    eras = {f"era.{number}" for number in range(1, len(report.eras.eras) + 1)}
    return page in eras and line.isdecimal()
