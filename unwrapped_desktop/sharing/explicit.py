"""Words in a name that not everybody wants to post under their own."""

import re

from unwrapped_desktop.domain.exclusion import folded

_STEMS = (
    # English; the stars that shops put in stand for letters
    r"f[u*]ck\w*", r"\w*motherf[u*]ck\w*", r"sh[i*]t\w*", r"bullsh[i*]t", r"b[i*]tch\w*", r"c[u*]nt\w*", r"p[u*]ss(?:y|ies)",
    r"dickhead\w*", r"c[o*]ck(?:s|sucker\w*)?", r"wh[o*]re\w*", r"sl[u*]t\w*", r"ass(?:hole)?s?", r"arseholes?",
    r"n[i*]gg\w*", r"f[a*]gg?[o*]t\w*", r"tits", r"titties", r"boobs", r"porn\w*", r"cum(?:ming|shots?)", r"blowjobs?",
    r"orgasm\w*", r"wank\w*", r"bastards?", r"horny", r"masturbat\w*", r"dildos?", r"rap(?:e|ed|ist)s?", r"suck my",
    r"hoes?", r"thot\w*", r"wap",
    # Spanish, Portuguese, Italian
    r"put[ao]s?", r"mierda", r"cabr[oó]n\w*", r"co[nñ]o", r"pendej\w*", r"ching[ao]\w*", r"verga", r"culo",
    r"caralho", r"foder\w*", r"buceta", r"porra", r"merda", r"cazzo", r"stronz\w*", r"troia", r"vaffanculo",
    # French
    r"putes?", r"putain", r"encul\w*", r"niqu\w*", r"salopes?", r"merde", r"connards?", r"chattes?",
    # German, Dutch, the North, Polish, Russian
    r"fick\w*", r"arschl[oö]ch\w*", r"arsch", r"fotzen?", r"hurens\w*", r"huren?", r"schei(?:ss|ß)e?", r"wichs\w*", r"schlampen?",
    r"neuken", r"kut", r"lul", r"hoer(?:en)?", r"fitta", r"knulla", r"kuk", r"kurw\w*", r"jeba\w*", r"chuj\w*", r"бля\w*",
    r"сук[аи]\w*", r"хуй\w*", r"пизд\w*", r"[её]б\w*",  # noqa: RUF001 - the letters are meant
)  # fmt: skip
_EXPLICIT = re.compile(rf"(?<!\w)(?:{'|'.join(_STEMS)})(?!\w)", re.IGNORECASE)


def is_explicit(name: str) -> bool:
    """Whether a name holds such a word. A list of words errs on both sides; whoever minds can let a line out."""
    return _EXPLICIT.search(folded(name)) is not None
