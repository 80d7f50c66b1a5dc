"""Sorts what an export calls a device into a few kinds; the device's own name is never kept."""

ANDROID, IOS, WINDOWS, MACOS, LINUX, WEB, SPEAKER, TV, CONSOLE, CAR, OTHER = DEVICE_KINDS = (
    "android",
    "ios",
    "windows",
    "macos",
    "linux",
    "web",
    "speaker",
    "tv",
    "console",
    "car",
    "other",
)

_UNKNOWN = -1
_SAYS_NOTHING = frozenset({"", "not_applicable", "unknown"})

# The first that holds decides: a television runs Android, a speaker Linux, and both say so after what they are.
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (CAR, ("android auto", "android_auto", "carplay", "tesla", "car thing", "automotive")),
    (CONSOLE, ("playstation", "ps3", "ps4", "ps5", "xbox", "nintendo", "orbis", "prospero")),
    (TV, ("tv", "tizen", "webos", "roku", "chromecast", "bravia", "firetv", "fire_tv", "vizio")),
    (
        SPEAKER,
        (
            "cast_audio",
            "google_home",
            "google home",
            "nest",
            "sonos",
            "amazon_salmon",
            "echo",
            "alexa",
            "homepod",
            "speaker",
            "bose",
            "denon",
            "yamaha",
            "partner",
        ),
    ),
    (WEB, ("web_player", "webplayer", "web player", "chrome", "firefox", "safari")),
    (ANDROID, ("android",)),
    (IOS, ("ios", "iphone", "ipad", "ipod")),
    (WINDOWS, ("windows",)),
    (MACOS, ("os x", "osx", "macos", "mac os")),
    (LINUX, ("linux",)),
)


def device_kind(platform: str | None) -> int:
    """Return the place in `DEVICE_KINDS` of what an export calls the device, -1 where it says nothing."""
    words = (platform or "").strip().casefold()
    if words in _SAYS_NOTHING:
        return _UNKNOWN
    for kind, signs in _SIGNS:
        if any(sign in words for sign in signs):
            return DEVICE_KINDS.index(kind)
    return DEVICE_KINDS.index(OTHER)
