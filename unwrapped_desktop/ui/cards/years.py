"""The card of labels by year: a life in ten labels."""

from unwrapped_desktop.domain.card import YEARS_MOST, CardChoice
from unwrapped_desktop.domain.chapters import Chapter
from unwrapped_desktop.ui.cards.card import YearLabel, YearsCard
from unwrapped_desktop.ui.cards.page import verdict_foot
from unwrapped_desktop.ui.cards.revealing import Names, Revealing
from unwrapped_desktop.ui.cards.subject import CardImpossibleError, CardSubject
from unwrapped_desktop.ui.figures import count_noun
from unwrapped_desktop.ui.language import translate

YEARS_LEAST = 2
"""One year is a label, and no life."""

_NAMED_MOST = 3
"""More years without a label are counted and not named."""


def years_card(subject: CardSubject, choice: CardChoice) -> YearsCard:
    """Return the card of labels by year: of the loudest years, where there are more than find room.

    Raises:
        CardImpossibleError: Fewer than `YEARS_LEAST` years have a label.
    """
    years = () if subject.chapters is None else subject.chapters.years
    labelled = [year for year in years if year.verdict is not None]
    if len(labelled) < YEARS_LEAST:
        raise CardImpossibleError(_why_not(subject, len(labelled)))
    loudest = sorted(labelled, key=lambda year: -year.plays)[:YEARS_MOST]
    shown = tuple(
        YearLabel(year=year.title, label=year.verdict.label)
        for year in labelled
        if year in loudest and year.verdict is not None
    )
    revealing = Revealing(names=Names.known(subject.report, ())).dates(*(year.year for year in shown))
    return YearsCard(
        title=translate("CardContents", "A life in labels"),
        years=shown,
        note=_note(years, loudest),
        foot=verdict_foot(subject.report, with_name=choice.with_name),
        revealed=revealing.done(),
    )


def _why_not(subject: CardSubject, labelled: int) -> str:
    if subject.report.record.kind == "top_lists":
        return translate(
            "CardContents", "Spotify's lists know of one year, and a card of years takes two with a label."
        )
    if subject.chapters is None:
        return translate(
            "CardContents", "Labels by year are told from every play, and those are not at hand."
        )
    if labelled:
        return translate("CardContents", "Only one year has a label, and a card of years takes two.")
    return translate("CardContents", "No year has a label, and a card of years takes two.")


def _note(years: tuple[Chapter, ...], loudest: list[Chapter]) -> str:
    """Return what is not on the card; empty where nothing is missing."""
    labelled = [year for year in years if year.verdict is not None]
    quiet = [year for year in years if year.verdict is None]
    if len(labelled) == len(loudest):
        return _without_label(quiet)
    least = min(year.plays for year in loudest)
    among = count_noun(len(years), "year")
    if all(year.plays <= least for year in quiet):
        return translate("CardContents", "the ten loudest of {years}").format(years=among)
    return translate("CardContents", "the ten loudest of {years} with a label").format(
        years=count_noun(len(labelled), "year")
    )


def _without_label(quiet: list[Chapter]) -> str:
    if not quiet:
        return ""
    if len(quiet) > _NAMED_MOST:
        return translate("CardContents", "{years} without a label left out").format(
            years=count_noun(len(quiet), "year")
        )
    named = [year.title for year in quiet]
    listed = named[0]
    if len(named) > 1:
        listed = translate("CardContents", "{years} and {last}").format(
            years=translate("CardContents", ", ").join(named[:-1]), last=named[-1]
        )
    return translate("CardContents", "no label for {years}").format(years=listed)
