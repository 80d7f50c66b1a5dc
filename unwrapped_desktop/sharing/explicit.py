"""Words in a name that not everybody wants to post under their own."""

import re

from unwrapped_desktop.domain.exclusion import folded

_STEMS = (
    # English; the stars that shops put in stand for letters
    r"f[u*][c*]k\w*", r"\w*motherf[u*][c*]k\w*", r"(?:bull|horse)?s[h*][i*]t(?:s|t\w*|e|head\w*|hole\w*|show\w*|faced?)?",
    r"b[i*][t*]ch\w*", r"c[u*][n*]ts?", r"p[u*][s*]s(?:y|ies)", r"dickheads?", r"c[o*]ck(?:s|sucker\w*)?",
    r"wh[o*]re\w*", r"sl[u*]t(?:s|ty)?", r"ass(?:hole)?s?", r"arseholes?", r"n[i*][g*]g(?:a\w*|er\w*|uh\w*)",
    r"f[a*]gg[o*]t\w*", r"tits", r"titties", r"boobs", r"porn(?:o\w*)?", r"cum(?:ming|shots?)", r"blowjobs?",
    r"orgasm\w*", r"wank(?:s|ed|er\w*|ing)?", r"bastards?", r"horny", r"masturbat\w*", r"dildos?",
    r"rap(?:e|ed|ist)s?", r"suck my", r"hoes?(?![ -]?down)", r"thots?", r"wap",
    # Spanish, Portuguese, Italian
    r"put[ao]s?", r"mierda", r"cabr[oó]n\w*", r"coño", r"pendej\w*", r"ching(?:a|o|ón)\w*", r"verga", r"culo",
    r"caralho", r"foder\w*", r"buceta", r"porra", r"merda", r"cazzo", r"stronz\w*", r"vaffanculo",
    # French
    r"putes?", r"putain", r"encul\w*", r"niqu(?:e|é)\w*", r"salopes?", r"merde", r"connards?", r"chattes?",
    # German, Dutch, the North, Polish, Russian
    r"fick(?:t|en|er|st)?", r"arschl[oö]ch\w*", r"arsch", r"fotzen?", r"hurens\w*", r"huren?", r"schei(?:ss|ß)e?",
    r"wichs\w*", r"schlampen?", r"neuken", r"kut", r"lul", r"hoer(?:en)?", r"fitta", r"knulla", r"kuk", r"kurw\w*",
    r"jeba\w*", r"chuj\w*", r"бля(?:д\w*|ть)?", r"сук[аиу]", r"сукин\w*", r"хуй\w*", r"пизд\w*",
    r"[её]б(?:а[лнт]|уч|ут|л[ао])\w*",  # noqa: RUF001 - the letters are meant
)  # fmt: skip
_EXPLICIT = re.compile(rf"(?<!\w)(?:{'|'.join(_STEMS)})(?!\w)", re.IGNORECASE)


def is_explicit(name: str) -> bool:
    """Whether a name holds such a word. A list of words errs on both sides; whoever minds can let a line out."""
    return _EXPLICIT.search(folded(name)) is not None
