"""How the new gets in: songs and artists heard for the first time, and what became of them.

What a record holds for the first time in its first days was perhaps heard before it begins: the first 90 days are no
discovery. What began too close to its end, or before months missing from it, is not asked what became of it.
"""

from dataclasses import dataclass

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import CENSORED_DAYS, YEAR_DAYS, Array, Listening
from unwrapped_desktop.analysis.local_time import Column, months_of_days
from unwrapped_desktop.analysis.stats import descending, heaps_exponent
from unwrapped_desktop.analysis.words import month_words
from unwrapped_desktop.domain.record import Codes, Mask

SETTLED_DAYS, SETTLED_PLAYS = 90, 5
FLING_DAYS, FLING_PLAYS, FLING_OVER_DAYS, FLING_SEEN_DAYS = 14, 10, 60, 240
MONTHS_NEEDED, PLAYS_NEEDED, ARTISTS_NEEDED, FLINGS_NEEDED = 6, 200, 20, 5
FAVOURITES = 20

TOO_SHORT = "The record is too short to tell what is new in it from what is old."
TOO_FEW_ARTISTS = f"The record follows fewer than {ARTISTS_NEEDED} new artists for long enough."
TOO_FEW_BURSTS = f"The record follows fewer than {FLINGS_NEEDED} artists that began with {FLING_PLAYS} plays in {FLING_DAYS} days."


@dataclass(frozen=True, slots=True)
class _Met:
    """Artists first heard after the censored days.

    Attributes:
        first: First local day by artist code, -1 without plays.
        is_new: Whether the first day lies after the censored ones.
        early_artist: Artist code of each play at most `YEAR_DAYS` after the first of its artist.
        early_since: The days since then, for each of these plays.
    """

    first: Array
    is_new: Mask
    early_artist: Codes
    early_since: Column

    def followed(self, listening: Listening, days: int) -> Mask:
        """Return which new artists the record follows for so many days, no month missing."""
        return (
            self.is_new
            & listening.have_data_between(self.first, self.first + days)
            & (self.first + days <= listening.last_day)
        )

    def plays(self, begin: int, end: int) -> Array:
        """Return by artist code the plays from `begin` days after the first play until before `end` days after it.

        `end` is at most `YEAR_DAYS` + 1.
        """
        inside = (self.early_since >= begin) & (self.early_since < end)
        return np.bincount(self.early_artist[inside], minlength=self.first.size)


def measure(listening: Listening) -> Measured:
    """Measure what is new in a record, and what lasts of it."""
    measured = Measured()
    first = listening.artist_first_day
    early = np.flatnonzero(listening.days_known <= YEAR_DAYS)
    met = _Met(
        first=first,
        is_new=first >= listening.first_day + CENSORED_DAYS,
        early_artist=listening.plays.artist[early],
        early_since=listening.days_known[early],
    )
    _new_songs(listening, measured)
    _new_artists(listening, met, measured)
    _growth(listening, measured)
    _what_became(listening, met, measured)
    _fresh_artists(listening, measured)
    _newest_favourite(listening, met, measured)
    _refresh(listening, measured)
    return measured


def _new_songs(listening: Listening, measured: Measured) -> None:
    """State the exploration rate: plays of songs not heard before, by all plays (Mok et al. 2022).

    Not heard before in this record: what was first heard in a missing month counts when it is heard again.
    """
    since = listening.first_day + CENSORED_DAYS
    plays = int(np.sum(listening.at.day >= since))
    if listening.span_days < 2 * CENSORED_DAYS or plays < PLAYS_NEEDED:
        measured.unavailable("discovery.new_song_share", "percent", TOO_SHORT)
        return
    new = int(np.sum(listening.song_first_day >= since))
    measured.fact("discovery.new_song_share", percent(new, plays), "percent", plays)


def _new_artists(listening: Listening, met: _Met, measured: Measured) -> None:
    months = _whole_months(listening)
    if months.size < MONTHS_NEEDED:
        reason = f"Fewer than {MONTHS_NEEDED} whole months follow the record's first {CENSORED_DAYS} days."
        measured.unavailable("discovery.new_artists_a_month", "count", reason)
        measured.unavailable("discovery.month_of_most_new_artists", "month", reason)
    else:
        met_in = months_of_days(met.first[met.is_new])
        counts = np.bincount(
            met_in[met_in >= months[0]] - months[0], minlength=int(months[-1] - months[0]) + 1
        )
        counts = counts[months - months[0]]
        new, best = int(counts.sum()), int(np.argmax(counts))
        measured.fact("discovery.new_artists_a_month", round(new / months.size, 1), "count", int(months.size))
        if new == 0:
            measured.unavailable("discovery.month_of_most_new_artists", "month", "No new artist was heard.")
        else:
            name = month_words(int(months[best]))
            measured.fact("discovery.month_of_most_new_artists", name, "month", new)
    _longest_drought(listening, met, measured)


def _whole_months(listening: Listening) -> Array:
    """Return the months with a play that lie wholly between the censored days and the last play."""
    months = listening.months_heard
    begin = listening.first_day + CENSORED_DAYS
    after, last = months_of_days(np.array([begin - 1, listening.last_day + 1]))
    whole: Array = months[(months > after) & (months < last)]
    return whole


def _longest_drought(listening: Listening, met: _Met, measured: Measured) -> None:
    """State the most days in a row without a new artist, up to the last play; missing months are no drought."""
    fact_id, begin = "discovery.days_without_new_artist", listening.first_day + CENSORED_DAYS
    if listening.span_days < 2 * CENSORED_DAYS:
        measured.unavailable(fact_id, "count", TOO_SHORT)
        return
    days = np.unique(np.concatenate(([begin - 1], met.first[met.is_new], [listening.last_day + 1])))
    known = listening.have_data_between(days[:-1], np.minimum(days[1:], listening.last_day))
    if not known.any():
        measured.unavailable(fact_id, "count", "Too many months are missing from the record.")
        return
    waits = (np.diff(days) - 1)[known]
    measured.fact(fact_id, int(waits.max()), "count", listening.last_day - begin + 1)


def _growth(listening: Listening, measured: Measured) -> None:
    """State the exponent of Heaps 1978 over the whole record; it needs no first days, only enough plays."""
    if len(listening) < 10 * PLAYS_NEEDED:
        reason = f"It takes {10 * PLAYS_NEEDED} plays to see how the number of artists grows."
        measured.unavailable("discovery.heaps_exponent", "count", reason)
        return
    heard = np.flatnonzero(listening.artist_plays)
    is_first = np.zeros(len(listening), dtype=bool)
    is_first[listening.artist_order[listening.artist_starts[heard]]] = True
    measured.fact("discovery.heaps_exponent", round(heaps_exponent(is_first), 2), "count", len(listening))


def _what_became(listening: Listening, met: _Met, measured: Measured) -> None:
    """State what share of the new artists stayed, went again after one day, or after a burst of plays."""
    fact_id, followed = "discovery.settled_artist_share", met.followed(listening, SETTLED_DAYS)
    if _are_enough(measured, fact_id, followed, ARTISTS_NEEDED, TOO_FEW_ARTISTS):
        _state_share(measured, fact_id, followed, met.plays(0, SETTLED_DAYS) >= SETTLED_PLAYS)
    fact_id, followed = "discovery.one_day_artist_share", met.followed(listening, YEAR_DAYS)
    if _are_enough(measured, fact_id, followed, ARTISTS_NEEDED, TOO_FEW_ARTISTS):
        _state_share(measured, fact_id, followed, met.plays(1, YEAR_DAYS + 1) == 0)
    fact_id, bursts = "discovery.fling_share", met.plays(0, FLING_DAYS) >= FLING_PLAYS
    followed = met.followed(listening, FLING_SEEN_DAYS) & bursts
    if _are_enough(measured, fact_id, followed, FLINGS_NEEDED, TOO_FEW_BURSTS):
        over = met.plays(FLING_OVER_DAYS, FLING_SEEN_DAYS + 1) == 0
        _state_share(measured, fact_id, followed, over)


def _are_enough(measured: Measured, fact_id: str, artists: Mask, needed: int, reason: str) -> bool:
    if int(artists.sum()) >= needed:
        return True
    measured.unavailable(fact_id, "percent", reason)
    return False


def _state_share(measured: Measured, fact_id: str, artists: Mask, part: Mask) -> None:
    sample = int(artists.sum())
    measured.fact(fact_id, percent(int(np.sum(artists & part)), sample), "percent", sample)


def _fresh_artists(listening: Listening, measured: Measured) -> None:
    """State the share of plays by artists first heard less than a year before the play."""
    asked = listening.at.day >= listening.first_day + CENSORED_DAYS + YEAR_DAYS
    plays = int(asked.sum())
    if listening.span_days < 2 * YEAR_DAYS or plays < PLAYS_NEEDED:
        reason = "The record spans less than two years, or too few plays of its later part."
        measured.unavailable("discovery.fresh_artist_share", "percent", reason)
        return
    fresh = int(np.sum(asked & (listening.days_known < YEAR_DAYS)))
    measured.fact("discovery.fresh_artist_share", percent(fresh, plays), "percent", plays)


def _newest_favourite(listening: Listening, met: _Met, measured: Measured) -> None:
    """State the one of the 20 most played artists who was met last."""
    fact_id, ranking = "discovery.newest_favourite", descending(listening.artist_plays)[:FAVOURITES]
    if listening.span_days < 2 * CENSORED_DAYS:
        measured.unavailable(fact_id, "artist", TOO_SHORT)
    elif ranking.size < FAVOURITES:
        measured.unavailable(fact_id, "artist", f"There are fewer than {FAVOURITES} artists.")
    elif not met.is_new[ranking].any():
        reason = (
            f"The {FAVOURITES} most played artists were all there in the record's first {CENSORED_DAYS} days."
        )
        measured.unavailable(fact_id, "artist", reason)
    else:
        newest = int(ranking[np.argmax(met.first[ranking])])
        measured.fact(fact_id, listening.artist(newest), "artist", FAVOURITES)


def _refresh(listening: Listening, measured: Measured) -> None:
    """State the share of a month's plays whose song was not played in the month before (Mok et al. 2022).

    Over all months that follow a month with plays.
    """
    # One empty month between two songs; those of a day are in one month.
    first, months = int(listening.months[0]), listening.months.size + 1
    songs, days, on_day = listening.song_days
    month = months_of_days(np.arange(listening.first_day, listening.last_day + 1)) - first
    cells = songs * months + month[days - listening.first_day]
    begins = np.flatnonzero(np.diff(cells, prepend=-2))
    held, counts = cells[begins], np.add.reduceat(on_day, begins)
    again = np.diff(held, prepend=-2) == 1
    follows = np.isin(np.arange(months) + first - 1, listening.months_heard)[held % months]
    plays = int(counts[follows].sum())
    if plays < PLAYS_NEEDED:
        reason = f"Fewer than {PLAYS_NEEDED} plays lie in months that follow another month of the record."
        measured.unavailable("discovery.refresh_share", "percent", reason)
        return
    measured.fact(
        "discovery.refresh_share", percent(int(counts[follows & ~again].sum()), plays), "percent", plays
    )
