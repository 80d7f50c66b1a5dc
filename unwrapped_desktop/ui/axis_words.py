"""What an axis says in words: its poles, where the listener leans, how sure that is."""

from unwrapped_desktop.domain.fact_titles import POLE_TITLES
from unwrapped_desktop.domain.report import AxisScore, Cell, Receipt
from unwrapped_desktop.ui.figures import write_percent

# pole -> (what stands at the end of the line, what is said of one who is far out); POLE_TITLES has what one leans to
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
    words = f"Leans to {POLE_TITLES.get(pole, pole)}" if lean < _FAR else _pole(pole)[1]
    sureness = _sureness(axis)
    return ", ".join(part for part in ("In the middle" if lean < _MIDDLE else words, sureness) if part)


def axis_receipt(axis: AxisScore, *, with_sample: bool = True) -> Receipt:
    """Return the figures of an axis as a receipt.

    Args:
        axis: The axis.
        with_sample: Whether to say on how much it rests; not where another receipt says it.
    """
    low, high = pole_titles(axis)
    rows: list[Cell] = []
    if with_sample:
        rows.append(Cell(label="counted for it", value=axis.sample, unit="count"))
        rows.append(
            Cell(label="share of what there is", value=round(axis.coverage_ratio * 100, 1), unit="percent")
        )
    if axis.measure is not None:
        measure = axis.measure
        rows.append(Cell(label=measure.what, value=_shown(measure.value, measure.unit), unit=measure.unit))
        rows.append(
            Cell(
                label="usual in a record this size",
                value=_shown(measure.expected, measure.unit),
                unit=measure.unit,
            )
        )
    totals: list[Cell] = []
    if axis.value is not None:
        totals.append(Cell(label="score", value=f"{axis.value:.2f}", unit="text"))
    if axis.low is not None and axis.high is not None:
        totals.append(
            Cell(label="9 times in 10 between", value=f"{axis.low:.2f} and {axis.high:.2f}", unit="text")
        )
    note = f"0 stands for “{low}”, 1 for “{high}”."
    if axis.value is None:
        note = axis_sentence(axis)
    return Receipt(
        id=f"axis_{axis.id}",
        title=f"{low} or {high.lower()}",
        rows=tuple(rows),
        totals=tuple(totals),
        population=note,
    )


def _shown(figure: float, unit: str) -> float:
    """Return a figure as precisely as it is worth: a decimal of a percentage, no decimal of a count."""
    return round(figure, 1) if unit == "percent" else round(figure)


def axis_figures(axis: AxisScore) -> str:
    """Return the figures of an axis in one line, for tool tips and screen readers."""
    coverage = f"rests on {write_percent(axis.coverage_ratio * 100)} of what there is to count"
    if axis.value is None or axis.low is None or axis.high is None:
        return coverage
    return f"{axis.value:.2f}, 9 times in 10 between {axis.low:.2f} and {axis.high:.2f}; {coverage}"


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
