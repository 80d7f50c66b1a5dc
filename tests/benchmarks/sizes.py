"""How much memory a value holds."""

import sys
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np


def held_bytes(value: object) -> int:
    """Return the bytes of a value with everything it holds: arrays, strings, and the containers around them.

    Whatever is held twice counts once. An array counts with the whole of the memory that it keeps alive.
    """
    seen: set[int] = set()
    left, total = [value], 0
    while left:
        item = _whole(left.pop())
        if id(item) in seen:
            continue
        seen.add(id(item))
        total += item.nbytes if isinstance(item, np.ndarray) else sys.getsizeof(item)
        left += _parts(item)
    return total


def _whole(item: Any) -> Any:
    while isinstance(item, np.ndarray) and isinstance(item.base, np.ndarray):
        item = item.base
    return item


def _parts(item: Any) -> list[Any]:
    if is_dataclass(item) and not isinstance(item, type):
        return [getattr(item, field.name) for field in fields(item)]
    if isinstance(item, dict):
        return [*item.keys(), *item.values()]
    return list(item) if isinstance(item, tuple | list | set | frozenset) else []
