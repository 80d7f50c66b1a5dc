"""Text that goes into a cell of a spreadsheet: such that no name is taken for a formula, and none ends its cell.

A spreadsheet works out what a cell says if it begins with = + - or @ (OWASP, "CSV Injection"), and some forgive it white
space, invisible signs, quotation marks or the full width of Japanese letters before or about that sign. Where a file is
opened with another sign between its cells than it was written with, whatever follows a comma or a semicolon within a
name begins a cell of its own. So wherever a cell could begin, an apostrophe is put before what could be worked out:

    =1+1           '=1+1
    a; =1+1        a;' =1+1
    '=1+1          ''=1+1      so that every text comes back: take one apostrophe away where such a sign follows it

Numbers are written as numbers and never come here; a figure in words, such as a negative percentage, stays what it is.
"""

import re
import unicodedata

_WORKED_OUT = frozenset("=+-@")
_MINUS = "\u2212"
"""The sign of a negative number as a person writes it: a spreadsheet may read it as one."""

_LINE_ENDS = re.compile("[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WHERE_CELLS_BEGIN = re.compile("(^|[,;])([^,;]+)")
_FIGURE = re.compile(rf"{_MINUS}\d[\d.]*|[{_MINUS}-]\d[\d.]*\u00a0%")


def plain(text: str) -> str:
    """Return a text on one line: line ends and tabs are a space, and signs that steer a machine are gone."""
    on_one_line = _LINE_ENDS.sub(" ", text)
    return "".join(sign for sign in on_one_line if unicodedata.category(sign) not in {"Cc", "Cs"})


def guarded(text: str) -> str:
    """Return a text for a cell: on one line, and nothing in it that a spreadsheet works out."""
    return _WHERE_CELLS_BEGIN.sub(_guarded_beginning, plain(text))


def begins_dangerously(text: str) -> bool:
    """Whether a spreadsheet may work out a cell that holds this text."""
    told = next((sign for sign in text if not _is_passed_over(sign)), "")
    folded = unicodedata.normalize("NFKC", told)[:1]
    is_worked_out = folded in _WORKED_OUT or folded == _MINUS
    return is_worked_out and _FIGURE.fullmatch(text) is None


def _guarded_beginning(found: re.Match[str]) -> str:
    before, text = found.groups()
    return f"{before}'{text}" if begins_dangerously(text.lstrip("'")) else f"{before}{text}"


def _is_passed_over(sign: str) -> bool:
    """Whether a sign does not keep a spreadsheet from seeing what follows it: white space, what is invisible, a quote."""
    return sign.isspace() or sign == '"' or unicodedata.category(sign) in {"Cf", "Mn", "Me", "Cc"}
