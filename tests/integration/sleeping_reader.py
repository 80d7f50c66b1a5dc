"""Reads Spotify's lists again and again, a line of standard input each time: `python -m tests.integration.sleeping_reader URL`.

Says how each reading ended on a line of its own: `read`, or the code of the error.
"""

import sys
from datetime import UTC, datetime

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources.web_api import calls
from unwrapped_desktop.sources.web_api.source import WebApiSource

TOKEN = "CANARY-ACCESS"  # noqa: S105 - the stand-in's
TOTAL_S = 3.0
"""A person may wait for thirty; a test is not one."""


class OneToken:
    """Always the same token."""

    def access_token(self, *, refused: str | None = None) -> str:  # noqa: ARG002 - the face of one
        return TOKEN


class Clock:
    """The computer's."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def main() -> None:
    """Read whenever a line comes."""
    setattr(calls, "TOTAL_S", TOTAL_S)  # noqa: B010 - it is the name that is looked up there
    for _line in sys.stdin:
        source = WebApiSource(tokens=OneToken, clock=Clock(), base_url=f"{sys.argv[1]}/v1/")
        try:
            source.fetch(ignore_progress, CancelToken())
            said = "read"
        except AppError as error:
            said = error.code if message_for(error) else "nothing"
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
