"""What errors say, in the language of the person: the wordings stand in `messages`, where nothing knows Qt."""

from unwrapped_desktop.domain.errors import AppError
from unwrapped_desktop.messages import KEYCHAIN_ASKED, PATIENCE_ASKED, message_for
from unwrapped_desktop.ui.language import translate
from unwrapped_desktop.ui.text import clean, isolate


def said(error: AppError) -> str:
    """Return what an error says to a person."""
    return message_for(error, _say, _foreign)


def said_before(message: str) -> str:
    """Return what an error said that was kept; one with values in it stays in the language it was written in."""
    return _say(message) if message else ""


def said_meanwhile(detail: str) -> str:
    """Return what is told beside progress: the program's own words are translated, the name of a file is not."""
    if detail == KEYCHAIN_ASKED:
        return _say(detail)
    before, after = PATIENCE_ASKED.split("{left}")
    if not (detail.startswith(before) and detail.endswith(after)):
        return detail
    return _say(PATIENCE_ASKED).format(left=detail.removeprefix(before).removesuffix(after))


def _foreign(text: str) -> str:
    """Return a text from outside as it stands in a sentence: one that may read from the right keeps that to itself."""
    return clean(text) if text.isascii() else isolate(text)


def _say(text: str) -> str:
    return translate("Messages", text)
