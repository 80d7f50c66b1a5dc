"""The least programs that read the same files: `python loads.py NAME ZIP`, a whole process each.

Run by its path and importing late, so that such a process holds nothing but what it needs. All but `pandas` let go of a
file's rows before they take the next file, which is the cheapest way: the program keeps what it needs of every row.
"""

# ruff: noqa: PLC0415

import importlib
import sys
import zipfile
from collections.abc import Callable, Iterator


def bare(path: str) -> None:
    """Let msgspec decode five fields of each row: the least that any program reading these files has to do."""
    import msgspec

    fields = (
        "ts",
        "ms_played",
        "master_metadata_track_name",
        "master_metadata_album_artist_name",
        "spotify_track_uri",
    )
    row = msgspec.defstruct("Row", [(name, int if name == "ms_played" else str | None) for name in fields])
    decode = msgspec.json.Decoder(list[row]).decode  # type: ignore[valid-type] # made at run time
    for content in _files(path):
        decode(content)


def json(path: str) -> None:
    """Decode every field with the standard library."""
    decode = importlib.import_module("json").loads
    for content in _files(path):
        decode(content)


def orjson(path: str) -> None:
    """Decode every field with orjson."""
    decode = importlib.import_module("orjson").loads
    for content in _files(path):
        decode(content)


def pandas(path: str) -> None:
    """Read each file with pandas, and make one table of all."""
    from io import BytesIO

    library = importlib.import_module("pandas")
    library.concat([library.read_json(BytesIO(content)) for content in _files(path)], ignore_index=True)


def _files(path: str) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "Streaming_History_Audio" in name:
                yield archive.read(name)


LOADS: dict[str, Callable[[str], None]] = {"bare": bare, "json": json, "orjson": orjson, "pandas": pandas}


if __name__ == "__main__":
    LOADS[sys.argv[1]](sys.argv[2])
