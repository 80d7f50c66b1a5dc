"""Puts what is kept on the screen: which screen it leads to, and what stands there.

somebody waits ............. the waiting room, until a file arrives
nobody known ............... the way in
a report is kept ........... the verdict, and above it why a later attempt failed, if one did
no report, a failure ....... the way in, with the reason and "Try again"
"""

import sys
from datetime import datetime

from unwrapped_desktop.app.jobs import Kept
from unwrapped_desktop.app.messages_on_screen import said, said_before
from unwrapped_desktop.app.waiting_desk import WaitingDesk
from unwrapped_desktop.app.wording import left_out_text, moved_text, record_text, sign_in_text
from unwrapped_desktop.domain.analysis_state import CANCELLED, Status
from unwrapped_desktop.domain.catalogue import Catalogue
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.ui.figures import count_noun, write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow, Screen

QUESTIONS = frozenset(
    {
        "another_account",
        "another_listener",
        "listener_half_alike",
        "listener_unclear",
        "lists_unlike_record",
    }
)
"""Failures that are a question: whose listening is it?"""

_QUIET = frozenset({CANCELLED, *QUESTIONS})
"""Failures that the person knows of, and that need no word at the next start."""


class Screens:
    """The window as the controller sees it. Lives in the GUI thread; holds no state of its own."""

    def __init__(self, window: MainWindow, waiting: WaitingDesk) -> None:
        self._window = window
        self._waiting = waiting

    def show_known(self, kept: Kept) -> None:
        """Tell the window who is known and what is kept of them."""
        shown = kept.listener
        self._window.set_listeners(
            [(known.listener_id, known.name, known == shown) for known in kept.listeners]
        )
        self._window.set_record_kept(record_text(kept.record_bytes))

    def show_sign_in(self, signed_in: SignedIn | None, now: datetime) -> None:
        """Say that a sign-in ends, or does not last; once, until there is something else to say."""
        title, body = sign_in_text(signed_in, now)
        notice = self._window.sign_in
        if not title:
            notice.hide()
        elif notice.title != title:
            notice.show_message(title, body)

    def show_waiting(self, count: int) -> None:
        """Say how many files wait for the one that is read."""
        if count:
            title = (
                translate("Screens", "Another file waits its turn.")
                if count == 1
                else translate("Screens", "{files} wait their turn.").format(files=count_noun(count, "file"))
            )
            self._window.waiting.show_message(
                title, translate("Screens", "It is read as soon as this one is done.")
            )
        else:
            self._window.waiting.hide()

    def show_way_in(self, kept: Kept) -> None:
        """Go to the two doors."""
        self._window.login.clear_error()
        self._window.login.set_waiting(kept.waiting is not None)
        self._window.login.set_saved_verdict(kept.report is not None)
        self._window.show_screen(Screen.LOGIN)

    def show_pause(self, kept: Kept) -> None:
        """After an export has been read: first what was read, then the verdict."""
        if kept.report is None or kept.addition is None:
            self.route(kept)
            return
        self._window.pause.show_report(kept.report, kept.addition)
        self._window.set_header(kept.report.listener.name)
        self._window.show_screen(Screen.PAUSE)

    def route(self, kept: Kept) -> None:
        """Show the screen that what is kept leads to."""
        state, fault = kept.state, kept.fault
        if fault is not None:
            self.go_back(kept, said(fault), can_retry=True)
            return
        failed = state is not None and state.status is Status.FAILED and state.error_code not in _QUIET
        failure = said_before(state.error_message or "") if state is not None and failed else ""
        self.go_back(kept, failure, can_retry=failed)

    def go_back(self, kept: Kept, failure: str = "", *, can_retry: bool = False) -> None:
        """Go back to the verdict, or to the way in, and say why there is no new one."""
        if kept.report is None and kept.waiting is not None and not failure:
            self._waiting.open(kept.waiting)
            return
        if kept.report is None:
            self.show_way_in(kept)
            if failure:
                self._window.login.show_error(failed_title(), failure, can_retry=can_retry)
            return
        self.show_report(kept, kept.report)
        if failure:
            self._window.results.show_failure(translate("Screens", "No new verdict"), failure)

    def show_report(self, kept: Kept, report: Report, *, is_earlier: bool = False) -> None:
        """Show a verdict: the kept one, an earlier one, or a sample; where it cannot be drawn, the way in, and say so."""
        try:
            self._draw(kept, report, is_earlier=is_earlier)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is one verdict, and everything else goes on
            sys.excepthook(type(error), error, error.__traceback__)
            self._window.forget_verdict()
            self.show_way_in(kept)
            self._window.login.show_error(
                translate("Screens", "This verdict cannot be shown"),
                translate(
                    "Screens",
                    "It stays where it is kept, as it is. Analyze the file again, or open another verdict.",
                ),
            )

    def _draw(self, kept: Kept, report: Report, *, is_earlier: bool) -> None:
        is_kept = report == kept.report
        earlier = _earlier(kept)
        self._window.results.show_report(
            report, earlier=earlier if is_kept or is_earlier else (), is_earlier=is_earlier
        )
        self._window.set_reanalysable(is_kept)
        self._window.results.set_retellable(is_kept or report.listener.source is SourceKind.SAMPLE)
        self._window.results.set_moved(moved_text(kept.comparison) if is_kept else None)
        self._window.set_header(report.listener.name)
        self._window.show_screen(Screen.RESULTS)

    def refresh_earlier(self, kept: Kept) -> None:
        """Offer on the verdict's page the earlier verdicts there are now, and say what moved since them."""
        results = self._window.results
        is_kept = results.report == kept.report
        if is_kept or results.is_earlier:
            results.set_earlier(_earlier(kept))
        if is_kept:
            results.set_moved(moved_text(kept.comparison))

    def show_friend(self, kept: Kept, report: Report) -> None:
        """Show a friend's verdict; nothing of it is kept. It can be compared with an own one that is."""
        self._window.results.show_report(report, is_friends=True)
        self._window.results.set_comparable(kept.report is not None)
        self._window.set_reanalysable(False)
        self._window.results.set_retellable(False)
        self._window.set_header(report.listener.name)
        self._window.show_screen(Screen.RESULTS)

    def show_left_out(self, kept: Kept, before: Exclusions) -> None:
        """Say what has just been left out, or put back, and that it can be undone."""
        if kept.report is None or kept.report.exclusions == before:
            self._window.left_out.hide()
            return
        title = left_out_text(before, kept.report.exclusions)
        notice = self._window.left_out
        notice.other_button.setVisible(kept.comparison is not None)
        nothing = translate("Screens", "Nothing else has moved.")
        notice.show_message(title, moved_text(kept.comparison) or nothing)

    def show_not_me(self, kept: Kept, catalogue: Catalogue | None) -> None:
        """Let the person say what was not them, if they still look at the verdict."""
        if kept.report is not None and self._window.screen_shown() is Screen.RESULTS:
            self._window.not_me.show_report(kept.report, catalogue)
            self._window.show_screen(Screen.NOT_ME)


def failed_title() -> str:
    """Return what is said first where there is no verdict."""
    return translate("Screens", "No verdict")


def _earlier(kept: Kept) -> list[tuple[object, str, str]]:
    return [(item.history_id, item.label, write_date(item.created_at)) for item in kept.history]
