"""What moved between two verdicts, and why.

Public face of `MovedView`:
    signals  back_requested(), left() when another screen has taken its place
    methods  show_comparison(comparison), then show_working() while the shares of the causes are worked out, and
             show_why(why) when they are; set_way_back(screen)
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unwrapped_desktop.analysis.comparison_words import (
    axis_words,
    cause_words,
    fact_words,
    headlines,
    record_words,
    shows,
    span_words,
    why_unknown,
)
from unwrapped_desktop.domain.comparison import (
    AxisMove,
    AxisMoveKind,
    Comparison,
    FactMove,
    FactMoveKind,
    RecordMove,
    RemarkMove,
    RemarkMoveKind,
)
from unwrapped_desktop.domain.fact_titles import fact_title
from unwrapped_desktop.domain.report import Remark
from unwrapped_desktop.domain.why_moved import WhyMoved
from unwrapped_desktop.ui.figures import count_noun, write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.screen import Screen
from unwrapped_desktop.ui.text import display_remark
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.why_words import ShownPart, shown_parts, why_sentences
from unwrapped_desktop.ui.widgets.axis_move_bar import AxisMoveBar
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import Grid, Rule, clear, column, scroll_area
from unwrapped_desktop.ui.widgets.move_lines import arrowed, move_line, record_line, tills
from unwrapped_desktop.ui.widgets.move_parts_bar import MovePartsBar, furthest_side
from unwrapped_desktop.ui.widgets.prose import BODY, EYEBROW, SMALL, SMALL_QUIET, TITLE, Prose, TextRole
from unwrapped_desktop.ui.widgets.till_lines import TillLines

SENTENCES_SHOWN, LINES_SHOWN = 4, 8
"""Facts with names and facts with figures that are shown at first; neither crowds out the other."""

_SIDE_PX, _NARROW_SIDE_PX = 40, 28
_WORDS_PX, _LABEL_PX, _AXIS_PX, _LINES_PX = 860, 380, 330, 620
_ROWS = frozenset({"record.rows_used", "record.rows_excluded"})
_BEYOND = ", more than chance explains."


class MovedView(QWidget):
    """The screen that lays two verdicts side by side.

    Attributes:
        back_requested: The person goes back to where they came from.
        back_to: Where that is: the verdict, or the list of verdicts.
        left: Another screen has taken the place of this one.
    """

    back_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.comparison: Comparison | None = None
        self.back_to = Screen.RESULTS
        self._moves: tuple[FactMove, ...] = ()
        self.back = LinkButton(theme, translate("MovedView", "Back to the verdict"))
        self.headline = Headline(theme, translate("MovedView", "WHAT MOVED"), max_px=84, max_lines=1)
        self.dates = Prose(theme, "", SMALL_QUIET)
        self.labels = Grid(min_column_px=_LABEL_PX, max_columns=2, gap=(40, 24))
        self.causes = column(gap=6)
        self.shares = column(gap=6)
        self.first = column(gap=6)
        self.axes_key = Prose(theme, "", SMALL_QUIET)
        self.axes = Grid(min_column_px=_AXIS_PX, max_columns=2, gap=(40, 26))
        self.record = TillLines(theme, translate("MovedView", "The record, before and after"))
        self.span = column(gap=4)
        self.sentences = column(gap=8)
        self.lines = TillLines(theme, translate("MovedView", "Figures, before and after"))
        self.more = LinkButton(theme, translate("MovedView", "Show all"))
        self.new = column(gap=12)
        self.gone = column(gap=12)
        self.others = Prose(theme, "", SMALL_QUIET)
        self._parts: dict[str, QWidget] = {}
        self._build()
        self.back.clicked.connect(self.back_requested)
        self.more.clicked.connect(self._show_all)
        theme.changed.connect(self._fit)
        self._fit()

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what moved between two reports, from the top."""
        self.comparison = comparison
        is_empty = comparison.is_empty
        nothing = translate("MovedView", "NOTHING MOVED")
        self.headline.setText(nothing if is_empty else translate("MovedView", "WHAT MOVED"))
        self.headline.updateGeometry()
        self.dates.setText(_dates(comparison))
        self._show_labels(comparison)
        self._show_texts(self.causes, _causes(comparison), BODY)
        self._show_texts(self.shares, (), BODY)
        first = _first_words(comparison)
        self._show_texts(self.first, first, BODY)
        self._show_axes(comparison, None)
        figures = _record_moves(comparison.record)
        self.record.set_lines([record_line(move) for move in figures])
        spans = span_words(comparison.span) if comparison.span is not None else ()
        self._show_texts(self.span, map(arrowed, spans), SMALL)
        told = set(headlines(comparison))
        moves = (move for move in comparison.facts if shows(move))
        self._moves = tuple(move for move in moves if fact_words(move) not in told)
        self._show_facts(sentences=SENTENCES_SHOWN, lines=LINES_SHOWN)
        self._show_remarks(comparison.remarks)
        shown = {
            "first": bool(first) and not is_empty,
            "axes": bool(comparison.axes),
            "record": bool(figures or spans),
            "facts": bool(self._moves),
            "remarks": bool(comparison.remarks),
        }
        for name, is_shown in shown.items():
            self._parts[name].setVisible(is_shown)
        self._area.verticalScrollBar().setValue(0)

    def set_way_back(self, screen: Screen) -> None:
        """Let the way back lead to the verdict, or to the list of verdicts that these two were chosen from."""
        self.back_to = screen
        is_list = screen is Screen.THEN_AND_NOW
        to_list = translate("MovedView", "Back to then and now")
        self.back.setText(to_list if is_list else translate("MovedView", "Back to the verdict"))
        self.back.setAccessibleName(self.back.text())
        self.back.updateGeometry()

    def show_working(self) -> None:
        """Say that the shares of the causes are being worked out."""
        words = translate("MovedView", "Working out what each of these adds…")
        self._show_texts(self.shares, [words], SMALL_QUIET)

    def show_why(self, why: WhyMoved) -> None:
        """Say why the scores moved that are shown: the shares of the causes, or why they cannot be told."""
        if self.comparison is None:
            return
        sentences = why_sentences(why, self.comparison)
        self._show_texts(self.shares, sentences, BODY if why.axes else SMALL_QUIET)
        self._show_axes(self.comparison, why)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that another screen has taken the place of this one."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        theme = self._theme
        self._words = column(gap=0)
        self._words.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._words.addSpacing(14)
        self._words.addWidget(self.headline)
        self._words.addSpacing(14)
        self._words.addWidget(self.dates)
        self._words.addSpacing(26)
        self._words.addWidget(self.labels)
        self._add_part("why", translate("MovedView", "WHY"), [self.causes, self.shares])
        self._add_part("first", translate("MovedView", "FIRST OF ALL"), [self.first])
        self._new_title = Prose(theme, translate("MovedView", "SAID NOW"), EYEBROW)
        self._gone_title = Prose(theme, translate("MovedView", "NOT SAID ANY MORE"), EYEBROW)
        said: list[QWidget | QVBoxLayout] = [
            self._new_title,
            self.new,
            self._gone_title,
            self.gone,
            self.others,
        ]
        self._add_part("remarks", translate("MovedView", "THE PAGE"), said)
        self._add_part("axes", translate("MovedView", "WHERE IT LEANS"), [self.axes_key, self.axes])
        self._add_part("record", translate("MovedView", "THE RECORD"), [self.record, self.span])
        facts: list[QWidget | QVBoxLayout] = [self.sentences, self.lines, self.more]
        self._add_part("facts", translate("MovedView", "AND BESIDES"), facts)
        self._words.addStretch(1)
        self._content = QWidget()
        self._content.setLayout(self._words)
        self._area = scroll_area(self._content)
        whole = column()
        whole.addWidget(self._area)
        self.setLayout(whole)

    def _add_part(self, name: str, title: str, parts: Sequence[QWidget | QVBoxLayout]) -> None:
        holder = QWidget()
        inside = column(gap=12)
        inside.addSpacing(18)
        inside.addWidget(Rule(self._theme))
        inside.addSpacing(4)
        inside.addWidget(Prose(self._theme, title, TITLE))
        for part in parts:
            if isinstance(part, LinkButton):
                inside.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            elif isinstance(part, QWidget):
                inside.addWidget(part)
            else:
                inside.addLayout(part)
        holder.setLayout(inside)
        self._parts[name] = holder
        self._words.addWidget(holder)

    def _show_labels(self, comparison: Comparison) -> None:
        verdict = comparison.verdict
        if not verdict.is_label_changed:
            is_same = verdict.charge_before == verdict.charge_after
            words = (translate("MovedView", "THE LABEL STAYED"), verdict.label_after, verdict.charge_after)
            self.labels.set_parts([self._label(*words, before="" if is_same else verdict.charge_before)])
            return
        sides = (
            (translate("MovedView", "BEFORE"), verdict.label_before, verdict.charge_before),
            (translate("MovedView", "NOW"), verdict.label_after, verdict.charge_after),
        )
        self.labels.set_parts([self._label(*side) for side in sides])

    def _label(self, when: str, label: str, charge: str, *, before: str = "") -> QWidget:
        holder = QWidget()
        inside = column(gap=8)
        inside.addWidget(Prose(self._theme, when, EYEBROW))
        inside.addWidget(Headline(self._theme, label, max_px=52, max_lines=2))
        inside.addWidget(Prose(self._theme, charge, SMALL))
        if before:
            words = translate("MovedView", "Before: {charge}").format(charge=before)
            inside.addWidget(Prose(self._theme, words, SMALL_QUIET))
        inside.addStretch(1)
        holder.setLayout(inside)
        return holder

    def _show_axes(self, comparison: Comparison, why: WhyMoved | None) -> None:
        """Show the axes that moved furthest first; what holds for nearly all of them is said once, above."""
        moves = comparison.axes
        ordered = sorted(moves, key=lambda move: -1.0 if move.difference is None else -abs(move.difference))
        parts = _parts_by_axis(comparison, why)
        furthest = furthest_side(list(parts.values()))
        self.axes.set_parts([self._axis(move, parts.get(move.id, ()), furthest=furthest) for move in ordered])
        self.axes_key.setText(_axes_key(moves, has_bars=any(parts.values())))

    def _axis(self, move: AxisMove, parts: Sequence[ShownPart], *, furthest: float) -> QWidget:
        holder = QWidget()
        inside = column(gap=8)
        words = arrowed(axis_words(move)).replace(_BEYOND, ".")
        inside.addWidget(AxisMoveBar(self._theme, move, words))
        if parts:
            inside.addWidget(MovePartsBar(self._theme, parts, furthest=furthest))
        inside.addStretch(1)
        holder.setLayout(inside)
        return holder

    def _show_facts(self, *, sentences: int | None = None, lines: int | None = None) -> None:
        """Show facts as a till prints them, those with names and reasons in sentences before; None shows all."""
        told = _sentences([move for move in self._moves if not tills(move)])
        printed = [move for move in self._moves if tills(move)]
        self._show_texts(self.sentences, told[:sentences], SMALL)
        self.lines.set_lines([move_line(move) for move in printed[:lines]])
        self.lines.setVisible(bool(printed))
        self.more.setVisible(told != told[:sentences] or printed != printed[:lines])
        self.more.setText(translate("MovedView", "Show all {count}").format(count=len(told) + len(printed)))
        self.more.setAccessibleName(self.more.text())
        self.more.updateGeometry()

    def _show_all(self) -> None:
        self._show_facts()

    def _show_remarks(self, moves: Sequence[RemarkMove]) -> None:
        new = [move.after for move in moves if move.kind is RemarkMoveKind.NEW and move.after]
        gone = [move.before for move in moves if move.kind is RemarkMoveKind.GONE and move.before]
        self._show_texts(self.new, map(_remark_text, new), BODY)
        self._show_texts(self.gone, map(_remark_text, gone), BODY)
        self._new_title.setVisible(bool(new))
        self._gone_title.setVisible(bool(gone))
        self.others.setText(_other_remarks(moves))
        self.others.setVisible(bool(self.others.text()))

    def _show_texts(self, into: QVBoxLayout, texts: Iterable[str], role: TextRole) -> None:
        clear(into)
        for text in texts:
            into.addWidget(Prose(self._theme, text, role))

    def _fit(self) -> None:
        px = self._theme.px
        side = _SIDE_PX if self.width() >= 900 else _NARROW_SIDE_PX
        above = 32 if self.height() >= 700 else 24
        room = self.width() - self._area.verticalScrollBar().sizeHint().width() - 2 * side
        self._words.setContentsMargins(side, above, side + max(0, room - px(_WORDS_PX)), 48)
        self.labels.set_min_column_px(min(px(_LABEL_PX), max(160, room)))
        self.axes.set_min_column_px(min(px(_AXIS_PX), max(160, room)))
        for lines in (self.record, self.lines):
            lines.setMaximumWidth(px(_LINES_PX))


def _dates(comparison: Comparison) -> str:
    """Return which two verdicts are laid side by side."""
    labels = comparison.verdict
    before, after = write_date(comparison.made_before_at), write_date(comparison.made_after_at)
    if before != after and not labels.is_label_changed:
        words = translate("MovedView", "From the verdict of {before} to that of {after}, both {label_after}.")
    elif before != after:
        words = translate(
            "MovedView", "From the verdict of {before}, {label_before}, to that of {after}, {label_after}."
        )
    elif labels.is_label_changed:
        words = translate("MovedView", "Two verdicts of {after}: {label_before}, then {label_after}.")
    else:
        words = translate("MovedView", "Two verdicts of {after}, both {label_after}.")
    return words.format(
        before=before, after=after, label_before=labels.label_before, label_after=labels.label_after
    )


def _axes_key(moves: Sequence[AxisMove], *, has_bars: bool) -> str:
    """Return how the pictures of the axes are read, and which of the moves are no chance."""
    kinds = {move.kind for move in moves}
    told = [translate("MovedView", "The ring is where it stood, the dot where it stands.")]
    if AxisMoveKind.BEYOND_CHANCE in kinds:
        all_of_them = translate("MovedView", "None of this is chance.")
        but_some = translate("MovedView", "None of this is chance, unless it says so.")
        told.append(but_some if AxisMoveKind.WITHIN_CHANCE in kinds else all_of_them)
    if has_bars:
        told.append(translate("MovedView", "The bars are what each cause added, drawn to a larger scale."))
    return " ".join(told)


def _parts_by_axis(comparison: Comparison, why: WhyMoved | None) -> dict[str, tuple[ShownPart, ...]]:
    moves = {move.id: move for move in comparison.axes}
    told = () if why is None else why.axes
    return {
        reasons.axis: shown_parts(reasons, moves[reasons.axis], comparison)
        for reasons in told
        if reasons.axis in moves
    }


def _causes(comparison: Comparison) -> list[str]:
    words = [cause_words(cause, comparison) for cause in comparison.causes]
    if comparison.is_empty:
        return [*words, translate("MovedView", "It made no difference.")] if words else [_nothing_why()]
    return words or [
        translate("MovedView", "The reports do not tell: they were made of the same record in the same way.")
    ]


def _nothing_why() -> str:
    return translate(
        "MovedView",
        "Both verdicts rest on the same record, read in the same way. The critic has not changed their mind.",
    )


def _first_words(comparison: Comparison) -> list[str]:
    """Return the headlines without what is shown on its own: the label above, axes and record below."""
    shown = {axis_words(move) for move in comparison.axes} | {
        record_words(move) for move in comparison.record
    }
    words = list(headlines(comparison))[1 if comparison.verdict.is_label_changed else 0 :]
    return [arrowed(text) for text in words if text not in shown]


def _record_moves(moves: Sequence[RecordMove]) -> list[RecordMove]:
    """Return the figures that a person knows; rows are told where nothing else has moved."""
    return [move for move in moves if move.id not in _ROWS] or list(moves)


def _sentences(moves: Iterable[FactMove]) -> list[str]:
    """Return facts in sentences, those that are not known any more for the same reason in one."""
    gone: dict[str, list[FactMove]] = {}
    told: list[str] = []
    for move in moves:
        if move.kind is FactMoveKind.NO_LONGER_KNOWN and why_unknown(move):
            gone.setdefault(why_unknown(move), []).append(move)
        else:
            told.append(arrowed(fact_words(move)))
    for reason, alike in gone.items():
        titles = translate("MovedView", ", ").join(_within(fact_title(move.id)) for move in alike)
        unknown = translate("MovedView", "Not known any more: {titles}. {reason}")
        is_alone = len(alike) == 1
        told.append(
            arrowed(fact_words(alike[0])) if is_alone else unknown.format(titles=titles, reason=reason)
        )
    return told


def _within(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return f"{title[:1].lower()}{title[1:]}"


def _remark_text(remark: Remark) -> str:
    return display_remark(remark, {}).text


def _other_remarks(moves: Iterable[RemarkMove]) -> str:
    kinds = [move.kind for move in moves]
    figures = kinds.count(RemarkMoveKind.OTHER_FIGURES)
    words = kinds.count(RemarkMoveKind.OTHER_WORDS)
    told = []
    if figures:
        lines = count_noun(figures, "line")
        told.append(translate("MovedView", "{lines} with other figures.").format(lines=lines))
    if words:
        lines = count_noun(words, "line")
        told.append(translate("MovedView", "{lines} in other words.").format(lines=lines))
    return " ".join(told)
