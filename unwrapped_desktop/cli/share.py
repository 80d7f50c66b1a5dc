"""`share`: gives away what a report file holds, so that nobody has to be judged again for it."""

import argparse

from unwrapped_desktop.cli.card_options import check_card_options, wants_cards
from unwrapped_desktop.cli.giving import allowed_keys, stays_out_of_files, write_given
from unwrapped_desktop.cli.output import say
from unwrapped_desktop.cli.staying_text import staying_text
from unwrapped_desktop.cli.together import sound_report
from unwrapped_desktop.cli.usage import UsageError
from unwrapped_desktop.domain.listener_name import called
from unwrapped_desktop.domain.report import Report


def share(chosen: argparse.Namespace) -> int:
    """Write what the arguments ask for of a report file, which a stranger may have made.

    Raises:
        AppError: See the exit codes.
        UsageError: Nothing is asked for, or a key is none of this verdict.
    """
    check_card_options(chosen)
    is_asked = chosen.page is not None or chosen.friend is not None or bool(chosen.facts)
    if not (is_asked or chosen.what_stays or wants_cards(chosen)):
        raise UsageError("say what to make of it: --page, --facts, --friend, --card or --what-stays")
    report = sound_report(chosen.report)
    chosen.allow = allowed_keys(chosen, report)
    if wants_cards(chosen):
        _write_cards(chosen, report)
    write_given(chosen, report)
    if chosen.card_words == "-":
        return 0
    say(staying_text(report) if chosen.what_stays else _kept_back(chosen, report))
    return 0


def _write_cards(chosen: argparse.Namespace, report: Report) -> None:
    """Write the cards that are asked for, under the name that is given."""
    from unwrapped_desktop.cli.cards import write_cards  # noqa: PLC0415 - Qt is loaded for a picture alone
    from unwrapped_desktop.ui.cards.subject import CardSubject  # noqa: PLC0415 - as above

    named = report if chosen.name is None else called(report, chosen.name)
    write_cards(chosen, CardSubject(report=named))


def _kept_back(chosen: argparse.Namespace, report: Report) -> str:
    """Return how much has stayed out of the files, in a sentence."""
    count = sum(one.key not in chosen.allow for one in stays_out_of_files(report))
    if count == 0:
        return "Nothing had to stay."
    told = "1 thing has" if count == 1 else f"{count:,} things have"
    return f"{told} stayed. --what-stays says what, and why."
