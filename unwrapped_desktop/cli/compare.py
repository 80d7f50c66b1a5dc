"""`compare`: what moved from one report file to another."""

import argparse
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.analysis.comparison_words import (
    axis_words,
    cause_words,
    fact_words,
    headlines,
    isolated,
    record_words,
    shows,
    span_words,
)
from unwrapped_desktop.analysis.words import date_words, day_of
from unwrapped_desktop.cli.output import say
from unwrapped_desktop.cli.text import WIDTH
from unwrapped_desktop.domain.comparison import Comparison, RemarkMove, RemarkMoveKind
from unwrapped_desktop.domain.errors import SourceError, StorageError
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report

REPORT_MAX_BYTES = 64 * 1024 * 1024
"""Far more than any report: a wrong file is refused before it fills the memory."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_REMARK_HEADINGS = {
    RemarkMoveKind.OTHER_FIGURES: "SAID WITH OTHER FIGURES",
    RemarkMoveKind.NEW: "SAID FOR THE FIRST TIME",
    RemarkMoveKind.GONE: "NOT SAID ANY MORE",
    RemarkMoveKind.OTHER_WORDS: "SAID IN OTHER WORDS",
}


def compare(chosen: argparse.Namespace) -> int:
    """Print what moved between two report files.

    Raises:
        SourceError: One of them cannot be read or is no report.
    """
    before, after = read_report(chosen.old), read_report(chosen.new)
    say(comparison_text(compare_reports(before, after)))
    return 0


def read_report(name: str) -> Report:
    """Return the report that a file holds.

    Raises:
        SourceError: It cannot be read or is no report.
    """
    try:
        return decode_report(_content(name).removeprefix(BYTE_ORDER_MARK))
    except StorageError as error:
        raise SourceError("report_unreadable", what=f"{name}: {error.details['what']}") from error


def _content(name: str) -> bytes:
    try:
        path = Path(name)
        if path.exists() and not path.is_file():
            raise SourceError("report_unreadable", what=f"{name} is not a file")
        with path.open("rb") as file:
            content = file.read(REPORT_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceError("file_missing", name=name) from error
    except PermissionError as error:
        raise SourceError("file_locked", name=name) from error
    except (OSError, ValueError) as error:
        raise SourceError("file_unreadable", name=name, why=str(error)) from error
    if len(content) > REPORT_MAX_BYTES:
        raise SourceError("report_unreadable", what=f"{name} is larger than any report")
    return content


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison for a terminal: the headlines, why, and then everything that moved."""
    parts = [
        _wrapped(_dates(comparison)),
        _lines(headlines(comparison)),
        _section("WHY", _why(comparison)),
        _section("VERDICT", _verdict(comparison)),
        _section("RECORD", _record(comparison)),
        _section("AXES", map(axis_words, comparison.axes)),
        _section("FACTS", (fact_words(move) for move in comparison.facts if shows(move))),
    ]
    for kind, heading in _REMARK_HEADINGS.items():
        moves = (move for move in comparison.remarks if move.kind is kind)
        parts.append(_section(heading, (line for move in moves for line in _remark(move))))
    return "\n\n".join(part for part in parts if part)


def _dates(comparison: Comparison) -> str:
    before, after = (
        date_words(day_of(made_at.date()))
        for made_at in (comparison.made_before_at, comparison.made_after_at)
    )
    return f"Two reports of {after}" if before == after else f"The report of {before} and that of {after}"


def _why(comparison: Comparison) -> list[str]:
    causes = [cause_words(cause, comparison) for cause in comparison.causes]
    return causes if causes or comparison.is_empty else ["The reports do not say why."]


def _verdict(comparison: Comparison) -> list[str]:
    verdict = comparison.verdict
    if verdict.is_empty:
        return []
    return [
        f"Before: {verdict.label_before}. {verdict.charge_before}",
        f"Now: {verdict.label_after}. {verdict.charge_after}",
    ]


def _record(comparison: Comparison) -> list[str]:
    lines = [record_words(move) for move in comparison.record]
    return lines if comparison.span is None else [*lines, *span_words(comparison.span)]


def _remark(move: RemarkMove) -> list[str]:
    if move.before is not None and move.after is not None:
        return [f"Before: {isolated(move.before.text)}", f"Now: {isolated(move.after.text)}"]
    told = move.after if move.after is not None else move.before
    return [] if told is None else [isolated(told.text)]


def _section(heading: str, sentences: Iterable[str]) -> str:
    """Return a heading with its sentences, nothing without any."""
    lines = _lines(sentences)
    return f"{heading}\n{lines}" if lines else ""


def _lines(sentences: Iterable[str]) -> str:
    return "\n".join(map(_wrapped, sentences))


def _wrapped(sentence: str) -> str:
    """Return a sentence on lines of a terminal's width; signs that would steer the terminal are left away."""
    plain = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in sentence)
    return textwrap.fill(plain, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
