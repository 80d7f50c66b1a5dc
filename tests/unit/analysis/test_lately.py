"""What Spotify's list of the last four weeks says beside a record, counted again by hand."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.analysis.histories import DAY, HOUR, play, read, utc
from tests.unit.sources.rows import Row
from unwrapped_desktop.analysis.lately import find_lately
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.lately import LINES, write_lately
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.report import Lately
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.domain.top_lists import ListedArtist, ListedSong, MonthLists

READ_AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
ID = "0123456789abcdefABCDEF"


def life() -> list[Row]:
    """Seventy artists: the first with seventy plays, each next with one less; and a minor one with a single play."""
    rows = []
    for place in range(70):
        start = utc(2024, 1, 1, 8) + place * DAY
        rows += [
            play(start + turn * HOUR / 4, f"Band {place}", f"Tune {turn % 3}") for turn in range(70 - place)
        ]
    return [*rows, play(utc(2026, 3, 14, 12), "Band 69", "Tune 0")]


@pytest.fixture(scope="module")
def examined() -> ExaminedSource:
    return read(life())


def month(*names: str, songs: tuple[tuple[str, str], ...] = ()) -> MonthLists:
    return MonthLists(
        read_at=READ_AT,
        artists=tuple(
            ListedArtist(rank=rank, name=name, spotify_id=ID) for rank, name in enumerate(names, start=1)
        ),
        songs=tuple(
            ListedSong(rank=rank, title=title, artist=artist)
            for rank, (artist, title) in enumerate(songs, start=1)
        ),
    )


def found(examined: ExaminedSource, lists: MonthLists) -> dict[str, Finding]:
    listening = Listening(examined.record, ZoneInfo("UTC"), load_reference())
    return {finding.id: finding for finding in find_lately(listening, lists)}


def quoted(finding: Finding) -> dict[str, object]:
    return {slot: finding.value(slot) for slot in finding.quotes}


def test_everything_is_counted_in_the_record(examined: ExaminedSource) -> None:
    names = ("Band 2", "Nobody Yet", "Band 60", *(f"Band {place}" for place in range(20, 27)), "Band 0")
    findings = found(examined, month(*names, songs=(("Unheard", "Of"), ("band 4", "TUNE 1"))))
    assert quoted(findings["lately_stranger"]) == {
        "artist": "Nobody Yet", "rank": 2, "plays": 0, "artists": 70, "ends": "14 March 2026",
    }  # fmt: skip
    assert quoted(findings["lately_absent"]) == {
        "artist": "Band 1", "plays": 69, "place": 2, "listed": 11, "ends": "14 March 2026",
    }  # fmt: skip
    assert quoted(findings["lately_kept"]) == {"ten": 10, "kept": 1, "new": 9}
    assert quoted(findings["lately_climber"]) == {
        "artist": "Band 60", "rank": 3, "place": 61, "plays": 10, "ends": "14 March 2026",
    }  # fmt: skip
    # Sixty-six plays of three songs in turn.
    assert quoted(findings["lately_song"]) == {
        "track": "TUNE 1", "artist": "band 4", "rank": 2, "plays": 22, "ends": "14 March 2026",
    }  # fmt: skip


def test_the_record_ends_on_the_last_day_that_a_play_began() -> None:
    rows = [play(utc(2024, 1, 1, 8) + turn * DAY, "Band 1", "Tune") for turn in range(100)]
    rows.append(play(utc(2024, 5, 1, 23), "Band 2", "Long", seconds=3 * 3600))
    rows.append(play(utc(2024, 5, 2, 0, 30), "Band 2", "Short", seconds=600))
    stranger = found(read(rows), month("Nobody 1"))["lately_stranger"]
    assert quoted(stranger)["ends"] == "2 May 2024"


def test_a_list_that_says_the_same_makes_nobody_a_stranger(examined: ExaminedSource) -> None:
    findings = found(examined, month(*(f"Band {place}" for place in range(12))))
    assert set(findings) == {"lately_kept"}
    assert quoted(findings["lately_kept"])["kept"] == 10


def test_without_a_list_there_is_nothing_to_say(examined: ExaminedSource) -> None:
    assert found(examined, month()) == {}
    assert set(found(examined, month("Band 0", "Band 1"))) <= {"lately_kept"}


def written(
    examined: ExaminedSource,
    lists: MonthLists,
    intensity: Intensity = Intensity.HONEST,
    exclusions: Exclusions | None = None,
) -> Lately:
    settings = JudgeSettings(timezone="UTC", intensity=intensity, exclusions=exclusions or Exclusions())
    return write_lately(
        examined.record,
        lists,
        settings=settings,
        reference=load_reference(),
        phrasebook=load_phrasebook(),
        cancel=CancelToken(),
    )


@pytest.mark.parametrize("intensity", list(Intensity))
def test_lines_are_few_apart_and_proven(examined: ExaminedSource, intensity: Intensity) -> None:
    names = ("Band 2", "Nobody Yet", "Band 60", *(f"Band {place}" for place in range(20, 27)))
    lately = written(examined, month(*names, songs=(("Band 4", "Tune 1"),)), intensity)
    assert len(lately.remarks) == LINES
    assert len({remark.family for remark in lately.remarks}) == LINES
    receipts = {receipt.id: receipt for receipt in lately.receipts}
    for remark in lately.remarks:
        assert problems(remark.text, remark.claims, receipts) == []
        assert set(remark.receipts) <= receipts.keys()
    assert {page.name for page in lately.pages} <= set(names)
    assert written(examined, lately.lists, intensity) == lately


def test_whoever_is_left_out_is_not_spoken_of_and_comes_back(examined: ExaminedSource) -> None:
    lists = month("Nobody Yet", *(f"Band {place}" for place in range(12)))
    whole = written(examined, lists)
    assert any(
        "Nobody Yet" in remark.text or "lately_stranger" in remark.receipts for remark in whole.remarks
    )
    left = written(examined, lists, exclusions=Exclusions((Exclusion.of_artist("nobody yet"),)))
    assert "lately_stranger" not in {remark.family for remark in left.remarks}
    assert left.lists == lists
    assert written(examined, left.lists) == whole
