"""Says why scores moved: what a cause is called, what it adds to each score, and what it makes of all the moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unwrapped_desktop.analysis.apportion import apportioned
from unwrapped_desktop.analysis.comparison_words import score_pair
from unwrapped_desktop.domain.comparison import AxisMove, CauseKind, Comparison
from unwrapped_desktop.domain.why_moved import MoveReasons, WhyKind, WhyMoved
from unwrapped_desktop.ui.figures import NBSP, count_noun
from unwrapped_desktop.ui.language import translate

WHOLE_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part of a move as it is drawn.

    Attributes:
        kind: The cause; None for several that cannot be told apart.
        words: What it adds, in words and figures.
        difference: How far it moved the score, -1 to 1.
    """

    kind: WhyKind | None
    words: str
    difference: float


def cause_name(kind: WhyKind, comparison: Comparison) -> str:
    """Return what a cause is called within a sentence."""
    match kind:
        case "data" if _has_newer_plays(comparison):
            return translate("WhyWords", "new plays")
        case "data":
            return translate("WhyWords", "other plays")
        case "exclusions":
            return translate("WhyWords", "what was left out")
        case "timezone":
            return translate("WhyWords", "the time zone")
        case "program":
            return _program_name(comparison)


def _has_newer_plays(comparison: Comparison) -> bool:
    span = comparison.span
    if span is None or span.last_before_at is None or span.last_after_at is None:
        return False
    return span.last_before_at < span.last_after_at


def _program_name(comparison: Comparison) -> str:
    has_other_table = comparison.cause(CauseKind.REFERENCE) is not None
    if comparison.cause(CauseKind.ENGINE) is None:
        if has_other_table:
            return translate("WhyWords", "a newer table of artists")
        return translate("WhyWords", "what the program measures otherwise today")
    if has_other_table:
        return translate("WhyWords", "the newer program")
    return translate("WhyWords", "a newer way of measuring")


# ------------------------------------------------------------------------------------------------ one score
def shown_parts(reasons: MoveReasons, move: AxisMove, comparison: Comparison) -> tuple[ShownPart, ...]:
    """Return the parts of a move; their figures add up to the difference of the scores as they are printed.

    Causes that cannot be told apart are one part, the last.
    """
    if move.before is None or move.after is None or move.before.value is None or move.after.value is None:
        return ()
    before, after = map(Decimal, score_pair(move.before.value, move.after.value))
    decimals = -int(before.as_tuple().exponent)
    differences = [part.difference for part in reasons.parts]
    if reasons.abstained:
        differences.append(reasons.difference - sum(differences))
    figures = apportioned(differences, float(after - before), decimals=decimals)
    names = [cause_name(part.kind, comparison) for part in reasons.parts]
    shown = [
        ShownPart(kind=part.kind, words=_added(name, figure, decimals), difference=part.difference)
        for part, name, figure in zip(reasons.parts, names, figures, strict=False)
    ]
    if reasons.abstained:
        words = _added(_together(reasons.abstained, comparison), figures[-1], decimals)
        shown.append(ShownPart(kind=None, words=words, difference=differences[-1]))
    return tuple(shown)


def _added(name: str, figure: float, decimals: int) -> str:
    sign = "+" if figure > 0 else "\N{MINUS SIGN}" if figure < 0 else ""
    return f"{name}{NBSP}{sign}{abs(figure):.{decimals}f}"


def _together(kinds: Sequence[WhyKind], comparison: Comparison) -> str:
    """Return what causes are called that cannot be told apart: `new plays and what was left out together`."""
    names = [cause_name(kind, comparison) for kind in kinds]
    if len(names) == 1:
        return names[0]
    return translate("WhyWords", "{first} and {last} together").format(
        first=translate("WhyWords", ", ").join(names[:-1]), last=names[-1]
    )


# ------------------------------------------------------------------------------------------------ all scores
def why_sentences(why: WhyMoved, comparison: Comparison) -> tuple[str, ...]:
    """Return what there is to say of all the moves: the shares of the causes, and how far they can be trusted."""
    if why.reason is not None:
        return (why.reason,)
    return tuple(_sentences(why, comparison))


def _sentences(why: WhyMoved, comparison: Comparison) -> Iterator[str]:
    shares = _percentages(why)
    names = [_together(kinds, comparison) for kinds in shares]
    if len(shares) == 1:
        yield translate("WhyWords", "All that the scores moved comes from one thing: {cause}.").format(
            cause=names[0]
        )
    elif shares:
        told = [f"{name}{NBSP}{_percent(share)}" for name, share in zip(names, shares.values(), strict=True)]
        yield translate("WhyWords", "Of all that the scores moved: {shares}.").format(
            shares=translate("WhyWords", ", ").join(told)
        )
    unparted = sum(len(reasons.abstained) > 1 for reasons in why.axes)
    if unparted:
        yield translate(
            "WhyWords",
            "On {scores} some causes cannot be told apart: with one and not the other there would have been no ruling.",
        ).format(scores=count_noun(unparted, "score"))
    has_rest = any(part.kind == "program" for reasons in why.axes for part in reasons.parts)
    if has_rest and comparison.cause(CauseKind.ENGINE) is comparison.cause(CauseKind.REFERENCE) is None:
        yield translate(
            "WhyWords",
            "Both verdicts were made before the program measured as it does today ({program}), and only today's can be "
            "asked.",
        ).format(program=why.program)
    if not why.is_data_exact:
        yield translate(
            "WhyWords",
            "The record has since gained plays from before the older verdict, and which of them that verdict knew cannot "
            "be told: the shares are near, not exact.",
        )
    if not why.is_data_exact and has_rest:
        yield translate("WhyWords", "Some of what is put down to the program may be due to these plays.")


def _percentages(why: WhyMoved) -> dict[tuple[WhyKind, ...], int]:
    """Return what each cause makes of all the moves in whole percent, the largest first; they add up to 100.

    Moves in both directions count as moves, so that causes which work against each other do not vanish. Causes that
    cannot be told apart stand together.
    """
    moved: dict[tuple[WhyKind, ...], float] = {}
    for reasons in why.axes:
        told: dict[tuple[WhyKind, ...], float] = {(part.kind,): part.difference for part in reasons.parts}
        told[reasons.abstained] = reasons.difference - sum(told.values())
        for kinds, difference in told.items():
            if kinds and difference:
                moved[kinds] = moved.get(kinds, 0.0) + abs(difference)
    whole = sum(moved.values())
    ordered = sorted(moved, key=lambda kinds: -moved[kinds])
    shares = apportioned(
        [moved[kinds] / whole * WHOLE_PERCENT for kinds in ordered], WHOLE_PERCENT, decimals=0
    )
    return {kinds: int(share) for kinds, share in zip(ordered, shares, strict=True)}


def _percent(share: int) -> str:
    return f"{share}{NBSP}%" if share else translate("WhyWords", "less than 1 %").replace(" ", NBSP)
