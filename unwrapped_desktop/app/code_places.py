"""Says where in the code something is, without saying where the code lies: that folder may be called after a person."""

from pathlib import PurePath

_OWN = "unwrapped_desktop"


def file_in_package(file_name: str) -> str:
    """Return the name of a file of the program from its package on; of another's, the name alone."""
    parts = PurePath(file_name).parts
    if _OWN not in parts:
        return parts[-1] if parts else ""
    last = len(parts) - 1 - parts[::-1].index(_OWN)
    return "/".join(parts[last + 1 :])
