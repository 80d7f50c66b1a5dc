"""A set of cards: what is in it, in which order, and what its files are called; and places where nothing is yet."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_chapters as lives
from tests import example_report as example
from tests import example_two_listeners as pairs
from tests.example_charts import charted
from unwrapped_desktop.domain.card import SET_LEAST, SET_MOST, CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.free_place import free_path
from unwrapped_desktop.ui.cards.card_set import card_file_name, card_set
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card, places


def made(subject: CardSubject, *, with_name: bool = False, allowed: str = "") -> tuple[CardChoice, ...]:
    return card_set(
        subject,
        format_name="square",
        style=CardStyle.INK,
        with_name=with_name,
        allowed=frozenset({allowed} - {""}),
    )


def kinds(choices: tuple[CardChoice, ...]) -> list[str]:
    return [choice.kind.value for choice in choices]


def whole_life() -> CardSubject:
    report = lives.life()
    return CardSubject(report=report, chapters=lives.chapters(report))


def with_themes(report: Report, *themes: str) -> Report:
    remarks = tuple(
        replace(remark, theme=theme)
        for remark, theme in zip(report.verdict.remarks, (*themes, *["how"] * 10), strict=False)
    )
    return replace(report, verdict=replace(report.verdict, remarks=remarks))


def test_a_set_tells_a_verdict_from_the_strongest_line_to_the_eras() -> None:
    subject = whole_life()
    subject = replace(
        subject, report=with_themes(subject.report, "who", "change", "how", "when", "when", "avoid")
    )
    choices = made(subject)
    assert kinds(choices) == ["line", "label", "line", "line", "line", "years", "era", "era"]
    assert [choice.place for choice in choices] == [2, None, 0, 1, 4, None, 4, 5]
    assert all((choice.format_name, choice.style) == ("square", CardStyle.INK) for choice in choices)


def test_lines_are_about_different_things_before_they_are_more() -> None:
    report = with_themes(charted(), "who", "who", "how", "when", "change", "who", "avoid")
    lines = [choice.place for choice in made(CardSubject(report=report)) if choice.kind is CardKind.LINE]
    themes = [report.verdict.remarks[place].theme for place in lines if place is not None]
    assert themes == ["how", "who", "change", "avoid", "who"]


@pytest.mark.parametrize(
    "subject",
    [
        whole_life(),
        CardSubject(report=lives.life()),
        CardSubject(report=lives.eraless()),
        CardSubject(report=lives.single(), chapters=lives.chapters(lives.single())),
        CardSubject(report=example.good_report()),
        CardSubject(report=example.sample_report()),
    ],
)
def test_a_set_has_six_to_eight_different_cards(subject: CardSubject) -> None:
    choices = made(subject)
    assert SET_LEAST <= len(choices) <= SET_MOST
    assert len(set(choices)) == len(choices)
    cards = [make_card(subject, choice) for choice in choices]
    assert all(one not in cards[:number] for number, one in enumerate(cards))
    assert choices[0].kind is CardKind.LINE
    assert choices[0].place == places(subject, CardKind.LINE, allowed=frozenset())[0]


def test_nothing_is_told_twice() -> None:
    subject = whole_life()
    assert subject.chapters is not None
    said = subject.report.verdict.remarks
    eras = tuple(
        replace(
            era,
            verdict=era.verdict
            and replace(era.verdict, remarks=(said[line],), receipts=subject.report.receipts),
        )
        for era, line in zip(subject.chapters.eras, (0, 1, 4, 5, 6, 2), strict=True)
    )
    choices = made(replace(subject, chapters=replace(subject.chapters, eras=eras)))
    lines = {choice.place for choice in choices if choice.kind is CardKind.LINE}
    # The loudest era says what the first card says; the next two say what is said of lines 6 and 7.
    assert [choice.place for choice in choices if choice.kind is CardKind.ERA] == [3, 4]
    assert not lines & {5, 6}


def test_fewer_can_be_made_of_little() -> None:
    assert kinds(made(CardSubject(report=example.short_report()))) == ["line", "label", "line", "line"]
    assert kinds(made(CardSubject(report=example.unshareable_report()))) == ["label"]


def test_the_charge_stands_in_where_no_line_may_go() -> None:
    report = example.unshareable_report()
    receipts = tuple(replace(one, shareable=one.id == "label") for one in report.receipts)
    choices = made(CardSubject(report=replace(report, receipts=receipts)))
    assert [(choice.kind, choice.place) for choice in choices] == [
        (CardKind.LINE, None),
        (CardKind.LABEL, None),
    ]


def test_a_set_heeds_the_name_and_what_is_let_out() -> None:
    choices = made(CardSubject(report=example.unshareable_report()), with_name=True, allowed="line.4")
    assert [(choice.kind, choice.place) for choice in choices] == [(CardKind.LINE, 3), (CardKind.LABEL, None)]
    assert all(choice.with_name and choice.allowed == frozenset({"line.4"}) for choice in choices)


def test_a_set_about_two_is_of_lines_about_two() -> None:
    subject = CardSubject(report=example.good_report(), two=pairs.together())
    assert [(choice.kind, choice.place) for choice in made(subject)] == [(CardKind.TWO, 0), (CardKind.TWO, 2)]


def test_files_are_called_by_what_the_card_shows() -> None:
    subject = replace(whole_life(), two=pairs.together())
    named = [
        card_file_name(make_card(subject, CardChoice(kind=kind, with_name=True)), "story")
        for kind in CardKind
    ]
    assert named == [
        "unwrapped-loyal-to-the-intro-line-story.png",
        "unwrapped-loyal-to-the-intro-story.png",
        "unwrapped-years-story.png",
        "unwrapped-era-november-2024-to-november-2026-story.png",
        "unwrapped-two-one-playlist-two-doors-story.png",
    ]


def test_a_label_from_elsewhere_cannot_lead_out_of_the_folder() -> None:
    report = example.good_report()
    hostile = replace(report, verdict=replace(report.verdict, label="../../ETC/PASSWD\x00 " + "A" * 900))
    name = card_file_name(make_card(CardSubject(report=hostile), CardChoice(kind=CardKind.LABEL)), "story")
    assert Path(name).name == name
    assert len(name.encode()) < 255


def test_a_place_is_free_or_numbered(tmp_path: Path) -> None:
    assert free_path(tmp_path, "card.png") == tmp_path / "card.png"
    assert free_path(tmp_path / "none yet", "card.png").parent == tmp_path / "none yet"
    (tmp_path / "card.png").touch()
    (tmp_path / "card-2.png").mkdir()
    (tmp_path / "card-3.png").symlink_to(tmp_path / "gone")
    assert free_path(tmp_path, "card.png") == tmp_path / "card-4.png"
    assert free_path(tmp_path, "../card.png").parent == tmp_path


@given(count=st.integers(1, 12))
def test_nothing_is_ever_given_twice(tmp_path_factory: pytest.TempPathFactory, count: int) -> None:
    folder = tmp_path_factory.mktemp("cards")
    given_out = []
    for _ in range(count):
        place = free_path(folder, "a.b.png")
        assert not place.exists()
        place.touch()
        given_out.append(place)
    assert len(set(given_out)) == count
    assert all(place.suffix == ".png" for place in given_out)
