"""Exclusions as values: what makes two the same, what is refused, and what is kept."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.domain.exclusion import (
    REASON_MAX_CHARACTERS,
    Exclusion,
    ExclusionKind,
    Exclusions,
    SuggestedReason,
    folded,
)
from unwrapped_desktop.domain.settings import JudgeSettings

DAY = date(2024, 12, 24)
TEXTS = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
REASONS = st.one_of(st.sampled_from(SuggestedReason).map(str), st.text(max_size=20))
EXCLUSIONS = st.one_of(
    st.builds(Exclusion.of_artist, TEXTS, reason=REASONS),
    st.builds(Exclusion.of_track, TEXTS, TEXTS, reason=REASONS),
    st.builds(Exclusion.of_album, TEXTS, TEXTS, reason=REASONS),
    st.builds(
        lambda days, reason: Exclusion.of_range(min(days), max(days), reason=reason),
        st.tuples(st.dates(), st.dates()),
        REASONS,
    ),
    st.builds(Exclusion.of_hours, st.sets(st.integers(0, 23), min_size=1), reason=REASONS),
    st.builds(Exclusion.of_private, reason=REASONS),
)
SETS = st.lists(EXCLUSIONS, max_size=6).map(lambda items: Exclusions(tuple(items)))


def key(exclusions: Exclusions) -> str:
    return JudgeSettings(timezone="UTC", exclusions=exclusions).key


def reasons(exclusions: Exclusions) -> list[str]:
    return [item.reason for item in exclusions]


@given(TEXTS)
def test_names_fold_as_those_of_records_do(text: str) -> None:
    assert folded(text) == fold(text)


@given(SETS, st.randoms(use_true_random=False))
def test_order_and_reasons_change_neither_equality_nor_the_key(
    exclusions: Exclusions, random: object
) -> None:
    items = list(exclusions)
    random.shuffle(items)  # type: ignore[attr-defined]
    other = Exclusions(tuple(replace(item, reason="because") for item in items))
    assert other == exclusions
    assert hash(other) == hash(exclusions)
    assert key(other) == key(exclusions)
    assert reasons(other) == ["because"] * len(items)


@given(SETS, EXCLUSIONS)
def test_another_thing_left_out_is_another_key(exclusions: Exclusions, item: Exclusion) -> None:
    more = exclusions.add(item)
    assert (key(more) == key(exclusions)) == (more == exclusions) == (item in exclusions)
    assert exclusions.remove(item) == more.remove(item)
    assert item not in more.remove(item)
    assert len(more) == len(set(more))


@given(SETS)
def test_the_json_form_holds_everything(exclusions: Exclusions) -> None:
    document = msgspec.json.encode(exclusions)
    back = msgspec.json.decode(document, type=Exclusions)
    assert back == exclusions
    assert reasons(back) == reasons(exclusions)
    assert msgspec.json.encode(back) == document


def test_names_are_the_same_when_they_fold_to_the_same() -> None:
    one = Exclusion.of_artist("  Beyonce\u0301 ")
    assert one.artist == "Beyonce\u0301"
    assert one == Exclusion.of_artist("BEYONCÉ", reason="A party")
    assert one != Exclusion.of_artist("Beyonce")
    assert Exclusion.of_track("A", "B") != Exclusion.of_album("A", "B")
    assert Exclusion.of_hours((3, 1, 3)) == Exclusion.of_hours((1, 3))
    assert Exclusion.of_range(DAY, DAY) != Exclusion.of_range(DAY, DAY, first_hour=1)
    assert Exclusion.of_private() != "private"


def test_added_again_it_keeps_its_place_and_takes_the_new_reason() -> None:
    exclusions = Exclusions().add(Exclusion.of_artist("Raffi"), Exclusion.of_private())
    exclusions = exclusions.add(Exclusion.of_artist("RAFFI", reason=SuggestedReason.CHILD))
    assert [(item.kind, item.reason) for item in exclusions] == [
        (ExclusionKind.ARTIST, "My child's"),
        (ExclusionKind.PRIVATE, ""),
    ]
    assert exclusions.remove(Exclusion.of_artist("raffi"), Exclusion.of_artist("nobody")) == Exclusions(
        (Exclusion.of_private(),)
    )
    assert not exclusions.is_empty
    assert Exclusions().is_empty


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"kind": "artist"}, "artist: needed"),
        ({"kind": "artist", "artist": " \n"}, "artist: needed"),
        ({"kind": "track", "artist": "A"}, "title: needed"),
        ({"kind": "artist", "artist": "A", "title": "B"}, "title: not a part"),
        ({"kind": "private", "hours": [1]}, "hours: not a part"),
        ({"kind": "hours"}, "hours: needed"),
        ({"kind": "hours", "hours": [24]}, "hours: 24"),
        ({"kind": "hours", "hours": [-1]}, "hours: -1"),
        ({"kind": "range", "first": "2024-01-01"}, "last: needed"),
        ({"kind": "range", "first": "2024-01-02", "last": "2024-01-01"}, "first: comes after last"),
        (
            {"kind": "range", "first": "2024-01-01", "last": "2024-01-01", "first_hour": 5, "last_hour": 4},
            "first: comes after last",
        ),
        ({"kind": "private", "reason": "x" * (REASON_MAX_CHARACTERS + 1)}, "reason: longer"),
        ({"kind": "mood"}, "mood"),
        ({"artist": "A"}, "kind"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(fields: dict[str, object], named: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=named):
        msgspec.convert({"items": [fields]}, Exclusions)


def test_half_a_character_is_refused_where_it_would_break_what_is_kept() -> None:
    with pytest.raises(ValueError, match="artist: holds half a character"):
        Exclusion.of_artist("A\udcff")
