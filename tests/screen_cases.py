"""Reports, additions and lists that screens are drawn with, beside those of `tests.example_report`."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests import example_report as example
from unwrapped_desktop.domain.addition import Addition, AdditionKind
from unwrapped_desktop.domain.catalogue import Catalogue, CatalogueEntry
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions, SuggestedReason
from unwrapped_desktop.domain.on_this_day import OnThisDay
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.statement import Answer, Statement
from unwrapped_desktop.domain.waiting import FoundExport, Waiting

LONG_NAME = "The Reverend Ottoline Featherstonehaugh and the Unreasonably Large Municipal Brass Band of Lower Slaughter"

ADDED = Addition(
    kind=AdditionKind.ADDED,
    plays_before=164_120,
    plays_after=168_017,
    new_plays=3_897,
    first_new_at=datetime(2026, 5, 3, 8, tzinfo=UTC),
    last_new_at=datetime(2026, 11, 20, 22, tzinfo=UTC),
)
NOTHING_NEW = Addition(kind=AdditionKind.NOTHING_NEW, plays_before=168_017, plays_after=168_017, new_plays=0)

FEW = Exclusions(
    (
        Exclusion.of_artist("Kuru Yaprak", reason=SuggestedReason.CHILD),
        Exclusion.of_range(date(2023, 12, 1), date(2023, 12, 26), reason=SuggestedReason.SEASON),
        Exclusion.of_hours((1, 2, 3, 4), reason=SuggestedReason.BACKGROUND),
    )
)
HARD = Exclusions(
    (
        Exclusion.of_artist(LONG_NAME, reason="Played by an aunt, " * 10),
        Exclusion.of_track("\u0641\u064a\u0631\u0648\u0632", "\u0643\u064a\u0641\u0643 \u0625\u0646\u062a"),
        Exclusion.of_album("\u6797\u6a8e", "\u7121\u7f6a\u30e2\u30e9\u30c8\u30ea\u30a2\u30e0 & <b>more</b>"),
        Exclusion.of_private(),
        *(Exclusion.of_artist(f"Neighbour {number}") for number in range(1, 13)),
    )
)

SIGNED_IN = SignedIn(
    client_id="0123456789abcdef0123456789abcdef", authorized_at=datetime(2026, 11, 3, 12, tzinfo=UTC)
)

ON_THIS_DAY = OnThisDay(
    year=2019,
    artist="Kuru Yaprak",
    plays=14,
    years_ago=7,
    receipt=example.receipt(
        "on_this_day",
        "30 November 2019",
        [example.cell("Kuru Yaprak", 14), example.cell("Nadide Su", 3)],
        [example.cell("plays that day", 22)],
        "plays of 30 seconds or more on that day, private sessions aside",
    ),
)

HARD_NAMES = {
    "Kuru & the Ferries": "\u0641\u0631\u0642\u0629 \u0627\u0644\u0639\u0628\u0651\u0627\u0631\u0629 & <b>Friends</b>",
    "Kuru Yaprak": LONG_NAME,
    "Ostkai": "\u6771\u5cb8 \U0001f1ef\U0001f1f5 & \u05de\u05d6\u05e8\u05d7",
    "Nadide Su": "\u0646\u0627\u062f\u062f \u0633\u0648 (Live, 1 + 1 = 2)",
}
"""For each name of the model page one that is hard to set: right to left, far too long, without letters."""

TODAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
WAITING = Waiting(
    begun_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    asked_for_account_data=True,
    asked_for_history=True,
    has_confirmed=True,
    looks_in_downloads=True,
    statement=Statement(
        sealed_at=datetime(2026, 11, 24, 10, tzinfo=UTC),
        most_played_artist=Answer(value=LONG_NAME, sure_percent=95),
        skipped_share=Answer(value="under 10", sure_percent=50),
        taste_stopped=Answer(value="never", sure_percent=75),
    ),
)
FOUND = (
    FoundExport(
        path=Path("my_spotify_data (1).zip"),
        kind="zip",
        modified_at=datetime(2026, 11, 29, 20, tzinfo=UTC),
        size_bytes=7_412_000,
    ),
    FoundExport(
        path=Path("Spotify Extended Streaming History & <b>more</b>"),
        kind="folder",
        modified_at=datetime(2026, 11, 20, 20, tzinfo=UTC),
        size_bytes=148_000_000,
    ),
)

HARD_FOUND = tuple(
    replace(FOUND[0], path=Path(name))
    for name in (f"{LONG_NAME} my_spotify_data.zip", "\u062a\u0646\u0632\u064a\u0644 my_spotify_data (7).zip")
)


def hardened(report: Report, names: Mapping[str, str] = HARD_NAMES) -> Report:
    """Return a report in which names have changed for hard ones, in the lines, receipts and claims alike."""
    return decode_report(json.dumps(_hardened(json.loads(encode_report(report)), names)))


def _hardened(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_hardened(item, names) for item in value]
    if not isinstance(value, dict):
        return _renamed(value, names) if isinstance(value, str) else value
    changed = {key: _hardened(item, names) for key, item in value.items()}
    if "claims" in value and isinstance(value.get("text"), str):
        changed["claims"] = [
            claim | {place: len(_renamed(value["text"][: claim[place]], names)) for place in ("start", "end")}
            for claim in value["claims"]
        ]
    return changed


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for name, hard in names.items():
        text = text.replace(name, hard)
    return text


LISTENERS = [(1, "Ada & Söhne", True), (2, "\u0641\u064a\u0631\u0648\u0632", False), (3, LONG_NAME, False)]


def left_out_report(report: Report, exclusions: Exclusions = FEW, *, rows: int = 412) -> Report:
    """Return a report from which something was left out, by its account at least."""
    aside = replace(report.record.set_aside, excluded=rows)
    record = replace(report.record, set_aside=aside, rows_used=report.record.rows_used - rows)
    return replace(report, exclusions=exclusions, record=record)


def catalogue() -> Catalogue:
    """Return the names of a small record."""
    names = ("Kuru Yaprak", LONG_NAME, "\u0641\u064a\u0631\u0648\u0632", "\u6797\u6a8e")
    artists = tuple(CatalogueEntry(artist=name, plays=900 - 7 * len(name)) for name in names)
    titled = tuple(CatalogueEntry(artist=name, title=f"{name}, again", plays=61) for name in names)
    return Catalogue(artists=artists, tracks=titled, albums=titled, has_private=True)


def moved_report() -> Report:
    """Return another verdict of the listener of `good_report`: other axes, label, charge and record."""
    report = example.known_report()
    verdict = replace(report.verdict, label="SAME SANDWICH", remarks=report.verdict.remarks[2:])
    record = replace(report.record, plays=report.record.plays + 3_897)
    made = replace(report.provenance, data_sha256="0b" * 32)
    return replace(
        report, verdict=verdict, record=record, provenance=made, created_at=datetime(2027, 1, 9, tzinfo=UTC)
    )
