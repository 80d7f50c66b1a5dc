"""A client id that a build has brought along: packagers write it into `resources/spotify_client_id.txt` before building."""

import logging

from unwrapped_desktop.auth.client_id import checked_client_id
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.resources import resources_dir

FILE_NAME = "spotify_client_id.txt"

log = logging.getLogger(__name__)


def preset_client_id() -> str:
    """Return it; empty where the build has brought none, as ours do not: one key serves five people."""
    path = resources_dir() / FILE_NAME
    try:
        return checked_client_id(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    except (AppError, OSError, UnicodeDecodeError):
        log.warning("%s holds no client id", FILE_NAME)
        return ""
