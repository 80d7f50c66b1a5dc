"""Whole pages to read aloud: `python -m tests.readings` prints ten, of unlike listeners, five with no known artist.

`--measure COUNT` judges so many generated listeners and says how alike their pages are: repeated lines, labels, families.
A repeated line is a sentence of five words or more that stands in two pages once the claims are masked.
"""

import argparse
import re
import sys
import tempfile
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from tests.listeners import KINDS, NOW, write_export
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Remark, Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
MASK = "§"
WORDS_OF_A_LINE = 5

KNOWN = ("obsessive", "skipper", "nostalgic", "regional_brazil", "parent")
UNKNOWN = ("unlisted", "loyalist", "shuffler", "early_bird", "album_sitter")
INTENSITIES = (Intensity.HONEST, Intensity.GENTLE, Intensity.BRUTAL)


class _StillClock:
    def now(self):  # type: ignore[no-untyped-def]
        return NOW


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A generated listener's report."""

    name: str
    report: Report

    @property
    def lines(self) -> frozenset[str]:
        """The sentences of the page with their claims masked."""
        return frozenset(line for remark in self.report.verdict.remarks for line in masked_lines(remark))


def masked_lines(remark: Remark) -> Iterator[str]:
    """Yield the sentences of a remark that are long enough to be noticed, with a sign for each claim."""
    text = remark.text
    for claim in sorted(remark.claims, key=lambda claim: -claim.start):
        text = text[: claim.start] + MASK + text[claim.end :]
    for sentence in SENTENCE_END.split(text):
        if len(sentence.split()) >= WORDS_OF_A_LINE:
            yield sentence.casefold()


def read(kind: str, seed: int, intensity: Intensity) -> Reading:
    """Return the report on a generated listener."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_export(KINDS[kind](seed), Path(folder), decoys=False)
        clock = _StillClock()
        settings = JudgeSettings(timezone="Europe/Berlin", intensity=intensity)
        report = build_judge(clock).report(
            source_at([written.path], clock), settings, progress=ignore_progress, cancel=CancelToken()
        )
    return Reading(name=f"{kind}, seed {seed}, {intensity.value}", report=report)


def readings(count: int) -> Iterator[Reading]:
    """Yield the reports on so many listeners of all kinds and voices."""
    kinds = list(KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        voice = INTENSITIES[(number + number // len(kinds)) % len(INTENSITIES)]
        yield read(kind, 500 + number, voice)


def page_text(reading: Reading) -> str:
    """Return a page as it is read aloud."""
    verdict = reading.report.verdict
    paragraphs: dict[int, list[str]] = {}
    for remark in verdict.remarks:
        paragraphs.setdefault(remark.paragraph, []).append(remark.text)
    body = "\n\n".join(textwrap.fill(" ".join(parts), 96) for _, parts in sorted(paragraphs.items()))
    return f"{verdict.label}  ({reading.name})\n{verdict.charge}\n\n{body}"


def repeated_share(pages: Sequence[Reading]) -> float:
    """Return the mean over all pairs of pages of the share of lines that both hold, of the shorter page's."""
    pairs = [(one.lines, two.lines) for one, two in combinations(pages, 2)]
    shares = [len(one & two) / max(min(len(one), len(two)), 1) for one, two in pairs]
    return sum(shares) / max(len(shares), 1)


def measured(pages: Sequence[Reading]) -> Iterator[str]:
    """Yield what a collection of pages is like, a line each."""
    yield f"{len(pages)} pages"
    for voice in INTENSITIES:
        own = [page for page in pages if page.report.provenance.intensity == voice.value]
        yield f"repeated lines, {voice.value}: {100 * repeated_share(own):.2f} % over {len(own)} pages"
    yield f"repeated lines, all: {100 * repeated_share(pages):.2f} %"
    labels = Counter(page.report.verdict.label for page in pages)
    yield f"labels: {len(labels)}; most frequent {_shares(labels, len(pages), 5)}"
    families = Counter(remark.family for page in pages for remark in page.report.verdict.remarks)
    yield f"families: {len(families)}; {_shares(families, len(pages), len(families))}"
    wordings = Counter(remark.id for page in pages for remark in page.report.verdict.remarks)
    yield f"wordings: {len(wordings)}; most frequent {_shares(wordings, len(pages), 12)}"
    counts = [page.report.verdict.word_count for page in pages]
    yield f"words: {min(counts)} to {max(counts)}"


def _shares(counts: Counter[str], pages: int, shown: int) -> str:
    return ", ".join(f"{name} {100 * count / pages:.0f} %" for name, count in counts.most_common(shown))


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.readings", description=__doc__)
    parser.add_argument(
        "--measure", type=int, metavar="COUNT", help="judge so many and say how alike they are"
    )
    parser.add_argument("--seed", type=int, default=77, help="other listeners of the same kinds")
    chosen = parser.parse_args()
    if chosen.measure:
        _say(measured(list(readings(chosen.measure))))
    else:
        for place, kind in enumerate((*KNOWN, *UNKNOWN)):
            _say([page_text(read(kind, chosen.seed + place, INTENSITIES[place % 3])), "", "-" * 96, ""])
