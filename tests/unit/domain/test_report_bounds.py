"""A friend's file whose smaller parts are out of all bounds is refused, so that nobody has to count with them."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.private_report import private_report
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report import Fact
from unwrapped_desktop.domain.report_bounds import is_within_bounds
from unwrapped_desktop.domain.report_json import decode_report
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sources.report_file import read_friend_report

FACTS = (Fact(id="who.artists", value=1_904, unit="count", sample=1_904),)
GIVEN = friend_file(replace(private_report("MARK"), facts=FACTS), detail=FriendDetail.ARTISTS, name="Ada")
Change = Callable[[dict[str, Any]], object]

BROKEN: dict[str, Change] = {
    "made before there were calendars": lambda report: report.update(created_at="0001-01-01T00:00:00+14:00"),
    "made at the end of time": lambda report: report.update(created_at="9999-12-31T23:59:59-12:00"),
    "made at no place in the world": lambda report: report.update(created_at="2026-05-09T00:00:00"),
    "a first play before music": lambda report: report["record"].update(first_play_at="0001-01-01T00:00:00Z"),
    "a last play before the first": lambda report: report["record"].update(last_play_at="1999-01-01T00:00:00Z"),
    "fewer than no plays": lambda report: report["record"].update(plays=-1),
    "more plays than can be counted": lambda report: report["record"].update(plays=10**18),
    "time that runs backwards": lambda report: report["record"].update(played_ms=-5),
    "a gap that is no month": lambda report: report["record"].update(gaps=[{"from": "soon", "to": "later"}]),
    "a gap that ends before it begins": lambda report: report["record"].update(
        gaps=[{"from": "2019-05", "to": "2019-02"}]
    ),
    "a gap in month 13": lambda report: report["record"].update(gaps=[{"from": "2019-13", "to": "2020-13"}]),
    "a gap from the year 1": lambda report: report["record"].update(gaps=[{"from": "0001-01", "to": "2020-01"}]),
    "gaps without end": lambda report: report["record"].update(gaps=[{"from": "2019-01", "to": "2019-01"}] * 2_000),
    "an era of no months": lambda report: report["eras"]["eras"][0].update(first_month="x"),
    "an era that ends before it begins": lambda report: report["eras"]["eras"][0].update(last_month="2001-01"),
    "an era of less than nothing": lambda report: report["eras"]["eras"][0].update(plays=-4),
    "eras without end": lambda report: report["eras"].update(eras=report["eras"]["eras"] * 200),
    "an era of thousands": lambda report: report["eras"]["eras"][0].update(
        artists=report["eras"]["eras"][0]["artists"] * 500
    ),
    "a score beyond its pole": lambda report: report["axes"][0].update(value=7.5),
    "a score below its pole": lambda report: report["axes"][0].update(value=-0.5),
    "an interval beside its score": lambda report: report["axes"][0].update(low=0.9, value=0.2, high=0.95),
    "an interval the wrong way round": lambda report: report["axes"][0].update(low=0.9, high=0.1),
    "a share of more than all": lambda report: report["axes"][0].update(coverage_ratio=3.0),
    "a sample of less than nothing": lambda report: report["axes"][0].update(sample=-1),
    "a fact of less than nothing": lambda report: report["facts"][0].update(sample=-1),
    "a fact beyond counting": lambda report: report["facts"][0].update(value=1e300),
    "a fact without end": lambda report: report["facts"][0].update(value="x" * 50_000),
    "a zone without end": lambda report: report["provenance"].update(timezone="x" * 50_000),
    "a reason without end": lambda report: report["axes"][0].update(reason="x" * 50_000),
    "thousands of artists": lambda report: report["charts"].update(artists=report["charts"]["artists"] * 100),
    "an artist without end": lambda report: report["charts"]["artists"][0].update(name="x" * 50_000),
    "an artist first heard by cave dwellers": lambda report: report["charts"]["artists"][0].update(
        first_on="0001-01-01"
    ),
    "fewer than no plays of an artist": lambda report: report["charts"]["artists"][0].update(plays=-3),
    "a share of an artist beyond all": lambda report: report["charts"]["artists"][0].update(share_percent=500),
}  # fmt: skip


def changed(change: Change) -> bytes:
    document = json.loads(GIVEN)
    change(document)
    return json.dumps(document).encode()


def test_what_the_program_writes_is_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "ada.unwrapped"
    path.write_bytes(GIVEN)
    report = read_friend_report([path])
    assert report is not None
    assert is_within_bounds(report)


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_out_of_bounds_is_refused(tmp_path: Path, case: str) -> None:
    path = tmp_path / "mallory.unwrapped"
    path.write_bytes(changed(BROKEN[case]))
    with pytest.raises(SourceError) as refused:
        read_friend_report([path])
    assert refused.value.code == "not_a_report"


@pytest.mark.parametrize("name", ["\u202egnp.exe", "A\x00B", "", "\n", "&<b>", "x" * 3_900])
def test_a_name_may_be_anything_that_ends(name: str) -> None:
    report = decode_report(changed(lambda document: document["listener"].update(name=name)))
    assert report.listener.name == name
    assert is_within_bounds(report)
