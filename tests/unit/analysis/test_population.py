"""Over listeners of every kind no axis and no trait is stuck, and none piles up at an end."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pytest

from tests.population import by_axis, distribution_text, people, scores
from unwrapped_desktop.analysis.taste.traits import measure_traits
from unwrapped_desktop.critic.label import choose_label
from unwrapped_desktop.critic.phrases import load_phrasebook

NAMES = (
    "mainstream",
    "acclaim",
    "explorer_loyalist",
    "grazer_obsessive",
    "day_night",
    "finisher_skipper",
    "album_shuffle",
    "current_nostalgic",
    "broad_narrow",
)


@lru_cache(maxsize=1)
def found() -> Mapping[str, list[float | None]]:
    return by_axis(scores(150))


def test_everything_is_measured() -> None:
    assert tuple(found()) == NAMES
    assert {len(values) for values in found().values()} == {150}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_stuck_and_nothing_piles_up(name: str) -> None:
    values = found()[name]
    ruled = np.array([value for value in values if value is not None])
    assert ruled.size >= 0.8 * len(values)
    low, quarter, middle, three_quarters, high = np.quantile(ruled, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert 0.3 <= middle <= 0.7
    assert three_quarters - quarter >= 0.05
    assert high - low >= 0.15
    assert np.mean(ruled < 0.05) <= 0.15
    assert np.mean(ruled > 0.95) <= 0.15


def test_no_label_is_everybodys() -> None:
    book = load_phrasebook()
    labels = Counter(
        choose_label(measure_traits(listening), book.labels, seed=str(number)).label
        for number, listening in enumerate(people(150))
    )
    assert len(labels) >= 90
    assert max(labels.values()) <= 0.03 * 150, labels.most_common(3)


def test_the_same_listeners_every_time() -> None:
    assert by_axis(scores(3)) == {name: values[:3] for name, values in found().items()}


def test_the_table_of_the_docs_has_a_line_for_each() -> None:
    text = distribution_text(found())
    assert [line.split("|")[1].strip() for line in text.splitlines()[2:]] == list(NAMES)
