"""Reads back what Qt and Chromium write into a PDF file: the words of every page, as whoever searches the file finds them."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj")
_RANGES = re.compile(r"beginbfrange\n(.*?)endbfrange", re.DOTALL)
_SINGLES = re.compile(r"beginbfchar\n(.*?)endbfchar", re.DOTALL)
_SINGLE = re.compile(r"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> (<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL)


def pdf_pages(data: bytes) -> list[str]:
    """Return the text of each page without white space, which a PDF file need not hold."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    fonts = {
        f"F{number}".encode(): _characters(_stream(objects[int(found[1])]))
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    streams = [_stream(body) for _, body in sorted(objects.items()) if b"stream\n" in body]
    return [_page(stream, fonts) for stream in streams if b" Tj" in stream]


def squashed(text: str) -> str:
    """Return a text without white space and without marks that have no shape."""
    return re.sub("[\\s\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u2069]", "", text)


def _stream(body: bytes) -> bytes:
    head, _, data = body.partition(b"stream\n")
    return zlib.decompressobj().decompress(data) if b"/FlateDecode" in head else data


def _page(stream: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text, font = "", dict[int, str]()
    for name, glyphs in _SHOWN.findall(stream):
        if name:
            font = fonts[name]
        else:
            codes = (int(glyphs[start : start + 4], 16) for start in range(0, len(glyphs), 4))
            text += "".join(font.get(code, "\ufffd") for code in codes)
    return squashed(text)


def _characters(cmap: bytes) -> dict[int, str]:
    found = dict[int, str]()
    for block in _SINGLES.findall(cmap.decode("latin-1")):
        found |= {
            int(code, 16): bytes.fromhex(one).decode("utf-16-be") for code, one in _SINGLE.findall(block)
        }
    for block in _RANGES.findall(cmap.decode("latin-1")):
        for first, last, _, start, several in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if start:
                found |= {code: chr(int(start, 16) + code - codes[0]) for code in codes}
            else:
                shown = re.findall(r"<([0-9A-Fa-f]+)>", several)
                found |= {
                    code: bytes.fromhex(one).decode("utf-16-be")
                    for code, one in zip(codes, shown, strict=False)
                }
    return found
