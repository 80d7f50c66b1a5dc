"""Two listeners made up for the screens and the tests: alike, nothing in common, identical, an older verdict, hard names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests import example_report as example
from tests.screen_cases import LONG_NAME
from unwrapped_desktop.domain.charts import Ranked
from unwrapped_desktop.domain.report import AxisScore, Receipt
from unwrapped_desktop.domain.two_listeners import (
    AxisPair,
    HeardFirst,
    JointVerdict,
    OneOfTwo,
    SharedArtist,
    TwoListeners,
)

RTL_NAME = "\u0641\u0631\u0642\u0629 \u0627\u0644\u0639\u0628\u0651\u0627\u0631\u0629 & <b>Friends</b>"
CJK_NAME = "\u6771\u5cb8 \U0001f1ef\U0001f1f5 & \u05de\u05d6\u05e8\u05d7"
OVERRIDE = "Mallory \u202e\u202dA\x00da\u2066 & <b>Co</b>"

NAMES = ("Ostkai", "Kuru Yaprak", "Kuru & the Ferries", "Nadide Su", "The Marble Choir")
_MORE = tuple(f"Neighbour {number}" for number in range(1, 12))

LEFT = OneOfTwo(
    name="Ada",
    label="LOYAL TO THE INTRO",
    made_at=datetime(2026, 11, 22, tzinfo=UTC),
    plays=164_120,
    artists=4_211,
    listed_percent=81.4,
    first_play_at=datetime(2014, 3, 1, tzinfo=UTC),
    last_play_at=datetime(2026, 11, 20, tzinfo=UTC),
)
RIGHT = OneOfTwo(
    name="Ben & Söhne",
    label="SAME SANDWICH",
    made_at=datetime(2026, 11, 9, tzinfo=UTC),
    plays=38_004,
    artists=902,
    listed_percent=97.2,
    first_play_at=datetime(2019, 8, 1, tzinfo=UTC),
    last_play_at=datetime(2026, 10, 30, tzinfo=UTC),
)


def _receipts(one: str, other: str) -> list[Receipt]:
    return [
        example.receipt(
            "together_alike",
            "How alike the two are",
            [
                example.cell("artists of both", 16),
                example.cell(f"listed of {one}", 81, "percent"),
                example.cell(f"listed of {other}", 97, "percent"),
            ],
            [example.cell("alike", 34, "percent")],
            "the smaller share of each artist, added up",
        ),
        example.receipt(
            "together_first",
            "Ostkai",
            [
                example.cell(one, "3 May 2016", "date"),
                example.cell(other, "14 August 2021", "date"),
            ],
            [example.cell("days between", 1_929)],
            "first play of 30 seconds or more in either record",
        ),
        example.receipt(
            "together_plays",
            "Plays of both",
            [example.cell(one, 164_120), example.cell(other, 38_004)],
            [example.cell("plays for one", 4.3, "count")],
            "plays of 30 seconds or more",
        ),
    ]


def _shared(names: tuple[str, ...]) -> tuple[SharedArtist, ...]:
    return tuple(
        SharedArtist(
            name=name,
            left_plays=9_450 - 520 * place,
            right_plays=3_120 - 170 * place,
            left_percent=round(5.7 / (1 + 0.35 * place), 4),
            right_percent=round((8.2 if place % 3 else 3.1) / (1 + 0.3 * place), 4),
            common_percent=round(min(5.7, 8.2 if place % 3 else 3.1) / (1 + 0.35 * place), 4),
        )
        for place, name in enumerate(names)
    )


def _heard(names: tuple[str, ...]) -> tuple[HeardFirst, ...]:
    gaps = (1_929, 700, 401, 62, 14, 1, 0, 0)
    firsts = (date(2016, 5, 3), date(2019, 2, 1), date(2020, 6, 9))
    return tuple(
        HeardFirst(
            name=name,
            left_on=firsts[place % 3] + timedelta(days=gap if place % 2 else 0),
            right_on=firsts[place % 3] + timedelta(days=0 if place % 2 else gap),
            days=gap,
            is_certain=place % 3 != 1,
        )
        for place, (name, gap) in enumerate(zip(names, gaps, strict=False))
    )


def _only(names: tuple[str, ...], plays: int) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(name=name, artist="", plays=plays - 40 * place, share_percent=round(2.4 - 0.2 * place, 4))
        for place, name in enumerate(names)
    )


def _score(axis: str, value: float, *, wide: float = 0.04) -> AxisScore:
    return AxisScore(
        id=axis,
        value=value,
        low=max(0.0, value - wide),
        high=min(1.0, value + wide),
        coverage_ratio=0.8,
        sample=9_000,
    )


def _no_score(axis: str) -> AxisScore:
    return AxisScore(
        id=axis,
        value=None,
        low=None,
        high=None,
        coverage_ratio=0.19,
        sample=300,
        reason="No ruling. We recognise 19 % of these plays. That is our gap.",
    )


AXES = (
    AxisPair(
        id="explorer_loyalist",
        left=_score("explorer_loyalist", 0.82),
        right=_score("explorer_loyalist", 0.44, wide=0.2),
    ),
    AxisPair(id="day_night", left=_score("day_night", 0.31), right=_score("day_night", 0.93)),
    AxisPair(id="album_shuffle", left=_score("album_shuffle", 0.5), right=_score("album_shuffle", 0.5)),
    AxisPair(
        id="mainstream",
        left=_score("mainstream", 0.02, wide=0.01),
        right=_score("mainstream", 0.66, wide=0.12),
    ),
    AxisPair(id="acclaim", left=_no_score("acclaim"), right=_score("acclaim", 0.58, wide=0.3)),
    AxisPair(id="current_nostalgic", left=None, right=_no_score("current_nostalgic")),
)


def together(
    *,
    left: str = LEFT.name,
    right: str = RIGHT.name,
    artists: tuple[str, ...] = NAMES,
) -> TwoListeners:
    """Return two who share a good part of what they play, with these names and these artists of both."""
    everybody = (*artists, *_MORE)
    receipts = {one.id: one for one in _receipts(left, right)}
    first, second = artists[0], artists[1 % len(artists)]
    lines = (
        "[34 percent|together_alike.totals.0] of the music is the same. The rest is why there are headphones.",
        f"{left} had {first} on [3 May 2016|together_first.rows.0]. {right} arrived on [14 August 2021|together_first.rows.1] and called it a find.",
        "For every play of the one the other has [4.3|together_plays.totals.0], which is how one of them got tired of " + second + " first.",
    )  # fmt: skip
    remarks = tuple(
        example.remark(place, text, receipts, theme="who", paragraph=place // 2)
        for place, text in enumerate(lines)
    )
    claims = sum(len(remark.claims) for remark in remarks)
    return TwoListeners(
        left=replace(LEFT, name=left),
        right=replace(RIGHT, name=right),
        alike_percent=34.2,
        reason=None,
        shared=_shared(everybody),
        only_left=_only(tuple(f"{name} Quartet" for name in everybody[:10]), 2_310),
        only_right=_only(tuple(f"{name} Trio" for name in everybody[:7]), 904),
        heard_first=_heard(everybody),
        guilty=_shared(everybody)[3:5],
        axes=AXES,
        verdict=JointVerdict(
            label="ONE PLAYLIST, TWO DOORS",
            charge="A third of what they play is the same, and they arrive at it from opposite ends of the day.",
            label_receipts=("together_alike",),
            remarks=remarks,
            claims_total=claims,
            claims_checked=claims,
        ),
        receipts=tuple(receipts.values()),
    )


def nothing_in_common() -> TwoListeners:
    """Return two who share nobody."""
    two = together()
    verdict = replace(two.verdict, label="SEPARATE ROOMS", remarks=two.verdict.remarks[2:])
    return replace(
        two, alike_percent=0.0, shared=(), heard_first=(), guilty=(), only_right=(), verdict=verdict
    )


def identical() -> TwoListeners:
    """Return somebody and a copy of them, both called the same."""
    two = together(left="You", right="You")
    shared = tuple(
        replace(
            one, right_plays=one.left_plays, right_percent=one.left_percent, common_percent=one.left_percent
        )
        for one in two.shared
    )
    return replace(
        two,
        right=replace(two.left),
        alike_percent=100.0,
        shared=shared,
        only_left=(),
        only_right=(),
        heard_first=tuple(
            replace(one, right_on=one.left_on, days=0, is_certain=True) for one in two.heard_first
        ),
        axes=tuple(replace(pair, right=pair.left) for pair in two.axes),
        verdict=replace(two.verdict, label="HELLO, MIRROR"),
    )


def older() -> TwoListeners:
    """Return two of whom one has a verdict from before lists were kept with it."""
    two = together()
    reason = "How alike they are cannot be told: the verdict of Ada was made before artists were kept with it. Analyze again."
    return replace(
        two,
        alike_percent=None,
        reason=reason,
        shared=(),
        only_left=(),
        only_right=(),
        heard_first=(),
        guilty=(),
        left=replace(two.left, listed_percent=0.0),
        verdict=replace(two.verdict, label="HALF A CASE", remarks=two.verdict.remarks[2:]),
    )


def hard() -> TwoListeners:
    """Return two whose names, and whose artists, are hard to set."""
    return together(
        left=LONG_NAME, right=RTL_NAME, artists=(RTL_NAME, LONG_NAME, CJK_NAME, OVERRIDE, "Nadide Su")
    )
