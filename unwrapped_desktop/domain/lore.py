"""Of whom and of what the critic has something of its own to say. Free of NumPy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lore:
    """Subjects with lines of their own.

    Attributes:
        artists: Names as the reference table writes them.
        families: Genre families.
        decades: Decades such as `1980s`.
    """

    artists: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    decades: frozenset[str] = frozenset()


NO_LORE = Lore()
