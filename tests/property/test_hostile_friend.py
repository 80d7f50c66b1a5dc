"""Whatever a stranger puts into a friend's file: it is refused, or two listeners can be laid side by side and told."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import example_report
from tests.example_charts import charted
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Fact, Report, ReportListener
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.sharing.friend_file import friend_file
from unwrapped_desktop.sources.report_file import read_friend_report
from unwrapped_desktop.ui.two_listeners_words import (
    coverage_words,
    heard_words,
    listener_words,
    names_of,
    pair_words,
    together_text,
)

FACTS = tuple(
    Fact(id=name, value=value, unit=unit, sample=900)
    for name, value, unit in (
        ("how.skip_share", 41.5, "percent"),
        ("when.night_share", 12.0, "percent"),
        ("who.top_artist", "Ostkai", "artist"),
        ("when.busiest_hour", "23:00", "time"),
    )
)
MINE = replace(
    charted(example_report.known_report()),
    listener=ReportListener(name="Ben", source=SourceKind.EXTENDED_EXPORT),
    facts=FACTS,
)
GIVEN = json.loads(friend_file(replace(charted(), facts=FACTS), detail=FriendDetail.ARTISTS, name="Ada"))

STRANGE: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [
            None,
            True,
            -1,
            0,
            1,
            2**31,
            2**63,
            -(2**70),
            0.5,
            -0.0,
            1e308,
            101.0,
            "",
            "\x00",
            "\u202e" * 40,
            [],
            {},
        ]
    ),
    st.sampled_from(
        ["0001-01-01", "9999-12-31", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30"]
    ),
    st.text(max_size=30),
    st.integers(0, 6_000).map(lambda length: "x" * length),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of a document."""
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += places(item, (*path, key))
    return found


PLACES = places(GIVEN)


def changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a document with one value replaced; what is on no way is shared."""
    if not path:
        return value
    copied = dict(document) if isinstance(document, dict) else list(document)
    copied[path[0]] = changed(copied[path[0]], path[1:], value)
    return copied


@cache
def known() -> tuple[Any, Any]:
    return load_reference(), load_phrasebook()


def tell(friend: Report) -> str:
    reference, phrasebook = known()
    two = lay_side_by_side(
        MINE, friend, reference, phrasebook, intensity=Intensity.HONEST, cancel=CancelToken()
    )
    names = names_of(two)
    said = [coverage_words(two), listener_words(two.left), listener_words(two.right), together_text(two)]
    said += [heard_words(one, names) for one in two.heard_first]
    said += [words for pair in two.axes for words in pair_words(pair, names)]
    assert two.alike_percent is None or 0 <= two.alike_percent <= 100
    return "\n".join(said)


def test_what_was_not_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ada.unwrapped"
    path.write_text(json.dumps(GIVEN))
    report = read_friend_report([path])
    assert report is not None
    assert "Ada" in tell(report)


@given(data=st.data())
def test_it_is_refused_or_told(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    document = GIVEN
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(PLACES))
        try:
            document = changed(document, way, data.draw(STRANGE))
        except (KeyError, IndexError, TypeError):
            continue  # what it stood in was replaced before
    path = tmp_path_factory.mktemp("strange") / "mallory.unwrapped"
    path.write_text(json.dumps(document))
    refused = None
    try:
        report = read_friend_report([path])
    except SourceError as error:
        refused = error.code
    else:
        assert report is not None
        text = tell(report)
        assert text.strip()
        assert "\u202e" not in text.replace(report.verdict.label, "")
    assert refused in {None, "not_a_report", "report_of_later_version"}
