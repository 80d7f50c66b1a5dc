r"""Where the program keeps its files.

| what | Linux | macOS | Windows |
| --- | --- | --- | --- |
| data | `~/.local/share/unwrapped-desktop` | `~/Library/Application Support/unwrapped-desktop` | `%LOCALAPPDATA%\unwrapped-desktop` |
| logs | `~/.local/state/unwrapped-desktop/log` | `~/Library/Logs/unwrapped-desktop` | `%LOCALAPPDATA%\unwrapped-desktop\Logs` |

The environment variable `UNWRAPPED_HOME` names one folder that holds all of it instead: for a portable copy, for
trying things out, and for tests. It may start with `~`; a relative one is taken from the current folder.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from unwrapped_desktop.domain.errors import StorageError, means_full_disk

APP_NAME = "unwrapped-desktop"
HOME_VARIABLE = "UNWRAPPED_HOME"

PRIVATE = 0o700


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPaths:
    """The folders and files of one installation. Making one touches nothing on the disk.

    Attributes:
        data_dir: Folder of everything that is kept.
        logs_dir: Folder of the logs.
    """

    data_dir: Path
    logs_dir: Path

    @classmethod
    def of_user(cls, environ: Mapping[str, str] | None = None) -> "AppPaths":
        """Return the places of the person who runs the program, or those that `UNWRAPPED_HOME` asks for.

        Args:
            environ: The environment; None means that of the process.
        """
        home = (os.environ if environ is None else environ).get(HOME_VARIABLE, "")
        if home.strip():
            return cls.under(Path(home).expanduser())
        return cls(
            data_dir=platformdirs.user_data_path(APP_NAME, appauthor=False),
            logs_dir=platformdirs.user_log_path(APP_NAME, appauthor=False),
        )

    @classmethod
    def under(cls, home: Path) -> "AppPaths":
        """Return places that all lie in one folder."""
        home = home.absolute()
        return cls(data_dir=home, logs_dir=home / "logs")

    @property
    def database(self) -> Path:
        """The results file."""
        return self.data_dir / "unwrapped.db"

    @property
    def records_dir(self) -> Path:
        """Folder of the listeners' records."""
        return self.data_dir / "records"

    @property
    def waiting_file(self) -> Path:
        """How far somebody has come who waits for an export."""
        return self.data_dir / "waiting.json"

    @property
    def backups_dir(self) -> Path:
        """Folder of the copies of the results file."""
        return self.data_dir / "backups"

    @property
    def lock_file(self) -> Path:
        """Held by the one running instance."""
        return self.data_dir / "unwrapped.lock"

    def ensure(self) -> None:
        """Make the data folder, readable by its owner only. Folders that exist keep their permissions.

        The folder of the logs is left to the logs: the program runs without them.

        Raises:
            StorageError: `disk_full`, or `data_dir_unwritable`: it cannot be made, or nothing can be written in it.
        """
        try:
            self.data_dir.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        except OSError as error:
            if means_full_disk(error):
                raise StorageError("disk_full", path=str(self.data_dir)) from error
            raise StorageError(
                "data_dir_unwritable", path=str(self.data_dir), reason=error.strerror or str(error)
            ) from error
        if not os.access(self.data_dir, os.W_OK | os.X_OK):
            raise StorageError(
                "data_dir_unwritable", path=str(self.data_dir), reason="no permission to write"
            )
