"""What macOS gets: the app's Info.plist, its entitlements, and the steps that make, sign and notarise the disk image.

Nothing here runs on macOS: its tools are played by scripts that write down what they are asked.
"""

import os
import plistlib
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import pytest

from tests.packaging.by_path import ROOT, load, tool
from unwrapped_desktop import APP_ID, NAME, __version__
from unwrapped_desktop.domain.friend_file import FRIEND_SUFFIX

bundle = load("macos/bundle.py")

SCRIPT = ROOT / "packaging" / "macos" / "make_dmg.sh"
MIME = ROOT / "packaging" / "linux" / f"{APP_ID}.mime.xml"
IDENTITY = "Developer ID Application: Nobody (ÄÖÜ)"
NOTARY = {"MACOS_NOTARY_KEY": "key.p8", "MACOS_NOTARY_KEY_ID": "ID", "MACOS_NOTARY_ISSUER": "issuer"}
MACHINE_CODE = bytes.fromhex("cffaedfe") + b"code"
APP = f"build/frozen/{NAME}.app"
IMAGE = "dist/unwrapped-desktop-1.2.3-macos-arm64.dmg"

# Writes down its name and what it is asked, a line a call; hdiutil leaves an image too.
PLAYED = """#!/bin/sh
for part in "${0##*/}" "$@"; do printf '%s\\t' "$part"; done >>"$TOLD"
echo >>"$TOLD"
if [ "${0##*/}" = hdiutil ]; then
    for last in "$@"; do :; done
    echo image >"$last"
fi
"""


def _plist(version: str = "1.2.3") -> dict[str, Any]:
    read: dict[str, Any] = plistlib.loads(plistlib.dumps(bundle.info_plist(version)))
    return read


def test_the_app_is_known_by_the_program_s_own_names() -> None:
    told = _plist(__version__)
    assert (told["CFBundleIdentifier"], told["CFBundleName"], told["CFBundleDisplayName"]) == (
        APP_ID,
        NAME,
        NAME,
    )
    assert told["CFBundleShortVersionString"] == __version__
    assert (told["LSMinimumSystemVersion"], told["LSApplicationCategoryType"]) == (
        "13.0",
        "public.app-category.music",
    )
    assert (told["NSHighResolutionCapable"], told["NSRequiresAquaSystemAppearance"]) == (True, False)


def test_the_version_that_macos_compares_has_numbers_alone() -> None:
    told = _plist("2.0.0rc1")
    assert (told["CFBundleShortVersionString"], told["CFBundleVersion"]) == ("2.0.0rc1", "2.0.0")
    with pytest.raises(ValueError, match="three numbers"):
        bundle.info_plist("2.0")


def test_the_type_of_a_verdict_is_the_one_that_linux_knows() -> None:
    declared = _plist()["UTExportedTypeDeclarations"]
    assert [one["UTTypeIdentifier"] for one in declared] == [bundle.VERDICT_TYPE]
    tags = declared[0]["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [FRIEND_SUFFIX.removeprefix(".")]
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    mime = parse(MIME).getroot().find(f"{space}mime-type")  # noqa: S314 - our own file
    assert mime is not None
    assert tags["public.mime-type"] == [mime.get("type")]
    assert declared[0]["UTTypeDescription"] == mime.findtext(f"{space}comment")
    glob = mime.find(f"{space}glob")
    assert glob is not None
    assert glob.get("pattern") == f"*{FRIEND_SUFFIX}"


def test_verdicts_are_the_app_s_own_and_exports_are_only_offered() -> None:
    ranks = {one["LSHandlerRank"]: one["LSItemContentTypes"] for one in _plist()["CFBundleDocumentTypes"]}
    assert ranks == {
        "Owner": [bundle.VERDICT_TYPE],
        "Alternate": ["public.zip-archive", "public.json", "public.folder"],
    }
    assert {one["CFBundleTypeRole"] for one in _plist()["CFBundleDocumentTypes"]} == {"Viewer"}


def test_the_app_is_let_off_one_rule_of_the_hardened_runtime_and_no_more() -> None:
    entitlements = plistlib.loads((SCRIPT.parent / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


# ----------------------------------------------------------------------------------------------------------- the disk image
class Mac:
    """A checkout with a frozen app, and tools of macOS that write down what they are asked."""

    def __init__(self, folder: Path) -> None:
        self.root, self.tools, self.told = folder / "Kasse für Übung", folder / "tools", folder / "told"
        for name in ("make_dmg.sh", "entitlements.plist"):
            self._put(f"packaging/macos/{name}", (SCRIPT.parent / name).read_bytes())
        for name in ("MacOS/unwrapped-desktop", "Frameworks/libq ü.dylib", "Frameworks/numpy/core.so"):
            self._put(f"{APP}/Contents/{name}", MACHINE_CODE)
        self._put(f"{APP}/Contents/Frameworks/QtCore.framework/Versions/A/QtCore", MACHINE_CODE)
        self._put(f"{APP}/Contents/Resources/resources/page.html", b"<html>")
        self.tools.mkdir()
        for name in ("codesign", "hdiutil", "ditto", "xcrun"):
            (self.tools / name).write_text(PLAYED, "utf-8")
            (self.tools / name).chmod(0o755)

    def _put(self, name: str, content: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def make(self, **environment: str) -> tuple[list[list[str]], str]:
        """Make the image; returns what the tools were asked, call by call, and what was said on standard error."""
        path = f"{self.tools}{os.pathsep}{os.environ['PATH']}"
        made = subprocess.run(
            ["/bin/sh", "packaging/macos/make_dmg.sh", "1.2.3", "arm64"],
            cwd=self.root,
            env={"PATH": path, "TOLD": str(self.told), **environment},
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        assert (self.root / IMAGE).is_file()
        return [line.split("\t")[:-1] for line in self.told.read_text("utf-8").splitlines()], made.stderr


@pytest.fixture
def mac(tmp_path: Path) -> Mac:
    return Mac(tmp_path)


def test_without_an_identity_nothing_is_signed_and_that_is_said(mac: Mac) -> None:
    asked, said = mac.make()
    assert [call[0] for call in asked] == ["ditto", "hdiutil"]
    assert said.startswith("NOT SIGNED: MACOS_SIGNING_IDENTITY is not set")
    assert said.count("\n") == 1


def test_what_lies_deeper_is_signed_first_and_the_app_last(mac: Mac) -> None:
    asked, said = mac.make(MACOS_SIGNING_IDENTITY=IDENTITY)
    signed = [call for call in (_signed(call) for call in asked) if call]
    inside = [f"{APP}/Contents/Frameworks/{name}" for name in ("libq ü.dylib", "numpy/core.so")]
    framework = f"{APP}/Contents/Frameworks/QtCore.framework"
    assert sorted(signed[:3]) == sorted([*inside, f"{framework}/Versions/A/QtCore"])
    assert signed[3:] == [framework, APP, IMAGE]
    for call in asked:
        if call[0] == "codesign" and "--sign" in call:
            assert call[1:5] == ["--force", "--timestamp", "--sign", IDENTITY]
            assert ("--options" in call) is (IMAGE not in call)
            assert ("--entitlements" in call) is (APP in call)
    assert said.startswith("NOT NOTARISED: ")
    assert "xcrun" not in [call[0] for call in asked]


def _signed(call: list[str]) -> str:
    """Return what a call of codesign signs; empty where it signs nothing."""
    return call[-1] if call[0] == "codesign" and "--sign" in call else ""


def test_the_image_is_notarised_and_carries_the_ticket(mac: Mac) -> None:
    asked, said = mac.make(MACOS_SIGNING_IDENTITY=IDENTITY, **NOTARY)
    assert said == ""
    key = ["--key", "key.p8", "--key-id", "ID", "--issuer", "issuer"]
    assert [call[1:] for call in asked if call[0] == "xcrun"] == [
        ["notarytool", "submit", IMAGE, "--wait", *key],
        ["stapler", "staple", IMAGE],
        ["stapler", "validate", IMAGE],
    ]


@pytest.mark.parametrize("left_out", NOTARY)
def test_with_a_part_of_the_key_nothing_is_notarised(mac: Mac, left_out: str) -> None:
    given = {name: value for name, value in NOTARY.items() if name != left_out}
    asked, said = mac.make(MACOS_SIGNING_IDENTITY=IDENTITY, **given)
    assert said.startswith("NOT NOTARISED: ")
    assert "xcrun" not in [call[0] for call in asked]


def test_without_an_app_it_says_what_to_do(mac: Mac) -> None:
    (mac.root / APP).rename(mac.root / "elsewhere")
    ended = subprocess.run(
        ["/bin/sh", "packaging/macos/make_dmg.sh", "1.2.3", "arm64"],
        cwd=mac.root,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "run packaging/freeze/freeze.py first" in ended.stderr


def test_the_script_is_plain_posix_shell() -> None:
    checked = subprocess.run(  # noqa: S603 - our own
        [tool("shellcheck", "shellcheck"), "--shell=sh", str(SCRIPT)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (checked.returncode, checked.stdout) == (0, "")
    assert re.match(r"#!/bin/sh\n", SCRIPT.read_text("utf-8"))
