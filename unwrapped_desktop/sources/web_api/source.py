"""Reads a listener's lists through the Web API, in at most twelve calls."""

import logging
from collections.abc import Callable
from typing import TypeVar

import spotipy

from unwrapped_desktop.assembling.lists import assemble_lists
from unwrapped_desktop.domain.errors import AppError, SourceError
from unwrapped_desktop.domain.forensics import FileReading, FileStatus, SourceKind
from unwrapped_desktop.domain.ports import SPOTIFY_LOCATION, Clock
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.top_lists import (
    LIST_LENGTH,
    LastPlay,
    ListedArtist,
    ListedSong,
    SavedSongs,
    Span,
    TopLists,
)
from unwrapped_desktop.leaving import unless_cancelled
from unwrapped_desktop.messages import KEYCHAIN_ASKED, message_for
from unwrapped_desktop.sources.web_api.calls import API_URL, AccessTokens, WebApi
from unwrapped_desktop.sources.web_api.mapping import artists_of, last_plays_of, saved_of, songs_of
from unwrapped_desktop.sources.web_api.patience import Patience
from unwrapped_desktop.sources.web_api.shapes import Page, Profile

CALLS_MAX = 12
SAVED_PAGES = 4
"""Of the library so many pages of fifty are read: with who is signed in, six lists and the last plays, twelve calls."""

NAMES = {
    Span.MONTH: "the last four weeks",
    Span.HALF_YEAR: "the last six months",
    Span.YEAR: "about the last year",
}

log = logging.getLogger(__name__)

_T = TypeVar("_T")


class WebApiSource:
    """Whoever has signed in."""

    def __init__(
        self,
        *,
        tokens: Callable[[], AccessTokens],
        clock: Clock,
        base_url: str = API_URL,
        patience: Patience | None = None,
    ) -> None:
        """Prepare to read.

        Args:
            tokens: Returns where a token comes from; may wait for a person to open a keychain.
            clock: Says when it was asked.
            base_url: Where the Web API is; only tests say another place.
            patience: What Spotify has asked of this app before; None where it has asked nothing.
        """
        self._patience = patience or Patience()
        self._tokens = tokens
        self._clock = clock
        self._base_url = base_url

    @property
    def location(self) -> tuple[str, ...]:
        """What stands for a sign-in where the path of an export would stand."""
        return (SPOTIFY_LOCATION,)

    def fetch(self, progress: Tell, cancel: CancelToken) -> TopLists:
        """Read the lists, the last plays and the library.

        Raises:
            AuthError: Nobody is signed in, or not with leave to read the lists.
            SourceError: Spotify cannot be asked now, or has no lists of this listener.
            Cancelled: The token was set.
        """
        progress(Progress(stage=Stage.OPENING, detail=KEYCHAIN_ASKED))
        tokens = unless_cancelled(self._tokens, cancel)
        progress(Progress(stage=Stage.READING, done=0, total=CALLS_MAX, unit="calls"))
        api = WebApi(
            tokens=tokens,
            clock=self._clock,
            progress=progress,
            cancel=cancel,
            base_url=self._base_url,
            patience=self._patience,
        )
        return _Reading(api, progress).lists(self._clock)


class _Reading:
    """One reading: what each call brought, or why it brought nothing."""

    def __init__(self, api: WebApi, progress: Tell) -> None:
        self._api = api
        self._progress = progress
        self.readings: list[FileReading] = []

    def lists(self, clock: Clock) -> TopLists:
        profile = self._api.ask(lambda spotify: spotify.me(), Profile)
        artists = {span: self._artists(span) for span in Span}
        songs = {span: self._songs(span) for span in Span}
        if not artists[Span.YEAR]:
            raise SourceError("no_lists")
        nothing: tuple[LastPlay, ...] = ()
        plays = self._optional("last plays", self._last_plays, nothing)
        saved = self._optional("saved songs", self._saved, None)
        return assemble_lists(
            source=SourceKind.WEB_API,
            identity=profile.account_id or profile.id or "nobody",
            fetched_at=clock.now(),
            artists={span: listed for span, listed in artists.items() if listed},
            songs={span: listed for span, listed in songs.items() if listed},
            last_plays=plays,
            saved=saved,
            readings=tuple(self.readings),
        )

    def _artists(self, span: Span) -> tuple[ListedArtist, ...]:
        """Return a list of artists. It is what a verdict rests on: if it cannot be had, there is none."""
        page = self._page(
            lambda spotify: spotify.current_user_top_artists(limit=LIST_LENGTH, time_range=span.value)
        )
        return self._noted(f"artists, {NAMES[span]}", page, artists_of(page))

    def _songs(self, span: Span) -> tuple[ListedSong, ...]:
        page = self._page(
            lambda spotify: spotify.current_user_top_tracks(limit=LIST_LENGTH, time_range=span.value)
        )
        return self._noted(f"songs, {NAMES[span]}", page, songs_of(page))

    def _last_plays(self) -> tuple[LastPlay, ...]:
        page = self._page(lambda spotify: spotify.current_user_recently_played(limit=LIST_LENGTH))
        return self._noted("last plays", page, last_plays_of(page))

    def _saved(self) -> SavedSongs:
        pages = [self._saved_page(0)]
        total = pages[0].total or 0
        pages.extend(map(self._saved_page, range(1, min(SAVED_PAGES, -(-total // LIST_LENGTH)))))
        rows = sum(len(page.items) for page in pages)
        self.readings.append(FileReading(name="saved songs", rows=rows, status=FileStatus.READ))
        return SavedSongs(total=total, kept=saved_of(pages), is_whole=rows >= total)

    def _saved_page(self, number: int) -> Page:
        return self._page(
            lambda spotify: spotify.current_user_saved_tracks(limit=LIST_LENGTH, offset=number * LIST_LENGTH)
        )

    def _page(self, call: Callable[[spotipy.Spotify], object]) -> Page:
        page = self._api.ask(call, Page)
        self._progress(Progress(stage=Stage.READING, done=self._api.calls, total=CALLS_MAX, unit="calls"))
        return page

    def _noted(self, name: str, page: Page, entries: tuple[_T, ...]) -> tuple[_T, ...]:
        """Note how many entries a call brought, and how many of them could be read."""
        missing = len(page.items) - len(entries)
        self.readings.append(
            FileReading(
                name=name,
                rows=len(page.items),
                status=FileStatus.PARTLY if missing else FileStatus.READ,
                reason=f"Entries left out, since they could not be read or came twice: {missing}."
                if missing
                else None,
            )
        )
        return entries

    def _optional(self, name: str, read: Callable[[], _T], otherwise: _T) -> _T:
        """Return what is read; where it cannot be, say so in the report and go on: it is a gap, never a trait."""
        try:
            return read()
        except AppError as error:
            log.warning("%s could not be read: %s", name, error.code)
            self.readings.append(
                FileReading(name=name, rows=0, status=FileStatus.REFUSED, reason=message_for(_as_kept(error)))
            )
            return otherwise


def _as_kept(error: AppError) -> AppError:
    """Return an error as it stands in a verdict that is kept: there nobody can come back tomorrow."""
    is_of_today = error.code in {"spotify_come_back", "spotify_quota"}
    return SourceError("spotify_wanted_rest") if is_of_today else error
