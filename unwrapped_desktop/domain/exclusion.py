"""What a listener leaves out of the judgement: the "That was not me" of the window."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """What is left out. Names are compared folded (NFC, casefold); dates and hours are local.

    Attributes:
        artists: Artist names.
        tracks: (artist, title) of songs.
        albums: (artist, album).
        ranges: Inclusive ranges of dates.
        hours: Hours of the day, 0 to 23.
        private_sessions: Whether private sessions are left out.
    """

    artists: tuple[str, ...] = ()
    tracks: tuple[tuple[str, str], ...] = ()
    albums: tuple[tuple[str, str], ...] = ()
    ranges: tuple[tuple[date, date], ...] = ()
    hours: tuple[int, ...] = ()
    private_sessions: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left out."""
        return self == Exclusions()
