"""The shipped files: all of them there, each of them what its name says."""

import json
from collections.abc import Callable, Mapping

from jinja2 import Environment, TemplateSyntaxError

from unwrapped_desktop.analysis.reference import parse_reference
from unwrapped_desktop.analysis.reference.countries import country_name
from unwrapped_desktop.analysis.reference.genres import family_of
from unwrapped_desktop.analysis.reference.table import ARTISTS, NAMESAKES
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.resources import resource_bytes, resources_dir
from unwrapped_desktop.self_test.manifest import FILES
from unwrapped_desktop.self_test.material import Material, PartError


def every_file(_material: Material) -> str:
    """Read every shipped file, and hold each against what its name says that it is.

    Raises:
        PartError: Some are missing or spoiled; the message names them.
    """
    contents = {name: _content(name) for name in FILES}
    bad = [name for name, content in contents.items() if not _is_whole(name, content)]
    bad += [path.name for path in resources_dir().glob("translations/*.qm") if not _is_translation(str(path))]
    if bad:
        raise PartError(f"missing or spoiled: {', '.join(bad)}")
    return f"{len(contents)} files, {sum(map(len, contents.values())):,} bytes"


def phrases(_material: Material) -> str:
    """Load everything the critic can say.

    Raises:
        CriticError: It cannot be loaded.
    """
    return f"{sum(map(len, load_phrasebook().by_family.values())):,} wordings"


def table(_material: Material) -> str:
    """Read every line of the tables of artists, of kinds of music and of countries.

    Raises:
        CriticError: A line cannot be read, or a table is missing.
        PartError: A table does not hold what any of ours holds.
    """
    artists, namesakes = (resource_bytes("reference", name).decode() for name in (ARTISTS, NAMESAKES))
    reference = parse_reference(artists, namesakes, version="")
    if None in reference.find(["ABBA"]) or family_of(["rock"]) is None or country_name("BR") != "Brazil":
        raise PartError("something that everybody knows is not in the tables")
    return f"{len(reference):,} artists"


def _content(name: str) -> bytes:
    """Return what a file holds; nothing of one that is missing or that nobody may read."""
    try:
        return resources_dir().joinpath(name).read_bytes()
    except OSError:
        return b""


def _is_whole(name: str, content: bytes) -> bool:
    look = _LOOKS[name.rpartition(".")[2]]
    try:
        return bool(content) and look(content)
    except (ValueError, TemplateSyntaxError):  # no JSON, no UTF-8, no template
        return False


def _is_text(content: bytes) -> bool:
    return bool(content.decode("utf-8").strip())


def _is_json(content: bytes) -> bool:
    return bool(json.loads(content))


def _is_table(content: bytes) -> bool:
    return content.decode("utf-8").count("\n") > 1


def _is_template(content: bytes) -> bool:
    return bool(Environment(autoescape=True).parse(content.decode("utf-8")).body)


def _is_font(content: bytes) -> bool:
    return content.startswith(b"\0\1\0\0")


def _is_web_font(content: bytes) -> bool:
    """Whether it is a WOFF2 file, as long as it says itself."""
    return content.startswith(b"wOF2") and int.from_bytes(content[8:12], "big") == len(content)


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n") and content[-8:-4] == b"IEND"


def _is_svg(content: bytes) -> bool:
    return content.rstrip().endswith(b"</svg>")


_LOOKS: Mapping[str, Callable[[bytes], bool]] = {
    "css": _is_text,
    "csv": _is_table,
    "html": _is_template,
    "json": _is_json,
    "md": _is_text,
    "png": _is_png,
    "svg": _is_svg,
    "ttf": _is_font,
    "txt": _is_text,
    "woff2": _is_web_font,
}
"""What tells of each kind of file, by the ending of its name, that it is whole; Qt and the critic read them again."""


def _is_translation(path: str) -> bool:
    from PySide6.QtCore import QTranslator  # noqa: PLC0415 - the other files are looked at without Qt

    return QTranslator().load(path)
