"""What the charts say: `mark_words`, `span_words`, `extremes`, and how foreign names and own words are made safe."""

import re
from collections.abc import Sequence

from unwrapped_desktop.ui.charts.data import Mark, Span
from unwrapped_desktop.ui.figures import write_span
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate

LONGEST_NAME = 160
"""More of a name is never drawn or read out; a table has all of it."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_OVERRIDES = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")


def short_name(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a foreign name as one line of so many characters at most."""
    # A name of megabytes is cut before it is looked at, letter by letter.
    shown = clean(name[: 4 * LONGEST_NAME])
    return shown if len(shown) <= longest else shown[:longest].rstrip() + "…"


def own_words(text: str) -> str:
    """Return words of the program as one line. Names in them keep their isolates, and spaces stay unbroken."""
    return _OVERRIDES.sub("", _CONTROLS.sub(" ", text)).strip()


def mark_note(mark: Mark) -> str:
    """Return the note of a mark; one that is partial never goes without."""
    if mark.is_partial:
        return own_words(mark.note) or translate("Charts", "not all of it")
    return own_words(mark.note)


def mark_words(mark: Mark, longest: int = LONGEST_NAME) -> str:
    """Return a mark in words: `2019: 9,450 plays, whole year`."""
    return _named(short_name(mark.label, longest), own_words(mark.text), mark_note(mark))


def span_words(span: Span, longest: int = LONGEST_NAME) -> str:
    """Return a span in words: `The Lantern: 3 May to 9 June 2021, 61 plays`."""
    return _named(short_name(span.label, longest), write_span(span.first, span.last), own_words(span.text))


def extremes(marks: Sequence[Mark | Span]) -> str:
    """Return sentences with the highest and the lowest of some marks; empty where there is but one.

    A partial mark is low because it is partial, so it is the lowest only among its like.
    """
    if len(marks) < 2:
        return ""
    highest = max(marks, key=lambda mark: mark.value)
    whole = [mark for mark in marks if not (isinstance(mark, Mark) and mark.is_partial)]
    lowest = min(whole or marks, key=lambda mark: mark.value)
    if len({mark.value for mark in marks}) == 1:
        return translate("Charts", "All are the same: {value}.").format(value=own_words(highest.text))
    return translate("Charts", "Highest: {highest}. Lowest: {lowest}.").format(
        highest=_with_text(highest), lowest=_with_text(lowest)
    )


def _with_text(mark: Mark | Span) -> str:
    return translate("Charts", "{name} with {value}").format(
        name=short_name(mark.label), value=own_words(mark.text)
    )


def _named(name: str, *parts: str) -> str:
    said = translate("Charts", ", ").join(part for part in parts if part)
    if not (name and said):
        return said or (isolate(name) if name else "")
    return translate("Charts", "{name}: {words}").format(name=isolate(name), words=said)
