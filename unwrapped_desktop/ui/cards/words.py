"""A card in words: for the clipboard, for those who cannot see the picture, and for whoever is about to post it."""

from collections.abc import Iterable, Sequence

from unwrapped_desktop.domain.card import CardStyle
from unwrapped_desktop.domain.receipt import Cell
from unwrapped_desktop.sharing.staying import Why
from unwrapped_desktop.ui.cards.card import (
    Card,
    EraCard,
    LabelCard,
    LineCard,
    Quote,
    Revealed,
    Strip,
    TwoCard,
    YearsCard,
)
from unwrapped_desktop.ui.cards.page import why_words
from unwrapped_desktop.ui.figures import write_cell
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import bare, clean, isolate

_SEPARATOR = " · "
_PROGRAM = "Unwrapped"
_WHOLE_HOUR = ":00"


def card_text(card: Card) -> str:
    """Return the words of a card for the clipboard, one thing to a line, without isolates.

    A line stands for its receipt; where a card has no line its receipt is there.
    """
    quote, strip = _quote_and_strip(card)
    said = [_said(quote)] if quote is not None else _strip_lines(strip)
    return _lines([*_headline(card), *said, _foot_line(card)])


def alt_text(card: Card, style: CardStyle) -> str:
    """Return what a card is and says, for somebody who cannot see it: one thing to a line, without isolates.

    Args:
        card: What is on it.
        style: Its colours.
    """
    quote, strip = _quote_and_strip(card)
    said = [] if quote is None else [_said(quote)]
    return _lines([_what_it_is(card, style), *_headline(card), *said, *_strip_lines(strip), _foot_line(card)])


def reveals(card: Card) -> tuple[str, ...]:
    """Return what a card shows of a person and what it does not: four or five sentences, names isolated."""
    sentences = (
        _names_sentence(card.revealed),
        _figures_sentence(card),
        _foot_sentence(card),
        _never_sentence(card.revealed),
        _let_out_sentence(card.revealed),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _lines(lines: Iterable[str]) -> str:
    return bare("\n".join(line for line in lines if line))


def _said(quote: Quote) -> str:
    """Return a line with its titles in quotation marks: plain text has no italics."""
    text = quote.text
    for start, end in sorted(quote.italics, reverse=True):
        text = f"{text[:start]}“{text[start:end]}”{text[end:]}"
    return text


def _quote_and_strip(card: Card) -> tuple[Quote | None, Strip | None]:
    match card:
        case LineCard() | EraCard() | TwoCard():
            return card.quote, card.strip
        case LabelCard() | YearsCard():
            return None, None


def _headline(card: Card) -> list[str]:
    """Return what stands above the line, and all of a card that has none."""
    match card:
        case LineCard():
            return [card.label]
        case LabelCard():
            return [card.label, card.record]
        case YearsCard():
            return [card.title, *(f"{year.year}: {year.label}" for year in card.years), card.note]
        case EraCard():
            return [card.dates, card.label, clean(card.artist)]
        case TwoCard():
            one, other = _called(card)
            return [card.label, f"{one}: {card.one}", f"{other}: {card.other}", card.alike]


def _called(card: TwoCard) -> tuple[str, str]:
    nobody = translate("CardWords", "The one"), translate("CardWords", "The other")
    one, other = (name or otherwise for name, otherwise in zip(card.names, nobody, strict=True))
    return one, other


def _strip_lines(strip: Strip | None) -> list[str]:
    if strip is None:
        return []
    receipt = strip.receipt
    title = translate("CardWords", "Receipt")
    if receipt.title:
        title = translate("CardWords", "Receipt, {title}").format(title=clean(receipt.title))
    return [title, *(_cell_line(cell) for cell in (*receipt.rows, *receipt.totals))]


def _cell_line(cell: Cell) -> str:
    return f"{clean(cell.label)}: {clean(write_cell(cell))}"


def _foot_line(card: Card) -> str:
    foot = card.foot
    parts = (foot.name, foot.checked, foot.made_on, foot.origin, _PROGRAM)
    return _SEPARATOR.join(part for part in parts if part)


def _what_it_is(card: Card, style: CardStyle) -> str:
    colours = {
        CardStyle.ACCENT: translate("CardWords", "cream on red"),
        CardStyle.PAPER: translate("CardWords", "black on cream"),
        CardStyle.INK: translate("CardWords", "cream on black"),
    }
    return translate("CardWords", "A card, {colours}: {what}.").format(
        colours=colours[style], what=_what(card)
    )


def _what(card: Card) -> str:
    match card:
        case LineCard(strip=None):
            return translate("CardWords", "the label of a taste in music, and a line on why")
        case LineCard():
            return translate("CardWords", "the label of a taste in music, a line, and its receipt on paper")
        case LabelCard():
            return translate("CardWords", "the label of a taste in music")
        case YearsCard():
            return translate("CardWords", "a taste in music, year by year")
        case EraCard():
            return translate("CardWords", "one era of a life with music")
        case TwoCard():
            return translate("CardWords", "two tastes in music side by side")


def _names_sentence(revealed: Revealed) -> str:
    named = []
    if revealed.artists:
        pattern = (
            translate("CardWords", "the artist {names}")
            if len(revealed.artists) == 1
            else translate("CardWords", "the artists {names}")
        )
        named.append(pattern.format(names=_listed([isolate(name) for name in revealed.artists])))
    if revealed.titles:
        pattern = (
            translate("CardWords", "the title {names}")
            if len(revealed.titles) == 1
            else translate("CardWords", "the titles {names}")
        )
        named.append(pattern.format(names=_listed([f"“{isolate(title)}”" for title in revealed.titles])))
    if not named:
        return translate("CardWords", "It names no artist and no song.")
    return translate("CardWords", "It names {names}.").format(names=translate("CardWords", "; ").join(named))


def _figures_sentence(card: Card) -> str:
    """Return what it tells of how often and when."""
    if isinstance(card, LabelCard):
        return translate("CardWords", "It shows how much the verdict rests on: {record}.").format(
            record=card.record
        )
    if isinstance(card, YearsCard):
        return translate("CardWords", "It shows what was said of {years}.").format(
            years=_listed(card.revealed.dates)
        )
    told = _told(card)
    if not told:
        return translate("CardWords", "It shows neither how often nor when anything was played.")
    return translate("CardWords", "It shows {told}.").format(told=_listed(told))


def _told(card: Card) -> list[str]:
    revealed, told = card.revealed, list[str]()
    if isinstance(card, TwoCard) and card.alike:
        told.append(translate("CardWords", "how alike the two are"))
    if revealed.has_counts:
        told.append(translate("CardWords", "figures of the listening"))
    if revealed.dates:
        pattern = (
            translate("CardWords", "the date {dates}")
            if len(revealed.dates) == 1
            else translate("CardWords", "the dates {dates}")
        )
        told.append(pattern.format(dates=translate("CardWords", ", ").join(revealed.dates)))
    if revealed.hours:
        pattern = (
            translate("CardWords", "the time {hours}")
            if len(revealed.hours) == 1
            else translate("CardWords", "the times {hours}")
        )
        told.append(pattern.format(hours=translate("CardWords", ", ").join(revealed.hours)))
    return told


def _foot_sentence(card: Card) -> str:
    """Return when it was made, and whose name is on it."""
    day = card.foot.made_on
    names = card.names if isinstance(card, TwoCard) else (card.foot.name,)
    shown = [isolate(name) for name in names if name]
    if len(shown) == len(names):
        return translate(
            "CardWords", "It bears the day of the verdict, {day}, and says whose it is: {names}."
        ).format(day=day, names=_listed(shown))
    if shown:
        return translate(
            "CardWords", "It bears the day of the verdict, {day}, and of the two names only {name}."
        ).format(day=day, name=shown[0])
    return translate(
        "CardWords", "It bears the day of the verdict, {day}, and does not say whose it is."
    ).format(day=day)


def _never_sentence(revealed: Revealed) -> str:
    """Return what is not on it; where something private was let out, what that is cannot be told apart any more."""
    is_open = why_words(Why.PRIVATE) in revealed.let_out
    is_on_time = all(hour.endswith(_WHOLE_HOUR) for hour in revealed.hours)
    absent = []
    if not is_open and why_words(Why.DEVICE) not in revealed.let_out:
        absent += [translate("CardWords", "no place"), translate("CardWords", "no device")]
    if is_on_time and why_words(Why.FINE_TIME) not in revealed.let_out:
        absent.append(translate("CardWords", "no time finer than the hour"))
    if not is_open:
        absent.append(translate("CardWords", "nothing of private sessions"))
    return translate("CardWords", "It shows {absent}.").format(absent=_listed(absent)) if absent else ""


def _let_out_sentence(revealed: Revealed) -> str:
    if not revealed.let_out:
        return ""
    return translate("CardWords", "Something on it would have stayed, and was let out. {why}").format(
        why=" ".join(revealed.let_out)
    )


def _listed(names: Sequence[str]) -> str:
    """Return names as a person lists them: `A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return translate("CardWords", "{names} and {last}").format(
        names=translate("CardWords", ", ").join(names[:-1]), last=names[-1]
    )
