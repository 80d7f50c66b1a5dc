"""The counting rules once more, slowly and in plain Python, to check the program's own counting against."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.unit.sources.rows import NOW, Row

EPISODE = ("episode_name", "episode_show_name", "spotify_episode_uri", "podcastName", "episodeName")
AUDIOBOOK = (
    "audiobook_title",
    "audiobook_uri",
    "audiobook_chapter_uri",
    "audiobook_chapter_title",
    "audiobookName",
    "chapterName",
    "authorName",
)


@dataclass
class Play:
    ended_at: datetime
    played_ms: int
    artist: str
    title: str
    uri: str | None
    is_account: bool


@dataclass
class Recount:
    total: int = 0
    malformed: int = 0
    podcast: int = 0
    audiobook: int = 0
    no_metadata: int = 0
    duplicate: int = 0
    superseded: int = 0
    used: list[list[Play]] = field(default_factory=list)


def text(row: Row, *names: str) -> str | None:
    for name in names:
        if row.get(name) is not None and row[name].strip():
            return str(row[name]).strip()
    return None


def folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def same_play(one: Play, other: Play) -> bool:
    if (one.ended_at, one.played_ms) != (other.ended_at, other.played_ms):
        return False
    if one.uri is not None and one.uri == other.uri:
        return True
    return folded(one.artist) == folded(other.artist) and folded(one.title) == folded(other.title)


def recount(files: Mapping[str, Sequence[Row]]) -> Recount:
    result = Recount()
    plays: list[Play] = []
    covered: list[tuple[datetime, datetime]] = []
    for rows in files.values():
        times: list[datetime] = []
        for row in rows:
            result.total += 1
            play = sort_row(row, result, times)
            if play is not None:
                plays.append(play)
        if times:
            covered.append((min(times).replace(second=0), max(times)))
    for same in components(plays):
        result.duplicate += len(same) - 1
        inside = any(start <= same[0].ended_at <= end for start, end in covered)
        if inside and all(play.is_account for play in same):
            result.superseded += 1
        else:
            result.used.append(same)
    return result


def sort_row(row: Row, result: Recount, times: list[datetime]) -> Play | None:
    is_account = "endTime" in row
    played = row["msPlayed" if is_account else "ms_played"]
    try:
        ended_at = (
            datetime.strptime(row["endTime"] + "Z", "%Y-%m-%d %H:%M%z")
            if is_account
            else datetime.strptime(row["ts"], "%Y-%m-%dT%H:%M:%S%z")
        )
    except ValueError:
        result.malformed += 1
        return None
    is_length = isinstance(played, int) and 0 <= played <= 24 * 3600 * 1000
    if not is_length or ended_at.year < 2006 or ended_at > NOW + timedelta(days=2):
        result.malformed += 1
        return None
    if not is_account:
        times.append(ended_at)
    artist = text(row, "master_metadata_album_artist_name", "artistName")
    title = text(row, "master_metadata_track_name", "trackName")
    if artist and title:
        return Play(ended_at, played, artist, title, text(row, "spotify_track_uri"), is_account)
    if text(row, *EPISODE):
        result.podcast += 1
    elif text(row, *AUDIOBOOK):
        result.audiobook += 1
    else:
        result.no_metadata += 1
    return None


def components(plays: Sequence[Play]) -> list[list[Play]]:
    groups: list[list[Play]] = []
    for play in plays:
        touching = [group for group in groups if any(same_play(play, other) for other in group)]
        groups = [group for group in groups if not any(group is touched for touched in touching)]
        groups.append([play, *(other for group in touching for other in group)])
    return groups
