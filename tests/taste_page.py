"""Writes the measured parts of docs/taste.md anew: `python -m tests.taste_page`.

The five examples are held against the program by a test; the thousand listeners take half a minute and are not.
"""

from pathlib import Path

from tests.marked_parts import with_part
from tests.population import by_axis, distribution_text, scores
from unwrapped_desktop.bootstrap import SystemClock, as_sample, build_judge, sample_choices, source_at
from unwrapped_desktop.cli.taste_text import taste_text
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import JudgeSettings

PAGE = Path(__file__).parents[1] / "docs" / "taste.md"


def examples() -> str:
    """Return where the sample listeners stand, as the command prints it."""
    judge, clock = build_judge(SystemClock()), SystemClock()
    parts = []
    for name, title, description in sample_choices():
        settings = as_sample(name, JudgeSettings(timezone="UTC"))
        _, analysis = judge.measured(
            source_at([f"sample:{name}"], clock), settings, progress=ignore_progress, cancel=CancelToken()
        )
        parts.append(
            f"### {title}\n\n{description} `taste --sample {name}`:\n\n```\n{taste_text(analysis)}\n```"
        )
    return "\n\n".join(parts)


if __name__ == "__main__":
    written = PAGE.read_text(encoding="utf-8")
    written = with_part(written, "examples", "end of examples", examples())
    written = with_part(
        written, "distribution", "end of the distribution", distribution_text(by_axis(scores()))
    )
    PAGE.write_text(written, encoding="utf-8")
