"""The second opinion: Spotify's yearly reviews beside the full count, a year at a time.

Public face of `WrappedView`:
    signals  back_requested(), page_requested(str)
    method   show_report(report)
    parts    years, page, back
"""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.choice_row import ChoiceRow
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import clear, column, scroll_area
from unwrapped_desktop.ui.widgets.prose import BODY, Prose
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX
from unwrapped_desktop.ui.widgets.reviewed_page import ReviewedPage
from unwrapped_desktop.ui.wrapped_words import known_sentence

_SIDE_PX, _TOP_PX = 40, 32


class WrappedView(QWidget):
    """The screen of reviews. The latest comes first; each is put up when it is chosen.

    Attributes:
        years: Which year is shown; hidden where there is one alone.
        page: The spread of that year; None before a report.
        back: Leads to the verdict.
        back_requested: The person goes back to the verdict.
        page_requested: Something is to be opened at Spotify; carries its address.
    """

    back_requested = Signal()
    page_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self.page: ReviewedPage | None = None
        self.headline = Headline(theme, "", max_px=84, max_lines=1)
        self.lead = Prose(theme, "", BODY)
        self.years = ChoiceRow(theme, translate("WrappedView", "Year of the review"))
        self.back = LinkButton(theme, translate("WrappedView", "Back to the verdict"))
        self._column = column(gap=0)
        self._build()
        self.back.clicked.connect(self.back_requested)
        self.years.chosen.connect(self._choose)
        self._fit()

    def show_report(self, report: Report) -> None:
        """Show the reviews of a report, the latest first; one that is shown already is left as it stands."""
        if report == self._report:
            return
        self._report = report
        years = report.wrapped.years if report.wrapped is not None else ()
        self.years.setVisible(len(years) > 1)
        self.years.set_choices([str(one.year) for one in reversed(years)], 0)
        self._choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; the arrows to the sides choose the year."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.key() in steps and self.years.isVisible():
            self.years.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        content = QWidget()
        self._whole = column(gap=0)
        self._whole.addLayout(indent(self.headline))
        self._whole.addSpacing(12)
        self._whole.addLayout(_at_left(self.years))
        self._whole.addSpacing(12)
        self._whole.addLayout(indent(self.lead))
        self._whole.addSpacing(12)
        self._whole.addLayout(_at_left(self.back))
        self._whole.addSpacing(24)
        self._whole.addLayout(self._column)
        self._whole.addStretch(1)
        content.setLayout(self._whole)
        self._area = scroll_area(content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _choose(self, place: int) -> None:
        opinion = self._report.wrapped if self._report is not None else None
        clear(self._column)
        self.page = None
        if opinion is None or not opinion.years:
            return
        year = opinion.years[-1 - place]
        title = (
            translate("WrappedView", "{year}, COUNTED AGAIN")
            if year.reason is None
            else translate("WrappedView", "{year}, NOT COUNTED")
        )
        self.headline.setText(title.format(year=year.year))
        self.headline.updateGeometry()
        self.lead.setText(known_sentence(year))
        self.lead.updateGeometry()
        self.page = ReviewedPage(self._theme, opinion, year)
        self.page.page_requested.connect(self.page_requested)
        self.page.built.connect(self._order_tabs)
        self._column.addWidget(self.page)
        self._area.verticalScrollBar().setValue(0)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Lead the keyboard from the years into the spread, which is newer than they are."""
        chain: list[QWidget] = [*self.years.buttons, self.back]
        chain += self.page.stops if self.page is not None else []
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _fit(self) -> None:
        side = (_SIDE_PX if self.width() >= 900 else 28) - PAD_PX
        self._whole.setContentsMargins(side, _TOP_PX, side, 48)


def _at_left(part: QWidget) -> QHBoxLayout:
    """Return a row in which a part of its own width stands at the left."""
    line = indent(part)
    line.addStretch(1)
    return line
