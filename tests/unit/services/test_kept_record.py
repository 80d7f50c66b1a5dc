"""Judging with a kept record: without a file, after it is forgotten or damaged, and without keeping anything."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import listeners
from tests.unit.services.record_desk import snapshot
from tests.unit.services.test_kept_judgement import SETTINGS, Desk
from tests.unit.sources.rows import extended, fetch, plays, write
from unwrapped_desktop.bootstrap import source_at
from unwrapped_desktop.domain.addition import Addition
from unwrapped_desktop.domain.analysis_state import AnalysisState, Status
from unwrapped_desktop.domain.errors import AppError, Cancelled, SourceError, StorageError
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.progress import CancelToken, Stage, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.services.kept_judgement import Keeping

AUDIO = "Streaming_History_Audio_2021_0.json"
LIFE = listeners.loyalist(5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.repository.close()


def judged_kept(desk: Desk, *, exclusions: Exclusions | None = None) -> AnalysisState:
    settings = SETTINGS if exclusions is None else replace(SETTINGS, exclusions=exclusions)
    return desk.kept.judge_kept(
        desk.listener,
        settings,
        location=("where it was",),
        progress=ignore_progress,
        cancel=CancelToken(),
    )


def report_of(desk: Desk) -> Report:
    report = desk.kept.get(desk.listener)
    assert report is not None
    return report


def bytes_of(report: Report) -> bytes:
    """The report but for when it was made."""
    return encode_report(replace(report, created_at=datetime(2026, 1, 1, tzinfo=UTC)))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An export with something of every kind, the same rows twice among it."""
    return listeners.write_export(LIFE[-2_500:], tmp_path / "export", "both", duplicates=9, podcasts=5).path


@pytest.mark.parametrize(
    "exclusions", [Exclusions(), Exclusions((Exclusion.of_hours((22, 23)),))], ids=["all", "but the nights"]
)
def test_the_kept_record_is_judged_as_the_files_were(desk: Desk, place: Path, exclusions: Exclusions) -> None:
    settings = replace(SETTINGS, exclusions=exclusions)
    source = source_at([place], desk.clock)
    alone = desk.kept.maker.report(source, settings, progress=ignore_progress, cancel=CancelToken())
    desk.judge(source, settings)
    first = report_of(desk)
    assert bytes_of(first) == bytes_of(alone)
    desk.clock.move()
    desk.judge(source, settings, again=True)
    assert bytes_of(report_of(desk)) == bytes_of(first)
    shutil.rmtree(place)
    desk.clock.move()
    state = judged_kept(desk, exclusions=exclusions)
    assert (state.status, state.source) == (Status.COMPLETED, ("where it was",))
    last = report_of(desk)
    assert last.created_at == desk.clock.time > first.created_at
    assert bytes_of(last) == bytes_of(first)
    assert len(desk.labels()) == 2


def test_leaving_something_out_keeps_the_earlier_report(desk: Desk, place: Path) -> None:
    desk.judge(source_at([place], desk.clock))
    first = report_of(desk)
    record = snapshot(desk.home / "data" / "records")
    (artist, _plays), *_ = listeners.recount(LIFE[-2_500:]).top_artists(1)
    desk.clock.move()
    judged_kept(desk, exclusions=Exclusions((Exclusion.of_artist(artist),)))
    second = report_of(desk)
    assert second.record.set_aside.excluded > 0
    assert second.record.rows_total == first.record.rows_total
    assert second.provenance.data_sha256 == first.provenance.data_sha256
    (earlier,) = desk.repository.history(desk.listener.listener_id)
    assert desk.repository.earlier_report(earlier.history_id) == first
    assert snapshot(desk.home / "data" / "records") == record
    desk.clock.move()
    judged_kept(desk)
    assert bytes_of(report_of(desk)) == bytes_of(first)


def test_a_record_grows_over_several_exports(desk: Desk, tmp_path: Path) -> None:
    told: list[Addition] = []
    rows = plays(300)
    for number, part in enumerate((rows[:150], rows[100:220], rows[180:])):
        place = write(tmp_path / f"part {number}" / AUDIO, part)
        desk.kept.judge(
            desk.listener,
            source_at([place], desk.clock),
            SETTINGS,
            keeping=Keeping(tell=told.append),
            progress=ignore_progress,
            cancel=CancelToken(),
        )
        desk.clock.move()
        shutil.rmtree(place.parent)
    assert [addition.new_plays for addition in told] == [150, 70, 80]
    assert [addition.plays_after for addition in told] == [150, 220, 300]
    assert report_of(desk).record.plays == 300
    assert desk.kept.has_record_of(desk.listener, report_of(desk))
    assert len(desk.labels()) == 2
    judged_kept(desk)
    assert report_of(desk).record.plays == 300


def test_forgetting_the_record_keeps_the_reports(desk: Desk, place: Path) -> None:
    desk.judge(source_at([place], desk.clock))
    first = report_of(desk)
    desk.clock.move()
    judged_kept(desk, exclusions=Exclusions((Exclusion.of_hours((3,)),)))
    second = report_of(desk)
    assert desk.kept.has_record(desk.listener)
    desk.kept.forget_record(desk.listener)
    assert not desk.kept.has_record(desk.listener)
    assert desk.kept.records is not None
    assert desk.kept.records.size_bytes(desk.listener.listener_id) is None
    assert list((desk.home / "data" / "records").iterdir()) == []
    with pytest.raises(StorageError) as caught:
        judged_kept(desk)
    assert caught.value.code == "record_missing"
    state = desk.poll()
    assert (state.status, state.error_code) == (Status.FAILED, "record_missing")
    assert state.error_message == message_for(caught.value)
    assert report_of(desk) == second
    (earlier,) = desk.repository.history(desk.listener.listener_id)
    assert desk.repository.earlier_report(earlier.history_id) == first


def test_who_wants_nothing_kept_keeps_nothing(desk: Desk, place: Path) -> None:
    source = source_at([place], desk.clock)
    for again in (False, True):
        desk.kept.judge(
            desk.listener,
            source,
            SETTINGS,
            again=again,
            keeping=Keeping(is_wanted=False),
            progress=ignore_progress,
            cancel=CancelToken(),
        )
        assert not (desk.home / "data" / "records").exists()
    assert not desk.kept.has_record(desk.listener)
    assert report_of(desk).record.plays > 1_000
    with pytest.raises(StorageError, match="record_missing"):
        judged_kept(desk)


def test_who_wants_nothing_kept_leaves_what_was_kept(desk: Desk, place: Path) -> None:
    desk.judge(desk.export())
    before = snapshot(desk.home / "data" / "records")
    desk.kept.judge(
        desk.listener,
        source_at([place], desk.clock),
        SETTINGS,
        keeping=Keeping(is_wanted=False),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    assert snapshot(desk.home / "data" / "records") == before
    report = report_of(desk)
    assert report.provenance.data_sha256 == fetch(place).record.data_sha256
    assert not desk.kept.has_record_of(desk.listener, report)
    assert desk.kept.has_record(desk.listener)


def test_a_stranger_changes_no_report(desk: Desk, tmp_path: Path) -> None:
    desk.judge(desk.export())
    before, first, made = snapshot(desk.home / "data" / "records"), report_of(desk), desk.clock.time
    stranger = [extended(5 * n + 1, f"Other {n % 5}", f"Another {n}") for n in range(150)]
    place = write(tmp_path / "stranger" / AUDIO, stranger)
    with pytest.raises(SourceError, match="another_listener"):
        desk.judge(source_at([place], desk.clock))
    assert desk.poll().error_code == "another_listener"
    assert snapshot(desk.home / "data" / "records") == before
    assert (report_of(desk), desk.labels()) == (first, [])
    assert report_of(desk).created_at == made
    desk.kept.judge(
        desk.listener,
        source_at([place], desk.clock),
        SETTINGS,
        keeping=Keeping(is_theirs=True),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    assert report_of(desk).record.plays == 300


def test_listeners_do_not_share_a_record(desk: Desk) -> None:
    desk.judge(desk.export())
    friend = desk.repository.listener("Friend")
    assert not desk.kept.has_record(friend)
    with pytest.raises(StorageError, match="record_missing"):
        desk.kept.judge_kept(friend, SETTINGS, location=(), progress=ignore_progress, cancel=CancelToken())
    desk.kept.forget(friend)
    assert desk.kept.has_record(desk.listener)
    desk.kept.forget(desk.listener)
    assert list((desk.home / "data" / "records").iterdir()) == []


@pytest.mark.parametrize("code", ["disk_full", "database_readonly"])
def test_a_record_that_cannot_be_written_does_not_cost_the_verdict(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    desk.judge(desk.export())
    before = snapshot(desk.home / "data" / "records")
    unkept: list[AppError] = []

    def refuse(*_: object, **__: object) -> None:
        raise OSError({"disk_full": 28, "database_readonly": 30}[code], "no")

    source = desk.export(plays(400), name="newer")
    with monkeypatch.context() as patch:
        patch.setattr("unwrapped_desktop.storage.writing.os.fsync", refuse)
        state = desk.kept.judge(
            desk.listener,
            source,
            SETTINGS,
            keeping=Keeping(tell_unkept=unkept.append),
            progress=ignore_progress,
            cancel=CancelToken(),
        )
    assert state.status is Status.COMPLETED
    assert [error.code for error in unkept] == [code]
    assert snapshot(desk.home / "data" / "records") == before
    assert report_of(desk).record.plays == 400
    assert not desk.kept.has_record_of(desk.listener, report_of(desk))
    desk.judge(source)
    assert desk.kept.has_record_of(desk.listener, report_of(desk))


@pytest.mark.parametrize("damage", [b"", b"hello", b"PK\x03\x04"], ids=["empty", "text", "half a zip"])
def test_a_damaged_record_does_not_cost_the_reports(desk: Desk, damage: bytes) -> None:
    desk.judge(desk.export())
    first = report_of(desk)
    (path,) = (desk.home / "data" / "records").iterdir()
    path.write_bytes(damage)
    assert not desk.kept.has_record(desk.listener)
    with pytest.raises(StorageError, match="record_unreadable"):
        judged_kept(desk)
    assert desk.poll().error_code == "record_unreadable"
    assert path.read_bytes() == damage
    assert report_of(desk) == first
    assert desk.judge(desk.export()).status is Status.COMPLETED
    assert desk.kept.has_record_of(desk.listener, report_of(desk))


@pytest.mark.parametrize("is_damaged", [False, True], ids=["whole", "damaged"])
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.SAVING])
def test_stopping_an_analysis_leaves_record_and_report(desk: Desk, stage: Stage, *, is_damaged: bool) -> None:
    desk.judge(desk.export())
    folder = desk.home / "data" / "records"
    if is_damaged:
        next(folder.iterdir()).write_bytes(b"damaged")
    before, first = snapshot(folder), report_of(desk)
    token = CancelToken()
    with pytest.raises(Cancelled):
        desk.kept.judge(
            desk.listener,
            desk.export(plays(300), name="newer"),
            SETTINGS,
            progress=lambda progress: token.cancel() if progress.stage is stage else None,
            cancel=token,
        )
    assert desk.poll().error_code == "cancelled"
    assert snapshot(folder) == before
    assert (report_of(desk), desk.labels()) == (first, [])
    desk.judge(desk.export(plays(300), name="newer"))
    assert report_of(desk).record.plays == 300
