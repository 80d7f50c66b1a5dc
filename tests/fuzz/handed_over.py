"""What somebody hands over: exports, reports in the window, reports on the command line."""

import io
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

from tests import example_report
from tests.example_charts import charted
from tests.fuzz.attempts import Attempt, Try, attempted, folder, told
from tests.fuzz.containers import spoiled_name
from tests.fuzz.documents import spoiled_document
from tests.fuzz.exports import spoiled_export
from tests.fuzz.oracle import JUDGED_EVERY, reading_of
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.cli.main import run
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.errors import (
    SourceError,
)
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sources.report_file import read_friend_report

Chance = random.Random
PLAIN_CODES = {0, 2, 3, 4, 5}
"""What the command line may end with: 1 means that nobody had thought of it."""


@contextmanager
def exports() -> Iterator[Try]:
    """Spoiled exports."""

    def attempt(seed: int, number: int) -> Attempt:
        export = spoiled_export(seed, number)

        def act() -> Attempt:
            return reading_of(export, is_judged=number % JUDGED_EVERY == 0)

        return told(attempted(act, refusals=()), "; ".join(export.story))

    yield attempt


@cache
def reports() -> tuple[dict[str, Any], ...]:
    """Return reports as they are kept, and as they are given away."""
    mine = charted(example_report.known_report())
    kept = (
        mine,
        example_report.good_report(),
        example_report.lately_report(),
        example_report.statement_report(),
    )
    given = [friend_file(mine, detail=detail, name="Ada") for detail in FriendDetail]
    return tuple(json.loads(document) for document in (*map(encode_report, kept), *given))


def spoiled_report(chance: Chance) -> tuple[bytes, str, str]:
    """Return a spoiled report, its name, and what was done."""
    content, story = spoiled_document(chance.choice(reports()), chance)
    name = chance.choice(
        ("ada.unwrapped", "ada.unwrapped", "ADA.UNWRAPPED", "verdict.json", "endsong_0.json")
    )
    return content, name, story


def written(place: Path, name: str, content: bytes) -> Path:
    """Write a file under that name, or under a plain one where the system refuses it."""
    path = place / name.replace("/", "_").replace("\0", "_")
    try:
        path.write_bytes(content)
    except (OSError, ValueError):
        path = place / "plain.unwrapped"
        path.write_bytes(content)
    return path


@contextmanager
def friends() -> Iterator[Try]:
    """Reports that somebody hands over, `.unwrapped` and `.json`."""
    mine = charted(example_report.known_report())

    def attempt(seed: int, number: int) -> Attempt:
        content, name, story = spoiled_report(Chance(f"{seed} friends {number}"))

        def act() -> Attempt:
            with folder() as place:
                report = read_friend_report([written(place, name, content)])
            if report is None:
                return "something else", []
            problems = [] if is_sound(report) else ["read, though it does not hold together"]
            if decode_report(encode_report(report)) != report:
                problems.append("does not come back as it was read")
            if not problems and number % JUDGED_EVERY == 0:
                lay_side_by_side(
                    mine,
                    report,
                    load_reference(),
                    load_phrasebook(),
                    intensity=Intensity.HONEST,
                    cancel=CancelToken(),
                )
            return "report", problems

        return told(attempted(act, refusals=(SourceError,)), f"{name}: {story}")

    yield attempt


@contextmanager
def commands() -> Iterator[Try]:
    """Reports and names that are given to `share`, `together` and `compare`."""

    def attempt(seed: int, number: int) -> Attempt:
        chance = Chance(f"{seed} commands {number}")
        content, name, story = spoiled_report(chance)
        if chance.random() < 0.3:
            name = spoiled_name(name, chance)

        def act() -> Attempt:
            with folder() as place:
                path = str(written(place, name, content))
                sound = str(written(place, "sound.json", json.dumps(reports()[0]).encode()))
                arguments = command(chance, path, sound, place)
                said, complained = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
                with redirect_stdout(said), redirect_stderr(complained):
                    code = run(arguments)
            words = complained.getvalue()
            problems = [] if code in PLAIN_CODES else [f"ended with {code}: {words[-200:]}"]
            if "Traceback" in words or (code != 0) != bool(words):
                problems.append(f"{code} and {words[-200:]!r}")
            return f"{arguments[0]} {code}", problems

        return told(attempted(act, refusals=()), f"{name!r}: {story}")

    yield attempt


def command(chance: Chance, spoiled: str, sound: str, place: Path) -> list[str]:
    """Return what somebody might type about a spoiled report."""
    pair = [spoiled, sound]
    chance.shuffle(pair)
    key = chance.choice(("line.1", "line.99", "era.1.line.1", "listener.name", "", "\ud800", "%s", "--page"))
    allowed = [f"--allow={key}"] if chance.random() < 0.3 else []
    match chance.choice(("share", "share", "together", "compare")):
        case "together":
            return ["together", *pair, *chance.choice(([], ["--json", "-"], ["--intensity", "brutal"]))]
        case "compare":
            return ["compare", *pair]
        case _:
            wanted = chance.choice(
                (
                    ["--what-stays"],
                    ["--page", str(place / "page.html")],
                    ["--facts", str(place / f"facts{chance.choice(('.csv', '.json', '.zip', '.exe'))}")],
                    [
                        "--friend",
                        str(place / "friend.unwrapped"),
                        f"--name={chance.choice(('', 'Ada', 'A' * 999))}",
                    ],
                    [
                        "--card-words",
                        "-",
                        f"--card-line={chance.choice(('1', '0', '-1', '99', 'x', '9' * 50))}",
                    ],
                )
            )
            return ["share", spoiled, *wanted, *allowed]
