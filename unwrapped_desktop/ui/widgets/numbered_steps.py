"""Steps to be taken one after the other: a number, what to do, and what helps with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import HEADING_PX
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row
from unwrapped_desktop.ui.widgets.prose import SMALL, STRONG, Prose, TextRole

_NUMBER = TextRole(face=Face.HEAD, size_px=HEADING_PX - 2, colour="accent", leading=1.0)


class Step(QWidget):
    """One step.

    Attributes:
        text: What to do, in a sentence or two.
    """

    def __init__(
        self,
        theme: Theme,
        number: int,
        title: str,
        text: str,
        parts: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.text = Prose(theme, text, SMALL)
        words = column(gap=4)
        words.addWidget(Prose(theme, title, STRONG))
        words.addWidget(self.text)
        for part in parts:
            words.addSpacing(4)
            is_wide = part.sizePolicy().horizontalPolicy() in {
                QSizePolicy.Policy.Expanding,
                QSizePolicy.Policy.Preferred,
            }
            words.addWidget(part, 0, Qt.AlignmentFlag(0) if is_wide else Qt.AlignmentFlag.AlignLeft)
        side_by_side = row(gap=16)
        shown = Prose(theme, str(number), _NUMBER)
        shown.setFixedWidth(theme.px(26))
        side_by_side.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        side_by_side.addLayout(words, 1)
        layout = column(gap=14)
        layout.addWidget(Rule(theme))
        layout.addLayout(side_by_side)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class NumberedSteps(QWidget):
    """Steps under each other."""

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = column(gap=18)
        for step in steps:
            layout.addWidget(step)
        self.setLayout(layout)
