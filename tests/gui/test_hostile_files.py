"""Names that were made to do harm, in everything that leaves the window: cards, paper, pages, tables, files, terminals."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize

from tests import example_chapters as lives
from tests import example_two_listeners as two
from tests.hostile_report import (
    ENDLESS,
    FORBIDDEN,
    FORMULA,
    HOSTILE,
    MARKUP,
    STEERING,
    TURNING,
    hostile_report,
)
from tests.page_reader import read_page
from tests.pdf_text import pdf_pages, squashed
from tests.unit.sources.rows import extended
from unwrapped_desktop.cli.main import run
from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardKind
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.sharing.facts_file import facts_csv, facts_json, facts_zip
from unwrapped_desktop.sharing.for_others import for_others
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sharing.guard import begins_dangerously
from unwrapped_desktop.sharing.page import verdict_page
from unwrapped_desktop.sources.report_file import read_friend_report
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
from unwrapped_desktop.ui.cards.picture import card_png, laid_out
from unwrapped_desktop.ui.cards.words import alt_text, card_text, reveals
from unwrapped_desktop.ui.print_document import Edition
from unwrapped_desktop.ui.printing import pdf_bytes
from unwrapped_desktop.ui.receipt_layout import receipt_text
from unwrapped_desktop.ui.text import LONGEST_SHOWN, safe_file_name

pytestmark = pytest.mark.usefixtures("qapp")

TURNS = (0, 5)
"""Two reports: what one says in its lines, the other does not."""


ZONE = "Europe/Berlin"


def _given() -> bytes:
    return friend_file(hostile_report(5, zone=ZONE), detail=FriendDetail.SONGS, name=STEERING)


@pytest.mark.parametrize("kind", list(CardKind))
@pytest.mark.parametrize("format_name", list(CARD_SIZES))
def test_on_every_card(kind: CardKind, format_name: str) -> None:
    for turn in TURNS:
        report = hostile_report(turn)
        both = two.together(left=MARKUP, right=TURNING, artists=HOSTILE) if kind is CardKind.TWO else None
        subject = CardSubject(report=report, chapters=lives.chapters(report, HOSTILE), two=both)
        choice = CardChoice(kind=kind, format_name=format_name, with_name=True)
        card = make_card(subject, choice)
        assert card_png(card, format_name, choice.style).startswith(b"\x89PNG")
        width, height = CARD_SIZES[format_name]
        for part in laid_out(card, format_name):
            assert not FORBIDDEN & set(part.text), part.text[:200]
            assert part.rect.left() >= 0
            assert part.rect.top() >= 0
            assert part.rect.right() <= width
            assert part.rect.bottom() <= height
        for said in (card_text(card), alt_text(card, choice.style), *reveals(card)):
            assert not FORBIDDEN & set(said), said[:200]
            assert ENDLESS[: LONGEST_SHOWN + 2] not in said


@pytest.mark.parametrize("turn", TURNS)
def test_on_paper_they_are_words(turn: int) -> None:
    data = pdf_bytes(hostile_report(turn), edition=Edition.WHOLE, size=QPageSize.PageSizeId.A4)
    words = "".join(pdf_pages(data))
    assert squashed('<img src="file:///etc/passwd">') in words
    assert b"/URI" not in data
    assert b"/JavaScript" not in data
    assert ENDLESS[: LONGEST_SHOWN + 2] not in words


def test_on_the_page_they_are_words_and_fetch_nothing() -> None:
    report = for_others(hostile_report(5, zone=ZONE), detail=FriendDetail.SONGS, name=MARKUP)
    page = read_page(verdict_page(report))
    assert page.is_closed
    assert not [one.tag for one in page.elements if one.tag in {"script", "img", "iframe", "object", "embed"}]
    assert not [one for one in page.elements if "stranger.invalid" in str(one.attributes)]


def test_in_tables_they_are_cells() -> None:
    report = for_others(hostile_report(5, zone=ZONE), detail=FriendDetail.SONGS, name=FORMULA)
    with zipfile.ZipFile(io.BytesIO(facts_zip(report))) as package:
        tables = [package.read(name) for name in package.namelist() if name.endswith(".csv")]
    for table in (facts_csv(report), *tables):
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row):
            assert "\n" not in cell
            assert "\x00" not in cell
            is_figure = re.fullmatch(r"-?[\d.]+", cell) is not None
            assert is_figure or not begins_dangerously(cell), cell[:200]
    assert MARKUP in facts_json(report).decode().replace('\\"', '"')


def test_a_friend_can_be_given_them_and_opens_them(tmp_path: Path) -> None:
    path = tmp_path / "given.unwrapped"
    path.write_bytes(_given())
    report = read_friend_report([path])
    assert report is not None
    assert report.charts is not None
    assert {one.name for one in report.charts.artists} >= {MARKUP, ENDLESS}
    assert not FORBIDDEN & set(report.listener.name)


def test_copied_receipts_have_them_on_their_line() -> None:
    for receipt in (one for turn in TURNS for one in hostile_report(turn).receipts):
        lines = receipt_text([receipt]).split("\n")
        assert len(lines) == 1 + len(receipt.rows) + len(receipt.totals) + bool(receipt.population)
        assert not FORBIDDEN & set("".join(lines))


@pytest.mark.parametrize(
    "command",
    [
        ("together", "{first}", "{second}"),
        ("share", "{kept}", "--what-stays"),
        ("share", "{kept}", "--card-words", "-"),
        ("compare", "{kept}", "{other}"),
        ("judge", "{nothing}"),
        ("{nothing}",),
        ("diagnose", "{export}"),
        ("judge", "{export}"),
        ("chapters", "{export}"),
        ("taste", "{export}"),
    ],
    ids=" ".join,
)
def test_no_command_lets_them_steer_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    places = {name: tmp_path / f"{name}.json" for name in ("kept", "other")}
    for turn, path in zip(reversed(TURNS), places.values(), strict=True):
        path.write_bytes(encode_report(hostile_report(turn, zone=ZONE)))
    for name in ("first", "second"):
        places[name] = tmp_path / f"{name}.unwrapped"
        places[name].write_bytes(_given())
    places["nothing"] = tmp_path / f"no {STEERING.replace(chr(0), '')} {TURNING}.zip"
    places["export"] = _export(tmp_path)
    code = run([part.format(**places) for part in command])
    said = capfd.readouterr()
    assert code == (3 if command == ("judge", "{nothing}") else 2 if command == ("{nothing}",) else 0), (
        said.err
    )
    for text in (said.out, said.err):
        assert "Traceback" not in text
        steering = {sign for sign in text if unicodedata.category(sign) in {"Cc", "Zl", "Zp"}} - {"\n"}
        assert not steering
        assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u200f")


def _export(folder: Path) -> Path:
    """Return an export of somebody who plays nothing else."""
    rows = [
        extended(
            97 * number,
            HOSTILE[number % len(HOSTILE)],
            f"{HOSTILE[number // 7 % len(HOSTILE)]} {number % 40}",
        )
        for number in range(1_500)
    ]
    path = folder / "Streaming_History_Audio_2019_1.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_named_after_them_stays_where_it_belongs(tmp_path: Path, name: str) -> None:
    made = safe_file_name(name, suffix=".png")
    (tmp_path / made).write_bytes(b"picture")
    assert [one.name for one in tmp_path.iterdir()] == [made]
    assert not FORBIDDEN & set(made)
