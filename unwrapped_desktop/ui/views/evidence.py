"""The evidence: every fact of a report by theme, with pictures, tables, and what could not be measured.

Public face of `EvidenceView`:
    signals  back_requested(), copied(str text), shown()
    method   show_report(report)
    parts    search, sections, nothing_found, older, names
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.evidence_pictures import Picture, pictures_of
from unwrapped_desktop.ui.evidence_words import EvidencePart, evidence_of
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.evidence_section import EvidenceSection
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.layouts import clear, column, scroll_area
from unwrapped_desktop.ui.widgets.names_list import NamesList
from unwrapped_desktop.ui.widgets.one_by_one import OneByOne
from unwrapped_desktop.ui.widgets.prose import BODY, SMALL_QUIET, Prose
from unwrapped_desktop.ui.widgets.text_field import TextField

_FIELD_PX, _SIDE_PX, _TOP_PX = 420, 40, 32


class EvidenceView(QWidget):
    """The screen of all figures. Its themes are put up one after the other, and the window answers in between.

    Attributes:
        back_requested: The person goes back to the verdict.
        copied: Figures were copied; carries the text.
        shown: Another report is shown.
        names: Every name of the record; hidden until somebody can bring them.
    """

    back_requested = Signal()
    copied = Signal(str)
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self.sections: list[EvidenceSection] = []
        self.back = LinkButton(theme, translate("EvidenceView", "Back to the verdict"))
        self.search = TextField(
            theme,
            name=translate("EvidenceView", "Look for a figure"),
            hint=translate("EvidenceView", "Look for a figure or a name"),
            longest=200,
        )
        nothing = translate("EvidenceView", "No figure and no name here holds these words.")
        self.nothing_found = _with_air_below(Prose(theme, nothing, BODY))
        self._missing = Prose(theme, "", BODY)
        self.older = _with_air_below(self._missing)
        self.status = Prose(theme, "", SMALL_QUIET)
        self.names = NamesList(theme)
        self.names.hide()
        self._column = column(gap=0)
        self._putting_up = OneByOne(self)
        self._build()
        self.back.clicked.connect(self.back_requested)
        self.search.textChanged.connect(self._narrow)
        theme.changed.connect(self._fit)
        self._fit()

    def show_report(self, report: Report) -> None:
        """Show the evidence of a report from its top; one that is shown already is left as it stands."""
        if report == self._report:
            return
        self._report = report
        clear(self._column)
        self.sections = []
        self._missing.setText(_why_undrawn(report))
        self.older.setVisible(report.charts is None and report.record.kind == "history")
        self.nothing_found.hide()
        self.status.setText("")
        self.search.clear()
        self._area.verticalScrollBar().setValue(0)
        self._putting_up.begin([partial(self._put_up, part) for part in evidence_of(report)])
        self.names.forget()
        self.shown.emit()

    @property
    def report(self) -> Report | None:
        """The report whose evidence is shown."""
        return self._report

    @property
    def is_whole(self) -> bool:
        """Whether every theme is up."""
        return self._putting_up.is_done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; first it clears the search."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
        else:
            self.back_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        content = QWidget()
        self._whole = column(gap=0)
        title = translate("EvidenceView", "EVIDENCE")
        self._whole.addWidget(Headline(self._theme, title, max_px=84, max_lines=1))
        self._whole.addSpacing(16)
        lead = translate(
            "EvidenceView",
            "Everything that was counted, whether it made a sentence or not. What could not be measured says why.",
        )
        self._whole.addWidget(Prose(self._theme, lead, BODY))
        self._whole.addSpacing(12)
        self._whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._whole.addSpacing(16)
        self._whole.addWidget(self.search)
        self._whole.addWidget(self.status)
        self._whole.addSpacing(20)
        self._whole.addWidget(self.older)
        self._whole.addWidget(self.nothing_found)
        self._whole.addLayout(self._column)
        self._whole.addWidget(self.names)
        self._whole.addStretch(1)
        content.setLayout(self._whole)
        self._area = scroll_area(content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _put_up(self, part: EvidencePart) -> None:
        pictures = self._pictures(part)
        if not (part.facts or part.unknown or pictures):
            return
        section = EvidenceSection(self._theme, part, pictures)
        section.copied.connect(self._copy)
        section.kept_back.copied.connect(self._tell_of_one)
        section.narrow(self.search.text().strip())
        self.sections.append(section)
        self._column.addWidget(section)

    def _pictures(self, part: EvidencePart) -> tuple[Picture, ...]:
        charts = None if self._report is None else self._report.charts
        return () if charts is None else pictures_of(self._theme, part.title, charts)

    def _narrow(self, words: str) -> None:
        """Show what holds the words that are looked for."""
        found = False
        for section in self.sections:
            is_left = section.narrow(words.strip())
            section.setVisible(is_left)
            found = found or is_left
        self.nothing_found.setVisible(not found and self.is_whole)

    def _copy(self, text: str, kept: int) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text)
        self.status.setText(_copied_words(kept, is_any=bool(text)))

    def _tell_of_one(self, text: str) -> None:
        self.status.setText(translate("EvidenceView", "Copied, this one thing."))
        self.copied.emit(text)

    def _fit(self) -> None:
        side = _SIDE_PX if self.width() >= 900 else 28
        self._whole.setContentsMargins(side, _TOP_PX, side, 48)
        self.search.setMaximumWidth(self._theme.px(_FIELD_PX))


def _copied_words(kept: int, *, is_any: bool) -> str:
    if not kept:
        return translate("EvidenceView", "Copied, as a spreadsheet takes it.")
    figures = count_noun(kept, "thing")
    if not is_any:
        return translate("EvidenceView", "Not copied: {figures} here, and all of it stays.").format(
            figures=figures
        )
    return translate("EvidenceView", "Copied, without {figures} that stay here.").format(figures=figures)


def _why_undrawn(report: Report) -> str:
    if report.facts:
        return translate(
            "EvidenceView",
            "This verdict was made before pictures were kept with it. Analyze again, and they are drawn.",
        )
    # A friend may have given the verdict alone: then nothing can be drawn, nor analyzed again.
    return translate("EvidenceView", "This verdict came alone: its figures stayed with whoever it is about.")


def _with_air_below(words: Prose) -> QWidget:
    whole = QWidget()
    layout = column(margins=(0, 0, 0, 20))
    layout.addWidget(words)
    whole.setLayout(layout)
    return whole
