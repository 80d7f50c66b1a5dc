"""Listeners whose verdicts are made web pages, for pictures and tests: samples, examples, and names that are hard to set."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from tests import example_report as example
from tests import screen_cases as cases
from tests.example_charts import charted
from unwrapped_desktop.bootstrap import SystemClock, as_sample, build_judge, sample_source
from unwrapped_desktop.domain.era import ArtistChange, Era, EraArtist, Eras
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Fact, Report
from unwrapped_desktop.domain.settings import JudgeSettings
from unwrapped_desktop.sharing.for_others import for_others

UNBROKEN = "Donaudampfschifffahrt" * 10
"""A name of more than 200 letters without a place to break it."""

HEAPED = "Z" + "\u0335\u0321\u0347\u0353\u0359\u030a\u0303\u0310" * 6 + "algo" + "\u036f" * 40
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 12
TURNED = "\u202egnorw eht yaw dnuor\u202c"
ARABIC = "\u0641\u0631\u0642\u0629 \u0627\u0644\u0639\u0628\u0651\u0627\u0631\u0629 " * 6
HAN = "\u6771\u5cb8\u7121\u7f6a\u30e2\u30e9\u30c8\u30ea\u30a2\u30e0" * 8

HARD = (UNBROKEN, HEAPED, FAMILY, ARABIC, HAN, TURNED, cases.LONG_NAME)


@cache
def judged(sample: str) -> Report:
    """Return the verdict on a made-up listener, as others get to see it."""
    clock = SystemClock()
    report = build_judge(clock).report(
        sample_source(sample),
        as_sample(sample, JudgeSettings(timezone="UTC")),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    return stripped(report)


def stripped(report: Report, name: str | None = None) -> Report:
    """Return a report as others get to see it, with songs, under its own name or another."""
    shown = report.listener.name if name is None else name
    return for_others(report, detail=FriendDetail.SONGS, name=shown)


def hard_report() -> Report:
    """Return a report that has a hard name wherever one can stand."""
    report = example.named_report(
        UNBROKEN, f"{HEAPED} {ARABIC}", label="UNPRONOUNCEABLE BUT CONVENIENTLY PUNCTUAL"
    )
    return replace(
        charted(report, HARD),
        listener=replace(report.listener, name=UNBROKEN[:60]),
        eras=Eras(eras=tuple(_era(place) for place in range(len(HARD)))),
        facts=tuple(
            Fact(id=fact_id, value=name, unit="artist", sample=9)
            for fact_id, name in zip(
                (
                    "who.top_artist",
                    "who.second_artist",
                    "who.artist_with_most_songs",
                    "loyalty.oldest_companion",
                ),
                HARD,
                strict=False,
            )
        ),
    )


def _era(place: int) -> Era:
    name, other = HARD[place], HARD[place - 1]
    return Era(
        title=f"2014 to 2016, {name}",
        first_month=f"20{12 + place}-03",
        last_month=f"20{13 + place}-02",
        plays=400,
        months=11,
        missing_months=place % 2,
        artists=(
            EraArtist(name=name, plays=90, share_percent=20.0, elsewhere_percent=1.0),
            EraArtist(name=other, plays=9, share_percent=2.0, elsewhere_percent=None),
        ),
        risen=(ArtistChange(name=name, before_percent=0.0, share_percent=20.0, points=20.0),),
        fallen=(ArtistChange(name=other, before_percent=20.0, share_percent=2.0, points=-18.0),),
        is_settled=place < len(HARD) - 1,
    )


LISTENERS: Mapping[str, Callable[[], Report]] = {
    **{
        f"sample-{name}": lambda name=name: judged(name)  # type: ignore[misc]
        for name in ("loyalist", "parent", "night", "unlisted", "gaps", "ranked")
    },
    "model": lambda: stripped(charted(example.good_report())),
    "known": lambda: stripped(charted(example.known_report())),
    "long-names": lambda: stripped(charted(example.long_names_report())),
    "right-to-left": lambda: stripped(charted(example.rtl_report())),
    "han": lambda: stripped(charted(example.cjk_report())),
    "abstaining": lambda: stripped(example.abstaining_report()),
    "short": lambda: stripped(example.short_report(), name=""),
    "hardened": lambda: stripped(charted(cases.hardened(example.good_report()))),
    "hard": lambda: stripped(hard_report()),
    "whole": example.lately_report,
}
"""By name; all but the last are stripped: that one has what stands beside a verdict."""
