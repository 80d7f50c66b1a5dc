"""The client id under which a person signs in: their own, since one of Spotify's serves five people."""

import re

from unwrapped_desktop.domain.errors import AuthError

_SHAPE = re.compile(r"[0-9a-f]{32}")


def checked_client_id(text: str) -> str:
    """Return a client id as Spotify writes it, however it was pasted.

    Args:
        text: What a person pasted: white space and quotation marks around it, and capitals, do no harm.

    Raises:
        AuthError: `client_id_shape`: it is not 32 hexadecimal digits; `client_id_empty`: nothing was pasted.
    """
    plain = text.strip().strip("\"'“”‘’").strip().lower()  # noqa: RUF001 - quotation marks of word processors
    if not plain:
        raise AuthError("client_id_empty")
    if not _SHAPE.fullmatch(plain):
        raise AuthError("client_id_shape", length=len(plain))
    return plain
