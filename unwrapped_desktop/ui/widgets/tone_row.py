"""What the reader thinks of the tone, and the wish to hear the same in other words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import LinkButton
from unwrapped_desktop.ui.widgets.layouts import FlowRow

_ORDER = tuple(Intensity)


class ToneRow(FlowRow):
    """Four links under the page.

    Attributes:
        intensity_requested: Another tone is wanted; carries the `Intensity`.
        rewording_requested: The same is to be said in other words.
    """

    intensity_requested = Signal(object)
    rewording_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.too_kind = LinkButton(theme, translate("ToneRow", "Too kind"))
        self.about_right = LinkButton(theme, translate("ToneRow", "About right"))
        self.too_much = LinkButton(theme, translate("ToneRow", "Too much"))
        self.differently = LinkButton(theme, translate("ToneRow", "Say it differently"))
        self.links = (self.too_kind, self.about_right, self.too_much, self.differently)
        super().__init__(theme, self.links, gap=18, parent=parent)
        self._intensity = Intensity.HONEST
        self.too_kind.clicked.connect(self._harder)
        self.too_much.clicked.connect(self._softer)
        self.about_right.clicked.connect(self._agree)
        self.differently.clicked.connect(self.rewording_requested)

    def set_intensity(self, text: str) -> None:
        """Show which tone the page has; there is nothing harder than the hardest, nor softer than the softest."""
        self._intensity = Intensity(text) if text in set(_ORDER) else Intensity.HONEST
        self.about_right.show()
        self.too_kind.setVisible(self._intensity is not _ORDER[-1])
        self.too_much.setVisible(self._intensity is not _ORDER[0])
        self.relayout()

    def _agree(self) -> None:
        """Ask no more: the tone of this page is right."""
        for link in (self.too_kind, self.about_right, self.too_much):
            link.hide()
        self.differently.setFocus(Qt.FocusReason.OtherFocusReason)
        self.relayout()

    def _harder(self) -> None:
        self._ask(1)

    def _softer(self) -> None:
        self._ask(-1)

    def _ask(self, step: int) -> None:
        place = _ORDER.index(self._intensity) + step
        if 0 <= place < len(_ORDER):
            self.intensity_requested.emit(_ORDER[place])
