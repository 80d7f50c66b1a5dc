"""The tables of docs/sharing.md, written from the program: `python -m tests.sharing_page` writes them anew."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.marked_parts import with_part
from unwrapped_desktop.sharing.dictionary import TABLES, UNITS, TableKind
from unwrapped_desktop.sharing.staying import WHY_WORDS

PAGE = Path(__file__).parents[1] / "docs" / "sharing.md"
REASONS = ("reasons", "end of the reasons")
TABLES_PART = ("tables", "end of the tables")


def reasons() -> str:
    """Return why something stays, as a list."""
    return "\n".join(f"- {words}" for words in WHY_WORDS.values())


def dictionary() -> str:
    """Return every table with its columns, and every unit."""
    parts = ["\n".join(lines) for lines in map(_table, TABLES)]
    units = _cells([("unit", "what it is"), *((f"`{unit}`", words) for unit, words in UNITS.items())])
    return "\n\n".join([*parts, "### Units", "\n".join(units)])


def _table(kind: TableKind) -> Iterator[str]:
    yield f"### `{kind.name}`: {kind.title.lower()}"
    yield ""
    yield f"{kind.meaning[:1].upper()}{kind.meaning[1:]}."
    yield ""
    rows = (
        (f"`{column.name}`", column.type, column.unit and f"`{column.unit}`", column.meaning)
        for column in kind.columns
    )
    yield from _cells([("column", "type", "unit", "what it says"), *rows])


def _cells(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield f"| {' | '.join(row)} |"
        if place == 0:
            yield f"| {' | '.join('---' for _ in row)} |"


if __name__ == "__main__":
    written = with_part(PAGE.read_text(encoding="utf-8"), *REASONS, reasons())
    PAGE.write_text(with_part(written, *TABLES_PART, dictionary()), encoding="utf-8")
