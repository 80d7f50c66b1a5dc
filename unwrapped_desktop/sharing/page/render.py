"""Sets the page of a verdict: templates, style and fonts of `resources/page` and `resources/fonts/web` made one file.

Nothing on the page is fetched from anywhere, and nothing runs on it: what comes from a report is text and stays text.
The same report gives the same bytes.
"""

from base64 import b64encode
from functools import cache

from jinja2 import BaseLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from unwrapped_desktop.domain.palette import DARK, DARK_HIGH_CONTRAST, LIGHT, LIGHT_HIGH_CONTRAST, Tokens
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.resources import resource_bytes
from unwrapped_desktop.sharing.page.sheet import sheet_of
from unwrapped_desktop.sharing.page.text import tame

_FACES = (
    ("Bebas Neue", 400, "normal", "BebasNeue-Regular"),
    ("Inter", 400, "normal", "Inter-Regular"),
    ("Inter", 400, "italic", "Inter-Italic"),
    ("Inter", 600, "normal", "Inter-SemiBold"),
    ("JetBrains Mono", 400, "normal", "JetBrainsMono-Regular"),
    ("JetBrains Mono", 700, "normal", "JetBrainsMono-Bold"),
)
"""Family, weight, style and file of every face on the page."""

_THEMES: tuple[tuple[str, Tokens], ...] = (
    ("all", LIGHT),
    ("screen and (prefers-color-scheme: dark)", DARK),
    ("screen and (prefers-contrast: more)", LIGHT_HIGH_CONTRAST),
    ("screen and (prefers-color-scheme: dark) and (prefers-contrast: more)", DARK_HIGH_CONTRAST),
)
"""Which colours hold when; a later one wins."""


def verdict_page(report: Report) -> bytes:
    """Return a verdict as a web page in one file, UTF-8, that asks for nothing from anywhere.

    Args:
        report: What has been stripped for others already (`sharing.for_others`): all of it is shown.

    Raises:
        CriticError: The installation is incomplete.
    """
    page = (
        _environment()
        .get_template("page.html")
        .render(sheet=sheet_of(report), style=_style(), icon=_data("image/svg+xml", "icons", "unwrapped.svg"))
    )
    return page.encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=_loader(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_tamed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _loader() -> BaseLoader:
    return FunctionLoader(lambda name: resource_bytes("page", name).decode())


def _tamed(value: object) -> object:
    """Return what a template puts out, fit for the page, wherever it comes from."""
    return tame(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> Markup:
    """Return the style of the page with its fonts within it. None of it comes from a report."""
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:block;'
        f"src:url({_data('font/woff2', 'fonts', 'web', f'{file}.woff2')}) format('woff2')}}\n"
        for family, weight, style, file in _FACES
    )
    themes = "".join(f"@media {media}{{:root{{{_colours(tokens)}}}}}\n" for media, tokens in _THEMES)
    return Markup(faces + themes + resource_bytes("page", "page.css").decode())  # noqa: S704 - our own files


def _colours(tokens: Tokens) -> str:
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in tokens.as_dict().items())


def _data(kind: str, *parts: str) -> str:
    """Return a shipped file as an address that holds the file itself."""
    return f"data:{kind};base64,{b64encode(resource_bytes(*parts)).decode()}"
