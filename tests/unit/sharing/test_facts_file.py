"""Facts as files: what is in them, that nothing is lost or worked out on the way, and that they say what they are."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_report as example
from tests.example_charts import charted
from tests.measured_facts import measured_facts
from tests.private_report import private_report
from unwrapped_desktop.domain.charts import Obsession
from unwrapped_desktop.domain.era import Era, EraArtist, Eras
from unwrapped_desktop.domain.fact_counts import FACT_COUNTS, FACT_FORMULAS
from unwrapped_desktop.domain.fact_titles import fact_theme, fact_title
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.report import Fact, Receipt, Report, ReportListener
from unwrapped_desktop.resources import resource_bytes
from unwrapped_desktop.sharing.dictionary import TABLES, UNITS, Column, TableKind
from unwrapped_desktop.sharing.facts_file import FACTS_FORMAT, facts_csv, facts_json, facts_zip
from unwrapped_desktop.sharing.for_others import for_others
from unwrapped_desktop.sharing.guard import guarded, plain

SCHEMA = json.loads(resource_bytes("schema", "unwrapped-facts-1.schema.json"))
MARK = "PRIVATEMARK"
Lines = list[dict[str, str]]


def full_report(name: str = "ABBA", *, facts: tuple[Fact, ...] | None = None) -> Report:
    """Return a report with something for every table; the name stands wherever one can."""
    base = charted(example.good_report())
    assert base.charts is not None
    day = date(2021, 3, 1)
    took_over = Obsession(song=name, artist=name, first=day, last=day, plays=9, share_percent=12.5)
    who = EraArtist(name=name, plays=9, share_percent=20.0, elsewhere_percent=None)
    era = Era(
        title=f"2014 to 2016, {name}",
        first_month="2014-03",
        last_month="2016-02",
        plays=400,
        months=24,
        missing_months=0,
        artists=(who,),
        risen=(),
        fallen=(),
        is_settled=True,
    )
    told = tuple(measured_facts().values()) if facts is None else facts
    first, *others = base.receipts
    return replace(
        base,
        listener=ReportListener(name=name, source=base.listener.source),
        facts=(*told, Fact(id="who.made_up_later", value=name, unit="text", sample=9)),
        receipts=(replace(first, rows=(example.cell(name, name, "track"), *first.rows)), *others),
        eras=Eras(eras=(era,)),
        charts=replace(
            base.charts,
            artists=(replace(base.charts.artists[0], name=name), *base.charts.artists[1:]),
            songs=(replace(base.charts.songs[0], name=name, artist=name), *base.charts.songs[1:]),
            obsessions=(took_over,),
        ),
    )


FULL = full_report()
REPORTS = {
    "full": FULL,
    "good": example.good_report(),
    "abstaining": example.abstaining_report(),
    "cjk": example.cjk_report(),
    "right-to-left": example.rtl_report(),
    "short": example.short_report(),
    "given away": for_others(private_report(MARK), detail=FriendDetail.SONGS),
    "the page alone": for_others(charted(), detail=FriendDetail.VERDICT),
}


def read(content: bytes) -> Lines:
    """Return the lines of a table by the names of its columns, as any program reads them."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def tables(report: Report) -> dict[str, Lines]:
    files = unpacked(facts_zip(report))
    return {name.removesuffix(".csv"): read(files[name]) for name in files if name.endswith(".csv")}


def document(report: Report) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(facts_json(report))
    return told


def given_back(text: str) -> str:
    """Return the text that was guarded: the rule that the page on sharing tells whoever reads the tables."""
    parts = re.split("([,;])", text)
    return "".join(part[1:] if part[:1] == "'" and guarded(part[1:]) != part[1:] else part for part in parts)


# ------------------------------------------------------------------------------------------------------ the one table
def test_every_fact_stands_in_the_table_with_what_was_counted() -> None:
    lines = {line["id"]: line for line in read(facts_csv(FULL))}
    assert set(lines) == {fact.id for fact in FULL.facts}
    for fact in measured_facts().values():
        line = lines[fact.id]
        assert line == {
            "id": fact.id,
            "theme": fact_theme(fact.id),
            "title": fact_title(fact.id),
            "value": "" if fact.value is None else str(fact.value),
            "unit": fact.unit,
            "sample": str(fact.sample),
            "counted": FACT_COUNTS[fact.id],
            "available": "true" if fact.available else "false",
            "reason": fact.reason or "",
        }


def test_negative_numbers_stay_numbers_and_names_do_not_become_any() -> None:
    report = full_report(
        facts=(
            Fact(id="attention.hypocrisy_points", value=-3.5, unit="percent", sample=9),
            Fact(id="again.top_song", value="-3.5", unit="track", sample=9),
        )
    )
    values = {line["id"]: line["value"] for line in read(facts_csv(report))}
    assert values["attention.hypocrisy_points"] == "-3.5"
    assert values["again.top_song"] == "'-3.5"


def test_a_fact_that_could_not_be_measured_is_empty_and_never_a_zero() -> None:
    unknown = [line for line in read(facts_csv(FULL)) if line["available"] == "false"]
    assert unknown
    assert {line["value"] for line in unknown} == {""}
    assert all(line["reason"] for line in unknown)


def test_lines_end_as_the_standard_for_these_files_has_it() -> None:
    content = facts_csv(full_report("one\r\ntwo\nthree\x00 \u2028four"))
    assert b"one two three" in content
    assert b"\x00" not in content
    text = content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") == len(FULL.facts) + 1
    assert text.endswith("\r\n")


def test_of_a_page_alone_there_is_nothing_but_the_names_of_the_columns() -> None:
    assert read(facts_csv(REPORTS["the page alone"])) == []


# ------------------------------------------------------------------------------------------------------- the document
@pytest.mark.parametrize("name", REPORTS)
def test_the_document_is_what_its_schema_says(name: str) -> None:
    told = document(REPORTS[name])
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert told["format"] == FACTS_FORMAT == SCHEMA["$id"]
    assert told["made"] == REPORTS[name].created_at.date().isoformat()


def test_the_schema_knows_every_table_and_every_column() -> None:
    assert SCHEMA["$defs"] == {
        kind.name: described_table(kind) for kind in TABLES if kind.name != "dictionary"
    }


def described_table(kind: TableKind) -> dict[str, Any]:
    names = [column.name for column in kind.columns]
    return {
        "title": kind.title,
        "description": kind.meaning,
        "type": "object",
        "properties": {column.name: described(column) for column in kind.columns},
        "required": names,
        "additionalProperties": False,
    }


def described(column: Column) -> dict[str, Any]:
    kinds = {"any": ["number", "string"], "date": ["string"], "yearmonth": ["string"]}.get(
        column.type, [column.type]
    )
    told: dict[str, Any] = {"description": column.meaning, "type": kinds}
    if not column.is_required:
        told["type"] = [*kinds, "null"]
    if column.minimum is not None:
        told["minimum"] = column.minimum
    if column.maximum is not None:
        told["maximum"] = column.maximum
    if column.choices:
        told["enum"] = list(column.choices)
    if column.type in {"date", "yearmonth"}:
        told["pattern"] = r"^\d{4}-\d{2}-\d{2}$" if column.type == "date" else r"^\d{4}-\d{2}$"
    return told


def test_the_document_says_the_same_as_the_tables() -> None:
    told, packed = document(FULL), tables(FULL)
    spoken = {"facts": told["facts"], **told["tables"]}
    assert set(spoken) == set(packed) - {"dictionary"}
    for name, objects in spoken.items():
        assert [{field: cell(value) for field, value in one.items()} for one in objects] == packed[name]


def cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)


def test_the_document_explains_every_column_unit_and_fact_in_it() -> None:
    told = document(FULL)
    explained = told["dictionary"]
    columns = {
        f"{table}.{column}"
        for table, lines in {"facts": told["facts"], **told["tables"]}.items()
        for column in lines[0]
    }
    assert columns <= set(explained["columns"])
    assert explained["units"] == {unit: {"meaning": words} for unit, words in UNITS.items()}
    assert set(explained["facts"]) == {fact.id for fact in FULL.facts}
    for fact_id, formula in FACT_FORMULAS.items():
        assert explained["facts"][fact_id]["formula"] == formula


# -------------------------------------------------------------------------------------------------------- the package
@pytest.mark.parametrize("name", REPORTS)
def test_the_package_describes_the_files_that_are_in_it(name: str) -> None:
    files = unpacked(facts_zip(REPORTS[name]))
    described_as = json.loads(files.pop("datapackage.json"))
    assert described_as["profile"] == "tabular-data-package"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", described_as["created"])
    assert [resource["path"] for resource in described_as["resources"]] == list(files)
    for resource in described_as["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        check_table(resource["schema"], read(content))


def check_table(schema: dict[str, Any], lines: Lines) -> None:
    """Check a table against its description as a reader of such packages does."""
    assert lines, "a table that there is nothing for is absent"
    assert list(lines[0]) == [field["name"] for field in schema["fields"]]
    keys = [tuple(line[name] for name in schema["primaryKey"]) for line in lines]
    assert len(set(keys)) == len(keys)
    for field in schema["fields"]:
        for line in lines:
            check_cell(field, line[field["name"]])


def check_cell(field: dict[str, Any], text: str) -> None:
    rules = field["constraints"]
    if text == "":
        assert not rules["required"], field["name"]
        return
    patterns = {
        "any": r".*",
        "boolean": r"true|false",
        "date": r"\d{4}-\d\d-\d\d",
        "integer": r"-?\d+",
        "number": r"-?\d+(\.\d+)?(e-?\d+)?",
        "string": r".*",
        "yearmonth": r"\d{4}-\d\d",
    }
    assert re.fullmatch(patterns[field["type"]], text), (field["name"], text)
    if "enum" in rules:
        assert text in rules["enum"]
    if "minimum" in rules:
        assert float(text) >= rules["minimum"]
    if "maximum" in rules:
        assert float(text) <= rules["maximum"]


def test_a_report_with_everything_has_every_table_in_order() -> None:
    assert list(tables(FULL)) == [kind.name for kind in TABLES]


def test_tables_that_there_is_nothing_for_are_absent() -> None:
    bare = replace(FULL, charts=None, eras=Eras(eras=()), facts=())
    assert list(tables(bare)) == ["scores", "receipts", "dictionary"]
    told = document(bare)
    assert (told["facts"], set(told["tables"])) == ([], {"scores", "receipts"})


def test_lists_are_in_their_order_with_every_figure() -> None:
    packed, told = tables(FULL), FULL.charts
    assert told is not None
    assert [(line["rank"], line["artist"], line["plays"]) for line in packed["artists"]] == [
        (str(place), one.name, str(one.plays)) for place, one in enumerate(told.artists, start=1)
    ]
    assert [(line["song"], line["artist"]) for line in packed["songs"]] == [
        (one.name, one.artist) for one in told.songs
    ]
    assert [(line["month"], line["plays"]) for line in packed["months"]] == [
        (one.month, str(one.plays)) for one in told.months
    ]
    assert sum(int(line["plays"]) for line in packed["clock"]) == sum(map(sum, told.clock))
    assert packed["clock"][24 + 7] == {
        "weekday": "Tuesday",
        "hour": "7",
        "plays": str(told.clock[1][7]),
    }


def test_every_line_of_every_receipt_is_a_row() -> None:
    lines = tables(FULL)["receipts"]
    assert len(lines) == sum(len(one.rows) + len(one.totals) for one in FULL.receipts)
    second: Receipt = FULL.receipts[1]
    rows = [line for line in lines if line["receipt"] == second.id and line["part"] == "rows"]
    assert [(line["line"], line["label"], line["value"]) for line in rows] == [
        (str(place), one.label, str(one.value)) for place, one in enumerate(second.rows, start=1)
    ]


def test_the_dictionary_explains_every_file_beside_it() -> None:
    packed = tables(FULL)
    explained = {(line["kind"], line["name"]): line for line in packed["dictionary"]}
    for table, lines in packed.items():
        assert explained["table", table]["meaning"]
        for column in lines[0]:
            assert explained["column", f"{table}.{column}"]["meaning"]
    units = {line["unit"] for table in ("facts", "receipts") for line in packed[table]}
    units |= {line["unit"] for line in packed["dictionary"]} - {""}
    assert all(explained["unit", unit]["meaning"] for unit in units)
    for fact in measured_facts().values():
        line = explained["fact", fact.id]
        assert (line["meaning"], line["formula"]) == (FACT_COUNTS[fact.id], FACT_FORMULAS.get(fact.id, ""))


def test_the_same_report_gives_the_same_bytes() -> None:
    for made in (facts_csv, facts_json, facts_zip):
        assert made(full_report()) == made(full_report())
    with zipfile.ZipFile(io.BytesIO(facts_zip(FULL))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_private_is_in_any_of_them() -> None:
    report = REPORTS["given away"]
    for content in (facts_csv(report), facts_json(report), *unpacked(facts_zip(report)).values()):
        text = content.decode("utf-8")
        for private in (MARK, "13:37", "37:11", "1:47", "7:43", "Vaduz"):
            assert private not in text, private


# ------------------------------------------------------------------------------------------------------ hostile names
def written(report: Report) -> Iterator[str]:
    """Yield every cell of every table, as a program reads it."""
    for lines in (read(facts_csv(report)), *tables(report).values()):
        for line in lines:
            yield from line.values()


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text) is not None


HOSTILE = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.text("=+-@'\"\t\r\n ,;|\uff1d\uff0b\uff0d\uff20\u200b\u2068\ufeff\u2212\x00a1", max_size=12),
)


@given(name=HOSTILE)
def test_no_cell_begins_dangerously_and_every_name_comes_back(name: str) -> None:
    report = full_report(name, facts=())
    for text in written(report):
        told = text.lstrip('\u200b\u2068\ufeff \u3000\u00a0"')
        assert not told.startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")) or is_number(text), text
        assert not set(text) & {"\x00", "\n", "\r", "\t", "\x1b"}
    packed, told_in_json = tables(report), document(report)
    assert given_back(packed["artists"][0]["artist"]) == plain(name)
    assert given_back(packed["songs"][0]["song"]) == plain(name)
    assert given_back(packed["receipts"][0]["label"]) == plain(name)
    assert told_in_json["tables"]["artists"][0]["artist"] == name
    assert told_in_json["listener"]["name"] == name
    assert told_in_json["facts"][0]["value"] == name


def test_our_own_words_are_never_taken_for_a_formula() -> None:
    packed = tables(full_report(facts=()))["dictionary"]
    assert [text for line in packed for text in line.values() if "'=" in text or text.startswith("'")] == []
    counted = [*FACT_COUNTS.values(), *FACT_FORMULAS.values(), *map(fact_title, FACT_COUNTS)]
    assert [text for text in counted if guarded(text) != text] == []
