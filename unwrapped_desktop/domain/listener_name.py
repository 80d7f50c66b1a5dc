"""What a listener may be called."""

import unicodedata
from dataclasses import replace

from unwrapped_desktop.domain.errors import StorageError
from unwrapped_desktop.domain.report import Report

LONGEST_NAME = 80
"""Characters of the longest name that can be given. It finds room on every screen."""


def normal_name(typed: str) -> str:
    """Return a name as it is kept: accents composed, white space single. One name is one person however it was typed.

    Raises:
        StorageError: `listener_unnamed`: nothing of it can be seen.
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not any(character.isprintable() and not character.isspace() for character in name):
        raise StorageError("listener_unnamed")
    return name


def checked_name(typed: str) -> str:
    """Return a name that somebody is to have from now on, as it is kept.

    Raises:
        StorageError: `listener_unnamed`; `listener_name_long`.
    """
    name = normal_name(typed)
    if len(name) > LONGEST_NAME:
        raise StorageError("listener_name_long", longest=LONGEST_NAME, characters=len(name))
    return name


def same_name(one: str, other: str) -> bool:
    """Whether two names are told apart by nothing but their case."""
    return normal_name(one).casefold() == normal_name(other).casefold()


def called(report: Report, name: str) -> Report:
    """Return a report with the name that its listener has now."""
    if report.listener.name == name:
        return report
    return replace(report, listener=replace(report.listener, name=name))
