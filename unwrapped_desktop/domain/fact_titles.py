"""What facts, their themes and axes are called where a person reads them.

A table from id to a short title in sentence case, the weightier facts first. A name's title reads on after "your":
"your most played artist". What an id begins with says which theme the fact belongs to.
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
    "who.top_artist": "Most played artist",
    "who.top_artist_share": "Plays of the most played artist",
    "who.second_artist": "Second most played artist",
    "who.ten_artists_share": "Plays of the ten most played artists",
    "who.hundred_artists_share": "Plays of the hundred most played artists",
    "who.artists": "Artists",
    "who.effective_artists": "Artists your plays are spread over in effect",
    "who.artists_played_once": "Artists played once",
    "who.artist_with_most_songs": "Artist with the most songs",
    "who.most_songs_of_an_artist": "Most songs of one artist",
    "who.songs_per_artist": "Songs an artist",
    "who.one_song_artist_share": "Artists known by one song",
    # Again
    "again.top_song": "Most played song",
    "again.top_song_plays": "Plays of the most played song",
    "again.songs": "Songs",
    "again.repeat_share": "Plays of songs heard before",
    "often.songs_played_once": "Songs played once",
    # How
    "how.hours_played": "Hours of plays",
    "how.skip_share": "Rows skipped",
    "how.finish_share": "Rows played to the end",
    "how.shuffle_share": "Plays on shuffle",
    # When
    "when.busiest_hour": "Busiest hour",
    "when.busiest_weekday": "Busiest weekday",
    "when.night_share": "Plays between midnight and 5:00",
    "when.days_with_plays": "Days with plays",
    "when.longest_streak_days": "Longest streak of days",
    "when.plays_per_day": "Plays a day",
    # Albums and shuffle
    "albums.top_album": "Most played album",
    "albums.top_album_plays": "Plays of the most played album",
    "albums.albums": "Albums",
    "albums.same_album_share": "Plays that follow one from the same album",
    "albums.one_song_share": "Albums known by one song",
    "albums.longest_run_album": "Album of the longest run",
    "albums.longest_run_plays": "Plays in the longest run of one album",
    "albums.run_share": "Plays in runs of one album",
    "albums.same_order_share": "Album songs followed by their usual next",
    "albums.most_shuffled_year": "Most shuffled year",
    "albums.most_shuffled_year_share": "Plays on shuffle in the most shuffled year",
    "albums.least_shuffled_year": "Least shuffled year",
    "albums.least_shuffled_year_share": "Plays on shuffle in the least shuffled year",
    # Change
    "change.span_days": "Days from first to last play",
    "change.new_artist_share": "Plays of new artists in the last year",
    # Map
    "map.main_decade": "Main decade",
    "map.main_decade_share": "Recognised plays of the main decade",
    "map.middle_decade": "Decade in the middle of the plays",
    "map.decades": "Decades the plays are spread over in effect",
    "map.main_family": "Main kind of music",
    "map.main_family_share": "Recognised plays of the main kind of music",
    "map.families": "Kinds of music the plays are spread over in effect",
    "map.main_country": "Main home country of the artists",
    "map.main_country_share": "Recognised plays of the main home country",
    "map.countries": "Home countries the plays are spread over in effect",
    "map.standing_at_home": "Standing of the artists in their own countries",
    "map.recognised_share": "Plays of artists we recognise",
    "map.star_share": "Plays of stars",
    # Odd
    "odd.live_share": "Plays of live versions",
    # Diversity
    "diversity.dominant_artists": "Artists that dominate in effect",
    "diversity.same_artist_chance": "Chance that two plays are of one artist",
    "diversity.artists_for_half": "Artists that hold half of the plays",
    "diversity.artist_evenness": "Evenness of plays over artists",
    "diversity.artist_gini": "Inequality of artists, 0 to 1",
    "diversity.effective_songs": "Songs your plays are spread over in effect",
    "diversity.songs_for_half": "Songs that hold half of the plays",
    "diversity.song_gini": "Inequality of songs, 0 to 1",
    "diversity.ten_songs_share": "Plays of the ten most played songs",
    "diversity.hundred_songs_share": "Plays of the hundred most played songs",
    # Discovery
    "discovery.newest_favourite": "Newest favourite",
    "discovery.new_song_share": "Plays of songs for the first time",
    "discovery.new_artists_a_month": "New artists a month",
    "discovery.month_of_most_new_artists": "Month of most new artists",
    "discovery.days_without_new_artist": "Longest wait for a new artist, in days",
    "discovery.heaps_exponent": "Growth of artists with plays, 0 to 1",
    "discovery.settled_artist_share": "New artists who stayed",
    "discovery.one_day_artist_share": "New artists heard on one day only",
    "discovery.fling_share": "New artists dropped after a burst",
    "discovery.fresh_artist_share": "Plays of artists known less than a year",
    "discovery.refresh_share": "Plays of songs not heard the month before",
    # Loyalty
    "loyalty.longest_running_artist": "Artist heard in the most years",
    "loyalty.longest_running_years": "Most years an artist was heard in",
    "loyalty.oldest_companion": "Oldest companion",
    "loyalty.most_missed_artist": "Most played artist gone silent",
    "loyalty.favourites_kept": "Favourites kept from year to year",
    "loyalty.favourites_in_common": "Favourites shared by two years in a row",
    "loyalty.ranking_overlap": "Likeness of two years' rankings",
    "loyalty.artist_half_life_days": "Days until half of the artists are gone",
    "loyalty.forgotten_favourites": "Favourites gone silent",
    "loyalty.comebacks": "Comebacks after a year",
    "loyalty.longest_absence_days": "Longest absence before a comeback, in days",
    "loyalty.every_year_artists": "Artists heard in every whole year",
    "loyalty.old_artist_share": "Plays of artists known three years or more",
    # Obsessions
    "obsessions.biggest_song": "Song of the largest obsession",
    "obsessions.biggest_from": "First day of the largest obsession",
    "obsessions.biggest_to": "Last day of the largest obsession",
    "obsessions.biggest_plays": "Plays in the largest obsession",
    "obsessions.biggest_share": "Plays of its week that the largest obsession took",
    "obsessions.bursts": "Obsessions",
    "obsessions.longest_loop_song": "Song of the longest loop",
    "obsessions.longest_loop_plays": "Plays in the longest loop",
    "obsessions.loop_day_share": "Days with a loop",
    "obsessions.song_day_song": "Song played most in one day",
    "obsessions.song_day_plays": "Most plays of one song in a day",
    "obsessions.song_day_date": "Day of most plays of one song",
    "obsessions.songs_over_100": "Songs played over 100 times",
    "obsessions.starts_before_first_skip": "Starts of a song before its first skip",
    # Attention
    "attention.most_skipped_song": "Most skipped song",
    "attention.most_skipped_share": "Skips of the most skipped song",
    "attention.short_start_share": "Starts given up before 30 seconds",
    "attention.short_start_time_share": "Time spent on starts given up",
    "attention.abandoned_share": "Starts neither skipped nor finished",
    "attention.skipped_in_5_seconds_share": "Starts skipped within 5 seconds",
    "attention.skipped_in_30_seconds_share": "Starts skipped within 30 seconds",
    "attention.favourite_skip_share": "Skips among favourites",
    "attention.other_skip_share": "Skips among all other songs",
    "attention.hypocrisy_points": "Skips among favourites, less those among others",
    "attention.skippiest_hour": "Hour of most skips",
    "attention.skippiest_hour_share": "Skips in the hour of most skips",
    # Clock
    "clock.mean_hour": "Middle of the listening day",
    "clock.concentration": "Closeness of plays to that middle",
    "clock.regularity": "Regularity of hours",
    "clock.hours_for_half": "Hours of the day that hold half of the plays",
    "clock.weekend_share": "Plays at weekends",
    "clock.weekday_hour": "Busiest hour on weekdays",
    "clock.weekend_hour": "Busiest hour at weekends",
    # Seasons
    "seasons.busiest_month": "Busiest month",
    "seasons.busiest_month_plays": "Plays in the busiest month",
    "seasons.month_of_year": "Busiest month of the year",
    "seasons.strongest": "Busiest season",
    "seasons.strongest_share": "Plays in the busiest season",
    "seasons.month_artist": "Artist most bound to one month of the year",
    "seasons.month_artist_month": "Month that an artist is most bound to",
    "seasons.month_artist_lift": "How many times the usual share that month gets",
    "seasons.christmas_begins": "Day on which Christmas begins",
    # Sessions and streaks
    "sessions.sessions": "Sessions",
    "sessions.sessions_at_20_minutes": "Sessions, if 20 minutes of silence part them",
    "sessions.longest_hours": "Longest session, in hours",
    "sessions.longest_date": "Day of the longest session",
    "sessions.median_minutes": "Usual length of a session",
    "sessions.median_plays": "Usual plays in a session",
    "sessions.per_day": "Sessions a day",
    "sessions.one_artist_share": "Sessions of one artist alone",
    "streaks.artist_streak_artist": "Artist with the longest streak",
    "streaks.artist_streak_days": "Longest streak of one artist, in days",
    "streaks.weeks_or_longer": "Streaks of a week or longer",
    "streaks.longest_from": "First day of the longest streak",
    "streaks.active_day_share": "Days with a play",
    "streaks.dry_spell_days": "Longest silence, in days",
    "streaks.dry_spell_from": "First day of the longest silence",
    # Years
    "years.whole": "Whole years",
    "years.covered_in_part": "Years covered in part",
    "years.most_plays_year": "Year of most plays",
    "years.most_plays": "Plays in the year of most plays",
    "years.most_hours": "Most hours in one year",
    "years.fewest_plays_year": "Year of fewest plays",
    "years.fewest_plays": "Plays in the year of fewest plays",
    "years.most_new_artists_year": "Year of most new artists",
    "years.most_new_artists": "New artists in the year of most",
    "years.different_favourites": "Artists who led a year",
    "years.odd_one": "Year least like the others",
    "years.odd_one_difference": "How far that year differs",
    # Life
    "life.year_plays": "Plays in the year of the account data",
    "life.year_share": "Share of plays in the year of the account data",
    "life.artists_outside_year": "Artists missing from the year of the account data",
    "life.artists_outside_year_share": "Share of artists missing from that year",
    "life.songs_outside_year": "Songs missing from the year of the account data",
    "life.songs_outside_year_share": "Share of songs missing from that year",
    "life.top_artists_outside_year": "Top 20 artists missing from the year of the account data",
    "life.fullest_year": "Fullest calendar year, part years counted",
    "life.fullest_year_plays": "Plays in the fullest calendar year",
    # Saved
    "saved.tracks": "Saved tracks",
    "saved.never_played_share": "Saved songs never played",
    "saved.share_of_plays": "Plays of saved songs",
    "saved.top_unsaved": "Most played song not saved",
    "saved.top_unsaved_plays": "Plays of the most played song not saved",
    "saved.skip_share": "Skips among saved songs",
    "saved.unsaved_skip_share": "Skips among songs not saved",
    "saved.albums_never_played_share": "Saved albums never played",
    "saved.artists_never_played_share": "Saved artists never played",
    "saved.longest_unplayed_artist": "Saved artist left unplayed for longest",
    "saved.longest_unplayed_days": "Days that artist was left unplayed",
    "saved.super_outside_top": "Artists Spotify says you love, outside your top 20",
    "saved.wrapped_year": "Year of the latest Wrapped",
    "saved.wrapped_top_artist": "Top artist of Wrapped",
    "saved.wrapped_top_artist_rank": "Rank of that artist in this record",
    # Lists, where nothing but lists is told
    "lists.first_artist": "First artist of the year",
    "lists.month_artist": "First artist of the month",
    "lists.artists": "Artists on the year's list",
    "lists.month_new_share": "Names of the month that are new to the year",
    "lists.ten_kept": "Artists among the first ten of year and month",
    "lists.first_song": "First song of the year",
    "lists.month_song": "First song of the month",
    "lists.song_artists": "Artists on the year's list of songs",
    "lists.most_songs": "Most songs of one artist on that list",
    "lists.middle_release": "Middle year of release",
    "lists.oldest_release": "Oldest year of release",
    "lists.fresh_share": "Songs of this year or the last",
    "lists.known_artists": "Listed artists in our table",
    "lists.last_repeat_share": "Last plays of a song already among them",
    "lists.last_days": "Days from the first to the last of the last plays",
    "lists.saved_share": "Songs of the year that are saved",
}

FACT_THEMES: Mapping[str, str] = {
    "record": "The record",
    "who": "Artists",
    "diversity": "Breadth",
    "again": "Songs",
    "often": "Songs",
    "obsessions": "Obsessions",
    "albums": "Albums and shuffle",
    "how": "Attention",
    "attention": "Attention",
    "when": "The clock",
    "clock": "The clock",
    "sessions": "Sessions and streaks",
    "streaks": "Sessions and streaks",
    "seasons": "Seasons",
    "years": "Years",
    "change": "Years",
    "life": "The year and the life",
    "discovery": "Discovery",
    "loyalty": "Loyalty",
    "map": "Fame, decades and kinds of music",
    "odd": "Oddities",
    "saved": "The library",
    "lists": "Spotify's lists",
}
"""Titles of the themes by what the ids of their facts begin with, in reading order; a theme's prefixes stand together."""

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


def fact_theme(fact_id: str) -> str:
    """Return the title of a fact's theme; a fact of no known theme is put under the word its id begins with."""
    prefix = fact_id.partition(".")[0]
    return FACT_THEMES.get(prefix, f"{prefix[:1].upper()}{prefix[1:]}".replace("_", " "))


def pole_titles(axis_id: str) -> tuple[str, str]:
    """Return what one leans to at 0 and at 1."""
    low, _, high = axis_id.partition("_")
    poles = _NAMED_POLES.get(axis_id, (low, high or low))
    return POLE_TITLES.get(poles[0], poles[0]), POLE_TITLES.get(poles[1], poles[1])
