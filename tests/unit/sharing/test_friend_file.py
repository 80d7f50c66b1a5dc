"""A verdict for a friend: what goes along, what never does, and that it is a report like any other."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from tests import example_report as example
from tests.example_charts import charted
from tests.private_report import MOMENT, SEED, SUM, ZONE, private_report
from unwrapped_desktop.domain.errors import OutputError
from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.friend_file import FRIEND_NAME, NAME_LONGEST, FriendDetail
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.messages import message_for
from unwrapped_desktop.resources import resource_bytes
from unwrapped_desktop.sharing.for_others import for_others
from unwrapped_desktop.sharing.friend_file import contents_of, friend_file
from unwrapped_desktop.sources.report_file import read_friend_report

SCHEMA = json.loads(resource_bytes("schema", "unwrapped-report-1.schema.json"))
REPORTS = {
    "good": example.good_report(),
    "sample": example.sample_report(),
    "abstaining": example.abstaining_report(),
    "files": example.failed_files_report(),
    "cjk": example.cjk_report(),
    "lately": example.lately_report(),
    "statement": example.statement_report(),
    "short": example.short_report(),
    "charted": charted(),
    "private": private_report("PRIVATEMARK"),
}
MARK = "PRIVATEMARK"
BOTH = list(FriendDetail)


@pytest.mark.parametrize("detail", BOTH)
@pytest.mark.parametrize("name", REPORTS)
def test_it_is_a_sound_report_that_opens_as_a_friends(
    tmp_path: Path, name: str, detail: FriendDetail
) -> None:
    made = for_others(REPORTS[name], detail=detail, name="Ada")
    assert is_sound(made)
    document = encode_report(made)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(document))
    path = tmp_path / "ada.unwrapped"
    path.write_bytes(document)
    assert read_friend_report([path]) == made


@pytest.mark.parametrize("detail", BOTH)
def test_the_same_gives_the_same_bytes_and_a_second_time_changes_nothing(detail: FriendDetail) -> None:
    report = REPORTS["private"]
    once, twice = (for_others(report, detail=detail, name="Ada") for _ in range(2))
    assert encode_report(once) == encode_report(twice)
    assert for_others(once, detail=detail, name="Ada") == once


@pytest.mark.parametrize("detail", BOTH)
def test_nothing_private_is_in_it(detail: FriendDetail) -> None:
    document = encode_report(for_others(REPORTS["private"], detail=detail)).decode()
    for private in (
        MARK,
        ZONE,
        SUM,
        SEED,
        "13:37",
        "37:11",
        "1:47",
        "7:43",
        "5 May 2023",
        "forgotten",
        "uncited",
    ):
        assert private not in document, private


def test_the_moments_are_days_of_the_listeners_own_calendar() -> None:
    late = MOMENT.replace(hour=23, minute=30)
    report = REPORTS["private"]
    report = replace(report, created_at=late, record=replace(report.record, last_play_at=late))
    made = for_others(report, detail=FriendDetail.VERDICT)
    for moment in (made.created_at, made.record.last_play_at):
        assert moment is not None
        assert (moment.day, moment.hour, moment.minute, moment.second) == (late.day + 1, 0, 0, 0)


def test_the_verdict_alone_has_page_and_scores_and_no_list() -> None:
    report = REPORTS["private"]
    made = for_others(report, detail=FriendDetail.VERDICT)
    assert made.verdict.label == report.verdict.label
    assert [axis.value for axis in made.axes] == [axis.value for axis in report.axes]
    assert not any(axis.pulls for axis in made.axes)
    assert (made.charts, made.facts, made.eras.eras) == (None, (), ())


def test_with_the_artists_two_can_be_compared() -> None:
    report = REPORTS["private"]
    made = for_others(report, detail=FriendDetail.ARTISTS)
    assert made.charts is not None
    assert report.charts is not None
    assert made.charts.artists == tuple(
        one for one in report.charts.artists if not one.is_private and one.why is None
    )
    assert made.charts.clock == report.charts.clock
    assert (made.charts.songs, made.charts.albums, made.charts.obsessions) == ((), (), ())
    assert [era.title for era in made.eras.eras] == ["2014-03 to 2016-02"]
    assert [len(era.artists) for era in made.eras.eras] == [1]
    assert {"who.second_artist", "saved.longest_unplayed_artist"}.isdisjoint(fact.id for fact in made.facts)


def test_a_page_without_its_private_lines_adds_up() -> None:
    report = REPORTS["private"]
    made = for_others(report, detail=FriendDetail.VERDICT)
    verdict = made.verdict
    assert len(report.verdict.remarks) - len(verdict.remarks) == 3 + _unshareable(report)
    assert verdict.word_count == sum(len(remark.text.split()) for remark in verdict.remarks)
    assert verdict.claims_total == sum(len(remark.claims) for remark in verdict.remarks)
    paragraphs = [remark.paragraph for remark in verdict.remarks]
    assert sorted(set(paragraphs)) == list(range(max(paragraphs) + 1))
    assert made.record.rows_total == made.record.rows_used + made.record.set_aside.total
    assert made.record.set_aside.excluded == 0
    assert made.record.gaps == (Gap(first_month="2019-02", last_month="2019-03"),)


def _unshareable(report: Report) -> int:
    """Count the lines of the model page itself that may not be shared."""
    model = example.statement_report()
    private = {receipt.id for receipt in model.receipts if not receipt.shareable}
    return sum(bool(private & set(remark.receipts)) for remark in model.verdict.remarks)


def test_a_label_whose_proof_stays_goes_without_its_sentence() -> None:
    report = example.good_report()
    hidden = set(report.verdict.label_receipts)
    report = replace(
        report,
        receipts=tuple(replace(one, shareable=False) if one.id in hidden else one for one in report.receipts),
    )
    made = for_others(report, detail=FriendDetail.VERDICT)
    assert made.verdict.label == report.verdict.label
    assert made.verdict.label_receipts == ()
    assert made.verdict.charge == "What proves it is private, and has stayed behind."


def test_a_page_of_private_lines_alone_is_not_written() -> None:
    report = example.good_report()
    report = replace(report, receipts=tuple(replace(one, shareable=False) for one in report.receipts))
    with pytest.raises(OutputError) as refused:
        for_others(report, detail=FriendDetail.ARTISTS)
    assert refused.value.code == "nothing_to_share"
    assert "nothing is left to give away" in message_for(refused.value)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", FRIEND_NAME),
        ("   \n", FRIEND_NAME),
        ("  Ada \t & Söhne ", "Ada & Söhne"),
        ("A\x00d\u202ea", "A d a"),
        ("x" * 500, "x" * NAME_LONGEST),
        ("\u0641\u064a\u0631\u0648\u0632", "\u0641\u064a\u0631\u0648\u0632"),
    ],
)
def test_the_name_is_the_one_that_was_typed(typed: str, shown: str) -> None:
    made = for_others(example.good_report(), detail=FriendDetail.VERDICT, name=typed)
    assert made.listener.name == shown


@pytest.mark.parametrize("detail", BOTH)
def test_the_figures_are_those_of_the_file(detail: FriendDetail) -> None:
    report = REPORTS["private"]
    made, counted = for_others(report, detail=detail), contents_of(report, detail=detail)
    assert counted.lines == len(made.verdict.remarks)
    assert counted.lines + counted.lines_kept_back == len(report.verdict.remarks)
    assert counted.receipts == len(made.receipts)
    assert counted.scores == len(made.axes)
    assert counted.size_bytes == len(friend_file(report, detail=detail)) == len(encode_report(made)) + 1
    assert counted.artists == (0 if detail is FriendDetail.VERDICT else 40)
    assert (counted.songs > 0, counted.albums > 0) == ((detail is FriendDetail.SONGS,) * 2)
