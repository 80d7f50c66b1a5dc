"""The developer's command line for migrations: `make migration` drafts one, `make migrate` applies them.

`check` looks at a results file and changes nothing. What to do about a damaged one, the window asks: it holds the lock.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.inspection import HEAD, inspect
from unwrapped_desktop.storage.migrate import MIGRATIONS, upgrade


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the developer's command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m unwrapped_desktop.storage", description="Migrations.")
    commands = parser.add_subparsers(dest="command", required=True)
    drafting = commands.add_parser("draft", help="write a revision that follows a change of the ORM")
    drafting.add_argument("name", help="what it does, for example: add a nickname")
    applying = commands.add_parser("apply", help="bring a results file up to date")
    applying.add_argument("database", nargs="?", type=Path, help="the file; the user's own by default")
    checking = commands.add_parser("check", help="look at a results file, and change nothing")
    checking.add_argument("database", nargs="?", type=Path, help="as above")
    chosen = parser.parse_args(arguments)
    if chosen.command == "draft":
        from unwrapped_desktop.storage import revisions  # noqa: PLC0415 - loads Alembic

        path = revisions.draft(chosen.name, MIGRATIONS)
        if path is None:
            _say("The tables and the migrations agree; there is nothing to draft.")
        else:
            _say(f"Wrote {path}. Read it, then set HEAD in inspection.py to {path.name[:4]!r}.")
        return 0
    try:
        if chosen.command == "check":
            _check(chosen.database or AppPaths.of_user().database)
            return 0
        database, backups_dir = _places(chosen.database)
        upgrade(database, backups_dir=backups_dir, clock=_SystemClock())
    except AppError as error:
        sys.stderr.write(f"{message_for(error)}\n")
        return error.exit_code
    _say(f"{database} is at {HEAD}.")
    return 0


def _check(database: Path) -> None:
    found = inspect(database)
    if found is None:
        _say(f"There is no {database}.")
    elif found.is_log_foreign:
        _say(f"{database} is sound, at {found.revision}; the log beside it belongs to another file.")
    else:
        _say(f"{database} is sound, at {found.revision}.")


class _SystemClock:
    def now(self) -> datetime:
        """Return the current time."""
        return datetime.now(UTC)


def _places(database: Path | None) -> tuple[Path, Path]:
    if database is not None:
        return database, database.absolute().parent / "backups"
    paths = AppPaths.of_user()
    paths.ensure()
    return paths.database, paths.backups_dir


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
