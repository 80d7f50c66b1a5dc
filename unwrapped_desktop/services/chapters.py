"""The use case: a life in chapters, each judged as if its plays were all there is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.charts import ranked_artists
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.spans import whole_years
from unwrapped_desktop.analysis.stretch import measure_stretch, take_stretch
from unwrapped_desktop.analysis.words import month_words
from unwrapped_desktop.critic.chapter import Told, write_chapter
from unwrapped_desktop.critic.chapter_words import words_for_chapters
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.domain.chapters import ARTISTS_MOST, Chapter, Chapters, ChapterVerdict
from unwrapped_desktop.domain.era import Era
from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, Tell
from unwrapped_desktop.domain.record import PLAYS_NEEDED, Record
from unwrapped_desktop.domain.report import AxisScore, Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings

HOUR_MS = 3_600_000

TOO_LITTLE = "Too little can be measured in it for a label."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Where a chapter lies.

    Attributes:
        kind: A calendar year, or an era.
        title: As it is shown.
        first: First calendar month, year * 12 + month - 1.
        last: Last, inclusive.
        is_whole: Whether the record covers it from end to end.
    """

    kind: Literal["year", "era"]
    title: str
    first: int
    last: int
    is_whole: bool

    @property
    def dates(self) -> str:
        """When it was, in words."""
        if self.kind == "year":
            return self.title
        return f"{month_words(self.first)} to {month_words(self.last)}"


def settings_of(report: Report) -> JudgeSettings:
    """Return the choices that a report was made with: its chapters are told with the same."""
    return JudgeSettings(
        timezone=report.provenance.timezone,
        intensity=Intensity(report.provenance.intensity),
        exclusions=report.exclusions,
        wording=report.provenance.wording,
    )


def tell_chapters(
    record: Record,
    report_eras: Sequence[Era],
    settings: JudgeSettings,
    *,
    reference: Reference,
    phrasebook: Phrasebook,
    tell: Callable[[Chapter], None],
    progress: Tell,
    cancel: CancelToken,
) -> Chapters:
    """Return the chapters of a record: its calendar years, and the eras of its report. The same input gives the same.

    Args:
        record: The record, after exclusions, with a play.
        report_eras: The eras that the report has found in it.
        settings: The choices of the report.
        reference: What is known about artists.
        phrasebook: The critic's words.
        tell: Hears each chapter as it is done: the years ascending, then the eras.
        progress: Told of each chapter.
        cancel: Looked at between chapters, and between the remarks of one.

    Raises:
        Cancelled: The token was set.
    """
    whole = Listening(record, ZoneInfo(settings.timezone), reference)
    words = words_for_chapters(phrasebook)
    told = Told()
    stretches = (*_years(whole), *map(_era, report_eras))
    chapters = []
    for done, stretch in enumerate(stretches):
        cancel.raise_if_cancelled()
        progress(
            Progress(
                stage=Stage.MEASURING,
                done=done,
                total=len(stretches),
                unit="chapters",
                rows=record.rows_total,
            )
        )
        chapter = _chapter(whole, stretch, settings, words=words, told=told, cancel=cancel)
        chapters.append(chapter)
        tell(chapter)
    return Chapters(
        years=tuple(chapter for chapter in chapters if chapter.kind == "year"),
        eras=tuple(chapter for chapter in chapters if chapter.kind == "era"),
    )


def _years(whole: Listening) -> Iterator[_Stretch]:
    """Yield the calendar years with a play, ascending."""
    covered = frozenset(whole_years(whole).tolist())
    for year in whole.years.tolist():
        yield _Stretch(
            kind="year", title=str(year), first=year * 12, last=year * 12 + 11, is_whole=year in covered
        )


def _era(era: Era) -> _Stretch:
    first, last = (_month_number(month) for month in (era.first_month, era.last_month))
    return _Stretch(kind="era", title=era.title, first=first, last=last, is_whole=True)


def _chapter(
    whole: Listening,
    stretch: _Stretch,
    settings: JudgeSettings,
    *,
    words: Phrasebook,
    told: Told,
    cancel: CancelToken,
) -> Chapter:
    listening = take_stretch(whole, stretch.first, stretch.last, name=f"{stretch.kind} {stretch.first}")
    verdict, axes, reason = _judged(listening, stretch, settings, words=words, told=told, cancel=cancel)
    months = listening.months_heard
    return Chapter(
        kind=stretch.kind,
        title=stretch.title,
        first_month=_month_key(int(months[0])),
        last_month=_month_key(int(months[-1])),
        is_whole=stretch.is_whole,
        plays=len(listening),
        hours=round(int(listening.plays.played_ms.sum()) / HOUR_MS, 1),
        artists=ranked_artists(listening, ARTISTS_MOST),
        verdict=verdict,
        reason=reason,
        axes=axes,
    )


def _judged(
    listening: Listening,
    stretch: _Stretch,
    settings: JudgeSettings,
    *,
    words: Phrasebook,
    told: Told,
    cancel: CancelToken,
) -> tuple[ChapterVerdict | None, tuple[AxisScore, ...], str | None]:
    """Return what is said of a chapter with its scores, or why nothing is; what is said is noted in `told`."""
    if len(listening) < PLAYS_NEEDED:
        return None, (), f"Too few plays for a label: {len(listening)} of the {PLAYS_NEEDED} it takes."
    analysis = measure_stretch(listening, words.lore)
    try:
        verdict = write_chapter(
            analysis,
            words,
            told,
            dates=stretch.dates,
            seed=listening.record.seed,
            intensity=settings.intensity,
            wording=settings.wording,
            cancel=cancel,
        )
    except CriticError as error:
        if error.code != "no_label":
            raise
        return None, (), TOO_LITTLE
    told.add(verdict)
    return verdict, (*(trait.axis for trait in analysis.traits), *analysis.axes), None


def _month_key(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def _month_number(key: str) -> int:
    return int(key[:4]) * 12 + int(key[5:]) - 1
