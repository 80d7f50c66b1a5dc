"""The benchmarks work: they run to their end, write what they found, and runs can be looked at. No figure is judged."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.benchmarks.budgets import BUDGETS, Judged, Outcome, are_met, budget_table, outcomes
from tests.benchmarks.figures import Figure, Result, figure, percentile, ratios, save, shown
from tests.benchmarks.processes import can_see_memory, cost_of, peak_of
from tests.benchmarks.sizes import held_bytes
from tests.integration import processes
from tests.integration.processes import ROOT, Ended, Home, run_command

COMMAND = (sys.executable, "-m", "tests.benchmarks")


def _look(home: Home, *arguments: str | Path) -> Ended:
    return run_command([*COMMAND, *map(str, arguments)], home, cwd=ROOT)


def test_a_quick_run_writes_a_table_and_numbers_that_can_be_compared(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some thirty processes, one after the other.
    monkeypatch.setattr(processes, "TIMEOUT_S", 300)
    out = home.folder / "Ergebnisse" / "bench.json"
    ended = _look(home, "--quick", out)
    assert ended.code == 0, ended.err
    document = json.loads(out.read_text("utf-8"))
    names = {item["id"] for item in document["figures"]}
    assert {"verdict_over_bare", "verdict_over_bare_middle", "growth", "json_over_bare", "record_mb"} <= names
    assert {"paint_over_empty", "gap_max_ms", "gap_verdict_ms"} <= names
    assert not can_see_memory() or {"memory_mb", "memory_window_mb"} <= names
    assert all(item["value"] > 0 and item["rounds"] for item in document["figures"])
    rows = [document["data"][size]["rows"] for size in ("large", "middle", "small")]
    assert rows == sorted(rows, reverse=True)
    for item in document["figures"]:
        assert item["what"] in ended.out.decode()

    compared = _look(home, "--compare", out, out)
    assert compared.code == 0, compared.err
    assert compared.out.decode().count(" 1.00\n") >= len(names) - 1
    assert not home.database.exists()

    held = _look(home, "--budgets", out)
    assert (held.code, held.out) == (2, b"")
    assert "quick run" in held.err


def _run_of(figures: Mapping[str, Figure]) -> Result:
    return Result(
        made_at="2026-01-01T00:00:00+00:00",
        took_s=1.0,
        machine={},
        data={"extent": "full", "rounds": 1},
        figures=tuple(figures.values()),
        raw={},
    )


def _all_at_their_limits() -> dict[str, Figure]:
    return {
        budget.figure_id: figure(budget.figure_id, f"what {budget.figure_id} says", "x", [budget.limit])
        for budget in BUDGETS
    }


def test_budgets_of_a_run_are_shown_and_a_missed_one_ends_with_1(home: Home) -> None:
    figures = _all_at_their_limits()
    save(_run_of(figures), home.folder / "met.json")
    met = _look(home, "--budgets", home.folder / "met.json")
    assert met.code == 0, met.err
    assert len([line for line in met.out.decode().splitlines() if line.endswith(" met")]) == len(BUDGETS)

    slow = figure("again_s", "judging again", "s", [0.4, 0.6, 0.7])
    save(_run_of(figures | {"again_s": slow}), home.folder / "missed.json")
    missed = _look(home, "--budgets", home.folder / "missed.json")
    assert missed.code == 1, missed.err
    (line,) = (line for line in missed.out.decode().splitlines() if line.endswith(" missed"))
    assert line.split() == ["judging", "again", "0.60", "s", "0.50", "s", "median", "missed"]


def test_a_budget_takes_the_median_or_the_worst_round_and_must_have_been_measured() -> None:
    figures = _all_at_their_limits()
    for budget in BUDGETS:
        once_above = replace(
            figures[budget.figure_id],
            value=budget.limit,
            rounds=(budget.limit, budget.limit, 2 * budget.limit),
        )
        found = dict(outcomes((figures | {budget.figure_id: once_above}).values()))
        assert found[budget] == (Outcome.MISSED if budget.by is Judged.WORST else Outcome.MET)
        assert all(outcome is Outcome.MET for other, outcome in found.items() if other != budget)
        without = [item for name, item in figures.items() if name != budget.figure_id]
        assert not are_met(without)
        assert dict(outcomes(without))[budget] is Outcome.NOT_MEASURED
        assert f"{budget.figure_id} " in budget_table(without)
    assert are_met(figures.values())


def test_percentiles_and_medians_by_hand() -> None:
    values = [float(value) for value in range(1, 201)]
    assert [percentile(values, percent) for percent in (0, 50, 99, 100)] == [1.0, 100.0, 198.0, 200.0]
    assert percentile([7.0], 99) == 7.0
    assert all(lower <= upper for lower, upper in pairwise(percentile(values, share) for share in range(101)))
    assert figure("x", "what", "ms", [3.0, 1.0, 2.0]).value == 2.0
    assert ratios([6.0, 9.0], [3.0, 2.0]) == [2.0, 4.5]
    assert [shown(*given) for given in ((1.5, "x"), (0.0028, "x"), (153.2, "MB"), (9.24, "ms"))] == [
        "1.50x",
        "0.0028x",
        "153 MB",
        "9.2 ms",
    ]


def test_a_value_weighs_what_it_holds_and_what_is_held_twice_counts_once() -> None:
    @dataclass(frozen=True, slots=True)
    class Held:
        numbers: npt.NDArray[np.int64]
        names: tuple[str, ...]

    numbers, name = np.arange(1_000, dtype=np.int64), "a name"
    tuple_of_two = (name, "another")
    expected = 8_000 + sum(map(sys.getsizeof, (tuple_of_two, name, "another")))
    held = Held(numbers, tuple_of_two)
    assert held_bytes(held) == expected + sys.getsizeof(held)
    assert held_bytes([numbers, numbers[:10]]) == 8_000 + sys.getsizeof([None, None])
    assert held_bytes(numbers[5:6]) == 8_000


# Holds 60 MB, then has a child that shares them and one that holds 60 MB of its own.
_FAMILY = """
import os, signal, subprocess, sys, time
held = bytearray(b'x') * 60_000_000
sharing = os.fork()
if not sharing:
    time.sleep(60)
    os._exit(0)
own = "import time; held = bytearray(b'x') * 60_000_000; time.sleep(1)"
subprocess.run([sys.executable, "-c", own], check=True)
os.kill(sharing, signal.SIGKILL)
os.wait()
"""


@pytest.mark.skipif(not can_see_memory(), reason="only Linux tells shared memory")
def test_memory_is_summed_over_a_family_and_shared_memory_counts_once(home: Home) -> None:
    peak = peak_of([sys.executable, "-c", _FAMILY], home=home.folder)
    assert peak.processes == 3
    assert 120 < peak.peak_mb < 170


def test_a_process_that_fails_is_an_error_that_says_what_it_said(home: Home) -> None:
    command = [sys.executable, "-c", "import sys; sys.exit('it broke')"]
    for measured in (cost_of, peak_of):
        with pytest.raises(RuntimeError, match=r"ended with 1: it broke"):
            measured(command, home=home.folder)
    cost = cost_of([sys.executable, "-c", ""], home=home.folder)
    assert cost.wall_s > 0
    assert cost.cpu_s > 0
