"""Finds files that the numbering of the others says should exist."""

import re
from collections import defaultdict
from collections.abc import Iterable

_COPY = r"(?:\s*\(\d+\)|\s+-\s+\w+|\s+copy)*"
_FAMILIES = (
    (
        re.compile(
            rf"streaming_history_audio_\d{{4}}(?:-\d{{4}})?(?:_(\d{{1,4}}))?{_COPY}\.json", re.IGNORECASE
        ),
        "Streaming_History_Audio_..._{}.json",
    ),
    (re.compile(rf"endsong(?:_(\d{{1,4}}))?{_COPY}\.json", re.IGNORECASE), "endsong_{}.json"),
    (
        re.compile(rf"streaminghistory_music(?:_(\d{{1,4}}))?{_COPY}\.json", re.IGNORECASE),
        "StreamingHistory_music_{}.json",
    ),
    (re.compile(rf"streaminghistory(\d{{1,4}})?{_COPY}\.json", re.IGNORECASE), "StreamingHistory{}.json"),
)


def missing_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of files that are likely missing: Spotify numbers the files of a kind from 0 without a gap.

    A file without a number counts as the first. The years in a name cannot be guessed and are written as dots.
    """
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for name in names:
        for pattern, shown in _FAMILIES:
            match = pattern.fullmatch(name)
            if match:
                numbers[shown].add(int(match[1] or 0))
    return tuple(
        shown.format(number)
        for _, shown in _FAMILIES
        for number in sorted(set(range(max(numbers[shown], default=0))) - numbers[shown])
    )
