"""The way in, the reading, the sharing, and the window around them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import SAMPLES, STATES
from unwrapped_desktop.domain.progress import Progress, Stage
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.views.loading import LoadingView, TimeLeft
from unwrapped_desktop.ui.views.login import SampleLink

OpenWindow = Callable[[int, int], MainWindow]


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            yield widget


def _target(widget: QWidget) -> QWidget:
    """Return what a person aims at: the frame around a field that is part of something."""
    around = widget.parentWidget()
    return around if isinstance(around, QComboBox | QAbstractSpinBox) else widget


@pytest.mark.parametrize("state", list(STATES))
def test_every_state_is_plain_text_and_whatever_takes_the_focus_has_a_name_and_size(
    open_window: OpenWindow, state: str
) -> None:
    window = open_window(1280, 860)
    STATES[state](window)
    _settle()
    for label in window.findChildren(QLabel):
        assert not label.text() or label.textFormat() == Qt.TextFormat.PlainText
    central = window.centralWidget()
    assert central is not None
    found = list(_focusable(central))
    assert found or state == "loading-cancelling"
    for widget in found:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), widget
        if not isinstance(widget, QScrollArea):
            target = _target(widget)
            assert target.width() >= 24, widget
            assert target.height() >= 24, widget


@pytest.mark.parametrize("size", [(1280, 860), (900, 640), (640, 480)])
@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize(
    "state",
    [
        "login-error",
        "results-long",
        "results-files",
        "results-moved",
        "loading",
        "share-options",
        "not-me-hard",
        "moved-long",
        "evidence-hard",
        "waiting-room-hard",
        "wrapped-hard",
        "wrapped-receipts",
        "settings-listeners-hard",
        "settings-places-long",
    ],
)
def test_nothing_is_wider_than_the_window(
    open_window: OpenWindow, theme: Theme, state: str, size: tuple[int, int], percent: int
) -> None:
    theme.set_text_percent(percent)
    window = open_window(*size)
    STATES[state](window)
    _settle()
    assert window.width() == size[0]
    for area in window.findChildren(QScrollArea):
        content = area.widget()
        if content is not None and content.isVisible():
            assert content.width() <= area.viewport().width()


def test_login_intents(qtbot: QtBot, open_window: OpenWindow) -> None:
    login = open_window(1280, 860).login
    login.set_samples(SAMPLES)
    login.set_saved_verdict(True)
    login.choose_file_requested.disconnect()
    login.choose_folder_requested.disconnect()
    login.open_privacy_page_requested.disconnect()
    for signal, button in (
        (login.choose_file_requested, login.choose_file),
        (login.choose_folder_requested, login.choose_folder),
        (login.open_privacy_page_requested, login.privacy_page),
        (login.saved_verdict_requested, login.saved_verdict),
    ):
        with qtbot.waitSignal(signal):
            button.click()
    link = login.findChildren(SampleLink)[2].link
    with qtbot.waitSignal(login.sample_requested) as caught:
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert caught.args == [SAMPLES[2][0]]


def test_a_login_error_can_be_dismissed_and_blocks_nothing(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.show_screen(Screen.LOGIN)
    login = window.login
    login.show_error("It is not a zip.", "Choose the zip that Spotify sent.")
    assert login.error.isVisible()
    assert login.choose_file.isEnabled()
    QTest.mouseClick(login.error.close_button, Qt.MouseButton.LeftButton)
    assert not login.error.isVisible()


def test_reading_shows_true_counts(theme: Theme, qtbot: QtBot) -> None:
    view = LoadingView(theme, clock=lambda: 0.0)
    qtbot.addWidget(view)
    view.show_progress(
        Progress(stage=Stage.READING, done=30_000_000, total=60_000_000, unit="bytes", rows=83_000)
    )
    assert "83,000 rows" in view.lines.text()
    assert 0.3 < view.bar.ratio < 0.4
    view.show_progress(Progress(stage=Stage.OPENING, done=1, total=1, unit="files"))
    assert view.bar.ratio > 0.3
    view.show_progress(Progress(stage=Stage.SAVING, done=1, total=1))
    assert view.bar.ratio == pytest.approx(1)


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_its_words(theme: Theme, qtbot: QtBot, stage: Stage) -> None:
    view = LoadingView(theme)
    qtbot.addWidget(view)
    view.show_progress(Progress(stage=stage))
    assert view.headline.text()
    assert stage.value.split("_")[0][:4] in view.step.text() or view.step.text()


def test_time_left_waits_until_it_is_steady() -> None:
    now = [0.0]
    left = TimeLeft(lambda: now[0])
    now[0] = 1.0
    assert left.guess_s(0.1) is None
    guesses = []
    for second in (3.0, 4.0, 5.0, 6.0):
        now[0] = second
        guesses.append(left.guess_s(second / 20))
    assert guesses[0] is None
    assert guesses[-1] == pytest.approx(14)


def test_reading_can_be_cancelled_by_button_and_escape(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(1280, 860)
    window.show_screen(Screen.LOADING)
    loading = window.loading
    with qtbot.waitSignal(loading.cancel_requested):
        loading.cancel.click()
    with qtbot.waitSignal(loading.cancel_requested):
        QTest.keyClick(loading, Qt.Key.Key_Escape)
    loading.show_cancelling()
    with qtbot.assertNotEmitted(loading.cancel_requested):
        QTest.keyClick(loading, Qt.Key.Key_Escape)
    loading.show_waiting()
    assert loading.cancel.text() == "Withdraw"
    assert loading.cancel.isEnabled()
