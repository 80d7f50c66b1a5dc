"""The last plays that Spotify tells, and the library."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.builder import FindingBuilder, Measured, percent
from unwrapped_desktop.analysis.stats import beyond
from unwrapped_desktop.analysis.top_lists.ranking import LAST_PLAYS, Ranking, song_key
from unwrapped_desktop.analysis.words import date_words, day_of, fold, shown_title
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.top_lists import SavedSongs

PLAYS_NEEDED = 30
SAME_SONG = 4
CROWDED_DAYS, SPREAD_DAYS = 2, 10
STRANGERS_RATIO = 0.5
FEW_SAVED = 0.4

TOO_FEW = "Spotify told too few of the last plays."
LIBRARY = "songs on Spotify's list for about a year, and your saved songs"
NOT_READ = "The library was not read, or not all of it."


def measure(ranking: Ranking, zone: ZoneInfo) -> Measured:
    """Measure the last plays and what of the list is saved."""
    measured = Measured()
    _saved(ranking, measured)
    plays = ranking.lists.last_plays
    if len(plays) < PLAYS_NEEDED:
        measured.unavailable("lists.last_repeat_share", "percent", TOO_FEW)
        measured.unavailable("lists.last_days", "count", TOO_FEW)
        return measured
    dates = sorted(play.played_at.astimezone(zone).date() for play in plays)
    days = (dates[-1] - dates[0]).days + 1
    measured.fact("lists.last_repeat_share", percent(repeats(ranking), len(plays)), "percent", len(plays))
    measured.fact("lists.last_days", days, "count", len(plays))
    found = (_same_song(ranking), _strangers(ranking), _span(ranking, (dates[0], dates[-1]), zone))
    measured.findings.extend(finding for finding in found if finding is not None)
    return measured


def repeats(ranking: Ranking) -> int:
    """Return how many of the last plays were a song already among them."""
    plays = ranking.lists.last_plays
    return len(plays) - len({song_key(play) for play in plays})


def _same_song(ranking: Ranking) -> Finding | None:
    plays = ranking.lists.last_plays
    key, times = Counter(map(song_key, plays)).most_common(1)[0]
    play = next(play for play in plays if song_key(play) == key)
    if times < SAME_SONG or not ranking.may_quote(play):
        return None
    builder = FindingBuilder(id="list_recent_song", title=shown_title(play.title), population=LAST_PLAYS)
    builder.row("song", shown_title(play.title), "track", slot="track")
    builder.row("by", play.artist, "artist", slot="artist")
    builder.row("plays among the last", times, slot="plays")
    builder.total("last plays told", len(plays), slot="listed")
    return builder.finding(0.45 + 0.45 * beyond(times, SAME_SONG - 1, 20))


def _strangers(ranking: Ranking) -> Finding | None:
    """Find how many of the artists just played stand on no list at all."""
    lists = ranking.lists.artists.values()
    listed = {fold(artist.name) for artists in lists for artist in artists}
    heard = Counter(fold(play.artist) for play in ranking.lists.last_plays)
    strangers = Counter({name: plays for name, plays in heard.items() if name not in listed})
    if len(strangers) <= STRANGERS_RATIO * len(heard):
        return None
    name = next(
        (
            play.artist
            for play in ranking.lists.last_plays
            if strangers[fold(play.artist)] == max(strangers.values()) and ranking.may_name(play.artist)
        ),
        None,
    )
    if name is None:
        return None
    builder = FindingBuilder(
        id="list_recent_strangers",
        title="Artists just played",
        population=f"{LAST_PLAYS}, beside all lists of artists",
    )
    builder.row("artists among them", len(heard), slot="artists")
    builder.row("of these on no list", len(strangers), slot="strangers")
    builder.total("one of those", name, "artist", slot="artist")
    return builder.finding(0.4 + 0.4 * beyond(len(strangers) / len(heard), STRANGERS_RATIO, 1.0))


def _span(ranking: Ranking, ends: tuple[date, date], zone: ZoneInfo) -> Finding | None:
    first, last = ends
    days = (last - first).days + 1
    if CROWDED_DAYS < days < SPREAD_DAYS:
        return None
    builder = FindingBuilder(
        id="list_recent_span",
        title="How long the last plays took",
        population=f"{LAST_PLAYS}, {zone.key}",
    )
    builder.row("last plays told", len(ranking.lists.last_plays), slot="plays")
    builder.row("the earliest on", date_words(day_of(first)), "date", slot="from")
    builder.row("the latest on", date_words(day_of(last)), "date", slot="to")
    builder.total("days from one to the other, both counted", days, slot="days")
    if days <= CROWDED_DAYS:
        return builder.finding(0.55)
    return builder.finding(0.25 + 0.4 * beyond(days, SPREAD_DAYS - 1, 40))


def _saved(ranking: Ranking, measured: Measured) -> None:
    library, songs = ranking.lists.saved, ranking.songs_of_year
    if library is None or not library.is_whole or not songs:
        measured.unavailable("lists.saved_share", "percent", NOT_READ)
        return
    saved = {(fold(artist), fold(title)) for artist, title in library.kept}
    kept = sum(song_key(song) in saved for song in songs)
    measured.fact("lists.saved_share", percent(kept, len(songs)), "percent", len(songs))
    if kept < FEW_SAVED * len(songs) and library.total >= len(songs):
        measured.findings.append(_few_saved(library, kept=kept, songs=len(songs)))


def _few_saved(library: SavedSongs, *, kept: int, songs: int) -> Finding:
    builder = FindingBuilder(id="list_saved", title="Saved, and listed", population=LIBRARY)
    builder.row("songs saved", library.total, slot="saved")
    builder.row("songs on the list", songs, slot="songs")
    builder.total("of these saved", kept, slot="kept")
    builder.total("not saved", songs - kept, slot="unsaved")
    return builder.finding(0.45 + 0.35 * beyond(kept / songs, FEW_SAVED, 0.0))
