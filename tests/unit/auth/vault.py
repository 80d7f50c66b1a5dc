"""A keychain in memory that can be told to misbehave, and a clock that a test moves."""

from datetime import UTC, datetime


class MovingClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 3, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


class MemoryVault:
    """A keychain in memory."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.asked = 0
        self.fails = False
        self.loses = False

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self._fail()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        if not self.loses:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.entries[service, username]

    def _fail(self) -> None:
        if self.fails:
            raise RuntimeError("CANARY-REFRESH in the text of a backend")
