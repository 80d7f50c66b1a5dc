"""Foreign text made fit to be shown: one line, nothing that steers, no heaps, and the same name whatever its form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwrapped_desktop.domain.exclusion import Exclusion, folded
from unwrapped_desktop.domain.text import one_line, shown_signs, tamed

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
"""Half characters too."""

ALPHABETS = "abcdefghijklmnopqrstuvwxyzäöüéñçšž 0123456789" + "".join(
    chr(code) for letters in (range(0x430, 0x450), range(0x3B1, 0x3C2)) for code in letters
)
"""Latin, Cyrillic and Greek small letters whose capitals are one letter each."""

STEERS = {"Cc", "Zl", "Zp", "Cs"}


@given(ANYTHING)
def test_a_line_holds_nothing_that_steers_or_turns(text: str) -> None:
    shown = one_line(text)
    assert not {unicodedata.category(sign) for sign in shown} & STEERS
    assert not set(shown) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert one_line(shown) == shown
    assert shown.encode().decode() == shown


@given(st.text(st.sampled_from("aZ\u0301\u0308\u0489\u05b0\u0e31"), max_size=80))
def test_no_letter_carries_a_heap(text: str) -> None:
    marks = 0
    for sign in one_line(text):
        marks = marks + 1 if unicodedata.category(sign) in {"Mn", "Me"} else 0
        assert marks <= 3


@given(ANYTHING)
def test_every_character_has_its_place(text: str) -> None:
    shown = shown_signs(text)
    assert len(shown) == len(text)
    assert all(len(sign) <= 1 for sign in shown)


@pytest.mark.parametrize(
    "name",
    [
        "Sigur R\u00f3s",
        "\u0e01\u0e33\u0e25\u0e31\u0e07\u0e43\u0e08\u0e17\u0e35\u0e48\u0e14\u0e35",
        "\u05d0\u05b8\u05d1\u05b4\u05d9\u05d1",
        "\u0646\u0650\u0633\u0652\u0645\u064f",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 Family Plan \U0001f44d\U0001f3fd 1\ufe0f\u20e3",
        "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc",
        "Vi\u1ec7t Nam e\u0302\u0323",
        "<b>R&B</b> %1 {0}",
    ],
)
def test_names_of_this_world_stay_as_they_are(name: str) -> None:
    assert one_line(name) == name


@given(ANYTHING)
def test_words_of_ours_keep_their_lines_and_the_isolates_of_their_names(text: str) -> None:
    said = tamed(f"Not read:\n\u2068{text}\u2069.")
    assert said.startswith("Not read:\n\u2068")
    assert said.endswith("\u2069.")
    assert not set(said) & set("\x00\x07\x1b\r\t\u2028\u202e\u2066")


# ------------------------------------------------------------------------------------------------------- the same name
@given(st.text(max_size=40))
def test_composed_or_not_a_name_is_the_same(name: str) -> None:
    composed, apart = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    assert folded(composed) == folded(apart) == folded(name)
    assert folded(f"  {name}\t") == folded(name)
    assert folded(folded(name)) == folded(name)


@given(st.text(ALPHABETS, max_size=40))
def test_capitals_make_no_other_name(name: str) -> None:
    assert folded(name.upper()) == folded(name.lower()) == folded(name.title())


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("ILIK", "ilik", True),
        ("\u0130stanbul", "istanbul", False),
        ("\u0130stanbul", "i\u0307stanbul", True),
        ("\u0130stanbul", "I\u0307STANBUL", True),
        ("\u0131l\u0131k", "ilik", False),
        ("STRASSE", "stra\u00dfe", True),
        ("STRA\u1e9eE", "strasse", True),
        ("\u03a3\u0399\u03a3\u03a5\u03a6\u039f\u03a3", "\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c2", True),
        ("\ufb01ne", "fine", True),
        ("\uff21\uff22\uff22\uff21", "ABBA", False),
    ],
)
def test_the_dotless_i_is_another_letter_and_the_system_has_no_say(
    one: str, other: str, *, is_same: bool
) -> None:
    assert (folded(one) == folded(other)) is is_same
    left_out = Exclusion.of_artist(one)
    assert (folded(left_out.artist) == folded(other)) is is_same
