"""Listeners of every kind and vintage, judged once: their export lies on disk beside the report made of it.

The report is read as plain dictionaries. Nothing here looks into the critic or the analysis.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.listeners import KINDS, NOW, VINTAGES, moved_on, write_export
from unwrapped_desktop.bootstrap import as_sample, build_judge, source_at
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.report_json import encode_report
from unwrapped_desktop.domain.settings import Intensity, JudgeSettings
from unwrapped_desktop.sources.sample import life_of
from unwrapped_desktop.sources.samples import SAMPLES
from unwrapped_desktop.sources.simulate import Row, export_files, simulate

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "UTC",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "Asia/Tokyo",
)
INTENSITIES = (Intensity.HONEST, Intensity.GENTLE, Intensity.BRUTAL)

SHORT_ROWS = (300, 420, 600, 850, 1_200, 1_700, 2_400)
"""Enough for a hundred plays, whatever is skipped."""

SHORT_VINTAGES = tuple(vintage for vintage in VINTAGES if vintage.startswith("extended"))
"""Account data hold a year: of a short record that is hardly another thing."""

History = Mapping[str, Sequence[Row]]
"""The rows of an export by file name."""


class StillClock:
    """It is always the same time."""

    def now(self) -> Any:
        return NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to make a listener, and what is asked of the judge."""

    name: str
    kind: str
    vintage: str
    seed: int
    settings: JudgeSettings
    rows: int | None = None
    """How many of the last rows of the life there are; all of them without."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A listener's export and the report made of it."""

    recipe: Recipe
    report: Mapping[str, Any]
    folder: Path

    @property
    def plays(self) -> int:
        return int(self.report["record"]["plays"])

    @property
    def verdict(self) -> Mapping[str, Any]:
        verdict: Mapping[str, Any] = self.report["verdict"]
        return verdict

    @property
    def remarks(self) -> Sequence[Mapping[str, Any]]:
        remarks: Sequence[Mapping[str, Any]] = self.verdict["remarks"]
        return remarks

    @cached_property
    def receipts(self) -> Mapping[str, Mapping[str, Any]]:
        return {receipt["id"]: receipt for receipt in self.report["receipts"]}

    @cached_property
    def history(self) -> History:
        """The rows as they lie on disk."""
        return history_in(self.folder)

    @cached_property
    def names(self) -> Sequence[str]:
        """Every artist, title and album of the export as it spells them."""
        names: list[str] = json.loads((self.folder.parent / "names.json").read_text(encoding="utf-8"))
        return names


def history_in(folder: Path) -> History:
    """The rows of the history files of an export."""
    return {
        path.name: json.loads(path.read_text(encoding="utf-8-sig"))
        for path in sorted(folder.rglob("*.json"))
        if path.name.startswith(("Streaming", "endsong"))
    }


def _names(history: History) -> set[str]:
    fields = (
        "master_metadata_album_artist_name",
        "master_metadata_track_name",
        "master_metadata_album_album_name",
        "artistName",
        "trackName",
    )
    return {
        str(row[name]).strip()
        for rows in history.values()
        for row in rows
        for name in fields
        if row.get(name)
    }


def recipes() -> dict[str, Recipe]:
    """Two listeners of each kind, every sample, and lives whose year tells another story; settings take turns."""
    found = {}
    for turn in range(2 * len(KINDS)):
        kind, vintage = list(KINDS)[turn % len(KINDS)], VINTAGES[turn % len(VINTAGES)]
        voice = INTENSITIES[(turn + turn // len(KINDS)) % len(INTENSITIES)]
        settings = JudgeSettings(timezone=ZONES[(turn * 3) % len(ZONES)], intensity=voice)
        name = f"{kind}-{turn // len(KINDS) + 1}-{vintage}"
        found[name] = Recipe(name=name, kind=kind, vintage=vintage, seed=9_000 + turn, settings=settings)
    found |= short_recipes()
    for turn, voice in enumerate(INTENSITIES):
        settings = JudgeSettings(timezone=ZONES[turn * 2], intensity=voice)
        name = f"moved_on-{turn + 1}-both"
        found[name] = Recipe(name=name, kind="moved_on", vintage="both", seed=9_100 + turn, settings=settings)
    for turn, sample in enumerate(SAMPLES):
        settings = as_sample(sample.name, JudgeSettings(timezone="UTC"))
        settings = replace(settings, intensity=INTENSITIES[turn % len(INTENSITIES)])
        name = f"sample-{sample.name}"
        found[name] = Recipe(name=name, kind="sample", vintage="", seed=0, settings=settings)
    return found


def short_recipes() -> dict[str, Recipe]:
    """Seven listeners more of each kind, of whom a part of the life is known, from a hundred-odd plays on."""
    found = {}
    turns = ((length, kind) for length in SHORT_ROWS for kind in KINDS)
    for turn, (length, kind) in enumerate(turns):
        settings = JudgeSettings(
            timezone=ZONES[turn % len(ZONES)], intensity=INTENSITIES[(turn // 2) % len(INTENSITIES)]
        )
        vintage = SHORT_VINTAGES[(turn + turn // len(KINDS)) % len(SHORT_VINTAGES)]
        name = f"{kind}-last_{length}-{vintage}"
        found[name] = Recipe(
            name=name, kind=kind, vintage=vintage, seed=20_000 + turn, settings=settings, rows=length
        )
    return found


RECIPES = recipes()


def rows_of(recipe: Recipe) -> list[Row]:
    """The life of a generated listener."""
    live = moved_on if recipe.kind == "moved_on" else KINDS[recipe.kind]
    rows = live(recipe.seed)
    return rows if recipe.rows is None else rows[-recipe.rows :]


def bake(recipe: Recipe, folder: Path) -> Path:
    """Write a listener's export and judge it; a report that lies there already is taken. Safe among processes."""
    place = folder / recipe.name
    if (place / "report.json").exists():
        return place
    folder.mkdir(parents=True, exist_ok=True)
    kitchen = Path(mkdtemp(dir=folder))
    location = _write(recipe, kitchen)
    (kitchen / "report.json").write_bytes(judged(location, recipe.settings))
    names = sorted(_names(history_in(kitchen / "export")))
    (kitchen / "names.json").write_text(json.dumps(names), encoding="utf-8")
    try:
        kitchen.rename(place)
    except OSError:  # another process was quicker
        shutil.rmtree(kitchen)
    return place


def _write(recipe: Recipe, kitchen: Path) -> Path | str:
    if recipe.kind == "sample":
        chosen = next(sample for sample in SAMPLES if recipe.name == f"sample-{sample.name}")
        (kitchen / "export").mkdir()
        for name, rows in export_files(simulate(life_of(chosen), chosen.seed)):
            (kitchen / "export" / name).write_text(json.dumps(rows), encoding="utf-8")
        return f"sample:{chosen.name}"
    turn = recipe.seed
    written = write_export(
        rows_of(recipe),
        kitchen / "export",
        recipe.vintage,
        duplicates=(turn % 4) * 10,
        podcasts=(turn % 5) * 4,
        nameless=(turn % 2) * 6,
        disorder=turn % 3 == 1,
        bom=turn % 5 == 0,
        decoys=False,
    )
    return written.path


def judged(location: Path | str, settings: JudgeSettings) -> bytes:
    """The report on what lies at a place, as JSON."""
    clock = StillClock()
    source = source_at([location], clock)
    report = build_judge(clock).report(source, settings, progress=ignore_progress, cancel=CancelToken())
    return encode_report(report)


def load(recipe: Recipe, folder: Path) -> Page:
    """The page of a listener, made if need be."""
    place = bake(recipe, folder)
    report = json.loads((place / "report.json").read_bytes())
    return Page(recipe=recipe, report=report, folder=place / "export")
