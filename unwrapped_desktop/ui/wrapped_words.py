"""What a yearly review beside the count is in words: sentences, rows of the two lists, tables, lines of the weeks."""

from collections.abc import Iterable, Sequence
from datetime import date

from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.wrapped import (
    CountedName,
    ListedName,
    ReviewedList,
    ReviewedYear,
    Standing,
    WeeksName,
    assumed_last_day,
)
from unwrapped_desktop.ui.charts.twin_lists import Twin
from unwrapped_desktop.ui.figures import (
    count_noun,
    month_name,
    write_cell,
    write_count,
    write_date,
    write_span,
)
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import isolate

ROWS_SHOWN = 10
"""So many places are drawn; the table has all of them."""


def cut_words(year: ReviewedYear) -> str:
    """Return the assumed last day of a review without its year: `15 November`."""
    return _without_year(assumed_last_day(year.year))


def known_sentence(year: ReviewedYear) -> str:
    """Return what is known of how the review counts, and what is assumed."""
    known = translate(
        "WrappedWords",
        "Spotify counts plays of 30 seconds and more, outside private sessions, from 1\u00a0January to mid-November. Which day it "
        "stops is told nowhere: {day} is assumed here.",
    ).format(day=cut_words(year))
    if year.reason is not None:
        return known
    beside = translate("WrappedWords", "Beside it stands the whole year, with the same 30 seconds.")
    return f"{known} {beside}"


def alone_sentence(year: ReviewedYear) -> str:
    """Return why nothing is compared, and the figures that the review itself tells."""
    said = [year.reason or ""]
    if year.spotify_minutes is not None:
        said.append(
            translate("WrappedWords", "The review says {minutes}, podcasts included.").format(
                minutes=count_noun(year.spotify_minutes, "minute")
            )
        )
    if year.spotify_artists is not None:
        said.append(
            translate("WrappedWords", "By the review there were {artists}.").format(
                artists=count_noun(year.spotify_artists, "artist")
            )
        )
    return " ".join(filter(None, said))


def count_sentence(year: ReviewedYear) -> str:
    """Return how much was played then and in the end, and what the review says of it; empty where nothing is compared."""
    if year.whole is None or year.then is None:
        return ""
    whole = translate("WrappedWords", "The year has {plays} and {minutes}; to {day} it had {then}.").format(
        plays=count_noun(year.whole.plays, "play"),
        minutes=count_noun(year.whole.minutes, "minute"),
        day=cut_words(year),
        then=count_noun(year.then.minutes, "minute"),
    )
    return f"{whole} {_review_sentence(year)}".rstrip()


def _review_sentence(year: ReviewedYear) -> str:
    if year.spotify_minutes is None:
        return translate("WrappedWords", "The review tells no minutes.")
    said = translate("WrappedWords", "The review says {minutes}, podcasts included.").format(
        minutes=count_noun(year.spotify_minutes, "minute")
    )
    if year.reached_from is None:
        return said
    if year.reached_to is None:
        reached = translate("WrappedWords", "The record has as many by {day} at the earliest.").format(
            day=write_date(year.reached_from)
        )
    elif year.reached_from == year.reached_to:
        reached = translate("WrappedWords", "The record has as many on {day}.").format(
            day=write_date(year.reached_to)
        )
    else:
        reached = translate(
            "WrappedWords", "The record has as many between {days}, depending on whether short plays count."
        ).format(days=_between(year.reached_from, year.reached_to))
    return f"{said} {reached}"


def _between(first: date, last: date) -> str:
    """Return the two days between which it lies, with no month or year named twice: `3 and 9 May 2022`."""
    if first.year != last.year:
        pattern = translate("WrappedWords", "{first} and {last}")
    elif first.month != last.month:
        pattern = translate("WrappedWords", "{first_day} {first_month} and {last_day} {last_month} {year}")
    else:
        pattern = translate("WrappedWords", "{first_day} and {last_day} {last_month} {year}")
    return pattern.format(
        first=write_date(first),
        last=write_date(last),
        first_day=first.day,
        first_month=month_name(first.month),
        last_day=last.day,
        last_month=month_name(last.month),
        year=last.year,
    )


def _without_year(day: date) -> str:
    return translate("WrappedWords", "{day} {month}").format(day=day.day, month=month_name(day.month))


def artists_sentence(year: ReviewedYear) -> str:
    """Return how many artists there were by either count; empty where the review does not say."""
    if year.spotify_artists is None or year.whole is None:
        return ""
    return translate("WrappedWords", "By the review there were {review}, by the whole year {whole}.").format(
        review=count_noun(year.spotify_artists, "artist"), whole=write_count(year.whole.artists)
    )


def unknown_artists_sentence(part: ReviewedList) -> str:
    """Return why places on the list of artists have no name; empty where all have one."""
    if not part.unknown:
        return ""
    if part.unknown == part.length:
        return translate(
            "WrappedWords",
            "The review gives its {artists} as addresses, and your files explain none of them: they name only artists you "
            "follow. Nobody is guessed.",
        ).format(artists=count_noun(part.length, "artist"))
    if part.unknown == 1:
        return translate(
            "WrappedWords",
            "1 of {length} is an address that your files do not explain: they name only artists you follow. Nobody is guessed, "
            "so nobody can be called missing.",
        ).format(length=count_noun(part.length, "artist"))
    return translate(
        "WrappedWords",
        "{unknown} of {length} are addresses that your files do not explain: they name only artists you follow. Nobody is "
        "guessed, so nobody can be called missing.",
    ).format(unknown=write_count(part.unknown), length=count_noun(part.length, "artist"))


def unknown_songs_sentence(part: ReviewedList) -> str:
    """Return why places on the list of songs have no title; empty where all have one."""
    if not part.unknown:
        return ""
    if part.unknown == 1:
        return translate(
            "WrappedWords",
            "1 of {length} is an address that no row of your record and nothing in your library bears. Nothing is guessed, so "
            "nothing can be called missing.",
        ).format(length=count_noun(part.length, "song"))
    return translate(
        "WrappedWords",
        "{unknown} of {length} are addresses that no row of your record and nothing in your library bears. Nothing is "
        "guessed, so nothing can be called missing.",
    ).format(unknown=write_count(part.unknown), length=count_noun(part.length, "song"))


def missing_sentence(part: ReviewedList) -> str:
    """Return who is played enough for the list and not on it; empty where nobody is, or nobody can tell."""
    if not part.missing:
        return ""
    named = translate("WrappedWords", ", ").join(
        f"{isolate(one.name)} ({count_noun(one.year.plays, 'play')})" for one in part.missing[:3]
    )
    more = len(part.missing) - 3
    if more > 0:
        return translate(
            "WrappedWords", "Played enough for its list and not on it: {names}, and {more} more."
        ).format(names=named, more=write_count(more))
    return translate("WrappedWords", "Played enough for its list and not on it: {names}.").format(names=named)


def twins_of(part: ReviewedList) -> tuple[tuple[Twin, ...], tuple[Twin, ...]]:
    """Return the rows of the two lists, the review's and the count's."""
    counted = part.counted[:ROWS_SHOWN]
    listed = part.listed[:ROWS_SHOWN]
    at = {one.place: index for index, one in enumerate(counted) if one.place is not None}
    left = tuple(_listed_twin(one, at.get(one.place)) for one in listed)
    # A place that is not drawn, or not named, is no place to lead to.
    drawn = {one.place for one in listed if one.state == "named"}
    right = tuple(
        _counted_twin(one, one.place - 1 if one.place is not None and one.place in drawn else None)
        for one in counted
    )
    return left, right


def _listed_twin(one: ListedName, partner: int | None) -> Twin:
    place = translate("WrappedWords", "number {place} on the list").format(place=one.place)
    if one.state == "unknown":
        name = translate("WrappedWords", "not explained")
        text = translate("WrappedWords", "an address that your files do not explain")
        return Twin(rank=one.place, name=name, text=f"{place}, {text}", is_name=False)
    if one.state == "left_out":
        name = translate("WrappedWords", "left out by you")
        return Twin(rank=one.place, name=name, text=f"{place}, {name}", is_name=False)
    return Twin(
        rank=one.place,
        name=one.name,
        note=isolate(one.artist) if one.artist else "",
        sign=_sign(one.place, one.year),
        text=f"{place}, {_of_year(one.year)}",
        partner=partner,
    )


def _sign(place: int, standing: Standing | None) -> str:
    """Return where a name of the list stands in the year, with an arrow; empty where it is the same place."""
    if standing is None:
        return translate("WrappedWords", "no play")
    if standing.rank == place:
        return ""
    return f"{'↑' if standing.rank < place else '↓'} {write_count(standing.rank)}"


def _counted_twin(one: CountedName, partner: int | None) -> Twin:
    plays = count_noun(one.year.plays, "play")
    listed = (
        translate("WrappedWords", "not seen on the list")
        if one.place is None
        else translate("WrappedWords", "number {place} on the list").format(place=one.place)
    )
    return Twin(
        rank=one.year.rank,
        name=one.name,
        note=f"{plays} · {isolate(one.artist)}" if one.artist else plays,
        text=f"{_of_year(one.year)}, {listed}",
        partner=partner,
    )


def _of_year(standing: Standing | None) -> str:
    if standing is None:
        return translate("WrappedWords", "no play in the year")
    return translate("WrappedWords", "number {rank} of the year with {plays}").format(
        rank=write_count(standing.rank), plays=count_noun(standing.plays, "play")
    )


def table_header(kind: str) -> tuple[str, ...]:
    """Return the header of the table of songs or of artists, by what one of them is called."""
    return (
        kind,
        translate("WrappedWords", "On its list"),
        translate("WrappedWords", "Mid-November"),
        translate("WrappedWords", "Whole year"),
        translate("WrappedWords", "By time"),
        translate("WrappedWords", "Plays"),
    )


def table_rows(part: ReviewedList) -> tuple[tuple[str, ...], ...]:
    """Return the list, and after it the names of the count that are not on it: their places, and plays of the year."""
    rows = [
        (one.name or _listed_twin(one, None).name, str(one.place), *_figures(one.then, one.year))
        for one in part.listed
    ]
    rows += [(one.name, "", *_figures(one.then, one.year)) for one in part.counted if one.place is None]
    return tuple(rows)


def _figures(then: Standing | None, year: Standing | None) -> tuple[str, ...]:
    return (
        write_count(then.rank) if then else "",
        write_count(year.rank) if year else "",
        write_count(year.rank_by_time) if year else "",
        write_count(year.plays) if year else "",
    )


def weeks_sentence(year: ReviewedYear) -> str:
    """Return what the weeks after the review held, or why nothing is known of them."""
    if year.weeks is None:
        return translate(
            "WrappedWords", "The record ends with the review, so it knows nothing of the weeks after it."
        )
    return translate("WrappedWords", "{days}: {plays}, {hours}, {artists}.").format(
        days=write_span(year.weeks.first, year.weeks.last),
        plays=count_noun(year.weeks.plays, "play"),
        hours=count_noun(round(year.weeks.minutes / 60), "hour"),
        artists=count_noun(year.weeks.artists, "artist"),
    )


def weeks_lines(found: Sequence[WeeksName]) -> tuple[Cell, ...]:
    """Return who was played most in the weeks, with how the place changed by them."""
    return tuple(
        Cell(label=one.name, value=f"{count_noun(one.plays, 'play')}, {_moved(one)}", unit="text")
        for one in found
    )


def _moved(one: WeeksName) -> str:
    if one.then is None:
        return translate("WrappedWords", "new at {rank}").format(rank=write_count(one.year.rank))
    if one.then.rank == one.year.rank:
        return translate("WrappedWords", "stays at {rank}").format(rank=write_count(one.year.rank))
    return translate("WrappedWords", "{before} to {rank}").format(
        before=write_count(one.then.rank), rank=write_count(one.year.rank)
    )


def listed_lines(part: ReviewedList) -> tuple[Cell, ...]:
    """Return a list of the review alone, as lines."""
    return tuple(
        Cell(
            label=one.name or _listed_twin(one, None).name,
            value=translate("WrappedWords", "number {place}").format(place=one.place),
            unit="text",
        )
        for one in part.listed
    )


def receipt_rows(receipts: Iterable[Receipt]) -> tuple[tuple[str, str], ...]:
    """Return receipts one after the other as rows of a table: a title, its lines and its totals."""
    rows: list[tuple[str, str]] = []
    for receipt in receipts:
        rows.append((receipt.title.upper(), ""))
        rows += [(cell.label, write_cell(cell)) for cell in (*receipt.rows, *receipt.totals)]
    return tuple(rows)


def counted_lines(receipts: Iterable[Receipt]) -> tuple[str, ...]:
    """Return what was counted for receipts, each population once."""
    told = dict.fromkeys(receipt.population for receipt in receipts)
    return tuple(translate("WrappedWords", "counted: {what}").format(what=what) for what in told)
