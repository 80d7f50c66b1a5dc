"""What the tables of a facts file hold, in words: every table, every column, every unit. docs/sharing.md says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["any", "boolean", "date", "integer", "number", "string", "yearmonth"]
"""As Frictionless Table Schema, version 1, calls them; `any` holds numbers and words."""

UNITS: Mapping[str, str] = {
    "count": "a number; of days, hours or times where the title says so",
    "percent": "0 to 100; of a difference, points, which may be below 0",
    "ratio": "0 to 1",
    "points": "points of a hundred, signed",
    "minutes": "minutes",
    "hours": "hours",
    "year": "a calendar year",
    "decade": "ten years, such as 1970s",
    "month": "a calendar month",
    "date": "a local day",
    "weekday": "a day of the week",
    "time": "a whole hour of the listener's own clock",
    "artist": "the name of an artist",
    "track": "the title of a song",
    "album": "the title of an album",
    "text": "words",
}
"""What a figure is told in, by what the files call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: What it is called in the file.
        title: What a person calls it.
        type: What its cells are.
        meaning: What they say.
        unit: A key of `UNITS`; empty where another column names it, and where there is none.
        is_required: Whether no cell is empty.
        minimum: No number is less.
        maximum: No number is more.
        choices: The words that may stand there; empty where any may.
    """

    name: str
    title: str
    type: ColumnType
    meaning: str
    unit: str = ""
    is_required: bool = True
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """A table that a report can have something for.

    Attributes:
        name: What it is called in the file.
        title: What a person calls it.
        meaning: What a row is, and what is not in it.
        columns: In their order.
        key: Names of the columns that tell the rows apart.
        parent: The table and the column that the first column of this one refers to; None where it stands by itself.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parent: tuple[str, str] | None = None


def _count(name: str, title: str, meaning: str, *, least: int = 0, is_required: bool = True) -> Column:
    return Column(
        name=name,
        title=title,
        type="integer",
        meaning=meaning,
        unit="count",
        is_required=is_required,
        minimum=least,
    )


def _words(name: str, title: str, meaning: str, *, unit: str = "text", is_required: bool = True) -> Column:
    return Column(name=name, title=title, type="string", meaning=meaning, unit=unit, is_required=is_required)


def _percent(name: str, title: str, meaning: str, *, is_required: bool = True) -> Column:
    return Column(
        name=name,
        title=title,
        type="number",
        meaning=meaning,
        unit="percent",
        is_required=is_required,
        minimum=0,
        maximum=100,
    )


def _ratio(name: str, title: str, meaning: str, *, is_required: bool = True) -> Column:
    return Column(
        name=name,
        title=title,
        type="number",
        meaning=meaning,
        unit="ratio",
        is_required=is_required,
        minimum=0,
        maximum=1,
    )


def _month(name: str, title: str, meaning: str) -> Column:
    return Column(name=name, title=title, type="yearmonth", meaning=meaning, unit="month")


def _day(name: str, title: str, meaning: str, *, is_required: bool = True) -> Column:
    return Column(name=name, title=title, type="date", meaning=meaning, unit="date", is_required=is_required)


def _yes_or_no(name: str, title: str, meaning: str) -> Column:
    return Column(name=name, title=title, type="boolean", meaning=meaning)


def _figure(name: str, title: str, meaning: str, *, is_required: bool = False) -> Column:
    return Column(name=name, title=title, type="number", meaning=meaning, is_required=is_required)


_UNIT = _words("unit", "Unit", "what the value is told in")
_ARTIST = _words("artist", "Artist", "whose it is", unit="artist")
_PLAYS = _count("plays", "Plays", "times it was played for 30 seconds or more", least=1)
_SHARE = _percent("share_percent", "Share", "plays of it, of all plays")
_RANK = _count("rank", "Place", "its place on this list; names that stay are not counted", least=1)
_FIRST_ON = _day(
    "first_on",
    "First heard",
    "local day of the first play outside private sessions; empty where it is not known",
    is_required=False,
)

FACTS = TableKind(
    name="facts",
    title="Facts",
    meaning="one measured figure or name a row, and those that could not be measured, each with the reason",
    columns=(
        _words("id", "Fact", "its stable name"),
        _words("theme", "Theme", "what it is about"),
        _words("title", "Title", "what it is called"),
        Column(
            name="value",
            title="Value",
            type="any",
            meaning="the figure or the name; empty where it could not be measured, never 0 for that",
            is_required=False,
        ),
        _UNIT,
        _count("sample", "Measured on", "rows, plays, days or artists it was measured on"),
        _words("counted", "What was counted", "what the figure counts", is_required=False),
        _yes_or_no("available", "Measured", "whether it could be measured"),
        _words("reason", "Why not", "why it could not be measured; else empty", is_required=False),
    ),
    key=("id",),
)
ARTISTS = TableKind(
    name="artists",
    title="Most played artists",
    meaning="one artist a row, the most played first",
    columns=(
        _RANK,
        _words("artist", "Artist", "the name", unit="artist"),
        _PLAYS,
        _SHARE,
        _FIRST_ON,
    ),
    key=("rank",),
)
SONGS = TableKind(
    name="songs",
    title="Most played songs",
    meaning="one song a row, the most played first; all releases of one title by one artist are one song",
    columns=(
        _RANK,
        _words("song", "Song", "the title", unit="track"),
        _ARTIST,
        _PLAYS,
        _SHARE,
        _FIRST_ON,
    ),
    key=("rank",),
)
ALBUMS = TableKind(
    name="albums",
    title="Most played albums",
    meaning="one album a row, the most played first",
    columns=(
        _RANK,
        _words("album", "Album", "the title", unit="album"),
        _ARTIST,
        _PLAYS,
        _SHARE,
    ),
    key=("rank",),
)
OBSESSIONS = TableKind(
    name="obsessions",
    title="Obsessions",
    meaning="one song a row that took over for a while, in the order of their days",
    columns=(
        _count("obsession", "Number", "its place in the order of days", least=1),
        _words("song", "Song", "the title", unit="track"),
        _ARTIST,
        _day("first", "From", "first local day of the weeks in which it took over"),
        _day("last", "To", "last of them"),
        _PLAYS,
        _percent("share_percent", "Share", "plays of it, of all plays in these weeks"),
    ),
    key=("obsession",),
)
YEARS = TableKind(
    name="years",
    title="Years",
    meaning="one calendar year a row, years without plays between them too",
    columns=(
        Column(name="year", title="Year", type="integer", meaning="which", unit="year", minimum=1),
        _count("plays", "Plays", "plays that began in it"),
        Column(
            name="hours",
            title="Hours",
            type="number",
            meaning="how long they took together",
            unit="hours",
            minimum=0,
        ),
        _count("artists", "Artists", "artists with a play in it"),
        _yes_or_no("is_whole", "Whole", "whether the record covers it from end to end"),
    ),
    key=("year",),
)
MONTHS = TableKind(
    name="months",
    title="Months",
    meaning="one calendar month with data a row; a month that is missing from the record is not there",
    columns=(
        _month("month", "Month", "which"),
        _count("plays", "Plays", "plays that began in it"),
        _count(
            "new_artists",
            "New artists",
            "artists first played in it; empty in the record's first months, where nearly all are new",
            is_required=False,
        ),
        _count("told", "Rows that tell of skips", "rows that say whether they were skipped"),
        _count("skipped", "Skipped", "how many of them were"),
    ),
    key=("month",),
)
CLOCK = TableKind(
    name="clock",
    title="The clock",
    meaning="one hour of one day of the week a row, by the listener's own clock",
    columns=(
        Column(
            name="weekday",
            title="Weekday",
            type="string",
            meaning="the day of the week, Monday first",
            unit="weekday",
            choices=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ),
        Column(
            name="hour",
            title="Hour",
            type="integer",
            meaning="the hour that begins then",
            unit="time",
            minimum=0,
            maximum=23,
        ),
        _count("plays", "Plays", "plays that began in it, over the whole record"),
    ),
    key=("weekday", "hour"),
)
SCORES = TableKind(
    name="scores",
    title="Scores",
    meaning="one score or trait a row, from one pole at 0 to the other at 1",
    columns=(
        _words("score", "Score", "its stable name"),
        _words("at_0", "At 0", "what it says at 0"),
        _words("at_1", "At 1", "what it says at 1"),
        _ratio("value", "Value", "where the listener stands; empty for no ruling", is_required=False),
        _ratio("low", "Low", "lower end of its 90 % interval", is_required=False),
        _ratio("high", "High", "upper end", is_required=False),
        _ratio("coverage_ratio", "Rests on", "share of all plays that it rests on"),
        _count("sample", "Measured on", "plays it rests on"),
        _words("reason", "Why not", "why there is no ruling; else empty", is_required=False),
        _words("measure", "Figure behind it", "what was measured for it", is_required=False),
        _figure("measured", "Measured", "that figure"),
        _figure("measured_low", "Measured, low", "lower end of its 90 % interval"),
        _figure("measured_high", "Measured, high", "upper end"),
        _figure("expected", "Expected", "what a usual listener's record of that size would show"),
        _words("measured_unit", "Unit of the figure", "what the figure is told in", is_required=False),
        _words("computed", "Computed", "how the value comes about, in figures", is_required=False),
    ),
    key=("score",),
)
RECEIPTS = TableKind(
    name="receipts",
    title="Receipts",
    meaning="one line of a receipt a row: what proves the lines of the verdict and its scores",
    columns=(
        _words("receipt", "Receipt", "its stable name"),
        _words("title", "Title", "what it is about"),
        _words("counted", "What was counted", "which plays or rows", is_required=False),
        Column(
            name="part",
            title="Part",
            type="string",
            meaning="whether the line stands among the rows or under the rule",
            choices=("rows", "totals"),
        ),
        _count("line", "Line", "its place within that part", least=1),
        _words("label", "Label", "what the line says it is, or whom it is about", is_required=False),
        Column(name="value", title="Value", type="any", meaning="the figure or the name", is_required=False),
        _UNIT,
    ),
    key=("receipt", "part", "line"),
)
ERAS = TableKind(
    name="eras",
    title="Eras",
    meaning="one era of the life a row, in order",
    columns=(
        _count("era", "Number", "its place in the life", least=1),
        _words("title", "Title", "its dates, and the artist who defines it where one can be named"),
        _month("first_month", "From", "first month; has plays"),
        _month("last_month", "To", "last month; has plays"),
        _count("plays", "Plays", "plays from the first month to the last"),
        _count("months", "Months", "months that hold plays"),
        _count("missing_months", "Missing months", "months between that hold none: nothing is known of them"),
        _yes_or_no("is_settled", "Settled", "whether its first month will stay when months are added"),
    ),
    key=("era",),
)
ERA_ARTISTS = TableKind(
    name="era_artists",
    title="Artists of the eras",
    meaning="one artist a row who tells an era from the rest of the life, the most telling first",
    columns=(
        _count("era", "Era", "the number of the era", least=1),
        _count("place", "Place", "the place within the era", least=1),
        _words("artist", "Artist", "the name", unit="artist"),
        _count("plays", "Plays", "plays within the era", least=1),
        _percent("share_percent", "Share", "plays of the artist, of all plays of the era"),
        _percent(
            "elsewhere_percent",
            "Share elsewhere",
            "of all plays outside the era; empty where there are none",
            is_required=False,
        ),
    ),
    key=("era", "place"),
    parent=("eras", "era"),
)
DICTIONARY = TableKind(
    name="dictionary",
    title="Dictionary",
    meaning="what every table, column, unit and fact of these files means, one a row",
    columns=(
        Column(
            name="kind",
            title="Kind",
            type="string",
            meaning="what is explained",
            choices=("table", "column", "unit", "fact"),
        ),
        _words("name", "Name", "as the files call it; a column stands after its table and a dot"),
        _words("title", "Title", "as a person calls it", is_required=False),
        _words("type", "Type", "of a column: what its cells are", is_required=False),
        _words("unit", "Unit", "of a column or a fact: what it is told in", is_required=False),
        _words("meaning", "Meaning", "what it says, or what was counted", is_required=False),
        _words(
            "formula", "Formula", "of a fact: who has published the formula or the rule", is_required=False
        ),
    ),
    key=("kind", "name"),
)

TABLES: tuple[TableKind, ...] = (
    FACTS,
    ARTISTS,
    SONGS,
    ALBUMS,
    OBSESSIONS,
    YEARS,
    MONTHS,
    CLOCK,
    SCORES,
    RECEIPTS,
    ERAS,
    ERA_ARTISTS,
    DICTIONARY,
)
"""Every table there can be, in the order of the package."""
