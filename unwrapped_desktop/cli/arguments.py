"""The arguments of the sub-commands and their types."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from unwrapped_desktop.cli.card_options import add_card_arguments, add_two_card_arguments
from unwrapped_desktop.domain.exclusion import Exclusion, Exclusions
from unwrapped_desktop.domain.friend_file import FriendDetail
from unwrapped_desktop.domain.settings import Intensity

DEFAULT_SAMPLE = "loyalist"
FACTS_ENDINGS = (".csv", ".json", ".zip")
"""What the name of a file of facts ends in."""


def add_source_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what both commands read from."""
    parser.add_argument(
        "sources",
        nargs="*",
        type=_path,
        metavar="SOURCE",
        help="a Spotify export: .zip, folder or .json, one or several",
    )
    parser.add_argument(
        "--sample",
        nargs="?",
        const=DEFAULT_SAMPLE,
        metavar="NAME",
        help="a made-up listener instead of an export",
    )
    parser.add_argument(
        "--timezone",
        type=_zone,
        metavar="ZONE",
        help="time zone for hours and weekdays, such as Europe/Berlin (default: the system's)",
    )


def add_judge_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything `judge` understands."""
    add_source_arguments(parser)
    _add_json_argument(parser, "the report")
    add_card_arguments(parser)
    _add_giving_arguments(parser)
    _add_intensity_argument(parser)
    parser.add_argument(
        "--seed", type=_number, default=0, metavar="N", help="other wordings of the same facts"
    )
    parser.add_argument("--name", type=_name, help="the name on the verdict (default: You)")
    add_exclusion_arguments(parser)


def add_share_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything `share` understands."""
    parser.add_argument(
        "report", metavar="REPORT.json", help="a report, as judge --json or --friend writes it"
    )
    add_card_arguments(parser)
    _add_giving_arguments(parser)
    parser.add_argument("--name", type=_name, help="the name on what is written (default: none)")


def _add_giving_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is given away as files, and what is let out of what would stay."""
    parser.add_argument(
        "--friend",
        metavar="FILE",
        help="write the verdict for a friend, a .unwrapped file without anything private; named as --name says",
    )
    parser.add_argument(
        "--friend-detail",
        choices=[detail.value for detail in FriendDetail],
        default=FriendDetail.ARTISTS.value,
        help="how much goes into it: the verdict alone, the list of artists too (default), or songs and albums too",
    )
    parser.add_argument(
        "--page", metavar="FILE", help="write the verdict as one web page without anything private"
    )
    parser.add_argument(
        "--facts",
        action="append",
        default=[],
        type=_facts,
        metavar="FILE",
        help="write the facts without anything private: a table (.csv), a document (.json) or a package of tables (.zip); repeatable",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="KEY",
        help="let out one thing that would stay out of files and cards; repeatable",
    )
    parser.add_argument(
        "--what-stays",
        action="store_true",
        help="print what stays out of files and cards, with its key and why, instead of the verdict",
    )


def add_taste_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything `taste` understands."""
    add_source_arguments(parser)
    _add_json_argument(parser, "axes, traits and shelves")
    add_exclusion_arguments(parser)
    parser.set_defaults(intensity=Intensity.HONEST.value, seed=0, name=None)


def add_chapters_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything `chapters` understands."""
    add_source_arguments(parser)
    _add_json_argument(parser, "the chapters")
    add_exclusion_arguments(parser)
    parser.set_defaults(intensity=Intensity.HONEST.value, seed=0, name=None)


def add_together_arguments(parser: argparse.ArgumentParser) -> None:
    """Add everything `together` understands."""
    for name, metavar, whose in (("one", "A", "the one"), ("other", "B", "the other")):
        parser.add_argument(
            name, metavar=metavar, help=f"the report of {whose}, as judge --json or --friend writes it"
        )
    _add_json_argument(parser, "both of them side by side")
    add_two_card_arguments(parser)
    _add_intensity_argument(parser)


def _add_intensity_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--intensity",
        choices=[intensity.value for intensity in Intensity],
        default=Intensity.HONEST.value,
        help="the critic's voice",
    )


def _add_json_argument(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--json", metavar="FILE", help=f"write {what} as JSON; - for standard output")


def add_exclusion_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what leaves something out: "That was not me"."""
    for option, type_, metavar, help_ in (
        ("--exclude-artist", _artist, "NAME", "leave out an artist"),
        ("--exclude-track", _track, '"ARTIST - TITLE"', "leave out a song"),
        ("--exclude-album", _album, '"ARTIST - ALBUM"', "leave out an album"),
        (
            "--exclude-range",
            _range,
            "FROM..TO",
            "leave out local dates, both with it; 2024-12-31T20 names an hour",
        ),
        ("--exclude-hours", _hours, "0-5", "leave out local hours of the day, both with it"),
    ):
        parser.add_argument(
            option, action="append", dest="exclusions", default=[], type=type_, metavar=metavar, help=help_
        )
    parser.add_argument(
        "--exclude-private",
        action="append_const",
        dest="exclusions",
        const=Exclusion.of_private(),
        help="leave out private sessions",
    )
    parser.add_argument(
        "--reason",
        action=_Reason,
        dest="exclusions",
        metavar="TEXT",
        help="why that was not you; for the exclusion before it",
    )


def exclusions_of(chosen: argparse.Namespace) -> Exclusions:
    """Return what the arguments leave out."""
    return Exclusions(tuple(chosen.exclusions))


class _Reason(argparse.Action):
    """Gives the exclusion before it a reason."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Put the reason to the last exclusion."""
        *earlier, last = namespace.exclusions or [None]
        if last is None:
            parser.error(
                f"argument {option_string}: write it after what it is about, such as --exclude-artist"
            )
        try:
            explained = replace(last, reason=values)
        except ValueError as error:
            parser.error(f"argument {option_string}: {error}")
        setattr(namespace, self.dest, [*earlier, explained])


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError) as error:
        raise argparse.ArgumentTypeError(
            f"there is no time zone called {text!r}; try Europe/Berlin or UTC"
        ) from error
    return text


def _path(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a source has no name")
    return text


def _number(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("write a whole number, such as 2")
    return int(text)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise argparse.ArgumentTypeError("write a name that can be printed")
    return name


def _facts(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in FACTS_ENDINGS:
        raise argparse.ArgumentTypeError(
            f"write a name that ends in {', '.join(FACTS_ENDINGS[:-1])} or {FACTS_ENDINGS[-1]}"
        )
    return path


def _artist(text: str) -> Exclusion:
    try:
        return Exclusion.of_artist(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write the name of an artist") from error


def _track(text: str) -> Exclusion:
    try:
        return Exclusion.of_track(*_pair(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError('write "ARTIST - TITLE"') from error


def _album(text: str) -> Exclusion:
    try:
        return Exclusion.of_album(*_pair(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError('write "ARTIST - ALBUM"') from error


def _pair(text: str) -> tuple[str, str]:
    artist, _, title = text.partition(" - ")
    return artist, title


def _range(text: str) -> Exclusion:
    first, _, last = text.partition("..")
    try:
        first_date, first_hour = _date_and_hour(first, 0)
        last_date, last_hour = _date_and_hour(last, 23)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write two dates, such as 2024-12-01..2024-12-26") from error
    if (first_date, first_hour) > (last_date, last_hour):
        raise argparse.ArgumentTypeError("the first date comes after the last")
    return Exclusion.of_range(first_date, last_date, first_hour=first_hour, last_hour=last_hour)


def _date_and_hour(text: str, whole_day: int) -> tuple[date, int]:
    day, with_hour, hour = text.partition("T")
    if with_hour and not _is_hour(hour):
        raise ValueError(hour)
    return date.fromisoformat(day), int(hour) if with_hour else whole_day


def _hours(text: str) -> Exclusion:
    first, _, last = text.partition("-")
    if not (_is_hour(first) and _is_hour(last)):
        raise argparse.ArgumentTypeError("write two hours from 0 to 23, such as 0-5 or 22-4")
    length = (int(last) - int(first)) % 24 + 1
    return Exclusion.of_hours((int(first) + step) % 24 for step in range(length))


def _is_hour(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) < 24
