"""Where a listener stands, as text: a line from pole to pole for each score, and under it what it rests on."""

from collections.abc import Iterator, Sequence

from unwrapped_desktop.cli.text import isolated, wrapped
from unwrapped_desktop.domain.fact_titles import pole_titles
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.report import AxisScore, Measure, Pull
from unwrapped_desktop.domain.shelves import Scope, Shelf, ShelfKind, Shelves

LINE = 41
"""Signs of the line between two poles: an odd number, so that it has a middle."""

POLE_WIDTH = 16
PULLS, SHELVES = 6, 8
NAME_WIDTH = 24

_SHELF_TITLES = {
    ShelfKind.DECADE: "DECADES",
    ShelfKind.FAMILY: "KINDS OF MUSIC",
    ShelfKind.COUNTRY: "HOME COUNTRIES",
}


def taste_text(analysis: Analysis) -> str:
    """Return axes, traits and shelves for a terminal."""
    parts = [
        "AXES",
        *(_axis_text(axis) for axis in analysis.axes),
        "TRAITS",
        *(_axis_text(trait.axis) for trait in analysis.traits),
        *(_shelves_text(shelves) for shelves in analysis.shelves),
    ]
    return "\n\n".join(parts)


def _axis_text(axis: AxisScore) -> str:
    low, high = pole_titles(axis.id)
    if axis.value is None or axis.low is None or axis.high is None:
        return f"{low} or {high}\n{_indented(f'No ruling. {axis.reason}')}"
    counted = "starts" if axis.id == "finisher_skipper" else "plays"
    figures = (
        f"{axis.value:.2f}, 9 times in 10 between {axis.low:.2f} and {axis.high:.2f}. Strength {axis.strength:.2f}. "
        f"Rests on {axis.sample:,} {counted}; {100 * axis.coverage_ratio:.0f} % of all could be asked."
    )
    lines = [
        f"{low:>{POLE_WIDTH}} {_line(axis.low, axis.value, axis.high)} {high}",
        _indented(figures),
    ]
    if axis.measure is not None:
        lines.append(_indented(measure_words(axis.measure)))
    if axis.computed is not None:
        lines.append(_indented(f"Computed: {axis.computed} = {axis.value:.2f}"))
    lines += _pull_lines(axis)
    return "\n".join(lines)


def _line(low: float, value: float, high: float) -> str:
    """Return a line of signs with the interval, the score and the middle on it."""
    signs = ["-"] * LINE
    signs[LINE // 2] = "+"
    first, here, last = (round(place * (LINE - 1)) for place in (low, value, high))
    signs[first : last + 1] = ["="] * (last + 1 - first)
    signs[here] = "O"
    return "".join(signs)


def measure_words(measure: Measure) -> str:
    """Return what was measured, and what was to be expected."""
    value, low, high, expected = (
        _figure(number, measure.unit)
        for number in (measure.value, measure.low, measure.high, measure.expected)
    )
    return (
        f"Measured: {measure.what}, {value} (between {low} and {high}). "
        f"A record of this size leads one to expect {expected}."
    )


def _figure(number: float, unit: str) -> str:
    return f"{number:.1f} %" if unit == "percent" else f"{number:,.0f}"


def _pull_lines(axis: AxisScore) -> Iterator[str]:
    _, high = pole_titles(axis.id)
    up = [pull for pull in axis.pulls if pull.pull > 0][:PULLS]
    down = [pull for pull in reversed(axis.pulls) if pull.pull < 0][:PULLS]
    for title, pulls in ((f"towards {high}", up), ("the other way", down)):
        if pulls:
            yield f"    Pull {title}, in points of 100:"
            yield from map(_pull_line, pulls)


def _pull_line(pull: Pull) -> str:
    name = pull.name if len(pull.name) <= NAME_WIDTH else f"{pull.name[: NAME_WIDTH - 1]}…"
    padding = " " * (NAME_WIDTH - len(name))
    figures = f"{100 * pull.pull:+7.2f}   stands at {pull.value:.2f}, {pull.plays:,} plays"
    return f"      {isolated(name)}{padding}{figures}"


def _shelves_text(shelves: Shelves) -> str:
    title = f"{_SHELF_TITLES[shelves.kind]}: known of {100 * shelves.coverage_ratio:.0f} % of the plays"
    return "\n".join(
        [title, *_shelf_lines(shelves, shelves.shelves[:SHELVES]), *map(_indented, may_be_said(shelves))]
    )


def _shelf_lines(shelves: Shelves, shown: Sequence[Shelf]) -> Iterator[str]:
    for shelf in shown:
        share = shelves.share_percent(shelf)
        bar = "#" * max(round(share / 4), 1)
        yield f"    {shelf.name:<24}{share:5.1f} %  {bar:<26}{shelf.artists:,} {_noun(shelf)}"
    rest = shelves.shelves[len(shown) :]
    if rest:
        plays = sum(shelf.plays for shelf in rest)
        yield f"    {f'{len(rest)} more':<24}{100 * plays / shelves.known_plays:5.1f} %"


def _noun(shelf: Shelf) -> str:
    return "artist" if shelf.artists == 1 else "artists"


def may_be_said(shelves: Shelves) -> Iterator[str]:
    """Yield what may be said of shelves, and what may not."""
    if shelves.scope is Scope.NOTHING:
        yield f"Nothing may be said. {shelves.reason or ''}".rstrip()
        return
    if shelves.main is None:
        yield f"None may be called the main one. {shelves.reason or ''}".rstrip()
    else:
        name = f"the {shelves.main.name}" if shelves.kind is ShelfKind.DECADE else shelves.main.name
        yield f"{name[:1].upper()}{name[1:]} may be called the main one."
    if shelves.scope is Scope.OF_ALL:
        yield "That it holds most of all plays is true whatever the others are."
    else:
        yield "Shares hold of the artists we know, not of all plays."
    if not shelves.may_say_never:
        yield "That one is missing may not be said."


def _indented(text: str) -> str:
    return wrapped(text, indent="    ")
