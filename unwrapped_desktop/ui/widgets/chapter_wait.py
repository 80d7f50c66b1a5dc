"""Waiting for the chapters of a life: how far they are, and two ways out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column
from unwrapped_desktop.ui.widgets.progress_line import ProgressLine
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose


class ChapterWait(QWidget):
    """Hidden unless somebody waits.

    Attributes:
        cancel_requested: Nobody wants to wait any longer.
        skip_requested: What waits is wanted without the chapters.
        status: How far they are.
        skip: Goes on without them; offered where that makes sense.
        cancel: Stops.
    """

    cancel_requested = Signal()
    skip_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = Prose(theme, "", SMALL_QUIET)
        self.bar = ProgressLine(theme)
        self.skip = LinkButton(theme, translate("ChapterWait", "Go on without the years"))
        self.cancel = LinkButton(theme, translate("ChapterWait", "Cancel"))
        self.skip.clicked.connect(self.skip_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self._links = FlowRow(theme, [self.cancel, self.skip], gap=18)
        layout = column(gap=4)
        layout.addWidget(self.status)
        layout.addWidget(self.bar)
        layout.addWidget(self._links, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        self.hide()

    def begin(self, *, can_skip: bool) -> None:
        """Show that chapters are being worked out, with nothing told.

        Args:
            can_skip: Whether what waits for them can do without.
        """
        self.bar.reset()
        self.status.setText(translate("ChapterWait", "Working out the years."))
        self.skip.setVisible(can_skip)
        self._links.relayout()
        self.show()

    def show_told(self, told: int, total: int) -> None:
        """Say how many chapters there are so far.

        Args:
            told: So many, 1 or more.
            total: How many are to come in all; 0 where that is not known.
        """
        if total:
            self.bar.advance_to(told / total)
            self.status.setText(
                translate("ChapterWait", "Working out the years: {told} of {total} chapters.").format(
                    told=min(told, total), total=total
                )
            )
        else:
            self.status.setText(
                translate("ChapterWait", "Working out the years: {told} chapters so far.").format(told=told)
            )
