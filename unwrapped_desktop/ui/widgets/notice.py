"""A notice on a view: what happened, what was kept, what to do. It never blocks the window."""

from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.text import tamed
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.tokens import CORNER_PX
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.layouts import FlowRow, column, row
from unwrapped_desktop.ui.widgets.prose import SMALL, STRONG, Prose

_BAR_PX = 4


class Notice(QWidget):
    """A panel with a title, a text, up to three answers and a way to dismiss it.

    `action`, `other_action` and `third_action` are the words of the answers, in this order. `outside` is free room around
    the panel that vanishes with it (left, top, right, bottom, in pixels).

    Attributes:
        acted: The action was pressed.
        other_acted: The other action was pressed.
        third_acted: The third action was pressed.
        dismissed: The notice was closed by the person.
    """

    acted = Signal()
    other_acted = Signal()
    third_acted = Signal()
    dismissed = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        action: str = "",
        other_action: str = "",
        third_action: str = "",
        dismissible: bool = True,
        colour: str = "accent",
        outside: tuple[int, int, int, int] = (0, 0, 0, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = colour
        self._outside = QMargins(*outside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = Prose(theme, "", STRONG)
        self._body = Prose(theme, "", SMALL)
        self._action = Button(theme, action or translate("Notice", "Try again"))
        self._action.clicked.connect(self.acted)
        self._other = Button(theme, other_action or translate("Notice", "No"))
        self._other.clicked.connect(self.other_acted)
        self._third = Button(theme, third_action)
        self._third.clicked.connect(self.third_acted)
        self._answers: FlowRow | None = None
        self._close = LinkButton(theme, translate("Notice", "Dismiss"))
        self._close.clicked.connect(self._dismiss)
        offered = (
            (self._action, bool(action)),
            (self._other, bool(other_action)),
            (self._third, bool(third_action)),
            (self._close, dismissible),
        )
        for button, is_offered in offered:
            button.setParent(self)  # one without a parent would be shown as a window of its own
            button.setVisible(is_offered)
        self._build()
        theme.changed.connect(self.update)

    def show_message(self, title: str, body: str) -> None:
        """Show what happened and what to do; both as plain text, without signs that steer or turn a line round."""
        title, body = tamed(title), tamed(body)
        self._title.setText(title)
        self._body.setText(body)
        self._body.setHidden(not body)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self.updateGeometry()
        self.show()

    def offer(self, *buttons: Button) -> None:
        """Offer these of the answers, and no others."""
        for button in (self._action, self._other, self._third):
            button.setVisible(button in buttons)
        if self._answers is not None:
            self._answers.setVisible(bool(buttons))
            self._answers.relayout()
        self.updateGeometry()

    @property
    def title(self) -> str:
        """What the notice says first."""
        return self._title.text()

    @property
    def body(self) -> str:
        """What the notice says to do."""
        return self._body.text()

    @property
    def action_button(self) -> Button:
        """The thing to do."""
        return self._action

    @property
    def other_button(self) -> Button:
        """The other thing to do."""
        return self._other

    @property
    def third_button(self) -> Button:
        """The last thing to do."""
        return self._third

    @property
    def close_button(self) -> LinkButton:
        """The link that dismisses the notice."""
        return self._close

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint raised paper with a bar at its left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        panel = QRectF(self.rect().marginsRemoved(self._outside))
        painter.drawRoundedRect(panel, CORNER_PX, CORNER_PX)
        left = panel.right() - _BAR_PX if self.isRightToLeft() else panel.left()
        bar = QRectF(left, panel.top(), _BAR_PX, panel.height())
        painter.fillRect(bar, self._theme.colour(self._colour))
        painter.end()
        event.accept()

    def _build(self) -> None:
        out = self._outside
        layout = column(margins=(20 + out.left(), 14 + out.top(), 16 + out.right(), 14 + out.bottom()), gap=4)
        top = row(gap=16)
        top.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        # With one thing to do it stands in the corner, and the notice is one line high.
        answers = [button for button in (self._action, self._other, self._third) if not button.isHidden()]
        corner = answers.pop() if self._close.isHidden() and len(answers) == 1 else self._close
        top.addWidget(corner, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(top)
        layout.addWidget(self._body)
        if answers:
            layout.addSpacing(8)
            self._answers = FlowRow(self._theme, answers)
            layout.addWidget(self._answers)
        self.setLayout(layout)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
