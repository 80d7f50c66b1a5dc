"""One spoiled export for each number: what a person might hand over by accident or on purpose."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.containers import HISTORY_NAMES, Member, packed, spoiled_name, spoiled_zip
from tests.fuzz.content import spoiled_bytes, spoiled_rows, spoiled_structure, text_of
from tests.fuzz.originals import COMPANION_NAME, ORIGINALS, companion, original

_COMPANION = json.dumps(companion(), indent=2).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoiledExport:
    """An export and what was done to it.

    Attributes:
        files: What lies in the folder, by name.
        is_folder: Whether the folder is handed over, else its files.
        story: What was done, in order.
        spoiled: Name and content of the file in question, None when its zip or its name was spoiled as well.
        rows: How many rows that file must come to; None when nobody can say, since its JSON was spoiled.
        has_companion: Whether a sound file lies beside it and must be read.
    """

    files: tuple[Member, ...]
    is_folder: bool
    story: tuple[str, ...]
    spoiled: Member | None
    rows: int | None
    has_companion: bool

    def written(self, folder: Path) -> list[Path]:
        """Write the export and return what to hand over; names the system refuses become plain ones."""
        paths = []
        for place, (name, data) in enumerate(self.files):
            path = folder / name.replace("/", "_").replace("\0", "_")
            try:
                path.write_bytes(data)
            except (OSError, ValueError):
                path = folder / f"endsong_{place}.json"
                path.write_bytes(data)
            paths.append(path)
        return [folder] if self.is_folder else paths


def spoiled_export(seed: int, number: int) -> SpoiledExport:
    """Return the export of a number; the same seed and number give the same one."""
    chance = random.Random(f"{seed} {number}")
    data, rows, story = _content(chance)
    name = chance.choice(HISTORY_NAMES)
    is_named_well = chance.random() > 0.15
    if not is_named_well:
        name = spoiled_name(name, chance)
        story = (*story, f"called {name[:60]!r}")
    has_companion = chance.random() < 0.5 and name != COMPANION_NAME
    members = [(name, data), *([(COMPANION_NAME, _COMPANION)] if has_companion else [])]
    place = chance.choice(("files", "folder", "zip", "zip", "spoiled zip"))
    if place in {"files", "folder"}:
        return SpoiledExport(
            files=tuple(members),
            is_folder=place == "folder",
            story=(*story, place),
            spoiled=members[0] if is_named_well else None,
            rows=rows if is_named_well else None,
            has_companion=has_companion,
        )
    chance.shuffle(members)
    zipped = packed(members, chance)
    if place == "spoiled zip":
        zipped, how = spoiled_zip(zipped, chance)
        story = (*story, how)
    return SpoiledExport(
        files=((chance.choice(("my_spotify_data.zip", "it.ZIP", "no suffix")), zipped),),
        is_folder=chance.random() < 0.2,
        story=(*story, place),
        spoiled=None,
        rows=None,
        has_companion=False,
    )


def _content(chance: random.Random) -> tuple[bytes, int | None, tuple[str, ...]]:
    """Return spoiled content, the number of its rows where it is sound JSON, and what was done."""
    number = chance.randrange(ORIGINALS)
    rows = list(original(number))
    level = chance.choice(
        ("rows", "rows", "structure", "structure", "bytes", "rows, bytes", "structure, bytes", "none")
    )
    story: tuple[str, ...] = (f"original {number}",)
    if level.startswith("rows"):
        rows, how = spoiled_rows(rows, chance)
        story = (*story, how)
    if level.startswith("structure"):
        text, how = spoiled_structure(rows, chance)
        story = (*story, how)
    else:
        text = text_of(rows, chance)
    data = text.encode("utf-8", "surrogatepass")
    if not level.endswith("bytes"):
        return data, len(rows) if not level.startswith("structure") else None, story
    data, how = spoiled_bytes(data, chance)
    return data, None, (*story, how)
