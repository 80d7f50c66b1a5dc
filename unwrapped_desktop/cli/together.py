"""`together`: two listeners side by side, from two report files, with a joint verdict and its receipts."""

import argparse
from pathlib import Path

import msgspec

from unwrapped_desktop.analysis.reference import load_reference
from unwrapped_desktop.cli.card_options import check_card_options, wants_cards
from unwrapped_desktop.cli.compare import read_report
from unwrapped_desktop.cli.output import say, say_bytes, write_file
from unwrapped_desktop.cli.together_text import together_text
from unwrapped_desktop.critic.phrases import load_phrasebook
from unwrapped_desktop.critic.two_listeners import lay_side_by_side
from unwrapped_desktop.domain.errors import SourceError
from unwrapped_desktop.domain.progress import CancelToken
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.domain.report_check import is_sound
from unwrapped_desktop.domain.settings import Intensity
from unwrapped_desktop.domain.two_listeners import TwoListeners


def together(chosen: argparse.Namespace) -> int:
    """Lay two report files side by side and print the joint verdict.

    Raises:
        AppError: See the exit codes.
        UsageError: There is no such card.
    """
    check_card_options(chosen)
    left, right = sound_report(chosen.one), sound_report(chosen.other)
    two = lay_side_by_side(
        left,
        right,
        load_reference(),
        load_phrasebook(),
        intensity=Intensity(chosen.intensity),
        cancel=CancelToken(),
    )
    if wants_cards(chosen):
        from unwrapped_desktop.cli.cards import write_cards  # noqa: PLC0415 - Qt is loaded for a picture alone
        from unwrapped_desktop.ui.cards.subject import subject_of_two  # noqa: PLC0415 - as above

        write_cards(chosen, subject_of_two(left, right, two))
    document = together_document(two) + b"\n"
    if chosen.json == "-":
        say_bytes(document)
        return 0
    if chosen.json is not None:
        write_file(Path(chosen.json), document)
    if chosen.card_words == "-":
        return 0
    say(together_text(two))
    return 0


def together_document(two: TwoListeners) -> bytes:
    """Return two listeners as JSON: receipts, remarks and scores as in a report."""
    return msgspec.json.encode(two, order="deterministic")


def sound_report(name: str) -> Report:
    """Return the report that a file holds, which a stranger may have made.

    Raises:
        SourceError: It cannot be read, is no report, or does not hold together.
    """
    report = read_report(name)
    if not is_sound(report):
        raise SourceError("not_a_report", name=Path(name).name)
    return report
