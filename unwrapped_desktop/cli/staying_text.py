"""What stays of a verdict, as text: each thing with its key and why, and what a file gives away otherwise."""

import shlex
import textwrap
from collections.abc import Iterable, Sequence

from unwrapped_desktop.cli.giving import stays_off_cards, stays_out_of_files
from unwrapped_desktop.cli.text import WIDTH, isolated, wrapped
from unwrapped_desktop.domain.errors import OutputError
from unwrapped_desktop.domain.friend_file import FriendContents, FriendDetail
from unwrapped_desktop.domain.report import Report
from unwrapped_desktop.sharing.friend_file import contents_of
from unwrapped_desktop.sharing.guard import plain
from unwrapped_desktop.sharing.staying import WHY_WORDS, Staying

_KEY_NARROWEST, _KEY_WIDEST = 8, 40
"""Characters that keys take, so that what they name stands below each other; a longer one moves its own line alone."""

_NOTHING = "Nothing stays: every line, every fact and every name may be given away."
_LET_OUT = (
    "--allow and a key let one thing out, and nothing beside it: --allow {key}. It is then in the files and on the"
    " cards that the same command makes."
)
_NEVER = (
    "Never goes, and has no key: the files and their names, rows set aside, what was left out and why, what may not"
    " have been you, what was sealed, what Spotify lists, the time zone, the moment of a play, and your name"
    " unless --name says one."
)


def staying_text(report: Report) -> str:
    """Return what stays out of files and cards, and what they hold otherwise, wrapped for a terminal."""
    everywhere, cards = stays_out_of_files(report), stays_off_cards(report)
    parts = [
        *_section("STAYS OUT OF FILES AND OFF CARDS", everywhere),
        *_section("STAYS OFF CARDS ALONE", cards),
    ]
    together = (*everywhere, *cards)
    parts.append(wrapped(_LET_OUT.format(key=_typed(together[0].key)) if together else _NOTHING))
    parts += ["WHAT A FILE GIVES AWAY", *map(wrapped, _given(report)), wrapped(_NEVER)]
    return "\n\n".join(parts)


def _section(heading: str, staying: Iterable[Staying]) -> list[str]:
    """Return what stays under the reasons why, nothing without any."""
    by_why: dict[str, list[tuple[str, str]]] = {}
    for one in staying:
        by_why.setdefault(WHY_WORDS[one.why], []).append((_typed(one.key), _thing(one)))
    return [heading, *("\n".join([why, *_lines(told)]) for why, told in by_why.items())] if by_why else []


def _thing(one: Staying) -> str:
    """Return what a key names; a name is its own key."""
    return "" if one.key.endswith(f".{one.what}") else isolated(plain(one.what))


def _lines(told: Sequence[tuple[str, str]]) -> list[str]:
    """Return keys beside what they name."""
    widest = max((len(key) for key, thing in told if thing), default=0)
    width = max(_KEY_NARROWEST, min(widest, _KEY_WIDEST))
    return [_line(key, thing, width) for key, thing in told]


def _line(key: str, thing: str, width: int) -> str:
    margin = " " * (width + 4)
    first, *others = textwrap.wrap(thing, WIDTH - len(margin), break_long_words=False) or [""]
    return "\n".join([f"  {key:<{width}}  {first}".rstrip(), *(f"{margin}{line}" for line in others)])


def _typed(key: str) -> str:
    """Return a key as it is typed in a shell."""
    shown = plain(key)
    if not set(shown) & set("\"'$`!\\"):
        return f'"{shown}"' if " " in shown else shown
    return shlex.quote(shown)


def _given(report: Report) -> list[str]:
    try:
        contents = contents_of(report, detail=FriendDetail.SONGS)
    except OutputError:
        return ["Nothing: every line rests on something private, so that there is no file to be made."]
    return [_counted(contents, report), "A friend's file holds as much of it as --friend-detail says."]


def _counted(contents: FriendContents, report: Report) -> str:
    lines = f"{contents.lines:,} of {contents.lines + contents.lines_kept_back:,} lines"
    counts = {
        "receipts": contents.receipts,
        "scores and traits": contents.scores,
        "facts": contents.facts,
        "artists": contents.artists,
        "songs": contents.songs,
        "albums": contents.albums,
    }
    named = [f"{count:,} {noun}" for noun, count in counts.items() if count]
    given = [f"The label, {lines}, {', '.join(named)}"]
    if report.record.first_play_at is None:
        given.append("how large the record is")
    else:
        given.append("how large the record is, its first and last day and its missing months")
    if report.eras.eras:
        given.append("its eras")
    if report.charts is not None:
        given.append("how many plays fall into each year, month, and hour of the week")
    return f"{'; '.join(given)}."
