"""`judge`: reads a source, prints the verdict, writes report and cards. Nothing is kept in the data folder."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from unwrapped_desktop.bootstrap import (
    SystemClock,
    as_sample,
    build_judge,
    sample_source,
    source_at,
    system_timezone,
)
from unwrapped_desktop.cli.arguments import exclusions_of
from unwrapped_desktop.cli.card_options import check_card_options, needs_chapters, wants_cards
from unwrapped_desktop.cli.giving import allowed_keys, write_given
from unwrapped_desktop.cli.output import say, say_bytes, write_file
from unwrapped_desktop.cli.progress_line import ProgressLine
from unwrapped_desktop.cli.reviews_text import reviews_text
from unwrapped_desktop.cli.staying_text import staying_text
from unwrapped_desktop.cli.text import verdict_text
from unwrapped_desktop.cli.usage import UsageError
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.ports import RecordSource, Source
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings


def judge(chosen: argparse.Namespace) -> int:
    """Judge what the arguments name.

    Raises:
        AppError: See the exit codes.
        UsageError: What is asked for cannot be had of this verdict.
    """
    if chosen.what_stays and chosen.json == "-":
        raise UsageError("argument --what-stays: it prints, and so does --json -; choose one of them")
    check_card_options(chosen)
    settings = chosen_settings(chosen)
    clock = SystemClock()
    with ProgressLine(sys.stderr) as line:
        report = build_judge(clock).report(
            chosen_source(chosen), settings, progress=line.show, cancel=CancelToken()
        )
    if not settings.exclusions.is_empty and not report.record.set_aside.excluded and sys.stderr is not None:
        print("Nothing was left out: no row is what you excluded.", file=sys.stderr)
    _write_outputs(chosen, report)
    return 0


def chosen_settings(chosen: argparse.Namespace) -> JudgeSettings:
    """Return what the arguments choose; a sample brings its own zone and name unless others are given."""
    settings = JudgeSettings(
        timezone=system_timezone(),
        intensity=Intensity(chosen.intensity),
        exclusions=exclusions_of(chosen),
        wording=chosen.seed,
    )
    if chosen.sample is not None:
        settings = as_sample(chosen.sample, settings)
    return replace(
        settings,
        timezone=chosen.timezone or settings.timezone,
        listener_name=chosen.name or settings.listener_name,
    )


def chosen_source(chosen: argparse.Namespace) -> Source:
    """Return the source that the arguments name.

    Raises:
        SourceError: It names nothing that could be read.
    """
    return sample_source(chosen.sample) if chosen.sample is not None else record_source(chosen)


def record_source(chosen: argparse.Namespace) -> RecordSource:
    """Return the source of plays that the arguments name: whoever has lists alone has none to look at.

    Raises:
        SourceError: It names nothing that could be read.
    """
    samples = [f"sample:{chosen.sample}"] if chosen.sample is not None else None
    return source_at(samples or chosen.sources, SystemClock())


def _write_outputs(chosen: argparse.Namespace, report: Report) -> None:
    chosen.allow = allowed_keys(chosen, report)
    if wants_cards(chosen):
        _write_cards(chosen, report)
    write_given(chosen, report)
    document = encode_report(report) + b"\n"
    if chosen.json == "-":
        say_bytes(document)
        return
    if chosen.json is not None:
        write_file(Path(chosen.json), document)
    if chosen.card_words == "-":
        return
    if chosen.what_stays:
        say(staying_text(report))
        return
    say("\n\n".join([verdict_text(report), *reviews_text(report)]))


def _write_cards(chosen: argparse.Namespace, report: Report) -> None:
    """Write the cards that are asked for; the life is told in chapters for those that take it."""
    from unwrapped_desktop.cli.cards import write_cards  # noqa: PLC0415 - Qt is loaded for a picture alone
    from unwrapped_desktop.ui.cards.subject import CardSubject  # noqa: PLC0415 - as above

    chapters = None
    if needs_chapters(chosen) and report.record.kind == "history":
        chapters = told_chapters(chosen)
    write_cards(chosen, CardSubject(report=report, chapters=chapters))


def told_chapters(chosen: argparse.Namespace) -> Chapters:
    """Return the life that the arguments name, told in chapters.

    Raises:
        AppError: See the exit codes.
    """
    with ProgressLine(sys.stderr) as line:
        return build_judge(SystemClock()).chapters(
            record_source(chosen),
            chosen_settings(chosen),
            tell=_wait_for_all,
            progress=line.show,
            cancel=CancelToken(),
        )


def _wait_for_all(_chapter: Chapter) -> None:
    """Do nothing with a chapter: they are wanted together."""
