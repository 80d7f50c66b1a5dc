"""What the parts of a self-test work on: made when the first of them asks for it, and gone when the last has ended."""

import os
import sys
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from unwrapped_desktop.bootstrap import SystemClock, as_sample, build_judge, sample_choices, sample_source
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings

if TYPE_CHECKING:  # a build in which Qt cannot be loaded is told of as far as it works
    from PySide6.QtWidgets import QApplication

_OF_OFFSCREEN = "This plugin does not support"
"""How Qt begins its remarks on what a window without a screen cannot do."""


class PartError(Exception):
    """A part does not work. The message says why in words of the program's own, which name nobody."""


class Material:
    """What is made for one self-test."""

    def __init__(self) -> None:
        self._closing = ExitStack()
        self._reports: dict[str, Report] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._closing.close()

    @cached_property
    def folder(self) -> Path:
        """An empty folder, deleted with all that has been put into it.

        Raises:
            OSError: There is no place for temporary files.
        """
        temporary = TemporaryDirectory(prefix="unwrapped-self-test-", ignore_cleanup_errors=True)
        return Path(self._closing.enter_context(temporary))

    @property
    def report(self) -> Report:
        """The verdict on one of the sample listeners. Raises as `judged` does."""
        return self.judged(sample_choices()[0][0])

    def judged(self, sample: str) -> Report:
        """Return the verdict on a sample listener, given once.

        Args:
            sample: Its name.

        Raises:
            AppError: The build cannot judge.
        """
        if sample not in self._reports:
            self._reports[sample] = build_judge(SystemClock()).report(
                sample_source(sample),
                as_sample(sample, JudgeSettings(timezone="UTC")),
                progress=ignore_progress,
                cancel=CancelToken(),
            )
        return self._reports[sample]

    @cached_property
    def application(self) -> "QApplication":
        """An application that paints and needs no display; the one that runs already, where there is one.

        Raises:
            PartError: Qt could not make one, and would end the process.
        """
        from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - as above
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

        from unwrapped_desktop.app.application import Application  # noqa: PLC0415 - as above
        from unwrapped_desktop.self_test.plugins import can_be_loaded  # noqa: PLC0415 - as above
        from unwrapped_desktop.ui.offscreen import painting_without_window  # noqa: PLC0415 - as above

        if QApplication.instance() is None:
            if not can_be_loaded("platforms", "qoffscreen"):
                raise PartError("Qt's plugin platforms/qoffscreen cannot be loaded")
            os.environ["QT_QPA_PLATFORM"] = "offscreen"  # whatever the desktop would have
            qInstallMessageHandler(_pass_on)
            self._closing.callback(qInstallMessageHandler, None)
        self._closing.enter_context(painting_without_window(Application))
        return cast("QApplication", QApplication.instance())


def _pass_on(_kind: object, _context: object, message: str) -> None:
    if sys.stderr is not None and not message.startswith(_OF_OFFSCREEN):
        sys.stderr.write(f"{message}\n")
