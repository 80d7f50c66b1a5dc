"""The verdict: label, charge, page, receipts, axes, and the account of what was read.

Public face of `ResultsView`:
    signals  share_requested(object Remark or None), stays_requested(object Remark), analyze_again_requested(), another_file_requested(),
             earlier_requested(object id), retry_requested(), latest_requested(), not_me_requested(), moved_requested(),
             evidence_requested(), then_and_now_requested(), wrapped_requested(),
             offers_changed()                    what moved is known, or no longer
             page_requested(str)                 something is to be opened at Spotify
             exclusion_requested(object Exclusion)   something on a receipt was not the listener
             intensity_requested(object Intensity), rewording_requested()
             compare_requested()                 the friend's verdict on screen is to be laid beside the own one
    part     below                               axes, lists, what was sealed, the account: `BelowVerdict`
    methods  show_report(report, earlier=[(id, label, date text), ...], is_earlier=False),
             show_failure(title, body), clear_failure(), set_reanalysable(bool), set_moved(text or None),
             show_record(), focus_first_remark(), set_retellable(bool), set_on_this_day(OnThisDay or None)
"""

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.on_this_day import OnThisDay
from unwrapped_desktop.domain.report import Receipt, Remark, Report
from unwrapped_desktop.sharing.staying import WHY_WORDS, Why, why_line_stays_off_cards
from unwrapped_desktop.ui.axis_words import axis_receipt
from unwrapped_desktop.ui.cards.page import page_of
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import WIDE_WINDOW_PX
from unwrapped_desktop.ui.widgets.floating_paper import FloatingPaper
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import column, row, scroll_area
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.receipt import ReceiptPaper
from unwrapped_desktop.ui.widgets.remark_page import CHARGE_FAMILY, PAD_PX, RemarkPage, charge_remark
from unwrapped_desktop.ui.widgets.tone_row import ToneRow
from unwrapped_desktop.ui.widgets.verdict_actions import VerdictActions
from unwrapped_desktop.ui.widgets.verdict_notices import VerdictLines, VerdictNotices

if TYPE_CHECKING:
    from unwrapped_desktop.ui.widgets.axis_bar import AxisBar
    from unwrapped_desktop.ui.widgets.below_verdict import BelowVerdict

_RECEIPT_PX = 360
_SIDE_PX = 40
_TOP_PX = 32


class ResultsView(QWidget):
    """The third screen."""

    share_requested = Signal(object)
    stays_requested = Signal(object)
    analyze_again_requested = Signal()
    another_file_requested = Signal()
    earlier_requested = Signal(object)
    latest_requested = Signal()
    retry_requested = Signal()
    not_me_requested = Signal()
    moved_requested = Signal()
    evidence_requested = Signal()
    wrapped_requested = Signal()
    then_and_now_requested = Signal()
    offers_changed = Signal()
    page_requested = Signal(str)
    exclusion_requested = Signal(object)
    intensity_requested = Signal(object)
    rewording_requested = Signal()
    compare_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._axis_shown: AxisBar | None = None
        self._is_friends = False
        self._shown: tuple[Report, bool, bool] | None = None
        self._first_show = False
        self.headline = Headline(theme)
        self.page = RemarkPage(theme)
        self.claims = Prose(theme, "", SMALL_QUIET)
        self.credit = Prose(
            theme,
            translate(
                "ResultsView",
                "Artists, songs and lists come from Spotify. A receipt leads to each name's page there.",
            ),
            SMALL_QUIET,
        )
        self.tone = ToneRow(theme)
        self._notices = VerdictNotices(theme)
        self.failure = self._notices.failure
        self.earlier_notice = self._notices.earlier
        self.sample = self._notices.sample
        self._lines = VerdictLines(theme)
        self.moved = self._lines.moved
        self.left_out = self._lines.left_out
        self.friend = self._notices.friend
        self.on_this_day = self._lines.on_this_day
        self.actions_row = VerdictActions(theme)
        self.share = self.actions_row.share
        self.again = self.actions_row.again
        self.not_me = self.actions_row.not_me
        self.another = self.actions_row.another
        self.earlier = self.actions_row.earlier
        self._build()
        self._connect()

    @property
    def report(self) -> Report | None:
        """The report on screen."""
        return self._report

    @property
    def is_earlier(self) -> bool:
        """Whether the report on screen is an earlier one of the listener."""
        return self._shown is not None and self._shown[1]

    @property
    def is_friends(self) -> bool:
        """Whether the report on screen is a friend's, from a file."""
        return self._is_friends

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the receipt beside the page; large text needs more."""
        return self.width() >= WIDE_WINDOW_PX * (1 + (self._theme.scale - 1) * 0.6)

    def show_report(
        self,
        report: Report,
        *,
        earlier: Sequence[tuple[object, str, str]] = (),
        is_earlier: bool = False,
        is_friends: bool = False,
    ) -> None:
        """Show a verdict from its top, with the strongest receipt open where there is room.

        One that is shown already is left as it stands: its reader keeps the place.

        Args:
            report: What to show.
            earlier: Earlier verdicts as (id, label, date in words); the id comes back in `earlier_requested`.
            is_earlier: Whether this is an earlier verdict; a way back to the latest is then offered.
            is_friends: Whether it is a friend's, from a file; it ends in an invitation.
        """
        self.actions_row.set_earlier(earlier)
        if self._shown == (report, is_earlier, is_friends):
            return
        self._shown = report, is_earlier, is_friends
        self._report, self._is_friends = report, is_friends
        verdict = report.verdict
        self.headline.setText(verdict.label)
        self.headline.updateGeometry()
        charge = charge_remark(verdict.charge, verdict.label_receipts)
        receipts = {receipt.id: receipt for receipt in report.receipts}
        for paper in (self._paper, self.page.paper):
            paper.set_pages(report.spotify_pages)
        self.page.set_page(
            charge, verdict.remarks, receipts, can_post=self._can_post, why_stays=self._why_stays
        )
        self.credit.setVisible(report.listener.source == SourceKind.WEB_API)
        self.tone.set_intensity(report.provenance.intensity)
        self.claims.setText(
            translate("ResultsView", "{checked} of {total} claims checked").format(
                checked=verdict.claims_checked, total=verdict.claims_total
            )
        )
        self._axis_shown = None
        self._notices.show_report(report, is_earlier=is_earlier, is_friends=is_friends)
        self._lines.show_report(report)
        if self._has_below:
            self.below.show_report(report, is_friends=is_friends)
        self._order_tabs()
        self._paper.hide()
        self._area.verticalScrollBar().setValue(0)
        self._first_show = True
        self._fit()
        self.offers_changed.emit()

    def forget(self) -> None:
        """Hold no verdict: the one that was to be shown could not be, and what of it stands here is not offered."""
        self._shown = self._report = None
        self._is_friends = False
        self.offers_changed.emit()

    def set_earlier(self, earlier: Sequence[tuple[object, str, str]]) -> None:
        """Offer other earlier verdicts, as `show_report` takes them; everything else stays as it is."""
        self.actions_row.set_earlier(earlier)

    @cached_property
    def below(self) -> "BelowVerdict":
        """What stands under the verdict; made after the verdict's first paint, or when it is wanted."""
        from unwrapped_desktop.ui.widgets.below_verdict import BelowVerdict  # noqa: PLC0415 - as said

        below = BelowVerdict(self._theme)
        if self._report is not None:
            below.show_report(self._report, is_friends=self._is_friends)
        self._words.insertWidget(self._words.count() - 1, below)
        below.show()
        # The room it takes is made at once: what stands above would be squeezed for a moment.
        width = self._content.width()
        self._content.resize(width, self._frame.totalHeightForWidth(width))
        self._frame.activate()
        below.axis_chosen.connect(self._show_axis)
        below.lately.page_requested.connect(self.page_requested)
        below.wrapped.followed.connect(self.wrapped_requested)
        below.invitation.acted.connect(self.another_file_requested)
        return below

    @property
    def _has_below(self) -> bool:
        return "below" in self.__dict__

    def _load_below(self) -> None:
        # In two steps: the window answers in between.
        import_module("unwrapped_desktop.ui.widgets.below_verdict")
        QTimer.singleShot(0, self, self._make_below)

    def _make_below(self) -> None:
        self.below  # noqa: B018 - makes it
        self._order_tabs()

    def set_on_this_day(self, line: OnThisDay | None) -> None:
        """Say under the headline what was played on this day of another year."""
        self._lines.set_on_this_day(line)

    def show_failure(self, title: str, body: str) -> None:
        """Say that the last attempt failed; the last good report stays below."""
        self.failure.show_message(title, body)

    def clear_failure(self) -> None:
        """Take the failure away."""
        self.failure.hide()

    def set_reanalysable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether the verdict can be made again, with something left out or with all of it."""
        self.actions_row.set_reanalysable(possible=possible)
        for paper in (self._paper, self.page.paper):
            paper.set_can_exclude(possible)
        self._place_paper(reset=False)  # with the link the receipt is longer
        self.left_out.set_link_shown(shown=possible)

    @property
    def has_wrapped(self) -> bool:
        """Whether yearly reviews of Spotify's came with the record on screen."""
        return self._report is not None and self._report.wrapped is not None

    @property
    def has_moved(self) -> bool:
        """Whether it is known what moved since the verdict before."""
        return bool(self.moved.text)

    def set_retellable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether the same can be told in another tone, and in other words."""
        self.tone.setVisible(possible)

    def set_comparable(self, possible: bool) -> None:  # noqa: FBT001 - a state is a value
        """Say whether the friend's verdict on screen can be laid beside an own one; every new report takes it away."""
        self._lines.set_comparable(possible=possible)

    def set_moved(self, text: str | None) -> None:
        """Say under the headline what moved since the verdict before, and offer to show it.

        Args:
            text: One sentence; None takes the line away, as every new report does.
        """
        self._lines.set_moved(text or "")
        self.offers_changed.emit()

    def show_record(self) -> None:
        """Scroll to the account of what was read, and put the keyboard there."""
        if not self._has_below:
            self._make_below()
            QTimer.singleShot(0, self, self.show_record)
            return
        # Where it lies is known once the layout has its size.
        QTimer.singleShot(0, self, self._reveal_record)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """After the first paint, make what stands below the window's edge."""
        super().paintEvent(event)
        if self._report is not None and not self._has_below:
            QTimer.singleShot(0, self, self._load_below)

    def showEvent(self, event: QShowEvent) -> None:
        """Open the strongest receipt of a report that came while the view was hidden."""
        super().showEvent(event)
        self._fit()

    def _build(self) -> None:
        self._content = QWidget()
        self._paper = FloatingPaper(self._theme, self._content, top_px=_TOP_PX)
        self._words = column(gap=0)
        for panel in self._notices.panels:
            self._words.addLayout(indent(panel))
        self._words.addLayout(indent(self.headline))
        self._words.addSpacing(12)
        self._words.addWidget(self._lines)
        self._words.addSpacing(8)
        self._words.addWidget(self.page)
        self._words.addSpacing(16)
        self._words.addLayout(indent(self.claims))
        self._words.addLayout(indent(self.credit))
        self._words.addSpacing(8)
        self._words.addLayout(indent(self.tone))
        self._words.addSpacing(16)
        self._words.addLayout(indent(self.actions_row))
        self._words.addSpacing(32)
        self._words.addStretch(1)
        self._frame = row(gap=0)
        self._frame.addLayout(self._words, 1)
        self._frame.addSpacing(0)
        self._content.setLayout(self._frame)
        self._area = scroll_area(self._content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)
        self._paper.follow(self._area)

    def _connect(self) -> None:
        self.page.remark_opened.connect(self._show_receipt)
        self.page.post_line_requested.connect(self._request_post)
        self.page.focus_moved.connect(self._keep_in_view)
        self._paper.post_line_requested.connect(self._request_post)
        for part in (self._paper, self.page):
            part.stays_requested.connect(self.stays_requested)
        for part in (self._paper, self.page):
            part.page_requested.connect(self.page_requested)
        for part in (self._paper, self.page):
            part.exclusion_requested.connect(self.exclusion_requested)
        self.tone.intensity_requested.connect(self.intensity_requested)
        self.tone.rewording_requested.connect(self.rewording_requested)
        self.share.clicked.connect(self._request_share)
        self.again.clicked.connect(self.analyze_again_requested)
        self.another.clicked.connect(self.another_file_requested)
        self.not_me.clicked.connect(self.not_me_requested)
        self.actions_row.evidence.clicked.connect(self.evidence_requested)
        self.actions_row.then_and_now.clicked.connect(self.then_and_now_requested)
        self.actions_row.earlier_requested.connect(self.earlier_requested)
        self.moved.followed.connect(self.moved_requested)
        self._lines.compare.followed.connect(self.compare_requested)
        self.left_out.followed.connect(self.not_me_requested)
        for notice in (self.sample, self.friend):
            notice.acted.connect(self.another_file_requested)
        self.earlier_notice.acted.connect(self.latest_requested)
        self.failure.acted.connect(self.retry_requested)
        self._theme.changed.connect(self._fit)

    def _order_tabs(self) -> None:
        """Lead the keyboard down the page: remarks and axes are newer than the buttons between and below them."""
        chain: list[QWidget] = [self.failure.close_button]
        chain += [panel.action_button for panel in self._notices.panels]
        chain += self._lines.links
        chain += [*self.page.buttons, *self.tone.links, *self.actions_row.buttons]
        chain += self.below.stops if self._has_below else []
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    @Slot(object)
    def _show_axis(self, bar: "AxisBar") -> None:
        proof = self._axis_receipt(bar)
        found = [axis_receipt(bar.axis, with_sample=proof is None)]
        if proof is not None:
            found.append(proof)
        if self.is_wide:
            self.page.close_remark()
            self._print(None, found)
            return
        again = self._axis_shown is bar and not self.below.axis_paper.isHidden()
        self._axis_shown = bar
        self.below.axis_paper.setVisible(not again)
        self.below.axis_paper.show_receipts(None, found, can_post=False)
        # Where it lies is known once the layout has made room for it.
        QTimer.singleShot(0, self, self._reveal_axis)

    def _axis_receipt(self, bar: "AxisBar") -> Receipt | None:
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
        ranked = page_of(self._report).ranked()
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
        self._paper.order_tabs()

    def _reveal_record(self) -> None:
        top = self.below.record.mapTo(self._content, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top - _TOP_PX)
        self.below.record.every_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal_axis(self) -> None:
        if self.below.axis_paper.isVisible():
            self._area.ensureWidgetVisible(self.below.axis_paper, 0, 8)

    def _reveal_inline(self) -> None:
        """Bring a receipt in the text into view, and its remark before all."""
        remark = self.page.opened
        if remark is None or not self.page.paper.isVisible():
            return
        self._area.ensureWidgetVisible(self.page.paper, 0, 0)
        top = self.page.mapTo(self._content, self.page.remark_rect(remark).topLeft())
        self._area.ensureVisible(0, top.y(), 0, 12)

    def _print(self, remark: Remark | None, receipts: Sequence[Receipt]) -> None:
        if remark is not None:
            self._paper.set_reason(self._why_stays(remark), leads_on=True)
        self._paper.show_receipts(remark, receipts, can_post=remark is not None and self._can_post(remark))
        self._paper.show()
        self._place_paper(reset=True)

    def _can_post(self, remark: Remark) -> bool:
        return remark.family == CHARGE_FAMILY or self._why_off_cards(remark) is None

    def _why_stays(self, remark: Remark) -> str:
        why = self._why_off_cards(remark)
        if why is None:
            return ""
        return translate("ResultsView", "This line stays here. {why}").format(
            why=translate("Staying", WHY_WORDS[why])
        )

    def _why_off_cards(self, remark: Remark) -> Why | None:
        report = self._report
        if report is None:
            return None
        return why_line_stays_off_cards(remark, {receipt.id: receipt for receipt in report.receipts})

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
        begin, end = side - PAD_PX, right - PAD_PX
        if self.isRightToLeft():  # a layout mirrors its parts, and leaves its margins
            begin, end = end, begin
        self._frame.setContentsMargins(begin, _TOP_PX, end, 48)
        self.headline.set_max_px(max(56, min(132, round(self.height() * 0.165))))
        self.page.set_inline(not wide)
        opened = self.page.opened
        if not wide:
            self._paper.hide()
        elif opened is not None:
            if self._has_below:
                self.below.axis_paper.hide()
            if self._paper.isHidden() or self._paper.remark is not opened:
                self._show_receipt(opened)
        self._open_strongest()
        self._place_paper(reset=False)

    def _place_paper(self, *, reset: bool) -> None:
        if self._paper.isHidden() or not self.is_wide:
            self._content.setMinimumHeight(0)
            return
        width = self._theme.px(_RECEIPT_PX)
        left = _SIDE_PX if self.isRightToLeft() else self.width() - _SIDE_PX - width
        self._paper.place(left, width, from_top=reset)
