"""Foreign text made fit to be shown as plain text."""

NAME_MAX_CHARACTERS = 120


def printable(text: str, *, max_characters: int = NAME_MAX_CHARACTERS) -> str:
    """Return a foreign text on one line, without control and direction characters, clipped."""
    shown = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )
    return shown if len(shown) <= max_characters else shown[: max_characters - 1] + "\N{HORIZONTAL ELLIPSIS}"
