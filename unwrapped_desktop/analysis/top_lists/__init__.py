"""Measures a listener of whom Spotify's ranked lists alone are known."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.builder import Measured
from unwrapped_desktop.analysis.departed import mark_departed
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.taste.axes import measure_axes
from unwrapped_desktop.analysis.top_lists import artists, fame, last_plays, odd, songs, years
from unwrapped_desktop.analysis.top_lists.exclude import exclude_from_lists, exclude_from_month
from unwrapped_desktop.analysis.top_lists.lore import find_lore
from unwrapped_desktop.analysis.top_lists.ranking import Ranking
from unwrapped_desktop.analysis.top_lists.taste import measure_traits, weighed_by_list
from unwrapped_desktop.analysis.what_stays import QuietNames, mark_what_stays, whys_of_artists
from unwrapped_desktop.analysis.words import fold, shown_title
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.lore import NO_LORE, Lore
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage
from unwrapped_desktop.domain.top_lists import NAMES_NEEDED, Span, TopLists

__all__ = ["exclude_from_lists", "exclude_from_month", "measure_lists"]


TRAITS_NEEDED = 2
"""A label stands for two traits."""


def measure_lists(
    lists: TopLists,
    *,
    timezone: str,
    reference: Reference,
    lore: Lore = NO_LORE,
    progress: Callable[[Progress], None],
    cancel: CancelToken,
) -> Analysis:
    """Return everything measured in a listener's lists.

    Args:
        lists: The lists, after exclusions.
        timezone: IANA name of the zone in which the last plays have their days.
        reference: What is known about artists.
        lore: Of whom and of what there are lines of their own.
        progress: Told when it begins.
        cancel: Looked at first: all of it takes milliseconds.

    Raises:
        NotEnoughData: Fewer than `NAMES_NEEDED` artists are on the year's list, or too few lists were told for a label.
        Cancelled: The token was set.
    """
    cancel.raise_if_cancelled()
    progress(Progress(stage=Stage.MEASURING, rows=lists.entries))
    listed = len(lists.artists.get(Span.YEAR, ()))
    if listed < NAMES_NEEDED:
        _blame_what_is_left_out(lists)
        raise NotEnoughData("too_few_names", names=listed, needed=NAMES_NEEDED)
    ranking = Ranking(lists, reference)
    measured = Measured()
    for found in (
        artists.measure(ranking),
        songs.measure(ranking),
        years.measure(ranking),
        fame.measure(ranking),
        last_plays.measure(ranking, ZoneInfo(timezone)),
        odd.measure(ranking),
    ):
        measured.facts.extend(found.facts)
        measured.findings.extend(found.findings)
    traits = measure_traits(ranking)
    if sum(trait.pole is not None for trait in traits) < TRAITS_NEEDED:
        _blame_what_is_left_out(lists)
        raise NotEnoughData("too_few_lists")
    axes, receipts = measure_axes(weighed_by_list(ranking))
    analysis = Analysis(
        facts=tuple(measured.facts),
        findings=mark_departed((*measured.findings, *find_lore(ranking, lore)), ranking.names, ranking.known),
        traits=traits,
        axes=axes,
        receipts=receipts,
    )
    return mark_what_stays(analysis, _quiet(ranking))


def _quiet(ranking: Ranking) -> QuietNames:
    """Return the names that stay: artists whose music is nobody else's business, and what they sing."""
    whys = {ranking.names[code]: why for code, why in whys_of_artists(ranking.known).items()}
    folded = {fold(name): why for name, why in whys.items()}
    told = [(song.title, song.artist) for songs in ranking.lists.songs.values() for song in songs]
    told += [(play.title, play.artist) for play in ranking.lists.last_plays]
    titles = {shown_title(title): folded[fold(name)] for title, name in told if fold(name) in folded}
    return QuietNames(titles | whys)


def _blame_what_is_left_out(lists: TopLists) -> None:
    """Say so where it is the listener who left too little.

    Raises:
        NotEnoughData: Something was left out.
    """
    if lists.excluded:
        raise NotEnoughData("too_little_left")
