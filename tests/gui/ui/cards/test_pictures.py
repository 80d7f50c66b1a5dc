"""Cards as pictures: exact sizes, RGB, the same bytes always, nothing clipped, nothing too small, whatever the names."""

import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from tests import example_chapters
from tests import example_report as example
from tests import example_two_listeners as example_two
from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.ui.cards.card import (
    Card,
    EraCard,
    Foot,
    LabelCard,
    LineCard,
    Quote,
    Revealed,
    Strip,
    TwoCard,
    YearLabel,
    YearsCard,
)
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
from unwrapped_desktop.ui.cards.painting.formats import CARD_COLOURS, CardColours
from unwrapped_desktop.ui.cards.painting.strip import shortened
from unwrapped_desktop.ui.cards.picture import (
    CARD_FORMATS,
    CardFormat,
    PlacedText,
    card_png,
    laid_out,
    paint_card,
)
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import contrast_ratio

ROOT = Path(__file__).resolve().parents[4]
FORMATS = pytest.mark.parametrize("format_name", list(CARD_FORMATS))
STYLES = pytest.mark.parametrize("style", list(CardStyle))
SMALLEST = {"story": 22, "square": 22, "portrait": 22, "wide": 16}

ARABIC = "\u0641\u0631\u0642\u0629 \u0627\u0644\u0639\u0628\u0651\u0627\u0631\u0629 & <b>Friends</b>"
HEBREW = "\u05e9\u05dc\u05de\u05d4 \u05d5\u05d4\u05d7\u05d1\u05e8\u05d9\u05dd"
JAPANESE = "\u9752\u8449\u5e02\u5b50\u3068\u3044\u304d\u306e\u3053\u308a\u25cf\u307c\u304f\u3089"
EMOJI = "\U0001f98a Fox & \U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f1ef\U0001f1f5"
STACKED = "Z" + "\u0351\u0316\u030d" * 30 + "algo"
NAMES = {
    "plain": "Kuru Yaprak",
    "long": example.LONG_ARTIST,
    "endless": "W" * 200,
    "arabic": ARABIC,
    "hebrew": HEBREW,
    "japanese": JAPANESE,
    "emoji": EMOJI,
    "stacked": STACKED,
    "widest sign": "\ufdfd" * 4,
    "turned": example_two.OVERRIDE,
    "nothing": "\u200b\u200d",
}


def _labels(*files: str) -> list[str]:
    folder = resources_dir() / "phrases"
    return [entry["label"] for name in files for entry in json.loads((folder / f"{name}.json").read_text("utf-8"))]  # fmt: skip


LABELS = _labels("labels", "two_labels")
LONGEST = sorted(LABELS, key=len)[-10:]
FOOT = Foot(checked="33 of 33 claims checked", made_on="22 November 2026")


def _receipt(name: str, *, lines: int = 4) -> Receipt:
    rows = [
        example.cell("artist", name, "artist"),
        example.cell(name, 4_120),
        example.cell("weeks it lasted, from the first to the last", 9),
        example.cell("last play", "14 November 2026", "date"),
    ]
    return example.receipt("one", name, rows[: lines - 1], [example.cell("plays", 840)])


def _quote(name: str) -> Quote:
    shown = isolate(name)
    text = f"In March 2021 you strayed twice. The other 212 plays went home to {shown}."
    start = text.index(shown)
    return Quote(text=text, italics=((start + 1, start + len(shown) - 1),))


def cards_of(name: str, label: str, *, foot: Foot | None = None) -> dict[str, Card]:
    """Return a card of each kind, and of each shape a kind can take, about one name and one label."""
    foot = foot or replace(FOOT, name=name, origin="names and lists from Spotify")
    strip = Strip(receipt=_receipt(name), slanted_title=True)
    quote, revealed = _quote(name), Revealed()
    line = LineCard(label=label, quote=quote, strip=strip, foot=foot, revealed=revealed)
    era = EraCard(
        dates="September 2016 to November 2018",
        label=label,
        artist="",
        quote=quote,
        strip=strip,
        foot=foot,
        revealed=revealed,
    )
    two = TwoCard(
        label=label,
        one=LONGEST[0],
        other=label,
        names=(name, name),
        alike="31\u00a0% alike",
        quote=quote,
        strip=strip,
        foot=foot,
        revealed=revealed,
    )
    years = YearsCard(
        title="A life in labels",
        years=tuple(YearLabel(year=str(2016 + place), label=one) for place, one in enumerate(LONGEST)),
        note="the ten loudest of 14 years",
        foot=foot,
        revealed=revealed,
    )
    return {
        "line": line,
        "line alone": replace(line, strip=None),
        "label": LabelCard(label=label, record="46,120 plays, 2012 to 2024", foot=foot, revealed=revealed),
        "years": years,
        "three years": replace(years, years=years.years[:3], note=""),
        "six years": replace(years, years=years.years[:6]),
        "one year": replace(years, years=years.years[:1], note=""),
        "era": era,
        "era of an artist": replace(era, label="", artist=name, quote=None),
        "era of an artist with a line": replace(era, label="", artist=name),
        "era alone": replace(era, label="", artist=name, quote=None, strip=None),
        "two": two,
        "two without names": replace(two, names=("", "")),
        "two without a figure": replace(two, alike="", quote=None, strip=None),
        "two with a receipt alone": replace(two, quote=None),
    }


def _every_card(name: str, label: str = "LOYAL TO THE INTRO") -> Iterator[tuple[str, Card]]:
    yield from cards_of(name, label).items()


def _png_header(png: bytes) -> tuple[int, int, int, int]:
    width, height, depth, colour_type = struct.unpack(">IIBB", png[16:26])
    return width, height, depth, colour_type


def _chunks(png: bytes) -> set[bytes]:
    found, at = set(), 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.add(png[at + 4 : at + 8])
        at += 12 + length
    return found


def _is_flat(image: QImage, ground: int) -> bool:
    expected = QImage(image.size(), QImage.Format.Format_RGB32)
    expected.fill(ground)
    return image == expected


def faults(card: Card, format_name: str) -> list[str]:
    """Return what is wrong with how a card is set: texts out of the margins, too small, one over another."""
    sheet = CARD_FORMATS[format_name]
    texts = laid_out(card, format_name)
    found = [f"outside: {text}" for text in texts if not _is_inside(text, sheet)]
    found += [f"small: {text}" for text in texts if text.size_px < SMALLEST[format_name]]
    return found + [
        f"overlap: {one} {other}" for one, other in combinations(texts, 2) if _overlap(one, other)
    ]


def _is_inside(text: PlacedText, sheet: CardFormat) -> bool:
    safe = sheet.safe.adjusted(-1, -1, 1, 1)
    return safe.contains(text.rect.topLeft()) and safe.contains(text.rect.bottomRight())


def _overlap(one: PlacedText, other: PlacedText) -> bool:
    shared = one.rect.intersected(other.rect)
    return shared.width() > 1 and shared.height() > 1


@FORMATS
def test_pictures_are_exact_rgb_under_two_megabytes(theme: Theme, format_name: str) -> None:
    for _kind, card in _every_card("Kuru Yaprak"):
        png = card_png(card, format_name, CardStyle.ACCENT)
        assert _png_header(png) == (*CARD_SIZES[format_name], 8, 2)
        assert len(png) < 2_000_000
        assert _chunks(png) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


@FORMATS
@STYLES
def test_equal_cards_are_equal_bytes(theme: Theme, format_name: str, style: CardStyle) -> None:
    made, again = cards_of(ARABIC, LONGEST[0]), cards_of(ARABIC, LONGEST[0])
    for kind in CardKind:
        assert card_png(made[kind], format_name, style) == card_png(again[kind], format_name, style)


def test_another_process_without_a_window_paints_the_same_bytes(theme: Theme) -> None:
    """The command line paints cards with a QGuiApplication alone."""
    code = (
        "from PySide6.QtGui import QGuiApplication\n"
        "app = QGuiApplication([])\n"
        "import hashlib\n"
        "from tests.example_report import good_report\n"
        "from unwrapped_desktop.domain.card import CardChoice, CardStyle\n"
        "from unwrapped_desktop.ui.cards.contents import CardSubject, make_card\n"
        "from unwrapped_desktop.ui.cards.picture import card_png\n"
        "card = make_card(CardSubject(report=good_report()), CardChoice())\n"
        "print(hashlib.sha256(card_png(card, 'square', CardStyle.PAPER)).hexdigest())\n"
    )
    command = [sys.executable, "-c", code]
    runs = {
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603
        for _ in range(2)
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


@FORMATS
@pytest.mark.parametrize("name", list(NAMES))
def test_the_margins_stay_free(theme: Theme, format_name: str, name: str) -> None:
    sheet = CARD_FORMATS[format_name]
    right, below = sheet.width - sheet.side, sheet.height - sheet.bottom
    free = [
        (0, 0, sheet.width, sheet.top),
        (0, below, sheet.width, sheet.bottom),
        (0, 0, sheet.side, sheet.height),
        (right, 0, sheet.side, sheet.height),
    ]
    for place, (_kind, card) in enumerate(_every_card(NAMES[name])):
        image = paint_card(card, format_name, list(CardStyle)[place % 3])
        assert all(_is_flat(image.copy(*part), image.pixel(0, 0)) for part in free)


def test_a_story_keeps_the_room_that_the_app_takes() -> None:
    story = CARD_FORMATS["story"]
    assert story.top >= 250
    assert story.bottom >= 280
    assert all(sheet.side >= 50 for sheet in CARD_FORMATS.values())


@FORMATS
@pytest.mark.parametrize("name", list(NAMES))
def test_nothing_is_out_of_place_whatever_the_name(theme: Theme, format_name: str, name: str) -> None:
    label = ("LOYAL TO THE INTRO", "HANDKERCHIEF", LONGEST[-1])[list(NAMES).index(name) % 3]
    for kind, card in _every_card(NAMES[name], label):
        assert not faults(card, format_name), kind


# Qt's word for a script that no font here has.
@pytest.mark.qt_log_ignore("OpenType support missing", extend=True)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(min_size=1, max_size=200),
    other=st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=200),
    label=st.sampled_from(LABELS),
    format_name=st.sampled_from(list(CARD_FORMATS)),
    shape=st.sampled_from(list(cards_of("", LABELS[0]))),
)
def test_nothing_is_out_of_place_in_any_script(
    theme: Theme, *, name: str, other: str, label: str, format_name: str, shape: str
) -> None:
    foot = replace(FOOT, name=other, origin="made-up listener")
    assert not faults(cards_of(name, label, foot=foot)[shape], format_name)


@FORMATS
def test_every_label_is_set_whole_and_unbroken(theme: Theme, format_name: str) -> None:
    turn = list(CARD_FORMATS).index(format_name)
    for label in LABELS[turn :: len(CARD_FORMATS)]:
        card = LabelCard(label=label, record="212 plays, 2026", foot=FOOT, revealed=Revealed())
        said = [text.text for text in laid_out(card, format_name)]
        assert label in said
        assert not faults(card, format_name), label


@FORMATS
def test_usual_names_are_never_elided(theme: Theme, format_name: str) -> None:
    for kind, card in cards_of("Kuru & the Ferries", "LOYAL TO THE INTRO", foot=replace(FOOT, name="Ada")).items():  # fmt: skip
        assert not [text for text in laid_out(card, format_name) if text.is_elided], kind


@FORMATS
def test_all_that_is_on_a_card_is_painted(theme: Theme, format_name: str) -> None:
    card = cards_of("Kuru Yaprak", "LAST TO LEAVE")["two"]
    assert isinstance(card, TwoCard)
    said = [text.text for text in laid_out(card, format_name)]
    shown = (card.label, card.one, card.other, card.alike, FOOT.checked, "Kuru Yaprak", "UN/WRAPPED")
    for wanted in shown:
        assert any(wanted in text for text in said), wanted


def test_where_there_is_too_much_lines_go_that_the_words_do_not_need() -> None:
    much = Strip(receipt=_receipt("Kuru Yaprak", lines=5))
    named = shortened(much, "840 plays went home")
    assert len(named.receipt.rows) + len(named.receipt.totals) == 3
    assert named.receipt.totals == much.receipt.totals


@FORMATS
def test_an_artists_name_is_never_in_capitals(theme: Theme, format_name: str) -> None:
    card = cards_of("boygenius", "LAST TO LEAVE")["era of an artist"]
    said = "".join(text.text for text in laid_out(card, format_name))
    assert "boygenius" in said
    assert "BOYGENIUS" not in said


@STYLES
def test_all_words_have_enough_contrast(style: CardStyle) -> None:
    colours: CardColours = CARD_COLOURS[style]
    on_ground = (colours.text, colours.quiet, colours.mark)
    assert all(contrast_ratio(words, colours.ground) >= 4.5 for words in on_ground)
    assert all(contrast_ratio(words, colours.paper) >= 4.5 for words in (colours.ink, colours.faint))


@FORMATS
@STYLES
def test_no_other_colours_are_on_a_card(theme: Theme, format_name: str, style: CardStyle) -> None:
    """The ground is one colour from edge to edge, and what was looked at for contrast is what is painted."""
    colours = CARD_COLOURS[style]
    image = paint_card(cards_of("Kuru Yaprak", "LAST TO LEAVE")["line"], format_name, style)
    pixels = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}  # fmt: skip
    assert image.pixelColor(0, 0) == QColor(colours.ground)
    assert {colours.ground.lower(), colours.text.lower(), colours.paper.lower()} <= pixels


@pytest.mark.parametrize("kind", list(CardKind))
def test_made_cards_of_every_kind_are_painted(theme: Theme, kind: CardKind) -> None:
    report = example_chapters.life()
    subject = CardSubject(
        report=report, chapters=example_chapters.chapters(report), two=example_two.together()
    )
    for format_name, style in product(CARD_FORMATS, CardStyle):
        card = make_card(subject, CardChoice(kind=kind, format_name=format_name, style=style, with_name=True))
        assert not faults(card, format_name)
        assert not paint_card(card, format_name, style).isNull()


def test_samples_are_marked(theme: Theme) -> None:
    known, sample = (
        paint_card(make_card(CardSubject(report=report), CardChoice()), "story", CardStyle.ACCENT)
        for report in (example.known_report(), example.sample_report())
    )
    assert known != sample
