"""What the program is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Something that is shipped with the program, and on what terms.

    Attributes:
        name: What it is called.
        version: Its version; empty where it has none, or none can be told.
        licence: The terms in short, such as `MIT`.
        text: The terms in full, or where they stand.
    """

    name: str
    version: str
    licence: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the program says about itself.

    Attributes:
        versions: What runs here, as (name, version).
        licences: The program first, then what it is made of, by name.
    """

    versions: tuple[tuple[str, str], ...]
    licences: tuple[Licence, ...]

    def as_text(self) -> str:
        """Return it as lines of text, without the full terms."""
        parts = [f"{name} {version}" for name, version in self.versions]
        terms = [f"{one.name} {one.version}".rstrip() + f": {one.licence}" for one in self.licences]
        return "\n".join([*parts, "", *terms]) + "\n"
