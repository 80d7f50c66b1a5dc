"""What may be said of a chapter: enough words for every voice, and nothing that looks beyond it."""

import re
from zoneinfo import ZoneInfo

import pytest

from tests import listeners
from tests.unit.sources.rows import FixedClock
from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.stretch import measure_stretch
from unwrapped_desktop.bootstrap import source_at
from unwrapped_desktop.critic.chapter_words import LIFELONG, MAY_SAY, words_for_chapters
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.rules import RULE_OF, RULES
from unwrapped_desktop.critic.slots import SLOT
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import Intensity

WORDS = words_for_chapters(load_phrasebook())

OF_OTHER_PAGES = ("list_", "lately_", "said_", "review_", "two_")
"""Families that no record has by itself."""


def test_every_family_that_may_speak_is_one() -> None:
    assert [family for family in MAY_SAY if family not in RULE_OF] == []
    assert set(WORDS.by_family) == set(MAY_SAY)


@pytest.mark.parametrize("voice", list(Intensity))
def test_every_family_has_words_in_every_voice(voice: Intensity) -> None:
    wordless = [
        family
        for family in MAY_SAY
        if not family.startswith("lore_") and not any(WORDS.wordings(family, voice))
    ]
    assert wordless == []


def test_every_pair_of_poles_keeps_labels_for_two_neighbours() -> None:
    pairs = load_phrasebook().labels
    assert set(WORDS.labels) == set(pairs)
    assert [sorted(pair) for pair, labels in WORDS.labels.items() if len(labels) < 2] == []


def test_no_word_looks_beyond_a_chapter() -> None:
    said = [phrase.text for wordings in WORDS.by_family.values() for phrase in wordings]
    said += [f"{label.label} {label.charge}" for labels in WORDS.labels.values() for label in labels]
    assert [text for text in said if LIFELONG.search(SLOT.sub("", text))] == []


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("In this record nobody else came near.", True),
        ("So far it holds.", True),
        ("Nobody has asked since.", True),
        ("Forever is a long time.", False),
        ("A recorder would do.", False),
    ],
)
def test_words_that_look_beyond_are_words_of_their_own(text: str, *, looks: bool) -> None:
    assert bool(LIFELONG.search(text)) == looks


def test_no_wording_quotes_what_only_a_whole_life_has() -> None:
    for family, slots in MAY_SAY.items():
        for phrase in WORDS.by_family[family]:
            quoted = set(re.findall(r"\{([a-z_]+)", phrase.text))
            assert quoted.isdisjoint(slots), phrase.text


def test_what_is_left_out_is_left_out_on_purpose() -> None:
    """A new family has to be put on one of both lists."""
    left_out = {rule.family for rule in RULES} - set(MAY_SAY)
    of_records = {family for family in left_out if not family.startswith(OF_OTHER_PAGES)}
    assert of_records == {
        "abandoned",
        "came_back",
        "closed_in",
        "every_month",
        "first_song",
        "flings",
        "invited_once",
        "long_loyalty",
        "moving_out",
        "no_survivors",
        "obsession",
        "one_hit",
        "open_door",
        "our_gap",
        "record_span",
        "reign",
        "repeats",
        "short_record",
        "skipped_song",
        "song_wait",
        "songs_once",
        "still_here",
        "tried_once",
        "year_absent",
        "year_favourite",
        "year_hidden",
        "year_opener",
    }


@pytest.mark.parametrize("kind", ["moved_on", "skipper", "children_and_christmas", "versions_fan"])
def test_a_stretch_is_measured_for_all_that_may_be_said_of_it(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    live = listeners.moved_on if kind == "moved_on" else listeners.KINDS[kind]
    place = listeners.write_export(live(11), tmp_path_factory.mktemp(kind)).path
    examined = source_at([place], FixedClock()).fetch(ignore_progress, CancelToken())
    reference, phrasebook = load_reference(), load_phrasebook()
    whole = engine.run(
        examined.record,
        timezone="Europe/Berlin",
        reference=reference,
        lore=phrasebook.lore,
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    listening = Listening(examined.record, ZoneInfo("Europe/Berlin"), reference)
    part = measure_stretch(listening, phrasebook.lore)
    sayable = {finding.id: finding for finding in whole.findings if finding.id in MAY_SAY}
    assert len(sayable) > 10
    assert {finding.id: finding for finding in part.findings if finding.id in MAY_SAY} == sayable
    assert (part.traits, part.axes) == (whole.traits, whole.axes)
