"""A listener's export in plain Python: read, deduplicated and put on the local calendar by loops and dictionaries."""

import csv
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import groupby
from math import exp, log
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.property.reader import MONTHS, WEEKDAYS

Song = tuple[str, str]
ARTISTS = Path(__file__).parents[2] / "resources" / "reference" / "artists.csv"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MS = 86_400_000

_TRIMMINGS = re.compile(
    r"(?:\s+-\s.*re-?master.*|\s*[(\[][^()\[\]]*re-?master[^()\[\]]*[)\]]"
    r"|\s*[(\[](?:feat|ft|featuring|with)\b[^()\[\]]*[)\]]|\s+-\s+(?:feat|ft|featuring)\b.*)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Under this form two names are one."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def trimmed(title: str) -> str:
    """A title without edition and guests."""
    title = " ".join(title.split())
    while (shorter := _TRIMMINGS.sub("", title)) not in {title, ""}:
        title = shorter
    return title


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One row that counts."""

    end_ms: int
    played_ms: int
    artist: str
    title: str
    album: str
    artist_shown: str
    title_shown: str
    skipped: bool | None
    finished: bool | None
    shuffle: bool | None
    at: datetime
    """When it began, on the listener's clock."""
    is_private: bool

    @property
    def start_ms(self) -> int:
        return self.end_ms - self.played_ms

    @property
    def song(self) -> Song:
        return self.artist, self.title

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def month(self) -> tuple[int, int]:
        return self.at.year, self.at.month


def local(moment_ms: int, zone: ZoneInfo) -> datetime:
    """A moment on the listener's clock, to the millisecond."""
    return (EPOCH + timedelta(milliseconds=moment_ms)).astimezone(zone)


def streams(history: Mapping[str, Sequence[Mapping[str, Any]]], zone: ZoneInfo) -> list[Stream]:
    """The rows that count, ordered by their end."""
    spans = []
    music = []
    for rows in history.values():
        ends = [_end_ms(row) for row in rows if "ts" in row]
        if ends:
            spans.append((min(ends) // 60_000 * 60_000, max(ends)))
        music += [row for row in rows if _artist(row) and _title(row)]
    found = []
    seen: set[tuple[object, ...]] = set()
    for row in sorted(music, key=lambda row: ("ts" not in row, not row.get("spotify_track_uri"))):
        extended = "ts" in row
        end, played = _end_ms(row), row["ms_played" if extended else "msPlayed"]
        keys = {(end, played, folded(_artist(row)), folded(_title(row)))}
        if row.get("spotify_track_uri"):
            keys.add((end, played, "", row["spotify_track_uri"]))
        known = bool(keys & seen)
        seen |= keys
        if not known and (extended or not any(first <= end <= last for first, last in spans)):
            found.append(_stream(row, end, played, zone))
    return sorted(found, key=lambda stream: (stream.end_ms, stream.played_ms))


def _end_ms(row: Mapping[str, Any]) -> int:
    text = row["ts"].removesuffix("Z") if "ts" in row else row["endTime"]
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000


def _artist(row: Mapping[str, Any]) -> str:
    return row.get("master_metadata_album_artist_name") or row.get("artistName") or ""


def _title(row: Mapping[str, Any]) -> str:
    return row.get("master_metadata_track_name") or row.get("trackName") or ""


def _stream(row: Mapping[str, Any], end: int, played: int, zone: ZoneInfo) -> Stream:
    reason, flag = row.get("reason_end"), row.get("skipped")
    pressed = reason in {"fwdbtn", "backbtn"} and played < 30_000
    return Stream(
        end_ms=end,
        played_ms=played,
        artist=folded(_artist(row)),
        title=folded(_title(row)),
        album=folded(row.get("master_metadata_album_album_name") or ""),
        artist_shown=_artist(row).strip(),
        title_shown=_title(row).strip(),
        skipped=None if flag is None and not reason else bool(flag) or pressed,
        finished=reason == "trackdone" if reason else None,
        shuffle=row.get("shuffle"),
        at=local(end - played, zone),
        is_private=bool(row.get("incognito_mode")),
    )


# ------------------------------------------------------------------------------------------------ the table
@lru_cache(maxsize=1)
def table() -> tuple[int, Mapping[str, Mapping[str, str]], Mapping[str, Mapping[str, str]]]:
    """The size of the reference table, its lines by folded name, and those by a looser key that only one line has."""
    with ARTISTS.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    exact = {}
    loose: defaultdict[str, list[Mapping[str, str]]] = defaultdict(list)
    for line in lines:
        for name in [line["artist"], *filter(None, line["aliases"].split("|"))]:
            exact[folded(name)] = line
            if line not in loose[loosely(name)]:
                loose[loosely(name)].append(line)
    return len(lines), exact, {key: same[0] for key, same in loose.items() if len(same) == 1}


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """The name of each country by its code."""
    with ARTISTS.with_name("countries.csv").open(encoding="utf-8", newline="") as file:
        return {line["code"]: line["name"] for line in csv.DictReader(file)}


def loosely(name: str) -> str:
    """A name without accents, stops and a leading article."""
    plain = "".join(x for x in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(x))
    words = re.sub(r"[\W_]+", " ", plain.replace("&", " and ").replace("+", " and ")).split()
    if len(words) > 1 and words[0] == "the" and words[1] != "the":
        del words[0]
    return " ".join(words) or unicodedata.normalize("NFKD", name).casefold().strip()


def about(artist: str) -> Mapping[str, str] | None:
    """What the table knows of an artist."""
    _, exact, loose = table()
    return exact.get(artist) or loose.get(loosely(artist))


# ------------------------------------------------------------------------------------------------ the ledger
class Ledger:
    """Everything that can be counted in an export."""

    def __init__(self, history: Mapping[str, Sequence[Mapping[str, Any]]], timezone: str) -> None:
        self.zone = ZoneInfo(timezone)
        self.rows = streams(history, self.zone)
        self.plays = [row for row in self.rows if row.played_ms >= 30_000]
        self.artists = Counter(play.artist for play in self.plays)
        self.songs = Counter(play.song for play in self.plays)
        self.first_day = min(play.day for play in self.plays)
        self.last_day = max(play.day for play in self.plays)
        self._account_ends = [
            _end_ms(row)
            for rows in history.values()
            for row in rows
            if "endTime" in row and _artist(row) and _title(row)
        ]

    def __len__(self) -> int:
        return len(self.plays)

    @property
    def account_days(self) -> tuple[date, date]:
        """The first and the last day of the account data."""
        first, last = (local(end, self.zone).date() for end in self._account_range)
        return first, last

    @cached_property
    def account_plays(self) -> list[Stream]:
        """The plays from the time of the account data, whatever file tells of them."""
        first, last = self._account_range
        return [play for play in self.plays if first <= play.end_ms < last + 60_000]

    @property
    def _account_range(self) -> tuple[int, int]:
        return min(self._account_ends), max(self._account_ends)

    def of(self, artist: str) -> list[Stream]:
        """The plays of an artist as shown."""
        return self._by_artist[folded(artist)]

    @cached_property
    def _by_artist(self) -> Mapping[str, list[Stream]]:
        found = defaultdict(list)
        for play in self.plays:
            found[play.artist].append(play)
        return found

    @cached_property
    def first(self) -> Mapping[str, date]:
        return {artist: min(play.day for play in plays) for artist, plays in self._by_artist.items()}

    @cached_property
    def first_openly(self) -> Mapping[str, date]:
        """The first day of each artist outside private sessions; without those who have none."""
        openly = ((play.artist, play.day) for play in self.plays if not play.is_private)
        return dict(sorted(openly, key=lambda pair: pair[1], reverse=True))

    @cached_property
    def last(self) -> Mapping[str, date]:
        return {artist: max(play.day for play in plays) for artist, plays in self._by_artist.items()}

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, str]]:
        """What the table says of the artists it knows."""
        return {artist: line for artist in self.artists if (line := about(artist)) is not None}

    def where(self, test: Callable[[Mapping[str, str]], bool]) -> int:
        """Plays of known artists of whom something is true."""
        return sum(self.artists[artist] for artist, line in self.known.items() if test(line))

    def recordings(self, title: str, artist: str | None) -> list[Song]:
        """The songs that a title may mean; editions are songs of their own."""
        fits = {
            song
            for name in (folded(trimmed(title)), folded(title))
            for song in self._by_title[name]
            if artist is None or song[0] == folded(artist)
        }
        return sorted(fits, key=lambda song: (-self.songs[song], song))

    @cached_property
    def _by_title(self) -> Mapping[str, set[Song]]:
        found = defaultdict(set)
        for song in {row.song for row in self.rows}:
            found[folded(trimmed(song[1]))].add(song)
        return found

    @cached_property
    def days(self) -> Mapping[date, list[Stream]]:
        found = defaultdict(list)
        for play in self.plays:
            found[play.day].append(play)
        return found

    @cached_property
    def months(self) -> Mapping[tuple[int, int], list[Stream]]:
        found = defaultdict(list)
        for play in self.plays:
            found[play.month].append(play)
        return found

    @cached_property
    def years(self) -> Mapping[int, list[Stream]]:
        found = defaultdict(list)
        for play in self.plays:
            found[play.at.year].append(play)
        return found

    @cached_property
    def runs(self) -> list[list[Stream]]:
        """Plays of one song, one after the other."""
        return [list(run) for _, run in groupby(self.plays, key=lambda play: play.song)]

    @cached_property
    def sittings(self) -> list[list[Stream]]:
        """Plays with pauses of at most half an hour between them."""
        found = [[self.plays[0]]]
        for before, play in zip(self.plays, self.plays[1:], strict=False):
            if play.start_ms - before.end_ms > 30 * 60_000:
                found.append([])
            found[-1].append(play)
        return found

    def all_months(self) -> list[tuple[int, int]]:
        """Every month from the first play to the last."""
        first, last = min(self.months), max(self.months)
        numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
        return [(number // 12, number % 12 + 1) for number in numbers]

    def effective(self) -> float:
        """e to the entropy of plays over artists."""
        shares = [count / len(self) for count in self.artists.values()]
        return exp(-sum(share * log(share) for share in shares))


# ------------------------------------------------------------------------------------------------ words and numbers
def share(part: int, whole: int) -> Fraction:
    """A share in percent, exact."""
    return Fraction(100 * part, whole) if whole else Fraction(0)


def half_up(value: float | Fraction) -> int:
    """Round as people do on paper."""
    return int((Fraction(value) + Fraction(1, 2)).__floor__())


def quantile(values: Iterable[int], part: Fraction) -> Fraction:
    """The quantile with straight lines between the values."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def day_said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_said(month: tuple[int, int]) -> str:
    return f"{MONTHS[month[1] - 1]} {month[0]}"


def read_day(said: str) -> date:
    day, month, year = said.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def read_month(said: str) -> tuple[int, int]:
    month, year = said.split()
    return int(year), MONTHS.index(month) + 1


def clock(minute: int) -> str:
    return f"{minute // 60 % 24}:{minute % 60:02d}"


def minute_of(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


def weekday_said(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def longest_streak(days: Iterable[date]) -> int:
    """The most days in a row."""
    best = run = 0
    before = None
    for day in sorted(days):
        run = run + 1 if before is not None and day - before == timedelta(days=1) else 1
        best, before = max(best, run), day
    return best


def within(values: Sequence[int], limit: int) -> int:
    """How many sorted values do not exceed a limit."""
    return bisect_right(values, limit)
