"""Draws the pictures of the front page, the guide and the stores: `python -m tests.front_page OUT [PART]`.

Whoever is judged on them is one of the program's own samples, so that anybody can see the same at home. The words of a
page go into its file as the description, by which a test notices that the program has begun to say something else. With
PART only the pictures whose name contains it are drawn.
"""

import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from tests import screen_cases as cases
from tests import screen_share, screen_then_and_now, screens
from tests.listeners import NOW
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.bootstrap import as_sample, build_judge, source_at
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.chapters import Chapters
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.ui.listener_choice import ChoiceKind, ListenerChoice
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme, ThemeMode

SIZE = QSize(1280, 860)
"""Pixels of every picture."""

BETWEEN = " | "
"""What stands between label, charge and remarks in the description of a picture."""

_FREQUENT, _COLOURS = 160, 256
_DESCRIPTION = "Description"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A state of the window that is worth showing.

    Attributes:
        prepare: Brings the window into it.
        sample: The made-up listener whose page is on it; empty where no page is.
        mode: Its colours.
    """

    prepare: screens.Prepare
    sample: str = ""
    mode: ThemeMode = ThemeMode.LIGHT


def words_of(report: Report) -> str:
    """Return the label, the charge and the page of a report, in one line: a PNG file keeps no others."""
    verdict = report.verdict
    return BETWEEN.join((verdict.label, verdict.charge, *(remark.text for remark in verdict.remarks)))


def words_on(path: Path) -> str:
    """Return the words that a picture was drawn with; empty where it has none."""
    return QImage(str(path)).text(_DESCRIPTION)


def said_today(name: str) -> str:
    """Return the words that a picture would be drawn with now."""
    sample = PICTURES[name].sample
    return words_of(screens.real_report(sample)) if sample else ""


class _StillClock:
    def now(self):  # type: ignore[no-untyped-def]
        return NOW


def _settings(name: str) -> JudgeSettings:
    return as_sample(name, JudgeSettings(timezone="UTC"))


@cache
def _chapters(name: str) -> Chapters:
    return build_judge(_StillClock()).chapters(
        source_at([f"sample:{name}"], _StillClock()),
        _settings(name),
        tell=lambda _chapter: None,
        progress=ignore_progress,
        cancel=CancelToken(),
    )


@cache
def _without_suspects(name: str) -> Report:
    """Return the report of a sample who has left out all that was proposed."""
    proposed = [item for suspect in screens.real_report(name).suspects for item in suspect.exclusions]
    return build_judge(_StillClock()).report(
        source_at([f"sample:{name}"], _StillClock()),
        replace(_settings(name), exclusions=Exclusions(tuple(proposed))),
        progress=ignore_progress,
        cancel=CancelToken(),
    )


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def _page(name: str, *, opened: str = "", scrolled_px: int = 0) -> screens.Prepare:
    """Show the page of a sample, the remark open that holds a word, as far down as that."""

    def prepare(window: MainWindow) -> None:
        screens.STATES[f"real-{name}"](window)
        _settle()
        page = window.results.page
        if opened:
            page.open_remark(next(one.remark for one in page.buttons if opened in one.remark.text))
            _settle()
        window.results._area.verticalScrollBar().setValue(scrolled_px)

    return prepare


def _waiting(window: MainWindow) -> None:
    """Show the waiting room with one export found."""
    screens.STATES["waiting-room-wait"](window)
    window.waiting_room.show_found(cases.FOUND[:1])


def _scores(name: str) -> screens.Prepare:
    """Show the scores, with the receipt of the last one open."""

    def prepare(window: MainWindow) -> None:
        screens.STATES[f"real-{name}-axes"](window)
        _settle()
        window.results.below.mission.bars[-1].click()

    return prepare


def _then_and_now(name: str, year: str) -> screens.Prepare:
    """Show the labels of the years, one of them open."""

    def prepare(window: MainWindow) -> None:
        view = screen_then_and_now.shown(window, screens.real_report(name))
        view.show_chapters(_chapters(name))
        screen_then_and_now.settle(view)
        next(row for row in view.years.rows if row.year == year).click()
        screen_then_and_now._scroll_to(view, view.years)

    return prepare


def _card(name: str) -> screens.Prepare:
    def prepare(window: MainWindow) -> None:
        view = screen_share.shown(window, screens.real_report(name), chapters=_chapters(name))
        view.options_fold.set_open(True)

    return prepare


def _moved(name: str) -> screens.Prepare:
    def prepare(window: MainWindow) -> None:
        screens.STATES[f"real-{name}"](window)
        window.moved.show_comparison(compare_reports(screens.real_report(name), _without_suspects(name)))
        window.show_screen(Screen.MOVED)

    return prepare


def _two(left: str, right: str) -> screens.Prepare:
    def prepare(window: MainWindow) -> None:
        reports = screens.real_report(left), screens.real_report(right)
        window.results.show_report(reports[0])
        view = window.two_listeners
        view.set_choices(
            [
                ListenerChoice(key=report.listener.name, name=report.listener.name, kind=ChoiceKind.SAMPLE)
                for report in reports
            ]
        )
        view.choose(*(report.listener.name for report in reports))
        window.show_screen(Screen.TWO_LISTENERS)
        view.show_together(
            lay_side_by_side(
                *reports,
                load_reference(),
                load_phrasebook(),
                intensity=Intensity.HONEST,
                cancel=CancelToken(),
            ),
            can_analyze=False,
        )

    return prepare


PICTURES: dict[str, Picture] = {
    "verdict": Picture(prepare=_page("loyalist"), sample="loyalist"),
    "receipts": Picture(prepare=_page("loyalist", opened="ABBA stacked", scrolled_px=330), sample="loyalist"),
    "evidence": Picture(prepare=screens.STATES["evidence-clock"]),
    "then-and-now": Picture(prepare=_then_and_now("loyalist", "2019")),
    "card": Picture(prepare=_card("loyalist")),
    "dark": Picture(prepare=_page("night", opened="Sunburn"), sample="night", mode=ThemeMode.DARK),
    "way-in": Picture(prepare=screens.STATES["login"]),
    "waiting-room": Picture(prepare=_waiting),
    "loading": Picture(prepare=screens.STATES["loading-late"]),
    "what-was-read": Picture(prepare=screens.STATES["pause-real-gaps"]),
    "scores": Picture(prepare=_scores("loyalist")),
    "not-me": Picture(prepare=screens.STATES["not-me-real"]),
    "what-moved": Picture(prepare=_moved("parent")),
    "two-listeners": Picture(prepare=_two("loyalist", "night")),
    "sign-in": Picture(prepare=screens.STATES["spotify-guide"]),
    "settings": Picture(prepare=screens.STATES["settings"]),
}
"""The first six are those of the stores, too: their names are written into the packages."""


def few_colours(image: QImage) -> QImage:
    """Return an image in at most 256 colours, each of its others in the nearest of them: half the bytes, crisp text.

    The frequent ones come first; what is left goes to whichever is farthest from those, so that a small red stroke on
    a page of ink stays red.
    """
    pixels = np.array(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).reshape(-1, 4)
    colours, places, counts = np.unique(pixels[:, :3], axis=0, return_inverse=True, return_counts=True)
    apart = np.abs(colours[:, None].astype(np.int16) - colours.astype(np.int16)).sum(axis=2)
    chosen = np.argsort(-counts)[:_FREQUENT].tolist()
    while len(chosen) < min(_COLOURS, len(colours)):
        chosen.append(int(apart[:, chosen].min(axis=1).argmax()))
    nearest = apart[:, chosen].argmin(axis=1)
    indexed = QImage(image.size(), QImage.Format.Format_Indexed8)
    indexed.setColorTable(
        [0xFF000000 | red << 16 | green << 8 | blue for blue, green, red in colours[chosen].tolist()]
    )
    rows = np.array(nearest[places.reshape(-1)], dtype=np.uint8).reshape(image.height(), image.width())
    np.asarray(indexed.bits()).reshape(image.height(), -1)[:, : image.width()] = rows
    return indexed


def drawn(name: str, theme: Theme) -> QImage:
    """Return a picture of the window in its state."""
    theme.set_mode(PICTURES[name].mode)
    window = MainWindow(theme)
    window.resize(SIZE)
    window.show()
    _settle()
    PICTURES[name].prepare(window)
    _settle()
    image = window.grab().toImage()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return image


def write(image: QImage, words: str, path: Path) -> None:
    """Write a picture as PNG, as small as it goes, with the words of its page.

    Raises:
        OSError: It cannot be written.
    """
    writer = QImageWriter(str(path), b"png")
    writer.setCompression(100)
    writer.setText(_DESCRIPTION, words)
    if not writer.write(few_colours(image)):
        raise OSError(writer.errorString())


def main(arguments: list[str]) -> int:
    """Draw and return the exit code."""
    if not arguments:
        sys.stderr.write("Say where to: python -m tests.front_page OUT [PART]\n")
        return 2
    out = Path(arguments[0])
    part = arguments[1] if len(arguments) > 1 else ""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    theme = Theme(mode=ThemeMode.LIGHT, reduced_motion=True)
    theme.apply(app)  # type: ignore[arg-type]
    names = [name for name in PICTURES if part in name]
    for name in names:
        write(drawn(name, theme), said_today(name), out / f"{name}.png")
    sys.stderr.write(f"{len(names)} pictures in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
