"""Every line that the critic can say is checked before it is said: its form, its words, and how it reads with bad luck."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, pairwise, product
from typing import Any

import msgspec
import pytest

from tests.property import reader
from tests.unit.critic.findings import Units, all_units
from tests.unit.critic.lint import (
    BANNED,
    CALENDAR,
    FOLDER,
    FORMS,
    GUARD,
    INTENSITIES,
    MECHANICS,
    NUMBER_WORDS,
    PATTERNS,
    PROVEN,
    SHAPES,
    SLOT,
    SUBJECTS,
    WORDS_OF_ORDER,
    labels,
    literal,
    literal_words,
    phrases,
    sentences,
    word_runs,
)
from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.critic.factcheck import problems
from unwrapped_desktop.critic.rules import RULES
from unwrapped_desktop.critic.slots import Quotable, Unfit, fill, meets
from unwrapped_desktop.domain.report import Cell, CellRef, Claim, Receipt

KEYS = frozenset(
    [
        "id",
        "family",
        "intensity",
        "mechanic",
        "shape",
        "subject",
        "image",
        "text",
        "guards",
        "sets_up",
        "calls_back",
        "tender",
        "about",
    ]
)
POLES = (
    ("explorer", "loyalist"),
    ("obsessive", "grazer"),
    ("night", "day"),
    ("finisher", "skipper"),
    ("album", "shuffle"),
    ("nostalgic", "current"),
    ("broad", "narrow"),
)
TRAITS: Mapping[str, str] = {
    "explorer": "explorer_loyalist",
    "loyalist": "explorer_loyalist",
    "obsessive": "grazer_obsessive",
    "grazer": "grazer_obsessive",
    "night": "day_night",
    "day": "day_night",
    "finisher": "finisher_skipper",
    "skipper": "finisher_skipper",
    "album": "album_shuffle",
    "shuffle": "album_shuffle",
    "nostalgic": "current_nostalgic",
    "current": "current_nostalgic",
    "broad": "broad_narrow",
    "narrow": "broad_narrow",
}


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Units:
    base = tmp_path_factory.getbasetemp()
    return all_units((base.parent if base.name.startswith("popen-") else base) / "pages")


def listed(broken: Iterator[str] | Sequence[str]) -> None:
    """Fail with every broken rule on a line of its own."""
    found = sorted(broken)
    assert not found, f"{len(found)} broken:\n" + "\n".join(found)


# ------------------------------------------------------------------------------------------------ form
def test_every_phrase_has_the_fields_of_a_phrase() -> None:
    def broken() -> Iterator[str]:
        for phrase in phrases():
            name = phrase["id"]
            extra, missing = phrase.keys() - KEYS, KEYS - phrase.keys() - {"image", "guards", "sets_up"}
            missing -= {"calls_back", "tender", "about"}
            if extra or missing:
                yield f"{name}: fields {extra or missing}"
            match = re.fullmatch(r"([a-z_]+)\.([ghba])\d+", name)
            if not match or match[1] != phrase["family"] or INTENSITIES[match[2]] != phrase["intensity"]:
                yield f"{name}: id, family and intensity differ"
            for field, allowed in (("mechanic", MECHANICS), ("shape", SHAPES), ("subject", SUBJECTS)):
                if phrase[field] not in allowed:
                    yield f"{name}: {field} {phrase[field]!r}"
            if phrase["text"] != " ".join(phrase["text"].split()):
                yield f"{name}: white space"
            if phrase.get("tender") and phrase.get("image"):
                yield f"{name}: a tender line with an image"

    listed(broken())


def test_ids_and_texts_are_unique() -> None:
    ids, texts = Counter(phrase["id"] for phrase in phrases()), Counter(p["text"] for p in phrases())
    listed([f"{what} {count} times" for what, count in (ids + texts).items() if count > 1])


def test_every_family_of_the_rules_speaks_in_every_voice() -> None:
    voices = defaultdict(set)
    for phrase in phrases():
        voices[phrase["family"]].add(phrase["intensity"])
    families = {rule.family for rule in RULES}
    listed(
        [f"{family}: only {sorted(voices[family])}" for family in families
         if "any" not in voices[family] and voices[family] != {"gentle", "honest", "brutal"}]
        + [f"{family}: no rule" for family in voices.keys() - families]
    )  # fmt: skip


def test_slots_and_guards_quote_what_the_finding_holds(units: Units) -> None:
    def broken() -> Iterator[str]:
        for phrase in phrases():
            held = units.get(phrase["family"], {})
            for slot, sign, argument in SLOT.findall(phrase["text"]):
                unit = held.get(slot)
                if unit is None:
                    yield f"{phrase['id']}: no slot {slot}"
                elif sign == "=" and (argument.lower() not in PROVEN or unit not in {"count", "percent"}):
                    yield f"{phrase['id']}: {slot} ({unit}) cannot prove {argument!r}"
                elif sign == "?" and (argument.count("|") != 1 or unit not in {"count", "minutes"}):
                    yield f"{phrase['id']}: noun {argument!r} of {slot} ({unit})"
                elif sign not in {"=", "?"} and argument not in FORMS[unit]:
                    yield f"{phrase['id']}: {slot} ({unit}) has no form {argument!r}"
            if set("{}") & set(SLOT.sub("", phrase["text"])):
                yield f"{phrase['id']}: broken braces"
            for guard in phrase.get("guards", ()):
                match = GUARD.fullmatch(guard)
                names = [part for part in (match[1], match[3]) if part[0].isalpha()] if match else []
                if not match or any(held.get(name) not in {*FORMS} for name in names):
                    yield f"{phrase['id']}: guard {guard}"

    listed(broken())


def test_every_call_back_has_a_set_up() -> None:
    keys = {phrase["sets_up"] for phrase in phrases() if phrase.get("sets_up")}
    listed([p["id"] for p in phrases() if p.get("calls_back") and p["calls_back"] not in keys])


def test_no_image_stands_in_more_than_three_families() -> None:
    families = defaultdict(set)
    for phrase in phrases():
        if phrase.get("image"):
            families[phrase["image"]].add(phrase["family"])
    listed([f"{image}: {sorted(where)}" for image, where in families.items() if len(where) > 3])


# ------------------------------------------------------------------------------------------------ words
def test_no_literal_holds_a_number_a_date_or_a_word_of_order() -> None:
    def broken() -> Iterator[str]:
        for phrase in phrases():
            words = literal_words(phrase["text"])
            pieces = {piece for word in words for piece in re.split(r"[-'’]", word)}  # noqa: RUF001
            found = {word for word in pieces if word.lower() in NUMBER_WORDS | WORDS_OF_ORDER}
            found |= {word for word in pieces if word in CALENDAR}
            found |= set(re.findall(r"\d+", literal(phrase["text"])))
            if found:
                yield f"{phrase['id']}: {sorted(found)} | {phrase['text']}"

    listed(broken())


def test_nothing_banned_is_said() -> None:
    def broken() -> Iterator[str]:
        for entry in (*phrases(), *labels()):
            template = entry.get("text", "") or f"{entry['label'].lower()}. {entry['charge']}"
            text = SLOT.sub("§", template)
            yield from (
                f"{entry['id']}: {match[0]!r} | {template}"
                for pattern in BANNED
                if (match := pattern.search(text))
            )

    listed(broken())


def test_no_banned_pattern(units: Units) -> None:
    def marked(phrase: Mapping[str, Any]) -> str:
        held = units.get(phrase["family"], {})
        names = {"artist": "§artist§", "track": "§name§", "album": "§name§", "listener": "§listener§"}
        return SLOT.sub(lambda match: names.get(held.get(match[1], ""), "§"), phrase["text"])

    listed(
        [
            f"{phrase['id']}: {name} {match[0]!r} | {phrase['text']}"
            for phrase in phrases()
            for name, pattern in PATTERNS.items()
            if (match := pattern.search(marked(phrase)))
        ]
    )


def test_no_two_phrases_share_five_words_in_a_row() -> None:
    owners: dict[tuple[str, ...], str] = {}
    shared = set()
    for phrase in phrases():
        for run in set(word_runs(phrase["text"], 5)):
            if owners.setdefault(run, phrase["id"]) != phrase["id"]:
                shared.add(f"{owners[run]} and {phrase['id']}: {' '.join(run)}")
    listed(sorted(shared))


def test_sentences_are_short_and_begin_differently() -> None:
    def broken() -> Iterator[str]:
        for phrase in phrases():
            parts = sentences(phrase["text"])
            if not 1 <= len(parts) <= 3:
                yield f"{phrase['id']}: {len(parts)} sentences | {phrase['text']}"
            for part in parts:
                if len(part.split()) > 32:
                    yield f"{phrase['id']}: {len(part.split())} words | {part}"
            for earlier, later in pairwise(parts):
                first, then = earlier.split()[0].lower(), later.split()[0].lower()
                if first == then and "§" not in first:
                    yield f"{phrase['id']}: neighbours begin with {first!r} | {phrase['text']}"

    listed(broken())


# ------------------------------------------------------------------------------------------------ bad luck
AWKWARD = ("Women", "fun.", "!!!", "青葉市子", "فيروز", "Nobody", "The The", "A Title of Exactly Forty Characters, So", "Wham?")  # fmt: skip
LISTENERS = ("you", "the one", "Ada", "the other", "فيروز", "fun.", "R2D2")
COUNTS = (1, 2, 11, 42, 1_000, 12_346)
SHARES = (1.2, 2.5, 11.0, 49.5, 50.4, 62.4, 88.8, 99.4)
DATES: Mapping[str, Sequence[str]] = {
    "date": ("1 January 2020", "31 December 2026", "1 May 2021"),
    "month": ("May 2022", "March 2020"),
    "year": ("2019",),
    "time": ("0:00", "1:05", "12:00"),
    "weekday": ("Sunday",),
    "decade": ("1990s",),
}
FIXED = {"ten": 10, "after": 0, "missed": 0, "skipped": 0, "full": 500}
ONES: Mapping[str, frozenset[str]] = {
    "month_of_one": frozenset(["others"]),
    "lately_stranger": frozenset(["rank"]),
    "lately_climber": frozenset(["rank", "plays"]),
    "lately_song": frozenset(["rank", "plays"]),
    "said_song_wrong": frozenset(["starts", "skips"]),
    "said_score": frozenset(["judged", "right", "wrong"]),
    "runner_up": frozenset(["gap"]),
    "one_song_artist": frozenset(["other_plays"]),
    "unfinished_song": frozenset(["finishes", "early"]),
    "skip_speed": frozenset(["seconds"]),
    "total_time": frozenset(["years"]),
    "song_day": frozenset(["gap", "other"]),
    "early_to_bed": frozenset(["late"]),
    "the_day": frozenset(["artist_plays", "hours"]),
    "marathon": frozenset(["artist_plays"]),
    "moving_out": frozenset(["third"]),
    "first_song": frozenset(["plays"]),
    "came_back": frozenset(["years"]),
    "quiet_month": frozenset(["plays"]),
    "zero_hour": frozenset(["plays"]),
    "rare_find": frozenset(["found"]),
    "rain": frozenset(["hours"]),
    "charts": frozenset(["plays"]),
    "acclaimed": frozenset(["plays"]),
    "worrying": frozenset(["plays"]),
    "open_door": frozenset(["artists"]),
    "live_album": frozenset(["track_plays"]),
    "sped_up": frozenset(["track_plays"]),
    "remasters": frozenset(["year_plays"]),
    "year_favourite": frozenset(["favourite_year_plays"]),
    "year_hidden": frozenset(["rank", "year_plays"]),
    "review_song_absent": frozenset(["rank", "listed"]),
    "two_little": frozenset(["shared"]),
    "two_lead": frozenset(["behind"]),
    "two_gap": frozenset(["guest_plays"]),
    "two_unknown": frozenset(["place"]),
    "two_years": frozenset(["years"]),
}
"""Counts that can be one; all others are kept from it by what makes the family fire."""

ZEROS: Mapping[str, frozenset[str]] = {
    "year_hidden": frozenset(["year_plays"]),
    "said_artist_wrong": frozenset(["said_plays"]),
    "said_song_right": frozenset(["skips"]),
    "said_score": frozenset(["right", "wrong"]),
    "review_codes": frozenset(["named"]),
    "two_nothing": frozenset(["shared"]),
    "two_unknown": frozenset(["listed"]),
}
"""Counts that can be zero, besides those that can in every family."""

_NOUNS = r"(?:play|song|artist|day|week|month|year|hour|minute|second|start|skip|time|night|name|star|track|weekday)"
_MANY = r"(?:two|three|eleven|ten|11|1,000|12,346)"
_GRAMMAR = (
    re.compile(rf"\b(?:[Oo]ne|1) (?:other |different |whole |weekday )?{_NOUNS}s\b"),
    re.compile(r"\b(?:[Oo]ne|1) (?:were|are|have)\b"),
    re.compile(rf"\b{_MANY} (?:other |different |whole )?{_NOUNS}\b(?! and| or)"),
    re.compile(r"\ba (?:11|8|18|eleven|eight)\b|\ban (?:1,|12|2|two|one)"),
    re.compile(r"\s[.,;:]|\.\.|\.,|,\.|\s\s|%%"),
    re.compile(r"\bper cent per cent\b|\btimes times\b"),
)


def rendered(
    phrase: Mapping[str, Any], held: Mapping[str, str]
) -> Iterator[tuple[str, Sequence[Claim], Receipt]]:
    """Yield the phrase with awkward names and counts, wherever it may be said."""
    used = sorted({slot for slot, _, _ in SLOT.findall(phrase["text"])} | set(_guarded(phrase)))
    counts = [slot for slot in used if held[slot] in {"count", "minutes"} and slot not in FIXED]
    for turn, numbers in enumerate(_combined([_counts(phrase["family"], slot) for slot in counts])):
        values: dict[str, Any] = dict(zip(counts, numbers, strict=True))
        for place, slot in enumerate(used):
            if slot not in values:
                values[slot] = _value(slot, held[slot], turn + place)
        cells = tuple(Cell(label=slot, value=values[slot], unit=held[slot]) for slot in used)
        receipt = Receipt(id="r", title="", rows=cells, totals=(), population="")
        slots = {
            slot: Quotable(cells[at], CellRef(receipt="r", part="rows", index=at))
            for at, slot in enumerate(used)
        }
        if not meets(tuple(phrase.get("guards", ())), slots):
            continue
        try:
            text, claims = fill(phrase["text"], slots, ledger=phrase["shape"] == "ledger")
        except Unfit:
            continue
        yield text, claims, receipt


def _capitals_inside(template: str, text: str, claims: Sequence[Claim]) -> list[str]:
    """Return the words that are capitalised although only a name with a stop of its own stands before them."""
    slots = [match for match in SLOT.finditer(template) if match[2] != "?"]
    if len(slots) != len(claims):
        return ["slots and claims differ"]
    return [
        f"{text[claim.start : claim.end]!r} in the middle of a sentence"
        for (before, slot), (earlier, claim) in zip(pairwise(slots), pairwise(claims), strict=True)
        if earlier.kind == "name" and not template[before.end() : slot.start()].strip()
        if claim.kind in {"number", "order"} and text[claim.start].isupper()
    ]


def _guarded(phrase: Mapping[str, Any]) -> Iterator[str]:
    """Yield the slots that the guards of a phrase look at."""
    for guard in phrase.get("guards", ()):
        match = GUARD.fullmatch(guard)
        if match:
            yield from (part for part in (match[1], match[3]) if part[0].isalpha())


def _combined(choices: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return all combinations of two lists, and of more lists enough to meet every value."""
    if len(choices) <= 2:
        return list(product(*choices)) * len(AWKWARD) if not choices else list(product(*choices))
    turned = [
        tuple(choice[(turn + place) % len(choice)] for place, choice in enumerate(choices))
        for turn in range(max(map(len, choices)))
    ]
    return [*turned, *product(*(choice[:2] for choice in choices))]


def _value(slot: str, unit: str, turn: int) -> Any:
    if slot in FIXED:
        return FIXED[slot]
    if unit == "percent":
        return SHARES[turn % len(SHARES)]
    if unit in {"artist", "track", "album"}:
        return AWKWARD[turn % len(AWKWARD)]
    if unit == "listener":
        return LISTENERS[turn % len(LISTENERS)]
    return DATES[unit][turn % len(DATES[unit])]


def _counts(family: str, slot: str) -> tuple[int, ...]:
    zeros = {"finishes", "other", "late", "others", "early", "plays", "second_plays", "favourite_year_plays"}
    with_zero = (0,) if slot in zeros or slot in ZEROS.get(family, ()) else ()
    return (*with_zero, *(COUNTS if slot in ONES.get(family, ()) else COUNTS[1:]))


def test_every_phrase_is_true_and_sound_with_awkward_names_and_numbers(units: Units) -> None:
    def broken() -> Iterator[str]:
        for phrase in phrases():
            held = units.get(phrase["family"], {})
            if not all(slot in held for slot, _, _ in SLOT.findall(phrase["text"])):
                continue  # told by another test
            said = 0
            for text, claims, receipt in rendered(phrase, held):
                said += 1
                yield from (
                    f"{phrase['id']}: {problem} | {text}"
                    for problem in problems(text, claims, {"r": receipt})
                )
                plain = msgspec.to_builtins(claims)
                own = reader.unclaimed(text, plain, ())
                own += reader.false_claims(text, plain, {"r": msgspec.to_builtins(receipt)})
                masked = reader.without_names(text, plain)
                own += [match[0] for pattern in _GRAMMAR if (match := pattern.search(masked))]
                if not (masked[0].isupper() or masked[0].isdigit() or plain[0]["start"] == 0):
                    own.append("begins in lower case")
                own += _capitals_inside(phrase["text"], text, claims)
                if text[-1] not in ".!?":
                    own.append("ends without a stop")
                yield from (f"{phrase['id']}: {problem} | {text}" for problem in own)
            if not said and not (
                PROVEN & {argument for _, sign, argument in SLOT.findall(phrase["text"]) if sign == "="}
            ):
                yield f"{phrase['id']}: could not be said at all | {phrase['text']}"

    first: dict[tuple[str, str], str] = {}
    for line in broken():
        first.setdefault((line.split(":")[0], line.split(" | ")[0]), line)
    listed(list(first.values()))


# ------------------------------------------------------------------------------------------------ lore
def test_lore_is_about_somebody_the_table_knows_and_remarks_may_be_about() -> None:
    artists = {artist.name: artist for artist in load_reference().artists}
    families = {artist.genre for artist in load_reference().artists}
    decades = {f"{decade}s" for decade in range(1950, 2030, 10)}
    subjects = {"lore_artist": artists.keys(), "lore_genre": families, "lore_decade": decades}
    for phrase in phrases():
        allowed = subjects.get(phrase["family"])
        about = phrase.get("about", "")
        assert (about in allowed) if allowed is not None else not about, phrase["id"]
        if phrase["family"] == "lore_artist":
            assert artists[about].is_target, phrase["id"]


def test_there_is_lore_enough() -> None:
    about = {
        family: {phrase["about"] for phrase in phrases() if phrase["family"] == family}
        for family in ("lore_artist", "lore_genre", "lore_decade")
    }
    assert len(about["lore_artist"]) >= 400
    assert len(about["lore_genre"]) >= 40
    assert len(about["lore_decade"]) == 8
    table = {artist.name: artist for artist in load_reference().artists}
    regions = Counter(table[name].region for name in about["lore_artist"])
    assert len(regions) >= 30
    assert max(regions.values()) <= 0.4 * len(about["lore_artist"])


# ------------------------------------------------------------------------------------------------ labels
def test_labels_are_short_and_unique() -> None:
    def broken() -> Iterator[str]:
        seen = Counter(label["label"] for label in labels())
        yield from (f"{label} {count} times" for label, count in seen.items() if count > 1)
        yield from (f"id {name}" for name, count in Counter(x["id"] for x in labels()).items() if count > 1)
        for entry in labels():
            label = entry["label"]
            if len(label) > 24 or not 2 <= len(label.split()) <= 4 or label != label.upper():
                yield f"{entry['id']}: {label!r} has {len(label)} characters, {len(label.split())} words"
            words = re.findall(r"[A-Z]+", label)
            if any(word.lower() in NUMBER_WORDS | {day.lower() for day in CALENDAR} for word in words):
                yield f"{entry['id']}: {label!r} names a number or a date"

    assert len(labels()) >= 40
    listed(broken())


def test_every_pair_of_poles_has_a_label() -> None:
    found = Counter(frozenset(entry["poles"]) for entry in labels())
    pairs = [frozenset(pair) for one, other in combinations(POLES, 2) for pair in product(one, other)]
    assert len(pairs) == 84
    without_source = {"explorer", "loyalist", "obsessive", "grazer", "night", "day", "broad", "narrow"}
    listed(
        [f"no label for {sorted(pair)}" for pair in pairs if not found[pair]]
        + [f"only one for {sorted(pair)}" for pair in pairs if pair <= without_source and found[pair] == 1]
        + [f"{sorted(pair)} are poles of one trait" for pair in found if pair not in set(pairs)]
    )


def test_charges_quote_both_poles_and_hold_no_numbers_of_their_own(units: Units) -> None:
    def broken() -> Iterator[str]:
        for entry in labels():
            charge, where = entry["charge"], [TRAITS[pole] for pole in entry["poles"]]
            slots = [slot for slot, sign, _ in SLOT.findall(charge) if sign != "?"]
            for trait in where:
                if not any(slot in units[trait] for slot in slots):
                    yield f"{entry['id']}: nothing of {trait} | {charge}"
            for slot, sign, argument in SLOT.findall(charge):
                unit = units[where[0]].get(slot) or units[where[1]].get(slot)
                if unit is None or (sign == ":" and argument not in FORMS[unit]):
                    yield f"{entry['id']}: slot {slot} | {charge}"
            if slots != list(dict.fromkeys(slots)):
                yield f"{entry['id']}: says a thing again | {charge}"
            words = {word.lower() for word in literal_words(charge)}
            found = words & (NUMBER_WORDS | WORDS_OF_ORDER) | set(re.findall(r"\d+", literal(charge)))
            of_traits = {**units[where[0]], **units[where[1]]}
            length = len(SLOT.sub(partial(longest, of_traits=of_traits), charge).split())
            if found or len(sentences(charge)) != 1 or length > 20 or charge[-1] != ".":
                yield f"{entry['id']}: {sorted(found)}, {length} words | {charge}"

    listed(broken())


def longest(slot: re.Match[str], of_traits: Mapping[str, str]) -> str:
    """What a slot is at its longest, each word an x."""
    name, sign, argument = slot.groups()
    if sign == "?":
        return max(argument.split("|"), key=lambda noun: len(noun.split()))
    if sign == ":" and argument == "times":
        return "x times"
    return "x per cent" if of_traits.get(name) == "percent" and argument != "figure" else "x"


# ------------------------------------------------------------------------------------------------ charges of lists
def list_charges() -> list[dict[str, Any]]:
    charges: list[dict[str, Any]] = json.loads((FOLDER / "list_charges.json").read_text(encoding="utf-8"))
    return charges


def test_every_pair_that_lists_can_tell_has_charges() -> None:
    told = (POLES[0], POLES[1], POLES[5], POLES[6])
    pairs = [frozenset(pair) for one, other in combinations(told, 2) for pair in product(one, other)]
    found = Counter(frozenset(entry["poles"]) for entry in list_charges())
    assert found == dict.fromkeys(pairs, 2)


@pytest.mark.parametrize("count", [1, 9, 50])
def test_charges_of_lists_can_be_said(count: int) -> None:
    def broken() -> Iterator[str]:
        for entry in list_charges():
            names = sorted({slot for slot, *_ in SLOT.findall(entry["charge"])})
            slots = {
                name: Quotable(
                    Cell(
                        label=name,
                        value=2014 if name == "middle" else count,
                        unit="year" if name == "middle" else "count",
                    ),
                    CellRef(receipt="r", part="rows", index=place),
                )
                for place, name in enumerate(names)
            }
            try:
                charge, _ = fill(entry["charge"], slots)
            except Unfit as error:
                yield f"{entry['id']}: {error} | {entry['charge']}"
                continue
            if len(charge.split()) > 20 or not charge.endswith(".") or not charge[0].isupper():
                yield f"{entry['id']}: {charge}"
            words = {word.lower() for word in literal_words(entry["charge"])}
            if words & (NUMBER_WORDS | WORDS_OF_ORDER) or re.search(r"\d", literal(entry["charge"])):
                yield f"{entry['id']}: a number of its own | {entry['charge']}"

    listed(broken())
