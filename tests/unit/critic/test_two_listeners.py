"""The joint verdict: labels for every case, names that cannot be confused, both teased, nobody hurt."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from tests import two_reports
from tests.two_reports import PAIRS, report_of
from tests.unit.critic.lint import (
    CALENDAR,
    FOLDER,
    NUMBER_WORDS,
    SLOT,
    WORDS_OF_ORDER,
    labels,
    literal,
    phrases,
)
from unwrapped_desktop.analysis.reference import load_reference, parse_reference
from unwrapped_desktop.analysis.two_findings import find_two
from unwrapped_desktop.analysis.two_listeners import lay_beside
from unwrapped_desktop.analysis.words import spoken_names
from unwrapped_desktop.critic.candidates import candidates
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.rules import RULES
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.errors import Cancelled
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.two_listeners import TwoListeners

FAMILIES = tuple(rule.family for rule in RULES if rule.family.startswith("two_"))
CELLS = [
    *product(("alike", "some", "little"), ("led", "level"), ("same", "mixed", "opposite")),
    *product(("nothing", "unknown"), ("level",), ("same", "mixed", "opposite")),
]


def laid(left: Report, right: Report, intensity: Intensity = Intensity.HONEST) -> TwoListeners:
    return lay_side_by_side(
        left, right, load_reference(), load_phrasebook(), intensity=intensity, cancel=CancelToken()
    )


def texts(two: TwoListeners) -> str:
    return " ".join([two.verdict.charge, *(remark.text for remark in two.verdict.remarks)])


# ------------------------------------------------------------------------------------------------ words
def test_every_family_has_six_wordings_in_every_voice() -> None:
    counts = Counter((phrase["family"], phrase["intensity"]) for phrase in phrases())
    voices = ("gentle", "honest", "brutal")
    assert len(FAMILIES) >= 14
    assert [(family, voice) for family, voice in product(FAMILIES, voices) if counts[family, voice] < 6] == []


def test_every_family_is_found_and_can_be_said() -> None:
    said: dict[str, set[Intensity]] = {}
    for (left, right), voice in product(PAIRS.values(), Intensity):
        findings = find_two(lay_beside(left(), right(), load_reference()))
        for one in candidates(findings, load_phrasebook(), intensity=voice, seed="seed", wording=0):
            assert len(one.lines) >= 2, one.rule.family
            said.setdefault(one.rule.family, set()).add(voice)
    assert said == {family: set(Intensity) for family in FAMILIES}


def test_there_are_labels_for_every_case() -> None:
    entries = json.loads((FOLDER / "two_labels.json").read_text(encoding="utf-8"))
    found = Counter((entry["alike"], entry["lead"], entry["axes"]) for entry in entries)
    assert set(found) == set(CELLS)
    assert min(found.values()) >= 2
    every = Counter([*(entry["label"] for entry in entries), *(entry["label"] for entry in labels())])
    assert [label for label, count in every.items() if count > 1] == []
    assert [name for name, count in Counter(entry["id"] for entry in entries).items() if count > 1] == []


def test_labels_are_short_and_charges_hold_no_numbers_of_their_own() -> None:
    for entry in json.loads((FOLDER / "two_labels.json").read_text(encoding="utf-8")):
        label, charge = entry["label"], entry["charge"]
        assert len(label) <= 24, label
        assert 2 <= len(label.split()) <= 4, label
        assert label == label.upper()
        words = {word.lower() for word in re.findall(r"[A-Za-z]+", f"{label} {literal(charge)}")}
        assert not words & (NUMBER_WORDS | WORDS_OF_ORDER | {day.lower() for day in CALENDAR}), entry
        assert not re.search(r"\d", literal(charge))
        assert len(SLOT.sub("x x x", charge).split()) <= 30
        assert charge.endswith(".")
        assert charge.count(".") == 1


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("intensity", list(Intensity))
def test_every_claim_is_checked_and_every_receipt_is_there(pair: str, intensity: Intensity) -> None:
    left, right = PAIRS[pair]
    two = laid(left(), right(), intensity)
    verdict = two.verdict
    cited = {*verdict.label_receipts, *(name for remark in verdict.remarks for name in remark.receipts)}
    assert cited == {receipt.id for receipt in two.receipts}
    assert verdict.claims_checked == verdict.claims_total == sum(len(each.claims) for each in verdict.remarks)
    assert 2 <= len(verdict.remarks) <= 7
    assert len({remark.family for remark in verdict.remarks}) == len(verdict.remarks)


def test_the_label_stays_when_the_tone_changes() -> None:
    left, right = PAIRS["night and day"]
    made = [laid(left(), right(), intensity).verdict for intensity in Intensity]
    assert len({(verdict.label, verdict.charge) for verdict in made}) == 1
    assert len({verdict.remarks[0].text for verdict in made}) == 3


# ------------------------------------------------------------------------------------------------ names
@pytest.mark.parametrize(
    ("left", "right", "called"),
    [
        ("Mira", "Jonas", ("Mira", "Jonas")),
        ("You", "Jonas", ("you", "Jonas")),
        ("Mira", " YOU ", ("Mira", "you")),
        ("You", "You", ("the one", "the other")),
        ("Mira", "mira", ("the one", "the other")),
        ("x" * 41, "Jonas", ("the one", "Jonas")),
        ("Mira", "\u202eanoJ", ("Mira", "the other")),
        ("", " \n ", ("the one", "the other")),
        ("the other", "\x00", ("the one", "the other")),
        ("Mira  de\tla Torre", "فيروز", ("Mira de la Torre", "فيروز")),
    ],
)
def test_what_two_are_called(left: str, right: str, called: tuple[str, str]) -> None:
    assert spoken_names(left, right) == called


def test_you_begins_a_sentence_with_a_capital_and_nothing_else() -> None:
    left, right = PAIRS["you and somebody"]
    said = [texts(laid(left(), right(), intensity)) for intensity in Intensity]
    assert any("You" in text for text in said)
    for text in said:
        assert re.findall(r"(?<![.!?] )(?<!^)\bYou\b", text) == []
        assert re.findall(r"[.!?] you\b", text) == []
        assert re.findall(r"\b[Yy]ou (?:is|was|has|does)\b|\b[Yy]our\b", text) == []


def test_namesakes_are_the_one_and_the_other() -> None:
    left, right = PAIRS["namesakes"]
    text = texts(laid(left(), right()))
    assert "the one" in text.lower()
    assert "the other" in text.lower()
    assert "you" not in text.lower().split()


def test_a_name_from_right_to_left_is_isolated_in_the_charge() -> None:
    two = laid(two_reports.wakeful(), two_reports.sleepy("فيروز"))
    assert "\u2068فيروز\u2069" in two.verdict.charge
    older = laid(two_reports.wakeful(), two_reports.without_lists("فيروز"))
    assert older.reason is not None
    assert "\u2068فيروز\u2069" in older.reason


@pytest.mark.parametrize("name", ["x" * 4_000, "{share}", "100 %", "May", "never", "!!!", "a.b", "\ud800"])
def test_hostile_names_are_said_or_left_out(name: str) -> None:
    artists: two_reports.Artists = {name: (900, date(2020, 1, 1)), "Ostkai": (50, date(2021, 1, 1))}
    for left, right in (("Ada", name), (name, "Ada"), (name, name)):
        two = laid(report_of(left, artists), report_of(right, artists, begun=date(2018, 1, 1)))
        assert two.alike_percent == 100
        assert two.verdict.claims_checked == two.verdict.claims_total > 0
        assert all(len(remark.text) < 400 for remark in two.verdict.remarks)


def test_hostile_figures_stay_figures() -> None:
    artists: two_reports.Artists = {"Ostkai": (10**15, date(9998, 12, 31)), "Mono": (1, date(1, 1, 1))}
    odd = report_of("Ada", artists, plays=0)
    odd = replace(
        odd,
        provenance=replace(odd.provenance, timezone="../nowhere"),
        record=replace(odd.record, first_play_at=datetime(1, 1, 1, tzinfo=UTC), artists=0),
        axes=(*odd.axes, *odd.axes),
    )
    two = laid(odd, two_reports.wakeful())
    assert two.alike_percent is not None
    assert 0 <= two.alike_percent <= 100
    assert two.left.listed_percent == 100
    assert two.verdict.claims_checked == two.verdict.claims_total


# ------------------------------------------------------------------------------------------------ tact
def named(tag: str = "", **wanted: bool) -> str:
    """An artist of the table with a mark."""
    return next(
        line.name
        for line in load_reference().artists
        if (not tag or tag in line.tags)
        and all(bool(getattr(line, name)) == on for name, on in wanted.items())
    )


@pytest.mark.parametrize(
    "artist",
    [
        named("children"),
        named("sleep"),
        named("noise"),
        named("worship"),
        named(sacred=True),
        named(care=True),
    ],
)
def test_children_faith_and_sleep_are_counted_and_never_spoken_of(artist: str) -> None:
    left = report_of("Mira", {artist: (900, date(2019, 1, 1)), "Ostkai": (90, date(2019, 1, 1))})
    right = report_of("Jonas", {artist: (300, date(2021, 1, 1)), "Mono": (90, date(2021, 1, 1))})
    for intensity in Intensity:
        two = laid(left, right, intensity)
        assert two.shared[0].name == artist
        assert two.guilty == ()
        assert artist not in texts(two)


def test_who_has_died_is_no_guilty_pleasure_that_is_joked_about() -> None:
    columns = "artist,popularity,acclaim,genre,decade,region,tags,sacred,died,care,aliases\n"
    left = report_of("Mira", {"Ostkai": (900, date(2019, 1, 1)), "Mono": (90, date(2019, 1, 1))})
    right = report_of("Jonas", {"Ostkai": (300, date(2021, 1, 1)), "Low Bridge": (90, date(2021, 1, 1))})
    for died, spoken_of in (("", True), ("2001", False)):
        table = parse_reference(f"{columns}Ostkai,90,20,pop,1990,DE,,0,{died},0,\n", version="1")
        beside = lay_beside(left, right, table)
        assert [artist.name for artist in beside.guilty] == ["Ostkai"]
        findings = {one.id: one for one in find_two(beside)}
        assert ("two_guilty" in findings) == spoken_of
        assert findings["two_carrier"].departed != spoken_of


def test_a_guilty_pleasure_is_named() -> None:
    two = laid(two_reports.wakeful(), two_reports.sleepy())
    assert [artist.name for artist in two.guilty] == [two_reports.GUILTY]


def test_cancelling_stops_it() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        lay_side_by_side(
            two_reports.wakeful(),
            two_reports.sleepy(),
            load_reference(),
            load_phrasebook(),
            intensity=Intensity.HONEST,
            cancel=cancel,
        )
