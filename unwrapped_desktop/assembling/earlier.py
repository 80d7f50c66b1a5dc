"""Takes an intake back to an earlier day: what it held before newer rows came."""

from dataclasses import replace

from unwrapped_desktop.domain.intake import Intake


def up_to(intake: Intake, last_s: int) -> Intake:
    """Return an intake without the rows that ended after a moment; of what was set aside nothing is known by its time.

    Args:
        intake: What is kept.
        last_s: The last moment that stays, seconds since 1970 UTC.
    """
    music = intake.music.take(intake.music.ended_at_s <= last_s)
    later = len(intake.music) - len(music)
    return replace(intake, music=music, rows_total=intake.rows_total - later)
