"""Small things that nearly every record holds: waits, days and weekdays of one artist, the fullest month."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.stats import beyond, descending, half_up
from unwrapped_desktop.analysis.words import WEEKDAYS, date_words, month_words
from unwrapped_desktop.domain.finding import Finding


def measure(listening: Listening) -> Measured:
    """Measure what nearly every record holds."""
    measured = Measured()
    songs = listening.song_plays
    measured.fact("often.songs_played_once", int(np.sum(songs == 1)), "count", int(np.sum(songs > 0)))
    candidates = (
        _longest_wait(listening),
        _artist_day(listening),
        _weekday_artist(listening),
        _busy_month(listening),
        _songs_once(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _longest_wait(listening: Listening) -> Finding | None:
    artist = int(descending(listening.artist_plays)[0])
    days = np.unique(listening.at.day[listening.plays_of_artist(artist)])
    if days.size < 10 or not listening.targets[artist]:
        return None
    waits = np.diff(days)
    for place, wait in enumerate(waits):
        if wait > 31 and not listening.has_data_between(int(days[place]), int(days[place + 1])):
            waits[place] = 0
    longest = int(np.argmax(waits))
    if waits[longest] < 14:
        return None
    builder = FindingBuilder(
        id="longest_wait",
        title="The longest wait",
        population=f"days with a play of theirs, months missing from the record aside, {listening.zone_name}",
    )
    builder.row("the most played artist", listening.artist(artist), "artist", slot="artist")
    builder.row("played on", date_words(int(days[longest])), "date", slot="from")
    builder.row("and next on", date_words(int(days[longest + 1])), "date", slot="to")
    builder.total("days from the one to the other", int(waits[longest]), slot="days")
    return builder.finding(0.25 + 0.3 * beyond(float(waits[longest]), 14, 120))


def _artist_day(listening: Listening) -> Finding | None:
    artist_of_pair, day_of_pair, counts = listening.artist_days
    others = listening.daily_plays[day_of_pair - listening.first_day] - counts
    fits = (counts >= 15) & listening.targets[artist_of_pair] & (others * 4 <= counts)
    if not fits.any():
        return None
    equal = np.flatnonzero(fits & (counts == counts[fits].max()))
    best = int(equal[np.lexsort((artist_of_pair[equal], day_of_pair[equal]))[0]])
    plays, day = int(counts[best]), date_words(int(day_of_pair[best]))
    builder = FindingBuilder(id="artist_day", title=day, population=f"plays of {day}, {listening.zone_name}")
    builder.row("date", day, "date", slot="date")
    builder.row("artist", listening.artist(int(artist_of_pair[best])), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.row("plays of all others", int(others[best]), slot="others")
    return builder.finding(0.35 + 0.4 * beyond(plays, 15, 80))


def _weekday_artist(listening: Listening) -> Finding | None:
    """Find the weekday on which somebody else leads by most."""
    favourite = int(descending(listening.artist_plays)[0])
    best: tuple[int, int, int, int] | None = None
    for weekday, counts in enumerate(_artist_plays_by_weekday(listening)):
        artist = int(np.argmax(counts))
        lead = int(counts[artist] - counts[favourite])
        fits = (
            lead > 0 and counts[artist] >= 15 and listening.targets[artist] and listening.targets[favourite]
        )
        if fits and (best is None or lead > best[0]):
            best = (lead, weekday, artist, int(counts[artist]))
    if best is None:
        return None
    lead, weekday, artist, plays = best
    builder = FindingBuilder(
        id="weekday_artist",
        title=f"{WEEKDAYS[weekday]}s",
        population=f"{ALL_PLAYS}, by weekday, {listening.zone_name}",
    )
    builder.row("weekday", WEEKDAYS[weekday], "weekday", slot="weekday")
    builder.row("most played on it", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", plays, slot="plays")
    builder.total("the most played of all", listening.artist(favourite), "artist", slot="favourite")
    builder.total("plays on that weekday", plays - lead)
    return builder.finding(0.3 + 0.3 * beyond(lead / plays, 0.0, 0.5))


def _artist_plays_by_weekday(listening: Listening) -> np.ndarray:
    artists = listening.artist_plays.size
    return np.bincount(
        listening.at.weekday.astype(np.int64) * artists + listening.plays.artist, minlength=7 * artists
    ).reshape(7, artists)


def _busy_month(listening: Listening) -> Finding | None:
    if listening.months.size < 6:
        return None
    counts = listening.monthly_plays
    usual, busiest = half_up(float(np.median(counts))), int(np.argmax(counts))
    month = int(listening.months[busiest])
    artists = np.bincount(listening.plays.artist[listening.at.month == month])
    artist = int(np.argmax(artists))
    if usual < 10 or counts[busiest] < 2 * usual or not listening.targets[artist]:
        return None
    builder = FindingBuilder(
        id="busy_month",
        title=month_words(month),
        population=f"{ALL_PLAYS}, by calendar month, {listening.zone_name}",
    )
    builder.row("month", month_words(month), "month", slot="month")
    builder.row("plays", int(counts[busiest]), slot="plays")
    builder.row("most played", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(artists[artist]), slot="artist_plays")
    builder.total("plays in a usual month (median)", usual, slot="usual")
    return builder.finding(0.25 + 0.5 * beyond(counts[busiest] / usual, 2, 6))


def _songs_once(listening: Listening) -> Finding | None:
    once = listening.song_plays == 1
    count, every = int(once.sum()), int(np.sum(listening.song_plays > 0))
    quotable = np.flatnonzero((once & listening.song_targets)[listening.plays.song])
    if count < 50 or quotable.size == 0:
        return None
    play = int(quotable[-1])
    song = int(listening.plays.song[play])
    builder = FindingBuilder(
        id="songs_once",
        title="Songs played once",
        population=f"{ALL_PLAYS}; songs joined by artist and title",
    )
    builder.row("songs played once", count, slot="songs")
    builder.row("a late one of them", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("its one play", date_words(int(listening.at.day[play])), "date", slot="date")
    builder.total("songs in all", every, slot="all")
    return builder.finding(0.15 + 0.35 * beyond(count / every, 0.3, 0.8))
