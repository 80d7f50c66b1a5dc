"""Then and now: a life in eras and years, where it leaned, and the verdicts that came before.

Public face of `ThenAndNowView`:
    signals  back_requested(), appeared(), left(), share_requested(object CardChoice)
    methods  show_report(report, is_earlier=False, is_friends=False), show_telling(), add_chapter(chapter),
             show_chapters(chapters), show_stopped(reason), show_untold(Untold, reason),
             show_verdicts(verdicts), show_deleted(made_at, count)
    parts    band, era, years, axes, verdict_axes, verdicts: each with signals of its own, as its module lists them
What is worked out from the record arrives piece by piece; what the report itself holds stands there at once.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from unwrapped_desktop.domain.card import CardChoice, CardKind
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.kept_verdict import KeptVerdict
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.then_and_now_words import (
    SEPARATOR,
    Untold,
    change_lines,
    defining_lines,
    era_dates,
    era_hints,
    era_lines,
    era_number,
    no_eras,
    verdict_dates,
)
from unwrapped_desktop.ui.widgets.axes_over_time import AxesOverTime, Moment
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.chapter_page import ChapterPage, FactBlock
from unwrapped_desktop.ui.widgets.era_band import RING_PX, EraBand
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.headline import Headline
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.labels_by_year import LabelsByYear
from unwrapped_desktop.ui.widgets.layouts import Rule, column, row, scroll_area
from unwrapped_desktop.ui.widgets.prose import BODY, SMALL_QUIET, TITLE, Prose
from unwrapped_desktop.ui.widgets.remark_page import PAD_PX
from unwrapped_desktop.ui.widgets.verdict_list import VerdictList

_SIDE_PX, _NARROW_SIDE_PX, _TOP_PX = 40, 28, 32
_WIDEST_PX = 1240


class ThenAndNowView(QWidget):
    """The screen of a life.

    Attributes:
        back_requested: The person goes back to the verdict.
        appeared: The screen has come to the front.
        left: The screen is no longer in front.
        share_requested: A card is to be made of the years or of an era; carries a `CardChoice`.
    """

    back_requested = Signal()
    appeared = Signal()
    left = Signal()
    share_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._is_earlier, self._is_friends = False, False
        self._chapters: dict[str, Chapter] = {}
        self._sections: dict[str, QWidget] = {}
        self.back = LinkButton(theme, translate("ThenAndNow", "Back to the verdict"))
        self.band = EraBand(theme)
        self.no_eras = Prose(theme, "", BODY)
        self.one_era = Prose(
            theme,
            translate("ThenAndNow", "One era: nothing has changed for long enough to end it."),
            SMALL_QUIET,
        )
        self.era = ChapterPage(theme)
        self.share_era = LinkButton(theme, translate("ThenAndNow", "Share this era"))
        self.share_years = LinkButton(theme, translate("ThenAndNow", "Share the years"))
        self.years = LabelsByYear(theme)
        self.axes = AxesOverTime(theme)
        self.verdict_axes = AxesOverTime(theme)
        self.verdict_fold = Fold(
            theme,
            self.verdict_axes,
            open_text=translate("ThenAndNow", "Where it leaned, from verdict to verdict"),
            close_text=translate("ThenAndNow", "Hide where it leaned"),
        )
        self.verdicts = VerdictList(theme)
        self._words = column(gap=0)
        # What is put up piece by piece changes the order of the keyboard often, and it is worth making once.
        self._ordering = QTimer(self)
        self._ordering.setInterval(0)
        self._ordering.setSingleShot(True)
        self._ordering.timeout.connect(self._order_tabs)
        self._build()
        self.back.clicked.connect(self.back_requested)
        self.share_era.clicked.connect(self._share_era)
        self.share_years.clicked.connect(self._share_years)
        self.band.valueChanged.connect(self._show_era)
        for stops_changed in (
            self.years.stops_changed,
            self.axes.stops_changed,
            self.verdict_axes.stops_changed,
            self.verdicts.stops_changed,
        ):
            stops_changed.connect(self._ordering.start)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def report(self) -> Report | None:
        """The report the screen is about."""
        return self._report

    @property
    def is_earlier(self) -> bool:
        """Whether it is an earlier verdict of the listener."""
        return self._is_earlier

    @property
    def is_friends(self) -> bool:
        """Whether it is a friend's verdict, from a file."""
        return self._is_friends

    def show_report(self, report: Report, *, is_earlier: bool = False, is_friends: bool = False) -> None:
        """Show what a report holds, from the top; one that is shown already is left as it stands.

        Args:
            report: What the screen is about.
            is_earlier: Whether it is an earlier verdict of the listener.
            is_friends: Whether it is a friend's, from a file.
        """
        if (report, is_earlier, is_friends) == (self._report, self._is_earlier, self._is_friends):
            return
        self._report, self._is_earlier, self._is_friends = report, is_earlier, is_friends
        self._chapters = {}
        eras = report.eras.eras
        self.band.set_eras(eras, report.record)
        self.no_eras.setText("" if eras else no_eras(report))
        self.no_eras.setVisible(not eras)
        self.one_era.setVisible(len(eras) == 1)
        for part in (self.era, self.share_era):
            part.setVisible(bool(eras))
        self.share_years.hide()
        self._show_era()
        years = _years(report)
        self.years.begin(years, len(years) + len(eras) if years else 0)
        self._sections["axes"].hide()
        self._sections["verdicts"].hide()
        self.verdict_fold.hide()
        self.verdict_fold.set_open(False)
        self._area.verticalScrollBar().setValue(0)

    def show_telling(self) -> None:
        """Say that chapters are being worked out."""
        self.years.show_telling()

    def add_chapter(self, chapter: Chapter) -> None:
        """Show a chapter that has come."""
        if chapter.kind == "year":
            self.years.add_year(chapter)
        else:
            self._take_era(chapter)
        self.years.count_told()

    def show_chapters(self, chapters: Chapters) -> None:
        """Show all chapters there are."""
        for chapter in chapters.eras:
            self._take_era(chapter)
        self.years.show_all(chapters.years)
        self.share_years.setVisible(any(year.verdict is not None for year in chapters.years))
        moments = [Moment(label=year.title, axes=year.axes) for year in chapters.years]
        about = translate(
            "ThenAndNow", "Each year judged by itself. Where the line breaks, a year has no ruling."
        )
        self._sections["axes"].setVisible(self.axes.set_moments(moments, about))

    def show_stopped(self, reason: str = "") -> None:
        """Say that not all chapters have come, and offer the rest."""
        self.years.show_stopped(reason)

    def show_untold(self, untold: Untold, reason: str = "") -> None:
        """Say why there are no labels, and lead to what they would need."""
        self.years.show_untold(untold, reason)

    def show_verdicts(self, verdicts: Sequence[KeptVerdict]) -> None:
        """Show the verdicts that are kept of the listener, newest first; none hides the list."""
        self._sections["verdicts"].setVisible(bool(verdicts))
        self.verdicts.show_verdicts(verdicts)
        readable = [verdict for verdict in reversed(verdicts) if verdict.is_readable]
        dates = verdict_dates(readable)
        moments = [
            Moment(label=when, axes=verdict.axes) for when, verdict in zip(dates, readable, strict=True)
        ]
        about = translate("ThenAndNow", "Each verdict on the whole record, as it was at the time.")
        self.verdict_fold.setVisible(self.verdict_axes.set_moments(moments, about))

    def show_deleted(self, made_at: datetime | None, count: int = 1) -> None:
        """Say which verdict was deleted last and can be brought back; None says nothing any more."""
        self.verdicts.show_deleted(made_at, count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape; bring a deleted verdict back on the keys for undoing."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.verdicts.deleted.isHidden():
            self.verdicts.undo_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the margins."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that the screen has come to the front."""
        super().showEvent(event)
        if not event.spontaneous():
            self.appeared.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the screen is no longer in front; one that is only covered or minimized still is."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _build(self) -> None:
        lead = translate(
            "ThenAndNow", "A life in chapters: its eras, a label for every year, and what was said before."
        )
        self._words.addLayout(indent(Headline(self._theme, _title(), max_px=84, max_lines=1)))
        self._words.addSpacing(16)
        self._words.addLayout(indent(Prose(self._theme, lead, BODY)))
        self._words.addSpacing(12)
        self._words.addLayout(_at_left(self.back))
        self._words.addSpacing(20)
        self._add_eras()
        self._add_section("years", translate("ThenAndNow", "LABELS BY YEAR"), self._labels(), is_padded=True)
        self._add_section("axes", translate("ThenAndNow", "WHERE IT LEANED"), self.axes)
        self._add_section("verdicts", translate("ThenAndNow", "EARLIER VERDICTS"), self._kept())
        self._words.addStretch(1)
        content = QWidget()
        content.setLayout(self._words)
        self._area = scroll_area(content)
        outer = column()
        outer.addWidget(self._area)
        self.setLayout(outer)

    def _add_eras(self) -> None:
        eras = QWidget()
        layout = column(gap=0)
        strip = row(gap=0)
        strip.setContentsMargins(PAD_PX - RING_PX, 0, PAD_PX - RING_PX, 0)
        strip.addWidget(self.band)
        layout.addLayout(indent(self.no_eras))
        layout.addLayout(indent(self.one_era))
        layout.addSpacing(4)
        layout.addLayout(strip)
        layout.addSpacing(14)
        layout.addWidget(self.era)
        layout.addSpacing(10)
        layout.addLayout(_at_left(self.share_era))
        eras.setLayout(layout)
        self._add_section("eras", translate("ThenAndNow", "ERAS"), eras, is_padded=True)

    def _labels(self) -> QWidget:
        labels = QWidget()
        layout = column(gap=0)
        layout.addWidget(self.years)
        layout.addSpacing(14)
        layout.addLayout(_at_left(self.share_years))
        labels.setLayout(layout)
        return labels

    def _kept(self) -> QWidget:
        kept = QWidget()
        layout = column(gap=0)
        layout.addWidget(self.verdicts)
        layout.addSpacing(20)
        layout.addWidget(self.verdict_fold)
        kept.setLayout(layout)
        return kept

    def _add_section(self, name: str, title: str, part: QWidget, *, is_padded: bool = False) -> None:
        """Put a part under a rule and its title; one that is padded has the page's margins within itself."""
        section = QWidget()
        layout = column(gap=0)
        layout.addLayout(indent(Rule(self._theme)))
        layout.addSpacing(24)
        layout.addLayout(indent(Prose(self._theme, title, TITLE)))
        layout.addSpacing(10)
        if is_padded:
            layout.addWidget(part)
        else:
            layout.addLayout(indent(part))
        layout.addSpacing(32)
        section.setLayout(layout)
        self._sections[name] = section
        self._words.addWidget(section)

    def _take_era(self, chapter: Chapter) -> None:
        self._chapters[chapter.title] = chapter
        eras = self.band.eras
        if eras and eras[self.band.chosen].title == chapter.title:
            self._show_era()

    def _show_era(self) -> None:
        """Open the chosen era."""
        eras = self.band.eras
        if not eras:
            return
        place = self.band.chosen
        era, chapter = eras[place], self._chapters.get(eras[place].title)
        verdict = None if chapter is None else chapter.verdict
        dates = era_dates(era)
        why = "" if chapter is None or verdict is not None else chapter.reason or ""
        words = [era_number(place, len(eras)), dates, count_noun(era.plays, "play")]
        self.era.show_chapter(
            eyebrow=SEPARATOR.join(words).upper(),
            headline=dates.upper() if verdict is None else verdict.label,
            verdict=verdict,
            note=" ".join(part for part in (why, era_hints(era)) if part),
            facts=(
                FactBlock(
                    title=translate("ThenAndNow", "WHO DEFINES IT, SHARE OF PLAYS"), lines=defining_lines(era)
                ),
                FactBlock(title=translate("ThenAndNow", "WHO ROSE"), lines=change_lines(era.risen)),
                FactBlock(title=translate("ThenAndNow", "WHO FELL"), lines=change_lines(era.fallen)),
                FactBlock(title=translate("ThenAndNow", "THE ERA"), lines=era_lines(era, chapter)),
            ),
        )
        self._ordering.start()

    def _share_era(self) -> None:
        self.share_requested.emit(CardChoice(kind=CardKind.ERA, place=self.band.chosen))

    def _share_years(self) -> None:
        self.share_requested.emit(CardChoice(kind=CardKind.YEARS))

    def _order_tabs(self) -> None:
        """Lead the keyboard down the page: what came later stands between what was there."""
        chain: list[QWidget] = [self.back, self.band, *self.era.stops, self.share_era]
        chain += [*self.years.stops, self.share_years]
        chain += [*self.axes.stops, *self.verdicts.stops, self.verdict_fold.link, *self.verdict_axes.stops]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _fit(self) -> None:
        side = _SIDE_PX if self.width() >= 900 else _NARROW_SIDE_PX
        spare = max(0, self.width() - 2 * side - self._theme.px(_WIDEST_PX))
        self._words.setContentsMargins(side - PAD_PX, _TOP_PX, side - PAD_PX + spare, 48)


def _title() -> str:
    return translate("ThenAndNow", "THEN AND NOW")


def _at_left(part: QWidget) -> QHBoxLayout:
    line = row(gap=0)
    line.addWidget(part)
    line.addStretch(1)
    return indent(line)


def _years(report: Report) -> list[str]:
    """Return the years with plays, where the report knows them."""
    charts = report.charts
    return [] if charts is None else [str(year.year) for year in charts.years if year.plays]
