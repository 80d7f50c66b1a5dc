"""Work that cannot be broken off is waited for, and left behind."""

import threading
from collections.abc import Iterator

import pytest

from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.leaving import unless_cancelled, within


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What work waits for in these tests."""
    made = threading.Event()
    yield made
    made.set()


def test_what_work_brings_is_brought() -> None:
    assert unless_cancelled(lambda: 7, CancelToken()) == 7
    with pytest.raises(ZeroDivisionError):
        unless_cancelled(lambda: 1 // 0, CancelToken())


def test_work_that_nobody_wants_is_left_and_still_ends(gate: threading.Event) -> None:
    cancel, done = CancelToken(), threading.Event()

    def work() -> None:
        gate.wait()
        done.set()

    threading.Timer(0.1, cancel.cancel).start()
    with pytest.raises(Cancelled):
        unless_cancelled(work, cancel)
    assert not done.is_set()
    gate.set()
    assert done.wait(10)


def test_work_that_takes_too_long_is_left(gate: threading.Event) -> None:
    with pytest.raises(TimeoutError):
        within(0.1, gate.wait)


def test_what_is_not_wanted_any_more_is_not_begun() -> None:
    cancel = CancelToken()
    cancel.cancel()
    begun: list[bool] = []
    with pytest.raises(Cancelled):
        unless_cancelled(lambda: begun.append(True), cancel)
    assert begun == []
