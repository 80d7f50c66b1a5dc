"""What can be told about the program when something goes wrong with it: shown in full before it is copied."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QSizePolicy, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import CORNER_PX, TINY_PX
from unwrapped_desktop.ui.widgets.buttons import Button
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column
from unwrapped_desktop.ui.widgets.prose import HEADING, SMALL, Prose

_WIDTH_PX, _HEIGHT_PX, _SIDE_PX, _LEAST_TEXT_PX = 720, 620, 28, 120
_COPIED_MS = 2_000
_FRAME = """
QPlainTextEdit {{ background: {raised}; color: {ink}; border: 1px solid {rule}; border-radius: {corner}px; padding: 8px; }}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 7px; }}
"""


class DiagnosticsDialog(QDialog):
    """Shows the diagnostics, and copies them when that is asked for.

    Attributes:
        text: All that is copied.
        copy: Copies it.
        leave: Closes the dialog.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setModal(True)
        title = translate("DiagnosticsDialog", "Diagnostics")
        self.setWindowTitle(title)
        self._heading = Prose(theme, title.upper(), HEADING)
        lead = translate(
            "DiagnosticsDialog",
            "What helps to find out what went wrong. It names nobody, no file and no song, and goes nowhere by itself: "
            "read it, copy it, and send it to whomever you like.",
        )
        self._lead = Prose(theme, lead, SMALL)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setAccessibleName(title)
        self.text.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
        )  # it is in English, whatever the window speaks
        # Read only, a text takes no cursor by itself; with one, the keyboard can scroll and choose.
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.copy = Button(theme, translate("DiagnosticsDialog", "Copy"), primary=True)
        self.leave = Button(theme, translate("DiagnosticsDialog", "Close"))
        self.copy.clicked.connect(self._copy)
        self.leave.clicked.connect(self.reject)
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Show the diagnostics."""
        self.text.setPlainText(text)
        self._name_copy()
        self.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at what is to be done."""
        super().showEvent(event)
        self._fit()
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        whole = column(margins=(_SIDE_PX, 24, _SIDE_PX, 20), gap=12)
        whole.addWidget(self._heading)
        whole.addWidget(self._lead)
        whole.addWidget(self.text, 1)
        whole.addWidget(FlowRow(self._theme, [self.copy, self.leave]))
        self.setLayout(whole)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(translate("DiagnosticsDialog", "Copied"))
        QTimer.singleShot(_COPIED_MS, self, self._name_copy)

    def _name_copy(self) -> None:
        self.copy.setText(translate("DiagnosticsDialog", "Copy"))

    def _fit(self) -> None:
        """Be as large as the text asks for, and no larger than the window."""
        room = self.parentWidget()
        width, height = self._theme.px(_WIDTH_PX), self._theme.px(_HEIGHT_PX)
        if room is not None:
            width, height = min(width, room.width() - 40), min(height, room.height() - 40)
        self.text.setMinimumHeight(_LEAST_TEXT_PX)
        self.resize(width, height)

    def _restyle(self) -> None:
        theme = self._theme
        self.text.setFont(theme.font(Face.MONO, TINY_PX))
        self.text.setStyleSheet(_FRAME.format(**theme.tokens.as_dict(), corner=CORNER_PX))
        self._fit()
