"""What a usual listener's record of a given size shows: traits and surprises are distances from here.

Only two of these figures rest on published ones, each named where it stands. The others are hand-set and unproven:
docs/taste.md lists them, so that whoever has real histories can set them right.
"""

import math
from math import exp, lgamma, sqrt

ARTISTS_DISCOUNT, ARTISTS_STRENGTH = 0.5, 10.0
"""Of the process by which new artists turn up, set to run through four figures: 41 artists in about a hundred plays (a
week's listening at Spotify in 2017), at least 361 in 2,739 plays (23 histories of 63,000 plays and 8,300 artists), 511
in 9,043 (LFM-1b, Schedl 2016), 905 in 19,300 (Last.fm 1K, Celma 2010). It meets them within a sixth."""

USUAL_SKIPS = 0.35
"""Share of starts that are skipped: 35 % within half a minute, as many as our rule finds in older exports; a quarter
within five seconds, half before the end (Lamere 2014, over a billion plays at Spotify)."""

USUAL_NIGHT = 0.20
"""Share of plays between 22:00 and 5:00. Hand-set: public curves of the day have a little less than a fifth there."""

USUAL_SHUFFLE = 0.75
"""Plays on shuffle, of those that are on shuffle or follow their album. Hand-set."""

USUAL_OLD = 0.30
"""Share of recognised plays by artists whose main decade lies twenty years back. Hand-set."""


USUAL_NAMES_STAYED, USUAL_LAST_REPEATS, USUAL_SONGS_OLDER, USUAL_ARTISTS_A_SONG = 0.6, 0.15, 0.6, 0.5
"""Of Spotify's lists: names of the month that are on the year's list; last plays of a song already among them; songs of
the year that came out before last year; artists, in effect, for each song of the year. Hand-set."""


def usual_artists(plays: int) -> float:
    """Return how many artists a usual record of so many plays holds.

    The expected number of species of a Pitman-Yor process (Pitman 2006, section 3.3), whose growth is the law of
    Heaps 1978 that records follow too (Tria et al. 2014): 47 in 100 plays, 620 in 10,000, 2,000 in 100,000.
    """
    discount, strength = ARTISTS_DISCOUNT, ARTISTS_STRENGTH
    grown = lgamma(strength + plays + discount) - lgamma(strength + plays)
    grown += lgamma(strength + 1) - lgamma(strength + discount)
    return exp(grown) / discount - strength / discount


def usual_effective_artists(plays: int) -> float:
    """Return over how many artists, in effect, a usual record of so many plays is spread.

    A hand-set curve: 22 at 100 plays, 41 at 1,000, 79 at 10,000, 151 at 100,000.
    """
    return 6.0 * math.pow(float(max(plays, 1)), 0.28)


def usual_top_share(plays: int) -> float:
    """Return the share of the most played artist. Hand-set: 15 % at 100 plays, 6 % at 10,000."""
    return 0.05 + 1.0 / sqrt(max(plays, 1))


def usual_ten_share(plays: int) -> float:
    """Return the share of the ten most played artists. Hand-set: 60 % at 100 plays, 35 % at 10,000."""
    return 0.32 + 2.8 / sqrt(max(plays, 1))


def usual_effective_share(artists: int) -> float:
    """Return the effective number of artists as a share of all artists. Hand-set."""
    return 0.25 if artists < 200 else 0.18


def usual_repeat_share(plays: int) -> float:
    """Return the share of plays that repeat an earlier song.

    Hand-set from the law of Heaps 1978, with songs = 6 * plays ** 0.65.
    """
    return max(0.0, 1.0 - 6.0 * math.pow(float(max(plays, 1)), -0.35))


def usual_repeats(plays_a_day: float) -> float:
    """Return the share of plays that repeat a song within a day, for so many plays on a day with any.

    Whoever plays more in a day has more to repeat. Hand-set: 7 % at 5 plays, 12 % at 25, 20 % at 100.
    """
    return min(0.12 * math.pow(max(plays_a_day, 1.0) / 25.0, 0.36), 0.4)
