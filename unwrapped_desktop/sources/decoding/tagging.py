"""Keeps each tag and each text of an export once, while it is read."""

from collections.abc import Iterable

import numpy as np

from unwrapped_desktop.domain.intake import ABSENT, Tags, Texts
from unwrapped_desktop.domain.record import Codes, Mask
from unwrapped_desktop.sources.decoding.devices import DEVICE_KINDS

RawTag = tuple[str | None, str | None, str | None, str | None]
"""Artist, title, album and URI as a row has them."""


class _CodeOfText(dict[str | None, int]):
    """Code of each text met so far, spelled as it was met; asking for a new one gives it a code."""

    __slots__ = ("texts",)

    def __init__(self) -> None:
        super().__init__({None: ABSENT})
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        stripped = text.strip()
        if not stripped:
            code = ABSENT
        elif stripped != text:
            code = self[stripped]
        else:
            code = len(self.texts)
            self.texts.append(text)
        self[text] = code
        return code


class _CodeOfTag(dict[RawTag, int]):
    """Code of each tag met so far."""

    __slots__ = ("_code_of_codes", "_columns", "is_music", "tags")

    def __init__(self, columns: tuple[_CodeOfText, ...]) -> None:
        super().__init__()
        self._columns = columns
        self._code_of_codes: dict[tuple[int, ...], int] = {}
        self.tags: list[tuple[int, ...]] = []
        self.is_music = bytearray()

    def __missing__(self, raw: RawTag) -> int:
        codes = tuple(column[text] for column, text in zip(self._columns, raw, strict=True))
        # Two tags can differ in white space alone.
        code = self._code_of_codes.setdefault(codes, len(self.tags))
        if code == len(self.tags):
            self.tags.append(codes)
            artist, title, _, _ = codes
            self.is_music.append(ABSENT not in (artist, title))
        self[raw] = code
        return code


class Tagger:
    """The tables of tags and texts of one reading, in the order they were met."""

    def __init__(self) -> None:
        self._texts = tuple(_CodeOfText() for _ in range(4))
        self._code_of = _CodeOfTag(self._texts)

    def codes(self, raw: Iterable[RawTag], count: int) -> Codes:
        """Return the code of each tag."""
        # A dictionary's own `__getitem__` keeps this loop in C.
        return np.fromiter(map(self._code_of.__getitem__, raw), dtype=np.int32, count=count)

    def take_in(self, tags: Tags, texts: Texts) -> Codes:
        """Add the tags of another reading and return the code here of each of them."""
        columns = (
            _spelled(texts.artists, tags.artist),
            _spelled(texts.titles, tags.title),
            _spelled(texts.albums, tags.album),
            _spelled(texts.uris, tags.uri),
        )
        return self.codes(zip(*columns, strict=True), len(tags))

    def is_music(self, tag: Codes) -> Mask:
        """Return for each tag code whether it names an artist and a title."""
        # A copy: an array over the growing table itself would forbid it to grow.
        return np.frombuffer(bytes(self._code_of.is_music), dtype=np.bool_)[tag]

    def tags(self) -> Tags:
        """Return the tags so far."""
        table = np.array(self._code_of.tags, dtype=np.int32).reshape(-1, 4)
        artist, title, album, uri = (np.ascontiguousarray(column) for column in table.T)
        return Tags(artist=artist, title=title, album=album, uri=uri)

    def texts(self) -> Texts:
        """Return the texts so far."""
        artists, titles, albums, uris = (tuple(column.texts) for column in self._texts)
        return Texts(artists=artists, titles=titles, albums=albums, uris=uris, devices=DEVICE_KINDS)


def _spelled(texts: tuple[str, ...], codes: Codes) -> Iterable[str | None]:
    lookup = (*texts, None)
    return map(lookup.__getitem__, codes.tolist())
