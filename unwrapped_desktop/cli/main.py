"""Parses the command line and turns every outcome into an exit code.

0 verdict; 1 unexpected; 2 usage; 3 the source cannot be read; 4 not enough data; 5 an output cannot be written; 130 cancelled.
"""

import argparse
import contextlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

from unwrapped_desktop import __version__
from unwrapped_desktop.cli.arguments import (
    add_chapters_arguments,
    add_judge_arguments,
    add_share_arguments,
    add_source_arguments,
    add_taste_arguments,
    add_together_arguments,
)
from unwrapped_desktop.cli.usage import UsageError
from unwrapped_desktop.domain.errors import AppError, Cancelled, OutputError
from unwrapped_desktop.domain.text import tamed
from unwrapped_desktop.messages import message_for

EXIT_CANCELLED = 130
COMMANDS = ("judge", "chapters", "taste", "diagnose", "compare", "together", "share")
DESCRIPTION = "Judges your taste in music from your own Spotify export, and shows the receipts."


def is_command(argument: str) -> bool:
    """Whether an argument is for the command line rather than a file for the window."""
    return argument in COMMANDS or argument.startswith("-")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence and a hint."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.\n")


def run(arguments: list[str], self_test: Callable[[], int] | None = None) -> int:
    """Run a sub-command and return the exit code.

    Args:
        arguments: The command line, without the name of the program.
        self_test: What `--self-test` does; None leaves the option out.
    """
    logging.basicConfig(level=logging.CRITICAL)
    _prepare_streams()
    if arguments and not is_command(arguments[0]):
        missing = next((name for name in arguments if not os.path.exists(name)), arguments[0])  # noqa: PTH110
        _complain(f"{missing!r} is neither a command nor a file that exists. See unwrapped-desktop --help.")
        return 2
    try:
        chosen = _parser(self_test).parse_args(arguments)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
        return _exit_code(lambda _chosen: code, argparse.Namespace())
    if chosen.command is None:
        _complain(
            "Say what to do: judge, chapters, taste, diagnose, compare, together or share. "
            "See unwrapped-desktop --help."
        )
        return 2
    if "sources" in chosen and bool(chosen.sources) == (chosen.sample is not None):
        _complain("Name an export to read, or --sample, and not both. See unwrapped-desktop --help.")
        return 2
    return _exit_code(chosen.command, chosen)


def _exit_code(command: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    try:
        code = command(chosen)
        if sys.stdout is not None:
            sys.stdout.flush()
    except AppError as error:
        _complain(message_for(error))
        if isinstance(error, OutputError):
            _let_go_of_output()
        return error.exit_code
    except UsageError as error:
        _complain(f"{str(error)[:1].upper()}{str(error)[1:]}.")
        return 2
    except (Cancelled, KeyboardInterrupt):
        _complain(message_for(AppError("cancelled")))
        return EXIT_CANCELLED
    except BrokenPipeError:
        _let_go_of_output()
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a person
        _complain(f"Something unexpected went wrong: {type(error).__name__}: {error}. Please report it.")
        if getattr(chosen, "traceback", False):
            traceback.print_exc()
        return 1
    return code


def _prepare_streams() -> None:
    """Let a terminal that cannot show a name print a sign in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _let_go_of_output() -> None:
    """Point standard output at nothing: whoever read it has gone, and Python would complain once more at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        print(tamed(sentence), file=sys.stderr)


def _parser(self_test: Callable[[], int] | None) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="unwrapped-desktop", description=DESCRIPTION, epilog="Without a command the window opens."
    )
    parser.add_argument("--version", action="version", version=f"unwrapped-desktop {__version__}")
    if self_test is not None:
        parser.add_argument(
            "--self-test",
            action="store_const",
            const=lambda _chosen: self_test(),
            dest="command",
            help="try every part of this build, and say which of them works",
        )
    parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    judge = commands.add_parser("judge", help="judge an export and print the verdict")
    add_judge_arguments(judge)
    judge.set_defaults(command=_judge)
    chapters = commands.add_parser("chapters", help="tell a life by years and eras, each with its own label")
    add_chapters_arguments(chapters)
    chapters.set_defaults(command=_chapters)
    taste = commands.add_parser("taste", help="say where a listener stands, and what that rests on")
    add_taste_arguments(taste)
    taste.set_defaults(command=_taste)
    diagnose = commands.add_parser("diagnose", help="say what an export holds, without judging it")
    add_source_arguments(diagnose)
    diagnose.set_defaults(command=_diagnose)
    compare = commands.add_parser("compare", help="say what moved from one report to another")
    compare.add_argument("old", metavar="OLD.json", help="a report that judge --json wrote")
    compare.add_argument("new", metavar="NEW.json", help="a later one of the same listener")
    compare.set_defaults(command=_compare)
    together = commands.add_parser(
        "together", help="lay two listeners side by side, and judge the two of them"
    )
    add_together_arguments(together)
    together.set_defaults(command=_together)
    share = commands.add_parser("share", help="give away what a report holds, without judging again")
    add_share_arguments(share)
    share.set_defaults(command=_share)
    return parser


def _judge(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.judge import judge  # noqa: PLC0415 - `--version` needs none of it

    return judge(chosen)


def _chapters(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.chapters import chapters  # noqa: PLC0415

    return chapters(chosen)


def _taste(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.taste import taste  # noqa: PLC0415

    return taste(chosen)


def _diagnose(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.diagnose import diagnose  # noqa: PLC0415

    return diagnose(chosen)


def _compare(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.compare import compare  # noqa: PLC0415

    return compare(chosen)


def _together(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.together import together  # noqa: PLC0415

    return together(chosen)


def _share(chosen: argparse.Namespace) -> int:
    from unwrapped_desktop.cli.share import share  # noqa: PLC0415

    return share(chosen)
