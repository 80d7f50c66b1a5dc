"""Why the scores moved, for the pictures: made-up shares of two made-up verdicts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests import example_report as example
from tests import screen_cases as cases
from unwrapped_desktop.analysis.apportion import apportioned
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.domain.comparison import AxisMove
from unwrapped_desktop.domain.report import AxisScore, Report
from unwrapped_desktop.domain.why_moved import MoveReasons, Part, WhyKind, WhyMoved
from unwrapped_desktop.services.why_moved import NOT_KEPT
from unwrapped_desktop.ui.main_window import MainWindow, Screen

AXES = (
    "explorer_loyalist",
    "grazer_obsessive",
    "day_night",
    "finisher_skipper",
    "album_shuffle",
    "current_nostalgic",
    "broad_narrow",
    "mainstream",
    "acclaim",
)
_BEFORE = (0.31, 0.52, 0.81, 0.442, 0.35, 0.6, 0.48, 0.334, 0.57)
_AFTER = (0.44, 0.49, 0.62, 0.438, 0.52, 0.58, 0.55, 0.378, 0.5)
_SPLITS = ((1.4, -0.6, 0.2), (0.5, 0.3, 0.2), (0.7, 0.3, 0.0), (2.0, -1.5, 0.5), (0.2, 0.9, -0.1))
"""How moves are split: in some of them the causes work against each other."""


def _axis(name: str, value: float) -> AxisScore:
    return AxisScore(
        id=name, value=value, low=value - 0.02, high=value + 0.02, coverage_ratio=0.8, sample=9_120
    )


def older_report() -> Report:
    """Return a verdict that rules on every axis."""
    axes = tuple(map(_axis, AXES, _BEFORE))
    return replace(example.good_report(), axes=axes)


def newer_report(table: str = "9f2c41d07ab3", report: Report | None = None) -> Report:
    """Return a later verdict: with more plays, something left out, and another table of artists."""
    newer = cases.left_out_report(report or example.good_report())
    last = newer.record.last_play_at
    later = newer.created_at + timedelta(days=230)
    return replace(
        newer,
        axes=tuple(map(_axis, AXES, _AFTER)),
        created_at=later,
        record=replace(
            newer.record,
            plays=newer.record.plays + 4_120,
            last_play_at=None if last is None else last + timedelta(days=229),
        ),
        provenance=replace(newer.provenance, data_sha256="0c" * 32, reference_version=table),
    )


def _parted(move: AxisMove, place: int, kinds: Sequence[WhyKind]) -> MoveReasons:
    difference = move.difference or 0.0
    shares = apportioned(
        [difference * part for part in _SPLITS[place % len(_SPLITS)]], difference, decimals=4
    )
    parts = [Part(kind=kind, difference=share) for kind, share in zip(kinds, shares, strict=True) if share]
    ordered = sorted(parts, key=lambda part: -abs(part.difference))
    return MoveReasons(axis=move.id, difference=difference, parts=tuple(ordered))


def why_of(before: Report, after: Report, kinds: Sequence[WhyKind]) -> WhyMoved:
    """Return made-up shares of the causes for every score that moved."""
    moves = [move for move in compare_reports(before, after).axes if move.difference]
    axes = tuple(_parted(move, place, kinds) for place, move in enumerate(moves))
    return WhyMoved(axes=axes, causes=tuple(kinds), program="table 3d90aa5e1f72, now 9f2c41d07ab3")


THREE: tuple[WhyKind, ...] = ("data", "exclusions", "program")


def _three() -> WhyMoved:
    return why_of(older_report(), newer_report(), THREE)


def _abstained() -> WhyMoved:
    """Some scores cannot be parted, and the record has gained earlier plays."""
    why = _three()
    axes = tuple(
        replace(reasons, parts=reasons.parts[2:], abstained=("data", "exclusions")) if place % 3 else reasons
        for place, reasons in enumerate(why.axes)
    )
    return replace(why, axes=axes, is_data_exact=False)


def _one() -> WhyMoved:
    why = _three()
    axes = tuple(
        replace(reasons, parts=(Part(kind="exclusions", difference=reasons.difference),))
        for reasons in why.axes
    )
    return replace(why, axes=axes, causes=("exclusions",), program="")


def _shown(
    why: Callable[[], WhyMoved] | None,
    *,
    after: Callable[[], Report] = newer_report,
    part: str = "",
) -> Callable[[MainWindow], None]:
    """Show what moved; None while the shares are worked out. With a part, that part is scrolled to."""

    def prepare(window: MainWindow) -> None:
        newer = after()
        window.results.show_report(newer)
        window.set_header(newer.listener.name)
        view = window.moved
        view.show_comparison(compare_reports(older_report(), newer))
        window.show_screen(Screen.MOVED)
        if why is None:
            view.show_working()
        else:
            view.show_why(why())
        if part:
            for _ in range(6):
                QApplication.processEvents()
            top = view._parts[part].mapTo(view._content, QPoint(0, 0)).y()
            view._area.verticalScrollBar().setValue(top)

    return prepare


STATES: dict[str, Callable[[MainWindow], None]] = {
    "moved-why": _shown(_three),
    "moved-why-axes": _shown(_three, part="axes"),
    "moved-why-one": _shown(_one, part="axes"),
    "moved-why-abstained": _shown(_abstained),
    "moved-why-abstained-axes": _shown(_abstained, part="axes"),
    "moved-why-nothing": _shown(lambda: WhyMoved(causes=("data", "exclusions"), reason=NOT_KEPT)),
    "moved-why-working": _shown(None),
    "moved-why-long": _shown(
        lambda: why_of(older_report(), newer_report(), ("data", "exclusions", "timezone")),
        after=partial(newer_report, report=example.long_names_report()),
        part="axes",
    ),
}
