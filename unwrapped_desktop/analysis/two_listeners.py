"""Two reports laid side by side: how alike the listeners are, in figures. What is said of it is found in `two_findings`.

Artists are joined folded. Whoever was played in private sessions alone is left out on either side, and so is music of
children, of faith and for sleep, as a friend's file leaves them out: they count among the plays, and nobody is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from unwrapped_desktop.analysis.builder import percent
from unwrapped_desktop.analysis.comparison_words import isolated
from unwrapped_desktop.analysis.reference import Reference, ReferenceArtist
from unwrapped_desktop.analysis.words import fold, is_quotable, spoken_names
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.report import AxisScore, Report
from unwrapped_desktop.domain.two_listeners import AxisPair, HeardFirst, OneOfTwo, SharedArtist

ONLY_MOST = 10
"""So many artists of the one whom the other does not list are shown."""

GUILTY_PLAYS, GUILTY_POPULARITY, GUILTY_ACCLAIM = 20, 70, 40
"""A pleasure is guilty if both have had it so often, at least so many listen, and critics think at most so much of it."""

Bearers = tuple[ReferenceArtist, ...]
"""Whom the table knows by one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two, as far as the report tells.

    Attributes:
        report: The report.
        called: What the listener is called in a sentence.
        plays: Plays that shares are taken of.
        listed: Artists by folded name, the most played first; each once.
        first_day: Local day of the first play; None where the report tells no times.
    """

    report: Report
    called: str
    plays: int
    listed: Mapping[str, Ranked]
    first_day: date | None

    @property
    def listed_plays(self) -> int:
        """Plays of the artists who are listed."""
        return sum(artist.plays for artist in self.listed.values())

    def score(self, axis_id: str) -> AxisScore | None:
        """Return a score that was ruled on, None where there is none."""
        return next(
            (axis for axis in self.report.axes if axis.id == axis_id and axis.value is not None), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Both of them, in figures. See `TwoListeners` for what is called as it is there.

    Attributes:
        known: Whom the table knows by the name of each artist of either, by folded name.
    """

    left: Side
    right: Side
    alike_percent: float | None
    reason: str | None
    shared: tuple[SharedArtist, ...]
    only_left: tuple[Ranked, ...]
    only_right: tuple[Ranked, ...]
    heard_first: tuple[HeardFirst, ...]
    guilty: tuple[SharedArtist, ...]
    axes: tuple[AxisPair, ...]
    known: Mapping[str, Bearers]

    def may_name(self, name: str) -> bool:
        """Whether a sentence may name an artist, whoever of that name is meant."""
        return is_quotable(name) and all(line.is_target for line in self.known.get(fold(name), ()))

    def has_died(self, name: str) -> bool:
        """Whether the table says that somebody of that name has died."""
        return any(line.died is not None for line in self.known.get(fold(name), ()))


def lay_beside(left: Report, right: Report, reference: Reference) -> Beside:
    """Return two reports side by side, in figures.

    Args:
        left: The one.
        right: The other.
        reference: What is known about artists.
    """
    one, other = _sides(left, right)
    reason = _reason(one) or _reason(other)
    both = () if reason else tuple(name for name in one.listed if name in other.listed)
    shared = _shared(both, one, other)
    known = _known({**one.listed, **other.listed}.values(), reference)
    return Beside(
        left=one,
        right=other,
        alike_percent=None if reason else _alike(both, one, other),
        reason=reason,
        shared=shared,
        only_left=() if reason else _only(one, other),
        only_right=() if reason else _only(other, one),
        heard_first=_heard_first(both, one, other),
        guilty=tuple(artist for artist in shared if _is_guilty(artist, known.get(fold(artist.name), ()))),
        axes=_pairs(left.axes, right.axes),
        known=known,
    )


def one_of_two(side: Side) -> OneOfTwo:
    """Return what is known of one of them."""
    report = side.report
    return OneOfTwo(
        name=report.listener.name,
        label=report.verdict.label,
        made_at=report.created_at,
        plays=report.record.plays,
        artists=report.record.artists,
        listed_percent=percent(side.listed_plays, side.plays),
        first_play_at=report.record.first_play_at,
        last_play_at=report.record.last_play_at,
    )


def _sides(left: Report, right: Report) -> tuple[Side, Side]:
    names = spoken_names(left.listener.name, right.listener.name)
    one, other = (_side(report, called) for report, called in zip((left, right), names, strict=True))
    return one, other


def _side(report: Report, called: str) -> Side:
    artists = () if report.charts is None else report.charts.artists
    listed: dict[str, Ranked] = {}
    for artist in artists:
        name = fold(artist.name)
        if name and not artist.is_private and artist.why is None:
            listed[name] = _joined(listed[name], artist) if name in listed else artist
    # A list from elsewhere may hold more plays than its record: shares are taken of all there are.
    plays = max(report.record.plays, sum(artist.plays for artist in artists))
    ordered = sorted(listed.items(), key=lambda item: (-item[1].plays, item[0]))
    return Side(
        report=report,
        called=called,
        plays=plays,
        listed={name: replace(one, share_percent=percent(one.plays, plays)) for name, one in ordered},
        first_day=_first_day(report),
    )


def _joined(first: Ranked, second: Ranked) -> Ranked:
    days = [artist.first_on for artist in (first, second) if artist.first_on is not None]
    return replace(first, plays=first.plays + second.plays, first_on=min(days, default=None))


def _first_day(report: Report) -> date | None:
    begins = report.record.first_play_at
    return None if begins is None else local_date(begins, report.provenance.timezone)


def _reason(side: Side) -> str | None:
    """Return why there is nothing to compare by, None where there is something."""
    if side.listed:
        return None
    name = isolated(side.called)
    if side.report.record.kind == "top_lists":
        return f"Spotify's lists alone are known for {name}: they give an order and no counts."
    return f"The verdict for {name} lists no artists: it is an older one, or they were kept back."


def _alike(both: Iterable[str], one: Side, other: Side) -> float:
    """Return the sum of the smaller shares, in whole numbers until the end: nothing is rounded twice."""
    in_common = sum(
        min(one.listed[name].plays * other.plays, other.listed[name].plays * one.plays) for name in both
    )
    return percent(in_common, one.plays * other.plays)


def _shared(both: Iterable[str], one: Side, other: Side) -> tuple[SharedArtist, ...]:
    """Return the artists of both, what they add to the likeness descending, then by name."""
    found = [_shared_artist(one.listed[name], other.listed[name]) for name in both]
    return tuple(sorted(found, key=lambda artist: (-artist.common_percent, fold(artist.name))))


def _shared_artist(left: Ranked, right: Ranked) -> SharedArtist:
    return SharedArtist(
        name=_spelling(left, right),
        left_plays=left.plays,
        right_plays=right.plays,
        left_percent=left.share_percent,
        right_percent=right.share_percent,
        common_percent=min(left.share_percent, right.share_percent),
    )


def _spelling(one: Ranked, other: Ranked) -> str:
    """Return a name as whoever has played it more writes it: who is named first must not matter."""
    return max((one, other), key=lambda artist: (artist.plays, artist.name)).name


def _only(one: Side, other: Side) -> tuple[Ranked, ...]:
    return tuple(artist for name, artist in one.listed.items() if name not in other.listed)[:ONLY_MOST]


def _heard_first(both: Iterable[str], one: Side, other: Side) -> tuple[HeardFirst, ...]:
    found = []
    for name in both:
        left, right = one.listed[name].first_on, other.listed[name].first_on
        if left is not None and right is not None:
            found.append(
                HeardFirst(
                    name=_spelling(one.listed[name], other.listed[name]),
                    left_on=left,
                    right_on=right,
                    days=abs((left - right).days),
                    is_certain=_is_certain(left, right, one, other),
                )
            )
    return tuple(sorted(found, key=lambda heard: (-heard.days, fold(heard.name))))


def _is_certain(left: date, right: date, one: Side, other: Side) -> bool:
    """Whether the record of whoever was later begins before the earlier one's first play; of both on the same day."""
    begun = [
        side.first_day is not None and side.first_day < min(left, right)
        for side, day in ((one, left), (other, right))
        if day == max(left, right)
    ]
    return all(begun)


def _is_guilty(artist: SharedArtist, bearers: Bearers) -> bool:
    """Whether both play an artist often whom many hear and critics do not think much of; namesakes are spared."""
    if len(bearers) != 1:
        return False
    (line,) = bearers
    return (
        line.is_target
        and line.acclaim is not None
        and line.acclaim <= GUILTY_ACCLAIM
        and line.popularity >= GUILTY_POPULARITY
        and min(artist.left_plays, artist.right_plays) >= GUILTY_PLAYS
    )


def _known(artists: Iterable[Ranked], reference: Reference) -> Mapping[str, Bearers]:
    names = [artist.name for artist in artists]
    return {fold(name): bearers for name, bearers in zip(names, reference.bearers(names), strict=True)}


def _pairs(left: Iterable[AxisScore], right: Iterable[AxisScore]) -> tuple[AxisPair, ...]:
    """Return the scores of both: in the order of the left, then what the right alone has."""
    one, other = ({axis.id: axis for axis in axes} for axes in (left, right))
    return tuple(
        AxisPair(id=axis_id, left=one.get(axis_id), right=other.get(axis_id)) for axis_id in {**one, **other}
    )
