"""What moved: two verdicts side by side, why, and every figure that is another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests import example_report as example
from tests import screen_moved
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.analysis.comparison_words import axis_words
from unwrapped_desktop.domain.report import AxisScore, Fact, Report
from unwrapped_desktop.domain.why_moved import MoveReasons, Part, WhyKind, WhyMoved
from unwrapped_desktop.ui.figures import NBSP, write_date
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.moved import LINES_SHOWN, SENTENCES_SHOWN, MovedView
from unwrapped_desktop.ui.widgets.axis_move_bar import AxisMoveBar
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.move_parts_bar import MovePartsBar
from unwrapped_desktop.ui.widgets.prose import Prose

ARABIC, CJK = "فيروز", "宇多田ヒカル"


def _axis(name: str, value: float | None) -> AxisScore:
    low, high = (None, None) if value is None else (value - 0.02, value + 0.02)
    reason = "Too few plays." if value is None else None
    return AxisScore(id=name, value=value, low=low, high=high, coverage_ratio=1.0, sample=900, reason=reason)


def _fact(name: str, value: float | str | None, unit: str = "count") -> Fact:
    reason = "Nothing to measure." if value is None else None
    return Fact(id=name, value=value, unit=unit, sample=9, available=value is not None, reason=reason)


def _before() -> Report:
    report = example.good_report()
    facts = (
        _fact("who.top_artist", ARABIC, "artist"),
        _fact("who.top_artist_share", 40.0, "percent"),
        _fact("when.busiest_weekday", "Monday", "weekday"),
        _fact("loyalty.comebacks", 4),
        *(_fact(f"odd.number_{place}", 10) for place in range(20)),
    )
    axes = (_axis("day_night", 0.3), _axis("album_shuffle", 0.5), _axis("mainstream", None))
    return replace(report, facts=facts, axes=axes)


def _after() -> Report:
    report = _before()
    facts = (
        _fact("who.top_artist", CJK, "artist"),
        _fact("who.top_artist_share", 30.0, "percent"),
        _fact("when.busiest_weekday", "Friday", "weekday"),
        _fact("loyalty.comebacks", None),
        *(_fact(f"odd.number_{place}", 11 + place) for place in range(20)),
    )
    aside = replace(report.record.set_aside, excluded=report.record.set_aside.excluded + 7)
    record = replace(report.record, plays=report.record.plays - 7, set_aside=aside)
    verdict = replace(report.verdict, label="ANOTHER SANDWICH", remarks=report.verdict.remarks[1:])
    axes = (_axis("day_night", 0.8), _axis("album_shuffle", None), _axis("mainstream", 0.6))
    later = report.created_at + timedelta(days=40)
    return replace(report, facts=facts, axes=axes, record=record, verdict=verdict, created_at=later)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[MovedView]:
    made = MovedView(theme)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _texts(layout: QVBoxLayout) -> list[str]:
    items = [layout.itemAt(place) for place in range(layout.count())]
    widgets = [item.widget() for item in items if item is not None]
    return [bare(widget.text()) for widget in widgets if isinstance(widget, Prose)]


def test_both_labels_are_shown(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    labels = [label.text() for label in view.labels.findChildren(Headline)]
    assert labels == [_before().verdict.label, "ANOTHER SANDWICH"]
    assert view.headline.text() == "WHAT MOVED"
    before, after = write_date(_before().created_at), write_date(_after().created_at)
    assert view.dates.text() == (
        f"From the verdict of {before}, {labels[0]}, to that of {after}, ANOTHER SANDWICH."
    )


def test_a_label_that_stayed_is_shown_once(view: MovedView) -> None:
    after = _after()
    after = replace(after, verdict=replace(after.verdict, label=_before().verdict.label, charge="New words."))
    view.show_comparison(compare_reports(_before(), after))
    assert len(view.labels.findChildren(Headline)) == 1
    said = [part.text() for part in view.labels.findChildren(Prose)]
    assert said[:2] == ["THE LABEL STAYED", "New words."]
    assert said[2] == f"Before: {_before().verdict.charge}"


def test_it_says_why(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    excluded = _before().record.set_aside.excluded
    words = "You leave out 7 plays more than before." if excluded else "You leave out 7 plays."
    assert words in _texts(view.causes)


def test_what_is_drawn_is_not_said_twice(view: MovedView) -> None:
    comparison = compare_reports(_before(), _after())
    view.show_comparison(comparison)
    first = _texts(view.first)
    assert f"{ARABIC} is no longer your most played artist; {CJK}\u00a0is." in first
    assert not any("ANOTHER SANDWICH" in text for text in first)
    assert not {axis_words(move) for move in comparison.axes} & set(first)
    assert not any(text.startswith("Plays: ") for text in first)
    sentences, lines = _texts(view.sentences), view.lines.text().splitlines()
    assert len(sentences) <= SENTENCES_SHOWN
    assert len(lines) == LINES_SHOWN
    assert not {*sentences, *lines} & set(first)


def test_rows_are_told_only_where_nothing_else_moved(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    assert "Rows" not in view.record.text()
    before = _before()
    aside = replace(before.record.set_aside, excluded=before.record.set_aside.excluded + 3)
    view.show_comparison(
        compare_reports(before, replace(before, record=replace(before.record, set_aside=aside)))
    )
    assert "Rows left out by you" in view.record.text()


def test_what_is_unknown_for_one_reason_is_told_in_one_sentence(view: MovedView) -> None:
    names = ("odd.kettle", "odd.teapot", "odd.spoon")
    before = replace(_before(), facts=tuple(_fact(name, 3) for name in names))
    after = replace(_before(), facts=tuple(_fact(name, None) for name in names))
    view.show_comparison(compare_reports(before, after))
    view.more.click()
    told = [*_texts(view.first), *_texts(view.sentences)]
    assert len([text for text in told if "Nothing to measure." in text]) == len(told)
    after = replace(after, verdict=replace(after.verdict, label="OTHER"))
    before = replace(before, facts=(*before.facts, *(_fact(f"odd.cup_{place}", 2) for place in range(12))))
    after = replace(after, facts=(*after.facts, *(_fact(f"odd.cup_{place}", None) for place in range(12))))
    view.show_comparison(compare_reports(before, after))
    grouped = [text for text in _texts(view.sentences) if text.startswith("Not known any more: cup ")]
    assert len(grouped) == 1
    assert grouped[0].endswith(". Nothing to measure.")


def test_the_axis_that_moved_furthest_is_first_and_chance_is_named_once(view: MovedView) -> None:
    moved, back = (_axis("day_night", 0.3), _axis("mainstream", 0.2)), (0.4, 0.9)
    after = tuple(replace(_axis(axis.id, value)) for axis, value in zip(moved, back, strict=True))
    view.show_comparison(compare_reports(replace(_before(), axes=moved), replace(_before(), axes=after)))
    bars = view.axes.findChildren(AxisMoveBar)
    assert [bar.move_shown.id for bar in bars] == ["mainstream", "day_night"]
    assert not any("chance" in bar.words for bar in bars)
    assert view.axes_key.text().endswith("None of this is chance.")
    small = (_axis("day_night", 0.31), after[1])
    view.show_comparison(compare_reports(replace(_before(), axes=moved), replace(_before(), axes=small)))
    assert view.axes_key.text().endswith("None of this is chance, unless it says so.")


def test_axes_say_before_and_after(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    bars = {bar.move_shown.id: bar for bar in view.axes.findChildren(AxisMoveBar)}
    assert set(bars) == {"day_night", "album_shuffle", "mainstream"}
    assert "0.30\u00a0→\u00a00.80" in bars["day_night"].words
    assert bars["day_night"].accessibleName().startswith("Day or night: ")
    assert "There was no ruling before." in bars["mainstream"].words
    assert "Too few plays." in bars["album_shuffle"].words


def test_the_record_is_a_till(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    plays = _before().record.plays
    assert f"Plays: {plays:,} → {plays - 7:,} (\N{MINUS SIGN}7)" in view.record.text().replace("\u00a0", " ")


def test_every_fact_is_shown_on_demand(view: MovedView) -> None:
    comparison = compare_reports(_before(), _after())
    view.show_comparison(comparison)
    assert view.more.isVisible()
    view.more.click()
    _settle()
    assert not view.more.isVisible()
    lines = view.lines.text().replace("\u00a0", " ")
    assert "Plays of the most played artist: 40 % → 30 % (\N{MINUS SIGN}10 points)" in lines
    assert "Busiest weekday: Monday → Friday" in lines
    sentences = _texts(view.sentences)
    told = (*sentences, *lines.splitlines(), *_texts(view.first))
    assert any(text.startswith("Comebacks after a year: 4 before, not known any more.") for text in told)
    view.show_comparison(comparison)
    assert view.more.isVisible()


def test_remarks_that_came_and_went(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    assert _texts(view.gone) == [_before().verdict.remarks[0].text]
    assert _texts(view.new) == []
    view.show_comparison(compare_reports(_after(), _before()))
    assert _texts(view.new) == [_before().verdict.remarks[0].text]
    assert _texts(view.gone) == []


def test_nothing_moved(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    view.show_comparison(compare_reports(_before(), _before()))
    assert view.headline.text() == "NOTHING MOVED"
    assert _texts(view.causes)[0].startswith("Both verdicts rest on the same record")
    visible = [name for name, part in view._parts.items() if part.isVisible()]
    assert visible == ["why"]


def test_a_cause_may_make_no_difference(view: MovedView) -> None:
    before = _before()
    after = replace(before, provenance=replace(before.provenance, app_version="99"))
    view.show_comparison(compare_reports(before, after))
    assert _texts(view.causes)[-1] == "It made no difference."


# ------------------------------------------------------------------------------------------------ why
MINUS = "\N{MINUS SIGN}"


def _why(
    *parts: tuple[WhyKind, float], abstained: tuple[WhyKind, ...] = (), is_exact: bool = True
) -> WhyMoved:
    """Why day and night moved, from 0.3 to 0.8 in `_before` and `_after`; nothing else has a score in both."""
    reasons = MoveReasons(
        axis="day_night",
        difference=0.5,
        parts=tuple(Part(kind=kind, difference=share) for kind, share in parts),
        abstained=abstained,
    )
    return WhyMoved(axes=(reasons,), causes=tuple(kind for kind, _ in parts), is_data_exact=is_exact)


def _bars(view: MovedView) -> dict[str, str]:
    """What is written beside each score that has a bar of causes, by the words of the score."""
    told = {}
    for bar in filter(QWidget.isVisible, view.axes.findChildren(MovePartsBar)):
        holder = bar.parentWidget()
        assert holder is not None
        told[holder.findChildren(AxisMoveBar)[0].move_shown.id] = bar.accessibleName().replace(NBSP, " ")
    return told


def test_the_causes_of_a_score_stand_under_it(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    assert _bars(view) == {}
    view.show_why(_why(("exclusions", 0.62), ("data", -0.12)))
    assert _bars(view) == {"day_night": f"Why: what was left out +0.62, other plays {MINUS}0.12"}
    assert _texts(view.shares) == [
        "Of all that the scores moved: what was left out 84 %, other plays 16 %.".replace(" %", f"{NBSP}%")
        .replace("out 84", f"out{NBSP}84")
        .replace("plays 16", f"plays{NBSP}16")
    ]
    assert "The bars are what each cause added" in view.axes_key.text()


def test_another_comparison_begins_without_shares(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    view.show_why(_why(("exclusions", 0.5)))
    view.show_comparison(compare_reports(_after(), _before()))
    assert _bars(view) == {}
    assert _texts(view.shares) == []
    assert "bars" not in view.axes_key.text()


def test_while_it_works_it_says_so(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    view.show_working()
    assert _texts(view.shares) == ["Working out what each of these adds…"]
    view.show_why(_why(("exclusions", 0.5)))
    assert _texts(view.shares) == ["All that the scores moved comes from one thing: what was left out."]


def test_new_plays_and_a_newer_table_are_called_so(view: MovedView) -> None:
    before = replace(_before(), provenance=replace(_before().provenance, reference_version="1"))
    after = replace(_after(), provenance=replace(_after().provenance, reference_version="2"))
    last = before.record.last_play_at
    assert last is not None
    after = replace(after, record=replace(after.record, last_play_at=last + timedelta(days=30)))
    view.show_comparison(compare_reports(before, after))
    view.show_why(_why(("data", 0.3), ("program", 0.15), ("timezone", 0.05)))
    assert _bars(view)["day_night"] == (
        "Why: new plays +0.30, a newer table of artists +0.15, the time zone +0.05"
    )


def test_causes_that_cannot_be_told_apart_stand_together(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    view.show_why(_why(("program", -0.1), abstained=("data", "exclusions"), is_exact=False))
    assert _bars(view)["day_night"] == (
        f"Why: what the program measures otherwise today {MINUS}0.10, other plays and what was left out together +0.60"
    )
    said = " ".join(_texts(view.shares)).replace(NBSP, " ")
    assert "other plays and what was left out together 86 %" in said
    assert "On 1 score some causes cannot be told apart" in said
    assert "the shares are near, not exact" in said
    assert "Some of what is put down to the program may be due to these plays." in said


def test_why_nothing_can_be_told_is_said(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), _after()))
    view.show_why(WhyMoved(causes=("data",), reason="The record is not kept."))
    assert _texts(view.shares) == ["The record is not kept."]
    assert _bars(view) == {}


def test_every_score_has_its_bar_and_all_bars_have_one_scale(view: MovedView) -> None:
    before, after = screen_moved.older_report(), screen_moved.newer_report()
    why = screen_moved.why_of(before, after, screen_moved.THREE)
    view.show_comparison(compare_reports(before, after))
    view.show_why(why)
    assert set(_bars(view)) == set(screen_moved.AXES)
    bars = view.axes.findChildren(MovePartsBar)
    assert len({bar._furthest for bar in bars}) == 1
    furthest = bars[0]._furthest
    for reasons in why.axes:
        for is_up in (False, True):
            reach = sum(part.difference for part in reasons.parts if (part.difference > 0) is is_up)
            assert abs(reach) <= furthest + 1e-9


def test_a_hidden_view_says_that_it_was_left(qtbot: QtBot, view: MovedView) -> None:
    with qtbot.waitSignal(view.left):
        view.hide()


def test_back_by_button_and_escape(qtbot: QtBot, view: MovedView) -> None:
    with qtbot.waitSignal(view.back_requested):
        view.back.click()
    with qtbot.waitSignal(view.back_requested):
        QTest.keyClick(view.back, Qt.Key.Key_Escape)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1280, 800), (900, 580), (640, 420)])
def test_all_fits_its_width(view: MovedView, theme: Theme, size: tuple[int, int], percent: int) -> None:
    theme.set_text_percent(percent)
    newer = screen_moved.newer_report(report=example.long_names_report())
    why = screen_moved.why_of(screen_moved.older_report(), newer, screen_moved.THREE)
    view.show_comparison(compare_reports(screen_moved.older_report(), newer))
    view.show_why(why)
    view.more.click()
    view.resize(*size)
    _settle()
    assert view.width() == size[0]
    content = view._area.widget()
    assert content is not None
    assert content.width() <= view._area.viewport().width()
    for part in content.findChildren(QWidget):
        parent = part.parentWidget()
        if part.isVisible() and parent is not None:
            assert part.geometry().right() <= parent.width(), part


def test_no_label_reads_html(view: MovedView) -> None:
    view.show_comparison(compare_reports(_before(), example.long_names_report()))
    for label in view.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
