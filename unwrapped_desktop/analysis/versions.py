"""How titles say that they are another version of a song."""

import re

LIVE = re.compile(r"(\s-\s.*\blive\b|[(\[]live\b)", re.IGNORECASE)
SPED_UP = re.compile(r"\b(sped[ -]up|slowed|nightcore)\b", re.IGNORECASE)
REMASTER = re.compile(
    r"(?:(\d{4})\s+)?(?:digital(?:ly)?\s+)?re-?master(?:ed)?(?:\s+(?:version\s+)?(\d{4}))?", re.IGNORECASE
)
"""The year, where one is given, is in the first or the second group."""
