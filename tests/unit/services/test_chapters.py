"""A life in chapters: who hears of them and when, what stays as it is, and what is said where nothing can be."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests import listeners
from tests.unit.services.test_kept_judgement import SETTINGS, Desk
from tests.unit.sources.rows import Row, plays
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.bootstrap import source_at
from unwrapped_desktop.critic.phrases import Phrasebook, load_phrasebook
from unwrapped_desktop.domain.chapters import Chapter, Chapters
from unwrapped_desktop.domain.errors import Cancelled, NotEnoughData, StorageError
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.progress import CancelToken, Progress, Stage, ignore_progress
from unwrapped_desktop.domain.record import Record
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.services.chapters import TOO_LITTLE, tell_chapters

LIFE = listeners.moved_on(3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.repository.close()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return listeners.write_export(LIFE, tmp_path / "export").path


def report_of(desk: Desk) -> Report:
    report = desk.kept.get(desk.listener)
    assert report is not None
    return report


def judged(desk: Desk, place: Path, settings: JudgeSettings = SETTINGS) -> Report:
    desk.judge(source_at([place], desk.clock), settings)
    return report_of(desk)


def kept_chapters(desk: Desk, report: Report) -> tuple[Chapters, list[Chapter]]:
    heard: list[Chapter] = []
    chapters = desk.kept.chapters(
        desk.listener, report, tell=heard.append, progress=ignore_progress, cancel=CancelToken()
    )
    return chapters, heard


def told(desk: Desk, rows: list[Row], settings: JudgeSettings = SETTINGS) -> Chapters:
    """The years of some rows."""
    place = listeners.write_export(rows, desk.home / f"rows {len(rows)}").path
    return told_of(record_at(desk, place), settings)


def record_at(desk: Desk, place: Path) -> Record:
    return source_at([place], desk.clock).fetch(ignore_progress, CancelToken()).record


def told_of(
    record: Record, settings: JudgeSettings = SETTINGS, phrasebook: Phrasebook | None = None
) -> Chapters:
    """The years of a record; no era is asked for."""
    return tell_chapters(
        record,
        (),
        settings,
        reference=load_reference(),
        phrasebook=phrasebook or load_phrasebook(),
        tell=lambda _chapter: None,
        progress=ignore_progress,
        cancel=CancelToken(),
    )


def test_chapters_are_told_one_by_one_from_the_kept_record(desk: Desk, export: Path) -> None:
    report = judged(desk, export)
    chapters, heard = kept_chapters(desk, report)
    assert heard == [*chapters.years, *chapters.eras]
    assert [chapter.title for chapter in chapters.eras] == [era.title for era in report.eras.eras]
    assert len(chapters.eras) >= 2
    assert sum(chapter.plays for chapter in chapters.years) == report.record.plays
    alone = desk.kept.maker.chapters(
        source_at([export], desk.clock),
        SETTINGS,
        tell=lambda _chapter: None,
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    assert alone == chapters


def test_the_choices_of_the_report_are_those_of_its_chapters(desk: Desk, export: Path) -> None:
    (artist, _plays), *_ = listeners.recount(LIFE).top_artists(1)
    choices = replace(
        SETTINGS,
        timezone="Asia/Tokyo",
        intensity=Intensity.BRUTAL,
        exclusions=Exclusions((Exclusion.of_artist(artist),)),
        wording=2,
    )
    report = judged(desk, export, choices)
    chapters, _ = kept_chapters(desk, report)
    assert sum(chapter.plays for chapter in chapters.years) == report.record.plays
    assert artist not in {name.name for chapter in chapters.years for name in chapter.artists}
    remarks = [
        remark.id for chapter in chapters.years if chapter.verdict for remark in chapter.verdict.remarks
    ]
    assert remarks
    assert all(name.partition(".")[2][0] in "ba" for name in remarks)
    plain, _ = kept_chapters(desk, judged(desk, export, replace(choices, wording=0)))
    assert plain != chapters
    assert [chapter.plays for chapter in plain.years] == [chapter.plays for chapter in chapters.years]


def test_without_the_record_there_are_no_chapters(desk: Desk, export: Path) -> None:
    report = judged(desk, export)
    other = replace(report, provenance=replace(report.provenance, data_sha256="0" * 64))
    with pytest.raises(StorageError, match="record_missing"):
        kept_chapters(desk, other)
    desk.kept.forget_record(desk.listener)
    with pytest.raises(StorageError, match="record_missing"):
        kept_chapters(desk, report)


def test_cancel_is_heard_between_chapters(desk: Desk, export: Path) -> None:
    report = judged(desk, export)
    cancel, heard = CancelToken(), list[Chapter]()

    def stop_after_two(chapter: Chapter) -> None:
        heard.append(chapter)
        if len(heard) == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        desk.kept.chapters(
            desk.listener, report, tell=stop_after_two, progress=ignore_progress, cancel=cancel
        )
    assert len(heard) == 2


def test_progress_counts_chapters(desk: Desk, export: Path) -> None:
    report = judged(desk, export)
    steps: list[Progress] = []
    chapters = desk.kept.chapters(
        desk.listener, report, tell=lambda _chapter: None, progress=steps.append, cancel=CancelToken()
    )
    counted = [step for step in steps if step.unit == "chapters"]
    total = len(chapters.years) + len(chapters.eras)
    assert [step.done for step in counted] == list(range(total))
    assert {(step.stage, step.total) for step in counted} == {(Stage.MEASURING, total)}


def test_the_same_data_gives_the_same_chapters(desk: Desk) -> None:
    assert told(desk, LIFE[:4_000]) == told(desk, list(reversed(LIFE[:4_000])))


def test_a_year_that_is_over_stays_as_it_was_told(desk: Desk) -> None:
    rows = sorted(LIFE, key=lambda row: str(row["ts"]))
    years = sorted({str(row["ts"])[:4] for row in rows})
    settings = replace(SETTINGS, timezone="UTC")
    earlier = told(desk, [row for row in rows if str(row["ts"])[:4] < years[-1]], settings)
    later = told(desk, rows, settings)
    assert len(earlier.years) >= 3
    # The year that was the last one may have been cut short by a play that ended in the next.
    assert later.years[: len(earlier.years) - 1] == earlier.years[:-1]


def test_a_year_of_a_few_plays_says_why_nothing_is_said_of_it(desk: Desk) -> None:
    source = desk.export(plays(150))
    record = source.fetch(ignore_progress, CancelToken()).record
    (year,) = told_of(record).years
    assert (year.plays, year.verdict is None) == (150, False)
    few = replace(record, rows=record.rows.where(record.rows.ended_at_s < record.rows.ended_at_s[99]))
    (year,) = told_of(few).years
    assert (year.plays, year.verdict, year.axes) == (99, None, ())
    assert year.reason == "Too few plays for a label: 99 of the 100 it takes."
    assert sum(artist.plays for artist in year.artists) <= 99


def test_where_no_label_can_be_given_the_reason_says_so(desk: Desk) -> None:
    record = desk.export(plays(150)).fetch(ignore_progress, CancelToken()).record
    wordless = msgspec.structs.replace(load_phrasebook(), labels={})
    (year,) = told_of(record, phrasebook=wordless).years
    assert (year.verdict, year.reason, year.axes) == (None, TOO_LITTLE, ())


def test_leaving_nearly_everything_out_is_said_as_for_a_verdict(desk: Desk, export: Path) -> None:
    everything = replace(SETTINGS, exclusions=Exclusions((Exclusion.of_hours(range(24)),)))
    with pytest.raises(NotEnoughData, match="nothing_left"):
        desk.kept.maker.chapters(
            source_at([export], desk.clock),
            everything,
            tell=lambda _chapter: None,
            progress=ignore_progress,
            cancel=CancelToken(),
        )


def test_receipts_say_whose_plays_were_counted(desk: Desk, export: Path) -> None:
    chapters, _ = kept_chapters(desk, judged(desk, export))
    dated = [(year, year.title) for year in chapters.years]
    dated += [(era, era.title.partition(":")[0]) for era in chapters.eras]
    receipts = [
        (receipt, dates)
        for chapter, dates in dated
        for receipt in (chapter.verdict.receipts if chapter.verdict else ())
    ]
    assert len(receipts) > 20
    assert all(receipt.population.endswith(f"; {dates} alone") for receipt, dates in receipts)
