import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import StatementError

from tests.unit.storage.support import (
    SHA_A,
    SHA_B,
    SOURCE,
    HandClock,
    ask_sql,
    judge,
    opened,
    run_sql,
    small_report,
)
from unwrapped_desktop.domain.analysis_state import AnalysisState, Status
from unwrapped_desktop.domain.errors import DamagedDatabase, StorageError
from unwrapped_desktop.domain.listener_name import called
from unwrapped_desktop.domain.ports import ReportRepository
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.changing import INTERRUPTED_MESSAGE
from unwrapped_desktop.storage.copies import back_up
from unwrapped_desktop.storage.inspection import HEAD
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.storage.results_file import ResultsFile


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Zwölf % Räume #?"


@pytest.fixture
def database(home: Path) -> Path:
    return AppPaths.under(home).database


@pytest.fixture
def repository(home: Path) -> Iterator[ResultsFile]:
    with opened(home) as repository:
        yield repository


@pytest.fixture
def you(repository: ResultsFile) -> int:
    return repository.listener("You").listener_id


def begin(
    repository: ReportRepository,
    listener_id: int,
    *,
    data: str | None = SHA_A,
    settings: str = "k",
    again: bool = False,
) -> AnalysisState:
    return repository.begin(listener_id, data_sha256=data, settings_key=settings, source=SOURCE, again=again)


# Listeners


def test_a_listener_is_made_once(repository: ResultsFile) -> None:
    first = repository.listener("Zoë")
    assert repository.listener("Zoë") == first
    assert repository.listener("  Zoe\u0308 ") == first
    assert first.created_at.tzinfo is UTC
    assert repository.listeners() == (first,)


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_listener_has_a_name(repository: ResultsFile, name: str) -> None:
    with pytest.raises(StorageError) as caught:
        repository.listener(name)
    assert caught.value.code == "listener_unnamed"
    assert repository.listeners() == ()


def test_a_name_with_half_a_character_is_kept(repository: ResultsFile) -> None:
    assert repository.listener("a\udce4") == repository.listener("a\udce4")


def test_the_one_judged_last_comes_first(repository: ResultsFile) -> None:
    ids = [repository.listener(name).listener_id for name in ("never", "early", "late", "never either")]
    judge(repository, ids[2])
    judge(repository, ids[1])
    judge(repository, ids[2])
    begin(repository, ids[1], settings="other")
    assert [listener.name for listener in repository.listeners()] == [
        "late",
        "early",
        "never either",
        "never",
    ]


def test_to_forget_takes_everything_along(repository: ResultsFile, you: int, database: Path) -> None:
    other = repository.listener("Other").listener_id
    for listener_id, label in ((you, "FORGET ME"), (you, "FORGET ME TOO"), (other, "KEEP ME")):
        judge(repository, listener_id, label)
    repository.forget(you)
    repository.forget(you)
    assert [listener.name for listener in repository.listeners()] == ["Other"]
    assert repository.poll(you) is None
    assert repository.report(you) is None
    assert repository.history(you) == ()
    assert ask_sql(database, "SELECT count(*) FROM analysis") == [(1,)]
    assert ask_sql(database, "SELECT count(*) FROM report_history") == [(0,)]
    assert repository.report(other) == called(small_report("KEEP ME"), "Other")
    everything = b"".join(path.read_bytes() for path in database.parent.glob("unwrapped.db*"))
    assert b"FORGET ME" not in everything
    assert b"KEEP ME" in everything


def test_to_forget_takes_the_copies_along(
    repository: ResultsFile, you: int, home: Path, database: Path
) -> None:
    judge(repository, you)
    backups_dir = home / "backups"
    back_up(database, backups_dir=backups_dir, clock=HandClock(), revision=HEAD)
    (backups_dir / "holiday.jpg").write_bytes(b"not ours")
    repository.forget(you)
    assert [path.name for path in backups_dir.iterdir()] == ["holiday.jpg"]


def test_a_forgotten_listeners_numbers_are_not_given_again(repository: ResultsFile, you: int) -> None:
    old = begin(repository, you)
    repository.start(old.analysis_id)
    repository.forget(you)
    new = repository.listener("You").listener_id
    assert new != you
    assert begin(repository, new).analysis_id > old.analysis_id
    with pytest.raises(StorageError) as caught:
        repository.complete(old.analysis_id, small_report())
    assert caught.value.code == "superseded_attempt"


# From begin to the end


def test_an_analysis_from_begin_to_completed(repository: ResultsFile, you: int) -> None:
    assert repository.poll(you) is None
    assert repository.report(you) is None

    pending = begin(repository, you, data=None)
    assert (pending.status, pending.listener_id, pending.source) == (Status.PENDING, you, SOURCE)
    assert (pending.started_at, pending.completed_at, pending.has_report) == (None, None, False)
    assert pending.begun_at.tzinfo is UTC
    assert repository.poll(you) == pending

    processing = repository.start(pending.analysis_id)
    assert processing.status is Status.PROCESSING
    assert processing.started_at is not None
    assert processing.started_at > pending.begun_at
    assert repository.poll(you) == processing

    completed = repository.complete(pending.analysis_id, small_report())
    assert (completed.status, completed.data_sha256, completed.has_report) == (Status.COMPLETED, SHA_A, True)
    assert completed.completed_at is not None
    assert completed.completed_at > processing.started_at
    assert repository.poll(you) == completed
    assert repository.report(you) == small_report()
    assert repository.history(you) == ()


def test_a_report_is_kept_to_the_byte(repository: ResultsFile, you: int, database: Path) -> None:
    report = small_report("ÜBER \u202e 🎷 \x00 'QUOTED'")
    state = begin(repository, you)
    repository.start(state.analysis_id)
    repository.complete(state.analysis_id, report)
    ((document,),) = ask_sql(database, "SELECT report_document FROM analysis")
    assert str(document).encode() == encode_report(report)
    assert repository.report(you) == report


def test_state_survives_closing(home: Path) -> None:
    with opened(home) as repository:
        you = repository.listener("You").listener_id
        judge(repository, you, "FIRST")
        judge(repository, you, "SECOND")
        state, history = repository.poll(you), repository.history(you)
    with opened(home) as repository:
        assert repository.poll(you) == state
        assert repository.history(you) == history
        assert repository.report(you) == small_report("SECOND")


def test_a_failure_says_why_and_keeps_the_report(repository: ResultsFile, you: int) -> None:
    judge(repository, you)
    state = begin(repository, you, data=SHA_B)
    repository.start(state.analysis_id)
    failed = repository.fail(
        state.analysis_id, error_code="not_spotify", error_message="It\nis \udce4 not <b>yours</b>."
    )
    assert failed is not None
    assert (failed.status, failed.error_code, failed.has_report) == (Status.FAILED, "not_spotify", True)
    assert failed.error_message == "It\nis \\udce4 not <b>yours</b>."
    assert failed.completed_at is not None
    assert repository.poll(you) == failed
    assert repository.report(you) == small_report()


def test_a_pending_one_can_fail(repository: ResultsFile, you: int) -> None:
    failed = repository.fail(
        begin(repository, you).analysis_id, error_code="cancelled", error_message="Stopped."
    )
    assert failed is not None
    assert (failed.status, failed.started_at) == (Status.FAILED, None)


def test_what_has_ended_does_not_fail_afterwards(repository: ResultsFile, you: int) -> None:
    done = judge(repository, you)
    state = repository.fail(done, error_code="late", error_message="Late.")
    assert state is not None
    assert (state.status, state.error_code) == (Status.COMPLETED, None)


def test_each_step_comes_after_the_one_before(repository: ResultsFile, you: int) -> None:
    state = begin(repository, you)
    with pytest.raises(StorageError) as caught:
        repository.complete(state.analysis_id, small_report())
    assert (caught.value.code, caught.value.details["status"]) == ("wrong_status", "pending")
    repository.start(state.analysis_id)
    with pytest.raises(StorageError, match="wrong_status"):
        repository.start(state.analysis_id)
    repository.complete(state.analysis_id, small_report())
    with pytest.raises(StorageError, match="wrong_status"):
        repository.complete(state.analysis_id, small_report())
    assert repository.history(you) == ()


# begin


def test_begin_is_refused_for_nobody(repository: ResultsFile) -> None:
    with pytest.raises(StorageError, match="listener_unknown"):
        begin(repository, 77)


@pytest.mark.parametrize("started", [False, True])
@pytest.mark.parametrize(("first", "second"), [(SHA_A, SHA_A), (None, SHA_A), (SHA_A, None), (None, None)])
@pytest.mark.parametrize("again", [False, True])
def test_a_running_one_of_the_same_is_returned(
    repository: ResultsFile,
    you: int,
    first: str | None,
    second: str | None,
    *,
    started: bool,
    again: bool,
) -> None:
    state = begin(repository, you, data=first)
    if started:
        state = repository.start(state.analysis_id)
    assert begin(repository, you, data=second, again=again) == state


def test_a_completed_one_of_the_same_is_returned(repository: ResultsFile, you: int) -> None:
    done = judge(repository, you)
    state = begin(repository, you)
    assert (state.analysis_id, state.status) == (done, Status.COMPLETED)


@pytest.mark.parametrize(
    ("data", "settings", "again"),
    [(SHA_A, "k", True), (SHA_B, "k", False), (SHA_A, "other", False), (None, "k", False)],
)
def test_anything_else_begins_anew_beside_the_report(
    repository: ResultsFile, you: int, data: str | None, settings: str, *, again: bool
) -> None:
    done = judge(repository, you)
    state = begin(repository, you, data=data, settings=settings, again=again)
    assert state.analysis_id > done
    assert (state.status, state.data_sha256, state.settings_key) == (Status.PENDING, data, settings)
    assert state.has_report
    assert repository.report(you) == small_report()
    assert repository.history(you) == ()


def test_a_failed_one_begins_anew(repository: ResultsFile, you: int) -> None:
    first = begin(repository, you)
    repository.fail(first.analysis_id, error_code="x", error_message="X.")
    second = begin(repository, you)
    assert second.analysis_id > first.analysis_id
    assert (second.status, second.error_code, second.error_message) == (Status.PENDING, None, None)


def test_other_settings_replace_a_running_one(repository: ResultsFile, you: int) -> None:
    first = begin(repository, you)
    repository.start(first.analysis_id)
    second = begin(repository, you, settings="other")
    assert second.analysis_id > first.analysis_id
    assert repository.poll(you) == second


def test_a_late_answer_of_a_replaced_attempt_is_refused(repository: ResultsFile, you: int) -> None:
    judge(repository, you, "OLD BUT GOOD")
    first = begin(repository, you, again=True)
    repository.start(first.analysis_id)
    second = begin(repository, you, data=SHA_B)
    with pytest.raises(StorageError) as caught:
        repository.complete(first.analysis_id, small_report("TOO LATE"))
    assert caught.value.code == "superseded_attempt"
    with pytest.raises(StorageError, match="superseded_attempt"):
        repository.start(first.analysis_id)
    assert repository.fail(first.analysis_id, error_code="x", error_message="X.") is None
    assert repository.poll(you) == second
    assert repository.report(you) == small_report("OLD BUT GOOD")


def test_listeners_do_not_disturb_each_other(repository: ResultsFile, you: int) -> None:
    other = repository.listener("Other").listener_id
    mine, theirs = begin(repository, you), begin(repository, other)
    assert mine.analysis_id != theirs.analysis_id
    assert begin(repository, you) == mine
    assert begin(repository, other) == theirs


def test_threads_that_begin_at_once_get_one_analysis(repository: ResultsFile, you: int) -> None:
    threads = 8
    barrier = threading.Barrier(threads)

    def run(_number: int) -> AnalysisState:
        barrier.wait(timeout=60)
        return begin(repository, you)

    with ThreadPoolExecutor(threads) as pool:
        states = set(pool.map(run, range(threads)))
    assert len(states) == 1


def test_two_programs_that_begin_at_once_get_one_analysis(home: Path, you: int) -> None:
    barrier = threading.Barrier(2)

    def run(repository: ResultsFile) -> AnalysisState:
        barrier.wait(timeout=60)
        return begin(repository, you)

    with opened(home) as one, opened(home) as two, ThreadPoolExecutor(2) as pool:
        first, second = pool.map(run, (one, two))
    assert first == second


def test_only_one_thread_starts_an_attempt(repository: ResultsFile, you: int) -> None:
    state = begin(repository, you)
    barrier = threading.Barrier(2)

    def run(_number: int) -> str:
        barrier.wait(timeout=60)
        try:
            return repository.start(state.analysis_id).status
        except StorageError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(run, range(2))) == ["processing", "wrong_status"]


def test_readers_and_writers_at_once(repository: ResultsFile, you: int) -> None:
    judge(repository, you)

    def read(_number: int) -> bool:
        state, report = repository.poll(you), repository.report(you)
        return state is not None and report is not None and len(repository.listeners()) == 1

    def write(number: int) -> bool:
        return judge(repository, you, f"LABEL {number}") > 0

    with ThreadPoolExecutor(6) as pool:
        readings = [pool.submit(read, number) for number in range(60)]
        # One after another, as the program does: the runner has one job at a time.
        writings = pool.submit(lambda: [write(number) for number in range(10)])
        assert all(reading.result() for reading in readings)
        assert all(writings.result())
    assert len(repository.history(you)) == 10


# History


def test_the_earlier_report_moves_to_the_history(repository: ResultsFile, you: int) -> None:
    for label in ("FIRST", "SECOND", "THIRD"):
        judge(repository, you, label)
    newest, oldest = repository.history(you)
    assert (newest.label, oldest.label) == ("SECOND", "FIRST")
    assert newest.archived_at > oldest.archived_at
    assert newest.created_at == small_report().created_at
    assert newest.listener_id == you
    assert repository.earlier_report(newest.history_id) == small_report("SECOND")
    assert repository.earlier_report(oldest.history_id) == small_report("FIRST")
    assert repository.report(you) == small_report("THIRD")


def test_a_failed_attempt_moves_nothing(repository: ResultsFile, you: int) -> None:
    judge(repository, you, "FIRST")
    failed = begin(repository, you, again=True)
    repository.fail(failed.analysis_id, error_code="x", error_message="X.")
    assert repository.history(you) == ()
    judge(repository, you, "SECOND")
    assert [entry.label for entry in repository.history(you)] == ["FIRST"]


def test_an_earlier_report_that_is_not_there(repository: ResultsFile) -> None:
    with pytest.raises(StorageError) as caught:
        repository.earlier_report(1)
    assert caught.value.code == "report_missing"


@pytest.mark.parametrize(
    "trigger",
    [
        "BEFORE INSERT ON report_history",
        "AFTER INSERT ON report_history",
        "AFTER UPDATE ON analysis WHEN NEW.status = 'completed'",
    ],
)
def test_completing_happens_whole_or_not_at_all(
    repository: ResultsFile, you: int, database: Path, trigger: str
) -> None:
    judge(repository, you, "FIRST")
    state = begin(repository, you, again=True)
    state = repository.start(state.analysis_id)
    event_name, _, condition = trigger.partition(" WHEN ")
    run_sql(
        database,
        f"CREATE TRIGGER stop {event_name} {'WHEN ' + condition if condition else ''} "
        "BEGIN SELECT RAISE(ABORT, 'pulled the plug'); END",
    )
    with pytest.raises(StorageError) as caught:
        repository.complete(state.analysis_id, small_report("SECOND"))
    assert caught.value.code == "database_refused"
    assert caught.value.__cause__ is not None
    assert repository.history(you) == ()
    assert repository.report(you) == small_report("FIRST")
    assert repository.poll(you) == state
    run_sql(database, "DROP TRIGGER stop")
    assert repository.complete(state.analysis_id, small_report("SECOND")).status is Status.COMPLETED
    assert [entry.label for entry in repository.history(you)] == ["FIRST"]


# Interruption


def test_what_was_running_is_marked_interrupted(repository: ResultsFile) -> None:
    ids = [repository.listener(name).listener_id for name in ("pending", "processing", "completed", "failed")]
    judge(repository, ids[1], "OLD BUT GOOD")
    begin(repository, ids[0])
    repository.start(begin(repository, ids[1], again=True).analysis_id)
    judge(repository, ids[2])
    repository.fail(begin(repository, ids[3]).analysis_id, error_code="x", error_message="X.")
    untouched = repository.poll(ids[2]), repository.poll(ids[3])

    assert repository.mark_interrupted() == 2
    for listener_id in ids[:2]:
        state = repository.poll(listener_id)
        assert state is not None
        assert (state.status, state.error_code) == (Status.FAILED, "interrupted")
        assert state.error_message == INTERRUPTED_MESSAGE
        assert state.completed_at is not None
    assert (repository.poll(ids[2]), repository.poll(ids[3])) == untouched
    assert repository.report(ids[1]) == called(small_report("OLD BUT GOOD"), "processing")
    assert repository.mark_interrupted() == 0
    assert begin(repository, ids[0]).status is Status.PENDING


# The database's own rules


def test_one_current_analysis_is_a_rule_of_the_database(
    repository: ResultsFile, you: int, database: Path
) -> None:
    begin(repository, you)
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE constraint failed: analysis\.listener_id"):
        run_sql(
            database,
            "INSERT INTO analysis (listener_id, status, settings_key, source, begun_at) "
            "SELECT listener_id, 'pending', 'k', '[]', '2026-01-01 00:00:00' FROM analysis",
        )


def test_a_name_is_unique_in_the_database(repository: ResultsFile, you: int, database: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE constraint failed: listener\.name"):
        run_sql(database, "INSERT INTO listener (name, created_at) VALUES ('You', '2026-01-01 00:00:00')")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("status = 'sleeping'", "ck_analysis_status"),
        ("status = 'processing'", "ck_analysis_started"),
        ("completed_at = begun_at", "ck_analysis_ended"),
        ("error_code = 'x'", "ck_analysis_error"),
        ("report_label = 'x'", "ck_analysis_whole_report"),
        ("status = 'completed', started_at = begun_at, completed_at = begun_at", "ck_analysis_has_report"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(
    repository: ResultsFile, you: int, database: Path, change: str, rule: str
) -> None:
    begin(repository, you)
    with pytest.raises(sqlite3.IntegrityError, match=rule):
        run_sql(database, f"UPDATE analysis SET {change}")  # noqa: S608 - ours


def test_references_are_enforced(repository: ResultsFile) -> None:
    engine = repository._changing()._transactions._engine
    with pytest.raises(Exception, match="FOREIGN KEY"), engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO report_history (listener_id, label, created_at, archived_at, document) "
            "VALUES (77, 'x', '2026-01-01', '2026-01-01', '{}')"
        )


def test_a_time_without_a_zone_is_refused(home: Path) -> None:
    class NaiveClock(HandClock):
        def now(self):  # type: ignore[no-untyped-def]
            return super().now().replace(tzinfo=None)

    with opened(home):
        pass
    with (
        open_repository(AppPaths.under(home), NaiveClock()) as repository,
        pytest.raises(StatementError, match="needs a zone"),
    ):
        repository.listener("You")


# Trouble


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_locked_by_another_program(home: Path, database: Path, lock: str) -> None:
    with opened(home, busy_timeout_ms=20) as repository:
        you = repository.listener("You").listener_id
        other = sqlite3.connect(database, isolation_level=None)
        try:
            other.execute(lock)
            with pytest.raises(StorageError) as caught:
                begin(repository, you)
            assert caught.value.code == "database_locked"
            assert repository.poll(you) is None
            other.execute("ROLLBACK")
        finally:
            other.close()
        assert begin(repository, you).status is Status.PENDING


def test_a_full_disk_changes_nothing(home: Path) -> None:
    with opened(home) as repository:
        you = repository.listener("You").listener_id
        judge(repository, you, "FIRST")
        state = repository.start(begin(repository, you, again=True).analysis_id)

        def limit(connection: sqlite3.Connection, _record: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")

        engine = repository._changing()._transactions._engine
        engine.dispose()  # what is asked from now on opens a new connection
        event.listen(engine, "connect", limit)
        with pytest.raises(StorageError) as caught:
            repository.complete(state.analysis_id, small_report(charge="long " * 20_000))
        assert caught.value.code == "disk_full"
        assert repository.poll(you) == state
        assert repository.report(you) == small_report("FIRST")
        assert repository.history(you) == ()


def test_a_file_that_cannot_be_written_can_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(home) as repository:
        you = repository.listener("You").listener_id
        judge(repository, you)
    before = sorted(path.name for path in home.iterdir())
    monkeypatch.setattr("unwrapped_desktop.storage.opening._is_writable", lambda _database: False)
    with opened(home) as repository:
        assert repository.mark_interrupted() == 0
        assert repository.listener("You").listener_id == you
        assert repository.report(you) == small_report()
        with pytest.raises(StorageError) as caught:
            begin(repository, you, again=True)
        assert caught.value.code == "database_readonly"
    assert sorted(path.name for path in home.iterdir()) == before


def test_a_report_that_is_no_report(repository: ResultsFile, you: int, database: Path) -> None:
    judge(repository, you)
    run_sql(database, 'UPDATE analysis SET report_document = \'{"schema": "other"}\'')
    with pytest.raises(StorageError) as caught:
        repository.report(you)
    assert caught.value.code == "report_unreadable"
    assert repository.poll(you) is not None


def test_a_table_that_is_gone(repository: ResultsFile, you: int, database: Path) -> None:
    run_sql(database, "DROP TABLE report_history")
    with pytest.raises(DamagedDatabase):
        repository.history(you)


def test_a_source_that_is_no_list(repository: ResultsFile, you: int, database: Path) -> None:
    begin(repository, you)
    run_sql(database, "UPDATE analysis SET source = 'broken'")
    with pytest.raises(DamagedDatabase):
        repository.poll(you)


def test_damage_found_while_working(home: Path, database: Path) -> None:
    with opened(home) as repository:
        you = repository.listener("You").listener_id
        for number in range(20):
            judge(repository, you, f"LABEL {number}")
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    with (
        ResultsFile(database, HandClock()) as repository,
        pytest.raises(DamagedDatabase),
    ):
        [repository.earlier_report(entry.history_id) for entry in repository.history(you)]
