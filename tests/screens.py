"""Draws every view and card, in every state worth looking at, to PNG files: `python -m tests.screens OUT [PART]`.

With PART only the pictures whose name contains it are drawn.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication

from tests import example_report as example
from unwrapped_desktop.domain.progress import Progress, Stage
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.share_card import CARD_FORMATS, CARD_STYLES, card_png
from unwrapped_desktop.ui.theme import Theme, ThemeMode

LARGE, SMALL = QSize(1280, 860), QSize(900, 640)
SAMPLES = (
    ("bakery", "Mirjam, 41", "Gets up before the birds and plays them one song."),
    ("night", "Odell, 29", "Has not finished a song since spring."),
    ("radio", "Ines, 53", "Knows what is in the charts, and when it was not."),
    ("album", "Tomasz, 37", "Listens to albums in order and would like a word."),
    ("rain", "Kaja, 24", "Mostly rain. Some thunder."),
)

Prepare = Callable[[MainWindow], None]

REPORTS: dict[str, Callable[[], Report]] = {
    "good": example.good_report,
    "known": example.known_report,
    "sample": example.sample_report,
    "long": example.long_names_report,
    "rtl": example.rtl_report,
    "cjk": example.cjk_report,
    "abstaining": example.abstaining_report,
    "files": example.failed_files_report,
    "short": example.short_report,
}


def _login(window: MainWindow) -> None:
    window.login.set_samples(SAMPLES)
    window.show_screen(Screen.LOGIN)


def _login_error(window: MainWindow) -> None:
    _login(window)
    window.login.set_saved_verdict(True)
    window.login.show_error(
        "None of the 3 files could be read.",
        "The first is holiday & <b>photos</b>.zip. It holds no listening history of Spotify. Choose the zip that "
        "Spotify sent, as it is.",
    )


def _dropping(window: MainWindow) -> None:
    _login(window)
    window._set_dropping(dropping=True)


def _loading(window: MainWindow) -> None:
    window.show_screen(Screen.LOADING)
    window.loading.begin()
    window.loading.show_progress(Progress(stage=Stage.OPENING, done=14, total=14, unit="files"))
    window.loading.show_progress(
        Progress(
            stage=Stage.READING,
            done=38_100_000,
            total=61_000_000,
            unit="bytes",
            detail="Streaming_History_Audio_2019_6.json",
            rows=106_204,
        )
    )


def _waiting(window: MainWindow) -> None:
    window.show_screen(Screen.LOADING)
    window.loading.show_waiting()


def _result(make: Callable[[], Report]) -> Prepare:
    def prepare(window: MainWindow) -> None:
        report = make()
        window.set_header(report.listener.name)
        window.results.show_report(
            report, earlier=[(1, "SAME SANDWICH", "3 May 2026"), (2, "LAST TO LEAVE", "1 Jan 2026")]
        )
        window.show_screen(Screen.RESULTS)

    return prepare


def _result_scrolled(make: Callable[[], Report]) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _result(make)(window)
        _settle()
        bar = window.results._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    return prepare


def _result_opened(make: Callable[[], Report], place: int) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _result(make)(window)
        _settle()
        window.results.page.open_remark(window.results.page.buttons[place].remark)
        window.results.page.buttons[place].setFocus()

    return prepare


def _result_failed(window: MainWindow) -> None:
    _result(example.good_report)(window)
    window.results.show_failure(
        "The last attempt failed.",
        "Streaming_History_Audio_2019_6.json breaks off before its end. This verdict was kept. Download the export "
        "again and choose the new one.",
    )


def _axis_opened(window: MainWindow) -> None:
    _result(example.known_report)(window)
    _settle()
    window.results.axes._parts[0].click()  # type: ignore[attr-defined]


def _share(make: Callable[[], Report], *, options: bool = False) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _result(make)(window)
        window.share_report(make())
        if options:
            window.share._options.show()

    return prepare


STATES: dict[str, Prepare] = {
    "login": _login,
    "login-error": _login_error,
    "login-drop": _dropping,
    "loading": _loading,
    "loading-waiting": _waiting,
    **{f"results-{name}": _result(make) for name, make in REPORTS.items()},
    "results-end": _result_scrolled(example.failed_files_report),
    "results-opened": _result_opened(example.good_report, 7),
    "results-opened-long": _result_opened(example.long_names_report, 3),
    "results-failed": _result_failed,
    "results-axis": _axis_opened,
    "share": _share(example.good_report),
    "share-options": _share(example.good_report, options=True),
    "share-none": _share(example.unshareable_report),
}


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def draw_views(theme: Theme, out: Path, part: str) -> None:
    """Draw every state in every size, colour and text size."""
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        for size, percent in ((LARGE, 100), (SMALL, 100), (LARGE, 150)):
            for name, prepare in STATES.items():
                full = f"{name}-{mode}-{size.width()}x{size.height()}-{percent}"
                if part not in full:
                    continue
                theme.set_mode(mode)
                theme.set_text_percent(percent)
                window = MainWindow(theme)
                window.resize(size)
                window.show()
                _settle()
                prepare(window)
                _settle()
                window.grab().save(str(out / f"{full}.png"))
                window.close()
                window.deleteLater()
                # Outside an event loop nobody else takes deleted windows away, and every one left slows the next.
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw_cards(out: Path, part: str) -> None:
    """Draw every card format and style."""
    makers = {**REPORTS, "unshareable": example.unshareable_report}
    for name, make in makers.items():
        for format_name in CARD_FORMATS:
            for style in CARD_STYLES if name == "good" else ("accent",):
                full = f"card-{name}-{format_name}-{style}"
                if part in full:
                    (out / f"{full}.png").write_bytes(card_png(make(), format_name, style=style))


def main(arguments: list[str]) -> int:
    """Draw and return the exit code."""
    if not arguments:
        print("Say where to: python -m tests.screens OUT [PART]")
        return 2
    out = Path(arguments[0])
    part = arguments[1] if len(arguments) > 1 else ""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    theme.apply(app)  # type: ignore[arg-type]
    draw_views(theme, out, part)
    draw_cards(out, part)
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
