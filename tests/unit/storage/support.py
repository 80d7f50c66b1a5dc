"""What the storage tests share: a small report, a clock that moves by hand, a results file in a folder."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unwrapped_desktop.domain.forensics import SetAside, SourceKind
from unwrapped_desktop.domain.report import Provenance, RecordSummary, Report, ReportListener, Verdict
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.inspection import HEAD
from unwrapped_desktop.storage.migrate import MIGRATIONS
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.storage.results_file import ResultsFile

SHA_A, SHA_B = "a" * 64, "b" * 64
SOURCE = ("/music/a b/Spotify Ünwrapped.zip",)


class HandClock:
    """A clock that moves one minute at every look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def small_report(
    label: str = "SMALL MUSEUM", *, data_sha256: str = SHA_A, charge: str = "Why not."
) -> Report:
    return Report(
        created_at=datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC),
        listener=ReportListener(name="You", source=SourceKind.EXTENDED_EXPORT),
        provenance=Provenance(
            app_version="0",
            engine_version="0",
            reference_version="0",
            data_sha256=data_sha256,
            seed="0",
            critic="rules",
            intensity="honest",
            timezone="Europe/Zurich",
        ),
        record=RecordSummary(
            kind="history",
            first_play_at=None,
            last_play_at=None,
            rows_total=0,
            rows_used=0,
            plays=0,
            played_ms=0,
            artists=0,
            tracks=0,
            set_aside=SetAside(),
            files=(),
            gaps=(),
        ),
        facts=(),
        receipts=(),
        verdict=Verdict(
            label=label,
            charge=charge,
            label_receipts=(),
            word_count=0,
            claims_total=0,
            claims_checked=0,
            remarks=(),
        ),
        axes=(),
    )


@contextmanager
def opened(home: Path, *, busy_timeout_ms: int = 5_000) -> Iterator[ResultsFile]:
    with open_repository(AppPaths.under(home), HandClock(), busy_timeout_ms=busy_timeout_ms) as repository:
        yield repository


def judge(
    repository: ResultsFile,
    listener_id: int,
    label: str = "SMALL MUSEUM",
    *,
    data_sha256: str = SHA_A,
    settings_key: str = "k",
) -> int:
    """Run an analysis from begin to the end and return its id."""
    state = repository.begin(
        listener_id, data_sha256=data_sha256, settings_key=settings_key, source=SOURCE, again=True
    )
    repository.start(state.analysis_id)
    repository.complete(state.analysis_id, small_report(label, data_sha256=data_sha256))
    return state.analysis_id


def run_sql(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def ask_sql(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        return connection.execute(query).fetchall()


def dump(database: Path) -> list[str]:
    """Return the whole content as SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_of(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in sorted(folder.iterdir()) if path.is_file()}


LATER, STILL_LATER = f"{int(HEAD) + 1:04d}", f"{int(HEAD) + 2:04d}"
"""What `later_migrations` calls its revisions."""


def later_migrations(folder: Path, *bodies: str) -> Path:
    """Return a copy of the migrations with further revisions, whose upgrade() has the bodies given."""
    migrations = folder / "später 100%d migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    for number, body in enumerate(bodies, start=int(HEAD)):
        revision = migrations / "versions" / f"{number + 1:04d}_later.py"
        lines = "\n".join(f"    {line}" for line in body.splitlines())
        revision.write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            f'revision = "{number + 1:04d}"\ndown_revision = "{number:04d}"\n\n\ndef upgrade():\n{lines}\n',
            encoding="utf-8",
        )
    return migrations
