"""Qt's application: files that the system opens come together, and the taskbar of Windows is told who this is."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from unwrapped_desktop import APP_ID
from unwrapped_desktop.app import main

# In a process of its own: pytest has a QApplication already, and there is room for one.
TOLD = """
import json
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from unwrapped_desktop.app.application import Application
application, told = Application(["it"]), []
application.files_opened.connect(lambda: told.append(application.take_opened_files()))
for what in ("/a/one.zip", "/b/zwei ö.unwrapped", QUrl("https://example.org/")):
    QCoreApplication.postEvent(application, QFileOpenEvent(what))
while not told:
    application.processEvents()
QCoreApplication.postEvent(application, QFileOpenEvent("/c/three"))
while len(told) < 2:
    application.processEvents()
print(json.dumps([told, application.take_opened_files()]))
"""


def test_files_that_were_opened_together_are_told_of_together() -> None:
    ended = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", TOLD],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert json.loads(ended.stdout) == [[["/a/one.zip", "/b/zwei ö.unwrapped"], ["/c/three"]], []]


@pytest.mark.parametrize(("platform", "is_frozen"), [("win32", False), ("win32", True), ("linux", False)])
def test_only_where_python_runs_it_the_taskbar_is_told(
    monkeypatch: pytest.MonkeyPatch, platform: str, is_frozen: bool
) -> None:
    told: list[str] = []
    shell = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=told.append)
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(shell32=shell), raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "frozen", is_frozen, raising=False)
    main._tell_taskbar()
    assert told == ([APP_ID] if platform == "win32" and not is_frozen else [])
