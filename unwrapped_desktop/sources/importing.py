"""Reads found files into one intake: the same way for exports and for the sample listeners."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from unwrapped_desktop.assembling.examples import EXAMPLES_KEPT, bad_row_example, row_example
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, SetAside
from unwrapped_desktop.domain.intake import Intake, MusicRows
from unwrapped_desktop.messages import malformed_rows, reason_for
from unwrapped_desktop.sources.crew.crew import is_worth_it, read_together
from unwrapped_desktop.sources.crew.frames import Outcome
from unwrapped_desktop.sources.crew.second import read_one
from unwrapped_desktop.sources.decoding.columns import MALFORMED, Columns, TimeWindow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile, HistoryReader
from unwrapped_desktop.sources.extras.reading import read_extras
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import Findings
from unwrapped_desktop.sources.opening.nothing_found import explain_nothing_read
from unwrapped_desktop.sources.opening.recognise import natural_key
from unwrapped_desktop.sources.reporting import ReadingReporter


def read_files(
    findings: Findings,
    *,
    window: TimeWindow,
    limits: Limits,
    reporter: ReadingReporter,
    paths: Sequence[Path] = (),
) -> Intake:
    """Read every file; one that cannot be read does not stop the others.

    Args:
        findings: The files.
        window: The times a row can have.
        limits: What is read before it is refused.
        reporter: Hears how far it is, and stops the work.
        paths: Where the files were found, so that a second process can find them too; empty for files not on disk.

    Raises:
        SourceError: None could be read, or none of them holds a row.
        Cancelled: The work was asked to stop.
    """
    files = findings.files
    reporter.begin_reading(sum(file.size_bytes for file in files))
    columns = Columns(window)
    reader = HistoryReader(columns=columns, limits=limits, reporter=reporter)
    if paths and is_worth_it(files):
        outcomes = read_together(
            files, paths, columns=columns, reader=reader, window=window, limits=limits, reporter=reporter
        )
    else:
        outcomes = [read_one(reader, file) for file in files]
    histories, failed = _parted(outcomes, limits)
    refused = [*findings.refused, *failed]
    if not histories:
        raise explain_nothing_read(refused)
    if not any(history.rows for history in histories):
        raise SourceError("no_rows", name=histories[0].name, count=len(histories))
    reporter.end_reading()
    extras, extra_readings = read_extras(findings.extras, reporter=reporter, limits=limits)
    intake = _intake(histories, refused, columns)
    return replace(intake, extras=extras, files=(*intake.files, *extra_readings))


def _parted(
    outcomes: Sequence[Outcome], limits: Limits
) -> tuple[list[HistoryFile], list[tuple[str, SourceError]]]:
    """Return what could be read, and what could not or is beyond the limits of all files together.

    Two processes have each counted their own files only, and what is read must not depend on which read what.
    """
    histories: list[HistoryFile] = []
    refused: list[tuple[str, SourceError]] = []
    rows_left, bytes_left = limits.rows, limits.unpacked_bytes
    for outcome in outcomes:
        if not isinstance(outcome, HistoryFile):
            refused.append(outcome)
            continue
        rows_left -= outcome.rows
        bytes_left -= outcome.read_bytes
        if rows_left < 0:
            error = SourceError("too_many_rows", name=outcome.name, limit=limits.rows)
            refused.append((outcome.name, error))
        elif bytes_left < 0:
            limit_gib = limits.unpacked_bytes / 2**30
            error = SourceError("unpacks_too_large", name=outcome.name, limit_gib=limit_gib)
            refused.append((outcome.name, error))
        else:
            histories.append(outcome)
    return histories, refused


def _intake(
    histories: Sequence[HistoryFile], refused: Sequence[tuple[str, SourceError]], columns: Columns
) -> Intake:
    set_aside = sum((history.set_aside for history in histories), start=Counter[str]())
    readings = [*(_refusal(name, error) for name, error in refused), *map(_reading, histories)]
    return Intake(
        music=MusicRows.joined([part for history in histories for part in history.music]),
        tags=columns.tagger.tags(),
        texts=columns.tagger.texts(),
        rows_total=sum(history.rows for history in histories),
        set_aside=SetAside(**set_aside),
        files=tuple(sorted(readings, key=lambda reading: natural_key(reading.name))),
        examples=_examples(histories),
        spans=tuple(history.covers_s for history in histories if history.covers_s is not None),
    )


def _refusal(name: str, error: SourceError) -> FileReading:
    return FileReading(name=name, rows=0, status=FileStatus.REFUSED, reason=reason_for(error))


def _reading(history: HistoryFile) -> FileReading:
    bad = history.set_aside[MALFORMED]
    if not bad:
        return FileReading(name=history.name, rows=history.rows, status=FileStatus.READ)
    reason = malformed_rows(bad, history.rows)
    return FileReading(name=history.name, rows=history.rows, status=FileStatus.PARTLY, reason=reason)


def _examples(histories: Sequence[HistoryFile]) -> dict[str, tuple[str, ...]]:
    """Return examples of the rows that were set aside while reading, by reason."""
    examples: dict[str, list[str]] = {}
    for history in histories:
        for number, field in history.bad_rows:
            examples.setdefault(MALFORMED, []).append(bad_row_example(history.name, number, field))
        for reason, rows in history.examples.items():
            texts = (row_example(row.ended_at_s, row.played_ms, row.words) for row in rows)
            examples.setdefault(reason, []).extend(texts)
    return {reason: tuple(texts[:EXAMPLES_KEPT]) for reason, texts in examples.items()}
