"""How long stages take, by a clock that a test winds."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.workers.job import Job, JobEvent
from unwrapped_desktop.workers.runner import JobRunner
from unwrapped_desktop.workers.stage_times import StageTimes


@given(
    begin_s=st.integers(0, 100),
    steps=st.lists(st.tuples(st.sampled_from(list(Stage)), st.integers(0, 100)), max_size=30),
)
def test_all_time_belongs_to_the_stage_it_was_spent_in(begin_s: int, steps: list[tuple[Stage, int]]) -> None:
    now_s = 1_000.0
    times = StageTimes("judge", now=lambda: now_s)
    now_s += begin_s
    spent: dict[str, float] = {}
    for place, (stage, takes_s) in enumerate(steps):
        times.reach(stage)
        spent[stage.value] = spent.get(stage.value, 0) + takes_s + (begin_s if place == 0 else 0)
        now_s += takes_s
    took = times.end("succeeded")
    assert took.stages == tuple(spent.items())
    assert took.took_s == now_s - 1_000
    if steps:
        assert sum(seconds for _, seconds in took.stages) == took.took_s


@pytest.mark.parametrize("fails", [False, True])
def test_work_with_stages_leaves_one_line_and_work_without_none(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, fails: bool
) -> None:
    caplog.set_level(logging.INFO, "unwrapped_desktop")
    runner, ended = JobRunner(), list[JobEvent]()
    runner.happened.connect(lambda event: ended.append(event) if event.times or event.result else None)

    def work(tell: Tell, cancel: CancelToken) -> object:
        for stage in (Stage.READING, Stage.MEASURING, Stage.READING):
            tell(Progress(stage=stage))
        if fails:
            cancel.cancel()
            cancel.raise_if_cancelled()
        return "done"

    runner.start(Job(name="judge", work=work))
    runner.start(Job(name="other", work=lambda _tell, _cancel: "done"))
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=30_000)
    runner.stop()
    assert runner.wait(30_000)
    how = "cancelled" if fails else "succeeded"
    (line,) = [record.message for record in caplog.records if "after" in record.message]
    assert line.startswith(f"judge {how} after 0.0")
    assert ended[0].times is not None
    assert [name for name, _ in ended[0].times.stages] == ["reading", "measuring"]
    assert ended[1].times is None
