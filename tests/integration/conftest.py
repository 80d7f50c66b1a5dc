"""Exports and homes for processes."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.integration.processes")

from tests import listeners  # noqa: E402
from tests.integration.disks import SmallDisk, as_anybody  # noqa: E402
from tests.integration.kept_folder import make_kept_folder  # noqa: E402
from tests.integration.processes import Driven, Home, Window, large_life, write_large_export  # noqa: E402

Open = Callable[..., Window]
Drive = Callable[..., Driven]


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> None:
    """Let the programs that are started here hear Ctrl+C: a shell starts what runs in the background deaf to it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a new person's home."""
    folder = tmp_path / "Zuhause mit Lücke"
    folder.mkdir()
    return Home(folder=folder)


@pytest.fixture
def open_window(home: Home) -> Iterator[Open]:
    """Return a function that starts the window; whatever still runs after the test is ended."""
    windows: list[Window] = []

    def start(*files: str | Path, home: Home = home, **options: Any) -> Window:
        window = Window(home, *files, **options)
        windows.append(window)
        return window

    yield start
    for window in windows:
        window.clean_up()


@pytest.fixture
def drive(home: Home) -> Iterator[Drive]:
    """Return a function that starts a window which does as it is told; whatever still runs after the test is ended."""
    windows: list[Driven] = []

    def start(*files: str | Path, home: Home = home, **options: Any) -> Driven:
        window = Driven(home, *files, **options)
        windows.append(window)
        return window

    yield start
    for window in windows:
        window.clean_up()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], SmallDisk]]:
    """Return a function that makes a disk of so many kilobytes."""
    disks: list[SmallDisk] = []

    def make(kb: int) -> SmallDisk:
        disk = SmallDisk(tmp_path / f"kleine Platte {len(disks)}", kb)
        disks.append(disk)
        return disk

    yield make
    for disk in disks:
        disk.close()


@pytest.fixture(name="as_anybody")
def nobody_in_particular() -> tuple[str, ...]:
    """Return what a command begins with whose permissions count, even where the tests are run by root."""
    return as_anybody()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a data folder as it is kept, to be copied, and the label of its verdict."""
    folder = tmp_path_factory.mktemp("behalten")
    return folder / "data", make_kept_folder(folder / "data", folder)


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a zip as Spotify sends it: the last years of a life."""
    folder = tmp_path_factory.mktemp("Ablage für Öl & Äpfel")
    return listeners.write_export(large_life()[-6_000:], folder, zipped=True).path


@pytest.fixture(scope="session")
def other_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return another export of the same life, in a folder: some years earlier, some of them the same."""
    folder = tmp_path_factory.mktemp("Über mich")
    return listeners.write_export(large_life()[-9_000:-3_000], folder, "extended_2021").path


@pytest.fixture(scope="session")
def large_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a zip of some 190,000 rows: the whole of that life, several times over."""
    path = tmp_path_factory.mktemp("Groß") / "my_spotify_data.zip"
    write_large_export(path)
    return path
