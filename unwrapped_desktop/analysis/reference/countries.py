"""What countries are called in a sentence: "the Netherlands", "Brazil"."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from unwrapped_desktop.resources import resource_bytes


def country_name(code: str) -> str:
    """Return the name that goes with an ISO 3166 code, the code itself where there is none."""
    return _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    lines = csv.DictReader(resource_bytes("reference", "countries.csv").decode("utf-8").splitlines())
    return MappingProxyType({line["code"]: line["name"] for line in lines})
