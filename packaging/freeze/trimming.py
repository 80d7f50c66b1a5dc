"""What of the frozen program's libraries is left out because nothing in it can ask for it.

Standard library only: the spec reads it, on every system.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""Of PyInstaller's tables: where it will lie in the program, where it comes from, what kind of file it is."""

KEPT_PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset({"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa", "qminimal"}),
    # Text that is typed through them: dead keys, Chinese, Japanese, Korean.
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    # Its file dialog is that of the desktop, inside a sandbox too.
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    "imageformats": frozenset({"qjpeg", "qsvg", "qwebp", "qico"}),
    "iconengines": frozenset({"qsvgicon"}),
    "printsupport": frozenset({"cupsprintersupport"}),
    "styles": frozenset({"qmacstyle", "qmodernwindowsstyle", "qwindowsvistastyle"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    "wayland-shell-integration": frozenset({"xdg-shell"}),
    "wayland-graphics-integration-client": frozenset(),
    "xcbglintegrations": frozenset(),
    "egldeviceintegrations": frozenset(),
    "generic": frozenset(),
    "networkinformation": frozenset(),
    # Whatever is asked of Spotify goes through Python's own TLS.
    "tls": frozenset(),
}
"""By folder, the Qt plugins that somebody may need; of a folder that is not named here all of them are kept."""


def is_needed(entry: Entry) -> bool:
    """Whether a file of the frozen program stays in it."""
    path = PurePosixPath(entry[0].replace("\\", "/"))
    is_unasked = path.name.startswith("_multiarray_tests.")  # NumPy's own tests
    return not (
        is_unasked or _is_spare_plugin(path) or _is_translation_of_qt(path) or _is_list_of_parts(path)
    )


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that stay."""
    return [entry for entry in entries if is_needed(entry)]


def _is_spare_plugin(path: PurePosixPath) -> bool:
    parts = path.parts
    if "plugins" not in parts or parts.index("plugins") + 2 >= len(parts):
        return False
    folder = parts[parts.index("plugins") + 1]
    name = path.name.split(".")[0].removeprefix("lib")
    return folder in KEPT_PLUGINS and name not in KEPT_PLUGINS[folder]


def _is_translation_of_qt(path: PurePosixPath) -> bool:
    """Whether it speaks a language the program does not: so far it speaks English alone."""
    return path.suffix == ".qm" and "translations" in path.parts and "PySide6" in path.parts


def _is_list_of_parts(path: PurePosixPath) -> bool:
    """Whether it lists what a package was built from: a release has one such list of all of it."""
    return "sboms" in path.parts
