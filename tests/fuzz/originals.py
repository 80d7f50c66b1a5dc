"""Sound exports of every vintage, small ones: what the fuzzer spoils."""

import random
from functools import cache

from tests.unit.sources.rows import Row, account, audiobook, extended, plays, podcast, without

PLACES = {"city": "Berlin", "region": "BE", "latitude": 52.5, "longitude": 13.4, "metro_code": "0"}
OLD_NAMES = {"username": "me", "ip_addr_decrypted": "203.0.113.7", "user_agent_decrypted": "Mozilla"}
AUDIOBOOK_KEYS = ("audiobook_title", "audiobook_uri", "audiobook_chapter_uri", "audiobook_chapter_title")

TITLES = (
    "Straße",
    "STRASSE",
    "Beyonce\u0301",
    "beyoncé",
    "夜に駆ける",
    "\u202etxet",
    "a",
    "<b>&amp;",
    '"}, {"',
    "",
)

COMPANION_NAME = "endsong_900.json"
COMPANION_ROWS = 130


@cache
def companion() -> tuple[Row, ...]:
    """Rows that no original holds: they must be read whatever lies beside them."""
    return tuple(plays(COMPANION_ROWS, start=-3_000_000))


@cache
def original(number: int) -> tuple[Row, ...]:
    """One of the sound exports, 120 to 400 rows; any number names one."""
    chance = random.Random(f"original {number}")
    rows = [_row(chance, minutes=5 * place + chance.random()) for place in range(chance.randint(120, 400))]
    shape = (_of_now, _of_2024, _of_2021, _of_2020, _of_account, _of_any)[number % len(KINDS)]
    return tuple(shape(row, chance) for row in rows)


KINDS = ("of now", "of 2024", "of 2021", "of 2020", "account data", "all in one file")
ORIGINALS = 4 * len(KINDS)


def _row(chance: random.Random, minutes: float) -> Row:
    kind = chance.random()
    if kind < 0.04:
        return podcast(minutes)
    if kind < 0.06:
        return audiobook(minutes)
    if kind < 0.10:
        return extended(minutes, None, None)
    if kind < 0.14:
        return extended(minutes, "Artist 0", chance.choice(TITLES), reason_end="fwdbtn", ms_played=4_000)
    return extended(
        minutes,
        f"Artist {chance.randrange(9)}",
        f"Title {chance.randrange(20)}",
        ms_played=chance.randrange(25_000, 400_000),
        skipped=chance.choice((True, False, None)),
        incognito_mode=chance.random() < 0.1,
    )


def _of_now(row: Row, chance: random.Random) -> Row:
    return row


def _of_2024(row: Row, chance: random.Random) -> Row:
    return {**without(row, *AUDIOBOOK_KEYS), "offline": None}


def _of_2021(row: Row, chance: random.Random) -> Row:
    return {**without(row, "ip_addr", *AUDIOBOOK_KEYS), **OLD_NAMES}


def _of_2020(row: Row, chance: random.Random) -> Row:
    return {**without(row, "spotify_track_uri", "ip_addr", *AUDIOBOOK_KEYS), **OLD_NAMES, **PLACES}


def _of_account(row: Row, chance: random.Random) -> Row:
    return account(
        artist=row["master_metadata_album_artist_name"],
        title=row["master_metadata_track_name"],
        endTime=row["ts"][:16].replace("T", " "),
        msPlayed=row["ms_played"],
    )


def _of_any(row: Row, chance: random.Random) -> Row:
    return chance.choice((_of_now, _of_2024, _of_2021, _of_2020, _of_account))(row, chance)
