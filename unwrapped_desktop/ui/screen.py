"""The screens of the window and their names."""

from enum import StrEnum

from unwrapped_desktop.ui.language import translate


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
    SETTINGS = "settings"
    TWO_LISTENERS = "two_listeners"
    THEN_AND_NOW = "then_and_now"
    WRAPPED = "wrapped"


OF_A_VERDICT = frozenset(
    {
        Screen.RESULTS,
        Screen.NOT_ME,
        Screen.MOVED,
        Screen.SHARE,
        Screen.EVIDENCE,
        Screen.THEN_AND_NOW,
        Screen.WRAPPED,
    }
)
"""Screens about the verdict on screen: the way back from each leads to it."""


def screen_name(screen: Screen) -> str:
    """Return what a screen is called by screen readers."""
    names = {
        Screen.OPENING: translate("Screen", "Opening"),
        Screen.LOGIN: translate("Screen", "The way in"),
        Screen.WAITING: translate("Screen", "Waiting room"),
        Screen.SPOTIFY: translate("Screen", "Spotify"),
        Screen.LOADING: translate("Screen", "Reading"),
        Screen.PAUSE: translate("Screen", "What was read"),
        Screen.RESULTS: translate("Screen", "Verdict"),
        Screen.NOT_ME: translate("Screen", "That was not me"),
        Screen.MOVED: translate("Screen", "What moved"),
        Screen.SHARE: translate("Screen", "Share"),
        Screen.EVIDENCE: translate("Screen", "Evidence"),
        Screen.SETTINGS: translate("Screen", "Settings"),
        Screen.TWO_LISTENERS: translate("Screen", "Two listeners"),
        Screen.THEN_AND_NOW: translate("Screen", "Then and now"),
        Screen.WRAPPED: translate("Screen", "Second opinion on Wrapped"),
    }
    return names[screen]
