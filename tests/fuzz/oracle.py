"""What must hold of every reading, whatever was handed over."""

import json
import re
import tempfile
from pathlib import Path

from tests.fuzz.attempts import problems_of_refusal, problems_of_sentence
from tests.fuzz.exports import SpoiledExport
from tests.fuzz.originals import COMPANION_NAME, COMPANION_ROWS
from tests.unit.sources.rows import NOW, FixedClock, fetch
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.domain.errors import AppError, NotEnoughData, SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.record import PLAY_MIN_MS, PLAYS_NEEDED, ExaminedSource
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.settings import JudgeSettings

JUDGED_EVERY = 10
"""Every so many exports the record is judged as well: that takes longer than reading it."""

_HASH = re.compile(r"[0-9a-f]{64}")


def reading_of(export: SpoiledExport, *, is_judged: bool = False) -> tuple[str, list[str]]:
    """Return the outcome, `record` or the code of the refusal, and all that is wrong with it.

    Args:
        export: What is handed over.
        is_judged: Whether a record must come to a report as well.
    """
    with tempfile.TemporaryDirectory(prefix="unwrapped-fuzz-") as name:
        paths = export.written(Path(name))
        try:
            examined = fetch(*paths)
        except AppError as error:
            return error.code, _problems_of_refusal(error, export)
        except Exception as error:  # noqa: BLE001 - the very thing that is looked for
            return type(error).__name__, [f"raised {error!r}"[:300]]
    problems = [*_problems_of_record(examined), *_problems_of_files(examined, export)]
    return "record", problems + (_problems_of_judging(examined) if is_judged else [])


def _problems_of_refusal(error: AppError, export: SpoiledExport) -> list[str]:
    problems = problems_of_refusal(error, (SourceError, NotEnoughData))
    if export.has_companion:
        problems.append(f"{error.code}, though a sound file lay beside it")
    if export.rows and isinstance(error, SourceError) and error.code != "not_history":
        problems.append(f"{error.code}, though its JSON is sound")
    return problems


def _problems_of_record(examined: ExaminedSource) -> list[str]:
    record = examined.record
    rows, names = record.rows, record.names
    texts = "".join((*names.artists, *names.song_titles, *names.albums))
    shown = [text for texts in examined.examples.values() for text in texts]
    codes = ((rows.artist, names.artists), (rows.song, names.song_titles), (rows.track, names.track_songs))
    truths = {
        "rows are counted once": record.rows_total == len(rows) + record.set_aside.total,
        "rows come from files": record.rows_total == sum(file.rows for file in record.files),
        "nothing was excluded": record.set_aside.excluded == 0,
        "there are enough plays": int((rows.played_ms >= PLAY_MIN_MS).sum()) >= PLAYS_NEEDED,
        "rows are in order": bool((rows.ended_at_s[1:] >= rows.ended_at_s[:-1]).all()),
        "times can be": bool(
            rows.ended_at_s[0] >= 1_136_073_600 and rows.ended_at_s[-1] <= NOW.timestamp() + 172_800
        ),
        "lengths can be": bool((rows.played_ms >= 0).all() and (rows.played_ms <= 86_400_000).all()),
        "codes point to names": all(
            column.min() >= 0 and column.max() < len(table) for column, table in codes
        ),
        "names are said": all(text.strip() for text in (*names.artists, *names.song_titles)),
        "names can be stored": texts.encode("utf-8", "replace").decode() == texts,
        "hashes are hashes": all(map(_HASH.fullmatch, (record.data_sha256, record.seed))),
        "examples are plain": all(text.isprintable() and len(text) < 400 for text in shown),
        "examples are few": all(len(texts) <= 3 for texts in examined.examples.values()),
    }
    return [f"not so: {truth}" for truth, holds in truths.items() if not holds]


def _problems_of_judging(examined: ExaminedSource) -> list[str]:
    judge = build_judge(FixedClock())
    settings = JudgeSettings(timezone="Europe/Berlin")
    try:
        report = judge.report_on(examined, settings, progress=ignore_progress, cancel=CancelToken())
        decode_report(encode_report(report))
    except Exception as error:  # noqa: BLE001 - the very thing that is looked for
        return [f"judging raised {error!r}"[:300]]
    return []


def _problems_of_files(examined: ExaminedSource, export: SpoiledExport) -> list[str]:
    problems = []
    readings = {file.name: file for file in examined.record.files}
    for file in examined.record.files:
        if file.reason is not None:
            problems += problems_of_sentence(file.reason)
        if not file.name.isprintable() or (file.status is FileStatus.READ) != (file.reason is None):
            problems.append(f"odd reading: {file}"[:300])
    companion = readings.get(COMPANION_NAME)
    if export.has_companion and (companion is None or companion.rows != COMPANION_ROWS):
        problems.append(f"the sound file beside it was not read: {companion}")
    if export.spoiled is not None:
        name, data = export.spoiled
        reading = readings[name]
        if export.rows is not None and reading.rows not in {export.rows, 0}:
            problems.append(f"{reading.rows} rows of {export.rows}")
        if reading.status is not FileStatus.REFUSED and reading.rows != _rows_by_the_standard_library(data):
            problems.append(
                f"{reading.rows} rows, the standard library has {_rows_by_the_standard_library(data)}"
            )
    return problems


def _rows_by_the_standard_library(data: bytes) -> int | str:
    try:
        rows = json.loads(data.decode("utf-8-sig", "replace"), parse_int=len)
    except (ValueError, RecursionError) as error:
        return f"none: {error!r}"[:200]
    return len(rows) if isinstance(rows, list) else "no list"
