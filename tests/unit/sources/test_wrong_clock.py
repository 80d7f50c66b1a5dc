"""A computer whose clock goes wrong: its battery is empty, or somebody has turned it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import listeners
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources.export import ExportSource

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A clock that shows what it is told."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    return listeners.write_export(listeners.loyalist(3), folder, zipped=True).path


@pytest.mark.parametrize("year", [1, 1970, 2015, 2025])
def test_a_clock_that_is_years_behind_is_named(export: Path, year: int) -> None:
    source = ExportSource([export], clock=Clock(datetime(year, 1, 1, tzinfo=UTC)))
    with pytest.raises(SourceError) as caught:
        source.fetch(ignore_progress, CancelToken())
    assert caught.value.code == "clock_behind"
    said = message_for(caught.value)
    assert f"{year:04}-01-01" in said
    assert "Set the date" in said


@pytest.mark.parametrize(
    "ahead", [timedelta(0), timedelta(days=1), timedelta(days=-1), timedelta(days=27_000)]
)
def test_a_clock_that_is_a_day_off_or_far_ahead_changes_nothing(export: Path, ahead: timedelta) -> None:
    right = ExportSource([export], clock=Clock(NOW)).fetch(ignore_progress, CancelToken())
    other = ExportSource([export], clock=Clock(NOW + ahead)).fetch(ignore_progress, CancelToken())
    assert other.record.data_sha256 == right.record.data_sha256
    assert other.record.set_aside == right.record.set_aside
