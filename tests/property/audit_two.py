"""The auditor of two listeners: their likeness, their first days and every receipt, found anew in the rows by loops.

When a family fires stands in docs/phrases.md. What lines count is compared place by place, for labels come twice here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.property.audit_statement import QUIET, must_not_be_said
from tests.property.ledger import Ledger, about, folded, loosely, table
from tests.property.reader import MONTHS, false_claims, half_up, unclaimed
from tests.property.rules import phrase_of

Cells = Mapping[str, Any]
LISTS_MOST = 500
LINES = (4, 7)
PLAY_MS = 30_000
ISOLATES = ("\u2068", "\u2069")


# ------------------------------------------------------------------------------------------------ one of them
@dataclass(frozen=True, kw_only=True)
class Counted:
    """One of the two: the report as plain dictionaries, and the rows behind it, counted."""

    report: Cells
    ledger: Ledger
    open_names: frozenset[str]
    called: str

    @cached_property
    def listed(self) -> Counter[str]:
        """Plays by folded name of those whom the report lists, quiet music and whoever was heard in private alone aside."""
        named = {folded(rank["name"]) for rank in self.report["charts"]["artists"]} & self.open_names
        return Counter({name: self.ledger.artists[name] for name in named if not self.is_quiet(name)})

    def is_quiet(self, name: str) -> bool:
        """Whether the table says of an artist that the music is for children, for faith or for sleep."""
        line = self.ledger.known.get(name)
        return line is not None and bool(line["sacred"] or QUIET & set(line["tags"].split()))

    @property
    def is_whole_life(self) -> bool:
        return self.report["listener"]["source"] in {"extended_export", "sample"}

    def share(self, name: str) -> Fraction:
        return Fraction(self.ledger.artists[name], len(self.ledger))

    def axis(self, name: str) -> Cells:
        return next(axis for axis in self.report["axes"] if axis["id"] == name)

    @property
    def favourite(self) -> str:
        return min(self.listed, key=lambda name: (-self.listed[name], name))


def counted(report: Cells, history: Mapping[str, Sequence[Cells]], called: str) -> Counted:
    """Count a listener."""
    rows = [row for part in history.values() for row in part]
    heard_openly = {
        folded(row.get("master_metadata_album_artist_name") or row.get("artistName") or "")
        for row in rows
        if row.get("ms_played", row.get("msPlayed", 0)) >= PLAY_MS and not row.get("incognito_mode")
    }
    ledger = Ledger(history, report["provenance"]["timezone"])
    return Counted(report=report, ledger=ledger, open_names=frozenset(heard_openly), called=called)


# ------------------------------------------------------------------------------------------------ both of them
@dataclass(frozen=True, kw_only=True)
class Two:
    """Both of them, counted."""

    left: Counted
    right: Counted

    @cached_property
    def shared(self) -> Sequence[str]:
        return [name for name in self.left.listed if name in self.right.listed]

    def common(self, name: str) -> Fraction:
        return min(self.left.share(name), self.right.share(name))

    @cached_property
    def alike(self) -> Fraction:
        return 100 * sum((self.common(name) for name in self.shared), Fraction(0))

    def days(self, name: str) -> tuple[date, date]:
        return self.left.ledger.first_openly[name], self.right.ledger.first_openly[name]

    def is_certain(self, name: str) -> bool:
        left, right = self.days(name)
        first = min(left, right)
        later = [self.left] * (left >= right) + [self.right] * (right >= left)
        return all(side.ledger.first_day < first for side in later)

    def side(self, called: str) -> Counted:
        return self.left if called == self.left.called else self.right

    def other(self, called: str) -> Counted:
        return self.right if called == self.left.called else self.left

    @cached_property
    def leans(self) -> tuple[int, int]:
        scores = [
            (one["value"] >= 0.5, other["value"] >= 0.5)
            for one in self.left.report["axes"]
            for other in self.right.report["axes"]
            if one["id"] == other["id"] and None not in (one["value"], other["value"])
        ]
        return len(scores), sum(one == other for one, other in scores)

    @cached_property
    def certain(self) -> Sequence[str]:
        """Artists of both of whom it is certain who was first."""
        return [
            name for name in self.shared if self.is_certain(name) and self.days(name)[0] != self.days(name)[1]
        ]


Lines = tuple[list[Any], list[Any]]
"""What has to stand in the rows and in the totals of a receipt, in their order."""


def said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _both(two: Two) -> list[Any]:
    return [two.left.called, two.right.called]


def _of_artist(two: Two, name: str, shown: str) -> list[Any]:
    left, right = two.left, two.right
    return [shown, left.called, left.listed[name], right.called, right.listed[name]]


# ------------------------------------------------------------------------------------------------ receipts
def likeness(two: Two, _receipt: Cells) -> Lines:
    return _both(two), [len(two.shared), two.alike]


def nothing(two: Two, _receipt: Cells) -> Lines:
    assert not two.shared
    return [*_both(two), len(two.left.listed), len(two.right.listed)], [0]


def carrier(two: Two, receipt: Cells) -> Lines:
    shown = receipt["rows"][0]["value"]
    name = folded(shown)
    shares = [100 * side.share(name) for side in (two.left, two.right)]
    better = [each for each in two.shared if two.common(each) > two.common(name)]
    assert all(
        must_not_be_said(each, "artist") or min(two.left.listed[each], two.right.listed[each]) < 5
        for each in better
        if not _is_delicate(each)
    ), better
    part = 100 * 100 * two.common(name) / two.alike
    return _of_artist(two, name, shown), [*shares, two.alike, part]


def first(two: Two, receipt: Cells) -> Lines:
    shown = receipt["rows"][0]["value"]
    left, right = two.days(folded(shown))
    assert two.is_certain(folded(shown))
    sides = (two.left, two.right) if left < right else (two.right, two.left)
    early, late = sorted((left, right))
    assert (late - early).days >= 30
    return [shown, sides[0].called, said(early), sides[1].called, said(late)], [(late - early).days]


def lead(two: Two, _receipt: Cells) -> Lines:
    left = sum(two.days(name)[0] < two.days(name)[1] for name in two.certain)
    right = len(two.certain) - left
    assert len(two.certain) >= 5
    assert max(left, right) * 3 >= 2 * len(two.certain)
    sides = [(two.left.called, left), (two.right.called, right)]
    leader, follower = sides if left >= right else sides[::-1]
    return [*leader, *follower], [len(two.certain)]


def gap(two: Two, receipt: Cells) -> Lines:
    shown = receipt["rows"][0]["value"]
    name = folded(shown)
    fan, guest = sorted((two.left, two.right), key=lambda side: -side.share(name))
    assert fan.share(name) >= Fraction(299, 100) * guest.share(name)
    rows = [shown, fan.called, fan.listed[name], guest.called, guest.listed[name]]
    return rows, [100 * fan.share(name), 100 * guest.share(name)]


def unknown(two: Two, receipt: Cells) -> Lines:
    shown = receipt["rows"][0]["value"]
    name = folded(shown)
    fan = two.left if name in two.left.listed else two.right
    stranger = two.other(fan.called)
    assert name not in stranger.listed
    assert fan.listed[name] >= 20
    place = 1 + sum((-plays, each) < (-fan.listed[name], name) for each, plays in fan.listed.items())
    return [shown, fan.called, fan.listed[name], place, stranger.called], [0, len(stranger.listed)]


def guilty(two: Two, receipt: Cells) -> Lines:
    shown = receipt["rows"][0]["value"]
    line = about(folded(shown))
    assert line is not None
    assert not line["died"]
    assert is_guilty(two, folded(shown))
    return _of_artist(two, folded(shown), shown), [int(line["popularity"]), int(line["acclaim"])]


def ratio(two: Two, _receipt: Cells) -> Lines:
    more, fewer = sorted((two.left, two.right), key=lambda side: -len(side.ledger))
    plays = len(more.ledger), len(fewer.ledger)
    return [more.called, plays[0], fewer.called, plays[1]], [plays[0] // plays[1]]


def years(two: Two, _receipt: Cells) -> Lines:
    assert two.left.is_whole_life
    assert two.right.is_whole_life
    early, late = sorted((two.left, two.right), key=lambda side: side.ledger.first_day)
    begun, later = early.ledger.first_day, late.ledger.first_day
    whole = int((later - begun).days / 365.25)
    assert whole >= 1
    return [early.called, said(begun), late.called, said(later)], [whole]


def width(two: Two, _receipt: Cells) -> Lines:
    wide, narrow = sorted((two.left, two.right), key=lambda side: -len(side.ledger.artists))
    return [wide.called, len(wide.ledger.artists), narrow.called, len(narrow.ledger.artists)], []


def heart(two: Two, receipt: Cells) -> Lines:
    keen, mild = sorted((two.left, two.right), key=lambda side: -side.share(side.favourite))
    loved, liked = keen.favourite, mild.favourite
    shown, other = receipt["rows"][1]["value"], receipt["totals"][0]["value"]
    assert (folded(shown), folded(other)) == (loved, liked)
    rows = [keen.called, shown, keen.listed[loved], 100 * keen.share(loved), mild.called]
    return rows, [other, mild.listed[liked], 100 * mild.share(liked)]


def agree(two: Two, _receipt: Cells) -> Lines:
    scores, same = two.leans
    return [*_both(two), scores, same], [scores - same]


def label(two: Two, _receipt: Cells) -> Lines:
    labels = {side.report["verdict"]["label"] for side in (two.left, two.right)}
    assert len(labels) == 1
    return _both(two), [*labels]


def fame(two: Two, _receipt: Cells) -> Lines:
    high, low = sorted((two.left, two.right), key=lambda side: -side.axis("mainstream")["value"])
    values = [side.axis("mainstream")["value"] for side in (high, low)]
    points = [int(half_up(100 * value)) for value in values]
    return [high.called, points[0], low.called, points[1]], [f"{value:.2f}" for value in values]


def opposed(axis: str) -> Callable[[Two, Cells], Lines]:
    def lines(two: Two, _receipt: Cells) -> Lines:
        high, low = sorted((two.left, two.right), key=lambda side: -side.axis(axis)["value"])
        values = [side.axis(axis)["value"] for side in (high, low)]
        assert values[0] >= 0.6
        assert values[1] <= 0.4
        figures = [Fraction(str(side.axis(axis)["measure"]["value"])) for side in (high, low)]
        return [high.called, figures[0], low.called, figures[1]], [f"{value:.2f}" for value in values]

    return lines


def records(two: Two, _receipt: Cells) -> Lines:
    rows: list[Any] = []
    for side in (two.left, two.right):
        listed = Fraction(100 * side.listed.total(), len(side.ledger))
        rows += [side.called, len(side.ledger), len(side.ledger.artists), listed]
    return rows, []


FAMILIES: Mapping[str, Callable[[Two, Cells], Lines]] = {
    "two_records": records,
    "two_alike": likeness,
    "two_some": likeness,
    "two_little": likeness,
    "two_nothing": nothing,
    "two_carrier": carrier,
    "two_first": first,
    "two_lead": lead,
    "two_gap": gap,
    "two_unknown": unknown,
    "two_guilty": guilty,
    "two_hours": opposed("day_night"),
    "two_loyal": opposed("explorer_loyalist"),
    "two_skips": opposed("finisher_skipper"),
    "two_label": label,
    "two_ratio": ratio,
    "two_years": years,
    "two_fame": fame,
    "two_width": width,
    "two_heart": heart,
    "two_agree": agree,
}


# ------------------------------------------------------------------------------------------------ the table
def _is_delicate(name: str) -> bool:
    """Whether the table may know somebody of that name whom no sentence names: a namesake, or by another spelling."""
    _, exact, loose = table()
    return name not in exact and loosely(name) in loose


def is_guilty(two: Two, name: str) -> bool:
    """Whether the rows and the table say that an artist is one that neither would own up to."""
    line = about(name)
    return (
        line is not None
        and not must_not_be_said(name, "artist")
        and bool(line["acclaim"])
        and int(line["acclaim"]) <= 40
        and int(line["popularity"]) >= 70
        and min(two.left.listed[name], two.right.listed[name]) >= 20
    )


# ------------------------------------------------------------------------------------------------ the joint verdict
def false_verdict(made: Cells, two: Two, intensity: str) -> Iterator[str]:
    """Yield everything in a joint verdict that the rows and the reports do not bear out."""
    receipts = {receipt["id"]: receipt for receipt in made["receipts"]}
    verdict = made["verdict"]
    remarks = verdict["remarks"]
    if not 1 <= len(remarks) <= LINES[1]:
        yield f"{len(remarks)} lines"
    for name, receipt in receipts.items():
        yield from (f"{name}: {wrong}" for wrong in _false_cells(receipt, FAMILIES[name](two, receipt)))
    for remark in remarks:
        yield from (f"{remark['id']}: {wrong} | {remark['text']}" for wrong in _false_words(remark, receipts))
        if phrase_of(remark)["intensity"] != intensity:
            yield f"{remark['id']} is not {intensity}"
    for what in ("family", "shape", "image"):
        counts = Counter(phrase_of(remark).get(what) for remark in remarks)
        yield from (f"{what} {value!r} twice" for value, count in counts.items() if value and count > 1)
    claims = sum(len(remark["claims"]) for remark in remarks)
    if (verdict["claims_total"], verdict["claims_checked"]) != (claims, claims):
        yield f"{verdict['claims_checked']} of {verdict['claims_total']} claims, counted {claims}"
    yield from _false_charge(verdict, receipts)


def _false_cells(receipt: Cells, lines: Lines) -> Iterator[str]:
    for part, expected in zip(("rows", "totals"), lines, strict=True):
        values = [cell["value"] for cell in receipt[part]]
        if len(values) != len(expected) or not all(map(_agrees, values, expected)):
            yield f"{part} {values}, counted {expected}"


def _agrees(value: Any, expected: Any) -> bool:
    if isinstance(expected, Fraction):
        # A share of a share is told from shares that are kept with four decimals.
        tolerance = Fraction(1, 5_000) if expected < 1 else expected / 5_000
        is_count = isinstance(value, int) and abs(expected - value) <= Fraction(1, 2)
        return is_count or abs(Fraction(str(value)) - expected) <= tolerance
    return bool(value == expected)


def _false_words(remark: Cells, receipts: Mapping[str, Cells]) -> Iterator[str]:
    if remark["receipts"] != [remark["family"]]:
        yield f"cites {remark['receipts']}"
    cells = [cell for receipt in receipts.values() for cell in (*receipt["rows"], *receipt["totals"])]
    names = {cell["value"] for cell in cells if cell["unit"] == "artist"}
    yield from false_claims(remark["text"], remark["claims"], receipts)
    yield from (f"unclaimed: {what}" for what in unclaimed(remark["text"], remark["claims"], names))


def _false_charge(verdict: Cells, receipts: Mapping[str, Cells]) -> Iterator[str]:
    """Yield each word of a charge that states something no cited receipt holds."""
    charge = "".join(sign for sign in verdict["charge"] if sign not in ISOLATES)
    if not set(verdict["label_receipts"]) <= set(receipts) or not verdict["label_receipts"]:
        yield f"the label cites {verdict['label_receipts']}"
        return
    cells = [
        cell
        for name in verdict["label_receipts"]
        for cell in (*receipts[name]["rows"], *receipts[name]["totals"])
    ]
    for called in {cell["value"] for cell in cells if cell["unit"] == "listener"}:
        charge = charge.replace(called, " ").replace(called[:1].upper() + called[1:], " ")
    figures = {str(half_up(cell["value"])) for cell in cells if cell["unit"] in {"count", "percent"}}
    words = {
        word: str(value)
        for value, word in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        )
    }
    for word in charge.replace(",", "").replace(".", " ").split():
        figure = words.get(word.lower(), word)
        if figure.isdigit() and figure not in figures:
            yield f"{word} in the charge: {verdict['charge']}"
