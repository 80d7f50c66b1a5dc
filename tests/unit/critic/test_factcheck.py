"""Planted falsehoods: the check of the claims has to catch every one, and to let the truth pass."""

from dataclasses import replace

import pytest

from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.domain.report import Cell, Claim, Receipt

HOUSE = Receipt(
    id="house_artist",
    title="The most played artist",
    rows=(
        Cell(label="artist", value="Ostkai", unit="artist"),
        Cell(label="plays", value=1_904, unit="count"),
        Cell(label="share", value=61.5, unit="percent"),
        Cell(label="skips", value=2, unit="count"),
        Cell(label="none", value=0, unit="count"),
        Cell(label="alone", value=1, unit="count"),
    ),
    totals=(
        Cell(label="month", value="May 2022", unit="month"),
        Cell(label="date", value="14 November 2026", unit="date"),
        Cell(label="time", value="7:42", unit="time"),
        Cell(label="half", value=49.0, unit="percent"),
        Cell(label="little", value=4.4, unit="percent"),
        Cell(label="weekday", value="Tuesday", unit="weekday"),
    ),
    population="plays of 30 seconds or more",
)
OTHER = Receipt(
    id="top_song",
    title="The most played song",
    rows=(Cell(label="song", value="Low Bridge", unit="track"), Cell(label="plays", value=96, unit="count")),
    totals=(),
    population="plays of 30 seconds or more",
)
RECEIPTS = {receipt.id: receipt for receipt in (HOUSE, OTHER)}
NAMES = ("Ostkai", "Low Bridge", "Nadide Su", "青葉市子")
KINDS = {
    "artist": "name",
    "track": "name",
    "count": "number",
    "percent": "number",
    "minutes": "number",
}


def claim(text: str, said: str, where: str, kind: str = "") -> Claim:
    """A claim on the words `said`; `where` is a label, or `receipt.label`."""
    receipt, _, label = where.rpartition(".")
    found = RECEIPTS[receipt or "house_artist"]
    for part, cells in (("rows", found.rows), ("totals", found.totals)):
        for index, cell in enumerate(cells):
            if cell.label == label:
                start = text.index(said)
                return Claim(
                    start=start,
                    end=start + len(said),
                    kind=kind or KINDS.get(cell.unit, "date"),  # type: ignore[arg-type]
                    receipt=found.id,
                    part="rows" if part == "rows" else "totals",
                    index=index,
                    field="value",
                )
    raise AssertionError(where)


def told(text: str, *claims: tuple[str, ...]) -> list[str]:
    return problems(text, [claim(text, *parts) for parts in claims], RECEIPTS, NAMES)


# ------------------------------------------------------------------------------------------------ the truth passes
@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The one with a key is Ostkai.", [("Ostkai", "artist")]),
        ("1,904 plays.", [("1,904", "plays")]),
        ("It has 62 per cent.", [("62", "share")]),
        ("It has 61.5 %.", [("61.5", "share")]),
        ("Twice skipped.", [("Twice", "skips")]),
        ("You left after two plays.", [("two", "skips")]),
        ("You have never finished it.", [("never", "none", "order")]),
        ("Once is enough.", [("Once", "alone", "order")]),
        ("Most of it.", [("Most", "share", "order")]),
        ("About half of it.", [("half", "half", "order")]),
        ("In May 2022 it began.", [("May 2022", "month")]),
        ("It began in May.", [("May", "month")]),
        ("On 14 November it ended.", [("14 November", "date")]),
        ("In November 2026 it ended.", [("November 2026", "date")]),
        ("At 7:42 on a Tuesday.", [("7:42", "time"), ("Tuesday", "weekday")]),
        ("Low Bridge went to Ostkai.", [("Low Bridge", "top_song.song"), ("Ostkai", "artist")]),
        ("Nothing is claimed and nothing is said.", []),
    ],
)
def test_the_truth_passes(text: str, claims: list[tuple[str, ...]]) -> None:
    assert told(text, *claims) == []


# ------------------------------------------------------------------------------------------------ falsehoods
@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("1,905 plays.", [("1,905", "plays")]),
        ("190 plays.", [("190", "plays")]),
        ("1904.5 plays.", [("1904.5", "plays")]),
        ("It has 61 per cent.", [("61", "share")]),
        ("It has 61.6 %.", [("61.6", "share")]),
        ("It has five per cent.", [("five", "little")]),
        ("Three times skipped.", [("Three", "skips")]),
        ("Once skipped.", [("Once", "skips")]),
        ("A dozen plays.", [("dozen", "plays")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_number_is_caught(text: str, claims: list[tuple[str, ...]]) -> None:
    assert told(text, *claims)


def test_the_name_of_another_receipt_is_caught() -> None:
    assert told("The one with a key is Nadide Su.", ("Nadide Su", "artist"))
    assert told("The one with a key is Low Bridge.", ("Low Bridge", "artist"))
    # The cell holds it, but the remark does not cite that receipt.
    text = "Low Bridge, again."
    found = problems(text, [claim(text, "Low Bridge", "top_song.song")], {"house_artist": HOUSE}, NAMES)
    assert found


@pytest.mark.parametrize("said", ["OSTKAI", "Ostka", "stkai", "Ostkai."])
def test_a_name_has_to_be_said_as_the_receipt_writes_it(said: str) -> None:
    assert told(f"The one with a key is {said}.", (said, "artist"))


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("June 2022", "month"),
        ("May 2021", "month"),
        ("June", "month"),
        ("4 November 2026", "date"),
        ("15 November", "date"),
        ("14 December", "date"),
        ("December 2026", "date"),
        ("2025", "date"),
        ("7:43", "time"),
        ("17:42", "time"),
        ("7", "time"),
        ("Wednesday", "weekday"),
    ],
)
def test_a_wrong_date_is_caught(said: str, where: str) -> None:
    assert told(f"It was {said} then.", (said, where))


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("most", "half"),
        ("most", "little"),
        ("every", "plays"),
        ("always", "skips"),
        ("never", "alone"),
        ("no", "plays"),
        ("once", "skips"),
        ("only", "plays"),
        ("first", "none"),
        ("half", "share"),
        ("nearly half", "share"),
        ("nearly half", "little"),
        ("best", "none"),
        ("last", "alone"),
        ("all", "share"),
    ],
)
def test_a_false_superlative_is_caught(said: str, where: str) -> None:
    assert told(f"It was {said} yours.", (said, where, "order"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It took 12 plays.", "12"),
        ("It took 1,904 plays.", "1,904"),
        ("It took twelve plays.", "twelve"),
        ("It took twice as long.", "twice"),
        ("Half of it was rain.", "Half"),
        ("A third of it was rain.", "third"),
        ("A quarter of it.", "quarter"),
        ("A dozen of them.", "dozen"),
        ("Double the plays.", "Double"),
        ("Thousands of plays.", "Thousands"),
        ("In June it began.", "June"),
        ("In 2019 it began.", "2019"),
        ("On Mondays it rained.", "Mondays"),
        ("At 7:42 it rained.", "7:42"),
        ("Two plays and no more.", "Two"),
    ],
)
def test_an_unclaimed_figure_or_date_is_caught(text: str, left: str) -> None:
    assert told(text) == [f"unclaimed: {left}"]


@pytest.mark.parametrize(
    "text", ["It is Nadide Su.", "(Nadide Su)", "Nadide Su, again.", "So 青葉市子 stayed."]
)
def test_an_unclaimed_name_is_caught(text: str) -> None:
    assert told(text)


def test_a_name_inside_a_longer_word_is_no_name() -> None:
    assert told("Ostkaians came, and Unostkai.") == []


def test_a_second_figure_beside_a_claimed_one_is_caught() -> None:
    assert told("1,904 plays and 96 more.", ("1,904", "plays")) == ["unclaimed: 96"]


def test_a_claim_on_part_of_a_figure_does_not_cover_it() -> None:
    assert told("It took 21,904 plays.", ("1,904", "plays"))
    assert told("It took 1,904.5 plays.", ("1,904", "plays"))


def test_a_claim_on_a_cell_that_is_not_there_is_caught() -> None:
    text = "1,904 plays."
    sound = claim(text, "1,904", "plays")
    for broken in (
        replace(sound, receipt="gone"),
        replace(sound, index=99),
        replace(sound, index=-1),
        replace(sound, part="totals"),
        replace(sound, start=8, end=8),
        replace(sound, end=99),
        replace(sound, start=-12),
        replace(sound, field="label"),
    ):
        assert problems(text, [broken], RECEIPTS, NAMES), broken


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("61.5 of them.", [("61.5", "artist", "number")]),
        ("Ostkai of them.", [("Ostkai", "artist", "number")]),
        ("At 1,904 then.", [("1,904", "plays", "order")]),
    ],
)
def test_a_claim_of_the_wrong_kind_is_caught(text: str, claims: list[tuple[str, ...]]) -> None:
    assert told(text, *claims)


@pytest.mark.parametrize("word", ["most", "every", "never", "once", "only", "always"])
def test_an_unproved_word_of_order_is_caught(word: str) -> None:
    """docs/phrases.md: none of these stands outside a slot."""
    assert told(f"You have {word} played it.") == [f"unclaimed: {word}"]
