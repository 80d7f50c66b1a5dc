"""What macOS is told of the app: name, version, the systems it runs on, and the files it opens.

Standard library only: the PyInstaller spec asks for it before any environment of the program is there.
"""

import re
import runpy
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = runpy.run_path(str(_ROOT / "unwrapped_desktop" / "__init__.py"))
NAME: str = _PROGRAM["NAME"]
APP_ID: str = _PROGRAM["APP_ID"]

OLDEST_SYSTEM = "13.0"
"""Qt's packages run on no older one."""

VERDICT_TYPE = "fm.unwrapped.verdict"
"""The type of a friend's verdict, by which macOS knows it on every computer that has the app."""

VERDICT_WORDS = "Verdict on a taste in music"
VERDICT_SUFFIX = "unwrapped"
VERDICT_MEDIA_TYPE = "application/vnd.unwrapped+json"

EXPORT_TYPES = ("public.zip-archive", "public.json", "public.folder")
"""What Spotify's data comes as. Offered under "Open with" and taken by the icon in the Dock, and never by default."""

_NUMBERS = re.compile(r"(\d+\.\d+\.\d+)(?:[-+.a-z].*)?")


def info_plist(version: str) -> dict[str, object]:
    """Return the entries of the app's Info.plist; PyInstaller adds the names of executable and icon.

    Args:
        version: The program's version, such as "1.2.3".

    Raises:
        ValueError: It does not begin with three numbers.
    """
    found = _NUMBERS.fullmatch(version)
    if found is None:
        raise ValueError(f"{version} does not begin with three numbers")
    return {
        "CFBundleIdentifier": APP_ID,
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        # macOS compares the second, and knows nothing but numbers there.
        "CFBundleShortVersionString": version,
        "CFBundleVersion": found[1],
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDocumentTypes": _document_types(),
        "UTExportedTypeDeclarations": [_verdict_type()],
        "LSApplicationCategoryType": "public.app-category.music",
        "LSMinimumSystemVersion": OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        # False: the app follows the dark appearance of the system.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "The Unwrapped maintainers, under the MIT licence",
    }


def _document_types() -> list[dict[str, object]]:
    return [
        {
            "CFBundleTypeName": VERDICT_WORDS,
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [VERDICT_TYPE],
        },
        {
            "CFBundleTypeName": "Spotify data",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": list(EXPORT_TYPES),
        },
    ]


def _verdict_type() -> dict[str, object]:
    return {
        "UTTypeIdentifier": VERDICT_TYPE,
        "UTTypeDescription": VERDICT_WORDS,
        "UTTypeConformsTo": ["public.json"],
        "UTTypeTagSpecification": {
            "public.filename-extension": [VERDICT_SUFFIX],
            "public.mime-type": [VERDICT_MEDIA_TYPE],
        },
    }
