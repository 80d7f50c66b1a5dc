"""A computer that is put to sleep while Spotify is asked: what was asked ends in time, and is asked again."""

# ruff: noqa: S603

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.integration.processes import Home
from tests.integration.sleeping_reader import TOKEN, TOTAL_S
from tests.spotify_double import SpotifyDouble

pytestmark = pytest.mark.skipif(os.name == "nt", reason="puts processes to sleep by signals of POSIX")


def test_28_what_was_asked_before_the_sleep_ends_and_can_be_asked_again(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        reader = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.sleeping_reader", f"http://127.0.0.1:{port}"],
            cwd=home.folder,
            env=home.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert reader.stdin is not None
        assert reader.stdout is not None
        try:
            reader.stdin.write("go\n")
            silent.settimeout(60)
            asked, _ = silent.accept()
            reader.send_signal(signal.SIGSTOP)
            time.sleep(TOTAL_S + 1)
            asked.close()
            silent.close()
            reader.send_signal(signal.SIGCONT)
            assert reader.stdout.readline() == "spotify_unreachable\n"
            with SpotifyDouble(port=port) as spotify:
                spotify.accounts.access_tokens.add(TOKEN)
                reader.stdin.write("again\n")
                assert reader.stdout.readline() == "read\n"
            reader.stdin.close()
            assert reader.wait(60) == 0
        finally:
            reader.kill()
            reader.stdout.close()
