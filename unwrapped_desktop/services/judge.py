"""The use case: from a source to a report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis import engine
from unwrapped_desktop.analysis.eras import find_eras
from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.reference import Reference, load_reference
from unwrapped_desktop.analysis.top_lists import exclude_from_lists, measure_lists
from unwrapped_desktop.critic.lately import write_lately
from unwrapped_desktop.critic.phrases import Phrasebook, load_phrasebook
from unwrapped_desktop.critic.report import summary_of_lists, summary_of_record, write_report
from unwrapped_desktop.critic.statement import write_statement
from unwrapped_desktop.critic.wrapped import write_wrapped
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.errors import NotEnoughData
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.ports import Clock, RecordSource, Source
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.record import PLAY_MIN_MS, PLAYS_NEEDED, ExaminedSource, Record
from unwrapped_desktop.domain.report import RecordSummary, Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.statement import Statement
from unwrapped_desktop.domain.top_lists import MonthLists, TopLists
from unwrapped_desktop.services.chapters import tell_chapters


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Reads, measures and judges. Holds no state: safe to share between threads.

    Attributes:
        clock: Tells when a report was made.
        load_reference: Returns the reference table.
        load_phrasebook: Returns the critic's words.
    """

    clock: Clock
    load_reference: Callable[[], Reference] = load_reference
    load_phrasebook: Callable[[], Phrasebook] = load_phrasebook

    def report(
        self, source: Source, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> Report:
        """Return the report of a source, without keeping anything.

        Raises:
            SourceError: Nothing usable could be read.
            NotEnoughData: There are fewer than 100 plays, or 10 listed names, before or after exclusions.
            CriticError: The program's own texts are broken.
            Cancelled: The token was set.
        """
        fetched = source.fetch(progress, cancel)
        if isinstance(fetched, TopLists):
            return self.report_on_lists(fetched, settings, progress=progress, cancel=cancel)
        return self.report_on(fetched, settings, progress=progress, cancel=cancel)

    def measured(
        self, source: RecordSource, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> tuple[ExaminedSource, Analysis]:
        """Return the record of a source without what is excluded, and what was measured in it; nobody is judged.

        Raises as `report` does.
        """
        return self._measured(source.fetch(progress, cancel), settings, progress=progress, cancel=cancel)

    def chapters(
        self,
        source: RecordSource,
        settings: JudgeSettings,
        *,
        tell: Callable[[Chapter], None],
        progress: Tell,
        cancel: CancelToken,
    ) -> Chapters:
        """Return the life of a source in chapters, without keeping anything. Raises as `report` does.

        Args:
            source: What holds the record.
            settings: The person's choices.
            tell: Hears each chapter as it is done.
            progress: Told of each step.
            cancel: Stops the work.
        """
        record = _without_excluded(source.fetch(progress, cancel).record, settings)
        reference = self.load_reference()
        cancel.raise_if_cancelled()
        return tell_chapters(
            record,
            find_eras(Listening(record, ZoneInfo(settings.timezone), reference)).eras,
            settings,
            reference=reference,
            phrasebook=self.load_phrasebook(),
            tell=tell,
            progress=progress,
            cancel=cancel,
        )

    def report_on(
        self,
        examined: ExaminedSource,
        settings: JudgeSettings,
        *,
        month: MonthLists | None = None,
        statement: Statement | None = None,
        progress: Tell,
        cancel: CancelToken,
    ) -> Report:
        """Return the report of a record that has been read. Raises as `report` does, `SourceError` aside.

        Args:
            examined: The record.
            settings: The person's choices.
            month: What Spotify lists for the last four weeks, to be set beside the record; None for nothing.
            statement: What was sealed before the record came, to be opened against it; None for nothing.
            progress: Told of each step.
            cancel: Stops the work.
        """
        examined, analysis = self._measured(examined, settings, progress=progress, cancel=cancel)
        summary = summary_of_record(examined)
        report = self._written(examined.record, summary, analysis, settings, progress=progress, cancel=cancel)
        lately, opened = None, None
        if month is not None:
            lately = write_lately(
                examined.record,
                month,
                settings=settings,
                reference=self.load_reference(),
                phrasebook=self.load_phrasebook(),
                cancel=cancel,
            )
        if statement is not None:
            opened = write_statement(
                examined.record,
                statement,
                report.axes,
                settings=settings,
                reference=self.load_reference(),
                phrasebook=self.load_phrasebook(),
                cancel=cancel,
            )
        wrapped = write_wrapped(
            examined.record,
            settings=settings,
            reference=self.load_reference(),
            phrasebook=self.load_phrasebook(),
            cancel=cancel,
        )
        return replace(report, lately=lately, statement=opened, wrapped=wrapped)

    def report_on_lists(
        self, lists: TopLists, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> Report:
        """Return the report of a listener's lists. Raises as `report` does, `SourceError` aside."""
        lists = exclude_from_lists(lists, settings.exclusions, ZoneInfo(settings.timezone))
        analysis = measure_lists(
            lists,
            timezone=settings.timezone,
            reference=self.load_reference(),
            lore=self.load_phrasebook().lore,
            progress=progress,
            cancel=cancel,
        )
        summary = summary_of_lists(lists)
        return self._written(lists, summary, analysis, settings, progress=progress, cancel=cancel)

    def _written(
        self,
        judged: Record | TopLists,
        summary: RecordSummary,
        analysis: Analysis,
        settings: JudgeSettings,
        *,
        progress: Tell,
        cancel: CancelToken,
    ) -> Report:
        return write_report(
            judged,
            summary,
            analysis,
            settings=settings,
            reference=self.load_reference(),
            phrasebook=self.load_phrasebook(),
            created_at=self.clock.now(),
            progress=progress,
            cancel=cancel,
        )

    def _measured(
        self, examined: ExaminedSource, settings: JudgeSettings, *, progress: Tell, cancel: CancelToken
    ) -> tuple[ExaminedSource, Analysis]:
        record = _without_excluded(examined.record, settings)
        analysis = engine.run(
            record,
            timezone=settings.timezone,
            reference=self.load_reference(),
            lore=self.load_phrasebook().lore,
            progress=progress,
            cancel=cancel,
        )
        return replace(examined, record=record), analysis


def _without_excluded(record: Record, settings: JudgeSettings) -> Record:
    """Return a record without what is left out.

    Raises:
        NotEnoughData: Too few plays are left.
    """
    left_over = apply_exclusions(record, settings.exclusions, ZoneInfo(settings.timezone))
    plays = int((left_over.rows.played_ms >= PLAY_MIN_MS).sum())
    if plays < PLAYS_NEEDED and not settings.exclusions.is_empty:
        raise NotEnoughData("nothing_left", left=plays, needed=PLAYS_NEEDED)
    return left_over
