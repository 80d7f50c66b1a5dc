"""Sees that the program is gone two seconds after it has been told to end, whatever does not answer by then.

A keychain waits for a person, a server for its next byte, and a thread that is in neither cannot be broken off. What is
kept can be left at any moment: the results file takes a change as a whole or not at all, as when the power fails, and the
next start says of a judgement that it was broken off.
"""

import logging
import os
import threading
from collections.abc import Callable

LIMIT_S = 1.5
"""A little less than two seconds: what has answered by then ends in good order, and that takes a moment too."""

log = logging.getLogger(__name__)


class Ending:
    """The last resort of one run."""

    def __init__(self, doing: Callable[[], str], close: Callable[[], None]) -> None:
        """Prepare it.

        Args:
            doing: Says which work does not answer, empty where there is none; called in another thread.
            close: Closes what must be closed.
        """
        self._doing = doing
        self._close = close
        self._timer: threading.Timer | None = None

    def begin(self) -> None:
        """Count from now on; counting twice changes nothing."""
        if self._timer is None:
            self._timer = threading.Timer(LIMIT_S, self._leave)
            self._timer.daemon = True
            self._timer.name = "ending"
            self._timer.start()

    def call_off(self) -> None:
        """Stop counting: everything has ended."""
        if self._timer is not None:
            self._timer.cancel()

    def _leave(self) -> None:
        doing = self._doing()
        if doing:
            log.warning("the program ends although this has not: %s", doing)
        self._close()
        os._exit(0)
