"""What may not stand in a phrase: the lists of the house style, and a plain reading of the files."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[3] / "resources" / "phrases"
THEMES = (
    "who",
    "how",
    "when",
    "change",
    "avoid",
    "map",
    "odd",
    "often",
    "habits",
    "record",
    "basics",
    "lore",
    "lists",
    "lately",
    "statement",
    "wrapped",
    "two_listeners",
)
INTENSITIES = {"g": "gentle", "h": "honest", "b": "brutal", "a": "any"}
MECHANICS = frozenset(
    [
        "ladder",
        "set-up",
        "three",
        "contradiction",
        "understatement",
        "mock-precision",
        "mock-concession",
        "promotion",
        "bystander",
        "ledger",
        "callback",
        "kind-exit",
    ]
)
SHAPES = frozenset(
    [
        "flat-turn",
        "verdict-first",
        "ratio",
        "ledger",
        "three-beat",
        "before-during-after",
        "either-or",
        "give-or-take",
        "then-comes",
        "name-last",
        "object-with-habits",
        "bystander",
        "conditional-removal",
        "concession",
        "side-by-side",
        "instruction",
        "one-clause",
    ]
)
SUBJECTS = frozenset(["you", "song", "artist", "calendar", "object", "bystander", "none"])
PROVEN = frozenset(
    [
        "most",
        "half",
        "nearly half",
        "never",
        "no",
        "none",
        "nothing",
        "nobody",
        "every",
        "all",
        "always",
        "once",
        "only",
        "first",
    ]
)
FORMS: Mapping[str, frozenset[str]] = {
    "count": frozenset(["", "figure", "times"]),
    "minutes": frozenset(["", "figure", "times"]),
    "percent": frozenset(["", "figure"]),
    "artist": frozenset([""]),
    "listener": frozenset([""]),
    "track": frozenset([""]),
    "album": frozenset([""]),
    "date": frozenset(["", "day", "month"]),
    "month": frozenset(["", "name"]),
    "year": frozenset([""]),
    "time": frozenset([""]),
    "weekday": frozenset([""]),
    "decade": frozenset([""]),
}

SLOT = re.compile(r"\{([a-z_]+)(?:([:=?])([^{}]*))?\}")
GUARD = re.compile(r"([a-z_]+)(>=|<=|==|!=|>|<)([a-z_]+|\d+(?:\.\d+)?)")

NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "half",
        "halves",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "twice",
        "thrice",
        "double",
        "doubled",
        "triple",
        "treble",
        "dozen",
        "dozens",
        "couple",
        "both",
        "pair",
        "pairs",
    ]
)
WORDS_OF_ORDER = frozenset(["most", "every", "never", "once", "only", "always"])
CALENDAR = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Mondays",
        "Tuesdays",
        "Wednesdays",
        "Thursdays",
        "Fridays",
        "Saturdays",
        "Sundays",
        "Christmas",
        "Easter",
        "Ramadan",
        "Diwali",
        "Halloween",
    ]
)

_BANNED = r"""
walking (?:billboard|\w+ chart|\w+pedia|encyclop|museum|playlist) | called(?: and|,) .{0,20}wants? | main character
it'?s giving | rent[- ]free | tell me you'?re | not a personality | whole personality | we get it | therap(?:y|ist)s?
red flags? | chef'?s kiss | soundtrack (?:of|to) your | eclectic | sonic | soundscape | tapestry | journey | testament
symphony of | basic | pumpkin spice | oat milk | tote bags? | flannel | craft beer | avocado | peaked in | dad rock
wine mum | plot twist | spoilers? | let that sink | let'?s be honest | let'?s face it | broken record | on repeat
time capsule | time machine | cry for help | send help | touch grass | seek help | crying in | sad[- ]girl
in your feelings | in your \w+ era | algorithms? | somewhere,? an? \w+ is crying | restraining order | stalk(?:er|ing)
hostages? | stockholm | commitment issues | midlife | daddy issues | unhinged | feral | iconic | chaotic | bold choice
congratulations | imagine being | gym membership | ikea | airport lounge | hipster | barista
the \w+ equivalent of | the way other people | which is to say | if we'?re counting | no notes | we have questions
quite | truly | literally | deeply | simply | because clearly | proving that | for someone who | not an? \w+ but an?
at least | but hey | all in all | according to | \bdata\b | stats | statistics | insane | staggering | impressive
swear | idiots? | losers? | pathetic | \bstupid | lazy | shame on | \bI\b | \bI'm\b | sleep more | go outside | your ex
"""
BANNED = tuple(
    re.compile(rf"(?<!\w){pattern.strip()}(?!\w)", re.IGNORECASE if pattern.strip() != r"\bI\b" else 0)
    for line in _BANNED.strip().splitlines()
    for pattern in line.split(" | ")
)
PATTERNS: Mapping[str, re.Pattern[str]] = {
    "not X but Y": re.compile(r"\bnot\b[^.;:]{1,40}\bbut\b|\bless\b[^.;:]{1,40},? more\b", re.IGNORECASE),
    "that's not A": re.compile(r"\b(?:that|this|it)(?:'s| is) not\b[^.]*[,.] (?:that|this|it)(?:'s| is)\b", re.IGNORECASE),
    "X meets Y": re.compile(r"\bmeets\b", re.IGNORECASE),
    "opening": re.compile(
        r"(?:^|[.] )(?:Apparently|Somehow|Because of course|Here's the thing|Honestly|And yet|If \w+ were)\b"
    ),
    "abstract ending": re.compile(r"\b(?:energy|chaos|devotion|commitment|vibes?|dedication|passion)\.?$", re.IGNORECASE),
    "three adjectives": re.compile(r"\b\w+(?:y|al|ous|ful|ic|less), \w+(?:y|al|ous|ful|ic|less),? and \w+(?:y|al|ous|ful|ic|less)\b"),
    "hyphen chain": re.compile(r"\w+-\w+-\w+-\w+|\w+-\w+-\w+"),
    "dash aside": re.compile(r"\s[-–—]\s|—"),  # noqa: RUF001 - the dashes that are banned
    "question": re.compile(r"[?]"),
    "exclamation": re.compile(r"[!]"),
    "bracket": re.compile(r"[()\[\]]"),
    "possessive of a name": re.compile(r"§name§['’]s"),  # noqa: RUF001
    "article before a name": re.compile(r"\b(?:the|a|an) §artist§", re.IGNORECASE),
    "possessive of a listener": re.compile(r"§listener§['’]s|\bof §listener§(?! and)"),  # noqa: RUF001
    "third person after a listener": re.compile(
        r"(?<!\bof )(?<!\bfor )(?<!\bby )(?<!\bat )(?<!\bto )(?<!\band )§listener§ (?:has|is|was|does|[a-z]+s)\b"
    ),
    "present tense after a name": re.compile(
        r"(?<!\bof )(?<!\bfor )(?<!\bby )(?<!\bat )(?<!\bto )(?<!\band )§artist§ (?:has|have|is|are|does|do|plays)\b"
    ),
}  # fmt: skip


@lru_cache(maxsize=1)
def phrases() -> tuple[Mapping[str, Any], ...]:
    """All phrases in the order of the files."""
    return tuple(
        phrase
        for theme in THEMES
        for phrase in json.loads((FOLDER / f"{theme}.json").read_text(encoding="utf-8"))
    )


@lru_cache(maxsize=1)
def labels() -> tuple[Mapping[str, Any], ...]:
    """All labels."""
    return tuple(json.loads((FOLDER / "labels.json").read_text(encoding="utf-8")))


def literal(text: str, mark: str = "§") -> str:
    """The text with each slot as a mark."""
    return SLOT.sub(mark, text)


def literal_words(text: str) -> list[str]:
    """The words of the literal text."""
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", literal(text, " § "))  # noqa: RUF001


def word_runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many words outside slots, without regard to case and stops."""
    for part in SLOT.split(text)[:: SLOT.groups + 1]:
        words = re.findall(r"[\w'’]+", part.lower())  # noqa: RUF001
        yield from (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def sentences(text: str) -> list[str]:
    """The sentences of a template; a slot is one word."""
    return [part for part in re.split(r"(?<=[.!?…])\s+", literal(text, "§")) if part]
