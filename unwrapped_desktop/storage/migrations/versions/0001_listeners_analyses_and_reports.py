"""Listeners, their current analysis, their reports.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listener",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_listener_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listener")),
        sa.UniqueConstraint("name", name=op.f("uq_listener_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "analysis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listener_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("data_sha256", sa.Text(), nullable=True),
        sa.Column("settings_key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("completed_at", sa.DateTime(), nullable=True),
        sa.Column("report_document", sa.Text(), nullable=True),
        sa.Column("report_label", sa.Text(), nullable=True),
        sa.Column("report_created_at", sa.DateTime(), nullable=True),
        sa.Column("report_completed_at", sa.DateTime(), nullable=True),
        sa.Column("report_data_sha256", sa.Text(), nullable=True),
        sa.Column("report_settings_key", sa.Text(), nullable=True),
        sa.Column("report_source", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "status IN ('pending', 'processing', 'completed', 'failed')", name=op.f("ck_analysis_status")
        ),
        sa.CheckConstraint(
            "status NOT IN ('processing', 'completed') OR started_at IS NOT NULL",
            name=op.f("ck_analysis_started"),
        ),
        sa.CheckConstraint(
            "(status IN ('completed', 'failed')) = (completed_at IS NOT NULL)", name=op.f("ck_analysis_ended")
        ),
        sa.CheckConstraint(
            "(status = 'failed') = (error_code IS NOT NULL) AND (status = 'failed') = (error_message IS NOT NULL)",
            name=op.f("ck_analysis_error"),
        ),
        sa.CheckConstraint(
            "status <> 'completed' OR (report_document IS NOT NULL AND data_sha256 IS NOT NULL)",
            name=op.f("ck_analysis_has_report"),
        ),
        sa.CheckConstraint(
            "(report_document IS NULL) = (report_label IS NULL)"
            " AND (report_document IS NULL) = (report_created_at IS NULL)"
            " AND (report_document IS NULL) = (report_completed_at IS NULL)"
            " AND (report_document IS NULL) = (report_data_sha256 IS NULL)"
            " AND (report_document IS NULL) = (report_settings_key IS NULL)"
            " AND (report_document IS NULL) = (report_source IS NULL)",
            name=op.f("ck_analysis_whole_report"),
        ),
        sa.ForeignKeyConstraint(
            ["listener_id"],
            ["listener.id"],
            name=op.f("fk_analysis_listener_id_listener"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis")),
        sa.UniqueConstraint("listener_id", name=op.f("uq_analysis_listener_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "report_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listener_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listener_id"],
            ["listener.id"],
            name=op.f("fk_report_history_listener_id_listener"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_history")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_history_listener_id", "report_history", ["listener_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_report_history_listener_id", table_name="report_history")
    op.drop_table("report_history")
    op.drop_table("analysis")
    op.drop_table("listener")
