"""Every page keeps the rules of the page, and every word of it that can be checked is true to its receipts."""

from tests.property.pages import Page
from tests.property.reader import sentences
from tests.property.rules import false_charges, false_statements, manners_broken, phrase_of, rules_broken


# ------------------------------------------------------------------------------------------------ what is said
def test_all_that_is_stated_is_claimed_and_every_claim_is_true(page: Page) -> None:
    problems = list(false_statements(page))
    assert not problems, "\n".join(["", *problems])


def test_the_charge_quotes_what_its_receipts_hold(page: Page) -> None:
    problems = list(false_charges(page))
    assert not problems, "\n".join(["", *problems])


# ------------------------------------------------------------------------------------------------ the page
def test_a_page_keeps_its_measures(page: Page) -> None:
    problems = list(rules_broken(page))
    assert not problems, "\n".join(["", *problems])


def test_a_remark_is_what_its_phrase_says(page: Page) -> None:
    intensity = page.report["provenance"]["intensity"]
    for remark in page.remarks:
        phrase = phrase_of(remark)
        assert phrase["family"] == remark["family"]
        assert phrase["intensity"] in {intensity, "any"}
        assert 1 <= len(sentences(remark["text"], remark["claims"])) <= 3, remark["text"]


# ------------------------------------------------------------------------------------------------ the language
def test_a_page_keeps_its_manners(page: Page) -> None:
    problems = list(manners_broken(page))
    assert not problems, "\n".join(["", *problems])
