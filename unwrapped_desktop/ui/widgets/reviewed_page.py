"""One yearly review beside the count: what is said of it, the two lists side by side, and the weeks it leaves out."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Remark, WrappedOpinion
from unwrapped_desktop.domain.wrapped import ReviewedList, ReviewedYear
from unwrapped_desktop.ui.charts.chart import Chart
from unwrapped_desktop.ui.charts.data import Mark
from unwrapped_desktop.ui.charts.ranked_bars import RankedBars
from unwrapped_desktop.ui.charts.twin_lists import TwinLists
from unwrapped_desktop.ui.evidence_pictures import Picture
from unwrapped_desktop.ui.figures import count_noun, write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.evidence_section import PictureFrame
from unwrapped_desktop.ui.widgets.figure_table import FigureTable
from unwrapped_desktop.ui.widgets.fold import Fold
from unwrapped_desktop.ui.widgets.indentation import indent
from unwrapped_desktop.ui.widgets.layouts import Grid, Rule, column, row
from unwrapped_desktop.ui.widgets.one_by_one import OneByOne
from unwrapped_desktop.ui.widgets.prose import BODY, EYEBROW, SMALL_QUIET, STRONG, TITLE, Prose
from unwrapped_desktop.ui.widgets.remark_page import RemarkPage
from unwrapped_desktop.ui.widgets.till_lines import TillLines
from unwrapped_desktop.ui.wrapped_words import (
    ROWS_SHOWN,
    alone_sentence,
    artists_sentence,
    count_sentence,
    counted_lines,
    listed_lines,
    missing_sentence,
    receipt_rows,
    table_header,
    table_rows,
    twins_of,
    unknown_artists_sentence,
    unknown_songs_sentence,
    weeks_lines,
    weeks_sentence,
)

_LISTS_PX, _LINES_PX, _COLUMN_PX = 980, 620, 300


class ReviewedPage(QWidget):
    """The spread of one year.

    Attributes:
        page: What is said of it; each line opens its receipt.
        frames: The lists, each with its table.
        weeks: Lines of the weeks that the review leaves out.
        receipts: Folded away: every figure, as receipts.
        figures: The table in it.
        built: Every part is up.
        page_requested: Something is to be opened at Spotify; carries its address.
    """

    page_requested = Signal(str)
    built = Signal()

    def __init__(
        self, theme: Theme, opinion: WrappedOpinion, year: ReviewedYear, parent: QWidget | None = None
    ) -> None:
        """Make the spread.

        Args:
            theme: Its colours and fonts.
            opinion: What the record says to all reviews.
            year: The one to be shown.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._theme = theme
        self._year = year
        self._limits: dict[QWidget, int] = {}
        self._grid: Grid | None = None
        self.frames: tuple[PictureFrame, ...] = ()
        self.weeks: tuple[TillLines, ...] = ()
        self._proofs = opinion.receipts_of(year)
        self.page = self._said(opinion)
        self.figures = FigureTable(theme, translate("ReviewedPage", "Every figure of the year"))
        self.receipts = Fold(
            theme,
            self._with_counted(self.figures),
            open_text=translate("ReviewedPage", "Every figure of this year, as receipts"),
            close_text=translate("ReviewedPage", "Without the receipts"),
        )
        self.receipts.toggled.connect(self._fill_receipts)
        self._layout = column(gap=0)
        self.setLayout(self._layout)
        _follow_width(self)
        theme.changed.connect(self._restyle)
        self._build_top()
        self._pieces = OneByOne(self)
        self._pieces.done.connect(self.built)
        self._pieces.begin(self._parts())

    @property
    def is_whole(self) -> bool:
        """Whether every part is up."""
        return self._pieces.is_done

    @property
    def stops(self) -> list[QWidget]:
        """What the keyboard stops at, from above."""
        lists = [
            part for frame in self.frames for part in (frame.picture.chart, frame.fold.link, frame.table)
        ]
        end = [self.receipts.link, self.figures] if self.is_whole else []
        return [*self.page.buttons, *lists, *end]

    def _with_counted(self, table: FigureTable) -> QWidget:
        whole = QWidget()
        layout = column(gap=8)
        layout.addWidget(table)
        for words in counted_lines(self._proofs):
            layout.addWidget(Prose(self._theme, words, EYEBROW))
        whole.setLayout(layout)
        _follow_width(whole)
        return whole

    def _said(self, opinion: WrappedOpinion) -> RemarkPage:
        page = RemarkPage(self._theme)
        page.set_inline(True)
        page.paper.set_reason(
            translate("ReviewedPage", "This line stays here: a card quotes the verdict alone.")
        )
        page.page_requested.connect(self.page_requested)
        by_id = {receipt.id: receipt for receipt in self._proofs}
        page.set_page(None, opinion.remarks_of(self._year), by_id, can_post=_never)
        return page

    def _build_top(self) -> None:
        has_remarks = bool(self.page.buttons)
        self.page.setVisible(has_remarks)
        if has_remarks:
            self._layout.addWidget(self.page)
            self._layout.addSpacing(20)
        if self._year.reason is not None:
            self._say(alone_sentence(self._year))
        else:
            self._say(" ".join(filter(None, (count_sentence(self._year), artists_sentence(self._year)))))

    def _parts(self) -> tuple[Callable[[], None], ...]:
        """Return what is put up one after the other, while the window answers in between."""
        if self._year.reason is not None:
            return self._build_alone, self._build_end
        return self._build_songs, self._build_artists, self._build_weeks, self._build_end

    def _build_songs(self) -> None:
        songs = self._year.songs
        self._part(translate("ReviewedPage", "SONGS"))
        self._say(missing_sentence(songs))
        self._say_quietly(unknown_songs_sentence(songs))
        self._put_up(self._picture(songs, with_artist=True))

    def _build_artists(self) -> None:
        artists = self._year.artists
        self._part(translate("ReviewedPage", "ARTISTS"))
        self._say(missing_sentence(artists))
        self._say_quietly(unknown_artists_sentence(artists))
        self._put_up(self._picture(artists, with_artist=False))

    def _build_weeks(self) -> None:
        self._part(translate("ReviewedPage", "THE WEEKS IT LEAVES OUT"))
        self._say(weeks_sentence(self._year))
        if self._year.weeks is not None and self._year.weeks_artists:
            self._put_up_weeks()

    def _build_end(self) -> None:
        self._layout.addLayout(indent(Rule(self._theme)))
        self._layout.addSpacing(16)
        self._limit(self.receipts, _LISTS_PX)
        self._layout.addLayout(_at_left(self.receipts))

    def _build_alone(self) -> None:
        """Show what the review itself lists."""
        for title, part, why in (
            (
                translate("ReviewedPage", "ITS SONGS"),
                self._year.songs,
                unknown_songs_sentence(self._year.songs),
            ),
            (
                translate("ReviewedPage", "ITS ARTISTS"),
                self._year.artists,
                unknown_artists_sentence(self._year.artists),
            ),
        ):
            if not part.length:
                continue
            self._part(title)
            self._say_quietly(why)
            if part.unknown < part.length:
                lines = TillLines(self._theme, title.capitalize())
                lines.set_lines(listed_lines(part))
                self._limit(lines, _LINES_PX)
                self._layout.addLayout(_at_left(lines))
                self._layout.addSpacing(24)

    def _part(self, title: str) -> None:
        self._layout.addSpacing(8)
        self._layout.addLayout(indent(Rule(self._theme)))
        self._layout.addSpacing(24)
        self._layout.addLayout(indent(Prose(self._theme, title, TITLE)))
        self._layout.addSpacing(8)

    def _say(self, words: str) -> None:
        if words:
            self._layout.addLayout(indent(Prose(self._theme, words, BODY)))
            self._layout.addSpacing(16)

    def _say_quietly(self, words: str) -> None:
        if words:
            said = Prose(self._theme, words, SMALL_QUIET)
            self._limit(said, _LINES_PX)
            self._layout.addLayout(_at_left(said))
            self._layout.addSpacing(16)

    def _put_up(self, picture: Picture) -> None:
        frame = PictureFrame(self._theme, picture)
        self.frames = (*self.frames, frame)
        self._limit(frame, _LISTS_PX)
        self._layout.addLayout(_at_left(frame))
        self._layout.addSpacing(8)

    def _picture(self, part: ReviewedList, *, with_artist: bool) -> Picture:
        has_names = any(one.state == "named" for one in part.listed[:ROWS_SHOWN])
        return Picture(
            title=self._title_of(part, with_artist=with_artist, is_pair=has_names),
            chart=self._pair(part, with_artist=with_artist)
            if has_names
            else self._count_alone(part, with_artist=with_artist),
            header=table_header(
                translate("ReviewedPage", "Song") if with_artist else translate("ReviewedPage", "Artist")
            ),
            rows=table_rows(part),
            counted=translate(
                "ReviewedPage",
                "counted: plays of 30 seconds or more; arrow: place in the count; hollow dot: no row opposite",
            )
            if has_names
            else translate("ReviewedPage", "counted: plays of 30 seconds or more of the whole year"),
        )

    def _title_of(self, part: ReviewedList, *, with_artist: bool, is_pair: bool) -> str:
        if not is_pair:
            return translate("ReviewedPage", "The count alone")
        if max(part.length, len(part.counted)) <= ROWS_SHOWN:
            return (
                translate("ReviewedPage", "The review's songs, and the year's")
                if with_artist
                else translate("ReviewedPage", "The review's artists, and the year's")
            )
        return translate("ReviewedPage", "The first {count} of either; the table has more").format(
            count=ROWS_SHOWN
        )

    def _pair(self, part: ReviewedList, *, with_artist: bool) -> Chart:
        name = (
            translate("ReviewedPage", "Songs of the review beside songs of the year")
            if with_artist
            else translate("ReviewedPage", "Artists of the review beside artists of the year")
        )
        chart = TwinLists(self._theme, name)
        titles = (
            translate("ReviewedPage", "Spotify, to mid-November"),
            translate("ReviewedPage", "Counted, to {day}").format(day=self._end_words()),
        )
        chart.set_lists(titles, *twins_of(part))
        return chart

    def _end_words(self) -> str:
        whole = self._year.whole
        return "" if whole is None else write_date(whole.last).rpartition(" ")[0]

    def _count_alone(self, part: ReviewedList, *, with_artist: bool) -> Chart:
        name = (
            translate("ReviewedPage", "Songs of the year")
            if with_artist
            else translate("ReviewedPage", "Artists of the year")
        )
        chart = RankedBars(self._theme, name)
        chart.set_bars(
            [
                Mark(
                    label=one.name,
                    value=one.year.plays,
                    text=count_noun(one.year.plays, "play"),
                    note=one.artist,
                )
                for one in part.counted[:ROWS_SHOWN]
            ]
        )
        return chart

    def _put_up_weeks(self) -> None:
        grid = Grid(min_column_px=self._theme.px(_COLUMN_PX), max_columns=2, gap=(48, 24))
        parts = []
        for title, found in (
            (translate("ReviewedPage", "Artists, and their places of the year"), self._year.weeks_artists),
            (translate("ReviewedPage", "Songs, and their places of the year"), self._year.weeks_songs),
        ):
            lines = TillLines(self._theme, title)
            lines.set_lines(weeks_lines(found))
            self.weeks = (*self.weeks, lines)
            parts.append(self._titled(title, lines))
        grid.set_parts(parts)
        self._grid = grid
        self._layout.addLayout(indent(grid))
        self._layout.addSpacing(28)

    def _titled(self, title: str, lines: QWidget) -> QWidget:
        whole = QWidget()
        layout = column(gap=8)
        layout.addWidget(Prose(self._theme, title, STRONG))
        layout.addWidget(lines)
        layout.addStretch(1)
        whole.setLayout(layout)
        _follow_width(whole)
        return whole

    def _fill_receipts(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        """Set the receipts when they are first wanted."""
        if is_open and not self.figures.model().rowCount():
            header = (translate("ReviewedPage", "Receipt"), translate("ReviewedPage", "Figure"))
            self.figures.show_table(header, receipt_rows(self._proofs))

    def _limit(self, part: QWidget, most_px: int) -> None:
        """Let a part be only so wide, text scale applied."""
        self._limits[part] = most_px
        part.setMaximumWidth(self._theme.px(most_px))

    def _restyle(self) -> None:
        for part, most_px in self._limits.items():
            part.setMaximumWidth(self._theme.px(most_px))
        if self._grid is not None:
            self._grid.set_min_column_px(self._theme.px(_COLUMN_PX))


def _at_left(part: QWidget) -> QHBoxLayout:
    """Return a row in which a part that is only so wide stands at the left."""
    line = row(gap=0)
    line.addWidget(part, 1)
    line.addStretch(0)
    return indent(line)


def _never(_remark: Remark) -> bool:
    return False


def _follow_width(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
