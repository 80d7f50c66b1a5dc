"""A place for a file where none is yet, so that nothing is ever written over."""

import os
from itertools import count
from pathlib import Path


def free_path(folder: Path, name: str) -> Path:
    """Return where a file can go: under its name, or with the first number after it that is not taken.

    Args:
        folder: Where it is to go; need not exist.
        name: What it is to be called: `card.png` becomes `card-2.png`, `card-3.png`, …

    Returns:
        A path in the folder under which nothing is, not even a link that leads nowhere.
    """
    wanted = Path(name)
    numbered = (f"{wanted.stem}-{number}{wanted.suffix}" for number in count(2))
    place = folder / wanted.name
    while os.path.lexists(place):
        place = folder / next(numbered)
    return place
