"""What a record has to say to a statement that was sealed before anybody had seen it.

An answer is right, wrong, or not for this record to decide; nothing is made of the last. How well somebody knows
themselves is the Brier score of the others: the mean of (how sure they were, less 1 for right and 0 for wrong) squared
(Brier 1950, Verification of forecasts expressed in terms of probability).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from statistics import fmean

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, percent
from unwrapped_desktop.analysis.departed import mark_departed
from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.listening import NIGHT_END, Array, Listening, months_of_days
from unwrapped_desktop.analysis.stats import descending
from unwrapped_desktop.analysis.words import as_typed, date_words, day_of, is_quotable, shown_title
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.report import AxisScore
from unwrapped_desktop.domain.statement import NEVER, NIGHTS, SKIPPED_SHARES, Answer, Statement

EVERY_START = "every start, short ones too"
ENOUGH_STARTS, ENOUGH_YEARS = 5, 3
"""A song with fewer starts was never skipped by accident; in fewer calendar years no taste can stop."""

NEW_SHARE, YEARS_OFF = 0.1, 1
"""Taste stops after the last year in which so much of the plays went to artists first heard in it; so far off is right."""

SKIPPED_BELOW, NIGHT_BELOW = (0, 10, 25, 50, 100), (0, 2, 8, 100)
"""The borders between answers, in percent. Of each question the last answer is "over": its border belongs to the one before."""

_TITLES = {
    "artist": "Your most played artist",
    "skips": "How much you skip",
    "midnight": "Music after midnight",
    "stopped": "When your taste stopped",
    "song": "The song you never skip",
    "charts": "Charts or obscure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One answer and what became of it.

    Attributes:
        title: The question in a few words.
        answer: What was said.
        is_right: Whether the record bears it out.
        finding: The proof.
    """

    title: str
    answer: Answer
    is_right: bool
    finding: Finding

    @property
    def square(self) -> float:
        """What it adds to the Brier score: 0 for nothing to learn, nearly 1 for a bet that was lost."""
        return (self.answer.sure_percent / 100 - self.is_right) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A statement beside a record.

    Attributes:
        decided: The answers that the record decides, in the order of the questions.
        score: What there is to say of all of them together; None where there are none.
    """

    decided: tuple[Decided, ...]
    score: Finding | None

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(one.is_right for one in self.decided)

    @property
    def brier(self) -> float | None:
        """The Brier score, 0 to 1; None where nothing is decided."""
        return brier_of([one.square for one in self.decided])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, that of the score first."""
        first = () if self.score is None else (self.score,)
        return (*first, *(one.finding for one in self.decided))


def brier_of(squares: Sequence[float]) -> float | None:
    """Return the mean of squared misses, None of none."""
    return fmean(squares) if squares else None


def open_statement(listening: Listening, statement: Statement, axes: Sequence[AxisScore]) -> Opening:
    """Return what the record says to each answer.

    Args:
        listening: The record, after exclusions.
        statement: What was said.
        axes: The axes of the mission, of the same record.
    """
    if not len(listening):
        return Opening(decided=(), score=None)
    beside = _Beside(listening, statement, axes)
    answers = (
        (statement.most_played_artist, beside.artist),
        (statement.skipped_share, beside.skips),
        (statement.after_midnight, beside.midnight),
        (statement.taste_stopped, beside.stopped),
        (statement.never_skipped, beside.song),
        (statement.charts_or_obscure, beside.charts),
    )
    found = (decide(answer) for answer, decide in answers if answer is not None)
    decided = tuple(one for one in found if one is not None)
    return Opening(decided=decided, score=_score(decided, beside.sealed_on))


def last_new_year(listening: Listening) -> tuple[int, float]:
    """Return the last calendar year in which a tenth of the plays or more went to artists first heard in it, and their share.

    At the start of a record all artists are new, so there is such a year in every record.
    """
    years = listening.years
    first = int(years[0])
    met = months_of_days(listening.artist_first_day) // 12
    is_new = met[listening.plays.artist] == listening.at.year
    size = int(years[-1]) - first + 1
    plays: Array = np.bincount(listening.at.year - first, minlength=size)
    new: Array = np.bincount(listening.at.year[is_new] - first, minlength=size)
    place = int(np.flatnonzero((plays > 0) & (new >= NEW_SHARE * plays))[-1])
    return first + place, percent(int(new[place]), int(plays[place]))


class _Beside:
    """A record beside a statement: names and titles are joined folded."""

    def __init__(self, listening: Listening, statement: Statement, axes: Sequence[AxisScore]) -> None:
        self._listening = listening
        self._axes = axes
        self._names = listening.record.names.artists
        sealed = statement.sealed_at.astimezone(listening.zone).date()
        self.sealed_on = date_words(day_of(sealed))

    def artist(self, answer: Answer) -> Decided | None:
        """Decide who is played most: whoever has as many plays as the first is first too."""
        plays = self._listening.artist_plays
        said = " ".join(answer.value.split())
        code = next(
            (code for code in descending(plays) if as_typed(self._names[code]) == as_typed(said)), None
        )
        top = int(np.argmax(plays))
        if code is not None and plays[code] == plays[top]:
            builder = self._builder("artist", answer, is_right=True, population=ALL_PLAYS)
            builder.row("you said, and so does the record", self._names[code], "artist", slot="artist")
            builder.row("plays", int(plays[code]), slot="plays")
            builder.total("artists in the record", int(np.count_nonzero(plays)), slot="artists")
            return self._decided("artist", answer, builder, is_right=True, sayable=self._may_name(int(code)))
        builder = self._builder("artist", answer, is_right=False, population=ALL_PLAYS)
        name = said if code is None else self._names[code]
        count = 0 if code is None else int(plays[code])
        builder.row("you said", name, "artist", slot="said")
        builder.row("plays of theirs", count, slot="said_plays")
        if count:
            builder.row("their place", 1 + int(np.sum(plays > count)), slot="place")
        builder.total("the record says", self._names[top], "artist", slot="artist")
        builder.total("plays", int(plays[top]), slot="plays")
        speakable = self._may_name(int(code)) if code is not None else self._may_name_stranger(name)
        return self._decided(
            "artist", answer, builder, is_right=False, sayable=speakable and self._may_name(top)
        )

    def skips(self, answer: Answer) -> Decided | None:
        """Decide what share of starts is skipped; not for a record that tells no skips."""
        if not self._listening.has_skips:
            return None
        told = self._listening.rows.skipped
        skipped, starts = int(np.sum(told == 1)), int(np.sum(told >= 0))
        low, high = _range_of(SKIPPED_SHARES.index(answer.value), SKIPPED_BELOW)
        is_right = SKIPPED_SHARES[_place_among(SKIPPED_BELOW, skipped, starts)] == answer.value
        builder = self._builder("skips", answer, is_right=is_right, population=EVERY_START)
        builder.row("you said, percent of starts", answer.value, "text")
        builder.row("that is, from", low, "percent", slot="least")
        builder.row("and to", high, "percent", slot="limit")
        builder.total("starts", starts, slot="starts")
        builder.total("skipped", skipped, slot="skips")
        builder.total("share", percent(skipped, starts), "percent", slot="share")
        return self._decided("skips", answer, builder, is_right=is_right)

    def midnight(self, answer: Answer) -> Decided | None:
        """Decide what share of plays begins from 0:00 to 5:00."""
        listening = self._listening
        night, plays = int(np.sum(listening.at.hour < NIGHT_END)), len(listening)
        low, high = _range_of(NIGHTS.index(answer.value), NIGHT_BELOW)
        is_right = NIGHTS[_place_among(NIGHT_BELOW, night, plays)] == answer.value
        population = f"{ALL_PLAYS}, by when they began, {listening.zone_name}"
        builder = self._builder("midnight", answer, is_right=is_right, population=population)
        builder.row("you said", answer.value, "text")
        builder.row("that is, from", low, "percent", slot="least")
        builder.row("and to", high, "percent", slot="limit")
        builder.total("plays", plays, slot="plays")
        builder.total("begun from 0:00 to 5:00", night, slot="night_plays")
        builder.total("share", percent(night, plays), "percent", slot="share")
        return self._decided("midnight", answer, builder, is_right=is_right)

    def stopped(self, answer: Answer) -> Decided | None:
        """Decide in which year taste stopped; not in a record of too few years."""
        years = self._listening.years
        if years.size < ENOUGH_YEARS:
            return None
        year, share = last_new_year(self._listening)
        last = int(years[-1])
        is_never = answer.value == NEVER
        off = 0 if is_never else int(answer.value) - year
        is_right = year in {int(each) for each in years[-2:]} if is_never else abs(off) <= YEARS_OFF
        population = f"{ALL_PLAYS}; the last year in which a tenth of them or more went to artists first heard in that year"
        builder = self._builder("stopped", answer, is_right=is_right, population=population)
        if is_never:
            builder.row("you said", NEVER, "text")
            builder.row("last year of the record", last, "year", slot="last")
        else:
            builder.row("you said", int(answer.value), "year", slot="said")
        builder.total("the last year with new names", year, "year", slot="year")
        builder.total("their share of that year's plays", share, "percent", slot="share")
        if not is_right:
            label, slot, count = _miss(off, since=last - year)
            builder.total(label, count, slot=slot)
        return self._decided("stopped", answer, builder, is_right=is_right)

    def song(self, answer: Answer) -> Decided | None:
        """Decide whether a song was never skipped: one skip is enough, and a song hardly known decides nothing."""
        codes = self._songs_called(answer.value) if self._listening.has_skips else []
        if not codes:
            return None
        counted, skipped = self._listening.song_skips
        starts, skips = int(counted[codes].sum()), int(skipped[codes].sum())
        if not skips and starts < ENOUGH_STARTS:
            return None
        first = codes[0]
        builder = self._builder("song", answer, is_right=not skips, population=EVERY_START)
        builder.row("song", self._listening.title(first), "track", slot="track")
        builder.row("artist", self._listening.song_artist(first), "artist", slot="artist")
        builder.row("starts", starts, slot="starts")
        builder.total("skips", skips, slot="skips")
        if skips:
            is_skip = np.isin(self._listening.rows.song, codes) & (self._listening.rows.skipped == 1)
            latest = int(self._listening.rows_at.day[is_skip].max())
            builder.total("the latest", date_words(latest), "date", slot="last")
        sayable = bool(self._listening.song_targets[first])
        return self._decided("song", answer, builder, is_right=not skips, sayable=sayable)

    def charts(self, answer: Answer) -> Decided | None:
        """Decide between charts and obscure by the axis of the mission, where it rules."""
        value = next((axis.value for axis in self._axes if axis.id == "mainstream"), None)
        if value is None:
            return None
        is_right = (value >= 0.5) == (answer.value == "charts")
        builder = self._builder(
            "charts", answer, is_right=is_right, population="the axis from underground to charts"
        )
        builder.row("you said", answer.value, "text")
        # Cut, not rounded: what is under the middle stays there. What arithmetic loses of a decimal is given back.
        builder.total("underground is 0, charts are 100", floor(value * 10_000 + 1e-6) / 100, slot="score")
        return self._decided("charts", answer, builder, is_right=is_right)

    def _builder(self, family: str, answer: Answer, *, is_right: bool, population: str) -> FindingBuilder:
        end = "right" if is_right else "wrong"
        builder = FindingBuilder(
            id=f"said_{family}_{end}", title=_TITLES[family], population=population, shareable=False
        )
        builder.row("sealed on", self.sealed_on, "date", slot="sealed")
        return builder.row("how sure you were", answer.sure_percent, "percent", slot="sure")

    def _decided(
        self, family: str, answer: Answer, builder: FindingBuilder, *, is_right: bool, sayable: bool = True
    ) -> Decided:
        """Return an answer with its proof: the further off, the more there is to say."""
        surprise = 0.35 + 0.5 * abs(answer.sure_percent / 100 - is_right)
        finding = self._marked(builder.finding(surprise if sayable else 0.0))
        return Decided(title=_TITLES[family], answer=answer, is_right=is_right, finding=finding)

    def _marked(self, finding: Finding) -> Finding:
        """Return a finding, marked where it names somebody who has died."""
        (known,) = mark_departed([finding], self._names, self._listening.known)
        said = [str(finding.value("said"))] if finding.id == "said_artist_wrong" else []
        (marked,) = mark_departed([known], said, self._known(said))
        return marked

    def _known(self, names: Sequence[str]) -> KnownArtists:
        return KnownArtists(names, np.ones(len(names), dtype=np.int64), self._listening.reference)

    def _may_name(self, code: int) -> bool:
        return bool(self._listening.targets[code])

    def _may_name_stranger(self, name: str) -> bool:
        return is_quotable(name) and bool(self._known([name]).is_target[0])

    def _songs_called(self, title: str) -> list[int]:
        """Return the songs of that title by the artist who has started most often with it, the most started first."""
        names = self._listening.record.names
        wanted = as_typed(shown_title(title))
        counted, _ = self._listening.song_skips
        named = [code for code, shown in enumerate(self._listening.shown_titles) if as_typed(shown) == wanted]
        of_artist: dict[int, int] = {}
        for code in named:
            artist = int(names.song_artists[code])
            of_artist[artist] = of_artist.get(artist, 0) + int(counted[code])
        if not of_artist:
            return []
        best = max(of_artist, key=lambda artist: of_artist[artist])
        own = [code for code in named if int(names.song_artists[code]) == best]
        return sorted(own, key=lambda code: -int(counted[code]))


def _range_of(place: int, borders: Sequence[int]) -> tuple[int, int]:
    """Return from what percent to what percent the answer at a place goes."""
    return borders[place], borders[place + 1]


def _place_among(borders: Sequence[int], part: int, whole: int) -> int:
    """Return the place of the answer that a share bears out; in whole numbers, for a border decides."""
    *inner, last = borders[1:-1]
    share = part * 100
    return sum(share >= border * whole for border in inner) + (share > last * whole)


def _miss(off: int, *, since: int) -> tuple[str, str, int]:
    """Return label, slot and years of a wrong answer."""
    if off < 0:
        return "years too early", "early_by", -off
    if off > 0:
        return "years too late", "late_by", off
    return "years since", "since", since


def _score(decided: Sequence[Decided], sealed_on: str) -> Finding | None:
    """Return what there is to say of all answers together."""
    brier = brier_of([one.square for one in decided])
    if brier is None:
        return None
    right = sum(one.is_right for one in decided)
    builder = FindingBuilder(
        id="said_score",
        title="How well you know yourself",
        population="answers that the record decides; squared: how sure, less 1 for right and 0 for wrong (Brier 1950)",
        shareable=False,
    )
    builder.row("sealed on", sealed_on, "date", slot="sealed")
    for one in decided:
        end = "right" if one.is_right else "wrong"
        builder.row(f"{one.title}, {one.answer.sure_percent} % sure, {end}", f"{one.square:.4f}", "text")
    builder.total("answers", len(decided), slot="judged")
    builder.total("right", right, slot="right")
    builder.total("wrong", len(decided) - right, slot="wrong")
    builder.total(
        "how sure, on average", fmean(one.answer.sure_percent for one in decided), "percent", slot="sure"
    )
    builder.total("Brier score, their mean", f"{brier:.4f}", "text")
    return builder.finding(0.6 + 0.4 * abs(2 * right / len(decided) - 1))
