"""Why two reports differ, what matters most, and what facts are called."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.unit.analysis.report_pairs import BASE, axis, axis_pair, fact, with_facts
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.analysis.comparison_words import (
    cause_words,
    headlines,
)
from unwrapped_desktop.domain.comparison import (
    CauseKind,
)
from unwrapped_desktop.domain.fact_titles import FACT_TITLES, fact_title, pole_titles
from unwrapped_desktop.domain.forensics import SetAside, SourceKind
from unwrapped_desktop.domain.report import Report

PLAYS = BASE.record.plays


# ------------------------------------------------------------------------------------------------ causes
@pytest.mark.parametrize(
    ("field", "value", "kind", "words"),
    [
        ("data_sha256", "1" * 64, CauseKind.DATA, "Other data was read."),
        (
            "reference_version",
            "2026-12",
            CauseKind.REFERENCE,
            "The artist table is another: 2026-11 before, 2026-12 now.",
        ),
        (
            "engine_version",
            "2",
            CauseKind.ENGINE,
            "The program measures in another way: version 1 before, 2 now.",
        ),
        ("critic", "rules-2", CauseKind.CRITIC, "The critic has other rules or phrases."),
        (
            "timezone",
            "UTC",
            CauseKind.TIMEZONE,
            "Days and hours are those of UTC, not of Europe/Berlin any more.",
        ),
        ("intensity", "brutal", CauseKind.INTENSITY, "The critic's voice was honest and is brutal."),
        ("seed", "b2c1+5", CauseKind.WORDING, "Another wording was asked for: number 5, not 0."),
        ("app_version", "0.2.0", CauseKind.PROGRAM, "The program was version 0.1.0 and is 0.2.0."),
    ],
)
def test_each_part_of_the_provenance_is_a_cause(field: str, value: str, kind: CauseKind, words: str) -> None:
    changed: dict[str, Any] = {field: value}
    comparison = compare_reports(BASE, replace(BASE, provenance=replace(BASE.provenance, **changed)))
    (cause,) = comparison.causes
    assert cause.kind is kind
    assert cause_words(cause, comparison) == words
    assert comparison.cause(kind) == cause


def test_newer_data_is_said_with_its_last_day() -> None:
    newer = replace(
        BASE,
        provenance=replace(BASE.provenance, data_sha256="1" * 64, seed="ffff"),
        record=replace(BASE.record, last_play_at=datetime(2027, 1, 2, tzinfo=UTC)),
    )
    comparison = compare_reports(BASE, newer)
    assert [cause_words(cause, comparison) for cause in comparison.causes] == [
        "There is newer data, up to 2 January 2027."
    ]


@pytest.mark.parametrize(
    ("plays", "words"), [(7, "Other data was read."), (PLAYS + 31, "The record has grown by 31 plays.")]
)
def test_data_that_is_no_newer_may_be_more(plays: int, words: str) -> None:
    other = replace(
        BASE,
        provenance=replace(BASE.provenance, data_sha256="1" * 64),
        record=replace(BASE.record, plays=plays),
    )
    comparison = compare_reports(BASE, other)
    assert [cause_words(cause, comparison) for cause in comparison.causes] == [words]


def test_two_listeners_and_two_sources_are_named() -> None:
    other = replace(
        BASE, listener=replace(BASE.listener, name="Ben {after}", source=SourceKind.ACCOUNT_EXPORT)
    )
    comparison = compare_reports(BASE, other)
    assert [cause_words(cause, comparison) for cause in comparison.causes] == [
        "These are the verdicts of two listeners: Ada and Ben {after}.",
        "The source was the extended streaming history and is the account data.",
    ]


def excluding(rows: int, **record: Any) -> Report:
    return replace(BASE, record=replace(BASE.record, set_aside=SetAside(excluded=rows), **record))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (excluding(0), excluding(1, plays=PLAYS - 1), "You leave out 1 play."),
        (excluding(0), excluding(5_948, plays=PLAYS - 5_000), "You leave out 5,000 plays."),
        (excluding(0), excluding(3), "You leave out only what was too short to be a play."),
        (
            excluding(9, plays=PLAYS - 8),
            excluding(0),
            "You leave nothing out any more: 8 plays are back.",
        ),
        (
            excluding(1, plays=PLAYS - 1),
            excluding(0),
            "You leave nothing out any more: 1 play is back.",
        ),
        (excluding(1), excluding(0), "You leave nothing out any more."),
        (excluding(10), excluding(1_200, plays=PLAYS - 1_100), "You leave out 1,100 plays more than before."),
        (excluding(10, plays=7), excluding(9, plays=8), "You leave out 1 play fewer than before."),
        (
            excluding(10, artists=8),
            excluding(10, artists=7),
            "You leave out as many plays as before, but other things.",
        ),
    ],
)
def test_other_exclusions_are_a_cause(before: Report, after: Report, words: str) -> None:
    comparison = compare_reports(before, after)
    (cause,) = comparison.causes
    assert cause.kind is CauseKind.EXCLUSIONS
    assert cause_words(cause, comparison) == words


@pytest.mark.parametrize(
    ("after_rows", "words"),
    [(1_200, "1,200 rows of the export, 10 before."), (1, "1 row of the export, 10 before.")],
)
def test_with_other_data_only_rows_can_be_told(after_rows: int, words: str) -> None:
    other = replace(excluding(after_rows, plays=7), provenance=replace(BASE.provenance, data_sha256="1" * 64))
    comparison = compare_reports(excluding(10), other)
    cause = comparison.cause(CauseKind.EXCLUSIONS)
    assert cause is not None
    assert cause_words(cause, comparison) == f"Left out by you: {words}"


def test_as_many_rows_left_out_of_other_data_are_no_cause() -> None:
    other = replace(excluding(10, plays=7), provenance=replace(BASE.provenance, data_sha256="1" * 64))
    assert [cause.kind for cause in compare_reports(excluding(10), other).causes] == [CauseKind.DATA]
    assert compare_reports(excluding(0), excluding(0, plays=7)).causes == ()


# ------------------------------------------------------------------------------------------------ headlines
def test_headlines_go_from_the_label_to_the_facts_and_keep_to_their_limit() -> None:
    older = replace(
        with_facts(
            fact("who.artists", 40),
            fact("who.top_artist", "Ada", "artist"),
            fact("how.skip_share", 9.4853, "percent"),
        ),
        axes=(axis(0.71, 0.66, 0.76), axis(0.4, 0.3, 0.5, id="day_night")),
    )
    newer = replace(
        with_facts(
            fact("who.artists", 57),
            fact("who.top_artist", "Ben", "artist"),
            fact("how.skip_share", 9.4861, "percent"),
        ),
        axes=(axis(0.58, 0.54, 0.62), axis(0.41, 0.3, 0.5, id="day_night")),
        record=replace(BASE.record, plays=BASE.record.plays + 1),
        verdict=replace(BASE.verdict, label="NEW"),
    )
    expected = (
        "The label was LOYAL TO THE INTRO and is NEW.",
        "Ada is no longer your most played artist; Ben is.",
        "Plays: 48,211 -> 48,212 (+1).",
        "Leans to the charts: 0.71 -> 0.58, more than chance explains.",
        "Artists: 40 -> 57 (+17).",
    )
    comparison = compare_reports(older, newer)
    assert headlines(comparison) == expected
    assert headlines(comparison, limit=2) == expected[:2]


def test_a_move_within_chance_alone_is_said_to_be_that() -> None:
    comparison = axis_pair(axis(0.71, 0.66, 0.76), axis(0.70, 0.65, 0.75))
    assert headlines(comparison) == ("Nothing moved further than chance explains.",)


# ------------------------------------------------------------------------------------------------ titles
@pytest.mark.parametrize("title", FACT_TITLES.values())
def test_titles_are_short_and_in_sentence_case(title: str) -> None:
    assert title[0].isupper()
    assert len(title) <= 60
    assert not title.endswith(".")
    names = {"Spotify", "Christmas", "Wrapped"}
    assert not any(word.istitle() and word not in names for word in title.split()[1:])


def test_an_unknown_fact_is_called_by_the_words_of_its_id() -> None:
    assert fact_title("odd.kettle_boils") == "Kettle boils"
    assert fact_title("") == ""
    assert pole_titles("tidy_untidy") == ("tidy", "untidy")


def test_no_two_facts_have_one_title() -> None:
    titles = [title for fact_id, title in FACT_TITLES.items() if not fact_id.startswith("record.")]
    assert len(titles) == len(set(titles))
