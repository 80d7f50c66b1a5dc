"""What the critic keeps to itself beside somebody who has died."""

import re
from functools import lru_cache

from unwrapped_desktop.critic.phrases import Phrase
from unwrapped_desktop.domain.finding import Finding

SOMBRE = re.compile(
    r"\b(?:"
    r"dead|death|dies?|died|dying|graves?|gravestones?|tomb\w*|coffins?|funerals?|hearse|undertaker\w*|buried|bury|burial"
    r"|ghosts?|haunt\w*|corpse|skeletons?|widow\w*|mourn\w*|obituar\w*|chalk outline|fossils?|embalm\w*|urns?|wreaths?"
    r"|heaven\w*|angels?|afterlife|resurrect\w*|exhum\w*"
    r"|drown\w*|sank|sunk|sink|sinking|float\w*|flood\w*|water|waters|river|lake|tide|bath|bathwater|puddles?|swim\w*"
    r"|fire|fires|flames?|burn\w*|burnt|ash|ashes|embers?|candles?|smoke|matches|chimney|kindling"
    r"|clocks?|hourglass|countdown|stopwatch"
    r"|rope|noose|hang\w*|hung|knife|knives|blade|razor|gun|guns|bullets?|shot|poison\w*|pills?|needles?"
    r"|crash\w*|plane|planes|helicopter|runway|wreck\w*|cliff|ledge|fell|bleed\w*|blood"
    r"|breath\w*|pulse|heartbeat|ambulance|hospital|ward|sick\w*|fever|coroner"
    r"|retire\w*|comeback|encore|tour|new album|next album"
    r")\b",
    re.IGNORECASE,
)
"""Words that read as a death, or as the way somebody died, where they are only an image: ends, water, fire, clocks, harm,
and what the living alone can still do."""


def is_tactful(phrase: Phrase, finding: Finding) -> bool:
    """Whether a wording may be used of a finding. Lore is written of the very artist and needs no guard."""
    return not finding.departed or bool(phrase.about) or not _is_sombre(phrase.text)


@lru_cache(maxsize=8_192)
def _is_sombre(text: str) -> bool:
    return SOMBRE.search(text) is not None
