"""What a run brings: figures with the numbers they come from, written to a file, shown as a table, compared."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

SCHEMA = "unwrapped-bench/2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value.

    Attributes:
        id: Stable name, by which two runs are compared.
        what: What it says, in words.
        value: The median over the rounds.
        unit: `x` for a ratio, `ms`, `s`, `MB`.
        rounds: The value of each round.
    """

    id: str
    what: str
    value: float
    unit: str
    rounds: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One run.

    Attributes:
        made_at: When, ISO 8601 in UTC.
        took_s: How long it took.
        machine: What it ran on.
        data: What was read.
        figures: What was found, in the order of the table.
        raw: Every number that was measured, by part.
    """

    made_at: str
    took_s: float
    machine: dict[str, Any]
    data: dict[str, Any]
    figures: tuple[Figure, ...]
    raw: dict[str, Any]


def figure(id_: str, what: str, unit: str, rounds: Iterable[float]) -> Figure:
    """Return a figure whose value is the median of its rounds."""
    kept = tuple(round(value, 4) for value in rounds)
    return Figure(id=id_, what=what, value=round(median(kept), 4), unit=unit, rounds=kept)


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Return the ratio of each round: both halves were measured one right after the other."""
    return [upper / lower for upper, lower in zip(above, below, strict=True)]


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -int(-percent * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]


def save(result: Result, path: Path) -> None:
    """Write a run to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"schema": SCHEMA, **asdict(result)}, indent=1) + "\n", "utf-8")


def load(path: Path) -> Result:
    """Read a run from a file."""
    document = json.loads(path.read_text("utf-8"))
    if document.pop("schema") != SCHEMA:
        raise ValueError(f"{path} holds something else than {SCHEMA}")
    document["figures"] = tuple(Figure(**entry) for entry in document["figures"])
    return Result(**document)


def table(result: Result) -> str:
    """Return a run as a table of text."""
    rows = [
        (
            item.what,
            shown(item.value, item.unit),
            f"{shown(min(item.rounds), item.unit)} to {shown(max(item.rounds), item.unit)}",
        )
        for item in result.figures
    ]
    head = (
        "",
        "median",
        f"of {result.data['rounds']} rounds or more" if result.data["rounds"] > 1 else "of one round",
    )
    about = ", ".join(f"{name} {value}" for name, value in result.machine.items())
    return f"{aligned([head, *rows])}\n\n{about}\n{result.made_at}, took {result.took_s:.0f} s"


def compare(old: Result, new: Result) -> str:
    """Return the figures of two runs side by side."""
    before = {item.id: item for item in old.figures}
    rows = [("", "old", "new", "new/old")]
    for item in new.figures:
        earlier = before.get(item.id)
        if earlier is None:
            rows.append((item.what, "-", shown(item.value, item.unit), ""))
            continue
        change = f"{item.value / earlier.value:.2f}" if earlier.value else ""
        rows.append((item.what, shown(earlier.value, item.unit), shown(item.value, item.unit), change))
    return aligned(rows)


def shown(value: float, unit: str) -> str:
    """Return a value with its unit, at the precision that makes sense."""
    digits = 4 if value < 0.1 else 2 if unit in {"x", "s"} else 0 if value >= 100 else 1
    return f"{value:.{digits}f}{'' if unit == 'x' else ' '}{unit}"


def aligned(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows of cells as a table of text; the first is its head."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
