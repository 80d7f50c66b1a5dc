"""`chapters`: a life told by years and eras, each with a label of its own. Nothing is kept in the data folder."""

import argparse
from pathlib import Path

import msgspec

from unwrapped_desktop.cli.chapters_text import chapters_text
from unwrapped_desktop.cli.judge import told_chapters
from unwrapped_desktop.cli.output import say, say_bytes, write_file
from unwrapped_desktop.domain.chapters import Chapters


def chapters(chosen: argparse.Namespace) -> int:
    """Tell the life that the arguments name in chapters.

    Raises:
        AppError: See the exit codes.
    """
    told = told_chapters(chosen)
    document = chapters_document(told) + b"\n"
    if chosen.json == "-":
        say_bytes(document)
        return 0
    if chosen.json is not None:
        write_file(Path(chosen.json), document)
    say(chapters_text(told))
    return 0


def chapters_document(told: Chapters) -> bytes:
    """Return chapters as JSON: labels, charges, remarks, receipts and scores as in a report."""
    return msgspec.json.encode(told, order="deterministic")
