"""The colours of both themes, as the window and the pages that leave it show them."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, as `#RRGGBB`."""

    paper: str
    raised: str
    receipt: str
    ink: str
    quiet: str
    rule: str
    leader: str
    accent: str
    accent_hover: str
    on_accent: str
    wash: str
    second: str
    third: str

    def as_dict(self) -> dict[str, str]:
        """Return the colours by name."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}


LIGHT = Tokens(
    paper="#F5F0E6",
    raised="#FFFCF5",
    receipt="#FFFEFA",
    ink="#161412",
    quiet="#5E574D",
    rule="#D8CFBF",
    leader="#A89F90",
    accent="#BF2D17",
    accent_hover="#9F2310",
    on_accent="#FFFCF5",
    wash="#F7DDD5",
    second="#2B4BD8",
    third="#9A6312",
)
DARK = Tokens(
    paper="#141210",
    raised="#1E1B18",
    receipt="#262320",
    ink="#F4ECDD",
    quiet="#A89F90",
    rule="#37322B",
    leader="#6B6357",
    accent="#FF6A4D",
    accent_hover="#FF8A72",
    on_accent="#141210",
    wash="#3A211B",
    second="#8FA3FF",
    third="#E6B455",
)

LIGHT_HIGH_CONTRAST = Tokens(
    paper="#FFFFFF",
    raised="#FFFFFF",
    receipt="#FFFFFF",
    ink="#000000",
    quiet="#3A352E",
    rule="#6B6357",
    leader="#5E574D",
    accent="#8F1C0A",
    accent_hover="#6E1405",
    on_accent="#FFFFFF",
    wash="#FBEAE4",
    second="#1B2FA0",
    third="#6B4206",
)
DARK_HIGH_CONTRAST = Tokens(
    paper="#000000",
    raised="#000000",
    receipt="#0D0C0B",
    ink="#FFFFFF",
    quiet="#D8CFBF",
    rule="#A89F90",
    leader="#A89F90",
    accent="#FF9A85",
    accent_hover="#FFB8A8",
    on_accent="#000000",
    wash="#3A211B",
    second="#B9C5FF",
    third="#F2CE85",
)
"""For those whose system asks for more contrast: text has 7:1 at least, and lines that part things show."""
