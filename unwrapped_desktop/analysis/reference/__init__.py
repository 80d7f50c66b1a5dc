"""What is known about artists: the shipped table, how names are found in it, and which of several bearers is meant."""

from unwrapped_desktop.analysis.reference.countries import country_name
from unwrapped_desktop.analysis.reference.genres import family_of
from unwrapped_desktop.analysis.reference.names import artist_key, artist_keys
from unwrapped_desktop.analysis.reference.table import (
    Reference,
    ReferenceArtist,
    load_reference,
    parse_reference,
)

__all__ = [
    "Reference",
    "ReferenceArtist",
    "artist_key",
    "artist_keys",
    "country_name",
    "family_of",
    "load_reference",
    "parse_reference",
]
