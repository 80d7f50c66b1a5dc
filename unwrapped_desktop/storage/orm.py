"""The tables, as SQLAlchemy sees them. Rows never leave this package.

```
listener 1 ── 0..1 analysis          the one current analysis, with the last completed report
         1 ── *    report_history    the reports before that
         1 ── 0..1 spotify_sign_in   that a sign-in lies in the keychain; no secret is here
```

Documents are the exact text of `domain.report_json.encode_report`, uncompressed: whoever opens the file with another
program can read what is kept.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

# Changing a table on SQLite means making it anew, and that needs every constraint to have a name.
NAMING = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time: aware on both sides, UTC text without an offset in the file."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time as it is stored.

        Raises:
            ValueError: It has no zone.
        """
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Return the time as it was given, in UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Common to all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Text, int: Integer, datetime: UtcDateTime}  # noqa: RUF012 - SQLAlchemy's own shape


class ListenerRow(Base):
    """A person whose verdicts are kept."""

    __tablename__ = "listener"
    __table_args__ = (CheckConstraint("name <> ''", name="named"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class AnalysisRow(Base):
    """The current analysis of a listener: UNIQUE holds it to one. A new attempt is a new row with a new id.

    AUTOINCREMENT never gives an id twice, so a late answer to a replaced attempt finds nothing. The `report_` columns
    are those of the last completed report, and are carried from attempt to attempt.
    """

    __tablename__ = "analysis"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'processing', 'completed', 'failed')", name="status"),
        CheckConstraint(
            "status NOT IN ('processing', 'completed') OR started_at IS NOT NULL", name="started"
        ),
        CheckConstraint("(status IN ('completed', 'failed')) = (completed_at IS NOT NULL)", name="ended"),
        CheckConstraint(
            "(status = 'failed') = (error_code IS NOT NULL) AND (status = 'failed') = (error_message IS NOT NULL)",
            name="error",
        ),
        CheckConstraint(
            "status <> 'completed' OR (report_document IS NOT NULL AND data_sha256 IS NOT NULL)",
            name="has_report",
        ),
        CheckConstraint(
            "(report_document IS NULL) = (report_label IS NULL)"
            " AND (report_document IS NULL) = (report_created_at IS NULL)"
            " AND (report_document IS NULL) = (report_completed_at IS NULL)"
            " AND (report_document IS NULL) = (report_data_sha256 IS NULL)"
            " AND (report_document IS NULL) = (report_settings_key IS NULL)"
            " AND (report_document IS NULL) = (report_source IS NULL)",
            name="whole_report",
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listener_id: Mapped[int] = mapped_column(ForeignKey("listener.id", ondelete="CASCADE"), unique=True)
    status: Mapped[str]
    data_sha256: Mapped[str | None]
    settings_key: Mapped[str]
    source: Mapped[str]
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
    begun_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    report_document: Mapped[str | None] = mapped_column(deferred=True)
    report_label: Mapped[str | None]
    report_created_at: Mapped[datetime | None]
    report_completed_at: Mapped[datetime | None]
    report_data_sha256: Mapped[str | None]
    report_settings_key: Mapped[str | None]
    report_source: Mapped[str | None]


class ReportHistoryRow(Base):
    """A report that a newer one has replaced."""

    __tablename__ = "report_history"
    __table_args__ = (
        Index("ix_report_history_listener_id", "listener_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    listener_id: Mapped[int] = mapped_column(ForeignKey("listener.id", ondelete="CASCADE"))
    label: Mapped[str]
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime]
    document: Mapped[str] = mapped_column(deferred=True)


class SpotifySignInRow(Base):
    """That a listener's sign-in lies in the system's keychain."""

    __tablename__ = "spotify_sign_in"
    __table_args__ = (CheckConstraint("has_ended IN (0, 1)", name="has_ended"),)

    listener_id: Mapped[int] = mapped_column(
        ForeignKey("listener.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    client_id: Mapped[str]
    authorized_at: Mapped[datetime]
    has_ended: Mapped[int]
