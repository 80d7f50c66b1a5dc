"""A verdict as printed pages: label, charge, page, axes, the receipts of every remark, what was read, by what it was made.

The pages are set anew for paper and are no picture of the window. Nothing here touches a widget: pages can be set in any
thread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from PySide6.QtCore import QRectF

from unwrapped_desktop.domain.forensics import SourceKind
from unwrapped_desktop.domain.local_clock import local_date
from unwrapped_desktop.domain.report import AxisScore, Receipt, Remark, Report, summed_gaps
from unwrapped_desktop.sharing.staying import (
    is_span_known,
    why_line_stays,
    why_receipt_stays,
    without_place,
)
from unwrapped_desktop.ui.axis_words import is_mission_axis
from unwrapped_desktop.ui.figures import count_noun, write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.print_layout import Page, Pager, Paper, Piece, space
from unwrapped_desktop.ui.print_parts import (
    CHARGE,
    EYEBROW,
    SMALL,
    TEXT,
    axis_rows,
    foot,
    heading,
    label,
    masthead,
    receipt_pieces,
    remark_lines,
    rule,
    text_lines,
    till_lines,
)
from unwrapped_desktop.ui.record_words import (
    account_lines,
    file_notes,
    gaps_text,
    missing_files_note,
    outcome_lines,
    span_lines,
)
from unwrapped_desktop.ui.text import isolate
from unwrapped_desktop.ui.theme import load_fonts
from unwrapped_desktop.ui.widgets.remark_page import charge_remark

_GUTTER = 260
_FOOT_GAP, _FOOT_HEIGHT = 160, 100
_PARTED = 240
"""Room between two parts of the document."""
_DIGITS_SHOWN = 12


class Edition(StrEnum):
    """Whose eyes the pages are for."""

    WHOLE = "whole"
    FOR_OTHERS = "for_others"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """Remarks that stand together, with their proof.

    Attributes:
        numbered: Each remark with its number; 0 where none of its receipts is printed, and there is none to look up.
        receipts: The receipts among which theirs are.
    """

    numbered: tuple[tuple[int, Remark], ...]
    receipts: tuple[Receipt, ...]


def private_lines(report: Report) -> int:
    """Return how many lines stay out of pages that are passed on: their receipts are not for sharing."""
    return len(_all_said(report, Edition.WHOLE)) - len(_all_said(report, Edition.FOR_OTHERS))


def document_title(report: Report) -> str:
    """Return what the document is called in its own data and by whoever opens it."""
    return translate("Print", "{label}: the verdict on {name}").format(
        label=report.verdict.label, name=isolate(report.listener.name)
    )


def set_pages(report: Report, paper: Paper, edition: Edition = Edition.WHOLE) -> tuple[Page, ...]:
    """Set a verdict on pages.

    Args:
        report: The verdict.
        paper: What it is set on.
        edition: `FOR_OTHERS` leaves out the remarks and receipts that are not for sharing, the names of files, the time
            zone, and what the data and the wording can be told by.
    """
    load_fonts()
    area = paper.area.adjusted(0, 0, 0, -(_FOOT_GAP + _FOOT_HEIGHT))
    pager = Pager(area)
    _Document(report, edition, pager, area.width()).set()
    _add_feet(pager.pages, report, paper.area)
    return tuple(pager.pages)


class _Document:
    """One verdict on its way to paper."""

    def __init__(self, report: Report, edition: Edition, pager: Pager, width: float) -> None:
        self._report = report
        self._edition = edition
        self._pager = pager
        self._width = width
        self._column = (width - _GUTTER) / 2
        self._receipts: list[Receipt] = []
        self._numbers: dict[str, list[int]] = {}
        self._said = 0

    def set(self) -> None:
        self._set_verdict()
        self._set_axes()
        self._set_beside()
        self._set_receipts()
        self._set_record()

    def _set_verdict(self) -> None:
        report, width, pager = self._report, self._width, self._pager
        verdict = report.verdict
        charge = self._charge()
        said = self._number(
            [charge, *_allowed(verdict.remarks, report.receipts, self._edition)], report.receipts
        )
        by_id = {receipt.id: receipt for receipt in said.receipts}
        pager.add(masthead(self._masthead_words(), width))
        pager.add([label(verdict.label, width, after=230)])
        pager.add([_kept(line) for line in remark_lines(said.numbered[:1], by_id, CHARGE, width, after=200)])
        for _, paragraph in groupby(said.numbered[1:], key=lambda one: one[1].paragraph):
            pager.add(remark_lines(list(paragraph), by_id, TEXT, width, after=110))
        for note in self._notes_on_verdict():
            pager.add(text_lines(note, SMALL, width, after=30))

    def _charge(self) -> Remark:
        """Return the sentence under the label; it goes with its proof, or not at all."""
        verdict = self._report.verdict
        charge = charge_remark(verdict.charge, verdict.label_receipts)
        if _allowed([charge], self._report.receipts, self._edition):
            return charge
        return charge_remark(translate("Print", "What proves it is private, and has stayed behind."), ())

    def _masthead_words(self) -> str:
        report = self._report
        made_on = write_date(local_date(report.created_at, report.provenance.timezone))
        return f"{isolate(report.listener.name)} · {made_on}"

    def _notes_on_verdict(self) -> list[str]:
        report, verdict = self._report, self._report.verdict
        notes = [
            translate("Print", "{checked} of {total} claims checked.").format(
                checked=verdict.claims_checked, total=verdict.claims_total
            )
        ]
        kept_back = private_lines(report) if self._edition is Edition.FOR_OTHERS else 0
        if kept_back:
            notes.append(
                translate("Print", "Left out of these pages, as private: {lines}.").format(
                    lines=count_noun(kept_back, "line")
                )
            )
        if report.listener.source is SourceKind.SAMPLE:
            notes.append(translate("Print", "The listener is made up."))
        if report.listener.source is SourceKind.WEB_API:
            notes.append(translate("Print", "Artists, songs and lists come from Spotify."))
        return notes

    def _set_axes(self) -> None:
        axes = self._report.axes
        behaviour = [axis for axis in axes if not is_mission_axis(axis)]
        mission = [axis for axis in axes if is_mission_axis(axis)]
        self._set_axes_of(translate("Print", "How you listen"), behaviour)
        self._set_axes_of(translate("Print", "Charts and critics"), mission)

    def _set_axes_of(self, title: str, axes: Sequence[AxisScore]) -> None:
        if axes:
            self._begin_part(title, axis_rows(axes, self._width, gutter=_GUTTER))

    def _set_beside(self) -> None:
        """Set what stands beside the verdict: a statement that was sealed, and what Spotify has listed since."""
        sealed, lately = self._report.statement, self._report.lately
        if sealed is not None:
            title = translate("Print", "What you said")
            self._set_lines_beside(title, sealed.remarks, sealed.receipts)
        if lately is not None:
            self._set_lines_beside(translate("Print", "Lately"), lately.remarks, lately.receipts)

    def _set_lines_beside(self, title: str, remarks: Sequence[Remark], receipts: Sequence[Receipt]) -> None:
        said = self._number(_allowed(remarks, receipts, self._edition), receipts)
        if said.numbered:
            by_id = {receipt.id: receipt for receipt in said.receipts}
            self._begin_part(title, remark_lines(said.numbered, by_id, TEXT, self._width, after=110))

    def _set_receipts(self) -> None:
        pieces: list[Piece] = []
        for receipt in self._receipts:
            numbers = translate("Print", ", ").join(str(number) for number in self._numbers[receipt.id])
            shown = receipt if self._edition is Edition.WHOLE else without_place(receipt)
            pieces += receipt_pieces(numbers, shown, self._column)
        if pieces:
            self._set_columns(translate("Print", "Receipts"), pieces)

    def _set_record(self) -> None:
        record, zone = self._report.record, self._report.provenance.timezone
        if self._edition is Edition.FOR_OTHERS and not is_span_known(self._report.receipts):
            record = replace(record, first_play_at=None, last_play_at=None)
        read = till_lines(span_lines(record, zone), account_lines(record), self._column)
        below: list[Piece] = []
        for note in self._notes_on_record():
            below += text_lines(note, SMALL, self._width, after=30)
        self._set_columns(
            translate("Print", "What was read"),
            [*read, *till_lines((), outcome_lines(record), self._column)],
            below=[*below, *self._provenance()],
        )

    def _notes_on_record(self) -> list[str]:
        record = self._report.record
        notes = []
        if self._edition is Edition.WHOLE:  # files are called what somebody has called them
            notes += file_notes(record.files)
            notes += [missing_files_note(record.missing_files)] if record.missing_files else []
        if summed_gaps(record.gaps):
            missing = translate("Print", "Not in these files: {months}.")
            notes.append(missing.format(months=gaps_text(record.gaps)))
        if self._edition is Edition.WHOLE:  # a zone is called by a place
            zone = translate("Print", "Hours and weekdays are in {zone}.")
            notes.append(zone.format(zone=isolate(self._report.provenance.timezone)))
        return notes

    def _provenance(self) -> list[Piece]:
        """Return by what the verdict was made, and below it what that is good for."""
        made = self._report.provenance
        line = rule(self._width, thickness=5, after=70)
        if self._edition is Edition.FOR_OTHERS:
            words = translate("Print", "Unwrapped {version} · engine {engine} · table {table}").format(
                version=made.app_version, engine=made.engine_version, table=made.reference_version
            )
            return [space(140), line, *text_lines(words, EYEBROW, self._width)]
        words = translate(
            "Print",
            "Unwrapped {version} · engine {engine} · table {table} · seed {seed} · data {data}",
        ).format(
            version=made.app_version,
            engine=made.engine_version,
            table=made.reference_version,
            seed=_shortened(made.seed),
            data=_shortened(made.data_sha256),
        )
        use = translate("Print", "The same of all these gives the same verdict.")
        lines = [*text_lines(words, EYEBROW, self._width), *text_lines(use, EYEBROW, self._width)]
        return [space(140), line, *(_kept(one) for one in lines[:-1]), lines[-1]]

    def _begin_part(self, title: str, pieces: Sequence[Piece]) -> None:
        self._pager.add([space(_PARTED), *heading(title, self._width), *pieces])

    def _set_columns(self, title: str, pieces: Sequence[Piece], *, below: Sequence[Piece] = ()) -> None:
        head = [space(_PARTED), *heading(title, self._width)]
        self._pager.add_columns(head, pieces, width=self._column, below=below)

    def _number(self, remarks: Iterable[Remark], receipts: Sequence[Receipt]) -> _Said:
        """Number remarks on from those before, and remember their receipts in the order they are first named."""
        by_id = {receipt.id: receipt for receipt in receipts if self._may_show(receipt)}
        numbered: list[tuple[int, Remark]] = []
        for remark in remarks:
            names = [name for name in remark.receipts if name in by_id]
            self._said += 1 if names else 0
            numbered.append((self._said if names else 0, remark))
            for name in names:
                if name not in self._numbers:
                    self._receipts.append(by_id[name])
                self._numbers.setdefault(name, []).append(self._said)
        return _Said(numbered=tuple(numbered), receipts=tuple(receipts))

    def _may_show(self, receipt: Receipt) -> bool:
        return self._edition is Edition.WHOLE or why_receipt_stays(receipt) is None


def _shortened(digits: str) -> str:
    """Return the beginning of many digits, which is enough to tell them from others."""
    return digits if len(digits) <= _DIGITS_SHOWN else f"{digits[:_DIGITS_SHOWN]}…"


def _kept(piece: Piece) -> Piece:
    """Return a line that stands on the page of what follows: the charge is not parted from the page."""
    return Piece(height=piece.height, draw=piece.draw, after=piece.after, keeps=True)


def _all_said(report: Report, edition: Edition) -> list[Remark]:
    said = _allowed(report.verdict.remarks, report.receipts, edition)
    for beside in (report.statement, report.lately):
        if beside is not None:
            said += _allowed(beside.remarks, beside.receipts, edition)
    return said


def _allowed(remarks: Sequence[Remark], receipts: Sequence[Receipt], edition: Edition) -> list[Remark]:
    """Return the remarks that an edition prints; a remark may be passed on if all of its receipts may."""
    if edition is Edition.WHOLE:
        return list(remarks)
    by_id = {receipt.id: receipt for receipt in receipts}
    return [remark for remark in remarks if why_line_stays(remark, by_id) is None]


def _add_feet(pages: Sequence[Page], report: Report, area: QRectF) -> None:
    left = f"{report.verdict.label} · {isolate(report.listener.name)}"
    for number, page in enumerate(pages, start=1):
        words = translate("Print", "Page {number} of {count}").format(number=number, count=len(pages))
        page.add(area.left(), area.bottom() - _FOOT_HEIGHT, foot(left, words, area.width()))
