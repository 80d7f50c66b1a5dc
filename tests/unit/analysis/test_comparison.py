"""What moved between two reports: hand-made pairs for every kind of change."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests import example_report
from tests.unit.analysis.report_pairs import BASE, axis, axis_pair, fact, moved, with_facts
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.analysis.comparison_words import (
    axis_words,
    fact_words,
    headlines,
    record_words,
    shows,
    span_words,
)
from unwrapped_desktop.domain.comparison import (
    AxisMoveKind,
    CauseKind,
    FactMoveKind,
    RemarkMoveKind,
)
from unwrapped_desktop.domain.report import AxisScore, Cell, Remark, Report


# ------------------------------------------------------------------------------------------------ nothing
@pytest.mark.parametrize(
    "report",
    [BASE, example_report.abstaining_report(), example_report.short_report()],
    ids=["known", "abstaining", "short"],
)
def test_a_report_compared_with_itself_is_empty(report: Report) -> None:
    comparison = compare_reports(report, report)
    assert comparison.is_empty
    assert comparison.causes == ()
    assert headlines(comparison) == ("Nothing moved.",)


def test_another_program_version_that_says_the_same_is_a_cause_of_nothing() -> None:
    newer = replace(BASE, provenance=replace(BASE.provenance, app_version="0.2.0"))
    comparison = compare_reports(BASE, newer)
    assert comparison.is_empty
    assert [cause.kind for cause in comparison.causes] == [CauseKind.PROGRAM]


# ------------------------------------------------------------------------------------------------ verdict and record
def test_another_label_is_the_first_headline() -> None:
    verdict = replace(BASE.verdict, label="SLEEPS IN THE CAR", charge="You left early.")
    comparison = compare_reports(BASE, replace(BASE, verdict=verdict))
    assert comparison.verdict.is_label_changed
    assert headlines(comparison)[0] == "The label was LOYAL TO THE INTRO and is SLEEPS IN THE CAR."
    assert (comparison.verdict.charge_before, comparison.verdict.charge_after) == (
        BASE.verdict.charge,
        "You left early.",
    )


def test_another_charge_alone_moves_the_verdict_and_leaves_the_label() -> None:
    comparison = compare_reports(BASE, replace(BASE, verdict=replace(BASE.verdict, charge="Other.")))
    assert not comparison.verdict.is_label_changed
    assert not comparison.is_empty


def test_figures_of_the_record_are_listed_where_they_differ() -> None:
    older = replace(BASE.record, plays=12_410, played_ms=36_000_000, artists=10)
    newer = replace(
        older,
        plays=11_020,
        played_ms=30_600_000,
        rows_used=older.rows_used - 1_500,
        set_aside=replace(older.set_aside, excluded=1_500),
        last_play_at=datetime(2026, 11, 22, 1, tzinfo=UTC),
    )
    comparison = compare_reports(replace(BASE, record=older), replace(BASE, record=newer))
    assert {move.id: move.difference for move in comparison.record} == {
        "record.plays": -1_390,
        "record.hours_played": -1.5,
        "record.span_days": 2,
        "record.rows_used": -1_500,
        "record.rows_excluded": 1_500,
    }
    assert [record_words(move) for move in comparison.record][:2] == [
        "Plays: 12,410 -> 11,020 (-1,390).",
        "Hours listened: 10 -> 8.5 (-1.5).",
    ]
    assert comparison.span is not None
    assert span_words(comparison.span) == ("Last play: 20 November 2026 -> 22 November 2026.",)


def test_a_record_without_times_has_no_span() -> None:
    lists = replace(BASE.record, kind="top_lists", first_play_at=None, last_play_at=None)
    comparison = compare_reports(replace(BASE, record=lists), BASE)
    assert comparison.span is not None
    assert span_words(comparison.span)[0] == "First play: not told -> 3 February 2014."
    assert compare_reports(replace(BASE, record=lists), replace(BASE, record=lists)).is_empty


def test_days_are_counted_where_a_report_names_no_zone() -> None:
    first_at = datetime(2014, 2, 3, 18, 12)  # noqa: DTZ001 - that is the case
    comparison = compare_reports(
        BASE, replace(BASE, record=replace(BASE.record, first_play_at=first_at, plays=1))
    )
    assert [move.id for move in comparison.record] == ["record.plays"]


# ------------------------------------------------------------------------------------------------ axes
@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (axis(0.71, 0.66, 0.76), axis(0.58, 0.54, 0.62), AxisMoveKind.BEYOND_CHANCE),
        (axis(0.71, 0.66, 0.76), axis(0.70, 0.65, 0.75), AxisMoveKind.WITHIN_CHANCE),
        # Outside one interval, inside the other: chance may still explain it.
        (axis(0.71, 0.70, 0.72), axis(0.60, 0.40, 0.80), AxisMoveKind.WITHIN_CHANCE),
        (axis(0.60, 0.40, 0.80), axis(0.71, 0.70, 0.72), AxisMoveKind.WITHIN_CHANCE),
        (axis(None, reason="Our gap."), axis(0.58, 0.54, 0.62), AxisMoveKind.NOW_RULED),
        (axis(0.58, 0.54, 0.62), axis(None, reason="Our gap."), AxisMoveKind.NO_LONGER_RULED),
        (axis(None, reason="Our gap."), axis(None, reason="No skips."), AxisMoveKind.OTHER_REASON),
    ],
)
def test_an_axis_moves_in_one_of_five_ways(before: AxisScore, after: AxisScore, kind: AxisMoveKind) -> None:
    (move,) = axis_pair(before, after).axes
    assert move.kind is kind
    assert (move.before, move.after) == (before, after)


def test_the_words_of_an_axis_say_where_it_leans_and_what_chance_explains() -> None:
    def words(before: AxisScore, after: AxisScore) -> str:
        (move,) = axis_pair(before, after).axes
        return axis_words(move)

    high, lower = axis(0.71, 0.66, 0.76), axis(0.58, 0.54, 0.62)
    middle, low = axis(0.5, 0.45, 0.55), axis(0.2, 0.15, 0.25)
    none = axis(None, reason="We recognise 4 % of your plays. That is our gap.")
    assert words(high, lower) == "Leans to the charts: 0.71 -> 0.58, more than chance explains."
    assert words(high, low) == (
        "Leans to the underground, not to the charts any more: 0.71 -> 0.20, more than chance explains."
    )
    assert words(low, middle).startswith(
        "In the middle between the underground and the charts, not leaning to the underground any more: "
    )
    assert words(middle, high).startswith("Leans to the charts, not in the middle any more: ")
    assert words(axis(0.711, 0.6, 0.8), axis(0.714, 0.6, 0.8)) == (
        "Leans to the charts: 0.711 -> 0.714, within what chance explains."
    )
    assert words(none, high) == "Leans to the charts: 0.71. There was no ruling before."
    assert words(high, none) == (
        "No ruling any more between the underground and the charts; it was 0.71."
        " We recognise 4 % of your plays. That is our gap."
    )
    assert words(none, axis(None, reason="No table.")) == (
        "Still no ruling between the underground and the charts. No table."
    )


def test_an_axis_that_one_program_version_does_not_know_comes_or_goes() -> None:
    other = axis(0.9, 0.8, 1.0, id="tidy_untidy")
    with_it = replace(BASE, axes=(*BASE.axes, other))
    (came,) = compare_reports(BASE, with_it).axes
    (went,) = compare_reports(with_it, BASE).axes
    assert (came.kind, came.before, came.difference) == (AxisMoveKind.NOW_RULED, None, None)
    assert (went.kind, went.after, went.difference) == (AxisMoveKind.NO_LONGER_RULED, None, None)
    assert axis_words(went) == (
        "No ruling any more between tidy and untidy; it was 0.90. The newer report does not measure it."
    )
    silent = replace(BASE, axes=(*BASE.axes, axis(None, id="tidy_untidy", reason="Too little.")))
    assert compare_reports(BASE, silent).is_empty


# ------------------------------------------------------------------------------------------------ facts
def test_a_count_moves_by_its_difference() -> None:
    move = moved(fact("who.artists", 40), fact("who.artists", 57))
    assert (move.kind, move.difference) == (FactMoveKind.FIGURE, 17)
    assert move.moved_ratio == pytest.approx(17 / 60, abs=1e-4)
    assert fact_words(move) == "Artists: 40 -> 57 (+17)."


def test_a_share_moves_by_points() -> None:
    move = moved(fact("how.skip_share", 12.5, "percent"), fact("how.skip_share", 37.5, "percent"))
    assert (move.difference, move.moved_ratio) == (25, 0.5)
    assert fact_words(move) == "Rows skipped: 12.5 % -> 37.5 % (+25 points)."


def test_one_point_is_singular_and_the_difference_is_that_of_the_printed_figures() -> None:
    move = moved(fact("how.skip_share", 9.04, "percent"), fact("how.skip_share", 10.02, "percent"))
    assert move.difference == 0.98
    assert fact_words(move) == "Rows skipped: 9 % -> 10 % (+1 point)."


def test_a_year_is_printed_without_a_comma_and_minutes_with_their_unit() -> None:
    years = moved(fact("x.first_year", 2014, "year"), fact("x.first_year", 2019, "year"))
    assert fact_words(years) == "First year: 2014 -> 2019 (+5)."
    assert years.moved_ratio == 0.25
    minutes = moved(fact("x.spread", 1_006.0, "minutes"), fact("x.spread", 5.5, "minutes"))
    assert fact_words(minutes) == "Spread: 1,006 min -> 5.5 min (-1,000.5 min)."


def test_a_changed_name_has_moved_all_the_way() -> None:
    artist = moved(
        fact("who.top_artist", "Taylor Swift", "artist"), fact("who.top_artist", "Bon Iver", "artist")
    )
    assert (artist.kind, artist.difference, artist.moved_ratio) == (FactMoveKind.NAME, None, 1)
    assert fact_words(artist) == "Taylor Swift is no longer your most played artist; Bon Iver is."
    song = moved(fact("again.top_song", "Holocene", "track"), fact("again.top_song", "Willow", "track"))
    assert fact_words(song) == "“Holocene” is no longer your most played song; “Willow” is."
    weekday = moved(
        fact("when.busiest_weekday", "Friday", "weekday"), fact("when.busiest_weekday", "Monday", "weekday")
    )
    assert fact_words(weekday) == "Busiest weekday: Friday -> Monday."
    assert 0 < weekday.moved_ratio < artist.moved_ratio


def test_a_name_from_right_to_left_does_not_turn_the_line() -> None:
    move = moved(fact("who.top_artist", "فيروز", "artist"), fact("who.top_artist", "青葉市子", "artist"))
    assert fact_words(move) == "\u2068فيروز\u2069 is no longer your most played artist; 青葉市子 is."


def test_a_fact_becomes_known_or_unknown_with_the_reason() -> None:
    known = fact("how.skip_share", 9.5, "percent")
    unknown = fact("how.skip_share", None, "percent", "This export does not record skips.")
    came, went = moved(unknown, known), moved(known, unknown)
    assert (came.kind, went.kind) == (FactMoveKind.NOW_KNOWN, FactMoveKind.NO_LONGER_KNOWN)
    assert came.moved_ratio == went.moved_ratio > 0.5
    assert fact_words(came) == ("Rows skipped: 9.5 %, not known before.")
    assert fact_words(went) == (
        "Rows skipped: 9.5 % before, not known any more. This export does not record skips."
    )
    other = moved(unknown, fact("how.skip_share", None, "percent", "Too few rows."))
    assert other.kind is FactMoveKind.OTHER_REASON
    assert fact_words(other) == "Rows skipped: still not known. Too few rows."


def test_a_fact_that_one_program_version_does_not_measure_did_not_move() -> None:
    known = fact("how.skip_share", 9.5, "percent")
    (came,) = compare_reports(with_facts(), with_facts(known)).facts
    (went,) = compare_reports(with_facts(known), with_facts()).facts
    assert (came.kind, came.moved_ratio) == (FactMoveKind.NOW_KNOWN, 0)
    assert fact_words(came) == ("Rows skipped: 9.5 %, not known before.")
    assert fact_words(went) == (
        "Rows skipped: 9.5 % before, not known any more. The newer report does not measure it."
    )
    assert compare_reports(with_facts(), with_facts(fact("x.y", None, reason="Too short."))).is_empty


def test_facts_are_sorted_by_how_far_they_moved_and_then_by_id() -> None:
    older = with_facts(
        fact("a.small", 1),
        fact("b.share", 10.0, "percent"),
        fact("c.half", 1_000),
        fact("d.same", 5),
        fact("e.half", 1_000),
        fact("f.name", "Ada", "artist"),
    )
    newer = with_facts(
        fact("f.name", "Ben", "artist"),
        fact("e.half", 500),
        fact("d.same", 5),
        fact("c.half", 500),
        fact("b.share", 20.0, "percent"),
        fact("a.small", 2),
    )
    order = ["f.name", "c.half", "e.half", "a.small", "b.share"]
    assert [move.id for move in compare_reports(older, newer).facts] == order
    assert [move.id for move in compare_reports(newer, older).facts] == order


def test_a_move_too_small_to_print_is_kept_but_not_shown() -> None:
    move = moved(fact("how.skip_share", 9.4853, "percent"), fact("how.skip_share", 9.4861, "percent"))
    assert move.difference == 0.0008
    assert not shows(move)


# ------------------------------------------------------------------------------------------------ remarks
def with_remarks(*remarks: Remark, receipts: Report = BASE) -> Report:
    return replace(receipts, verdict=replace(BASE.verdict, remarks=remarks))


def test_remarks_are_new_gone_or_kept_with_other_figures_or_words() -> None:
    gone, figures, words, same = BASE.verdict.remarks[:4]
    new = BASE.verdict.remarks[4]
    burst = next(receipt for receipt in BASE.receipts if receipt.id == figures.receipts[0])
    other_burst = replace(burst, totals=(Cell(label="plays since", value=1, unit="count"),))
    receipts = tuple(other_burst if receipt.id == burst.id else receipt for receipt in BASE.receipts)
    older = with_remarks(gone, figures, words, same)
    newer = with_remarks(
        new,
        same,
        replace(words, text="Another way to say it."),
        replace(figures, text="Other figures."),
        receipts=replace(BASE, receipts=receipts),
    )
    moves = compare_reports(older, newer).remarks
    assert [(move.kind, move.family) for move in moves] == [
        (RemarkMoveKind.OTHER_FIGURES, figures.family),
        (RemarkMoveKind.NEW, new.family),
        (RemarkMoveKind.GONE, gone.family),
        (RemarkMoveKind.OTHER_WORDS, words.family),
    ]
    assert [(move.before is None, move.after is None) for move in moves[1:3]] == [
        (True, False),
        (False, True),
    ]


def test_words_alone_are_said_to_be_words_alone() -> None:
    first, *rest = BASE.verdict.remarks
    comparison = compare_reports(BASE, with_remarks(replace(first, text="In other words."), *rest))
    assert headlines(comparison) == ("Only the words are others.",)
