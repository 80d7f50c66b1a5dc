"""Waits for work that cannot be broken off, and leaves it behind when nobody wants it any more, or it takes too long."""

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from unwrapped_desktop.domain.progress import CancelToken

_T = TypeVar("_T")

LOOKED_AT_EVERY_S = 0.05


def unless_cancelled(work: Callable[[], _T], cancel: CancelToken, *, within_s: float = float("inf")) -> _T:
    """Return what work returns, done in a thread of its own.

    A name can take a minute to be looked up, a header can come letter by letter, and a keychain waits for a person. What
    is no longer waited for is left to end by itself, in a thread that keeps nothing from ending.

    Args:
        work: What is done. It may still be at work when this has returned, so it must hold nothing that others wait for.
        cancel: Ends the wait, within a tenth of a second.
        within_s: How long it is waited for at most.

    Raises:
        Cancelled: The token was set.
        TimeoutError: It took longer.
    """
    ended: SimpleQueue[tuple[bool, _T | BaseException]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put((True, work()))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            ended.put((False, error))

    cancel.raise_if_cancelled()
    until = time.monotonic() + within_s
    threading.Thread(target=run, name="left-behind", daemon=True).start()
    while (left := until - time.monotonic()) > 0:
        try:
            is_result, outcome = ended.get(timeout=min(left, LOOKED_AT_EVERY_S))
        except Empty:
            cancel.raise_if_cancelled()
            continue
        if is_result:
            return outcome  # type: ignore[return-value]
        raise outcome  # type: ignore[misc]
    raise TimeoutError


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """Return what work returns, done in a thread of its own.

    Raises:
        TimeoutError: It took longer.
    """
    return unless_cancelled(work, CancelToken(), within_s=seconds)
