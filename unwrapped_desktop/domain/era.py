"""Eras: a listening life in chapters. Free of NumPy, so that the window starts at once."""

from dataclasses import dataclass

from unwrapped_desktop.domain.why import Why

ERAS_MOST = 9
"""A life has at most this many eras."""

ERA_MIN_MONTHS = 3
"""No era has fewer months with plays."""

SETTLED_MONTHS = 6
"""Once an era is older than this, its first month no longer moves when a month is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraArtist:
    """An artist who tells an era from the rest of the life.

    Attributes:
        name: Name as shown.
        plays: Plays within the era, 1 or more.
        share_percent: Of all plays of the era, four decimals.
        elsewhere_percent: Of all plays outside the era, four decimals; None when there are none.
        why: Why the name stays on this computer; None where anybody may see it, and in older reports.
    """

    name: str
    plays: int
    share_percent: float
    elsewhere_percent: float | None
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistChange:
    """An artist whose share differs from that in the era before.

    Attributes:
        name: Name as shown.
        before_percent: Of all plays of the era before, four decimals.
        share_percent: Of all plays of this era, four decimals.
        points: Percentage points from the one to the other: positive when risen, negative when fallen.
        why: Why the name stays on this computer; None where anybody may see it, and in older reports.
    """

    name: str
    before_percent: float
    share_percent: float
    points: float
    why: Why | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """A stretch of months with a mix of artists of its own. It may span months without data.

    Attributes:
        title: Dates, and the artist who defines it where one can be named.
        first_month: `YYYY-MM`; has plays.
        last_month: `YYYY-MM`, inclusive; has plays.
        plays: Plays from the first month to the last.
        months: Months that hold plays, `ERA_MIN_MONTHS` or more.
        missing_months: Months between the first and the last that hold none: nothing is known of them.
        artists: The artists who define it, the most telling first: three to five, fewer where fewer can be named.
        risen: Up to three artists with a larger share than in the era before, the largest rise first.
        fallen: Up to three artists with a smaller share than in the era before, the largest fall first.
        is_settled: Whether its first month will stay when months are added; the first era is settled.
    """

    title: str
    first_month: str
    last_month: str
    plays: int
    months: int
    missing_months: int
    artists: tuple[EraArtist, ...]
    risen: tuple[ArtistChange, ...]
    fallen: tuple[ArtistChange, ...]
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Eras:
    """The eras of a life in order, or why there are none.

    Attributes:
        eras: Up to `ERAS_MOST`; every month with plays lies in exactly one of them. One when nothing changed.
        reason: Why there are none, for a person to read; None when there are.
    """

    eras: tuple[Era, ...]
    reason: str | None = None
