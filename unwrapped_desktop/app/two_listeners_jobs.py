"""What the worker thread does for two listeners side by side, and for what a friend is given."""

from dataclasses import dataclass
from pathlib import Path

from unwrapped_desktop.app.jobs import Desk
from unwrapped_desktop.bootstrap import as_sample, build_judge, sample_source
from unwrapped_desktop.domain.errors import SourceError, StorageError
from unwrapped_desktop.domain.friend_file import FriendContents, FriendDetail
from unwrapped_desktop.domain.ports import Clock
from unwrapped_desktop.domain.progress import CancelToken, Tell
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.sources.report_file import read_friend_report
from unwrapped_desktop.workers.job import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Where the verdict of one of two comes from: exactly one of the last three says it.

    Attributes:
        key: What tells it from all others.
        listener_id: Somebody whose verdicts are kept.
        sample: A made-up listener, by name; empty for none.
        report: A verdict that is at hand.
    """

    key: str
    listener_id: int | None = None
    sample: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two listeners who have been laid side by side.

    Attributes:
        keys: Who they are.
        reports: Their verdicts.
        two: What was found.
    """

    keys: tuple[str, str]
    reports: tuple[Report, Report]
    two: TwoListeners


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendRead:
    """A file that may hold a friend's verdict.

    Attributes:
        path: Which.
        report: The verdict; None where the file is something else, to be read as an export.
    """

    path: str
    report: Report | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendOffer:
    """What a friend could be given of a verdict.

    Attributes:
        report: The verdict.
        contents: What goes along at each detail, in the order of `FriendDetail`.
    """

    report: Report
    contents: tuple[FriendContents, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FriendPacked:
    """A friend's file, ready to be written.

    Attributes:
        path: Where to.
        data: What.
    """

    path: str
    data: bytes


def lay_out(
    desk: Desk | None, sides: tuple[Side, Side], settings: JudgeSettings, clock: Clock, intensity: Intensity
) -> Work:
    """Read the verdicts of two listeners, judge those who are made up, and lay them side by side; nothing is kept.

    Args:
        desk: The results file; may be None where nobody in it is wanted.
        sides: Where the two verdicts come from.
        settings: What made-up listeners are judged with.
        clock: Dates their verdicts.
        intensity: The voice in which the two are spoken of.
    """

    def work(tell: Tell, cancel: CancelToken) -> Together:
        from unwrapped_desktop.analysis.reference import load_reference  # noqa: PLC0415 - few compare two
        from unwrapped_desktop.critic.phrases import load_phrasebook  # noqa: PLC0415 - as above
        from unwrapped_desktop.critic.two_listeners import lay_side_by_side  # noqa: PLC0415 - as above

        def report_of(side: Side) -> Report:
            cancel.raise_if_cancelled()
            if side.sample and side.report is None:
                judged = as_sample(side.sample, settings)
                source = sample_source(side.sample)
                return build_judge(clock).report(source, judged, progress=tell, cancel=cancel)
            return _kept_report(desk, side)

        left, right = report_of(sides[0]), report_of(sides[1])
        two = lay_side_by_side(
            left, right, load_reference(), load_phrasebook(), intensity=intensity, cancel=cancel
        )
        return Together(keys=(sides[0].key, sides[1].key), reports=(left, right), two=two)

    return work


def _kept_report(desk: Desk | None, side: Side) -> Report:
    """Return a verdict that is at hand, or the current one of somebody who is kept.

    Raises:
        AppError: It is no longer kept, or cannot be read.
    """
    report = side.report
    if report is None and desk is not None and side.listener_id is not None:
        report = desk.repository.report(side.listener_id)
    if report is None:
        raise StorageError("report_missing")
    return report


def read_friend(path: str, *, is_surely_one: bool) -> Work:
    """Read a file that may hold a friend's verdict.

    Args:
        path: Which.
        is_surely_one: Whether it was chosen as one: it is refused where it is something else.
    """

    def work(_tell: Tell, _cancel: CancelToken) -> FriendRead:
        report = read_friend_report([path])
        if report is None and is_surely_one:
            raise SourceError("not_a_report", name=Path(path).name)
        return FriendRead(path=path, report=report)

    return work


def offer_to_friend(report: Report) -> Work:
    """Count what a friend could be given of a verdict."""

    def work(_tell: Tell, _cancel: CancelToken) -> FriendOffer:
        from unwrapped_desktop.sharing.friend_file import contents_of  # noqa: PLC0415 - few give anything away

        return FriendOffer(
            report=report, contents=tuple(contents_of(report, detail=detail) for detail in FriendDetail)
        )

    return work


def pack_for_friend(report: Report, path: str, *, detail: FriendDetail, name: str) -> Work:
    """Put together what a friend is given."""

    def work(_tell: Tell, _cancel: CancelToken) -> FriendPacked:
        from unwrapped_desktop.sharing.friend_file import friend_file  # noqa: PLC0415 - as above

        return FriendPacked(path=path, data=friend_file(report, detail=detail, name=name))

    return work
