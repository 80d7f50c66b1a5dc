"""Brings every name of the kept record to the evidence, when somebody wants to see them."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from unwrapped_desktop.app.area import Area
from unwrapped_desktop.app.jobs import Kept, NotMe, read_catalogue
from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.main_window import MainWindow
from unwrapped_desktop.ui.screen import Screen
from unwrapped_desktop.workers.job import Job
from unwrapped_desktop.workers.runner import JobRunner

if TYPE_CHECKING:  # it is made when it is first wanted
    from PySide6.QtWidgets import QWidget

    from unwrapped_desktop.ui.views.evidence import EvidenceView

NAMES = "names"


class EvidenceArea(Area):
    """The evidence as far as it needs the record. Lives in the GUI thread."""

    def __init__(self, window: MainWindow, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(window, runner, parent)
        self._view: EvidenceView | None = None
        window.view_made.connect(self._connect_view)
        for screen, view in window.views_made.items():
            self._connect_view(screen, view)

    def know(self, kept: Kept) -> None:
        """Offer the names of the record that is kept now."""
        super().know(kept)
        self._offer()

    @Slot(object, object)
    def _connect_view(self, screen: Screen, view: "QWidget") -> None:
        if screen is Screen.EVIDENCE:
            self._view = cast("EvidenceView", view)
            self._view.names.requested.connect(self._read_names)
            self._view.shown.connect(self._offer)

    @Slot()
    def _offer(self) -> None:
        """The names are those of the kept record: they belong to the kept verdict, and to no other."""
        if self._view is not None:
            is_kept = self._kept.record_bytes is not None and self._view.report == self._kept.report
            self._view.names.setVisible(is_kept)

    @Slot()
    def _read_names(self) -> None:
        if self._desk is not None and self._kept.listener is not None:
            self._start(NAMES, read_catalogue(self._desk, self._kept.listener))

    def _on_result(self, job: Job, result: object) -> None:  # noqa: ARG002 - there is one kind
        if isinstance(result, NotMe) and self._view is not None and result.listener == self._kept.listener:
            self._view.names.show_names(result.catalogue)

    def _on_failed(self, job: Job, error: AppError) -> None:
        if self._view is not None:
            self._view.names.forget()
        super()._on_failed(job, error)

    def _failure_title(self, job: Job) -> str:  # noqa: ARG002 - there is one kind
        return translate("EvidenceArea", "The record cannot be read")
