"""Draws every kind of card in every format and colour, for twelve unlike listeners: `python -m tests.card_sheet OUT [PART]`.

Writes every card, a sheet of all listeners for each kind, and one of all kinds, to PNG files. With PART only cards whose
name contains it are drawn, and no sheets.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests import example_chapters, listeners
from tests import example_report as example
from tests import example_two_listeners as example_two
from tests.listeners import NOW
from tests.screen_cases import LONG_NAME
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.bootstrap import as_sample, build_judge, sample_source, source_at
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.card import CardChoice, CardKind, CardStyle
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.domain.two_listeners import TwoListeners
from unwrapped_desktop.sources.samples import RANKED_SAMPLE
from unwrapped_desktop.sources.simulate import Row
from unwrapped_desktop.ui.cards.card import Card
from unwrapped_desktop.ui.cards.contents import CardImpossibleError, CardSubject, make_card, subject_of_two
from unwrapped_desktop.ui.cards.picture import CARD_FORMATS, card_png
from unwrapped_desktop.ui.offscreen import painting_without_window

HEBREW = (
    "\u05e9\u05dc\u05de\u05d4 \u05d5\u05d4\u05d7\u05d1\u05e8\u05d9\u05dd",
    "\u05e9\u05d9\u05e8 \u05e2\u05dc \u05d4\u05d2\u05e9\u05dd",
)
ARABIC = (
    "\u0641\u064a\u0631\u0648\u0632",
    "\u0646\u0633\u0645 \u0639\u0644\u064a\u0646\u0627 \u0627\u0644\u0647\u0648\u0649",
)
JAPANESE = (
    "\u9752\u8449\u5e02\u5b50",
    "\u3044\u304d\u306e\u3053\u308a\u25cf\u307c\u304f\u3089",
)
EMOJI = (
    "\U0001f98a Fox & \U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\u2764\ufe0f\u200d\U0001f525 Live \U0001f1ef\U0001f1f5",
)

_LIFE_SEED, _SHORT_SEED = 7, 9_001
_TILE_PX, _GAP_PX = 300, 16
_GROUND = "#8C8A86"


class _StillClock:
    def now(self):  # type: ignore[no-untyped-def]
        return NOW


@dataclass(frozen=True, kw_only=True)
class Portrayed:
    """Somebody on cards: alone, and beside somebody else."""

    alone: CardSubject
    beside: CardSubject

    def subject(self, kind: CardKind) -> CardSubject:
        return self.beside if kind is CardKind.TWO else self.alone


def _by_hand(report: Report, names: tuple[str, ...], two: TwoListeners) -> Portrayed:
    """Return somebody with a report, a life and a friend that were written by hand, about these artists."""
    report = replace(report, eras=example_chapters.eras(names))
    chapters = example_chapters.chapters(report, names)
    return Portrayed(
        alone=CardSubject(report=report, chapters=chapters),
        beside=subject_of_two(report, example.good_report(), two),
    )


def _named(artist: str, title: str, label: str, *, person: str = "Ada") -> Portrayed:
    report = example.named_report(artist, title, label=label)
    report = replace(report, listener=replace(report.listener, name=person))
    names = (artist, *example_chapters.NAMES[1:])
    return _by_hand(report, names, example_two.together(left=person, artists=names))


def _long_names() -> Portrayed:
    person = LONG_NAME[:60]
    report = example.long_names_report()
    report = replace(report, listener=replace(report.listener, name=person))
    return _by_hand(report, example_chapters.HARD_NAMES, example_two.hard())


def _labelled(label: str) -> Portrayed:
    """Return the model listener under another label."""
    report = example.good_report()
    two = example_two.together()
    return _by_hand(
        replace(report, verdict=replace(report.verdict, label=label)),
        example_chapters.NAMES,
        replace(two, verdict=replace(two.verdict, label=label)),
    )


def _beside_the_model(report: Report) -> CardSubject:
    other = example.good_report()
    two = lay_side_by_side(
        report,
        other,
        load_reference(),
        load_phrasebook(),
        intensity=Intensity.HONEST,
        cancel=CancelToken(),
    )
    return subject_of_two(report, other, two)


def _lived(rows: Sequence[Row], intensity: Intensity) -> Portrayed:
    """Return somebody whose export is written, read and judged as anybody's is."""
    judge, settings = (
        build_judge(_StillClock()),
        JudgeSettings(timezone="Europe/Berlin", intensity=intensity),
    )
    with TemporaryDirectory() as folder:
        path = listeners.write_export(rows, Path(folder), "extended_2026").path
        source = partial(source_at, [path], _StillClock())
        report = judge.report(source(), settings, progress=ignore_progress, cancel=CancelToken())
        chapters = judge.chapters(
            source(), settings, tell=lambda _chapter: None, progress=ignore_progress, cancel=CancelToken()
        )
    return Portrayed(alone=CardSubject(report=report, chapters=chapters), beside=_beside_the_model(report))


def _tender() -> Portrayed:
    """Return the model listener with a tender line at the best place of the page; it is on none of the cards."""
    report = example.good_report()
    night = example.receipt(
        "night_song",
        "Low Bridge",
        [
            example.cell("song", "Low Bridge", "track"),
            example.cell("night of", "20 September 2021", "date"),
            example.cell("plays", 12),
        ],
        shareable=False,
    )
    tender = example.remark(
        90,
        "On [20 September 2021|night_song.rows.1], [Low Bridge|night_song.rows.0] stayed up with you. No further remarks.",
        {night.id: night},
        paragraph=0,
    )
    remarks = (*report.verdict.remarks[:3], tender, *report.verdict.remarks[3:])
    verdict = replace(report.verdict, label="LAST TO LEAVE", remarks=remarks)
    report = replace(report, verdict=verdict, receipts=(*report.receipts, night))
    return _by_hand(report, example_chapters.NAMES, example_two.together())


def _sample(name: str) -> Portrayed:
    report = build_judge(_StillClock()).report(
        sample_source(name),
        as_sample(name, JudgeSettings(timezone="UTC")),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    return Portrayed(alone=CardSubject(report=report), beside=_beside_the_model(report))


LISTENERS: dict[str, Callable[[], Portrayed]] = {
    "four_words": partial(_labelled, "LOYAL TO THE INTRO"),
    "one_word": partial(_labelled, "HANDKERCHIEF"),
    "long_names": _long_names,
    "cjk": partial(_named, *JAPANESE, "MARRIES EASILY", person="\u6797\u6a8e"),
    "arabic": partial(_named, *ARABIC, "THE LIGHT NEXT DOOR", person=ARABIC[0]),
    "hebrew": partial(_named, *HEBREW, "STEPPING STONES, RUNNING", person=HEBREW[0]),
    "emoji": partial(_named, *EMOJI, "ENCYCLOPEDIA, READ ALOUD", person=EMOJI[0]),
    "tender": _tender,
    "lists": partial(_sample, RANKED_SAMPLE),
    "made_up": partial(_sample, "loyalist"),
    "long_life": lambda: _lived(listeners.long_life(_LIFE_SEED), Intensity.BRUTAL),
    "short": lambda: _lived(listeners.KINDS["short_record"](_SHORT_SEED), Intensity.HONEST),
}


@cache
def portrayed(name: str) -> Portrayed:
    """Return a listener by name; judged once in a process."""
    return LISTENERS[name]()


def drawn(name: str, kind: CardKind, format_name: str, style: CardStyle) -> Card | None:
    """Return a card of a listener, with the name where the style is ink; None where there is none of its kind."""
    choice = CardChoice(kind=kind, format_name=format_name, style=style, with_name=style is CardStyle.INK)
    try:
        return make_card(portrayed(name).subject(kind), choice)
    except CardImpossibleError:
        return None


def pictures(part: str) -> Iterator[tuple[str, bytes]]:
    """Yield every card with its file's name."""
    for name, kind, format_name, style in product(LISTENERS, CardKind, CARD_FORMATS, CardStyle):
        full = f"{kind}-{name}-{format_name}-{style}"
        if part not in full:
            continue
        card = drawn(name, kind, format_name, style)
        if card is not None:
            yield full, card_png(card, format_name, style)


def sheet_of(out: Path, kind: CardKind) -> QImage:
    """Return the cards of a kind: a listener to a row, a format to a column, the colours in turn."""
    names = [name for name in LISTENERS if drawn(name, kind, "story", CardStyle.ACCENT) is not None]
    styles = list(CardStyle)
    tiles = [
        [_tile(out, kind, name, format_name, styles[(row + column) % 3]) for column, format_name in enumerate(CARD_FORMATS)]
        for row, name in enumerate(names)
    ]  # fmt: skip
    return _grid([left + right for left, right in zip(tiles[::2], [*tiles[1::2], []], strict=False)])


def sheet_of_all(out: Path) -> QImage:
    """Return a row of stories for each kind."""
    styles = list(CardStyle)
    return _grid(
        [
            [
                _tile(out, kind, name, "story", styles[place % 3])
                for place, name in enumerate(LISTENERS)
                if drawn(name, kind, "story", CardStyle.ACCENT) is not None
            ]
            for kind in CardKind
        ]
    )


def _tile(out: Path, kind: CardKind, name: str, format_name: str, style: CardStyle) -> QImage:
    image = QImage(str(out / f"{kind}-{name}-{format_name}-{style}.png"))
    size = QSize(10_000, _TILE_PX)
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _grid(rows: Sequence[Sequence[QImage]]) -> QImage:
    wide = max(sum(tile.width() + _GAP_PX for tile in row) for row in rows) + _GAP_PX
    image = QImage(wide, len(rows) * (_TILE_PX + _GAP_PX) + _GAP_PX, QImage.Format.Format_RGB32)
    image.fill(QColor(_GROUND))
    painter = QPainter(image)
    for number, row in enumerate(rows):
        left, top = _GAP_PX, _GAP_PX + number * (_TILE_PX + _GAP_PX)
        for tile in row:
            painter.drawImage(QRect(left, top, tile.width(), tile.height()), tile)
            left += tile.width() + _GAP_PX
    painter.end()
    return image


def draw(out: Path, part: str) -> int:
    """Draw cards and, of all of them, the sheets; return how many cards."""
    count = 0
    for full, png in pictures(part):
        (out / f"{full}.png").write_bytes(png)
        count += 1
    if not part:
        for kind in CardKind:
            sheet_of(out, kind).save(str(out / f"sheet-{kind}.png"))
        sheet_of_all(out).save(str(out / "sheet-all.png"))
    return count


def main(arguments: list[str]) -> int:
    """Draw and return the exit code."""
    if not arguments:
        sys.stderr.write("Say where to: python -m tests.card_sheet OUT [PART]\n")
        return 2
    out = Path(arguments[0])
    part = arguments[1] if len(arguments) > 1 else ""
    out.mkdir(parents=True, exist_ok=True)
    with painting_without_window():
        count = draw(out, part)
    sys.stderr.write(f"{count} cards in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
