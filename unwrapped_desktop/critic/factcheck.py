"""The independent check: reads a finished remark as a distrustful reader would.

It knows nothing of slots or phrases. It finds every figure, number word, date, month, weekday and name in the text, demands
that a claim covers it, and compares each claim with its cell.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from unwrapped_desktop.domain.report import Cell, Claim, Receipt

_ONES = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES: Mapping[str, float] = {
    "zero": 0,
    "one": 1,
    "once": 1,
    "twice": 2,
    **{word: value for value, word in enumerate(_ONES.split(), start=2)},
    **{word: value * 10 for value, word in enumerate(_TENS.split(), start=2)},
}
_COUNTING = frozenset(_VALUES) - {"zero", "one", "once"} | frozenset(
    [
        "half",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "double",
        "triple",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "thrice",
    ]
)
_ORDERING = frozenset({"most", "every", "never", "once", "only", "always"})
_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"

_ABSENT = frozenset({"never", "no", "none", "nothing", "nobody", "every", "all", "always"})

_FIGURE = re.compile(r"\d[\d,.:]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+")
_CALENDAR = re.compile(rf"\b(?:{'|'.join((_MONTHS + ' ' + _WEEKDAYS).split())})s?\b")


def problems(
    text: str, claims: Sequence[Claim], receipts: Mapping[str, Receipt], names: Iterable[str] = ()
) -> list[str]:
    """Return what is wrong with a remark, empty when every claim holds and nothing is unclaimed.

    Args:
        text: The remark.
        claims: Its claims.
        receipts: The receipts it cites, by id.
        names: Names that may not stand in the text without a claim.
    """
    found = [_wrong_claim(text, claim, receipts) for claim in claims]
    found += [
        f"unclaimed: {text[start:end]}"
        for start, end in _claimable(text, names)
        if not _covered(start, end, claims)
    ]
    return [problem for problem in found if problem]


def _covered(start: int, end: int, claims: Sequence[Claim]) -> bool:
    return any(claim.start <= start and end <= claim.end for claim in claims)


def _claimable(text: str, names: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Yield the spans of everything that says a number, a date or a name."""
    yield from (match.span() for match in _FIGURE.finditer(text))
    yield from (
        match.span() for match in _WORD.finditer(text) if match.group().lower() in _COUNTING | _ORDERING
    )
    yield from (match.span() for match in _CALENDAR.finditer(text))
    for name in names:
        if name in text:
            yield from _occurrences(text, name)


def _occurrences(text: str, name: str) -> Iterable[tuple[int, int]]:
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        alone = not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
        if alone:
            yield start, end
        start = text.find(name, start + 1)


def _wrong_claim(text: str, claim: Claim, receipts: Mapping[str, Receipt]) -> str:
    receipt = receipts.get(claim.receipt)
    cells = () if receipt is None else (receipt.rows if claim.part == "rows" else receipt.totals)
    if not 0 <= claim.index < len(cells) or not 0 <= claim.start < claim.end <= len(text):
        return f"no such cell: {claim.receipt}.{claim.part}[{claim.index}]"
    said = text[claim.start : claim.end]
    return "" if _agrees(said, claim, cells[claim.index]) else f"not in the receipt: {said}"


def _agrees(said: str, claim: Claim, cell: Cell) -> bool:
    held = cell.label if claim.field == "label" else cell.value
    if claim.kind == "name":
        return said == str(held) or (cell.unit == "listener" and said == _with_capital(str(held)))
    if claim.kind == "date":
        return _same_date(said, str(held))
    if isinstance(held, str):
        return False
    number = float(held)
    return _order_holds(said.lower(), number) if claim.kind == "order" else _same_number(said, number)


def _with_capital(held: str) -> str:
    """Return what a listener is called at the beginning of a sentence: "you" is "You" there."""
    return held[:1].upper() + held[1:]


def _same_date(said: str, held: str) -> bool:
    return said == held or held.startswith(said + " ") or held.endswith(" " + said)


def _same_number(said: str, held: float) -> bool:
    plain = said.replace(",", "").lower()
    if plain in _VALUES:
        return held == _VALUES[plain]
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        return False
    scale = 10.0 ** len(plain.partition(".")[2])
    return int(held * scale + 0.5) == round(float(plain) * scale)


def _order_holds(said: str, held: float) -> bool:
    if said == "most":
        return held > 50
    if said.endswith("half"):
        return 46 <= held <= 50 if said.startswith("nearly") else 48 <= held <= 52
    if said in {"once", "only", "first"}:
        return held == 1
    return held == 0 and said in _ABSENT
