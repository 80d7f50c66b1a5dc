"""The loose form under which spellings of a name are the same artist, worked out for thousands of names at once."""

import unicodedata
from collections.abc import Sequence

KANA_VOICING = "\u3099\u309a"
VIRAMA = 9
"""Combining class of the sign that joins Indic consonants."""


def artist_key(name: str) -> str:
    """Return the form under which names are the same artist.

    NFKD without accents, casefolded, "&" and "+" as "and", without a leading "the" and without punctuation, as long as
    something remains: "Beyoncé" and "BEYONCE", "The Beatles" and "Beatles". Vowel signs of Indic scripts and voicing
    marks of kana are letters of their own and stay.
    """
    (key,) = artist_keys((name,))
    return key


def artist_keys(names: Sequence[str]) -> list[str]:
    """Return `artist_key` of each name: many of them as one text, since a call for each takes many times longer."""
    keys = dict.fromkeys(names, "")
    for batch in ([name for name in keys if name.isascii()], [name for name in keys if not name.isascii()]):
        keys.update(zip(batch, _keys(batch), strict=True))
    return [keys[name] for name in names]


def _keys(names: Sequence[str]) -> list[str]:
    """Return the keys of names; those in ASCII alone are a text that translates a few times faster."""
    if not names:
        return []
    text = "\n".join(names)
    if text.count("\n") >= len(names):
        text = "\n".join(name.replace("\n", " ") for name in names)
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = decomposed.replace("&", " and ").replace("+", " and ").translate(_SIGNS)
    return [
        _key(line, original) for line, original in zip(plain.split("\n"), decomposed.split("\n"), strict=True)
    ]


def _key(plain: str, decomposed: str) -> str:
    if "  " in plain or plain[:1] == " " or plain[-1:] == " ":
        plain = " ".join(plain.split())
    if plain.startswith("the ") and plain != "the the" and not plain.startswith("the the "):
        plain = plain[4:]
    return plain or decomposed.strip()


class _Signs(dict[int, str]):
    """What becomes of each sign of a name, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Return what becomes of a sign: a letter stays, an accent goes, anything else is a space."""
        sign = chr(code)
        if _is_accent(sign):
            kept = ""
        elif sign.isalnum() or unicodedata.category(sign).startswith("M"):
            kept = sign
        else:
            kept = " "
        self[code] = kept
        return kept


_SIGNS = _Signs({ord("\n"): "\n"})


def _is_accent(sign: str) -> bool:
    return (
        unicodedata.combining(sign) != 0
        and sign not in KANA_VOICING
        and unicodedata.combining(sign) != VIRAMA
    )
