"""A listener's record as it is kept on this computer."""

from dataclasses import dataclass
from datetime import datetime

from unwrapped_desktop.domain.intake import Intake


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptRecord:
    """What is kept of everything that a listener ever handed over.

    Attributes:
        intake: All of it, each row once.
        data_sha256: `Record.data_sha256` of the record that is made of it.
        plays: Plays of that record.
        kept_at: When it was written.
    """

    intake: Intake
    data_sha256: str
    plays: int
    kept_at: datetime
