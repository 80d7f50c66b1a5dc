"""Says a comparison in plain words, for the window and the command line alike.

Differences are those of the figures as they are printed, so that each line adds up for whoever checks it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from unwrapped_desktop.analysis.comparison import NAME_UNITS
from unwrapped_desktop.analysis.words import date_words, day_of
from unwrapped_desktop.domain.comparison import (
    AxisMove,
    AxisMoveKind,
    Cause,
    CauseKind,
    Comparison,
    FactMove,
    FactMoveKind,
    RecordMove,
    SpanMove,
)
from unwrapped_desktop.domain.fact_titles import fact_title, pole_titles
from unwrapped_desktop.domain.report import Fact, Value, percent_figure

HEADLINES = 8
OF_ONE_KIND_AMONG_HEADLINES = 3
"""Changed names, and axes."""

MIDDLE = 0.05
"""How far from 0.5 a score still leans nowhere."""

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_TURNS_THE_LINE = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRO", "LRE", "LRI", "FSI", "PDF", "PDI"})

_SOURCES = {
    "extended_export": "the extended streaming history",
    "account_export": "the account data",
    "web_api": "Spotify's own lists",
    "sample": "a made-up listener",
}
_CAUSES = {
    CauseKind.LISTENER: "These are the verdicts of two listeners: {before} and {after}.",
    CauseKind.DATA: "Other data was read.",
    CauseKind.TIMEZONE: "Days and hours are those of {after}, not of {before} any more.",
    CauseKind.ENGINE: "The program measures in another way: version {before} before, {after} now.",
    CauseKind.REFERENCE: "The artist table is another: {before} before, {after} now.",
    CauseKind.CRITIC: "The critic has other rules or phrases.",
    CauseKind.INTENSITY: "The critic's voice was {before} and is {after}.",
    CauseKind.WORDING: "Another wording was asked for: number {after}, not {before}.",
    CauseKind.PROGRAM: "The program was version {before} and is {after}.",
}

_OTHER_PLAYS = (CauseKind.LISTENER, CauseKind.SOURCE, CauseKind.DATA, CauseKind.ENGINE)
"""Causes besides exclusions for which a report may have more plays or fewer."""


def headlines(comparison: Comparison, *, limit: int = HEADLINES) -> tuple[str, ...]:
    """Return what matters most, one sentence each, at most `limit`.

    The label comes first, then changed names, plays, axes that moved beyond chance, and the facts that moved furthest.
    There is always one sentence, if only to say that nothing moved.
    """
    if comparison.is_empty:
        return ("Nothing moved.",)
    return tuple(_headlines(comparison))[:limit] or (_quiet_headline(comparison),)


def _headlines(comparison: Comparison) -> Iterator[str]:
    verdict, facts = comparison.verdict, [move for move in comparison.facts if shows(move)]
    names = [move for move in facts if _is_new_name(move)][:OF_ONE_KIND_AMONG_HEADLINES]
    if verdict.is_label_changed:
        yield f"The label was {verdict.label_before} and is {verdict.label_after}."
    yield from map(fact_words, names)
    yield from (record_words(move) for move in comparison.record if move.id == "record.plays")
    yield from map(axis_words, _telling_axes(comparison.axes)[:OF_ONE_KIND_AMONG_HEADLINES])
    yield from (fact_words(move) for move in facts if move not in names and move.moved_ratio > 0)


def _telling_axes(moves: Iterable[AxisMove]) -> list[AxisMove]:
    """Return the axes that chance does not explain: those with or without a ruling now, then the furthest moved."""
    quiet = {AxisMoveKind.WITHIN_CHANCE, AxisMoveKind.OTHER_REASON}
    telling = [move for move in moves if move.kind not in quiet]
    return sorted(telling, key=lambda move: -1.0 if move.difference is None else -abs(move.difference))


def _is_new_name(move: FactMove) -> bool:
    return move.kind is FactMoveKind.NAME and move.unit in NAME_UNITS


def _quiet_headline(comparison: Comparison) -> str:
    if comparison.axes:
        return "Nothing moved further than chance explains."
    return "Only the words are others." if comparison.remarks else "Only details moved."


# ------------------------------------------------------------------------------------------------ record
def record_words(move: RecordMove) -> str:
    """Return a figure of the record before and after.

    `Plays: 12,410 -> 11,020 (-1,390).`
    """
    return f"{fact_title(move.id)}: {_from_to(move.before, move.after, 'count')}."


def span_words(move: SpanMove) -> tuple[str, ...]:
    """Return the first and the last play before and after, each where it is another; dates are those of UTC."""
    pairs = (
        ("First play", move.first_before_at, move.first_after_at),
        ("Last play", move.last_before_at, move.last_after_at),
    )
    return tuple(
        f"{title}: {_date(before)} -> {_date(after)}."
        for title, before, after in pairs
        if _date(before) != _date(after)
    )


def _date(moment: datetime | None) -> str:
    return "not told" if moment is None else date_words(day_of(moment.date()))


# ------------------------------------------------------------------------------------------------ axes
def axis_words(move: AxisMove) -> str:
    """Return where an axis leaned and leans, and whether chance explains the move."""
    low, high = pole_titles(move.id)
    before = None if move.before is None else move.before.value
    after = None if move.after is None else move.after.value
    if before is not None and after is not None:
        is_beyond = move.kind is AxisMoveKind.BEYOND_CHANCE
        chance = "more than chance explains" if is_beyond else "within what chance explains"
        figures = score_pair(before, after)
        return f"{_lean_change(low, high, before, after)}: {figures[0]} -> {figures[1]}, {chance}."
    if after is not None:
        return f"{_sentence_start(_lean(low, high, after))}: {after:.2f}. There was no ruling before."
    reason = "The newer report does not measure it." if move.after is None else move.after.reason or ""
    if before is not None:
        return f"No ruling any more between {low} and {high}; it was {before:.2f}. {reason}".rstrip()
    return f"Still no ruling between {low} and {high}. {reason}".rstrip()


def _lean_change(low: str, high: str, before: float, after: float) -> str:
    leaned, leans = _lean(low, high, before), _lean(low, high, after)
    if leaned == leans:
        return _sentence_start(leans)
    middle = _lean(low, high, 0.5)
    if leans == middle:
        return f"{_sentence_start(leans)}, not leaning to {leaned.removeprefix('leans to ')} any more"
    if leaned == middle:
        return f"{_sentence_start(leans)}, not in the middle any more"
    return f"{_sentence_start(leans)}, not to {leaned.removeprefix('leans to ')} any more"


def _lean(low: str, high: str, value: float) -> str:
    if abs(value - 0.5) < MIDDLE:
        return f"in the middle between {low} and {high}"
    return f"leans to {high if value > 0.5 else low}"


def score_pair(before: float, after: float) -> tuple[str, str]:
    """Return two scores with two decimals, or three where two would make them the same."""
    decimals = 2 if f"{before:.2f}" != f"{after:.2f}" else 3
    return f"{before:.{decimals}f}", f"{after:.{decimals}f}"


# ------------------------------------------------------------------------------------------------ facts
def shows(move: FactMove) -> bool:
    """Whether a fact's move is large enough to be seen in its printed figures."""
    if move.kind is not FactMoveKind.FIGURE or move.before is None or move.after is None:
        return True
    return figure_words(move.before.value, move.before.unit) != figure_words(move.after.value, move.unit)


def fact_words(move: FactMove) -> str:
    """Return a fact before and after, in a sentence or two.

    `Taylor Swift is no longer your most played artist; Bon Iver is.`
    """
    title = fact_title(move.id)
    before, after = _fact_figure(move.before), _fact_figure(move.after)
    if _is_new_name(move):
        return f"{before} is no longer your {title[:1].lower()}{title[1:]}; {after} is."
    if move.kind is FactMoveKind.NAME:
        return f"{title}: {before} -> {after}."
    if move.kind is FactMoveKind.NOW_KNOWN:
        return f"{title}: {after}, not known before."
    if move.kind is FactMoveKind.NO_LONGER_KNOWN:
        return f"{title}: {before} before, not known any more. {why_unknown(move)}".rstrip()
    if move.kind is FactMoveKind.OTHER_REASON:
        return f"{title}: still not known. {why_unknown(move)}".rstrip()
    return f"{title}: {_from_to(_number_of(move.before), _number_of(move.after), move.unit)}."


def _fact_figure(fact: Fact | None) -> str:
    return figure_words(None if fact is None else fact.value, "" if fact is None else fact.unit)


def _number_of(fact: Fact | None) -> float:
    return 0.0 if fact is None or fact.value is None or isinstance(fact.value, str) else fact.value


def why_unknown(move: FactMove) -> str:
    """Return why a fact is not known now; empty where nobody says."""
    if move.after is None:
        return "The newer report does not measure it."
    return move.after.reason or ""


# ------------------------------------------------------------------------------------------------ causes
def cause_words(cause: Cause, comparison: Comparison) -> str:
    """Return one thing in which the reports were made differently."""
    if cause.kind is CauseKind.EXCLUSIONS:
        return _exclusion_words(int(cause.before), int(cause.after), comparison)
    if cause.kind is CauseKind.SOURCE:
        sources = (_SOURCES.get(side, side) for side in (cause.before, cause.after))
        return "The source was {} and is {}.".format(*sources)
    if cause.kind is CauseKind.DATA:
        return _data_words(comparison)
    return _CAUSES[cause.kind].format(before=isolated(cause.before), after=isolated(cause.after))


def _data_words(comparison: Comparison) -> str:
    """Return in what the data is another: how far it goes, or how much it has grown where nothing else tells."""
    before_at = None if comparison.span is None else comparison.span.last_before_at
    after_at = None if comparison.span is None else comparison.span.last_after_at
    if before_at is not None and after_at is not None and before_at.date() < after_at.date():
        return f"There is newer data, up to {_date(after_at)}."
    more = _more_plays(comparison)
    if more > 0 and [cause.kind for cause in comparison.causes] == [CauseKind.DATA]:
        return f"The record has grown by {_plays(more)}."
    return _CAUSES[CauseKind.DATA]


def _more_plays(comparison: Comparison) -> int:
    return round(next((move.difference for move in comparison.record if move.id == "record.plays"), 0))


def _exclusion_words(before_rows: int, after_rows: int, comparison: Comparison) -> str:
    """Return what is left out otherwise than before, in plays where both reports are of the same ones."""
    if any(comparison.cause(kind) is not None for kind in _OTHER_PLAYS):
        rows = f"{after_rows:,} row" if after_rows == 1 else f"{after_rows:,} rows"
        return f"Left out by you: {rows} of the export, {before_rows:,} before."
    more = -_more_plays(comparison)
    if not after_rows:
        back = f": {_plays(-more)} {'is' if more == -1 else 'are'} back" if more else ""
        return f"You leave nothing out any more{back}."
    if not before_rows:
        return (
            f"You leave out {_plays(more)}."
            if more
            else "You leave out only what was too short to be a play."
        )
    if not more:
        return "You leave out as many plays as before, but other things."
    return f"You leave out {_plays(abs(more))} {'more' if more > 0 else 'fewer'} than before."


def _plays(count: int) -> str:
    return f"{count:,} play" if count == 1 else f"{count:,} plays"


# ------------------------------------------------------------------------------------------------ figures
def figure_words(value: Value | None, unit: str) -> str:
    """Return a value as a receipt prints it, a title in quotation marks."""
    if value is None:
        return "not known"
    if isinstance(value, str):
        return f"“{isolated(value)}”" if unit in {"track", "album"} else isolated(value)
    return {"percent": "{} %", "minutes": "{} min"}.get(unit, "{}").format(_bare(value, unit, comma=","))


def _from_to(before: float, after: float, unit: str) -> str:
    """Return `12,410 -> 11,020 (-1,390)`."""
    moved = Decimal(_bare(after, unit)) - Decimal(_bare(before, unit))
    word = {"percent": " point" if abs(moved) == 1 else " points", "minutes": " min"}.get(unit, "")
    figures = f"{figure_words(before, unit)} -> {figure_words(after, unit)}"
    return f"{figures} ({moved.normalize():+,f}{word})"


def _bare(value: float, unit: str, *, comma: str = "") -> str:
    if unit == "percent":
        return percent_figure(value)
    if unit == "year":
        return f"{value:.0f}"
    return f"{value:{comma}}".removesuffix(".0")


def isolated(text: str) -> str:
    """Keep a name that is written from right to left from turning the line around; any other stays as it is."""
    if any(unicodedata.bidirectional(character) in _TURNS_THE_LINE for character in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def _sentence_start(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
