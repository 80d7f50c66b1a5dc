"""Judging and keeping, with a real database, real exports and the real critic; only the clock is set by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.sources.rows import Row, extended, plays, write
from unwrapped_desktop.bootstrap import build_kept_judgement, source_at
from unwrapped_desktop.domain.analysis_state import AnalysisState, Listener, Status
from unwrapped_desktop.domain.errors import AppError, Cancelled, NotEnoughData, SourceError, StorageError
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.listener_name import called
from unwrapped_desktop.domain.ports import RecordSource, ReportRepository
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.services.kept_judgement import KeptJudgement

SETTINGS = JudgeSettings(timezone="Europe/Berlin")


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def move(self) -> datetime:
        self.time += timedelta(hours=1)
        return self.time


class Desk:
    """One listener at one computer."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.clock = HandClock()
        self.kept: KeptJudgement
        self.repository: ReportRepository
        self.kept, self.repository = build_kept_judgement(AppPaths.under(home / "data"), self.clock)
        self.listener: Listener = self.repository.listener("You")

    def export(self, rows: list[Row] | None = None, name: str = "one") -> RecordSource:
        place = self.home / name / "Streaming_History_Audio_2021_0.json"
        return source_at([write(place, plays(150) if rows is None else rows)], self.clock)

    def judge(
        self, source: RecordSource, settings: JudgeSettings = SETTINGS, *, again: bool = False
    ) -> AnalysisState:
        return self.kept.judge(
            self.listener, source, settings, again=again, progress=ignore_progress, cancel=CancelToken()
        )

    def poll(self) -> AnalysisState:
        state = self.kept.poll(self.listener)
        assert state is not None
        return state

    def labels(self) -> list[str]:
        return [earlier.label for earlier in self.repository.history(self.listener.listener_id)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.repository.close()


def test_before_the_first_judgement_there_is_nothing(desk: Desk) -> None:
    assert desk.kept.poll(desk.listener) is None
    assert desk.kept.get(desk.listener) is None
    assert desk.labels() == []


def test_begin_is_idempotent(desk: Desk) -> None:
    source = desk.export()
    first = desk.kept.begin(desk.listener, source, SETTINGS)
    assert first.status is Status.PENDING
    assert first.source == source.location
    assert (first.data_sha256, first.started_at, first.completed_at, first.has_report) == (
        None,
        None,
        None,
        False,
    )
    desk.clock.move()
    assert desk.kept.begin(desk.listener, source, SETTINGS) == first == desk.poll()
    other = desk.kept.begin(desk.listener, source, replace(SETTINGS, wording=1))
    assert other.analysis_id != first.analysis_id


def test_a_judgement_completes_and_is_kept(desk: Desk) -> None:
    state = desk.judge(desk.export())
    assert state == desk.poll()
    assert state.status is Status.COMPLETED
    assert not state.is_running
    assert (state.error_code, state.error_message) == (None, None)
    report = desk.kept.get(desk.listener)
    assert report is not None
    assert report.created_at == desk.clock.time
    assert report.provenance.data_sha256 == state.data_sha256
    assert report.provenance.timezone == "Europe/Berlin"
    assert report.record.rows_total == 150
    assert desk.labels() == []


def test_what_is_kept_is_what_was_made(desk: Desk) -> None:
    source = desk.export()
    desk.judge(source)
    kept = desk.kept.get(desk.listener)
    made = desk.kept.maker.report(source, SETTINGS, progress=ignore_progress, cancel=CancelToken())
    assert kept is not None
    assert encode_report(kept) == encode_report(made)


def test_work_taken_up_after_begin_is_the_same_attempt(desk: Desk) -> None:
    source = desk.export()
    begun = desk.kept.begin(desk.listener, source, SETTINGS)
    desk.clock.move()
    done = desk.judge(source)
    assert done.analysis_id == begun.analysis_id
    assert done.begun_at == begun.begun_at
    assert done.started_at == desk.clock.time


def test_it_is_told_what_is_happening(desk: Desk) -> None:
    told: list[Progress] = []
    seen: dict[Stage, Status] = {}

    def tell(progress: Progress) -> None:
        told.append(progress)
        seen[progress.stage] = desk.poll().status

    desk.kept.judge(desk.listener, desk.export(), SETTINGS, progress=tell, cancel=CancelToken())
    stages = list(dict.fromkeys(progress.stage for progress in told))
    assert stages == [stage for stage in Stage if stage in stages]
    assert {Stage.READING, Stage.MEASURING, Stage.WRITING, Stage.CHECKING, Stage.SAVING} <= set(stages)
    assert set(seen.values()) == {Status.PROCESSING}


def test_the_same_again_is_the_report_that_is_there(desk: Desk) -> None:
    source = desk.export()
    first = desk.judge(source)
    made_at = desk.clock.time
    desk.clock.move()
    second = desk.judge(source)
    assert second.status is Status.COMPLETED
    assert second.data_sha256 == first.data_sha256
    report = desk.kept.get(desk.listener)
    assert report is not None
    assert report.created_at == made_at
    assert desk.labels() == []


def test_the_same_data_from_another_place_is_the_same(desk: Desk) -> None:
    rows = plays(150)
    desk.judge(desk.export(rows))
    made_at = desk.clock.time
    desk.clock.move()
    state = desk.judge(desk.export([*reversed(rows), *rows], name="again, twice, and backwards"))
    assert state.status is Status.COMPLETED
    report = desk.kept.get(desk.listener)
    assert report is not None
    assert report.created_at == made_at
    assert desk.labels() == []


def test_again_makes_a_new_report_and_keeps_the_old(desk: Desk) -> None:
    source = desk.export()
    desk.judge(source)
    first = desk.kept.get(desk.listener)
    desk.clock.move()
    desk.judge(source, again=True)
    second = desk.kept.get(desk.listener)
    assert first is not None
    assert second is not None
    assert second.created_at == desk.clock.time > first.created_at
    assert replace(second, created_at=first.created_at) == first
    (earlier,) = desk.repository.history(desk.listener.listener_id)
    assert earlier.label == first.verdict.label
    assert (earlier.created_at, earlier.archived_at) == (first.created_at, desk.clock.time)
    assert desk.repository.earlier_report(earlier.history_id) == first


@pytest.mark.parametrize(
    "settings",
    [
        replace(SETTINGS, timezone="Asia/Kolkata"),
        replace(SETTINGS, intensity=Intensity.BRUTAL),
        replace(SETTINGS, wording=1),
        replace(SETTINGS, exclusions=Exclusions((Exclusion.of_artist("Artist 3"),))),
        replace(SETTINGS, exclusions=Exclusions((Exclusion.of_range(date(2021, 3, 4), date(2021, 3, 4)),))),
    ],
    ids=["zone", "intensity", "wording", "artist", "range"],
)
def test_other_settings_are_another_judgement(desk: Desk, settings: JudgeSettings) -> None:
    source = desk.export(plays(400))
    first = desk.judge(source)
    desk.clock.move()
    second = desk.judge(source, settings)
    assert second.analysis_id != first.analysis_id
    assert second.settings_key != first.settings_key
    assert second.data_sha256 == first.data_sha256
    report = desk.kept.get(desk.listener)
    assert report is not None
    assert report.created_at == desk.clock.time
    assert len(desk.labels()) == 1


def test_another_name_is_no_other_judgement(desk: Desk) -> None:
    source = desk.export(plays(400))
    first = desk.judge(source)
    desk.repository.rename(desk.listener.listener_id, "Somebody")
    second = desk.judge(source, replace(SETTINGS, listener_name="Somebody"))
    assert second.settings_key == first.settings_key
    assert desk.labels() == []
    report = desk.kept.get(desk.listener)
    assert report is not None
    assert report.listener.name == "Somebody"


def test_new_data_is_another_judgement(desk: Desk) -> None:
    first = desk.judge(desk.export())
    second = desk.judge(desk.export([*plays(150), extended(9_999)], name="newer"))
    assert second.data_sha256 != first.data_sha256
    assert len(desk.labels()) == 1


def test_listeners_do_not_share_a_judgement(desk: Desk) -> None:
    source = desk.export()
    desk.judge(source)
    friend = desk.repository.listener("Friend")
    assert desk.kept.get(friend) is None
    desk.kept.judge(friend, source, SETTINGS, progress=ignore_progress, cancel=CancelToken())
    theirs, mine = desk.kept.get(friend), desk.kept.get(desk.listener)
    assert theirs is not None
    assert mine is not None
    assert theirs == called(mine, "Friend")
    assert desk.repository.history(friend.listener_id) == ()


# -------------------------------------------------------------------------------------------- what goes wrong


def assert_failed(desk: Desk, code: str, kept_at: datetime | None) -> None:
    """The failure is in the status, in words; the report before it is still there; beginning again works."""
    state = desk.poll()
    assert state.status is Status.FAILED
    assert state.error_code == code
    assert state.error_message
    assert state.completed_at == desk.clock.time
    assert state.has_report == (kept_at is not None)
    report = desk.kept.get(desk.listener)
    assert (None if report is None else report.created_at) == kept_at
    assert desk.labels() == []
    begun = desk.kept.begin(desk.listener, desk.export(), SETTINGS)
    assert begun.status is Status.PENDING
    assert begun.analysis_id != state.analysis_id
    assert begun.has_report == state.has_report
    assert (begun.error_code, begun.error_message) == (None, None)
    assert desk.judge(desk.export()).status is Status.COMPLETED


@pytest.fixture(params=[False, True], ids=["the first", "a later one"])
def kept_at(request: pytest.FixtureRequest, desk: Desk) -> datetime | None:
    """When the report was made that is there before anything goes wrong, if there is one."""
    if not request.param:
        return None
    desk.judge(desk.export())
    made_at = desk.clock.time
    desk.clock.move()
    return made_at


def test_a_source_that_cannot_be_read(desk: Desk, kept_at: datetime | None) -> None:
    missing = source_at([desk.home / "gone.zip"], desk.clock)
    with pytest.raises(SourceError) as caught:
        desk.judge(missing)
    assert desk.poll().error_message == message_for(caught.value)
    assert_failed(desk, caught.value.code, kept_at)


def test_too_little_data(desk: Desk) -> None:
    with pytest.raises(NotEnoughData) as caught:
        desk.judge(desk.export(plays(99), name="short"))
    assert caught.value.exit_code == 4
    assert desk.poll().error_message == message_for(caught.value)
    assert_failed(desk, "too_few_plays", None)


def test_too_little_after_exclusions(desk: Desk, kept_at: datetime | None) -> None:
    out = replace(SETTINGS, exclusions=Exclusions((Exclusion.of_hours(range(24)),)))
    with pytest.raises(NotEnoughData) as caught:
        desk.judge(desk.export(), out)
    assert caught.value.details == {"left": 0, "needed": 100}
    assert_failed(desk, "nothing_left", kept_at)


@pytest.mark.parametrize("stage", [Stage.READING, Stage.MEASURING, Stage.CHECKING, Stage.SAVING])
def test_something_unexpected(desk: Desk, kept_at: datetime | None, stage: Stage) -> None:
    def stumble(progress: Progress) -> None:
        if progress.stage is stage:
            raise RuntimeError(stage)

    with pytest.raises(RuntimeError):
        desk.kept.judge(
            desk.listener, desk.export(), SETTINGS, again=True, progress=stumble, cancel=CancelToken()
        )
    assert_failed(desk, "unexpected", kept_at)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_being_torn_out_of_the_work(desk: Desk, interruption: type[BaseException]) -> None:
    def tear(_progress: Progress) -> None:
        raise interruption

    with pytest.raises(interruption):
        desk.kept.judge(desk.listener, desk.export(), SETTINGS, progress=tear, cancel=CancelToken())
    assert_failed(desk, "unexpected", None)


@pytest.mark.parametrize("stage", [Stage.READING, Stage.MEASURING, Stage.WRITING, Stage.CHECKING])
def test_cancelling(desk: Desk, kept_at: datetime | None, stage: Stage) -> None:
    token = CancelToken()

    def cancel_at(progress: Progress) -> None:
        if progress.stage is stage:
            token.cancel()

    with pytest.raises(Cancelled):
        desk.kept.judge(desk.listener, desk.export(), SETTINGS, again=True, progress=cancel_at, cancel=token)
    assert desk.poll().error_message == message_for(AppError("cancelled"))
    assert_failed(desk, "cancelled", kept_at)


def test_cancelled_before_it_began(desk: Desk, kept_at: datetime | None) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        desk.kept.judge(desk.listener, desk.export(), SETTINGS, progress=ignore_progress, cancel=token)
    assert_failed(desk, "cancelled", kept_at)


def test_once_it_is_being_saved_it_is_too_late_to_cancel(desk: Desk) -> None:
    token = CancelToken()

    def cancel_late(progress: Progress) -> None:
        if progress.stage is Stage.SAVING:
            token.cancel()

    state = desk.kept.judge(desk.listener, desk.export(), SETTINGS, progress=cancel_late, cancel=token)
    assert state.status is Status.COMPLETED


def test_an_attempt_that_was_overtaken_leaves_the_newer_one_alone(desk: Desk) -> None:
    newer: list[AnalysisState] = []

    def overtake(progress: Progress) -> None:
        if progress.stage is Stage.MEASURING and not newer:
            newer.append(desk.kept.begin(desk.listener, desk.export(), replace(SETTINGS, wording=5)))

    with pytest.raises(StorageError) as caught:
        desk.kept.judge(desk.listener, desk.export(), SETTINGS, progress=overtake, cancel=CancelToken())
    assert caught.value.code == "superseded_attempt"
    assert [desk.poll()] == newer
    assert desk.kept.get(desk.listener) is None


def test_asking_twice_does_not_fail_the_work_under_way(desk: Desk) -> None:
    source = desk.export()
    statuses: list[Status] = []

    def ask_again(progress: Progress) -> None:
        if progress.stage is Stage.MEASURING and not statuses:
            try:
                desk.judge(source)
            except StorageError as error:
                assert error.code == "wrong_status"  # noqa: PT017 - either answer will do
            statuses.append(desk.poll().status)

    try:
        desk.kept.judge(desk.listener, source, SETTINGS, progress=ask_again, cancel=CancelToken())
    except StorageError:
        assert statuses == [Status.PROCESSING]
    assert statuses == [Status.PROCESSING]
    assert desk.poll().status is Status.COMPLETED
