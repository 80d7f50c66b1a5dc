"""One measurement without a window, in a process of its own: `python -m tests.benchmarks.tasks NAME ARGUMENT...`.

Writes what it found to standard output as JSON. Imports come late, since the process that measures memory must hold
nothing but the program.
"""

# ruff: noqa: PLC0415

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def making(path: str, rows: str) -> dict[str, Any]:
    """Write an export of that many rows, as Spotify writes it."""
    import zipfile

    from tests import listeners

    wanted, target = int(rows), Path(path)
    per_day = 1.05 * 19.0 * wanted / 58_000
    lived = listeners.long_life(7, rows_per_day=per_day)
    while len(lived) < wanted:
        per_day *= 1.1
        lived = listeners.long_life(7, rows_per_day=per_day)
    listeners.write_export(lived[-wanted:], target.parent, zipped=True, indent=2, rows_per_file=15_000)
    with zipfile.ZipFile(target) as archive:
        unpacked_bytes = sum(member.file_size for member in archive.infolist())
    return {
        "path": path,
        "rows": wanted,
        "packed_bytes": target.stat().st_size,
        "unpacked_bytes": unpacked_bytes,
    }


def reading(path: str, verdicts: str, decodes: str) -> dict[str, Any]:
    """Time whole verdicts and bare decoding of the same files, one after the other in the same process."""
    decode_bare = _bare_decoder()
    found: dict[str, list[float]] = {"bare_s": [], "verdict_s": [], "json_s": []}
    _judge(path)  # so that every module is loaded, and the files are in memory
    for number in range(int(verdicts)):
        found["bare_s"].append(_timed(lambda: _decode_all(path, decode_bare)))
        found["verdict_s"].append(_timed(lambda: _judge(path)))
        if number < int(decodes):
            found["json_s"].append(_timed(lambda: _decode_all(path, json.loads)))
    return found


def memory(*paths: str) -> dict[str, Any]:
    """Return the most memory this process ever held; with a path, after a whole verdict."""
    import resource

    from unwrapped_desktop.analysis.reference import load_reference
    from unwrapped_desktop.bootstrap import SystemClock, source_at
    from unwrapped_desktop.critic.phrases import load_phrasebook

    load_reference()
    load_phrasebook()
    source_at(["nothing"], SystemClock())
    for path in paths:
        _judge(path)
    unit_bytes = 1 if sys.platform == "darwin" else 1024
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit_bytes / 2**20}


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


def _judge(path: str) -> None:
    from unwrapped_desktop.bootstrap import SystemClock, build_judge, source_at
    from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
    from unwrapped_desktop.domain.report_json import encode_report
    from unwrapped_desktop.domain.settings import JudgeSettings

    clock = SystemClock()
    settings = JudgeSettings(timezone="UTC")
    source = source_at([path], clock)
    report = build_judge(clock).report(source, settings, progress=ignore_progress, cancel=CancelToken())
    encode_report(report)


def _bare_decoder() -> Callable[[bytes], object]:
    """Return the least that any program reading these files with msgspec has to do."""
    import msgspec

    fields = (
        "ts",
        "ms_played",
        "master_metadata_track_name",
        "master_metadata_album_artist_name",
        "spotify_track_uri",
    )
    row = msgspec.defstruct("Row", [(name, int if name == "ms_played" else str | None) for name in fields])
    return msgspec.json.Decoder(list[row]).decode  # type: ignore[valid-type] # made at run time


def _decode_all(path: str, decode: Callable[[bytes], object]) -> None:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "Streaming_History_Audio" in name:
                decode(archive.read(name))


def _timed(work: Callable[[], None]) -> float:
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "making": making,
    "reading": reading,
    "memory": memory,
    "keeping": keeping,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
    sys.stdout.flush()
    os._exit(0)  # what a large process takes to tidy up is nobody's figure
