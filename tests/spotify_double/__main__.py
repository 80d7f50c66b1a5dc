"""Starts the stand-in by hand: `python -m tests.spotify_double [KIND]`.

It says where it is, and plays Spotify for a generated listener until it is interrupted.
"""

import argparse
import sys
import threading

from tests.list_listeners import VARIETIES, told
from tests.listeners import KINDS
from tests.spotify_double.server import CLIENT_ID, SpotifyDouble

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.spotify_double", description=__doc__)
    parser.add_argument("kind", nargs="?", default="obsessive", choices=sorted(KINDS), metavar="KIND")
    parser.add_argument("--told", default="full", choices=sorted(VARIETIES), help="how much is told")
    parser.add_argument(
        "--old", action="store_true", help="tell popularity and genres, as old client ids get them"
    )
    parser.add_argument("--port", type=int, default=0, help="where it listens; any free port by default")
    parser.add_argument("--at-once", action="store_true", help="agree without showing a page")
    chosen = parser.parse_args()
    with SpotifyDouble(person=told(chosen.kind, 7, chosen.told), port=chosen.port) as double:
        double.web_api.is_old = chosen.old
        double.accounts.asks = not chosen.at_once
        sys.stdout.write(
            f"Spotify's stand-in is at {double.url}, for the client id {CLIENT_ID}. Ctrl+C ends it.\n"
            f"UNWRAPPED_HOME=build/try UNWRAPPED_SPOTIFY={double.url} .venv/bin/unwrapped-desktop\n"
        )
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")
