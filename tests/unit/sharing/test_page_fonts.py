"""The fonts of the web page: cut from ours, small, with their names and licences, and what is shipped is what is cut."""

import importlib.util
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("brotli")
TTFont = pytest.importorskip("fontTools.ttLib").TTFont

SCRIPT = Path(__file__).resolve().parents[3] / "packaging" / "cut_fonts.py"
LARGEST_BYTES = 30_000
COPYRIGHT, FAMILY, LICENCE, LICENCE_URL = 0, 1, 13, 14


def _load() -> ModuleType:
    # By its path: "packaging" is also the name of an installed package, and ours is only a folder.
    spec = importlib.util.spec_from_file_location("cut_fonts", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cut_fonts = _load()


def _shipped(name: str):  # type: ignore[no-untyped-def]
    return TTFont(cut_fonts.WEB / f"{name}.woff2")


@pytest.mark.parametrize("name", cut_fonts.CUT)
def test_what_is_shipped_is_what_is_cut(name: str) -> None:
    written = BytesIO()
    cut_fonts.cut(name).save(written)
    shipped, cut = _shipped(name), TTFont(BytesIO(written.getvalue()))
    assert shipped.getBestCmap() == cut.getBestCmap()
    assert shipped.getGlyphOrder() == cut.getGlyphOrder()
    assert shipped["head"].modified == cut["head"].modified


@pytest.mark.parametrize("name", cut_fonts.CUT)
def test_is_small_and_says_whose_it_is(name: str) -> None:
    shipped, whole = _shipped(name), TTFont(cut_fonts.FONTS / f"{name}.ttf")
    assert (cut_fonts.WEB / f"{name}.woff2").stat().st_size < LARGEST_BYTES
    for number in (COPYRIGHT, FAMILY, LICENCE, LICENCE_URL):
        assert shipped["name"].getDebugName(number) == whole["name"].getDebugName(number)
    assert "SIL Open Font License" in shipped["name"].getDebugName(LICENCE)


@pytest.mark.parametrize("name", cut_fonts.CUT)
def test_has_every_character_of_the_page_that_the_whole_font_has(name: str) -> None:
    whole = TTFont(cut_fonts.FONTS / f"{name}.ttf").getBestCmap()
    assert set(_shipped(name).getBestCmap()) == cut_fonts.CHARACTERS & set(whole)


def test_nothing_else_is_shipped() -> None:
    assert sorted(path.stem for path in cut_fonts.WEB.iterdir()) == sorted(cut_fonts.CUT)
