"""Colours: every pair that is used has the contrast it needs, in both themes; the theme follows its setting."""

import re

import pytest
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from unwrapped_desktop.ui.stylesheet import build_stylesheet
from unwrapped_desktop.ui.theme import Face, Theme, ThemeMode, make_font
from unwrapped_desktop.ui.tokens import (
    DARK,
    DARK_HIGH_CONTRAST,
    LIGHT,
    LIGHT_HIGH_CONTRAST,
    PART_PAIRS,
    TEXT_PAIRS,
    Tokens,
    contrast_ratio,
)

HIGH = [LIGHT_HIGH_CONTRAST, DARK_HIGH_CONTRAST]
THEMES = pytest.mark.parametrize(
    "tokens", [LIGHT, DARK, *HIGH], ids=["light", "dark", "light-high", "dark-high"]
)


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_has_enough_contrast(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast_ratio(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize(("part", "ground"), PART_PAIRS)
def test_parts_have_enough_contrast(tokens: Tokens, part: str, ground: str) -> None:
    assert contrast_ratio(getattr(tokens, part), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", HIGH, ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_who_asks_for_contrast_gets_more_of_it(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast_ratio(getattr(tokens, text), getattr(tokens, ground)) >= 7


@pytest.mark.parametrize("tokens", HIGH, ids=["light", "dark"])
@pytest.mark.parametrize("part", ["rule", "leader"])
def test_lines_that_part_things_show_where_contrast_is_asked_for(tokens: Tokens, part: str) -> None:
    for ground in ("paper", "raised", "receipt"):
        assert contrast_ratio(getattr(tokens, part), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("percent", [100, 200])
@THEMES
def test_what_qt_draws_itself_takes_its_colours_in_pairs_that_are_checked(
    tokens: Tokens, percent: int
) -> None:
    """Every rule of the style sheet that names ink and ground names a pair of the lists above; disabled ones are exempt."""
    checked = {(getattr(tokens, one), getattr(tokens, other)) for one, other in (*TEXT_PAIRS, *PART_PAIRS)}
    sheet = build_stylesheet(tokens, lambda length: round(length * percent / 100))
    seen = 0
    for selector, body in re.findall(r"([^{}]+){([^{}]*)}", sheet):
        ink = re.search(r"(?<![-\w])color: (#\w+)", body)
        ground = re.search(r"background: (#\w+)", body)
        if ink and ground and ":disabled" not in selector:
            assert (ink[1], ground[1]) in checked, selector
            seen += 1
    assert seen >= 10


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("face", list(Face))
def test_our_fonts_are_loaded(theme: Theme, face: Face) -> None:
    assert QFontInfo(make_font(face, 20)).family() == face.value


def test_italics_are_drawn_by_their_own_file(theme: Theme) -> None:
    info = QFontInfo(make_font(Face.TEXT, 20, italic=True))
    assert info.style() == QFont.Style.StyleItalic


def test_a_choice_changes_colours_at_once(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.paper


def test_text_grows_and_is_held_within_bounds(theme: Theme) -> None:
    assert theme.font(size_px=20).pixelSize() == 20
    theme.set_text_percent(150)
    assert theme.font(size_px=20).pixelSize() == 30
    theme.set_text_percent(900)
    assert theme.text_percent == 200
    theme.set_text_percent(10)
    assert theme.text_percent == 100
