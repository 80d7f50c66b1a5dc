"""The rows of Spotify's files, vintage by vintage, reduced to the fields that are wanted.

Whatever is not named here is skipped by the decoder and never becomes a value: addresses, user names and places
(`ip_addr`, `username`, `user_agent`, `city`, `region`, `latitude`, `longitude`, `metro_code` and their kin) among them.
Of the device (`platform`) only its kind is kept.
"""

from typing import Annotated

import msgspec

from unwrapped_desktop.domain.record import DAY_MS

PlayedMs = Annotated[int, msgspec.Meta(ge=0, le=DAY_MS)]
Text = str | None
Flag = bool | None


class ExtendedRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A row of the extended streaming history, `endsong_*` of earlier years included."""

    ended_at: str = msgspec.field(name="ts")
    played_ms: PlayedMs = msgspec.field(name="ms_played")
    title: Text = msgspec.field(name="master_metadata_track_name", default=None)
    artist: Text = msgspec.field(name="master_metadata_album_artist_name", default=None)
    album: Text = msgspec.field(name="master_metadata_album_album_name", default=None)
    uri: Text = msgspec.field(name="spotify_track_uri", default=None)
    episode_title: Text = msgspec.field(name="episode_name", default=None)
    episode_show: Text = msgspec.field(name="episode_show_name", default=None)
    episode_uri: Text = msgspec.field(name="spotify_episode_uri", default=None)
    audiobook_title: Text = None
    audiobook_uri: Text = None
    audiobook_chapter_uri: Text = None
    audiobook_chapter_title: Text = None
    platform: Text = None
    reason_end: Text = None
    shuffle: Flag = None
    skipped: Flag = None
    private: Flag = msgspec.field(name="incognito_mode", default=None)


class AccountRow(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """A row of the account data: a year of plays, to the minute, without URIs."""

    ended_at: str = msgspec.field(name="endTime")
    played_ms: PlayedMs = msgspec.field(name="msPlayed")
    title: Text = msgspec.field(name="trackName", default=None)
    artist: Text = msgspec.field(name="artistName", default=None)
    podcast_show: Text = msgspec.field(name="podcastName", default=None)
    podcast_episode: Text = msgspec.field(name="episodeName", default=None)
    audiobook_title: Text = msgspec.field(name="audiobookName", default=None)
    audiobook_chapter: Text = msgspec.field(name="chapterName", default=None)
    audiobook_author: Text = msgspec.field(name="authorName", default=None)


def is_blank(text: str | None) -> bool:
    """Whether a field says nothing."""
    return text is None or not text.strip()


def says_something(*texts: str | None) -> bool:
    """Whether any of the fields says something."""
    return not all(is_blank(text) for text in texts)
