"""What a person chooses for a judgement."""

from dataclasses import dataclass, field, fields
from enum import StrEnum

import msgspec

from unwrapped_desktop.domain.exclusion import Exclusions


class Intensity(StrEnum):
    """The critic's voice: the same facts, another tone."""

    GENTLE = "gentle"
    HONEST = "honest"
    BRUTAL = "brutal"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgingDefaults:
    """What a person has chosen once for all judgements to come.

    Attributes:
        timezone: IANA zone name; empty for the system's.
        intensity: The voice of a listener's first verdict. Those after it keep the voice of the one before.
    """

    timezone: str = ""
    intensity: Intensity = Intensity.HONEST


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """All choices that change a verdict.

    Attributes:
        timezone: IANA zone name for hours and weekdays.
        intensity: The critic's voice.
        exclusions: What is left out.
        wording: Shifts the choice of wordings ("say it differently"); 0 is the record's own.
        listener_name: The name on the verdict.
    """

    timezone: str
    intensity: Intensity = Intensity.HONEST
    exclusions: Exclusions = field(default_factory=Exclusions)
    wording: int = 0
    listener_name: str = "You"

    @property
    def key(self) -> str:
        """The choices as canonical text: equal settings have equal keys, whatever the reasons of exclusions."""
        choices = {choice.name: getattr(self, choice.name) for choice in fields(self)}
        choices["exclusions"] = self.exclusions.key
        return msgspec.json.encode(choices, order="deterministic").decode()
