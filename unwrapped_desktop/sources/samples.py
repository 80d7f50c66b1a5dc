"""The sample listeners by name. Free of NumPy: the way in lists them; their lives are in `sample` and `ranked`."""

from dataclasses import dataclass

from unwrapped_desktop.messages import QT_TRANSLATE_NOOP

LOCATION_PREFIX = "sample:"

RANKED_SAMPLE = "ranked"
RANKED_TITLE = "Lists and nothing else"
"""The one of whom Spotify's lists alone are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A listener to try the program with.

    Attributes:
        name: Stable name, as in `--sample NAME`.
        title: Name for the window.
        description: One plain line for the way in.
        seed: Seed of the life.
        timezone: IANA zone the life is lived in.
    """

    name: str
    title: str
    description: str
    seed: int
    timezone: str


SAMPLES: tuple[Sample, ...] = (
    Sample(
        name="loyalist",
        title=QT_TRANSLATE_NOOP("Samples", "The loyalist"),
        description=QT_TRANSLATE_NOOP("Samples", "Nine years, one band, and whatever was in the charts."),
        seed=1976,
        timezone="Europe/London",
    ),
    Sample(
        name="parent",
        title=QT_TRANSLATE_NOOP("Samples", "The parent"),
        description=QT_TRANSLATE_NOOP(
            "Samples", "Five years of indie rock, until someone smaller took over the speaker."
        ),
        seed=2023,
        timezone="America/Chicago",
    ),
    Sample(
        name="night",
        title=QT_TRANSLATE_NOOP("Samples", "The night worker"),
        description=QT_TRANSLATE_NOOP(
            "Samples", "Three and a half years of whole albums between midnight and five."
        ),
        seed=305,
        timezone="Europe/Berlin",
    ),
    Sample(
        name="unlisted",
        title=QT_TRANSLATE_NOOP("Samples", "The unlisted"),
        description=QT_TRANSLATE_NOOP(
            "Samples", "Eighteen months of artists that no table knows, in eleven languages."
        ),
        seed=51,
        timezone="Europe/Lisbon",
    ),
    Sample(
        name="gaps",
        title=QT_TRANSLATE_NOOP("Samples", "The one with the gaps"),
        description=QT_TRANSLATE_NOOP(
            "Samples", "Seven years in São Paulo, of which thirteen months are missing."
        ),
        seed=94,
        timezone="America/Sao_Paulo",
    ),
)
