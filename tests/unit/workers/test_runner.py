"""Jobs on the worker thread: order, waiting, withdrawing, cancelling, failing, ending."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.workers.job import Job, JobEvent, JobStatus
from unwrapped_desktop.workers.runner import JobRunner

TIMEOUT_MS = 10_000
Tell = Callable[[Progress], None]


class Gate:
    """Work that waits until it is let go or cancelled."""

    def __init__(self, result: object = None) -> None:
        self.result = result
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, tell: Tell, cancel: CancelToken) -> object:
        self.begun.set()
        while not self.let_go.wait(0.005):
            cancel.raise_if_cancelled()
            tell(Progress(stage=Stage.READING))
        return self.result


class Story:
    """Everything a runner told."""

    def __init__(self, runner: JobRunner) -> None:
        self.events: list[JobEvent] = []
        runner.happened.connect(self.events.append)

    def endings(self) -> list[tuple[str, JobStatus]]:
        over = {JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED}
        return [(event.job.name, event.status) for event in self.events if event.status in over]


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.stop()
    assert runner.wait(TIMEOUT_MS)


def test_a_job_runs_in_another_thread_and_its_result_arrives_here(runner: JobRunner, qtbot: QtBot) -> None:
    story = Story(runner)
    threads: list[int] = []
    runner.happened.connect(lambda _event: threads.append(threading.get_ident()))
    worker_thread: list[int] = []

    def work(_tell: Tell, _cancel: CancelToken) -> object:
        worker_thread.append(threading.get_ident())
        return "done"

    runner.start(Job(name="one", work=work))
    qtbot.waitUntil(lambda: bool(story.endings()), timeout=TIMEOUT_MS)
    assert story.events[-1].result == "done"
    assert worker_thread[0] != threading.get_ident()
    assert set(threads) == {threading.get_ident()}


def test_one_at_a_time_and_the_next_waits(runner: JobRunner, qtbot: QtBot) -> None:
    story = Story(runner)
    first, second = Gate("a"), Gate("b")
    jobs = [Job(name="first", work=first), Job(name="second", work=second)]
    for job in jobs:
        runner.start(job)
    qtbot.waitUntil(first.begun.is_set, timeout=TIMEOUT_MS)
    assert runner.waiting == (jobs[1],)
    assert not second.begun.is_set()
    assert (jobs[1], JobStatus.WAITING) in [(event.job, event.status) for event in story.events]
    first.let_go.set()
    qtbot.waitUntil(second.begun.is_set, timeout=TIMEOUT_MS)
    second.let_go.set()
    qtbot.waitUntil(lambda: len(story.endings()) == 2, timeout=TIMEOUT_MS)
    assert story.endings() == [("first", JobStatus.SUCCEEDED), ("second", JobStatus.SUCCEEDED)]


def test_a_waiting_job_is_withdrawn_without_running(runner: JobRunner, qtbot: QtBot) -> None:
    story = Story(runner)
    first, second = Gate(), Gate()
    runner.start(Job(name="first", work=first))
    waiting = Job(name="second", work=second)
    runner.start(waiting)
    runner.cancel(waiting)
    assert story.endings() == [("second", JobStatus.CANCELLED)]
    first.let_go.set()
    qtbot.waitUntil(lambda: len(story.endings()) == 2, timeout=TIMEOUT_MS)
    assert not second.begun.is_set()


def test_a_running_job_stops_when_asked(runner: JobRunner, qtbot: QtBot) -> None:
    story = Story(runner)
    gate = Gate()
    job = Job(name="long", work=gate)
    runner.start(job)
    qtbot.waitUntil(gate.begun.is_set, timeout=TIMEOUT_MS)
    runner.cancel(job)
    qtbot.waitUntil(lambda: bool(story.endings()), timeout=TIMEOUT_MS)
    assert story.endings() == [("long", JobStatus.CANCELLED)]


def _raising(error: Exception) -> Callable[[Tell, CancelToken], object]:
    def work(_tell: Tell, _cancel: CancelToken) -> object:
        raise error

    return work


def test_failures_arrive_as_errors_and_the_thread_goes_on(runner: JobRunner, qtbot: QtBot) -> None:
    story = Story(runner)
    runner.start(Job(name="named", work=_raising(SourceError("file_missing", name="x.zip"))))
    runner.start(Job(name="unexpected", work=_raising(ZeroDivisionError("oops"))))
    runner.start(Job(name="after", work=lambda _tell, _cancel: 1))
    qtbot.waitUntil(lambda: len(story.endings()) == 3, timeout=TIMEOUT_MS)
    errors = {event.job.name: event.error for event in story.events if event.error is not None}
    assert errors["named"].code == "file_missing"
    assert errors["unexpected"].code == "unexpected"
    assert story.endings()[-1] == ("after", JobStatus.SUCCEEDED)


def test_stop_cancels_the_running_job_and_forgets_the_waiting_ones(qtbot: QtBot) -> None:
    runner = JobRunner()
    gate, never = Gate(), Gate()
    runner.start(Job(name="running", work=gate))
    runner.start(Job(name="waiting", work=never))
    qtbot.waitUntil(gate.begun.is_set, timeout=TIMEOUT_MS)
    with qtbot.waitSignal(runner.stopped, timeout=TIMEOUT_MS):
        runner.stop()
    runner.start(Job(name="too late", work=never))
    assert runner.wait(TIMEOUT_MS)
    assert not never.begun.is_set()


def test_progress_is_told_at_most_thirty_times_a_second(runner: JobRunner, qtbot: QtBot) -> None:
    story = Story(runner)

    def work(tell: Tell, _cancel: CancelToken) -> object:
        for done in range(20_000):
            tell(Progress(stage=Stage.READING, done=done, total=20_000))
        return None

    runner.start(Job(name="chatty", work=work))
    qtbot.waitUntil(lambda: bool(story.endings()), timeout=TIMEOUT_MS)
    told = [event for event in story.events if event.progress is not None]
    assert 1 <= len(told) < 1_000
