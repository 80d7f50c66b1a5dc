"""One look at the results file while the program still starts: the verdict that a person comes back to.

SQLAlchemy takes longer to load than a verdict takes to be painted, so this asks SQLite itself, and changes nothing.
Whatever is not as it should be is left to `opening`, which comes right after and has the words for it.
"""

from contextlib import closing
from pathlib import Path

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.listener_name import called
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report
from unwrapped_desktop.storage.faults import translated
from unwrapped_desktop.storage.forgotten_file import marks_beside
from unwrapped_desktop.storage.inspection import HEAD, guard, inspect, open_to_read

_BUSY_TIMEOUT_MS = 20
_OF_LAST_JUDGED = """
    SELECT analysis.report_document, listener.name
    FROM listener LEFT JOIN analysis ON analysis.listener_id = listener.id
    ORDER BY analysis.report_completed_at DESC NULLS LAST, listener.created_at DESC, listener.id DESC
    LIMIT 1
"""
"""In the order of `ResultsFile.listeners`."""


def last_report(database: Path) -> Report | None:
    """Return the report of the listener judged last; None where there is none, or it cannot be told at once.

    While somebody is to be forgotten it may be theirs, and is not shown.

    Args:
        database: The results file. It need not exist, and is not changed.
    """
    try:
        if marks_beside(database).exists():
            return None
        found = inspect(database, busy_timeout_ms=_BUSY_TIMEOUT_MS)
        if found is None or found.revision != HEAD or found.is_log_foreign:
            return None
        with (
            translated(database),
            closing(open_to_read(database, busy_timeout_ms=_BUSY_TIMEOUT_MS)) as connection,
        ):
            guard(connection, foreign_keys=True)
            row = connection.execute(_OF_LAST_JUDGED).fetchone()
        return None if row is None or row[0] is None else called(decode_report(row[0]), row[1])
    except StorageError:
        return None
