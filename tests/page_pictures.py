"""Draws the web pages of many verdicts: `python -m tests.page_pictures OUT [PART-OF-NAME]`.

Each page is drawn at 1280 and 390 pixels, light and dark, and at 320, and printed on A4. Needs Chromium.
"""

import sys
from pathlib import Path

from tests.browser import Browser, chromium
from tests.page_cases import LISTENERS
from unwrapped_desktop.sharing.page import verdict_page

SIZES = ((1280, False), (1280, True), (390, False), (390, True), (320, False))


def draw(browser: Browser, name: str, folder: Path) -> None:
    """Write a page and its pictures into a folder."""
    page = folder / f"{name}.html"
    page.write_bytes(verdict_page(LISTENERS[name]()))
    for width, dark in SIZES:
        browser.open(page, width=width, dark=dark)
        picture = folder / f"{name}-{width}-{'dark' if dark else 'light'}.png"
        picture.write_bytes(browser.picture())
    (folder / f"{name}.pdf").write_bytes(browser.printed())


def main(folder: Path, part: str = "") -> int:
    """Draw every page whose name holds a part; 1 without a browser."""
    program = chromium()
    if program is None:
        sys.stderr.write("There is no Chromium.\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with Browser(program) as browser:
        for name in LISTENERS:
            if part in name:
                draw(browser, name, folder)
                sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:3]))
