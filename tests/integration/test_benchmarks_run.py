"""The benchmarks work: they run to their end, write what they found, and two runs can be compared. No figure is judged."""

import json
import sys
from itertools import pairwise

from tests.benchmarks.figures import figure, percentile, shown
from tests.integration.processes import ROOT, Home, run_command


def test_a_quick_run_writes_a_table_and_numbers_that_can_be_compared(home: Home) -> None:
    out = home.folder / "Ergebnisse" / "bench.json"
    command = [sys.executable, "-m", "tests.benchmarks"]
    ended = run_command([*command, "--quick", str(out)], home, cwd=ROOT)
    assert ended.code == 0, ended.err
    document = json.loads(out.read_text("utf-8"))
    names = {item["id"] for item in document["figures"]}
    assert {"verdict_over_bare", "growth", "memory_mb", "paint_over_empty", "gap_max_ms"} <= names
    assert all(item["value"] > 0 and item["rounds"] for item in document["figures"])
    assert document["data"]["large"]["rows"] > document["data"]["small"]["rows"] > 0
    for item in document["figures"]:
        assert item["what"] in ended.out.decode()

    compared = run_command([*command, "--compare", str(out), str(out)], home, cwd=ROOT)
    assert compared.code == 0, compared.err
    assert compared.out.decode().count(" 1.00\n") >= len(names) - 1
    assert not home.database.exists()


def test_percentiles_and_medians_by_hand() -> None:
    values = [float(value) for value in range(1, 201)]
    assert [percentile(values, percent) for percent in (0, 50, 99, 100)] == [1.0, 100.0, 198.0, 200.0]
    assert percentile([7.0], 99) == 7.0
    assert all(lower <= upper for lower, upper in pairwise(percentile(values, share) for share in range(101)))
    assert figure("x", "what", "ms", [3.0, 1.0, 2.0]).value == 2.0
    assert [shown(*given) for given in ((1.5, "x"), (0.0028, "x"), (153.2, "MB"), (9.24, "ms"))] == [
        "1.50x",
        "0.0028x",
        "153 MB",
        "9.2 ms",
    ]
