"""Short transactions that change the results file: one at a time, and what is deleted is overwritten."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.storage.connection import check_there
from unwrapped_desktop.storage.engine import IMMEDIATE, translated_sql
from unwrapped_desktop.storage.faults import translated


class Transactions:
    """The results file, as those who work with its tables see it. Any thread may use it.

    All of it raises `StorageError` when the file refuses.
    """

    def __init__(self, engine: Engine, *, backups_dir: Path | None = None) -> None:
        """Prepare.

        Args:
            engine: Of the file.
            backups_dir: Where copies of it lie.
        """
        self._engine = engine
        self._writer = engine.execution_options(**IMMEDIATE)
        self._one_writer = threading.Lock()
        self._is_closed = False
        self._database = Path(engine.url.database or "")
        self._backups_dir = backups_dir

    def close(self) -> None:
        """Close the file's connections for good; the last one tidies its log away.

        Whoever comes later is refused: a new connection would make a new file in the place of one that was deleted.
        """
        self._is_closed = True
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that writes: after those before it, also among several programs."""
        self._check_open()
        # SQLite before 3.51.3 can damage a file that two connections of one program write to at the same moment.
        with (
            self._one_writer,
            translated_sql(self._database),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def _check_open(self) -> None:
        if self._is_closed:
            raise StorageError("database_closed")
        # A connection that is open writes into a file that has no name any more, and says nothing.
        check_there(self._database)

    def overwrite_deleted(self) -> None:
        """Let nothing of what was deleted be left: not in the log, nor in copies of the file."""
        self._check_open()
        # A reader can be in the way of the log; then it goes at the next opportunity.
        with (
            self._one_writer,
            translated_sql(self._database),
            closing(self._engine.raw_connection()) as connection,
        ):
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if self._backups_dir is not None:
            with translated(self._database):
                for backup in self._backups_dir.glob(f"{self._database.stem}-*"):
                    backup.unlink(missing_ok=True)
