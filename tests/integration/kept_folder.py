"""A data folder as a person has it who has been judged: a verdict, the one before it, and the record."""

from pathlib import Path

from tests import listeners
from unwrapped_desktop.bootstrap import SystemClock, build_kept_judgement, source_at
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.paths import AppPaths


def make_kept_folder(folder: Path, exports: Path) -> str:
    """Judge somebody twice; returns the label of the verdict that is shown.

    Args:
        folder: The data folder; its own folder exists.
        exports: Where the export is to lie.
    """
    export = listeners.write_export(listeners.loyalist(3), exports, zipped=True).path
    clock = SystemClock()
    judgement, repository = build_kept_judgement(AppPaths.under(folder), clock)
    try:
        you = repository.listener("You")
        for intensity in (Intensity.HONEST, Intensity.GENTLE):
            settings = JudgeSettings(timezone="Europe/Berlin", intensity=intensity)
            source = source_at([str(export)], clock)
            judgement.judge(you, source, settings, progress=ignore_progress, cancel=CancelToken())
        report = judgement.get(you)
    finally:
        repository.close()
    assert report is not None
    return report.verdict.label
