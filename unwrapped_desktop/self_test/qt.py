"""Qt as far as it is files: the plugins that people need, the formats of pictures, and the fonts of the program."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QFontInfo, QFontMetricsF, QIcon, QImage, QImageReader, QImageWriter, QRawFont

from unwrapped_desktop.resources import resources_dir
from unwrapped_desktop.self_test.manifest import FONTS, ICON, ICONS
from unwrapped_desktop.self_test.material import Material, PartError
from unwrapped_desktop.self_test.plugins import needed_plugins, plugin_loader
from unwrapped_desktop.ui.theme import Face, load_fonts, make_font

_TEXT = "Unwrapped 2026: Ärger, Çelik, façade & 14 of 14"
"""What every font of ours has to be able to write."""

_SIDE_PX = 64


def plugins(_material: Material) -> str:
    """See that the plugins are there, and are plugins. Whether the system has what they need is another question.

    Raises:
        PartError: Some are not.
    """
    needed = list(needed_plugins())
    bad = [f"{folder}/{name}" for folder, name in needed if not plugin_loader(folder, name).metaData()]
    if bad:
        raise PartError(f"not there, or no plugins: {', '.join(bad)}")
    return f"{len(needed)}, among them {', '.join(name for folder, name in needed if folder == 'platforms')}"


def pictures(material: Material) -> str:
    """See that pictures can be written and read again, and the icons drawn in every size.

    Raises:
        PartError: One cannot.
    """
    _ = material.application  # icons are drawn by one
    for kind in ("png", "jpeg", "webp"):
        _check_format(kind)
    for name, side_px in ICONS.items():
        image = QImage(str(resources_dir() / name))
        if (image.width(), image.height()) != (side_px, side_px) or is_one_colour(image):
            raise PartError(f"{name} is no picture of {side_px} pixels")
    for drawn in (QImage(str(resources_dir() / ICON)), _drawn_icon()):
        if is_one_colour(drawn):
            raise PartError(f"{ICON} cannot be drawn")
    return "PNG, JPEG, WebP and SVG"


def _check_format(kind: str) -> None:
    image = QImage(_SIDE_PX, _SIDE_PX, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    store = QByteArray()
    buffer, name = QBuffer(store), QByteArray(kind.encode())
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    is_written = QImageWriter(buffer, name).write(image)
    buffer.seek(0)
    if not is_written or QImageReader(buffer, name).read().size() != image.size():
        raise PartError(f"a picture cannot be kept as {kind}")


def _drawn_icon() -> QImage:
    return QIcon(str(resources_dir() / ICON)).pixmap(_SIDE_PX, _SIDE_PX).toImage()


def is_one_colour(image: QImage) -> bool:
    """Whether there is nothing to be seen in a picture; also where there is no picture."""
    small = image.convertToFormat(QImage.Format.Format_ARGB32)
    first = small.pixel(0, 0) if small.width() else 0
    return all(
        small.pixel(x, y) == first for y in range(0, small.height(), 3) for x in range(0, small.width(), 3)
    )


def fonts(material: Material) -> str:
    """See that every font of ours can be read and writes letters, and that the program finds each family.

    Raises:
        PartError: One does not.
    """
    _ = material.application  # fonts belong to one
    for name in FONTS:
        _check_font(name)
    load_fonts()
    for face in Face:
        font = make_font(face, _SIDE_PX)
        if QFontInfo(font).family() != face.value or QFontMetricsF(font).horizontalAdvance(_TEXT) <= 0:
            raise PartError(f"{face.value} is not found")
    return f"{len(FONTS)} files, {', '.join(Face)}"


def _check_font(name: str) -> None:
    font = QRawFont(str(resources_dir() / name), _SIDE_PX)
    if not font.isValid() or font.familyName() not in set(Face):
        raise PartError(f"{name} is not one of our fonts")
    glyphs = font.glyphIndexesForString(_TEXT)
    if len(glyphs) != len(_TEXT) or not all(glyphs):  # glyph 0 is the box
        raise PartError(f"{name} cannot write {_TEXT!r}")
    width = sum(step.x() for step in font.advancesForGlyphIndexes(glyphs))
    if width <= 0 or font.pathForGlyph(glyphs[0]).isEmpty():
        raise PartError(f"{name} draws nothing")
