"""Draws every icon from its SVG: `python packaging/linux/draw_icons.py [FOLDER]`, in place or under a folder.

`resources/icons/unwrapped.svg` is the program, `packaging/linux/icons/verdict.svg` a `.unwrapped` file. Where a drawing
would blur, `NAME-SIZE.svg` beside `packaging/linux/icons/verdict.svg` stands in: the same thing, set on the pixels of
that size. The same drawings and the same Qt give the same bytes.

Written are the PNGs, `packaging/windows/unwrapped.ico` and `packaging/macos/unwrapped.icns`.
"""

import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "resources/icons/unwrapped"
VERDICT = "packaging/linux/icons/verdict"
TUNED = ROOT / "packaging" / "linux" / "icons"
WINDOWS_ICON = "packaging/windows/unwrapped.ico"
MACOS_ICON = "packaging/macos/unwrapped.icns"

SIZES_PX = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES_PX = (16, 24, 32, 48, 64, 256)
MACOS_KINDS = {
    "ic11": 32,
    "ic12": 64,
    "ic07": 128,
    "ic13": 256,
    "ic08": 256,
    "ic14": 512,
    "ic09": 512,
    "ic10": 1024,
}
"""Apple's name of each picture, and its width in pixels. 16 points stand in no kind that may hold a PNG everywhere:
there the 32 pixels of `ic11` are used."""

_WINDOWS_PNG_FROM_PX = 256
_MACOS_SCALE = (824 / 1024) / (448 / 512)
"""Apple wants the tile to have 824 of 1024 pixels; ours has 448 of 512."""


def drawing_of(name: str, size_px: int) -> Path:
    """Return the SVG that an icon is drawn from at a size.

    Args:
        name: `PROGRAM` or `VERDICT`.
        size_px: Width and height in pixels.
    """
    general = ROOT / f"{name}.svg"
    tuned = TUNED / f"{general.stem}-{size_px}.svg"
    return tuned if tuned.exists() else general


def drawn(drawing: Path, size_px: int, *, scale: float = 1.0) -> QImage:
    """Return an SVG as a square picture with a transparent ground.

    Args:
        drawing: The SVG, itself a square.
        size_px: Width and height of the picture in pixels.
        scale: How much of the picture the drawing takes up, in its middle: above 0, 1 for all of it.
    """
    picture = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = size_px * (1 - scale) / 2
    QSvgRenderer(str(drawing)).render(painter, QRectF(margin, margin, size_px * scale, size_px * scale))
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_ARGB32)


def png(picture: QImage) -> bytes:
    """Return a picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the stub wants bytes, Qt wants text
    return bytes(buffer.data().data())


def windows_icon(pictures: Iterable[QImage]) -> bytes:
    """Return square pictures of at most 256 pixels as one `.ico` file, in the order given.

    The largest is held as PNG, as Windows does itself; smaller ones are bitmaps, which older tools read too.
    """
    entries = [
        (picture, png(picture) if picture.width() >= _WINDOWS_PNG_FROM_PX else _bitmap(picture))
        for picture in pictures
    ]
    head = struct.pack("<HHH", 0, 1, len(entries))
    offset = len(head) + 16 * len(entries)
    for picture, content in entries:
        side = picture.width() % 256  # 0 means 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + b"".join(content for _, content in entries)


def _bitmap(picture: QImage) -> bytes:
    """Return a picture as an icon's bitmap: rows from the bottom up, then a mask that hides nothing."""
    side = picture.width()
    rows = bytes(picture.convertToFormat(QImage.Format.Format_ARGB32).constBits())
    pixels = b"".join(rows[4 * side * row : 4 * side * (row + 1)] for row in reversed(range(side)))
    mask = bytes(side * (4 * ((side + 31) // 32)))
    header = struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0)
    return header + pixels + mask


def macos_icon(pictures: Mapping[str, bytes]) -> bytes:
    """Return PNG files by Apple's names of their kinds, as one `.icns` file."""
    parts = b"".join(
        kind.encode("ascii") + struct.pack(">I", 8 + len(content)) + content
        for kind, content in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def icon_files() -> dict[str, bytes]:
    """Return the content of every icon by its path in the checkout."""
    files = {
        f"{name}-{size_px}.png": png(drawn(drawing_of(name, size_px), size_px))
        for name in (PROGRAM, VERDICT)
        for size_px in SIZES_PX
    }
    files[WINDOWS_ICON] = windows_icon(
        drawn(drawing_of(PROGRAM, size_px), size_px) for size_px in WINDOWS_SIZES_PX
    )
    files[MACOS_ICON] = macos_icon({kind: png(_for_macos(size_px)) for kind, size_px in MACOS_KINDS.items()})
    return files


def _for_macos(size_px: int) -> QImage:
    drawing = drawing_of(PROGRAM, size_px)
    # A drawing that is set on the pixels would leave them if it were made smaller.
    return drawn(drawing, size_px, scale=1.0 if drawing.parent == TUNED else _MACOS_SCALE)


def main(folder: Path = ROOT) -> None:
    """Write every icon, in place or under another folder."""
    for name, content in icon_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sys.stdout.write(f"{name}: {len(content):,} bytes\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
