"""The evidence in words: every fact of a report by theme, with what could not be measured and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from unwrapped_desktop.domain.fact_counts import FACT_COUNTS, FACT_FORMULAS
from unwrapped_desktop.domain.fact_titles import FACT_THEMES, FACT_TITLES, fact_theme, fact_title
from unwrapped_desktop.domain.receipt import Receipt
from unwrapped_desktop.domain.report import Cell, Fact, Report
from unwrapped_desktop.sharing.guard import guarded
from unwrapped_desktop.sharing.staying import Why, why_fact_stays
from unwrapped_desktop.ui.figures import write_cell, write_count
from unwrapped_desktop.ui.language import translate

_THEMES = list(dict.fromkeys(FACT_THEMES.values()))
_PLACES = {fact_id: place for place, fact_id in enumerate(FACT_TITLES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePart:
    """The facts of one theme.

    Attributes:
        title: Of the theme.
        facts: Those that could be measured, the weightier first.
        unknown: Those that could not.
        stays: Why facts stay on this computer, by their id.
    """

    title: str
    facts: tuple[Fact, ...]
    unknown: tuple[Fact, ...]
    stays: Mapping[str, Why] = field(default_factory=dict)

    def lines(self, words: str = "") -> tuple[Cell, ...]:
        """Return the facts as lines of a receipt.

        Args:
            words: What has to stand in a line, in any case; empty for all of them.
        """
        return tuple(_cell(fact) for fact in self._holding(words))

    def receipts(self, words: str = "") -> tuple[Receipt, ...]:
        """Return the receipt of each fact: its figure, on how much it was measured, what was counted, whose formula.

        Args:
            words: As for `lines`.
        """
        return tuple(_receipt(fact, self.stays.get(fact.id)) for fact in self._holding(words))

    def _holding(self, words: str) -> Iterator[Fact]:
        for fact in self.facts:
            cell = _cell(fact)
            if _holds(f"{cell.label} {write_cell(cell)}", words):
                yield fact

    def reasons(self) -> tuple[str, ...]:
        """Return what could not be measured, and why: facts with one reason share a sentence."""
        by_reason: dict[str, list[str]] = {}
        for fact in self.unknown:
            by_reason.setdefault(fact.reason or "", []).append(fact_title(fact.id))
        separator, pattern = (
            translate("EvidenceWords", ", "),
            translate("EvidenceWords", "{titles}: {reason}"),
        )
        return tuple(
            pattern.format(titles=separator.join(titles), reason=reason)
            for reason, titles in by_reason.items()
        )

    def why_stays(self, place: int) -> Why | None:
        """Return why a fact stays, by its place in the table; None where it may be copied."""
        return self.stays.get(self.facts[place].id)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Return title, figure and sample of each fact, in words."""
        return tuple(
            (cell.label, write_cell(cell), write_count(fact.sample))
            for cell, fact in zip(self.lines(), self.facts, strict=True)
        )


def _cell(fact: Fact) -> Cell:
    return Cell(label=fact_title(fact.id), value=fact.value or 0, unit=fact.unit)


def _receipt(fact: Fact, why: Why | None) -> Receipt:
    measured_on = Cell(label=translate("EvidenceWords", "measured on"), value=fact.sample, unit="count")
    formula = FACT_FORMULAS.get(fact.id)
    source = Cell(label=translate("EvidenceWords", "formula"), value=formula or "", unit="text")
    return Receipt(
        id=fact.id,
        title=fact_title(fact.id),
        rows=(
            Cell(label=translate("EvidenceWords", "figure"), value=fact.value or 0, unit=fact.unit),
            measured_on,
        ),
        totals=(source,) if formula else (),
        population=FACT_COUNTS.get(fact.id, ""),
        shareable=why is None,
        why=why,
    )


def table_header() -> tuple[str, str, str]:
    """Return what stands above the columns of `EvidencePart.table`."""
    return (
        translate("EvidenceWords", "What"),
        translate("EvidenceWords", "Figure"),
        translate("EvidenceWords", "Measured on"),
    )


def evidence_of(report: Report) -> tuple[EvidencePart, ...]:
    """Return every fact of a report by theme, in reading order; a theme without facts may still have pictures."""
    by_theme: dict[str, list[Fact]] = {title: [] for title in _THEMES}
    for fact in sorted(report.facts, key=lambda fact: _PLACES.get(fact.id, len(_PLACES))):
        by_theme.setdefault(fact_theme(fact.id), []).append(fact)
    return tuple(
        EvidencePart(
            title=title,
            facts=tuple(fact for fact in facts if fact.available and fact.value is not None),
            unknown=tuple(fact for fact in facts if not fact.available),
            stays={fact.id: why for fact in facts if (why := why_fact_stays(fact)) is not None},
        )
        for title, facts in by_theme.items()
    )


def as_text(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    """Return a table as lines of fields parted by tabs, as spreadsheets take it."""
    return "\n".join("\t".join(_field(field) for field in row) for row in (header, *rows)) + "\n"


def _field(text: str) -> str:
    """Return a field without what parts fields, and such that no spreadsheet takes a name for a formula."""
    return guarded(" ".join(text.split()))


def _holds(text: str, words: str) -> bool:
    return words.casefold() in text.casefold()
