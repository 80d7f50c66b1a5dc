"""What the program needs around it: time zones, certificates, licences, the connection to Spotify, a keychain, a place."""

import ssl
from contextlib import suppress
from datetime import datetime, timedelta
from importlib import import_module, resources
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from requests.adapters import DEFAULT_CA_BUNDLE_PATH

from unwrapped_desktop.bootstrap import is_timezone, system_timezone
from unwrapped_desktop.logs import without_person
from unwrapped_desktop.network import HeldSession
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.self_test.material import Material, PartError
from unwrapped_desktop.self_test.versions import is_frozen

_TOKYO = "Asia/Tokyo"
_AHEAD = timedelta(hours=9)

_MODULES = {
    "backports-tarfile": "backports.tarfile",
    "jaraco-classes": "jaraco.classes",
    "jaraco-context": "jaraco.context",
    "jaraco-functools": "jaraco.functools",
    "pyside6-essentials": "PySide6",
    "pywin32-ctypes": "win32ctypes",
    # A frozen program has a stand-in for it, which is our own.
    "redis": "redis.client",
}
"""What is imported of a package, where its name does not say so."""


def time_zones(_material: Material) -> str:
    """See that the zones that the program brings along can be read, and that of the system be told.

    Raises:
        PartError: They cannot.
    """
    with resources.files("tzdata.zoneinfo").joinpath(*_TOKYO.split("/")).open("rb") as file:
        brought = ZoneInfo.from_file(file, key=_TOKYO)
    noon = datetime(2026, 7, 1, 12)  # noqa: DTZ001 - the zones say what it is
    if not brought.utcoffset(noon) == ZoneInfo(_TOKYO).utcoffset(noon) == _AHEAD:
        raise PartError(f"{_TOKYO} is not {_AHEAD} ahead")
    if not is_timezone(system_timezone()):
        raise PartError("that of the system cannot be told")
    return f"{len(available_timezones())}, and the system's is told"


def certificates(_material: Material) -> str:
    """See that Spotify could be asked who it is. It is not asked.

    Raises:
        PartError: There are no certificates to hold its answer against.
    """
    bundle = Path(DEFAULT_CA_BUNDLE_PATH)
    if not bundle.is_file():
        raise PartError("the file of certificates is missing")
    context = ssl.create_default_context(cafile=str(bundle))
    known = context.cert_store_stats()["x509_ca"]
    with HeldSession(total_s=1.0, answer_max=1) as session:
        if not known or not session.verify or context.verify_mode is not ssl.CERT_REQUIRED:
            raise PartError("nobody would be asked for a certificate")
    return f"{known} authorities"


def spotify(_material: Material) -> str:
    """Load what talks to Spotify.

    Raises:
        ImportError: It cannot be loaded.
    """
    for module in (
        "spotipy",
        "unwrapped_desktop.auth.connections",
        "unwrapped_desktop.sources.web_api.source",
    ):
        import_module(module)
    return f"spotipy {version('spotipy')}"


def licences(_material: Material) -> str:
    """See that About tells the terms, in full, of everything that is here.

    Raises:
        PartError: It does not; the message says of what.
    """
    from unwrapped_desktop.app.about_program import SHIPPED, about_program, is_in_full  # noqa: PLC0415 - loads Qt

    told = about_program().licences
    bad = [f"{name} (no version)" for name in SHIPPED if _is_here(name) and not _has_metadata(name)]
    bad += [one.name for one in told if not is_in_full(one) and (one.name != "Python" or is_frozen())]
    if bad:
        raise PartError(f"not in full: {', '.join(bad)}")
    return f"{len(told)} in full"


def _is_here(package: str) -> bool:
    with suppress(ImportError):
        return find_spec(_MODULES.get(package, package.replace("-", "_"))) is not None
    return False


def _has_metadata(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def keychain(_material: Material) -> str:
    """Return which keychain a sign-in would be kept in. It is not opened."""
    from unwrapped_desktop.auth.keychain import system_keychain  # noqa: PLC0415 - loading its backends takes a while

    found = system_keychain()
    return f"{found.name} (usable)" if found.is_there else "none: a sign-in would last one session"


def data_folder(_material: Material) -> str:
    """Return where everything is kept. It is left alone."""
    return without_person(str(AppPaths.of_user().data_dir))
