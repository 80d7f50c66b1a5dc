"""Finds listening that may not be the listener's own, and proposes to leave it out: "That was not me"."""

from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.suspects.clues import Clues
from unwrapped_desktop.analysis.suspects.devices import find_devices
from unwrapped_desktop.analysis.suspects.loops import find_loops
from unwrapped_desktop.analysis.suspects.parties import find_parties
from unwrapped_desktop.analysis.suspects.seasons import find_seasons
from unwrapped_desktop.analysis.suspects.sessions import find_private
from unwrapped_desktop.analysis.suspects.sounds import (
    childish_artists,
    find_children,
    find_sleep,
    sleepy_artists,
)
from unwrapped_desktop.domain.suspect import Suspect

SUSPECTS_SHOWN = 12


def find_suspects(listening: Listening) -> tuple[Suspect, ...]:
    """Return what may not have been the listener, the strongest first, `SUSPECTS_SHOWN` at most.

    Nothing is left out by that: each suspect brings exclusions for the listener to choose.
    """
    if len(listening) == 0:
        return ()
    clues = Clues(listening)
    sleepy = sleepy_artists(clues)
    childish = childish_artists(clues) & ~sleepy
    aside = sleepy | childish
    found = [
        *find_sleep(clues, sleepy),
        *find_children(clues, childish),
        *find_loops(clues, aside),
        *find_seasons(clues, aside),
        *find_devices(clues, aside),
        *find_parties(clues, aside),
        *find_private(clues),
    ]
    found.sort(key=lambda suspect: (-suspect.strength, suspect.receipt.id))
    return tuple(found[:SUSPECTS_SHOWN])
