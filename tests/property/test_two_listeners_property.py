"""Pairs of generated listeners side by side: everything is found anew by code that shares nothing with the program."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import two_reports
from tests.property.audit_statement import is_shared
from tests.property.audit_two import LINES, Counted, Two, counted, false_verdict, is_guilty
from tests.property.ledger import about, folded
from tests.property.pages import INTENSITIES, RECIPES, load
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.two_listeners import lay_beside
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_json import decode_report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.two_listeners import TwoListeners

NAMES = (("Mira", "Jonas"), ("You", "Ada"), ("فيروز", "Noor"))
LISTENERS = (
    "sample-loyalist",
    "sample-night",
    "loyalist-1-extended_2026",
    "skipper-2-extended_2020",
    "explorer-1-extended_2024",
    "rain_sleeper-1-extended_2020",
    "versions_fan-1-account_legacy",
    "moved_on-1-both",
    "nasty_names-1-extended_2026",
)
PAIRS = tuple(islice(combinations(LISTENERS, 2), 36))


def laid(left: Report, right: Report, intensity: Intensity = Intensity.HONEST) -> TwoListeners:
    return lay_side_by_side(
        left, right, load_reference(), load_phrasebook(), intensity=intensity, cancel=CancelToken()
    )


def plain(two: TwoListeners) -> Mapping[str, Any]:
    """As it is written in JSON."""
    decoded: Mapping[str, Any] = json.loads(msgspec.json.encode(two))
    return decoded


@lru_cache(maxsize=len(LISTENERS) * len(NAMES) * 2)
def one_of(name: str, called: str, bakery: Path) -> tuple[Report, Counted]:
    page = load(RECIPES[name], bakery)
    report = decode_report((page.folder.parent / "report.json").read_bytes())
    named = replace(report, listener=replace(report.listener, name=called))
    spoken = "you" if called == "You" else called
    return named, counted(page.report, page.history, spoken)


@pytest.mark.parametrize(("place", "pair"), list(enumerate(PAIRS)), ids=["+".join(pair) for pair in PAIRS])
def test_two_listeners_are_what_their_rows_say(place: int, pair: tuple[str, str], bakery: Path) -> None:
    called = NAMES[place % len(NAMES)]
    intensity = INTENSITIES[place % len(INTENSITIES)]
    (left, one), (right, other) = (
        one_of(name, each, bakery) for name, each in zip(pair, called, strict=True)
    )
    two, made = Two(left=one, right=other), laid(left, right, intensity)
    assert made.alike_percent == pytest.approx(float(two.alike), abs=1e-4)
    assert {folded(artist.name): (artist.left_plays, artist.right_plays) for artist in made.shared} == {
        name: (one.listed[name], other.listed[name]) for name in two.shared
    }
    assert [artist.common_percent for artist in made.shared] == sorted(
        (pytest.approx(float(100 * two.common(name)), abs=1e-4) for name in two.shared),
        key=lambda share: -share.expected,
    )
    assert {
        folded(heard.name): (heard.left_on, heard.right_on, heard.is_certain) for heard in made.heard_first
    } == {name: (*two.days(name), two.is_certain(name)) for name in two.shared}
    assert [heard.days for heard in made.heard_first] == sorted(
        (abs((two.days(name)[0] - two.days(name)[1]).days) for name in two.shared), reverse=True
    )
    told = {folded(artist.name) for artist in made.guilty}
    sure = {name for name in two.shared if not is_shared(name)}
    assert told & sure == {name for name in sure if is_guilty(two, name)}
    assert all(about(name) is not None for name in told)
    assert list(false_verdict(plain(made), two, intensity.value)) == []


def test_nearly_every_pair_has_four_lines_and_no_label_is_the_label_of_all(bakery: Path) -> None:
    made = [laid(one_of(left, "Mira", bakery)[0], one_of(right, "Jonas", bakery)[0]) for left, right in PAIRS]
    enough = [two for two in made if len(two.verdict.remarks) >= LINES[0]]
    assert len(enough) >= 0.9 * len(made)
    assert len({two.verdict.label for two in made}) >= 12


# ------------------------------------------------------------------------------------------------ any two reports
names = st.sampled_from([*two_reports.SHARED, two_reports.GUILTY, "Drake", "Adele", "Ünï", "ÜNÏ", "Raffi"])
days = st.none() | st.dates(date(2010, 1, 1), date(2026, 1, 1))
lists = st.dictionaries(names, st.tuples(st.integers(1, 10**6), days), min_size=1, max_size=12)
scores = st.dictionaries(
    st.sampled_from([*two_reports.HIGH, "broad_narrow"]), st.floats(0, 1).map(lambda value: round(value, 3))
)
reports = st.builds(
    two_reports.report_of,
    st.sampled_from(["You", "Ada", "ada", "the one", " ", "x" * 300, "\u202eeva", "فيروز"]),
    lists,
    plays=st.none() | st.integers(0, 10**7),
    begun=st.dates(date(2008, 1, 1), date(2026, 1, 1)),
    scores=scores,
)


@settings(max_examples=80)
@given(left=reports, right=reports, voice=st.sampled_from(Intensity))
def test_it_does_not_matter_who_is_left(left: Report, right: Report, voice: Intensity) -> None:
    one, other = laid(left, right, voice), laid(right, left, voice)
    assert one == laid(left, right, voice)
    assert one.verdict.label == other.verdict.label
    assert one.alike_percent == other.alike_percent
    assert one.alike_percent is not None
    assert 0 <= one.alike_percent <= 100
    assert (one.left, one.right) == (other.right, other.left)
    assert (one.only_left, one.only_right) == (other.only_right, other.only_left)
    assert [(each.left_plays, each.right_plays) for each in one.shared] == [
        (each.right_plays, each.left_plays) for each in other.shared
    ]
    assert [(each.left_on, each.right_on, each.days, each.is_certain) for each in one.heard_first] == [
        (each.right_on, each.left_on, each.days, each.is_certain) for each in other.heard_first
    ]
    assert [remark.id for remark in one.verdict.remarks] == [remark.id for remark in other.verdict.remarks]
    assert one.verdict.claims_checked == one.verdict.claims_total


@given(report=reports)
def test_whoever_is_laid_beside_themselves_is_the_same(report: Report) -> None:
    beside = lay_beside(report, report, load_reference())
    assert beside.left.listed_plays == sum(artist.left_plays for artist in beside.shared)
    share = 100 * beside.left.listed_plays / beside.left.plays
    assert beside.alike_percent == pytest.approx(share, abs=1e-4)
    if beside.left.plays == beside.left.listed_plays:
        assert beside.alike_percent == 100
    assert beside.only_left == beside.only_right == ()
    assert all(heard.days == 0 for heard in beside.heard_first)


@given(artists=lists)
def test_strangers_have_nothing_in_common(artists: two_reports.Artists) -> None:
    others = {f"Stranger {name}": told for name, told in artists.items()}
    two = laid(two_reports.report_of("Ada", artists), two_reports.report_of("Eva", others))
    assert two.alike_percent == 0
    assert (two.shared, two.heard_first, two.guilty) == ((), (), ())
    assert any(remark.family == "two_nothing" for remark in two.verdict.remarks)
