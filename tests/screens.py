"""Draws every view and card, in every state worth looking at, to PNG files: `python -m tests.screens OUT [PART]`.

With PART only the pictures whose name contains it are drawn.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests import example_report as example
from tests import screen_cases as cases
from tests import (
    screen_diagnostics,
    screen_hostile,
    screen_kept_back,
    screen_moved,
    screen_names,
    screen_recovery,
    screen_saving,
    screen_settings,
    screen_share,
    screen_then_and_now,
    screen_two_listeners,
    screen_wrapped,
)
from tests.example_charts import charted
from tests.listeners import KINDS, NOW, write_export
from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.bootstrap import (
    as_sample,
    build_judge,
    sample_choices,
    sample_source,
    source_at,
)
from unwrapped_desktop.domain.addition import Addition
from unwrapped_desktop.domain.card import CARD_SIZES, CardChoice, CardStyle
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.waiting import Waiting
from unwrapped_desktop.sources.samples import RANKED_SAMPLE
from unwrapped_desktop.ui.cards.contents import CardSubject, make_card
from unwrapped_desktop.ui.cards.picture import card_png
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.views.spotify import SpotifyView
from unwrapped_desktop.ui.widgets.fold import Fold

LARGE, SMALL = QSize(1280, 860), QSize(900, 640)
SAMPLES = sample_choices()
LISTENERS = ("nasty_names", "unlisted", "short_record", "missing_months")
"""Listeners of `tests.listeners` who are judged for the pictures, beside all the samples."""


class _StillClock:
    """It is always the same time, so that the pictures are the same tomorrow."""

    def now(self) -> datetime:
        return NOW


def _judged(location: str | Path, settings: JudgeSettings) -> Report:
    clock = _StillClock()
    source = source_at([location], clock)
    return build_judge(clock).report(source, settings, progress=ignore_progress, cancel=CancelToken())


@cache
def real_report(name: str) -> Report:
    """Return the report that the program really makes of a sample, or of a generated listener."""
    if name in LISTENERS:
        with TemporaryDirectory() as folder:
            written = write_export(KINDS[name](9_001), Path(folder), "extended_2026")
            return _judged(written.path, JudgeSettings(timezone="Europe/Berlin"))
    if name == RANKED_SAMPLE:
        return build_judge(_StillClock()).report(
            sample_source(name),
            as_sample(name, JudgeSettings(timezone="UTC")),
            progress=ignore_progress,
            cancel=CancelToken(),
        )
    return _judged(f"sample:{name}", as_sample(name, JudgeSettings(timezone="UTC")))


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

REAL: dict[str, Callable[[], Report]] = {
    name: partial(real_report, name)
    for name in (*(name for name, _, _ in SAMPLES), RANKED_SAMPLE, *LISTENERS)
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


def _loading_late(window: MainWindow) -> None:
    _loading(window)
    for stage, done, unit in (
        (Stage.READING, 61_000_000, "bytes"),
        (Stage.COUNTING, 168_017, "rows"),
        (Stage.MEASURING, 54, "facts"),
        (Stage.WRITING, 1, "page"),
        (Stage.CHECKING, 12, "claims"),
    ):
        whole = 33 if stage is Stage.CHECKING else done
        window.loading.show_progress(Progress(stage=stage, done=done, total=whole, unit=unit, rows=168_017))


def _loading_cancelling(window: MainWindow) -> None:
    _loading(window)
    window.loading.show_cancelling()


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


def _result_scrolled(make: Callable[[], Report], part: str = "record") -> Prepare:
    """Scroll to the axes (`behaviour`) or to the account of the record."""

    def prepare(window: MainWindow) -> None:
        _result(make)(window)
        _settle()
        bar = window.results._area.verticalScrollBar()
        found: QWidget = getattr(window.results.below, part)
        top = found.mapTo(window.results._content, QPoint(0, 0)).y()
        bar.setValue(top - 40 if part != "record" else bar.maximum())

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


def _result_earlier(window: MainWindow) -> None:
    report = example.good_report()
    window.set_header(report.listener.name)
    window.results.show_report(report, earlier=[(1, "SAME SANDWICH", "3 May 2026")], is_earlier=True)
    window.show_screen(Screen.RESULTS)


def _result_status(window: MainWindow) -> None:
    _result(partial(real_report, "loyalist"))(window)
    window.show_status("Another file waits its turn.", "It is read as soon as this one is done.")


def _result_moved(make: Callable[[], Report]) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _result(lambda: cases.left_out_report(make()))(window)
        window.set_reanalysable(True)
        window.results.set_moved("Compared with the verdict before: 3 things moved.")

    return prepare


def _question(window: MainWindow) -> None:
    _result(example.good_report)(window)
    window.ask_listener(
        "Is this the same listener?",
        "2 % of the plays in holiday & <b>photos</b>.zip are in the record that is kept here. That is few for one "
        "person, and many for two.",
    )


def _pause(make: Callable[[], Report], addition: Addition | None = None) -> Prepare:
    def prepare(window: MainWindow) -> None:
        report = make()
        window.set_header(report.listener.name)
        window.pause.show_report(report, addition)
        window.show_screen(Screen.PAUSE)

    return prepare


def _not_me(make: Callable[[], Report], *, catalogued: bool = True) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _result(make)(window)
        window.not_me.show_report(make(), cases.catalogue() if catalogued else None)
        window.show_screen(Screen.NOT_ME)

    return prepare


def _moved(before: Callable[[], Report], after: Callable[[], Report]) -> Prepare:
    def prepare(window: MainWindow) -> None:
        _result(after)(window)
        window.moved.show_comparison(compare_reports(before(), after()))
        window.show_screen(Screen.MOVED)

    return prepare


def _axis_opened(window: MainWindow) -> None:
    _result(example.known_report)(window)
    _settle()
    window.results.below.behaviour.bars[0].click()


def _real_axis_opened(make: Callable[[], Report], group: str) -> Prepare:
    """Press the first bar of a group: its paper says what was measured, or who pulls."""

    def prepare(window: MainWindow) -> None:
        _result_scrolled(make, group)(window)
        _settle()
        getattr(window.results.below, group).bars[0].click()

    return prepare


def _lately_opened(window: MainWindow) -> None:
    _result_scrolled(example.lately_report, "lately")(window)
    _settle()
    window.results.below.lately.page.buttons[0].click()


def _result_kept(window: MainWindow) -> None:
    """A kept verdict on the next day: all that can be done with it is offered."""
    _result(partial(real_report, "loyalist"))(window)
    window.set_reanalysable(True)
    window.results.set_on_this_day(cases.ON_THIS_DAY)
    window.left_out.show_message("Left out: Kuru Yaprak.", "Since the verdict before: 412 plays fewer.")
    window.sign_in.hide()


def _result_day(window: MainWindow) -> None:
    _result(partial(real_report, "loyalist"))(window)
    window.results.set_on_this_day(cases.ON_THIS_DAY)
    window.results.on_this_day.link.click()


def _lately_opened_hard(window: MainWindow) -> None:
    _result_scrolled(lambda: cases.hardened(example.lately_report()), "lately")(window)
    _settle()
    window.results.below.lately.page.buttons[0].click()


def _statement_opened_hard(window: MainWindow) -> None:
    _result_scrolled(lambda: cases.hardened(example.statement_report()), "statement")(window)
    _settle()
    window.results.below.statement.page.buttons[1].click()


def _result_day_hard(window: MainWindow) -> None:
    _result(lambda: cases.hardened(example.good_report()))(window)
    line = cases.ON_THIS_DAY
    hard = replace(line, artist=cases.HARD_NAMES["Kuru & the Ferries"])
    window.results.set_on_this_day(hard)
    window.results.on_this_day.link.click()


def _statement_short(window: MainWindow) -> None:
    """Somebody with 120 plays has sealed a statement: most of it cannot be judged."""
    sealed = example.statement_report().statement
    assert sealed is not None
    opened = replace(sealed, judged=0, right=0, brier=None, remarks=(), receipts=())
    _result_scrolled(lambda: replace(real_report("short_record"), statement=opened), "statement")(window)


def _friend(window: MainWindow, *, scrolled: bool = False) -> None:
    report = example.good_report()
    window.set_header(report.listener.name)
    window.results.show_report(report, is_friends=True)
    window.results.set_retellable(False)
    window.show_screen(Screen.RESULTS)
    if scrolled:
        _settle()
        bar = window.results._area.verticalScrollBar()
        bar.setValue(bar.maximum())


def _evidence(
    make: Callable[[], Report],
    *,
    words: str = "",
    theme_title: str = "",
    table: bool = False,
    receipts: bool = False,
) -> Prepare:
    """Show the evidence: from its top, at a theme, with a table or its receipts open, or with what is looked for."""

    def prepare(window: MainWindow) -> None:
        _result(make)(window)
        window.evidence.show_report(make())
        window.show_screen(Screen.EVIDENCE)
        while not window.evidence.is_whole:
            _settle()
        window.evidence.search.setText(words)
        _settle()
        for section in window.evidence.sections:
            if section.title == theme_title:
                if table:
                    section.frames[0].fold.set_open(True)
                    _settle()
                if receipts:
                    section.receipt_fold.set_open(True)
                    _settle()
                area = window.evidence.findChildren(QScrollArea)[0]
                content = area.widget()
                assert content is not None
                top = section.receipt_fold if receipts else section
                area.verticalScrollBar().setValue(top.mapTo(content, QPoint(0, 0)).y())

    return prepare


def _spotify(act: Callable[[SpotifyView], object]) -> Prepare:
    def prepare(window: MainWindow) -> None:
        view = window.spotify
        window.show_screen(Screen.SPOTIFY)
        act(view)
        _settle()

    return prepare


def _warned(view: SpotifyView) -> None:
    view.show_waiting()
    view.warn()
    view.say("The link is on the clipboard. It is good for this attempt alone.")


def _lost(view: SpotifyView) -> None:
    view.show_waiting()
    view.findChildren(Fold)[0].set_open(True)


def _refused(view: SpotifyView) -> None:
    view.show_guide()
    view.set_stand_in(True)
    view.show_error(
        "Not signed in",
        "Spotify serves an app only while its owner pays for Premium, and this app's owner does not, or has begun to a "
        "few hours ago. Your export needs none of this.",
    )
    view.client_id.setText("not a client id")
    view.show_field_error(
        "That is no client id: it has 15 characters, and one has 32, of digits and the letters a to f."
    )


def _disconnected(view: SpotifyView) -> None:
    view.show_guide()
    view.show_error(
        "Disconnected",
        "The sign-in is deleted, and 2 verdicts with it. At Spotify the app still has leave; take it away on Spotify's "
        "page.",
        can_revoke=True,
    )


def _waiting_room(
    waiting: Waiting, *, found: bool = False, sealing: bool = False, hard: bool = False
) -> Prepare:
    def prepare(window: MainWindow) -> None:
        room = window.waiting_room
        room.show_waiting(waiting, cases.TODAY)
        if found:
            room.show_found(cases.HARD_FOUND if hard else cases.FOUND)
        if waiting.statement is not None:
            window.statement_form.show_sealed(waiting.statement)
        window.show_screen(Screen.WAITING)
        if sealing and room.statement_fold is not None:
            room.statement_fold.set_open(True)
            _settle()
            area = room.findChildren(QScrollArea)[0]
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return prepare


STATES: dict[str, Prepare] = {
    "login": _login,
    "login-error": _login_error,
    "login-drop": _dropping,
    "loading": _loading,
    "loading-waiting": _waiting,
    "loading-late": _loading_late,
    "loading-cancelling": _loading_cancelling,
    **{f"results-{name}": _result(make) for name, make in REPORTS.items()},
    "results-end": _result_scrolled(example.failed_files_report),
    "results-opened": _result_opened(example.good_report, 7),
    "results-opened-long": _result_opened(example.long_names_report, 3),
    "results-stays": _result_opened(example.good_report, 4),
    "results-failed": _result_failed,
    "results-earlier": _result_earlier,
    "results-status": _result_status,
    "results-axis": _axis_opened,
    "results-kept": _result_kept,
    "results-day": _result_day,
    "results-friend": _friend,
    "results-friend-end": partial(_friend, scrolled=True),
    "results-lately": _result_scrolled(example.lately_report, "lately"),
    "results-lately-opened": _lately_opened,
    "results-moved": _result_moved(example.good_report),
    "results-moved-long": _result_moved(example.long_names_report),
    "results-question": _question,
    "pause-good": _pause(example.good_report),
    "pause-added": _pause(example.good_report, cases.ADDED),
    "pause-nothing-new": _pause(example.good_report, cases.NOTHING_NEW),
    "pause-files": _pause(example.failed_files_report),
    "pause-short": _pause(example.short_report),
    "not-me-nothing": _not_me(example.good_report, catalogued=False),
    "not-me-few": _not_me(lambda: cases.left_out_report(REAL["parent"]())),
    "not-me-hard": _not_me(lambda: cases.left_out_report(example.long_names_report(), cases.HARD)),
    "moved-much": _moved(example.good_report, cases.moved_report),
    "moved-nothing": _moved(example.good_report, example.good_report),
    "moved-long": _moved(example.good_report, example.long_names_report),
    "moved-rtl": _moved(example.rtl_report, example.cjk_report),
    "moved-exclusions": _moved(example.good_report, lambda: cases.left_out_report(example.good_report())),
    **screen_moved.STATES,
    "evidence": _evidence(charted),
    "evidence-older": _evidence(example.good_report),
    "evidence-found": _evidence(partial(real_report, "loyalist"), words="artist"),
    "evidence-nothing": _evidence(partial(real_report, "loyalist"), words="zzz"),
    "evidence-table": _evidence(charted, theme_title="Years", table=True),
    "evidence-receipts": _evidence(partial(real_report, "loyalist"), theme_title="Breadth", receipts=True),
    "evidence-short": _evidence(REAL["short_record"]),
    **{
        f"evidence-{name}": _evidence(partial(real_report, "loyalist"), theme_title=title)
        for name, title in (
            ("obsessions", "Obsessions"),
            ("clock", "The clock"),
            ("streaks", "Sessions and streaks"),
            ("years", "Years"),
            ("discovery", "Discovery"),
        )
    },
    "evidence-hard": _evidence(
        lambda: charted(names=tuple(cases.HARD_NAMES.values())), theme_title="Artists"
    ),
    "evidence-hard-songs": _evidence(
        lambda: charted(names=tuple(cases.HARD_NAMES.values())), theme_title="Obsessions"
    ),
    **screen_share.STATES,
    **screen_settings.STATES,
    "waiting-room-ask": _waiting_room(Waiting(begun_at=cases.TODAY)),
    "waiting-room-confirm": _waiting_room(Waiting(begun_at=cases.TODAY, asked_for_history=True)),
    "waiting-room-wait": _waiting_room(cases.WAITING, found=True),
    "waiting-room-nothing": _waiting_room(replace(cases.WAITING, statement=None)),
    "waiting-room-sealing": _waiting_room(replace(cases.WAITING, statement=None), sealing=True),
    "waiting-room-sealed": _waiting_room(cases.WAITING, sealing=True),
    "results-statement": _result_scrolled(example.statement_report, "statement"),
    "results-lately-hard": _result_scrolled(lambda: cases.hardened(example.lately_report()), "lately"),
    "results-lately-hard-opened": _lately_opened_hard,
    "results-statement-hard": _statement_opened_hard,
    "results-day-hard": _result_day_hard,
    "results-statement-short": _statement_short,
    "waiting-room-hard": _waiting_room(cases.WAITING, found=True, hard=True),
    "spotify-guide": _spotify(lambda view: view.show_guide()),
    "spotify-refused": _spotify(_refused),
    "spotify-waiting": _spotify(lambda view: view.show_waiting()),
    "spotify-warned": _spotify(_warned),
    "spotify-lost": _spotify(_lost),
    "spotify-signed-in": _spotify(lambda view: view.show_signed_in(cases.SIGNED_IN)),
    "spotify-session": _spotify(lambda view: view.show_signed_in(replace(cases.SIGNED_IN, is_lasting=False))),
    "spotify-ended": _spotify(lambda view: view.show_signed_in(replace(cases.SIGNED_IN, has_ended=True))),
    "spotify-disconnected": _spotify(_disconnected),
    **{f"real-{name}": _result(make) for name, make in REAL.items()},
    **{f"real-{name}-axes": _result_scrolled(make, "behaviour") for name, make in REAL.items()},
    **{f"real-{name}-end": _result_scrolled(make) for name, make in REAL.items()},
    **screen_two_listeners.STATES,
    **screen_saving.STATES,
    **screen_recovery.STATES,
    **screen_diagnostics.STATES,
    "real-axis-trait": _real_axis_opened(REAL["night"], "behaviour"),
    "real-axis-mission": _real_axis_opened(REAL["night"], "mission"),
    **{f"pause-real-{name}": _pause(make) for name, make in REAL.items()},
    "not-me-real": _not_me(REAL["parent"]),
    **screen_then_and_now.STATES,
    **screen_wrapped.STATES,
    **screen_names.STATES,
    **screen_kept_back.STATES,
    **screen_hostile.STATES,
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
    real = {f"real-{name}": make for name, make in REAL.items()}
    makers = {**REPORTS, **real, "unshareable": example.unshareable_report}
    for name, make in makers.items():
        for format_name in CARD_SIZES:
            for style in CardStyle if name == "good" else (CardStyle.ACCENT,):
                full = f"card-{name}-{format_name}-{style}"
                if part in full:
                    choice = CardChoice(format_name=format_name, style=style)
                    card = make_card(CardSubject(report=make()), choice)
                    (out / f"{full}.png").write_bytes(card_png(card, format_name, style))


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
