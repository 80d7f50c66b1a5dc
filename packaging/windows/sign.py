"""Signs programs of Windows: `python packaging/windows/sign.py FILE...`. Where nothing to sign with is set, it says so.

With a certificate in a file, signtool signs on Windows and osslsigncode elsewhere:

    WINDOWS_SIGNING_PFX         the certificate with its key (PKCS #12)
    WINDOWS_SIGNING_PASSWORD    its password

With Azure Artifact Signing, which keeps the key, signtool signs on Windows alone:

    WINDOWS_SIGNING_DLIB        the file Azure.CodeSigning.Dlib.dll
    WINDOWS_SIGNING_METADATA    the JSON file that names account and profile

With both, WINDOWS_SIGNING_TIMESTAMP is the address of a server that confirms the time (RFC 3161): without it a signature
would end with its certificate, so nothing is signed then.

Exit status: 0 signed, or nothing to sign with; 1 it could not be signed; 2 usage.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PFX, PASSWORD = "WINDOWS_SIGNING_PFX", "WINDOWS_SIGNING_PASSWORD"
DLIB, METADATA = "WINDOWS_SIGNING_DLIB", "WINDOWS_SIGNING_METADATA"
TIMESTAMP = "WINDOWS_SIGNING_TIMESTAMP"

NOT_SIGNED = (
    f"NOT SIGNED: neither {PFX} nor {DLIB} is set, so Windows will warn whoever starts what was made here.\n"
)

_SECURITY_DIRECTORY = 4
_PE32_PLUS = 0x20B


def can_sign(environment: Mapping[str, str]) -> bool:
    """Whether something to sign with is set."""
    return bool(environment.get(PFX) or environment.get(DLIB))


def is_signed(path: Path) -> bool:
    """Whether a program or a library carries a signature already, of whomever.

    Raises:
        ValueError: It is neither a program nor a library of Windows.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    start = int.from_bytes(head[0x3C:0x40], "little")
    if head[:2] != b"MZ" or head[start : start + 4] != b"PE\0\0":
        raise ValueError(f"{path.name} is no program of Windows")
    optional = start + 24
    magic = int.from_bytes(head[optional : optional + 2], "little")
    # Eight bytes for each directory: where it is, and how large.
    entry = optional + (112 if magic == _PE32_PLUS else 96) + 8 * _SECURITY_DIRECTORY
    return any(head[entry : entry + 8])


def sign(paths: Sequence[Path], environment: Mapping[str, str] = os.environ) -> None:
    """Sign files, in their places.

    Raises:
        ValueError: What is set does not suffice.
        subprocess.CalledProcessError: The tool refused.
    """
    server = environment.get(TIMESTAMP, "")
    if not server:
        raise ValueError(f"{TIMESTAMP} is not set: a signature without a time ends with its certificate")
    if sys.platform == "win32":
        subprocess.run(_signtool(paths, server, environment), check=True)
        return
    if not environment.get(PFX):
        raise ValueError(f"{DLIB} serves on Windows alone; set {PFX} here")
    for path in paths:
        signed = path.with_name(f"{path.name}.signed")
        subprocess.run(_osslsigncode(path, signed, server, environment), check=True)
        signed.replace(path)


def _signtool(paths: Sequence[Path], server: str, environment: Mapping[str, str]) -> list[str]:
    if environment.get(DLIB):
        by = ["/dlib", environment[DLIB], "/dmdf", environment.get(METADATA, "")]
    else:
        by = ["/f", environment[PFX], "/p", environment.get(PASSWORD, "")]
    times = ["/fd", "SHA256", "/tr", server, "/td", "SHA256"]
    return ["signtool", "sign", "/v", *times, *by, *map(str, paths)]


def _osslsigncode(path: Path, signed: Path, server: str, environment: Mapping[str, str]) -> list[str]:
    by = ["-pkcs12", environment[PFX], "-pass", environment.get(PASSWORD, "")]
    return ["osslsigncode", "sign", *by, "-h", "sha256", "-ts", server, "-in", str(path), "-out", str(signed)]


def main(arguments: Sequence[str]) -> int:
    """Sign what is named, and return the exit status."""
    if not arguments:
        sys.stderr.write("Name the files to sign: sign.py FILE...\n")
        return 2
    if not can_sign(os.environ):
        sys.stderr.write(NOT_SIGNED)
        return 0
    try:
        sign([Path(argument) for argument in arguments])
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
