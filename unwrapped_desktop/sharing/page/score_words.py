"""What a score says: its poles, where the listener leans, how sure that is, and on what it rests. As in the window."""

from unwrapped_desktop.domain.fact_titles import POLE_TITLES
from unwrapped_desktop.domain.figures import write_percent
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import AxisScore

# pole -> (what stands at the end of the line, what is said of one who is far out)
_POLES = {
    "underground": ("Underground", "Deep underground"),
    "charts": ("Charts", "At home in the charts"),
    "acclaimed": ("Critics approve", "Close to what critics like"),
    "concerning": ("Critics worry", "Close to what worries critics"),
    "explorer": ("Restless", "Always on to the next name"),
    "loyalist": ("Loyal", "Stays with the same names"),
    "obsessive": ("Obsesses", "The same song, over and over"),
    "grazer": ("Grazes", "One bite of each song, then on"),
    "night": ("Night", "Plays by night"),
    "day": ("Day", "Plays by day"),
    "finisher": ("Finishes things", "Hears songs out"),
    "skipper": ("Skips", "Quick on the skip button"),
    "album": ("Albums", "Far from shuffle"),
    "shuffle": ("Shuffle", "Leaves it to shuffle"),
    "nostalgic": ("Looks back", "Mostly looks back"),
    "current": ("Keeps up", "Mostly keeps up"),
    "broad": ("Many names", "Spread over many names"),
    "narrow": ("Few names", "Down to a few names"),
}
_MISSION = {"mainstream": ("underground", "charts"), "acclaim": ("acclaimed", "concerning")}
_NO_RULING = "No ruling."
_MIDDLE, _FAR = 0.1, 0.6
"""How far from the middle, 0 to 1, one leans, and how far one is far out."""


def is_mission_axis(axis: AxisScore) -> bool:
    """Say whether an axis rests on the reference table, which may know too little; behaviour always computes."""
    return axis.id in _MISSION


def pole_titles(axis: AxisScore) -> tuple[str, str]:
    """Return what stands at the two ends."""
    low, high = _pole_names(axis)
    return _pole(low)[0], _pole(high)[0]


def axis_sentence(axis: AxisScore) -> str:
    """Return where the listener leans and how sure that is, or why there is no ruling."""
    if axis.value is None:
        reason = axis.reason or ""
        return reason if reason.startswith(_NO_RULING) else f"{_NO_RULING} {reason}".strip()
    lean = abs(axis.value - 0.5) * 2
    pole = _pole_names(axis)[1 if axis.value > 0.5 else 0]
    if lean < _MIDDLE:
        words = "In the middle"
    elif lean < _FAR:
        words = f"Leans to {POLE_TITLES.get(pole, pole)}"
    else:
        words = _pole(pole)[1]
    sureness = _sureness(axis)
    return f"{words}, {sureness}" if sureness else words


def axis_figures(axis: AxisScore) -> str:
    """Return the figures of an axis in one line; that it rests on all there is, or on nothing, goes without saying."""
    if axis.value is None and not axis.coverage_ratio:
        return ""
    coverage = f"rests on {write_percent(axis.coverage_ratio * 100)} of what there is to count"
    if axis.value is None or axis.low is None or axis.high is None:
        return coverage
    interval = f"{axis.value:.2f}, 9 times in 10 between {axis.low:.2f} and {axis.high:.2f}"
    return interval if axis.coverage_ratio >= 1 else f"{interval}; {coverage}"


def axis_receipt(axis: AxisScore, *, with_sample: bool) -> Receipt:
    """Return the figures of an axis as a receipt.

    Args:
        axis: The axis.
        with_sample: Whether to say on how much it rests; not where another receipt says it.
    """
    low, high = pole_titles(axis)
    is_ruling = axis.value is not None
    return Receipt(
        id=f"axis_{axis.id}",
        title=f"{low} or {high.lower()}",
        rows=(*(_sample_lines(axis) if with_sample else ()), *_measure_lines(axis)),
        totals=tuple(_score_lines(axis)),
        population=f"0 stands for “{low}”, 1 for “{high}”." if is_ruling else axis_sentence(axis),
    )


def _sample_lines(axis: AxisScore) -> list[Cell]:
    share = round(axis.coverage_ratio * 100, 1)
    return [
        Cell(label="counted for it", value=axis.sample, unit="count"),
        Cell(label="share of what there is", value=share, unit="percent"),
    ]


def _measure_lines(axis: AxisScore) -> list[Cell]:
    measure = axis.measure
    if measure is None:
        return []
    decimals = 1 if measure.unit == "percent" else None
    told = ((measure.what, measure.value), ("usual in a record this size", measure.expected))
    return [Cell(label=label, value=round(figure, decimals), unit=measure.unit) for label, figure in told]


def _score_lines(axis: AxisScore) -> list[Cell]:
    lines = []
    if axis.value is not None:
        lines.append(Cell(label="score", value=f"{axis.value:.2f}", unit="text"))
    if axis.low is not None and axis.high is not None:
        interval = f"{axis.low:.2f} and {axis.high:.2f}"
        lines.append(Cell(label="9 times in 10 between", value=interval, unit="text"))
    return lines


def _sureness(axis: AxisScore) -> str:
    """Return how sure the ruling is. Behaviour is counted, so that its sureness is worth a word only where it lacks."""
    if axis.low is None or axis.high is None:
        return "not sure"
    width = axis.high - axis.low
    crosses = axis.low < 0.5 < axis.high
    if width > 0.4:
        return "not very sure"
    if width > 0.1 or (crosses and width > 0.06):
        return "fairly sure"
    return "quite sure" if is_mission_axis(axis) else ""


def _pole_names(axis: AxisScore) -> tuple[str, str]:
    if axis.id in _MISSION:
        return _MISSION[axis.id]
    low, _, high = axis.id.partition("_")
    return low, high or low


def _pole(name: str) -> tuple[str, str]:
    return _POLES.get(name, (name.capitalize(), f"Given to {name}"))
