"""How the program starts itself a second time, for work that is better done in a process of its own."""

import os
import sys


def own_command(option: str) -> list[str]:
    """Return the command that starts this program with one option, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, option]
    # -P: a file called numpy.py in the current folder is not ours.
    return [sys.executable, "-P", "-m", "unwrapped_desktop", option]


def own_environment() -> dict[str, str]:
    """Return the environment in which it finds the same modules."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    # One thread: it counts nothing that more of them would speed up, and each takes memory.
    return {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
