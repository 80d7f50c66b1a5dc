"""A distrustful reader: finds all that a text states, and compares it with the receipts. Shares no code with the critic."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Receipts = Mapping[str, Mapping[str, Any]]
Claim = Mapping[str, Any]
Span = tuple[int, int]

UNITS = ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORD_VALUES = {
    **{word: value for value, word in enumerate(UNITS)},
    **{word: 10 * value for value, word in enumerate(TENS, start=2)},
    "zero": 0,
    "once": 1,
    "twice": 2,
    "thrice": 3,
}
COUNTING = frozenset(
    [
        *UNITS[2:],
        *TENS,
        *[
            "twice",
            "thrice",
            "half",
            "halves",
            "third",
            "thirds",
            "quarter",
            "quarters",
            "fifth",
            "fifths",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
        *[
            "double",
            "doubles",
            "doubled",
            "treble",
            "triple",
            "dozen",
            "dozens",
            "couple",
            "both",
            "pair",
            "pairs",
        ],
        *["hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion"],
    ]
)
"""Words that count something, from two up. "Second" is left out: it is a unit of time."""

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ORDER_WORDS = frozenset(["most", "every", "never", "once", "only", "always"])
"""Words of rank or completeness that have to be proved wherever they stand."""

NAME_UNITS = frozenset({"artist", "track", "album"})

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_CALENDAR = re.compile(rf"\b(?:{'|'.join([*MONTHS, *WEEKDAYS])})s?\b")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_SENTENCES = re.compile(r"[^.!?…]+(?:[.!?…]+(?=\s|$)|[.!?…]+|$)")


# ------------------------------------------------------------------------------------------------ what a text states
def stated(text: str) -> Iterator[Span]:
    """Every digit, counting word, month and weekday of a text."""
    yield from (match.span() for match in _DIGITS.finditer(text))
    yield from (match.span() for match in _WORDS.finditer(text) if match.group().lower() in COUNTING)
    yield from (match.span() for match in _CALENDAR.finditer(text))


def ordered(text: str) -> Iterator[Span]:
    """Every word of rank or completeness of a text."""
    yield from (match.span() for match in _WORDS.finditer(text) if match.group().lower() in ORDER_WORDS)


def named(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Every name of the record in a text that a reader would take for one.

    A single word in lower case, or at the beginning of a sentence, is a word like any other.
    """
    for name in names:
        if sum(letter.isalnum() for letter in name) < 3 or name not in text:
            continue
        plain = name.isascii() and name.isalpha()
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            inside = (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
            opens = not text[:start].rstrip() or text[:start].rstrip()[-1] in ".!?…"
            if not inside and not (plain and (name.islower() or opens)):
                yield start, end


def covered(span: Span, claims: Iterable[Claim]) -> bool:
    """Whether one claim covers the whole span."""
    return any(claim["start"] <= span[0] and span[1] <= claim["end"] for claim in claims)


def unclaimed(text: str, claims: Sequence[Claim], names: Iterable[str]) -> list[str]:
    """Return all that a text states without a claim."""
    spans = (*stated(text), *ordered(text), *named(text, names))
    return sorted({text[start:end] for start, end in spans if not covered((start, end), claims)})


# ------------------------------------------------------------------------------------------------ claims and cells
def half_up(value: Any, decimals: int = 0) -> Decimal:
    """Round as people do on paper."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number_says(said: str, held: Any) -> bool:
    """Whether a number in figures or words is the held one at the precision it shows."""
    if isinstance(held, str):
        return False
    if said.lower() in WORD_VALUES:
        return half_up(held) == WORD_VALUES[said.lower()]
    if not _FIGURE.fullmatch(said):
        return False
    decimals = len(said.partition(".")[2])
    return half_up(held, decimals) == Decimal(said.replace(",", ""))


def date_says(said: str, held: str) -> bool:
    """Whether a date is the held one, or its day and month, month and year, or month or year alone."""
    parts = held.split()
    allowed = {" ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, 4)}
    return said in allowed


def order_says(said: str, held: Any) -> bool:
    """Whether the cell proves a word of rank or completeness."""
    if isinstance(held, str):
        return False
    word, value = said.lower(), Decimal(str(held))
    proofs = {
        "most": value > 50,
        "half": 48 <= value <= 52,
        "nearly half": 46 <= value <= 50,
        **dict.fromkeys(("never", "no", "none", "nothing", "nobody", "every", "all", "always"), value == 0),
        **dict.fromkeys(("once", "only", "first"), value == 1),
    }
    return proofs.get(word, False)


def cell_of(claim: Claim, receipts: Receipts) -> tuple[Any, str] | None:
    """The value and unit a claim quotes, None where there is no such cell."""
    receipt = receipts.get(claim["receipt"])
    cells = [] if receipt is None else receipt[claim["part"]]
    if not 0 <= claim["index"] < len(cells):
        return None
    cell = cells[claim["index"]]
    return cell[claim["field"]], cell["unit"]


def says(said: str, kind: str, held: Any, unit: str) -> bool:
    """Whether a claim's text equals its cell."""
    if kind == "number":
        return unit in {"count", "percent", "minutes"} and number_says(said, held)
    if kind == "order":
        return unit in {"count", "percent", "minutes"} and order_says(said, held)
    if kind == "name":
        # A listener who goes by "you" is "You" where a sentence begins.
        is_listener = unit == "listener" and said in {held, held[:1].upper() + held[1:]}
        return is_listener or (unit in NAME_UNITS and said == held)
    return unit in {"date", "month", "year", "time", "weekday", "decade"} and date_says(said, str(held))


def false_claims(text: str, claims: Sequence[Claim], receipts: Receipts) -> list[str]:
    """Return what is wrong with the claims of a text."""
    found = []
    end = 0
    for claim in claims:
        said = text[claim["start"] : claim["end"]]
        cell = cell_of(claim, receipts)
        if not 0 <= end <= claim["start"] < claim["end"] <= len(text):
            found.append(f"claims overlap or leave the text: {said}")
        elif cell is None:
            found.append(f"no such cell: {said}")
        elif not says(said, claim["kind"], *cell):
            found.append(f"{said!r} ({claim['kind']}) is not {cell}")
        elif _splits_a_word(text, claim):
            found.append(f"{said!r} is part of a longer word")
        elif claim["kind"] == "number" and (cell[1] == "percent") != _is_share(text[claim["end"] :]):
            found.append(f"{said!r} is a {cell[1]}, which the text does not say")
        end = claim["end"]
    return found


def _splits_a_word(text: str, claim: Claim) -> bool:
    before, after = text[: claim["start"]][-1:], text[claim["end"] :][:1]
    said = text[claim["start"] : claim["end"]]
    return (before.isalnum() and said[0].isalnum()) or (after.isalnum() and said[-1].isalnum())


def _is_share(rest: str) -> bool:
    return rest.startswith((" per cent", " %", "%"))


# ------------------------------------------------------------------------------------------------ sentences
def without_names(text: str, claims: Iterable[Claim]) -> str:
    """The text with each name as a row of X of the same length."""
    for claim in claims:
        if claim["kind"] == "name":
            length = claim["end"] - claim["start"]
            text = text[: claim["start"]] + "X" * length + text[claim["end"] :]
    return text


def sentences(text: str, claims: Iterable[Claim]) -> list[str]:
    """The sentences of a remark; a name that ends in a full stop ends its sentence, where a capital follows."""
    claims = list(claims)
    plain = without_names(text, claims)
    for claim in claims:
        ends = claim["kind"] == "name" and text[claim["end"] - 1] in ".!?…"
        if ends and re.match(r"\s+[A-Z]|$", text[claim["end"] :]):
            plain = plain[: claim["end"] - 1] + "." + plain[claim["end"] :]
    return [sentence.strip() for sentence in _SENTENCES.findall(plain) if sentence.strip()]


def opening(sentence: str) -> str:
    """The first word of a sentence."""
    match = re.search(r"[\w'’]+", sentence)  # noqa: RUF001
    return match.group().lower() if match else ""
