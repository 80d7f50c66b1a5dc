"""The steps from one form of the results file to the next, run by Alembic.

Only `migrate` imports this, and only when there is something to do: Alembic takes its time to load.
"""

import io
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.operations.ops import MigrationScript
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection

from unwrapped_desktop.storage.engine import IMMEDIATE, make_engine


def config_for(migrations: Path, connection: Connection | None = None) -> Config:
    """Return Alembic's configuration, which prints nothing.

    Args:
        migrations: Folder of `env.py` and the revisions.
        connection: What the revisions change. Its transaction has begun, so they share it.
    """
    config = Config(stdout=io.StringIO(), attributes={"connection": connection})
    # A percent sign starts a reference in a configuration file.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config


def known_revisions(migrations: Path) -> frozenset[str]:
    """Return the names of all revisions."""
    scripts = ScriptDirectory.from_config(config_for(migrations))
    return frozenset(script.revision for script in scripts.walk_revisions())


def apply(connection: Connection, migrations: Path, head: str) -> None:
    """Take the database to a revision."""
    command.upgrade(config_for(migrations, connection), head)


def draft(name: str, migrations: Path) -> Path | None:
    """Write a revision that takes a database at the head to the tables of `orm`.

    Returns:
        The revision's file; None when they agree already.
    """
    number = len(known_revisions(migrations)) + 1
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(Path(folder) / "draft.db", foreign_keys=False, create=True)
        try:
            with engine.execution_options(**IMMEDIATE).begin() as connection:
                config = config_for(migrations, connection)
                command.upgrade(config, "head")
                script = command.revision(
                    config,
                    message=name,
                    autogenerate=True,
                    rev_id=f"{number:04d}",
                    process_revision_directives=_drop_if_empty,
                )
        finally:
            engine.dispose()
    return Path(script.path) if isinstance(script, Script) else None


def _drop_if_empty(_context: object, _revision: object, scripts: list[MigrationScript]) -> None:
    if scripts[0].upgrade_ops is not None and scripts[0].upgrade_ops.is_empty():
        scripts.clear()
