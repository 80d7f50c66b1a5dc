"""Which program this is, and what it runs on."""

import platform
import sqlite3
import ssl
import sys

from unwrapped_desktop import __version__
from unwrapped_desktop.self_test.material import Material


def is_frozen() -> bool:
    """Whether the program brings its own Python along."""
    return bool(getattr(sys, "frozen", False))


def program(_material: Material) -> str:
    """Return the version, how it is installed, and on which system."""
    how = "frozen" if is_frozen() else "not frozen"
    return f"{__version__}, {how}, on {platform.system()} {platform.machine()}"


def libraries(_material: Material) -> str:
    """Return the versions of what the program stands on; each is loaded for it."""
    import msgspec  # noqa: PLC0415 - one that cannot be loaded is this part's failure
    import numpy as np  # noqa: PLC0415 - as above
    import PySide6  # noqa: PLC0415 - as above
    import sqlalchemy  # noqa: PLC0415 - as above
    from PySide6.QtCore import qVersion  # noqa: PLC0415 - as above

    found = (
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        ("PySide6", PySide6.__version__),
        ("SQLite", sqlite3.sqlite_version),
        ("SQLAlchemy", sqlalchemy.__version__),
        ("NumPy", np.__version__),
        ("msgspec", msgspec.__version__),
    )
    return ", ".join([*(f"{name} {version}" for name, version in found), ssl.OPENSSL_VERSION])
