"""What stands under a verdict: what was sealed, what Spotify lists and reviews, the axes, the account of what was read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.report import AxisScore, Report
from unwrapped_desktop.ui.axis_words import is_mission_axis
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.axis_bar import AxisBar
from unwrapped_desktop.ui.widgets.axis_group import AxisGroup
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.lately_section import LatelySection
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row
from unwrapped_desktop.ui.widgets.notice import Notice
from unwrapped_desktop.ui.widgets.prose import EYEBROW, Prose
from unwrapped_desktop.ui.widgets.receipt import SHADOW_PX, ReceiptPaper
from unwrapped_desktop.ui.widgets.record_section import RecordSection
from unwrapped_desktop.ui.widgets.statement_section import StatementSection
from unwrapped_desktop.ui.widgets.wrapped_section import WrappedSection

_RECEIPT_PX = 460


class BelowVerdict(QWidget):
    """The lower part of the verdict's page.

    Attributes:
        axis_chosen: An axis was pressed; carries its `AxisBar`.
        statement: What was sealed, and what became of it.
        lately: What Spotify lists.
        wrapped: The way to Spotify's yearly reviews beside the count.
        behaviour, mission: The axes.
        axis_paper: The receipt of an axis, where there is no room for it beside the page.
        record: The account of what was read.
        eyebrow: By which versions it was judged.
        invitation: A word to whoever reads somebody else's verdict.
    """

    axis_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.statement = StatementSection(theme)
        self.lately = LatelySection(theme)
        self.wrapped = WrappedSection(theme)
        self.behaviour = AxisGroup(theme, translate("BelowVerdict", "HOW YOU LISTEN"))
        self.mission = AxisGroup(theme, translate("BelowVerdict", "CHARTS AND CRITICS"))
        self.axis_paper = ReceiptPaper(theme)
        self.axis_paper.hide()
        self.record = RecordSection(theme)
        self.eyebrow = Prose(theme, "", EYEBROW)
        self.invitation = Notice(
            theme,
            action=translate("BelowVerdict", "Read my own file"),
            dismissible=False,
            colour="second",
            outside=(0, 24, 0, 0),
        )
        self.invitation.hide()
        self._build()
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        return [
            *self.statement.page.buttons,
            *self.lately.page.buttons,
            self.wrapped.link,
            *self.behaviour.bars,
            *self.mission.bars,
            self.axis_paper,
            self.record.every_file,
            self.invitation.action_button,
        ]

    def show_report(self, report: Report, *, is_friends: bool) -> None:
        """Show what belongs to a verdict; one on somebody else ends with a word to the reader."""
        self.statement.show_statement(report.statement, report.provenance.timezone)
        self.lately.show_lately(report.lately)
        self.wrapped.show_wrapped(report.wrapped)
        self.behaviour.set_bars([self._bar(axis) for axis in report.axes if not is_mission_axis(axis)])
        self.mission.set_bars([self._bar(axis) for axis in report.axes if is_mission_axis(axis)])
        self.axis_paper.hide()
        # A friend's hours are those of their own clock, whichever zone their file names.
        self.record.set_record(report.record, "" if is_friends else report.provenance.timezone)
        self.eyebrow.setText(_provenance(report))
        is_anothers = is_friends or report.listener.source == SourceKind.SAMPLE
        self.invitation.setVisible(is_anothers)
        if is_anothers:
            self.invitation.show_message(_whose(report, is_friends=is_friends), _invitation())

    def _build(self) -> None:
        below_axes = row(gap=0)
        below_axes.addWidget(self.axis_paper, 1)
        below_axes.addStretch(0)
        layout = column(gap=0)
        layout.addLayout(indent(Rule(self._theme)))
        layout.addSpacing(28)
        for part in (self.statement, self.lately, self.wrapped, self.behaviour, self.mission):
            layout.addWidget(part)
        layout.addLayout(below_axes)
        layout.addSpacing(16)
        layout.addLayout(indent(Rule(self._theme)))
        layout.addSpacing(28)
        layout.addLayout(indent(self.record))
        layout.addSpacing(20)
        layout.addLayout(indent(self.eyebrow))
        layout.addLayout(indent(self.invitation))
        self.setLayout(layout)

    def _bar(self, axis: AxisScore) -> AxisBar:
        bar = AxisBar(self._theme, axis)
        bar.clicked.connect(self._choose_axis)
        return bar

    def _choose_axis(self) -> None:
        self.axis_chosen.emit(self.sender())

    def _restyle(self) -> None:
        for group in (self.behaviour, self.mission):
            group.grid.set_min_column_px(self._theme.px(280))
        self.axis_paper.setMaximumWidth(self._theme.px(_RECEIPT_PX) + 2 * SHADOW_PX)


def _whose(report: Report, *, is_friends: bool) -> str:
    if is_friends:
        name = isolate(report.listener.name)
        return translate("BelowVerdict", "That was {name}. Your turn.").format(name=name)
    return translate("BelowVerdict", "That was somebody made up. Your turn.")


def _invitation() -> str:
    return translate(
        "BelowVerdict",
        "Drop your own Spotify download on this window, or ask Spotify for it. It takes some days, and nothing leaves this "
        "computer.",
    )


def _provenance(report: Report) -> str:
    made = report.provenance
    return translate("BelowVerdict", "Unwrapped {version} · engine {engine} · table {table} · {zone}").format(
        version=made.app_version,
        engine=made.engine_version,
        table=made.reference_version,
        zone=isolate(made.timezone),
    )
