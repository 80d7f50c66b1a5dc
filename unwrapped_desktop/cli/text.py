"""The verdict as text: the page with numbered marks, and a receipt under each number."""

import textwrap
from collections.abc import Callable, Iterable

from unwrapped_desktop.domain.fact_titles import pole_titles
from unwrapped_desktop.domain.forensics import FileStatus, SourceKind
from unwrapped_desktop.domain.report import (
    AxisScore,
    Cell,
    Receipt,
    RecordSummary,
    Remark,
    Report,
    percent_figure,
    summed_gaps,
)
from unwrapped_desktop.domain.text import one_line

WIDTH = 78
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def verdict_text(report: Report) -> str:
    """Return the verdict with its receipts, wrapped for a terminal."""
    verdict = report.verdict
    parts = [verdict.label, wrapped(verdict.charge)]
    if report.listener.source is SourceKind.SAMPLE:
        parts.insert(0, f"A made-up listener: {isolated(report.listener.name)}")
    parts += [wrapped(paragraph) for paragraph in _paragraphs(report)]
    parts.append(f"{verdict.claims_checked} of {verdict.claims_total} claims checked.")
    parts.append("\n".join(axis_line(axis) for axis in report.axes))
    parts.append(record_text(report.record))
    parts += [text for text in (eras_text(report), suspects_text(report)) if text]
    parts.append("RECEIPTS")
    parts += [
        receipt_text(f"[{number}] ", report.receipt(name)) for number, name in _numbered(verdict.remarks)
    ]
    parts += [receipt_text("[label] ", report.receipt(name)) for name in verdict.label_receipts]
    return "\n\n".join(parts)


def _paragraphs(report: Report) -> list[str]:
    paragraphs: dict[int, list[str]] = {}
    for number, remark in enumerate(report.verdict.remarks, start=1):
        paragraphs.setdefault(remark.paragraph, []).append(
            f"{with_quotes(remark, report.receipt)} [{number}]"
        )
    return [" ".join(lines) for _, lines in sorted(paragraphs.items())]


def with_quotes(remark: Remark, receipt_of: Callable[[str], Receipt]) -> str:
    """Return what a remark says with its titles in quotation marks: a terminal has no italics."""
    text = remark.text
    for claim in reversed(remark.claims):
        receipt = receipt_of(claim.receipt)
        cell = (receipt.rows if claim.part == "rows" else receipt.totals)[claim.index]
        if claim.kind == "name" and cell.unit in {"track", "album"}:
            text = f"{text[: claim.start]}“{text[claim.start : claim.end]}”{text[claim.end :]}"
    return text


def _numbered(remarks: Iterable[Remark]) -> list[tuple[int, str]]:
    return [(number, name) for number, remark in enumerate(remarks, start=1) for name in remark.receipts]


def axis_line(axis: AxisScore) -> str:
    """Return an axis in words: where it leans, how surely, and the figures."""
    low_pole, high_pole = pole_titles(axis.id)
    if axis.value is None or axis.low is None or axis.high is None:
        return f"{low_pole} or {high_pole}: no ruling. {axis.reason or ''}".rstrip()
    pole = high_pole if axis.value >= 0.5 else low_pole
    figures = f"{axis.value:.2f}, between {axis.low:.2f} and {axis.high:.2f}"
    if abs(axis.value - 0.5) < 0.08:
        return f"between {low_pole} and {high_pole} ({figures})"
    sure = "surely" if (axis.low >= 0.5) == (axis.high >= 0.5) else "probably"
    return f"leans {sure} to {pole} ({figures})"


def record_text(record: RecordSummary) -> str:
    """Return what was read and what was set aside."""
    aside = record.set_aside
    named = {
        "malformed": aside.malformed,
        "podcasts": aside.podcast,
        "audiobooks": aside.audiobook,
        "without title": aside.no_metadata,
        "seen twice": aside.duplicate,
        "superseded": aside.superseded,
        "left out by you": aside.excluded,
    }
    lines = [_counted(record)]
    if aside.total:
        lines.append(
            "Set aside: " + ", ".join(f"{count:,} {name}" for name, count in named.items() if count) + "."
        )
    if record.gaps:
        lines.append(f"Months missing: {summed_gaps(record.gaps)}.")
    lines += [
        f"Not read: {file.name}. {file.reason}" for file in record.files if file.status is FileStatus.REFUSED
    ]
    lines += [
        f"Read in part: {file.name}. {file.reason}"
        for file in record.files
        if file.status is FileStatus.PARTLY
    ]
    return "\n".join(wrapped(line) for line in lines)


def _counted(record: RecordSummary) -> str:
    if record.kind == "top_lists":
        entries = f"{record.rows_total:,} entries of Spotify's lists, {record.rows_used:,} used"
        return f"{entries}, {record.plays:,} of them last plays. Lists give an order and no counts."
    return f"{record.rows_total:,} rows read, {record.rows_used:,} used, {record.plays:,} of them plays."


def eras_text(report: Report) -> str:
    """Return the life in chapters, or why there are none; nothing where nothing changed."""
    eras = report.eras.eras
    if len(eras) < 2:
        return wrapped(report.eras.reason or "")
    lines = ["ERAS"]
    for era in eras:
        names = ", ".join(isolated(artist.name) for artist in era.artists)
        still_open = "" if era.is_settled else " It may still turn out to be none."
        lines.append(wrapped(f"{era.title}. {era.plays:,} plays: {names}.{still_open}"))
    return "\n".join(lines)


def suspects_text(report: Report) -> str:
    """Return what may not have been the listener; nothing where nobody is suspected."""
    if not report.suspects:
        return ""
    lines = ["MAYBE NOT YOU (see the --exclude options)"]
    lines += [
        wrapped(f"{suspect.title}: {suspect.plays:,} plays, {100 * suspect.share_ratio:.0f} %.")
        for suspect in report.suspects
    ]
    return "\n".join(lines)


def receipt_text(mark: str, receipt: Receipt) -> str:
    """Return a receipt under its mark, such as `[1] `."""
    lines = [f"{mark}{isolated(receipt.title)}", *map(_cell_line, receipt.rows)]
    if receipt.totals:
        lines += ["    " + "-" * (WIDTH - 8), *map(_cell_line, receipt.totals)]
    return "\n".join([*lines, f"    counted: {one_line(receipt.population)}"])


def _cell_line(cell: Cell) -> str:
    value = value_text(cell)
    whole = one_line(cell.label)
    label = whole if len(whole) <= WIDTH - 24 else whole[: WIDTH - 25] + "…"
    dots = "." * max(WIDTH - 12 - len(label) - len(value), 3)
    return f"    {isolated(label)} {dots} {isolated(value)}"


def value_text(cell: Cell) -> str:
    """Return a cell's value as a receipt prints it."""
    if isinstance(cell.value, str):
        return cell.value
    if cell.unit == "percent":
        return f"{percent_figure(cell.value)} %"
    if cell.unit == "points":
        return f"{cell.value:+.2f}"
    return str(cell.value) if cell.unit == "year" else f"{cell.value:,}"


def isolated(text: str) -> str:
    """Keep a foreign text on its line, and a right-to-left one from turning it around; plain text stays as it is."""
    shown = one_line(text)
    return shown if shown.isascii() else f"{FIRST_STRONG_ISOLATE}{shown}{POP_ISOLATE}"


def wrapped(text: str, *, indent: str = "") -> str:
    """Return a text on lines of a terminal's width."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
