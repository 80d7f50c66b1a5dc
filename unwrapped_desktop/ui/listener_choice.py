"""Who can be laid beside somebody else: `ListenerChoice`, one line of a list to choose from."""

from dataclasses import dataclass
from enum import StrEnum

from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate

_LONGEST_NAME = 40
_LONGEST_IN_A_LIST = 28


class ChoiceKind(StrEnum):
    """Where somebody's verdict comes from."""

    KEPT = "kept"
    SHOWN = "shown"
    SAMPLE = "sample"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerChoice:
    """Somebody who can be chosen.

    Attributes:
        key: What tells them from all others.
        name: What they are called; foreign matter.
        kind: Where their verdict comes from.
    """

    key: str
    name: str
    kind: ChoiceKind

    @property
    def title(self) -> str:
        """The line in a list: the name, and where the verdict comes from."""
        return f"{isolate(short_listener(self.name, _LONGEST_IN_A_LIST))}, {_kind_words(self.kind)}"


def short_listener(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return a listener's name as one line of so many characters at most; one without letters is said to be none."""
    whole = clean(name[: 4 * _LONGEST_NAME]) or translate("ListenerChoice", "No name")
    return whole if len(whole) <= longest else whole[: longest - 1].rstrip() + "…"


def _kind_words(kind: ChoiceKind) -> str:
    match kind:
        case ChoiceKind.KEPT:
            return translate("ListenerChoice", "kept here")
        case ChoiceKind.SHOWN:
            return translate("ListenerChoice", "the verdict on screen")
        case ChoiceKind.SAMPLE:
            return translate("ListenerChoice", "made up")
        case ChoiceKind.FILE:
            return translate("ListenerChoice", "from a file")
