"""The verdict: label, charge, page, receipts, axes, and the account of what was read.

Public face of `ResultsView`:
    signals  share_requested(object Remark or None), analyze_again_requested(), another_file_requested(),
             earlier_requested(object id), retry_requested(), latest_requested()
    methods  show_report(report, earlier=[(id, label, date text), ...], is_earlier=False),
             show_failure(title, body), clear_failure(), set_reanalysable(bool), focus_first_remark()
"""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Receipt, Remark, Report
from unwrapped_desktop.ui.axis_words import axis_receipt, is_mission_axis
from unwrapped_desktop.ui.card_choice import is_shareable, ranked_remarks
from unwrapped_desktop.ui.text import button_text, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import WIDE_WINDOW_PX
from unwrapped_desktop.ui.widgets.axis_bar import PAD_PX as AXIS_PAD_PX
from unwrapped_desktop.ui.widgets.axis_bar import AxisBar
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Grid, Rule, column, row, scroll_area
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper
from unwrapped_desktop.ui.widgets.record_section import RecordSection
from unwrapped_desktop.ui.widgets.remark_page import CHARGE_FAMILY, PAD_PX, RemarkPage, charge_remark

_RECEIPT_PX = 360
_NARROW_RECEIPT_PX = 460
_SAMPLE_TITLE = "A made-up listener. Yours will be true."
_SIDE_PX = 40
_TOP_PX = 32


class ResultsView(QWidget):
    """The third screen."""

    share_requested = Signal(object)
    analyze_again_requested = Signal()
    another_file_requested = Signal()
    earlier_requested = Signal(object)
    latest_requested = Signal()
    retry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._axis_shown: AxisBar | None = None
        self._first_show = False
        self.headline = Headline(theme)
        self.page = RemarkPage(theme)
        self.claims = Prose(theme, "", SMALL_QUIET)
        self.eyebrow = Prose(theme, "", EYEBROW)
        below = (0, 0, 0, 24)
        self.sample = Notice(
            theme, action="Read my own file", dismissible=False, colour="second", outside=below
        )
        self.failure = Notice(theme, action="Try again", outside=below)
        self.earlier_notice = Notice(
            theme, action="Back to the latest", dismissible=False, colour="third", outside=below
        )
        self.behaviour = AxisGroup(theme, "HOW YOU LISTEN")
        self.mission = AxisGroup(theme, "CHARTS AND CRITICS")
        self.axis_paper = ReceiptPaper(theme)
        self.record = RecordSection(theme)
        self.share = Button(theme, "Share", primary=True)
        self.again = Button(theme, "Analyze again")
        self.another = Button(theme, "Another file")
        self.earlier = Button(theme, "Earlier verdicts")
        self._earlier_menu = QMenu(self.earlier)
        self._build()
        self._connect()

    @property
    def report(self) -> Report | None:
        """The report on screen."""
        return self._report

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the receipt beside the page; large text needs more."""
        return self.width() >= WIDE_WINDOW_PX * (1 + (self._theme.scale - 1) * 0.6)

    def show_report(
        self, report: Report, *, earlier: Sequence[tuple[object, str, str]] = (), is_earlier: bool = False
    ) -> None:
        """Show a verdict from its top, with the strongest receipt open where there is room.

        Args:
            report: What to show.
            earlier: Earlier verdicts as (id, label, date in words); the id comes back in `earlier_requested`.
            is_earlier: Whether this is an earlier verdict; a way back to the latest is then offered.
        """
        self._report = report
        verdict = report.verdict
        self.headline.setText(verdict.label)
        self.headline.updateGeometry()
        charge = charge_remark(verdict.charge, verdict.label_receipts)
        receipts = {receipt.id: receipt for receipt in report.receipts}
        self.page.set_page(charge, verdict.remarks, receipts, can_post=self._can_post)
        self.claims.setText(f"{verdict.claims_checked} of {verdict.claims_total} claims checked")
        self.behaviour.set_bars([self._axis_bar(axis) for axis in report.axes if not is_mission_axis(axis)])
        self.mission.set_bars([self._axis_bar(axis) for axis in report.axes if is_mission_axis(axis)])
        self.axis_paper.hide()
        self._axis_shown = None
        self.record.set_record(report.record)
        self._show_notices(report, is_earlier=is_earlier)
        self._fill_earlier(earlier)
        self._order_tabs()
        self._paper.hide()
        self._area.verticalScrollBar().setValue(0)
        self._first_show = True
        self._fit()

    def show_failure(self, title: str, body: str) -> None:
        """Say that the last attempt failed; the last good report stays below."""
        self.failure.show_message(title, body)

    def clear_failure(self) -> None:
        """Take the failure away."""
        self.failure.hide()

    def set_reanalysable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether "Analyze again" can do anything."""
        self.again.setEnabled(possible)

    def focus_first_remark(self) -> None:
        """Put the keyboard on the charge."""
        if self.page.buttons:
            self.page.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def paper(self) -> ReceiptPaper:
        """The receipt in force: beside the page, or in the text."""
        return self._paper if self.is_wide else self.page.paper

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between the receipt beside the page and in the text."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Open the strongest receipt of a report that came while the view was hidden."""
        super().showEvent(event)
        self._fit()

    def _build(self) -> None:
        self._content = QWidget()
        self._paper = ReceiptPaper(self._theme, self._content)
        self._paper.hide()
        self.axis_paper.hide()
        self._actions = FlowRow(self._theme, [self.share, self.again, self.another, self.earlier])
        self._words = column(gap=0)
        for notice in (self.failure, self.earlier_notice, self.sample):
            self._words.addLayout(_indent(notice))
        self._words.addLayout(_indent(self.headline))
        self._words.addSpacing(20)
        self._words.addWidget(self.page)
        self._words.addSpacing(16)
        self._words.addLayout(_indent(self.claims))
        self._words.addSpacing(16)
        self._words.addLayout(_indent(self._actions))
        self._words.addSpacing(32)
        self._words.addLayout(_indent(Rule(self._theme)))
        self._words.addSpacing(28)
        self._words.addWidget(self.behaviour)
        self._words.addWidget(self.mission)
        below_axes = row(gap=0)
        below_axes.addWidget(self.axis_paper, 1)
        below_axes.addStretch(0)
        self._words.addLayout(below_axes)
        self._words.addSpacing(16)
        self._words.addLayout(_indent(Rule(self._theme)))
        self._words.addSpacing(28)
        self._words.addLayout(_indent(self.record))
        self._words.addSpacing(20)
        self._words.addLayout(_indent(self.eyebrow))
        self._words.addStretch(1)
        self._frame = row(gap=0)
        self._frame.addLayout(self._words, 1)
        self._frame.addSpacing(0)
        self._content.setLayout(self._frame)
        self._area = scroll_area(self._content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)
        for notice in (self.failure, self.earlier_notice, self.sample):
            notice.hide()

    def _connect(self) -> None:
        self.page.remark_opened.connect(self._show_receipt)
        self.page.post_line_requested.connect(self._request_post)
        self.page.focus_moved.connect(self._keep_in_view)
        self._paper.post_line_requested.connect(self._request_post)
        self.share.clicked.connect(self._request_share)
        self.again.clicked.connect(self.analyze_again_requested)
        self.another.clicked.connect(self.another_file_requested)
        self.earlier.clicked.connect(self._open_earlier_menu)
        self.sample.acted.connect(self.another_file_requested)
        self.earlier_notice.acted.connect(self.latest_requested)
        self.failure.acted.connect(self.retry_requested)
        self._area.verticalScrollBar().valueChanged.connect(self._float_paper)
        self._theme.changed.connect(self._fit)

    def _show_notices(self, report: Report, *, is_earlier: bool) -> None:
        is_sample = report.listener.source == "sample"
        self.sample.setVisible(is_sample)
        if is_sample:
            self.sample.show_message(_SAMPLE_TITLE, "")
        self.earlier_notice.setVisible(is_earlier)
        if is_earlier:
            self.earlier_notice.show_message("An earlier verdict. It is kept as it was.", "")
        made = report.provenance
        self.eyebrow.setText(
            f"Unwrapped {made.app_version} · engine {made.engine_version} · table {made.reference_version} · "
            f"{isolate(made.timezone)}"
        )

    def _fill_earlier(self, earlier: Sequence[tuple[object, str, str]]) -> None:
        self._earlier_menu.clear()
        for report_id, label, date in earlier:
            action = QAction(button_text(f"{label}, {date}"), self._earlier_menu)
            action.setData(report_id)
            action.triggered.connect(self._request_earlier)
            self._earlier_menu.addAction(action)
        self.earlier.setVisible(bool(earlier))
        self._actions.relayout()

    def _order_tabs(self) -> None:
        """Lead the keyboard down the page: remarks and axes are newer than the buttons between and below them."""
        chain: list[QWidget] = [self.failure.close_button]
        chain += [notice.action_button for notice in (self.failure, self.earlier_notice, self.sample)]
        chain += [*self.page.buttons, self.share, self.again, self.another, self.earlier]
        chain += [*self.behaviour.bars, *self.mission.bars, self.axis_paper, self.record.every_file]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _open_earlier_menu(self) -> None:
        self._earlier_menu.popup(self.earlier.mapToGlobal(QPoint(0, self.earlier.height() + 4)))

    def _request_earlier(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.earlier_requested.emit(action.data())

    def _axis_bar(self, axis: object) -> AxisBar:
        bar = AxisBar(self._theme, axis)  # type: ignore[arg-type]
        bar.clicked.connect(self._show_axis)
        return bar

    def _show_axis(self) -> None:
        bar = self.sender()
        if not isinstance(bar, AxisBar):
            return
        proof = self._axis_receipt(bar)
        found = [axis_receipt(bar.axis, with_sample=proof is None)]
        if proof is not None:
            found.append(proof)
        if self.is_wide:
            self.page.close_remark()
            self._print(None, found)
            return
        again = self._axis_shown is bar and not self.axis_paper.isHidden()
        self._axis_shown = bar
        self.axis_paper.setVisible(not again)
        self.axis_paper.show_receipts(None, found, can_post=False)
        # Where it lies is known once the layout has made room for it.
        QTimer.singleShot(0, self, self._reveal_axis)

    def _axis_receipt(self, bar: AxisBar) -> Receipt | None:
        if self._report is None:
            return None
        return next((receipt for receipt in self._report.receipts if receipt.id == bar.axis.id), None)

    def _open_strongest(self) -> None:
        """Open the strongest receipt, once, as soon as the view has its real size."""
        if self._report is None or not self._first_show or not self.isVisible():
            return
        self._first_show = False
        if not self.is_wide:
            return
        ranked = ranked_remarks(self._report)
        if ranked:
            self.page.open_remark(self._report.verdict.remarks[ranked[0]])

    def _show_receipt(self, remark: object) -> None:
        if not isinstance(remark, Remark) or self._report is None:
            return
        if not self.is_wide:
            QTimer.singleShot(0, self, self._reveal_inline)
            return
        receipts = [receipt for receipt in self._report.receipts if receipt.id in remark.receipts]
        self._print(remark, receipts)
        index = self.page.buttons[[button.remark for button in self.page.buttons].index(remark)]
        QWidget.setTabOrder(index, self._paper)
        QWidget.setTabOrder(self._paper, self._paper.post_button)

    def _reveal_axis(self) -> None:
        if self.axis_paper.isVisible():
            self._area.ensureWidgetVisible(self.axis_paper, 0, 8)

    def _reveal_inline(self) -> None:
        """Bring a receipt in the text into view, and its remark before all."""
        remark = self.page.opened
        if remark is None or not self.page.paper.isVisible():
            return
        self._area.ensureWidgetVisible(self.page.paper, 0, 0)
        top = self.page.mapTo(self._content, self.page.remark_rect(remark).topLeft())
        self._area.ensureVisible(0, top.y(), 0, 12)

    def _print(self, remark: Remark | None, receipts: Sequence[Receipt]) -> None:
        self._paper.show_receipts(remark, receipts, can_post=remark is not None and self._can_post(remark))
        self._paper.show()
        self._place_paper(reset=True)

    def _can_post(self, remark: Remark) -> bool:
        if self._report is None:
            return False
        return remark.family == CHARGE_FAMILY or is_shareable(self._report, remark)

    def _request_post(self, remark: object) -> None:
        is_charge = isinstance(remark, Remark) and remark.family == CHARGE_FAMILY
        self.share_requested.emit(None if is_charge else remark)

    def _request_share(self) -> None:
        self.share_requested.emit(None)

    def _keep_in_view(self, rect: object) -> None:
        if isinstance(rect, QRect):
            middle = self.page.mapTo(self._content, rect.center())
            self._area.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + 40)

    def _fit(self) -> None:
        wide = self.is_wide
        receipt = self._theme.px(_RECEIPT_PX)
        side = _SIDE_PX if self.width() >= 900 else 28
        right = receipt + 2 * side if wide else side
        self._frame.setContentsMargins(side - PAD_PX, _TOP_PX, right - PAD_PX, 48)
        self.headline.set_max_px(max(56, min(132, round(self.height() * 0.165))))
        self.page.set_inline(not wide)
        for group in (self.behaviour, self.mission):
            group.grid.set_min_column_px(self._theme.px(280))
        self.axis_paper.setMaximumWidth(self._theme.px(_NARROW_RECEIPT_PX) + 2 * SHADOW_PX)
        opened = self.page.opened
        if not wide:
            self._paper.hide()
        elif opened is not None:
            self.axis_paper.hide()
            if self._paper.isHidden() or self._paper.remark is not opened:
                self._show_receipt(opened)
        self._open_strongest()
        self._place_paper(reset=False)

    def _place_paper(self, *, reset: bool) -> None:
        if self._paper.isHidden() or not self.is_wide:
            self._content.setMinimumHeight(0)
            return
        width = self._theme.px(_RECEIPT_PX) + 2 * SHADOW_PX
        height = self._paper.heightForWidth(width)
        left = self.width() - _SIDE_PX - self._theme.px(_RECEIPT_PX) - SHADOW_PX
        top = self._area.verticalScrollBar().value() + _TOP_PX - SHADOW_PX if reset else self._paper.y()
        self._paper.setGeometry(left, top, width, height)
        self._content.setMinimumHeight(height + 2 * _TOP_PX)
        self._float_paper()
        self._paper.raise_()

    def _float_paper(self) -> None:
        """Keep the receipt in view while the page moves; a long one moves with the page until its end shows."""
        if self._paper.isHidden():
            return
        scrolled = self._area.verticalScrollBar().value()
        highest = scrolled + _TOP_PX - SHADOW_PX
        lowest = scrolled + self._area.viewport().height() - _TOP_PX + SHADOW_PX - self._paper.height()
        top = highest if lowest >= highest else max(lowest, min(highest, self._paper.y()))
        self._paper.move(self._paper.x(), max(0, top))


class AxisGroup(QWidget):
    """Axes of one kind under their heading; nothing where there are none.

    Attributes:
        bars: The axes in the order of the page.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[AxisBar, ...] = ()
        self.grid = Grid(min_column_px=300, max_columns=2, gap=(28, 12))
        layout = column(gap=0)
        layout.addLayout(_indent(Prose(theme, title, TITLE)))
        layout.addSpacing(10)
        # The bars have room of their own for the focus ring; here it is taken off, so that they stand flush.
        bars = row(gap=0)
        bars.setContentsMargins(PAD_PX - AXIS_PAD_PX, 0, PAD_PX - AXIS_PAD_PX, 16)
        bars.addWidget(self.grid)
        layout.addLayout(bars)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_bars(self, bars: Sequence[AxisBar]) -> None:
        """Show other axes."""
        self.bars = tuple(bars)
        self.grid.set_parts(bars)
        self.setVisible(bool(bars))


def _indent(part: QWidget | QHBoxLayout) -> QHBoxLayout:
    """Return a row that stands flush with the page's words, whose widget has room around them for rings and shadows."""
    line = row(gap=0)
    line.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
    if isinstance(part, QWidget):
        line.addWidget(part)
    else:
        line.addLayout(part)
    return line
