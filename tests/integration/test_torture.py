"""A handful of what `make torture` does at length: killed anywhere, short of any room, nothing that was kept is lost.

The works are in `tests/torture/works.py`; the moments and sizes are the same every time.
"""

import sys

import pytest

from tests.fuzz.families import FAMILIES
from tests.torture.__main__ import main
from tests.torture.cases import PLANTED_IN_ROOM, Case, Extent, cases, tried
from tests.torture.works import WORKS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, kills and looks into /proc")

FEW = Extent(kills=3 * len(WORKS), sizes=3, tries=3, seed=20_261_130)
BROKEN = Extent(kills=3 * len(WORKS), sizes=4, tries=3, seed=7, planted=True)


@pytest.mark.parametrize("work", WORKS)
def test_23_killed_at_any_moment_nothing_is_lost_and_nothing_half_is_shown(work: str) -> None:
    attempts, losses = tried(Case(family="kills", name=work), FEW)
    assert (attempts, losses) == (3, [])


@pytest.mark.parametrize("work", [name for name, work in WORKS.items() if work.writes])
def test_24_whatever_room_there_is_nothing_is_lost_and_nothing_half_is_shown(work: str) -> None:
    attempts, losses = tried(Case(family="room", name=work), FEW)
    assert (attempts, losses) == (3, [])


def test_24_a_small_disk_is_swept_until_there_is_room() -> None:
    attempts, losses = tried(Case(family="disk", name="begun_report"), FEW)
    if attempts == 0:
        pytest.skip("this system lets nobody make a disk")
    assert losses == []


@pytest.mark.parametrize("work", WORKS)
def test_work_that_is_broken_on_purpose_loses_something(work: str) -> None:
    _attempts, losses = tried(Case(family="kills", name=work), BROKEN)
    assert losses


@pytest.mark.parametrize("work", PLANTED_IN_ROOM)
def test_writing_in_place_is_found_out_where_there_is_too_little_room(work: str) -> None:
    _attempts, losses = tried(Case(family="room", name=work), BROKEN)
    assert losses


def test_the_command_prints_a_table_and_its_exit_code_says_whether_something_was_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    few = ["--only", "fuzz.accounts", "--fuzz", "20", "--seed", "3"]
    assert main(few) == 0
    *_lines, head, case, total = capsys.readouterr().out.splitlines()
    assert (head.split(), case.split()) == (["case", "attempts", "losses"], ["fuzz.accounts", "20", "0"])
    assert total.split() == ["all", "20", "0"]
    assert main([*few, "--planted"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[2] != "0"


def test_every_family_is_there_and_can_be_asked_for_alone() -> None:
    titles = [case.title for case in cases(None)]
    assert {title.partition(".")[0] for title in titles} == {"kills", "room", "disk", "fuzz"}
    assert [case.name for case in cases("fuzz")] == list(FAMILIES)
    assert [case.title for case in cases("kills.saving")] == ["kills.saving"]
    assert cases("nothing") == []
