"""The critic's own words: phrases and labels, read from `resources/phrases`. See docs/phrases.md."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

import msgspec

from unwrapped_desktop.domain.errors import CriticError
from unwrapped_desktop.domain.lore import Lore
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.resources import resource_bytes

FILES = (
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
LABEL_FILES = ("labels", "list_charges", "two_labels")
ANY_INTENSITY = "any"

_T = TypeVar("_T")


class Phrase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One wording of a family; with `about`, of that very subject."""

    id: str
    family: str
    intensity: str
    mechanic: str
    shape: str
    subject: str
    image: str = ""
    text: str
    guards: tuple[str, ...] = ()
    sets_up: str = ""
    calls_back: str = ""
    tender: bool = False
    about: str = ""


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One label with the line that says why."""

    id: str
    label: str
    poles: tuple[str, str]
    charge: str


class ListCharge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said under a label of a listener of whom lists alone are known."""

    id: str
    poles: tuple[str, str]
    charge: str


class TwoLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One label for two listeners, with the line that says why.

    Attributes:
        alike: How alike they are: `alike`, `some`, `little`, `nothing`, or `unknown`.
        lead: `led` where one of them hears artists first, `level` where nobody does or it cannot be told.
        axes: Whether most scores lean the `same` way, `opposite` ways, or neither: `mixed`.
    """

    id: str
    label: str
    alike: str
    lead: str
    axes: str
    charge: str


class Phrasebook(msgspec.Struct, frozen=True, kw_only=True):
    """All wordings by family, all labels by unordered pair of poles.

    Attributes:
        version: Changes with every change of a wording or a label.
        by_family: Wordings of each family, in the order of the files.
        labels: Labels of each pair of poles.
        list_labels: The same labels, with charges that lists alone can carry.
        two_labels: Labels for two listeners, by how alike they are, who leads, and how the scores lean.
    """

    version: str
    by_family: Mapping[str, tuple[Phrase, ...]]
    labels: Mapping[frozenset[str], tuple[Label, ...]]
    list_labels: Mapping[frozenset[str], tuple[Label, ...]]
    two_labels: Mapping[tuple[str, str, str], tuple[TwoLabel, ...]]

    def wordings(self, family: str, intensity: Intensity, about: str = "") -> tuple[Phrase, ...]:
        """Return the wordings of a family, about that very subject, that an intensity may use."""
        fitting = (intensity.value, ANY_INTENSITY)
        return tuple(
            phrase
            for phrase in self.by_family.get(family, ())
            if phrase.intensity in fitting and phrase.about == about
        )

    @property
    def lore(self) -> Lore:
        """Of whom and of what there are lines of their own."""

        def subjects(family: str) -> frozenset[str]:
            return frozenset(phrase.about for phrase in self.by_family.get(family, ()))

        return Lore(
            artists=subjects("lore_artist"),
            families=subjects("lore_genre"),
            decades=subjects("lore_decade"),
        )


@lru_cache(maxsize=1)
def load_phrasebook() -> Phrasebook:
    """Return the shipped phrases and labels.

    Raises:
        CriticError: A file is missing or broken.
    """
    files = {name: resource_bytes("phrases", f"{name}.json") for name in (*FILES, *LABEL_FILES)}
    by_family: dict[str, list[Phrase]] = {}
    for name in FILES:
        for phrase in _decode(name, files[name], tuple[Phrase, ...]):
            by_family.setdefault(phrase.family, []).append(phrase)
    labels: dict[frozenset[str], tuple[Label, ...]] = {}
    for label in _decode("labels", files["labels"], tuple[Label, ...]):
        pair = frozenset(label.poles)
        labels[pair] = (*labels.get(pair, ()), label)
    list_labels: dict[frozenset[str], tuple[Label, ...]] = {}
    for charge in _decode("list_charges", files["list_charges"], tuple[ListCharge, ...]):
        pair = frozenset(charge.poles)
        list_labels[pair] = (*list_labels.get(pair, ()), *_charged(labels.get(pair, ()), charge))
    two_labels: dict[tuple[str, str, str], tuple[TwoLabel, ...]] = {}
    for two in _decode("two_labels", files["two_labels"], tuple[TwoLabel, ...]):
        cell = (two.alike, two.lead, two.axes)
        two_labels[cell] = (*two_labels.get(cell, ()), two)
    version = hashlib.sha256(b"".join(files.values())).hexdigest()[:12]
    families = {family: tuple(wordings) for family, wordings in by_family.items()}
    return Phrasebook(
        version=version, by_family=families, labels=labels, list_labels=list_labels, two_labels=two_labels
    )


def _charged(labels: tuple[Label, ...], charge: ListCharge) -> Iterator[Label]:
    """Yield labels of a pair of poles with another charge."""
    for label in labels:
        yield msgspec.structs.replace(label, id=f"{label.id}/{charge.id}", charge=charge.charge)


def _decode(name: str, content: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError as error:
        raise CriticError("phrases_broken", name=name, what=str(error)) from error
