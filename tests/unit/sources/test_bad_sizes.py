"""More than an export can hold, and more than fits into memory (case 45): limits, batches, progress, cancelling."""

import json
from pathlib import Path

import pytest

from tests.unit.sources.refusals import NAME, SOUND_NAME, limited, statuses
from tests.unit.sources.rows import FixedClock, Row, extended, fetch, plays, same_record, write, write_zip
from unwrapped_desktop.domain.errors import Cancelled, SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.sources import open_source
from unwrapped_desktop.sources.limits import Limits


@pytest.fixture
def tiny_batches() -> Limits:
    return Limits(batch_bytes=1_500, longest_row_bytes=200_000)


# ------------------------------------------------------------------------------------------------ limits
def test_45_all_files_together_have_a_limit(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path / f"endsong_{number}.json", plays(120, start=number * 1_000))
    size_bytes = (tmp_path / SOUND_NAME).stat().st_size
    examined = limited(Limits(unpacked_bytes=size_bytes * 2 + 1_000), tmp_path)
    assert list(statuses(examined).values()) == [FileStatus.READ] * 2 + [FileStatus.REFUSED] * 2


def test_45_all_rows_together_have_a_limit(tmp_path: Path) -> None:
    write(tmp_path / SOUND_NAME, plays(120))
    write(tmp_path / NAME, plays(120, start=1_000))
    examined = limited(Limits(rows=130), tmp_path)
    assert len(examined.record.rows) == examined.record.rows_total == 120
    assert statuses(examined) == {SOUND_NAME: FileStatus.READ, NAME: FileStatus.REFUSED}


@pytest.mark.parametrize("end", ["", '"', '"}]'])
def test_45_a_row_that_does_not_end_is_given_up(tmp_path: Path, end: str, tiny_batches: Limits) -> None:
    (tmp_path / NAME).write_text('[{"ts": "' + "2021" * 200_000 + end, encoding="utf-8")
    write(tmp_path / SOUND_NAME, plays())
    assert statuses(limited(tiny_batches, tmp_path)) == {
        SOUND_NAME: FileStatus.READ,
        NAME: FileStatus.REFUSED,
    }


def test_45_white_space_without_end_is_given_up(tmp_path: Path, tiny_batches: Limits) -> None:
    (tmp_path / NAME).write_bytes(b"[" + b" " * 2_000_000)
    write(tmp_path / SOUND_NAME, plays())
    assert statuses(limited(tiny_batches, tmp_path)) == {
        SOUND_NAME: FileStatus.READ,
        NAME: FileStatus.REFUSED,
    }


# ------------------------------------------------------------------------------------------------ batches
def test_45_batches_do_not_change_the_record(tmp_path: Path, tiny_batches: Limits) -> None:
    rows = plays(3_000)
    rows[5] = extended(1, 'He said "}, {" and \\', '},{"ts":"2021')
    rows[17] = {**rows[17], "unknown": [{"a": {}}, {"b": ["}", {}]}, {}]}
    rows[40] = {**rows[40], "padding": [{}] * 5_000}
    path = write(tmp_path / NAME, rows)
    path.write_bytes(path.read_bytes().replace(b"\n  ", b""))
    whole, cut = fetch(path), limited(tiny_batches, path)
    assert same_record(whole, cut)
    assert len(cut.record.rows) == 3_000


def test_45_malformed_rows_keep_their_numbers_over_batches(tmp_path: Path, tiny_batches: Limits) -> None:
    rows: list[Row] = plays(3_000)
    rows[1_000] = extended(ms_played=-1)
    rows[2_000] = extended(ts="never")
    examined = limited(tiny_batches, write(tmp_path / NAME, rows))
    assert [text.split(":")[0] for text in examined.examples["malformed"]] == [
        f"{NAME}, row 1,001",
        f"{NAME}, row 2,001",
    ]


@pytest.mark.parametrize("first_bytes", [1_490, 1_495, 1_499, 1_500, 1_501, 1_505])
def test_45_a_batch_may_end_anywhere_in_a_letter_or_an_escape(
    tmp_path: Path, tiny_batches: Limits, first_bytes: int
) -> None:
    rows = [extended(minute, "夜に駆ける", "\\" * 9 + '"') for minute in range(300)]
    for escapes in (True, False):
        text = json.dumps(rows, ensure_ascii=escapes)
        (tmp_path / NAME).write_text(" " * (first_bytes % 40) + text, encoding="utf-8")
        examined = limited(tiny_batches, tmp_path / NAME)
        assert examined.record.names.artists == ("夜に駆ける",)
        assert len(examined.record.rows) == 300


# ------------------------------------------------------------------------------------------------ progress
def test_45_progress_is_honest(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "it.zip", {SOUND_NAME: plays(300), NAME: plays(200, start=5_000)})
    seen: list[Progress] = []
    open_source([path], FixedClock()).fetch(seen.append, CancelToken())
    stages = [progress.stage for progress in seen]
    assert stages == sorted(stages, key=list(Stage).index)
    assert {Stage.OPENING, Stage.READING, Stage.COUNTING} == set(stages)
    reading = [progress for progress in seen if progress.stage is Stage.READING]
    assert {progress.detail for progress in reading} == {SOUND_NAME, NAME}
    assert [progress.done for progress in reading] == sorted(progress.done for progress in reading)
    assert all(progress.total is None or progress.done <= progress.total for progress in seen)
    assert reading[-1].rows == 500
    assert (seen[-1].done, seen[-1].total, seen[-1].unit) == (500, 500, "rows")


@pytest.mark.parametrize("stage", [Stage.OPENING, Stage.READING, Stage.COUNTING])
@pytest.mark.parametrize("name", [NAME, "it.zip"])
def test_45_cancel_stops_every_stage(tmp_path: Path, name: str, stage: Stage) -> None:
    cancel = CancelToken()
    told: list[Stage] = []

    def stop(progress: Progress) -> None:
        told.append(progress.stage)
        if progress.stage is stage:
            cancel.cancel()

    path = write(tmp_path / name, plays()) if name == NAME else write_zip(tmp_path / name, {NAME: plays()})
    with pytest.raises(Cancelled):
        open_source([path], FixedClock()).fetch(stop, cancel)
    assert told.count(stage) == 1
    assert told[-1] is stage


def test_45_what_was_cancelled_before_it_began_reads_nothing(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    seen: list[Progress] = []
    with pytest.raises(Cancelled):
        open_source([write(tmp_path / NAME, plays())], FixedClock()).fetch(seen.append, cancel)
    assert seen == []


def test_45_a_limit_is_no_answer_to_cancelling(tmp_path: Path) -> None:
    """A refusal of one file must not swallow the wish to stop."""
    write(tmp_path / SOUND_NAME, plays())
    (tmp_path / NAME).write_bytes(b"[")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.detail == NAME:
            cancel.cancel()

    with pytest.raises(Cancelled):
        open_source([tmp_path], FixedClock()).fetch(stop, cancel)
    with pytest.raises(SourceError, match="cut_off"):
        fetch(tmp_path / NAME)
