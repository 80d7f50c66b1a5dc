"""Waits for work in a thread that nobody has to wait for: a call to the network cannot be broken off, but left behind."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


async def in_background(work: Callable[[], _T]) -> _T:
    """Return what work returns, done in a thread of its own; a task that is cancelled leaves it to end by itself.

    Unlike a thread of an executor it keeps neither the loop nor the program from ending.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_T] = loop.create_future()

    def tell(settle: Callable[[], None]) -> None:
        def settle_if_wanted() -> None:
            if not done.done():
                settle()

        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody wants to know
            loop.call_soon_threadsafe(settle_if_wanted)

    def run() -> None:
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            failure = error
            tell(lambda: done.set_exception(failure))
        else:
            tell(lambda: done.set_result(result))

    threading.Thread(target=run, name="sign-in", daemon=True).start()
    return await done
