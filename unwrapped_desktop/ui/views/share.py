"""Sharing: one finished card, to copy, to drag out, to save; everything else behind "Change".

Public face of `ShareView`:
    signals  save_card_requested(object CardChoice), back_requested(), card_copied()
    methods  show_report(report, remark=None), card_choice(), card_bytes(), copy_image()
`MainWindow` answers `save_card_requested` with a file dialog and writes the file.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import (
    QDrag,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QBoxLayout, QButtonGroup, QSizePolicy, QWidget

from unwrapped_desktop.domain.report import Remark, Report
from unwrapped_desktop.ui.card_choice import CARD_STYLES, CardChoice, CardStyle, default_remark, is_shareable
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.share_card import CARD_FORMATS, card_png, card_text, paint_card
from unwrapped_desktop.ui.text import bare, display_remark, safe_file_name
from unwrapped_desktop.ui.theme import Theme
from unwrapped_desktop.ui.widgets.buttons import Button, LinkButton
from unwrapped_desktop.ui.widgets.layouts import FlowRow, Grid, Rule, clear, column, scroll_area
from unwrapped_desktop.ui.widgets.prose import EYEBROW, HEADING, SMALL_QUIET, Prose

_LINE_CHARS = 64
_STACK_PX = 820


class CardPreview(QWidget):
    """The card as large as there is room for. The picture can be dragged out of the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._scaled = QPixmap()
        self._png = b""
        self._file_name = "unwrapped.png"
        self._pressed_at: QPoint | None = None
        self._folder = QTemporaryDir()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 240))
        theme.changed.connect(self.update)

    def show_card(self, image: QImage, png: bytes, *, words: str, file_name: str) -> None:
        """Show a painted card."""
        self._image, self._png, self._file_name = image, png, file_name
        self._scaled = QPixmap()
        self.setAccessibleName(translate("ShareView", "The card"))
        self.setAccessibleDescription(words)
        self.update()

    def drag_data(self) -> QMimeData:
        """Return the picture as other programs take it: as an image, and as a file."""
        data = QMimeData()
        data.setImageData(self._image)
        data.setData("image/png", self._png)
        path = self._folder.filePath(self._file_name)
        with open(path, "wb") as file:  # noqa: PTH123 - Qt names the path
            file.write(self._png)
        data.setUrls([QUrl.fromLocalFile(path)])
        return data

    def sizeHint(self) -> QSize:
        """Return a common size."""
        return QSize(420, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture anew."""
        super().resizeEvent(event)
        self._scaled = QPixmap()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the picture out."""
        if self._pressed_at is None or self._image.isNull():
            return
        distance = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if distance >= QApplication.startDragDistance():
            self._pressed_at = None
            drag = QDrag(self)
            drag.setMimeData(self.drag_data())
            small = self._image.scaledToHeight(180, Qt.TransformationMode.SmoothTransformation)
            drag.setPixmap(QPixmap.fromImage(small))
            drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card in the middle, with a hairline where its ground is the page's."""
        painter = QPainter(self)
        if not self._image.isNull():
            place = self._place()
            ratio = self.devicePixelRatioF()
            if self._scaled.isNull():
                size = QSize(round(place.width() * ratio), round(place.height() * ratio))
                smooth = Qt.TransformationMode.SmoothTransformation
                scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
                self._scaled = QPixmap.fromImage(scaled)
            painter.drawPixmap(place, self._scaled, QRectF(self._scaled.rect()))
            painter.setPen(QPen(self._theme.colour("rule"), 1))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
        event.accept()

    def _place(self) -> QRectF:
        room = self.size() - QSize(2, 2)
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) // 2, 1, size.width(), size.height())


class ShareView(QWidget):
    """The share screen."""

    save_card_requested = Signal(object)
    back_requested = Signal()
    card_copied = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._choice = CardChoice()
        self.preview = CardPreview(theme)
        self.copy = Button(theme, translate("ShareView", "Copy image"), primary=True)
        self.save = Button(theme, translate("ShareView", "Save…"))
        self.change = LinkButton(theme, translate("ShareView", "Change format, colour or line"))
        self.back = LinkButton(theme, translate("ShareView", "Back to the verdict"))
        self.status = Prose(theme, "", SMALL_QUIET)
        self._options = QWidget()
        self._options.hide()
        self.formats = self._choices([_format_title(name) for name in CARD_FORMATS])
        self.styles = self._choices([_style_title(style) for style in CARD_STYLES])
        self._lines = column(gap=4)
        self._line_links: list[LinkButton] = []
        self._build()
        self._connect()

    def show_report(self, report: Report, remark: Remark | None = None) -> None:
        """Show the card of a report.

        Args:
            report: What the card is about.
            remark: The line to quote; None, or one that may not go on a card, takes the strongest that may.
        """
        self._report = report
        wanted = remark if remark is not None and is_shareable(report, remark) else None
        remarks = report.verdict.remarks
        index = remarks.index(wanted) if wanted is not None and wanted in remarks else default_remark(report)
        self._choice = CardChoice(
            format_name=self._choice.format_name, style=self._choice.style, remark_index=index
        )
        self._fill_lines(report)
        self._repaint_card()

    def card_choice(self) -> CardChoice:
        """Return what the card on screen is made of."""
        return self._choice

    def card_bytes(self) -> bytes:
        """Return the card on screen as a PNG file."""
        report, choice = self._report, self._choice
        if report is None:
            return b""
        return card_png(report, choice.format_name, remark_index=choice.remark_index, style=choice.style)

    def suggested_file_name(self) -> str:
        """Return a file name for the card."""
        label = self._report.verdict.label.lower() if self._report is not None else ""
        return safe_file_name(f"unwrapped {label} {self._choice.format_name}", suffix=".png")

    def copy_image(self) -> None:
        """Put the card on the clipboard, as a picture and as words."""
        if self._report is None:
            return
        data = QMimeData()
        choice = self._choice
        image = paint_card(
            self._report, choice.format_name, remark_index=choice.remark_index, style=choice.style
        )
        data.setImageData(image)
        data.setData("image/png", self.card_bytes())
        data.setText(card_text(self._report, remark_index=choice.remark_index))
        QGuiApplication.clipboard().setMimeData(data)
        self.say(translate("ShareView", "Copied. Paste it where you talk to people."))
        self.card_copied.emit()

    def say(self, text: str) -> None:
        """Say what became of a wish, for example where the card was saved."""
        self.status.setText(text)
        self.status.setVisible(bool(text))
        self.status.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words beside or under the card."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        theme = self._theme
        self._grids: list[Grid] = []
        options = column(gap=8)
        options.addWidget(Rule(theme))
        options.addSpacing(4)
        for title, group in (
            (translate("ShareView", "Format"), self.formats),
            (translate("ShareView", "Colour"), self.styles),
        ):
            options.addWidget(Prose(theme, title, EYEBROW))
            grid = Grid(min_column_px=92, max_columns=4, gap=(8, 8))
            grid.set_parts(group.buttons())
            self._grids.append(grid)
            options.addWidget(grid)
            options.addSpacing(6)
        options.addWidget(Prose(theme, translate("ShareView", "Line"), EYEBROW))
        options.addLayout(self._lines)
        self._options.setLayout(options)
        words = column(margins=(0, 0, 20, 0), gap=12)
        words.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(4)
        words.addWidget(Prose(theme, translate("ShareView", "ONE LINE, AND ITS PROOF"), HEADING))
        dragging = translate(
            "ShareView", "Or drag the picture out of this window. Nothing is sent from here."
        )
        words.addWidget(Prose(theme, dragging, SMALL_QUIET))
        words.addSpacing(4)
        words.addWidget(FlowRow(theme, [self.copy, self.save]))
        words.addWidget(self.status)
        words.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._options)
        words.addStretch(1)
        content = QWidget()
        content.setLayout(words)
        self._frame = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._frame.addWidget(self.preview, 6)
        self._frame.addWidget(scroll_area(content), 5)
        self.setLayout(self._frame)

    def _connect(self) -> None:
        self.copy.clicked.connect(self.copy_image)
        self.save.clicked.connect(self._request_save)
        self.back.clicked.connect(self.back_requested)
        self.change.clicked.connect(self._toggle_options)
        self.formats.idClicked.connect(self._choose_format)
        self.styles.idClicked.connect(self._choose_style)
        self._theme.changed.connect(self._fit)

    def _choices(self, titles: Sequence[str]) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(True)
        for number, title in enumerate(titles):
            button = Button(self._theme, title)
            button.setCheckable(True)
            button.setChecked(number == 0)
            group.addButton(button, number)
        return group

    def _choose_format(self, number: int) -> None:
        self._choose(format_name=list(CARD_FORMATS)[number])

    def _choose_style(self, number: int) -> None:
        self._choose(style=CARD_STYLES[number])

    def _choose_line(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self._choose(remark_index=link.property("remark"))

    def _choose(self, **changed: object) -> None:
        kept = {
            "format_name": self._choice.format_name,
            "style": self._choice.style,
            "remark_index": self._choice.remark_index,
        }
        self._choice = CardChoice(**(kept | changed))  # type: ignore[arg-type]
        self._repaint_card()

    def _fill_lines(self, report: Report) -> None:
        clear(self._lines)
        receipts = {receipt.id: receipt for receipt in report.receipts}
        self._line_links = []
        for index, remark in enumerate(report.verdict.remarks):
            if not is_shareable(report, remark):
                continue
            text = bare(display_remark(remark, receipts).text)
            short = text if len(text) <= _LINE_CHARS else text[:_LINE_CHARS].rsplit(" ", 1)[0] + "…"
            link = LinkButton(self._theme, short)
            link.setAccessibleName(text)
            link.setProperty("remark", index)
            link.clicked.connect(self._choose_line)
            self._line_links.append(link)
            link.setCheckable(True)
            self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._line_links:
            none = translate("ShareView", "No line of this page goes on a card.")
            self._lines.addWidget(Prose(self._theme, none, SMALL_QUIET))

    def _repaint_card(self) -> None:
        report, choice = self._report, self._choice
        if report is None:
            return
        image = paint_card(report, choice.format_name, remark_index=choice.remark_index, style=choice.style)
        words = card_text(report, remark_index=choice.remark_index)
        name = self.suggested_file_name()
        self.preview.show_card(image, self.card_bytes(), words=words, file_name=name)
        for link in self._line_links:
            link.setChecked(link.property("remark") == choice.remark_index)
        self.say("")

    def _request_save(self) -> None:
        self.save_card_requested.emit(self._choice)

    def _toggle_options(self) -> None:
        self._options.setVisible(self._options.isHidden())

    def _fit(self) -> None:
        stacked = self.width() < _STACK_PX * self._theme.scale
        direction = QBoxLayout.Direction
        self._frame.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        widest = max(button.sizeHint().width() for button in self.formats.buttons())
        for grid in self._grids:
            grid.set_min_column_px(widest)
        side = 40 if self.width() >= 1000 else 24
        self._frame.setContentsMargins(side, 32, side, 24)
        self._frame.setSpacing(48 if self.width() >= 1100 else 28)


def _format_title(name: str) -> str:
    match name:
        case "story":
            return translate("ShareView", "Story")
        case "square":
            return translate("ShareView", "Square")
        case "portrait":
            return translate("ShareView", "Portrait")
        case _:
            return translate("ShareView", "Wide")


def _style_title(style: CardStyle) -> str:
    match style:
        case "accent":
            return translate("ShareView", "Red")
        case "paper":
            return translate("ShareView", "Paper")
        case _:
            return translate("ShareView", "Ink")
