"""What is worth stopping for before the verdict, and what is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.domain.concerns import (
    SHORT_SPAN_DAYS,
    ConcernKind,
    concerns,
    unusable_ratio,
    unusable_rows,
)
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, Gap, SetAside
from unwrapped_desktop.domain.report import RecordSummary

FIRST = datetime(2014, 2, 3, 18, tzinfo=UTC)
LAST = datetime(2024, 1, 20, 7, tzinfo=UTC)


def _file(name: str, rows: int = 1_000, status: FileStatus = FileStatus.READ) -> FileReading:
    return FileReading(name=name, rows=rows, status=status, reason=None)


def _record(**changes: object) -> RecordSummary:
    """Return a clean record of 120 months with 100 rows in each."""
    clean = RecordSummary(
        kind="history",
        first_play_at=FIRST,
        last_play_at=LAST,
        rows_total=12_000,
        rows_used=12_000,
        plays=9_000,
        played_ms=1,
        artists=1,
        tracks=1,
        set_aside=SetAside(),
        files=(_file("Streaming_History_Audio_2014.json"), _file("Streaming_History_Audio_2015_1.json")),
        gaps=(),
    )
    return replace(clean, **changes)  # type: ignore[arg-type]


def _kinds(record: RecordSummary) -> list[ConcernKind]:
    return [concern.kind for concern in concerns(record)]


def test_a_clean_export_is_no_concern() -> None:
    assert concerns(_record()) == ()


def test_podcasts_duplicates_and_a_few_bad_rows_are_no_concern() -> None:
    aside = SetAside(
        podcast=5_000,
        audiobook=400,
        duplicate=1_000,
        superseded=900,
        excluded=700,
        malformed=9,
        no_metadata=600,
    )
    files = (_file("Streaming_History_Audio_2014.json", 1_000, FileStatus.PARTLY),)
    assert concerns(_record(rows_total=12_000 + aside.total, set_aside=aside, files=files)) == ()


def test_a_refused_file_is_a_concern_with_its_name() -> None:
    refused = _file("broken.json", 0, FileStatus.REFUSED)
    (concern,) = concerns(_record(files=(_file("good.json"), refused)))
    assert concern.kind is ConcernKind.FILES_REFUSED
    assert concern.count == 1
    assert concern.files == (refused,)


def test_missing_numbers_are_a_concern() -> None:
    names = ("Streaming_History_Audio_..._3.json", "Streaming_History_Audio_..._4.json")
    (concern,) = concerns(_record(missing_files=names))
    assert (concern.kind, concern.count, concern.names) == (ConcernKind.FILES_MISSING, 2, names)


def test_a_missing_month_of_a_busy_listener_is_a_concern() -> None:
    gaps = (
        Gap(first_month="2019-06", last_month="2019-07"),
        Gap(first_month="2020-12", last_month="2020-12"),
    )
    (concern,) = concerns(_record(gaps=gaps))
    assert (concern.kind, concern.count, concern.gaps) == (ConcernKind.MONTHS_MISSING, 3, gaps)


@pytest.mark.parametrize(("rows", "found"), [(3_569, 0), (3_570, 1)])
def test_a_quiet_month_needs_a_row_a_day_elsewhere(rows: int, found: int) -> None:
    # 120 months of which one has none: 119 months of 30 rows are 3,570.
    gaps = (Gap(first_month="2019-06", last_month="2019-06"),)
    assert len(concerns(_record(rows_total=rows, rows_used=rows, gaps=gaps))) == found


def test_of_a_quiet_listener_only_long_gaps_are_told() -> None:
    short = Gap(first_month="2019-01", last_month="2019-05")
    long = Gap(first_month="2020-10", last_month="2021-03")
    (concern,) = concerns(_record(rows_total=200, rows_used=200, gaps=(short, long)))
    assert (concern.count, concern.gaps) == (6, (long,))


@pytest.mark.parametrize(("malformed", "found"), [(20, []), (21, [ConcernKind.FILES_PARTLY])])
def test_more_than_one_bad_row_in_a_hundred_is_damage(malformed: int, found: list[ConcernKind]) -> None:
    files = (
        _file("a.json"),
        _file("b.json", 1_500, FileStatus.PARTLY),
        _file("c.json", 500, FileStatus.PARTLY),
    )
    record = _record(files=files, rows_total=12_000 + malformed, set_aside=SetAside(malformed=malformed))
    assert _kinds(record) == found


@pytest.mark.parametrize(("no_metadata", "found"), [(1_000, []), (1_001, [ConcernKind.UNUSABLE_ROWS])])
def test_a_tenth_of_rows_without_use_is_the_most(no_metadata: int, found: list[ConcernKind]) -> None:
    aside = SetAside(no_metadata=no_metadata)
    record = _record(rows_total=10_000, rows_used=10_000 - no_metadata, set_aside=aside)
    assert _kinds(record) == found


def test_unusable_rows_are_the_malformed_and_those_without_a_title() -> None:
    aside = SetAside(malformed=100, no_metadata=1_400, podcast=2_000)
    record = _record(rows_total=10_000, rows_used=6_500, set_aside=aside)
    assert unusable_rows(record) == 1_500
    assert unusable_ratio(record) == 0.15
    (concern,) = concerns(record)
    assert (concern.count, concern.share_ratio) == (1_500, 0.15)


@pytest.mark.parametrize(("days", "found"), [(89, [ConcernKind.SHORT_SPAN]), (90, [])])
def test_less_than_a_quarter_of_a_year_is_short(days: int, found: list[ConcernKind]) -> None:
    assert SHORT_SPAN_DAYS == 90
    assert _kinds(_record(last_play_at=FIRST + timedelta(days=days))) == found


def test_top_lists_have_neither_rows_nor_times_and_no_concern() -> None:
    record = _record(
        kind="top_lists", first_play_at=None, last_play_at=None, rows_total=0, rows_used=0, files=()
    )
    assert concerns(record) == ()
    assert unusable_ratio(record) == 0.0


def test_the_gravest_comes_first() -> None:
    files = (_file("a.json", 0, FileStatus.REFUSED), _file("b.json", 1_000, FileStatus.PARTLY))
    record = _record(
        files=files,
        missing_files=("endsong_1.json",),
        gaps=(Gap(first_month="2014-03", last_month="2014-03"),),
        last_play_at=FIRST + timedelta(days=60),
        rows_total=2_000,
        rows_used=1_000,
        set_aside=SetAside(malformed=1_000),
    )
    assert _kinds(record) == list(ConcernKind)


@given(
    aside=st.builds(SetAside, podcast=st.integers(0, 10**6), duplicate=st.integers(0, 10**6)),
    used=st.integers(100, 10**6),
)
def test_rows_set_aside_for_good_reason_never_stop_anybody(aside: SetAside, used: int) -> None:
    record = _record(rows_total=used + aside.total, rows_used=used, set_aside=aside)
    assert concerns(record) == ()
