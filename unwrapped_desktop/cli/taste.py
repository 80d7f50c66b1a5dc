"""`taste`: the axes, the traits and the shelves of a record, with what each of them rests on. Nobody is judged."""

import argparse
import sys
from pathlib import Path

import msgspec

from unwrapped_desktop.bootstrap import SystemClock, build_judge
from unwrapped_desktop.cli.judge import chosen_settings, record_source
from unwrapped_desktop.cli.output import say, say_bytes, write_file
from unwrapped_desktop.cli.progress_line import ProgressLine
from unwrapped_desktop.cli.taste_text import taste_text
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.progress import CancelToken


def taste(chosen: argparse.Namespace) -> int:
    """Print where a listener stands and why.

    Raises:
        AppError: See the exit codes.
    """
    settings = chosen_settings(chosen)
    with ProgressLine(sys.stderr) as line:
        _, analysis = build_judge(SystemClock()).measured(
            record_source(chosen), settings, progress=line.show, cancel=CancelToken()
        )
    document = taste_document(analysis) + b"\n"
    if chosen.json == "-":
        say_bytes(document)
        return 0
    if chosen.json is not None:
        write_file(Path(chosen.json), document)
    say(taste_text(analysis))
    return 0


def taste_document(analysis: Analysis) -> bytes:
    """Return axes, traits and shelves as JSON: axes and traits as in a report, with their strength."""
    axes = [
        {**msgspec.to_builtins(axis), "strength": round(axis.strength, 3)}
        for axis in (*analysis.axes, *(trait.axis for trait in analysis.traits))
    ]
    return msgspec.json.encode({"axes": axes, "shelves": analysis.shelves}, order="deterministic")
