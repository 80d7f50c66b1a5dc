"""How you play: skips and endings, shuffle, sittings, and the time all of it took."""

import numpy as np

from unwrapped_desktop.analysis.builder import ALL_PLAYS, FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.listening import Listening, local_seconds
from unwrapped_desktop.analysis.spans import run_bounds
from unwrapped_desktop.analysis.stats import beyond, group_order, half_up
from unwrapped_desktop.analysis.words import date_words, time_words
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.record import PLAY_MIN_MS

LATELY_DAYS = 180
"""A song that has not been started for so long is no longer turning up."""

SITTING_GAP_S = 30 * 60
"""A longer pause ends a sitting: the 30 minutes of web logs (Catledge & Pitkow 1995)."""

NO_SKIPS = "This export does not record skips."
NO_SHUFFLE = "This export does not record shuffle."

EXPECTED_SKIP_SHARE = 0.28
EXPECTED_FINISH_SHARE = 0.60
"""Hand-set, unproven: skipping is common (Montecchio et al. 2020), so a usual rate is never spoken of."""


def measure(listening: Listening) -> Measured:
    """Measure how plays are treated."""
    measured = Measured()
    _state_facts(listening, measured)
    candidates = (
        _unfinished_song(listening),
        _no_survivors(listening),
        _skip_speed(listening),
        _skipper(listening),
        _finisher(listening),
        _instant_exit(listening),
        _skipped_song(listening),
        _shuffler(listening),
        _marathon(listening),
        _total_time(listening),
    )
    measured.findings.extend(finding for finding in candidates if finding is not None)
    return measured


def _state_facts(listening: Listening, measured: Measured) -> None:
    rows = listening.rows
    measured.fact(
        "how.hours_played",
        round(int(listening.plays.played_ms.sum()) / 3_600_000, 1),
        "count",
        len(listening),
    )
    if listening.has_skips:
        told = rows.skipped >= 0
        measured.fact(
            "how.skip_share",
            percent(int(np.sum(rows.skipped == 1)), int(told.sum())),
            "percent",
            int(told.sum()),
        )
    else:
        measured.unavailable("how.skip_share", "percent", NO_SKIPS)
    if listening.has_endings:
        told = rows.finished >= 0
        measured.fact(
            "how.finish_share",
            percent(int(np.sum(rows.finished == 1)), int(told.sum())),
            "percent",
            int(told.sum()),
        )
    else:
        measured.unavailable("how.finish_share", "percent", "This export does not record how songs end.")
    if listening.has_shuffle:
        told = listening.plays.shuffle >= 0
        measured.fact(
            "how.shuffle_share",
            percent(int(np.sum(listening.plays.shuffle == 1)), int(told.sum())),
            "percent",
            int(told.sum()),
        )
    else:
        measured.unavailable("how.shuffle_share", "percent", NO_SHUFFLE)


def _unfinished_song(listening: Listening) -> Finding | None:
    if not listening.has_endings:
        return None
    rows = listening.rows
    starts, finishes = listening.song_finishes
    fits = (starts >= 12) & (finishes >= 1) & (finishes * 6 <= starts) & listening.song_targets
    if not fits.any():
        return None
    song = int(np.argmax(np.where(fits, starts, 0)))
    early = int(np.sum((rows.song == song) & (rows.finished >= 0) & (rows.played_ms < PLAY_MIN_MS)))
    longest = int(rows.played_ms[rows.song == song].max()) // 1000
    builder = FindingBuilder(
        id="unfinished_song", title=listening.title(song), population="every start, short ones too"
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("started", int(starts[song]), slot="starts")
    builder.row("finished", int(finishes[song]), slot="finishes")
    builder.row("left before 0:30", early, slot="early")
    builder.total("longest stay", f"{longest // 60}:{longest % 60:02d}", "text")
    return builder.finding(0.5 + 0.5 * beyond(int(starts[song]), 12, 60))


def _no_survivors(listening: Listening) -> Finding | None:
    if not listening.has_endings:
        return None
    starts, finishes = listening.song_finishes
    fits = (starts >= 15) & (finishes == 0) & listening.song_targets
    if not fits.any():
        return None
    song = int(np.argmax(np.where(fits, starts, 0)))
    builder = FindingBuilder(
        id="no_survivors", title=listening.title(song), population="every start, short ones too"
    )
    builder.row("song", listening.title(song), "track", slot="track")
    builder.row("artist", listening.song_artist(song), "artist", slot="artist")
    builder.row("started", int(starts[song]), slot="starts")
    builder.row("finished", 0, slot="finishes")
    return builder.finding(0.6 + 0.4 * beyond(int(starts[song]), 15, 60))


def _skip_speed(listening: Listening) -> Finding | None:
    if not listening.has_skips:
        return None
    skipped = listening.rows.skipped == 1
    skips = int(skipped.sum())
    if skips < 200:
        return None
    seconds = int(np.ceil(float(np.median(listening.rows.played_ms[skipped])) / 1000))
    if not 1 <= seconds <= 8:
        return None
    builder = FindingBuilder(
        id="skip_speed", title="How long a skipped song lasts", population="every skipped start"
    )
    builder.row("half of the skips come within, seconds", seconds, slot="seconds")
    builder.row("the median's share", percent(1, 2), "percent", slot="share")
    builder.total("skips", skips, slot="skips")
    return builder.finding(0.3 + 0.5 * beyond(seconds, 8, 2))


def _skipper(listening: Listening) -> Finding | None:
    if not listening.has_skips:
        return None
    starts, skips = int(np.sum(listening.rows.skipped >= 0)), int(np.sum(listening.rows.skipped == 1))
    if skips < 100:
        return None
    builder = FindingBuilder(id="skipper", title="Starts and skips", population="every start, short ones too")
    builder.row("started", starts, slot="starts")
    builder.row("skipped", skips, slot="skips")
    builder.total("share skipped", percent(skips, starts), "percent", slot="share")
    return builder.finding(beyond(skips / starts, EXPECTED_SKIP_SHARE + 0.12, 0.75))


def _finisher(listening: Listening) -> Finding | None:
    if not (listening.has_endings and listening.has_skips):
        return None
    rows = listening.rows
    starts, finished = int(np.sum(rows.finished >= 0)), int(np.sum(rows.finished == 1))
    builder = FindingBuilder(
        id="finisher", title="Starts and endings", population="every start, short ones too"
    )
    builder.row("started", starts, slot="starts")
    builder.row("played to the end", finished, slot="finished")
    builder.row("skipped", int(np.sum(rows.skipped == 1)), slot="skips")
    builder.total("share played to the end", percent(finished, starts), "percent", slot="share")
    return builder.finding(beyond(finished / starts, EXPECTED_FINISH_SHARE + 0.18, 0.97))


def _instant_exit(listening: Listening) -> Finding | None:
    if not listening.has_skips:
        return None
    rows = listening.rows
    told = rows.skipped >= 0
    quick = int(np.sum((rows.skipped == 1) & (rows.played_ms < 2_000)))
    starts = int(told.sum())
    if quick < 50:
        return None
    builder = FindingBuilder(
        id="instant_exit", title="Given up within two seconds", population="every start, short ones too"
    )
    builder.row("skipped within two seconds", quick, slot="rows")
    builder.total("started", starts)
    builder.total("share", percent(quick, starts), "percent", slot="share")
    return builder.finding(beyond(quick / starts, 0.06, 0.3))


def _skipped_song(listening: Listening) -> Finding | None:
    if not listening.has_skips:
        return None
    rows = listening.rows
    starts, skips = listening.song_skips
    fits = listening.song_targets & (skips >= 10) & (skips >= 0.5 * starts)
    fits &= _started_lately(listening)
    skipped = fits[rows.song] & (rows.skipped == 1)
    at, order = listening.rows_at.where(skipped), group_order(rows.song[skipped])
    begins = np.concatenate(([0], np.cumsum(np.where(fits, skips, 0))))
    for song in np.argsort(-np.where(fits, skips, 0), kind="stable")[: int(fits.sum())]:
        where = order[begins[song] : begins[song + 1]]
        when = at.day[where]
        if when.max() - when.min() >= 2 * 365:
            count = int(skips[song])
            builder = FindingBuilder(
                id="skipped_song",
                title=listening.title(int(song)),
                population=f"every start, short ones too, {listening.zone_name}",
            )
            builder.row("song", listening.title(int(song)), "track", slot="track")
            builder.row("artist", listening.song_artist(int(song)), "artist", slot="artist")
            builder.row("started", int(starts[song]), slot="starts")
            builder.row("skipped", count, slot="skips")
            builder.row("first skipped in", int(at.year[where].min()), "year", slot="year")
            builder.row("last skipped on", date_words(int(when.max())), "date", slot="last")
            builder.total("whole years between", int(when.max() - when.min()) // 365)
            return builder.finding(0.6 + 0.4 * beyond(count, 10, 50))
    return None


def _started_lately(listening: Listening) -> np.ndarray:
    """Return for each song code whether a row of any length began in the last `LATELY_DAYS` days."""
    lately: np.ndarray = np.zeros(len(listening.record.names.song_titles), dtype=bool)
    lately[listening.rows.song[listening.rows_at.day > listening.last_day - LATELY_DAYS]] = True
    return lately


def _shuffler(listening: Listening) -> Finding | None:
    if not listening.has_shuffle:
        return None
    told, shuffled = int(np.sum(listening.plays.shuffle >= 0)), int(np.sum(listening.plays.shuffle == 1))
    builder = FindingBuilder(id="shuffler", title="Shuffle", population=ALL_PLAYS)
    builder.row("plays", told, slot="plays")
    builder.row("on shuffle", shuffled)
    builder.total("share on shuffle", percent(shuffled, told), "percent", slot="share")
    return builder.finding(beyond(shuffled / told, 0.8, 1.0))


def sitting_bounds(listening: Listening) -> tuple[np.ndarray, np.ndarray]:
    """Return first and last play of each sitting, as indices; a sitting ends with a pause over `SITTING_GAP_S`."""
    return run_bounds(listening.pauses_s > SITTING_GAP_S)


def _marathon(listening: Listening) -> Finding | None:
    first, last = sitting_bounds(listening)
    length_s = listening.plays.ended_at_s[last] - listening.started_at_s[first]
    best = int(np.argmax(length_s))
    begin, end = int(first[best]), int(last[best])
    hours = half_up(int(length_s[best]) / 3600)
    plays = end - begin + 1
    artists = np.bincount(listening.plays.artist[begin : end + 1])
    artist = int(np.argmax(artists))
    if hours < 4 or not listening.targets[artist]:
        return None
    ended = int(local_seconds(listening.plays.ended_at_s[end : end + 1], listening.zone)[0])
    builder = FindingBuilder(
        id="marathon",
        title="The longest sitting",
        population=f"plays with pauses of at most 30 minutes between them, {listening.zone_name}",
        shareable=False,
    )
    builder.row("date", date_words(int(listening.at.day[begin])), "date", slot="date")
    builder.row("began", time_words(int(listening.at.minute[begin])), "time", slot="start")
    builder.row("ended", time_words(ended % 86_400 // 60), "time", slot="end")
    builder.row("hours, rounded", hours, slot="hours")
    builder.row("plays", plays, slot="plays")
    builder.total("most played", listening.artist(artist), "artist", slot="artist")
    builder.total("plays", int(artists[artist]), slot="artist_plays")
    return builder.finding(0.15 + 0.65 * beyond(hours, 4, 16))


def _total_time(listening: Listening) -> Finding | None:
    played_ms = int(listening.plays.played_ms.sum())
    days, hours = played_ms // 86_400_000, played_ms // 3_600_000
    years = half_up(listening.span_days / 365.25)
    if days < 5 or years == 0:
        return None
    builder = FindingBuilder(id="total_time", title="Time played", population=ALL_PLAYS)
    builder.row("whole hours", hours, slot="hours")
    builder.row("whole days of 24 hours", days, slot="days")
    builder.total("plays", len(listening), slot="plays")
    builder.total("years the record spans, rounded", years, slot="years")
    return builder.finding(0.1 + 0.7 * beyond(days / listening.span_days, 0.03, 0.3))
