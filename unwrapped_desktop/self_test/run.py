"""Tries every part, says how each fared, and goes on whatever happens.

A part is loaded when its turn comes: a build that has lost half of a library still says what the other half does.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from unwrapped_desktop.cli.output import say
from unwrapped_desktop.diagnosing import diagnose_program
from unwrapped_desktop.logs import describe_exception
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.self_test.material import Material, PartError

Check = Callable[[Material], str]
"""Tries a part; returns what is to be known of it, and raises whatever it likes where it does not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that must work.

    Attributes:
        name: What its line begins with, up to 14 characters.
        place: Module of this package and function that try it, as `module:function`.
    """

    name: str
    place: str

    @property
    def check(self) -> Check:
        """What tries it. Loads its module."""
        module, _, function = self.place.partition(":")
        return cast("Check", getattr(import_module(f"{__package__}.{module}"), function))


PARTS = (
    Part(name="program", place="versions:program"),
    Part(name="versions", place="versions:libraries"),
    Part(name="resources", place="resources:every_file"),
    Part(name="phrases", place="resources:phrases"),
    Part(name="table", place="resources:table"),
    Part(name="listeners", place="verdicts:listeners"),
    Part(name="database", place="verdicts:database"),
    Part(name="zip", place="reading:zip_file"),
    Part(name="second process", place="reading:second_process"),
    Part(name="Qt plugins", place="qt:plugins"),
    Part(name="pictures", place="qt:pictures"),
    Part(name="fonts", place="qt:fonts"),
    Part(name="window", place="window:window"),
    Part(name="event loop", place="window:event_loop"),
    Part(name="share card", place="outputs:share_card"),
    Part(name="web page", place="outputs:web_page"),
    Part(name="PDF", place="outputs:pdf"),
    Part(name="time zones", place="surroundings:time_zones"),
    Part(name="certificates", place="surroundings:certificates"),
    Part(name="Spotify", place="surroundings:spotify"),
    Part(name="licences", place="surroundings:licences"),
    Part(name="keychain", place="surroundings:keychain"),
    Part(name="data folder", place="surroundings:data_folder"),
)


def self_test(parts: Sequence[Part] = PARTS) -> int:
    """Print a line for each part as it is tried, then the diagnostics. Without a standard output it prints nothing.

    Args:
        parts: What is tried, in this order.

    Returns:
        0 where all of it works, else 1.
    """
    with Material() as material:
        works = [_is_well(part, material) for part in parts]
    say(f"\n{diagnose_program(AppPaths.of_user()).as_text()}".removesuffix("\n"))
    return 0 if all(works) else 1


def _is_well(part: Part, material: Material) -> bool:
    begun_s = time.monotonic()
    try:
        told, is_well = part.check(material), True
    except PartError as error:
        told, is_well = f"FAILED: {error}", False
    except Exception as error:  # noqa: BLE001 - whatever it is, it is said, and the other parts have their turn
        told, is_well = f"FAILED: {describe_exception(error)}", False
    say(f"{part.name:<14} {time.monotonic() - begun_s:6.2f} s  {told}")
    return is_well
