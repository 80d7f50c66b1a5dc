"""Reads found files into one intake: the same way for exports and for the sample listeners."""

from collections import Counter
from collections.abc import Sequence

from unwrapped_desktop.assembling.examples import EXAMPLES_KEPT, bad_row_example, row_example
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, SetAside
from unwrapped_desktop.domain.intake import Intake, MusicRows
from unwrapped_desktop.messages import malformed_rows, reason_for
from unwrapped_desktop.sources.decoding.columns import MALFORMED, Columns, TimeWindow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile, HistoryReader
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import Findings, FoundFile
from unwrapped_desktop.sources.opening.nothing_found import explain_nothing_read, explain_stranger
from unwrapped_desktop.sources.opening.recognise import natural_key
from unwrapped_desktop.sources.reporting import ReadingReporter


def read_files(
    findings: Findings, *, window: TimeWindow, limits: Limits, reporter: ReadingReporter
) -> Intake:
    """Read every file; one that cannot be read does not stop the others.

    Raises:
        SourceError: None could be read, or none of them holds a row.
        Cancelled: The work was asked to stop.
    """
    reporter.begin_reading(sum(file.size_bytes for file in findings.files))
    columns = Columns(window)
    reader = HistoryReader(columns=columns, limits=limits, reporter=reporter)
    outcomes = [_outcome(reader, file) for file in findings.files]
    histories = [outcome for outcome in outcomes if isinstance(outcome, HistoryFile)]
    refused = [*findings.refused, *(outcome for outcome in outcomes if not isinstance(outcome, HistoryFile))]
    if not histories:
        raise explain_nothing_read(refused)
    if not any(history.rows for history in histories):
        raise SourceError("no_rows", name=histories[0].name, count=len(histories))
    reporter.end_reading()
    return _intake(histories, refused, columns)


def _outcome(reader: HistoryReader, file: FoundFile) -> HistoryFile | tuple[str, SourceError]:
    """Return what a file holds, or its name and why it cannot be read."""
    try:
        return reader.read(file)
    except SourceError as error:
        return file.name, error if file.is_named else explain_stranger(file, error)


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
