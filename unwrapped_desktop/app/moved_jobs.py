"""What the worker thread does to lay two verdicts side by side: reads them, and works out why the scores moved."""

from dataclasses import dataclass

from unwrapped_desktop.analysis.comparison import compare_reports
from unwrapped_desktop.app.jobs import Desk
from unwrapped_desktop.domain.analysis_state import Listener
from unwrapped_desktop.domain.comparison import Comparison
from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.why_moved import WhyMoved
from unwrapped_desktop.workers.job import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPair:
    """Two verdicts of a listener.

    Attributes:
        listener: Whose they are.
        older_id: Number of the older one among the earlier verdicts; None for the current one.
        newer_id: Likewise of the newer one.
    """

    listener: Listener
    older_id: int | None
    newer_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two verdicts that were read, and what moved from the older to the newer one."""

    pair: VerdictPair
    comparison: Comparison


def read_comparison(desk: Desk, pair: VerdictPair) -> Work:
    """Read two verdicts and compare them; returns `Compared`."""

    def work(_tell: Tell, _cancel: CancelToken) -> Compared:
        return Compared(pair=pair, comparison=compare_reports(*_reports(desk, pair)))

    return work


def work_out_why(desk: Desk, pair: VerdictPair) -> Work:
    """Work out why the scores moved between two verdicts."""

    def work(tell: Tell, cancel: CancelToken) -> WhyMoved:
        before, after = _reports(desk, pair)
        return desk.judgement.why_moved(pair.listener, before, after, progress=tell, cancel=cancel)

    return work


def _reports(desk: Desk, pair: VerdictPair) -> tuple[Report, Report]:
    return _report(desk, pair.listener, pair.older_id), _report(desk, pair.listener, pair.newer_id)


def _report(desk: Desk, listener: Listener, history_id: int | None) -> Report:
    """Return a verdict.

    Raises:
        StorageError: It is not there any more, or cannot be read.
    """
    if history_id is not None:
        return desk.repository.earlier_report(history_id)
    report = desk.repository.report(listener.listener_id)
    if report is None:
        raise StorageError("report_missing", listener_id=listener.listener_id)
    return report
