"""Drives a headless Chromium by its DevTools protocol, over a pipe: what a page looks like, measures, asks for and prints.

Nothing but the standard library is needed. `chromium()` names the program, None where there is none. The browser gets a
profile of its own, and every request that leaves this computer ends at a proxy that does not exist.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from select import select
from types import TracebackType
from typing import Any, Self

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_TIMEOUT_S = 90
_NOTHING_LISTENS = "http://127.0.0.1:9"
_WITH_PIPES = """
import fcntl, os, sys
high = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
os.dup2(high[0], 3)
os.dup2(high[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from file descriptor 3 and writes to 4: this becomes the browser with its pipes there."""


def chromium() -> str | None:
    """Return the path of a Chromium, None where none is installed."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


class BrowserError(Exception):
    """The browser has ended, or does not answer, or says no."""


class Browser:
    """A headless Chromium with one tab.

    Attributes:
        requests: Addresses that were asked for since a page was opened, that of the page itself first.
        complaints: What the console said since then: errors, warnings, violations of the page's own policy.
    """

    def __init__(self, program: str) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._heard = b""
        self._messages: deque[dict[str, Any]] = deque()
        self._number = 0
        hears, self._to = os.pipe()
        self._from, says = os.pipe()
        self._process = self._start(program, hears, says)
        os.close(hears)
        os.close(says)
        self._tab = ""
        try:
            self._open_tab()
        except BrowserError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and forget its profile."""
        try:
            self._ask("Browser.close", in_tab=False)
        except BrowserError:
            self._process.kill()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
        self._profile.cleanup()

    def open(
        self, page: Path, *, width: int, height: int = 900, dark: bool = False, anchor: str = ""
    ) -> None:
        """Open a page at a size and wait until it is drawn.

        Args:
            page: File.
            width: Of the window, CSS pixels.
            height: Of the window.
            dark: Whether dark colours are asked for.
            anchor: Part of the page to go to.
        """
        self._ask("Page.navigate", {"url": "about:blank"})
        self._await("Page.loadEventFired")
        self._messages.clear()
        self.requests.clear()
        self.complaints.clear()
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", {"media": "", "features": [scheme]})
        address = page.resolve().as_uri() + (f"#{anchor}" if anchor else "")
        self._ask("Page.navigate", {"url": address})
        self._await("Page.loadEventFired")
        self.evaluate("document.fonts.ready.then(() => true)")

    def evaluate(self, expression: str) -> Any:
        """Return what an expression of JavaScript is on the page; it runs beside the page, which may forbid scripts."""
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        answer = self._ask("Runtime.evaluate", asked)
        if "exceptionDetails" in answer:
            raise BrowserError(answer["exceptionDetails"].get("text", expression))
        return answer["result"].get("value")

    def picture(self, *, whole: bool = True) -> bytes:
        """Return a picture as PNG: of the whole page, or of what the window shows."""
        asked: dict[str, Any] = {"format": "png", "captureBeyondViewport": whole}
        if whole:
            size = self._ask("Page.getLayoutMetrics")["cssContentSize"]
            asked["clip"] = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        return base64.b64decode(self._ask("Page.captureScreenshot", asked)["data"])

    def printed(self, *, letter: bool = False) -> bytes:
        """Return the page as it is printed, as PDF on A4 or Letter."""
        width, height = (8.5, 11.0) if letter else (8.27, 11.69)
        asked = {
            "paperWidth": width,
            "paperHeight": height,
            "printBackground": True,
            "preferCSSPageSize": False,
        }
        return base64.b64decode(self._ask("Page.printToPDF", asked)["data"])

    def _open_tab(self) -> None:
        target = self._ask("Target.createTarget", {"url": "about:blank"}, in_tab=False)["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True}, in_tab=False)
        self._tab = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")

    def _start(self, program: str, hears: int, says: int) -> subprocess.Popen[bytes]:
        arguments = [
            program,
            "--headless",
            "--remote-debugging-pipe",
            f"--user-data-dir={self._profile.name}",
            f"--proxy-server={_NOTHING_LISTENS}",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-gpu",
            "--disable-sync",
            "--hide-scrollbars",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            arguments.append("--no-sandbox")  # the sandbox does not start for root
        return subprocess.Popen(  # noqa: S603 - our own arguments
            [sys.executable, "-c", _WITH_PIPES, str(hears), str(says), *arguments],
            pass_fds=(hears, says),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _ask(
        self, method: str, parameters: dict[str, Any] | None = None, *, in_tab: bool = True
    ) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters or {}}
        if in_tab:
            message["sessionId"] = self._tab
        try:
            os.write(self._to, json.dumps(message).encode() + b"\0")
        except OSError as error:
            raise BrowserError("It has ended.") from error
        while True:
            heard = self._hear()
            if heard.get("id") == self._number:
                if "error" in heard:
                    raise BrowserError(f"{method}: {heard['error']}")
                result: dict[str, Any] = heard["result"]
                return result
            self._note(heard)
            self._messages.append(heard)

    def _await(self, event: str) -> None:
        while self._messages:
            if self._messages.popleft().get("method") == event:
                return
        while True:
            heard = self._hear()
            self._note(heard)
            if heard.get("method") == event:
                return

    def _note(self, heard: dict[str, Any]) -> None:
        told = heard.get("params", {})
        match heard.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(f"{told['entry']['level']}: {told['entry']['text']}")
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(told))

    def _hear(self) -> dict[str, Any]:
        ends = time.monotonic() + _TIMEOUT_S
        while b"\0" not in self._heard:
            ready, _, _ = select([self._from], [], [], max(0.0, ends - time.monotonic()))
            part = os.read(self._from, 1 << 20) if ready else b""
            if not part:
                raise BrowserError("It does not answer.")
            self._heard += part
        message, _, self._heard = self._heard.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        return heard
