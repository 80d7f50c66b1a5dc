"""A sealed statement beside a record, each answer decided again by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.analysis.histories import DAY, HOUR, known, play, read, skip, utc
from tests.unit.sources.rows import Row, without
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.statement import Decided, Opening, brier_of, last_new_year, open_statement
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.statement import LINES, write_statement
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import ExaminedSource
from unwrapped_desktop.domain.report import AxisScore, OpenedStatement
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.domain.statement import SURENESS, Answer, Statement, Sureness

SEALED_AT = datetime(2026, 5, 3, 10, tzinfo=UTC)
CHARTS = AxisScore(id="mainstream", value=0.5, low=0.4, high=0.6, coverage_ratio=1.0, sample=100)


def life() -> list[Row]:
    """Two hundred starts in four years, 160 of them plays and forty skipped; eight plays after midnight.

    2021: 80 plays of Ostkai. 2022: 20 of Nadide Su and 20 of Ostkai. 2023: two of Newcomer among twenty, a tenth. 2024:
    twenty of Ostkai. The skips are of Door, by Halogen Choir, and too short to be plays.
    """
    rows = [play(utc(2021, 1, 4, 12) + turn * DAY, "Ostkai", f"Low Bridge {turn % 4}") for turn in range(72)]
    rows += [play(utc(2021, 6, 1, 2) + turn * DAY, "Ostkai", f"Small Hours {turn % 2}") for turn in range(8)]
    for turn in range(20):
        rows.append(play(utc(2022, 3, 1, 12) + turn * DAY, "Nadide Su", "Salt"))
        rows.append(play(utc(2022, 3, 1, 14) + turn * DAY, "Ostkai", "Low Bridge 0"))
    rows += [play(utc(2023, 2, 1, 12) + turn * DAY, "Newcomer", "Hello") for turn in range(2)]
    rows += [play(utc(2023, 2, 10, 12) + turn * DAY, "Ostkai", "Low Bridge 1") for turn in range(18)]
    rows += [play(utc(2024, 2, 2, 12) + turn * DAY, "Ostkai", "Low Bridge 2") for turn in range(20)]
    rows += [skip(utc(2022, 5, 1, 12) + turn * HOUR, "Halogen Choir", "Door") for turn in range(40)]
    return sorted(rows, key=lambda row: str(row["ts"]))


@cache
def examined() -> ExaminedSource:
    return read(life())


def opening(
    source: ExaminedSource, *axes: AxisScore, sure: Sureness = 75, zone: str = "UTC", **said: str
) -> Opening:
    answers: dict[str, Any] = {name: Answer(value=value, sure_percent=sure) for name, value in said.items()}
    listening = Listening(source.record, ZoneInfo(zone), load_reference())
    return open_statement(listening, Statement(sealed_at=SEALED_AT, **answers), axes)


def decided(*axes: AxisScore, **said: str) -> Decided | None:
    found = opening(examined(), *axes, **said).decided  # type: ignore[arg-type]
    return found[0] if found else None


def quoted(one: Decided | None) -> dict[str, object]:
    assert one is not None
    found: dict[str, object] = {slot: one.finding.value(slot) for slot in one.finding.quotes}
    assert (found.pop("sealed"), found.pop("sure")) == ("3 May 2026", 75)
    return found


def verdicts(question: str, *values: str) -> list[bool | None]:
    found = [decided(CHARTS, **{question: value}) for value in values]
    return [None if one is None else one.is_right for one in found]


# ------------------------------------------------------------------------------------------------ each question
def test_the_most_played_artist() -> None:
    assert quoted(decided(most_played_artist=" ostKAI ")) == {"artist": "Ostkai", "plays": 138, "artists": 3}
    assert quoted(decided(most_played_artist="nadide su")) == {
        "said": "Nadide Su", "said_plays": 20, "place": 2, "artist": "Ostkai", "plays": 138,
    }  # fmt: skip
    assert quoted(decided(most_played_artist="Nobody  Yet")) == {
        "said": "Nobody Yet", "said_plays": 0, "artist": "Ostkai", "plays": 138,
    }  # fmt: skip
    # Skips alone are no plays.
    assert quoted(decided(most_played_artist="Halogen Choir"))["said_plays"] == 0


@pytest.mark.parametrize("called", ["Sunn  O", "Sunn\u00a0O", "Sunn O"])
@pytest.mark.parametrize("said", ["Sunn  O", "sunn o", "Sunn\u00a0O"])
def test_white_space_makes_no_other_artist_and_no_other_song(called: str, said: str) -> None:
    rows = [play(utc(2022, 3, 1, 12) + turn * HOUR, called, f"{called} {turn % 2}") for turn in range(120)]
    source = read(rows)
    (artist,) = opening(source, most_played_artist=said).decided
    (song,) = opening(source, never_skipped=f"{said} 1").decided
    assert artist.is_right
    assert song.is_right


def test_who_has_as_many_plays_as_the_first_is_first() -> None:
    rows = [play(utc(2022, 3, 1, 12) + turn * HOUR, f"Twin {turn % 2}", "Same") for turn in range(120)]
    for name in ("Twin 0", "Twin 1"):
        (one,) = opening(read(rows), most_played_artist=name).decided
        assert one.is_right


def test_the_share_that_is_skipped() -> None:
    assert verdicts("skipped_share", "under 10", "10 to 25", "25 to 50", "over 50") == [
        False,
        True,
        False,
        False,
    ]
    assert quoted(decided(skipped_share="10 to 25")) == {
        "least": 10, "limit": 25, "starts": 200, "skips": 40, "share": 20.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("skips", "right"), [(9, "under 10"), (10, "10 to 25"), (24, "10 to 25"), (25, "25 to 50"), (50, "25 to 50"), (51, "over 50")]
)  # fmt: skip
def test_a_border_belongs_to_one_answer(skips: int, right: str) -> None:
    at = [utc(2022, 3, 1, 12) + turn * HOUR for turn in range(300)]
    rows = [(skip if turn < 3 * skips else play)(at[turn], "Ostkai", f"Tune {turn}") for turn in range(300)]
    source = read(rows)
    for said in ("under 10", "10 to 25", "25 to 50", "over 50"):
        (one,) = opening(source, skipped_share=said).decided
        assert one.is_right == (said == right)


def test_a_record_that_tells_no_skips_decides_nothing_of_them() -> None:
    rows = [without({**row, "reason_end": None}, "skipped") for row in life()]
    assert opening(read(rows), skipped_share="10 to 25", never_skipped="Low Bridge 0").decided == ()


def test_music_after_midnight() -> None:
    # Eight of 160 plays: five per cent.
    assert verdicts("after_midnight", "hardly ever", "now and then", "all the time") == [False, True, False]
    assert quoted(decided(after_midnight="all the time")) == {
        "least": 8, "limit": 100, "plays": 160, "night_plays": 8, "share": 5.0,
    }  # fmt: skip
    # Twelve hours further east noon is midnight.
    (one,) = opening(examined(), zone="Pacific/Auckland", after_midnight="all the time").decided
    assert one.is_right


@pytest.mark.parametrize(("nights", "right"), [(1, "hardly ever"), (2, "now and then"), (8, "now and then"), (9, "all the time")])  # fmt: skip
def test_a_border_of_the_night_belongs_to_one_answer(nights: int, right: str) -> None:
    rows = [
        play(utc(2022, 3, 1, 4 if turn < nights else 5) + turn * DAY, "Ostkai", "Low Bridge")
        for turn in range(100)
    ]
    (one,) = opening(read(rows), after_midnight=right).decided
    assert one.is_right


def test_when_taste_stopped() -> None:
    listening = Listening(examined().record, ZoneInfo("UTC"), load_reference())
    assert last_new_year(listening) == (2023, 10.0)
    assert verdicts("taste_stopped", "2021", "2022", "2023", "2024", "2025") == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert quoted(decided(taste_stopped="2019")) == {"said": 2019, "year": 2023, "share": 10.0, "early_by": 4}
    assert quoted(decided(taste_stopped="2026")) == {"said": 2026, "year": 2023, "share": 10.0, "late_by": 3}
    # 2023 is the last year but one of the record.
    assert verdicts("taste_stopped", "never") == [True]
    assert quoted(decided(taste_stopped="never")) == {"last": 2024, "year": 2023, "share": 10.0}


def test_a_taste_that_stopped_long_ago_did_not_go_on() -> None:
    rows = [play(utc(year, 3, 1, 12) + turn * DAY) for year in range(2019, 2024) for turn in range(30)]
    (one,) = opening(read(rows), taste_stopped="never").decided
    assert not one.is_right
    assert quoted(one) == {"last": 2023, "year": 2019, "share": 100.0, "since": 4}


def test_in_two_years_no_taste_stops() -> None:
    rows = [play(utc(year, 3, 1, 12) + turn * DAY) for year in (2021, 2022) for turn in range(60)]
    assert opening(read(rows), taste_stopped="2021").decided == ()


def test_the_song_that_is_never_skipped() -> None:
    # Low Bridge 0: a quarter of the 72 in 2021, and twenty in 2022.
    assert quoted(decided(never_skipped="low bridge 0 - 2011 Remaster")) == {
        "track": "Low Bridge 0", "artist": "Ostkai", "starts": 38, "skips": 0,
    }  # fmt: skip
    assert quoted(decided(never_skipped="DOOR")) == {
        "track": "Door", "artist": "Halogen Choir", "starts": 40, "skips": 40, "last": "3 May 2022",
    }  # fmt: skip
    # Four starts are too few, one skip is enough, and a stranger says nothing.
    assert verdicts("never_skipped", "Small Hours 1", "Hello", "Unheard") == [None, None, None]
    (one,) = opening(
        read([*life(), skip(utc(2024, 5, 1), "Newcomer", "Hello")]), never_skipped="Hello"
    ).decided
    assert not one.is_right


def test_charts_or_obscure() -> None:
    assert verdicts("charts_or_obscure", "charts", "obscure") == [True, False]
    below = replace(CHARTS, value=0.49999)
    for said, is_right in (("charts", False), ("obscure", True)):
        one = decided(below, charts_or_obscure=said)
        assert one is not None
        assert one.is_right == is_right
    assert quoted(decided(below, charts_or_obscure="charts")) == {"score": 49.99}
    for value, score in ((0.284, 28.4), (0.043, 4.3)):
        assert quoted(decided(replace(CHARTS, value=value), charts_or_obscure="charts")) == {"score": score}
    assert decided(replace(CHARTS, value=None), charts_or_obscure="charts") is None
    assert decided(replace(CHARTS, id="acclaim"), charts_or_obscure="charts") is None


# ------------------------------------------------------------------------------------------------ the score
def test_the_score_by_hand() -> None:
    found = opening(
        examined(),
        sure=95,
        most_played_artist="Ostkai",
        skipped_share="over 50",
        after_midnight="now and then",
    )
    assert [one.is_right for one in found.decided] == [True, False, True]
    # (0.05 squared + 0.95 squared + 0.05 squared) / 3
    assert found.brier == pytest.approx((0.0025 + 0.9025 + 0.0025) / 3)
    assert found.right == 2
    assert found.score is not None
    slots = {slot: found.score.value(slot) for slot in found.score.quotes}
    assert slots == {"sealed": "3 May 2026", "judged": 3, "right": 2, "wrong": 1, "sure": 95.0}
    assert found.score.receipt.totals[-1].value == "0.3025"


def test_certain_and_right_is_all_but_nothing_and_a_guess_is_a_coin() -> None:
    assert opening(examined(), sure=95, most_played_artist="Ostkai").brier == pytest.approx(0.05**2)
    assert opening(examined(), sure=50, most_played_artist="Ostkai").brier == 0.25
    assert opening(examined(), sure=50, most_played_artist="Nobody Yet").brier == 0.25


@given(st.lists(st.tuples(st.sampled_from(SURENESS), st.booleans())))
def test_a_score_lies_between_nothing_and_one(said: list[tuple[Sureness, bool]]) -> None:
    proof = opening(examined(), most_played_artist="Ostkai").decided[0].finding
    found = [
        Decided(title="", answer=Answer(value="x", sure_percent=sure), is_right=right, finding=proof)
        for sure, right in said
    ]
    brier = brier_of([one.square for one in found])
    assert brier is None if not said else brier is not None and 0 <= brier <= 1


def test_nothing_decided_is_no_score() -> None:
    found = opening(examined(), never_skipped="Unheard")
    assert (found.brier, found.score, found.findings) == (None, None, ())


# ------------------------------------------------------------------------------------------------ what is said of it
SAID = {
    "most_played_artist": "Nadide Su",
    "skipped_share": "over 50",
    "after_midnight": "now and then",
    "taste_stopped": "2019",
    "never_skipped": "Door",
    "charts_or_obscure": "obscure",
}


def written(
    said: Mapping[str, str],
    intensity: Intensity = Intensity.HONEST,
    exclusions: Exclusions | None = None,
) -> OpenedStatement:
    answers: dict[str, Any] = {name: Answer(value=value, sure_percent=75) for name, value in said.items()}
    return write_statement(
        examined().record,
        Statement(sealed_at=SEALED_AT, **answers),
        [CHARTS],
        settings=JudgeSettings(timezone="UTC", intensity=intensity, exclusions=exclusions or Exclusions()),
        reference=load_reference(),
        phrasebook=load_phrasebook(),
        cancel=CancelToken(),
    )


@pytest.mark.parametrize("intensity", list(Intensity))
def test_lines_are_few_apart_proven_and_begin_with_the_score(intensity: Intensity) -> None:
    opened = written(SAID, intensity)
    assert (opened.judged, opened.right) == (6, 1)
    assert 2 <= len(opened.remarks) <= LINES
    families = [remark.family for remark in opened.remarks]
    assert families[0] == "said_score"
    assert len(set(families)) == len(families)
    receipts = {receipt.id: receipt for receipt in opened.receipts}
    assert len(receipts) == 7
    for remark in opened.remarks:
        assert problems(remark.text, remark.claims, receipts) == []
        assert set(remark.receipts) <= receipts.keys()
    assert written(SAID, intensity) == opened


RIGHT = {
    "most_played_artist": ("Ostkai",),
    "skipped_share": ("10 to 25",),
    "after_midnight": ("now and then",),
    "taste_stopped": ("2022", "never"),
    "never_skipped": ("Low Bridge 0",),
    "charts_or_obscure": ("charts",),
}
WRONG = {
    "most_played_artist": ("Nadide Su", "Nobody Yet"),
    "skipped_share": ("under 10", "over 50"),
    "after_midnight": ("hardly ever", "all the time"),
    "taste_stopped": ("2019", "2026"),
    "never_skipped": ("Door",),
    "charts_or_obscure": ("obscure",),
}
CASES = [(name, value) for cases in (RIGHT, WRONG) for name, values in cases.items() for value in values]


@pytest.mark.parametrize("intensity", list(Intensity))
@pytest.mark.parametrize(("question", "value"), CASES)
def test_there_is_a_line_for_every_answer(question: str, value: str, intensity: Intensity) -> None:
    opened = written({question: value}, intensity)
    assert opened.judged == 1
    families = [remark.family for remark in opened.remarks]
    assert "said_score" in families or len(families) == 1
    assert any(family != "said_score" for family in families), families


def test_who_is_left_out_is_neither_judged_nor_named_and_comes_back() -> None:
    said = {"most_played_artist": "Nadide Su"}
    for name in ("Nadide\u00a0Su", "Nadide  Su"):
        assert written(said, exclusions=Exclusions((Exclusion.of_artist(name),))).judged == 0
    left = written(said, exclusions=Exclusions((Exclusion.of_artist("nadide su"),)))
    assert (left.judged, left.brier, left.remarks) == (0, None, ())
    whole = written(said)
    assert left.statement == whole.statement
    assert whole.judged == 1


def test_whoever_lines_may_not_be_about_is_counted_and_not_spoken_of() -> None:
    (sacred,) = known(lambda artist: artist.sacred, targets=None)
    opened = written({"most_played_artist": sacred})
    assert opened.judged == 1
    assert {remark.family for remark in opened.remarks} == {"said_score"}


# ------------------------------------------------------------------------------------------------ what is kept
def test_a_statement_comes_back_from_json() -> None:
    statement = Statement(sealed_at=SEALED_AT, taste_stopped=Answer(value="never", sure_percent=95))
    assert msgspec.json.decode(msgspec.json.encode(statement), type=Statement) == statement
    assert [name for name, _ in statement.answers()] == ["taste_stopped"]


@pytest.mark.parametrize(
    ("question", "value"),
    [("skipped_share", "some"), ("after_midnight", "always"), ("taste_stopped", "MMXX"), ("charts_or_obscure", "both")],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused(question: str, value: str) -> None:
    document = {"sealed_at": "2026-05-03T10:00:00Z", question: {"value": value, "sure_percent": 50}}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(document, Statement, strict=False)


@pytest.mark.parametrize("changes", [{"sure_percent": 60}, {"value": " "}, {"value": "x" * 201}])
def test_an_answer_is_short_and_so_is_its_sureness(changes: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"value": "Ostkai", "sure_percent": 50, **changes}, Answer)


def test_a_statement_has_a_time_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Statement(sealed_at=datetime(2026, 5, 3))  # noqa: DTZ001 - that is what is refused
