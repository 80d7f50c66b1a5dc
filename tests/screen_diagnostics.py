"""The diagnostics, and the notice of a fault, as they are drawn."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt

from tests import example_report as example
from unwrapped_desktop.domain.diagnostics import Diagnostics, Section, StandStill, WorkTimes
from unwrapped_desktop.ui.main_window import MainWindow, Screen

Prepare = Callable[[MainWindow], None]

_TIMES = WorkTimes(
    name="judge",
    ended="succeeded",
    took_s=3.42,
    stages=(
        ("opening", 0.02),
        ("reading", 2.11),
        ("counting", 0.40),
        ("measuring", 0.61),
        ("writing", 0.04),
        ("checking", 0.15),
        ("saving", 0.09),
    ),
)
_STILL = StandStill(took_s=0.43, place="ui/textflow.py:150 __init__ < ui/widgets/prose.py:125 _broken")
TEXT = Diagnostics(
    sections=(
        Section(
            title="Versions",
            lines=(("Unwrapped", "0.1.0"), ("Python", "3.11.7"), ("SQLite", "3.42.0"), ("numpy", "2.4.6")),
        ),
        Section(
            title="System",
            lines=(
                ("system", "Linux 6.8.0-48-generic x86_64"),
                ("desktop", "GNOME wayland"),
                ("encoding", "utf-8, UTF-8"),
            ),
        ),
        Section(
            title="Window",
            lines=(
                ("Qt", "6.11.3, wayland"),
                ("window", "1280 x 860, on results"),
                ("screen", "2560 x 1440, 2 x, 96 dpi"),
            ),
        ),
        Section(
            title="This run",
            lines=(
                ("has lasted", "412 s"),
                ("work", _TIMES.as_line()),
                ("failed", "earlier: report_unreadable"),
                ("stand-stills", "1, the longest 430 ms"),
                ("stood still", _STILL.as_line()),
                ("fault", "1 x UnforeseenError in ui/views/results.py:162 ResultsView.show_report"),
            ),
        ),
        Section(
            title="Kept",
            lines=(
                ("results file", "revision 0002, in use, or not closed properly; this version knows 0002"),
                ("listeners", "2"),
                ("analyses", "2"),
                ("earlier verdicts", "31"),
                ("size of results", "3,412,000 bytes"),
                ("room on the disk", "81,204 MB"),
            ),
        ),
    ),
    log=(
        f"2026-11-22T12:04:11.204+00:00 INFO unwrapped_desktop.workers.job [worker] {_TIMES.as_line()}",
        "2026-11-22T12:05:40.918+00:00 CRITICAL unwrapped_desktop.app.faults [MainThread] unexpected: KeyError in ui/views",
        "    | Traceback (most recent call last):",
        '    |   File "~/unwrapped/unwrapped_desktop/ui/views/results.py", line 162, in show_report',
        "    | KeyError: [removed]",
    ),
).as_text()


def _verdict(window: MainWindow) -> None:
    window.results.show_report(example.good_report())
    window.show_screen(Screen.RESULTS)


def _diagnostics(window: MainWindow) -> None:
    _verdict(window)
    window.diagnostics_dialog.show_text(TEXT)
    dialog = window.diagnostics_dialog
    # Into the window, so that it is in the picture.
    dialog.setParent(window, Qt.WindowType.Widget)
    dialog.setAutoFillBackground(True)
    dialog.show()
    QCoreApplication.processEvents()
    dialog.move((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)


def _fault(window: MainWindow) -> None:
    _verdict(window)
    window.show_fault()


STATES: dict[str, Prepare] = {"diagnostics": _diagnostics, "fault": _fault}
