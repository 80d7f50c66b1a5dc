"""A few of the rows that were set aside, by reason. Private: for the eyes at this screen, on no card and in no file."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from unwrapped_desktop.domain.report import RecordSummary
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.record_words import reasons
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import Face, Theme
from unwrapped_desktop.ui.tokens import SMALL_PX, TINY_PX
from unwrapped_desktop.ui.widgets.layouts import clear, column
from unwrapped_desktop.ui.widgets.prose import SMALL_QUIET, Prose, TextRole

_REASON = TextRole(size_px=SMALL_PX, weight=600, leading=1.5)
_ROW = TextRole(face=Face.MONO, size_px=TINY_PX, leading=1.6)


class SetAsideExamples(QWidget):
    """For every reason its first rows as plain text.

    Attributes:
        lines: What is shown, line by line.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: tuple[str, ...] = ()
        self._column = column(gap=4)
        self.setLayout(self._column)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_record(self, record: RecordSummary) -> None:
        """Show the examples of a record."""
        clear(self._column)
        lines: list[str] = []
        for field, label in reasons():
            examples = record.examples.get(field, ())
            if examples:
                count = getattr(record.set_aside, field)
                if lines:
                    self._column.addSpacing(8)
                lines.append(
                    translate("SetAsideExamples", "{reason}: {rows}").format(
                        reason=label.capitalize(), rows=_shown_of(len(examples), count)
                    )
                )
                self._column.addWidget(Prose(self._theme, lines[-1], _REASON))
                for example in examples:
                    lines.append(isolate(example))
                    self._column.addWidget(Prose(self._theme, lines[-1], _ROW))
        if lines:
            self._column.addSpacing(4)
            promise = translate("SetAsideExamples", "These lines are for you: they go on no card.")
            self._column.addWidget(Prose(self._theme, promise, SMALL_QUIET))
        self.lines = tuple(lines)


def _shown_of(shown: int, count: int) -> str:
    rows = count_noun(count, "row")
    if shown >= count:
        return rows
    return translate("SetAsideExamples", "{shown} of {rows}").format(shown=shown, rows=rows)
