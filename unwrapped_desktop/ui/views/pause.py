"""The pause before the verdict: what was read, what was set aside, what is missing, what is new. Then one button.

Public face of `PauseView`:
    signals  hear_requested(), another_file_requested()
    methods  show_report(report, addition)
Return asks to hear the verdict wherever the keyboard is, except on another button, which it presses.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from unwrapped_desktop.domain.addition import Addition
from unwrapped_desktop.domain.concerns import concerns
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.record_words import addition_text, pause_headline
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import TEXT_PX
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.concern_notes import ConcernNotes
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column, scroll_area
from unwrapped_desktop.ui.widgets.prose import LEAD, Prose
from unwrapped_desktop.ui.widgets.record_section import RecordSection

_STACK_PX = 820
"""Below this width, text scale applied, the account stands under the headline."""
_TALL_PX, _WIDER_PX = 48, 18
_ROOMY_WIDTH_PX, _ROOMY_HEIGHT_PX = 1100, 720


class _TallButton(Button):
    """A button of a page that has no more than two; the primary one has larger words."""

    def sizeHint(self) -> QSize:
        """Return the size of a button with more room around its words."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._theme.px(_WIDER_PX), self._theme.px(_TALL_PX))

    def _restyle(self) -> None:
        super()._restyle()
        if self.property("kind") == "primary":
            self.setFont(self._theme.font(Face.TEXT, TEXT_PX + 1, weight=600))


class PauseView(QWidget):
    """One calm page before the verdict.

    Attributes:
        headline: How long the record is, or what is new.
        news: What the export added; hidden where there is nothing to say.
        concerns: What is worth stopping for; hidden when nothing is.
        record: The account of what was read.
        hear: The one thing to do.
        add: The other one, for a person who has more files.
        hear_requested: The person wants the verdict.
        another_file_requested: The person has another file.
    """

    hear_requested = Signal()
    another_file_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.headline = Headline(theme, "", max_lines=4)
        self.news = Prose(theme, "", LEAD)
        self.hear = _TallButton(theme, translate("PauseView", "Hear it"), primary=True)
        self.first_stop: QWidget = self.hear
        self.add = _TallButton(theme, translate("PauseView", "Add a file"))
        self.concerns = ConcernNotes(theme)
        self.record = RecordSection(theme, title="", with_notes=False)
        self._build()
        self.hear.clicked.connect(self.hear_requested)
        self.add.clicked.connect(self.another_file_requested)
        theme.changed.connect(self._fit)

    def show_report(self, report: Report, addition: Addition | None) -> None:
        """Show the account of a report from its top, everything folded.

        Args:
            report: Whose record it is.
            addition: What the export added to the record that is kept; None when it is not known.
        """
        found = concerns(report.record)
        self.headline.setText(pause_headline(report.record, found, addition))
        self.headline.updateGeometry()
        self.news.setText(addition_text(addition, report))
        self.news.setVisible(bool(self.news.text()))
        self.concerns.set_concerns(found)
        self.record.set_record(report.record, report.provenance.timezone)
        self._area.verticalScrollBar().setValue(0)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on at Return, wherever in the view the keyboard is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.hear_requested.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the keyboard on the one thing to do."""
        super().showEvent(event)
        self.hear.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the account beside or under the headline."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._words = column(gap=0)
        self._words.addWidget(self.headline)
        self._words.addSpacing(24)
        self._words.addWidget(self.news)
        self._words.addSpacing(20)
        self._words.addWidget(FlowRow(self._theme, [self.hear, self.add], gap=14))
        self._words.addStretch(1)
        account = column(gap=28)
        account.addWidget(self.concerns)
        account.addWidget(self.record)
        account.addStretch(1)
        self._column = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._column.addLayout(self._words, 5)
        self._column.addLayout(account, 9)
        self._content = QWidget()
        self._content.setLayout(self._column)
        self._area = scroll_area(self._content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _fit(self) -> None:
        stacked = self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._column.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        is_roomy = self.width() >= _ROOMY_WIDTH_PX and self.height() >= _ROOMY_HEIGHT_PX
        side, top = (72, 72) if is_roomy else (32, 32)
        self._column.setContentsMargins(side, top, side, 40)
        self._column.setSpacing(32 if stacked else 88 if is_roomy else 40)
        # A high headline would push the button below the edge of a low window.
        lines_high = 0.12 if stacked else 0.145
        self.headline.set_max_px(max(52, min(84 if stacked else 132, round(self.height() * lines_high))))
