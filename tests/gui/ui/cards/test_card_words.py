"""A card in words: the clipboard's, the description, and what a person is told before posting it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import example_chapters as lives
from tests import example_report as example
from tests import example_two_listeners as pairs
from tests.example_report import cell
from unwrapped_desktop.domain.card import CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.report import Claim, Remark, Report
from unwrapped_desktop.ui.cards.card import Card
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card, places
from unwrapped_desktop.ui.cards.words import alt_text, card_text, reveals
from unwrapped_desktop.ui.text import FSI, PDI, bare, clean

EVERY_KIND = pytest.mark.parametrize("kind", list(CardKind))


def subject(report: Report | None = None) -> CardSubject:
    report = lives.life() if report is None else report
    return CardSubject(report=report, chapters=lives.chapters(report), two=pairs.together())


def card(kind: CardKind, place: int | None = None, *, with_name: bool = False, allowed: str = "") -> Card:
    choice = CardChoice(kind=kind, place=place, with_name=with_name, allowed=frozenset({allowed} - {""}))
    return make_card(subject(), choice)


def told(shown: Card) -> list[str]:
    return [bare(sentence) for sentence in reveals(shown)]


def test_the_clipboard_holds_label_line_and_foot() -> None:
    claims = example.good_report().verdict.claims_total
    assert card_text(card(CardKind.LINE)).splitlines() == [
        "LOYAL TO THE INTRO",
        "“Kuru Yaprak” has started 61 times and finished twice. It keeps its coat on.",
        f"{claims} of {claims} claims checked · 22 November 2026 · Unwrapped",
    ]


def test_the_clipboard_holds_all_of_a_card_without_a_line() -> None:
    by_year = card_text(card(CardKind.YEARS)).splitlines()
    assert by_year[0] == "A life in labels"
    assert by_year[1].startswith("2014: ")
    assert by_year[-2] == "the ten loudest of 13 years"
    era = card_text(card(CardKind.ERA, 1)).splitlines()
    assert era[:2] == ["September 2015 to December 2015", "Kuru Yaprak"]
    assert "Kuru Yaprak: 12.4 %" in era
    label = card_text(card(CardKind.LABEL)).splitlines()
    assert label[:2] == ["LOYAL TO THE INTRO", "48,211 plays, 2014 to 2026"]
    two = card_text(card(CardKind.TWO, 0)).splitlines()
    assert two[1:4] == ["The one: LOYAL TO THE INTRO", "The other: SAME SANDWICH", "34\u00a0% alike"]
    assert card_text(card(CardKind.TWO, 0, with_name=True)).splitlines()[1] == "Ada: LOYAL TO THE INTRO"


def test_the_description_says_each_line_of_the_receipt() -> None:
    assert alt_text(card(CardKind.LINE), CardStyle.ACCENT).splitlines() == [
        "A card, cream on red: the label of a taste in music, a line, and its receipt on paper.",
        "LOYAL TO THE INTRO",
        "“Kuru Yaprak” has started 61 times and finished twice. It keeps its coat on.",
        "Receipt, Kuru Yaprak",
        "started: 61",
        "finished: 2",
        "left before 0:30: 48",
        "longest stay: 4:02",
        card_text(card(CardKind.LINE)).splitlines()[-1],
    ]


@EVERY_KIND
@pytest.mark.parametrize("style", list(CardStyle))
def test_plain_text_holds_no_signs_that_steer_it(kind: CardKind, style: CardStyle) -> None:
    for report in (example.rtl_report(), lives.life(lives.HARD_NAMES), example.cjk_report()):
        shown = make_card(
            subject(replace(lives.life(), verdict=report.verdict, receipts=report.receipts)),
            CardChoice(kind=kind),
        )
        for text in (card_text(shown), alt_text(shown, style)):
            assert not set(text) & {FSI, PDI, "\u2060", "\u202e", "\x07"}
            assert all(line.strip() for line in text.splitlines())


@EVERY_KIND
def test_names_in_what_it_reveals_keep_their_direction_to_themselves(kind: CardKind) -> None:
    for sentence in reveals(make_card(subject(), CardChoice(kind=kind))):
        assert sentence.count(FSI) == sentence.count(PDI)
        assert sentence.endswith(".")


def test_what_a_line_reveals_is_exact() -> None:
    assert told(card(CardKind.LINE, 1)) == [
        "It names the artist Nadide Su.",
        "It shows figures of the listening and the dates 9 May 2022, 4 August 2022.",
        "It bears the day of the verdict, 22 November 2026, and does not say whose it is.",
        "It shows no place, no device, no time finer than the hour and nothing of private sessions.",
    ]
    assert told(card(CardKind.LINE, 6))[0] == "It names the titles “Low Bridge” and “Tidewater”."


def test_the_name_is_told_where_it_is_on_it() -> None:
    assert told(card(CardKind.LABEL, with_name=True))[2].endswith("and says whose it is: Ada.")
    both = told(card(CardKind.TWO, 0, with_name=True))[2]
    assert both.endswith("and says whose it is: Ada and Ben & Söhne.")
    unnamed = replace(pairs.together(), left=replace(pairs.LEFT, name="You"))
    half = make_card(replace(subject(), two=unnamed), CardChoice(kind=CardKind.TWO, place=0, with_name=True))
    assert told(half)[2].endswith("and of the two names only Ben & Söhne.")


def test_what_the_other_kinds_reveal_is_exact() -> None:
    assert told(card(CardKind.LABEL))[:2] == [
        "It names no artist and no song.",
        "It shows how much the verdict rests on: 48,211 plays, 2014 to 2026.",
    ]
    years = told(card(CardKind.YEARS))
    assert years[0] == "It names no artist and no song."
    assert years[1].startswith("It shows what was said of 20")
    assert told(card(CardKind.TWO, 0))[1] == "It shows how alike the two are and figures of the listening."


def test_what_is_let_out_is_told_and_nothing_is_denied_that_is_on_it() -> None:
    fine = told(card(CardKind.LINE, 3, allowed="line.4"))
    assert fine[1] == "It shows figures of the listening and the time 7:42."
    assert fine[3] == "It shows no place, no device and nothing of private sessions."
    assert (
        fine[4] == "Something on it would have stayed, and was let out. It tells a time finer than the hour."
    )


def test_where_something_private_is_let_out_little_is_denied() -> None:
    report = example.unshareable_report()
    choice = CardChoice(kind=CardKind.LINE, place=1, allowed=frozenset({"line.2"}))
    sentences = told(make_card(CardSubject(report=report), choice))
    assert "It shows no time finer than the hour." in sentences
    assert not any("private sessions" in sentence for sentence in sentences)
    assert sentences[-1].endswith("It rests on something private.")


def test_a_card_without_any_figure_says_so() -> None:
    shown = make_card(CardSubject(report=example.unshareable_report()), CardChoice(kind=CardKind.LINE))
    assert told(shown)[:2] == [
        "It names no artist and no song.",
        "It shows neither how often nor when anything was played.",
    ]


@EVERY_KIND
def test_it_takes_few_sentences(kind: CardKind) -> None:
    for place in places(subject(), kind, allowed=frozenset()) or (None,):
        assert 2 <= len(reveals(card(kind, place))) <= 6


NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).map(
    lambda name: clean(f"Qx{name}xQ")
)


def quoting(receipt: Receipt, numbers: list[int], *, by_label: bool) -> Remark:
    """Return a line that names what stands in some lines of a receipt."""
    text, claims = "There was ", []
    for number in numbers:
        said = receipt.rows[number].label if by_label and number else str(receipt.rows[number].value)
        claims.append(
            Claim(
                start=len(text),
                end=len(text) + len(said),
                kind="name",
                receipt=receipt.id,
                part="rows",
                index=number,
                field="label" if by_label and number else "value",
            )
        )
        text += f"{said}, and then "
    return Remark(
        id="one",
        text=f"{text}nobody.",
        receipts=(receipt.id,),
        family="one",
        theme="who",
        paragraph=0,
        claims=tuple(claims),
    )


@given(
    artists=st.lists(NAMES, min_size=2, max_size=5, unique=True),
    title=NAMES,
    quoted=st.sets(st.integers(0, 2)),
    by_label=st.booleans(),
    knows=st.booleans(),
)
def test_every_name_on_a_card_is_told_before_it_is_posted(
    artists: list[str], title: str, quoted: set[int], *, by_label: bool, knows: bool
) -> None:
    assume(title not in artists)
    listed = [
        cell(name, 90 - place) if by_label else cell(f"number {place}", name, "artist")
        for place, name in enumerate(artists)
    ]
    top = example.receipt("top", title, [cell("its song", title, "track"), *listed], [cell("plays", 40)])
    known = example.receipt("known", "Known", [cell("artist", name, "artist") for name in artists])
    base = example.good_report()
    report = replace(
        base,
        receipts=(top, known) if knows else (top,),
        verdict=replace(base.verdict, remarks=(quoting(top, sorted(quoted), by_label=by_label),)),
    )
    shown = make_card(CardSubject(report=report), CardChoice(kind=CardKind.LINE))
    words = alt_text(shown, CardStyle.INK)
    revealed = {*shown.revealed.artists, *shown.revealed.titles}
    assert {name for name in (*artists, title) if name in words} <= revealed
    assert all(name in words for name in revealed)
    if knows or not by_label:
        assert set(shown.revealed.artists) <= set(artists)
    for text in (card_text(shown), alt_text(shown, CardStyle.PAPER)):
        assert not set(text) & {FSI, PDI}
