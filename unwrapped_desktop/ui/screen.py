"""The screens of the window and their names."""

from enum import StrEnum


class Screen(StrEnum):
    """The screens of the window."""

    OPENING = "opening"
    LOGIN = "login"
    WAITING = "waiting"
    SPOTIFY = "spotify"
    LOADING = "loading"
    PAUSE = "pause"
    RESULTS = "results"
    NOT_ME = "not_me"
    MOVED = "moved"
    SHARE = "share"
    EVIDENCE = "evidence"


SCREEN_NAMES = {
    Screen.OPENING: "Opening",
    Screen.LOGIN: "The way in",
    Screen.WAITING: "Waiting room",
    Screen.SPOTIFY: "Spotify",
    Screen.LOADING: "Reading",
    Screen.PAUSE: "What was read",
    Screen.RESULTS: "Verdict",
    Screen.NOT_ME: "That was not me",
    Screen.MOVED: "What moved",
    Screen.SHARE: "Share",
    Screen.EVIDENCE: "Evidence",
}
"""What a screen is called by screen readers."""

OF_A_VERDICT = frozenset({Screen.RESULTS, Screen.NOT_ME, Screen.MOVED, Screen.SHARE, Screen.EVIDENCE})
"""Screens about the verdict on screen: the way back from each leads to it."""
