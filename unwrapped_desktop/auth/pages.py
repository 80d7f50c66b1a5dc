"""What the browser shows when it has come back: static pages that repeat nothing they were sent."""

from unwrapped_desktop.auth.callback import Denied, Granted, Outcome

_REASONS = {200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found"}

_HEADERS = (
    "Content-Type: text/html; charset=utf-8",
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy: no-referrer",
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
)

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Unwrapped</title>
<style>
  body {{ margin: 0; min-height: 100vh; display: grid; place-content: center; background: #f4efe4; color: #151412;
         font: 18px/1.5 system-ui, sans-serif; }}
  main {{ max-width: 26rem; padding: 2rem; border-left: 4px solid #c12d17; background: #fffdf8; }}
  h1 {{ margin: 0 0 .5rem; font-size: 1.4rem; }}
  p {{ margin: 0; }}
</style></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body>
</html>
"""

_GRANTED = ("Signed in.", "You can close this page and go back to Unwrapped.")
_DENIED = ("Not signed in.", "Nothing was read. You can close this page; Unwrapped says what happened.")
_OTHERS = ("Nothing here.", "This address is for the way back from Spotify alone.")


def answer(status: int, outcome: Outcome) -> bytes:
    """Return a whole answer, headers and page."""
    title, text = _words(outcome)
    body = _PAGE.format(title=title, text=text).encode()
    lines = (f"HTTP/1.1 {status} {_REASONS[status]}", *_HEADERS, f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode() + body


def _words(outcome: Outcome) -> tuple[str, str]:
    if isinstance(outcome, Granted):
        return _GRANTED
    return _DENIED if isinstance(outcome, Denied) else _OTHERS
