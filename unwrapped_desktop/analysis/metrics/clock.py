"""When: hours, weekdays, days and streaks, in the listener's time zone and by the start of a play."""

import numpy as np

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import NIGHT_END, Listening, local_seconds
from unwrapped_desktop.analysis.stats import beyond, half_up
from unwrapped_desktop.analysis.words import WEEKDAYS, date_words, month_words, time_words
from unwrapped_desktop.domain.finding import Finding

NO_MINUTE = 24 * 60
"""Later than any minute of a day."""


def measure(listening: Listening) -> Measured:
    """Measure when plays begin."""
    measured = Measured()
    _state_facts(listening, measured)
    weekday, weekend = _first_minutes(listening)
    candidates = (
        _punctual(listening, weekday),
        _weekday_weekend(listening, weekday, weekend),
        _window(listening),
        _night_owl(listening),
        _early_to_bed(listening),
        _weekday_shape(listening),
        _the_day(listening),
        _streak(listening),
        _zero_hour(listening),
        _quiet_month(listening),
        _night_song(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _population(listening: Listening) -> str:
    return f"plays of 30 seconds or more, by the time they began, {listening.zone_name}"


def _state_facts(listening: Listening, measured: Measured) -> None:
    plays = len(listening)
    hours = listening.plays_by_weekday_and_hour.sum(axis=0)
    weekdays = listening.plays_by_weekday_and_hour.sum(axis=1)
    days = listening.days_heard
    measured.fact("when.busiest_hour", time_words(int(np.argmax(hours)) * 60), "time", plays)
    measured.fact("when.busiest_weekday", WEEKDAYS[int(np.argmax(weekdays))], "weekday", plays)
    measured.fact("when.night_share", percent(int(hours[:NIGHT_END].sum()), plays), "percent", plays)
    measured.fact("when.days_with_plays", len(days), "count", plays)
    measured.fact("when.longest_streak_days", _longest_streak(days)[0], "count", len(days))
    measured.fact("when.plays_per_day", round(plays / listening.span_days, 1), "count", listening.span_days)


def _first_minutes(listening: Listening) -> tuple[np.ndarray, np.ndarray]:
    """Return the minutes of the first plays after 4:00: those of Mondays to Fridays, and those of weekend days."""
    late = listening.at.hour >= 4
    earliest = np.full(listening.span_days, NO_MINUTE)
    # Both as wide as the table: NumPy is slow to widen number by number.
    places, minutes = (column[late].astype(np.int64) for column in (listening.day_place, listening.at.minute))
    np.minimum.at(earliest, places, minutes)
    heard = np.flatnonzero(earliest < NO_MINUTE)
    is_weekend = (heard + listening.first_day + 3) % 7 >= 5
    return earliest[heard[~is_weekend]], earliest[heard[is_weekend]]


def _punctual(listening: Listening, minutes: np.ndarray) -> Finding | None:
    if minutes.size < 200:
        return None
    low, middle, high = np.percentile(minutes, [25, 50, 75])
    spread = half_up((high - low) / 2)
    if spread > 20 or spread < 2:
        return None
    builder = FindingBuilder(
        id="punctual",
        title="The first play of a weekday",
        population=f"first play after 4:00 on each weekday, {listening.zone_name}",
        shareable=False,
    )
    builder.row("median", time_words(half_up(middle)), "time", slot="time")
    builder.row("earlier half", f"from {time_words(half_up(low))}", "text")
    builder.row("later half", f"until {time_words(half_up(high))}", "text")
    builder.row("give or take, minutes", spread, "minutes", slot="spread")
    builder.total("weekdays", int(minutes.size), slot="days")
    return builder.finding(0.55 + 0.4 * beyond(spread, 20, 4))


def _weekday_weekend(listening: Listening, weekday: np.ndarray, weekend: np.ndarray) -> Finding | None:
    if weekday.size < 60 or weekend.size < 25:
        return None
    early, late = half_up(float(np.median(weekday))), half_up(float(np.median(weekend)))
    if late - early < 60:
        return None
    builder = FindingBuilder(
        id="weekday_weekend",
        title="The first play of the day",
        population=f"first play after 4:00 of each day, {listening.zone_name}",
        shareable=False,
    )
    builder.row("Monday to Friday, median", time_words(early), "time", slot="weekday_time")
    builder.row("Saturday and Sunday, median", time_words(late), "time", slot="weekend_time")
    builder.total("minutes later", late - early, "minutes", slot="later")
    builder.total("weekdays", int(weekday.size))
    builder.total("weekend days", int(weekend.size))
    return builder.finding(0.2 + 0.45 * beyond(late - early, 60, 300))


def _window(listening: Listening) -> Finding | None:
    hours = listening.plays_by_weekday_and_hour.sum(axis=0)
    windows = hours + np.roll(hours, -1) + np.roll(hours, -2)
    start = int(np.argmax(windows))
    share = windows[start] / len(listening)
    if share < 0.27:
        return None
    builder = FindingBuilder(id="window", title="The busiest three hours", population=_population(listening))
    for offset in range(3):
        hour = (start + offset) % 24
        builder.row(f"from {time_words(hour * 60)}", int(hours[hour]))
    builder.total("from", time_words(start * 60), "time", slot="from")
    builder.total("to", time_words((start + 3) % 24 * 60), "time", slot="to")
    builder.total("share of all plays", percent(int(windows[start]), len(listening)), "percent", slot="share")
    return builder.finding(0.15 + 0.75 * beyond(float(share), 0.27, 0.65))


def _night_owl(listening: Listening) -> Finding | None:
    night = listening.at.hour < NIGHT_END
    plays, nights = int(night.sum()), listening.days_with(night)
    share = plays / len(listening)
    if share < 0.1 or nights < 10:
        return None
    builder = FindingBuilder(id="night_owl", title="The small hours", population=_population(listening))
    builder.row("from", "0:00", "time", slot="from")
    builder.row("to", time_words(NIGHT_END * 60), "time", slot="to")
    builder.row("plays", plays, slot="plays")
    builder.row("nights", nights, slot="nights")
    builder.total("all plays", len(listening))
    builder.total("share", percent(plays, len(listening)), "percent", slot="share")
    return builder.finding(0.3 + 0.6 * beyond(share, 0.1, 0.35))


def _early_to_bed(listening: Listening) -> Finding | None:
    days = listening.days_heard
    late = listening.days_with(listening.at.hour < NIGHT_END)
    if days.size < 120 or late / days.size > 0.02:
        return None
    last = np.zeros(listening.span_days, dtype=np.int64)
    np.maximum.at(last, listening.day_place, listening.at.minute)
    latest = int(np.ceil(np.percentile(last[days - listening.first_day], 95)))
    builder = FindingBuilder(
        id="early_to_bed", title="After midnight", population=_population(listening), shareable=False
    )
    builder.row("days with plays", int(days.size), slot="days")
    builder.row("of these with one from 0:00 to 5:00", late, slot="late")
    builder.total("19 of 20 days began their last play by", time_words(latest), "time", slot="latest")
    return builder.finding(0.4 + 0.3 * beyond(late / days.size, 0.02, 0.0))


def _weekday_shape(listening: Listening) -> Finding | None:
    if listening.span_days < 60:
        return None
    counts = listening.plays_by_weekday_and_hour.sum(axis=1)
    busy, quiet = int(np.argmax(counts)), int(np.argmin(counts))
    if counts[quiet] == 0 or counts[busy] < 2 * counts[quiet]:
        return None
    builder = FindingBuilder(id="weekday_shape", title="Plays by weekday", population=_population(listening))
    for number, name in enumerate(WEEKDAYS):
        builder.row(name, int(counts[number]))
    builder.total("busiest", WEEKDAYS[busy], "weekday", slot="weekday")
    builder.total("plays on it", int(counts[busy]), slot="plays")
    builder.total("its share", percent(int(counts[busy]), len(listening)), "percent", slot="share")
    builder.total("quietest", WEEKDAYS[quiet], "weekday", slot="quiet")
    builder.total("its share", percent(int(counts[quiet]), len(listening)), "percent", slot="quiet_share")
    return builder.finding(0.3 + 0.5 * beyond(counts[busy] / counts[quiet], 2, 6))


def _the_day(listening: Listening) -> Finding | None:
    days = listening.days_heard
    counts = listening.daily_plays[days - listening.first_day]
    if days.size < 30:
        return None
    best = int(np.argmax(counts))
    plays = int(counts[best])
    if plays < 30 or plays < 3 * np.median(counts):
        return None
    inside = listening.at.day == days[best]
    artists = np.bincount(listening.plays.artist[inside])
    artist = int(np.argmax(artists))
    if not listening.targets[artist]:
        return None
    hours = half_up(int(listening.plays.played_ms[inside].sum()) / 3_600_000)
    builder = FindingBuilder(
        id="the_day", title=date_words(int(days[best])), population=_population(listening)
    )
    builder.row("date", date_words(int(days[best])), "date", slot="date")
    builder.row("plays", plays, slot="plays")
    builder.row("hours, rounded", hours, slot="hours")
    builder.row("most played", listening.artist(artist), "artist", slot="artist")
    builder.row("plays", int(artists[artist]), slot="artist_plays")
    builder.total("plays on a usual day (median)", half_up(float(np.median(counts))))
    return builder.finding(0.3 + 0.5 * beyond(plays / float(np.median(counts)), 3, 12))


def _longest_streak(days: np.ndarray) -> tuple[int, int, int]:
    """Return length, first and last day of the longest run of days, the earliest if several are as long."""
    breaks = np.flatnonzero(np.diff(days) != 1)
    starts = np.concatenate(([0], breaks + 1))
    ends = np.concatenate((breaks, [days.size - 1]))
    best = int(np.argmax(ends - starts))
    return int(ends[best] - starts[best] + 1), int(days[starts[best]]), int(days[ends[best]])


def _streak(listening: Listening) -> Finding | None:
    length, first, last = _longest_streak(listening.days_heard)
    if length < 30:
        return None
    builder = FindingBuilder(
        id="streak", title="The longest streak", population=f"days with a play, {listening.zone_name}"
    )
    builder.row("days in a row", length, slot="days")
    builder.row("from", date_words(first), "date", slot="from")
    builder.row("to", date_words(last), "date", slot="to")
    return builder.finding(0.15 + 0.7 * beyond(length, 30, 700))


def _zero_hour(listening: Listening) -> Finding | None:
    if len(listening) < 2_000 or listening.span_days < 365:
        return None
    hours = listening.plays_by_weekday_and_hour.sum(axis=0)
    hour = int(np.argmin(hours))
    awake = 7 <= hour < 23
    if hours[hour] > len(listening) * (0.01 if awake else 0.0001):
        return None
    builder = FindingBuilder(id="zero_hour", title="The emptiest hour", population=_population(listening))
    builder.row("from", time_words(hour * 60), "time", slot="hour")
    builder.row("plays in it", int(hours[hour]), slot="plays")
    builder.total("all plays", len(listening), slot="all")
    return builder.finding(0.6 if awake else 0.2)


def _quiet_month(listening: Listening) -> Finding | None:
    counts = listening.monthly_plays[1:-1]
    heard = np.flatnonzero(counts)
    if counts.size < 10 or heard.size < 5:
        return None
    usual = half_up(float(np.median(counts[heard])))
    quiet = int(heard[np.argmin(counts[heard])])
    if counts[quiet] * 5 >= usual or usual < 40:
        return None
    builder = FindingBuilder(
        id="quiet_month",
        title=month_words(int(listening.months[0] + 1 + quiet)),
        population=_population(listening),
    )
    builder.row("month", month_words(int(listening.months[0] + 1 + quiet)), "month", slot="month")
    builder.row("plays", int(counts[quiet]), slot="plays")
    builder.total("plays in a usual month with plays (median)", usual, slot="usual")
    return builder.finding(0.4)


def _night_song(listening: Listening) -> Finding | None:
    songs, days, counts = listening.song_nights
    often = np.flatnonzero((counts >= 8) & listening.song_targets[songs])
    if often.size == 0:
        return None
    best = often[np.lexsort((songs[often], days[often], -counts[often]))[0]]
    day, song = int(days[best]), int(songs[best])
    plays = listening.plays_on_day(song, day)
    last = int(plays[listening.at.hour[plays] < NIGHT_END][-1])
    end = int(local_seconds(listening.plays.ended_at_s[last : last + 1], listening.zone)[0])
    builder = FindingBuilder(
        id="night_song",
        title=listening.title(song),
        population="plays from 0:00 to 5:00 of one night",
        shareable=False,
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("night of", date_words(day), "date", slot="date")
    builder.row("plays", int(counts[best]), slot="plays")
    builder.row("the last one ended at", time_words(end % 86_400 // 60), "time", slot="hour")
    return builder.finding(0.5, tender=True)
