"""Forgetting a listener: at once for the eye, for good when nobody has taken it back.

    mark ......... the listener is in no list any more; a mark on the disk says so before anybody is told
    take back .... everything is as it was, to the byte: nothing had been touched
    purge ........ verdicts, record and sign-in are deleted; then the mark goes

A purge follows when the person leaves the offer, wishes for something else, or ends the program, and at every start: what
was forgotten does not come back after a crash. This is why nobody is asked first whether they are sure.
"""

from dataclasses import dataclass
from typing import Protocol

from unwrapped_desktop.domain.analysis_state import Listener
from unwrapped_desktop.domain.ports import ReportRepository
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.domain.stored import Forgotten


class SignOut(Protocol):
    """Knows who has signed in, and lets a sign-in go."""

    def find(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in, None where there is none."""
        ...

    def disconnect(self, listener_id: int) -> bool:
        """Forget a listener's sign-in everywhere; whether nothing of it is left in the keychain."""
        ...


class Records(Protocol):
    """The kept records, as files."""

    def forget(self, listener_id: int) -> None:
        """Delete a listener's record."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """Forgets listeners. Holds no state; the marks are the repository's.

    Attributes:
        records: The kept records.
        repository: Keeps the verdicts and the marks.
        sign_ins: Keeps the sign-ins.
    """

    records: Records
    repository: ReportRepository
    sign_ins: SignOut

    def mark(self, listener: Listener) -> None:
        """Let a listener vanish. Whoever was marked before is forgotten for good: one change of mind is offered.

        Raises:
            StorageError: It cannot be noted; the listener stays.
        """
        if any(mark.listener_id == listener.listener_id for mark in self.repository.forgotten):
            return  # asked for twice: the offer to take it back stands
        self.purge()
        signed_in = self.sign_ins.find(listener.listener_id)
        self.repository.mark_forgotten(
            Forgotten(listener_id=listener.listener_id, has_sign_in=signed_in is not None)
        )

    def take_back(self, listener_id: int) -> Listener | None:
        """Let a listener be as before; None where nothing is left of them."""
        return self.repository.take_back(listener_id)

    def purge(self, *, ask_keychain: bool = True) -> bool:
        """Delete everything of those who are marked.

        Args:
            ask_keychain: Whether the keychain may be asked, which can take until a person has answered. Otherwise the mark
                of whoever has a sign-in stays, and the next purge goes on there.

        Returns:
            Whether nothing is left. What the keychain does not let go is tried again at the next start.

        Raises:
            StorageError: The verdicts or the record cannot be deleted.
        """
        is_clear = True
        for mark in self.repository.forgotten:
            # The sign-in first: with the listener goes what is known of it.
            is_out = not mark.has_sign_in or (ask_keychain and self.sign_ins.disconnect(mark.listener_id))
            self.records.forget(mark.listener_id)
            self.repository.forget(mark.listener_id)
            if is_out:
                self.repository.unmark(mark.listener_id)
            is_clear = is_clear and is_out
        return is_clear
