"""The composition root, free of Qt: the window, the command line and the tests build the program here.

Adapters are imported when they are first needed: the window paints before the database is loaded.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unwrapped_desktop.domain.ports import Clock, RecordSource, ReportRepository, SignInLedger, Source
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.settings import JudgeSettings

if TYPE_CHECKING:
    from unwrapped_desktop.auth.connections import Connections
    from unwrapped_desktop.auth.keychain import Keychain
    from unwrapped_desktop.auth.places import SpotifyPlaces
    from unwrapped_desktop.domain.errors import StorageError
    from unwrapped_desktop.domain.recovery import Mended, Recovered, Way, Ways
    from unwrapped_desktop.domain.waiting import FoundExport
    from unwrapped_desktop.paths import AppPaths
    from unwrapped_desktop.services.judge import Judge
    from unwrapped_desktop.services.kept_judgement import KeptJudgement
    from unwrapped_desktop.sources.web_api.patience import Patience
    from unwrapped_desktop.storage.record_folder import RecordFolder
    from unwrapped_desktop.storage.waiting_file import WaitingFile


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the current time, aware, UTC."""
        return datetime.now(UTC)


def build_judge(clock: Clock) -> "Judge":
    """Return the use case that reads and judges without keeping anything."""
    from unwrapped_desktop.services.judge import Judge  # noqa: PLC0415 - with it comes NumPy

    return Judge(clock=clock)


def source_at(location: Sequence[str | Path], clock: Clock) -> RecordSource:
    """Return the source at the given paths, or the sample listener of `sample:NAME`."""
    from unwrapped_desktop.sources import open_source  # noqa: PLC0415 - decoding is not needed to paint the window

    return open_source([str(part) for part in location], clock)


def sample_source(name: str) -> Source:
    """Return the sample listener of that name, one of whom lists alone are known among them."""
    from unwrapped_desktop.sources import open_sample  # noqa: PLC0415

    return open_sample(name)


def open_results_file(
    paths: "AppPaths",
    clock: Clock,
    *,
    anew: bool = False,
    tell: "Callable[[Mended], object] | None" = None,
    barred: "StorageError | None" = None,
) -> ReportRepository:
    """Return the reports, read and brought up to date.

    Args:
        paths: Where they lie.
        clock: Dates what is stored.
        anew: Whether a new file is begun although there are copies of one that is gone.
        tell: Hears what was put right on the way.
        barred: Why nothing may be written; None where it may.

    Raises:
        StorageError: The results file cannot be used.
    """
    from unwrapped_desktop.storage.opening import open_repository  # noqa: PLC0415 - SQLAlchemy takes longer than the window

    return open_repository(paths, clock, anew=anew, tell=tell, barred=barred)


def kept_records(paths: "AppPaths") -> "RecordFolder":
    """Return the kept records, as files: how large they are, and how they go."""
    from unwrapped_desktop.storage.record_folder import RecordFolder  # noqa: PLC0415 - as above

    return RecordFolder(paths.records_dir)


def build_judgement(repository: ReportRepository, paths: "AppPaths", clock: Clock) -> "KeptJudgement":
    """Return the use case that keeps its reports in a results file that is open."""
    from unwrapped_desktop.services.kept_judgement import KeptJudgement  # noqa: PLC0415 - with it comes NumPy
    from unwrapped_desktop.storage.records import RecordFiles  # noqa: PLC0415

    return KeptJudgement(
        maker=build_judge(clock), repository=repository, records=RecordFiles(paths.records_dir)
    )


def build_kept_judgement(paths: "AppPaths", clock: Clock) -> "tuple[KeptJudgement, ReportRepository]":
    """Return the use case that keeps its reports, with its repository. Opens and migrates the database.

    Raises:
        StorageError: The results file cannot be used.
    """
    repository = open_results_file(paths, clock)
    return build_judgement(repository, paths, clock), repository


def build_connections(
    paths: "AppPaths",
    clock: Clock,
    ledger: SignInLedger,
    places: "SpotifyPlaces",
    keychain: "Callable[[], Keychain] | None" = None,
) -> "Connections":
    """Return the sign-ins to Spotify. Nothing is asked yet.

    Args:
        paths: Where the results are kept.
        clock: Says whether a token is still good.
        ledger: Knows who has signed in.
        places: Where Spotify is.
        keychain: Returns the keychain; None takes that of the system.
    """
    from unwrapped_desktop.auth.connections import Connections  # noqa: PLC0415 - with it comes `requests`
    from unwrapped_desktop.auth.keychain import system_keychain  # noqa: PLC0415

    return Connections(
        ledger=ledger,
        clock=clock,
        home=paths.database,
        keychain=keychain or system_keychain,
        accounts_url=places.accounts,
    )


def signed_in_source(
    connections: "Connections", listener_id: int, clock: Clock, places: "SpotifyPlaces", patience: "Patience"
) -> Source:
    """Return what Spotify tells of a listener who has signed in. The keychain is asked when it is read."""
    from unwrapped_desktop.sources.web_api.source import WebApiSource  # noqa: PLC0415 - with it comes spotipy

    return WebApiSource(
        tokens=lambda: connections.tokens(listener_id), clock=clock, base_url=places.api, patience=patience
    )


def waiting_file(paths: "AppPaths") -> "WaitingFile":
    """Return what remembers a wait for an export."""
    from unwrapped_desktop.storage.waiting_file import WaitingFile  # noqa: PLC0415 - as above

    return WaitingFile(paths.waiting_file)


def exports_in_downloads(cancel: CancelToken) -> "tuple[FoundExport, ...]":
    """Return what is called like an export among the downloads; looked for when the person has asked for it."""
    from unwrapped_desktop.sources.opening.downloads import downloads_folder, find_exports  # noqa: PLC0415

    folder = downloads_folder()
    return () if folder is None else find_exports(folder, cancel)


def ways_to_recover(paths: "AppPaths", code: str) -> "Ways":
    """Return what can be done about a results file; `code` says what is the matter with it."""
    from unwrapped_desktop.storage.recovery import find_ways  # noqa: PLC0415 - few ever need it

    return find_ways(paths, code)


def recover_results_file(
    paths: "AppPaths", clock: Clock, way: "Way", *, copy: str, cancel: CancelToken
) -> "Recovered":
    """Do something about a results file that cannot be used and is not open; it is kept aside.

    Args:
        paths: Where it lies.
        clock: Names it.
        way: What is to be done.
        copy: The copy that is to take its place, where that is the way.
        cancel: Whether to stop.

    Raises:
        StorageError: It cannot be done, and nothing has changed.
        Cancelled: As was asked.
    """
    from unwrapped_desktop.domain.recovery import Way  # noqa: PLC0415 - as above
    from unwrapped_desktop.storage import recovery  # noqa: PLC0415 - as above

    match way:
        case Way.RESTORE:
            return recovery.restore(paths, clock, Path(copy))
        case Way.REPAIR:
            return recovery.repair(paths, clock, cancel)
        case Way.FRESH:
            return recovery.start_fresh(paths, clock)


def copy_results_file(paths: "AppPaths", clock: Clock, cancel: CancelToken) -> None:
    """Make the copy of the day, where one is due.

    Raises:
        StorageError: It cannot be made; `database_damaged`: the results file does not hold together.
        Cancelled: As was asked.
    """
    from unwrapped_desktop.storage.copies import copy_of_the_day  # noqa: PLC0415 - the window is painted without it

    copy_of_the_day(paths.database, backups_dir=paths.backups_dir, clock=clock, cancel=cancel)


def sample_choices() -> tuple[tuple[str, str, str], ...]:
    """Return name, title and description of each sample listener."""
    from unwrapped_desktop.sources.samples import SAMPLES  # noqa: PLC0415

    return tuple((sample.name, sample.title, sample.description) for sample in SAMPLES)


def as_sample(name: str, settings: JudgeSettings) -> JudgeSettings:
    """Return the settings for a sample listener: its own name, and the zone in which its hours are meant."""
    from unwrapped_desktop.sources.samples import RANKED_SAMPLE, RANKED_TITLE, SAMPLES  # noqa: PLC0415

    if name == RANKED_SAMPLE:
        return replace(settings, timezone="UTC", listener_name=RANKED_TITLE)
    for sample in SAMPLES:
        if sample.name == name:
            return replace(settings, timezone=sample.timezone, listener_name=sample.title)
    return settings


def is_timezone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - not needed to paint the window

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def system_timezone() -> str:
    """Return the IANA name of the system's time zone, `UTC` where it cannot be told."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from tzlocal import get_localzone_name  # noqa: PLC0415

    try:
        name = get_localzone_name()
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return "UTC"
    return name
