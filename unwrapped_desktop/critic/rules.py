"""Which findings are spoken of, under which theme, and how well they quote.

A remark family has the name of its finding; its wordings are in `resources/phrases`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One remark family.

    Attributes:
        family: Name of family and finding.
        theme: Where on the map of themes it belongs.
        quotability: How concrete the thing is that it names, 0 to 1.
        group: Families of one group draw on the same fact: one of them speaks on a page.
        kind: A kind exit: the last remark of the page.
        filler: Said of a page alone that would be too short without it.
        echoes: The trait that rests on the same fact: when the label's charge speaks of it, this family hardly does.
    """

    family: str
    theme: str
    quotability: float
    group: str = ""
    kind: bool = False
    filler: bool = False
    echoes: str = ""


RULES: tuple[Rule, ...] = (
    Rule(family="house_artist", theme="who", quotability=0.75, group="top artist"),
    Rule(family="no_favourite", theme="who", quotability=0.7, group="top artist", echoes="broad_narrow"),
    Rule(family="runner_up", theme="who", quotability=0.9, group="top artist"),
    Rule(family="invited_once", theme="who", quotability=0.7, group="once"),
    Rule(family="month_of_one", theme="who", quotability=0.95),
    Rule(family="year_ends", theme="who", quotability=1.0),
    Rule(family="one_song_artist", theme="who", quotability=0.95),
    Rule(family="real_size", theme="who", quotability=0.7, group="spread", echoes="broad_narrow"),
    Rule(family="ten_names", theme="who", quotability=0.6, group="spread", echoes="explorer_loyalist"),
    Rule(family="unfinished_song", theme="how", quotability=1.0, group="given up"),
    Rule(family="no_survivors", theme="how", quotability=0.95),
    Rule(family="skip_speed", theme="how", quotability=0.8),
    Rule(family="skipper", theme="how", quotability=0.7, group="skips", echoes="finisher_skipper"),
    Rule(family="finisher", theme="how", quotability=0.7, group="skips", echoes="finisher_skipper"),
    Rule(family="shuffler", theme="how", quotability=0.7, echoes="album_shuffle"),
    Rule(family="in_order", theme="how", quotability=0.75, group="album run"),
    Rule(family="marathon", theme="how", quotability=0.85),
    Rule(family="total_time", theme="how", quotability=0.6),
    Rule(family="repeats", theme="how", quotability=0.45, echoes="grazer_obsessive"),
    Rule(family="song_day", theme="how", quotability=1.0, group="loop"),
    Rule(family="loop_run", theme="how", quotability=0.95, group="loop"),
    Rule(family="top_song", theme="how", quotability=0.7),
    Rule(family="punctual", theme="when", quotability=0.95, group="morning"),
    Rule(family="weekday_weekend", theme="when", quotability=0.75, group="morning"),
    Rule(family="window", theme="when", quotability=0.5, group="night", echoes="day_night"),
    Rule(family="night_owl", theme="when", quotability=0.75, group="night", echoes="day_night"),
    Rule(family="early_to_bed", theme="when", quotability=0.75, group="night", echoes="day_night"),
    Rule(family="weekday_shape", theme="when", quotability=0.7),
    Rule(family="the_day", theme="when", quotability=0.9, group="one day"),
    Rule(family="streak", theme="when", quotability=0.65),
    Rule(family="night_song", theme="when", quotability=0.8),
    Rule(family="obsession", theme="change", quotability=1.0, group="gone"),
    Rule(family="reign", theme="change", quotability=0.85),
    Rule(family="moving_out", theme="change", quotability=0.95, group="gone"),
    Rule(family="closed_in", theme="change", quotability=0.85),
    Rule(family="open_door", theme="change", quotability=0.7),
    Rule(family="flings", theme="change", quotability=0.85, group="gone"),
    Rule(family="abandoned", theme="change", quotability=0.85, group="gone"),
    Rule(family="first_song", theme="change", quotability=0.7),
    Rule(family="year_favourite", theme="change", quotability=0.95, group="the year"),
    Rule(family="year_absent", theme="change", quotability=0.75, group="the year"),
    Rule(family="year_hidden", theme="change", quotability=0.95, group="gone"),
    Rule(family="came_back", theme="change", quotability=1.0, kind=True),
    Rule(family="every_month", theme="change", quotability=0.8, kind=True),
    Rule(family="still_here", theme="change", quotability=0.85, kind=True),
    Rule(family="skipped_song", theme="avoid", quotability=1.0, group="given up"),
    Rule(family="album_one_song", theme="avoid", quotability=0.95),
    Rule(family="tried_once", theme="avoid", quotability=0.7, group="once"),
    Rule(family="quiet_month", theme="avoid", quotability=0.65),
    Rule(family="zero_hour", theme="avoid", quotability=0.5),
    Rule(family="one_hit", theme="avoid", quotability=0.8),
    Rule(family="rest_of_artist", theme="avoid", quotability=0.7, kind=True),
    Rule(family="sat_through", theme="avoid", quotability=0.9, group="album run", kind=True),
    Rule(family="long_loyalty", theme="avoid", quotability=0.9, kind=True),
    Rule(family="our_gap", theme="map", quotability=0.8),
    Rule(family="charts", theme="map", quotability=0.75, group="fame"),
    Rule(family="rare_find", theme="map", quotability=0.85, group="fame"),
    Rule(family="bus_stop", theme="map", quotability=0.95, group="fame"),
    Rule(family="decade", theme="map", quotability=0.75, group="decade", echoes="current_nostalgic"),
    Rule(family="lore_artist", theme="who", quotability=0.85),
    Rule(family="lore_genre", theme="map", quotability=0.95),
    Rule(family="lore_decade", theme="map", quotability=0.85, group="decade", echoes="current_nostalgic"),
    Rule(family="acclaimed", theme="map", quotability=0.7, group="regard"),
    Rule(family="worrying", theme="map", quotability=0.7, group="regard"),
    Rule(family="childrens", theme="odd", quotability=1.0),
    Rule(family="rain", theme="odd", quotability=1.0),
    Rule(family="christmas", theme="odd", quotability=1.0),
    Rule(family="live_album", theme="odd", quotability=0.8),
    Rule(family="sped_up", theme="odd", quotability=0.85),
    Rule(family="remasters", theme="odd", quotability=0.75),
    Rule(family="instant_exit", theme="odd", quotability=0.75),
    Rule(family="same_title", theme="odd", quotability=0.9),
    Rule(family="longest_wait", theme="change", quotability=0.75),
    Rule(family="artist_day", theme="when", quotability=0.85, group="one day"),
    Rule(family="weekday_artist", theme="when", quotability=0.8),
    Rule(family="busy_month", theme="when", quotability=0.8),
    Rule(family="songs_once", theme="avoid", quotability=0.65),
    Rule(family="year_opener", theme="when", quotability=0.5),
    Rule(family="day_opener", theme="when", quotability=0.6, group="ends of days"),
    Rule(family="day_closer", theme="when", quotability=0.6, group="ends of days"),
    Rule(family="neighbours", theme="who", quotability=0.75),
    Rule(family="long_song", theme="how", quotability=0.9),
    Rule(family="crowd_day", theme="who", quotability=0.85, group="one day"),
    Rule(family="hour_artist", theme="when", quotability=0.85),
    Rule(family="top_album", theme="how", quotability=0.85, group="album run"),
    Rule(family="song_wait", theme="change", quotability=0.42),
    Rule(family="weekend_artist", theme="when", quotability=0.85),
    Rule(family="short_record", theme="map", quotability=1.0),
    Rule(family="record_span", theme="when", quotability=0.5, filler=True),
    Rule(family="sittings", theme="how", quotability=0.5, filler=True),
    Rule(family="record_width", theme="who", quotability=0.5, filler=True),
    Rule(family="fullest_day", theme="when", quotability=0.5, filler=True),
    Rule(family="list_limits", theme="map", quotability=1.0),
    Rule(family="list_same_first", theme="who", quotability=0.9, group="list first"),
    Rule(family="list_deposed", theme="change", quotability=0.9, group="list first"),
    Rule(family="list_newcomer", theme="change", quotability=0.85),
    Rule(family="list_climber", theme="change", quotability=0.8),
    Rule(family="list_gone", theme="change", quotability=0.9),
    Rule(
        family="list_turnover", theme="who", quotability=0.75, group="list names", echoes="explorer_loyalist"
    ),
    Rule(family="list_kept", theme="who", quotability=0.75, group="list names", echoes="explorer_loyalist"),
    Rule(family="list_artist_songs", theme="who", quotability=0.9, group="list spread"),
    Rule(family="list_names", theme="who", quotability=0.75, group="list spread", echoes="broad_narrow"),
    Rule(family="list_one_song", theme="avoid", quotability=0.9),
    Rule(family="list_no_song", theme="avoid", quotability=0.9),
    Rule(family="list_album", theme="how", quotability=0.95),
    Rule(family="list_song_first", theme="how", quotability=0.9, group="list song"),
    Rule(family="list_song_gone", theme="change", quotability=0.95, group="list song"),
    Rule(family="list_song_rank", theme="how", quotability=0.8, group="list song"),
    Rule(family="list_year", theme="map", quotability=0.85, group="list years"),
    Rule(family="list_oldest", theme="map", quotability=0.85),
    Rule(family="list_fresh", theme="map", quotability=0.7, group="list years", echoes="current_nostalgic"),
    Rule(family="list_stale", theme="map", quotability=0.9, group="list years", echoes="current_nostalgic"),
    Rule(family="list_known", theme="map", quotability=0.8, group="fame"),
    Rule(family="list_charts", theme="map", quotability=0.75, group="fame"),
    Rule(family="list_bus_stop", theme="map", quotability=0.95, group="fame"),
    Rule(family="list_recent_song", theme="how", quotability=1.0, echoes="grazer_obsessive"),
    Rule(family="list_recent_strangers", theme="change", quotability=0.8),
    Rule(family="list_recent_span", theme="when", quotability=0.8),
    Rule(family="list_saved", theme="avoid", quotability=0.85),
    Rule(family="list_held", theme="change", quotability=0.85, kind=True),
    Rule(family="list_song_held", theme="change", quotability=0.85, kind=True),
    Rule(family="list_children", theme="odd", quotability=1.0),
    Rule(family="list_rain", theme="odd", quotability=1.0),
    Rule(family="list_remasters", theme="odd", quotability=0.8),
    Rule(family="list_live", theme="odd", quotability=0.85),
    Rule(family="list_sped_up", theme="odd", quotability=0.9),
    Rule(family="lately_stranger", theme="change", quotability=0.95),
    Rule(family="lately_absent", theme="change", quotability=0.95),
    Rule(family="lately_kept", theme="change", quotability=0.75),
    Rule(family="lately_climber", theme="change", quotability=0.9),
    Rule(family="lately_song", theme="change", quotability=0.9),
    Rule(family="said_artist_right", theme="who", quotability=0.85),
    Rule(family="said_artist_wrong", theme="who", quotability=0.95),
    Rule(family="said_skips_right", theme="how", quotability=0.75),
    Rule(family="said_skips_wrong", theme="how", quotability=0.85),
    Rule(family="said_midnight_right", theme="when", quotability=0.75),
    Rule(family="said_midnight_wrong", theme="when", quotability=0.85),
    Rule(family="said_stopped_right", theme="change", quotability=0.8),
    Rule(family="said_stopped_wrong", theme="change", quotability=0.9),
    Rule(family="said_song_right", theme="avoid", quotability=0.9),
    Rule(family="said_song_wrong", theme="avoid", quotability=1.0),
    Rule(family="said_charts_right", theme="map", quotability=0.7),
    Rule(family="said_charts_wrong", theme="map", quotability=0.8),
    Rule(family="said_score", theme="odd", quotability=0.9),
)

RULE_OF = {rule.family: rule for rule in RULES}
"""Each family's rule."""
