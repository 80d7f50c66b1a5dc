"""What the worker thread does for the settings; each function returns the work of one job."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import available_timezones

from unwrapped_desktop.app.jobs import Desk, Kept, kept_of, kept_of_last
from unwrapped_desktop.auth.keychain import KEYCHAIN_S, Keychain
from unwrapped_desktop.auth.places import SpotifyPlaces
from unwrapped_desktop.bootstrap import build_connections
from unwrapped_desktop.domain.about import About
from unwrapped_desktop.domain.analysis_state import Listener
from unwrapped_desktop.domain.errors import AppError, Cancelled
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.stored import KeptListener, PlaceKind, StoredPlace, Undeleted
from unwrapped_desktop.leaving import unless_cancelled
from unwrapped_desktop.logs import let_go_of_logs, log_files
from unwrapped_desktop.paths import AppPaths
from unwrapped_desktop.storage.deleting import (
    delete_files,
    delete_stored,
    remove_if_empty,
    size_of,
    stored_places,
)
from unwrapped_desktop.workers.job import Work

log = logging.getLogger(__name__)

_TRIED_UNKNOWN = 50
"""Numbers of listeners whose sign-in is looked for in the keychain where the results file cannot tell who there was."""

_LEGACY = ("Etc/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "SystemV/", "posix/", "right/")
"""Where names of zones lie that stand for others, or for no place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the settings show of what is kept.

    Attributes:
        listeners: Everybody who is known, the one judged last first; None where the results file cannot be opened.
        places: Where everything lies.
        zones: The names of all time zones, by name.
    """

    listeners: tuple[KeptListener, ...] | None
    places: tuple[StoredPlace, ...]
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A listener has another name."""

    listener: Listener
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """A listener is to be forgotten.

    Attributes:
        whom: Who it is, and what is kept of them.
        kept: What is on screen now.
    """

    whom: KeptListener
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtBack:
    """Somebody who was to be forgotten is there again.

    Attributes:
        kept: What is kept of them; of whoever was judged last, where nothing was left of them.
        was_there: Whether they could be brought back.
    """

    kept: Kept
    was_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """Whoever was to be forgotten is, and whether the keychain has let go."""

    is_clear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """Everything was deleted, or what could be.

    Attributes:
        left: Files that are still there, and why.
        is_keychain_clear: Whether the keychain holds nothing of it any more.
    """

    left: tuple[Undeleted, ...]
    is_keychain_clear: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left."""
        return not self.left and self.is_keychain_clear


def survey(desk: Desk | None, paths: AppPaths) -> Work:
    """Look at what is kept, and how large it is."""

    def work(_tell: Tell, _cancel: CancelToken) -> Survey:
        return Survey(
            listeners=None if desk is None else _rows(desk), places=_places(paths), zones=_zone_names()
        )

    return work


def tell_about() -> Work:
    """Ask the installation what the program is made of."""

    def work(_tell: Tell, _cancel: CancelToken) -> About:
        from unwrapped_desktop.app.about_program import about_program  # noqa: PLC0415 - with it comes the engine

        return about_program()

    return work


def rename_listener(desk: Desk, listener: Listener, name: str, front: Listener | None) -> Work:
    """Give a listener another name.

    Args:
        desk: The results file.
        listener: Who it is.
        name: The new name.
        front: Whose verdict is on screen.
    """

    def work(_tell: Tell, cancel: CancelToken) -> Renamed:
        desk.forgetting(cancel).purge()
        renamed = desk.repository.rename(listener.listener_id, name)
        is_front = front is not None and front.listener_id == listener.listener_id
        return Renamed(listener=renamed, kept=_kept_in_front(desk, renamed if is_front else front))

    return work


def forget_listener(desk: Desk, whom: KeptListener, front: Listener | None) -> Work:
    """Let a listener vanish, until it is taken back or done for good."""

    def work(_tell: Tell, cancel: CancelToken) -> Vanished:
        desk.forgetting(cancel).mark(whom.listener)
        return Vanished(whom=whom, kept=_kept_in_front(desk, front))

    return work


def bring_back(desk: Desk, listener_id: int, front: Listener | None) -> Work:
    """Take it back that a listener was to be forgotten."""

    def work(_tell: Tell, cancel: CancelToken) -> BroughtBack:
        listener = desk.forgetting(cancel).take_back(listener_id)
        return BroughtBack(kept=_kept_in_front(desk, listener or front), was_there=listener is not None)

    return work


def purge(desk: Desk) -> Work:
    """Forget for good who is to be forgotten."""

    def work(_tell: Tell, cancel: CancelToken) -> Purged:
        return Purged(is_clear=desk.forgetting(cancel).purge())

    return work


def delete_everything(
    paths: AppPaths,
    find_desk: Callable[[], Desk | None],
    *,
    clock: Clock,
    places: SpotifyPlaces,
    keychain: Callable[[], Keychain] | None,
) -> Work:
    """Delete everything that the program keeps on this computer: verdicts, records, sign-ins, logs, choices.

    First the keychain, while it can still be told whose entries there are; then the results file is closed, and the
    disk is cleared. Once begun it goes to its end: whoever cancels half of it knows less than before. Only a keychain
    that does not answer is not waited for.

    Args:
        paths: Where everything lies.
        find_desk: Returns the open results file, None where it cannot be opened; it may be opened while the job waits.
        clock: The time.
        places: Where Spotify is.
        keychain: Returns the keychain; None takes that of the system.
    """

    def work(_tell: Tell, cancel: CancelToken) -> Deleted:
        desk = find_desk()
        try:
            is_clear = unless_cancelled(
                lambda: _sign_out_all(paths, desk, clock, places, keychain), cancel, within_s=KEYCHAIN_S
            )
        except (Cancelled, TimeoutError):
            is_clear = False
        if desk is not None:
            desk.repository.close()
        left = delete_stored(paths)
        let_go_of_logs()
        left += delete_files(log_files(paths.logs_dir))
        remove_if_empty(paths.logs_dir)
        return Deleted(left=left, is_keychain_clear=is_clear)

    return work


def _rows(desk: Desk) -> tuple[KeptListener, ...]:
    return tuple(
        KeptListener(
            listener=summary.listener,
            verdicts=summary.verdicts,
            last_at=summary.last_at,
            record_bytes=desk.records.size_bytes(summary.listener.listener_id),
            is_signed_in=desk.connections.find(summary.listener.listener_id) is not None,
        )
        for summary in desk.repository.summaries()
    )


def _places(paths: AppPaths) -> tuple[StoredPlace, ...]:
    logs = StoredPlace(
        kind=PlaceKind.LOGS, path=str(paths.logs_dir), size_bytes=size_of(iter(log_files(paths.logs_dir)))
    )
    return (*stored_places(paths), logs)


def _zone_names() -> tuple[str, ...]:
    named = {name for name in available_timezones() if "/" in name and not name.startswith(_LEGACY)}
    return tuple(sorted({*named, "UTC"}))


def _kept_in_front(desk: Desk, front: Listener | None) -> Kept:
    """Return what is kept of whoever is on screen, of the one judged last where they are gone."""
    for listener in desk.repository.listeners():
        if front is not None and listener.listener_id == front.listener_id:
            return kept_of(desk, listener)
    return kept_of_last(desk)


def _sign_out_all(
    paths: AppPaths,
    desk: Desk | None,
    clock: Clock,
    places: SpotifyPlaces,
    keychain: Callable[[], Keychain] | None,
) -> bool:
    """Take every sign-in out of the keychain; whether all are gone."""
    if desk is not None:
        try:
            known = list(_signed_in(desk, is_sure=not _has_damaged(paths)))
            # Each of them, whatever became of the others.
            gone = [desk.connections.disconnect(number) for number in known]
            return all(gone)
        except AppError as error:
            log.warning("the results file cannot tell who has signed in: %s", error.code)
    connections = build_connections(paths, clock, _NoLedger(), places, keychain)
    gone = [connections.disconnect(number) for number in range(1, _TRIED_UNKNOWN + 1)]
    return all(gone)


def _signed_in(desk: Desk, *, is_sure: bool) -> Iterator[int]:
    """Yield the numbers of those who may have a sign-in; who has none is not looked for where the file can be trusted."""
    marked = {mark.listener_id for mark in desk.repository.forgotten if mark.has_sign_in}
    highest = desk.repository.highest_listener_id()
    for number in range(1, (highest if is_sure else max(highest, _TRIED_UNKNOWN)) + 1):
        if not is_sure or number in marked or desk.connections.find(number) is not None:
            yield number


def _has_damaged(paths: AppPaths) -> bool:
    """Whether a damaged results file was set aside: nobody knows who was in it."""
    return any(place.kind is PlaceKind.DAMAGED and place.size_bytes for place in stored_places(paths))


class _NoLedger:
    """Knows of nobody."""

    def find(self, listener_id: int) -> SignedIn | None:  # noqa: ARG002 - the ledger's face
        """Return None."""
        return None

    def keep(self, listener_id: int, sign_in: SignedIn) -> None:
        """Keep nothing."""

    def mark_ended(self, listener_id: int) -> None:
        """Note nothing."""

    def forget(self, listener_id: int) -> None:
        """Forget nothing."""
