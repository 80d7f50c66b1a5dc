"""Ways in which a results file comes to harm, and what was in it."""

import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.unit.storage.support import judge, opened

PAGE = 4096


def fill(home: Path, *, verdicts: int = 30) -> Path:
    """Make a results file with verdicts of two listeners, closed properly; return the file."""
    home.mkdir(parents=True, exist_ok=True)
    database = home / "unwrapped.db"
    database.write_bytes(_filled(verdicts))
    return database


@cache
def _filled(verdicts: int) -> bytes:
    with TemporaryDirectory() as folder, opened(Path(folder)) as repository:
        you, other = (repository.listener(name).listener_id for name in ("You", "Ottoline"))
        for number in range(verdicts):
            judge(repository, you, f"LABEL {number}")
        judge(repository, other, "OTHER")
        repository.close()
        return (Path(folder) / "unwrapped.db").read_bytes()


def labels(home: Path) -> list[list[str]]:
    """Return the labels of every listener, the newest verdict first."""
    with opened(home) as repository:
        found = []
        for listener in sorted(repository.listeners(), key=lambda one: one.listener_id):
            report = repository.report(listener.listener_id)
            history = repository.history(listener.listener_id)
            found.append(
                ([] if report is None else [report.verdict.label])
                + [repository.earlier_report(entry.history_id).verdict.label for entry in history]
            )
        return found


def root_of(database: Path, name: str) -> int:
    """Return the number of the page at which a table or an index begins."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    assert isinstance(page, int)
    return page


def overwrite(database: Path, offset: int, content: bytes) -> None:
    with database.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def empty_index(database: Path, name: str = "ix_report_history_listener_id") -> None:
    """Let an index forget everything; its page still looks like one."""
    page = root_of(database, name)
    overwrite(database, (page - 1) * PAGE + 3, b"\0\0" + PAGE.to_bytes(2, "big"))


def lose_page_of(database: Path, table: str) -> None:
    """Overwrite the first page below the root of a table that has several."""
    root = root_of(database, table)
    content = database.read_bytes()[(root - 1) * PAGE : root * PAGE]
    assert content[0] == 5, "no table with pages below its root"
    cell = int.from_bytes(content[12:14], "big")
    page = int.from_bytes(content[cell : cell + 4], "big")
    overwrite(database, (page - 1) * PAGE, b"\xa5" * PAGE)


def foreign_log(folder: Path) -> Path:
    """Return a log that belongs to another results file, with a verdict in it."""
    other, killed = folder / "other", folder / "other, killed"
    fill(other, verdicts=2)
    with opened(other) as repository:
        judge(repository, repository.listener("Stranger").listener_id, "THEIRS")
        shutil.copytree(other, killed)
    log = killed / "unwrapped.db-wal"
    assert log.stat().st_size > 0
    return log
