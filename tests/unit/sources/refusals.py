"""What the tests of bad input have in common: refusals, limits, and what was read along the way."""

import json
from pathlib import Path

import pytest

from tests.unit.sources.rows import FixedClock, fetch, plays
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import FileStatus
from unwrapped_desktop.domain.progress import CancelToken, Progress, ignore_progress
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.sources.export import ExportSource
from unwrapped_desktop.sources.limits import Limits

GOOD = json.dumps(plays()).encode()
NAME = "endsong_1.json"
SOUND_NAME = "endsong_0.json"


def refusal(*paths: Path) -> str:
    """The code of the refusal; its message is a sentence."""
    with pytest.raises(SourceError) as caught:
        fetch(*paths)
    message = message_for(caught.value)
    assert message.endswith(".")
    assert "{" not in message
    assert "?" not in message
    assert message.isprintable()
    return caught.value.code


def limited(limits: Limits, *paths: Path) -> ExaminedSource:
    return ExportSource(paths, clock=FixedClock(), limits=limits).fetch(ignore_progress, CancelToken())


def watched(*paths: Path) -> tuple[ExaminedSource, int]:
    """The record, and how many bytes were unpacked for it."""
    seen: list[Progress] = []
    examined = ExportSource(paths, clock=FixedClock()).fetch(seen.append, CancelToken())
    return examined, max(progress.done for progress in seen if progress.unit == "bytes")


def statuses(examined: ExaminedSource) -> dict[str, FileStatus]:
    return {file.name: file.status for file in examined.record.files}
