"""One theme of the evidence: its pictures, each with its table, its facts, and what could not be measured."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from unwrapped_desktop.ui.evidence_pictures import Picture
from unwrapped_desktop.ui.evidence_words import EvidencePart, as_text, table_header
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.figure_table import FigureTable
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.kept_back import KeptBack, KeptThing
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Rule, column, row
from unwrapped_desktop.ui.widgets.prose import EYEBROW, SMALL_QUIET, STRONG, TITLE, Prose
from unwrapped_desktop.ui.widgets.receipt import ReceiptPaper
from unwrapped_desktop.ui.widgets.till_lines import TillLines

_LINES_PX, _PICTURE_PX, _PAPER_PX = 620, 860, 460


class PictureFrame(QWidget):
    """A picture under its title, with what was counted, and its table behind a link."""

    def __init__(self, theme: Theme, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = picture
        self.table = FigureTable(theme, picture.title)
        self.kept_back = KeptBack(theme)
        self.fold = Fold(
            theme,
            with_kept_back(self.table, self.kept_back),
            open_text=translate("EvidenceSection", "As a table"),
            close_text=translate("EvidenceSection", "As a picture"),
        )
        self.fold.link.setAccessibleDescription(picture.title)
        self.fold.toggled.connect(self._show_table)
        layout = column(margins=(0, 0, 0, 24), gap=8)
        layout.addWidget(Prose(theme, picture.title, STRONG))
        layout.addWidget(picture.chart)
        layout.addWidget(Prose(theme, picture.counted, EYEBROW))
        layout.addWidget(self.fold)
        # Beside a higher one, a picture keeps its parts together.
        layout.addStretch(1)
        self.setLayout(layout)
        _follow_width(self)

    def _show_table(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        """Fill the table when it is first wanted; it stands in the place of the picture."""
        if is_open:
            self.table.show_table(self.picture.header, self.picture.rows, stays=self.picture.why_stays)
        self.picture.chart.setVisible(not is_open)


class EvidenceSection(QWidget):
    """A theme.

    Attributes:
        frames: Its pictures.
        lines: Its facts.
        receipt_fold: Opens the receipts of the facts, one after the other on one strip.
        paper: The strip.
        copy: Copies the facts as a table.
        kept_back: Which of them were not copied.
        copied: The facts were asked for; carries those that may be copied as text, and how many stay.
    """

    copied = Signal(str, int)

    def __init__(
        self,
        theme: Theme,
        part: EvidencePart,
        pictures: tuple[Picture, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._part = part
        self.frames = tuple(PictureFrame(theme, picture) for picture in pictures)
        self.lines = TillLines(theme, part.title)
        self.lines.set_lines(part.lines())
        self.table = FigureTable(theme, part.title)
        self.table_fold = Fold(
            theme,
            with_kept_back(self.table, KeptBack(theme)),
            open_text=translate("EvidenceSection", "With what each was measured on"),
            close_text=translate("EvidenceSection", "Without the table"),
        )
        self.table_fold.toggled.connect(self._fill_table)
        self.paper = ReceiptPaper(theme)
        self.receipt_fold = Fold(
            theme,
            self.paper,
            open_text=translate("EvidenceSection", "The receipts of these figures"),
            close_text=translate("EvidenceSection", "Without the receipts"),
        )
        self.receipt_fold.toggled.connect(self._print_receipts)
        self._words = ""
        self.copy = LinkButton(theme, translate("EvidenceSection", "Copy these figures"))
        self.copy.clicked.connect(self._copy)
        self.kept_back = KeptBack(theme)
        self.unknown = Fold(
            theme,
            Prose(theme, "\n".join(part.reasons()), SMALL_QUIET),
            open_text=translate("EvidenceSection", "What could not be measured"),
            close_text=translate("EvidenceSection", "Hide what could not be measured"),
        )
        # These words stand under every theme: who hears them has to know which.
        for link in (self.table_fold.link, self.receipt_fold.link, self.copy, self.unknown.link):
            link.setAccessibleDescription(part.title)
        self._build()
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def title(self) -> str:
        """What the theme is called."""
        return self._part.title

    def narrow(self, words: str) -> bool:
        """Show the facts that hold these words, and pictures only while there are none; returns whether any is left."""
        lines = self._part.lines(words)
        self._words = words
        self.lines.set_lines(lines)
        self._print_receipts(self.receipt_fold.is_open)
        self.receipt_fold.setVisible(bool(lines))
        is_looking = bool(words)
        for frame in self.frames:
            frame.setVisible(not is_looking)
        self.kept_back.offer(())
        for part in (self.table_fold, self.copy):
            part.setVisible(not is_looking and bool(lines))
        self.unknown.setVisible(not is_looking and bool(self._part.unknown))
        self.lines.setVisible(bool(lines))
        return bool(lines) or (not is_looking and bool(self._part.unknown or self.frames))

    def _build(self) -> None:
        layout = column(gap=0)
        layout.addWidget(Rule(self._theme))
        layout.addSpacing(24)
        layout.addWidget(Prose(self._theme, self._part.title.upper(), TITLE))
        layout.addSpacing(12)
        for frame in self.frames:
            layout.addLayout(_at_left(frame))
        layout.addLayout(_at_left(self.lines))
        layout.addSpacing(8)
        layout.addWidget(FlowRow(self._theme, [self.copy], gap=16), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.kept_back)
        layout.addWidget(self.receipt_fold)
        layout.addWidget(self.table_fold)
        layout.addWidget(self.unknown)
        layout.addSpacing(28)
        self.setLayout(layout)
        _follow_width(self)
        self.narrow("")

    def _fill_table(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if is_open:
            self.table.show_table(table_header(), self._part.table(), stays=self._part.why_stays)

    def _print_receipts(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        """Print the receipts of the facts that are shown, when somebody wants to see them."""
        if is_open:
            self.paper.show_receipts(None, self._part.receipts(self._words), can_post=False)

    def _copy(self) -> None:
        """Copy what may be copied, and offer the rest one by one."""
        goes, kept = [], []
        for place, fact in enumerate(self._part.table()):
            why = self._part.why_stays(place)
            if why is None:
                goes.append(fact)
            else:
                kept.append(KeptThing(what=fact[0], why=why, text=bare(as_text(table_header(), (fact,)))))
        self.kept_back.offer(kept)
        self.copied.emit(bare(as_text(table_header(), tuple(goes))) if goes else "", len(kept))

    def _restyle(self) -> None:
        self.lines.setMaximumWidth(self._theme.px(_LINES_PX))
        self.table_fold.setMaximumWidth(self._theme.px(_LINES_PX))
        self.paper.setMaximumWidth(self._theme.px(_PAPER_PX))
        for frame in self.frames:
            frame.setMaximumWidth(self._theme.px(_PICTURE_PX))


def with_kept_back(table: FigureTable, kept_back: KeptBack) -> QWidget:
    """Return a table with what it does not copy under it."""
    table.kept_back.connect(kept_back.offer)
    kept_back.copied.connect(lambda: kept_back.offer(()))
    whole = QWidget()
    layout = column(gap=8)
    layout.addWidget(table)
    layout.addWidget(kept_back)
    whole.setLayout(layout)
    _follow_width(whole)
    return whole


def _at_left(part: QWidget) -> QHBoxLayout:
    """Return a row in which a part that is only so wide is as high as it has to be at that width."""
    line = row(gap=0)
    line.addWidget(part, 1)
    line.addStretch(0)
    return line


def _follow_width(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
