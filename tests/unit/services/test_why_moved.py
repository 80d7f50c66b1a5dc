"""Why scores moved: shares that add up, worked out anew from real kept records with the real measuring."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from tests import listeners
from tests.unit.services.record_desk import snapshot
from tests.unit.services.test_kept_judgement import SETTINGS, Desk
from unwrapped_desktop.analysis.engine import ENGINE_VERSION
from unwrapped_desktop.analysis.reference import Reference, load_reference, parse_reference
from unwrapped_desktop.bootstrap import source_at
from unwrapped_desktop.domain.errors import Cancelled, StorageError
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.why_moved import MoveReasons, WhyKind, WhyMoved
from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.services import why_moved as module
from unwrapped_desktop.services.why_moved import scores_of
from unwrapped_desktop.sources.simulate import Row

DAY = timedelta(days=1)
LIFE = listeners.loyalist(5)
EARLY, LATE = LIFE[-2_500:-700], LIFE[-2_500:]
(FAVOURITE, _PLAYS), *_ = listeners.recount(EARLY).top_artists(1)
WITHOUT = replace(SETTINGS, exclusions=Exclusions((Exclusion.of_artist(FAVOURITE),)))
NIGHTS = replace(SETTINGS, exclusions=Exclusions((Exclusion.of_hours((22, 23, 0)),)), timezone="Asia/Tokyo")


class Life(Desk):
    """A listener who hands over more and more of one life."""

    def hand_over(self, rows: Sequence[Row], settings: JudgeSettings = SETTINGS) -> Report:
        """Judge an export together with what is kept."""
        self.clock.move()
        place = listeners.write_export(list(rows), self.home / f"export {self.clock.time:%H}").path
        self.judge(source_at([place], self.clock), settings)
        return self.report

    def again(self, settings: JudgeSettings) -> Report:
        """Judge what is kept anew."""
        self.clock.move()
        self.kept.judge_kept(
            self.listener, settings, location=("file",), progress=ignore_progress, cancel=CancelToken()
        )
        return self.report

    def why(self, before: Report, after: Report) -> WhyMoved:
        return self.kept.why_moved(
            self.listener, before, after, progress=ignore_progress, cancel=CancelToken()
        )

    def use_table(self, reference: Reference) -> None:
        """Judge with another table from now on."""
        self.kept = replace(self.kept, maker=replace(self.kept.maker, load_reference=lambda: reference))

    @property
    def report(self) -> Report:
        report = self.kept.get(self.listener)
        assert report is not None
        return report


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    made = Life(tmp_path)
    yield made
    made.repository.close()


def other_table() -> Reference:
    """A table of the same artists, all of them less known than they are."""
    header, *lines = (resources_dir() / "reference" / "artists.csv").read_text("utf-8").splitlines()
    rows = list(csv.reader(lines))
    written = io.StringIO()
    csv.writer(written).writerows([name, str(int(fame) // 2), *rest] for name, fame, *rest in rows)
    return parse_reference(f"{header}\n{written.getvalue()}", version="other")


def kinds(reasons: MoveReasons) -> set[WhyKind]:
    return {part.kind for part in reasons.parts}


def assert_adds_up(why: WhyMoved, before: Report, after: Report) -> None:
    """Every score that moved is told, and its parts come to its move."""
    older = {axis.id: axis.value for axis in before.axes}
    moved = {
        axis.id: round(axis.value - value, 4)
        for axis in after.axes
        if axis.value is not None and (value := older[axis.id]) is not None and axis.value != value
    }
    assert {reasons.axis: reasons.difference for reasons in why.axes} == moved
    for reasons in why.axes:
        if not reasons.abstained:
            assert round(sum(part.difference for part in reasons.parts), 4) == reasons.difference
        sizes = [abs(part.difference) for part in reasons.parts]
        assert sizes == sorted(sizes, reverse=True)
        assert all(part.difference for part in reasons.parts)
        assert kinds(reasons) <= {*why.causes, "program"}


# ------------------------------------------------------------------------------------------------ one cause
def test_what_was_left_out_explains_all_where_nothing_else_differs(life: Life) -> None:
    before = life.hand_over(LATE)
    after = life.again(WITHOUT)
    why = life.why(before, after)
    assert (why.causes, why.program, why.is_data_exact, why.reason) == (("exclusions",), "", True, None)
    assert len(why.axes) >= 5
    assert all(kinds(reasons) == {"exclusions"} for reasons in why.axes)
    assert_adds_up(why, before, after)


def test_new_plays_explain_all_where_nothing_else_differs(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE)
    why = life.why(before, after)
    assert (why.causes, why.reason) == (("data",), None)
    assert len(why.axes) >= 5
    assert all(kinds(reasons) == {"data"} for reasons in why.axes)
    assert_adds_up(why, before, after)


def test_another_table_explains_all_where_nothing_else_differs(life: Life) -> None:
    before = life.hand_over(LATE)
    life.use_table(other_table())
    after = life.again(SETTINGS)
    why = life.why(before, after)
    assert why.causes == ("program",)
    assert why.program == f"table {load_reference().version}, now other"
    assert "mainstream" in {reasons.axis for reasons in why.axes}
    assert all(kinds(reasons) == {"program"} for reasons in why.axes)
    assert_adds_up(why, before, after)


def test_one_cause_needs_no_record(life: Life) -> None:
    before = life.hand_over(LATE)
    after = life.again(WITHOUT)
    told = life.why(before, after)
    life.kept.forget_record(life.listener)
    assert life.why(before, after) == told


# ------------------------------------------------------------------------------------------------ several causes
def test_new_plays_and_what_was_left_out_share_a_move(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    why = life.why(before, after)
    assert (why.causes, why.is_data_exact, why.reason) == (("data", "exclusions"), True, None)
    assert any(kinds(reasons) == {"data", "exclusions"} for reasons in why.axes)
    assert_adds_up(why, before, after)


def test_the_shares_are_those_of_both_orders_as_real_verdicts_give_them(life: Life, tmp_path: Path) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    why = life.why(before, after)
    other = Life(tmp_path / "other")
    left_out_first = other.hand_over(EARLY, WITHOUT)
    grown_first = other.hand_over(LATE)
    other.repository.close()
    scores = [
        {axis.id: axis.value or 0.0 for axis in report.axes}
        for report in (before, left_out_first, grown_first, after)
    ]
    for reasons in why.axes:
        first, left_out, grown, last = (found[reasons.axis] for found in scores)
        wanted = ((grown - first) + (last - left_out)) / 2
        told = {part.kind: part.difference for part in reasons.parts}
        assert told.get("data", 0.0) == pytest.approx(wanted, abs=1e-4)
        assert told.get("exclusions", 0.0) == pytest.approx(reasons.difference - wanted, abs=1e-4)


def test_all_four_causes_at_once(life: Life) -> None:
    before = life.hand_over(EARLY)
    life.use_table(other_table())
    after = life.hand_over(LATE, NIGHTS)
    why = life.why(before, after)
    assert why.causes == ("data", "exclusions", "timezone", "program")
    assert why.is_data_exact
    assert_adds_up(why, before, after)
    moved = {reasons.axis: kinds(reasons) for reasons in why.axes}
    assert "timezone" in moved["day_night"]
    assert "program" not in moved["day_night"]
    assert "program" in moved["mainstream"]


def test_an_older_way_of_measuring_is_the_programs(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    shifted = tuple(
        axis if axis.value is None else replace(axis, value=round(axis.value - 0.01, 3))
        for axis in before.axes
    )
    older = replace(before, axes=shifted, provenance=replace(before.provenance, engine_version="0"))
    why, today = life.why(older, after), life.why(before, after)
    assert why.program == f"measuring 0, now {ENGINE_VERSION}"
    assert_adds_up(why, older, after)
    told = {reasons.axis: reasons for reasons in why.axes}
    for reasons in today.axes:
        parts = {part.kind: part.difference for part in told[reasons.axis].parts}
        assert parts.pop("program") == pytest.approx(0.01, abs=1e-4)
        assert parts == pytest.approx({part.kind: part.difference for part in reasons.parts}, abs=2e-4)


def test_two_verdicts_of_an_earlier_table_leave_a_rest_to_the_program(life: Life) -> None:
    life.use_table(other_table())
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    life.use_table(load_reference())
    why = life.why(before, after)
    assert why.causes == ("data", "exclusions")
    assert why.program == f"table other for both, {load_reference().version} today"
    assert_adds_up(why, before, after)
    assert "program" in {kind for reasons in why.axes for kind in kinds(reasons)}


def test_the_critics_words_move_no_score(life: Life) -> None:
    before = life.hand_over(LATE)
    after = life.again(WITHOUT)
    before = replace(before, provenance=replace(before.provenance, critic="other"))
    why = life.why(before, after)
    assert (why.causes, why.program) == (("exclusions", "program"), "other words of the critic")
    assert all(kinds(reasons) == {"exclusions"} for reasons in why.axes)


def test_swapped_verdicts_have_the_same_shares_the_other_way(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, NIGHTS)
    there, back = life.why(before, after), life.why(after, before)
    backward = {reasons.axis: reasons for reasons in back.axes}
    for reasons in there.axes:
        parts = {part.kind: -part.difference for part in reasons.parts}
        others = {part.kind: part.difference for part in backward[reasons.axis].parts}
        for kind in ("data", "exclusions", "timezone"):
            assert parts.get(kind, 0.0) == pytest.approx(others.get(kind, 0.0), abs=1.01e-4)


def test_the_order_in_which_causes_are_looked_at_makes_no_difference(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, NIGHTS)
    told = {}
    for order in permutations(module.FACTORS):
        monkeypatch.setattr(module, "FACTORS", order)
        why = life.why(before, after)
        told[order] = {
            reasons.axis: {part.kind: part.difference for part in reasons.parts} for reasons in why.axes
        }
    first, *others = told.values()
    for other in others:
        assert other.keys() == first.keys()
        for axis, parts in other.items():
            assert parts == pytest.approx(first[axis], abs=1.01e-4)


# ------------------------------------------------------------------------------------------------ what was known
def test_short_rows_and_what_was_left_out_at_the_end_are_known_too(life: Life) -> None:
    skipped: Row = {**LATE[len(EARLY)], "ms_played": 4_000}
    rest = LATE[len(EARLY) + 1 :]
    last = Exclusions((Exclusion.of_artist(str(EARLY[-1]["master_metadata_album_artist_name"])),))
    before = life.hand_over([*EARLY, skipped], replace(SETTINGS, exclusions=last))
    after = life.hand_over([*EARLY, skipped, *rest])
    why = life.why(before, after)
    assert why.causes == ("data", "exclusions")
    assert why.is_data_exact
    assert_adds_up(why, before, after)


def test_rows_that_came_in_between_are_told_nearly_and_put_down_to_the_data(life: Life) -> None:
    holes = [row for place, row in enumerate(EARLY) if place % 9]
    before, after = life.hand_over(holes), life.hand_over(LATE, WITHOUT)
    why = life.why(before, after)
    assert (why.causes, why.is_data_exact, why.reason) == (("data", "exclusions"), False, None)
    assert {kind for reasons in why.axes for kind in kinds(reasons)} == {"data", "exclusions"}
    assert_adds_up(why, before, after)


def test_two_earlier_verdicts_are_explained_by_the_record_of_today(life: Life) -> None:
    before, after = life.hand_over(EARLY[:-300]), life.hand_over(EARLY, WITHOUT)
    told = life.why(before, after)
    life.hand_over(LATE)
    assert life.why(before, after) == told
    assert told.is_data_exact


def test_causes_that_leave_no_ruling_in_between_are_told_together(life: Life) -> None:
    before = life.hand_over(EARLY)
    assert (before.record.first_play_at, before.record.last_play_at) != (None, None)
    first, last = (str(row["ts"])[:10] for row in (EARLY[0], EARLY[-1]))
    early = Exclusion.of_range(date.fromisoformat(first) - DAY, date.fromisoformat(last) + DAY)
    after = life.hand_over(LATE, replace(SETTINGS, exclusions=Exclusions((early,))))
    why = life.why(before, after)
    assert len(why.axes) >= 5
    for reasons in why.axes:
        assert (reasons.abstained, reasons.parts) == (("data", "exclusions"), ())
    older = replace(
        before,
        axes=tuple(
            axis if axis.value is None else replace(axis, value=round(axis.value - 0.02, 3))
            for axis in before.axes
        ),
        provenance=replace(before.provenance, engine_version="0"),
    )
    for reasons in life.why(older, after).axes:
        assert reasons.abstained == ("data", "exclusions")
        assert [(part.kind, part.difference) for part in reasons.parts] == [("program", 0.02)]


def test_a_ruling_that_todays_program_does_not_give_leaves_nothing_to_be_parted(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE)
    everything = Exclusions((Exclusion.of_hours(range(24)),))
    older = replace(before, exclusions=everything, provenance=replace(before.provenance, engine_version="0"))
    why = life.why(older, after)
    assert len(why.axes) >= 5
    for reasons in why.axes:
        assert (reasons.abstained, reasons.parts) == (("data", "exclusions", "program"), ())


# ------------------------------------------------------------------------------------------------ nothing can be told
def test_nothing_is_told_without_the_record(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    life.kept.forget_record(life.listener)
    why = life.why(before, after)
    assert (why.axes, why.reason) == ((), module.NOT_KEPT)
    assert why.causes == ("data", "exclusions")
    assert (
        replace(life.kept, records=None).why_moved(
            life.listener, before, after, progress=ignore_progress, cancel=CancelToken()
        )
        == why
    )


def test_nothing_is_told_from_another_record(life: Life, tmp_path: Path) -> None:
    other = Life(tmp_path / "other")
    stranger = listeners.night_worker(3)
    before, after = other.hand_over(stranger[:900]), other.hand_over(stranger, WITHOUT)
    other.repository.close()
    life.hand_over(LATE)
    assert life.why(before, after).reason == module.OTHER_RECORD


def test_nothing_is_told_where_one_verdict_did_not_come_of_the_other(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    friend = replace(before, listener=replace(before.listener, name="Friend"))
    account = replace(before, listener=replace(before.listener, source=SourceKind.ACCOUNT_EXPORT))
    lists = replace(before, record=replace(before.record, kind="top_lists"))
    assert life.why(friend, after) == WhyMoved(reason=module.OTHER_LISTENER)
    assert life.why(account, after) == WhyMoved(reason=module.OTHER_SOURCE)
    assert life.why(lists, after) == WhyMoved(reason=module.LISTS_ALONE)
    assert life.why(before, lists) == WhyMoved(reason=module.LISTS_ALONE)


def test_what_rests_on_the_same_and_differs_is_not_explained_away(life: Life) -> None:
    report = life.hand_over(LATE)
    first, *others = report.axes
    assert first.value is not None
    odd = replace(report, axes=(replace(first, value=round(first.value / 2, 3)), *others))
    assert life.why(report, odd) == WhyMoved(reason=module.NO_CAUSE)
    assert life.why(report, report) == WhyMoved()


def test_a_record_that_cannot_be_read_is_an_error(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, WITHOUT)
    (path,) = (life.home / "data" / "records").iterdir()
    path.write_bytes(b"nothing")
    with pytest.raises(StorageError, match="record_unreadable"):
        life.why(before, after)


# ------------------------------------------------------------------------------------------------ work
def test_it_is_told_how_far_it_is_and_stops_when_asked(life: Life) -> None:
    before, after = life.hand_over(EARLY), life.hand_over(LATE, NIGHTS)
    kept = snapshot(life.home / "data" / "records")
    told: list[Progress] = []
    why = life.kept.why_moved(life.listener, before, after, progress=told.append, cancel=CancelToken())
    assert [(one.stage, one.done, one.total) for one in told] == [
        (Stage.MEASURING, done, 8) for done in range(8)
    ]
    assert why.axes
    token, heard = CancelToken(), list[Progress]()

    def stop_at_the_third(progress: Progress) -> None:
        heard.append(progress)
        if len(heard) == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        life.kept.why_moved(life.listener, before, after, progress=stop_at_the_third, cancel=token)
    assert len(heard) == 3
    assert snapshot(life.home / "data" / "records") == kept
    assert life.report == after


def test_the_scores_are_those_of_a_verdict(life: Life) -> None:
    after = life.hand_over(LATE, NIGHTS)
    kept = life.kept.records
    assert kept is not None
    record = life.kept._recalled(life.listener, progress=ignore_progress, cancel=CancelToken()).record
    scores = scores_of(record, NIGHTS.exclusions, NIGHTS.timezone, load_reference())
    assert scores == {axis.id: axis.value for axis in after.axes}


def test_a_record_of_too_few_plays_has_no_scores(life: Life) -> None:
    life.hand_over(LATE)
    record = life.kept._recalled(life.listener, progress=ignore_progress, cancel=CancelToken()).record
    nothing = Exclusions((Exclusion.of_hours(range(24)),))
    assert scores_of(record, nothing, "UTC", load_reference()) == {}
