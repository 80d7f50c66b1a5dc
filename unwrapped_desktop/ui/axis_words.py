"""What an axis says in words: its poles, where the listener leans, how sure that is."""

from unwrapped_desktop.domain.fact_titles import POLE_TITLES
from unwrapped_desktop.domain.report import AxisScore, Cell, Receipt
from unwrapped_desktop.messages import QT_TRANSLATE_NOOP
from unwrapped_desktop.ui.figures import write_percent
from unwrapped_desktop.ui.language import translate

# pole -> (what stands at the end of the line, what is said of one who is far out); POLE_TITLES has what one leans to
_POLES = {
    "underground": (
        QT_TRANSLATE_NOOP("AxisWords", "Underground"),
        QT_TRANSLATE_NOOP("AxisWords", "Deep underground"),
    ),
    "charts": (
        QT_TRANSLATE_NOOP("AxisWords", "Charts"),
        QT_TRANSLATE_NOOP("AxisWords", "At home in the charts"),
    ),
    "acclaimed": (
        QT_TRANSLATE_NOOP("AxisWords", "Critics approve"),
        QT_TRANSLATE_NOOP("AxisWords", "Close to what critics like"),
    ),
    "concerning": (
        QT_TRANSLATE_NOOP("AxisWords", "Critics worry"),
        QT_TRANSLATE_NOOP("AxisWords", "Close to what worries critics"),
    ),
    "explorer": (
        QT_TRANSLATE_NOOP("AxisWords", "Restless"),
        QT_TRANSLATE_NOOP("AxisWords", "Always on to the next name"),
    ),
    "loyalist": (
        QT_TRANSLATE_NOOP("AxisWords", "Loyal"),
        QT_TRANSLATE_NOOP("AxisWords", "Stays with the same names"),
    ),
    "obsessive": (
        QT_TRANSLATE_NOOP("AxisWords", "Obsesses"),
        QT_TRANSLATE_NOOP("AxisWords", "The same song, over and over"),
    ),
    "grazer": (
        QT_TRANSLATE_NOOP("AxisWords", "Grazes"),
        QT_TRANSLATE_NOOP("AxisWords", "One bite of each song, then on"),
    ),
    "night": (QT_TRANSLATE_NOOP("AxisWords", "Night"), QT_TRANSLATE_NOOP("AxisWords", "Plays by night")),
    "day": (QT_TRANSLATE_NOOP("AxisWords", "Day"), QT_TRANSLATE_NOOP("AxisWords", "Plays by day")),
    "finisher": (
        QT_TRANSLATE_NOOP("AxisWords", "Finishes things"),
        QT_TRANSLATE_NOOP("AxisWords", "Hears songs out"),
    ),
    "skipper": (
        QT_TRANSLATE_NOOP("AxisWords", "Skips"),
        QT_TRANSLATE_NOOP("AxisWords", "Quick on the skip button"),
    ),
    "album": (QT_TRANSLATE_NOOP("AxisWords", "Albums"), QT_TRANSLATE_NOOP("AxisWords", "Far from shuffle")),
    "shuffle": (
        QT_TRANSLATE_NOOP("AxisWords", "Shuffle"),
        QT_TRANSLATE_NOOP("AxisWords", "Leaves it to shuffle"),
    ),
    "nostalgic": (
        QT_TRANSLATE_NOOP("AxisWords", "Looks back"),
        QT_TRANSLATE_NOOP("AxisWords", "Mostly looks back"),
    ),
    "current": (
        QT_TRANSLATE_NOOP("AxisWords", "Keeps up"),
        QT_TRANSLATE_NOOP("AxisWords", "Mostly keeps up"),
    ),
    "broad": (
        QT_TRANSLATE_NOOP("AxisWords", "Many names"),
        QT_TRANSLATE_NOOP("AxisWords", "Spread over many names"),
    ),
    "narrow": (
        QT_TRANSLATE_NOOP("AxisWords", "Few names"),
        QT_TRANSLATE_NOOP("AxisWords", "Down to a few names"),
    ),
}
_MISSION = {"mainstream": ("underground", "charts"), "acclaim": ("acclaimed", "concerning")}

_NO_RULING = "No ruling."
"""What the reason of a report begins with, where it is a sentence of its own."""
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
        if reason.startswith(_NO_RULING):
            return reason
        return translate("AxisWords", "No ruling. {reason}").format(reason=reason).strip()
    lean = abs(axis.value - 0.5) * 2
    pole = _pole_names(axis)[1 if axis.value > 0.5 else 0]
    if lean < _MIDDLE:
        words = translate("AxisWords", "In the middle")
    elif lean < _FAR:
        words = translate("AxisWords", "Leans to {pole}").format(pole=POLE_TITLES.get(pole, pole))
    else:
        words = _pole(pole)[1]
    sureness = _sureness(axis)
    if not sureness:
        return words
    return translate("AxisWords", "{lean}, {sureness}").format(lean=words, sureness=sureness)


def axis_receipt(axis: AxisScore, *, with_sample: bool = True) -> Receipt:
    """Return the figures of an axis as a receipt.

    Args:
        axis: The axis.
        with_sample: Whether to say on how much it rests; not where another receipt says it.
    """
    low, high = pole_titles(axis)
    rows = _sample_rows(axis) if with_sample else []
    if axis.measure is not None:
        measure = axis.measure
        usual = translate("AxisWords", "usual in a record this size")
        rows.append(Cell(label=measure.what, value=_shown(measure.value, measure.unit), unit=measure.unit))
        rows.append(Cell(label=usual, value=_shown(measure.expected, measure.unit), unit=measure.unit))
    note = translate("AxisWords", "0 stands for “{low}”, 1 for “{high}”.").format(low=low, high=high)
    if axis.value is None:
        note = axis_sentence(axis)
    return Receipt(
        id=f"axis_{axis.id}",
        title=translate("AxisWords", "{low} or {high}").format(low=low, high=high.lower()),
        rows=tuple(rows),
        totals=tuple(_score_rows(axis)),
        population=note,
    )


def _sample_rows(axis: AxisScore) -> list[Cell]:
    share = round(axis.coverage_ratio * 100, 1)
    return [
        Cell(label=translate("AxisWords", "counted for it"), value=axis.sample, unit="count"),
        Cell(label=translate("AxisWords", "share of what there is"), value=share, unit="percent"),
    ]


def _score_rows(axis: AxisScore) -> list[Cell]:
    rows: list[Cell] = []
    if axis.value is not None:
        rows.append(Cell(label=translate("AxisWords", "score"), value=f"{axis.value:.2f}", unit="text"))
    if axis.low is not None and axis.high is not None:
        interval = translate("AxisWords", "{low} and {high}").format(
            low=f"{axis.low:.2f}", high=f"{axis.high:.2f}"
        )
        rows.append(Cell(label=translate("AxisWords", "9 times in 10 between"), value=interval, unit="text"))
    return rows


def _shown(figure: float, unit: str) -> float:
    """Return a figure as precisely as it is worth: a decimal of a percentage, no decimal of a count."""
    return round(figure, 1) if unit == "percent" else round(figure)


def axis_figures(axis: AxisScore) -> str:
    """Return the figures of an axis in one line, for tool tips and screen readers."""
    coverage = translate("AxisWords", "rests on {share} of what there is to count").format(
        share=write_percent(axis.coverage_ratio * 100)
    )
    if axis.value is None or axis.low is None or axis.high is None:
        return coverage
    return translate("AxisWords", "{score}, 9 times in 10 between {low} and {high}; {coverage}").format(
        score=f"{axis.value:.2f}", low=f"{axis.low:.2f}", high=f"{axis.high:.2f}", coverage=coverage
    )


def _sureness(axis: AxisScore) -> str:
    """Return how sure the ruling is. Behaviour is counted, so that its sureness is worth a word only where it lacks."""
    if axis.low is None or axis.high is None:
        return translate("AxisWords", "not sure")
    width = axis.high - axis.low
    crosses = axis.low < 0.5 < axis.high
    if width > 0.4:
        return translate("AxisWords", "not very sure")
    if width > 0.1 or (crosses and width > 0.06):
        return translate("AxisWords", "fairly sure")
    return translate("AxisWords", "quite sure") if is_mission_axis(axis) else ""


def _pole_names(axis: AxisScore) -> tuple[str, str]:
    if axis.id in _MISSION:
        return _MISSION[axis.id]
    low, _, high = axis.id.partition("_")
    return low, high or low


def _pole(name: str) -> tuple[str, str]:
    if name not in _POLES:
        return name.capitalize(), translate("AxisWords", "Given to {pole}").format(pole=name)
    end, said = _POLES[name]
    return translate("AxisWords", end), translate("AxisWords", said)
