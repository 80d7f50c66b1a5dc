"""A keychain in memory that can be told to misbehave, and a clock that a test moves."""

import threading
from datetime import UTC, datetime


class MovingClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 3, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


class MemoryVault:
    """A keychain in memory.

    Attributes:
        entries: What it holds.
        asked: How often it was asked for an entry.
        fails: Whether it raises whatever it is asked.
        error: What it raises then.
        loses: Whether it loses what it is given without a word.
        opens: Cleared, it answers nobody until it is set again.
        stuck: How many wait for an answer.
    """

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.asked = 0
        self.fails = False
        self.error: Exception = RuntimeError("CANARY-REFRESH in the text of a backend")
        self.loses = False
        self.opens = threading.Event()
        self.opens.set()
        self.stuck = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self._answer()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        if not self.loses:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        del self.entries[service, username]

    def _answer(self) -> None:
        if not self.opens.is_set():
            self.stuck += 1
            self.opens.wait(60)
            self.stuck -= 1
        if self.fails:
            raise self.error
