"""What the screen of two listeners says in words: how alike they are, what that rests on, who heard whom first."""

from unwrapped_desktop.domain.report import AxisScore, Remark
from unwrapped_desktop.domain.two_listeners import (
    AxisPair,
    HeardFirst,
    OneOfTwo,
    SharedArtist,
    TwoListeners,
)
from unwrapped_desktop.sharing.staying import why_line_stays
from unwrapped_desktop.ui.axis_words import axis_sentence, pole_titles
from unwrapped_desktop.ui.figures import NBSP, count_noun, write_count, write_date, write_percent
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.listener_choice import short_listener
from unwrapped_desktop.ui.text import bare, isolate

_DAYS_OF_YEAR, _DAYS_OF_MONTH = 365.25, 30.44


def names_of(two: TwoListeners) -> tuple[str, str]:
    """Return what the two are called in a sentence, isolated; of namesakes one is the one, and one the other."""
    if are_namesakes(two):
        return translate("TwoListenersWords", "The one"), translate("TwoListenersWords", "The other")
    return isolate(short_listener(two.left.name)), isolate(short_listener(two.right.name))


def within(name: str) -> str:
    """Return what somebody is called inside a sentence: the one and the other of namesakes begin small there."""
    small = {
        translate("TwoListenersWords", "The one"): translate("TwoListenersWords", "the one"),
        translate("TwoListenersWords", "The other"): translate("TwoListenersWords", "the other"),
    }
    return small.get(name, name)


def are_namesakes(two: TwoListeners) -> bool:
    """Whether both go by the same name, as two do who both are `You`."""
    left, right = short_listener(two.left.name), short_listener(two.right.name)
    return left.casefold() == right.casefold()


def titles_of(two: TwoListeners) -> tuple[str, str]:
    """Return what stands above the label of each, isolated."""
    left, right = isolate(short_listener(two.left.name)), isolate(short_listener(two.right.name))
    if not are_namesakes(two):
        return left, right
    return (
        translate("TwoListenersWords", "{name}, the one").format(name=left),
        translate("TwoListenersWords", "{name}, the other").format(name=right),
    )


def alike_figure(percent: float) -> str:
    """Return the large figure: a whole number, and no 0 or 100 that is not quite."""
    if 0 < percent < 1:
        return "<\N{NO-BREAK SPACE}" + write_percent(1)
    if 99 < percent < 100:
        return ">\N{NO-BREAK SPACE}" + write_percent(99)
    return write_percent(int(percent + 0.5))


def alike_words(percent: float) -> str:
    """Return what the figure means."""
    if percent >= 99.9:
        return translate("TwoListenersWords", "alike: the same artists, in the same measure")
    if percent >= 60:
        return translate("TwoListenersWords", "alike: most of what one plays, the other plays as much")
    if percent >= 30:
        return translate("TwoListenersWords", "alike: a good part of what they play is the same")
    if percent >= 10:
        return translate("TwoListenersWords", "alike: a little of what they play is the same")
    if percent > 0:
        return translate("TwoListenersWords", "alike: next to nothing they play is the same")
    return translate("TwoListenersWords", "alike: not one listed artist is the same")


def coverage_words(two: TwoListeners) -> str:
    """Return on how much of their plays the figure rests."""
    left, right = names_of(two)
    return translate(
        "TwoListenersWords",
        "Counted over the artists that the two verdicts list. They hold {left_share} of all plays ({left}) and "
        "{right_share} ({right}). Of the rest nothing can be said.",
    ).format(
        left_share=write_percent(round(two.left.listed_percent)),
        left=within(left),
        right_share=write_percent(round(two.right.listed_percent)),
        right=within(right),
    )


def listener_words(one: OneOfTwo) -> str:
    """Return how large somebody's record is, and from when to when."""
    said = f"{count_noun(one.plays, 'play')}, {count_noun(one.artists, 'artist')}"
    if one.first_play_at is None or one.last_play_at is None:
        return f"{said}."
    first, last = one.first_play_at.year, one.last_play_at.year
    if first == last:
        return translate("TwoListenersWords", "{counts}, all in {year}.").format(counts=said, year=first)
    return translate("TwoListenersWords", "{counts}, {first} to {last}.").format(
        counts=said, first=first, last=last
    )


def heard_words(heard: HeardFirst, names: tuple[str, str]) -> str:
    """Return who heard an artist first, when both did, and how certain that is."""
    left, right = names
    days = (_unbroken(write_date(heard.left_on)), _unbroken(write_date(heard.right_on)))
    if heard.days == 0:
        said = translate("TwoListenersWords", "Both on {day}.").format(day=days[0])
    elif heard.left_on < heard.right_on:
        said = _first_words((left, days[0]), (right, days[1]), heard.days)
    else:
        said = _first_words((right, days[1]), (left, days[0]), heard.days)
    if heard.is_certain:
        return said
    return f"{said} " + translate("TwoListenersWords", "As far as the records reach.")


def _first_words(first: tuple[str, str], second: tuple[str, str], days: int) -> str:
    return translate(
        "TwoListenersWords", "{first} on {first_day}, {second} on {second_day}: {ahead} later."
    ).format(
        first=first[0],
        first_day=first[1],
        second=within(second[0]),
        second_day=second[1],
        ahead=_unbroken(span_of(days)),
    )


def _unbroken(words: str) -> str:
    """Return a date or a count that no end of a line tears apart."""
    return words.replace(" ", NBSP)


def span_of(days: int) -> str:
    """Return a number of days as a person says it: days, months from two on, years from two on."""
    if days >= 2 * _DAYS_OF_YEAR:
        return count_noun(int(days / _DAYS_OF_YEAR), "year")
    if days >= 2 * _DAYS_OF_MONTH:
        return count_noun(int(days / _DAYS_OF_MONTH), "month")
    return count_noun(days, "day")


def plays_words(artist: SharedArtist, names: tuple[str, str]) -> str:
    """Return how often both played an artist."""
    return translate("TwoListenersWords", "{left}: {left_plays}. {right}: {right_plays}.").format(
        left=names[0],
        left_plays=_unbroken(count_noun(artist.left_plays, "play")),
        right=names[1],
        right_plays=_unbroken(count_noun(artist.right_plays, "play")),
    )


def pair_titles(pair: AxisPair) -> tuple[str, str]:
    """Return what stands at the two ends of a score."""
    unknown = AxisScore(id=pair.id, value=None, low=None, high=None, coverage_ratio=0.0, sample=0)
    return pole_titles(pair.left or pair.right or unknown)


def pair_words(pair: AxisPair, names: tuple[str, str]) -> tuple[str, ...]:
    """Return where the two lean, a sentence for each, or one where it is the same."""
    said = tuple(_leaning(score) for score in (pair.left, pair.right))
    if said[0] == said[1]:
        return (translate("TwoListenersWords", "Each: {words}").format(words=_within(said[0])),)
    return tuple(f"{name}: {_within(words)}" for name, words in zip(names, said, strict=True))


def _leaning(score: AxisScore | None) -> str:
    if score is None:
        return translate("TwoListenersWords", "Not in this verdict.")
    words = axis_sentence(score)
    return words if words.endswith(".") else f"{words}."


def _within(words: str) -> str:
    """Return a sentence as it goes on after a name."""
    return f"{words[:1].lower()}{words[1:]}"


def together_text(two: TwoListeners) -> str:
    """Return the joint verdict as plain text, to be pasted somewhere; lines that stay are left out."""
    left, right = names_of(two)
    verdict = two.verdict
    sides = (f"{name}: {one.label}" for name, one in ((left, two.left), (right, two.right)))
    lines = [
        translate("TwoListenersWords", "{left} and {right}: {label}").format(
            left=left, right=within(right), label=verdict.label
        ),
        verdict.charge,
        "",
        *sides,
    ]
    if two.alike_percent is not None:
        lines.append(f"{alike_figure(two.alike_percent)} {alike_words(two.alike_percent)}.")
    lines += ["", *(remark.text for remark in _lines_that_go(two)), "", claims_words(two)]
    return bare("\n".join(lines)) + "\n"


def _lines_that_go(two: TwoListeners) -> list[Remark]:
    receipts = {receipt.id: receipt for receipt in two.receipts}
    return [remark for remark in two.verdict.remarks if why_line_stays(remark, receipts) is None]


def claims_words(two: TwoListeners) -> str:
    """Return how many claims were checked."""
    return translate("TwoListenersWords", "{checked} of {total} claims checked").format(
        checked=write_count(two.verdict.claims_checked), total=write_count(two.verdict.claims_total)
    )
