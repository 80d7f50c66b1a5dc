"""What the program is doing when it is killed, or when there is no room: each work with a place of its own to do it in.

A work is done in a copy of the folder that it was prepared in. `look` tells what the next start finds there, by way of the
real opening; what is not as it was before, and not as it is after the whole work, is a loss.
"""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from pathlib import Path

from tests import example_report
from tests.example_charts import charted
from tests.unit.sources.rows import FixedClock, Row, extended, plays, write
from tests.unit.storage.support import small_report
from unwrapped_desktop.bootstrap import build_kept_judgement, source_at, waiting_file
from unwrapped_desktop.cli.main import run
from unwrapped_desktop.domain.analysis_state import Status
from unwrapped_desktop.domain.card import CardChoice
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.stored import Forgotten
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.messages import MESSAGES
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.sources.crew import crew
from unwrapped_desktop.storage import changing, migrate, revisions
from unwrapped_desktop.storage.forgotten_file import marks_beside
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.storage.records import RecordFiles
from unwrapped_desktop.storage.results_file import ResultsFile
from unwrapped_desktop.ui import saving
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
from unwrapped_desktop.ui.cards.picture import card_png
from unwrapped_desktop.ui.offscreen import painting_without_window

LOADED = (changing, migrate, revisions)
"""Loaded when they are first needed otherwise, which would be all that a short work is killed in."""

SETTINGS = JudgeSettings(timezone="Europe/Berlin")
AUDIO = "Streaming_History_Audio_2021_0.json"
FIRST_FORM = Path(__file__).parents[1] / "fixtures" / "results" / "0001.sql"
OLDER = b"what was saved here before"
YOU = 1

Told = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept in a folder.

    Attributes:
        told: What a person can tell apart, by what it is about; the same whether a work was begun once or twice.
        exact: Sums of all that is kept, byte for byte, by what it is about.
    """

    told: Told
    exact: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something that the program does.

    Attributes:
        prepare: Makes what is there before, in an empty folder.
        act: Does it there.
        look: Returns what is kept there. Raises where that cannot be opened.
        writes: Whether it writes so much that it can be short of room.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    look: Callable[[Path], Kept]
    writes: bool = True


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


# ---------------------------------------------------------------------------------------------- the data folder
def results(home: Path) -> Kept:
    """Open what is kept as the next start does, and look at every verdict and record in it."""
    paths = AppPaths.under(home / "data")
    told: dict[str, str] = {}
    exact: dict[str, str] = {}
    with open_repository(paths, FixedClock()) as repository:
        repository.mark_interrupted()
        for listener in repository.listeners():
            who = listener.listener_id
            state = repository.poll(who)
            if state is not None and state.status not in {Status.COMPLETED, Status.FAILED}:
                told[f"state of {who}"] = f"{state.status} after a start"
            if state is not None and state.error_code is not None and state.error_code not in MESSAGES:
                told[f"state of {who}"] = f"failed: {state.error_code}"
            found = [repository.report(who)]
            found += [repository.earlier_report(one.history_id) for one in repository.history(who)]
            verdicts = [report for report in found if report is not None]
            told[f"verdicts of {who}"] = ", ".join(
                f"{report.verdict.label}/{report.record.plays}" for report in verdicts
            )
            exact[f"verdicts of {who}"] = ", ".join(sum_of(encode_report(report)) for report in verdicts)
            record = RecordFiles(paths.records_dir).load(who)
            told[f"record of {who}"] = "none" if record is None else f"{record.plays} plays"
        told["forgotten"] = str([mark.listener_id for mark in repository.forgotten])
        told["marks are lost"] = str(repository.has_lost_marks)
    waiting = waiting_file(paths).load()
    told["waits"] = str(waiting is not None and waiting.asked_for_history)
    with closing(sqlite3.connect(paths.database)) as connection:
        told["database"] = str(connection.execute("PRAGMA integrity_check").fetchall())
        told["database"] += str(connection.execute("PRAGMA foreign_key_check").fetchall())
    told["aside"] = str(sorted(path.name for path in paths.data_dir.glob("*damaged*")))
    return Kept(told=told, exact=exact)


def judge(home: Path, export: Path) -> None:
    """Judge an export, as the window and the command line do."""
    judgement, repository = build_kept_judgement(AppPaths.under(home / "data"), FixedClock())
    assert isinstance(repository, ResultsFile)
    with repository:
        repository.mark_interrupted()
        judgement.judge(
            repository.listener("You"),
            source_at([export], FixedClock()),
            SETTINGS,
            progress=ignore_progress,
            cancel=CancelToken(),
        )


def many_rows(count: int) -> list[Row]:
    """Return the older rows and as many more, of more artists than anybody remembers."""
    more = [
        extended(5 * number, f"Artist {number % 900}", f"Title {number}") for number in range(1_000, count)
    ]
    return [*plays(300), *more]


def judged(home: Path) -> None:
    """Keep a verdict on 150 plays, with its record."""
    judge(home, write(home / "older" / AUDIO, plays(150)))


def prepare_importing(home: Path) -> None:
    """Lay an export of several files beside a verdict; it is large enough for the second process to be at work."""
    judged(home)
    rows = many_rows(20_000)
    with zipfile.ZipFile(home / "export.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for place, start in enumerate(range(0, len(rows), 2_000)):
            content = json.dumps(rows[start : start + 2_000])
            archive.writestr(f"Streaming_History_Audio_2021_{place}.json", content)


def act_importing(home: Path) -> None:
    crew.WORTH_BYTES = 0
    judge(home, home / "export.zip")


def prepare_merging(home: Path) -> None:
    judged(home)
    write(home / "newer" / AUDIO, many_rows(3_000))


def act_merging(home: Path) -> None:
    judge(home, home / "newer" / AUDIO)


def prepare_analysing(home: Path) -> None:
    judge(home, write(home / "older" / AUDIO, many_rows(6_000)))


def act_analysing(home: Path) -> None:
    """Judge what is kept again, once: whoever comes back finds it done, or does it."""
    judgement, repository = build_kept_judgement(AppPaths.under(home / "data"), FixedClock())
    assert isinstance(repository, ResultsFile)
    with repository:
        repository.mark_interrupted()
        if repository.history(YOU):
            return
        judgement.judge_kept(
            repository.listener("You"),
            replace(SETTINGS, timezone="Asia/Kolkata"),
            location=(),
            progress=ignore_progress,
            cancel=CancelToken(),
        )


def prepare_saving(home: Path) -> None:
    judged(home)
    paths = AppPaths.under(home / "data")
    waiting_file(paths).save(Waiting(begun_at=FixedClock().now()))
    with open_repository(paths, FixedClock()) as repository:
        repository.listener("Somebody else")


def act_saving(home: Path) -> None:
    """Keep a longer record, a step of the wait, the mark of somebody who is to be forgotten, and a long verdict."""
    paths = AppPaths.under(home / "data")
    with open_repository(paths, FixedClock()) as repository:
        repository.mark_interrupted()
        records = RecordFiles(paths.records_dir)
        record = records.load(YOU)
        assert record is not None
        names = tuple(sum_of(str(number).encode()) for number in range(40_000))
        texts = replace(record.intake.texts, artists=(*record.intake.texts.artists[:7], *names))
        records.save(YOU, replace(record, plays=151, intake=replace(record.intake, texts=texts)))
        waiting_file(paths).save(Waiting(begun_at=FixedClock().now(), asked_for_history=True))
        if not marks_beside(paths.database).exists():
            repository.mark_forgotten(Forgotten(listener_id=2, has_sign_in=False))
        if not repository.history(YOU):
            state = repository.begin(YOU, data_sha256=None, settings_key="k", source=(), again=True)
            repository.start(state.analysis_id)
            repository.complete(state.analysis_id, small_report("A LONG ONE", charge="why not " * 250_000))


def prepare_migrating(home: Path) -> None:
    """Lay a results file there as the first version of the program has left it, with many verdicts."""
    database = AppPaths.under(home / "data").database
    database.parent.mkdir()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(FIRST_FORM.read_text(encoding="utf-8"))
        columns = [
            row[1] for row in connection.execute("PRAGMA table_info(report_history)") if row[1] != "id"
        ]
        listed = ", ".join(columns)
        for _ in range(6):
            connection.execute(
                f"INSERT INTO report_history ({listed}) SELECT {listed} FROM report_history"  # noqa: S608
            )


def act_migrating(home: Path) -> None:
    open_repository(AppPaths.under(home / "data"), FixedClock()).close()


# ------------------------------------------------------------------------------------------------- saved files
def files(home: Path) -> Kept:
    """Return what lies under the names that were chosen, and open each as whoever is given it does."""
    told, exact = {}, {}
    for name in ("card.png", "page.html", "facts.zip", "friend.unwrapped"):
        path = home / "saved" / name
        content = path.read_bytes() if path.exists() else b""
        exact[name] = sum_of(content)
        told[name] = "older" if content == OLDER else "whole" if is_whole(name, content) else "half"
    return Kept(told=told, exact=exact)


def is_whole(name: str, content: bytes) -> bool:
    match Path(name).suffix:
        case ".png":
            return content.endswith(b"IEND\xaeB`\x82")
        case ".html":
            return content.rstrip().endswith(b"</html>")
        case ".zip":
            with zipfile.ZipFile(BytesIO(content)) as archive:
                return archive.testzip() is None
        case _:
            return bool(decode_report(content).verdict.label)


def prepare_files(home: Path) -> None:
    (home / "report.json").write_bytes(encode_report(charted(example_report.good_report())))
    (home / "saved").mkdir()
    for name in ("card.png", "page.html", "facts.zip", "friend.unwrapped"):
        (home / "saved" / name).write_bytes(OLDER)


def act_pictures(home: Path) -> None:
    """Draw a card and save it, as the window does."""
    report = decode_report((home / "report.json").read_bytes())
    with painting_without_window():
        choice = CardChoice(format_name="square")
        png = card_png(make_card(CardSubject(report=report), choice), choice.format_name, choice.style)
    reason = saving.write_whole(str(home / "saved" / "card.png"), png)
    if reason:
        raise NotSaved(reason)


def act_files(home: Path) -> None:
    """Give a verdict away in every way there is, as the command line does."""
    saved = home / "saved"
    names = (
        "--page",
        saved / "page.html",
        "--facts",
        saved / "facts.zip",
        "--friend",
        saved / "friend.unwrapped",
    )
    said = StringIO()
    with redirect_stdout(said):
        code = run(
            ["share", str(home / "report.json"), *map(str, names), "--card", f"square={saved / 'card.png'}"]
        )
    if code != 0:
        raise NotSaved(f"exit code {code}")


class NotSaved(Exception):  # noqa: N818 - said in words to a person, not raised in the program
    """Something was not saved, and that was said."""


WORKS: Mapping[str, Work] = {
    "importing": Work(prepare=prepare_importing, act=act_importing, look=results, writes=False),
    "analysing": Work(prepare=prepare_analysing, act=act_analysing, look=results),
    "merging": Work(prepare=prepare_merging, act=act_merging, look=results),
    "saving": Work(prepare=prepare_saving, act=act_saving, look=results),
    "migrating": Work(prepare=prepare_migrating, act=act_migrating, look=results),
    "pictures": Work(prepare=prepare_files, act=act_pictures, look=files),
    "files": Work(prepare=prepare_files, act=act_files, look=files),
}
