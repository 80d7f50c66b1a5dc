"""Waits for work that cannot be broken off, and leaves it behind when the person no longer wants it."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from unwrapped_desktop.domain.progress import CancelToken

_T = TypeVar("_T")

LOOKED_AT_EVERY_S = 0.05


def unless_cancelled(work: Callable[[], _T], cancel: CancelToken) -> _T:
    """Return what work returns, done in a thread of its own.

    A read from the network can take ten seconds between two bytes, and a keychain waits for a person. Once the token is
    set the work is left to end by itself, in a thread that keeps nothing from ending.

    Raises:
        Cancelled: The token was set.
    """
    ended: SimpleQueue[tuple[bool, _T | BaseException]] = SimpleQueue()

    def run() -> None:
        try:
            ended.put((True, work()))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            ended.put((False, error))

    cancel.raise_if_cancelled()
    threading.Thread(target=run, name="spotify", daemon=True).start()
    while True:
        try:
            is_result, outcome = ended.get(timeout=LOOKED_AT_EVERY_S)
        except Empty:
            cancel.raise_if_cancelled()
            continue
        if is_result:
            return outcome  # type: ignore[return-value]
        raise outcome  # type: ignore[misc]
