"""Foreign text made fit to be shown as plain text."""

import re
import unicodedata

NAME_MAX_CHARACTERS = 120

MARKS_MOST = 3
"""Signs that one letter carries above and below; those of some names would reach over three lines."""

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str, *, max_characters: int = NAME_MAX_CHARACTERS) -> str:
    """Return a foreign text on one line, without control and direction characters, clipped."""
    shown = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )
    return shown if len(shown) <= max_characters else shown[: max_characters - 1] + "\N{HORIZONTAL ELLIPSIS}"


def one_line(text: str) -> str:
    """Return a text on one line: nothing in it steers a window or a terminal, turns round or leaves its line."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(shown_signs(text)).split())


def tamed(text: str) -> str:
    """Return words of ours with names in them, line by line as they are, without signs that steer or turn a line round.

    What isolates the names stays.
    """
    return _TURNING.sub("", _STEERING.sub(" ", text))


def shown_signs(text: str) -> list[str]:
    """Return what each character of a text is shown as: itself, a space, a sign that stands for it, or nothing.

    Control characters and ends of lines are a space, direction controls and heaped marks are nothing, and half a
    character, which no file and no window takes, is the sign for that.
    """
    shown: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in {"Cc", "Zl", "Zp"}:
            shown.append(" ")
        elif category == "Cs":
            shown.append("\N{REPLACEMENT CHARACTER}")
        elif marks > MARKS_MOST or _DIRECTIONS.match(character):
            shown.append("")
        else:
            shown.append(character)
    return shown
