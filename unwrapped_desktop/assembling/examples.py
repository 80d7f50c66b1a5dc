"""Writes a few of the rows that were set aside as plain text, so that a person can check them."""

from collections.abc import Sequence

import numpy as np

from unwrapped_desktop.assembling.canonical import CanonicalTags
from unwrapped_desktop.domain.intake import MusicRows
from unwrapped_desktop.domain.record import Mask, utc_datetime
from unwrapped_desktop.domain.text import printable

EXAMPLES_KEPT = 3
_NAME_MAX_CHARACTERS = 60


def examples_of(music: MusicRows, tags: CanonicalTags, mask: Mask) -> tuple[str, ...]:
    """Return the earliest rows for which the mask is true."""
    places = np.flatnonzero(mask)
    tag = music.tag[places]
    order = np.lexsort((tags.song[tag], music.played_ms[places], music.ended_at_s[places]))
    return tuple(
        row_example(
            int(music.ended_at_s[place]),
            int(music.played_ms[place]),
            (
                tags.artists.texts[tags.artist[music.tag[place]]],
                tags.titles.texts[tags.title[music.tag[place]]],
            ),
        )
        for place in places[order[:EXAMPLES_KEPT]].tolist()
    )


def row_example(ended_at_s: int, played_ms: int, words: Sequence[str]) -> str:
    """Return one row as text: when it ended, how long it played, what it says it was."""
    minutes, seconds = divmod(played_ms // 1000, 60)
    shown = ", ".join(printable(word, max_characters=_NAME_MAX_CHARACTERS) for word in words)
    ended_at = utc_datetime(ended_at_s)
    return f"{ended_at:%Y-%m-%d %H:%M} UTC, {minutes}:{seconds:02} played: {shown or 'no title, no artist'}"


def bad_row_example(name: str, number: int, field: str) -> str:
    """Return where a malformed row stands and which field is at fault; an empty field means the row as a whole."""
    fault = f"{field} is missing or cannot be right" if field else "it is not a row of listening history"
    return f"{name}, row {number:,}: {fault}"
