"""What Windows gets: the version resource, the portable zip, the installer as NSIS compiles it, and signatures.

Nothing here runs on Windows: what is read back is what was put in.
"""

import hashlib
import http.server
import os
import re
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.by_path import ROOT, load, tool
from unwrapped_desktop import APP_ID, NAME, __version__
from unwrapped_desktop.paths import APP_NAME

resource = load("windows/version_resource.py")
maker = load("windows/make_installer.py")
signer = load("windows/sign.py")

SCRIPT = (ROOT / "packaging" / "windows" / "installer.nsi").read_text("utf-8")
FILES = {
    "Unwrapped.exe": b"",
    "unwrapped-desktop.exe": b"",
    "_internal/python311.dll": b"library",
    "_internal/PySide6/plugins/platforms/qwindows.dll": b"plugin",
    "_internal/resources/Gruppe für Müßige/größe.json": b"{}",
}
PASSWORD = "kein Geheimnis"  # noqa: S105 - of a certificate that lives as long as a test


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the smallest program of Windows that there is here: one that NSIS makes, and that does nothing."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "tiny.nsi").write_text('Unicode true\nOutFile "tiny.exe"\nSection\nSectionEnd\n', "utf-8")
    subprocess.run([tool("makensis", "nsis"), "-V1", str(folder / "tiny.nsi")], check=True)  # noqa: S603 - our own
    return (folder / "tiny.exe").read_bytes()


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory, program: bytes) -> Path:
    """Return a folder of the shape that freezing leaves."""
    folder = tmp_path_factory.mktemp("Gefrorenes Übel") / "unwrapped-desktop"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content or program)
    return folder


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory, frozen: Path) -> Path:
    """Return an installer that is not signed."""
    folder = tmp_path_factory.mktemp("Ausgabe öffentlich")
    target = folder / "unwrapped-1.2.3-setup.exe"
    environment = {"PATH": os.environ["PATH"]}
    maker.make_setup(frozen, target, version="1.2.3", work=folder / "work", environment=environment)
    return target


def _listed(archive: Path) -> str:
    command = [tool("7z", "p7zip-full"), "l", "-slt", str(archive)]
    listed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")  # noqa: S603 - our own
    return listed.stdout


def _unpacked(archive: Path, folder: Path) -> Path:
    command = [tool("7z", "p7zip-full"), "x", "-y", f"-o{folder}", str(archive)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own
    return folder


# --------------------------------------------------------------------------------------------------- the version resource
def _read(text: str) -> Any:
    """Return what PyInstaller would make of it, with each of its classes a pair of its name and its arguments."""
    names = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )

    def made(name: str) -> Any:
        return lambda *values, **named: (name, [*values, *named.values()])

    return eval(text, {name: made(name) for name in names})  # noqa: S307 - as PyInstaller does it


@pytest.mark.parametrize("executable", ["Unwrapped.exe", "unwrapped-desktop.exe"])
def test_a_version_resource_tells_name_version_and_maker(executable: str) -> None:
    text = resource.version_resource("1.2.3", executable)
    strings = dict(re.findall(r"StringStruct\('(\w+)', '([^']*)'\)", text))
    assert (strings["ProductName"], strings["FileDescription"]) == (NAME, NAME)
    assert strings["FileVersion"] == strings["ProductVersion"] == "1.2.3"
    assert (strings["OriginalFilename"], strings["CompanyName"]) == (executable, "The Unwrapped maintainers")
    _, (fixed, kids) = _read(text)
    assert fixed[1][:2] == [(1, 2, 3, 0), (1, 2, 3, 0)]
    assert [name for name, _ in kids] == ["StringFileInfo", "VarFileInfo"]


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("10.20.65535", (10, 20, 65535, 0)), ("2.0.0rc1", (2, 0, 0, 0))],
)
def test_a_version_becomes_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert resource.numbers_of(version) == numbers


@pytest.mark.parametrize("version", ["", "1.2", "v1.2.3", "1.2.65536", "1.2.3'; import os"])
def test_a_version_that_windows_cannot_keep_is_refused(version: str) -> None:
    with pytest.raises(ValueError, match=r"numbers|above"):
        resource.version_resource(version)


def test_the_program_has_a_version_that_windows_can_keep() -> None:
    assert ".".join(map(str, resource.numbers_of(__version__)[:3])) == __version__


# --------------------------------------------------------------------------------------------------------- the portable zip
def test_the_portable_zip_holds_every_file_and_is_the_same_twice(frozen: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    maker.make_portable(frozen, first)
    for path in frozen.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    maker.make_portable(frozen, second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    assert contents == {
        f"unwrapped-desktop/{path.relative_to(frozen).as_posix()}": path.read_bytes()
        for path in frozen.rglob("*")
        if path.is_file()
    }


# ------------------------------------------------------------------------------------------------------------ the installer
def test_the_installer_holds_every_file_at_its_place(setup: Path, frozen: Path, tmp_path: Path) -> None:
    assert setup.read_bytes()[:2] == b"MZ"
    assert not signer.is_signed(setup)
    listed = _listed(setup)
    assert "SubType = NSIS-3 Unicode" in listed
    unpacked = _unpacked(setup, tmp_path)
    there = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert {name for name in there if not name.startswith("$PLUGINSDIR")} == {*FILES, f"Uninstall {NAME}.exe"}
    for name in FILES:
        assert (unpacked / name).read_bytes() == (frozen / name).read_bytes(), name


def test_the_uninstaller_takes_what_was_put_there_and_nothing_else(frozen: Path) -> None:
    told = maker.facts(frozen, "1.2.3", Path("side.bmp"))
    windows_names = {name.replace("/", "\\") for name in FILES}
    assert {*re.findall(r'Delete "\$INSTDIR\\(.+)"', told)} == windows_names
    removed = re.findall(r'RMDir "\$INSTDIR\\(.+)"', told)
    assert removed == sorted(removed, key=lambda folder: -folder.count("\\"))
    assert {*removed} == {
        "_internal",
        "_internal\\PySide6",
        "_internal\\PySide6\\plugins",
        "_internal\\PySide6\\plugins\\platforms",
        "_internal\\resources",
        "_internal\\resources\\Gruppe für Müßige",
    }


def test_the_script_removes_no_folder_with_what_is_in_it_and_kills_nothing() -> None:
    lines = [line for line in SCRIPT.splitlines() if not line.lstrip().startswith(";")]
    assert not [
        line
        for line in lines
        if re.search(r"RMDir\s+/r|taskkill|KillProc|TerminateProcess|Delete .*\*", line)
    ]
    assert not [line for line in lines if "HKLM" in line or "SHCTX" in line]
    assert "RequestExecutionLevel user" in lines
    # Where the data lies is said, and only said.
    assert [line.strip() for line in lines if APP_NAME in line] == [
        f'StrCpy $DataFolder "$LOCALAPPDATA\\{APP_NAME}"'
    ]


def test_the_installer_knows_the_program_by_its_own_names(frozen: Path) -> None:
    told = dict(re.findall(r'!define (\w+) "(.*)"', maker.facts(frozen, "1.2.3", Path("side.bmp"))))
    assert (told["NAME"], told["APP_ID"], told["SUFFIX"]) == (NAME, APP_ID, "unwrapped")
    assert told["NUMBERS"] == "1.2.3.0"
    assert (
        int(told["SIZE_KB"])
        == sum(path.stat().st_size for path in frozen.rglob("*") if path.is_file()) // 1024
    )
    assert Path(told["ICON"]).is_file()
    for name in told:
        assert f"${{{name}}}" in SCRIPT, name


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "unwrapped-desktop.exe").touch()
    with pytest.raises(ValueError, match=r"Unwrapped\.exe is missing"):
        maker.facts(tmp_path, "1.2.3", Path("side.bmp"))


@pytest.mark.parametrize("name", ['a"b', "a$b", "a:b"])
def test_a_name_that_would_mean_something_else_is_refused(frozen: Path, tmp_path: Path, name: str) -> None:
    for program_file in ("Unwrapped.exe", "unwrapped-desktop.exe", name):
        (tmp_path / program_file).touch()
    with pytest.raises(ValueError, match="a sign in its name"):
        maker.facts(tmp_path, "1.2.3", Path("side.bmp"))


def test_zip_and_installer_are_made_under_the_names_that_people_look_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("WINDOWS_SIGNING_PFX", "WINDOWS_SIGNING_DLIB"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("ROOT", tmp_path), ("FROZEN", frozen), ("DIST", tmp_path / "dist")):
        monkeypatch.setattr(maker, name, value)
    assert maker.main() == 0
    made = {path.name for path in (tmp_path / "dist").iterdir()}
    name = f"unwrapped-desktop-{__version__}-windows-x86_64"
    assert made == {f"{name}-portable.zip", f"{name}-setup.exe"}
    told = capsys.readouterr()
    assert told.err.startswith("NOT SIGNED: ")
    assert told.out.count("Made: ") == 2


def test_nothing_frozen_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(maker, "FROZEN", tmp_path / "none")
    assert maker.main() == 1
    assert "run packaging/freeze/freeze.py first" in capsys.readouterr().err


# --------------------------------------------------------------------------------------------------------------- signatures
@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate for programs and one for times, of nobody."""
    folder = tmp_path_factory.mktemp("keys")
    openssl = tool("openssl", "openssl")
    for name, usage in (("code", "codeSigning"), ("time", "critical,timeStamping")):
        made = [
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN=Nobody's {name}",
        ]
        files = ["-keyout", f"{name}.key", "-out", f"{name}.crt", "-addext", f"extendedKeyUsage={usage}"]
        subprocess.run([openssl, *made, *files], cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own
    packed = ["pkcs12", "-export", "-inkey", "code.key", "-in", "code.crt", "-out", "code.pfx", "-passout"]
    subprocess.run([openssl, *packed, f"pass:{PASSWORD}"], cwd=folder, check=True)  # noqa: S603 - our own
    (folder / "serial").write_text("01\n", "utf-8")
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa = here\n[here]\nserial = serial\nsigner_cert = time.crt\nsigner_key = time.key\n"
        "signer_digest = sha256\ndefault_policy = 1.2.3\ndigests = sha256\ncerts = time.crt\n",
        "utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def time_server(keys: Path) -> Iterator[str]:
    """Run a server that confirms times (RFC 3161), on this computer, and return its address."""

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            (keys / "asked.tsq").write_bytes(asked)
            command = [
                tool("openssl", "openssl"),
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-queryfile",
                "asked.tsq",
            ]
            answer = subprocess.run(command, cwd=keys, check=True, capture_output=True)  # noqa: S603 - our own
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer.stdout)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _checked(path: Path, keys: Path) -> str:
    # The certificate is its own authority here.
    by = ["-CAfile", str(keys / "code.crt"), "-TSA-CAfile", str(keys / "time.crt")]
    command = [tool("osslsigncode", "osslsigncode"), "verify", *by, "-in", str(path)]
    checked = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")  # noqa: S603 - our own
    assert checked.returncode == 0, checked.stdout
    return checked.stdout


def test_installer_and_uninstaller_are_signed_with_a_time(
    keys: Path, time_server: str, frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool("osslsigncode", "osslsigncode")
    given = {
        "WINDOWS_SIGNING_PFX": str(keys / "code.pfx"),
        "WINDOWS_SIGNING_PASSWORD": PASSWORD,
        "WINDOWS_SIGNING_TIMESTAMP": time_server,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    target = tmp_path / "unwrapped-1.2.3-setup.exe"
    maker.make_setup(frozen, target, version="1.2.3", work=tmp_path / "work")
    uninstaller = _unpacked(target, tmp_path / "out") / f"Uninstall {NAME}.exe"
    before = hashlib.sha256(target.read_bytes()).hexdigest()
    assert signer.main([str(target)]) == 0
    assert hashlib.sha256(target.read_bytes()).hexdigest() != before
    for path in (target, uninstaller):
        assert signer.is_signed(path)
        told = _checked(path, keys)
        assert "Nobody's code" in told
        assert re.search(r"Message digest algorithm\s*: SHA256", told)
        assert "Timestamp Server Signature verification: ok" in told


def test_without_anything_to_sign_with_it_is_said_loudly(
    setup: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("WINDOWS_SIGNING_PFX", "WINDOWS_SIGNING_DLIB"):
        monkeypatch.delenv(name, raising=False)
    assert signer.main([str(setup)]) == 0
    assert capsys.readouterr().err.startswith("NOT SIGNED: ")
    assert not signer.is_signed(setup)


@pytest.mark.parametrize(
    "given",
    [
        {"WINDOWS_SIGNING_PFX": "code.pfx"},
        {"WINDOWS_SIGNING_DLIB": "a.dll", "WINDOWS_SIGNING_TIMESTAMP": "x"},
    ],
)
def test_what_does_not_suffice_signs_nothing(setup: Path, given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="WINDOWS_SIGNING"):
        signer.sign([setup], given)


def test_what_is_no_program_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "text.exe"
    path.write_text("not a program", "utf-8")
    with pytest.raises(ValueError, match=r"text\.exe is no program"):
        signer.is_signed(path)


@pytest.mark.parametrize(
    ("given", "by"),
    [
        ({"WINDOWS_SIGNING_PFX": "c.pfx", "WINDOWS_SIGNING_PASSWORD": "p"}, ["/f", "c.pfx", "/p", "p"]),
        (
            {"WINDOWS_SIGNING_DLIB": "d.dll", "WINDOWS_SIGNING_METADATA": "m.json"},
            ["/dlib", "d.dll", "/dmdf", "m.json"],
        ),
    ],
)
def test_on_windows_signtool_is_told_sha_256_and_a_time(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], by: list[str]
) -> None:
    told: list[list[str]] = []
    monkeypatch.setattr(signer.sys, "platform", "win32")
    monkeypatch.setattr(signer.subprocess, "run", lambda command, **_: told.append(command))
    signer.sign([Path("a.exe"), Path("b.dll")], {**given, "WINDOWS_SIGNING_TIMESTAMP": "http://time"})
    times = ["/fd", "SHA256", "/tr", "http://time", "/td", "SHA256"]
    assert told == [["signtool", "sign", "/v", *times, *by, "a.exe", "b.dll"]]
