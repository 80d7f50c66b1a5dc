"""Everything that comes from outside, by families: what is spoiled, and who has to read or refuse it.

A family holds what its attempts share, such as a stand-in for Spotify, and is a context manager for it.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from tests.fuzz.answers import accounts, web_api
from tests.fuzz.attempts import Try
from tests.fuzz.handed_over import commands, exports, friends
from tests.fuzz.kept_files import results, settings
from tests.fuzz.knocks import requests

FAMILIES: Mapping[str, Callable[[], AbstractContextManager[Try]]] = {
    "exports": exports,
    "friends": friends,
    "commands": commands,
    "web_api": web_api,
    "accounts": accounts,
    "requests": requests,
    "settings": settings,
    "results": results,
}
