"""One measurement without a window, in a process of its own: `python -m tests.benchmarks.tasks NAME ARGUMENT...`.

Writes what it found to standard output as JSON. Imports come late, since a process whose memory is looked at must hold
nothing but the program.
"""

# ruff: noqa: PLC0415

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any


def making(path: str, rows: str) -> dict[str, Any]:
    """Write an export of that many rows, as Spotify writes it."""
    import zipfile

    from tests import listeners
    from unwrapped_desktop.domain.record import PLAY_MIN_MS

    wanted, target = int(rows), Path(path)
    per_day = 1.05 * 19.0 * wanted / 58_000
    lived = listeners.long_life(7, rows_per_day=per_day)
    while len(lived) < wanted:
        per_day *= 1.1
        lived = listeners.long_life(7, rows_per_day=per_day)
    lived = lived[-wanted:]
    listeners.write_export(lived, target.parent, zipped=True, indent=2, rows_per_file=15_000)
    with zipfile.ZipFile(target) as archive:
        unpacked_bytes = sum(member.file_size for member in archive.infolist())
    return {
        "path": path,
        "rows": wanted,
        "plays": sum(int(row["ms_played"] or 0) >= PLAY_MIN_MS for row in lived),
        "packed_bytes": target.stat().st_size,
        "unpacked_bytes": unpacked_bytes,
    }


def waiting(seconds: str) -> dict[str, Any]:
    """Load the program and do nothing, long enough to be looked at."""
    from unwrapped_desktop.analysis.reference import load_reference
    from unwrapped_desktop.bootstrap import SystemClock, source_at
    from unwrapped_desktop.critic.phrases import load_phrasebook

    load_reference()
    load_phrasebook()
    source_at(["nothing"], SystemClock())
    time.sleep(float(seconds))
    return {}


def record(path: str) -> dict[str, Any]:
    """Judge an export and return how much memory the record holds that was judged."""
    from tests.benchmarks.processes import BYTES_PER_MB
    from tests.benchmarks.sizes import held_bytes
    from unwrapped_desktop.bootstrap import SystemClock, source_at
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.domain.record import ExaminedSource
    from unwrapped_desktop.domain.settings import JudgeSettings
    from unwrapped_desktop.services.judge import Judge

    found: dict[str, Any] = {}

    class LookingJudge(Judge):
        def report_on(self, examined: ExaminedSource, *choices: Any, **how: Any) -> Any:
            found["record_mb"] = held_bytes(examined.record) / BYTES_PER_MB
            return super().report_on(examined, *choices, **how)

    clock, settings = SystemClock(), JudgeSettings(timezone="UTC")
    source = source_at([path], clock)
    LookingJudge(clock=clock).report(source, settings, progress=ignore_progress, cancel=CancelToken())
    return found


def keeping(path: str) -> dict[str, Any]:
    """Keep a verdict in the data folder, as the window does."""
    from unwrapped_desktop.bootstrap import SystemClock, build_kept_judgement, source_at
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.domain.settings import JudgeSettings
    from unwrapped_desktop.paths import AppPaths

    clock, settings = SystemClock(), JudgeSettings(timezone="UTC")
    judgement, repository = build_kept_judgement(AppPaths.of_user(), clock)
    you = repository.listener(settings.listener_name)
    source = source_at([path], clock)
    state = judgement.judge(you, source, settings, progress=ignore_progress, cancel=CancelToken())
    return {"status": state.status.value}


def judging_again(path: str, rounds: str) -> dict[str, list[float]]:
    """Time further judgements of a kept record, each with another artist left out: from the disk to the kept report.

    Returns:
        `again_s`, a time for each round.
    """
    from dataclasses import replace

    from unwrapped_desktop.bootstrap import SystemClock, build_kept_judgement, source_at
    from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.domain.settings import JudgeSettings
    from unwrapped_desktop.paths import AppPaths

    clock, settings = SystemClock(), JudgeSettings(timezone="UTC")
    judgement, repository = build_kept_judgement(AppPaths.of_user(), clock)
    you = repository.listener(settings.listener_name)
    source = source_at([path], clock)
    judgement.judge(you, source, settings, progress=ignore_progress, cancel=CancelToken())
    names = source.fetch(ignore_progress, CancelToken()).record.names.artists
    found: list[float] = []
    for number in range(int(rounds)):
        chosen = replace(settings, exclusions=Exclusions((Exclusion.of_artist(names[number]),)))
        began_s = time.perf_counter()
        judgement.judge_kept(
            you, chosen, location=source.location, progress=ignore_progress, cancel=CancelToken()
        )
        found.append(time.perf_counter() - began_s)
    return {"again_s": found}


def keeping_record(path: str, rounds: str) -> dict[str, list[float]]:
    """Write the record of an export to the data folder and read it again.

    Returns:
        `size_mb`, `write_s` and `read_s`, one of each for each round.
    """
    from unwrapped_desktop.assembling.joining import compacted
    from unwrapped_desktop.bootstrap import SystemClock, source_at
    from unwrapped_desktop.domain.kept_record import KeptRecord
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.paths import AppPaths
    from unwrapped_desktop.storage.records import RecordFiles

    clock, files = SystemClock(), RecordFiles(AppPaths.of_user().records_dir)
    intake = compacted(source_at([path], clock).read(ignore_progress, CancelToken()))
    kept = KeptRecord(intake=intake, data_sha256="0" * 64, plays=len(intake.music), kept_at=clock.now())
    found: dict[str, list[float]] = {"size_mb": [], "write_s": [], "read_s": []}
    for _round in range(int(rounds)):
        found["write_s"].append(_timed(lambda: files.save(1, kept)))
        found["read_s"].append(_timed(lambda: files.load(1)))
        found["size_mb"].append((files.size_bytes(1) or 0) / 1e6)
    return found


def looking_up(rounds: str) -> dict[str, list[float]]:
    """Load the reference table and look names up, known and unknown, each time anew.

    Returns:
        `load_ms` and `find_ms`, one of each for each round; `find_ms` of 3,000 names, with the names of the table folded.
    """
    from unwrapped_desktop.analysis.reference import load_reference

    known = [artist.name for artist in load_reference().artists[:15_000:10]]
    asked = [*known, *(f"{name} and Nobody" for name in known)]
    found: dict[str, list[float]] = {"load_ms": [], "find_ms": []}
    for _round in range(int(rounds)):
        load_reference.cache_clear()
        found["load_ms"].append(1000 * _timed(load_reference))
        found["find_ms"].append(1000 * _timed(lambda: load_reference().bearers(asked)))
    return found


def writing(path: str, rounds: str) -> dict[str, list[float]]:
    """Write the verdict on an export that has been measured, in every voice.

    Returns:
        `write_ms`, the slowest voice of each round; the phrases are loaded before, as they are in the window.
    """
    from unwrapped_desktop.bootstrap import SystemClock, build_judge, source_at
    from unwrapped_desktop.critic.compose import Brief, write_verdict
    from unwrapped_desktop.critic.phrases import load_phrasebook
    from unwrapped_desktop.critic.report import receipts_of
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.domain.settings import Intensity, JudgeSettings

    clock, phrasebook = SystemClock(), load_phrasebook()
    examined, analysis = build_judge(clock).measured(
        source_at([path], clock),
        JudgeSettings(timezone="UTC"),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    receipts = receipts_of(analysis)
    briefs = [
        Brief(
            seed=examined.record.seed,
            kind="history",
            plays=len(examined.record.rows),
            intensity=voice,
            wording=0,
        )
        for voice in Intensity
    ]

    def write(brief: Brief) -> None:
        write_verdict(analysis, receipts, phrasebook, brief, progress=ignore_progress, cancel=CancelToken())

    slowest = [max(_timed(partial(write, brief)) for brief in briefs) for _round in range(int(rounds))]
    return {"write_ms": [1000 * seconds for seconds in slowest]}


def _timed(work: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


def making_up(rounds: str) -> dict[str, list[float]]:
    """Make up and read each sample listener, and judge the slowest to make.

    Returns:
        `read_s` of the slowest, and `read_over_judged`, that over judging the same; one of each for each round.
    """
    from functools import partial

    from unwrapped_desktop.bootstrap import SystemClock, as_sample, build_judge, sample_choices, sample_source
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.domain.settings import JudgeSettings

    judge, settings = build_judge(SystemClock()), JudgeSettings(timezone="UTC")
    found: dict[str, list[float]] = {"read_s": [], "read_over_judged": []}
    for _round in range(int(rounds)):
        times = {
            name: _timed(partial(sample_source(name).fetch, ignore_progress, CancelToken()))
            for name, _title, _description in sample_choices()
        }
        slowest = max(times, key=times.__getitem__)
        judging = partial(
            judge.report,
            sample_source(slowest),
            as_sample(slowest, settings),
            progress=ignore_progress,
            cancel=CancelToken(),
        )
        whole_s = _timed(judging)
        found["read_s"].append(times[slowest])
        found["read_over_judged"].append(times[slowest] / max(1e-9, whole_s - times[slowest]))
    return found


def painting(rounds: str) -> dict[str, list[float]]:
    """Paint a story of every kind of card and pack it into a file; pack a picture of one colour after each.

    Returns:
        `card_ms`, the slowest kind of each round, and `plain_ms` of the picture that was packed right after it.
    """
    from PySide6.QtGui import QImage

    from tests import example_chapters, example_two_listeners
    from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardKind, CardStyle
    from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
    from unwrapped_desktop.ui.cards.picture import card_png, encoded
    from unwrapped_desktop.ui.offscreen import painting_without_window

    report = example_chapters.life()
    two, chapters = example_two_listeners.together(), example_chapters.chapters(report)
    subject = CardSubject(report=report, chapters=chapters, two=two)
    found: dict[str, list[float]] = {"card_ms": [], "plain_ms": []}
    with painting_without_window():
        plain = QImage(*CARD_SIZES["story"], QImage.Format.Format_RGB32)
        plain.fill(0)
        cards = [make_card(subject, CardChoice(kind=kind)) for kind in CardKind]
        for card in cards:
            card_png(card, "story", CardStyle.ACCENT)  # so that every font has been looked up
        for _round in range(int(rounds)):
            pairs = [
                (_timed(partial(card_png, card, "story", CardStyle.ACCENT)), _timed(partial(encoded, plain)))
                for card in cards
            ]
            slowest = max(pairs)
            found["card_ms"].append(1000 * slowest[0])
            found["plain_ms"].append(1000 * slowest[1])
    return found


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "making": making,
    "waiting": waiting,
    "record": record,
    "keeping": keeping,
    "judging_again": judging_again,
    "keeping_record": keeping_record,
    "looking_up": looking_up,
    "writing": writing,
    "making_up": making_up,
    "painting": painting,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
    sys.stdout.flush()
    os._exit(0)  # what a large process takes to tidy up is nobody's figure
