"""What stays and why: receipts, lines, facts and names, and the keys by which one thing is let out."""

from dataclasses import replace

import pytest

from tests import example_report as example
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.report import Claim, Fact, Remark
from unwrapped_desktop.sharing.staying import (
    WHY_WORDS,
    Why,
    fact_key,
    is_span_known,
    is_too_much_for_a_card,
    line_key,
    lines_that_stay,
    name_key,
    why_fact_stays,
    why_line_stays,
    why_line_stays_off_cards,
    why_name_stays,
    why_receipt_stays,
    without_place,
)

LONG_TITLE = "A Title of Rather More Letters"


def receipt(name: str = "plain", **others: object) -> Receipt:
    made = example.receipt(name, "Title", [example.cell("artist", "Ostkai", "artist")], None, "plays")
    return replace(made, **others)  # type: ignore[arg-type]


def remark(text: str, *names: str, claims: tuple[Claim, ...] = ()) -> Remark:
    return Remark(id="r", text=text, receipts=names, family="f", theme="who", paragraph=0, claims=claims)


def quoting(name: str, unit: str) -> tuple[Remark, dict[str, Receipt]]:
    """Return a line that quotes a name, with its receipt."""
    claim = Claim(start=0, end=len(name), kind="name", receipt="plain", part="rows", index=0, field="value")
    proof = receipt(rows=(example.cell("it", name, unit),))
    return remark(f"{name}, again.", "plain", claims=(claim,)), {"plain": proof}


# ------------------------------------------------------------------------------------------------------------ receipts
def test_a_receipt_that_may_be_shared_does_not_stay() -> None:
    assert why_receipt_stays(receipt()) is None


@pytest.mark.parametrize(
    ("name", "others", "why"),
    [
        ("plain", {"shareable": False}, Why.PRIVATE),
        ("childrens", {"shareable": False}, Why.CHILDREN),
        ("rain", {"shareable": False}, Why.SLEEP),
        ("ten_names", {"shareable": False}, Why.SACRED),
        ("night_song", {"shareable": False}, Why.TENDER),
        ("suspect.device.speaker.2024-01-01", {"shareable": False}, Why.DEVICE),
        ("plain", {"shareable": False, "why": Why.SLEEP}, Why.SLEEP),
        ("ten_names", {"shareable": False, "why": Why.PRIVATE}, Why.PRIVATE),
    ],
)
def test_what_is_not_shareable_says_why(name: str, others: dict[str, object], why: Why) -> None:
    assert why_receipt_stays(receipt(name, **others)) is why


@pytest.mark.parametrize("time", ["7:42", "0:05", "23:59", "12.30"])
def test_a_fine_time_keeps_a_receipt_that_forgot_to_say_so(time: str) -> None:
    assert why_receipt_stays(receipt(totals=(example.cell("at", time, "time"),))) is Why.FINE_TIME


@pytest.mark.parametrize("time", ["7:00", "0:00", "23:00"])
def test_a_whole_hour_does_not(time: str) -> None:
    assert why_receipt_stays(receipt(rows=(example.cell("at", time, "time"),))) is None


def test_every_reason_has_words() -> None:
    assert set(WHY_WORDS) == set(Why)
    assert len(set(WHY_WORDS.values())) == len(WHY_WORDS)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("plays of June 2019, Europe/Vaduz", "plays of June 2019"),
        ("plays, by weekday, America/Argentina/Buenos_Aires", "plays, by weekday"),
        ("plays, Asia/Tokyo; 2019 alone", "plays; 2019 alone"),
        ("first play of each weekday, time zone Europe/Berlin", "first play of each weekday"),
        ("plays of 30 seconds or more", "plays of 30 seconds or more"),
        ("plays, UTC", "plays, UTC"),
    ],
)
def test_a_receipt_is_told_without_its_time_zone(said: str, left: str) -> None:
    assert without_place(receipt(population=said)).population == left


def test_the_span_is_known_unless_its_receipt_stays() -> None:
    assert is_span_known(())
    assert is_span_known((receipt(shareable=False), receipt("record_span")))
    assert not is_span_known((receipt("record_span", shareable=False),))


# --------------------------------------------------------------------------------------------------------------- lines
def test_a_line_stays_with_any_of_its_receipts() -> None:
    proofs = {"plain": receipt(), "dark": receipt("dark", shareable=False)}
    assert why_line_stays(remark("So.", "plain"), proofs) is None
    assert why_line_stays(remark("So.", "plain", "dark"), proofs) is Why.PRIVATE


def test_a_line_stays_with_a_receipt_that_only_a_claim_names() -> None:
    claim = Claim(start=0, end=2, kind="number", receipt="dark", part="rows", index=0, field="value")
    proofs = {"plain": receipt(), "dark": receipt("dark", shareable=False, why=Why.CHILDREN)}
    assert why_line_stays(remark("So.", "plain", claims=(claim,)), proofs) is Why.CHILDREN


def test_a_line_whose_proof_is_gone_stays() -> None:
    assert why_line_stays(remark("So.", "gone"), {}) is Why.PRIVATE


@pytest.mark.parametrize(
    ("name", "unit", "why"),
    [
        ("Love Bites", "track", None),
        ("Fuck You", "track", Why.EXPLICIT),
        ("Fucked Up", "artist", Why.EXPLICIT),
        (LONG_TITLE, "track", Why.LONG_TITLE),
        (LONG_TITLE, "album", Why.LONG_TITLE),
        (LONG_TITLE, "artist", None),
        ("x" * 28, "track", None),
    ],
)
def test_names_keep_a_line_off_cards_and_in_no_file(name: str, unit: str, why: Why | None) -> None:
    line, proofs = quoting(name, unit)
    assert why_line_stays_off_cards(line, proofs) is why
    assert why_line_stays(line, proofs) is None


def test_the_lines_that_stay_are_told_by_their_keys() -> None:
    proofs = {"plain": receipt(), "dark": receipt("dark", shareable=False)}
    page = [remark("One.", "plain"), remark("Two.", "dark"), remark("Three.", "dark")]
    staying = lines_that_stay(page, proofs, on_card=False, within="era.2")
    assert [(one.key, one.what, one.why) for one in staying] == [
        ("era.2.line.2", "Two.", Why.PRIVATE),
        ("era.2.line.3", "Three.", Why.PRIVATE),
    ]


def test_cards_keep_more_lines_than_files() -> None:
    line, proofs = quoting("Fuck You", "track")
    assert not lines_that_stay([line], proofs, on_card=False)
    assert [one.key for one in lines_that_stay([line], proofs, on_card=True)] == ["line.1"]


@pytest.mark.parametrize(
    ("label", "value", "unit", "is_too_much"),
    [
        ("plays", 7, "count", False),
        ("at", "7:42", "time", True),
        ("at", "7:00", "time", False),
        ("song", LONG_TITLE, "track", True),
        ("artist", LONG_TITLE, "artist", False),
        ("Fucked Up", 7, "count", True),
        ("song", "Shit", "track", True),
    ],
)
def test_a_line_of_a_receipt_can_be_too_much_for_a_card(
    label: str, value: str | int, unit: str, is_too_much: bool
) -> None:
    assert is_too_much_for_a_card(example.cell(label, value, unit)) is is_too_much


# ------------------------------------------------------------------------------------------------------ facts and names
@pytest.mark.parametrize(
    ("value", "unit", "marked", "why"),
    [
        (7, "count", None, None),
        ("7:42", "time", None, Why.FINE_TIME),
        ("7:00", "time", None, None),
        ("7:42", "text", None, None),
        ("Ostkai", "artist", Why.PRIVATE, Why.PRIVATE),
    ],
)
def test_a_fact_stays_for_its_own_sake(
    value: str | int, unit: str, marked: Why | None, why: Why | None
) -> None:
    assert why_fact_stays(Fact(id="a.b", value=value, unit=unit, sample=1, why=marked)) is why


def test_a_name_on_a_list_stays_when_it_is_private_or_marked() -> None:
    rank = Ranked(name="Ostkai", artist="", plays=3, share_percent=1.0)
    assert why_name_stays(rank) is None
    assert why_name_stays(replace(rank, is_private=True)) is Why.PRIVATE
    assert why_name_stays(replace(rank, why=Why.CHILDREN)) is Why.CHILDREN


def test_keys_are_what_a_person_types() -> None:
    rank = Ranked(name="Low Bridge", artist="Ostkai", plays=3, share_percent=1.0)
    assert line_key(2) == "line.3"
    assert line_key(0, within="two") == "two.line.1"
    assert fact_key(Fact(id="clock.mean_hour", value=1, unit="count", sample=1)) == "fact.clock.mean_hour"
    assert name_key("song", rank) == "song.Ostkai - Low Bridge"
    assert name_key("album", rank) == "album.Ostkai - Low Bridge"
    assert name_key("artist", replace(rank, name="Ostkai", artist="")) == "artist.Ostkai"
