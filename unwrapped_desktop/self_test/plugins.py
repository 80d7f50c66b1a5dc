"""Which plugins of Qt a build has to bring, and how one is loaded."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPluginLoader

_Plugins = Mapping[str, tuple[str, ...]]

EVERYWHERE: _Plugins = {
    "platforms": ("qoffscreen",),
    "imageformats": ("qjpeg", "qwebp", "qsvg"),
    "iconengines": ("qsvgicon",),
}
"""By folder, which plugins of Qt are needed on every system."""

BY_SYSTEM: Mapping[str, _Plugins] = {
    "linux": {
        "platforms": ("qxcb", "qwayland"),
        "wayland-shell-integration": ("xdg-shell",),
        # A desktop that draws no frames leaves them to the window.
        "wayland-decoration-client": ("adwaita", "bradient"),
        # Dead keys, and the input of Chinese, Japanese and Korean.
        "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
        # The desktop's own file dialogs, inside a sandbox too.
        "platformthemes": ("qxdgdesktopportal",),
        "printsupport": ("cupsprintersupport",),
    },
    "win32": {"platforms": ("qwindows",)},
    "darwin": {"platforms": ("qcocoa",)},
}
"""By `sys.platform`: by folder, which plugins of Qt somebody needs."""

_FILE_NAME: Mapping[str, str] = {"win32": "{}.dll", "darwin": "lib{}.dylib"}


def can_be_loaded(folder: str, name: str) -> bool:
    """Whether a plugin is there, with everything it needs."""
    return plugin_loader(folder, name).load()


def needed_plugins() -> Iterator[tuple[str, str]]:
    """Yield the folder and the name of each plugin that somebody needs on this system."""
    for found in (EVERYWHERE, BY_SYSTEM.get(sys.platform, {})):
        for folder, names in found.items():
            yield from ((folder, name) for name in names)


def plugin_loader(folder: str, name: str) -> QPluginLoader:
    """Return what loads a plugin from the first of Qt's folders that has it; of a missing one it knows nothing."""
    file = _FILE_NAME.get(sys.platform, "lib{}.so").format(name)
    paths = [Path(place) / folder / file for place in QCoreApplication.libraryPaths()]
    return QPluginLoader(str(next(filter(Path.is_file, paths), "")))
