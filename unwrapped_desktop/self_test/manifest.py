"""Which shipped files there must be: a build that has lost one of them is broken, whoever needs it.

The list is written down, since a build cannot be asked what it has lost. A test holds it against the checkout.
"""

from types import MappingProxyType

FILES = (
    "fonts/BebasNeue-Regular.ttf",
    "fonts/Inter-Bold.ttf",
    "fonts/Inter-Italic.ttf",
    "fonts/Inter-Medium.ttf",
    "fonts/Inter-Regular.ttf",
    "fonts/Inter-SemiBold.ttf",
    "fonts/Inter-SemiBoldItalic.ttf",
    "fonts/JetBrainsMono-Bold.ttf",
    "fonts/JetBrainsMono-Regular.ttf",
    "fonts/OFL-BebasNeue.txt",
    "fonts/OFL-Inter.txt",
    "fonts/OFL-JetBrainsMono.txt",
    "fonts/ORIGIN.md",
    "fonts/web/BebasNeue-Regular.woff2",
    "fonts/web/Inter-Italic.woff2",
    "fonts/web/Inter-Regular.woff2",
    "fonts/web/Inter-SemiBold.woff2",
    "fonts/web/JetBrainsMono-Bold.woff2",
    "fonts/web/JetBrainsMono-Regular.woff2",
    "icons/unwrapped-128.png",
    "icons/unwrapped-16.png",
    "icons/unwrapped-24.png",
    "icons/unwrapped-256.png",
    "icons/unwrapped-32.png",
    "icons/unwrapped-48.png",
    "icons/unwrapped-512.png",
    "icons/unwrapped-64.png",
    "icons/unwrapped.svg",
    "licences/GPL-3.0.txt",
    "licences/LGPL-3.0.txt",
    "page/page.css",
    "page/page.html",
    "page/parts.html",
    "phrases/avoid.json",
    "phrases/basics.json",
    "phrases/change.json",
    "phrases/habits.json",
    "phrases/how.json",
    "phrases/labels.json",
    "phrases/lately.json",
    "phrases/list_charges.json",
    "phrases/lists.json",
    "phrases/lore.json",
    "phrases/map.json",
    "phrases/odd.json",
    "phrases/often.json",
    "phrases/record.json",
    "phrases/statement.json",
    "phrases/two_labels.json",
    "phrases/two_listeners.json",
    "phrases/when.json",
    "phrases/who.json",
    "phrases/wrapped.json",
    "reference/artists.csv",
    "reference/countries.csv",
    "reference/genres.csv",
    "reference/namesakes.csv",
    "schema/unwrapped-facts-1.schema.json",
    "schema/unwrapped-report-1.schema.json",
)
"""All shipped files, below the folder of resources."""

FONTS = tuple(name for name in FILES if name.endswith(".ttf"))

ICON = "icons/unwrapped.svg"

ICONS = MappingProxyType(
    {name: int(name.removesuffix(".png").rpartition("-")[2]) for name in FILES if name.endswith(".png")}
)
"""The icons of fixed sizes, with their sides in pixels."""
