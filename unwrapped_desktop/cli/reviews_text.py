"""Spotify's yearly reviews, counted again, as text: a part for each year, with its lines and their receipts."""

from unwrapped_desktop.analysis.words import date_words, day_of
from unwrapped_desktop.cli.text import isolated, receipt_text, with_quotes, wrapped
from unwrapped_desktop.domain.report import Report, WrappedOpinion
from unwrapped_desktop.domain.wrapped import ReviewedList, ReviewedYear, WeeksName


def reviews_text(report: Report) -> list[str]:
    """Return the parts, the earliest year first, and the receipts after them; nothing where no reviews came."""
    opinion = report.wrapped
    if opinion is None:
        return []
    receipts = {receipt.id: receipt for receipt in opinion.receipts}
    proofs = [
        receipt_text(f"[w{number}] ", receipts[name])
        for number, remark in enumerate(opinion.remarks, start=1)
        for name in remark.receipts
    ]
    return [*(_year_text(opinion, year) for year in opinion.years), *proofs]


def _year_text(opinion: WrappedOpinion, year: ReviewedYear) -> str:
    said = _said(opinion, year)
    lines = [wrapped(line) for line in (said, *_counted(year)) if line]
    return "\n".join([f"SPOTIFY'S REVIEW OF {year.year}, COUNTED AGAIN", *lines])


def _said(opinion: WrappedOpinion, year: ReviewedYear) -> str:
    receipts = {receipt.id: receipt for receipt in opinion.receipts}
    own = opinion.remarks_of(year)
    return " ".join(
        f"{with_quotes(remark, receipts.__getitem__)} [w{number}]"
        for number, remark in enumerate(opinion.remarks, start=1)
        if remark in own
    )


def _counted(year: ReviewedYear) -> list[str]:
    if year.reason is not None or year.then is None or year.whole is None:
        return [year.reason or ""]
    cut = date_words(day_of(year.then.last))
    counted = (
        f"The review is taken to count to {cut}, for it does not say: {year.then.plays:,} plays, {year.then.minutes:,} "
        f"minutes by the record. The whole year: {year.whole.plays:,} plays, {year.whole.minutes:,} minutes."
    )
    lines = [counted]
    if year.spotify_minutes is not None:
        lines.append(f"Minutes by the review: {year.spotify_minutes:,}, podcasts included.")
    lines += [_list_text("Songs", year.songs), _list_text("Artists", year.artists)]
    if year.weeks is not None:
        first = _most_played(year.weeks_artists)
        lines.append(f"The weeks after it: {year.weeks.plays:,} plays{first}.")
    return lines


def _list_text(kind: str, part: ReviewedList) -> str:
    if part.unknown:
        return f"{kind}: {part.unknown} of {part.length} are addresses that your files do not explain; nothing is guessed."
    if part.missing:
        names = ", ".join(f"{isolated(one.name)} ({one.year.plays:,} plays)" for one in part.missing)
        return f"{kind} played enough for its list and not on it: {names}."
    return ""


def _most_played(found: tuple[WeeksName, ...]) -> str:
    if not found:
        return ""
    first = found[0]
    return f", {first.plays:,} of them {isolated(first.name)}, number {first.year.rank:,} of the year"
