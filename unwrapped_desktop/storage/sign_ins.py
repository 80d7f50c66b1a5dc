"""Who has signed in to Spotify: enough to say so, and when it ends, without asking the keychain."""

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.spotify_sign_in import SignedIn
from unwrapped_desktop.storage.orm import ListenerRow, SpotifySignInRow
from unwrapped_desktop.storage.transactions import Transactions


class SignIns:
    """The `SignInLedger` of a results file."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def find(self, listener_id: int) -> SignedIn | None:
        """Return what is known of a listener's sign-in, None where there is none."""
        with self._transactions.reading() as session:
            row = session.get(SpotifySignInRow, listener_id)
            if row is None:
                return None
            return SignedIn(
                client_id=row.client_id, authorized_at=row.authorized_at, has_ended=bool(row.has_ended)
            )

    def keep(self, listener_id: int, sign_in: SignedIn) -> None:
        """Keep it in the place of what was known before.

        Raises:
            StorageError: `listener_unknown`.
        """
        with self._transactions.writing() as session:
            if session.get(ListenerRow, listener_id) is None:
                raise StorageError("listener_unknown", listener_id=listener_id)
            session.merge(
                SpotifySignInRow(
                    listener_id=listener_id,
                    client_id=sign_in.client_id,
                    authorized_at=sign_in.authorized_at,
                    has_ended=int(sign_in.has_ended),
                )
            )

    def mark_ended(self, listener_id: int) -> None:
        """Note that Spotify has ended it."""
        with self._transactions.writing() as session:
            row = session.get(SpotifySignInRow, listener_id)
            if row is not None:
                row.has_ended = 1

    def forget(self, listener_id: int) -> None:
        """Delete what is known of it."""
        with self._transactions.writing() as session:
            row = session.get(SpotifySignInRow, listener_id)
            if row is not None:
                session.delete(row)
