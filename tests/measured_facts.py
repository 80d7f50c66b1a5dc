"""All facts that are stated, of a record and of lists, by measuring a sample listener of each kind."""

from functools import cache

from unwrapped_desktop.analysis.engine import run
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.analysis.top_lists import measure_lists
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Fact
from unwrapped_desktop.sources.ranked import RankedSample
from unwrapped_desktop.sources.sample import SampleSource
from unwrapped_desktop.sources.samples import SAMPLES


@cache
def measured_facts() -> dict[str, Fact]:
    """Return every fact by its id, in the order of the engine; a fact that cannot be measured is there too."""
    record = SampleSource(name=SAMPLES[0].name).fetch(ignore_progress, CancelToken()).record
    analysis = run(
        record,
        timezone="Europe/Berlin",
        reference=load_reference(),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    listed = measure_lists(
        RankedSample().fetch(ignore_progress, CancelToken()),
        timezone="Europe/Berlin",
        reference=load_reference(),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    return {fact.id: fact for fact in (*analysis.facts, *listed.facts)}
