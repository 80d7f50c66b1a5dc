"""What lies in the data folder, after a disk or an editor has been at it: settings, and the results file."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.fuzz.attempts import Attempt, Try, attempted, folder, told
from tests.fuzz.content import spoiled_bytes
from tests.fuzz.documents import spoiled_document
from tests.unit.sources.rows import FixedClock
from tests.unit.storage.damages import fill, foreign_log
from tests.unit.storage.support import HandClock
from unwrapped_desktop.app.window_state import WindowState
from unwrapped_desktop.bootstrap import recover_results_file, waiting_file, ways_to_recover
from unwrapped_desktop.domain.errors import (
    DamagedDatabase,
    StorageError,
)
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.recovery import Way
from unwrapped_desktop.domain.stored import Forgotten
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.forgotten_file import ForgottenFile
from unwrapped_desktop.storage.last_report import last_report
from unwrapped_desktop.storage.opening import open_repository
from unwrapped_desktop.ui.theme import Theme

Chance = random.Random


INI = (
    "[General]\nversion=1\nmode=dark\ntext_percent=150\nreduced_motion=true\ntimezone=Asia/Kolkata\nintensity=gentle\n"
    'recent_files="[[\\"/music/a.zip\\"], [\\"/b.json\\", \\"/c.json\\"]]"\nkeeps_record=false\n'
    "geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0\\0\\0\\0\\0)\nremembers_files=true\n"
)


@contextmanager
def settings() -> Iterator[Try]:
    """The small files beside the results: `window.ini`, `waiting.json`, `forgotten.json`."""
    application = QApplication.instance() or QApplication(["unwrapped-desktop"])
    documents = _sound_settings()
    readers = {"window.ini": _window, "waiting.json": _waiting, "forgotten.json": _forgotten}

    def attempt(seed: int, number: int) -> Attempt:
        chance = Chance(f"{seed} settings {number}")
        name = chance.choice(sorted(readers))
        if name in documents:
            content, story = spoiled_document(documents[name], chance)
        else:
            content, story = spoiled_bytes(INI.encode(), chance)

        def act() -> Attempt:
            with folder() as place:
                (place / name).write_bytes(content)
                outcome, problems = readers[name](AppPaths.under(place), place / name)
            return f"{name}: {outcome}", problems

        return told(attempted(act, refusals=(StorageError,)), f"{name}: {story}")

    yield attempt
    del application


def _sound_settings() -> dict[str, Any]:
    """Return what the program itself writes."""
    with folder() as place:
        paths = AppPaths.under(place)
        waiting_file(paths).save(
            Waiting(begun_at=FixedClock().now(), asked_for_history=True, has_confirmed=True)
        )
        marks = ForgottenFile(paths.database)
        for number in (2, 5):
            marks.add(Forgotten(listener_id=number, has_sign_in=number == 5))
        return {path.name: json.loads(path.read_bytes()) for path in place.iterdir()}


def _window(paths: AppPaths, _file: Path) -> Attempt:
    state, theme = WindowState(paths), Theme()
    state.apply_preferences(theme)
    files = state.recent_files
    problems = [] if all(isinstance(path, str) for group in files for path in group) else [f"files {files!r}"]
    if len(state.judging.timezone) > 100 or len(files) > 1_000:
        problems.append("more than anybody has chosen")
    state.save_recent_files([("/new.zip",)])
    state._settings.sync()
    if WindowState(paths).recent_files != (("/new.zip",),):
        problems.append("remembers nothing any more")
    return "read", problems


def _waiting(paths: AppPaths, file: Path) -> Attempt:
    kept = waiting_file(paths)
    found = kept.load()
    problems = ["what makes no sense stays in its place"] if found is None and file.exists() else []
    later = Waiting(begun_at=FixedClock().now())
    kept.save(later)
    if kept.load() != later:
        problems.append("remembers nothing any more")
    return "none" if found is None else "read", problems


def _forgotten(paths: AppPaths, file: Path) -> Attempt:
    found = ForgottenFile(paths.database)
    problems = ["what makes no sense stays in its place"] if found.is_damaged and file.exists() else []
    if not all(isinstance(mark, Forgotten) for mark in found.marks):
        problems.append(f"marks {found.marks!r}")
    found.add(Forgotten(listener_id=9, has_sign_in=False))
    if 9 not in {mark.listener_id for mark in ForgottenFile(paths.database).marks}:
        problems.append("remembers nothing any more")
    return "damaged" if found.is_damaged else "read", problems


PAGE = 4096
VERDICTS = 12


@contextmanager
def results() -> Iterator[Try]:
    """The results file, and the log beside it."""
    with folder() as place:
        sound = fill(place / "sound", verdicts=VERDICTS).read_bytes()
        log = foreign_log(place).read_bytes()

    def attempt(seed: int, number: int) -> Attempt:
        chance = Chance(f"{seed} results {number}")
        content, beside, story = _spoiled_database(sound, log, chance)

        def act() -> Attempt:
            with folder() as home:
                paths = AppPaths.under(home)
                paths.database.write_bytes(content)
                if beside:
                    (home / "unwrapped.db-wal").write_bytes(beside)
                return _opened(paths, content)

        return told(attempted(act, refusals=(StorageError,)), story)

    yield attempt


def _opened(paths: AppPaths, content: bytes) -> Attempt:
    """Open it as a start does and read everything; what is damaged can be kept aside, and there is a way on."""
    last_report(paths.database)
    try:
        with open_repository(paths, HandClock()) as repository:
            repository.mark_interrupted()
            unreadable = 0
            for listener in repository.listeners():
                who = listener.listener_id
                unreadable += _is_unreadable(partial(repository.report, who))
                for earlier in repository.history(who):
                    unreadable += _is_unreadable(partial(repository.earlier_report, earlier.history_id))
            return "read" if not unreadable else "some verdicts unreadable", []
    except DamagedDatabase as error:
        if paths.database.exists() and paths.database.read_bytes() != content:
            return error.code, ["what is damaged was changed"]
        ways_to_recover(paths, error.code)
        recover_results_file(paths, HandClock(), Way.FRESH, copy="", cancel=CancelToken())
        open_repository(paths, HandClock(), anew=True).close()
        kept = [path.read_bytes() for path in paths.data_dir.glob("unwrapped.damaged-*.db")]
        return error.code, [] if content in kept else ["what is damaged was not kept"]


def _is_unreadable(read: Callable[[], object]) -> bool:
    """Whether one verdict cannot be read, while others can."""
    try:
        read()
    except StorageError as error:
        if error.code != "report_unreadable":
            raise
        return True
    return False


def _spoiled_database(sound: bytes, log: bytes, chance: Chance) -> tuple[bytes, bytes, str]:
    """Return a results file and the log beside it, and what was done to them."""
    content = bytearray(sound)
    pages = len(content) // PAGE
    beside = b""
    how = chance.choice(
        ("bits", "bits", "header", "cut", "swap", "blank", "noise", "log", "foreign log", "bytes")
    )
    match how:
        case "bits":
            for _ in range(chance.choice((1, 2, 16, 300))):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        case "header":
            content[chance.randrange(100)] = chance.randrange(256)
        case "cut":
            del content[
                chance.choice((chance.randrange(len(content)), PAGE * chance.randrange(pages), 0, 1, 99)) :
            ]
        case "swap":
            one, other = (PAGE * chance.randrange(pages) for _ in range(2))
            content[one : one + PAGE], content[other : other + PAGE] = (
                content[other : other + PAGE],
                content[one : one + PAGE],
            )
        case "blank" | "noise":
            start = PAGE * chance.randrange(pages)
            content[start : start + PAGE] = bytes(PAGE) if how == "blank" else chance.randbytes(PAGE)
        case "log":
            beside = spoiled_bytes(log, chance)[0] if chance.random() < 0.5 else chance.randbytes(9_000)
        case "foreign log":
            beside = log
        case _:
            content = bytearray(spoiled_bytes(bytes(content), chance)[0])
    return bytes(content), beside, how
