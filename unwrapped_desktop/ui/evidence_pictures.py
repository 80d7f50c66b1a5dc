"""Which pictures belong to which theme of the evidence, and what they show in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from unwrapped_desktop.domain.charts import RANKS_MOST, Charts, Obsession, Ranked, YearCount
from unwrapped_desktop.sharing.staying import Why, why_name_stays
from unwrapped_desktop.ui.charts.bar_chart import BarChart
from unwrapped_desktop.ui.charts.chart import Chart
from unwrapped_desktop.ui.charts.clock_chart import ClockChart
from unwrapped_desktop.ui.charts.data import Mark, Point, Span
from unwrapped_desktop.ui.charts.line_chart import LineChart
from unwrapped_desktop.ui.charts.ranked_bars import RankedBars
from unwrapped_desktop.ui.charts.scale import nice_ticks
from unwrapped_desktop.ui.charts.timeline_chart import TimelineChart
from unwrapped_desktop.ui.figures import count_noun, write_count, write_month, write_percent, write_span
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme

Rows = tuple[tuple[str, ...], ...]

_RANKS_SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with its table.

    Attributes:
        title: What it shows.
        chart: The picture.
        header: Of the table.
        rows: Of the table: all of it, where the picture shows the first places.
        counted: What was counted.
        stays: Why rows of the table stay on this computer, in their order; empty where all may be copied.
    """

    title: str
    chart: Chart
    header: tuple[str, ...]
    rows: Rows
    counted: str
    stays: tuple[Why | None, ...] = ()

    def why_stays(self, place: int) -> Why | None:
        """Return why a row of the table stays; None where it may be copied."""
        return self.stays[place] if place < len(self.stays) else None


def pictures_of(theme: Theme, title: str, charts: Charts) -> tuple[Picture, ...]:
    """Return the pictures of a theme of the evidence, called by its title; none where there is nothing to draw."""
    made = (make(theme, charts) for make in _PICTURES.get(title, ()))
    return tuple(picture for picture in made if picture is not None)


def _plays() -> str:
    return translate("EvidencePictures", "counted: plays of 30 seconds or more")


def _pictured(title: str, chart: Chart, counted: str, private: Iterable[bool] = ()) -> Picture:
    """Return a picture with its own table; `private` says of each row whether all of it was in private sessions."""
    header, rows = chart.table()
    stays = tuple(Why.PRIVATE if is_private else None for is_private in private)
    return Picture(title=title, chart=chart, header=header, rows=rows, counted=counted, stays=stays)


def _clock(theme: Theme, charts: Charts) -> Picture:
    chart = ClockChart(theme, translate("EvidencePictures", "Plays by weekday and hour"))
    chart.set_plays(charts.clock)
    counted = translate(
        "EvidencePictures", "counted: plays of 30 seconds or more, by the hour in which they began"
    )
    return _pictured(translate("EvidencePictures", "By weekday and hour"), chart, counted)


def _years(theme: Theme, charts: Charts) -> Picture:
    title = translate("EvidencePictures", "Plays by year")
    chart = BarChart(theme, title)
    chart.set_columns(
        translate("EvidencePictures", "Year"),
        translate("EvidencePictures", "Plays"),
        translate("EvidencePictures", "More"),
    )
    chart.set_bars(
        [
            Mark(
                label=str(year.year),
                value=year.plays,
                text=count_noun(year.plays, "play"),
                note=_year_note(year),
                is_partial=not year.is_whole,
            )
            for year in charts.years
        ]
    )
    return _pictured(title, chart, _plays(), (year.is_private for year in charts.years))


def _year_note(year: YearCount) -> str:
    if year.is_whole:
        pattern = translate("EvidencePictures", "{hours} hours, {artists}")
    else:
        pattern = translate("EvidencePictures", "{hours} hours, {artists}; covered in part")
    return pattern.format(hours=write_count(year.hours), artists=count_noun(year.artists, "artist"))


def _months(theme: Theme, charts: Charts) -> Picture | None:
    if len(charts.months) < 2:
        return None
    title = translate("EvidencePictures", "Plays by month")
    chart = BarChart(theme, title)
    chart.set_columns(translate("EvidencePictures", "Month"), translate("EvidencePictures", "Plays"))
    chart.set_bars(
        [
            Mark(label=write_month(month.month), value=month.plays, text=count_noun(month.plays, "play"))
            for month in charts.months
        ]
    )
    counted = translate(
        "EvidencePictures", "counted: plays of 30 seconds or more; months without data are left out"
    )
    return _pictured(title, chart, counted, (month.is_private for month in charts.months))


def _discovery(theme: Theme, charts: Charts) -> Picture | None:
    months = [month for month in charts.months if month.new_artists is not None]
    if len(months) < 2:
        return None
    title = translate("EvidencePictures", "New artists by month")
    chart = BarChart(theme, title)
    chart.set_columns(translate("EvidencePictures", "Month"), translate("EvidencePictures", "New artists"))
    chart.set_bars(
        [
            Mark(
                label=write_month(month.month),
                value=month.new_artists or 0,
                text=count_noun(month.new_artists or 0, "new artist"),
            )
            for month in months
        ]
    )
    counted = translate(
        "EvidencePictures",
        "counted: plays of 30 seconds or more; the first three months, when all are new, are left out",
    )
    return _pictured(title, chart, counted, (month.is_private for month in months))


def _skips(theme: Theme, charts: Charts) -> Picture | None:
    months = [month for month in charts.months if month.told]
    if len(months) < 2 or not any(month.skipped for month in months):
        return None
    chart = BarChart(theme, translate("EvidencePictures", "Skips by month, in per cent"))
    chart.set_columns(
        translate("EvidencePictures", "Month"),
        translate("EvidencePictures", "Share"),
        translate("EvidencePictures", "Rows"),
    )
    chart.set_bars(
        [
            Mark(
                label=write_month(month.month),
                value=100 * month.skipped / month.told,
                text=translate("EvidencePictures", "{share} skipped").format(
                    share=write_percent(round(100 * month.skipped / month.told, 1))
                ),
                note=translate("EvidencePictures", "{skipped} of {rows}").format(
                    skipped=write_count(month.skipped), rows=write_count(month.told)
                ),
            )
            for month in months
        ]
    )
    counted = translate(
        "EvidencePictures", "counted: rows that say whether they were skipped, short ones too"
    )
    title = translate("EvidencePictures", "Skipped, by month, in per cent")
    return _pictured(title, chart, counted, (month.is_private for month in months))


def _artists(theme: Theme, charts: Charts) -> Picture:
    return _ranked(theme, translate("EvidencePictures", "The most played artists"), charts.artists)


def _songs(theme: Theme, charts: Charts) -> Picture:
    return _ranked(theme, translate("EvidencePictures", "The most played songs"), charts.songs)


def _albums(theme: Theme, charts: Charts) -> Picture | None:
    title = translate("EvidencePictures", "The most played albums")
    return _ranked(theme, title, charts.albums) if charts.albums else None


def _ranked(theme: Theme, title: str, ranks: Sequence[Ranked]) -> Picture:
    chart = RankedBars(theme, title)
    chart.set_bars(
        [
            Mark(label=rank.name, value=rank.plays, text=count_noun(rank.plays, "play"), note=rank.artist)
            for rank in ranks[:_RANKS_SHOWN]
        ]
    )
    has_artist = any(rank.artist for rank in ranks)
    header = (
        translate("EvidencePictures", "Name"),
        *((translate("EvidencePictures", "Artist"),) if has_artist else ()),
        translate("EvidencePictures", "Plays"),
        translate("EvidencePictures", "Share"),
    )
    rows = tuple(
        (
            rank.name,
            *((rank.artist,) if has_artist else ()),
            write_count(rank.plays),
            write_percent(round(rank.share_percent, 1)),
        )
        for rank in ranks[:RANKS_MOST]
    )
    stays = tuple(why_name_stays(rank) for rank in ranks[:RANKS_MOST])
    return Picture(title=title, chart=chart, header=header, rows=rows, counted=_plays(), stays=stays)


def _concentration(theme: Theme, charts: Charts) -> Picture | None:
    artists = charts.concentration[-1].artists
    if artists < 3:
        return None
    title = translate("EvidencePictures", "How few artists hold how many plays")
    chart = LineChart(theme, title)
    points = [
        Point(
            x=step.artists / artists,
            y=step.share_percent / 100,
            text=translate("EvidencePictures", "The first {artists}: {share}").format(
                artists=count_noun(step.artists, "artist"),
                share=write_percent(round(step.share_percent, 1)),
            ),
        )
        for step in charts.concentration
    ]
    ticks = [
        (share, f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")) for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    x_ticks = [(number / artists, write_count(number)) for number in _round_numbers(artists)]
    chart.set_points(points, x_ticks, ticks, with_diagonal=True)
    rows = tuple(
        (write_count(step.artists), write_percent(round(step.share_percent, 1)))
        for step in charts.concentration
    )
    return Picture(
        title=title,
        chart=chart,
        header=(
            translate("EvidencePictures", "Artists, the most played first"),
            translate("EvidencePictures", "Share of plays"),
        ),
        rows=rows,
        counted=_plays(),
    )


def _round_numbers(most: int) -> tuple[int, ...]:
    return tuple(int(tick) for tick in nice_ticks(0, most, 5, least_step=1) if 0 < tick <= most)


def _obsessions(theme: Theme, charts: Charts) -> Picture | None:
    if not charts.obsessions:
        return None
    title = translate("EvidencePictures", "Songs that took over")
    chart = TimelineChart(theme, title)
    spans = [
        Span(label=one.song, first=one.first, last=one.last, value=one.plays, text=_obsession_words(one))
        for one in charts.obsessions
    ]
    chart.set_spans(spans, *_ends(charts))
    counted = translate(
        "EvidencePictures",
        "counted: plays of 30 seconds or more; a song takes over a week with a fifth of its plays, far above its rate in "
        "the 90 days before",
    )
    ranks = {(rank.artist, rank.name): why_name_stays(rank) for rank in charts.songs}
    stays = tuple(
        Why.PRIVATE if one.is_private else ranks.get((one.artist, one.song)) for one in charts.obsessions
    )
    return replace(_pictured(title, chart, counted), stays=stays)


def _obsession_words(one: Obsession) -> str:
    return translate("EvidencePictures", "{artist}: {plays}, {share} of all, {days}").format(
        artist=one.artist,
        plays=count_noun(one.plays, "play"),
        share=write_percent(round(one.share_percent, 1)),
        days=write_span(one.first, one.last),
    )


def _streaks(theme: Theme, charts: Charts) -> Picture | None:
    if not charts.streaks or charts.streaks[0].days < 2:
        return None
    title = translate("EvidencePictures", "The longest runs of days")
    chart = TimelineChart(theme, title)
    spans = [
        Span(
            label=count_noun(one.days, "day"),
            first=one.first,
            last=one.last,
            value=one.days,
            text=write_span(one.first, one.last),
        )
        for one in sorted(charts.streaks, key=lambda one: one.first)
        if one.days > 1
    ]
    chart.set_spans(spans, *_ends(charts))
    counted = translate("EvidencePictures", "counted: days with a play of 30 seconds or more")
    return _pictured(title, chart, counted)


def _ends(charts: Charts) -> tuple[date, date]:
    first, last = charts.months[0].month, charts.months[-1].month
    year, month = (int(part) for part in last.split("-"))
    return date.fromisoformat(f"{first}-01"), date(year + month // 12, month % 12 + 1, 1)


_PICTURES: Mapping[str, tuple[Callable[[Theme, Charts], Picture | None], ...]] = {
    "Artists": (_artists,),
    "Breadth": (_concentration,),
    "Songs": (_songs,),
    "Obsessions": (_obsessions,),
    "Albums and shuffle": (_albums,),
    "Attention": (_skips,),
    "The clock": (_clock,),
    "Sessions and streaks": (_streaks,),
    "Seasons": (_months,),
    "Years": (_years,),
    "Discovery": (_discovery,),
}
"""By the titles of `domain.fact_titles.FACT_THEMES`."""
