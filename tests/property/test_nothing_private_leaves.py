"""Nothing private leaves: lives with secrets are judged for real, and every way out is searched for them.

`WAYS_OUT` names each way as a function of a judged life and of what somebody lets out; a new one is one line. What may not
be found is worked out from the life itself, not from the marks in the report that the ways out go by.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.private_life import (
    HIDDEN_ARTIST,
    HIDDEN_SONG,
    LIVES,
    OPEN_ARTIST,
    OPEN_SONG,
    ZONE,
    Judged,
    judged,
)
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.card import CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report, ReportListener
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.sharing.facts_file import facts_csv, facts_json, facts_zip
from unwrapped_desktop.sharing.for_others import for_others, what_stays
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sharing.page import verdict_page
from unwrapped_desktop.sharing.staying import Why, is_fine_time
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card, places, why_not
from unwrapped_desktop.ui.cards.words import alt_text, card_text, reveals

Allowed = frozenset[str]
NOTHING: Allowed = frozenset()
WayOut = Callable[[Judged, Allowed], str]

_NAMED_IN_POPULATIONS = frozenset({ZONE})
"""The sentence about what was counted names it, and loses it on the way out."""

FINE_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3]):(?!00)[0-5]\d(?![\d.])")

EVERY_LIFE = pytest.mark.parametrize("name", LIVES)


def _friend(detail: FriendDetail) -> WayOut:
    def written(life: Judged, allowed: Allowed) -> str:
        return friend_file(life.report, detail=detail, allowed=allowed).decode()

    return written


def _stripped(made: Callable[[Report], bytes]) -> WayOut:
    def written(life: Judged, allowed: Allowed) -> str:
        content = made(for_others(life.report, detail=FriendDetail.SONGS, allowed=allowed))
        return content.decode("utf-8-sig")

    return written


def _page(life: Judged, allowed: Allowed) -> str:
    """Return what a web page says, with the words in its pictures and in its attributes."""
    written = verdict_page(for_others(life.report, detail=FriendDetail.SONGS, allowed=allowed)).decode()
    return unescape(re.sub(r"<style.*?</style>", "", written, flags=re.DOTALL))


def _package(life: Judged, allowed: Allowed) -> str:
    content = facts_zip(for_others(life.report, detail=FriendDetail.SONGS, allowed=allowed))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8-sig") for name in package.namelist())


def _cards(kind: CardKind) -> WayOut:
    def written(life: Judged, allowed: Allowed) -> str:
        subject = CardSubject(report=life.report, chapters=life.chapters, two=None)
        if kind is CardKind.TWO:
            subject = _two(life)
        wanted = (None, *places(subject, kind, allowed=allowed))
        if why_not(subject, kind) and len(wanted) == 1:
            return ""
        choices = [CardChoice(kind=kind, place=place, allowed=allowed) for place in wanted]
        cards = [make_card(subject, choice) for choice in choices]
        told = [
            (repr(card), card_text(card), alt_text(card, CardStyle.INK), *reveals(card)) for card in cards
        ]
        return "\n".join(text for texts in told for text in texts)

    return written


def _two(life: Judged) -> CardSubject:
    """Lay a life beside itself under another name: whatever could be told of both is."""
    other = replace(life.report, listener=ReportListener(name="Bob", source=life.report.listener.source))
    two = lay_side_by_side(
        life.report,
        other,
        intensity=Intensity.HONEST,
        reference=load_reference(),
        phrasebook=load_phrasebook(),
        cancel=CancelToken(),
    )
    return CardSubject(report=life.report, two=two)


WAYS_OUT: dict[str, WayOut] = {
    **{f"friend's file, {detail.value}": _friend(detail) for detail in FriendDetail},
    **{f"cards, {kind.value}": _cards(kind) for kind in CardKind},
    "web page": _page,
    "facts as CSV": _stripped(facts_csv),
    "facts as JSON": _stripped(facts_json),
    "facts as a package": _package,
}


@EVERY_LIFE
@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_secret_is_found(way: str, name: str) -> None:
    whole = judged(LIVES[name])
    written = WAYS_OUT[way](whole, NOTHING)
    for secret in whole.secrets:
        assert secret not in written, secret
    told = FINE_TIME.search(_without_bounds(written))
    assert told is None, told


@pytest.mark.parametrize("way", WAYS_OUT)
def test_a_time_finer_than_the_hour_stays_though_its_receipt_forgot_to_say_so(way: str) -> None:
    whole = judged(LIVES["soft-days-children"])
    report = whole.report
    forgetful = tuple(replace(one, shareable=True, why=None) for one in report.receipts)
    told = [
        replace(report.verdict.remarks[0], text=f"By {one.id}.", receipts=(one.id,), claims=())
        for one in report.receipts
        if any(is_fine_time(cell) for cell in (*one.rows, *one.totals))
    ]
    assert told
    page = replace(report.verdict, remarks=(*report.verdict.remarks, *told))
    written = WAYS_OUT[way](replace(whole, report=replace(report, receipts=forgetful, verdict=page)), NOTHING)
    assert FINE_TIME.search(_without_bounds(written)) is None
    assert all(line.text not in written for line in told)


@EVERY_LIFE
def test_whatever_holds_a_secret_is_marked(name: str) -> None:
    """Every receipt and every fact there is, whether anything is said of it or not; those of chapters too."""
    whole = judged(LIVES[name])
    named = [secret for secret in whole.secrets if secret not in _NAMED_IN_POPULATIONS]
    chapters = [*whole.chapters.years, *whole.chapters.eras]
    of_chapters = [one for chapter in chapters if chapter.verdict for one in chapter.verdict.receipts]
    marked = 0
    for receipt in (*whole.report.receipts, *of_chapters):
        told = json.dumps(
            [receipt.title, *((one.label, one.value) for one in (*receipt.rows, *receipt.totals))]
        )
        if any(f'"{secret}"' in told for secret in named):
            assert not receipt.shareable, receipt
            assert receipt.why is not None, receipt
            marked += 1
    for fact in whole.report.facts:
        if str(fact.value) in named:
            assert fact.why is not None, fact
    assert marked >= 3


@EVERY_LIFE
@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_tender_line_is_found(way: str, name: str) -> None:
    whole = judged(LIVES[name])
    hard = {one.id for one in whole.report.receipts if one.why is Why.TENDER}
    assert hard, "one song all through a night is tender"
    written = WAYS_OUT[way](whole, NOTHING)
    for remark in whole.report.verdict.remarks:
        if hard & set(remark.receipts):
            assert remark.text not in written
    for title in (whole.report.receipt(name).title for name in hard):
        assert f"{title} all night" not in written


@settings(max_examples=60)
@given(name=st.sampled_from(list(LIVES)), detail=st.sampled_from(list(FriendDetail)), data=st.data())
def test_one_thing_that_is_let_out_goes_and_nothing_beside_it(
    name: str, detail: FriendDetail, data: st.DataObject
) -> None:
    whole = judged(LIVES[name])
    staying = what_stays(whole.report, detail=detail)
    assert len({one.key for one in staying}) == len(staying)
    let_out = data.draw(st.sampled_from(staying))
    before = for_others(whole.report, detail=detail)
    after = for_others(whole.report, detail=detail, allowed=frozenset({let_out.key}))
    assert is_sound(after)
    new = _things(after) - _things(before)
    assert not _things(before) - _things(after)
    match let_out.key.partition("."):
        case "line", _, number:
            remark = whole.report.verdict.remarks[int(number) - 1]
            assert let_out.what == remark.text
            cited = {*remark.receipts, *(claim.receipt for claim in remark.claims)}
            lines = {thing for thing in new if thing[0] == "line"}
            assert lines == {("line", remark.text)}
            assert {thing for thing in new if thing[0] != "line"} <= {("receipt", name) for name in cited}
        case "charge", _, _:
            assert ("charge", whole.report.verdict.charge) in new
            proof = {("receipt", name) for name in whole.report.verdict.label_receipts}
            assert new - {("charge", whole.report.verdict.charge)} <= proof
        case "fact", _, fact_id:
            assert new == {("fact", fact_id)}
        case kind, _, _:
            assert {thing[0] for thing in new} == {kind}
            assert len(new) == 1
            assert let_out.what in {" - ".join(part for part in thing[1:] if part) for thing in new}


@EVERY_LIFE
def test_a_key_of_nothing_lets_out_nothing(name: str) -> None:
    report = judged(LIVES[name]).report
    keys = frozenset({"line.0", "line.99", "era.1.line.1", "files", "zone", "seed", "suspect.1", ""})
    made = for_others(report, detail=FriendDetail.SONGS, allowed=keys)
    assert made == for_others(report, detail=FriendDetail.SONGS)


@EVERY_LIFE
def test_what_was_heard_in_the_open_goes(name: str) -> None:
    """The secrets are left out because they are secrets, and not because nothing goes at all."""
    written = friend_file(judged(LIVES[name]).report, detail=FriendDetail.SONGS).decode()
    assert OPEN_ARTIST in written
    assert OPEN_SONG in written
    assert json.loads(written)["verdict"]["remarks"]


@EVERY_LIFE
def test_the_secrets_are_in_the_report_itself(name: str) -> None:
    """What is searched for would be found: the person's own report holds it."""
    whole = judged(LIVES[name])
    charts = whole.report.charts
    assert charts is not None
    listed = {rank.name for rank in (*charts.artists, *charts.songs)}
    assert {HIDDEN_ARTIST, HIDDEN_SONG, whole.life.quiet_artist} <= listed


def _things(report: Report) -> set[tuple[str, ...]]:
    """Return what a report tells, each thing by its kind."""
    charts = report.charts
    things: set[tuple[str, ...]] = {("line", remark.text) for remark in report.verdict.remarks}
    things |= {("receipt", receipt.id) for receipt in report.receipts}
    things |= {("fact", fact.id) for fact in report.facts}
    if report.verdict.label_receipts:
        things.add(("charge", report.verdict.charge))
    things |= {("era", era.title) for era in report.eras.eras}
    things |= {("pull", pull.name) for axis in report.axes for pull in axis.pulls}
    if charts is not None:
        for kind, ranks in (("artist", charts.artists), ("song", charts.songs), ("album", charts.albums)):
            things |= {(kind, rank.artist, rank.name) for rank in ranks}
        things |= {("obsession", one.song, str(one.first)) for one in charts.obsessions}
    return things


def _without_bounds(written: str) -> str:
    """Return a text without the midnights that stand for days in documents, and without what "night" means."""
    return written.replace("T00:00:00Z", "").replace("from 0:00 to 4:59", "")
