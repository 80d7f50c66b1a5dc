"""Listeners of whom lists alone are known, judged: their lists beside the report, which is read as plain dictionaries."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tests.list_listeners import VARIETIES, told
from tests.listeners import KINDS
from tests.property.pages import INTENSITIES, Page, Recipe, StillClock
from unwrapped_desktop.bootstrap import build_judge
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.top_lists import TopLists


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A listener's lists and the report made of them."""

    lists: TopLists

    @cached_property
    def names(self) -> Sequence[str]:
        """Every artist, title and album that was told."""
        songs = [song for listed in self.lists.songs.values() for song in listed]
        names = {artist.name for listed in self.lists.artists.values() for artist in listed}
        names |= {text for song in songs for text in (song.artist, song.title, song.album) if text}
        names |= {text for play in self.lists.last_plays for text in (play.artist, play.title)}
        return sorted(names)


def list_recipes() -> dict[str, Recipe]:
    """A listener of each kind; varieties and voices take turns, so that in time each meets each."""
    found = {}
    varieties = list(VARIETIES)
    for turn, kind in enumerate(KINDS):
        variety = varieties[turn % len(varieties)]
        voice = INTENSITIES[(turn + turn // len(varieties)) % len(INTENSITIES)]
        name = f"lists-{kind}-{variety}"
        settings = JudgeSettings(timezone="Europe/Berlin", intensity=voice)
        found[name] = Recipe(name=name, kind=kind, vintage=variety, seed=7_000 + turn, settings=settings)
    return found


PLACELESS = Path()
"""Lists lie in no folder."""

LIST_RECIPES = list_recipes()


@lru_cache(maxsize=200)
def list_page(recipe: Recipe) -> ListPage:
    """Return the page of a listener's lists."""
    lists = told(recipe.kind, recipe.seed, recipe.vintage)
    return judged_lists(lists, recipe)


def judged_lists(lists: TopLists, recipe: Recipe) -> ListPage:
    """Return the page that lists are given."""
    report = build_judge(StillClock()).report_on_lists(
        lists, recipe.settings, progress=ignore_progress, cancel=CancelToken()
    )
    read: Mapping[str, Any] = json.loads(encode_report(report))
    return ListPage(recipe=recipe, report=read, folder=PLACELESS, lists=lists)
