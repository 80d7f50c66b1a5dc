"""Tells the files of Spotify's exports, and those of other services, by their names."""

import re
from enum import StrEnum
from pathlib import PurePosixPath


class ExtraKind(StrEnum):
    """A file of account data that is read besides the plays."""

    LIBRARY = "yourlibrary"
    MARQUEE = "marquee"
    WRAPPED = "wrapped"


class Speech(StrEnum):
    """What a file of spoken content holds, known from its name alone."""

    PODCAST = "podcast"
    AUDIOBOOK = "audiobook"


_HISTORY = re.compile(
    r"(?:streaming_history_(?:audio|video).*|endsong.*|endvideo.*|streaminghistory.*)\.json", re.IGNORECASE
)

# A copy has a number or a word behind its name: "YourLibrary (1).json", "Marquee - Copy.json".
_EXTRA = re.compile(
    r"(?:(?P<kind>yourlibrary|marquee)\d{0,3}|(?P<wrapped>wrapped)(?P<year>20\d\d))(?![a-z0-9]).*\.json",
    re.IGNORECASE,
)

# What they hold is none of a critic's business: names, addresses, payments, searches, playlists, friends, messages.
_NEVER_OPENED = re.compile(
    r"""(?:duonewfamily|follow|identifiers|identity|inferences|messagedata|payments|playlist|playlistinreview
        |podcastinteractivity\w*|searchqueries|tasteprofile|useraddress|userattributes|userdata|userfestivals\w*
        |userprompts|yoursoundcapsule)
        (?![a-z]).*\.json
        |read_?me_?first.*\.pdf""",
    re.IGNORECASE | re.VERBOSE,
)

# Matched against the whole path in lower case, since some services are named by a folder only.
_OTHER_SERVICES = tuple(
    (service, re.compile(pattern))
    for service, pattern in (
        ("Apple Music", r"apple[ _]music.*\.csv|apple[ _]media[ _]services"),
        ("YouTube Music", r"watch-history\.(?:json|html)|takeout/youtube"),
        (
            "Last.fm",
            r"last\.?fm.*\.(?:csv|json|txt|tsv)|(?:^|/)(?:scrobbles|recenttracks)[^/]*\.(?:csv|json|tsv)",
        ),
        ("Deezer", r"(?<![a-z])deezer(?![a-z])"),
        ("Tidal", r"(?<![a-z])tidal(?![a-z])"),
        ("Amazon Music", r"amazon[ _.-]?music"),
        ("SoundCloud", r"(?<![a-z])soundcloud(?![a-z])"),
        ("ListenBrainz", r"listenbrainz|(?:^|/)listens/\d{4}/\d+\.jsonl"),
        ("Pandora", r"(?<![a-z])pandora(?![a-z])"),
        ("Qobuz", r"(?<![a-z])qobuz(?![a-z])"),
    )
)

# The first rows of a single file that was renamed.
_OTHER_SERVICES_BY_CONTENT = (
    (
        "YouTube Music",
        re.compile(rb'"header"\s*:\s*"YouTube(?: Music)?"|"titleUrl"\s*:\s*"https://(?:www|music)\.youtube'),
    ),
    ("ListenBrainz", re.compile(rb'"listened_at"\s*:')),
    ("Last.fm", re.compile(rb'"(?:recenttracks|scrobbles|@attr)"\s*:|"date"\s*:\s*\{\s*"uts"')),
)


def is_history(path: str) -> bool:
    """Whether a path ends in a name that Spotify gives to listening history, of any vintage, copies included."""
    return _HISTORY.fullmatch(base_name(path)) is not None


def is_video(path: str) -> bool:
    """Whether a path ends in a name that Spotify gives to the history of videos."""
    return base_name(path).casefold().startswith(("streaming_history_video", "endvideo"))


def base_name(path: str) -> str:
    """Return the last part of a path, whichever way its slashes lean."""
    return PurePosixPath(path.replace("\\", "/")).name


def speech_of(path: str) -> Speech | None:
    """Return what spoken content a file of account data holds by its name, None for music and for mixed files."""
    name = base_name(path).casefold()
    if name.startswith("streaminghistory_podcast"):
        return Speech.PODCAST
    if name.startswith("streaminghistory_audiobook"):
        return Speech.AUDIOBOOK
    return None


def extra_kind(path: str) -> ExtraKind | None:
    """Return which of the files read besides the plays a path names, copies included, None for any other."""
    match = _EXTRA.fullmatch(base_name(path))
    return None if match is None else ExtraKind((match["kind"] or match["wrapped"]).casefold())


def wrapped_year(path: str) -> int | None:
    """Return the year that the name of a yearly review gives, None for any other file."""
    match = _EXTRA.fullmatch(base_name(path))
    return None if match is None or match["year"] is None else int(match["year"])


def is_never_opened(path: str) -> bool:
    """Whether a file comes with Spotify's account data and is left alone: neither opened nor named anywhere."""
    return _NEVER_OPENED.fullmatch(base_name(path)) is not None


def other_service(path: str) -> str | None:
    """Return the service whose export has such a file, None when no known one has."""
    lowered = path.replace("\\", "/").casefold()
    return next((service for service, pattern in _OTHER_SERVICES if pattern.search(lowered)), None)


def other_service_by_content(head: bytes) -> str | None:
    """Return the service that writes files which begin so, None when no known one does."""
    return next((service for service, pattern in _OTHER_SERVICES_BY_CONTENT if pattern.search(head)), None)


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key under which `_2` sorts before `_10`."""
    parts = re.split(r"([0-9]+)", text.casefold())
    # A number is compared by its length and digits: one of five thousand digits is a name too.
    numbers = (part.lstrip("0") for part in parts)
    return tuple(
        (1, len(number), number) if index % 2 else (0, 0, part)
        for index, (part, number) in enumerate(zip(parts, numbers, strict=True))
    )
