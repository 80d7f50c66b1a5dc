"""Why something stays on this computer. Said where it is found out, for whoever is asked later has the words alone."""

from enum import StrEnum


class Why(StrEnum):
    """Why something stays."""

    PRIVATE = "private"
    FINE_TIME = "fine_time"
    TENDER = "tender"
    CHILDREN = "children"
    SLEEP = "sleep"
    SACRED = "sacred"
    DEVICE = "device"
    EXPLICIT = "explicit"
    LONG_TITLE = "long_title"
    LIBRARY = "library"
    UNLISTED = "unlisted"
