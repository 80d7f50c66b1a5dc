"""The icons: drawn from their SVGs and from nothing else, in the forms that each system reads."""

import importlib.util
import re
import struct
import sys
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import parse

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageReader

from unwrapped_desktop.domain.palette import LIGHT

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"

TOLERANCE = 3
"""How far a value of 255 may be from what is drawn: another Qt rounds the edges otherwise."""

LIGHT_DOCK, DARK_DOCK = "#FAFAFA", "#1E1E1E"


def _load(name: str) -> ModuleType:
    # By its path: "packaging" is also the name of an installed package, and ours is only a folder.
    spec = importlib.util.spec_from_file_location(name, LINUX / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


draw_icons = _load("draw_icons")
installed_files = _load("installed_files")

DRAWINGS = sorted(
    {
        draw_icons.drawing_of(name, size_px)
        for name in (draw_icons.PROGRAM, draw_icons.VERDICT)
        for size_px in draw_icons.SIZES_PX
    }
)


def _values(picture: QImage) -> npt.NDArray[np.int16]:
    """Return a picture as rows, columns and premultiplied channels of 0 to 255."""
    assert not picture.isNull()
    even = picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    flat = np.frombuffer(bytes(even.constBits()), dtype=np.uint8)
    return flat.reshape(even.height(), even.width(), 4).astype(np.int16)


def _differ(one: QImage, other: QImage) -> bool:
    if one.size() != other.size():
        return True
    return bool(np.abs(_values(one) - _values(other)).max() > TOLERANCE)


def _luminance(colour: str) -> float:
    """Return how bright a colour `#RRGGBB` is, 0 to 1, as WCAG 2 reckons."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _frames(path: Path) -> list[QImage]:
    reader = QImageReader(str(path))
    frames = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        frames.append(reader.read())
    return frames


@pytest.mark.parametrize("name", [draw_icons.PROGRAM, draw_icons.VERDICT])
def test_pngs_show_what_is_drawn(name: str) -> None:
    drawn = {
        size_px: draw_icons.drawn(draw_icons.drawing_of(name, size_px), size_px)
        for size_px in draw_icons.SIZES_PX
    }
    kept = {size_px: QImage(str(ROOT / f"{name}-{size_px}.png")) for size_px in draw_icons.SIZES_PX}
    assert [size_px for size_px in drawn if _differ(drawn[size_px], kept[size_px])] == []


def test_one_command_writes_every_icon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draw_icons.main(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(written) == 2 * len(draw_icons.SIZES_PX) + 2
    assert [name for name in written if not (ROOT / name).is_file()] == []
    assert len(capsys.readouterr().out.splitlines()) == len(written)


def test_the_sizes_that_are_drawn_are_those_that_are_installed() -> None:
    assert draw_icons.SIZES_PX == installed_files.ICON_SIZES_PX


def test_small_sizes_are_drawn_on_their_pixels() -> None:
    for name in (draw_icons.PROGRAM, draw_icons.VERDICT):
        for size_px in (16, 24, 32, 48):
            drawing = parse(draw_icons.drawing_of(name, size_px)).getroot()  # noqa: S314 - a file of ours
            assert drawing.get("viewBox") == f"0 0 {size_px} {size_px}"


def test_windows_has_its_icon_in_six_sizes() -> None:
    frames = _frames(ROOT / draw_icons.WINDOWS_ICON)
    assert tuple(frame.width() for frame in frames) == (16, 24, 32, 48, 64, 256)
    pngs = [QImage(str(ROOT / f"{draw_icons.PROGRAM}-{frame.width()}.png")) for frame in frames]
    assert [png.width() for frame, png in zip(frames, pngs, strict=True) if _differ(frame, png)] == []


def test_apple_has_its_icon_in_every_kind() -> None:
    content = (ROOT / draw_icons.MACOS_ICON).read_bytes()
    assert content[:4] == b"icns"
    assert struct.unpack(">I", content[4:8]) == (len(content),)
    kinds, at = {}, 8
    while at < len(content):
        kind, length = content[at : at + 4].decode("ascii"), struct.unpack(">I", content[at + 4 : at + 8])[0]
        kinds[kind] = QImage.fromData(QByteArray(content[at + 8 : at + length]))
        at += length
    assert {kind: picture.width() for kind, picture in kinds.items()} == draw_icons.MACOS_KINDS
    largest = _values(kinds["ic10"])[:, :, 3]
    assert np.flatnonzero(largest[512] > 127).size == 824  # as wide as Apple wants a tile


def test_qt_reads_the_icon_of_apple() -> None:
    widths = {frame.width() for frame in _frames(ROOT / draw_icons.MACOS_ICON)}
    assert widths == set(draw_icons.MACOS_KINDS.values())


def test_the_program_is_seen_on_light_and_on_dark() -> None:
    for size_px in draw_icons.SIZES_PX:
        picture = QImage(str(ROOT / f"{draw_icons.PROGRAM}-{size_px}.png"))
        tile = picture.pixelColor(size_px // 8, size_px // 2)
        assert tile.alpha() == 255
        assert tile.name().upper() == LIGHT.accent
    assert min(_contrast(LIGHT.accent, dock) for dock in (LIGHT_DOCK, DARK_DOCK)) > 2.5


@pytest.mark.parametrize("name", [draw_icons.PROGRAM, draw_icons.VERDICT])
def test_nothing_reaches_the_edge(name: str) -> None:
    for size_px in (64, 128, 256, 512):
        alpha = _values(QImage(str(ROOT / f"{name}-{size_px}.png")))[:, :, 3]
        edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
        assert edge.max() == 0


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.name)
def test_drawings_are_flat_and_of_our_colours(drawing: Path) -> None:
    text = drawing.read_text(encoding="utf-8")
    tags = {element.tag.rpartition("}")[2] for element in parse(drawing).getroot().iter()}  # noqa: S314 - as above
    assert tags <= {"svg", "rect", "polygon"}  # no shadow, no picture, no script
    ours = {LIGHT.accent, LIGHT.raised, LIGHT.ink, "#6B6357"}
    assert set(re.findall(r"#\w+", text)) <= ours


def test_the_symbolic_icon_has_one_colour_on_a_grid_of_16() -> None:
    drawing = parse(LINUX / "icons" / "symbolic.svg").getroot()  # noqa: S314 - a file of ours
    assert (drawing.get("width"), drawing.get("height")) == ("16", "16")
    paths = list(drawing)
    assert {path.tag.rpartition("}")[2] for path in paths} == {"path"}
    assert len({path.get("fill") for path in paths}) == 1
    assert [number for path in paths for number in re.findall(r"\d+\.\d+", path.get("d", ""))] == []
