"""Whether a report that came from somewhere else holds together: it is hostile until it does."""

from collections.abc import Iterable, Sequence

from unwrapped_desktop.domain.charts import ARTISTS_MOST, CURVE_STEPS, RANKS_MOST, Charts, Ranked
from unwrapped_desktop.domain.report import Claim, Receipt, Remark, Report
from unwrapped_desktop.domain.report_bounds import bounded_texts, is_within_bounds
from unwrapped_desktop.domain.wrapped_check import is_showable, wrapped_texts

REMARKS_MAX, RECEIPTS_MAX, CELLS_MAX, AXES_MAX, FACTS_MAX = 100, 2_000, 200, 50, 5_000
"""Far more than any report of ours has."""

MONTHS_MAX = 1_200
"""A hundred years."""

FIRST_YEAR, LAST_YEAR = 2005, 9999
"""A row before 2006 is malformed, and a local day lies a day off at most; the last year has no year after it."""

TEXT_MAX = 20_000
"""No name or title is longer, not even one that was made to be; what is longer is no mistake. All are cut where shown."""

SENTENCE_MAX, PAGE_MAX = 1_000, 10_000
"""Characters of a label, a remark or a reason, and of a page: ours have 200 and 2,000. They are set in lines whole."""


def is_sound(report: Report) -> bool:
    """Whether every receipt that is cited is there, every claim lies within its text and its receipt, and nothing is endless."""
    receipts = {receipt.id: receipt for receipt in report.receipts}
    remarks = [*report.verdict.remarks]
    for part in (report.lately, report.statement, report.wrapped):
        if part is not None:
            receipts |= {receipt.id: receipt for receipt in part.receipts}
            remarks += part.remarks
    return (
        _is_of_our_size(report)
        and is_within_bounds(report)
        and all(len(receipt.rows) + len(receipt.totals) <= CELLS_MAX for receipt in receipts.values())
        and set(report.verdict.label_receipts) <= receipts.keys()
        and all(_is_sound(remark, receipts) for remark in remarks)
        and all(len(text) <= TEXT_MAX for text in _texts(report, receipts.values()))
        and all(len(text) <= SENTENCE_MAX for text in _sentences(report, remarks))
        and sum(len(remark.text) for remark in report.verdict.remarks) <= PAGE_MAX
    )


def _sentences(report: Report, remarks: Iterable[Remark]) -> Iterable[str]:
    """Return what is said rather than named, and what things go by among themselves."""
    yield from (fact.id for fact in report.facts)
    yield from (receipt.id for receipt in report.receipts)
    yield from (report.verdict.label, report.verdict.charge)
    yield from (remark.text for remark in remarks)
    yield from (fact.reason or "" for fact in report.facts)
    yield from (axis.reason or "" for axis in report.axes)


def _is_of_our_size(report: Report) -> bool:
    return (
        0 < len(report.verdict.remarks) <= REMARKS_MAX
        and len(report.receipts) <= RECEIPTS_MAX
        and len(report.axes) <= AXES_MAX
        and len(report.facts) <= FACTS_MAX
        and len(report.record.files) <= RECEIPTS_MAX
        and len(report.spotify_pages) <= RECEIPTS_MAX
        and (report.charts is None or _is_drawable(report.charts))
        and (report.wrapped is None or is_showable(report.wrapped))
    )


def _is_drawable(charts: Charts) -> bool:
    """Whether pictures can be drawn of it: in order, with ends, and not endless."""
    years, months = [one.year for one in charts.years], [one.month for one in charts.months]
    return (
        0 < len(months) <= MONTHS_MAX
        and 0 < len(years) <= MONTHS_MAX
        and bool(charts.concentration)
        and all(1 <= year <= 9999 for year in years)
        and months == sorted(set(months))
        and months[0][:4] >= "0001"
        and months[-1][:4] < "9999"
        and _is_ranked(charts.artists, ARTISTS_MOST)
        and _is_ranked(charts.songs, RANKS_MOST)
        and _is_ranked(charts.albums, RANKS_MOST)
        and len(charts.concentration) <= CURVE_STEPS
        and max(len(charts.obsessions), len(charts.streaks)) <= RANKS_MOST
        and all(one.first <= one.last for one in charts.obsessions)
        and all(one.first <= one.last for one in charts.streaks)
        and all(month.skipped <= month.told for month in charts.months)
    )


def _is_ranked(ranks: Sequence[Ranked], most: int) -> bool:
    """Whether a list of what was played most is not endless, and its days are days of recorded music."""
    return len(ranks) <= most and all(
        rank.first_on is None or FIRST_YEAR <= rank.first_on.year < LAST_YEAR for rank in ranks
    )


def _is_sound(remark: Remark, receipts: dict[str, Receipt]) -> bool:
    return set(remark.receipts) <= receipts.keys() and all(
        _points_somewhere(claim, remark.text, receipts) for claim in remark.claims
    )


def _points_somewhere(claim: Claim, text: str, receipts: dict[str, Receipt]) -> bool:
    receipt = receipts.get(claim.receipt)
    if receipt is None or not 0 <= claim.start < claim.end <= len(text):
        return False
    return 0 <= claim.index < len(receipt.rows if claim.part == "rows" else receipt.totals)


def _texts(report: Report, receipts: Iterable[Receipt]) -> Iterable[str]:
    yield report.listener.name
    yield from bounded_texts(report)
    if report.charts is not None:
        for rank in (*report.charts.artists, *report.charts.songs, *report.charts.albums):
            yield from (rank.name, rank.artist)
        for one in report.charts.obsessions:
            yield from (one.song, one.artist)
    if report.wrapped is not None:
        yield from wrapped_texts(report.wrapped)
    for receipt in receipts:
        yield from (receipt.title, receipt.population)
        for cell in (*receipt.rows, *receipt.totals):
            yield from (cell.label, str(cell.value))
