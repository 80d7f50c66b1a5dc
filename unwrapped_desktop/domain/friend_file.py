"""A verdict as a file for a friend: how much of it goes along, and what that is in figures. Free of NumPy."""

from dataclasses import dataclass
from enum import StrEnum

FRIEND_SUFFIX = ".unwrapped"
"""What the name of such a file ends in."""

FRIEND_NAME = "A friend"
"""What a listener is called who gives no name."""

NAME_LONGEST = 60
"""No name in such a file has more characters."""


class FriendDetail(StrEnum):
    """How much of a verdict goes along: the page alone, the artists too, or the songs, albums and obsessions too."""

    VERDICT = "verdict"
    ARTISTS = "artists"
    SONGS = "songs"


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendContents:
    """What goes into a friend's file, and what stays here, counted.

    Attributes:
        detail: How much goes along.
        lines: Lines of the page that go.
        lines_kept_back: Lines that stay, for what they rest on is private.
        receipts: Receipts that go.
        artists: Artists who are listed, each with plays; 0 where none is.
        songs: Songs that are listed.
        albums: Albums that are listed.
        facts: Facts that go.
        scores: Scores that go.
        size_bytes: How large the file becomes without a name.
    """

    detail: FriendDetail
    lines: int
    lines_kept_back: int
    receipts: int
    artists: int
    scores: int
    size_bytes: int
    songs: int = 0
    albums: int = 0
    facts: int = 0
