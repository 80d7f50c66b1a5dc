"""What facts and axes are called where a person reads them.

A table from id to a short title in sentence case. A name's title reads on after "your": "your most played artist".
"""

from collections.abc import Mapping

FACT_TITLES: Mapping[str, str] = {
    # The record
    "record.plays": "Plays",
    "record.rows_used": "Rows used",
    "record.hours_played": "Hours listened",
    "record.artists": "Artists",
    "record.tracks": "Songs and their versions",
    "record.rows_excluded": "Rows left out by you",
    "record.span_days": "Days from first to last play",
    # Who
    "who.artists": "Artists",
    "who.top_artist": "Most played artist",
    "who.top_artist_share": "Plays that go to the most played artist",
    "who.ten_artists_share": "Plays that go to the ten most played artists",
    "who.effective_artists": "Artists your plays are spread over in effect",
    "who.artists_played_once": "Artists played once",
    # How
    "how.hours_played": "Hours of plays",
    "how.skip_share": "Rows skipped",
    "how.finish_share": "Rows played to the end",
    "how.shuffle_share": "Plays on shuffle",
    # Again
    "again.songs": "Songs",
    "again.repeat_share": "Plays of songs heard before",
    "again.top_song": "Most played song",
    "again.top_song_plays": "Plays of the most played song",
    "albums.same_album_share": "Plays that follow one from the same album",
    "often.songs_played_once": "Songs played once",
    # When
    "when.busiest_hour": "Busiest hour",
    "when.busiest_weekday": "Busiest weekday",
    "when.night_share": "Plays between midnight and 5:00",
    "when.days_with_plays": "Days with plays",
    "when.longest_streak_days": "Longest streak of days",
    "when.plays_per_day": "Plays a day",
    # Change
    "change.span_days": "Days from first to last play",
    "change.new_artist_share": "Plays of new artists in the last year",
    # Map
    "map.recognised_share": "Plays of artists we recognise",
    "map.star_share": "Plays of stars",
    "map.main_decade": "Main decade",
    # Odd
    "odd.live_share": "Plays of live versions",
}

POLE_TITLES: Mapping[str, str] = {
    "underground": "the underground",
    "charts": "the charts",
    "acclaimed": "what critics like",
    "concerning": "what worries critics",
    "explorer": "new names",
    "loyalist": "the same names",
    "grazer": "grazing",
    "obsessive": "repeats",
    "day": "the day",
    "night": "the night",
    "finisher": "finishing",
    "skipper": "skipping",
    "album": "albums",
    "shuffle": "shuffle",
    "current": "the present",
    "nostalgic": "the past",
    "broad": "many names",
    "narrow": "few names",
}
"""What one leans to; a behaviour axis is named by its poles."""

_NAMED_POLES = {"mainstream": ("underground", "charts"), "acclaim": ("acclaimed", "concerning")}


def fact_title(fact_id: str) -> str:
    """Return what a fact is called, in sentence case; a fact without a title is called by the words of its id."""
    title = FACT_TITLES.get(fact_id)
    if title is not None:
        return title
    words = fact_id.rpartition(".")[2].replace("_", " ").strip() or fact_id
    return f"{words[:1].upper()}{words[1:]}"


def pole_titles(axis_id: str) -> tuple[str, str]:
    """Return what one leans to at 0 and at 1."""
    low, _, high = axis_id.partition("_")
    poles = _NAMED_POLES.get(axis_id, (low, high or low))
    return POLE_TITLES.get(poles[0], poles[0]), POLE_TITLES.get(poles[1], poles[1])
