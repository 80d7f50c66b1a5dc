"""Two listeners in figures: likeness, who heard whom first, and what may not be laid side by side."""

from dataclasses import replace
from datetime import date

import pytest

from tests.two_reports import BEGUN, report_of, sleepy, wakeful, without_lists
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.two_listeners import Beside, lay_beside, one_of_two
from unwrapped_desktop.domain.report import Report

DAY = date(2020, 5, 1)


def beside(left: Report, right: Report) -> Beside:
    return lay_beside(left, right, load_reference())


def test_likeness_is_the_sum_of_the_smaller_shares() -> None:
    two = beside(
        report_of("Mira", {"Ostkai": (60, DAY), "Mono": (30, DAY), "Halogen Choir": (10, DAY)}),
        report_of("Jonas", {"OSTKAI": (20, DAY), "Mono": (70, DAY), "Nadide Su": (10, DAY)}),
    )
    assert two.alike_percent == 50
    assert [(one.name, one.left_percent, one.right_percent, one.common_percent) for one in two.shared] == [
        ("Mono", 30, 70, 30),
        ("Ostkai", 60, 20, 20),
    ]
    assert [one.name for one in two.only_left] == ["Halogen Choir"]
    assert [one.name for one in two.only_right] == ["Nadide Su"]


def test_shares_are_of_all_plays_and_what_is_not_listed_is_said() -> None:
    two = beside(
        report_of("Mira", {"Ostkai": (60, DAY)}, plays=120),
        report_of("Jonas", {"Ostkai": (80, DAY)}, plays=100),
    )
    assert two.alike_percent == 50
    assert one_of_two(two.left).listed_percent == 50
    assert one_of_two(two.right).listed_percent == 80


@pytest.mark.parametrize(
    ("left", "right", "begun_left", "begun_right", "days", "is_certain"),
    [
        (date(2018, 1, 1), date(2019, 1, 1), BEGUN, BEGUN, 365, True),
        (date(2018, 1, 1), date(2019, 1, 1), BEGUN, date(2018, 6, 1), 365, False),
        (date(2018, 1, 1), date(2019, 1, 1), date(2018, 1, 1), BEGUN, 365, True),
        (date(2018, 1, 1), date(2019, 1, 1), BEGUN, date(2018, 1, 1), 365, False),
        (date(2019, 1, 1), date(2018, 1, 1), date(2018, 2, 1), BEGUN, 365, False),
        (date(2018, 1, 1), date(2018, 1, 1), BEGUN, BEGUN, 0, True),
        (date(2018, 1, 1), date(2018, 1, 1), BEGUN, date(2018, 1, 1), 0, False),
    ],
)
def test_who_was_first_is_certain_as_far_as_the_later_record_reaches(
    left: date, right: date, begun_left: date, begun_right: date, days: int, *, is_certain: bool
) -> None:
    two = beside(
        report_of("Mira", {"Ostkai": (60, left)}, begun=begun_left),
        report_of("Jonas", {"Ostkai": (60, right)}, begun=begun_right),
    )
    (heard,) = two.heard_first
    assert (heard.left_on, heard.right_on, heard.days, heard.is_certain) == (left, right, days, is_certain)


def test_an_older_report_without_days_tells_nobody_who_was_first() -> None:
    two = beside(report_of("Mira", {"Ostkai": (60, None)}), report_of("Jonas", {"Ostkai": (60, DAY)}))
    assert two.heard_first == ()
    assert two.alike_percent == 100


def test_a_report_that_lists_nobody_says_so_and_keeps_its_scores() -> None:
    two = beside(wakeful(), without_lists())
    assert two.alike_percent is None
    assert two.reason == "The verdict for Olu lists no artists: it is an older one, or they were kept back."
    assert (two.shared, two.only_left, two.heard_first) == ((), (), ())
    assert all(pair.left is not None and pair.right is not None for pair in two.axes)


def test_lists_alone_say_so() -> None:
    lists = without_lists("You")
    two = beside(replace(lists, record=replace(lists.record, kind="top_lists")), wakeful())
    assert two.reason == "Spotify's lists alone are known for you: they give an order and no counts."


def test_whoever_was_heard_in_private_alone_is_not_laid_side_by_side() -> None:
    left = report_of("Mira", {"Hidden": (60, DAY), "Ostkai": (40, DAY)})
    assert left.charts is not None
    hidden, open_ = left.charts.artists
    private = replace(left, charts=replace(left.charts, artists=(replace(hidden, is_private=True), open_)))
    two = beside(private, report_of("Jonas", {"Hidden": (60, DAY), "Ostkai": (40, DAY)}))
    assert two.alike_percent == 40
    assert [one.name for one in two.shared] == ["Ostkai"]
    assert [one.name for one in two.only_right] == ["Hidden"]
    assert one_of_two(two.left).listed_percent == 40


def test_names_that_come_twice_are_one() -> None:
    left = report_of("Mira", {"Mono": (10, date(2021, 1, 1)), "MONO": (30, DAY)})
    two = beside(left, report_of("Jonas", {"mono": (40, DAY)}))
    assert two.alike_percent == 100
    assert [(one.left_plays, one.right_plays) for one in two.shared] == [(40, 40)]
    assert two.heard_first[0].days == 0


def test_scores_come_in_the_order_of_the_left_and_then_what_the_right_alone_has() -> None:
    left = report_of("Mira", {}, scores={"mainstream": 0.9, "day_night": 0.1})
    right = report_of("Jonas", {}, scores={"acclaim": 0.4, "day_night": 0.2})
    pairs = beside(left, right).axes
    assert [pair.id for pair in pairs] == ["mainstream", "day_night", "acclaim"]
    assert [(pair.left is None, pair.right is None) for pair in pairs] == [
        (False, True),
        (False, False),
        (True, False),
    ]


def test_a_pleasure_is_guilty_only_if_both_have_it_often() -> None:
    assert [one.name for one in beside(wakeful(), sleepy()).guilty] == ["Nickelback"]
    rarely = report_of("Lian", {"Nickelback": (19, DAY), "Ostkai": (60, DAY)})
    assert beside(wakeful(), rarely).guilty == ()
