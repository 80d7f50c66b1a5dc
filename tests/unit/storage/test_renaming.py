"""A listener's name: what it may be, and that it is the one thing of a report that changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.storage.support import ask_sql, judge, opened, small_report
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.listener_name import LONGEST_NAME, called, checked_name, normal_name, same_name
from unwrapped_desktop.paths import AppPaths

REFUSED = {
    "": "listener_unnamed",
    " \t\n ": "listener_unnamed",
    "\u200b\u2060": "listener_unnamed",
    "x" * (LONGEST_NAME + 1): "listener_name_long",
    "ada": "listener_name_taken",
    "  ADA ": "listener_name_taken",
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_names_that_cannot_be_had(tmp_path: Path, name: str, code: str) -> None:
    with opened(tmp_path) as results:
        results.listener("Ada")
        you = results.listener("You")
        with pytest.raises(StorageError) as caught:
            results.rename(you.listener_id, name)
        assert caught.value.code == code
        assert {one.name for one in results.listeners()} == {"Ada", "You"}


def test_nobody_is_renamed_who_is_not_there(tmp_path: Path) -> None:
    with opened(tmp_path) as results, pytest.raises(StorageError) as caught:
        results.rename(7, "Ada")
    assert caught.value.code == "listener_unknown"


def test_reports_keep_their_bytes_and_bear_the_new_name(tmp_path: Path) -> None:
    database = AppPaths.under(tmp_path).database
    with opened(tmp_path) as results:
        you = results.listener("You")
        judge(results, you.listener_id, "FIRST")
        judge(results, you.listener_id, "SECOND")
        before = ask_sql(
            database, "SELECT report_document FROM analysis UNION SELECT document FROM report_history"
        )
        results.rename(you.listener_id, "YOU")
        results.rename(you.listener_id, "فيروز")
        assert results.report(you.listener_id) == called(small_report("SECOND"), "فيروز")
        (earlier,) = results.history(you.listener_id)
        assert results.earlier_report(earlier.history_id) == called(small_report("FIRST"), "فيروز")
    after = ask_sql(
        database, "SELECT report_document FROM analysis UNION SELECT document FROM report_history"
    )
    assert after == before


@given(st.text(max_size=120))
def test_a_name_is_kept_as_it_is_read_again(typed: str) -> None:
    name, refused = "", ""
    try:
        name = checked_name(typed)
    except StorageError as error:
        refused = error.code
    if refused:
        assert refused in {"listener_unnamed", "listener_name_long"}
        return
    assert checked_name(name) == normal_name(typed) == name
    assert 0 < len(name) <= LONGEST_NAME
    assert same_name(name, f"  {name} ")


@given(counts=st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_verdicts_are_counted_for_each(tmp_path_factory: pytest.TempPathFactory, counts: list[int]) -> None:
    with opened(tmp_path_factory.mktemp("counted")) as results:
        for number, verdicts in enumerate(counts):
            listener = results.listener(f"Listener {number}")
            for label in range(verdicts):
                judge(results, listener.listener_id, f"VERDICT {label}")
        found = {summary.listener.name: summary for summary in results.summaries()}
        assert [found[f"Listener {number}"].verdicts for number in range(len(counts))] == counts
        assert all((summary.last_at is not None) is (summary.verdicts > 0) for summary in found.values())
        assert results.highest_listener_id() == len(counts)
