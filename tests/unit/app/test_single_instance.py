"""One window a data folder; later starts hand their files over."""

from pathlib import Path

from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from unwrapped_desktop.app.single_instance import SingleInstance, parse_message, server_name


def test_the_second_start_hands_its_files_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "unwrapped.lock")
    assert first.claim()
    first.listen()
    second = SingleInstance(tmp_path / "unwrapped.lock")
    assert not second.claim()
    with qtbot.waitSignal(first.opened_again, timeout=5_000) as caught:
        assert second.hand_over([str(tmp_path / "Müsik.zip")])
    assert caught.args == [[str(tmp_path / "Müsik.zip")]]
    first.release()
    assert second.claim()
    second.release()


def test_two_data_folders_are_two_programs(qtbot: QtBot, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a.lock"), SingleInstance(tmp_path / "b.lock")
    assert one.claim()
    one.listen()
    assert other.claim()
    other.listen()
    one.release()
    other.release()


def test_strange_messages_are_ignored(qtbot: QtBot, tmp_path: Path) -> None:
    for content in (b"", b"no json", b"[]", b'{"paths": 3}', b'{"paths": [1]}', b"[" * 100_000):
        assert parse_message(content) is None
    instance = SingleInstance(tmp_path / "unwrapped.lock")
    assert instance.claim()
    instance.listen()
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path / "unwrapped.lock"))
    assert socket.waitForConnected(5_000)
    socket.write(b"\x00" * 1_000)
    socket.disconnectFromServer()
    with qtbot.waitSignal(instance.opened_again, timeout=5_000) as caught:
        assert SingleInstance(tmp_path / "unwrapped.lock").hand_over([])
    assert caught.args == [[]]
    instance.release()
