"""The list of shipped files is the checkout's: whoever adds one writes it down, so that no build can lose it unseen."""

from pathlib import Path

from unwrapped_desktop.self_test.manifest import FILES, FONTS, ICON, ICONS
from unwrapped_desktop.self_test.run import PARTS

RESOURCES = Path(__file__).parents[3] / "resources"


def checked_in() -> set[str]:
    files = (path for path in RESOURCES.rglob("*") if path.is_file() and not path.name.startswith("."))
    # Of translations there are as many as there are; those that are there are loaded.
    return {path.relative_to(RESOURCES).as_posix() for path in files if path.suffix != ".qm"}


def test_every_file_of_the_checkout_is_on_the_list_and_no_other() -> None:
    assert sorted(FILES) == sorted(checked_in()), (
        "write the file into unwrapped_desktop/self_test/manifest.py"
    )
    assert len(set(FILES)) == len(FILES)


def test_fonts_and_icons_are_picked_from_it() -> None:
    assert {name for name in FILES if name.startswith("icons/")} == {ICON, *ICONS}
    assert len(FONTS) == len(list((RESOURCES / "fonts").glob("*.ttf"))) > 5
    assert ICONS["icons/unwrapped-512.png"] == 512


def test_every_part_has_a_name_of_its_own_and_can_be_found() -> None:
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 14 for name in names)
    assert all(callable(part.check) for part in PARTS)
