"""`diagnose`: what an export holds, before any judgement."""

import argparse
import sys
from zoneinfo import ZoneInfo

from unwrapped_desktop.bootstrap import system_timezone
from unwrapped_desktop.cli.judge import record_source
from unwrapped_desktop.cli.output import say
from unwrapped_desktop.cli.progress_line import ProgressLine
from unwrapped_desktop.domain.forensics import Gap
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.record import PLAY_MIN_MS, ExaminedSource, utc_datetime


def diagnose(chosen: argparse.Namespace) -> int:
    """Print the forensics of what the arguments name.

    Raises:
        AppError: See the exit codes.
    """
    with ProgressLine(sys.stderr) as line:
        examined = record_source(chosen).fetch(line.show, CancelToken())
    say("\n".join(forensics_lines(examined, chosen.timezone or system_timezone())))
    return 0


def forensics_lines(examined: ExaminedSource, timezone: str) -> list[str]:
    """Return the forensics as lines of text."""
    record, rows = examined.record, examined.record.rows
    plays = int((rows.played_ms >= PLAY_MIN_MS).sum())
    lines = [
        f"{file.name}: {file.rows:,} rows, {file.status.value}{'. ' + file.reason if file.reason else ''}"
        for file in record.files
    ]
    lines += [
        "",
        f"rows read ............ {record.rows_total:,}",
        f"used ................. {len(rows):,}",
        f"plays of 30 s or more  {plays:,}",
    ]
    for name in record.set_aside.__slots__:
        count = getattr(record.set_aside, name)
        lines.append(f"set aside, {name.replace('_', ' ')}: {count:,}")
        lines += [f"    {example}" for example in examined.examples.get(name, ())]
    unusable = record.set_aside.malformed + record.set_aside.no_metadata
    lines.append(f"share of unusable rows: {100 * unusable / max(record.rows_total, 1):.1f} %")
    if len(rows):
        zone = ZoneInfo(timezone)
        first, last = (utc_datetime(int(rows.ended_at_s[place])).astimezone(zone) for place in (0, -1))
        lines += ["", f"from {first:%Y-%m-%d} to {last:%Y-%m-%d}, days and hours in {timezone}"]
    lines += [f"no data: {_months(gap)}" for gap in examined.gaps]
    lines += [f"probably missing: {name}" for name in examined.missing_files]
    return lines


def _months(gap: Gap) -> str:
    return gap.first_month if gap.first_month == gap.last_month else f"{gap.first_month} to {gap.last_month}"
