"""The use case: one true line about today's date in an earlier year, from a kept record."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from unwrapped_desktop.analysis.exclude import apply_exclusions
from unwrapped_desktop.analysis.listening import Listening
from unwrapped_desktop.analysis.on_this_day import find_on_this_day
from unwrapped_desktop.analysis.reference import Reference
from unwrapped_desktop.assembling.examine import examine
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.on_this_day import OnThisDay
from unwrapped_desktop.domain.ports import RecordStore
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAsked:
    """Which day is asked about, of which verdict.

    Attributes:
        listener_id: Whose record.
        data_sha256: The data that the verdict was made from.
        timezone: IANA name of the zone it was made in.
        today: The date there.
        exclusions: What the verdict leaves out.
    """

    listener_id: int
    data_sha256: str
    timezone: str
    today: date
    exclusions: Exclusions = field(default_factory=Exclusions)


def tell_day(records: RecordStore, reference: Reference, asked: DayAsked) -> OnThisDay | None:
    """Return one true line about the date in an earlier year.

    None where there is none, or the record that the verdict was made from is not kept.

    Raises:
        StorageError: The record cannot be read.
        NotEnoughData: It holds fewer than 100 plays.
    """
    if records.fingerprint(asked.listener_id) != asked.data_sha256:
        return None
    kept = records.load(asked.listener_id)
    if kept is None:
        return None
    examined = examine(kept.intake, progress=ignore_progress, cancel=CancelToken())
    zone = ZoneInfo(asked.timezone)
    record = apply_exclusions(examined.record, asked.exclusions, zone)
    return find_on_this_day(Listening(record, zone, reference), asked.today)
