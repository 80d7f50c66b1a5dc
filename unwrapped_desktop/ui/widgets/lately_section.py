"""What Spotify's lists add to a verdict: a part of its own, with where it comes from."""

from PySide6.QtWidgets import QWidget

from unwrapped_desktop.domain.report import Lately
from unwrapped_desktop.ui.figures import write_date
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.lines_beside import LinesBeside


class LatelySection(LinesBeside):
    """Where the lists come from, when they were read, and a few lines; hidden where nobody has asked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        reason = translate(
            "LatelySection",
            "This line stays here. The list is Spotify's, and a card could not lead back to it.",
        )
        super().__init__(theme, translate("LatelySection", "LATELY"), reason, parent)

    def show_lately(self, lately: Lately | None) -> None:
        """Show other lines; none where nobody has asked, or there is nothing to say."""
        self.setVisible(lately is not None and bool(lately.remarks))
        if lately is None:
            self.show_lines("", (), ())
            return
        read_on = write_date(lately.lists.read_at.astimezone().date())
        self.page.paper.set_pages(lately.pages)
        self.show_lines(
            translate(
                "LatelySection",
                "Artists and songs from Spotify, as it listed them on {date}. Not part of the verdict.",
            ).format(date=read_on),
            lately.remarks,
            lately.receipts,
        )
