"""A card as large as there is room for; its picture can be dragged out of the window."""

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from unwrapped_desktop.ui.theme import Theme

_DRAGGED_PX = 180
_LEAST_PX = 240


class CardPreview(QWidget):
    """The picture of a card, in the middle of its room."""

    def __init__(self, theme: Theme, *, can_drag: bool = True, parent: QWidget | None = None) -> None:
        """Make an empty one.

        Args:
            theme: Its colours.
            can_drag: Whether the picture can be dragged out of the window.
            parent: Owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._can_drag = can_drag
        self._image = QImage()
        self._scaled = QPixmap()
        self._png = b""
        self._file_name = ""
        self._pressed_at: QPoint | None = None
        self._folder = QTemporaryDir()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, _LEAST_PX))
        theme.changed.connect(self.update)

    @property
    def image(self) -> QImage:
        """The picture at its full size; null while there is none."""
        return self._image

    def show_card(self, image: QImage, png: bytes, *, name: str, words: str, file_name: str) -> None:
        """Show a painted card.

        Args:
            image: The picture.
            png: The same as a file.
            name: What screen readers call it.
            words: All that stands on it, for those who do not see it.
            file_name: What the file is called where it is dropped.
        """
        self._image, self._png, self._file_name = image, png, file_name
        self._scaled = QPixmap()
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        if self._can_drag:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def show_nothing(self, name: str = "") -> None:
        """Show an empty room; `name` is what screen readers call it."""
        self._image, self._png, self._scaled = QImage(), b"", QPixmap()
        self.setAccessibleName(name)
        self.setAccessibleDescription("")
        self.unsetCursor()
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
        """Return the least that a card can be looked at; it takes whatever room there is."""
        return QSize(420, _LEAST_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture anew."""
        super().resizeEvent(event)
        self._scaled = QPixmap()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        if not self._can_drag:
            super().mousePressEvent(event)
            return
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
            smooth = Qt.TransformationMode.SmoothTransformation
            drag.setPixmap(QPixmap.fromImage(self._image.scaledToHeight(_DRAGGED_PX, smooth)))
            drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, with a hairline where its ground is the page's."""
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
