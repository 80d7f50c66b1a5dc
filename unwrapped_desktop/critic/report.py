"""Puts the report together from a record, its analysis and the verdict."""

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np

from unwrapped_desktop import __version__
from unwrapped_desktop.analysis.engine import ENGINE_VERSION
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.analysis.top_lists.ranking import song_key
from unwrapped_desktop.analysis.words import fold
from unwrapped_desktop.critic.compose import Brief, critic_version, write_verdict
from unwrapped_desktop.critic.pages import pages_of_lists
from unwrapped_desktop.critic.phrases import Phrasebook
from unwrapped_desktop.domain.finding import Analysis
from unwrapped_desktop.domain.forensics import SetAside
from unwrapped_desktop.domain.progress import CancelToken, Progress
from unwrapped_desktop.domain.record import (
    PLAY_MIN_MS,
    Codes,
    ExaminedSource,
    Integers,
    Record,
    utc_datetime,
)
from unwrapped_desktop.domain.report import Provenance, Receipt, RecordSummary, Report, ReportListener
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.domain.top_lists import LastPlay, ListedSong, TopLists


def write_report(
    judged: Record | TopLists,
    summary: RecordSummary,
    analysis: Analysis,
    *,
    settings: JudgeSettings,
    reference: Reference,
    phrasebook: Phrasebook,
    created_at: datetime,
    progress: Callable[[Progress], None],
    cancel: CancelToken,
) -> Report:
    """Return the report of a record, or of lists: the same input gives the same report, `created_at` aside.

    Args:
        judged: The record or the lists, after exclusions.
        summary: Their figures: `summary_of_record`, `summary_of_lists`.
        analysis: What was measured in them.
        settings: The person's choices.
        reference: The table that was used.
        phrasebook: The critic's words.
        created_at: Now, aware.
        progress: Told of each step.
        cancel: Looked at between steps.

    Raises:
        CriticError: The critic's own texts are broken.
        Cancelled: The token was set.
    """
    receipts = receipts_of(analysis)
    brief = Brief(
        seed=judged.seed,
        kind=summary.kind,
        plays=summary.plays,
        intensity=settings.intensity,
        wording=settings.wording,
    )
    verdict = write_verdict(analysis, receipts, phrasebook, brief, progress=progress, cancel=cancel)
    return Report(
        created_at=created_at,
        listener=ReportListener(name=settings.listener_name, source=judged.source),
        provenance=_provenance(judged, settings, reference, phrasebook),
        record=summary,
        facts=analysis.facts,
        receipts=receipts,
        verdict=verdict,
        axes=(*(trait.axis for trait in analysis.traits), *analysis.axes),
        eras=analysis.eras,
        suspects=analysis.suspects,
        exclusions=settings.exclusions,
        charts=analysis.charts,
        spotify_pages=pages_of_lists(receipts, judged) if isinstance(judged, TopLists) else (),
    )


def receipts_of(analysis: Analysis) -> tuple[Receipt, ...]:
    """Return every receipt of an analysis."""
    findings = (finding.receipt for finding in analysis.findings)
    traits = (trait.finding.receipt for trait in analysis.traits if trait.finding is not None)
    return (*findings, *traits, *analysis.receipts)


def _provenance(
    judged: Record | TopLists, settings: JudgeSettings, reference: Reference, phrasebook: Phrasebook
) -> Provenance:
    return Provenance(
        app_version=__version__,
        engine_version=ENGINE_VERSION,
        reference_version=reference.version,
        data_sha256=judged.data_sha256,
        seed=judged.seed if settings.wording == 0 else f"{judged.seed}+{settings.wording}",
        critic=critic_version(phrasebook),
        intensity=settings.intensity.value,
        timezone=settings.timezone,
    )


def summary_of_record(examined: ExaminedSource) -> RecordSummary:
    """Count the record anew from its columns: plays, artists and tracks are those of 30 seconds or more."""
    record, rows = examined.record, examined.record.rows
    is_play = rows.played_ms >= PLAY_MIN_MS
    ended_at_s = rows.ended_at_s[is_play]
    return RecordSummary(
        kind="history",
        first_play_at=_first_start(ended_at_s, rows.played_ms[is_play]),
        last_play_at=utc_datetime(int(ended_at_s[-1])),
        rows_total=record.rows_total,
        rows_used=len(rows),
        plays=len(ended_at_s),
        played_ms=int(rows.played_ms.sum()),
        artists=_different(rows.artist[is_play]),
        tracks=_different(rows.track[is_play]),
        set_aside=record.set_aside,
        files=record.files,
        gaps=examined.gaps,
        missing_files=examined.missing_files,
        examples=dict(sorted(examined.examples.items())),
    )


def summary_of_lists(lists: TopLists) -> RecordSummary:
    """Count the lists: an entry is a row, plays are the last ones alone, and of no time played is anything told."""
    songs = (song for listed in lists.songs.values() for song in listed)
    entries: list[ListedSong | LastPlay] = [*songs, *lists.last_plays]
    names = [artist.name for listed in lists.artists.values() for artist in listed]
    names += [entry.artist for entry in entries]
    tracks = {song_key(entry) for entry in entries}
    played = [play.played_at for play in lists.last_plays]
    return RecordSummary(
        kind="top_lists",
        first_play_at=min(played, default=None),
        last_play_at=max(played, default=None),
        rows_total=lists.entries + lists.excluded,
        rows_used=lists.entries,
        plays=len(played),
        played_ms=0,
        artists=len({fold(name) for name in names}),
        tracks=len(tracks),
        set_aside=SetAside(excluded=lists.excluded),
        files=lists.readings,
        gaps=(),
    )


def _different(codes: Codes) -> int:
    return int(np.count_nonzero(np.bincount(codes)))


def _first_start(ended_at_s: Integers, played_ms: Codes) -> datetime:
    earliest_ms = int((ended_at_s * 1000 - played_ms).min())
    return utc_datetime(earliest_ms // 1000) + timedelta(milliseconds=earliest_ms % 1000)
