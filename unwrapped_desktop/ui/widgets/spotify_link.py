"""The way from a name that Spotify has told back to its page there."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from unwrapped_desktop.domain.report import Receipt, SpotifyPage
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import button_text, isolate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton

_LONGEST_NAME = 48


class SpotifyLink(LinkButton):
    """A link that opens the one page there is, or a list of several to choose from.

    Attributes:
        page_requested: A page is to be opened; carries its address.
    """

    page_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("SpotifyLink", "Open in Spotify"), parent=parent)
        self._pages: tuple[SpotifyPage, ...] = ()
        self.menu: QMenu | None = None
        self.clicked.connect(self._open)
        self.hide()

    def set_pages(self, pages: Sequence[SpotifyPage]) -> None:
        """Offer other pages; the link is hidden where there are none."""
        self._pages = tuple(pages)
        names = ", ".join(isolate(page.name) for page in self._pages[:3])
        self.setAccessibleDescription(names)
        self.setVisible(bool(self._pages))

    @property
    def pages(self) -> tuple[SpotifyPage, ...]:
        """What is offered."""
        return self._pages

    def _open(self) -> None:
        if len(self._pages) == 1:
            self.page_requested.emit(self._pages[0].url)
            return
        self.menu = QMenu(self)
        for page in self._pages:
            action = QAction(_title(page), self.menu)
            action.setData(page.url)
            self.menu.addAction(action)
        self.menu.triggered.connect(self._choose)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _choose(self, action: QAction) -> None:
        self.page_requested.emit(str(action.data()))


def pages_on(pages: Iterable[SpotifyPage], receipts: Sequence[Receipt]) -> tuple[SpotifyPage, ...]:
    """Return the pages of what stands on receipts."""
    cells = [cell for receipt in receipts for cell in (*receipt.rows, *receipt.totals)]
    shown = {str(text) for cell in cells for text in (cell.label, cell.value)}
    shown |= {receipt.title for receipt in receipts}
    return tuple(page for page in pages if page.name in shown)


def _title(page: SpotifyPage) -> str:
    whole = f"{isolate(page.name)} · {isolate(page.artist)}" if page.artist else isolate(page.name)
    return button_text(whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME - 1].rstrip() + "…")
