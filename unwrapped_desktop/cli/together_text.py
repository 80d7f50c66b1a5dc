"""Two listeners as text: the joint verdict with numbered marks, the figures behind it, and the receipts."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from unwrapped_desktop.analysis.comparison_words import isolated
from unwrapped_desktop.analysis.words import date_words, day_of, spoken_names
from unwrapped_desktop.cli.text import WIDTH, axis_line, receipt_text, with_quotes, wrapped
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.report import percent_figure
from unwrapped_desktop.domain.two_listeners import AxisPair, HeardFirst, OneOfTwo, SharedArtist, TwoListeners

_SHOWN = 10

Names = tuple[str, str]
"""What the two are called, isolated."""


def together_text(two: TwoListeners) -> str:
    """Return two listeners side by side, wrapped for a terminal."""
    left, right = spoken_names(two.left.name, two.right.name)
    names = isolated(left), isolated(right)
    verdict = two.verdict
    parts = [
        "\n".join(_listener(name, one) for name, one in zip(names, (two.left, two.right), strict=True)),
        verdict.label,
        wrapped(verdict.charge),
        _remarks(two),
        f"{verdict.claims_checked} of {verdict.claims_total} claims checked.",
        _likeness(two, names),
        _section("IN COMMON", (_shared(artist, names) for artist in two.shared[:_SHOWN])),
        _section("WHO HEARD IT FIRST", (_heard(heard, names) for heard in two.heard_first[:_SHOWN])),
        _section("GUILTY PLEASURES", (_shared(artist, names) for artist in two.guilty[:_SHOWN])),
        _section(f"NOT LISTED FOR {names[1].upper()}", map(_ranked, two.only_left)),
        _section(f"NOT LISTED FOR {names[0].upper()}", map(_ranked, two.only_right)),
        _section("SCORES", (line for pair in two.axes for line in _scores(pair, names))),
        "RECEIPTS",
        *_receipts(two),
    ]
    return _tamed("\n\n".join(part for part in parts if part))


def _tamed(text: str) -> str:
    """Return a text without signs that would steer a terminal: names may come from anywhere."""
    return "".join(" " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in text)


def _listener(name: str, one: OneOfTwo) -> str:
    begun = "" if one.first_play_at is None else f", since {one.first_play_at.year}"
    counts = f"{_counted(one.plays, 'play')} of {_counted(one.artists, 'artist')}{begun}"
    return _line(f"{_at_start(name)}: {isolated(one.label)}. {counts}.")


def _remarks(two: TwoListeners) -> str:
    receipts = {receipt.id: receipt for receipt in two.receipts}
    return "\n".join(
        wrapped(f"{with_quotes(remark, receipts.__getitem__)} [{number}]")
        for number, remark in enumerate(two.verdict.remarks, start=1)
    )


def _likeness(two: TwoListeners, names: Names) -> str:
    if two.alike_percent is None:
        return wrapped(two.reason or "")
    listed = " and ".join(
        f"{_share(one.listed_percent)} of the plays for {name}"
        for name, one in zip(names, (two.left, two.right), strict=True)
    )
    return wrapped(
        f"Alike to {_share(two.alike_percent)}: the smaller share of each artist, summed. "
        f"The lists hold {listed}."
    )


def _shared(artist: SharedArtist, names: Names) -> str:
    return _line(
        f"{isolated(artist.name)}: {artist.left_plays:,} by {names[0]}, {artist.right_plays:,} by {names[1]}; "
        f"adds {_share(artist.common_percent)}."
    )


def _heard(heard: HeardFirst, names: Names) -> str:
    order = (0, 1) if heard.left_on <= heard.right_on else (1, 0)
    days = (heard.left_on, heard.right_on)
    told = ", ".join(f"{names[place]} on {date_words(day_of(days[place]))}" for place in order)
    limit = "" if heard.is_certain else " As far as the records reach."
    return _line(f"{isolated(heard.name)}: {told}.{limit}")


def _ranked(artist: Ranked) -> str:
    counts = f"{_counted(artist.plays, 'play')}, {_share(artist.share_percent)}"
    return _line(f"{isolated(artist.name)}: {counts}.")


def _scores(pair: AxisPair, names: Names) -> Iterable[str]:
    for name, axis in zip(names, (pair.left, pair.right), strict=True):
        if axis is not None:
            yield _line(f"{_at_start(name)}: {axis_line(axis)}")


def _receipts(two: TwoListeners) -> Sequence[str]:
    receipts = {receipt.id: receipt for receipt in two.receipts}
    cited = [
        (f"[{number}] ", name)
        for number, remark in enumerate(two.verdict.remarks, start=1)
        for name in remark.receipts
    ]
    cited += [("[label] ", name) for name in two.verdict.label_receipts]
    return [receipt_text(mark, receipts[name]) for mark, name in cited]


def _section(heading: str, lines: Iterable[str]) -> str:
    """Return a heading with its lines, nothing without any."""
    text = "\n".join(lines)
    return f"{heading}\n{text}" if text else ""


def _line(sentence: str) -> str:
    return textwrap.fill(
        sentence, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def _at_start(name: str) -> str:
    return name[:1].upper() + name[1:]


def _share(percent: float) -> str:
    return "less than 0.1 %" if 0 < percent < 0.1 else f"{percent_figure(percent)} %"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
