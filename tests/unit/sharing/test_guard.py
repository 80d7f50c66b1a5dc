"""Text in cells: no name is worked out, whatever it begins with and whatever parts the cells, and every name comes back."""

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unwrapped_desktop.sharing.guard import begins_dangerously, guarded, plain

FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"
"""The signs as wide as Japanese letters: some spreadsheets take them for the narrow ones."""

PASSED_OVER = "\u200b\u200e\u2068\u2069\ufeff"
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.text("=+-@'\"\t\r\n ,;|" + FULL_WIDTH + PASSED_OVER + "\u2212\u00a0\u3000\x00\x1ba1%", max_size=16),
)


def given_back(text: str) -> str:
    """Return the text that was guarded: one apostrophe less where what follows would be worked out."""
    parts = re.split("([,;])", text)
    return "".join(
        part[1:] if part.startswith("'") and begins_dangerously(part.lstrip("'")) else part for part in parts
    )


def first_sign(text: str) -> str:
    """Return the sign that a spreadsheet goes by, as narrow as it may be."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").lstrip().lstrip('" ')
    return unicodedata.normalize("NFKC", seen[:1])


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+41", "'+41"),
        ("-5", "'-5"),
        ("@me", "'@me"),
        ("  =1+1", "'  =1+1"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        ("\u3000=1+1", "'\u3000=1+1"),
        ("\u2068=1+1\u2069", "'\u2068=1+1\u2069"),
        ("\ufeff@me", "'\ufeff@me"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b41", "'\uff0b41"),
        ("\uff0d5", "'\uff0d5"),
        ("\uff20me", "'\uff20me"),
        ("\u2212SUM(A1)", "'\u2212SUM(A1)"),
        ("a;=1+1", "a;'=1+1"),
        ('a; "=1+1"', 'a;\' "=1+1"'),
        ("a,@me,-b", "a,'@me,'-b"),
        ("'=1+1", "''=1+1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
    ],
)
def test_what_would_be_worked_out_gets_an_apostrophe(name: str, cell: str) -> None:
    assert guarded(name) == cell


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ABBA",
        "AC/DC",
        "a-ha",
        "P!nk",
        "Ke$ha",
        "Will-I-Am",
        "1975",
        "1+1=2",
        "me@home",
        "'Heroes'",
        "'n Sync",
        "Tyler, The Creator",
        "Now - and then",
        "فيروز",
        "#1 Crush",
        "\u22120.12",
        "-3\u00a0%",
        "\u22127.5\u00a0%",
    ],
)
def test_names_and_figures_stay_what_they_are(name: str) -> None:
    assert guarded(name) == name


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a\nb", "a b"),
        ("a\r\n\tb", "a b"),
        ("a\u2028b\u2029c\x85d\x0be", "a b c d e"),
        ("a\x00b\x1b[31mc\x7fd\x9be", "ab[31mcde"),
        ("a\ud800b", "ab"),
        ("a\u200db", "a\u200db"),
        ("  a  b ", "  a  b "),
    ],
)
def test_a_name_stays_on_its_line_without_signs_that_steer_a_machine(name: str, line: str) -> None:
    assert plain(name) == line


@given(name=ANY_TEXT)
@example(name="\ufeff \u2068\uff1dcmd")
@example(name='";=1+1')
def test_no_cell_begins_dangerously_however_cells_are_parted(name: str) -> None:
    cell = guarded(name)
    for beginning in (cell, *re.split("[,;]", cell)):
        is_figure = re.fullmatch("\u2212\\d[\\d.]*|[\u2212-]\\d[\\d.]*\u00a0%", beginning)
        assert first_sign(beginning) not in {"=", "+", "-", "@"} or is_figure
    assert not set(cell) & set("\x00\t\r\n\x1b\u2028")


@given(name=ANY_TEXT)
def test_every_text_comes_back(name: str) -> None:
    assert given_back(guarded(name)) == plain(name)


@given(name=ANY_TEXT)
def test_a_guarded_text_is_guarded_once(name: str) -> None:
    assert plain(guarded(name)) == guarded(name)
    assert given_back(given_back(guarded(guarded(name)))) == plain(name)


@given(names=st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_a_table_holds_as_many_cells_as_were_written(names: list[str]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow(["first", *map(guarded, names)])
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline=""), strict=True)
    assert [given_back(cell) for cell in row[1:]] == [plain(name) for name in names]
