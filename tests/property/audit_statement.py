"""The auditor of an opened statement: every answer decided anew from the raw rows, by loops and exact fractions.

What makes an answer right stands in docs/phrases.md, what a line counts in its label. Every line of a receipt is counted,
and none may be missing. At the end stands what is true of the remarks of any part beside a verdict.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from tests.property.audit import NIGHT_END, Expected, Name
from tests.property.ledger import (
    ARTISTS,
    Ledger,
    Stream,
    about,
    day_said,
    folded,
    half_up,
    loosely,
    share,
)
from tests.property.reader import NAME_UNITS, cell_of, false_claims, unclaimed
from tests.property.rules import phrase_of
from tests.property.test_recount import agrees
from unwrapped_desktop.domain.statement import NEVER, QUESTIONS, Statement

Cells = Mapping[str, Any]
"""An opened statement, Lately, a receipt or a remark as plain dictionaries."""

Lines = Mapping[str, Expected]
"""What has to stand in the lines of a receipt: value by label, in order."""

SKIPPED = {"under 10": (0, 10), "10 to 25": (10, 25), "25 to 50": (25, 50), "over 50": (50, 100)}
NIGHTS = {"hardly ever": (0, 2), "now and then": (2, 8), "all the time": (8, 100)}
ENOUGH_STARTS, ENOUGH_YEARS, YEARS_OFF, NEW_PERCENT = 5, 3, 1, 10
LINES = 4
SCORE = "said_score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a receipt has to hold."""

    rows: Lines
    totals: Lines

    def lines(self, part: str) -> Lines:
        return self.rows if part == "rows" else self.totals


# ------------------------------------------------------------------------------------------------ the record
class Tally:
    """What the questions ask of a record, counted once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @cached_property
    def names(self) -> Sequence[str]:
        """The artists as their rows spell them, the most played first, those of short rows alone last."""
        shown = {row.artist: row.artist_shown for row in self.ledger.rows}
        artists = self.ledger.artists
        return [shown[artist] for artist in sorted(shown, key=lambda artist: (-artists[artist], artist))]

    @cached_property
    def titles(self) -> Sequence[str]:
        """The titles as their rows spell them, the most often begun first."""
        begun = Counter(row.title_shown for row in self.ledger.rows)
        return sorted(begun, key=lambda title: (-begun[title], title))

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every name and title, as rows spell it and as a sentence would."""
        names = {row.artist_shown for row in self.ledger.rows}
        return frozenset(names.union(self.titles, map(without_edition, self.titles)))

    @cached_property
    def titled(self) -> Mapping[str, Sequence[Stream]]:
        """The rows of each title, editions together."""
        found: defaultdict[str, list[Stream]] = defaultdict(list)
        for row in self.ledger.rows:
            found[title_key(row.title_shown)].append(row)
        return found

    @cached_property
    def told(self) -> Sequence[Stream]:
        """The rows that say whether they were skipped."""
        return [row for row in self.ledger.rows if row.skipped is not None]

    @property
    def tells_skips(self) -> bool:
        return 2 * len(self.told) >= len(self.ledger.rows)

    @cached_property
    def skips(self) -> int:
        return sum(bool(row.skipped) for row in self.told)

    @cached_property
    def nights(self) -> int:
        """Plays that begin from 0:00 to 5:00."""
        return sum(play.at.hour < NIGHT_END for play in self.ledger.plays)

    @cached_property
    def years(self) -> Sequence[int]:
        """The calendar years with a play."""
        return sorted(self.ledger.years)

    @cached_property
    def last_new_year(self) -> tuple[int, Fraction]:
        """The last year of whose plays a tenth or more went to artists first heard in it, and their share."""
        shares = {year: self._new_share(year) for year in self.years}
        return max((year, new) for year, new in shares.items() if new >= NEW_PERCENT)

    def _new_share(self, year: int) -> Fraction:
        plays = self.ledger.years[year]
        return share(sum(self.ledger.first[play.artist].year == year for play in plays), len(plays))


_EDITION = re.compile(
    r"\s-\s[\w ]*\bre-?master\w*[\w ]*$|\s?[(\[][\w ]*\bre-?master\w*[^()\[\]]*[)\]]$"
    r"|\s?[(\[](?:feat|ft|featuring|with)\b[^()\[\]]*[)\]]$|\s-\s(?:feat|ft|featuring)\b.*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def without_edition(title: str) -> str:
    """A title as a sentence quotes it: of "Door - Live - 2011 Remaster" the end alone goes, and a title stays."""
    title = on_one_line(title)
    while (shorter := _EDITION.sub("", title)) not in {title, ""}:
        title = shorter
    return title


def title_key(title: str) -> str:
    """Under this form two titles are one, whatever the edition."""
    return folded(without_edition(title))


def on_one_line(name: str) -> str:
    """A name as it is typed: with single spaces."""
    return " ".join(name.split())


# ------------------------------------------------------------------------------------------------ the answers
@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the rows say to an answer."""

    is_right: bool
    rows: Lines
    totals: Lines


def decide_artist(tally: Tally, said: str) -> Outcome:
    artists = tally.ledger.artists
    most = max(artists.values())
    typed = Name(on_one_line(said))
    plays = sum(count for artist, count in artists.items() if on_one_line(artist) == folded(typed))
    if plays == most:
        rows: Lines = {"you said, and so does the record": typed, "plays": plays}
        return Outcome(is_right=True, rows=rows, totals={"artists in the record": len(artists)})
    place: Lines = {"their place": 1 + sum(count > plays for count in artists.values())} if plays else {}
    first = Name(min(artist for artist, count in artists.items() if count == most))
    return Outcome(
        is_right=False,
        rows={"you said": typed, "plays of theirs": plays, **place},
        totals={"the record says": first, "plays": most},
    )


def bears_out(percent: Fraction, said: str, ranges: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a share lies in the range that was said; the border of the last range belongs to the one before."""
    low, high = ranges[said]
    border = max(least for least, _ in ranges.values())
    begins = percent > low if low == border else percent >= low
    ends = percent <= high if high in {border, 100} else percent < high
    return begins and ends


def decide_skips(tally: Tally, said: str) -> Outcome | None:
    if not tally.tells_skips:
        return None
    percent = share(tally.skips, len(tally.told))
    low, high = SKIPPED[said]
    return Outcome(
        is_right=bears_out(percent, said, SKIPPED),
        rows={"you said, percent of starts": said, "that is, from": low, "and to": high},
        totals={"starts": len(tally.told), "skipped": tally.skips, "share": percent},
    )


def decide_midnight(tally: Tally, said: str) -> Outcome:
    percent = share(tally.nights, len(tally.ledger))
    low, high = NIGHTS[said]
    return Outcome(
        is_right=bears_out(percent, said, NIGHTS),
        rows={"you said": said, "that is, from": low, "and to": high},
        totals={"plays": len(tally.ledger), "begun from 0:00 to 5:00": tally.nights, "share": percent},
    )


def decide_stopped(tally: Tally, said: str) -> Outcome | None:
    if len(tally.years) < ENOUGH_YEARS:
        return None
    (year, new), last = tally.last_new_year, tally.years[-1]
    totals: Lines = {"the last year with new names": year, "their share of that year's plays": new}
    if said == NEVER:
        is_right = year in tally.years[-2:]
        rows: Lines = {"you said": said, "last year of the record": last}
        missed: Lines = {} if is_right else {"years since": last - year}
    else:
        off = int(said) - year
        is_right = abs(off) <= YEARS_OFF
        rows = {"you said": int(said)}
        missed = {} if is_right else {"years too late" if off > 0 else "years too early": abs(off)}
    return Outcome(is_right=is_right, rows=rows, totals={**totals, **missed})


def decide_song(tally: Tally, said: str) -> Outcome | None:
    told = [row for row in tally.titled.get(title_key(said), ()) if row.skipped is not None]
    if not tally.tells_skips or not told:
        return None
    starts = Counter(row.artist for row in told)
    artist = min(name for name, count in starts.items() if count == max(starts.values()))
    skips = [row for row in told if row.artist == artist and row.skipped]
    if not skips and starts[artist] < ENOUGH_STARTS:
        return None
    latest: Lines = {"the latest": day_said(max(row.day for row in skips))} if skips else {}
    return Outcome(
        is_right=not skips,
        rows={"song": Name(title_key(said)), "artist": Name(artist), "starts": starts[artist]},
        totals={"skips": len(skips), **latest},
    )


def decide_charts(mainstream: float | None, said: str) -> Outcome | None:
    """The axis of the mission decides; what it says of a record is held by other tests."""
    if mainstream is None:
        return None
    return Outcome(
        is_right=(mainstream >= 0.5) == (said == "charts"),
        rows={"you said": said},
        totals={"underground is 0, charts are 100": 100 * Fraction(mainstream)},
    )


DECIDERS: Mapping[str, Callable[[Tally, str], Outcome | None]] = {
    "most_played_artist": decide_artist,
    "skipped_share": decide_skips,
    "after_midnight": decide_midnight,
    "taste_stopped": decide_stopped,
    "never_skipped": decide_song,
}
FAMILIES = dict(zip(QUESTIONS, ("artist", "skips", "midnight", "stopped", "song", "charts"), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An answer that the record decides."""

    question: str
    sure: int
    outcome: Outcome

    @property
    def end(self) -> str:
        return "right" if self.outcome.is_right else "wrong"

    @property
    def receipt(self) -> str:
        return f"said_{FAMILIES[self.question]}_{self.end}"

    @property
    def square(self) -> Fraction:
        """(How sure, less 1 for right and 0 for wrong), squared."""
        return (Fraction(self.sure, 100) - self.outcome.is_right) ** 2


# ------------------------------------------------------------------------------------------------ the statement
@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """A statement beside the rows that it speaks of."""

    statement: Statement
    tally: Tally
    mainstream: float | None

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        found = []
        for question, answer in self.statement.answers():
            if question == "charts_or_obscure":
                outcome = decide_charts(self.mainstream, answer.value)
            else:
                outcome = DECIDERS[question](self.tally, answer.value)
            if outcome is not None:
                found.append(Decision(question=question, sure=answer.sure_percent, outcome=outcome))
        return found

    @property
    def right(self) -> int:
        return sum(decision.outcome.is_right for decision in self.decisions)

    @property
    def brier(self) -> Fraction | None:
        squares = [decision.square for decision in self.decisions]
        return sum(squares, Fraction(0)) / len(squares) if squares else None

    @property
    def sealed(self) -> str:
        """The day of sealing on the listener's calendar."""
        return day_said(self.statement.sealed_at.astimezone(self.tally.ledger.zone).date())

    def sheets(self, titles: Mapping[str, str]) -> Mapping[str, Sheet]:
        """What each receipt has to hold, by its id; the score lists the titles of the others."""
        found = {SCORE: self._score(titles)} if self.decisions else {}
        for decision in self.decisions:
            rows = {"sealed on": self.sealed, "how sure you were": decision.sure, **decision.outcome.rows}
            found[decision.receipt] = Sheet(rows=rows, totals=decision.outcome.totals)
        return found

    def _score(self, titles: Mapping[str, str]) -> Sheet:
        squares = {
            f"{titles.get(one.receipt)}, {one.sure} % sure, {one.end}": f"{float(one.square):.4f}"
            for one in self.decisions
        }
        judged = len(self.decisions)
        totals: Lines = {
            "answers": judged,
            "right": self.right,
            "wrong": judged - self.right,
            "how sure, on average": Fraction(sum(one.sure for one in self.decisions), judged),
            "Brier score, their mean": self.brier or Fraction(0),
        }
        return Sheet(rows={"sealed on": self.sealed, **squares}, totals=totals)


def false_opening(opened: Cells, reckoning: Reckoning, intensity: str) -> Iterator[str]:
    """Yield everything in an opened statement that the rows do not bear out."""
    yield from _false_figures(opened, reckoning)
    receipts = {receipt["id"]: receipt for receipt in opened["receipts"]}
    sheets = reckoning.sheets({name: receipt["title"] for name, receipt in receipts.items()})
    if [receipt["id"] for receipt in opened["receipts"]] != list(sheets):
        yield f"receipts {list(receipts)}, decided {list(sheets)}"
        return
    for name, sheet in sheets.items():
        yield from (f"{name}: {wrong}" for wrong in false_cells(receipts[name], sheet))
        if receipts[name]["shareable"]:
            yield f"{name}: may be shared, though it was sealed for one alone"
    said = reckoning.statement.most_played_artist
    typed = {on_one_line(said.value)} if said else set()
    yield from strange_names(receipts, reckoning.tally.spellings | typed)
    yield from false_remarks(opened, sheets, intensity)
    families = [remark["family"] for remark in opened["remarks"]]
    if len(families) > LINES or SCORE in families[1:]:
        yield f"too many lines, or the score is not the first: {families}"


def _false_figures(opened: Cells, reckoning: Reckoning) -> Iterator[str]:
    """Yield what is wrong with the figures that stand above the lines."""
    judged, right, brier = opened["judged"], opened["right"], opened["brier"]
    if (judged, right) != (len(reckoning.decisions), reckoning.right):
        yield f"{right} of {judged} right, counted {reckoning.right} of {len(reckoning.decisions)}"
    if not 0 <= right <= judged <= len(list(reckoning.statement.answers())) <= len(QUESTIONS):
        yield f"{right} of {judged} right"
    if brier is None or reckoning.brier is None:
        is_true = brier is reckoning.brier
    else:
        is_true = 0 <= brier <= 1 and abs(Fraction(brier) - reckoning.brier) < Fraction(1, 10**12)
    if not is_true:
        yield f"Brier score {brier}, counted {reckoning.brier}"


# ------------------------------------------------------------------------------------------------ receipts
def false_cells(receipt: Cells, sheet: Sheet) -> Iterator[str]:
    """Yield each line of a receipt that is another than was counted."""
    for part in ("rows", "totals"):
        cells, lines = receipt[part], sheet.lines(part)
        if [cell["label"] for cell in cells] != list(lines):
            yield f"{part} {[cell['label'] for cell in cells]}, counted {list(lines)}"
            continue
        for cell, expected in zip(cells, lines.values(), strict=True):
            if not _holds(cell, expected):
                yield f"{cell['label']}: {cell['value']!r}, counted {expected!r}"


def _holds(cell: Cells, expected: Expected) -> bool:
    value = cell["value"]
    if cell["label"] == "Brier score, their mean":
        return isinstance(expected, Fraction) and abs(Fraction(value) - expected) <= Fraction(1, 20_000)
    if cell["label"] == "underground is 0, charts are 100":
        # Cut, not rounded; the hundredth itself may be lost where a binary fraction lies below what it is written as.
        lost = Fraction(0) if isinstance(expected, str) else expected - Fraction(value)
        return -Fraction(1, 10**9) < lost < Fraction(1, 100) + Fraction(1, 10**9)
    return agrees(value, expected)


def strange_names(receipts: Mapping[str, Cells], spellings: frozenset[str]) -> Iterator[str]:
    """Yield each name in receipts that nobody has spelt so."""
    for name, receipt in receipts.items():
        for cell in (*receipt["rows"], *receipt["totals"]):
            if cell["unit"] in NAME_UNITS and cell["value"] not in spellings:
                yield f"{name}: nobody spells it {cell['value']!r}"


# ------------------------------------------------------------------------------------------------ remarks
GUARDED = {
    "artists in the record": "artists",
    "starts": "starts",
    "share": "share",
    "that is, from": "least",
    "and to": "limit",
    "skipped": "skips",
    "begun from 0:00 to 5:00": "night_plays",
    "you said": "said",
    "last year of the record": "last",
    "underground is 0, charts are 100": "score",
    "right": "right",
    "wrong": "wrong",
    "artists in both": "kept",
    "artists of the list alone": "new",
    "plays in the record": "plays",
}
"""What phrases call the lines that their guards ask about."""

_GUARD = re.compile(r"(\w+)(>=|<=|==|>|<)(\w+)")
_COMPARED: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": lambda left, right: left >= right,
    "<=": lambda left, right: left <= right,
    "==": lambda left, right: left == right,
    ">": lambda left, right: left > right,
    "<": lambda left, right: left < right,
}


def false_remarks(part: Cells, sheets: Mapping[str, Sheet], intensity: str) -> Iterator[str]:
    """Yield what is wrong with what is said: every claim is a cell, and every cell that is said was counted."""
    receipts = {receipt["id"]: receipt for receipt in part["receipts"]}
    for remark in part["remarks"]:
        if remark["receipts"] != [remark["family"]] or remark["family"] not in sheets:
            yield f"{remark['id']}: cites {remark['receipts']}"
            continue
        found = [*_false_words(remark, receipts), *_false_roundings(remark, sheets[remark["family"]])]
        found += _broken_guards(remark, sheets[remark["family"]])
        if phrase_of(remark)["family"] != remark["family"]:
            found.append("is a phrase of another family")
        if phrase_of(remark)["intensity"] not in {intensity, "any"}:
            found.append(f"is not {intensity}")
        yield from (f"{remark['id']}: {problem} | {remark['text']}" for problem in found)
    yield from _twice(part["remarks"])


def _false_words(remark: Cells, receipts: Mapping[str, Cells]) -> Iterator[str]:
    text, claims = remark["text"], remark["claims"]
    cells = [cell for receipt in receipts.values() for cell in (*receipt["rows"], *receipt["totals"])]
    names = {cell["value"] for cell in cells if cell["unit"] in NAME_UNITS}
    yield from false_claims(text, claims, receipts)
    yield from (f"unclaimed: {what}" for what in unclaimed(text, claims, names))
    for claim in claims:
        cell = cell_of(claim, receipts)
        if claim["receipt"] != remark["family"]:
            yield f"a claim on {claim['receipt']}"
        if cell is not None and claim["kind"] == "name" and must_not_be_said(str(cell[0]), cell[1]):
            yield f"no sentence may name {cell[0]!r}"


def _false_roundings(remark: Cells, sheet: Sheet) -> Iterator[str]:
    """Yield each share that is not rounded once, from what was counted to what is said."""
    for claim in remark["claims"]:
        expected = list(sheet.lines(claim["part"]).values())[claim["index"]]
        said = remark["text"][claim["start"] : claim["end"]]
        if claim["kind"] == "number" and isinstance(expected, Fraction) and said != str(half_up(expected)):
            yield f"{said} for {float(expected):.4f}"


def _broken_guards(remark: Cells, sheet: Sheet) -> Iterator[str]:
    """Yield each condition of a phrase that what was counted does not meet."""
    lines = {**sheet.rows, **sheet.totals}
    values = {slot: lines[label] for label, slot in GUARDED.items() if label in lines}
    for guard in phrase_of(remark).get("guards", ()):
        match = _GUARD.fullmatch(guard)
        assert match is not None, guard
        left, sign, right = match.groups()
        numbers = [Fraction(values.get(side, side)) for side in (left, right)]
        if not _COMPARED[sign](*numbers):
            yield f"{guard}, but {float(numbers[0])} and {float(numbers[1])} were counted"


def _twice(remarks: Sequence[Cells]) -> Iterator[str]:
    """Yield each family, shape and image that comes twice."""
    for what in ("family", "shape", "image"):
        counts = Counter(phrase_of(remark).get(what) for remark in remarks)
        yield from (f"{what} {value!r} twice" for value, count in counts.items() if value and count > 1)


# ------------------------------------------------------------------------------------------------ whom lines may be about
QUIET = frozenset({"children", "sleep", "noise", "meditation", "worship"})


def must_not_be_said(name: str, unit: str) -> bool:
    """Whether a name is too long or too odd for a sentence, or is surely one of those that no joke may be about."""
    visible = name.replace("\u200c", "").replace("\u200d", "")
    if not (visible and visible.isprintable() and len(name) <= 40):
        return True
    line = about(folded(name)) if unit == "artist" and not is_shared(name) else None
    return line is not None and bool(line["sacred"] or line["care"] or QUIET & set(line["tags"].split()))


def is_shared(name: str) -> bool:
    """Whether several artists bear a name: which of them is meant, the rest of the record decides."""
    return loosely(name) in _namesakes()


@lru_cache(maxsize=1)
def _namesakes() -> frozenset[str]:
    with ARTISTS.with_name("namesakes.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return frozenset(
        loosely(name) for line in lines for name in (line["artist"], *line["aliases"].split("|"))
    )
