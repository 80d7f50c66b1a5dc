"""Whether what a report says to yearly reviews can be shown: in order, not endless, whoever wrote it."""

from collections.abc import Iterable

from unwrapped_desktop.domain.report import WrappedOpinion
from unwrapped_desktop.domain.wrapped import (
    ADDRESSES_MOST,
    LISTED_MOST,
    WEEKS_NAMES,
    YEARS_MOST,
    ReviewedList,
    ReviewedYear,
    Tally,
)

REMARKS_MAX, RECEIPTS_MAX = 400, 2_000
"""Far more than any report of ours has."""


def is_showable(opinion: WrappedOpinion) -> bool:
    """Whether all of it can be shown."""
    years = [one.year for one in opinion.years]
    return (
        0 < len(years) <= YEARS_MOST
        and years == sorted(set(years))
        and len(opinion.remarks) <= REMARKS_MAX
        and len(opinion.receipts) <= RECEIPTS_MAX
        and all(_is_year(one) for one in opinion.years)
    )


def wrapped_texts(opinion: WrappedOpinion) -> Iterable[str]:
    """Return what is written in it, for whoever asks how long it is."""
    yield from (remark.text for remark in opinion.remarks)
    for year in opinion.years:
        yield year.reason or ""
        for part in (year.artists, year.songs):
            for listed in part.listed:
                yield from (listed.name, listed.artist)
            for counted in part.counted:
                yield from (counted.name, counted.artist)
        for found in (*year.weeks_artists, *year.weeks_songs):
            yield from (found.name, found.artist)


def _is_year(year: ReviewedYear) -> bool:
    stretches = [one for one in (year.then, year.weeks, year.whole) if one is not None]
    return (
        (year.reason is not None or (year.then is not None and year.whole is not None))
        and all(_is_stretch(one) for one in stretches)
        and all(_is_list(one) for one in (year.artists, year.songs))
        and max(len(year.weeks_artists), len(year.weeks_songs)) <= WEEKS_NAMES
        and len(year.receipts) <= RECEIPTS_MAX
    )


def _is_stretch(stretch: Tally) -> bool:
    return stretch.first <= stretch.last


def _is_list(part: ReviewedList) -> bool:
    places = [one.place for one in part.listed]
    return (
        len(part.listed) <= part.length <= ADDRESSES_MOST
        and part.unknown + part.left_out <= part.length
        and places == list(range(1, len(places) + 1))
        and len(places) <= LISTED_MOST
        and len(part.counted) <= LISTED_MOST
    )
