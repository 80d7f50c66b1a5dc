"""What is on a card: which lines may go, the receipt under them, years, eras, two listeners, and what all of it reveals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests import example_chapters as lives
from tests import example_report as example
from tests import example_two_listeners as pairs
from tests.example_charts import charted
from tests.example_report import cell
from unwrapped_desktop.domain.card import YEARS_MOST, CardChoice, CardKind
from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.domain.era import Eras
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.report import Fact, Report, ReportListener
from unwrapped_desktop.domain.why import Why
from unwrapped_desktop.sharing.for_others import for_others
from unwrapped_desktop.sharing.staying import CHARGE_KEY
from unwrapped_desktop.ui.cards.card import EraCard, LabelCard, LineCard, Strip, TwoCard, YearsCard
from unwrapped_desktop.ui.cards.contents import (
    CardImpossibleError,
    CardSubject,
    make_card,
    places,
    stays_off_cards,
    subject_of_two,
    why_not,
)
from unwrapped_desktop.ui.text import bare

NOTHING = frozenset[str]()


def line(report: Report, place: int | None = None, **wanted: Any) -> LineCard:
    card = make_card(CardSubject(report=report), choice(CardKind.LINE, place, **wanted))
    assert isinstance(card, LineCard)
    return card


def choice(kind: CardKind, place: int | None = None, **wanted: Any) -> CardChoice:
    return replace(CardChoice(kind=kind, place=place), **wanted)


def era(subject: CardSubject, place: int | None = None, **wanted: Any) -> EraCard:
    card = make_card(subject, choice(CardKind.ERA, place, **wanted))
    assert isinstance(card, EraCard)
    return card


def years(subject: CardSubject) -> YearsCard:
    card = make_card(subject, CardChoice(kind=CardKind.YEARS))
    assert isinstance(card, YearsCard)
    return card


def two(subject: CardSubject, place: int | None = None, **wanted: Any) -> TwoCard:
    card = make_card(subject, choice(CardKind.TWO, place, **wanted))
    assert isinstance(card, TwoCard)
    return card


def life() -> CardSubject:
    report = lives.life()
    return CardSubject(report=report, chapters=lives.chapters(report))


def shown(strip: Strip | None) -> list[str]:
    assert strip is not None
    return [one.label for one in (*strip.receipt.rows, *strip.receipt.totals)]


def lists_report() -> Report:
    report = example.good_report()
    fact = Fact(id="lists.artists", value=50, unit="count", sample=50)
    return replace(report, facts=(fact,), record=replace(report.record, kind="top_lists"))


def page_with(text: str, receipt: Receipt) -> Report:
    """Return a report of one line, which cites one receipt."""
    report = example.good_report()
    remark = example.remark(0, text, {receipt.id: receipt}, paragraph=0)
    verdict = replace(report.verdict, remarks=(remark,))
    return replace(report, verdict=verdict, receipts=(*report.receipts, receipt))


# A line


def test_the_best_line_that_may_be_shared_is_quoted() -> None:
    report = example.good_report()
    assert places(CardSubject(report=report), CardKind.LINE, allowed=NOTHING)[:3] == (2, 0, 1)
    card = line(report)
    assert bare(card.quote.text) == report.verdict.remarks[2].text
    assert [card.quote.text[start:end] for start, end in card.quote.italics] == ["Kuru Yaprak"]
    assert card.label == "LOYAL TO THE INTRO"


def test_exact_hours_and_long_titles_stay_at_home() -> None:
    report, long = example.good_report(), example.long_names_report()
    assert 3 not in places(CardSubject(report=report), CardKind.LINE, allowed=NOTHING)
    assert 0 not in places(CardSubject(report=long), CardKind.LINE, allowed=NOTHING)
    open_all = replace(report, receipts=tuple(replace(one, shareable=True) for one in report.receipts))
    assert 3 not in places(CardSubject(report=open_all), CardKind.LINE, allowed=NOTHING)


def test_a_line_that_stays_is_refused_with_the_reason() -> None:
    with pytest.raises(
        CardImpossibleError, match=r"^Line 4 stays off cards\. It tells a time finer than the hour\.$"
    ):
        line(example.good_report(), 3)


@pytest.mark.parametrize("place", [-1, 10, 4_000])
def test_a_line_that_is_not_there_is_refused(place: int) -> None:
    with pytest.raises(CardImpossibleError, match=f"no line {place + 1}; the last one is 10"):
        line(example.good_report(), place)


def test_what_stays_is_told_with_its_key() -> None:
    staying = stays_off_cards(CardSubject(report=example.good_report()), CardKind.LINE)
    assert [(one.key, one.why) for one in staying] == [("line.4", Why.FINE_TIME)]


def test_a_line_that_is_let_out_goes_with_what_it_quotes_and_nothing_else() -> None:
    report = example.good_report()
    allowed = frozenset({"line.4"})
    assert 3 in places(CardSubject(report=report), CardKind.LINE, allowed=allowed)
    card = line(report, 3, allowed=allowed)
    assert shown(card.strip) == ["middle of all days", "give or take", "weekends wander across, hours"]
    assert card.revealed.let_out == ("It tells a time finer than the hour.",)
    assert card.revealed.hours == ("7:42",)
    assert line(report, 2, allowed=allowed).revealed.let_out == ()


def test_another_key_lets_nothing_out() -> None:
    with pytest.raises(CardImpossibleError):
        line(example.good_report(), 3, allowed=frozenset({"line.40", "era.1.line.4", "two.line.4", "charge"}))


def test_nothing_to_share_leaves_the_label() -> None:
    report = example.unshareable_report()
    assert places(CardSubject(report=report), CardKind.LINE, allowed=NOTHING) == ()
    card = line(report)
    assert (card.quote.text, card.strip) == ("", None)
    assert why_not(CardSubject(report=report), CardKind.LINE) == ""


def test_the_charge_goes_where_its_proof_may_be_seen_or_it_is_let_out() -> None:
    report = example.unshareable_report()
    label_open = tuple(replace(one, shareable=one.id == "label") for one in report.receipts)
    assert line(replace(report, receipts=label_open)).quote.text == report.verdict.charge
    let_out = line(report, allowed=frozenset({CHARGE_KEY}))
    assert let_out.quote.text == report.verdict.charge
    assert let_out.revealed.let_out == ("It rests on something private.",)
    assert CHARGE_KEY in {one.key for one in stays_off_cards(CardSubject(report=report), CardKind.LINE)}


def test_an_explicit_charge_stays() -> None:
    report = example.unshareable_report()
    receipts = tuple(replace(one, shareable=one.id == "label") for one in report.receipts)
    verdict = replace(report.verdict, charge="You finish Shit Weather every time.")
    assert line(replace(report, receipts=receipts, verdict=verdict)).quote.text == ""


def test_the_receipt_holds_three_to_five_lines_and_the_quoted_ones() -> None:
    report = example.good_report()
    for place in places(CardSubject(report=report), CardKind.LINE, allowed=NOTHING):
        strip = line(report, place).strip
        assert 2 <= len(shown(strip)) <= 5
    assert set(shown(line(report, 2).strip)) >= {"started", "finished"}
    assert "song" not in shown(line(report, 2).strip)  # the title says it


def test_of_a_receipt_nothing_goes_that_is_too_much_for_a_card() -> None:
    receipt = example.receipt(
        "odd",
        "Songs left early",
        [
            cell("left early", 12),
            cell("Shit Weather", 4),
            cell("the longest of them", example.LONG_TITLE, "track"),
            cell("first left at", "7:42", "time"),
        ],
        [cell("songs", 40)],
    )
    report = page_with("You left [12|odd.rows.0] songs early.", receipt)
    assert line(replace(report, receipts=(replace(receipt, rows=receipt.rows[:3]),))).strip is not None
    assert shown(line(replace(report, receipts=(replace(receipt, rows=receipt.rows[:3]),))).strip) == [
        "left early",
        "songs",
    ]
    with pytest.raises(CardImpossibleError):
        line(report, 0)
    let_out = line(report, 0, allowed=frozenset({"line.1"}))
    assert shown(let_out.strip) == ["left early"]


def test_a_title_that_may_not_be_shown_does_not_head_the_receipt() -> None:
    named = example.receipt(
        "song",
        "Shit Weather",
        [cell("song", "Shit Weather", "track"), cell("started", 61)],
        [cell("songs", 9)],
    )
    quiet = line(page_with("It has started [61|song.rows.1] times.", named))
    assert quiet.strip is not None
    assert quiet.strip.receipt.title == ""
    assert quiet.revealed.titles == ()
    said = page_with("[Shit Weather|song.rows.0] has started [61|song.rows.1] times.", named)
    assert places(CardSubject(report=said), CardKind.LINE, allowed=NOTHING) == ()
    let_out = line(said, 0, allowed=frozenset({"line.1"}))
    assert let_out.strip is not None
    assert let_out.strip.receipt.title == "Shit Weather"
    assert let_out.revealed.titles == ("Shit Weather",)
    assert let_out.revealed.let_out == ("It quotes an explicit name.",)


def test_what_a_line_reveals_is_counted() -> None:
    revealed = line(example.good_report(), 1).revealed
    assert revealed.artists == ("Nadide Su",)
    assert revealed.titles == ()
    assert revealed.dates == ("9 May 2022", "4 August 2022")
    assert revealed.has_counts
    assert line(example.good_report(), 6).revealed.titles == ("Low Bridge", "Tidewater")


def test_a_name_that_a_line_of_a_receipt_is_called_by_is_revealed() -> None:
    receipt = example.receipt(
        "top",
        "Most played artists",
        [cell("Ostkai", 96), cell("a-ha", 90), cell("Nobody Knows Them", 80), cell("plays in 2019", 40)],
    )
    report = page_with(
        "[96|top.rows.0], [90|top.rows.1], [80|top.rows.2], and [40|top.rows.3] again.", receipt
    )
    known = replace(
        report, receipts=(*report.receipts, example.receipt("x", "", [cell("artist", "a-ha", "artist")]))
    )
    revealed = line(known).revealed
    assert revealed.artists == ("Ostkai", "a-ha", "Nobody Knows Them")
    assert revealed.dates == ("2019",)


# The foot


def test_the_name_is_on_it_only_when_it_is_wanted() -> None:
    report = example.good_report()
    assert line(report).foot.name == ""
    assert line(report, with_name=True).foot.name == "Ada"
    hostile = replace(
        report,
        listener=ReportListener(name="\u202eMal\nlory\x07 " + "A" * 900, source=report.listener.source),
    )
    name = line(hostile, with_name=True).foot.name
    assert name.startswith("Mal lory")
    assert len(name) <= 40
    assert "\u202e" not in name
    nobody = replace(report, listener=replace(report.listener, name="You"))
    assert line(nobody, with_name=True).foot.name == ""


def test_the_day_is_that_of_the_listeners_clock() -> None:
    report = replace(example.good_report(), created_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert line(report).foot.made_on == "23 November 2026"
    elsewhere = replace(report, provenance=replace(report.provenance, timezone="../../Nowhere"))
    assert line(elsewhere).foot.made_on == "22 November 2026"


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        (SourceKind.SAMPLE, "made-up listener"),
        (SourceKind.WEB_API, "names and lists from Spotify"),
        (SourceKind.EXTENDED_EXPORT, ""),
        (SourceKind.ACCOUNT_EXPORT, ""),
    ],
)
def test_where_names_come_from_is_said(source: SourceKind, origin: str) -> None:
    report = replace(example.good_report(), listener=ReportListener(name="Ada", source=source))
    assert line(report).foot.origin == origin
    claims = report.verdict.claims_total
    assert line(report).foot.checked == f"{claims} of {claims} claims checked"


# The label


def record_words(report: Report) -> str:
    card = make_card(CardSubject(report=report), CardChoice(kind=CardKind.LABEL))
    assert isinstance(card, LabelCard)
    assert (card.label, card.revealed.artists) == (report.verdict.label, ())
    return card.record


def test_the_label_says_how_much_it_rests_on() -> None:
    assert record_words(example.good_report()) == "48,211 plays, 2014 to 2026"
    assert record_words(example.short_report()) == "180 plays, 2026"


def test_years_are_those_of_the_listeners_clock() -> None:
    report = example.good_report()
    late = replace(report.record, first_play_at=datetime(2014, 12, 31, 23, 30, tzinfo=UTC))
    assert record_words(replace(report, record=late)) == "48,211 plays, 2015 to 2026"


def test_the_label_of_lists_says_who_is_on_them() -> None:
    report = lists_report()
    assert record_words(report) == "50 artists of about the last year"
    assert record_words(replace(report, facts=())) == "1,904 artists on Spotify's lists"


def test_a_record_without_times_is_counted_alone() -> None:
    report = example.good_report()
    timeless = replace(report.record, first_play_at=None, last_play_at=None)
    assert record_words(replace(report, record=timeless)) == "48,211 plays"


# Years


def test_the_ten_loudest_years_are_shown_in_order() -> None:
    subject = life()
    card = years(subject)
    assert subject.chapters is not None
    labelled = [year for year in subject.chapters.years if year.verdict is not None]
    loudest = sorted(labelled, key=lambda year: -year.plays)[:YEARS_MOST]
    assert [one.year for one in card.years] == sorted(year.title for year in loudest)
    assert card.note == "the ten loudest of 13 years"
    assert card.revealed.dates == tuple(one.year for one in card.years)
    assert not card.revealed.has_counts


def of_years(*numbers: int) -> CardSubject:
    report = lives.life()
    return CardSubject(report=report, chapters=Chapters(years=tuple(map(lives.year, numbers)), eras=()))


def test_years_without_a_label_are_named() -> None:
    assert years(of_years(2015, 2016)).note == ""
    assert years(of_years(2015, 2016, 2017)).note == "no label for 2017"


def test_a_loud_year_without_a_label_is_not_said_to_be_quiet() -> None:
    subject = life()
    assert subject.chapters is not None
    loud = tuple(
        replace(year, plays=90_000) if year.verdict is None else year for year in subject.chapters.years
    )
    told = replace(subject, chapters=replace(subject.chapters, years=loud))
    assert years(told).note == "the ten loudest of 12 years with a label"


@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        (lambda: of_years(2015), "Only one year has a label"),
        (lambda: of_years(2017), "No year has a label"),
        (lambda: CardSubject(report=example.good_report()), "told from every play"),
        (lambda: CardSubject(report=lists_report()), "lists know of one year"),
    ],
)
def test_a_life_too_short_for_years_is_told_why(subject: Callable[[], CardSubject], reason: str) -> None:
    assert reason in why_not(subject(), CardKind.YEARS)
    with pytest.raises(CardImpossibleError, match=reason):
        years(subject())


# Eras


def test_the_era_with_the_most_plays_is_shown_with_its_first_line() -> None:
    subject = life()
    card = era(subject)
    assert subject.chapters is not None
    told = subject.chapters.eras[5]
    assert told.verdict is not None
    assert card.dates == "November 2024 to November 2026"
    assert (card.label, card.artist) == (told.verdict.label, "")
    assert card.quote is not None
    assert bare(card.quote.text) == told.verdict.remarks[0].text
    assert card.strip is not None
    claims = sum(len(remark.claims) for remark in told.verdict.remarks)
    assert card.foot.checked == f"{claims} of {claims} claims checked"
    assert {"November 2024", "November 2026"} <= set(card.revealed.dates)
    assert places(subject, CardKind.ERA, allowed=NOTHING) == (5, 4, 3, 2, 1, 0)


def test_an_era_without_a_label_shows_who_defines_it() -> None:
    card = era(life(), 1)
    assert (card.label, card.artist, card.quote) == ("", "Kuru Yaprak", None)
    assert shown(card.strip)[0] == "Kuru Yaprak"
    assert 3 <= len(shown(card.strip)) <= 5
    assert card.revealed.artists == tuple(shown(card.strip))
    assert card.revealed.has_counts


def test_without_chapters_an_era_is_that_of_the_report() -> None:
    card = era(CardSubject(report=lives.life()), 0)
    assert (card.dates, card.label, card.artist) == ("February 2014 to August 2015", "", "Ostkai")


def with_why(report: Report, name: str, *, is_private: bool = False, why: Why | None = None) -> Report:
    assert report.charts is not None
    artists = tuple(
        replace(rank, is_private=is_private, why=why) if rank.name == name else rank
        for rank in report.charts.artists
    )
    return replace(report, charts=replace(report.charts, artists=artists))


@pytest.mark.parametrize(("is_private", "why"), [(True, None), (False, Why.CHILDREN)])
def test_whose_name_stays_defines_no_era_on_a_card(is_private: bool, why: Why | None) -> None:
    report = with_why(lives.life(), "Ostkai", is_private=is_private, why=why)
    subject = CardSubject(report=report)
    for place in places(subject, CardKind.ERA, allowed=NOTHING):
        card = era(subject, place)
        assert card.artist != "Ostkai"
        assert "Ostkai" not in shown(card.strip)
        assert "Ostkai" not in card.revealed.artists
    assert "artist.Ostkai" in {one.key for one in stays_off_cards(subject, CardKind.ERA)}
    let_out = era(subject, 0, allowed=frozenset({"artist.Ostkai"}))
    assert let_out.artist == "Ostkai"
    assert len(let_out.revealed.let_out) == 1


def test_a_name_private_within_the_era_alone_stays() -> None:
    subject = life()
    assert subject.chapters is not None
    eras = tuple(
        replace(
            told,
            artists=tuple(replace(one, is_private=one.name == "Kuru Yaprak") for one in told.artists),
        )
        for told in subject.chapters.eras
    )
    card = era(replace(subject, chapters=replace(subject.chapters, eras=eras)), 1)
    assert card.artist != "Kuru Yaprak"
    assert "Kuru Yaprak" not in shown(card.strip)


def test_where_it_is_not_known_whether_names_are_private_none_is_shown() -> None:
    subject = CardSubject(report=replace(lives.life(), charts=None))
    assert places(subject, CardKind.ERA, allowed=NOTHING) == ()
    assert "may be named" in why_not(subject, CardKind.ERA)
    with pytest.raises(CardImpossibleError, match="era 1 may be named"):
        era(subject, 0)


def test_an_era_whose_lines_all_stay_shows_label_and_artists() -> None:
    subject = life()
    assert subject.chapters is not None
    eras = tuple(
        replace(
            told,
            verdict=told.verdict
            and replace(
                told.verdict, receipts=tuple(replace(one, shareable=False) for one in told.verdict.receipts)
            ),
        )
        for told in subject.chapters.eras
    )
    private = replace(subject, chapters=replace(subject.chapters, eras=eras))
    card = era(private, 0)
    assert card.label
    assert card.quote is None
    assert shown(card.strip)[0] == "Ostkai"
    keys = {one.key for one in stays_off_cards(private, CardKind.ERA)}
    assert {"era.1.line.1", "era.6.line.3"} <= keys
    let_out = era(private, 0, allowed=frozenset({"era.1.line.2"}))
    assert let_out.quote is not None
    assert let_out.revealed.let_out == ("It rests on something private.",)
    assert era(private, 2, allowed=frozenset({"era.1.line.2", "line.2"})).quote is None


@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        (lambda: CardSubject(report=lives.eraless()), "One year is a chapter"),
        (lambda: CardSubject(report=lists_report()), "eras take more"),
        (lambda: CardSubject(report=replace(charted(), eras=Eras(eras=()))), "tells of no eras"),
    ],
)
def test_no_eras_make_no_card(subject: Callable[[], CardSubject], reason: str) -> None:
    assert reason in why_not(subject(), CardKind.ERA)
    assert places(subject(), CardKind.ERA, allowed=NOTHING) == ()


def test_an_era_that_is_not_there_is_refused() -> None:
    with pytest.raises(CardImpossibleError, match="There is no era 7; the last one is 6"):
        era(life(), 6)


# Two


def of_two(made: Callable[[], object] = pairs.together) -> CardSubject:
    return CardSubject(report=example.good_report(), two=made())  # type: ignore[arg-type]


def called(text: str, names: tuple[str, str]) -> TwoCard:
    """Return the card about two whose one line is this, with the claims that the critic would make."""
    base = pairs.together(left=names[0], right=names[1])
    receipt = example.receipt(
        "two_gap",
        "Ostkai",
        [
            cell("artist", "Ostkai", "artist"),
            cell("played more by", names[0], "listener"),
            cell("plays", 96),
            cell("played less by", names[1], "listener"),
            cell("plays", 3),
        ],
    )
    receipts = {receipt.id: receipt}
    remark = example.remark(0, text, receipts, paragraph=0)
    named = tuple(replace(claim, kind="name") if claim.index in {1, 3} else claim for claim in remark.claims)
    verdict = replace(base.verdict, remarks=(replace(remark, claims=named),))
    subject = CardSubject(
        report=example.good_report(), two=replace(base, verdict=verdict, receipts=(receipt,))
    )
    return two(subject, 0)


LINE = "[Ada|two_gap.rows.1] has [96|two_gap.rows.2] plays of [Ostkai|two_gap.rows.0]. [Ben|two_gap.rows.3] has [three|two_gap.rows.4], and [Ada|two_gap.rows.1] knows."


def test_two_are_named_by_nobody_unless_it_is_wanted() -> None:
    card = called(LINE, ("Ada", "Ben"))
    assert card.quote is not None
    said = "The one has 96 plays of Ostkai. The other has three, and the one knows."
    assert bare(card.quote.text) == said
    assert card.names == ("", "")
    assert card.strip is not None
    assert [str(one.value) for one in card.strip.receipt.rows] == [
        "Ostkai",
        "the one",
        "96",
        "the other",
        "3",
    ][-len(card.strip.receipt.rows) :]
    assert card.revealed.artists == ("Ostkai",)


def test_two_are_named_where_it_is_wanted() -> None:
    subject = of_two()
    card = two(subject, 0, with_name=True)
    assert card.names == ("Ada", "Ben & Söhne")
    assert "Ada" in str(card.strip)
    assert (card.label, card.one, card.other) == (
        "ONE PLAYLIST, TWO DOORS",
        "LOYAL TO THE INTRO",
        "SAME SANDWICH",
    )
    assert card.alike == "34\u00a0% alike"
    assert card.foot.made_on == "22 November 2026"


def test_a_name_in_a_receipt_is_replaced_and_a_line_that_says_one_outright_is_left_out() -> None:
    subject = of_two()
    assert places(subject, CardKind.TWO, allowed=NOTHING) == (0, 2)
    assert "Ada" not in str(two(subject, 0))
    with pytest.raises(CardImpossibleError, match="Line 2 names the two"):
        two(subject, 1)
    assert two(subject, 1, with_name=True).quote is not None


def test_you_stay_you() -> None:
    card = called(LINE.replace("[Ben", "[You"), ("Ada", "You"))
    assert card.quote is not None
    assert bare(card.quote.text).startswith("The one has 96 plays of Ostkai. You has three")


def test_an_artist_who_is_called_as_one_of_them_keeps_the_name() -> None:
    text = "[Ostkai|two_gap.rows.1] has [96|two_gap.rows.2] plays of [Ostkai|two_gap.rows.0]."
    card = called(text, ("Ostkai", "Ben"))
    assert card.quote is not None
    assert bare(card.quote.text) == "The one has 96 plays of Ostkai."


def test_how_alike_is_not_said_where_it_cannot_be_told() -> None:
    assert two(of_two(pairs.older)).alike == ""


def test_lines_about_two_that_stay_are_let_out_by_their_key() -> None:
    base = pairs.together()
    private = replace(base, receipts=tuple(replace(one, shareable=False) for one in base.receipts))
    subject = CardSubject(report=example.good_report(), two=private)
    assert [one.key for one in stays_off_cards(subject, CardKind.TWO)] == [
        "two.line.1",
        "two.line.2",
        "two.line.3",
    ]
    assert two(subject).quote is None
    let_out = two(subject, allowed=frozenset({"two.line.3"}))
    assert let_out.revealed.let_out == ("It rests on something private.",)


def test_a_card_about_two_takes_two() -> None:
    subject = CardSubject(report=example.good_report())
    assert "takes two listeners" in why_not(subject, CardKind.TWO)
    assert places(subject, CardKind.TWO, allowed=NOTHING) == ()
    assert stays_off_cards(subject, CardKind.TWO) == ()


def test_hard_names_of_two_are_cut() -> None:
    card = two(of_two(pairs.hard), with_name=True)
    assert all(0 < len(name) <= 40 and "\n" not in name for name in card.names)


def test_a_name_too_hard_for_a_sentence_stays_off_a_card_that_names_nobody() -> None:
    subject = of_two(pairs.hard)
    assert subject.two is not None
    for place in places(subject, CardKind.TWO, allowed=NOTHING):
        card = two(subject, place)
        for name in (subject.two.left.name, subject.two.right.name):
            assert name not in str(card)
            assert name[:20] not in str(card)


def test_whoever_is_made_up_is_said_to_be() -> None:
    real, sample = example.good_report(), example.sample_report()
    for left, right in ((real, sample), (sample, real)):
        assert two(subject_of_two(left, right, pairs.together())).foot.origin == "made-up listener"
    assert two(subject_of_two(real, real, pairs.together())).foot.origin == ""


# Whoever it is about


def test_a_friends_verdict_makes_cards_of_what_it_tells() -> None:
    given = for_others(lives.life(), detail=FriendDetail.ARTISTS, name="Ben")
    subject = CardSubject(report=given)
    assert line(given, with_name=True).foot.name == "Ben"
    assert era(subject, 0).artist == "Ostkai"
    assert why_not(subject, CardKind.YEARS)
    bare_verdict = CardSubject(report=for_others(lives.life(), detail=FriendDetail.VERDICT))
    assert why_not(bare_verdict, CardKind.ERA)
    assert why_not(bare_verdict, CardKind.LABEL) == ""


def test_kinds_without_places_have_none() -> None:
    subject = life()
    for kind in (CardKind.LABEL, CardKind.YEARS):
        assert places(subject, kind, allowed=NOTHING) == ()
        assert stays_off_cards(subject, kind) == ()


def test_the_same_choice_makes_the_same_card() -> None:
    for kind in (CardKind.LINE, CardKind.LABEL, CardKind.YEARS, CardKind.ERA):
        assert make_card(life(), CardChoice(kind=kind)) == make_card(life(), CardChoice(kind=kind))
