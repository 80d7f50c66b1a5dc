"""The verdict as text."""

from tests.example_report import good_report
from unwrapped_desktop.bootstrap import SystemClock, build_judge, source_at
from unwrapped_desktop.cli.text import verdict_text
from unwrapped_desktop.domain.progress import CancelToken, ignore_progress
from unwrapped_desktop.domain.settings import JudgeSettings


def test_eras_and_suspects_are_named_where_there_are_any() -> None:
    report = build_judge(SystemClock()).report(
        source_at(["sample:parent"], SystemClock()),
        JudgeSettings(timezone="America/Chicago"),
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    text = verdict_text(report)
    eras, suspects = report.eras.eras, report.suspects
    assert len(eras) > 1
    assert suspects
    flowing = " ".join(text.split())
    assert all(f"{era.title}. {era.plays:,} plays" in flowing for era in eras)
    assert all(f"{suspect.title}: {suspect.plays:,} plays" in flowing for suspect in suspects)


def test_nothing_is_said_of_eras_where_nothing_changed() -> None:
    assert "ERAS" not in verdict_text(good_report())
