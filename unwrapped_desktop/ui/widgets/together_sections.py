"""Why two listeners are as alike as they are: the artists of both, who heard whom first, what only one of them has."""

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from math import isfinite

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.two_listeners import HeardFirst, SharedArtist, TwoListeners
from unwrapped_desktop.ui.charts.data import Mark
from unwrapped_desktop.ui.charts.mirrored_bars import MirroredBars, Pair
from unwrapped_desktop.ui.charts.ranked_bars import RankedBars
from unwrapped_desktop.ui.charts.wording import short_name
from unwrapped_desktop.ui.evidence_pictures import Picture
from unwrapped_desktop.ui.figures import NBSP, count_noun, write_percent
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.two_listeners_words import heard_words, names_of, plays_words
from unwrapped_desktop.ui.widgets.axis_pair_bar import AxisPairBar
from unwrapped_desktop.ui.widgets.evidence_section import PictureFrame
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.layouts import Grid, Rule, column
from unwrapped_desktop.ui.widgets.prose import SMALL, SMALL_QUIET, STRONG, TITLE, Prose, TextRole

SHARED_SHOWN, HEARD_SHOWN, GUILTY_SHOWN = 12, 6, 6
"""How many lines are shown at first; a table or a link has the rest."""

_NAME = TextRole(size_px=STRONG.size_px - 1, weight=600, leading=1.4, max_lines=2)
_LIST_PX, _SCORE_PX = 220, 380


class Section(QWidget):
    """A part of the page under a rule and its title."""

    def __init__(self, theme: Theme, title: str, parts: Sequence[QWidget]) -> None:
        super().__init__()
        layout = column(gap=12)
        layout.addWidget(Rule(theme))
        layout.addSpacing(8)
        layout.addWidget(Prose(theme, title, TITLE))
        for part in parts:
            layout.addWidget(part)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _shared(theme: Theme, two: TwoListeners) -> Section:
    title = translate("TogetherSections", "THE ARTISTS OF BOTH")
    if not two.shared:
        return Section(theme, title, [Prose(theme, _nothing_shared(two), SMALL_QUIET)])
    left, right = names_of(two)
    chart = MirroredBars(theme, translate("TogetherSections", "The artists of both"))
    chart.set_pairs(_pairs(two.shared), left=bare(left), right=bare(right))
    header, rows = chart.table()
    chart.set_pairs(_pairs(two.shared[:SHARED_SHOWN]), left=bare(left), right=bare(right))
    shown = min(SHARED_SHOWN, len(two.shared))
    picture = Picture(
        title=_shared_title(shown, len(two.shared)),
        chart=chart,
        header=header,
        rows=rows,
        counted=translate("TogetherSections", "shares of all plays of 30 seconds or more"),
    )
    return Section(theme, title, [PictureFrame(theme, picture)])


def _nothing_shared(two: TwoListeners) -> str:
    if two.alike_percent is None:
        return translate("TogetherSections", "Without the lists of both nothing can be laid side by side.")
    return translate(
        "TogetherSections", "Not one. Somebody has to bring the music, and it should not be both."
    )


def _shared_title(shown: int, of: int) -> str:
    if shown == of:
        return translate("TogetherSections", "{artists}, most in common first").format(
            artists=count_noun(of, "artist")
        )
    return translate("TogetherSections", "{shown} of {artists}, most in common first").format(
        shown=shown, artists=count_noun(of, "artist")
    )


def _pairs(shared: Iterable[SharedArtist]) -> list[Pair]:
    return [
        Pair(
            label=one.name,
            left=_finite(one.left_percent),
            right=_finite(one.right_percent),
            left_text=_share(one.left_percent),
            right_text=_share(one.right_percent),
            common_text=_share(one.common_percent),
        )
        for one in shared
    ]


def _finite(value: float) -> float:
    return value if isfinite(value) else 0.0


def _share(percent: float) -> str:
    """Return a share with as many decimals as it takes to be more than nothing."""
    if percent >= 0.1 or percent <= 0:
        return write_percent(round(percent, 1))
    return f"{max(percent, 0.01):.2f}{NBSP}%"


def _only(theme: Theme, two: TwoListeners) -> Section:
    title = translate("TogetherSections", "ONLY ONE OF THEM")
    names = names_of(two)
    if not two.only_left and not two.only_right:
        text = translate("TogetherSections", "Nobody on the one's list is missing from the other's.")
        if two.alike_percent is None:
            text = _nothing_shared(two)
        return Section(theme, title, [Prose(theme, text, SMALL_QUIET)])
    lists = Grid(min_column_px=theme.px(_LIST_PX), max_columns=2, gap=(32, 24))
    lists.set_parts(
        [
            _ranking(theme, name, ranks, bars)
            for name, ranks, bars in zip(
                names, (two.only_left, two.only_right), (RankedBars, _OtherBars), strict=True
            )
        ]
    )
    note = translate("TogetherSections", "The most played whom the other's verdict does not list.")
    return Section(theme, title, [Prose(theme, note, SMALL_QUIET), lists])


class _OtherBars(RankedBars):
    """What the other plays, in the colour that is the other's in all charts of two."""

    def _mark_colour(self, index: int) -> str:
        return "ink" if index == self.current else "second"


def _ranking(theme: Theme, name: str, ranks: Sequence[Ranked], bars: type[RankedBars]) -> QWidget:
    holder = QWidget()
    layout = column(gap=8)
    layout.addWidget(Prose(theme, name, _NAME))
    if ranks:
        chart = bars(theme, translate("TogetherSections", "Only {name}").format(name=bare(name)))
        chart.set_columns(
            translate("TogetherSections", "Artist"),
            translate("TogetherSections", "Plays"),
            rank=translate("TogetherSections", "Rank"),
        )
        chart.set_bars(
            [Mark(label=rank.name, value=rank.plays, text=count_noun(rank.plays, "play")) for rank in ranks]
        )
        layout.addWidget(chart)
    else:
        layout.addWidget(Prose(theme, translate("TogetherSections", "Nobody."), SMALL_QUIET))
    layout.addStretch(1)
    holder.setLayout(layout)
    return holder


def _heard(theme: Theme, two: TwoListeners) -> Section:
    title = translate("TogetherSections", "WHO HEARD IT FIRST")
    names = names_of(two)
    lines = [_line(theme, one.name, heard_words(one, names)) for one in _sane(two.heard_first)]
    if not lines:
        text = translate("TogetherSections", "No artist of both has a first day in both verdicts.")
        return Section(theme, title, [Prose(theme, text, SMALL_QUIET)])
    return Section(theme, title, [*lines[:HEARD_SHOWN], *_rest(theme, lines[HEARD_SHOWN:])])


def _sane(heard: Iterable[HeardFirst]) -> Iterable[HeardFirst]:
    """Leave out what a stranger's file may have got wrong: days that are not apart as it says."""
    return (one for one in heard if abs((one.left_on - one.right_on).days) == one.days)


def _guilty(theme: Theme, two: TwoListeners) -> Section:
    title = translate("TogetherSections", "GUILTY PLEASURES OF BOTH")
    names = names_of(two)
    lines = [_line(theme, one.name, plays_words(one, names)) for one in two.guilty]
    if not lines:
        text = translate("TogetherSections", "None in common. Each has to be guilty alone.")
        return Section(theme, title, [Prose(theme, text, SMALL_QUIET)])
    note = translate("TogetherSections", "Sold better than they are reviewed, and played by both.")
    shown = [*lines[:GUILTY_SHOWN], *_rest(theme, lines[GUILTY_SHOWN:])]
    return Section(theme, title, [Prose(theme, note, SMALL_QUIET), *shown])


def _line(theme: Theme, name: str, words: str) -> QWidget:
    holder = QWidget()
    layout = column(gap=0)
    layout.addWidget(Prose(theme, isolate(short_name(name)), _NAME))
    layout.addWidget(Prose(theme, words, SMALL))
    holder.setLayout(layout)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def _rest(theme: Theme, lines: Sequence[QWidget]) -> list[QWidget]:
    """Return what is folded away, nothing where there is no more."""
    if not lines:
        return []
    holder = QWidget()
    layout = column(gap=12)
    for line in lines:
        layout.addWidget(line)
    holder.setLayout(layout)
    more = translate("TogetherSections", "{count} more").format(count=len(lines))
    return [Fold(theme, holder, open_text=more, close_text=translate("TogetherSections", "Fewer"))]


def _scores(theme: Theme, two: TwoListeners) -> Section:
    title = translate("TogetherSections", "WHERE THEY LEAN")
    names = names_of(two)
    if not two.axes:
        text = translate("TogetherSections", "Neither verdict has scores.")
        return Section(theme, title, [Prose(theme, text, SMALL_QUIET)])
    key = translate(
        "TogetherSections",
        "Ring: {left}. Dot: {right}. The bracket is where the score lies, 9 times in 10.",
    ).format(left=names[0], right=names[1])
    bars = Grid(min_column_px=theme.px(_SCORE_PX), max_columns=2, gap=(56, 28))
    bars.set_parts([AxisPairBar(theme, pair, names) for pair in two.axes])
    return Section(theme, title, [Prose(theme, key, SMALL_QUIET), bars])


class Place(IntEnum):
    """Where a section goes."""

    LEFT = 0
    RIGHT = 1
    BELOW = 2


SECTIONS: tuple[tuple[Place, Callable[[Theme, TwoListeners], Section]], ...] = (
    (Place.LEFT, _shared),
    (Place.RIGHT, _heard),
    (Place.RIGHT, _guilty),
    (Place.LEFT, _only),
    (Place.BELOW, _scores),
)
"""What goes under a joint verdict, in the order in which it is put up."""
