"""Turns found files into a record with its forensics: the same way for exports and for the sample listeners."""

from collections import Counter

from unwrapped_desktop.domain.errors import NotEnoughData, SourceError
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, SetAside
from unwrapped_desktop.domain.record import PLAY_MIN_MS, PLAYS_NEEDED, ExaminedSource, Record
from unwrapped_desktop.messages import malformed_rows, reason_for
from unwrapped_desktop.sources.assembling.assemble import Assembled, assemble
from unwrapped_desktop.sources.assembling.fingerprint import data_sha256, seed
from unwrapped_desktop.sources.decoding.columns import MALFORMED, TimeWindow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile, HistoryReader
from unwrapped_desktop.sources.decoding.interning import Interners
from unwrapped_desktop.sources.forensics.examples import examples_from_files, examples_of
from unwrapped_desktop.sources.forensics.gaps import gaps_between
from unwrapped_desktop.sources.forensics.numbering import missing_files
from unwrapped_desktop.sources.limits import Limits
from unwrapped_desktop.sources.opening.found import Findings, FoundFile
from unwrapped_desktop.sources.opening.nothing_found import explain_nothing_read, explain_stranger
from unwrapped_desktop.sources.opening.recognise import natural_key
from unwrapped_desktop.sources.reporting import ReadingReporter


class Import:
    """One reading of files that were found: `read`, then `examined`."""

    def __init__(
        self, findings: Findings, *, window: TimeWindow, limits: Limits, reporter: ReadingReporter
    ) -> None:
        self._findings = findings
        self._reporter = reporter
        self._interners = Interners()
        self._reader = HistoryReader(
            interners=self._interners, window=window, limits=limits, reporter=reporter
        )
        self._histories: list[HistoryFile] = []
        self._readings = [_refusal(name, error) for name, error in findings.refused]
        self._refused = list(findings.refused)

    def read(self) -> None:
        """Read every file; one that cannot be read does not stop the others.

        Raises:
            SourceError: None could be read.
        """
        self._reporter.begin_reading(sum(file.size_bytes for file in self._findings.files))
        for file in self._findings.files:
            self._read_file(file)
        if not self._histories:
            raise explain_nothing_read(self._refused)
        if not any(history.rows for history in self._histories):
            raise SourceError("no_rows", name=self._histories[0].name, count=len(self._histories))
        self._reporter.end_reading()

    def _read_file(self, file: FoundFile) -> None:
        try:
            history = self._reader.read(file)
        except SourceError as error:
            explained = error if file.is_named else explain_stranger(file, error)
            self._refused.append((file.name, explained))
            self._readings.append(_refusal(file.name, explained))
        else:
            self._histories.append(history)
            self._readings.append(_reading(history))

    def examined(self) -> ExaminedSource:
        """Return the record of what was read.

        Raises:
            NotEnoughData: There is too little of it.
        """
        rows_total = sum(history.rows for history in self._histories)
        set_aside = sum((history.set_aside for history in self._histories), start=Counter[str]())
        spoken = set_aside.total()
        self._reporter.counting(done=0, total=rows_total)
        assembled = assemble(
            [part for history in self._histories for part in history.music],
            self._interners,
            [history.covers_s for history in self._histories if history.covers_s is not None],
            cancel=self._reporter.cancel,
            counted=lambda rows: self._reporter.counting(done=spoken + rows, total=rows_total),
        )
        _check_enough(assembled)
        return self._described(assembled, set_aside, rows_total)

    def _described(self, assembled: Assembled, set_aside: Counter[str], rows_total: int) -> ExaminedSource:
        duplicates, superseded = int(assembled.duplicate.sum()), int(assembled.superseded.sum())
        record = Record(
            source=assembled.source,
            rows=assembled.rows,
            names=assembled.names,
            rows_total=rows_total,
            set_aside=SetAside(**set_aside, duplicate=duplicates, superseded=superseded),
            files=tuple(sorted(self._readings, key=lambda reading: natural_key(reading.name))),
            data_sha256=data_sha256(assembled.source, assembled.rows, assembled.names),
            seed=seed(assembled.rows, assembled.names),
        )
        return ExaminedSource(
            record=record,
            gaps=gaps_between(assembled.rows.ended_at_s),
            missing_files=missing_files(reading.name for reading in self._readings),
            examples=self._examples(assembled),
        )

    def _examples(self, assembled: Assembled) -> dict[str, tuple[str, ...]]:
        examples = examples_from_files(self._histories)
        for reason, mask in (("duplicate", assembled.duplicate), ("superseded", assembled.superseded)):
            if mask.any():
                examples[reason] = examples_of(assembled.music, mask)
        return examples


def _refusal(name: str, error: SourceError) -> FileReading:
    return FileReading(name=name, rows=0, status=FileStatus.REFUSED, reason=reason_for(error))


def _reading(history: HistoryFile) -> FileReading:
    bad = history.set_aside[MALFORMED]
    if not bad:
        return FileReading(name=history.name, rows=history.rows, status=FileStatus.READ)
    reason = malformed_rows(bad, history.rows)
    return FileReading(name=history.name, rows=history.rows, status=FileStatus.PARTLY, reason=reason)


def _check_enough(assembled: Assembled) -> None:
    plays = int((assembled.rows.played_ms >= PLAY_MIN_MS).sum())
    if plays < PLAYS_NEEDED:
        raise NotEnoughData("too_few_plays", plays=plays, needed=PLAYS_NEEDED)
