"""What is on a card, in words: all that a painter, a screen reader and a careful person need to know of it.

Nothing here is painted, and nothing here was not meant to leave: see `contents`, which makes cards.
"""

from dataclasses import dataclass

from unwrapped_desktop.domain.receipt import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A line of the critic's as it is drawn: names isolated, titles marked.

    Attributes:
        text: With isolates and quotation marks inserted.
        italics: (start, end) spans of `text` to be slanted.
    """

    text: str
    italics: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The receipt on a card: three to five lines of one.

    Attributes:
        receipt: The lines that are shown.
        slanted_title: Whether its title is the title of a song or an album.
    """

    receipt: Receipt
    slanted_title: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What stands at the bottom of every card.

    Attributes:
        checked: `14 of 14 claims checked`.
        made_on: The day the verdict was made, as a person writes it.
        origin: What has to be said of where the names come from; empty for a person's own export.
        name: Whose verdict it is; empty unless asked for.
    """

    checked: str
    made_on: str
    origin: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """What a card shows of a person, counted by its maker.

    Attributes:
        artists: Names of artists on it.
        titles: Titles of songs and albums.
        dates: Days, months and years, as they are written on it.
        hours: Hours of the day.
        has_counts: Whether it shows how often something was played.
        let_out: Why something on it would have stayed, had it not been let out; in words.
    """

    artists: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    has_counts: bool = False
    let_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCard:
    """Label, one line, and that line's own receipt; the charge and no receipt where no line may be shared."""

    label: str
    quote: Quote
    strip: Strip | None
    foot: Foot
    revealed: Revealed


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelCard:
    """The label alone.

    Attributes:
        record: How much it was made of: `46,120 plays, 2012 to 2024`.
    """

    label: str
    record: str
    foot: Foot
    revealed: Revealed


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLabel:
    """One line of a life: a year and what was said of it."""

    year: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsCard:
    """Labels by year, ascending.

    Attributes:
        title: What it is: `A life in labels`.
        note: What is not on it: `the ten loudest of 14 years`; empty where nothing is missing.
    """

    title: str
    years: tuple[YearLabel, ...]
    note: str
    foot: Foot
    revealed: Revealed


@dataclass(frozen=True, slots=True, kw_only=True)
class EraCard:
    """One era.

    Attributes:
        dates: From when to when: `March 2016 to May 2018`.
        label: Its label; empty where none was worked out, and the artist who defines it stands there instead.
        artist: The artist who defines it; empty where a label is shown.
        quote: A line about it; None where there is none that may be shared.
        strip: The line's receipt, or the artists who define the era with their shares.
    """

    dates: str
    label: str
    artist: str
    quote: Quote | None
    strip: Strip | None
    foot: Foot
    revealed: Revealed


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoCard:
    """Two people side by side.

    Attributes:
        label: The label of the two.
        one: Label of the one.
        other: Label of the other.
        names: Their names, in the same order; both empty unless asked for.
        alike: How alike they are: `31 % alike`; empty where it cannot be told.
    """

    label: str
    one: str
    other: str
    names: tuple[str, str]
    alike: str
    quote: Quote | None
    strip: Strip | None
    foot: Foot
    revealed: Revealed


Card = LineCard | LabelCard | YearsCard | EraCard | TwoCard
