"""The line about the day, told by a second process: the record stays a file, and one line comes out."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import listeners
from tests.unit.services.record_desk import LISTENER, RecordDesk
from unwrapped_desktop.app import day_beside
from unwrapped_desktop.app.day_beside import DayUntold, Question, ask_for_day
from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.exclusion import Exclusion, ExclusionKind, Exclusions
from unwrapped_desktop.domain.progress import CancelToken


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Question:
    """A kept record, and the day after a year of its last play."""
    folder = tmp_path_factory.mktemp("Daten mit Lücke")
    export = listeners.write_export(listeners.loyalist(3), folder / "export", zipped=True).path
    record = RecordDesk(folder / "records").add(export).examined.record
    last = datetime.fromtimestamp(int(record.rows.ended_at_s[-1]), UTC).date()
    return Question(
        records_dir=str(folder / "records"),
        listener_id=LISTENER,
        data_sha256=record.data_sha256,
        timezone="UTC",
        today=last.replace(year=last.year + 1),
        exclusions=Exclusions(),
    )


def test_it_tells_what_was_played(asked: Question) -> None:
    line = ask_for_day(asked, CancelToken())
    assert line is not None
    assert line.years_ago == asked.today.year - line.year > 0
    assert line.plays >= 3
    assert line.receipt.rows


def test_who_was_left_out_is_not_spoken_of(asked: Question) -> None:
    line = ask_for_day(asked, CancelToken())
    assert line is not None
    left_out = Exclusions((Exclusion(kind=ExclusionKind.ARTIST, artist=line.artist),))
    other = ask_for_day(replace(asked, exclusions=left_out), CancelToken())
    assert other is None or other.artist != line.artist


def test_a_record_of_another_verdict_has_nothing_to_say(asked: Question) -> None:
    assert ask_for_day(replace(asked, data_sha256="0" * 64), CancelToken()) is None
    assert ask_for_day(replace(asked, listener_id=LISTENER + 1), CancelToken()) is None


def test_a_process_that_does_not_answer_is_no_line(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("raise SystemExit(3)", "print('what?')"):
        monkeypatch.setattr(
            day_beside, "own_command", lambda _option, said=program: [sys.executable, "-c", said]
        )
        with pytest.raises(DayUntold):
            ask_for_day(asked, CancelToken())
    monkeypatch.setattr(day_beside, "own_command", lambda _option: [str(Path(asked.records_dir) / "none")])
    with pytest.raises(DayUntold):
        ask_for_day(asked, CancelToken())


def test_nobody_waits_for_it_once_it_is_not_wanted(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        day_beside, "own_command", lambda _option: [sys.executable, "-c", "import time; time.sleep(600)"]
    )
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        ask_for_day(asked, cancel)
