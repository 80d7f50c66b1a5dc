"""The rules of a page: each function yields what breaks them, as text. Nothing here looks into the program."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.property.pages import Page
from tests.property.reader import (
    NAME_UNITS,
    cell_of,
    false_claims,
    number_says,
    opening,
    order_says,
    ordered,
    sentences,
    stated,
    unclaimed,
    without_names,
)

PHRASES = Path(__file__).parents[2] / "resources" / "phrases"
KIND_EXITS = frozenset(
    [
        "came_back",
        "every_month",
        "still_here",
        "rest_of_artist",
        "sat_through",
        "long_loyalty",
        "list_held",
        "list_song_held",
    ]
)
LONG_RECORD = 500


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, Mapping[str, Any]]:
    """Every phrase by its id, as the files have it."""
    return {
        phrase["id"]: phrase
        for path in PHRASES.glob("*.json")
        if path.stem not in {"labels", "list_charges"}
        for phrase in json.loads(path.read_text(encoding="utf-8"))
    }


def phrase_of(remark: Mapping[str, Any]) -> Mapping[str, Any]:
    return phrases()[remark["id"]]


# ------------------------------------------------------------------------------------------------ what is said
def false_statements(page: Page) -> Iterator[str]:
    """Yield what a page states without a claim, and each claim that its receipt does not bear out."""
    for remark in page.remarks:
        text, claims = remark["text"], remark["claims"]
        found = [f"unclaimed: {what}" for what in unclaimed(text, claims, page.names)]
        found += false_claims(text, claims, page.receipts)
        found += [
            f"receipt of a claim is not cited: {claim['receipt']}"
            for claim in claims
            if claim["receipt"] not in remark["receipts"]
        ]
        found += [f"no such receipt: {name}" for name in remark["receipts"] if name not in page.receipts]
        yield from (f"{remark['id']}: {problem} | {text}" for problem in found)


def false_charges(page: Page) -> Iterator[str]:
    """Yield what is wrong with the charge."""
    charge, receipts = page.verdict["charge"], page.verdict["label_receipts"]
    if len(receipts) != 2:
        yield f"{len(receipts)} receipts"
    cells = [
        cell
        for name in receipts
        for part in ("rows", "totals")
        for cell in page.receipts[name][part]  # a missing receipt is a KeyError, and a failure
    ]
    figures = [cell["value"] for cell in cells if cell["unit"] in {"count", "percent", "minutes"}]
    words = [str(cell["value"]) for cell in cells if cell["unit"] not in {"count", "percent", "minutes"}]
    for said in _whole_words(charge):
        inside = any(said in word and word in charge for word in words)
        if not inside and not any(
            number_says(said, figure) or order_says(said, figure) for figure in figures
        ):
            yield f"{charge} | {said} | {figures} {words}"
    if unclaimed(charge, [], page.names) != unclaimed(charge, [], ()):
        yield f"a name without a claim: {charge}"
    if not (charge[0].isupper() and charge.endswith(".") and len(charge.split()) <= 20):
        yield f"no sentence, or a long one: {charge}"


def _whole_words(charge: str) -> Iterator[str]:
    """Yield every figure and word of a charge that states something, as a whole: `12,346` and not `12`."""
    for word in re.findall(r"\d[\d,.:]*\d|\d|[^\W\d_]+", charge):
        if any(True for _ in (*stated(word), *ordered(word))):
            yield word


# ------------------------------------------------------------------------------------------------ the page
def rules_broken(page: Page) -> Iterator[str]:
    """Yield each rule of the page that it breaks."""
    remarks, verdict = page.remarks, page.verdict
    words = sum(len(remark["text"].split()) for remark in remarks)
    claims = sum(len(remark["claims"]) for remark in remarks)
    if verdict["word_count"] != words:
        yield f"word_count {verdict['word_count']} but {words} words"
    if not verdict["claims_total"] == verdict["claims_checked"] == claims:
        yield f"{verdict['claims_checked']} of {verdict['claims_total']} claims checked, but {claims} claims"
    if page.plays >= LONG_RECORD:
        if not 8 <= len(remarks) <= 14:
            yield f"{len(remarks)} remarks"
        # Brutal is shorter, never ruder.
        least = 110 if page.report["provenance"]["intensity"] == "brutal" else 200
        if not least <= words <= 400:
            yield f"{words} words on a long page"
        themes = {remark["theme"] for remark in remarks}
        if len(remarks) >= 8 and len(themes) < 4:
            yield f"only the themes {sorted(themes)}"
    elif not 90 <= words <= 160:
        yield f"{words} words on a short page"
    paragraphs = [remark["paragraph"] for remark in remarks]
    if sorted(paragraphs) != paragraphs or set(paragraphs) != set(range(max(paragraphs) + 1)):
        yield f"paragraphs {paragraphs}"
    if not 2 <= len(set(paragraphs)) <= 4:
        yield f"{len(set(paragraphs))} paragraphs"
    yield from _twice(page)
    yield from _last_is_kind(page)


def _twice(page: Page) -> Iterator[str]:
    remarks = page.remarks
    for what, limit, values in (
        ("family", 1, [remark["family"] for remark in remarks]),
        ("shape", 1, [phrase_of(remark)["shape"] for remark in remarks]),
        ("image", 1, [_own_image(remark) for remark in remarks]),
        ("name", 2, [name for remark in remarks for name in _names_said(page, remark)]),
        ("concession", 1, [m for r in remarks if (m := phrase_of(r)["mechanic"]) == "mock-concession"]),
    ):
        for value, count in Counter(value for value in values if value).items():
            if count > limit:
                yield f"{what} {value!r} {count} times"


def _own_image(remark: Mapping[str, Any]) -> str:
    """The image of a remark; a call-back shares that of its set-up, which is its point."""
    phrase = phrase_of(remark)
    return "" if phrase.get("calls_back") else str(phrase.get("image", ""))


def _names_said(page: Page, remark: Mapping[str, Any]) -> set[str]:
    cells = ((claim, cell_of(claim, page.receipts)) for claim in remark["claims"])
    return {str(cell[0]) for _, cell in cells if cell is not None and cell[1] in NAME_UNITS}


def _last_is_kind(page: Page) -> Iterator[str]:
    available = KIND_EXITS & set(page.receipts)
    kind = [remark["family"] in KIND_EXITS for remark in page.remarks]
    if available and not kind[-1]:
        yield f"ends on {page.remarks[-1]['id']} though {sorted(available)} could close it"
    if any(kind[:-1]):
        yield "a kind exit before the last remark"


# ------------------------------------------------------------------------------------------------ the language
def manners_broken(page: Page) -> Iterator[str]:
    """Yield each rule of language that a page breaks."""
    listed = [
        (remark, sentence)
        for remark in page.remarks
        for sentence in sentences(remark["text"], remark["claims"])
    ]
    yours = [sentence for _, sentence in listed if opening(sentence) in {"you", "your"}]
    if len(yours) > 3:
        yield f"{len(yours)} sentences begin with You or Your: {yours}"
    for (before, earlier), (after, later) in itertools.pairwise(listed):
        if before is not after and opening(earlier) == opening(later) != "":
            yield f"neighbours {before['id']} and {after['id']} begin with {opening(earlier)!r}"
    for remark, sentence in listed:
        if len(sentence.split()) > 32:
            yield f"{remark['id']}: a sentence of {len(sentence.split())} words"
    literal = " ".join(without_names(remark["text"], remark["claims"]) for remark in page.remarks)
    for sign, limit in (("!", 0), ("?", 0), ("(", 0), ("[", 0), (" - ", 0), (" – ", 0), ("—", 0), (";", 1)):  # noqa: RUF001
        if literal.count(sign) > limit:
            yield f"{sign!r} {literal.count(sign)} times"
    if ".." in literal or "  " in literal or " ." in literal or " ," in literal:
        yield f"careless stops: {literal}"
