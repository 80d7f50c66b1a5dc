"""docs/sharing.md says what the program does: its reasons, keys, tables and units are those of the code."""

from pathlib import Path

from tests.marked_parts import part_of
from tests.sharing_page import PAGE, REASONS, TABLES_PART, dictionary, reasons
from unwrapped_desktop.cli.arguments import FACTS_ENDINGS
from unwrapped_desktop.cli.giving import FACTS_MADE
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.friend_file import FRIEND_NAME, FRIEND_SUFFIX, FriendDetail
from unwrapped_desktop.domain.report import Fact
from unwrapped_desktop.sharing.facts_file import FACTS_FORMAT
from unwrapped_desktop.sharing.staying import CHARGE_KEY, fact_key, line_key, name_key

TEXT = PAGE.read_text(encoding="utf-8")
ROOT = Path(__file__).parents[3]


def test_every_reason_is_told() -> None:
    assert part_of(TEXT, *REASONS) == reasons()


def test_the_dictionary_is_that_of_the_program() -> None:
    assert part_of(TEXT, *TABLES_PART) == dictionary()


def test_every_kind_of_key_is_told() -> None:
    rank = Ranked(name="TITLE", artist="ARTIST", plays=1, share_percent=1)
    keys = [
        line_key(2),
        line_key(0, within="era.2"),
        line_key(3, within="two"),
        CHARGE_KEY,
        fact_key(Fact(id="clock.mean_hour", value=1, unit="time", sample=1)),
        name_key("artist", Ranked(name="NAME", artist="", plays=1, share_percent=1)),
        name_key("song", rank),
        name_key("album", rank),
    ]
    table = TEXT.partition("| key | what it lets out |")[2].partition("\n\n")[0]
    assert [line.split("`")[1] for line in table.splitlines()[2:]] == keys


def test_kinds_of_files_are_those_of_the_program() -> None:
    assert tuple(FACTS_MADE) == FACTS_ENDINGS
    for ending in (*FACTS_ENDINGS, FRIEND_SUFFIX):
        assert f"`{ending}`" in TEXT
    assert FACTS_FORMAT in TEXT
    assert f'"{FRIEND_NAME}"' in TEXT
    assert [detail.value for detail in FriendDetail if f"`{detail.value}`" not in TEXT] == []


def test_files_that_are_named_exist() -> None:
    assert (ROOT / "resources" / "schema" / "unwrapped-facts-1.schema.json").is_file()
    assert (PAGE.parent / "facts.md").is_file()
