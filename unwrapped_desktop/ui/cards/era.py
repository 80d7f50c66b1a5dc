"""The card of one era: its label, one line with its receipt; or the artists who define it."""

from collections.abc import Sequence
from dataclasses import dataclass

from unwrapped_desktop.domain.card import CardChoice
from unwrapped_desktop.domain.chapters import Chapter, ChapterVerdict
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.era import Era, EraArtist
from unwrapped_desktop.domain.exclusion import folded
from unwrapped_desktop.domain.receipt import Cell, Receipt
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.staying import (
    Staying,
    Why,
    is_too_much_for_a_card,
    lines_that_stay,
    name_key,
    why_name_stays,
)
from unwrapped_desktop.ui.cards.card import EraCard, Foot, Revealed, Strip
from unwrapped_desktop.ui.cards.page import (
    LINES_MOST,
    Page,
    foot_of,
    quote_of,
    strip_of,
    verdict_foot,
    why_words,
)
from unwrapped_desktop.ui.cards.revealing import Names, Revealing
from unwrapped_desktop.ui.cards.subject import CardImpossibleError, CardSubject
from unwrapped_desktop.ui.figures import write_month
from unwrapped_desktop.ui.language import translate

_STRIP_ID = "era.artists"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Artist:
    """Somebody who defines an era.

    Attributes:
        rank: As on the list of the most played artists of the whole record.
        share_percent: Of the plays of the era.
        why: Why the name stays; None where anybody may see it.
    """

    rank: Ranked
    share_percent: float
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """What is known of one era.

    Attributes:
        number: From 1.
        first_month: `YYYY-MM`.
        last_month: Inclusive.
        plays: In it.
        verdict: What is said of it; None where nothing is.
        artists: Those who define it and of whom it is known whether they may be named.
    """

    number: int
    first_month: str
    last_month: str
    plays: int
    verdict: ChapterVerdict | None
    artists: tuple[_Artist, ...]

    @property
    def page(self) -> Page:
        """The lines about it."""
        if self.verdict is None:
            return Page(remarks=(), receipts={}, within=f"era.{self.number}")
        return Page(
            remarks=self.verdict.remarks,
            receipts={receipt.id: receipt for receipt in self.verdict.receipts},
            within=f"era.{self.number}",
        )

    @property
    def dates(self) -> str:
        """From when to when it goes."""
        if self.first_month == self.last_month:
            return write_month(self.first_month)
        return translate("CardContents", "{first} to {last}").format(
            first=write_month(self.first_month), last=write_month(self.last_month)
        )

    def named(self, allowed: frozenset[str]) -> tuple[_Artist, ...]:
        """Return those who may be named: everybody whose name does not stay, and whom somebody lets out."""
        return tuple(
            artist
            for artist in self.artists
            if artist.why is None or name_key("artist", artist.rank) in allowed
        )

    def can_be_shown(self, allowed: frozenset[str]) -> bool:
        """Whether there is a headline for it."""
        return self.verdict is not None or bool(self.named(allowed))


def era_card(subject: CardSubject, choice: CardChoice) -> EraCard:
    """Return the card of an era, of the one with the most plays where none is chosen.

    Raises:
        CardImpossibleError: There are no eras, or not that one, or nobody who defines it may be named.
    """
    stretch = _chosen(subject, choice)
    names = stretch.named(choice.allowed)
    page = stretch.page
    place = next(iter(page.sharable(choice.allowed)), None)
    artist = names[0] if stretch.verdict is None else None
    if place is None:
        quote, strip = None, _artist_strip(names)
        revealed = _revealed(subject, stretch, names if strip is not None else (), artist)
    else:
        quote, strip = quote_of(page.remarks[place], page.receipts), strip_of(page, place)
        revealed = _revealed_line(subject, stretch, place, strip)
    return EraCard(
        dates=stretch.dates,
        label="" if stretch.verdict is None else stretch.verdict.label,
        artist="" if artist is None else artist.rank.name,
        quote=quote,
        strip=strip,
        foot=_foot(subject.report, page, choice),
        revealed=revealed,
    )


def era_places(subject: CardSubject, allowed: frozenset[str]) -> tuple[int, ...]:
    """Return the places of the eras that a card can be made of, from 0, the one with the most plays first."""
    stretches = [stretch for stretch in _stretches(subject) if stretch.can_be_shown(allowed)]
    return tuple(stretch.number - 1 for stretch in sorted(stretches, key=lambda one: -one.plays))


def eras_off_cards(subject: CardSubject) -> tuple[Staying, ...]:
    """Return the lines about eras that stay off cards, and the artists who define one and are not named on any."""
    staying: dict[str, Staying] = {}
    for stretch in _stretches(subject):
        page = stretch.page
        lines = lines_that_stay(page.remarks, page.receipts, on_card=True, within=page.within)
        staying |= {one.key: one for one in lines}
        for artist in stretch.artists:
            if artist.why is not None:
                key = name_key("artist", artist.rank)
                staying[key] = Staying(key=key, what=artist.rank.name, why=artist.why)
    return tuple(staying.values())


def _chosen(subject: CardSubject, choice: CardChoice) -> _Stretch:
    stretches = _stretches(subject)
    if not stretches:
        raise CardImpossibleError(_why_none(subject.report))
    if choice.place is None:
        strongest = era_places(subject, choice.allowed)
        if not strongest:
            raise CardImpossibleError(
                translate("CardContents", "Nobody who defines an era may be named, and no era has a label.")
            )
        return stretches[strongest[0]]
    if not 0 <= choice.place < len(stretches):
        raise CardImpossibleError(
            translate("CardContents", "There is no era {number}; the last one is {eras}.").format(
                number=choice.place + 1, eras=len(stretches)
            )
        )
    stretch = stretches[choice.place]
    if not stretch.can_be_shown(choice.allowed):
        raise CardImpossibleError(
            translate(
                "CardContents", "Nobody who defines era {number} may be named, and it has no label."
            ).format(number=stretch.number)
        )
    return stretch


def _why_none(report: Report) -> str:
    if report.record.kind == "top_lists":
        return translate("CardContents", "Spotify's lists know of one year, and eras take more.")
    return report.eras.reason or translate("CardContents", "This verdict tells of no eras.")


def _stretches(subject: CardSubject) -> tuple[_Stretch, ...]:
    """Return the eras of a life in order: as told in chapters, or else as the report has them."""
    told = () if subject.chapters is None else subject.chapters.eras
    eras = subject.report.eras.eras
    if told:
        beside = (*eras, *[None] * len(told))
        return tuple(
            _Stretch(
                number=number,
                first_month=chapter.first_month,
                last_month=chapter.last_month,
                plays=chapter.plays,
                verdict=chapter.verdict,
                artists=_artists(subject.report, era, chapter),
            )
            for number, (chapter, era) in enumerate(zip(told, beside, strict=False), start=1)
        )
    return tuple(
        _Stretch(
            number=number,
            first_month=era.first_month,
            last_month=era.last_month,
            plays=era.plays,
            verdict=None,
            artists=_artists(subject.report, era, None),
        )
        for number, era in enumerate(eras, start=1)
    )


def _artists(report: Report, era: Era | None, chapter: Chapter | None) -> tuple[_Artist, ...]:
    """Return who defines an era, as far as it is known whether they may be named: who is on no list may be private."""
    of_life = {} if report.charts is None else {folded(rank.name): rank for rank in report.charts.artists}
    of_era = {} if chapter is None else {folded(rank.name): rank for rank in chapter.artists}
    defining: Sequence[EraArtist | Ranked] = () if era is None else era.artists
    artists = []
    for one in defining or tuple(of_era.values()):
        ranks = [ranks[key] for ranks in (of_life, of_era) if (key := folded(one.name)) in ranks]
        if ranks:
            whys = (one.why, *map(why_name_stays, ranks), _why_name(one.name))
            why = next((why for why in whys if why is not None), None)
            artists.append(_Artist(rank=ranks[0], share_percent=one.share_percent, why=why))
    return tuple(artists)


def _why_name(name: str) -> Why | None:
    return Why.EXPLICIT if is_too_much_for_a_card(_line(name, 0)) else None


def _line(name: str, share: float) -> Cell:
    return Cell(label=name, value=share, unit="percent")


def _artist_strip(names: tuple[_Artist, ...]) -> Strip | None:
    if not names:
        return None
    receipt = Receipt(
        id=_STRIP_ID,
        title=translate("CardContents", "Share of its plays"),
        rows=tuple(_line(one.rank.name, one.share_percent) for one in names[:LINES_MOST]),
        totals=(),
        population="",
    )
    return Strip(receipt=receipt)


def _foot(report: Report, page: Page, choice: CardChoice) -> Foot:
    """Return the foot: of the claims in the lines about the era, where there are any; each of them was checked."""
    claims = sum(len(remark.claims) for remark in page.remarks)
    if not claims:
        return verdict_foot(report, with_name=choice.with_name)
    return foot_of(report, checked=claims, total=claims, with_name=choice.with_name)


def _revealed(
    subject: CardSubject, stretch: _Stretch, names: tuple[_Artist, ...], artist: _Artist | None
) -> Revealed:
    revealing = Revealing(names=Names.known(subject.report, ())).dates(*_months(stretch))
    shown = [*([] if artist is None else [artist]), *names[:LINES_MOST]]
    for one in shown:
        revealing.artist(one.rank.name)
    if names:
        revealing.counts()
    return revealing.done(tuple(dict.fromkeys(why_words(one.why) for one in shown if one.why is not None)))


def _revealed_line(subject: CardSubject, stretch: _Stretch, place: int, strip: Strip | None) -> Revealed:
    page = stretch.page
    revealing = Revealing(names=Names.known(subject.report, page.receipts.values()))
    revealing.dates(*_months(stretch)).line(page.remarks[place], page.receipts).strip(strip, page.receipts)
    return revealing.done(page.let_out(place))


def _months(stretch: _Stretch) -> tuple[str, ...]:
    return write_month(stretch.first_month), write_month(stretch.last_month)
