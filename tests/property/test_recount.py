"""Every line of every receipt, counted anew from the rows of the export by code that shares nothing with the program."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from tests.listeners import recount
from tests.property.audit import Desk, Expected, Name
from tests.property.audit_habits import AUDITORS
from tests.property.ledger import Ledger, folded, half_up, longest_streak, share
from tests.property.pages import Page

AXES = frozenset(["mainstream", "acclaim"])
"""Their receipts hold percentiles of the table, which other tests pin."""


def agrees(value: Any, expected: Expected) -> bool:
    """Whether a cell holds what was counted: names folded, shares to four decimals, other figures to a tenth."""
    if isinstance(expected, Name):
        return folded(str(value)) == folded(expected)
    if isinstance(expected, Fraction):
        if isinstance(value, str):
            return False
        near = abs(Fraction(value) - expected) <= Fraction(
            1, 10_000
        )  # cut, where rounding would cross a half
        return near or (round(value, 1) == value and round(value * 10) == half_up(expected * 10))
    return bool(value == expected) and isinstance(value, str) == isinstance(expected, str)


def audited(page: Page, ledger: Ledger) -> Iterator[tuple[str, dict[tuple[str, int], Expected], list[str]]]:
    """Yield for each receipt what its cells have to hold, and what it says that is not so."""
    for name, receipt in page.receipts.items():
        if name in AXES:
            continue
        desk = Desk(receipt, ledger)
        expected = {(part, index): value for part, index, value in AUDITORS[name](desk)}
        wrong = [f"{name}: not so: {words} | {_shown(receipt)}" for words in desk.wrong]
        for (part, index), value in expected.items():
            cell = receipt[part][index]
            if not agrees(cell["value"], value):
                said = f"{name}.{part}[{index}] {cell['label']!r}: {cell['value']!r}"
                wrong.append(f"{said}, counted {_said(value)!r}")
        yield name, expected, wrong


def _shown(receipt: Mapping[str, Any]) -> str:
    return "; ".join(f"{cell['label']}: {cell['value']}" for cell in (*receipt["rows"], *receipt["totals"]))


def _said(value: Expected) -> Any:
    return float(value) if isinstance(value, Fraction) else value


def false_lines(page: Page, ledger: Ledger) -> Iterator[str]:
    """Yield each line of a receipt that the rows do not bear out, and each share that is rounded twice."""
    exact: dict[tuple[str, str, int], Fraction] = {}
    for name, expected, wrong in audited(page, ledger):
        yield from wrong
        exact |= {(name, *at): value for at, value in expected.items() if isinstance(value, Fraction)}
    for remark in page.remarks:
        for claim in remark["claims"]:
            true = exact.get((claim["receipt"], claim["part"], claim["index"]))
            said = remark["text"][claim["start"] : claim["end"]]
            if claim["kind"] == "number" and true is not None and said != str(half_up(true)):
                yield f"{remark['id']}: {said} for {float(true):.4f} | {remark['text']}"


def false_records(page: Page, ledger: Ledger) -> Iterator[str]:
    """Yield what is wrong with the account of the record."""
    record = page.report["record"]
    counted = recount(*page.history.values())
    aside = dict(record["set_aside"])
    if record["rows_total"] != record["rows_used"] + sum(aside.values()) or aside.pop("excluded"):
        yield f"the rows do not add up: {record}"
    if aside != counted.set_aside:
        yield f"set aside {aside}, counted {counted.set_aside}"
    for name in ("rows_total", "rows_used", "plays", "played_ms", "artists", "tracks"):
        if record[name] != getattr(counted, name):
            yield f"{name}: {record[name]}, counted {getattr(counted, name)}"
    listed = [(file["name"], file["rows"]) for file in record["files"]]
    if sorted(listed) != [(name, len(rows)) for name, rows in sorted(page.history.items())]:
        yield f"files: {listed}"
    first, last = (datetime.fromisoformat(record[name]) for name in ("first_play_at", "last_play_at"))
    if abs(first.timestamp() * 1_000 - min(play.start_ms for play in ledger.plays)) > 1:
        yield f"first play at {first}"
    if last.timestamp() * 1_000 != max(play.end_ms for play in ledger.plays):
        yield f"last play at {last}"
    months = {(moment.year, moment.month) for moment in (_utc(row.end_ms) for row in ledger.rows)}
    held = {year * 12 + month - 1 for year, month in months}
    missing = set(range(min(held), max(held) + 1)) - held
    gaps = {number for gap in record["gaps"] for number in range(*_gap(gap))}
    if gaps != missing:
        yield f"gaps {record['gaps']}, counted {sorted(missing)}"


def _gap(gap: Mapping[str, str]) -> tuple[int, int]:
    """The months of a gap, counted from the year 0, as a half-open range."""
    ends = [gap[key] for key in (("from", "to") if "from" in gap else ("first_month", "last_month"))]
    first, last = (int(end[:4]) * 12 + int(end[5:]) - 1 for end in ends)
    return first, last + 1


def _utc(moment_ms: int) -> datetime:
    return datetime.fromtimestamp(moment_ms / 1_000, tz=UTC)


def false_facts(page: Page, ledger: Ledger) -> Iterator[str]:
    """Yield the facts that are none."""
    facts = {fact["id"]: fact for fact in page.report["facts"]}
    played = Fraction(sum(play.played_ms for play in ledger.plays), 3_600_000)
    night = sum(play.at.hour < 5 for play in ledger.plays)
    span = (ledger.last_day - ledger.first_day).days + 1
    expected: dict[str, Expected] = {
        "who.artists": len(ledger.artists),
        "who.artists_played_once": sum(count == 1 for count in ledger.artists.values()),
        "who.top_artist_share": share(max(ledger.artists.values()), len(ledger)),
        "again.songs": len(ledger.songs),
        "again.top_song_plays": max(ledger.songs.values()),
        "again.repeat_share": share(len(ledger) - len(ledger.songs), len(ledger)),
        "when.days_with_plays": len(ledger.days),
        "when.longest_streak_days": longest_streak(ledger.days),
        "when.night_share": share(night, len(ledger)),
        "change.span_days": span,
        "how.hours_played": played,
        "when.plays_per_day": Fraction(len(ledger), span),
    }
    for name, value in expected.items():
        if not agrees(facts[name]["value"], value):
            yield f"{name}: {facts[name]['value']}, counted {_said(value)}"
    for fact in facts.values():
        if not fact["available"] == (fact["value"] is not None) == (fact["reason"] is None):
            yield f"neither available nor not: {fact}"


def test_the_report_says_what_the_rows_say(page: Page) -> None:
    ledger = Ledger(page.history, page.report["provenance"]["timezone"])
    wrong = [*false_lines(page, ledger), *false_records(page, ledger), *false_facts(page, ledger)]
    assert not wrong, "\n".join(["", *wrong])


def test_most_families_are_audited() -> None:
    assert len(AUDITORS) >= 60
