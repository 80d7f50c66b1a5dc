"""Whole pages to read aloud: `python -m tests.readings` prints ten, of unlike listeners, five with no known artist.

`--page` writes the five of them in `BEST` into docs/readings.md. `--measure COUNT` judges so many generated listeners and says how alike their pages are: repeated lines, labels, families.
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
from tests.marked_parts import with_part
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.bootstrap import build_judge, source_at
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report import Remark, Report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.sources.simulate import Row

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
MASK = "§"
WORDS_OF_A_LINE = 5

ARTIST, TITLE, ALBUM = (
    "master_metadata_album_artist_name",
    "master_metadata_track_name",
    "master_metadata_album_album_name",
)

KNOWN = ("obsessive", "skipper", "nostalgic", "regional_brazil", "parent")
UNKNOWN = ("unlisted", "loyalist", "shuffler", "early_bird", "album_sitter")
BEST = ("obsessive", "regional_brazil", "parent", "shuffler", "early_bird")
"""Those whose pages stand in the docs."""

SEEDS = (300, 340, 380, 420, 460, 500, 540, 581, 623, 664)
"""Of the ten: with these no line stands on two of their pages."""

MEASURED = 120
PAGE = Path(__file__).parents[1] / "docs" / "readings.md"

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


def read(kind: str, seed: int, intensity: Intensity, *, unlisted: bool = False) -> Reading:
    """Return the report on a generated listener; of an unlisted one the table knows not a single artist."""
    rows = without_known_names(KINDS[kind](seed), seed) if unlisted else KINDS[kind](seed)
    with tempfile.TemporaryDirectory() as folder:
        written = write_export(rows, Path(folder), decoys=False)
        clock = _StillClock()
        settings = JudgeSettings(timezone="Europe/Berlin", intensity=intensity)
        report = build_judge(clock).report(
            source_at([written.path], clock), settings, progress=ignore_progress, cancel=CancelToken()
        )
    return Reading(name=f"{kind}, seed {seed}, {intensity.value}", report=report)


def without_known_names(rows: Sequence[Row], seed: int) -> list[Row]:
    """Return a life with invented artists, songs and albums in the place of those by artists the table knows."""
    pools = {field: _values(KINDS["unlisted"](seed + 1), field) for field in (ARTIST, TITLE, ALBUM)}
    taken = {field: set(_values(rows, field)) for field in pools}
    free = {field: (name for name in pool if name not in taken[field]) for field, pool in pools.items()}
    names = _values(rows, ARTIST)
    known = {name for name, line in zip(names, load_reference().find(names), strict=True) if line is not None}
    renamed: dict[tuple[str, str, str], str] = {}

    def invented(row: Row, field: str) -> str:
        key = (field, str(row[ARTIST]), "" if field == ARTIST else str(row[field]))
        if key not in renamed:
            renamed[key] = next(free[field], f"{row[field]} {len(renamed)}")
        return renamed[key]

    return [
        {**row, **{field: invented(row, field) for field in pools if row[field]}}
        if row[ARTIST] in known
        else row
        for row in rows
    ]


def _values(rows: Sequence[Row], field: str) -> list[str]:
    """Return what stands in a field, each once."""
    return list(dict.fromkeys(str(row[field]) for row in rows if row[field]))


def readings(count: int) -> Iterator[Reading]:
    """Yield the reports on so many listeners of all kinds and voices."""
    kinds = list(KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        voice = INTENSITIES[(number + number // len(kinds)) % len(INTENSITIES)]
        yield read(kind, 500 + number, voice)


def ten(shift: int = 0) -> Iterator[Reading]:
    """Yield the pages of ten unlike listeners; of the last five the table knows not a single artist.

    Args:
        shift: Added to their seeds: other listeners of the same kinds.
    """
    for place, (kind, seed) in enumerate(zip((*KNOWN, *UNKNOWN), SEEDS, strict=True)):
        voice = INTENSITIES[place % len(INTENSITIES)]
        yield read(kind, seed + shift, voice, unlisted=place >= len(KNOWN))


def paragraphs(reading: Reading) -> list[str]:
    """Return the paragraphs of a page."""
    found: dict[int, list[str]] = {}
    for remark in reading.report.verdict.remarks:
        found.setdefault(remark.paragraph, []).append(remark.text)
    return [" ".join(parts) for _, parts in sorted(found.items())]


def page_text(reading: Reading) -> str:
    """Return a page as it is read aloud."""
    verdict = reading.report.verdict
    body = "\n\n".join(textwrap.fill(text, 96) for text in paragraphs(reading))
    return f"{verdict.label}  ({reading.name})\n{verdict.charge}\n\n{body}"


def best_pages(pages: Iterable[Reading]) -> str:
    """Return those of the ten pages that stand in the docs, as Markdown."""
    chosen = (page for page in pages if page.name.partition(",")[0] in BEST)
    return "\n\n".join(_in_markdown(page) for page in chosen)


def _in_markdown(reading: Reading) -> str:
    verdict, record = reading.report.verdict, reading.report.record
    kind, _, voice = reading.name.split(", ")
    heading = f"## {verdict.label}"
    about = f"A made-up listener (`{kind}`) of {record.plays:,} plays; {voice}."
    return "\n\n".join([heading, f"*{verdict.charge}* {about}", *paragraphs(reading)])


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
    parser.add_argument("--page", action="store_true", help=f"write the best into docs/{PAGE.name}")
    parser.add_argument("--shift", type=int, default=0, help="other listeners of the same kinds")
    chosen = parser.parse_args()
    if chosen.measure:
        _say(measured(list(readings(chosen.measure))))
    elif chosen.page:
        told = "\n".join(
            f"- {line}"
            for line in measured(list(readings(MEASURED)))
            if not line.startswith(("families", "wordings"))
        )
        written = with_part(PAGE.read_text(encoding="utf-8"), "pages", "end of the pages", best_pages(ten()))
        PAGE.write_text(with_part(written, "measured", "end of the measured", told), encoding="utf-8")
    else:
        for page in ten(chosen.shift):
            _say([page_text(page), "", "-" * 96, ""])
