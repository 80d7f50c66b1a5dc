"""A life in chapters as text: the labels by year in a column, then each era with its receipts."""

from collections.abc import Iterator
from itertools import count

from unwrapped_desktop.cli.text import isolated, receipt_text, with_quotes, wrapped
from unwrapped_desktop.domain.chapters import Chapter, Chapters, ChapterVerdict
from unwrapped_desktop.domain.report import Receipt

INDENT = "    "

MARK = "*"


def chapters_text(chapters: Chapters) -> str:
    """Return the labels by year, then each era in full; the years themselves where there are no two eras to tell."""
    has_eras = len(chapters.eras) >= 2
    numbers = count(1)
    receipts: list[str] = []
    parts = [_labels_by_year(chapters), "ERAS" if has_eras else "YEAR BY YEAR"]
    parts += [
        _chapter_text(chapter, numbers, receipts)
        for chapter in (chapters.eras if has_eras else chapters.years)
    ]
    if receipts:
        parts += ["RECEIPTS", *receipts]
    return "\n\n".join(parts)


def _labels_by_year(chapters: Chapters) -> str:
    lines = ["LABELS BY YEAR"]
    for year in chapters.years:
        label = year.reason if year.verdict is None else year.verdict.label
        lines.append(f"{year.title}{' ' if year.is_whole else MARK}  {label}")
    if not all(year.is_whole for year in chapters.years):
        lines.append(f"{MARK} a year that the record covers in part")
    return "\n".join(lines)


def _chapter_text(chapter: Chapter, numbers: Iterator[int], receipts: list[str]) -> str:
    """Return a chapter; its receipts are added to those so far, under the next numbers."""
    title = wrapped(isolated(chapter.title))
    if chapter.verdict is None:
        return "\n".join([title, wrapped(_figures(chapter), indent=INDENT), f"{INDENT}{chapter.reason}"])
    verdict = chapter.verdict
    by_id = {receipt.id: receipt for receipt in verdict.receipts}
    said = [(verdict.charge, verdict.label_receipts), *_lines(verdict, by_id)]
    lines = [title, f"{INDENT}{verdict.label}"]
    for place, (text, cited) in enumerate(said):
        marks = [f"[{next(numbers)}]" for _ in cited]
        receipts += [receipt_text(f"{mark} ", by_id[name]) for mark, name in zip(marks, cited, strict=True)]
        lines.append(wrapped(f"{text} {' '.join(marks)}", indent=INDENT))
        if place == 0:
            lines.append(wrapped(_figures(chapter), indent=INDENT))
    return "\n".join(lines)


def _lines(verdict: ChapterVerdict, receipts: dict[str, Receipt]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each remark with the receipts it cites."""
    for remark in verdict.remarks:
        yield with_quotes(remark, receipts.__getitem__), remark.receipts


def _figures(chapter: Chapter) -> str:
    """Return how much was played, and whom."""
    names = ", ".join(f"{isolated(artist.name)} ({artist.plays:,})" for artist in chapter.artists)
    plays = "play" if chapter.plays == 1 else "plays"
    return f"{chapter.plays:,} {plays}, {chapter.hours:,.1f} hours. Most of them: {names}."
