"""The arguments of the sub-commands and their types."""

import argparse
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from unwrapped_desktop.domain.card_formats import CARD_SIZES
from unwrapped_desktop.domain.exclusion import Exclusions
from unwrapped_desktop.domain.settings import Intensity

DEFAULT_SAMPLE = "loyalist"


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
    parser.add_argument("--json", metavar="FILE", help="write the report as JSON; - for standard output")
    parser.add_argument(
        "--card",
        action="append",
        default=[],
        type=_card,
        metavar="FORMAT=FILE",
        help=f"write a share card: {', '.join(CARD_SIZES)}; repeatable",
    )
    parser.add_argument(
        "--intensity",
        choices=[intensity.value for intensity in Intensity],
        default=Intensity.HONEST.value,
        help="the critic's voice",
    )
    parser.add_argument(
        "--seed", type=_number, default=0, metavar="N", help="other wordings of the same facts"
    )
    parser.add_argument("--name", type=_name, help="the name on the verdict (default: You)")
    parser.add_argument("--exclude-artist", action="append", default=[], metavar="NAME")
    parser.add_argument(
        "--exclude-track", action="append", default=[], type=_pair, metavar='"ARTIST - TITLE"'
    )
    parser.add_argument(
        "--exclude-album", action="append", default=[], type=_pair, metavar='"ARTIST - ALBUM"'
    )
    parser.add_argument(
        "--exclude-range",
        action="append",
        default=[],
        type=_range,
        metavar="FROM..TO",
        help="local dates, both left out",
    )
    parser.add_argument(
        "--exclude-hours",
        action="append",
        default=[],
        type=_hours,
        metavar="0-5",
        help="local hours, both left out",
    )
    parser.add_argument("--exclude-private", action="store_true", help="leave out private sessions")


def exclusions_of(chosen: argparse.Namespace) -> Exclusions:
    """Return what the arguments leave out."""
    return Exclusions(
        artists=tuple(chosen.exclude_artist),
        tracks=tuple(chosen.exclude_track),
        albums=tuple(chosen.exclude_album),
        ranges=tuple(chosen.exclude_range),
        hours=tuple(sorted({hour for hours in chosen.exclude_hours for hour in hours})),
        private_sessions=chosen.exclude_private,
    )


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


def _card(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if name not in CARD_SIZES or not equals or not path:
        raise argparse.ArgumentTypeError(
            f"write FORMAT=FILE with one of {', '.join(CARD_SIZES)}, such as story=card.png"
        )
    return name, Path(path)


def _pair(text: str) -> tuple[str, str]:
    artist, dash, title = text.partition(" - ")
    if not dash or not artist.strip() or not title.strip():
        raise argparse.ArgumentTypeError('write "ARTIST - TITLE"')
    return artist.strip(), title.strip()


def _range(text: str) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    try:
        range_ = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write two dates, such as 2024-12-01..2024-12-26") from error
    if not dots or range_[0] > range_[1]:
        raise argparse.ArgumentTypeError("the first date comes after the last")
    return range_


def _hours(text: str) -> tuple[int, ...]:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal() and int(first) < 24 and int(last) < 24):
        raise argparse.ArgumentTypeError("write two hours from 0 to 23, such as 0-5 or 22-4")
    length = (int(last) - int(first)) % 24 + 1
    return tuple((int(first) + step) % 24 for step in range(length))
