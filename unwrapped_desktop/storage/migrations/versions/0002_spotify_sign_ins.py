"""That a listener has signed in to Spotify; the secret is in the keychain alone.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spotify_sign_in",
        sa.Column("listener_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("authorized_at", sa.DateTime(), nullable=False),
        sa.Column("has_ended", sa.Integer(), nullable=False),
        sa.CheckConstraint("has_ended IN (0, 1)", name=op.f("ck_spotify_sign_in_has_ended")),
        sa.ForeignKeyConstraint(
            ["listener_id"],
            ["listener.id"],
            name=op.f("fk_spotify_sign_in_listener_id_listener"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listener_id", name=op.f("pk_spotify_sign_in")),
    )


def downgrade() -> None:
    op.drop_table("spotify_sign_in")
