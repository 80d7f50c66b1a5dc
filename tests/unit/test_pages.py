"""The pages for people: what they link is there, and their pictures show the program as it speaks today."""

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests import front_page
from unwrapped_desktop.paths import APP_NAME
from unwrapped_desktop.ui.menus import _menus

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
NAMES = sorted(front_page.PICTURES)
STORES = ("verdict", "receipts", "evidence", "then-and-now", "card", "dark")
IN_STORES = "https://unwrapped.fm/desktop/pictures/"
PICTURE_BYTES, ALL_BYTES = 250_000, 2_000_000
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """Return what can be linked within a page: its headings, as GitHub writes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_is_there(page: Path) -> None:
    lost = []
    for _, _, target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = page.parent / file if file else page
        if not linked.exists() or (anchor and anchor not in anchors(linked)):
            lost.append(target)
    assert lost == []


def test_every_picture_says_in_words_what_is_on_it() -> None:
    shown = [
        (page.name, words, target)
        for page in PAGES
        for mark, words, target in LINK.findall(page.read_text(encoding="utf-8"))
        if mark
    ]
    assert {Path(target).stem for _, _, target in shown} == set(NAMES)
    assert [(page, target) for page, words, target in shown if len(words.split()) < 5] == []


def test_there_are_the_pictures_that_are_drawn_and_no_others() -> None:
    assert sorted(path.stem for path in PICTURES.iterdir()) == NAMES
    assert set(STORES) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_something(name: str) -> None:
    image = QImage(str(PICTURES / f"{name}.png"))
    assert image.size() == front_page.SIZE
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    assert np.array(grey.constBits()).std() > 5


def test_pictures_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert [name for name, size in sizes.items() if size > PICTURE_BYTES] == []
    assert sum(sizes.values()) < ALL_BYTES


def test_fewer_colours_leave_a_rare_one_its_own() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    for place in range(20 * 20):
        image.setPixel(place % 20, place // 20, 0xFF000000 | place * 3)
    image.setPixel(5, 5, 0xFFFF2010)
    few = front_page.few_colours(image)
    assert few.colorCount() == 256
    assert few.pixelColor(5, 5).name() == "#ff2010"


@pytest.mark.parametrize("name", [name for name in NAMES if front_page.PICTURES[name].sample])
def test_a_page_on_a_picture_is_what_the_program_says_today(name: str) -> None:
    """Draw them anew where this fails: `make pictures`."""
    assert front_page.words_on(PICTURES / f"{name}.png") == front_page.said_today(name)


def test_the_first_picture_is_described_by_its_label() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    mark, words, target = LINK.findall(readme)[0]
    assert mark
    assert front_page.words_on(ROOT / target).partition(front_page.BETWEEN)[0] in words


def test_the_stores_show_these_pictures() -> None:
    told = (ROOT / "packaging" / "linux" / "fm.unwrapped.Desktop.metainfo.xml").read_text(encoding="utf-8")
    assert tuple(re.findall(rf"{re.escape(IN_STORES)}([\w-]+)\.png", told)) == STORES


def test_the_guide_calls_what_stands_in_the_menus_by_its_name() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    titles = {
        entry.title.replace("&", "").rstrip("…") for _, _, entries in _menus() for entry in entries if entry
    }
    told = re.findall(r"\*\*([^*]+)\*\*, (?:in|under) the (?:File|Edit|View|Help) menu", guide)
    told += re.findall(r"(?m)^\| ([^|`]+) \| (?:a `|one page|a table|the verdict with)", guide)
    told = [title for titles_told in told for title in titles_told.split(", ")]
    assert len(told) > 6
    assert set(told) - titles == set()


def test_the_privacy_page_names_the_folder_that_the_program_uses() -> None:
    privacy = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert len(re.findall(rf"(?m)^\| (?:Linux|macOS|Windows) \| `.*[/\\]{APP_NAME}` \|$", privacy)) == 3
