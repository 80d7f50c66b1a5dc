"""Beside somebody who has died no line speaks of ends, water, fire, clocks or harm."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.list_listeners import told
from tests.unit.critic.findings import ARTISTS
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.top_lists import measure_lists
from unwrapped_desktop.critic.candidates import Candidate, candidates
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.slots import Quotable, Unfit, fill
from unwrapped_desktop.domain.finding import Finding
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Cell, CellRef
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.top_lists import ListedArtist, Span

GRIM = re.compile(
    r"\b(drown\w*|buried|burned|burnt|fire|candle|clock|rope|knife|ghosts?|dead|urn|sank|sink)\b"
)


def departed() -> Iterator[str]:
    """Artists of whom the table says that they have died."""
    with ARTISTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["died"] and not (row["tags"] or row["sacred"] or row["care"]):
                yield row["artist"]


def findings_about(names: list[str]) -> tuple[Finding, ...]:
    lists = told("obsessive", 3, "names")
    artists = tuple(ListedArtist(rank=rank, name=name) for rank, name in enumerate(names, start=1))
    songs = tuple(replace(song, artist=names[song.rank % len(names)]) for song in lists.songs[Span.YEAR])
    lists = replace(
        lists,
        artists=dict.fromkeys(Span, artists),
        songs=dict.fromkeys(Span, songs),
        last_plays=tuple(replace(play, artist=names[0], title="Song") for play in lists.last_plays),
    )
    return measure_lists(
        lists,
        timezone="UTC",
        reference=load_reference(),
        progress=ignore_progress,
        cancel=CancelToken(),
    ).findings


def lines_of(found: tuple[Candidate, ...]) -> list[str]:
    return [line.text for one in found for line in (*one.lines, *one.callbacks)]


def spoken(findings: tuple[Finding, ...], intensity: Intensity) -> list[str]:
    return lines_of(candidates(findings, load_phrasebook(), intensity=intensity, seed="seed", wording=0))


@pytest.mark.parametrize("intensity", list(Intensity))
def test_nothing_grim_is_said_beside_the_dead(intensity: Intensity) -> None:
    names = list(departed())[:40]
    found = tuple(finding for finding in findings_about(names) if finding.departed)
    assert len(found) >= 6
    said = spoken(found, intensity)
    masked = [re.sub("|".join(map(re.escape, names)), "", line) for line in said]
    assert said
    assert [line for line in masked if GRIM.search(line)] == []


def test_the_living_are_spoken_of_in_every_line() -> None:
    names = list(departed())[:40]
    found = tuple(finding for finding in findings_about(names) if finding.departed)
    living = tuple(replace(finding, departed=False) for finding in found)
    counts = [sum(len(spoken(group, intensity)) for intensity in Intensity) for group in (found, living)]
    assert counts[0] < counts[1]


def test_who_lives_is_not_marked() -> None:
    with ARTISTS.open(encoding="utf-8") as file:
        living = [row["artist"] for row in csv.DictReader(file) if not (row["died"] or row["tags"])]
    assert not any(finding.departed for finding in findings_about(living[:40]))


def test_no_figure_follows_a_title_that_ends_in_one() -> None:
    cells = {
        "album": Cell(label="album", value="Rumours Remastered 2009", unit="album"),
        "plays": Cell(label="plays", value=1_121, unit="count"),
    }
    slots = {
        name: Quotable(cell, CellRef(receipt="r", part="rows", index=place))
        for place, (name, cell) in enumerate(cells.items())
    }
    with pytest.raises(Unfit):
        fill("You played {album} {plays:times}.", slots)
    text, _ = fill("You played {album}, {plays:times}.", slots)
    assert text == "You played Rumours Remastered 2009, 1,121 times."
