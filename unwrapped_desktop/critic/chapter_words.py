"""What may be said of a chapter: the families, wordings and labels that stay true where a year or an era is all there is.

A chapter knows nothing of what came before it and after it. A page may say that somebody was played once and not again;
of a year that would be false as soon as the next one begins.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

from unwrapped_desktop.critic.phrases import Label, Phrase, Phrasebook
from unwrapped_desktop.critic.slots import SLOT

_NOTHING: frozenset[str] = frozenset()

MAY_SAY: Mapping[str, frozenset[str]] = {
    # Who: shares, orders and months hold within any stretch.
    "house_artist": _NOTHING,
    "no_favourite": _NOTHING,
    "runner_up": _NOTHING,
    "month_of_one": _NOTHING,
    "year_ends": _NOTHING,
    "one_song_artist": _NOTHING,
    "real_size": _NOTHING,
    "ten_names": _NOTHING,
    "neighbours": _NOTHING,
    "crowd_day": _NOTHING,
    "lore_artist": frozenset({"year"}),  # first played in: of the chapter alone
    # How.
    "unfinished_song": _NOTHING,
    "skip_speed": _NOTHING,
    "skipper": _NOTHING,
    "finisher": _NOTHING,
    "shuffler": _NOTHING,
    "in_order": _NOTHING,
    "marathon": _NOTHING,
    "total_time": frozenset({"years"}),  # how long the record is
    "song_day": _NOTHING,
    "loop_run": _NOTHING,
    "top_song": frozenset({"year"}),  # since when: of the chapter alone
    "top_album": _NOTHING,
    "long_song": _NOTHING,
    "instant_exit": _NOTHING,
    # When: clocks, days and months.
    "punctual": _NOTHING,
    "weekday_weekend": _NOTHING,
    "window": _NOTHING,
    "night_owl": _NOTHING,
    "early_to_bed": _NOTHING,
    "weekday_shape": _NOTHING,
    "the_day": _NOTHING,
    "streak": _NOTHING,
    "night_song": _NOTHING,
    "artist_day": _NOTHING,
    "weekday_artist": _NOTHING,
    "weekend_artist": _NOTHING,
    "hour_artist": _NOTHING,
    "busy_month": _NOTHING,
    "day_opener": _NOTHING,
    "day_closer": _NOTHING,
    # What is left alone, where two dates or a count within the chapter prove it.
    "album_one_song": _NOTHING,
    "quiet_month": _NOTHING,
    "zero_hour": _NOTHING,
    "longest_wait": _NOTHING,
    "rest_of_artist": _NOTHING,
    "sat_through": _NOTHING,
    # The map.
    "charts": _NOTHING,
    "rare_find": _NOTHING,
    "bus_stop": _NOTHING,
    "decade": frozenset({"year"}),  # of the last play: of the chapter alone
    "acclaimed": _NOTHING,
    "worrying": _NOTHING,
    "lore_genre": frozenset({"year"}),
    "lore_decade": frozenset({"year"}),
    # Odd things.
    "childrens": frozenset({"month"}),  # when it arrived
    "rain": frozenset({"year"}),  # the year with the most of it
    "christmas": _NOTHING,
    "live_album": _NOTHING,
    "sped_up": _NOTHING,
    "remasters": _NOTHING,
    "same_title": _NOTHING,
    # Of any record: where nothing else is left.
    "sittings": _NOTHING,
    "record_width": _NOTHING,
    "fullest_day": _NOTHING,
}
"""The families that may speak of a chapter, each with the slots that it may not quote there.

Left out is what rests on all of a life:
- that something has not been before: first_song, open_door, year_opener, obsession; and repeats, for what was played in
  an earlier year counts as new;
- that something did not come again: invited_once, tried_once, songs_once, one_hit, no_survivors, moving_out, flings,
  abandoned, year_hidden, year_absent;
- years beside each other: reign, closed_in, year_favourite, came_back, every_month, still_here, long_loyalty, song_wait,
  skipped_song;
- the record itself, and our table: record_span, short_record, our_gap.
"""

LIFELONG = re.compile(
    r"\b(?:records?|so far|since|still|yet|ever|now|years?|life|lifetime|history|to this day|last decade)\b",
    re.IGNORECASE,
)
"""Words that look beyond a chapter, or past its end."""


def words_for_chapters(phrasebook: Phrasebook) -> Phrasebook:
    """Return the part of the critic's words that may be said of a chapter."""
    return msgspec.structs.replace(
        phrasebook,
        by_family={
            family: tuple(phrase for phrase in wordings if _may_be_said(phrase))
            for family, wordings in phrasebook.by_family.items()
            if family in MAY_SAY
        },
        labels=_within_chapters(phrasebook.labels),
    )


def _may_be_said(phrase: Phrase) -> bool:
    quoted = {match.group(1) for match in SLOT.finditer(phrase.text)}
    quoted |= {word for guard in phrase.guards for word in re.findall(r"[a-z_]+", guard)}
    return MAY_SAY[phrase.family].isdisjoint(quoted) and not _looks_beyond(phrase.text)


def _within_chapters(
    labels: Mapping[frozenset[str], Sequence[Label]],
) -> dict[frozenset[str], tuple[Label, ...]]:
    return {
        pair: tuple(label for label in choices if not _looks_beyond(f"{label.label} {label.charge}"))
        for pair, choices in labels.items()
    }


def _looks_beyond(text: str) -> bool:
    """Whether a text says a word that looks beyond a chapter; the names of slots say nothing."""
    return LIFELONG.search(SLOT.sub("", text)) is not None
