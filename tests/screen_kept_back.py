"""The states of the screens in which something was copied, and something was not, for it stays."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QScrollArea

from tests import example_report as example
from tests import screen_cases as cases
from unwrapped_desktop.domain.report import Fact, Report
from unwrapped_desktop.domain.why import Why
from unwrapped_desktop.ui.main_window import MainWindow, Screen
from unwrapped_desktop.ui.widgets.evidence_section import EvidenceSection

Prepare = Callable[[MainWindow], None]


def _settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def _secretive(report: Report, names: tuple[str, ...]) -> Report:
    """Return a report of which the first artists and some facts stay; the artists may be called as wished."""
    charts = report.charts
    assert charts is not None
    hidden = [
        replace(rank, name=name, is_private=True) for rank, name in zip(charts.artists, names, strict=False)
    ] or [replace(charts.artists[0], is_private=True)]
    whys = (Why.PRIVATE, Why.FINE_TIME, Why.CHILDREN)
    kept = [replace(fact, why=why) for fact, why in zip(_artist_facts(report), whys, strict=False)]
    others = [fact for fact in report.facts if fact.id not in {one.id for one in kept}]
    return replace(
        report,
        facts=(*kept, *others),
        charts=replace(charts, artists=(*hidden, *charts.artists[len(hidden) :])),
    )


def _artist_facts(report: Report) -> list[Fact]:
    return [fact for fact in report.facts if fact.id.startswith("who.") and fact.available]


def _evidence(names: tuple[str, ...] = (), *, table: bool) -> Prepare:
    def prepare(window: MainWindow) -> None:
        from tests.screens import real_report  # noqa: PLC0415 - which knows these states itself

        window.results.show_report(example.good_report())
        window.evidence.show_report(_secretive(real_report("loyalist"), names))
        window.show_screen(Screen.EVIDENCE)
        while not window.evidence.is_whole:
            _settle()
        section = next(one for one in window.evidence.sections if one.title == "Artists")
        _copied(section, table=table)
        _settle()
        area = window.evidence.findChildren(QScrollArea)[0]
        shown = section.frames[0].kept_back if table else section.kept_back
        area.ensureWidgetVisible(shown, 0, 60)
        _settle()

    return prepare


def _copied(section: EvidenceSection, *, table: bool) -> None:
    if not table:
        section.copy.click()
        return
    frame = section.frames[0]
    frame.fold.link.click()
    frame.table.selectAll()
    frame.table.copy_rows()


def _receipt(window: MainWindow) -> None:
    report = example.good_report()
    window.results.show_report(report)
    window.show_screen(Screen.RESULTS)
    _settle()
    page = window.results.page
    private = {receipt.id for receipt in report.receipts if not receipt.shareable}
    button = next(one for one in page.buttons if private & set(one.remark.receipts))
    page.open_remark(button.remark)
    window.results.paper.copy_text()
    _settle()


STATES: dict[str, Prepare] = {
    "copied-figures": _evidence(table=False),
    "copied-table": _evidence(table=True),
    "copied-table-hard": _evidence(tuple(cases.HARD_NAMES.values()), table=True),
    "copied-receipt": _receipt,
}
