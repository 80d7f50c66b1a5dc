"""What can be done about a results file that cannot be used, and what is put right without a question."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.unit.storage.damages import (
    PAGE,
    empty_index,
    fill,
    foreign_log,
    labels,
    lose_page_of,
    overwrite,
    root_of,
)
from tests.unit.storage.support import HandClock, ask_sql, files_of, judge, opened, run_sql, sha256
from tests.unit.storage.test_released_forms import RELEASED, write
from unwrapped_desktop.domain.errors import (
    Cancelled,
    DamagedDatabase,
    NewerDatabase,
    StorageError,
)
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.recovery import Mended, Way, Ways
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage import recovery, salvage
from unwrapped_desktop.storage.copies import copy_of_the_day
from unwrapped_desktop.storage.inspection import HEAD, inspect
from unwrapped_desktop.storage.last_report import last_report
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.storage.orm import Base
from unwrapped_desktop.storage.results_file import ResultsFile

MINE = [f"LABEL {number}" for number in reversed(range(30))]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Zwölf % Räume #? %20 'x'"


@pytest.fixture
def paths(home: Path) -> AppPaths:
    return AppPaths.under(home)


@pytest.fixture
def database(home: Path) -> Path:
    """A results file with 31 verdicts of two listeners."""
    return fill(home)


def copy(paths: AppPaths) -> Path:
    made = copy_of_the_day(
        paths.database, backups_dir=paths.backups_dir, clock=HandClock(), cancel=CancelToken()
    )
    assert made is not None
    return made


def reopened(paths: AppPaths, told: list[Mended] | None = None) -> ResultsFile:
    return open_repository(paths, HandClock(), tell=None if told is None else told.append)


def asides(home: Path) -> list[str]:
    return sorted(path.name for path in home.glob("*.damaged-*"))


# What is put right without a question


def test_an_index_that_forgot_everything_is_made_anew(paths: AppPaths, home: Path, database: Path) -> None:
    empty_index(database)
    before = sha256(database)
    told: list[Mended] = []
    reopened(paths, told).close()
    assert told == [Mended.INDEXES]
    assert labels(home) == [MINE, ["OTHER"]]
    (aside,) = asides(home)
    assert sha256(home / aside) == before
    told.clear()
    reopened(paths, told).close()
    assert told == []


def test_damage_to_an_index_after_an_unclean_end_costs_nothing_that_is_in_the_log(
    paths: AppPaths, home: Path, database: Path, tmp_path: Path
) -> None:
    killed = AppPaths.under(tmp_path / "killed")
    with opened(home) as repository:
        judge(repository, 2, "THE LAST")
        shutil.copytree(home, killed.data_dir)
    (killed.data_dir / "unwrapped.db-shm").unlink()
    empty_index(killed.database, "sqlite_autoindex_listener_1")
    before = files_of(killed.data_dir)
    told: list[Mended] = []
    reopened(killed, told).close()
    assert told == [Mended.INDEXES]
    assert labels(killed.data_dir) == [MINE, ["THE LAST", "OTHER"]]
    with reopened(killed) as repository:
        assert repository.listener("Ottoline").listener_id == 2
    (aside,) = (name for name in asides(killed.data_dir) if name.endswith(".db"))
    assert sha256(killed.data_dir / aside) == before["unwrapped.db"]
    assert sha256(killed.data_dir / f"{aside}-wal") == before["unwrapped.db-wal"]


def test_a_log_of_another_file_is_moved_away_and_the_sound_file_kept(
    paths: AppPaths, home: Path, database: Path, tmp_path: Path
) -> None:
    before = sha256(database)
    log = shutil.copy(foreign_log(tmp_path), home / "unwrapped.db-wal")
    content = Path(log).read_bytes()
    assert last_report(database) is None  # nothing of it is shown before it has been put right
    found = inspect(database)
    assert found is not None
    assert found.is_log_foreign
    told: list[Mended] = []
    reopened(paths, told).close()
    assert told == [Mended.LOG]
    assert sha256(database) == before
    assert labels(home) == [MINE, ["OTHER"]]
    (aside,) = (name for name in asides(home) if name.endswith("-wal"))
    assert (home / aside).read_bytes() == content


def test_a_log_that_holds_the_whole_of_another_file_is_found_out(
    paths: AppPaths, home: Path, tmp_path: Path
) -> None:
    """Replayed, it makes a sound file: of somebody else's verdicts, where one's own were."""
    with opened(home) as repository:
        judge(repository, repository.listener("Me").listener_id, "MINE")
    before = sha256(paths.database)
    killed = tmp_path / "killed"
    with opened(tmp_path / "other") as repository:
        repository._changing()._clock.time += timedelta(days=1)  # type: ignore[attr-defined]
        judge(repository, repository.listener("Stranger").listener_id, "THEIRS")
        shutil.copytree(tmp_path / "other", killed)
    shutil.copy(killed / "unwrapped.db-wal", home / "unwrapped.db-wal")
    told: list[Mended] = []
    reopened(paths, told).close()
    assert told == [Mended.LOG]
    assert sha256(paths.database) == before
    assert labels(home) == [["MINE"]]


def test_an_unclean_end_is_not_taken_for_a_log_of_another_file(
    paths: AppPaths, home: Path, database: Path, tmp_path: Path
) -> None:
    """Everything that a program may have done before it was killed."""
    killed = AppPaths.under(tmp_path / "killed")
    with opened(home) as repository:
        judge(repository, 1, "MORE")
        repository.rename(2, "Somebody with another name")
        deleted = repository.delete_earlier(5)
        repository.bring_back(deleted)
        repository.delete_earlier(6)
        repository.listener("New")
        repository.forget(2)
        judge(repository, 3, "NEW")
        shutil.copytree(home, killed.data_dir)
    assert (killed.data_dir / "unwrapped.db-wal").stat().st_size > 0
    told: list[Mended] = []
    reopened(killed, told).close()
    assert told == []
    assert labels(killed.data_dir) == [["MORE", *(label for label in MINE if label != "LABEL 5")], ["NEW"]]


def test_a_log_of_another_file_beside_one_of_an_older_form(
    paths: AppPaths, home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    write(RELEASED[0], home)
    shutil.copy(foreign_log(tmp_path), home / "unwrapped.db-wal")
    told: list[Mended] = []
    with reopened(paths, told) as repository:
        assert [one.name for one in repository.listeners()][:1] == ["You"]
    assert told == [Mended.LOG]


def test_a_log_beside_a_damaged_file_stays_with_it(
    paths: AppPaths, home: Path, database: Path, tmp_path: Path
) -> None:
    lose_page_of(database, "report_history")
    shutil.copy(foreign_log(tmp_path), home / "unwrapped.db-wal")
    before = files_of(home)
    with pytest.raises(DamagedDatabase):
        reopened(paths)
    after = files_of(home)
    after.pop("unwrapped.db-shm", None)
    assert after == before


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="no links")
def test_a_file_that_is_a_link_is_used_and_its_log_is_seen(
    paths: AppPaths, home: Path, tmp_path: Path
) -> None:
    real = fill(tmp_path / "elsewhere")
    home.mkdir()
    paths.database.symlink_to(real)
    with opened(home) as repository:
        judge(repository, 2, "THROUGH THE LINK")
        shutil.copy(tmp_path / "elsewhere" / "unwrapped.db-wal", tmp_path / "log")
    shutil.copy(tmp_path / "log", tmp_path / "elsewhere" / "unwrapped.db-wal")
    found = inspect(paths.database)
    assert found is not None
    assert not found.clean
    assert labels(home) == [MINE, ["THROUGH THE LINK", "OTHER"]]
    real.write_bytes(b"no database at all")
    recovery.start_fresh(paths, HandClock())
    assert labels(home) == []
    assert real.read_bytes() == b"no database at all"


# The ways on


def test_the_newest_copy_that_is_sound_is_offered(paths: AppPaths, database: Path) -> None:
    good = copy(paths)
    bad = good.with_name("unwrapped-daily-20261130T100000Z.db")
    bad.write_bytes(good.read_bytes()[:-PAGE])
    newer = good.with_name("unwrapped-9999-20261129T100000Z.db")
    shutil.copy(good, newer)
    run_sql(newer, "UPDATE alembic_version SET version_num = '9999'")
    ways = recovery.find_ways(paths, "database_damaged")
    assert ways.copy is not None
    assert (ways.copy.path, ways.copy.verdicts, ways.copy.listeners) == (str(good), 31, 2)
    assert ways.can_repair
    good.write_bytes(b"")
    assert recovery.find_ways(paths, "database_empty") == Ways(copy=None, can_repair=False)


def test_a_copy_takes_the_place(paths: AppPaths, home: Path, database: Path) -> None:
    made = copy(paths)
    with opened(home) as repository:
        judge(repository, 1, "AFTER THE COPY")
    database.write_bytes(b"no database at all")
    (home / "unwrapped.db-wal").write_bytes(b"nor a log")
    recovered = recovery.restore(paths, HandClock(), made)
    assert (recovered.way, recovered.verdicts, recovered.listeners, recovered.lost) == (Way.RESTORE, 31, 2, 0)
    assert Path(recovered.aside).read_bytes() == b"no database at all"
    assert Path(recovered.aside + "-wal").read_bytes() == b"nor a log"
    assert labels(home) == [MINE, ["OTHER"]]
    assert made.exists()
    assert (
        sorted(path.name for path in home.iterdir() if "new" in path.name or "recovered" in path.name) == []
    )


def test_a_copy_of_an_older_form_is_brought_up_to_date(paths: AppPaths, home: Path, database: Path) -> None:
    older = home.parent / "older"
    older.mkdir()
    paths.backups_dir.mkdir()
    made = paths.backups_dir / "unwrapped-0001-20261101T100000Z.db"
    shutil.copy(write(RELEASED[0], older), made)
    database.write_bytes(b"")
    recovery.restore(paths, HandClock(), made)
    assert labels(home)[0] == ["THIRD", "SECOND", "FIRST"]
    found = inspect(database)
    assert found is not None
    assert found.revision == HEAD


def test_a_copy_that_is_not_sound_changes_nothing(paths: AppPaths, home: Path, database: Path) -> None:
    made = copy(paths)
    overwrite(made, PAGE * 3, b"\xa5" * PAGE)
    database.write_bytes(b"no database at all")
    before = files_of(home)
    with pytest.raises(StorageError):
        recovery.restore(paths, HandClock(), made)
    assert files_of(home) == before


def test_what_can_be_read_is_saved_and_the_rest_is_counted(
    paths: AppPaths, home: Path, database: Path
) -> None:
    lose_page_of(database, "report_history")
    before = sha256(database)
    with pytest.raises(DamagedDatabase):
        reopened(paths)
    recovered = recovery.repair(paths, HandClock(), CancelToken())
    assert recovered.way is Way.REPAIR
    assert recovered.lost
    assert recovered.verdicts + recovered.lost == 31
    assert sha256(Path(recovered.aside)) == before
    mine, other = labels(home)
    assert other == ["OTHER"]
    assert len(mine) == 30 - recovered.lost
    assert mine == [label for label in MINE if label in mine]
    # Numbers are not given twice: records are kept under them.
    with reopened(paths) as repository:
        assert repository.listener("Somebody new").listener_id == 3
        assert repository.begin(1, data_sha256=None, settings_key="k", source=()).analysis_id == 32


def header(database: Path) -> None:
    overwrite(database, 0, b"SQLite format 4\0")


def cut_off(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: -2 * PAGE])


def no_revision(database: Path) -> None:
    run_sql(database, "DROP TABLE alembic_version")


def no_text(database: Path) -> None:
    """What SQLite complains about is no text any more, and neither is its complaint."""
    content = database.read_bytes()
    assert content.count(b"CREATE TABLE spotify_sign_in") == 1
    database.write_bytes(content.replace(b"CREATE TABLE spotify_sign_in", b"CREATE TABL\xff spotify_sign_in"))


def the_listeners(database: Path) -> None:
    overwrite(database, (root_of(database, "listener") - 1) * PAGE, b"\xa5" * PAGE)


def dangling(database: Path) -> None:
    run_sql(database, "DELETE FROM listener WHERE id = 2")


def a_document(database: Path) -> None:
    run_sql(
        database,
        "UPDATE analysis SET report_document = substr(report_document, 1, 100) WHERE listener_id = 2",
        "UPDATE report_history SET archived_at = 'never' WHERE id = 3",
    )
    empty_index(database)
    lose_page_of(database, "report_history")


@pytest.mark.parametrize(
    ("harm", "code", "least"),
    [
        (header, "database_not_sqlite", 31),
        (cut_off, "database_damaged", 1),
        (no_revision, "database_incomplete", 31),
        (no_text, "database_damaged", 31),
        (the_listeners, "database_damaged", 31),
        (dangling, "database_damaged", 31),
        (a_document, "database_damaged", 10),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_of_a_damaged_file_is_saved(
    paths: AppPaths, database: Path, harm: Callable[[Path], None], code: str, least: int
) -> None:
    home = paths.data_dir
    harm(database)
    before = sha256(database)
    with pytest.raises(DamagedDatabase) as caught:
        reopened(paths)
    assert caught.value.code == code
    assert recovery.find_ways(paths, code).can_repair
    assert sha256(database) == before
    recovered = recovery.repair(paths, HandClock(), CancelToken())
    assert recovered.verdicts >= least
    assert sha256(Path(recovered.aside)) == before
    found = labels(home)
    assert sum(map(len, found)) == recovered.verdicts
    with reopened(paths) as repository:
        names = {one.listener_id: one.name for one in repository.listeners()}
    if harm in {the_listeners, dangling}:
        assert set(names) == {1, 2}  # whoever has a verdict is somebody
        assert len(set(names.values())) == 2


def test_what_makes_no_sense_in_a_file_that_fits_together_is_repaired_too(
    paths: AppPaths, home: Path, database: Path
) -> None:
    run_sql(
        database,
        "UPDATE report_history SET archived_at = 'never' WHERE id = 3",
        "UPDATE report_history SET document = CAST(x'7bff' AS TEXT) WHERE id = 4",
    )
    with reopened(paths) as repository:
        with pytest.raises(StorageError, match="report_unreadable"):
            repository.earlier_report(4)
        with pytest.raises(DamagedDatabase, match="database_damaged"):
            repository.history(1)
    recovered = recovery.repair(paths, HandClock(), CancelToken())
    assert (recovered.verdicts, recovered.lost) == (29, 2)
    assert labels(home) == [[label for label in MINE if label not in {"LABEL 2", "LABEL 3"}], ["OTHER"]]


@pytest.mark.parametrize("content", [b"no database at all" * 500, b"SQLite format 3\0" + b"\xa5" * 20_000])
def test_where_nothing_can_be_saved_the_file_stays(
    paths: AppPaths, home: Path, database: Path, content: bytes
) -> None:
    database.write_bytes(content)
    before = files_of(home)
    with pytest.raises(DamagedDatabase) as caught:
        recovery.repair(paths, HandClock(), CancelToken())
    assert caught.value.code == "repair_found_nothing"
    assert files_of(home) == before
    assert not recovery.find_ways(paths, caught.value.code).can_repair


def test_a_damaged_file_of_a_later_version_is_left_alone(paths: AppPaths, home: Path, database: Path) -> None:
    run_sql(database, "UPDATE alembic_version SET version_num = '9999'")
    lose_page_of(database, "report_history")
    before = files_of(home)
    with pytest.raises(NewerDatabase):
        recovery.repair(paths, HandClock(), CancelToken())
    assert files_of(home) == before


def test_an_index_of_a_later_version_is_left_alone(paths: AppPaths, home: Path, database: Path) -> None:
    run_sql(database, "UPDATE alembic_version SET version_num = '9999'")
    empty_index(database)
    before = files_of(home)
    with pytest.raises(NewerDatabase):
        reopened(paths)
    assert files_of(home) == before


def test_repairing_can_be_stopped(paths: AppPaths, home: Path, database: Path) -> None:
    lose_page_of(database, "report_history")
    before = files_of(home)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        recovery.repair(paths, HandClock(), cancel)
    assert files_of(home) == before


def test_a_repair_on_a_full_disk_changes_nothing(
    paths: AppPaths, home: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copy(paths)
    lose_page_of(database, "report_history")
    before = files_of(home)
    monkeypatch.setattr(
        "unwrapped_desktop.storage.file_moves.shutil.disk_usage", lambda _path: SimpleNamespace(free=1000)
    )
    acts: tuple[Callable[[], object], ...] = (
        partial(recovery.repair, paths, HandClock(), CancelToken()),
        partial(recovery.restore, paths, HandClock(), made),
    )
    for act in acts:
        with pytest.raises(StorageError) as caught:
            act()
        assert caught.value.code == "disk_full"
        assert caught.value.details["needed_mb"]
    assert files_of(home) == before


# A file that is gone


def test_a_file_that_is_gone_is_not_made_anew_while_there_are_copies(
    paths: AppPaths, home: Path, database: Path
) -> None:
    made = copy(paths)
    database.unlink()
    with pytest.raises(DamagedDatabase) as caught:
        reopened(paths)
    assert caught.value.code == "database_missing"
    assert not database.exists()
    recovery.restore(paths, HandClock(), made)
    assert labels(home) == [MINE, ["OTHER"]]
    database.unlink()
    with open_repository(paths, HandClock(), anew=True) as repository:
        assert repository.listeners() == ()


@pytest.mark.skipif("sys.platform == 'win32'", reason="open files cannot be deleted there")
def test_a_file_that_is_deleted_while_it_is_open_is_missed_and_not_made_anew(
    home: Path, database: Path
) -> None:
    with opened(home) as repository:
        judge(repository, 1, "ONE MORE")
        database.unlink()
        for ask in (
            repository.listeners,
            lambda: repository.report(1),
            lambda: repository.listener("New"),
            lambda: repository.begin(1, data_sha256=None, settings_key="k", source=()),
            lambda: repository.forget(1),
        ):
            with pytest.raises(DamagedDatabase) as caught:
                ask()
            assert caught.value.code == "database_missing"
        assert not database.exists()
    assert not database.exists()


# Records belong to the numbers of one results file


def record(paths: AppPaths, number: int) -> Path:
    paths.records_dir.mkdir(exist_ok=True)
    file = paths.records_dir / f"listener-{number}.record"
    file.write_bytes(b"of %d" % number)
    return file


def test_records_of_listeners_whom_the_file_never_knew_are_set_aside(
    paths: AppPaths, home: Path, database: Path
) -> None:
    mine, strangers = record(paths, 2), record(paths, 3)
    theirs_aside = strangers.with_name("listener-3.damaged-1")
    theirs_aside.write_bytes(b"older")
    reopened(paths).close()
    assert [path.name for path in paths.records_dir.iterdir()] == [mine.name]
    aside = home / "records.damaged-1"
    assert sorted(path.name for path in aside.iterdir()) == [theirs_aside.name, strangers.name]


def test_killed_between_the_file_and_its_records_nobody_meets_another_ones_record(
    paths: AppPaths, home: Path, database: Path
) -> None:
    record(paths, 1)
    database.write_bytes(b"")
    recovery.start_fresh(paths, HandClock())
    # Here the program was killed; the next one finds no results file, and a record.
    with reopened(paths) as repository:
        assert repository.listener("Somebody else").listener_id == 1
    assert list(paths.records_dir.iterdir()) == []
    assert (home / "records.damaged-1" / "listener-1.record").read_bytes() == b"of 1"


# Any damage at all


def use(paths: AppPaths) -> None:
    """Read everything that a results file holds; single verdicts may be unreadable."""
    with reopened(paths) as repository:
        for listener in repository.listeners():
            repository.poll(listener.listener_id)
            read: list[Callable[[], object]] = [partial(repository.report, listener.listener_id)]
            history = repository.history(listener.listener_id)
            read.extend(partial(repository.earlier_report, entry.history_id) for entry in history)
            for one in read:
                with suppress_unreadable():
                    one()


@contextmanager
def suppress_unreadable() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        if error.code != "report_unreadable":
            raise


def way_on(paths: AppPaths) -> str:
    """Go on from whatever is in the place of a results file, as a person would; return how."""
    flipped = paths.database.read_bytes()
    try:
        use(paths)
    except NewerDatabase:
        return "newer"
    except DamagedDatabase as error:
        ways = recovery.find_ways(paths, error.code)
    else:
        return "used"
    try:
        assert ways.can_repair or not flipped
        recovery.repair(paths, HandClock(), CancelToken())
        how = "repaired"
    except NewerDatabase:
        return "newer"
    except DamagedDatabase as error:
        if error.code != "repair_found_nothing":
            raise
        recovery.start_fresh(paths, HandClock())
        how = "begun anew"
    assert flipped in {path.read_bytes() for path in paths.data_dir.glob("unwrapped.damaged-*.db")}
    use(paths)
    return how


@pytest.mark.parametrize("seed", range(8))
def test_whatever_bits_are_flipped_there_is_a_way_on(tmp_path: Path, seed: int) -> None:
    """Used, put right, repaired or begun anew: never anything else, and what was damaged is kept as it was."""
    chance = random.Random(seed)
    content = fill(tmp_path / "template", verdicts=12).read_bytes()
    ways: Counter[str] = Counter()
    for number in range(10):
        paths = AppPaths.under(tmp_path / f"home {number}")
        paths.ensure()
        flipped = bytearray(content)
        for _flip in range(chance.choice((1, 1, 4, 64))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        paths.database.write_bytes(flipped)
        ways[way_on(paths)] += 1
        if paths.database.read_bytes() != flipped:
            assert ask_sql(paths.database, "PRAGMA integrity_check") == [("ok",)]
    assert ways["used"] + ways["repaired"] >= 6, ways


def test_a_repair_looks_for_rows_of_every_table() -> None:
    assert set(salvage._TABLES) == set(Base.metadata.tables)
