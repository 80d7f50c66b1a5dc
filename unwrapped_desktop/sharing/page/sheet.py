"""Everything that stands on the page of a verdict, in its order and in words: what the template sets and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from unwrapped_desktop.domain.charts import Charts, Obsession
from unwrapped_desktop.domain.era import Era, Eras
from unwrapped_desktop.domain.fact_counts import FACT_COUNTS, FACT_FORMULAS
from unwrapped_desktop.domain.fact_titles import FACT_THEMES, FACT_TITLES, fact_theme, fact_title
from unwrapped_desktop.domain.figures import write_cell, write_count, write_percent
from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.friend_file import FRIEND_NAME
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import AxisScore, Fact, Remark, Report
from unwrapped_desktop.sharing.page.drawings import (
    Bars,
    Clock,
    Ranks,
    clock_of,
    months_bars,
    ranks_of,
    years_bars,
)
from unwrapped_desktop.sharing.page.figures import amount, write_date, write_month, write_span
from unwrapped_desktop.sharing.page.record_words import (
    change_line,
    defining_line,
    era_hints,
    gaps_text,
    record_lines,
)
from unwrapped_desktop.sharing.page.score_words import (
    axis_figures,
    axis_receipt,
    axis_sentence,
    is_mission_axis,
    pole_titles,
)
from unwrapped_desktop.sharing.page.slips import Line, Numbering, Passage, Slip, lines_of, slip_of

_CHARGE = "charge"
_DIGITS_SHOWN = 12
_PULLS_MOST = 3
"""So many artists are named who move a score up, and as many who move it down."""

_HELD = (
    "Every number and every name on the page was held against its receipt before it was shown. Follow a number to its "
    "receipt, and count."
)
_COUNTED = (
    "The receipts were counted on the listener's own computer, from the data Spotify gave them. What is private stayed "
    "there."
)
_COUNTED_OF_SAMPLE = "The listener is made up, and so are the plays. The counting is not."
_THEMES = list(dict.fromkeys(FACT_THEMES.values()))
_PLACES = {fact_id: place for place, fact_id in enumerate(FACT_TITLES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines that stand apart from the verdict, with their proof.

    Attributes:
        anchor: Where it is found.
        title: Its heading.
        passages: What is said.
    """

    anchor: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """An axis.

    Attributes:
        low, high: What stands at its ends.
        words: Where the listener leans and how surely, or why there is no ruling.
        figures: The same in figures.
        at: Where the score lies, per cent of the line; None without a ruling.
        band: From where to where it may lie, per cent of the line; None without a ruling.
        slips: The figures behind it.
    """

    low: str
    high: str
    words: str
    figures: str
    at: float | None
    band: tuple[float, float] | None
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Axes under a heading."""

    title: str
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An era.

    Attributes:
        number: Which of how many, in words.
        dates: From when to when.
        plays: In words.
        artists: Who defines it.
        risen: Who rose in it.
        fallen: Who fell.
        hints: What is to be known of its edges.
    """

    number: str
    dates: str
    plays: str
    artists: tuple[Line, ...]
    risen: tuple[Line, ...]
    fallen: tuple[Line, ...]
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The eras, or why there are none: then there is a note alone."""

    chapters: tuple[Chapter, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A fact.

    Attributes:
        title: What it is called.
        value: The figure or name.
        sample: On how much it was measured.
        counted: What was counted; empty where nobody said.
    """

    title: str
    value: str
    sample: str
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The facts of a theme.

    Attributes:
        title: Of the theme.
        told: How many there are, in words.
        figures: Those that could be measured, the weightier first.
        reasons: What could not be measured, and why.
    """

    title: str
    told: str
    figures: tuple[Figure, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A song that took over for a while."""

    song: str
    artist: str
    dates: str
    plays: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What is drawn of the counts."""

    bars: tuple[Bars, ...]
    clock: Clock | None
    ranks: tuple[Ranks, ...]
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was read.

    Attributes:
        span, counted, outcome: Lines with their figures.
        notes: What is to be known of it.
    """

    span: tuple[Line, ...]
    counted: tuple[Line, ...]
    outcome: tuple[Line, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole page.

    Attributes:
        title: What the page is called.
        name: Whose verdict it is; empty for somebody who gives no name.
        made_on: When it was made.
        is_made_up: Whether the listener is.
        label: The verdict in a few words.
        label_room: Letters of its longest line when it is set in two lines at most; its size follows from that.
        opening: The charge and the first paragraph.
        passages: The other paragraphs.
        claims: How many were checked.
        credit: To whom names are owed; empty for an export.
        scores: Behaviour first.
        parts: What stands beside the verdict.
        life: The eras; None where nothing is known of them.
        pictures: None where only lists are known.
        themes: Every fact.
        account: What was read.
        made_by: By which versions.
        checks: How whoever reads the page can check it.
    """

    title: str
    name: str
    made_on: str
    is_made_up: bool
    label: str
    label_room: int
    opening: Passage
    passages: tuple[Passage, ...]
    claims: str
    credit: str
    scores: tuple[Scores, ...]
    parts: tuple[Part, ...]
    life: Life | None
    pictures: Pictures | None
    themes: tuple[Theme, ...]
    account: Account
    made_by: str
    checks: tuple[str, ...]


def sheet_of(report: Report) -> Sheet:
    """Return everything that stands on the page of a report which has been stripped already."""
    verdict, zone = report.verdict, report.provenance.timezone
    name = "" if report.listener.name == FRIEND_NAME else report.listener.name
    numbering = Numbering(report.spotify_pages)
    charge = Remark(
        id=_CHARGE,
        text=verdict.charge,
        receipts=verdict.label_receipts,
        family=_CHARGE,
        theme="",
        paragraph=-1,
        claims=(),
    )
    first, *others = _paragraphs(verdict.remarks) or [[]]
    blocks = [[[charge], first], *([other] for other in others)]
    passages = numbering.passages(blocks, report.receipts, opens_first=True)
    return Sheet(
        title=f"{verdict.label}: the verdict on {name}" if name else f"{verdict.label}: a verdict",
        name=name,
        made_on=write_date(local_date(report.created_at, zone)),
        is_made_up=report.listener.source is SourceKind.SAMPLE,
        label=verdict.label,
        label_room=_label_room(verdict.label),
        opening=passages[0],
        passages=passages[1:],
        claims=f"{verdict.claims_checked} of {verdict.claims_total} claims checked",
        credit=_credit(report),
        scores=_scores(report),
        parts=_parts(report, numbering),
        life=_life(report.eras),
        pictures=_pictures(report.charts),
        themes=_themes(report.facts),
        account=_account(report),
        made_by=_made_by(report),
        checks=_checks(report),
    )


# ------------------------------------------------------------------------------------------------ the verdict
def _paragraphs(remarks: Iterable[Remark]) -> list[list[Remark]]:
    return [list(paragraph) for _, paragraph in groupby(remarks, key=lambda remark: remark.paragraph)]


def _label_room(label: str) -> int:
    """Return the letters of the longest line of a label that is set as evenly as can be, in two lines at most."""
    words = label.split()
    splits = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words) + 1)]
    return min((max(map(len, lines)) for lines in splits), default=1)


def _credit(report: Report) -> str:
    comes_from_spotify = report.listener.source is SourceKind.WEB_API or report.spotify_pages
    return "Artists, songs and lists come from Spotify." if comes_from_spotify else ""


def _parts(report: Report, numbering: Numbering) -> tuple[Part, ...]:
    told: list[tuple[str, str, Sequence[Remark], Sequence[Receipt]]] = []
    if report.statement is not None:
        told.append(("said", "What you said", report.statement.remarks, report.statement.receipts))
    if report.lately is not None:
        told.append(("lately", "Lately", report.lately.remarks, report.lately.receipts))
    if report.wrapped is not None:
        told.append(("wrapped", "Second opinion", report.wrapped.remarks, report.wrapped.receipts))
    return tuple(
        Part(
            anchor=anchor,
            title=title,
            passages=numbering.passages(
                [[paragraph] for paragraph in _paragraphs(remarks)], receipts, opens_first=False
            ),
        )
        for anchor, title, remarks, receipts in told
        if remarks
    )


# ------------------------------------------------------------------------------------------------- the scores
def _scores(report: Report) -> tuple[Scores, ...]:
    groups = (
        ("How you listen", [axis for axis in report.axes if not is_mission_axis(axis)]),
        ("Charts and critics", [axis for axis in report.axes if is_mission_axis(axis)]),
    )
    by_id = {receipt.id: receipt for receipt in report.receipts}
    places = {axis.id: place for place, axis in enumerate(report.axes, start=1)}
    return tuple(
        Scores(title=title, scores=tuple(_score(axis, places[axis.id], by_id.get(axis.id)) for axis in axes))
        for title, axes in groups
        if axes
    )


def _score(axis: AxisScore, place: int, proof: Receipt | None) -> Score:
    low, high = pole_titles(axis)
    band = None
    if axis.value is not None and axis.low is not None and axis.high is not None:
        band = (_percent(axis.low), _percent(axis.high))
    slips = [slip_of(axis_receipt(axis, with_sample=proof is None), f"score-{place}")]
    if proof is not None:
        slips.append(slip_of(proof, f"score-{place}-counted"))
    elif axis.pulls:  # the receipt of such a score names them too
        slips.append(slip_of(_pulls_receipt(axis), f"score-{place}-pulls"))
    return Score(
        low=low,
        high=high,
        words=axis_sentence(axis),
        figures=axis_figures(axis),
        at=None if axis.value is None or band is None else _percent(axis.value),
        band=band,
        slips=tuple(slips),
    )


def _pulls_receipt(axis: AxisScore) -> Receipt:
    """Return who moves a score furthest, as a receipt: up in the rows, down under the rule."""
    up = [pull for pull in axis.pulls if pull.pull > 0][:_PULLS_MOST]
    down = [pull for pull in reversed(axis.pulls) if pull.pull < 0][:_PULLS_MOST]
    rows, totals = (
        tuple(Cell(label=pull.name, value=100 * pull.pull, unit="points") for pull in pulls)
        for pulls in (up, down)
    )
    low, high = pole_titles(axis)
    return Receipt(
        id=f"pulls_{axis.id}",
        title="Who moves it furthest",
        rows=rows,
        totals=totals,
        population=f"hundredths of the way from “{low}” to “{high}”, less what they would be without the artist",
    )


def _percent(share: float) -> float:
    return round(100 * min(1.0, max(0.0, share)), 2)


# --------------------------------------------------------------------------------------------------- the life
def _life(eras: Eras) -> Life | None:
    if not eras.eras:
        return Life(chapters=(), note=eras.reason) if eras.reason else None
    total = len(eras.eras)
    return Life(
        chapters=tuple(_chapter(era, place, total) for place, era in enumerate(eras.eras, start=1)),
        note="One era: nothing has changed for long enough to end it." if total == 1 else "",
    )


def _chapter(era: Era, place: int, total: int) -> Chapter:
    return Chapter(
        number=f"Era {place} of {total}",
        dates=f"{write_month(era.first_month)} to {write_month(era.last_month)}",
        plays=f"{amount(era.plays, 'play')} in {amount(era.months, 'month')}",
        artists=lines_of(map(defining_line, era.artists)),
        risen=lines_of(map(change_line, era.risen)),
        fallen=lines_of(map(change_line, era.fallen)),
        hints=era_hints(era),
    )


# ----------------------------------------------------------------------------------------------- the evidence
def _pictures(charts: Charts | None) -> Pictures | None:
    if charts is None:
        return None
    bars = (years_bars(charts.years), months_bars(charts.months))
    ranks = (
        ranks_of("artists", "The most played artists", charts.artists),
        ranks_of("songs", "The most played songs", charts.songs),
        ranks_of("albums", "The most played albums", charts.albums),
    )
    return Pictures(
        bars=tuple(one for one in bars if one is not None),
        clock=clock_of(charts),
        ranks=tuple(one for one in ranks if one is not None),
        spells=tuple(map(_spell, charts.obsessions)),
    )


def _spell(one: Obsession) -> Spell:
    return Spell(
        song=one.song,
        artist=one.artist,
        dates=write_span(one.first, one.last),
        plays=f"{amount(one.plays, 'play')}, {write_percent(round(one.share_percent, 1))}",
    )


def _themes(facts: Iterable[Fact]) -> tuple[Theme, ...]:
    by_theme: dict[str, list[Fact]] = {title: [] for title in _THEMES}
    for fact in sorted(facts, key=lambda fact: _PLACES.get(fact.id, len(_PLACES))):
        by_theme.setdefault(fact_theme(fact.id), []).append(fact)
    return tuple(_theme(title, found) for title, found in by_theme.items() if found)


def _theme(title: str, facts: Sequence[Fact]) -> Theme:
    figures = tuple(_figure(fact) for fact in facts if fact.available and fact.value is not None)
    return Theme(
        title=title,
        told=amount(len(figures), "figure") if figures else "not measured",
        figures=figures,
        reasons=_reasons(fact for fact in facts if not fact.available),
    )


def _figure(fact: Fact) -> Figure:
    counted = FACT_COUNTS.get(fact.id, "")
    formula = FACT_FORMULAS.get(fact.id)
    cell = Cell(label=fact_title(fact.id), value="" if fact.value is None else fact.value, unit=fact.unit)
    return Figure(
        title=cell.label,
        value=write_cell(cell),
        sample=write_count(fact.sample),
        counted=f"{counted} ({formula})" if formula else counted,
    )


def _reasons(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return what could not be measured, and why: facts with one reason share a sentence."""
    by_reason: dict[str, list[str]] = {}
    for fact in facts:
        by_reason.setdefault(fact.reason or "", []).append(fact_title(fact.id))
    return tuple(f"{', '.join(titles)}: {reason}" for reason, titles in by_reason.items())


# ------------------------------------------------------------------------------------------------- the record
def _account(report: Report) -> Account:
    span, counted, outcome = record_lines(report.record, report.provenance.timezone)
    notes = [f"Not in these files: {gaps_text(report.record.gaps)}."] if report.record.gaps else []
    if report.record.kind == "history":
        notes.append("Hours and weekdays are those of the listener's own clock.")
    return Account(
        span=lines_of(span), counted=lines_of(counted), outcome=lines_of(outcome), notes=tuple(notes)
    )


def _made_by(report: Report) -> str:
    made = report.provenance
    parts = [
        f"Unwrapped {made.app_version}",
        f"engine {made.engine_version}",
        f"table {made.reference_version}",
    ]
    if _tells_of_the_data(report):
        parts += [f"seed {_shortened(made.seed)}", f"data {_shortened(made.data_sha256)}"]
    return " · ".join(parts)


def _checks(report: Report) -> tuple[str, ...]:
    checks = [_HELD, _COUNTED]
    if report.listener.source is SourceKind.SAMPLE:
        checks[1] = _COUNTED_OF_SAMPLE
    if _tells_of_the_data(report):
        checks.append("The same data, seed and versions give the same verdict, word for word.")
    else:
        checks.append(
            "Whoever holds the data can have it judged again: the same data and the same versions give the same verdict."
        )
    return tuple(checks)


def _tells_of_the_data(report: Report) -> bool:
    """Whether the sum of the data is told; it is zeros where it stayed behind."""
    return bool(report.provenance.data_sha256.strip("0"))


def _shortened(digits: str) -> str:
    """Return the beginning of many digits, which is enough to tell them from others."""
    return digits if len(digits) <= _DIGITS_SHOWN else f"{digits[:_DIGITS_SHOWN]}…"
