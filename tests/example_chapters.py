"""A life in chapters for the screens and the GUI tests, made up but of one piece: eras, years, and kept verdicts."""

from dataclasses import replace
from datetime import UTC, datetime

from tests import example_report as example
from tests.example_charts import charted
from unwrapped_desktop.domain.chapters import Chapter, Chapters, ChapterVerdict
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist, Eras
from unwrapped_desktop.domain.kept_verdict import KeptVerdict
from unwrapped_desktop.domain.report import AxisScore, Report

NAMES = ("Ostkai", "Kuru Yaprak", "Kuru & the Ferries", "Nadide Su", "The Marble Choir")
HARD_NAMES = (
    example.LONG_ARTIST,
    "\u0641\u0631\u0642\u0629 \u0627\u0644\u0639\u0628\u0651\u0627\u0631\u0629 & <b>Friends</b>",
    "\u6771\u5cb8 \U0001f1ef\U0001f1f5 & \u05de\u05d6\u05e8\u05d7",
    "\u9752\u8449\u5e02\u5b50",
    "\u0641\u064a\u0631\u0648\u0632",
)
ERAS = (
    ("2014-02", "2015-08"),
    ("2015-09", "2015-12"),
    ("2016-01", "2018-11"),
    ("2018-12", "2021-04"),
    ("2021-05", "2024-10"),
    ("2024-11", "2026-11"),
)
LABELS = (
    "LEARNS THE CHORUS",
    "KNOWS THE WAY HOME",
    "ASKS FOR THE BILL",
    "ALWAYS ON HOLD",
    "LOYAL TO THE INTRO",
    "SMALL MUSEUM, LONG HOURS",
    "LAST TO LEAVE",
)
FIRST_YEAR, LAST_YEAR = 2014, 2026
THIN_YEAR = 2017
AXES = ("explorer_loyalist", "finisher_skipper", "day_night", "mainstream", "acclaim")


def eras(names: tuple[str, ...] = NAMES, spans: tuple[tuple[str, str], ...] = ERAS) -> Eras:
    """Return eras with these names in turn; the last one has a beginning that may move."""
    return Eras(
        eras=tuple(
            Era(
                title=f"{first} to {last}: {names[place % len(names)]}",
                first_month=first,
                last_month=last,
                plays=2_100 + 731 * place,
                months=6 + place,
                missing_months=2 if place == 3 else 0,
                artists=tuple(
                    EraArtist(
                        name=names[(place + turn) % len(names)],
                        plays=260 - 40 * turn,
                        share_percent=12.4 - 2.3 * turn,
                        elsewhere_percent=None if len(spans) == 1 else 0.8 + turn,
                    )
                    for turn in range(4)
                ),
                risen=_changes(names, place, 1.5) if place else (),
                fallen=_changes(names, place + 2, -2.5) if place else (),
                is_settled=place < len(spans) - 1 or place == 0,
            )
            for place, (first, last) in enumerate(spans)
        )
    )


def _changes(names: tuple[str, ...], place: int, points: float) -> tuple[ArtistChange, ...]:
    return tuple(
        ArtistChange(
            name=names[(place + turn) % len(names)],
            before_percent=6.0 + turn,
            share_percent=6.0 + turn + points,
            points=points,
        )
        for turn in range(2)
    )


def life(names: tuple[str, ...] = NAMES, spans: tuple[tuple[str, str], ...] = ERAS) -> Report:
    """Return the model page with a life in eras and counts for every year."""
    return replace(charted(names=names), eras=eras(names, spans))


def single() -> Report:
    """Return a life in which nothing changed for long enough."""
    return life(spans=(("2014-02", "2026-11"),))


def eraless() -> Report:
    """Return a life too short for eras."""
    reason = "One year is a chapter. Eras need 12 months with 20 plays or more; this record has 7."
    return replace(life(), eras=Eras(eras=(), reason=reason))


def verdict(label: str, names: tuple[str, ...] = NAMES) -> ChapterVerdict:
    """Return what is said of a chapter; its lines quote the first name."""
    report = example.named_report(names[0], f"{names[0]} Song", label=label)
    return ChapterVerdict(
        label=label,
        charge=report.verdict.charge,
        label_receipts=report.verdict.label_receipts,
        remarks=report.verdict.remarks[:3],
        receipts=report.receipts,
    )


def year(number: int, names: tuple[str, ...] = NAMES) -> Chapter:
    """Return a calendar year; one of them is too thin for a label."""
    is_thin = number == THIN_YEAR
    return Chapter(
        kind="year",
        title=str(number),
        first_month=f"{number}-02" if number == FIRST_YEAR else f"{number}-01",
        last_month=f"{number}-11" if number == LAST_YEAR else f"{number}-12",
        is_whole=FIRST_YEAR < number < LAST_YEAR,
        plays=61 if is_thin else 1_204 + number % 7 * 311,
        hours=4.5 if is_thin else 88.0,
        artists=_artists(names, number),
        verdict=None if is_thin else verdict(LABELS[number % len(LABELS)], names),
        reason="61 plays are too few for a label; it takes 200." if is_thin else None,
        axes=() if is_thin else axes(number),
    )


def axes(number: int) -> tuple[AxisScore, ...]:
    """Return scores that wander with the year; critics rule but once."""
    values = {
        "explorer_loyalist": 0.3 + (number * 7 % 11) / 20,
        "finisher_skipper": 0.9 - (number * 5 % 9) / 16,
        "day_night": 0.45 + (number % 3) / 40,
        "mainstream": None if number % 5 == 0 else 0.2 + (number % 4) / 8,
        "acclaim": 0.4 if number == 2020 else None,
    }
    return tuple(
        AxisScore(
            id=name,
            value=value,
            low=None if value is None else max(0.0, value - 0.08),
            high=None if value is None else min(1.0, value + 0.06),
            coverage_ratio=0.4,
            sample=900,
            reason="We recognise 9 % of your plays. That is our gap." if value is None else None,
        )
        for name, value in values.items()
    )


def _artists(names: tuple[str, ...], turn: int) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(
            name=names[(turn + place) % len(names)],
            artist="",
            plays=120 - 20 * place,
            share_percent=10.5 - place,
        )
        for place in range(5)
    )


def chapters(report: Report, names: tuple[str, ...] = NAMES) -> Chapters:
    """Return all chapters of a life: its second era is one of which too little is known."""
    return Chapters(
        years=tuple(year(number, names) for number in range(FIRST_YEAR, LAST_YEAR + 1)),
        eras=tuple(
            Chapter(
                kind="era",
                title=era.title,
                first_month=era.first_month,
                last_month=era.last_month,
                is_whole=True,
                plays=era.plays,
                hours=140.5,
                artists=_artists(names, place),
                verdict=None if place == 1 else verdict(LABELS[(place + 2) % len(LABELS)], names),
                reason="Four months are too short for a label." if place == 1 else None,
                axes=() if place == 1 else axes(2014 + 2 * place),
            )
            for place, era in enumerate(report.eras.eras)
        ),
    )


def kept(count: int, *, on_screen: int = 0) -> tuple[KeptVerdict, ...]:
    """Return so many kept verdicts, the newest first; two are of one day, one cannot be read."""
    made = []
    for place in range(count):
        moment = datetime(2026, 11 - place % 10, 22 - place % 3, 9 + place % 10, 30, tzinfo=UTC)
        is_broken = place == 4
        made.append(
            KeptVerdict(
                history_id=None if place == 0 else 100 - place,
                made_at=datetime(2026, 11, 22, 8, 5, tzinfo=UTC) if place == 1 else moment,
                label=LABELS[(4 + place) % len(LABELS)],
                plays=None if is_broken else 48_211 - 731 * place,
                intensity="" if is_broken else ("honest", "brutal", "gentle")[place % 3],
                left_out=0 if is_broken else place % 3,
                axes=() if is_broken else axes(2026 - place),
                is_on_screen=place == on_screen,
            )
        )
    return tuple(made)
