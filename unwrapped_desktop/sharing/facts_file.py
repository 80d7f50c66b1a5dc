"""The facts of a verdict as a file: one table for a spreadsheet, one JSON document, or a package of tables.

What is made of a report here has been stripped before (`for_others`): everything in the report goes into the file. The
same report gives the same bytes.

The tables are CSV as RFC 4180 has it, in UTF-8 with a byte order mark, for without one spreadsheets take names for
another writing. Text in them is guarded (`guard`); JSON holds it as it is. The package is a tabular data package,
version 1 of Frictionless: `datapackage.json` says what each column of the tables beside it is.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import UTC

import msgspec

from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.dictionary import Column, TableKind
from unwrapped_desktop.sharing.fact_tables import Field, Table, facts_table, tables_of
from unwrapped_desktop.sharing.guard import guarded

FACTS_FORMAT = "unwrapped-facts/1"
"""What a document says it is; `unwrapped-facts-1.schema.json` among the resources describes it."""

PACKAGE_NAME = "unwrapped-facts"

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Every file in a zip is of this moment: what it was made at is nobody's business, and changes its bytes."""

_UNIX = 3
_READABLE_BY_ALL = 0o644 << 16

_SOURCES: Mapping[SourceKind, str] = {
    SourceKind.EXTENDED_EXPORT: "Spotify, extended streaming history",
    SourceKind.ACCOUNT_EXPORT: "Spotify, account data",
    SourceKind.WEB_API: "Spotify, lists of its Web API",
    SourceKind.SAMPLE: "a made-up listener",
}

_encoder = msgspec.json.Encoder()  # fields stand in the order in which they are said


def facts_csv(report: Report) -> bytes:
    """Return the facts of a report that has been stripped, as one table: a line each, under a line of names."""
    return _csv(facts_table(report))


def facts_json(report: Report) -> bytes:
    """Return the facts and tables of a report that has been stripped, as one document of `unwrapped-facts/1`."""
    tables = {table.kind.name: table for table in tables_of(report)}
    dictionary = tables.pop("dictionary")
    facts = tables.pop("facts", None)
    document = {
        "format": FACTS_FORMAT,
        "made": report.created_at.date(),
        "listener": {"name": report.listener.name, "source": report.listener.source},
        "dictionary": _explained(dictionary),
        "facts": [] if facts is None else _objects(facts),
        "tables": {name: _objects(table) for name, table in tables.items()},
    }
    return msgspec.json.format(_encoder.encode(document), indent=1) + b"\n"


def facts_zip(report: Report) -> bytes:
    """Return the tables of a report that has been stripped, as a zip of CSV files with their description."""
    files = {f"{table.kind.name}.csv": (table.kind, _csv(table)) for table in tables_of(report)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        _put(package, "datapackage.json", _description(report, files))
        for path, (_, content) in files.items():
            _put(package, path, content)
    return made.getvalue()


def _put(package: zipfile.ZipFile, path: str, content: bytes) -> None:
    """Put a file into a zip, such that its bytes do not depend on when and where."""
    entry = zipfile.ZipInfo(path, _EARLIEST)
    entry.create_system = _UNIX
    entry.external_attr = _READABLE_BY_ALL
    entry.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(entry, content)


def _csv(table: Table) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in table.kind.columns])
    writer.writerows([_cell(field) for field in row] for row in table.rows)
    return _BYTE_ORDER_MARK + written.getvalue().encode("utf-8")


def _cell(field: Field) -> str:
    if field is None:
        return ""
    if isinstance(field, bool):
        return "true" if field else "false"
    return guarded(field) if isinstance(field, str) else str(field)


def _objects(table: Table) -> list[dict[str, Field]]:
    names = [column.name for column in table.kind.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def _explained(dictionary: Table) -> dict[str, dict[str, dict[str, Field]]]:
    """Return the dictionary by what is explained and its name, without empty fields."""
    explained: dict[str, dict[str, dict[str, Field]]] = {}
    for line in _objects(dictionary):
        kind, name = str(line.pop("kind")), str(line.pop("name"))
        told: dict[str, Field] = {field: value for field, value in line.items() if value is not None}
        explained.setdefault(f"{kind}s", {})[name] = told
    return explained


def _description(report: Report, files: Mapping[str, tuple[TableKind, bytes]]) -> bytes:
    """Return `datapackage.json`: what each file is, and what its columns hold."""
    listener = report.listener
    document = {
        "profile": "tabular-data-package",
        "name": PACKAGE_NAME,
        "title": f"Listening in figures: {listener.name}",
        "description": "Measured by Unwrapped from what Spotify gives its listeners. dictionary.csv explains every"
        " table, column, unit and fact. Text in the tables is guarded: where a spreadsheet would work out what a cell"
        " says, an apostrophe stands before it.",
        "created": report.created_at.astimezone(UTC),
        "sources": [{"title": _SOURCES[listener.source]}],
        "resources": [_resource(path, kind, content) for path, (kind, content) in files.items()],
    }
    return msgspec.json.format(_encoder.encode(document), indent=1) + b"\n"


def _resource(path: str, kind: TableKind, content: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": kind.name,
        "path": path,
        "title": kind.title,
        "description": _sentence(kind.meaning),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(kind),
    }


def _schema(kind: TableKind) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(column) for column in kind.columns],
        "missingValues": [""],
        "primaryKey": list(kind.key),
    }
    if kind.parent is not None:
        table, column = kind.parent
        reference = {"resource": table, "fields": column}
        schema["foreignKeys"] = [{"fields": kind.columns[0].name, "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": column.is_required}
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "title": column.title,
        "type": column.type,
        "description": _sentence(column.meaning),
        "constraints": constraints,
    }


def _sentence(meaning: str) -> str:
    return f"{meaning[:1].upper()}{meaning[1:]}."
