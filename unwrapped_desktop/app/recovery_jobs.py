"""What the worker thread does for a results file that cannot be used, and so that there is a way back from one."""

from dataclasses import dataclass

from unwrapped_desktop.bootstrap import copy_results_file, recover_results_file, ways_to_recover
from unwrapped_desktop.domain.ports import Clock, ReportRepository
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.recovery import Recovered, Way, Ways
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.workers.job import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What a person has chosen to do about a results file.

    Attributes:
        way: What is to be done.
        copy: The copy that is to take its place, where that is the way.
        opened: The results file as far as it was open; it is closed first.
    """

    way: Way
    copy: str = ""
    opened: ReportRepository | None = None


def look_for_ways(paths: AppPaths, code: str) -> Work:
    """Look for what can be done; `code` says what is the matter."""

    def work(_tell: Tell, _cancel: CancelToken) -> Ways:
        return ways_to_recover(paths, code)

    return work


def copy_today(paths: AppPaths, clock: Clock) -> Work:
    """Make the copy of the day, where one is due."""

    def work(_tell: Tell, cancel: CancelToken) -> None:
        copy_results_file(paths, clock, cancel)

    return work


def recover(recovery: Recovery, paths: AppPaths, clock: Clock, cancel: CancelToken) -> Recovered:
    """Do what was chosen, before the results file is opened.

    Raises:
        StorageError: It cannot be done, and nothing has changed.
        Cancelled: As was asked.
    """
    if recovery.opened is not None:
        recovery.opened.close()
    return recover_results_file(paths, clock, recovery.way, copy=recovery.copy, cancel=cancel)
