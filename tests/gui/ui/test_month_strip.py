"""The strip of months: what it shows, what it says, what the pointer learns."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests import example_report as example
from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.report import RecordSummary
from unwrapped_desktop.ui.theme import Theme, ThemeMode
from unwrapped_desktop.ui.widgets.month_strip import MonthStrip


def _moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def _record(**changes: object) -> RecordSummary:
    return replace(example.good_report().record, **{"gaps": (), **changes})  # type: ignore[arg-type]


def _strip(theme: Theme, first: datetime, last: datetime, *gaps: tuple[str, str]) -> MonthStrip:
    strip = MonthStrip(theme)
    strip.resize(600, 60)
    found = tuple(Gap(first_month=start, last_month=end) for start, end in gaps)
    record: RecordSummary = _record(first_play_at=first, last_play_at=last, gaps=found)
    strip.set_record(record)
    return strip


def test_the_strip_names_its_gaps(qtbot: QtBot, theme: Theme) -> None:
    strip = _strip(
        theme,
        _moment(2014, 2, 3),
        _moment(2026, 11, 20),
        ("2019-06", "2019-07"),
        ("2020-12", "2020-12"),
        ("2021-11", "2022-02"),
    )
    assert strip.span is not None
    assert strip.span.months == 154
    assert strip.accessibleDescription() == (
        "February 2014 to November 2026: 7 months of 154 without data: June and July 2019; December 2020; "
        "November 2021 to February 2022."
    )
    strip.deleteLater()


def test_the_strip_of_one_month(qtbot: QtBot, theme: Theme) -> None:
    strip = _strip(theme, _moment(2026, 11, 2), _moment(2026, 11, 20))
    assert strip.text() == "November 2026: data in every month."
    assert strip.text_at(3) == "November 2026"
    assert strip.text_at(500) == ""
    strip.deleteLater()


def test_the_pointer_learns_the_month(qtbot: QtBot, theme: Theme) -> None:
    # 40 months on 600 px: 15 px each. The 6th month, June 2020, lies from 75 to 90.
    strip = _strip(theme, _moment(2020, 1, 1), _moment(2023, 4, 30), ("2020-06", "2020-06"))
    assert strip.text_at(10) == "January 2020"
    assert strip.text_at(80) == "June 2020: no data"
    assert strip.text_at(95) == "July 2020"
    assert strip.text_at(599) == "April 2023"
    strip.show()
    QApplication.sendEvent(
        strip, QHelpEvent(QEvent.Type.ToolTip, QPoint(80, 20), strip.mapToGlobal(QPoint(80, 20)))
    )
    assert "June 2020: no data" in QToolTip.text()
    QToolTip.hideText()
    strip.deleteLater()


def test_data_before_the_first_play_and_a_gap_after_it_are_in_the_strip(qtbot: QtBot, theme: Theme) -> None:
    strip = _strip(theme, _moment(2015, 3, 1), _moment(2016, 1, 1), ("2014-02", "2015-02"))
    assert strip.text().startswith("January 2014 to January 2016: 13 months of 25 without data")
    strip.deleteLater()


def test_top_lists_have_no_strip(qtbot: QtBot, theme: Theme) -> None:
    strip = MonthStrip(theme)
    strip.set_record(_record(first_play_at=None, last_play_at=None))
    assert strip.isHidden()
    assert strip.text() == strip.text_at(5) == strip.accessibleDescription() == ""
    strip.deleteLater()


@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
@pytest.mark.parametrize("first_year", [2001, 2024])
def test_a_missing_month_is_seen_by_colour_and_by_shape(
    qtbot: QtBot, theme: Theme, mode: ThemeMode, first_year: int
) -> None:
    theme.set_mode(mode)
    month = f"{first_year + 1}-06"
    whole = _strip(theme, _moment(first_year, 1, 1), _moment(2026, 11, 20))
    holed = _strip(theme, _moment(first_year, 1, 1), _moment(2026, 11, 20), (month, month))
    images = [part.grab().toImage() for part in (whole, holed)]
    accent = theme.colour("accent").rgb()
    found = [
        {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == accent}
        for image in images
    ]
    assert not found[0]
    assert found[1]
    # The mark stands above the band, which begins at 9 px: the shape tells as much as the colour.
    assert min(y for _, y in found[1]) < 9
    whole.deleteLater()
    holed.deleteLater()
