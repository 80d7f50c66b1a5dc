"""Who stays: favourites from year to year, how long artists last, who went silent, and who came back.

"Still" and "no longer" are measured from the last play of the record. Months missing from the record are no silence.
"""

from itertools import pairwise

import numpy as np

from unwrapped_desktop.analysis.builder import Measured, percent
from unwrapped_desktop.analysis.listening import CENSORED_DAYS, SILENCE_DAYS, YEAR_DAYS, Array, Listening
from unwrapped_desktop.analysis.stats import descending, jaccard, rank_biased_overlap, survival_median

TOP, WIDER_TOP = 20, 50
YEAR_PLAYS_NEEDED, FORGOTTEN_YEAR_PLAYS = 200, 100
LIVES_NEEDED, LIFE_PLAYS = 20, 5
BACK_PLAYS, BACK_DAYS = 5, 30
RECENT_PLAYS = 10
OLD_YEARS = 3

TOO_SHORT = "The record spans less than two years."


def measure(listening: Listening) -> Measured:
    """Measure who stays, who goes, and who comes back."""
    measured = Measured()
    _year_to_year(listening, measured)
    _half_life(listening, measured)
    _forgotten(listening, measured)
    _comebacks(listening, measured)
    _years_heard(listening, measured)
    _every_year(listening, measured)
    _oldest_companion(listening, measured)
    _old_artists(listening, measured)
    return measured


def _year_to_year(listening: Listening, measured: Measured) -> None:
    """State how far the favourites of a whole year are those of the next, on average over all such pairs.

    Artists with equal plays in a year stand in alphabetical order.
    """
    whole = set(listening.whole_years.tolist())
    rankings = {
        int(year): descending(counts)
        for year, counts in zip(listening.years, listening.artist_year_plays, strict=True)
        if int(year) in whole and counts.sum() >= YEAR_PLAYS_NEEDED
    }
    pairs = [(rankings[one], rankings[two]) for one, two in pairwise(rankings) if two == one + 1]
    pairs = [(one, two) for one, two in pairs if min(one.size, two.size) >= TOP]
    wider = [(one, two) for one, two in pairs if min(one.size, two.size) >= 2 * WIDER_TOP]
    kept = [float(np.isin(one[:TOP], two[:WIDER_TOP]).mean()) for one, two in wider]
    common = [jaccard(one[:TOP], two[:TOP]) for one, two in pairs]
    overlap = [rank_biased_overlap(one[:WIDER_TOP], two[:WIDER_TOP]) for one, two in pairs]
    _state_mean(measured, "loyalty.favourites_kept", kept, 2 * WIDER_TOP)
    _state_mean(measured, "loyalty.favourites_in_common", common, TOP)
    _state_mean(measured, "loyalty.ranking_overlap", overlap, TOP)


def _state_mean(measured: Measured, fact_id: str, shares: list[float], artists: int) -> None:
    if shares:
        measured.fact(fact_id, percent(float(np.mean(shares)), 1), "percent", len(shares))
    else:
        reason = (
            f"No two years in a row are whole, with {YEAR_PLAYS_NEEDED} plays and {artists} artists each."
        )
        measured.unavailable(fact_id, "percent", reason)


def _half_life(listening: Listening, measured: Measured) -> None:
    """State the days after which half of the artists are no longer played (Kaplan & Meier 1958).

    A life runs from the first play to the last; its end was seen if the artist is silent for the record's last 180
    days. Only artists first heard after the first 90 days, with five plays or more.
    """
    fact_id = "loyalty.artist_half_life_days"
    first, last = listening.artist_first_day, listening.artist_last_day
    lives = (first >= listening.first_day + CENSORED_DAYS) & (listening.artist_plays >= LIFE_PLAYS)
    sample, since = int(lives.sum()), listening.last_day - SILENCE_DAYS
    if listening.span_days < YEAR_DAYS + SILENCE_DAYS:
        reason = "The record is too short to see artists come and go."
    elif not listening.has_data_between(since, listening.last_day):
        reason = "Months are missing from the last half year of the record."
    elif sample < LIVES_NEEDED:
        reason = f"Fewer than {LIVES_NEEDED} new artists have {LIFE_PLAYS} plays or more."
    else:
        half = survival_median(last[lives] - first[lives], last[lives] < since)
        if half is not None:
            measured.fact(fact_id, half, "count", sample)
            return
        reason = "Too few of the artists have gone to say when half of them are gone."
    measured.unavailable(fact_id, "count", reason)


def _forgotten(listening: Listening, measured: Measured) -> None:
    """State how many of the 20 favourites of any year were not played in the last 365 days, and the most played one."""
    since = listening.last_day - YEAR_DAYS
    reason = _why_not_forgotten(listening, since)
    if reason is not None:
        measured.unavailable("loyalty.forgotten_favourites", "count", reason)
        measured.unavailable("loyalty.most_missed_artist", "artist", reason)
        return
    was_favourite = np.zeros(listening.artist_plays.size, dtype=bool)
    for counts in listening.artist_year_plays:
        if counts.sum() >= FORGOTTEN_YEAR_PLAYS:
            was_favourite[descending(counts)[:TOP]] = True
    sample = int(was_favourite.sum())
    if sample == 0:
        reason = f"No year of the record holds {FORGOTTEN_YEAR_PLAYS} plays."
        measured.unavailable("loyalty.forgotten_favourites", "count", reason)
        measured.unavailable("loyalty.most_missed_artist", "artist", reason)
        return
    forgotten = was_favourite & (listening.artist_last_day <= since)
    count = int(forgotten.sum())
    measured.fact("loyalty.forgotten_favourites", count, "count", sample)
    if count == 0:
        reason = "Every favourite of a year was played in the last 365 days of the record."
        measured.unavailable("loyalty.most_missed_artist", "artist", reason)
        return
    missed = int(np.argmax(np.where(forgotten, listening.artist_plays, 0)))
    measured.fact("loyalty.most_missed_artist", listening.artist(missed), "artist", count)


def _why_not_forgotten(listening: Listening, since: int) -> str | None:
    if listening.span_days < 2 * YEAR_DAYS:
        return TOO_SHORT
    if not listening.has_data_between(since, listening.last_day):
        return "Months are missing from the last year of the record."
    return None


def _comebacks(listening: Listening, measured: Measured) -> None:
    """State how often an artist came back: five plays within 30 days after more than 365 without one.

    Five plays before the silence, too: before that there was nobody to come back.
    """
    sample = int(np.sum(listening.artist_plays >= 2 * BACK_PLAYS))
    if listening.span_days < 2 * YEAR_DAYS or sample == 0:
        reason = TOO_SHORT if sample else f"No artist has {2 * BACK_PLAYS} plays."
        measured.unavailable("loyalty.comebacks", "count", reason)
        measured.unavailable("loyalty.longest_absence_days", "count", reason)
        return
    absences = _absences(listening)
    measured.fact("loyalty.comebacks", int(absences.size), "count", sample)
    if absences.size == 0:
        reason = "No artist came back after more than a year."
        measured.unavailable("loyalty.longest_absence_days", "count", reason)
    else:
        measured.fact("loyalty.longest_absence_days", int(absences.max()), "count", int(absences.size))


def _absences(listening: Listening) -> Array:
    """Return the days between the last play before and the first play after each absence that ended in a comeback."""
    order = listening.artist_order
    width = (
        listening.span_days + 2 * BACK_DAYS
    )  # the last days of one artist stay far from the first of the next
    days = listening.plays.artist[order].astype(np.int64) * width + (
        listening.at.day[order] - listening.first_day
    )
    days.sort(kind="stable")  # nearly sorted: artists are in order, their plays in that of their ends
    back = np.flatnonzero(np.diff(days) > YEAR_DAYS) + 1
    artist = days[back] // width
    back = back[(days[back - 1] // width == artist) & (back + BACK_PLAYS <= days.size)]
    back = back[days[back + BACK_PLAYS - 1] - days[back] < BACK_DAYS]
    back = back[back - listening.artist_starts[days[back] // width] >= BACK_PLAYS]
    left, returned = (days[place] % width + listening.first_day for place in (back - 1, back))
    absences: Array = (returned - left)[listening.have_data_between(left, returned)]
    return absences


def _years_heard(listening: Listening, measured: Measured) -> None:
    """State who was heard in the most calendar years, the most played of equals, and in how many."""
    years = int(listening.years.size)
    if listening.span_days < 2 * YEAR_DAYS:
        measured.unavailable("loyalty.longest_running_artist", "artist", TOO_SHORT)
        measured.unavailable("loyalty.longest_running_years", "count", TOO_SHORT)
        return
    heard = np.sum(listening.artist_year_plays > 0, axis=0)
    longest = int(np.lexsort((-listening.artist_plays, -heard))[0])
    measured.fact("loyalty.longest_running_artist", listening.artist(longest), "artist", years)
    measured.fact("loyalty.longest_running_years", int(heard[longest]), "count", years)


def _every_year(listening: Listening, measured: Measured) -> None:
    """State how many artists were heard in each whole year of the record."""
    whole = np.isin(listening.years, listening.whole_years)
    years = int(whole.sum())
    if years < 2:
        reason = "The record holds fewer than two whole calendar years."
        measured.unavailable("loyalty.every_year_artists", "count", reason)
        return
    always = np.all(listening.artist_year_plays[whole] > 0, axis=0)
    measured.fact("loyalty.every_year_artists", int(always.sum()), "count", years)


def _oldest_companion(listening: Listening, measured: Measured) -> None:
    """State whom the record holds for longest of those with ten plays, one of them in its last 90 days."""
    fact_id = "loyalty.oldest_companion"
    if listening.span_days < 2 * YEAR_DAYS:
        measured.unavailable(fact_id, "artist", TOO_SHORT)
        return
    recent = listening.artist_last_day > listening.last_day - CENSORED_DAYS
    candidates = np.flatnonzero(recent & (listening.artist_plays >= RECENT_PLAYS))
    if candidates.size == 0:
        reason = f"No artist of the last {CENSORED_DAYS} days has {RECENT_PLAYS} plays."
        measured.unavailable(fact_id, "artist", reason)
        return
    first, plays = listening.artist_first_day[candidates], listening.artist_plays[candidates]
    oldest = int(candidates[np.lexsort((-plays, first))[0]])
    measured.fact(fact_id, listening.artist(oldest), "artist", int(candidates.size))


def _old_artists(listening: Listening, measured: Measured) -> None:
    """State the share of the last 365 days' plays that went to artists first heard three years before the end."""
    fact_id = "loyalty.old_artist_share"
    if listening.span_days < (OLD_YEARS + 1) * YEAR_DAYS:
        measured.unavailable(fact_id, "percent", f"The record spans less than {OLD_YEARS + 1} years.")
        return
    lately = listening.plays.artist[listening.at.day > listening.last_day - YEAR_DAYS]
    if lately.size < YEAR_PLAYS_NEEDED:
        reason = f"The last year of the record holds fewer than {YEAR_PLAYS_NEEDED} plays."
        measured.unavailable(fact_id, "percent", reason)
        return
    old = listening.artist_first_day[lately] <= listening.last_day - OLD_YEARS * YEAR_DAYS
    measured.fact(fact_id, percent(int(old.sum()), int(lately.size)), "percent", int(lately.size))
