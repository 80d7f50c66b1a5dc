"""A verdict as one web page that needs nothing beside itself: no script, no request, its fonts and its style within it."""

from unwrapped_desktop.sharing.page.render import verdict_page

__all__ = ["verdict_page"]
