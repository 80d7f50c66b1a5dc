"""The wait for an export: what is next, and how many days it has taken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from unwrapped_desktop.domain.waiting import Waiting, WaitingStage

BEGUN = datetime(2026, 5, 3, 21, 30, tzinfo=UTC)
WAITING = Waiting(begun_at=BEGUN)


@pytest.mark.parametrize(("account", "history", "confirmed"), list(product([False, True], repeat=3)))
def test_the_stage_follows_from_what_was_done(*, account: bool, history: bool, confirmed: bool) -> None:
    waiting = replace(
        WAITING, asked_for_account_data=account, asked_for_history=history, has_confirmed=confirmed
    )
    expected = {
        (False, False): WaitingStage.ASK,
        (False, True): WaitingStage.ASK,
        (True, False): WaitingStage.CONFIRM,
        (True, True): WaitingStage.WAIT,
    }[account or history, confirmed]
    for days in (0, 5, 400):
        assert waiting.stage(BEGUN + timedelta(days=days)) is expected


def test_nothing_else_moves_the_stage() -> None:
    assert replace(WAITING, looks_in_downloads=True).stage(BEGUN) is WaitingStage.ASK


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (BEGUN, 0),
        (BEGUN + timedelta(hours=2, minutes=29), 0),
        (BEGUN + timedelta(hours=2, minutes=30), 1),
        (datetime(2026, 5, 7, 0, 0, tzinfo=UTC), 4),
        (datetime(2026, 6, 2, 23, 59, tzinfo=UTC), 30),
        # A clock that was set back.
        (BEGUN - timedelta(days=9), 0),
    ],
)
def test_days_are_midnights(now: datetime, days: int) -> None:
    assert WAITING.days(now) == days


def test_days_are_those_of_the_zone_of_now() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # 21:30 UTC is 23:30 in Berlin in summer: midnight is half an hour away there.
    assert WAITING.days(datetime(2026, 5, 4, 0, 0, tzinfo=berlin)) == 1
    assert WAITING.days(datetime(2026, 5, 3, 22, 0, tzinfo=UTC)) == 0
    # The clocks go back in between: a day of 25 hours is one day.
    begun = Waiting(begun_at=datetime(2026, 10, 25, 0, 30, tzinfo=berlin))
    assert begun.days(datetime(2026, 10, 25, 23, 59, tzinfo=berlin)) == 0
    assert begun.days(datetime(2026, 10, 26, 0, 0, tzinfo=berlin)) == 1


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        Waiting(begun_at=datetime(2026, 5, 3))  # noqa: DTZ001 - that is the point
