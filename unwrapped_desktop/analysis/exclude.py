"""Leaving out what was not the listener: "That was not me"."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np

from unwrapped_desktop.analysis.listening import Calendar
from unwrapped_desktop.analysis.words import day_of, fold
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.record import Mask, Record


def apply_exclusions(record: Record, exclusions: Exclusions, zone: ZoneInfo) -> Record:
    """Return the record without the excluded rows, which are counted as set aside.

    `data_sha256` and `seed` stay: they are taken before exclusions.
    """
    if exclusions.is_empty:
        return record
    out = excluded_rows(record, exclusions, zone)
    aside = replace(record.set_aside, excluded=record.set_aside.excluded + int(out.sum()))
    return replace(record, rows=record.rows.where(~out), set_aside=aside)


def excluded_rows(record: Record, exclusions: Exclusions, zone: ZoneInfo) -> Mask:
    """Return for each row whether it is left out; dates and hours are local, by the start of the row."""
    rows, names = record.rows, record.names
    calendar = Calendar(rows, zone)
    out: Mask = np.zeros(len(rows), dtype=bool)
    artists = {fold(name) for name in exclusions.artists}
    out |= np.array([fold(name) in artists for name in names.artists], dtype=bool)[rows.artist]
    songs = {(fold(artist), fold(title)) for artist, title in exclusions.tracks}
    owners = (names.artists[code] for code in names.song_artists)
    songs_out = [
        (fold(artist), fold(title)) in songs for artist, title in zip(owners, names.song_titles, strict=True)
    ]
    out |= np.array(songs_out, dtype=bool)[rows.song]
    out |= _excluded_albums(record, exclusions)
    for first, last in exclusions.ranges:
        out |= (calendar.day >= day_of(first)) & (calendar.day <= day_of(last))
    if exclusions.hours:
        out |= np.isin(calendar.hour, exclusions.hours)
    if exclusions.private_sessions:
        out |= rows.private == 1
    return out


def _excluded_albums(record: Record, exclusions: Exclusions) -> Mask:
    names, album = record.names, record.rows.album
    albums = {(fold(artist), fold(title)) for artist, title in exclusions.albums}
    if not albums:
        return np.zeros(len(album), dtype=bool)
    owners = (names.artists[code] for code in names.album_artists)
    out = [(fold(artist), fold(title)) in albums for artist, title in zip(owners, names.albums, strict=True)]
    return np.array([*out, False], dtype=bool)[album]  # -1, no album, is the last entry
