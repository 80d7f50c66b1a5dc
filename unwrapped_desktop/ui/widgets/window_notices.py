"""What the window says above every screen: what happened, what waits, and questions that can wait for an answer."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.layouts import column
from unwrapped_desktop.ui.widgets.notice import Notice

_OUTSIDE = (28, 12, 28, 0)


class _Pile(QWidget):
    """Notices under each other; tells when it needs other room."""

    resized = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell when a notice has come, gone, or become longer."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.resized.emit()
        return handled


class WindowNotices(QScrollArea):
    """Notices under each other, those alone that have something to say; scrolled where the window is too low for them.

    Attributes:
        status: Something to know; dismissible.
        fault: Something went wrong that nothing had reckoned with; its action leads to the diagnostics.
        damage: The results file is damaged; a copy takes its place, or what can be repaired of it, or a new one.
        unopened: The results file cannot be opened, or only be read; its action tries again.
        question: Whether an export is the same listener's; two answers, or none.
        waiting: A file waits; its action withdraws it.
        forgotten: A listener was forgotten; its action brings them back, and dismissing it makes it final.
        left_out: Something was left out, and judged again; one action takes it back, the other shows what moved.
        sign_in: The sign-in to Spotify ends, or does not last; its action leads to where that can be changed.
        saving: A file is being written; its action stops that.
        saved: A file was written; one action shows it in its folder, the other opens it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = Notice(theme, outside=_OUTSIDE)
        self.fault = Notice(theme, action=translate("WindowNotices", "Copy diagnostics…"), outside=_OUTSIDE)
        self.damage = Notice(
            theme,
            action=translate("WindowNotices", "Restore the copy"),
            other_action=translate("WindowNotices", "Try to repair"),
            third_action=translate("WindowNotices", "Start fresh"),
            dismissible=False,
            outside=_OUTSIDE,
        )
        self.unopened = Notice(
            theme, action=translate("WindowNotices", "Try again"), dismissible=False, outside=_OUTSIDE
        )
        self.question = Notice(
            theme,
            action=translate("WindowNotices", "It is mine: add it"),
            other_action=translate("WindowNotices", "Somebody else's: keep it apart"),
            colour="third",
            outside=_OUTSIDE,
        )
        self.waiting = Notice(
            theme,
            action=translate("WindowNotices", "Withdraw it"),
            dismissible=False,
            colour="second",
            outside=_OUTSIDE,
        )
        self.left_out = Notice(
            theme,
            action=translate("WindowNotices", "Undo"),
            other_action=translate("WindowNotices", "What moved"),
            colour="second",
            outside=_OUTSIDE,
        )
        self.forgotten = Notice(
            theme, action=translate("WindowNotices", "Undo"), colour="second", outside=_OUTSIDE
        )
        self.sign_in = Notice(theme, action="Spotify", colour="third", outside=_OUTSIDE)
        self.saving = Notice(
            theme,
            action=translate("WindowNotices", "Cancel"),
            dismissible=False,
            colour="second",
            outside=_OUTSIDE,
        )
        self.saved = Notice(
            theme,
            action=translate("WindowNotices", "Show in folder"),
            other_action=translate("WindowNotices", "Open it"),
            colour="second",
            outside=_OUTSIDE,
        )
        self._pile = _Pile()
        self._pile.setObjectName("content")
        self._pile.resized.connect(self.updateGeometry)
        self._build()

    def clear(self) -> None:
        """Take all of them away."""
        for notice in self._pile.findChildren(Notice):
            notice.hide()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all notices that are shown."""
        layout = self._pile.layout()
        return max(0, layout.totalHeightForWidth(width)) if layout is not None else 0

    def sizeHint(self) -> QSize:
        """Return the size of all notices that are shown."""
        width = max(self.width(), 60)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return no size: what finds no room is scrolled."""
        return QSize(60, 0)

    def _build(self) -> None:
        whole = column()
        for notice in (
            self.status,
            self.fault,
            self.damage,
            self.unopened,
            self.question,
            self.waiting,
            self.left_out,
            self.forgotten,
            self.sign_in,
            self.saving,
            self.saved,
        ):
            notice.hide()
            whole.addWidget(notice)
        self._pile.setLayout(whole)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(self._pile)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
