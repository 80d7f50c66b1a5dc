"""Pages of listeners of whom lists alone are known: the rules of every page, and receipts read anew from the lists."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.list_listeners import told
from tests.property.audit_lists import LIST_AUDITORS, ListDesk
from tests.property.list_pages import LIST_RECIPES, ListPage, judged_lists, list_page
from tests.property.rules import false_charges, false_statements, manners_broken, phrase_of, rules_broken
from tests.property.test_recount import AXES, agrees
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.top_lists import Span
from unwrapped_desktop.messages import message_for


@pytest.fixture(params=list(LIST_RECIPES))
def page(request: pytest.FixtureRequest) -> ListPage:
    return list_page(LIST_RECIPES[request.param])


def false_lines(page: ListPage) -> Iterator[str]:
    """Yield each line of a receipt that the lists do not bear out."""
    for name, receipt in page.receipts.items():
        if name in AXES:
            continue
        desk = ListDesk(receipt, page.lists)
        for part, index, expected in LIST_AUDITORS[name](desk):
            cell = receipt[part][index]
            if not agrees(cell["value"], expected):
                yield f"{name}.{part}[{index}] {cell['label']!r}: {cell['value']!r}, counted {expected!r}"
        yield from (f"{name}: not so: {words} | {receipt}" for words in desk.wrong)


def test_every_statement_is_claimed_and_true(page: ListPage) -> None:
    problems = [*false_statements(page), *false_charges(page), *false_lines(page)]
    assert not problems, "\n".join(["", *problems])


def test_a_page_keeps_the_rules(page: ListPage) -> None:
    problems = [*rules_broken(page), *manners_broken(page)]
    assert not problems, "\n".join(["", *problems])


def test_lines_are_those_of_lists(page: ListPage) -> None:
    families = {remark["family"] for remark in page.remarks}
    assert {name for name in families if not name.startswith("list_")} <= {
        "lore_artist",
        "lore_genre",
        "lore_decade",
    }
    intensity = page.report["provenance"]["intensity"]
    assert all(phrase_of(remark)["intensity"] in {intensity, "any"} for remark in page.remarks)


def test_the_record_adds_up(page: ListPage) -> None:
    record, lists = page.report["record"], page.lists
    entries = sum(map(len, (*lists.artists.values(), *lists.songs.values(), lists.last_plays)))
    assert record["kind"] == "top_lists"
    assert record["rows_total"] == record["rows_used"] == entries
    assert record["plays"] == len(lists.last_plays)


def test_lists_say_what_they_cannot_tell(page: ListPage) -> None:
    axes = {axis["id"]: axis for axis in page.report["axes"]}
    for name in ("day_night", "finisher_skipper", "album_shuffle"):
        assert axes[name]["value"] is None
        assert axes[name]["reason"]
    for fact in page.report["facts"]:
        assert fact["available"] == (fact["value"] is not None) == (fact["reason"] is None)


def test_the_same_lists_give_the_same_page_in_every_voice() -> None:
    recipe = next(recipe for recipe in LIST_RECIPES.values() if recipe.vintage == "full")
    lists = told(recipe.kind, recipe.seed, recipe.vintage)
    once = judged_lists(lists, recipe).report
    assert judged_lists(told(recipe.kind, recipe.seed, recipe.vintage), recipe).report == once
    for intensity in Intensity:
        other = judged_lists(lists, replace(recipe, settings=replace(recipe.settings, intensity=intensity)))
        assert other.verdict["label"] == once["verdict"]["label"]
        assert other.report["facts"] == once["facts"]


def test_one_play_more_changes_at_most_two_remarks(page: ListPage) -> None:
    plays = page.lists.last_plays
    if not plays:
        pytest.skip("no last plays are told of this listener")
    added = replace(plays[0], played_at=plays[-1].played_at + timedelta(minutes=4))
    after = judged_lists(replace(page.lists, last_plays=(*plays[1:], added)), page.recipe)
    before = Counter(remark["text"] for remark in page.remarks)
    assert (before - Counter(remark["text"] for remark in after.remarks)).total() <= 2


def test_who_is_left_out_is_spoken_of_no_more() -> None:
    recipe = next(recipe for recipe in LIST_RECIPES.values() if recipe.vintage == "names")
    whole = list_page(recipe)
    first = whole.lists.artists[Span.YEAR][0].name
    settings = replace(recipe.settings, exclusions=Exclusions((Exclusion.of_artist(first.upper()),)))
    left = judged_lists(whole.lists, replace(recipe, settings=settings))
    record = left.report["record"]
    assert record["set_aside"]["excluded"] > 0
    assert record["rows_total"] == whole.report["record"]["rows_total"]
    assert not any(first in remark["text"] for remark in left.remarks)
    assert "list_same_first" not in left.receipts
    assert "list_deposed" not in left.receipts


def test_too_short_a_list_is_not_judged() -> None:
    recipe = next(iter(LIST_RECIPES.values()))
    lists = list_page(recipe).lists
    with pytest.raises(NotEnoughData) as error:
        judged_lists(replace(lists, artists={Span.YEAR: lists.artists[Span.YEAR][:9]}), recipe)
    assert error.value.code == "too_few_names"


def test_leaving_out_too_much_is_said_so() -> None:
    recipe = next(recipe for recipe in LIST_RECIPES.values() if recipe.vintage == "names")
    whole = list_page(recipe)
    names = {artist.name for listed in whole.lists.artists.values() for artist in listed}
    everybody = Exclusions(tuple(Exclusion.of_artist(name) for name in names))
    with pytest.raises(NotEnoughData) as error:
        judged_lists(whole.lists, replace(recipe, settings=replace(recipe.settings, exclusions=everybody)))
    assert error.value.code == "too_little_left"
    assert "Leave out less" in message_for(error.value)


def test_too_few_lists_are_not_judged() -> None:
    recipe = next(iter(LIST_RECIPES.values()))
    lists = list_page(recipe).lists
    alone = replace(lists, artists={Span.YEAR: lists.artists[Span.YEAR]}, songs={}, last_plays=())
    with pytest.raises(NotEnoughData) as error:
        judged_lists(alone, recipe)
    assert error.value.code == "too_few_lists"


def test_hours_take_last_plays_alone() -> None:
    recipe = next(recipe for recipe in LIST_RECIPES.values() if recipe.vintage == "names")
    whole = list_page(recipe)
    settings = replace(recipe.settings, exclusions=Exclusions((Exclusion.of_hours(range(24)),)))
    left = judged_lists(whole.lists, replace(recipe, settings=settings))
    assert left.report["record"]["set_aside"]["excluded"] == len(whole.lists.last_plays)
    assert left.report["record"]["plays"] == 0
