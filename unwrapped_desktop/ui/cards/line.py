"""The two kinds of card about a verdict as a whole: a line with its receipt, and the label alone."""

from unwrapped_desktop.domain.card import CardChoice
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.staying import CHARGE_KEY, Staying, lines_that_stay
from unwrapped_desktop.ui.cards.card import LabelCard, LineCard, Quote
from unwrapped_desktop.ui.cards.page import (
    Page,
    page_of,
    quote_of,
    strip_of,
    verdict_foot,
    why_charge_stays,
    why_words,
)
from unwrapped_desktop.ui.cards.revealing import Names, Revealing
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate

_LISTED = "lists.artists"
"""The fact that says how many artists Spotify lists for about a year."""


def line_card(report: Report, choice: CardChoice) -> LineCard:
    """Return the card of a line: of the strongest, where none is chosen, and of the charge, where none may go.

    Raises:
        CardImpossibleError: That line stays, or is not there.
    """
    page = page_of(report)
    place = page.chosen(choice)
    if place is None:
        return _charge_card(report, page, choice)
    remark, strip = page.remarks[place], strip_of(page, place)
    revealing = Revealing(names=Names.known(report, ()))
    revealing.line(remark, page.receipts).strip(strip, page.receipts)
    return LineCard(
        label=report.verdict.label,
        quote=quote_of(remark, page.receipts),
        strip=strip,
        foot=verdict_foot(report, with_name=choice.with_name),
        revealed=revealing.done(page.let_out(place)),
    )


def label_card(report: Report, choice: CardChoice) -> LabelCard:
    """Return the card of the label alone."""
    years = _years(report)
    revealing = Revealing(names=Names.known(report, ())).dates(*years).counts()
    return LabelCard(
        label=report.verdict.label,
        record=_record_words(report, years),
        foot=verdict_foot(report, with_name=choice.with_name),
        revealed=revealing.done(),
    )


def lines_off_cards(report: Report) -> tuple[Staying, ...]:
    """Return the lines of a verdict that stay off cards, and the charge where it does."""
    page, verdict = page_of(report), report.verdict
    lines = lines_that_stay(page.remarks, page.receipts, on_card=True)
    why = why_charge_stays(verdict.charge, verdict.label_receipts, page.receipts)
    return lines if why is None else (*lines, Staying(key=CHARGE_KEY, what=verdict.charge, why=why))


def _charge_card(report: Report, page: Page, choice: CardChoice) -> LineCard:
    """Return the card of a verdict none of whose lines may be shared; without a sentence where the charge stays too."""
    verdict = report.verdict
    why = why_charge_stays(verdict.charge, verdict.label_receipts, page.receipts)
    is_let_out = why is not None and CHARGE_KEY in choice.allowed
    charge = verdict.charge if why is None or is_let_out else ""
    proof = [page.receipts[name] for name in verdict.label_receipts if name in page.receipts]
    revealing = Revealing(names=Names.known(report, ())).sentence(charge, proof)
    return LineCard(
        label=verdict.label,
        quote=Quote(text=charge),
        strip=None,
        foot=verdict_foot(report, with_name=choice.with_name),
        revealed=revealing.done((why_words(why),) if why is not None and is_let_out else ()),
    )


def _record_words(report: Report, years: tuple[str, ...]) -> str:
    """Return how much a verdict rests on: `46,120 plays, 2012 to 2024`; for lists, who is on them."""
    record = report.record
    if record.kind == "top_lists":
        listed = next((fact.value for fact in report.facts if fact.id == _LISTED and fact.available), None)
        if isinstance(listed, int):
            return translate("CardContents", "{artists} of about the last year").format(
                artists=count_noun(listed, "artist")
            )
        return translate("CardContents", "{artists} on Spotify's lists").format(
            artists=count_noun(record.artists, "artist")
        )
    plays = count_noun(record.plays, "play")
    if not years:
        return plays
    if len(years) == 1:
        return translate("CardContents", "{plays}, {year}").format(plays=plays, year=years[0])
    return translate("CardContents", "{plays}, {first} to {last}").format(
        plays=plays, first=years[0], last=years[1]
    )


def _years(report: Report) -> tuple[str, ...]:
    """Return the year of the first play and that of the last, one where they are the same, none where none is told."""
    record = report.record
    if record.kind == "top_lists" or record.first_play_at is None or record.last_play_at is None:
        return ()
    zone = report.provenance.timezone
    told = (local_date(moment, zone).year for moment in (record.first_play_at, record.last_play_at))
    return tuple(dict.fromkeys(map(str, told)))
