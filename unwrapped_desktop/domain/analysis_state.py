"""The status machine of an analysis.

```
begin ──> PENDING ──> PROCESSING ──> COMPLETED
             └────────────┴────────> FAILED     (error, cancel, interruption)
begin on FAILED or COMPLETED ──> PENDING        (the last good report stays readable throughout)
```
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Where an analysis stands."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


RUNNING = frozenset({Status.PENDING, Status.PROCESSING})

INTERRUPTED = "interrupted"
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisState:
    """The one current analysis of a listener.

    Attributes:
        analysis_id: Its number; a new attempt has a new one.
        listener_id: Whose it is.
        status: Where it stands.
        data_sha256: The record it judges; None until the record has been read.
        settings_key: `JudgeSettings.key` it was begun with.
        source: Where the data was read from, as the person gave it: paths, or `sample:NAME`.
        error_code: Stable code of the failure; `interrupted` and `cancelled` are such codes. None otherwise.
        error_message: The failure in words for a person. None unless FAILED.
        begun_at: When it was asked for.
        started_at: When work began; None while PENDING.
        completed_at: When it ended, well or badly; None while it runs.
        report_source: Where the data of the last completed report was read from; empty when there is no report.
    """

    analysis_id: int
    listener_id: int
    status: Status
    data_sha256: str | None
    settings_key: str
    source: tuple[str, ...]
    error_code: str | None
    error_message: str | None
    begun_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    report_source: tuple[str, ...]

    @property
    def is_running(self) -> bool:
        """Whether work is waiting or under way."""
        return self.status in RUNNING

    @property
    def has_report(self) -> bool:
        """Whether a completed report can be read, from this attempt or an earlier one."""
        return bool(self.report_source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A person whose verdicts are kept on this computer."""

    listener_id: int
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReport:
    """One line of a listener's history, without the report itself.

    Attributes:
        history_id: Its number.
        listener_id: Whose it is.
        label: The label it gave.
        created_at: When it was made.
        archived_at: When a newer one took its place.
    """

    history_id: int
    listener_id: int
    label: str
    created_at: datetime
    archived_at: datetime
