"""Writes a few of the rows that were set aside as plain text, so that a person can check them."""

from collections.abc import Sequence

import numpy as np

from unwrapped_desktop.domain.record import Mask, utc_datetime
from unwrapped_desktop.sources.assembling.canonical import CanonicalRows
from unwrapped_desktop.sources.decoding.columns import EXAMPLES_KEPT, MALFORMED, SpokenRow
from unwrapped_desktop.sources.decoding.history_file import HistoryFile
from unwrapped_desktop.sources.opening.recognise import printable

_NAME_MAX_CHARACTERS = 60


def examples_from_files(files: Sequence[HistoryFile]) -> dict[str, tuple[str, ...]]:
    """Return examples of the rows that were set aside while reading, by reason."""
    examples: dict[str, list[str]] = {}
    for file in files:
        for number, field in file.bad_rows:
            examples.setdefault(MALFORMED, []).append(_bad_row(file.name, number, field))
        for reason, rows in file.examples.items():
            examples.setdefault(reason, []).extend(_row(row) for row in rows)
    return {reason: tuple(texts[:EXAMPLES_KEPT]) for reason, texts in examples.items()}


def examples_of(rows: CanonicalRows, mask: Mask) -> tuple[str, ...]:
    """Return the earliest rows for which the mask is true."""
    places = np.flatnonzero(mask)
    columns = rows.columns
    order = np.lexsort((rows.song[places], columns.played_ms[places], columns.ended_at_s[places]))
    return tuple(
        _row(
            SpokenRow(
                ended_at_s=int(columns.ended_at_s[place]),
                played_ms=int(columns.played_ms[place]),
                words=(rows.artists.texts[columns.artist[place]], rows.titles.texts[columns.title[place]]),
            )
        )
        for place in places[order[:EXAMPLES_KEPT]].tolist()
    )


def _bad_row(name: str, number: int, field: str) -> str:
    fault = f"{field} is missing or cannot be right" if field else "it is not a row of listening history"
    return f"{name}, row {number:,}: {fault}"


def _row(row: SpokenRow) -> str:
    minutes, seconds = divmod(row.played_ms // 1000, 60)
    words = ", ".join(printable(word, max_characters=_NAME_MAX_CHARACTERS) for word in row.words)
    ended_at = utc_datetime(row.ended_at_s)
    return f"{ended_at:%Y-%m-%d %H:%M} UTC, {minutes}:{seconds:02} played: {words or 'no title, no artist'}"
