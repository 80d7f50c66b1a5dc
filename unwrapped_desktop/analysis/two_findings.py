"""What two reports have to say to each other: findings with their receipts, for a joint verdict."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import log10

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.stats import beyond, half_up
from unwrapped_desktop.analysis.two_listeners import Beside, Side
from unwrapped_desktop.analysis.words import LISTENER, date_words, day_of, fold
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import AxisScore, Measure
from unwrapped_desktop.domain.two_listeners import HeardFirst, SharedArtist

LISTED = f"{ALL_PLAYS}; artists whom a report lists, private sessions aside"

VERY_ALIKE, BARELY_ALIKE = 40, 10
"""From the one percentage on two are much alike; below the other they are hardly so."""

ENOUGH_PART = 10
"""Whoever brings less of it, in per cent, carries nothing: those who bring more are not spoken of."""

ENOUGH_PLAYS = 20
"""Fewer plays of an artist make nobody's favourite."""

MORE_THAN_PASSING = 5
"""Fewer plays by one of them make nobody an artist of both."""

ENOUGH_DAYS, YEAR_DAYS = 30, 365.25
"""Whoever heard an artist so many days before was first in a way worth telling."""

ENOUGH_HEARD, LEADS = 5, 2 / 3
"""Of at least so many artists whom both know the day of, that share makes a leader."""

WIDE_GAP = 3
"""So many times the share of the other is a gap."""

LOW_LEAN, HIGH_LEAN = 0.4, 0.6
"""Two are opposites in what one score puts at most at the one and the other at least at the other."""

ENOUGH_SCORES, SAME_LEAN = 4, 2 / 3
"""Of at least so many scores of both, that share on the same sides is agreement."""

WIDER = 1.25
"""From so many times the figure of the other on, one of them has more of it."""

MUCH_MORE = 2
"""From so many times the plays on, one of them plays more."""


def find_two(beside: Beside) -> tuple[Finding, ...]:
    """Return what can be said of two listeners; what has no surprise is there for the label, and never said aloud."""
    found = _Two(beside)
    return tuple(
        replace(finding, departed=True) if _names_departed(finding, beside) else finding
        for finding in found.findings()
    )


def leans(beside: Beside) -> tuple[int, int]:
    """Return how many scores of both were ruled on, and how many of them lean the same way."""
    ruled = [
        (pair.left.value >= 0.5, pair.right.value >= 0.5)
        for pair in beside.axes
        if pair.left is not None and pair.left.value is not None
        if pair.right is not None and pair.right.value is not None
    ]
    return len(ruled), sum(left == right for left, right in ruled)


def _names_departed(finding: Finding, beside: Beside) -> bool:
    cells = (finding.cell(slot) for slot in finding.quotes)
    return any(cell.unit == "artist" and beside.has_died(str(cell.value)) for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opposites:
    """Two ends of a score.

    Attributes:
        id: Of the finding.
        title: Of its receipt.
        axis: The score.
        high: Slot of whoever is at its high pole.
        low: Slot of whoever is at its low pole.
        unit: Of the figure behind it.
        what: What slots call that figure.
        more_at_high: Whether the figure is larger at the high pole.
    """

    id: str
    title: str
    axis: str
    high: str
    low: str
    unit: str = "percent"
    what: str = "share"
    more_at_high: bool = True


class _Two:
    """Two listeners, and a method for each thing that can be said of them; nothing where there is nothing to say."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._left, self._right = beside.left, beside.right

    def findings(self) -> Iterable[Finding]:
        """Yield all of them."""
        makers: tuple[Callable[[], Finding | None], ...] = (
            self.records,
            self.alike,
            self.carrier,
            self.first,
            self.lead,
            self.gap,
            self.unknown,
            self.guilty,
            self.hours,
            self.loyal,
            self.skips,
            self.label,
            self.ratio,
            self.years,
            self.fame,
            self.width,
            self.heart,
            self.agree,
        )
        found = (make() for make in makers)
        yield from (finding for finding in found if finding is not None)

    def records(self) -> Finding:
        """Return both records in figures: whom the verdict is about."""
        builder = FindingBuilder(id="two_records", title="The two records", population=ALL_PLAYS)
        for side, slot in ((self._left, "one"), (self._right, "other")):
            builder.row("listener", side.called, LISTENER, slot=slot)
            builder.row("plays", side.report.record.plays)
            builder.row("artists", side.report.record.artists)
            builder.row(
                "share of the plays by listed artists", percent(side.listed_plays, side.plays), "percent"
            )
        return builder.finding(0.0)

    def alike(self) -> Finding | None:
        """Find how alike they are."""
        share = self._beside.alike_percent
        if share is None:
            return None
        if not self._beside.shared:
            return self._nothing()
        kind = "alike" if share >= VERY_ALIKE else "some" if share >= BARELY_ALIKE else "little"
        builder = self._of_both(f"two_{kind}", "How alike")
        builder.total("artists of both", len(self._beside.shared), slot="shared")
        builder.total("alike: the smaller share of each artist, summed", share, "percent", slot="share")
        return builder.finding(0.5 + 0.4 * abs(share - 25) / 75)

    def _nothing(self) -> Finding:
        builder = self._of_both("two_nothing", "Nothing in common")
        builder.row("artists listed for the one", len(self._left.listed), slot="one_artists")
        builder.row("artists listed for the other", len(self._right.listed), slot="other_artists")
        builder.total("artists of both", 0, slot="shared")
        return builder.finding(1.0)

    def carrier(self) -> Finding | None:
        """Find who adds most to how alike they are."""
        share = self._beside.alike_percent
        artist = next((one for one in self._beside.shared if self._is_known_well(one)), None)
        if artist is None or not share:
            return None
        part = min(percent(artist.common_percent, share), 100.0)
        if part < ENOUGH_PART:
            return None
        builder = self._of_artist("two_carrier", artist)
        builder.total("share of the plays, the one", artist.left_percent, "percent")
        builder.total("share of the plays, the other", artist.right_percent, "percent")
        builder.total("alike in all", share, "percent")
        builder.total("of that by this artist", part, "percent", slot="part")
        return builder.finding(0.45 + 0.5 * part / 100)

    def first(self) -> Finding | None:
        """Find who heard an artist first, where it is certain and the gap is widest."""
        known_well = {one.name for one in self._beside.shared if self._is_known_well(one)}
        heard = next(
            (
                heard
                for heard in self._beside.heard_first
                if heard.is_certain and heard.days >= ENOUGH_DAYS and heard.name in known_well
            ),
            None,
        )
        if heard is None:
            return None
        early, late = self._by_day(heard)
        builder = FindingBuilder(id="two_first", title=heard.name, population=LISTED)
        builder.row("artist", heard.name, "artist", slot="artist")
        builder.row("first heard by", early.called, LISTENER, slot="early")
        builder.row("on", _words(min(heard.left_on, heard.right_on)), "date", slot="date")
        builder.row("then by", late.called, LISTENER, slot="late")
        builder.row("on", _words(max(heard.left_on, heard.right_on)), "date", slot="late_date")
        builder.total("days between", heard.days, slot="days")
        return builder.finding(0.5 + 0.45 * beyond(heard.days, ENOUGH_DAYS, 3_000))

    def lead(self) -> Finding | None:
        """Find who is first more often, among artists of whom it is certain."""
        heard = [one for one in self._beside.heard_first if one.is_certain and one.days]
        left = sum(one.left_on < one.right_on for one in heard)
        ahead = max(left, len(heard) - left)
        if len(heard) < ENOUGH_HEARD or ahead < LEADS * len(heard):
            return None
        leader, follower = self._ordered(is_left=left == ahead)
        builder = FindingBuilder(id="two_lead", title="Who heard it first", population=LISTED)
        builder.row("who was ahead", leader.called, LISTENER, slot="leader")
        builder.row("first to", ahead, slot="ahead")
        builder.row("who came after", follower.called, LISTENER, slot="follower")
        builder.row("first to", len(heard) - ahead, slot="behind")
        builder.total("artists of both, where it is certain", len(heard), slot="known")
        return builder.finding(0.45 + 0.5 * beyond(ahead / len(heard), LEADS, 1))

    def gap(self) -> Finding | None:
        """Find the artist of both whose shares lie furthest apart."""
        found = sorted(
            (artist for artist in self._beside.shared if self._is_wide(artist)),
            key=lambda artist: (-abs(artist.left_percent - artist.right_percent), fold(artist.name)),
        )
        artist = next(iter(found), None)
        if artist is None:
            return None
        is_left = artist.left_percent > artist.right_percent
        fan, guest = self._ordered(is_left=is_left)
        plays = (artist.left_plays, artist.right_plays)[:: 1 if is_left else -1]
        shares = (artist.left_percent, artist.right_percent)[:: 1 if is_left else -1]
        builder = FindingBuilder(id="two_gap", title=artist.name, population=LISTED)
        builder.row("artist", artist.name, "artist", slot="artist")
        builder.row("played more by", fan.called, LISTENER, slot="fan")
        builder.row("plays", plays[0], slot="fan_plays")
        builder.row("played less by", guest.called, LISTENER, slot="guest")
        builder.row("plays", plays[1], slot="guest_plays")
        builder.total("share of the plays, the more", shares[0], "percent")
        builder.total("share of the plays, the less", shares[1], "percent")
        return builder.finding(0.4 + 0.5 * beyond(shares[0] - shares[1], 0, 30))

    def unknown(self) -> Finding | None:
        """Find the favourite of one of them whom the other does not list."""
        beside = self._beside
        sides = ((self._left, self._right, beside.only_left), (self._right, self._left, beside.only_right))
        found = [
            (artist, fan, stranger)
            for fan, stranger, only in sides
            if (artist := self._favourite(only)) is not None
        ]
        if not found:
            return None
        artist, fan, stranger = min(found, key=lambda one: (-one[0].share_percent, fold(one[0].name)))
        builder = FindingBuilder(id="two_unknown", title=artist.name, population=LISTED)
        builder.row("artist", artist.name, "artist", slot="artist")
        builder.row("played by", fan.called, LISTENER, slot="fan")
        builder.row("plays", artist.plays, slot="plays")
        builder.row("place", 1 + list(fan.listed).index(fold(artist.name)), slot="place")
        builder.row("not listed for", stranger.called, LISTENER, slot="stranger")
        builder.total("places on that list", 0, slot="listed")
        builder.total("artists on it", len(stranger.listed))
        return builder.finding(0.5 + 0.45 * beyond(artist.share_percent, 0, 20))

    def guilty(self) -> Finding | None:
        """Find a pleasure that neither would own up to; never somebody who has died."""
        artist = next(
            (
                artist
                for artist in self._beside.guilty
                if self._beside.may_name(artist.name) and not self._beside.has_died(artist.name)
            ),
            None,
        )
        if artist is None:
            return None
        (line,) = self._beside.known[fold(artist.name)]
        builder = self._of_artist("two_guilty", artist)
        builder.total("how many listen, 0 to 100, by our table", line.popularity)
        builder.total("what critics think, 0 to 100, by our table", line.acclaim or 0)
        fewer = min(artist.left_plays, artist.right_plays)
        return builder.finding(0.6 + 0.35 * beyond(log10(fewer), 1.3, 3))

    def hours(self) -> Finding | None:
        """Find a night and a day."""
        return self._opposed(
            _Opposites(id="two_hours", title="Day and night", axis="day_night", high="owl", low="lark")
        )

    def loyal(self) -> Finding | None:
        """Find somebody who stays and somebody who wanders: of fewer artists and of more."""
        return self._opposed(
            _Opposites(
                id="two_loyal",
                title="Staying and wandering",
                axis="explorer_loyalist",
                high="loyal",
                low="rover",
                unit="count",
                what="artists",
                more_at_high=False,
            )
        )

    def skips(self) -> Finding | None:
        """Find somebody who skips and somebody who waits."""
        return self._opposed(
            _Opposites(
                id="two_skips",
                title="Skipping and waiting",
                axis="finisher_skipper",
                high="skipper",
                low="patient",
            )
        )

    def _opposed(self, kind: _Opposites) -> Finding | None:
        """Find two at different ends of a score, where the figures behind it say the same."""
        pair = self._apart(kind.axis)
        if pair is None:
            return None
        (high, high_score), (low, low_score) = pair
        figures = _same_figure(high_score.measure, low_score.measure, kind.unit)
        if figures is None or (figures[0].value > figures[1].value) != kind.more_at_high:
            return None
        builder = FindingBuilder(id=kind.id, title=kind.title, population=figures[0].what)
        for side, figure, slot in ((high, figures[0], kind.high), (low, figures[1], kind.low)):
            builder.row("listener", side.called, LISTENER, slot=slot)
            value = half_up(figure.value) if figure.unit == "count" else figure.value
            builder.row(figure.what, value, figure.unit, slot=f"{slot}_{kind.what}")
        _put_scores(builder, high_score, low_score)
        return builder.finding(0.45 + 0.5 * _distance(high_score, low_score))

    def label(self) -> Finding | None:
        """Find one label for both."""
        label = self._left.report.verdict.label
        if not label or label != self._right.report.verdict.label:
            return None
        builder = self._of_both("two_label", "The same label")
        builder.total("the label of both", label, "text")
        return builder.finding(0.9)

    def ratio(self) -> Finding | None:
        """Find who plays far more."""
        plays = [side.report.record.plays for side in (self._left, self._right)]
        if not self._are_of_a_length or min(plays) <= 0 or max(plays) < MUCH_MORE * min(plays):
            return None
        more, fewer = self._ordered(is_left=plays[0] > plays[1])
        times = max(plays) // min(plays)
        builder = FindingBuilder(id="two_ratio", title="How much", population=ALL_PLAYS)
        builder.row("more, by", more.called, LISTENER, slot="more")
        builder.row("plays", max(plays), slot="more_plays")
        builder.row("fewer, by", fewer.called, LISTENER, slot="fewer")
        builder.row("plays", min(plays), slot="fewer_plays")
        builder.total("so many times as many, rounded down", times, slot="times")
        return builder.finding(0.35 + 0.5 * beyond(log10(times), 0.3, 1.5))

    def years(self) -> Finding | None:
        """Find whose record begins years before."""
        left, right = self._left.first_day, self._right.first_day
        if not self._are_whole_lives or left is None or right is None:
            return None
        years = int(abs((left - right).days) / YEAR_DAYS)
        if not years:
            return None
        early, late = self._ordered(is_left=left < right)
        builder = FindingBuilder(id="two_years", title="Where the records begin", population=ALL_PLAYS)
        builder.row("earlier, of", early.called, LISTENER, slot="early")
        builder.row("begins on", _words(min(left, right)), "date", slot="date")
        builder.row("later, of", late.called, LISTENER, slot="late")
        builder.row("begins on", _words(max(left, right)), "date", slot="late_date")
        builder.total("whole years between", years, slot="years")
        return builder.finding(0.4 + 0.4 * beyond(years, 1, 10))

    def fame(self) -> Finding | None:
        """Find one at home in the charts and one underground."""
        pair = self._apart("mainstream")
        if pair is None:
            return None
        (famous, high), (hidden, low) = pair
        builder = FindingBuilder(
            id="two_fame", title="Charts and underground", population="underground is 0, charts are 100"
        )
        for side, score, slot, figure in ((famous, high, "famous", "high"), (hidden, low, "hidden", "low")):
            builder.row("listener", side.called, LISTENER, slot=slot)
            builder.row("score", half_up(100 * (score.value or 0)), slot=figure)
        _put_scores(builder, high, low)
        return builder.finding(0.45 + 0.5 * _distance(high, low))

    def width(self) -> Finding | None:
        """Find who has many artists and who has few."""
        artists = [side.report.record.artists for side in (self._left, self._right)]
        if not self._are_of_a_length or min(artists) <= 0 or max(artists) < WIDER * min(artists):
            return None
        wide, narrow = self._ordered(is_left=artists[0] > artists[1])
        builder = FindingBuilder(id="two_width", title="How many artists", population=ALL_PLAYS)
        builder.row("more, by", wide.called, LISTENER, slot="wide")
        builder.row("artists", max(artists), slot="wide_artists")
        builder.row("fewer, by", narrow.called, LISTENER, slot="narrow")
        builder.row("artists", min(artists), slot="narrow_artists")
        return builder.finding(0.3 + 0.5 * beyond(log10(max(artists) / min(artists)), 0.1, 1.5))

    def heart(self) -> Finding | None:
        """Find whose favourite takes much and whose takes little."""
        favourites = [next(iter(side.listed.values()), None) for side in (self._left, self._right)]
        left, right = favourites
        if left is None or right is None:
            return None
        is_left = left.share_percent > right.share_percent
        keen, mild = self._ordered(is_left=is_left)
        more, less = (left, right) if is_left else (right, left)
        if more.share_percent < WIDER * less.share_percent or not self._beside.may_name(more.name):
            return None
        builder = FindingBuilder(id="two_heart", title="What the favourite takes", population=LISTED)
        builder.row("more, by", keen.called, LISTENER, slot="keen")
        builder.row("favourite", more.name, "artist", slot="artist")
        builder.row("plays", more.plays)
        builder.row("share of the plays", more.share_percent, "percent", slot="keen_share")
        builder.row("less, by", mild.called, LISTENER, slot="mild")
        builder.total("favourite", less.name, "artist")
        builder.total("plays", less.plays)
        builder.total("share of the plays", less.share_percent, "percent", slot="mild_share")
        return builder.finding(0.35 + 0.5 * beyond(more.share_percent - less.share_percent, 0, 40))

    def agree(self) -> Finding:
        """Return how many scores lean the same way: said aloud where most do."""
        scores, same = leans(self._beside)
        builder = self._of_both("two_agree", "Scores that lean the same way")
        builder.row("scores of both", scores, slot="scores")
        builder.row("lean the same way", same, slot="same")
        builder.total("lean different ways", scores - same, slot="differ")
        if scores < ENOUGH_SCORES or same < SAME_LEAN * scores:
            return builder.finding(0.0)
        return builder.finding(0.4 + 0.4 * beyond(same / scores, SAME_LEAN, 1))

    # -------------------------------------------------------------------------------------------- parts of them
    @property
    def _sources(self) -> set[SourceKind]:
        return {side.report.listener.source for side in (self._left, self._right)}

    @property
    def _are_whole_lives(self) -> bool:
        """Whether both records tell a life: account data hold a year of it, and lists tell no times."""
        return self._sources <= {SourceKind.EXTENDED_EXPORT, SourceKind.SAMPLE}

    @property
    def _are_of_a_length(self) -> bool:
        """Whether both records tell a life, or both a year of it."""
        return self._are_whole_lives or self._sources == {SourceKind.ACCOUNT_EXPORT}

    def _of_both(self, name: str, title: str) -> FindingBuilder:
        builder = FindingBuilder(id=name, title=title, population=LISTED)
        builder.row("the one", self._left.called, LISTENER, slot="one")
        return builder.row("the other", self._right.called, LISTENER, slot="other")

    def _of_artist(self, name: str, artist: SharedArtist) -> FindingBuilder:
        builder = FindingBuilder(id=name, title=artist.name, population=LISTED)
        builder.row("artist", artist.name, "artist", slot="artist")
        builder.row("the one", self._left.called, LISTENER, slot="one")
        builder.row("plays", artist.left_plays, slot="one_plays")
        builder.row("the other", self._right.called, LISTENER, slot="other")
        return builder.row("plays", artist.right_plays, slot="other_plays")

    def _is_known_well(self, artist: SharedArtist) -> bool:
        """Whether a sentence may name an artist whom both have played more than in passing."""
        return min(artist.left_plays, artist.right_plays) >= MORE_THAN_PASSING and self._beside.may_name(
            artist.name
        )

    def _is_wide(self, artist: SharedArtist) -> bool:
        more, less = max(artist.left_percent, artist.right_percent), artist.common_percent
        plays = artist.left_plays if artist.left_percent == more else artist.right_plays
        return more >= WIDE_GAP * less and plays >= ENOUGH_PLAYS and self._beside.may_name(artist.name)

    def _favourite(self, only: Iterable[Ranked]) -> Ranked | None:
        return next(
            (one for one in only if one.plays >= ENOUGH_PLAYS and self._beside.may_name(one.name)), None
        )

    def _by_day(self, heard: HeardFirst) -> tuple[Side, Side]:
        return self._ordered(is_left=heard.left_on < heard.right_on)

    def _ordered(self, *, is_left: bool) -> tuple[Side, Side]:
        return (self._left, self._right) if is_left else (self._right, self._left)

    def _apart(self, axis_id: str) -> tuple[tuple[Side, AxisScore], tuple[Side, AxisScore]] | None:
        """Return who leans to the high pole and who to the low one, where they do so clearly."""
        scores = [(side, side.score(axis_id)) for side in (self._left, self._right)]
        told = [(side, score) for side, score in scores if score is not None]
        if len(told) < len(scores):
            return None
        low, high = sorted(told, key=lambda one: one[1].value or 0.0)
        is_opposed = (low[1].value or 0.0) <= LOW_LEAN and (high[1].value or 0.0) >= HIGH_LEAN
        return (high, low) if is_opposed else None


def _put_scores(builder: FindingBuilder, high: AxisScore, low: AxisScore) -> None:
    for score in (high, low):
        builder.total("score, 0 to 1", f"{score.value:.2f}", "text")


def _distance(high: AxisScore, low: AxisScore) -> float:
    return (high.value or 0.0) - (low.value or 0.0)


def _same_figure(one: Measure | None, other: Measure | None, unit: str) -> tuple[Measure, Measure] | None:
    """Return the figures behind two scores, where both measure the same thing."""
    if one is None or other is None or one.what != other.what or {one.unit, other.unit} != {unit}:
        return None
    return one, other


def _words(day: date) -> str:
    return date_words(day_of(day))
