"""Where listening comes from: Spotify's exports, and the sample listener."""

from collections.abc import Sequence
from pathlib import Path

from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.ports import Clock, RecordSource, Source

SAMPLE_PREFIX = "sample:"


def open_source(location: Sequence[str | Path], clock: Clock) -> RecordSource:
    """Return the source that a location names; nothing is read yet.

    Args:
        location: Paths of an export (zips, folders, files in any mix), or `sample:NAME` alone.
        clock: Says which times of rows cannot be true yet.

    Raises:
        SourceError: The location names nothing.
    """
    samples = [place for place in location if isinstance(place, str) and place.startswith(SAMPLE_PREFIX)]
    if not location:
        raise SourceError("no_source")
    if not samples:
        from unwrapped_desktop.sources.export import ExportSource  # noqa: PLC0415 - NumPy waits for the first paint

        return ExportSource([Path(place) for place in location], clock=clock)
    if len(location) > 1:
        raise SourceError("sample_with_files")
    from unwrapped_desktop.sources.sample import SampleSource  # noqa: PLC0415 - not everyone asks for a sample

    return SampleSource(name=samples[0].removeprefix(SAMPLE_PREFIX))


def open_sample(name: str) -> Source:
    """Return the sample listener of that name: one with plays, or the one of whom lists alone are known.

    Raises:
        SourceError: There is none of that name.
    """
    from unwrapped_desktop.sources.ranked import RankedSample  # noqa: PLC0415 - as above
    from unwrapped_desktop.sources.sample import SampleSource  # noqa: PLC0415
    from unwrapped_desktop.sources.samples import RANKED_SAMPLE, SAMPLES  # noqa: PLC0415

    if name == RANKED_SAMPLE:
        return RankedSample()
    names = [sample.name for sample in SAMPLES]
    if name not in names:
        raise SourceError("unknown_sample", name=name, known=", ".join((*names, RANKED_SAMPLE)))
    return SampleSource(name=name)
