"""What Alembic runs to apply or compare revisions; only Alembic loads this file.

The connection comes from `storage.migrate`, inside a transaction that holds all steps together.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from unwrapped_desktop.storage.orm import Base, UtcDateTime


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column type as what it is in the file: a revision must not change when the program does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
