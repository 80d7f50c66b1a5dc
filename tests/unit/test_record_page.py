"""docs/record.md says what the program does: its reasons, names and figures are those of the code."""

from dataclasses import fields
from pathlib import Path

import pytest

from unwrapped_desktop.assembling import adding
from unwrapped_desktop.domain.addition import AdditionKind
from unwrapped_desktop.domain.era import ERAS_MOST
from unwrapped_desktop.domain.forensics import SetAside
from unwrapped_desktop.domain.record import PLAYS_NEEDED
from unwrapped_desktop.domain.report import RecordSummary, Report
from unwrapped_desktop.sources.crew.crew import WORTH_BYTES
from unwrapped_desktop.sources.decoding.devices import DEVICE_KINDS
from unwrapped_desktop.sources.extras.documents import DOCUMENT_MAX_BYTES
from unwrapped_desktop.sources.limits import MIB, Limits
from unwrapped_desktop.sources.opening.recognise import extra_kind, is_history, is_never_opened

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def first_cells(title: str) -> list[str]:
    """Return the first cell of each line of the tables of a section, without their heads."""
    lines = [line.strip("| ") for line in section(title).splitlines() if line.startswith("|")]
    cells = [line.partition(" | ")[0] for line in lines]
    heads = {place for place, cell in enumerate(cells) if cell.startswith("---")}
    return [cell for place, cell in enumerate(cells) if not {place, place + 1} & heads]


def names_in(text: str) -> list[str]:
    return text.split("`")[1::2]


def test_every_reason_to_set_a_row_aside_stands_in_their_order() -> None:
    assert names_in(" ".join(first_cells("What is set aside"))) == [
        reason.name for reason in fields(SetAside)
    ]


@pytest.mark.parametrize("cell", first_cells("What is read"))
def test_files_said_to_be_read_are_known(cell: str) -> None:
    for name in names_in(cell):
        written = name.replace("*", "3")
        assert is_history(written) or extra_kind(written)


def test_files_said_never_to_be_opened_are_not() -> None:
    paragraph = section("What is read").partition("**Never opened**")[2].partition("\n")[0]
    names = [name for name in names_in(paragraph) if name.endswith(".json")]
    assert len(names) > 5
    assert [name for name in names if not is_never_opened(name)] == []


def test_every_kind_of_device_is_named() -> None:
    paragraph = section("What is read").partition("**Never becomes a value**")[2]
    assert names_in(paragraph) == list(DEVICE_KINDS)


def test_fields_of_the_report_exist() -> None:
    known = {f"record.{field.name}" for field in fields(RecordSummary)} | {
        field.name for field in fields(Report)
    }
    assert [
        name for name in names_in(" ".join(first_cells("What the report says of it"))) if name not in known
    ] == []


def test_every_kind_of_addition_is_named() -> None:
    cells = names_in(" ".join(first_cells("How a newer export is added")))
    assert cells == [kind.value for kind in AdditionKind]


def test_figures_are_those_of_the_program() -> None:
    limits = Limits()
    assert f"| {limits.unpacked_bytes // (1024 * MIB)} GiB |" in PAGE
    assert f"| {limits.rows:,} |" in PAGE
    assert f"| {limits.archive_entries:,} |" in PAGE
    assert f"| {limits.ratio} times its size, from {limits.ratio_slack_bytes // MIB} MiB on |" in PAGE
    assert f"| {limits.folder_entries:,}, in {limits.folder_depth} levels |" in PAGE
    assert f"| {limits.longest_row_bytes // MIB} MiB |" in PAGE
    assert f"| {DOCUMENT_MAX_BYTES // MIB} MiB each |" in PAGE
    assert f"From {WORTH_BYTES // MIB} MiB unpacked" in PAGE
    assert f"fewer than {adding.COMMON_ROWS_NEEDED} pairs" in PAGE
    assert f"A verdict takes {PLAYS_NEEDED} plays." in PAGE


def test_words_for_figures_are_right() -> None:
    assert (adding.SAME_RATIO, adding.OTHER_RATIO) == (0.5, 0.1), "half or more, less than a tenth"
    assert ERAS_MOST == 9, "nine at most"
