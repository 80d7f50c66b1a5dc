"""Comparisons of any two reports, of older files, and of listeners who were judged."""

import argparse
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import listeners
from tests.unit.analysis.report_pairs import BASE, axis, fact, moved
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.analysis.comparison_words import (
    axis_words,
    cause_words,
    fact_words,
    headlines,
    record_words,
)
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.cli.arguments import add_judge_arguments, exclusions_of
from unwrapped_desktop.domain.comparison import (
    CauseKind,
    FactMoveKind,
)
from unwrapped_desktop.domain.fact_titles import FACT_TITLES, pole_titles
from unwrapped_desktop.domain.forensics import SetAside
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Fact, Report, Value
from unwrapped_desktop.domain.report_json import decode_report, encode_report
from unwrapped_desktop.domain.settings import JudgeSettings


class StillClock:
    def now(self) -> datetime:
        return listeners.NOW


# ------------------------------------------------------------------------------------------------ swapping
values = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 4)),
    st.text(max_size=4),
)
facts = st.dictionaries(
    st.sampled_from(["a.a", "a.b", "b.a", "b.b"]),
    st.tuples(values, st.sampled_from(["count", "percent", "artist", "year", "minutes"])),
).map(lambda made: tuple(fact(fact_id, value, unit) for fact_id, (value, unit) in made.items()))
ratios = st.floats(0, 1).map(lambda value: round(value, 3))
scores = st.one_of(
    st.just(axis(None, reason="Our gap.")),
    st.lists(ratios, min_size=3, max_size=3).map(sorted).map(lambda ends: axis(ends[1], ends[0], ends[2])),
)
reports = st.builds(
    lambda facts, score, plays, excluded, remarks: replace(
        BASE,
        facts=facts,
        axes=(score,),
        record=replace(BASE.record, plays=plays, set_aside=SetAside(excluded=excluded)),
        verdict=replace(BASE.verdict, remarks=tuple(remarks)),
    ),
    facts,
    scores,
    st.integers(0, 10**6),
    st.integers(0, 10),
    st.lists(st.sampled_from(BASE.verdict.remarks), unique=True, max_size=4),
)
TURNED = {
    "now_ruled": "no_longer_ruled",
    "no_longer_ruled": "now_ruled",
    "now_known": "no_longer_known",
    "no_longer_known": "now_known",
    "new": "gone",
    "gone": "new",
}


def negated(difference: float | None) -> float | None:
    return None if difference is None else -difference


@given(before=reports, after=reports)
def test_swapping_negates_every_difference(before: Report, after: Report) -> None:
    there, back = compare_reports(before, after), compare_reports(after, before)
    assert [(move.id, negated(move.difference)) for move in there.record] == [
        (move.id, move.difference) for move in back.record
    ]
    assert [
        (move.id, negated(move.difference), TURNED.get(move.kind, move.kind), move.moved_ratio)
        for move in there.facts
    ] == [(move.id, move.difference, move.kind, move.moved_ratio) for move in back.facts]
    assert [(move.id, negated(move.difference), TURNED.get(move.kind, move.kind)) for move in there.axes] == [
        (move.id, move.difference, move.kind) for move in back.axes
    ]
    assert {(move.family, TURNED.get(move.kind, move.kind)) for move in there.remarks} == {
        (move.family, move.kind) for move in back.remarks
    }
    assert [(cause.kind, cause.after, cause.before) for cause in there.causes] == [
        (cause.kind, cause.before, cause.after) for cause in back.causes
    ]
    assert there.is_empty == back.is_empty


@given(before=reports, after=reports)
def test_nothing_identical_is_listed_and_every_move_can_be_said(before: Report, after: Report) -> None:
    comparison = compare_reports(before, after)
    assert all(move.before != move.after for move in comparison.facts)
    assert all(move.before != move.after for move in comparison.axes)
    assert all(move.difference for move in comparison.record)
    assert all(0 <= move.moved_ratio <= 1 for move in comparison.facts)
    lines = [
        *map(fact_words, comparison.facts),
        *map(axis_words, comparison.axes),
        *map(record_words, comparison.record),
        *(cause_words(cause, comparison) for cause in comparison.causes),
        *headlines(comparison),
    ]
    assert all(line.strip() for line in lines)
    assert compare_reports(before, before).is_empty


# ------------------------------------------------------------------------------------------------ older files
def test_a_file_without_newer_optional_fields_is_compared() -> None:
    document = json.loads(encode_report(BASE))
    for entry in document["facts"]:
        del entry["available"], entry["reason"]
    for entry in document["axes"]:
        del entry["reason"]
    for entry in document["receipts"]:
        del entry["shareable"]
    for entry in document["record"]["files"]:
        del entry["reason"]
    document["record"]["set_aside"] = {
        name: count for name, count in document["record"]["set_aside"].items() if count
    }
    older = decode_report(json.dumps(document))
    assert compare_reports(older, BASE).is_empty
    assert compare_reports(older, BASE).causes == ()
    newer = replace(BASE, facts=(fact("artists", 2_000),))
    assert [move.difference for move in compare_reports(older, newer).facts] == [96]


def test_a_value_of_nothing_is_unknown_whatever_the_file_says() -> None:
    odd = Fact(id="x.y", value=None, unit="count", sample=0, available=True)
    assert moved(odd, fact("x.y", 3)).kind is FactMoveKind.NOW_KNOWN


# ------------------------------------------------------------------------------------------------ real listeners
def judged(path: Path, *options: str) -> Report:
    parser = argparse.ArgumentParser()
    add_judge_arguments(parser)
    settings = JudgeSettings(timezone="UTC", exclusions=exclusions_of(parser.parse_args([*options])))
    clock = StillClock()
    return build_judge(clock).report(
        source_at([path], clock), settings, progress=ignore_progress, cancel=CancelToken()
    )


@pytest.fixture(scope="module", params=["loyalist", "explorer", "shuffler"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> listeners.Written:
    rows = listeners.KINDS[request.param](7)
    return listeners.write_export(rows, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def whole(written: listeners.Written) -> Report:
    return judged(written.path)


def fact_value(report: Report, fact_id: str) -> Value | None:
    return next(entry.value for entry in report.facts if entry.id == fact_id)


def test_leaving_out_the_most_played_artist_is_seen_and_explained(
    written: listeners.Written, whole: Report
) -> None:
    top = str(fact_value(whole, "who.top_artist"))
    part = judged(written.path, "--exclude-artist", top)
    comparison = compare_reports(whole, part)
    own = [row for row in written.rows if row["master_metadata_album_artist_name"] == top]
    plays = sum(int(str(row["ms_played"])) >= 30_000 for row in own)
    differences = {move.id: move.difference for move in comparison.record}
    assert differences["record.plays"] == -plays
    assert differences["record.artists"] == -1
    assert differences["record.rows_excluded"] == -differences["record.rows_used"] > 0
    assert [cause.kind for cause in comparison.causes] == [CauseKind.EXCLUSIONS]
    said = f"{top} is no longer your most played artist; {fact_value(part, 'who.top_artist')} is."
    assert said in headlines(comparison)
    assert comparison.facts[0].kind is FactMoveKind.NAME
    assert all(move.before != move.after for move in comparison.facts)


def test_newer_data_is_told_from_exclusions(written: listeners.Written, tmp_path: Path) -> None:
    rows = sorted(written.rows, key=lambda row: str(row["ts"]))
    older = judged(listeners.write_export(rows[: len(rows) * 2 // 3], tmp_path / "older").path)
    comparison = compare_reports(older, judged(written.path))
    assert comparison.cause(CauseKind.DATA) is not None
    assert comparison.cause(CauseKind.EXCLUSIONS) is None
    plays = next(move for move in comparison.record if move.id == "record.plays")
    assert plays.difference > 0
    cause = comparison.causes[0]
    assert cause_words(cause, comparison).startswith("There is newer data, up to ")


def test_judging_twice_moves_nothing(written: listeners.Written, whole: Report) -> None:
    assert compare_reports(whole, judged(written.path)).is_empty


def test_every_fact_of_a_real_listener_has_a_title(whole: Report) -> None:
    assert [entry.id for entry in whole.facts if entry.id not in FACT_TITLES] == []


def test_every_axis_of_a_real_listener_has_words_for_its_poles(whole: Report) -> None:
    for entry in whole.axes:
        low, high = pole_titles(entry.id)
        assert low != high
        assert {low, high}.isdisjoint(entry.id.split("_")) or entry.id == "album_shuffle"
