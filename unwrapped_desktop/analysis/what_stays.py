"""Marks what stays on this computer: what was played in private sessions alone, and music of children, faith and sleep.

Private sessions count like all others, so any figure may rest on them. What must not leave is what tells of them: a name,
a day, a month that the rest of the record does not hold. A receipt or a fact stays when it names

    an artist, a song or an album of which every play was private, or which the table marks as quiet
    a day, a month, a year, a weekday or an hour of which every play was private
    somebody beside such a time, where every play of theirs in it was private

Where something was never played, but only started, its starts stand for plays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from unwrapped_desktop.analysis.known import KnownArtists
from unwrapped_desktop.analysis.listening import Array, Listening
from unwrapped_desktop.analysis.reference.table import BACKGROUND_TAGS
from unwrapped_desktop.analysis.words import WEEKDAYS, date_words, month_words, time_words
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist
from unwrapped_desktop.domain.finding import Analysis, Finding, Trait
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.record import PLAY_MIN_MS, Mask, Rows
from unwrapped_desktop.domain.report import Fact
from unwrapped_desktop.domain.why import Why

Columns = npt.NDArray[np.signedinteger[Any]]

Thing = tuple[str, tuple[int, ...]]
"""The unit in which something is told, and the codes that may be meant."""

_ANYTHING: Thing = ("", ())

_TITLES = frozenset({"track", "album"})
_NAMES = frozenset({"artist", *_TITLES})
_CALENDAR: Mapping[str, str] = {
    "date": "day",
    "month": "month",
    "year": "year",
    "weekday": "weekday",
    "time": "hour",
}
"""The column of a calendar for each unit in which times are told."""

_TOLD_TOGETHER = (
    "obsessions.biggest_",
    "obsessions.song_day_",
    "streaks.artist_streak_",
    "seasons.month_artist",
    "seasons.busiest_month",
)
"""What the ids of facts begin with that speak of one thing: the song of a day, and the day."""


class Quiet(Protocol):
    """What of a record is nobody else's business."""

    def why(self, cells: Sequence[Cell], *, title: str = "") -> Why | None:
        """Return why some cells stay that are told together, None where anybody may read them.

        Args:
            cells: They.
            title: What stands above them.
        """

    def why_in_months(self, name: str, months: range) -> Why | None:
        """Return why an artist stays who is named beside some months (year * 12 + month - 1), None where anybody may."""


def mark_what_stays(analysis: Analysis, quiet: Quiet) -> Analysis:
    """Return what was measured with every receipt, fact and era marked that tells of something which stays."""
    return replace(
        analysis,
        facts=tuple(_marked_facts(analysis.facts, quiet)),
        findings=tuple(_marked_finding(finding, quiet) for finding in analysis.findings),
        traits=tuple(_marked_trait(trait, quiet) for trait in analysis.traits),
        receipts=tuple(_marked_receipt(receipt, _why(receipt, quiet)) for receipt in analysis.receipts),
        eras=replace(analysis.eras, eras=tuple(_marked_era(era, quiet) for era in analysis.eras.eras)),
    )


def whys_of_artists(known: KnownArtists) -> Mapping[int, Why]:
    """Return the artist codes whose music is nobody else's business for what it is, each with the reason."""
    whys: dict[int, Why] = {}
    for why, mask in (
        (Why.SACRED, known.is_sacred | known.tagged("worship")),
        (Why.SLEEP, known.tagged(*BACKGROUND_TAGS)),
        (Why.CHILDREN, known.tagged("children")),
    ):
        whys |= dict.fromkeys(np.flatnonzero(mask).tolist(), why)
    return whys


@dataclass(frozen=True, slots=True)
class QuietNames:
    """What of a record that tells no plays is nobody else's business: some names, each with the reason."""

    whys: Mapping[str, Why]

    def why(self, cells: Sequence[Cell], *, title: str = "") -> Why | None:
        """Return why some cells stay. See `Quiet`."""
        return next((why for text in _texts(cells, title) if (why := self.whys.get(text)) is not None), None)

    def why_in_months(self, name: str, months: range) -> Why | None:  # noqa: ARG002 - no month is told of
        """Return why an artist stays. See `Quiet`."""
        return self.whys.get(name)


class QuietPlays:
    """What of a record, or of a stretch of one, is nobody else's business."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._names = listening.record.names
        self._is_private: Mask = listening.rows.private == 1
        self._is_play: Mask = listening.rows.played_ms >= PLAY_MIN_MS
        self._hidden = listening.rows.where(self._is_private)
        self._hidden_at = listening.rows_at.where(self._is_private)
        self._of_artists = whys_of_artists(listening.known)

    def why(self, cells: Sequence[Cell], *, title: str = "") -> Why | None:
        """Return why some cells stay. See `Quiet`."""
        texts = _texts(cells, title)
        named = next((why for text in texts if (why := self._artists.get(text)) is not None), None)
        return named or self._why_title(cells, texts) or self._why_time(cells, texts)

    def why_in_months(self, name: str, months: range) -> Why | None:
        """Return why an artist stays. See `Quiet`."""
        code = self._artist_codes.get(name)
        if code is None or code in self._of_artists or not len(self._hidden):
            return self._artists.get(name)
        month = self._listening.rows_at.month
        inside = (month >= months.start) & (month < months.stop) & (self._listening.rows.artist == code)
        return Why.PRIVATE if self._is_only_private(inside) else None

    # -------------------------------------------------------------------------------------------------------- names
    @cached_property
    def _artists(self) -> dict[str, Why]:
        """The names that stay."""
        names = self._names.artists
        private = self._private_codes(self._listening.rows.artist, len(names))
        whys = dict.fromkeys(private.tolist(), Why.PRIVATE) | dict(self._of_artists)
        return {names[code]: why for code, why in whys.items()}

    @cached_property
    def _titles(self) -> dict[str, list[tuple[str, int, Why]]]:
        """The titles that stay, as a sentence quotes them: the unit they are told in, the artist's code, and why."""
        titles: dict[str, list[tuple[str, int, Why]]] = {}
        for unit, owners in self._owners.items():
            owned = np.flatnonzero(np.isin(owners, list(self._of_artists)))
            for code in np.union1d(self._private_titles[unit], owned).tolist():
                owner = int(owners[code])
                why = self._of_artists.get(owner, Why.PRIVATE)
                titles.setdefault(self._title(unit, code), []).append((unit, owner, why))
        return titles

    def _why_title(self, cells: Sequence[Cell], texts: frozenset[str]) -> Why | None:
        """Return why a title stays that is named; beside an artist it is that artist's, else it may be anybody's."""
        has_artist = any(cell.unit == "artist" for cell in cells)
        for text in texts & self._titles.keys():
            told = {cell.unit for cell in cells if cell.value == text} & _TITLES
            for unit, artist, why in self._titles[text]:
                is_meant = (not has_artist or self._names.artists[artist] in texts) and unit in (
                    told or _TITLES
                )
                if is_meant and not self._has_open_twin(unit, text, artist):
                    return why
        return None

    def _has_open_twin(self, unit: str, title: str, artist: int) -> bool:
        """Whether an artist has something else that is shown by the same title, and may be known of."""
        if artist in self._of_artists:
            return False
        twins = np.intersect1d(self._entitled(unit, title, artist), self._heard(unit))
        return bool(np.setdiff1d(twins, self._private_titles[unit]).size)

    def _entitled(self, unit: str, title: str, artist: int) -> Array:
        """Return the codes of an artist's songs or albums that are shown by a title."""
        own = np.flatnonzero(self._owners[unit] == artist).tolist()
        return np.array([code for code in own if self._title(unit, code) == title], dtype=np.int64)

    def _title(self, unit: str, code: int) -> str:
        return self._listening.title(code) if unit == "track" else self._listening.album(code)

    def _heard(self, unit: str) -> Array:
        return _distinct(_columns(self._listening.rows)[unit])

    @property
    def _owners(self) -> Mapping[str, Columns]:
        """The artist code of each title, for each unit."""
        return {"track": self._names.song_artists, "album": self._names.album_artists}

    @cached_property
    def _private_titles(self) -> Mapping[str, Array]:
        return {
            unit: self._private_codes(_columns(self._listening.rows)[unit], len(owners))
            for unit, owners in self._owners.items()
        }

    @cached_property
    def _artist_codes(self) -> dict[str, int]:
        return {name: code for code, name in enumerate(self._names.artists)}

    def _private_codes(self, codes: Columns, size: int) -> Array:
        """Return the codes of which every play was private; of what was never played, every start."""
        if not len(self._hidden):
            return np.zeros(0, dtype=np.int64)
        plays, starts = (self._counted(codes, chosen, size) for chosen in (self._is_play, ~self._is_play))
        is_private = np.where(plays[0] > 0, plays[1] == 0, (starts[0] > 0) & (starts[1] == 0))
        return np.flatnonzero(is_private)

    def _counted(self, codes: Columns, chosen: Mask, size: int) -> tuple[Array, Array]:
        """Return for each code how many of the chosen rows it has, and how many of them in the open."""
        named = chosen & (codes >= 0)
        every = np.bincount(codes[named].astype(np.int64), minlength=size)
        in_the_open = np.bincount(codes[named & ~self._is_private].astype(np.int64), minlength=size)
        return every, in_the_open

    # -------------------------------------------------------------------------------------------------------- times
    def _why_time(self, cells: Sequence[Cell], texts: Iterable[str]) -> Why | None:
        """Return why cells stay that name a time of private plays alone, or somebody beside such a time of theirs."""
        times = [time for cell in cells if (time := self._time(cell)) is not None]
        if not times:
            return None
        things = (_ANYTHING, *self._things(cells, texts))
        is_told = any(self._is_private_at(thing, time) for time in times for thing in things)
        return Why.PRIVATE if is_told else None

    def _time(self, cell: Cell) -> tuple[str, int] | None:
        """Return the column of a calendar and the value in it that a cell names, None where no private row is there."""
        value = self._times.get(cell.unit, {}).get(str(cell.value))
        return None if value is None else (_CALENDAR[cell.unit], value)

    @cached_property
    def _times(self) -> Mapping[str, Mapping[str, int]]:
        """The times at which there are private rows, by how they are written, for each unit."""
        at = self._hidden_at
        words: Mapping[str, Callable[[int], str]] = {
            "date": date_words,
            "month": month_words,
            "year": str,
            "weekday": WEEKDAYS.__getitem__,
            "time": lambda hour: time_words(hour * 60),
        }
        return {
            unit: {written(value): value for value in _distinct(getattr(at, _CALENDAR[unit])).tolist()}
            for unit, written in words.items()
        }

    def _things(self, cells: Sequence[Cell], texts: Iterable[str]) -> Iterator[Thing]:
        """Yield who and what is named, as the unit and the codes of it."""
        artists = [code for text in texts if (code := self._artist_codes.get(text)) is not None]
        for code in artists:
            yield "artist", (code,)
        for cell in cells:
            if cell.unit in _TITLES:
                entitled = [self._entitled(cell.unit, str(cell.value), artist) for artist in artists]
                codes = tuple(code for found in entitled for code in found.tolist())
                if codes:
                    yield cell.unit, codes

    def _is_private_at(self, thing: Thing, time: tuple[str, int]) -> bool:
        """Whether there are plays of something at a time, and all of them are private."""
        (unit, codes), (column, value) = thing, time
        hidden = getattr(self._hidden_at, column) == value
        if unit:
            hidden &= np.isin(_columns(self._hidden)[unit], codes)
        if not hidden.any():
            return False
        inside = getattr(self._listening.rows_at, column) == value
        if unit:
            inside &= np.isin(_columns(self._listening.rows)[unit], codes)
        return self._is_only_private(inside)

    def _is_only_private(self, inside: Mask) -> bool:
        plays = inside & self._is_play
        chosen = plays if plays.any() else inside
        return bool(chosen.any()) and not bool((chosen & ~self._is_private).any())


def _distinct(values: Columns) -> Array:
    """Return the values that occur, ascending, but for those below 0; counting them takes no sorting."""
    return np.flatnonzero(np.bincount(values[values >= 0])) if values.size else np.zeros(0, dtype=np.int64)


def _columns(rows: Rows) -> Mapping[str, Columns]:
    """Return the codes of rows for each unit in which names are told."""
    return {"artist": rows.artist, "track": rows.song, "album": rows.album}


def _texts(cells: Sequence[Cell], title: str) -> frozenset[str]:
    return frozenset({title, *(cell.label for cell in cells), *(str(cell.value) for cell in cells)})


def _why(receipt: Receipt, quiet: Quiet) -> Why | None:
    return quiet.why((*receipt.rows, *receipt.totals), title=receipt.title)


def _marked_receipt(receipt: Receipt, why: Why | None) -> Receipt:
    return receipt if why is None else replace(receipt, shareable=False, why=why)


def _marked_finding(finding: Finding, quiet: Quiet) -> Finding:
    receipt = _marked_receipt(finding.receipt, Why.TENDER if finding.tender else _why(finding.receipt, quiet))
    return replace(finding, receipt=receipt, shareable=finding.shareable and receipt.shareable)


def _marked_trait(trait: Trait, quiet: Quiet) -> Trait:
    return trait if trait.finding is None else replace(trait, finding=_marked_finding(trait.finding, quiet))


def _marked_facts(facts: Sequence[Fact], quiet: Quiet) -> Iterator[Fact]:
    told: dict[str, list[Cell]] = {}
    for fact in facts:
        if _tells(fact):
            told.setdefault(_told_with(fact), []).append(_cell(fact))
    whys = {key: quiet.why(cells) for key, cells in told.items()}
    for fact in facts:
        why = whys[_told_with(fact)] if _tells(fact) else None
        yield fact if why is None else replace(fact, why=why)


def _tells(fact: Fact) -> bool:
    """Whether a fact names somebody, something or a time; a figure alone tells of nobody."""
    return fact.available and fact.unit in _NAMES | _CALENDAR.keys()


def _told_with(fact: Fact) -> str:
    return next((stem for stem in _TOLD_TOGETHER if fact.id.startswith(stem)), fact.id)


def _cell(fact: Fact) -> Cell:
    return Cell(label="", value="" if fact.value is None else fact.value, unit=fact.unit)


def _marked_era(era: Era, quiet: Quiet) -> Era:
    months = range(_month_number(era.first_month), _month_number(era.last_month) + 1)

    def artist(one: EraArtist) -> EraArtist:
        return replace(one, why=quiet.why_in_months(one.name, months))

    def change(one: ArtistChange) -> ArtistChange:
        return replace(one, why=quiet.why_in_months(one.name, months))

    return replace(
        era,
        artists=tuple(map(artist, era.artists)),
        risen=tuple(map(change, era.risen)),
        fallen=tuple(map(change, era.fallen)),
    )


def _month_number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1
