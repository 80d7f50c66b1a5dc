"""Spoils JSON documents of any shape: values at and beyond every boundary, parts that are missing, twice or elsewhere."""

import copy
import json
import random
from collections.abc import Iterator, MutableMapping, MutableSequence
from typing import Any

from tests.fuzz.content import spoiled_bytes

Chance = random.Random
Place = tuple[MutableMapping[str, Any] | MutableSequence[Any], Any]

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 0.5, -0.0, 101, 2**31, 2**53 + 1, 2**63, -(2**70), 1e308),
    *(float("inf"), float("nan"), "", " ", "\0", "\ud800", "x\udfff", "\u202e" * 40, "é" * 300, "x" * 5_000),
    *(
        "9" * 400,
        "NaN",
        "2026-02-30",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59Z",
        "2026-01-01T00:00:00Z",
    ),
    *("<img src=x>", "%s{0}{name}", "=1+1", "../../etc/passwd", "Z\u0338" * 90, [], {}, [[]], [None] * 300),
)


def spoiled_document(document: Any, chance: Chance) -> tuple[bytes, str]:
    """Return a JSON document with parts changed, or its bytes, or both; and what was done."""
    level = chance.choice(("parts", "parts", "parts", "bytes", "both", "deep", "none"))
    story = []
    if level in {"parts", "both"}:
        document = copy.deepcopy(document)
        for _ in range(chance.choice((1, 1, 2, 3, 8))):
            document, how = _changed(document, chance)
            story.append(how)
    data = json.dumps(document, ensure_ascii=chance.random() < 0.8).encode("utf-8", "surrogatepass")
    if level == "deep":
        depth = chance.choice((100, 1_100, 100_000))
        data = data.replace(b'"', b'{"a":' * depth + b'"', 1) if depth == 1_100 else b"[" * depth + data
        story.append(f"{depth:,} deep")
    if level in {"bytes", "both"}:
        data, how = spoiled_bytes(data, chance)
        story.append(how)
    return data, "; ".join(story) or "as it was"


def _changed(document: Any, chance: Chance) -> tuple[Any, str]:
    """Return the document with one part changed in its place."""
    places = list(_places(document))
    if not places:
        return chance.choice(ODD), "all of it"
    holder, key = chance.choice(places)
    match chance.choice(("replace", "replace", "replace", "drop", "copy", "nest")):
        case "replace":
            holder[key] = copy.deepcopy(chance.choice(ODD))
        case "drop":
            del holder[key]
        case "copy":
            other, where = chance.choice(places)
            if other is not holder:
                holder[key] = copy.deepcopy(_held(other, where))
        case _:
            holder[key] = [holder[key]]
    return document, f"{key!r}"


def _held(holder: Any, key: Any) -> Any:
    try:
        return holder[key]
    except (KeyError, IndexError):
        return None


def _places(value: Any) -> Iterator[Place]:
    """Yield every place of a value in the document."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        keys = list(held) if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else ()
        for key in keys:
            yield held, key
            waiting.append(held[key])
